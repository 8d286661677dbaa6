// Classes: ResourceClass (v1alpha1, v1alpha2) and DeviceClass with suitableNodes (1.31) become what a class is today: selectors
// and configuration. dra.md 1.3.
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

constexpr const char* kFields[] = {"driverName", "suitableNodes", "parametersRef", "structuredParameters"};

/// Guides put the fields under spec, where no server ever looked; what was meant is clear.
Node takeField(const Object& object, std::string_view key) {
  const Node* found = object.node->find(key);
  const Node* spec = object.node->find("spec");
  found = found == nullptr && spec != nullptr ? spec->find(key) : found;
  return found == nullptr ? Node() : *found;
}

void noteSpec(Bench& bench, const Object& object) {
  const Node* spec = object.node->find("spec");
  const bool misplaced = spec != nullptr && std::any_of(std::begin(kFields), std::end(kFields),
                                                        [&](const char* key) { return spec->find(key) != nullptr; });
  if (misplaced) {
    bench.change(object, Weight::note, "spec", "its fields stand under spec, where ResourceClass had none",
                 "An API server of 1.26 to 1.30 would have refused it or dropped them; they are read as they were meant");
  }
}

std::string attributeTest(const std::string& driver, const std::string& choice) {
  const std::size_t equals = choice.find('=');
  if (equals == std::string::npos || equals == 0) {
    return {};
  }
  return celAttribute(driver, choice.substr(0, equals)) + " == " + celString(choice.substr(equals + 1));
}

/// Two classes of one driver were told apart by nodes or parameters only: their selectors would be the same.
std::string chosenTest(Bench& bench, const Object& object, const std::string& driver, std::size_t sharing) {
  if (sharing < 2 || driver.empty()) {
    return {};
  }
  std::vector<Option> options = {{"none", "every device of the driver, as the old class said"}};
  const auto known = bench.drivers.find(driver);
  for (const auto& [attribute, values] :
       known == bench.drivers.end() ? std::map<std::string, std::vector<std::string>>() : known->second.attributes) {
    for (const std::string& value : values.size() < 2 ? std::vector<std::string>() : values) {
      options.push_back({attribute + "=" + value, fmt::format("only devices whose {} is {}", attribute, value)});
    }
  }
  const std::string choice =
      bench.choose(object, "select", fmt::format("Which devices of {} belong to the class? ATTRIBUTE=VALUE", driver),
                   std::move(options), true);
  const std::string test = attributeTest(driver, choice);
  if (test.empty()) {
    bench.change(
        object, Weight::warning, "spec.selectors",
        fmt::format("takes the same devices as {} of {}", sharing == 2 ? "the other class" : "the other classes", driver),
        fmt::format("They differed by suitableNodes or parameters only. Name an attribute that tells their devices apart: "
                    "--choose {}/select=ATTRIBUTE=VALUE",
                    choicePlace(object)));
  }
  return test;
}

std::string nodesInWords(const Node& selector) {
  std::vector<std::string> terms;
  const Node* list = selector.find("nodeSelectorTerms");
  for (const Node& term : list == nullptr ? std::vector<Node>() : list->items) {
    std::vector<std::string> parts;
    for (const char* part : {"matchExpressions", "matchFields"}) {
      for (const Node& one : term.find(part) == nullptr ? std::vector<Node>() : term.find(part)->items) {
        std::vector<std::string> values;
        for (const Node& value : one.find("values") == nullptr ? std::vector<Node>() : one.find("values")->items) {
          values.push_back(value.text);
        }
        parts.push_back(fmt::format("{} {} {}", one.textAt("key"), one.textAt("operator"), fmt::join(values, ",")));
      }
    }
    terms.push_back(fmt::format("{}", fmt::join(parts, " and ")));
  }
  return fmt::format("{}", fmt::join(terms, " or "));
}

void keepNodes(Bench& bench, const Object& object, Node nodes, ClassFacts& facts, const std::string& field) {
  if (!nodes.isMap()) {
    return;
  }
  facts.nodesChoice =
      bench.choose(object, "nodes", "Where may its devices be used? suitableNodes: " + nodesInWords(nodes),
                   {{"pods", "pods that use the class get the same required node affinity"},
                    {"drop", "wherever the driver publishes devices: a device can only be used on its own nodes anyway"}});
  bench.change(object, facts.nodesChoice == "drop" ? Weight::warning : Weight::changed, field,
               facts.nodesChoice == "drop" ? "suitableNodes is dropped" : "suitableNodes moves to the pods that use the class",
               "A DeviceClass selects devices, not nodes: the scheduler follows the nodes in the driver's ResourceSlices. " +
                   nodesInWords(nodes));
  facts.suitableNodes = std::move(nodes);
}

void convertClass(Bench& bench, std::size_t index, const std::map<std::string, std::size_t>& sharing) {
  Object& object = bench.objects[index];
  if (bench.onlyClassicThere(object)) {
    return;
  }
  noteSpec(bench, object);
  ClassFacts facts;
  facts.object = index;
  const Node driver = takeField(object, "driverName");
  facts.driver = driver.text;
  Node spec = Node::map();
  Wanted wanted;
  const Node reference = takeField(object, "parametersRef");
  if (reference.isMap()) {
    wanted = wantedBy(bench, object, reference, facts.driver);
  }
  std::vector<std::string> tests = {"device.driver == " + celString(facts.driver)};
  const auto found = sharing.find(facts.driver);
  if (const std::string test = chosenTest(bench, object, facts.driver, found == sharing.end() ? 0 : found->second);
      !test.empty()) {
    tests.push_back(test);
  }
  tests.insert(tests.end(), wanted.selectors.begin(), wanted.selectors.end());
  Node selectors = Node::list();
  selectors.indent = 0;
  selectors.add(selectorNode(fmt::format("{}", fmt::join(tests, " && "))));
  spec.set("selectors", std::move(selectors));
  if (wanted.config) {
    Node config = Node::list();
    config.indent = 0;
    config.add(Node::map()).set("opaque", *wanted.config);
    spec.set("config", std::move(config));
  }
  if (wanted.count) {
    bench.change(object, Weight::lost, "parametersRef", fmt::format("a count of {} for every claim of the class", *wanted.count),
                 "A DeviceClass has no count: it stands in each claim (spec.devices.requests[].exactly.count)");
  }
  bench.change(object, Weight::changed, "driverName",
               "driverName becomes the selector device.driver == " + celString(facts.driver),
               "A DeviceClass names devices by CEL; a class without a selector would take devices of every driver");
  keepNodes(bench, object, takeField(object, "suitableNodes"), facts,
            object.node->find("suitableNodes") ? "suitableNodes" : "spec.suitableNodes");
  if (object.node->find("structuredParameters") != nullptr) {
    bench.change(object, Weight::changed, "structuredParameters", "structuredParameters is dropped",
                 "Structured parameters are the only way since 1.32");
  }
  bench.setResourceVersion(object, "DeviceClass");
  for (const char* key : kFields) {
    object.node->erase(key);
  }
  object.node->set("spec", std::move(spec));
  lowerTo(bench, object, resourceVersion(bench.request.target).version);
  bench.classes[object.name] = std::move(facts);
}

/// Of 1.31: the last class with nodes.
void dropSuitableNodes(Bench& bench, std::size_t index) {
  Object& object = bench.objects[index];
  Node* spec = object.node->find("spec");
  Node* nodes = spec == nullptr ? nullptr : spec->find("suitableNodes");
  if (nodes == nullptr || !nodes->isMap() || resourceVersion(bench.request.target).version.empty()) {
    return;
  }
  ClassFacts facts;
  facts.object = index;
  keepNodes(bench, object, *nodes, facts, "spec.suitableNodes");
  spec->erase("suitableNodes");
  bench.classes[object.name] = std::move(facts);
}

}  // namespace

void convertClasses(Bench& bench) {
  std::map<std::string, std::size_t> sharing;
  for (const Object& object : bench.objects) {
    if (object.kind == "ResourceClass" && object.isResource()) {
      const Node* spec = object.node->find("spec");
      const std::string driver = object.node->textAt("driverName");
      ++sharing[driver.empty() && spec != nullptr ? spec->textAt("driverName") : driver];
    }
  }
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    if (!bench.objects[i].isResource()) {
      continue;
    }
    if (bench.objects[i].kind == "ResourceClass") {
      convertClass(bench, i, sharing);
    } else if (bench.objects[i].kind == "DeviceClass") {
      dropSuitableNodes(bench, i);
    }
  }
}

}  // namespace claimscope::modernise
