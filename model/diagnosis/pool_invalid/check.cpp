// Pools whose slices contradict each other: the same device twice.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findPoolInvalid(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, std::vector<cluster::PoolIndex>> byDriver;
  for (cluster::PoolIndex i = 0; i < examination.inventory.pools.size(); ++i) {
    if (!examination.inventory.pools[i].invalid.empty()) {
      byDriver[examination.inventory.pools[i].driver].push_back(i);
    }
  }
  for (const auto& [driver, pools] : byDriver) {
    const cluster::PoolView& first = examination.inventory.pools[pools.front()];
    const auto count = static_cast<std::int64_t>(pools.size());
    std::int64_t devices = 0;
    Finding finding;
    finding.id = "PoolInvalid:" + driver.str() + (count == 1 ? "/" + first.name.str() : "");
    finding.severity = Severity::warning;
    for (const cluster::PoolIndex index : pools) {
      const cluster::PoolView& pool = examination.inventory.pools[index];
      devices += static_cast<std::int64_t>(pool.devices.size());
      addObject(finding, examination.refOfPool(index));
      addEvidence(finding, "ResourceSlices of pool " + pool.driver.str() + "/" + pool.name.str(), "spec.devices[].name",
                  pool.invalid);
    }
    finding.title = count == 1 ? "Pool " + middleCut(first.name.view(), 34) + " is invalid: " + first.invalid
                               : counted(count, "pool") + " of " + driver.str() + " are invalid: " + first.invalid;
    finding.detail = "the scheduler takes none of " + std::string(count == 1 ? "its " : "their ") + counted(devices, "device") +
                     " · the driver has to publish each device once";
    finding.command = "kubectl get resourceslices --field-selector spec.driver=" + shellWord(driver.view()) + " -o yaml";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check poolInvalid() {
  return {"pool_invalid", "pools without contradictions", {Kind::ResourceSlice}, findPoolInvalid};
}

}  // namespace claimscope::diagnosis
