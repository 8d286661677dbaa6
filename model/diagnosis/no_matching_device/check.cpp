// Claims ask for devices that no driver publishes: they would wait for ever.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findNoMatchingDevice(const Examination& examination, std::vector<Finding>& out) {
  for (const Demand& demand : examination.demands) {
    const std::int64_t wait = examination.ageMs(demand.oldest);
    if (!demand.classKnown || demand.classic || demand.candidates > 0 || wait < kSettleMs) {
      continue;
    }
    const bool noDriver = std::none_of(examination.inventory.pools.begin(), examination.inventory.pools.end(),
                                       [&](const cluster::PoolView& pool) { return demand.screen.mayMatchDriver(pool.driver); });
    const auto waiting = static_cast<std::int64_t>(demand.claims.size());
    const cluster::ClaimIndex oldest = demand.claims.front();
    Finding finding;
    finding.id = (noDriver ? "DriverHasNoSlices:" : "NoDeviceMatchesRequest:") + demand.key;
    finding.severity = wait > kLongWaitMs ? Severity::critical : Severity::warning;
    finding.title = (noDriver ? "No driver publishes devices of class " : "No device matches the selectors of class ") +
                    demand.className.str() + ", " + counted(waiting, "claim waits", "claims wait");
    finding.detail = noDriver ? "its selectors name a driver without any ResourceSlice"
                              : "class and request together refuse every published device";
    finding.since = demand.oldest;
    for (const cluster::ClaimIndex i : demand.claims) {
      addObject(finding, examination.refOfClaim(i));
    }
    addObject(finding, {"class", "", demand.className.str()});
    const ResourceClaim& claim = examination.claim(oldest);
    if (const DeviceClass* deviceClass = examination.snapshot.of<DeviceClass>().find({}, demand.className)) {
      for (const Text& selector : deviceClass->selectors) {
        addEvidence(finding, "DeviceClass " + demand.className.str(), "spec.selectors[].cel.expression", selector.str());
      }
    }
    for (const DeviceRequest& request : claim.spec.requests) {
      for (const Text& selector : request.exactly ? request.exactly->selectors : List<Text>{}) {
        addEvidence(finding, "ResourceClaim " + examination.claimName(oldest),
                    "spec.devices.requests[].exactly.selectors[].cel.expression", selector.str());
      }
    }
    finding.command = "kubectl get deviceclass " + shellWord(demand.className.view()) + " -o yaml";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check noMatchingDevice() {
  return {"no_matching_device",
          "devices that waiting claims ask for",
          {Kind::ResourceClaim, Kind::ResourceSlice, Kind::DeviceClass},
          findNoMatchingDevice};
}

}  // namespace claimscope::diagnosis
