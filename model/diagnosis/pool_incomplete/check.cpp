// Pools with fewer slices than their newest generation announces: the scheduler ignores their devices.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Beyond this many pools of one driver the cause is the driver, and one finding says so.
constexpr std::size_t kNamedPools = 3;

std::string effect(const Examination& examination, std::int64_t devices, const std::string& what) {
  const bool skipped = examination.snapshot.server.minor == 0 || examination.snapshot.server.minor >= 35;
  return skipped ? "the scheduler ignores " + std::string(devices > 0 ? "its " + counted(devices, "device") : "it") + " until " +
                       what + " slice arrives"
                 : "requests for all devices fail until " + what + " slice arrives";
}

std::string slicesOf(const cluster::PoolView& pool) {
  return number(pool.seenSlices) + " of " + counted(pool.expectedSlices, "slice") + " at generation " +
         std::to_string(pool.generation);
}

std::string ordinal(std::int64_t value) {
  static constexpr std::array<const char*, 9> kWords = {"",      "first", "second",  "third", "fourth",
                                                        "fifth", "sixth", "seventh", "eighth"};
  return value > 0 && value < static_cast<std::int64_t>(kWords.size())
             ? std::string("the ") + kWords[static_cast<std::size_t>(value)]
             : "the missing";
}

Finding one(const Examination& examination, cluster::PoolIndex index) {
  const cluster::PoolView& pool = examination.inventory.pools[index];
  const auto devices = static_cast<std::int64_t>(pool.devices.size());
  Finding finding;
  finding.id = "PoolIncomplete:" + pool.driver.str() + "/" + pool.name.str();
  finding.severity = Severity::warning;
  finding.title = "Pool " + middleCut(pool.name.view(), 40) + " is incomplete: " + slicesOf(pool);
  finding.detail = pool.seenSlices > pool.expectedSlices
                       ? "more slices than the pool announces make it unusable"
                       : effect(examination, devices,
                                pool.expectedSlices - pool.seenSlices == 1 ? ordinal(pool.expectedSlices) : "every missing");
  finding.since = pool.newestSlice;
  addObject(finding, examination.refOfPool(index));
  for (const cluster::DeviceIndex i : pool.devices) {
    addObject(finding, examination.refOfDevice(i));
  }
  addEvidence(finding, "ResourceSlices of pool " + pool.driver.str() + "/" + pool.name.str(), "spec.pool.resourceSliceCount",
              std::to_string(pool.expectedSlices));
  addEvidence(finding, "ResourceSlices of pool " + pool.driver.str() + "/" + pool.name.str(),
              "items at generation " + std::to_string(pool.generation), std::to_string(pool.seenSlices));
  finding.command = "kubectl get resourceslices --field-selector spec.driver=" + shellWord(pool.driver.view()) + " -o yaml";
  return finding;
}

Finding many(const Examination& examination, const Text& driver, const std::vector<cluster::PoolIndex>& pools) {
  Finding finding;
  finding.id = "PoolIncomplete:" + driver.str();
  finding.severity = Severity::warning;
  std::int64_t devices = 0;
  for (const cluster::PoolIndex index : pools) {
    const cluster::PoolView& pool = examination.inventory.pools[index];
    devices += static_cast<std::int64_t>(pool.devices.size());
    addObject(finding, examination.refOfPool(index));
    addEvidence(finding, "ResourceSlices of pool " + pool.driver.str() + "/" + pool.name.str(), "items", slicesOf(pool));
    if (!finding.since.isSet() || pool.newestSlice < finding.since) {
      finding.since = pool.newestSlice;
    }
  }
  finding.title = counted(static_cast<std::int64_t>(pools.size()), "pool") + " of " + driver.str() + " are incomplete, " +
                  counted(devices, "device") + " affected";
  finding.detail = effect(examination, 0, "every missing");
  finding.command = "kubectl get resourceslices --field-selector spec.driver=" + shellWord(driver.view()) + " -o yaml";
  return finding;
}

void findPoolIncomplete(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, std::vector<cluster::PoolIndex>> byDriver;
  for (cluster::PoolIndex i = 0; i < examination.inventory.pools.size(); ++i) {
    const cluster::PoolView& pool = examination.inventory.pools[i];
    if (!pool.complete && examination.ageMs(pool.newestSlice) >= kSettleMs) {
      byDriver[pool.driver].push_back(i);
    }
  }
  for (const auto& [driver, pools] : byDriver) {
    if (pools.size() > kNamedPools) {
      out.push_back(many(examination, driver, pools));
      continue;
    }
    for (const cluster::PoolIndex index : pools) {
      out.push_back(one(examination, index));
    }
  }
}

}  // namespace

Check poolIncomplete() {
  return {"pool_incomplete", "pools with all their slices", {Kind::ResourceSlice}, findPoolIncomplete};
}

}  // namespace claimscope::diagnosis
