// Devices that a driver, a pod's status or a health taint calls broken, grouped by driver and by whether pods still use them.
#include <set>

#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

struct Broken {
  std::vector<cluster::DeviceIndex> devices;
  std::set<Text> nodes;
  std::set<cluster::ClaimIndex> claims;
  Time since;
};

void add(Broken& broken, cluster::DeviceIndex index, const cluster::DeviceView& device) {
  broken.devices.push_back(index);
  broken.nodes.insert(device.node);
  broken.claims.insert(device.claims.begin(), device.claims.end());
  for (const cluster::EffectiveTaint& taint : device.taints) {
    if (taint.taint.timeAdded.isSet() && (!broken.since.isSet() || taint.taint.timeAdded < broken.since)) {
      broken.since = taint.taint.timeAdded;
    }
  }
}

Finding brokenFinding(const Examination& examination, const Text& driver, bool used, const Broken& broken) {
  const auto count = static_cast<std::int64_t>(broken.devices.size());
  const cluster::DeviceView& first = examination.inventory.devices[broken.devices.front()];
  Finding finding;
  finding.id = std::string(used ? "DeviceUnhealthyInUse:" : "DeviceUnhealthy:") + driver.str();
  finding.severity = used ? Severity::warning : Severity::notice;
  const std::string where = broken.nodes.size() == 1 && !first.node.empty()
                                ? " on " + middleCut(first.node.view(), 30)
                                : " on " + counted(static_cast<std::int64_t>(broken.nodes.size()), "node");
  const std::string word = examination.deviceWord(broken.devices);
  finding.title =
      count == 1 ? middleCut(first.name.view(), 20) + where + " is unhealthy"
                 : number(count) + " " + (word == "devices" ? "devices of " + driver.str() : word) + where + " are unhealthy";
  finding.title += used ? ", " + counted(static_cast<std::int64_t>(broken.claims.size()), "claim uses", "claims use") +
                              (count == 1 ? " it" : " them")
                        : "";
  finding.detail = first.healthDetail.str() + (count > 1 ? " · and " + number(count - 1) + " more" : "");
  finding.since = broken.since;
  for (const cluster::DeviceIndex i : broken.devices) {
    const cluster::DeviceView& device = examination.inventory.devices[i];
    addObject(finding, examination.refOfDevice(i));
    addEvidence(finding, "Device " + device.driver.str() + "/" + device.pool.str() + "/" + device.name.str(), "health",
                device.healthDetail);
  }
  for (const cluster::ClaimIndex claim : broken.claims) {
    addObject(finding, examination.refOfClaim(claim));
  }
  finding.command = "kubectl get resourceslices --field-selector spec.driver=" + shellWord(driver.view()) + " -o yaml";
  return finding;
}

void findDeviceUnhealthy(const Examination& examination, std::vector<Finding>& out) {
  std::map<std::pair<Text, bool>, Broken> groups;
  for (const cluster::DeviceIndex i : examination.unhealthy) {
    const cluster::DeviceView& device = examination.inventory.devices[i];
    const bool used = std::any_of(device.claims.begin(), device.claims.end(),
                                  [&](cluster::ClaimIndex claim) { return !examination.claim(claim).reservedFor.empty(); });
    add(groups[{device.driver, used}], i, device);
  }
  for (const auto& [key, broken] : groups) {
    out.push_back(brokenFinding(examination, key.first, key.second, broken));
  }
}

}  // namespace

Check deviceUnhealthy() {
  return {"device_unhealthy", "health of devices", {Kind::ResourceSlice}, findDeviceUnhealthy};
}

}  // namespace claimscope::diagnosis
