// A pool is still published but no longer names devices that claims hold: the driver took them out of it.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findDeviceWithdrawn(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, std::vector<cluster::DeviceIndex>> byDriver;
  for (const cluster::DeviceIndex i : examination.withdrawnFromPool) {
    byDriver[examination.inventory.devices[i].driver].push_back(i);
  }
  for (const auto& [driver, devices] : byDriver) {
    const cluster::DeviceView& first = examination.inventory.devices[devices.front()];
    const auto count = static_cast<std::int64_t>(devices.size());
    Finding finding;
    finding.id = "DeviceWithdrawn:" + driver.str();
    finding.severity = Severity::warning;
    finding.title = count == 1 ? middleCut(first.pool.view(), 30) + "/" + middleCut(first.name.view(), 24) +
                                     " is no longer published, a claim holds it"
                               : counted(count, "device") + " of " + driver.str() + " no longer published while claims hold them";
    finding.detail = "the pool has slices, none of them names " + std::string(count == 1 ? "it" : "them") +
                     " · pods that run keep it until they end";
    for (const cluster::DeviceIndex i : devices) {
      const cluster::DeviceView& device = examination.inventory.devices[i];
      addObject(finding, examination.refOfDevice(i));
      for (const cluster::ClaimIndex claim : device.claims) {
        addObject(finding, examination.refOfClaim(claim));
        addEvidence(finding, "ResourceClaim " + examination.claimName(claim), "status.allocation.devices.results[].device",
                    device.pool.str() + "/" + device.name.str());
      }
    }
    finding.command = "kubectl get resourceslices --field-selector spec.driver=" + shellWord(driver.view()) + " -o yaml";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check deviceWithdrawn() {
  return {"device_withdrawn", "devices that claims hold", {Kind::ResourceClaim, Kind::ResourceSlice}, findDeviceWithdrawn};
}

}  // namespace claimscope::diagnosis
