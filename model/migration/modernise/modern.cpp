// Structured parameters among their own versions: v1alpha3, v1beta1, v1beta2 and v1 (dra.md 1.4). What is flat is raised to the
// shape of v1; lower.cpp does the opposite.
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

constexpr std::string_view kBodyFields[] = {"deviceClassName", "selectors",   "allocationMode", "count",
                                            "adminAccess",     "tolerations", "capacity",       "derivedAttributes"};

bool isFlat(std::string_view version) {
  return version == "v1alpha3" || version == "v1beta1";
}

/// Moves the named fields of a map into a new one, in the order in which they stand.
template <class Test>
Node takeFields(Node& from, Test test) {
  Node out = Node::map();
  std::vector<Entry> kept;
  for (Entry& entry : from.entries) {
    (test(entry.key) ? out.entries : kept).push_back(std::move(entry));
  }
  from.entries = std::move(kept);
  return out;
}

void raiseRequests(Bench& bench, Object& object) {
  const std::string path = object.kind == "ResourceClaimTemplate" ? "spec.spec.devices.requests" : "spec.devices.requests";
  Node* requests = object.node->at(path);
  std::size_t moved = 0;
  for (std::size_t i = 0; requests != nullptr && i < requests->items.size(); ++i) {
    Node& request = requests->items[i];
    if (!request.isMap() || request.find("exactly") != nullptr || request.find("firstAvailable") != nullptr) {
      continue;
    }
    Node exactly = takeFields(request, [](const std::string& key) {
      return std::find(std::begin(kBodyFields), std::end(kBodyFields), key) != std::end(kBodyFields);
    });
    if (exactly.entries.empty()) {
      continue;
    }
    request.flow = false;
    request.set("exactly", std::move(exactly));
    ++moved;
  }
  if (moved > 0) {
    bench.change(object, Weight::changed, path,
                 fmt::format("the fields of {} move under exactly", moved == 1 ? "a request" : fmt::format("{} requests", moved)),
                 "Since v1beta2 a request is either exactly or firstAvailable");
  }
}

/// What only 1.31 had.
void dropControllers(Bench& bench, Object& object) {
  const std::string path = object.kind == "ResourceClaimTemplate" ? "spec.spec" : "spec";
  Node* spec = object.node->at(path);
  if (spec != nullptr && spec->find("controller") != nullptr) {
    bench.change(object, Weight::lost, path + ".controller",
                 fmt::format("controller: {} has no equivalent", spec->textAt("controller")),
                 "Allocation by a driver's controller went with classic DRA in 1.32: the driver must publish ResourceSlices");
    spec->erase("controller");
  }
  if (Node* status = object.node->find("status"); status != nullptr && status->isMap()) {
    status->erase("deallocationRequested");
    if (Node* allocation = status->find("allocation"); allocation != nullptr && allocation->isMap()) {
      allocation->erase("controller");
    }
  }
}

void raiseSlice(Bench& bench, Object& object, bool raiseBasic) {
  Node* spec = object.node->find("spec");
  if (spec == nullptr || !spec->isMap()) {
    return;
  }
  if (const Node* node = spec->find("nodeName"); node != nullptr && node->text.empty()) {
    spec->erase("nodeName");
  }
  if (const Node* all = spec->find("allNodes"); all != nullptr && all->text == "false") {
    spec->erase("allNodes");
  }
  std::size_t raised = 0;
  std::size_t amounts = 0;
  Node* devices = spec->find("devices");
  for (std::size_t i = 0; devices != nullptr && i < devices->items.size(); ++i) {
    Node& device = devices->items[i];
    Node* body = device.find("basic") == nullptr ? &device : device.find("basic");
    Node* capacity = body->find("capacity");
    for (std::size_t c = 0; capacity != nullptr && c < capacity->entries.size(); ++c) {
      Node& value = capacity->entries[c].value;
      if (value.isScalar()) {
        Node amount = Node::map();
        amount.flow = true;
        Node plain = value;
        plain.before.clear();
        plain.after.clear();
        amount.entries.push_back({"value", {}, std::move(plain)});
        amount.before = value.before;
        amount.after = value.after;
        amount.line = value.line;
        value = std::move(amount);
        ++amounts;
      }
    }
    if (raiseBasic && body != &device) {
      std::vector<Entry> entries = std::move(body->entries);
      device.erase("basic");
      device.flow = false;
      std::move(entries.begin(), entries.end(), std::back_inserter(device.entries));
      ++raised;
    }
  }
  if (raised > 0) {
    bench.change(object, Weight::changed, "spec.devices", "what stands under basic moves up to the device",
                 "basic is gone since v1beta2");
  }
  if (amounts > 0) {
    bench.change(object, Weight::changed, "spec.devices", "capacities become objects with a value",
                 "Since v1beta1 a capacity can have a request policy beside its value");
  }
}

/// 1.30: no spec, instances with lists of attributes.
void raiseClassicSlice(Bench& bench, Object& object) {
  Node& root = *object.node;
  const std::string driver = root.textAt("driverName");
  const std::string node = root.textAt("nodeName");
  Node spec = Node::map();
  spec.set("driver", Node::string(driver));
  Node& pool = spec.child("pool");
  pool.set("name", Node::string(node));
  pool.set("generation", Node::number(1));
  pool.set("resourceSliceCount", Node::number(1));
  spec.set("nodeName", Node::string(node));
  Node devices = Node::list();
  devices.indent = 0;
  const Node* instances = root.at("namedResources.instances");
  for (const Node& instance : instances == nullptr ? std::vector<Node>() : instances->items) {
    Node& device = devices.add(Node::map());
    device.set("name", Node::string(instance.textAt("name")));
    const Node* attributes = instance.find("attributes");
    for (const Node& attribute : attributes == nullptr ? std::vector<Node>() : attributes->items) {
      for (const Entry& value : attribute.entries) {
        Node one = Node::map();
        one.flow = true;
        if (value.key == "quantity") {
          one.set("value", value.value);
          device.child("capacity").set(attribute.textAt("name"), std::move(one));
        } else if (value.key == "string" || value.key == "int" || value.key == "bool" || value.key == "version") {
          one.set(value.key, value.value);
          device.child("attributes").set(attribute.textAt("name"), std::move(one));
        } else if (value.key != "name") {
          bench.change(
              object, Weight::lost, "namedResources.instances",
              fmt::format("{} {} of {} is not carried over", value.key, attribute.textAt("name"), instance.textAt("name")),
              "Lists as attributes are alpha (DRAListTypeAttributes)");
        }
      }
    }
  }
  spec.set("devices", std::move(devices));
  for (const char* key : {"driverName", "nodeName", "namedResources"}) {
    root.erase(key);
  }
  root.set("spec", std::move(spec));
  bench.change(object, Weight::warning, "spec", "namedResources become devices of a pool named like the node",
               "A driver publishes its own slices and replaces this one: it is of use for tests only");
}

bool isHandled(const Object& object) {
  return object.isResource() && (object.kind == "ResourceClaim" || object.kind == "ResourceClaimTemplate" ||
                                 object.kind == "DeviceClass" || object.kind == "ResourceSlice");
}

}  // namespace

void convertModern(Bench& bench) {
  const std::string wanted = resourceVersion(bench.request.target).version;
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    const bool done = object.node->textAt("apiVersion") != object.apiVersion;
    if (!isHandled(object) || object.removed || done) {
      continue;
    }
    if (wanted.empty()) {
      // Classic claims and classes have had their word.
      if (!isClassicVersion(object.version()) || object.kind == "ResourceSlice") {
        (void)bench.onlyClassicThere(object);
      }
      continue;
    }
    const bool stays = isFlat(object.version()) && isFlat(wanted);
    if (object.kind == "ResourceSlice") {
      object.node->find("namedResources") != nullptr ? raiseClassicSlice(bench, object) : raiseSlice(bench, object, !stays);
    } else if (object.kind != "DeviceClass") {
      dropControllers(bench, object);
      if (!stays) {
        raiseRequests(bench, object);
      }
    }
    bench.setResourceVersion(object, object.kind);
    lowerTo(bench, object, wanted);
  }
}

void convertTaintRules(Bench& bench) {
  const ServedVersion served = taintRuleVersion(bench.request.target);
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    if (!object.isResource() || object.kind != "DeviceTaintRule") {
      continue;
    }
    const std::string release = releaseWord(bench.request.target.minor);
    if (served.version.empty()) {
      bench.change(object, Weight::lost, "apiVersion",
                   fmt::format("left as it is: Kubernetes {} has no DeviceTaintRule", release),
                   "It came with 1.33; until then cordon the node, or take the device out of the driver's slices");
      continue;
    }
    const Node* selector = object.node->at("spec.deviceSelector");
    const bool tombstoned =
        selector != nullptr && (selector->find("deviceClassName") != nullptr || selector->find("selectors") != nullptr);
    if (tombstoned && bench.request.target.minor >= 35) {
      bench.change(
          object, Weight::lost, "spec.deviceSelector",
          fmt::format("left as it is: deviceClassName and selectors do not exist in Kubernetes {}", release),
          "They existed in 1.33 and 1.34 only. Without them the rule would taint more devices than before: name driver, pool and "
          "device instead");
      continue;
    }
    bench.setResourceVersion(object, "DeviceTaintRule");
  }
}

}  // namespace claimscope::modernise
