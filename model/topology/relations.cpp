#include "model/topology/relations.h"

#include <algorithm>

namespace claimscope::topology {
namespace {

using cluster::Inventory;

template <class T>
void sortUnique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

void addClaim(const Inventory& inventory, cluster::ClaimIndex index, Neighbourhood& out) {
  const cluster::ClaimView& claim = inventory.claims[index];
  out.claims.push_back(index);
  out.pods.insert(out.pods.end(), claim.pods.begin(), claim.pods.end());
}

void addClaimWithDevices(const Inventory& inventory, cluster::ClaimIndex index, Neighbourhood& out) {
  addClaim(inventory, index, out);
  const auto& devices = inventory.claims[index].devices;
  out.devices.insert(out.devices.end(), devices.begin(), devices.end());
}

/// The owner that all claims share; none when they differ.
void findOwner(const cluster::Snapshot& snapshot, Neighbourhood& out) {
  for (std::size_t i = 0; i < out.claims.size(); ++i) {
    const cluster::ClaimView& claim = snapshot.inventory->claims[out.claims[i]];
    const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
    const Text where = object == nullptr ? Text() : object->meta.namespaceName;
    if (i == 0) {
      out.ownerKind = claim.ownerKind;
      out.ownerName = claim.ownerName;
      out.ownerNamespace = where;
    } else if (!(out.ownerKind == claim.ownerKind && out.ownerName == claim.ownerName && out.ownerNamespace == where)) {
      out.ownerKind = out.ownerName = out.ownerNamespace = {};
      return;
    }
  }
}

}  // namespace

Focus findFocus(const cluster::Snapshot& snapshot, std::string_view kind, std::string_view namespaceName, std::string_view name) {
  const Inventory& inventory = *snapshot.inventory;
  auto found = [](Focus::Kind focusKind, std::uint32_t index) {
    return index == cluster::kNone ? Focus{} : Focus{focusKind, index};
  };
  if (kind == "node") {
    return found(Focus::Kind::node, inventory.findNode(Text(name)));
  }
  if (kind == "claim") {
    const cluster::Slot slot = snapshot.of<ResourceClaim>().slotOf(Text(namespaceName), Text(name));
    return slot == cluster::kNoSlot ? Focus{} : found(Focus::Kind::claim, inventory.findClaim(slot));
  }
  if (kind == "pod") {
    return found(Focus::Kind::pod, snapshot.of<Pod>().slotOf(Text(namespaceName), Text(name)));
  }
  if (kind == "device") {
    // Pool names may contain '/', device names cannot.
    const std::size_t slash = name.rfind('/');
    if (slash != std::string_view::npos) {
      return found(Focus::Kind::device,
                   inventory.findDevice(Text(namespaceName), Text(name.substr(0, slash)), Text(name.substr(slash + 1))));
    }
  }
  return {};
}

FocusName nameOf(const cluster::Snapshot& snapshot, Focus focus) {
  const Inventory& inventory = *snapshot.inventory;
  switch (focus.kind) {
    case Focus::Kind::none:
      break;
    case Focus::Kind::node:
      return {"node", {}, inventory.nodes[focus.index].name.str()};
    case Focus::Kind::device: {
      const cluster::DeviceView& device = inventory.devices[focus.index];
      return {"device", device.driver.str(), device.pool.str() + "/" + device.name.str()};
    }
    case Focus::Kind::claim:
      if (const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(inventory.claims[focus.index].slot)) {
        return {"claim", claim->meta.namespaceName.str(), claim->meta.name.str()};
      }
      break;
    case Focus::Kind::pod:
      if (const Pod* pod = snapshot.of<Pod>().at(focus.index)) {
        return {"pod", pod->meta.namespaceName.str(), pod->meta.name.str()};
      }
      break;
  }
  return {};
}

Neighbourhood neighbourhood(const cluster::Snapshot& snapshot, Focus focus) {
  const Inventory& inventory = *snapshot.inventory;
  Neighbourhood out;
  out.focus = focus;
  switch (focus.kind) {
    case Focus::Kind::none:
      return out;
    case Focus::Kind::device: {
      const cluster::DeviceView& device = inventory.devices[focus.index];
      out.devices.push_back(focus.index);
      for (const cluster::ClaimIndex claim : device.claims) {
        addClaim(inventory, claim, out);
      }
      break;
    }
    case Focus::Kind::claim:
      addClaimWithDevices(inventory, focus.index, out);
      break;
    case Focus::Kind::pod: {
      out.pods.push_back(focus.index);
      for (const cluster::ClaimIndex claim : inventory.claimsOfPod(focus.index)) {
        out.claims.push_back(claim);
        const auto& devices = inventory.claims[claim].devices;
        out.devices.insert(out.devices.end(), devices.begin(), devices.end());
      }
      break;
    }
    case Focus::Kind::node: {
      out.nodes.push_back(focus.index);
      const cluster::NodeView& node = inventory.nodes[focus.index];
      out.devices = node.devices;
      for (const cluster::DeviceIndex device : node.devices) {
        for (const cluster::ClaimIndex claim : inventory.devices[device].claims) {
          addClaim(inventory, claim, out);
        }
      }
      out.pods.insert(out.pods.end(), node.podsWithClaims.begin(), node.podsWithClaims.end());
      break;
    }
  }
  for (const cluster::DeviceIndex device : out.devices) {
    if (inventory.devices[device].nodeIndex != cluster::kNone) {
      out.nodes.push_back(inventory.devices[device].nodeIndex);
    }
  }
  sortUnique(out.claims);
  sortUnique(out.pods);
  sortUnique(out.devices);
  sortUnique(out.nodes);
  findOwner(snapshot, out);
  return out;
}

}  // namespace claimscope::topology
