// Templates that pods name and that are not among the sources: said, and proposed where the sources otherwise are a whole.
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

/// A template of the same namespace shows how claims look here. Null: there is none.
const Object* siblingTemplate(const Bench& bench, const std::string& namespaceName) {
  const auto found = std::find_if(bench.objects.begin(), bench.objects.end(), [&](const Object& object) {
    const auto classes = bench.classesOf.find(choicePlace(object));
    return object.kind == "ResourceClaimTemplate" && object.namespaceName == namespaceName && classes != bench.classesOf.end() &&
           !classes->second.empty();
  });
  return found == bench.objects.end() ? nullptr : &*found;
}

Node templateNode(const std::string& apiVersion, const std::string& namespaceName, const std::string& name,
                  const std::string& className) {
  Node root = Node::map();
  root.set("apiVersion", Node::string(apiVersion));
  root.set("kind", Node::string("ResourceClaimTemplate"));
  Node& metadata = root.child("metadata");
  metadata.set("name", Node::string(name));
  metadata.set("namespace", Node::string(namespaceName));
  Node requests = Node::list();
  requests.indent = 0;
  Node& request = requests.add(Node::map());
  request.set("name", Node::string(className.find("gpu") == std::string::npos ? "device" : "gpu"));
  if (apiVersion.ends_with("v1") || apiVersion.ends_with("v1beta2")) {
    request.child("exactly").set("deviceClassName", Node::string(className));
  } else {
    request.set("deviceClassName", Node::string(className));
  }
  root.child("spec").child("spec").child("devices").set("requests", std::move(requests));
  return root;
}

void missingTemplate(Bench& bench, const Object& user, const std::string& path, const std::string& name) {
  Object missing;
  missing.kind = "ResourceClaimTemplate";
  missing.namespaceName = user.namespaceName;
  missing.name = name;
  missing.document = user.document;
  const std::string place = choicePlace(missing);
  if (bench.classesOf.count(place) > 0) {
    return;  // another pod named it, and it has been proposed
  }
  const Object* sibling = siblingTemplate(bench, user.namespaceName);
  const std::string words = missing.words();
  if (sibling == nullptr) {
    bench.change(user, Weight::note, path, fmt::format("{} is not among the sources", words),
                 "It has to be in the cluster already, or the pod waits for it");
    return;
  }
  const std::string className = *bench.classesOf[choicePlace(*sibling)].begin();
  const std::string choice =
      bench.choose(missing, "missing", fmt::format("{} is named by {} and not among the sources", words, user.words()),
                   {{"add", fmt::format("add one that asks for one device of {}, as {} does", className, sibling->name)},
                    {"leave", "it is in the cluster already"}});
  if (choice == "leave") {
    bench.change(user, Weight::note, path, fmt::format("{} is not among the sources", words), "It was chosen to be left out");
    return;
  }
  bench.classesOf[place].insert(className);
  const std::size_t document = bench.addDocument(
      templateNode("resource.k8s.io/" + resourceVersion(bench.request.target).version, user.namespaceName, name, className),
      fmt::format("proposed by claimscope modernise: {} names this template, and it was not among the sources", user.words()),
      bench.outcome.documents[user.document].source);
  missing.document = document;
  bench.change(
      user, Weight::warning, path, fmt::format("{} is not among the sources; one is added", words),
      fmt::format("It asks for one device of {}, as {} does: check it, or --choose {}/missing=leave where the cluster has it",
                  className, sibling->words(), place));
}

}  // namespace

void proposeMissing(Bench& bench) {
  if (resourceVersion(bench.request.target).version.empty()) {
    return;
  }
  const std::size_t count = bench.objects.size();
  for (std::size_t i = 0; i < count; ++i) {
    Object& object = bench.objects[i];
    eachPodSpec(*object.node, [&](Node& spec, const std::string& path) {
      const Node* claims = spec.find("resourceClaims");
      for (std::size_t c = 0; claims != nullptr && c < claims->items.size(); ++c) {
        const Node& claim = claims->items[c];
        const bool nested = claim.find("source") != nullptr;
        const auto named = [&](const std::string& field) {
          const std::string direct = claim.textAt(field);
          return direct.empty() ? claim.textAt("source." + field) : direct;
        };
        const std::string at = fmt::format("{}.resourceClaims[{}]{}", path, c, nested ? ".source" : "");
        const std::string asTemplate = named("resourceClaimTemplateName");
        if (!asTemplate.empty() && bench.find("ResourceClaimTemplate", object.namespaceName, asTemplate) == nullptr) {
          missingTemplate(bench, object, at, asTemplate);
        }
        const std::string asClaim = named("resourceClaimName");
        if (!asClaim.empty() && bench.find("ResourceClaim", object.namespaceName, asClaim) == nullptr) {
          bench.change(object, Weight::note, at,
                       fmt::format("ResourceClaim {}/{} is not among the sources", object.namespaceName, asClaim),
                       "It has to be in the cluster already, or the pod waits for it");
        }
      }
    });
  }
}

}  // namespace claimscope::modernise
