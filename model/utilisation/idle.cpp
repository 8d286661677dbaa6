#include "model/utilisation/idle.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::utilisation {
namespace {

/// Since when the claim has its devices, as far as the API says.
Time allocatedAt(const ResourceClaim& claim) {
  if (claim.allocation->allocationTimestamp.isSet()) {
    return claim.allocation->allocationTimestamp;
  }
  return claim.schedulerWrote.isSet() ? claim.schedulerWrote : Time{};
}

struct Since {
  Time at;
  Bound bound = Bound::unknown;  ///< unknown: it is not idle, or nobody can say
};

/// Since when one device does nothing.
Since idleSince(const DeviceUse& use, Time newest, std::int64_t windowMs) {
  if (!use.known() || *use.busyPercent > 0 || use.sharedBy < 1) {
    return {};
  }
  const Time windowBegan = newest + -windowMs;
  if (use.lastBusy.isSet() && use.lastBusy > windowBegan && use.lastBusy <= newest) {
    return {use.lastBusy, use.peakBound == Bound::exact ? Bound::exact : Bound::atLeast};
  }
  if (!use.idleThroughout()) {
    return {};
  }
  // What lies before the window, or between its samples, nobody saw.
  return {newest + -use.watchedMs, Bound::atLeast};
}

}  // namespace

void findIdle(const cluster::Snapshot& snapshot, Utilisation& utilisation) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  for (cluster::ClaimIndex i = 0; i < inventory.claims.size(); ++i) {
    const cluster::ClaimView& view = inventory.claims[i];
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(view.slot);
    if (claim == nullptr || claim->allocation == nullptr || view.devices.empty()) {
      continue;
    }
    const bool admin = std::all_of(claim->allocation->results.begin(), claim->allocation->results.end(),
                                   [](const DeviceAllocation& result) { return result.adminAccess; });
    if (admin) {
      continue;  // watching a device is no use of it
    }
    IdleAllocation idle;
    idle.claim = i;
    bool all = true;
    idle.bound = Bound::exact;
    for (const cluster::DeviceIndex device : view.devices) {
      if (std::find(idle.devices.begin(), idle.devices.end(), device) != idle.devices.end()) {
        continue;
      }
      const DeviceUse& use = utilisation.devices[device];
      const Since since = idleSince(use, utilisation.at, utilisation.windowMs);
      if (since.bound == Bound::unknown || inventory.devices[device].multiple) {
        all = false;
        break;
      }
      idle.devices.push_back(device);
      idle.since = idle.since.isSet() ? std::max(idle.since, since.at) : since.at;
      idle.bound = since.bound == Bound::exact && idle.bound == Bound::exact ? Bound::exact : Bound::atLeast;
    }
    const Time allocated = allocatedAt(*claim);
    if (!all || idle.devices.empty()) {
      continue;
    }
    if (allocated.isSet() && allocated >= idle.since) {
      idle.since = allocated;  // what was before it belongs to somebody else
      idle.bound = Bound::exact;
    }
    idle.idleMs = utilisation.at - idle.since;
    if (idle.idleMs >= kIdleAfterMs) {
      utilisation.idle.push_back(std::move(idle));
    }
  }
  std::stable_sort(utilisation.idle.begin(), utilisation.idle.end(),
                   [](const IdleAllocation& a, const IdleAllocation& b) { return a.idleMs > b.idleMs; });
}

std::string idleText(const IdleAllocation& idle) {
  return fmt::format("GPU 0 % for {}{}", idle.bound == Bound::exact ? "" : "at least ", words::duration(idle.idleMs));
}

}  // namespace claimscope::utilisation
