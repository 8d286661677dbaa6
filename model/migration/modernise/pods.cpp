// Pods of every workload: source of claims, nodes of their class, labels of nodes, what the device plugin needed.
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

/// Terms are alternatives; a selector of many terms times another of many would grow without bounds.
constexpr std::size_t kMostTerms = 32;

void walk(Node& node, const std::string& path, int depth, const std::function<void(Node&, const std::string&)>& fn) {
  if (depth > 40) {
    return;
  }
  if (node.isMap()) {
    const Node* containers = node.find("containers");
    if (containers != nullptr && containers->isList()) {
      fn(node, path);
      return;
    }
    for (Entry& entry : node.entries) {
      walk(entry.value, path + (path.empty() ? "" : ".") + entry.key, depth + 1, fn);
    }
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    walk(node.items[i], path + "[" + std::to_string(i) + "]", depth + 1, fn);
  }
}

/// Since 1.31 the names stand in the entry itself (dra.md 1.5, Pod).
void liftSources(Bench& bench, const Object& object, Node& spec, const std::string& path) {
  Node* claims = spec.find("resourceClaims");
  for (std::size_t i = 0; claims != nullptr && i < claims->items.size(); ++i) {
    Node& claim = claims->items[i];
    const Node* source = claim.find("source");
    if (source == nullptr || !source->isMap()) {
      continue;
    }
    const std::string at = fmt::format("{}.resourceClaims[{}].source", path, i);
    if (bench.request.target.minor < 31) {
      bench.change(object, Weight::note, at,
                   fmt::format("source stays: Kubernetes {} reads it", releaseWord(bench.request.target.minor)),
                   "It went with 1.31");
      continue;
    }
    std::string lifted;
    std::vector<Entry> entries = source->entries;
    for (Entry& entry : entries) {
      if ((entry.key == "resourceClaimName" || entry.key == "resourceClaimTemplateName") && claim.find(entry.key) == nullptr) {
        lifted = entry.key;
        claim.setAfter("source", entry.key, std::move(entry.value));
      }
    }
    bench.change(object, Weight::changed, at,
                 fmt::format("{} moves up to the entry", lifted.empty() ? "what source says" : lifted),
                 "A server of 1.31 or newer drops source, and then refuses the pod: must specify one of resourceClaimName, "
                 "resourceClaimTemplateName");
    claim.erase("source");
  }
}

std::set<std::string> classesUsed(const Bench& bench, const Object& object, const Node& spec) {
  std::set<std::string> out;
  const Node* claims = spec.find("resourceClaims");
  for (const Node& claim : claims == nullptr ? std::vector<Node>() : claims->items) {
    for (const auto& [field, word] :
         {std::pair{"resourceClaimTemplateName", "template/"}, std::pair{"resourceClaimName", "claim/"}}) {
      const std::string direct = claim.textAt(field);
      const std::string name = direct.empty() ? claim.textAt(std::string("source.") + field) : direct;
      const auto known = bench.classesOf.find(word + object.namespaceName + "/" + name);
      if (!name.empty() && known != bench.classesOf.end()) {
        out.insert(known->second.begin(), known->second.end());
      }
    }
  }
  return out;
}

/// Both must hold: each term of one is joined with each of the other.
bool joinTerms(Node& into, const Node& terms) {
  if (into.items.empty()) {
    into = terms;
    into.before.clear();
    into.after.clear();
    return true;
  }
  if (into.items.size() * terms.items.size() > kMostTerms) {
    return false;
  }
  Node joined = Node::list();
  joined.indent = into.indent;
  for (const Node& left : into.items) {
    for (const Node& right : terms.items) {
      Node term = left;
      term.flow = false;
      for (const Entry& part : right.entries) {
        Node& list = term.child(part.key);
        list.type = Node::Type::list;
        list.flow = false;
        for (const Node& one : part.value.items) {
          const bool there =
              std::any_of(list.items.begin(), list.items.end(), [&](const Node& old) { return sameValue(old, one); });
          if (!there) {
            list.add(one);
          }
        }
      }
      joined.add(std::move(term));
    }
  }
  into.items = std::move(joined.items);
  into.flow = false;
  return true;
}

void followNodes(Bench& bench, const Object& object, Node& spec, const std::string& path) {
  for (const std::string& name : classesUsed(bench, object, spec)) {
    const auto known = bench.classes.find(name);
    if (known == bench.classes.end()) {
      continue;
    }
    ++known->second.users;
    const Node* terms = known->second.suitableNodes ? known->second.suitableNodes->find("nodeSelectorTerms") : nullptr;
    if (terms == nullptr || terms->items.empty() || known->second.nodesChoice != "pods") {
      continue;
    }
    const std::string at = path + ".affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution";
    Node& required = spec.child("affinity").child("nodeAffinity").child("requiredDuringSchedulingIgnoredDuringExecution");
    if (!joinTerms(required.child("nodeSelectorTerms"), *terms)) {
      bench.change(object, Weight::lost, at, fmt::format("suitableNodes of class {} is not carried over", name),
                   fmt::format("Together with what is required already there would be more than {} terms", kMostTerms));
      continue;
    }
    bench.change(object, Weight::changed, at, fmt::format("suitableNodes of class {} becomes required node affinity", name),
                 "The class cannot choose nodes any more; the pod can");
  }
}

std::string_view newLabel(std::string_view label) {
  if (label == "instance-type" || label == "beta.kubernetes.io/instance-type") {
    return "node.kubernetes.io/instance-type";
  }
  if (label == "failure-domain.beta.kubernetes.io/zone") {
    return "topology.kubernetes.io/zone";
  }
  return label == "failure-domain.beta.kubernetes.io/region" ? "topology.kubernetes.io/region" : std::string_view();
}

void renameLabels(Bench& bench, const Object& object, Node& affinity, const std::string& path, int depth) {
  if (depth > 12) {
    return;
  }
  Node* key = affinity.find("key");
  if (key != nullptr && affinity.find("operator") != nullptr && !newLabel(key->text).empty()) {
    const std::string old = key->text;
    const std::string label(newLabel(old));
    const std::string choice =
        bench.choose(object, old, fmt::format("Is {} a label of your own?", old),
                     {{label, "the label that every node has"}, {"keep", "nodes really have a label of this name"}});
    if (choice == label) {
      key->assign(label);
      bench.change(object, Weight::changed, path + ".key", fmt::format("{} becomes {}", old, label),
                   old == "instance-type" ? "No component sets a label instance-type: the term would match no node"
                                          : "The old label is gone");
    }
  }
  for (Entry& entry : affinity.entries) {
    renameLabels(bench, object, entry.value, path + (path.empty() ? "" : ".") + entry.key, depth + 1);
  }
  for (std::size_t i = 0; i < affinity.items.size(); ++i) {
    renameLabels(bench, object, affinity.items[i], path + "[" + std::to_string(i) + "]", depth + 1);
  }
}

bool isDevicePluginResource(std::string_view name) {
  return name == "nvidia.com/gpu" || name.starts_with("nvidia.com/mig-") || name == "amd.com/gpu" ||
         name == "aws.amazon.com/neuron" || name == "gpu.intel.com/i915";
}

void noteContainers(Bench& bench, const Object& object, const Node& spec, const std::string& path) {
  const Node* claims = spec.find("resourceClaims");
  if (claims == nullptr || claims->items.empty()) {
    return;
  }
  const Node* containers = spec.find("containers");
  for (std::size_t i = 0; i < containers->items.size(); ++i) {
    const Node& container = containers->items[i];
    const std::string at = fmt::format("{}.containers[{}]", path, i);
    const Node* env = container.find("env");
    for (std::size_t e = 0; env != nullptr && e < env->items.size(); ++e) {
      const std::string name = env->items[e].textAt("name");
      if (name == "CUDA_VISIBLE_DEVICES" || name == "NVIDIA_VISIBLE_DEVICES") {
        bench.change(object, name == "CUDA_VISIBLE_DEVICES" ? Weight::note : Weight::warning, fmt::format("{}.env[{}]", at, e),
                     fmt::format("{} is set by hand", name),
                     name == "CUDA_VISIBLE_DEVICES" ? "The driver gives the container its devices by CDI and numbers them from "
                                                      "0: with one device 0 is harmless, with "
                                                      "more it hides the others. Take it out"
                                                    : "It may give the container devices that no claim holds: take it out");
      }
    }
    for (const char* part : {"limits", "requests"}) {
      const Node* resources = container.at(std::string("resources.") + part);
      for (const Entry& entry : resources == nullptr ? std::vector<Entry>() : resources->entries) {
        if (isDevicePluginResource(entry.key)) {
          bench.change(object, Weight::warning, fmt::format("{}.resources.{}", at, part),
                       fmt::format("asks for {} beside its claims", entry.key),
                       "That is a second device from the device plugin, which knows nothing of claims");
        }
      }
    }
  }
}

}  // namespace

void eachPodSpec(Node& root, const std::function<void(Node& spec, const std::string& path)>& fn) {
  walk(root, {}, 0, fn);
}

void convertPods(Bench& bench) {
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    if (object.removed) {
      continue;
    }
    eachPodSpec(*object.node, [&](Node& spec, const std::string& path) {
      liftSources(bench, object, spec, path);
      followNodes(bench, object, spec, path);
      if (Node* affinity = spec.at("affinity.nodeAffinity")) {
        renameLabels(bench, object, *affinity, path + ".affinity.nodeAffinity", 0);
      }
      noteContainers(bench, object, spec, path);
    });
    // A fragment shows how an affinity is written.
    if (Node* affinity = object.kind.empty() ? object.node->at("affinity.nodeAffinity") : nullptr) {
      renameLabels(bench, object, *affinity, "affinity.nodeAffinity", 0);
    }
  }
  for (auto& [name, facts] : bench.classes) {
    if (facts.users == 0 && facts.suitableNodes && facts.nodesChoice == "pods") {
      bench.change(bench.objects[facts.object], Weight::warning, {},
                   "no pod among the sources uses the class: its nodes are with nobody now",
                   "Give pods elsewhere that use it the node affinity themselves, or rely on where the driver publishes devices");
    }
  }
}

}  // namespace claimscope::modernise
