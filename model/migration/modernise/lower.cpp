// The way down: from the shape of v1 to that of older versions, and fields that an older release does not have (dra.md 1.2, 1.5).
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

struct Field {
  std::string_view name;
  int since;            ///< 1.N
  std::string_view in;  ///< kind; empty: claims and templates
};

constexpr Field kNewer[] = {
    {"firstAvailable", 33, ""},
    {"tolerations", 33, ""},
    {"distinctAttribute", 34, ""},
    {"capacity", 34, ""},
    {"derivedAttributes", 37, ""},
    {"extendedResourceName", 34, "DeviceClass"},
    {"sharedCounters", 33, "ResourceSlice"},
    {"perDeviceNodeSelection", 33, "ResourceSlice"},
    {"consumesCounters", 33, "ResourceSlice"},
    {"taints", 33, "ResourceSlice"},
    {"allowMultipleAllocations", 34, "ResourceSlice"},
    {"requestPolicy", 34, "ResourceSlice"},
    {"bindsToNode", 34, "ResourceSlice"},
    {"bindingConditions", 34, "ResourceSlice"},
    {"bindingFailureConditions", 34, "ResourceSlice"},
};

bool concerns(const Field& field, const Object& object) {
  const bool claim = object.kind == "ResourceClaim" || object.kind == "ResourceClaimTemplate";
  return field.in.empty() ? claim : field.in == object.kind;
}

/// What drivers define themselves is not looked into.
void dropFields(Bench& bench, Object& object, Node& node, const std::string& path, int depth) {
  if (depth > 24) {
    return;
  }
  for (const Field& field : kNewer) {
    if (bench.request.target.minor < field.since && concerns(field, object) && node.find(field.name) != nullptr) {
      const std::string at = path + (path.empty() ? "" : ".") + std::string(field.name);
      bench.change(object, Weight::lost, at, fmt::format("{} is dropped: it came with {}", field.name, releaseWord(field.since)),
                   "An older server drops it in silence, and what it asked for with it");
      node.erase(field.name);
    }
  }
  for (Entry& entry : node.entries) {
    if (entry.key != "parameters" && entry.key != "attributes" && (entry.key != "capacity" || object.kind == "ResourceSlice")) {
      dropFields(bench, object, entry.value, path + (path.empty() ? "" : ".") + entry.key, depth + 1);
    }
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    dropFields(bench, object, node.items[i], path + "[" + std::to_string(i) + "]", depth + 1);
  }
}

void flattenRequests(Object& object) {
  Node* requests =
      object.node->at(object.kind == "ResourceClaimTemplate" ? "spec.spec.devices.requests" : "spec.devices.requests");
  for (std::size_t i = 0; requests != nullptr && i < requests->items.size(); ++i) {
    Node& request = requests->items[i];
    Node* exactly = request.find("exactly");
    if (exactly == nullptr || !exactly->isMap()) {
      continue;
    }
    std::vector<Entry> entries = std::move(exactly->entries);
    request.erase("exactly");
    request.flow = false;
    std::move(entries.begin(), entries.end(), std::back_inserter(request.entries));
  }
}

void flattenSlice(Object& object, bool plainCapacity) {
  Node* devices = object.node->at("spec.devices");
  for (std::size_t i = 0; devices != nullptr && i < devices->items.size(); ++i) {
    Node& device = devices->items[i];
    if (device.isMap() && device.find("basic") == nullptr) {
      Node basic = Node::map();
      std::vector<Entry> kept;
      for (Entry& entry : device.entries) {
        (entry.key == "name" ? kept : basic.entries).push_back(std::move(entry));
      }
      device.entries = std::move(kept);
      device.flow = false;
      if (!basic.entries.empty()) {
        device.set("basic", std::move(basic));
      }
    }
    Node* capacity = plainCapacity ? device.at("basic.capacity") : nullptr;
    for (std::size_t c = 0; capacity != nullptr && c < capacity->entries.size(); ++c) {
      Node& value = capacity->entries[c].value;
      if (const Node* amount = value.find("value")) {
        Node plain = *amount;
        plain.before = value.before;
        value = std::move(plain);
      }
    }
  }
}

}  // namespace

void dropNewerFields(Bench& bench, Object& object) {
  if (Node* spec = object.node->find("spec")) {
    dropFields(bench, object, *spec, "spec", 0);
  }
}

void lowerTo(Bench& bench, Object& object, const std::string& version) {
  dropNewerFields(bench, object);
  if (version == "v1" || version == "v1beta2" || version.empty()) {
    return;
  }
  if (object.kind == "ResourceClaim" || object.kind == "ResourceClaimTemplate") {
    flattenRequests(object);
  } else if (object.kind == "ResourceSlice") {
    flattenSlice(object, version == "v1alpha3");
  }
}

}  // namespace claimscope::modernise
