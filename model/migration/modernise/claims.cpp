// Claims and templates of classic DRA: one class and one reference to parameters become requests. dra.md 1.3.
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

/// Comments inside what is written anew are kept above it.
void collectComments(const Node& node, std::vector<std::string>& out) {
  const auto take = [&](const Node& one) {
    std::copy_if(one.before.begin(), one.before.end(), std::back_inserter(out),
                 [](const std::string& line) { return !line.empty(); });
    if (!one.after.empty()) {
      out.push_back(ownLine(one.after));
    }
    collectComments(one, out);
  };
  for (const Entry& entry : node.entries) {
    take(entry.value);
  }
  for (const Node& item : node.items) {
    take(item);
  }
}

Node requestNode(const Wanted& wanted, const std::string& className) {
  Node request = Node::map();
  request.set("name", Node::string(wanted.requestName));
  Node& exactly = request.child("exactly");
  exactly.set("deviceClassName", Node::string(className));
  if (!wanted.selectors.empty()) {
    Node selectors = Node::list();
    selectors.indent = 0;
    for (const std::string& expression : wanted.selectors) {
      selectors.add(selectorNode(expression));
    }
    exactly.set("selectors", std::move(selectors));
  }
  if (wanted.count && *wanted.count != 1) {
    exactly.set("count", Node::number(*wanted.count));
  }
  for (const auto& [name, amount] : wanted.capacity) {
    exactly.child("capacity").child("requests").set(name, Node::string(amount));
  }
  return request;
}

Node devicesNode(const std::vector<Wanted>& wanted, const std::string& className) {
  Node devices = Node::map();
  Node requests = Node::list();
  requests.indent = 0;
  Node config = Node::list();
  config.indent = 0;
  for (const Wanted& one : wanted) {
    requests.add(requestNode(one, className));
    if (one.config) {
      Node entry = Node::map();
      Node names = Node::list();
      names.flow = true;
      names.add(Node::string(one.requestName));
      entry.set("requests", std::move(names));
      entry.set("opaque", *one.config);
      config.add(std::move(entry));
    }
  }
  devices.set("requests", std::move(requests));
  if (!config.items.empty()) {
    devices.set("config", std::move(config));
  }
  return devices;
}

/// Attributes belong to a driver, so parameters can only become selectors when it is known.
std::string driverOf(Bench& bench, const Object& object, const std::string& className, bool needed) {
  if (const auto known = bench.classes.find(className); known != bench.classes.end()) {
    return known->second.driver;
  }
  if (!needed) {
    return {};
  }
  std::vector<Option> options;
  for (const auto& [driver, facts] : bench.drivers) {
    options.push_back({driver, "publishes ResourceSlices"});
  }
  for (const auto& [name, facts] : bench.classes) {
    if (!facts.driver.empty() && bench.drivers.count(facts.driver) == 0) {
      options.push_back({facts.driver, "of class " + name});
    }
  }
  options.push_back({"unknown", "its parameters cannot become selectors"});
  const std::string driver =
      bench.choose(object, "driver", fmt::format("Which driver is class {} of?", className), std::move(options), true);
  bench.change(object, driver == "unknown" ? Weight::lost : Weight::warning, "spec.resourceClassName",
               fmt::format("class {} is not among the sources, its driver is taken to be {}", className, driver),
               fmt::format("Attributes are named by driver: add the class, or --choose {}/driver=NAME", choicePlace(object)));
  return driver == "unknown" ? std::string() : driver;
}

/// A pod that holds the claim, so that it is allocated before anybody needs it.
Node holderPod(const Object& object) {
  Node pod = Node::map();
  pod.set("apiVersion", Node::string("v1"));
  pod.set("kind", Node::string("Pod"));
  Node& metadata = pod.child("metadata");
  metadata.set("name", Node::string(object.name.substr(0, 56) + "-holder"));
  metadata.set("namespace", Node::string(object.namespaceName));
  Node& spec = pod.child("spec");
  Node claims = Node::list();
  claims.indent = 0;
  Node& claim = claims.add(Node::map());
  claim.set("name", Node::string("held"));
  claim.set("resourceClaimName", Node::string(object.name));
  spec.set("resourceClaims", std::move(claims));
  Node containers = Node::list();
  containers.indent = 0;
  Node& container = containers.add(Node::map());
  container.set("name", Node::string("pause"));
  container.set("image", Node::string("registry.k8s.io/pause:3.10"));
  Node uses = Node::list();
  uses.indent = 0;
  uses.add(Node::map()).set("name", Node::string("held"));
  container.child("resources").set("claims", std::move(uses));
  spec.set("containers", std::move(containers));
  Node tolerations = Node::list();
  tolerations.indent = 0;
  tolerations.add(Node::map()).set("operator", Node::string("Exists"));
  spec.set("tolerations", std::move(tolerations));
  return pod;
}

void allocationMode(Bench& bench, const Object& object, const std::string& mode, const std::string& path) {
  if (mode.empty() || mode == "WaitForFirstConsumer") {
    if (!mode.empty()) {
      bench.change(object, Weight::changed, path + "allocationMode", "allocationMode: WaitForFirstConsumer is dropped",
                   "Every claim waits for its first pod today; the allocationMode of a request says how many devices, not when");
    }
    return;
  }
  const bool named = object.kind == "ResourceClaim";
  std::vector<Option> options = {{"wait", "allocated when its first pod is scheduled"}};
  if (named) {
    options.push_back({"holder", "a placeholder pod uses the claim and so holds the device; other pods may share it"});
  }
  const std::string choice =
      named ? bench.choose(object, "immediate", "What becomes of allocation before there is a pod?", std::move(options)) : "wait";
  if (choice == "holder") {
    bench.addDocument(holderPod(object),
                      "added by claimscope modernise: holds claim " + object.name + ", which was allocated at once before",
                      bench.outcome.documents[object.document].source);
    bench.change(object, Weight::changed, path + "allocationMode", "a placeholder pod takes the place of allocationMode: " + mode,
                 "Immediate allocation was removed with classic DRA in 1.32; only a scheduled pod makes the scheduler allocate");
    return;
  }
  bench.change(
      object, Weight::lost, path + "allocationMode", "allocationMode: " + mode + " has no equivalent",
      named ? fmt::format("Removed with classic DRA in 1.32: the claim is allocated when its first pod is scheduled. "
                          "--choose {}/immediate=holder adds a pod that holds it; `claimscope preallocate` does so with a lease",
                          choicePlace(object))
            : std::string("Removed with classic DRA in 1.32: a claim of a template is allocated when its pod is scheduled"));
}

std::vector<Wanted> parametersOf(Bench& bench, const Object& object, const Node* reference, const std::string& driver) {
  if (reference == nullptr || !reference->isMap()) {
    return {Wanted()};
  }
  if (reference->textAt("kind") == "ResourceClaimParameters") {
    Object* parameters = bench.find("ResourceClaimParameters", object.namespaceName, reference->textAt("name"));
    if (parameters != nullptr) {
      return wantedOfStructured(bench, object, *parameters, driver);
    }
  }
  // In-tree parameters may have been made by a driver from a vendor's object.
  for (Object& parameters : bench.objects) {
    if (parameters.kind == "ResourceClaimParameters" && parameters.namespaceName == object.namespaceName &&
        parameters.node->textAt("generatedFrom.name") == reference->textAt("name") &&
        parameters.node->textAt("generatedFrom.kind") == reference->textAt("kind")) {
      return wantedOfStructured(bench, object, parameters, driver);
    }
  }
  return {wantedBy(bench, object, *reference, driver)};
}

void convertClaim(Bench& bench, Object& object) {
  const bool isTemplate = object.kind == "ResourceClaimTemplate";
  const std::string path = isTemplate ? "spec.spec." : "spec.";
  Node* spec = object.node->at(isTemplate ? "spec.spec" : "spec");
  if (spec == nullptr || !spec->isMap() || spec->find("resourceClassName") == nullptr || bench.onlyClassicThere(object)) {
    return;
  }
  const std::string className = spec->textAt("resourceClassName");
  const Node* reference = spec->find("parametersRef");
  const std::string driver = driverOf(bench, object, className, reference != nullptr);
  std::vector<Wanted> wanted = parametersOf(bench, object, reference, driver);
  const bool gpu = className.find("gpu") != std::string::npos;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    Wanted& one = wanted[i];
    one.requestName = one.requestName == "device" && gpu ? "gpu" : one.requestName;
    one.requestName += wanted.size() > 1 ? "-" + std::to_string(i) : "";
  }
  bench.change(object, Weight::changed, path + "resourceClassName",
               fmt::format("resourceClassName becomes request {} of DeviceClass {}", wanted.front().requestName, className),
               "A claim lists requests, each with a class, a count and selectors (spec.devices.requests)");
  allocationMode(bench, object, spec->textAt("allocationMode"), path);
  if (object.node->erase("status")) {
    bench.change(object, Weight::note, "status", "status is dropped",
                 "Only the server writes it, and a classic allocation means nothing to it");
  }
  std::vector<std::string> comments;
  collectComments(*spec, comments);
  Node renewed = Node::map();
  renewed.indent = spec->indent;
  renewed.set("devices", devicesNode(wanted, className));
  if (!comments.empty()) {
    renewed.entries.front().value.before = std::move(comments);
  }
  if (isTemplate) {
    object.node->find("spec")->set("spec", std::move(renewed));
  } else {
    object.node->set("spec", std::move(renewed));
  }
  bench.setResourceVersion(object, object.kind);
  lowerTo(bench, object, resourceVersion(bench.request.target).version);
}

void noteClasses(Bench& bench, const Object& object) {
  const bool isTemplate = object.kind == "ResourceClaimTemplate";
  const Node* requests = object.node->at(isTemplate ? "spec.spec.devices.requests" : "spec.devices.requests");
  std::set<std::string>& classes = bench.classesOf[choicePlace(object)];
  const auto take = [&](const Node& body) {
    if (const std::string name = body.textAt("deviceClassName"); !name.empty()) {
      classes.insert(name);
    }
  };
  for (const Node& one : requests == nullptr ? std::vector<Node>() : requests->items) {
    take(one);
    if (const Node* exactly = one.find("exactly")) {
      take(*exactly);
    }
    for (const Node& alternative :
         one.find("firstAvailable") == nullptr ? std::vector<Node>() : one.find("firstAvailable")->items) {
      take(alternative);
    }
  }
}

}  // namespace

void convertClaims(Bench& bench) {
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    if (object.isResource() && (object.kind == "ResourceClaim" || object.kind == "ResourceClaimTemplate")) {
      convertClaim(bench, object);
      noteClasses(bench, object);
    }
  }
  const bool modern = !resourceVersion(bench.request.target).version.empty();
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    if (!object.isResource() || !isClassicVersion(object.version()) || !modern) {
      continue;
    }
    if (object.kind == "PodSchedulingContext" || object.kind == "PodScheduling") {
      bench.remove(object, "removed",
                   "Scheduler and driver negotiated by it; since structured parameters the scheduler decides alone");
    } else if (object.kind == "ResourceClaimParameters" || object.kind == "ResourceClassParameters") {
      bench.remove(object, "removed: its contents are in the claims and classes that refer to it",
                   "The kind existed in 1.30 only; requests and configuration stand in the claim itself");
    }
  }
}

}  // namespace claimscope::modernise
