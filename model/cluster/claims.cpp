// Claims with their devices, pods and owners.
#include <algorithm>

#include "model/cluster/joins.h"
#include "model/cluster/workloads.h"

namespace claimscope::cluster {
namespace {

/// The name a template claim had before statuses existed (1.26 and 1.27): "<pod>-<entry>".
Text deterministicName(const Pod& pod, const PodClaimEntry& entry) {
  return Text(pod.meta.name.str() + "-" + entry.name.str());
}

void addClass(ClaimView& view, const Text& name) {
  if (!name.empty() && std::find(view.classes.begin(), view.classes.end(), name) == view.classes.end()) {
    view.classes.push_back(name);
  }
}

}  // namespace

std::int64_t ClaimJoin::classicWanted(const ResourceClaim& claim) const {
  // Its parameters say how many devices it wants (1.30), else what it got.
  std::int64_t count = 0;
  if (claim.classic->parametersKind == "ResourceClaimParameters") {
    const auto* parameters =
        m_snapshot.of<ResourceClaimParameters>().find(claim.meta.namespaceName, claim.classic->parametersName);
    if (parameters != nullptr) {
      for (const auto& [driver, selectors] : parameters->driverRequests) {
        count += static_cast<std::int64_t>(selectors.size());
      }
    }
  }
  const std::int64_t got = claim.allocation == nullptr ? 0 : static_cast<std::int64_t>(claim.allocation->results.size());
  return std::max<std::int64_t>({count, got, 1});
}

void ClaimJoin::readRequests(const ResourceClaim& claim, ClaimView& view) const {
  for (const DeviceRequest& request : claim.spec.requests) {
    // firstAvailable takes one of its alternatives: the first counts, every class is named.
    const DeviceRequestBody* body = request.exactly                  ? &*request.exactly
                                    : request.firstAvailable.empty() ? nullptr
                                                                     : &request.firstAvailable.front();
    if (body != nullptr) {
      view.wantsAll = view.wantsAll || body->mode == CountMode::all;
      view.wanted += body->mode == CountMode::all ? 1 : body->count;
    }
    if (request.exactly) {
      addClass(view, request.exactly->deviceClassName);
    }
    for (const DeviceRequestBody& alternative : request.firstAvailable) {
      addClass(view, alternative.deviceClassName);
    }
  }
  if (claim.classic != nullptr) {
    addClass(view, claim.classic->resourceClassName);
    view.wanted = std::max(view.wanted, classicWanted(claim));
  }
  if (view.wantsAll && claim.allocation != nullptr) {
    view.wanted = static_cast<std::int64_t>(claim.allocation->results.size());
  }
}

void ClaimJoin::readClaim(ClaimIndex index) {
  const ResourceClaim& claim = object(index);
  ClaimView& view = m_out.claims.edit(index);
  view.state = claim.stateWord();
  view.classes.clear();
  view.wanted = 0;
  view.wantsAll = false;
  readRequests(claim, view);
}

bool ClaimJoin::use(const Text& namespaceName, const Text& claimName, Slot pod) {
  if (claimName.empty()) {
    return true;
  }
  const Slot slot = m_snapshot.of<ResourceClaim>().slotOf(namespaceName, claimName);
  if (const ClaimIndex claim = slot == kNoSlot ? kNone : m_out.findClaim(slot); claim != kNone) {
    use(claim, pod);
    return true;
  }
  return false;
}

void ClaimJoin::setOpen(Slot slot, bool open) {
  if (slot >= m_out.podOpen.size()) {
    if (!open) {
      return;
    }
    m_out.podOpen.resize(slot + std::size_t{1});
  }
  if ((m_out.podOpen[slot] != 0) != open) {
    m_out.podOpen.edit(slot) = open ? 1 : 0;
  }
}

void ClaimJoin::use(ClaimIndex claim, Slot pod) {
  if (pod >= m_out.claimsByPod.size()) {
    m_out.claimsByPod.resize(pod + std::size_t{1});
  }
  const List<ClaimIndex>& known = m_out.claimsByPod[pod];
  if (std::find(known.begin(), known.end(), claim) == known.end()) {
    touch(m_out.podTouched, pod);
    List<ClaimIndex>& claims = m_out.claimsByPod.edit(pod);
    claims.insert(std::upper_bound(claims.begin(), claims.end(), claim), claim);
    m_out.claims.edit(claim).pods.push_back(pod);
  }
}

void ClaimJoin::connectPod(Slot slot, const Pod& pod) {
  if (pod.spec->claims.empty() && pod.rare->extendedResourceClaim.empty()) {
    setOpen(slot, false);
    return;
  }
  bool open = false;
  for (const PodClaimEntry& entry : pod.spec->claims) {
    if (!entry.claimName.empty()) {
      open = !use(pod.meta.namespaceName, entry.claimName, slot) || open;
      continue;
    }
    const auto status = std::find_if(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                                     [&](const PodClaimStatus& s) { return s.name == entry.name; });
    if (status != pod.claimStatuses.end()) {
      open = !use(pod.meta.namespaceName, status->claimName, slot) || open;
    } else {
      open = true;
      if (pod.claimStatuses.empty() && m_snapshot.server.minor != 0 && m_snapshot.server.minor <= 27) {
        use(pod.meta.namespaceName, deterministicName(pod, entry), slot);
      }
    }
  }
  open = !use(pod.meta.namespaceName, pod.rare->extendedResourceClaim, slot) || open;
  setOpen(slot, open);
  if (const NodeIndex node = m_out.findNode(pod.nodeName); node != kNone) {
    List<Slot>& pods = m_out.nodes.edit(node).podsWithClaims;
    pods.insert(std::upper_bound(pods.begin(), pods.end(), slot), slot);
  }
}

void ClaimJoin::connectConsumers(ClaimIndex index) {
  const ResourceClaim& claim = object(index);
  bool unknown = false;
  for (const ClaimConsumer& consumer : claim.reservedFor) {
    if (consumer.resource == "pods" && consumer.apiGroup.empty()) {
      const Slot slot = m_snapshot.of<Pod>().slotOf(claim.meta.namespaceName, consumer.name);
      const Pod* pod = m_snapshot.of<Pod>().at(slot);
      if (pod != nullptr && (consumer.uid.empty() || pod->meta.uid == consumer.uid)) {
        use(index, slot);
      } else {
        unknown = true;
      }
    }
  }
  if (m_out.claims[index].consumersUnknown != unknown) {
    m_out.claims.edit(index).consumersUnknown = unknown;
  }
}

void ClaimJoin::orderPods(ClaimIndex index) {
  if (m_out.claims[index].pods.size() < 2) {
    return;
  }
  const ResourceClaim& claim = object(index);
  const auto reserved = [&](Slot slot) {
    const Pod* pod = m_snapshot.of<Pod>().at(slot);
    return std::any_of(claim.reservedFor.begin(), claim.reservedFor.end(),
                       [&](const ClaimConsumer& c) { return c.uid == pod->meta.uid; });
  };
  List<Slot>& pods = m_out.claims.edit(index).pods;
  std::sort(pods.begin(), pods.end(), [&](Slot a, Slot b) {
    const bool ra = reserved(a);
    const bool rb = reserved(b);
    return ra != rb ? ra : m_snapshot.of<Pod>().at(a)->meta.name < m_snapshot.of<Pod>().at(b)->meta.name;
  });
}

void ClaimJoin::bindDevices(ClaimIndex index) {
  const ResourceClaim& claim = object(index);
  ClaimView& view = m_out.claims.edit(index);
  view.devices.clear();
  view.node = {};
  if (claim.allocation == nullptr) {
    return;
  }
  for (const DeviceAllocation& result : claim.allocation->results) {
    const DeviceIndex device = deviceFor(result, claim);
    view.devices.push_back(device);
    const DeviceView& held = m_out.devices[device];
    view.node = view.devices.size() == 1 || view.node == held.node ? held.node : Text();
    const auto at = std::lower_bound(held.claims.begin(), held.claims.end(), index);
    if (at == held.claims.end() || *at != index) {
      List<ClaimIndex>& claims = m_out.devices.edit(device).claims;
      claims.insert(std::upper_bound(claims.begin(), claims.end(), index), index);
    }
  }
}

DeviceIndex ClaimJoin::deviceFor(const DeviceAllocation& result, const ResourceClaim& claim) {
  const DeviceIndex published = m_out.findPublished(result.driver, result.pool, result.device);
  if (published != kNone) {
    return published;
  }
  const DeviceKey key{result.driver, result.pool, result.device};
  const auto [lost, isNew] = m_out.lostByKey.emplace(key, static_cast<DeviceIndex>(m_out.devices.size()));
  if (isNew) {
    DeviceView device;
    device.driver = result.driver;
    device.pool = result.pool;
    device.name = result.device;
    device.base = DeviceState::unknown;
    device.state = DeviceState::unknown;
    device.node = nodeOfAllocation(*claim.allocation, result.pool);
    device.nodeIndex = m_out.findNode(device.node);
    if (device.nodeIndex != kNone) {
      m_out.nodes.edit(device.nodeIndex).devices.push_back(lost->second);
    }
    m_out.devices.push_back(std::move(device));
  }
  return lost->second;
}

/// A withdrawn device's node: from the allocation's node selector, or a pool named like a node.
Text ClaimJoin::nodeOfAllocation(const Allocation& allocation, const Text& pool) const {
  if (allocation.nodeSelector) {
    for (const NodeSelectorTerm& term : allocation.nodeSelector->terms) {
      for (const SelectorRequirement& field : term.matchFields) {
        if (field.values.size() == 1) {
          return field.values[0];
        }
      }
      for (const SelectorRequirement& label : term.matchExpressions) {
        if (label.key == "kubernetes.io/hostname" && label.values.size() == 1) {
          return label.values[0];
        }
      }
    }
  }
  return m_out.findNode(pool) != kNone ? pool : Text();
}

void ClaimJoin::findOwner(ClaimIndex index) {
  const ResourceClaim& claim = object(index);
  ClaimView& view = m_out.claims.edit(index);
  view.owner.clear();
  view.ownerKind = {};
  view.ownerName = {};
  const Pod* pod = view.pods.empty() ? nullptr : m_snapshot.of<Pod>().at(view.pods.front());
  const OwnerReference* owner = topController(m_snapshot, pod != nullptr ? pod->meta : claim.meta);
  if (owner == nullptr) {
    if (pod != nullptr) {
      view.ownerKind = Text("Pod");
      view.ownerName = pod->meta.name;
      view.owner = "Pod/" + pod->meta.name.str();
    }
    return;
  }
  view.ownerKind = owner->kind;
  view.ownerName = owner->name;
  view.owner = owner->kind.str() + "/" + owner->name.str();
}

void deriveClaims(const Snapshot& snapshot, Inventory& out) {
  std::vector<std::pair<const ResourceClaim*, Slot>> order;
  order.reserve(snapshot.of<ResourceClaim>().size());
  snapshot.of<ResourceClaim>().forEach([&](Slot slot, const ResourceClaim& claim) { order.emplace_back(&claim, slot); });
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return claimLess(*a.first, *b.first); });
  out.claimBySlot.assign(snapshot.of<ResourceClaim>().slotEnd(), kNone);
  for (ClaimIndex i = 0; i < order.size(); ++i) {
    out.claims.push_back({});
    out.claims.edit(i).slot = order[i].second;
    out.claimBySlot[order[i].second] = i;
  }
  out.claimsByPod.resize(snapshot.of<Pod>().slotEnd());
  ClaimJoin join(snapshot, out);
  snapshot.of<Pod>().forEach([&](Slot slot, const Pod& pod) { join.connectPod(slot, pod); });
  for (ClaimIndex i = 0; i < out.claims.size(); ++i) {
    join.readClaim(i);
    join.connectConsumers(i);
    join.orderPods(i);
    join.bindDevices(i);
    join.findOwner(i);
  }
}

bool claimLess(const ResourceClaim& a, const ResourceClaim& b) {
  return a.meta.namespaceName == b.meta.namespaceName ? a.meta.name < b.meta.name : a.meta.namespaceName < b.meta.namespaceName;
}

}  // namespace claimscope::cluster
