// The same hardware allocated twice: two devices that are in use publish one UUID.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

using cluster::DeviceIndex;

/// The uuid attribute, with or without the driver before its name; empty when the device has none.
std::string_view uuidOf(const Examination& examination, const cluster::DeviceView& view) {
  const ResourceSlice* slice = view.slice == cluster::kNoSlot ? nullptr : examination.snapshot.of<ResourceSlice>().at(view.slice);
  if (slice == nullptr || view.indexInSlice >= slice->devices.size()) {
    return {};
  }
  for (const DeviceAttribute& attribute : slice->devices[view.indexInSlice].attributes) {
    std::string_view name = attribute.name.view();
    if (const std::string_view domain = slice->driver.view();
        name.size() == domain.size() + 5 && name.starts_with(domain) && name.ends_with("/uuid")) {
      name = "uuid";
    }
    const Text* text = std::get_if<Text>(&attribute.value);
    if (name == "uuid" && text != nullptr) {
      return text->view();
    }
  }
  return {};
}

void findDeviceDoubled(const Examination& examination, std::vector<Finding>& out) {
  std::map<std::pair<Text, std::string_view>, std::vector<DeviceIndex>> held;  // by driver and UUID
  for (DeviceIndex i = 0; i < examination.inventory.devices.size(); ++i) {
    const cluster::DeviceView& view = examination.inventory.devices[i];
    // A device of an old generation is the one of the new generation under another name.
    if (view.claims.empty() || view.state == cluster::DeviceState::staleGeneration) {
      continue;
    }
    if (const std::string_view uuid = uuidOf(examination, view); !uuid.empty()) {
      held[{view.driver, uuid}].push_back(i);
    }
  }
  for (const auto& [key, devices] : held) {
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
