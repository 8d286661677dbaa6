// Slices of an older pool generation that were never taken back.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findPoolStaleGeneration(const Examination& examination, std::vector<Finding>& out) {
  struct Old {
    std::vector<cluster::PoolIndex> pools;
    std::int64_t slices = 0;
    Time since;
  };
  std::map<Text, Old> byDriver;
  for (cluster::PoolIndex i = 0; i < examination.inventory.pools.size(); ++i) {
    const cluster::PoolView& pool = examination.inventory.pools[i];
    if (pool.staleSlices > 0 && examination.ageMs(pool.newestSlice) >= kSettleMs) {
      Old& old = byDriver[pool.driver];
      old.pools.push_back(i);
      old.slices += pool.staleSlices;
      old.since = old.since.isSet() ? std::min(old.since, pool.newestSlice) : pool.newestSlice;
    }
  }
  for (const auto& [driver, old] : byDriver) {
    std::int64_t onlyThere = 0;
    std::int64_t heldThere = 0;
    Finding finding;
    for (const cluster::DeviceIndex i : examination.stale) {
      const cluster::DeviceView& device = examination.inventory.devices[i];
      if (device.driver == driver) {
        ++onlyThere;
        heldThere += device.claims.empty() ? 0 : 1;
      }
    }
    finding.id = "PoolStaleGeneration:" + driver.str();
    finding.severity = heldThere > 0 ? Severity::warning : Severity::notice;
    const cluster::PoolView& first = examination.inventory.pools[old.pools.front()];
    finding.title = old.pools.size() == 1
                        ? "Pool " + middleCut(first.name.view(), 36) + " still has " + counted(old.slices, "slice") +
                              " before generation " + std::to_string(first.generation)
                        : counted(static_cast<std::int64_t>(old.pools.size()), "pool") + " of " + driver.str() +
                              " still have slices of older generations";
    finding.detail = onlyThere == 0 ? "they name no device that the new generation lacks"
                                    : counted(onlyThere, "device") + " only there, not offered any more" +
                                          (heldThere > 0 ? " · claims hold " + number(heldThere) : "");
    finding.since = old.since;
    for (const cluster::PoolIndex index : old.pools) {
      const cluster::PoolView& pool = examination.inventory.pools[index];
      addObject(finding, examination.refOfPool(index));
      addEvidence(finding, "ResourceSlices of pool " + driver.str() + "/" + pool.name.str(), "spec.pool.generation",
                  counted(pool.staleSlices, "slice") + " below " + std::to_string(pool.generation));
    }
    finding.command = "kubectl get resourceslices --field-selector spec.driver=" + shellWord(driver.view()) +
                      " -o custom-columns=NAME:.metadata.name,POOL:.spec.pool.name,GENERATION:.spec.pool.generation";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check poolStaleGeneration() {
  return {"pool_stale_generation", "slices of older generations", {Kind::ResourceSlice}, findPoolStaleGeneration};
}

}  // namespace claimscope::diagnosis
