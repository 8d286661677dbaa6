#include "model/topology/blast.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace claimscope::topology {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceView;
using cluster::Snapshot;

template <class T>
void sortUnique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

bool holds(std::string_view name, std::string_view part) {
  return std::search(name.begin(), name.end(), part.begin(), part.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         }) != name.end();
}

/// What hardware shares, by the names drivers publish: within a node, or across nodes.
enum class Reach { none, node, cluster };
Reach reachOf(std::string_view attribute) {
  for (const char* word : {"pcieroot", "pciroot", "numa", "socket", "switch"}) {
    if (holds(attribute, word)) {
      return Reach::node;
    }
  }
  for (const char* word : {"nvlink", "clique", "fabric", "domain", "cluster", "rail", "subnet", "topologyblock"}) {
    if (holds(attribute, word)) {
      return Reach::cluster;
    }
  }
  return Reach::none;
}

bool hasValue(const Snapshot& snapshot, const DeviceView& view, const DeviceAttribute& wanted) {
  const Device* device = snapshot.published(view);
  return device != nullptr && std::any_of(device->attributes.begin(), device->attributes.end(), [&](const DeviceAttribute& a) {
           return a.name == wanted.name && a.value == wanted.value;
         });
}

Text wordOf(const AttributeValue& value) {
  if (const auto* text = std::get_if<Text>(&value)) {
    return *text;
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return Text(std::to_string(*number));
  }
  return {};
}

void addShared(const Snapshot& snapshot, DeviceIndex index, std::vector<FailureScope>& out) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  const DeviceView& device = inventory.devices[index];
  const Device* published = snapshot.published(device);
  if (published == nullptr) {
    return;
  }
  for (const DeviceAttribute& attribute : published->attributes) {
    const Reach reach = reachOf(attribute.name.view());
    const Text value = wordOf(attribute.value);
    if (reach == Reach::none || value.empty() || (reach == Reach::node && device.nodeIndex == cluster::kNone)) {
      continue;
    }
    FailureScope scope{reach == Reach::node ? FailureScope::Kind::sameOnNode : FailureScope::Kind::same,
                       attribute.name,
                       value,
                       reach == Reach::node ? device.nodeIndex : cluster::kNone,
                       {}};
    if (reach == Reach::node) {
      for (const DeviceIndex other : inventory.nodes[device.nodeIndex].devices) {
        if (hasValue(snapshot, inventory.devices[other], attribute)) {
          scope.devices.push_back(other);
        }
      }
    } else {
      for (DeviceIndex other = 0; other < inventory.devices.size(); ++other) {
        if (hasValue(snapshot, inventory.devices[other], attribute)) {
          scope.devices.push_back(other);
        }
      }
    }
    if (scope.devices.size() > 1) {
      out.push_back(std::move(scope));
    }
  }
}

void addNode(const Snapshot& snapshot, cluster::NodeIndex node, std::vector<FailureScope>& out) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::map<std::string, FailureScope> drivers;
  for (const DeviceIndex device : inventory.nodes[node].devices) {
    const Text& driver = inventory.devices[device].driver;
    FailureScope& scope = drivers[driver.str()];
    scope.kind = FailureScope::Kind::driverOnNode;
    scope.name = driver;
    scope.node = node;
    scope.devices.push_back(device);
  }
  for (auto& [name, scope] : drivers) {
    out.push_back(std::move(scope));
  }
  FailureScope whole{FailureScope::Kind::node, inventory.nodes[node].name, {}, node, {}};
  whole.devices = inventory.nodes[node].devices;
  out.push_back(std::move(whole));
}

void countOwners(const Snapshot& snapshot, BlastRadius& out) {
  std::map<std::string, BlastRadius::Owner> owners;
  for (const cluster::ClaimIndex index : out.claims) {
    const cluster::ClaimView& claim = snapshot.inventory->claims[index];
    const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
    if (claim.owner.empty() || object == nullptr) {
      continue;
    }
    BlastRadius::Owner& owner = owners[object->meta.namespaceName.str() + "/" + claim.owner.str()];
    ++owner.claims;
    owner.pods += static_cast<std::int64_t>(std::count_if(claim.pods.begin(), claim.pods.end(), [&](cluster::Slot pod) {
      // A pod with several of these claims counts with the first.
      const auto& all = snapshot.inventory->claimsOfPod(pod);
      const auto first = std::find_if(all.begin(), all.end(), [&](cluster::ClaimIndex c) {
        return std::binary_search(out.claims.begin(), out.claims.end(), c);
      });
      return first == all.end() || *first == index;
    }));
  }
  for (auto& [name, owner] : owners) {
    owner.name = Text(name);
    out.owners.push_back(std::move(owner));
  }
  std::stable_sort(out.owners.begin(), out.owners.end(),
                   [](const BlastRadius::Owner& a, const BlastRadius::Owner& b) { return a.pods > b.pods; });
}

}  // namespace

std::vector<FailureScope> failureScopes(const Snapshot& snapshot, const Cards& cards, Focus focus) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::vector<FailureScope> out;
  if (focus.kind == Focus::Kind::node) {
    addNode(snapshot, focus.index, out);
    return out;
  }
  const Neighbourhood around = neighbourhood(snapshot, focus);
  if (around.devices.empty()) {
    return out;
  }
  if (focus.kind == Focus::Kind::device) {
    const DeviceView& device = inventory.devices[focus.index];
    out.push_back({FailureScope::Kind::device, device.name, {}, device.nodeIndex, {focus.index}});
    const Card* card = cards.of(focus.index);
    if (card != nullptr && card->devices.size() > 1) {
      out.push_back({FailureScope::Kind::card, card->name, {}, device.nodeIndex, card->devices});
    }
  } else {
    out.push_back({FailureScope::Kind::claim, {}, {}, cluster::kNone, around.devices});
  }
  addShared(snapshot, around.devices.front(), out);
  for (const cluster::NodeIndex node : around.nodes) {
    addNode(snapshot, node, out);
  }
  for (FailureScope& scope : out) {
    sortUnique(scope.devices);
  }
  return out;
}

BlastRadius blastRadius(const Snapshot& snapshot, const FailureScope& scope) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  BlastRadius out;
  out.devices = scope.devices;
  sortUnique(out.devices);
  for (const DeviceIndex index : out.devices) {
    const DeviceView& device = inventory.devices[index];
    out.claims.insert(out.claims.end(), device.claims.begin(), device.claims.end());
    out.freeDevices += device.claims.empty() ? 1 : 0;
    if (device.nodeIndex != cluster::kNone) {
      out.nodes.push_back(device.nodeIndex);
    }
  }
  sortUnique(out.claims);
  for (const cluster::ClaimIndex claim : out.claims) {
    const auto& pods = inventory.claims[claim].pods;
    out.pods.insert(out.pods.end(), pods.begin(), pods.end());
  }
  if (scope.kind == FailureScope::Kind::node) {
    out.nodes.push_back(scope.node);
    const auto& with = inventory.nodes[scope.node].podsWithClaims;
    out.pods.insert(out.pods.end(), with.begin(), with.end());
  }
  sortUnique(out.pods);
  sortUnique(out.nodes);
  if (scope.kind == FailureScope::Kind::node) {
    const Text& name = inventory.nodes[scope.node].name;
    snapshot.of<Pod>().forEach([&](cluster::Slot slot, const Pod& pod) {
      const bool counted = std::binary_search(out.pods.begin(), out.pods.end(), slot);
      out.otherPods += pod.nodeName == name && !pod.finished() && !counted ? 1 : 0;
    });
  }
  out.bound = inventory.claimBound;
  out.podBound = combine(snapshot.boundOf(Kind::Pod), inventory.claimBound);
  countOwners(snapshot, out);
  return out;
}

}  // namespace claimscope::topology
