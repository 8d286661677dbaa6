// Claims with their devices, pods and owners.
#include <algorithm>

#include "model/cluster/derive.h"

namespace claimscope::cluster {
namespace {

/// The name a template claim had before statuses existed (1.26 and 1.27): "<pod>-<entry>".
Text deterministicName(const Pod& pod, const PodClaimEntry& entry) {
  return Text(pod.meta.name.str() + "-" + entry.name.str());
}

class ClaimBuilder {
 public:
  ClaimBuilder(const Snapshot& snapshot, Inventory& out) : m_snapshot(snapshot), m_out(out) {}

  void build() {
    m_out.holds.assign(m_out.devices.size(), Inventory::kNotHeld);
    addClaims();
    connectPods();
    for (ClaimIndex i = 0; i < m_out.claims.size(); ++i) {
      ClaimView& view = m_out.claims[i];
      const ResourceClaim& claim = *m_snapshot.of<ResourceClaim>().at(view.slot);
      bindDevices(i, view, claim);
      findOwner(view, claim);
    }
  }

 private:
  void addClaims() {
    std::vector<std::pair<const ResourceClaim*, Slot>> order;
    order.reserve(m_snapshot.of<ResourceClaim>().size());
    m_snapshot.of<ResourceClaim>().forEach([&](Slot slot, const ResourceClaim& claim) { order.emplace_back(&claim, slot); });
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      const Metadata& x = a.first->meta;
      const Metadata& y = b.first->meta;
      return x.namespaceName == y.namespaceName ? x.name < y.name : x.namespaceName < y.namespaceName;
    });
    m_out.claims.resize(order.size());
    m_out.claimBySlot.reserve(order.size());
    for (ClaimIndex i = 0; i < order.size(); ++i) {
      ClaimView& view = m_out.claims[i];
      view.slot = order[i].second;
      view.state = order[i].first->stateWord();
      m_out.claimBySlot.emplace(view.slot, i);
      readRequests(*order[i].first, view);
    }
  }

  static void addClass(ClaimView& view, const Text& name) {
    if (!name.empty() && std::find(view.classes.begin(), view.classes.end(), name) == view.classes.end()) {
      view.classes.push_back(name);
    }
  }

  /// What a classic claim asks for: its parameters say how many devices (1.30), else what it got.
  [[nodiscard]] std::int64_t classicWanted(const ResourceClaim& claim) const {
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

  void readRequests(const ResourceClaim& claim, ClaimView& view) const {
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

  void use(const Text& namespaceName, const Text& claimName, Slot pod) {
    const Slot slot = m_snapshot.of<ResourceClaim>().slotOf(namespaceName, claimName);
    const auto found = m_out.claimBySlot.find(slot);
    if (slot == kNoSlot || found == m_out.claimBySlot.end()) {
      return;
    }
    std::vector<ClaimIndex>& claims = m_out.claimsByPod[pod];
    if (std::find(claims.begin(), claims.end(), found->second) == claims.end()) {
      claims.push_back(found->second);
      m_out.claims[found->second].pods.push_back(pod);
    }
  }

  void connectPods() {
    m_snapshot.of<Pod>().forEach([&](Slot slot, const Pod& pod) {
      if (pod.claims.empty() && pod.extendedResourceClaim.empty()) {
        return;
      }
      for (const PodClaimEntry& entry : pod.claims) {
        if (!entry.claimName.empty()) {
          use(pod.meta.namespaceName, entry.claimName, slot);
          continue;
        }
        const auto status = std::find_if(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                                         [&](const PodClaimStatus& s) { return s.name == entry.name; });
        if (status != pod.claimStatuses.end()) {
          use(pod.meta.namespaceName, status->claimName, slot);
        } else if (pod.claimStatuses.empty() && m_snapshot.server.minor != 0 && m_snapshot.server.minor <= 27) {
          use(pod.meta.namespaceName, deterministicName(pod, entry), slot);
        }
      }
      if (!pod.extendedResourceClaim.empty()) {
        use(pod.meta.namespaceName, pod.extendedResourceClaim, slot);
      }
      const auto node = m_out.nodeByName.find(pod.nodeName);
      if (!pod.nodeName.empty() && node != m_out.nodeByName.end()) {
        m_out.nodes[node->second].podsWithClaims.push_back(slot);
      }
    });
    // Consumers come first, each by uid; a pod that only asks follows.
    for (ClaimView& view : m_out.claims) {
      const ResourceClaim& claim = *m_snapshot.of<ResourceClaim>().at(view.slot);
      for (const ClaimConsumer& consumer : claim.reservedFor) {
        if (consumer.resource == "pods" && consumer.apiGroup.empty()) {
          const Slot slot = m_snapshot.of<Pod>().slotOf(claim.meta.namespaceName, consumer.name);
          const Pod* pod = m_snapshot.of<Pod>().at(slot);
          if (pod != nullptr && (consumer.uid.empty() || pod->meta.uid == consumer.uid)) {
            use(claim.meta.namespaceName, claim.meta.name, slot);
          }
        }
      }
      auto reserved = [&](Slot slot) {
        const Pod* pod = m_snapshot.of<Pod>().at(slot);
        return std::any_of(claim.reservedFor.begin(), claim.reservedFor.end(),
                           [&](const ClaimConsumer& c) { return c.uid == pod->meta.uid; });
      };
      std::sort(view.pods.begin(), view.pods.end(), [&](Slot a, Slot b) {
        const bool ra = reserved(a);
        const bool rb = reserved(b);
        return ra != rb ? ra : m_snapshot.of<Pod>().at(a)->meta.name < m_snapshot.of<Pod>().at(b)->meta.name;
      });
    }
  }

  void bindDevices(ClaimIndex index, ClaimView& view, const ResourceClaim& claim) {
    if (claim.allocation == nullptr) {
      return;
    }
    for (const DeviceAllocation& result : claim.allocation->results) {
      const DeviceIndex device = deviceFor(result, claim);
      view.devices.push_back(device);
      DeviceView& held = m_out.devices[device];
      if (held.claims.empty() || held.claims.back() != index) {
        held.claims.push_back(index);
      }
      held.adminAccess = held.adminAccess || result.adminAccess;
      if (!result.adminAccess) {
        Inventory::Hold& hold = m_out.holds[device];
        hold = hold == Inventory::kReserved || !claim.reservedFor.empty() ? Inventory::kReserved : Inventory::kUnreserved;
      }
      view.node = view.devices.size() == 1 || view.node == held.node ? held.node : Text();
    }
  }

  DeviceIndex deviceFor(const DeviceAllocation& result, const ResourceClaim& claim) {
    const Inventory::DeviceKey key{result.driver, result.pool, result.device};
    const auto found = m_out.deviceByKey->find(key);
    if (found != m_out.deviceByKey->end()) {
      return found->second;
    }
    const auto [lost, isNew] = m_out.lostByKey.emplace(key, static_cast<DeviceIndex>(m_out.devices.size()));
    if (isNew) {
      DeviceView device;
      device.driver = result.driver;
      device.pool = result.pool;
      device.name = result.device;
      device.base = DeviceState::unknown;
      device.state = DeviceState::unknown;
      device.node = nodeOfAllocation(*claim.allocation, result.pool);
      const auto node = m_out.nodeByName.find(device.node);
      if (node != m_out.nodeByName.end()) {
        device.nodeIndex = node->second;
        m_out.nodes[node->second].devices.push_back(lost->second);
      }
      m_out.devices.push_back(std::move(device));
      m_out.holds.push_back(Inventory::kNotHeld);
    }
    return lost->second;
  }

  /// A withdrawn device's node: from the allocation's node selector, or a pool named like a node.
  [[nodiscard]] Text nodeOfAllocation(const Allocation& allocation, const Text& pool) const {
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
    return m_out.nodeByName.count(pool) > 0 ? pool : Text();
  }

  template <class T>
  const OwnerReference* controllerOf(const Text& namespaceName, const OwnerReference& reference) const {
    const T* object = m_snapshot.of<T>().find(namespaceName, reference.name);
    return object != nullptr && (reference.uid.empty() || object->meta.uid == reference.uid) ? object->meta.controller()
                                                                                             : nullptr;
  }

  void findOwner(ClaimView& view, const ResourceClaim& claim) {
    const Pod* pod = view.pods.empty() ? nullptr : m_snapshot.of<Pod>().at(view.pods.front());
    const OwnerReference* owner = pod != nullptr ? pod->meta.controller() : claim.meta.controller();
    if (owner == nullptr) {
      if (pod != nullptr) {
        view.ownerKind = Text("Pod");
        view.ownerName = pod->meta.name;
        view.owner = "Pod/" + pod->meta.name.str();
      }
      return;
    }
    const OwnerReference* above = owner->kind == "ReplicaSet" ? controllerOf<ReplicaSet>(claim.meta.namespaceName, *owner)
                                  : owner->kind == "Job"      ? controllerOf<Job>(claim.meta.namespaceName, *owner)
                                                              : nullptr;
    owner = above != nullptr ? above : owner;
    view.ownerKind = owner->kind;
    view.ownerName = owner->name;
    view.owner = owner->kind.str() + "/" + owner->name.str();
  }

  const Snapshot& m_snapshot;
  Inventory& m_out;
};

}  // namespace

void deriveClaims(const Snapshot& snapshot, Inventory& out) {
  ClaimBuilder(snapshot, out).build();
}

}  // namespace claimscope::cluster
