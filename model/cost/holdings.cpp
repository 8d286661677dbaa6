#include "model/cost/holdings.h"

#include <algorithm>
#include <unordered_map>

#include "model/base/words.h"

namespace claimscope::cost {

using cluster::ClaimRecord;
using cluster::DeviceIndex;
using cluster::kNone;
using cluster::Snapshot;

namespace {

/// The class of the request, or of the alternative, that a device was given for.
Text classFor(const ResourceClaim& claim, const DeviceAllocation& result) {
  const std::string_view whole = result.request.view();
  const std::size_t slash = whole.find('/');
  for (const DeviceRequest& request : claim.spec.requests) {
    if (!(request.name == whole.substr(0, slash))) {
      continue;
    }
    if (request.exactly) {
      return request.exactly->deviceClassName;
    }
    for (const DeviceRequestBody& body : request.firstAvailable) {
      if (slash != std::string_view::npos && body.name == whole.substr(slash + 1)) {
        return body.deviceClassName;
      }
    }
  }
  return {};
}

class Collector {
 public:
  Collector(const Snapshot& snapshot, const Accelerators& accelerators, const utilisation::Utilisation* use)
      : m_snapshot(snapshot), m_inventory(*snapshot.inventory), m_accelerators(accelerators), m_use(use) {
    if (snapshot.history != nullptr) {
      for (const ClaimRecord& record : snapshot.history->claims) {
        if (!record.uid.empty()) {
          m_records[record.uid] = &record;
        }
      }
      for (const cluster::PodRecord& pod : snapshot.history->pods) {
        if (pod.object != nullptr && !pod.uid.empty()) {
          m_pods[pod.uid] = pod.object.get();
        }
      }
    }
    if (use != nullptr) {
      for (const utilisation::IdleAllocation& idle : use->idle) {
        m_idle[idle.claim] = idle.since;
      }
    }
  }

  Holdings collect(Time since) {
    Holdings out;
    out.bound = m_snapshot.boundOf(Kind::ResourceClaim);
    out.since = m_snapshot.history == nullptr ? Time() : m_snapshot.history->claimsSince;
    for (cluster::ClaimIndex i = 0; i < m_inventory.claims.size(); ++i) {
      addCurrent(i, out);
    }
    if (m_snapshot.history != nullptr) {
      for (const ClaimRecord& record : m_snapshot.history->claims) {
        if (!record.uid.empty() && record.object != nullptr && (record.released.isSet() || record.gone.isSet())) {
          addGone(record, since, out);
        }
      }
    }
    return out;
  }

 private:
  /// False where the claim holds no accelerator.
  bool fill(const ResourceClaim& claim, Holding& out) const {
    out.namespaceName = claim.meta.namespaceName.str();
    out.name = claim.meta.name.str();
    for (const DeviceAllocation& result : claim.allocation->results) {
      const DeviceIndex device = m_inventory.findDevice(result.driver, result.pool, result.device);
      if (result.adminAccess || !m_accelerators.is(device) ||
          std::find(out.devices.begin(), out.devices.end(), device) != out.devices.end()) {
        continue;
      }
      if (out.devices.empty()) {
        out.deviceClass = classFor(claim, result).str();
      }
      out.devices.push_back(device);
    }
    return !out.devices.empty();
  }

  /// Since when a claim has its devices, by field, watch, the scheduler's write; else as long as it exists, at most.
  static void begin(const ResourceClaim& claim, const ClaimRecord* record, Holding& out) {
    out.from = claim.allocation->allocationTimestamp;
    if (!out.from.isSet() && record != nullptr) {
      out.from = record->field.isSet() ? record->field : record->allocated;
    }
    if (!out.from.isSet()) {
      out.from = claim.schedulerWrote;
    }
    if (!out.from.isSet()) {
      out.from = claim.meta.created;
      out.fromBound = Bound::atMost;
    }
  }

  void addCurrent(cluster::ClaimIndex index, Holdings& holdings) const {
    const cluster::ClaimView& view = m_inventory.claims[index];
    const ResourceClaim* claim = m_snapshot.of<ResourceClaim>().at(view.slot);
    Holding out;
    if (claim == nullptr || claim->allocation == nullptr || !fill(*claim, out)) {
      return;
    }
    const auto record = m_records.find(claim->meta.uid);
    const ClaimRecord* of = record == m_records.end() ? nullptr : record->second;
    out.claim = index;
    out.owner = view.owner.str();
    out.to = m_snapshot.time;
    begin(*claim, of, out);
    if (claim->reservedFor.empty()) {
      out.unusedSince = of != nullptr && of->unreserved.isSet() ? std::max(of->unreserved, out.from) : out.from;
    }
    out.measured =
        m_use != nullptr && m_use->available && std::all_of(out.devices.begin(), out.devices.end(), [&](DeviceIndex device) {
          const utilisation::DeviceUse* use = m_use->of(device);
          return use != nullptr && use->known();
        });
    if (const auto idle = m_idle.find(index); idle != m_idle.end()) {
      out.idleSince = std::max(idle->second, out.from);
    }
    holdings.all.push_back(std::move(out));
  }

  void addGone(const ClaimRecord& record, Time since, Holdings& holdings) const {
    Holding out;
    if (record.object->allocation == nullptr || !fill(*record.object, out)) {
      return;
    }
    out.to = record.released.isSet() ? record.released : record.gone;
    if (out.to <= since) {
      return;
    }
    begin(*record.object, &record, out);
    if (record.unreserved.isSet() && record.unreserved > out.from) {
      out.unusedSince = record.unreserved;
    }
    const auto pod = m_pods.find(record.consumer);
    const OwnerReference* owner = pod != m_pods.end() ? pod->second->meta.controller() : record.object->meta.controller();
    out.owner = owner == nullptr ? std::string() : owner->kind.str() + "/" + owner->name.str();
    holdings.all.push_back(std::move(out));
  }

  const Snapshot& m_snapshot;
  const cluster::Inventory& m_inventory;
  const Accelerators& m_accelerators;
  const utilisation::Utilisation* m_use;
  std::unordered_map<Uid, const ClaimRecord*> m_records;
  std::unordered_map<Uid, const Pod*> m_pods;
  std::unordered_map<cluster::ClaimIndex, Time> m_idle;
};

}  // namespace

Holdings holdingsOf(const Snapshot& snapshot, const Accelerators& accelerators, const utilisation::Utilisation* use, Time since) {
  return Collector(snapshot, accelerators, use).collect(since);
}

}  // namespace claimscope::cost
