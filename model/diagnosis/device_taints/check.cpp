// Tainted devices, grouped by who tainted them and with what; broken ones are device_unhealthy's.
#include <set>

#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

struct Tainted {
  Text key;
  Text value;
  Text effect;
  Text rule;
  std::vector<cluster::DeviceIndex> devices;
  std::set<cluster::ClaimIndex> inUse;  ///< claims with consumers that hold them
  Time since;
};

/// Key, value, effect and rule name one group; texts order it the same in equal clusters.
using GroupKey = std::tuple<Text, Text, Text, Text>;

void collect(const Examination& examination, std::map<GroupKey, Tainted>& groups) {
  Tainted* last = nullptr;
  GroupKey lastKey;
  for (const cluster::DeviceIndex i : examination.tainted) {
    const cluster::DeviceView& device = examination.inventory.devices[i];
    for (const cluster::EffectiveTaint& taint : device.taints) {
      if (!(taint.taint.effect == "NoSchedule" || taint.taint.effect == "NoExecute")) {
        continue;  // None and unknown effects do nothing
      }
      const GroupKey key{taint.taint.effect, taint.taint.key, taint.rule, taint.taint.value};
      if (last == nullptr || !(key == lastKey)) {
        last = &groups[key];
        lastKey = key;
      }
      last->key = taint.taint.key;
      last->value = taint.taint.value;
      last->effect = taint.taint.effect;
      last->rule = taint.rule;
      last->devices.push_back(i);
      if (taint.taint.timeAdded.isSet() && (!last->since.isSet() || taint.taint.timeAdded < last->since)) {
        last->since = taint.taint.timeAdded;
      }
      for (const cluster::ClaimIndex claim : device.claims) {
        if (!examination.claim(claim).reservedFor.empty()) {
          last->inUse.insert(claim);
        }
      }
    }
  }
}

Finding taintFinding(const Examination& examination, const Tainted& group) {
  const auto count = static_cast<std::int64_t>(group.devices.size());
  const bool evicts = group.effect == "NoExecute";
  const std::string taint = group.key.str() + (group.value.empty() ? "" : "=" + group.value.str()) + ":" + group.effect.str();
  Finding finding;
  finding.id = "DeviceTainted:" + group.effect.str() + ":" + group.key.str() +
               (group.value.empty() ? "" : "=" + group.value.str()) + (group.rule.empty() ? "" : ":" + group.rule.str());
  finding.severity = evicts && !group.inUse.empty() ? Severity::warning : Severity::notice;
  finding.title = counted(count, "device") + (count == 1 ? " is" : " are") + " tainted " + middleCut(taint, 54);
  finding.detail = (group.rule.empty() ? std::string("by ") + (count == 1 ? "its slice" : "their slices")
                                       : "by DeviceTaintRule " + group.rule.str()) +
                   " · ";
  if (group.inUse.empty()) {
    finding.detail += "no claim holds " + std::string(count == 1 ? "it" : "them");
  } else {
    const std::string holders = counted(static_cast<std::int64_t>(group.inUse.size()), "claim");
    finding.detail += evicts ? "pods of " + holders + " are evicted unless they tolerate it"
                             : "pods of " + holders + " keep running, new ones stay out";
  }
  finding.since = group.since;
  if (!group.rule.empty()) {
    addObject(finding, {"taintrule", "", group.rule.str()});
  }
  for (const cluster::DeviceIndex i : group.devices) {
    addObject(finding, examination.refOfDevice(i));
    const cluster::DeviceView& device = examination.inventory.devices[i];
    addEvidence(finding, "Device " + device.driver.str() + "/" + device.pool.str() + "/" + device.name.str(),
                group.rule.empty() ? "taints[]" : "DeviceTaintRule spec.taint", taint);
  }
  finding.command = group.rule.empty() ? "kubectl get resourceslices -o json | jq '.items[].spec.devices[]? | select(.taints)'"
                                       : "kubectl get devicetaintrule " + shellWord(group.rule.view()) + " -o yaml";
  return finding;
}

void findDeviceTaints(const Examination& examination, std::vector<Finding>& out) {
  std::map<GroupKey, Tainted> groups;
  collect(examination, groups);
  for (const auto& [key, group] : groups) {
    out.push_back(taintFinding(examination, group));
  }
}

}  // namespace

Check deviceTaints() {
  return {"device_taints", "taints of devices", {Kind::ResourceSlice}, findDeviceTaints};
}

}  // namespace claimscope::diagnosis
