// The same hardware allocated twice: two devices that are in use publish one UUID.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

using cluster::DeviceIndex;

void findDeviceDoubled(const Examination& examination, std::vector<Finding>& out) {
  std::map<std::pair<Text, std::string_view>, std::vector<DeviceIndex>> held;  // by driver and UUID
  for (const DeviceIndex i : examination.maybeDoubled) {
    const cluster::DeviceView& view = examination.inventory.devices[i];
    held[{view.driver, uuidOf(examination.snapshot, view)}].push_back(i);
  }
  for (const auto& entry : held) {
    const auto& key = entry.first;
    const std::vector<DeviceIndex>& devices = entry.second;
    if (devices.size() < 2) {
      continue;
    }
    Finding finding;
    finding.id = "DeviceDoubled:" + key.first.str() + "/" + std::string(key.second);
    finding.severity = Severity::critical;
    finding.title =
        middleCut(std::string(key.second), 40) + " is allocated " + counted(static_cast<std::int64_t>(devices.size()), "time");
    finding.detail = "devices " + [&] {
      std::vector<std::string> names;
      names.reserve(devices.size());
      for (const DeviceIndex i : devices) {
        names.push_back(examination.inventory.devices[i].pool.str() + "/" + examination.inventory.devices[i].name.str());
      }
      return listed(names, 3);
    }() + " publish one UUID, so their claims share the hardware";
    for (const DeviceIndex i : devices) {
      const cluster::DeviceView& view = examination.inventory.devices[i];
      addObject(finding, examination.refOfDevice(i));
      for (const cluster::ClaimIndex claim : view.claims) {
        addObject(finding, examination.refOfClaim(claim));
      }
      addEvidence(finding, "device " + view.pool.str() + "/" + view.name.str(), "attributes.uuid", std::string(key.second));
    }
    finding.command = "kubectl get resourceslices -o yaml";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check deviceDoubled() {
  return {"device_doubled", "hardware that is allocated twice", {Kind::ResourceSlice, Kind::ResourceClaim}, findDeviceDoubled};
}

}  // namespace claimscope::diagnosis
