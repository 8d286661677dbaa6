// Claims wait for a kind of device of which none is free.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

std::string whereTheyAre(const Demand& demand) {
  std::vector<std::string> groups;
  for (const Text& group : demand.groups) {
    groups.push_back(group.str());
  }
  return groups.empty() ? std::string() : (groups.size() == 1 ? "pool " : "pools ") + listed(groups);
}

/// "16 of 16 devices taken", or what else keeps them from being taken.
std::string whatBecameOfThem(const Demand& demand) {
  if (demand.taken == demand.candidates) {
    return number(demand.taken) + " of " + counted(demand.candidates, "device") + " taken";
  }
  std::string out = number(demand.taken) + " of " + number(demand.candidates) + " taken";
  const auto add = [&](std::int64_t count, const char* word) { out += count > 0 ? ", " + number(count) + " " + word : ""; };
  add(demand.tainted, "tainted");
  add(demand.unhealthy, "unhealthy");
  add(demand.unknown, "unknown");
  add(demand.blocked, "blocked by siblings");
  return out;
}

std::string detailOf(const Demand& demand) {
  std::string detail = whereTheyAre(demand);
  if (demand.partitions) {
    detail += (detail.empty() ? "class " : " · class ") + demand.className.str();
  }
  if (demand.held > 0) {
    detail += (detail.empty() ? "" : " · ") + number(demand.held) + " of the " + number(demand.candidates) +
              (demand.held == 1 ? " is" : " are") + " reserved but used by no pod";
  } else if (!demand.screen.complete()) {
    detail += std::string(detail.empty() ? "" : " · ") + "counted by the parts of the selectors that are plain comparisons";
  }
  return detail;
}

void findClaimsWaiting(const Examination& examination, std::vector<Finding>& out) {
  for (const Demand& demand : examination.demands) {
    const std::int64_t wait = examination.ageMs(demand.oldest);
    if (!demand.nothingFree() || wait < kSettleMs) {
      continue;
    }
    const auto waiting = static_cast<std::int64_t>(demand.claims.size());
    Finding finding;
    finding.id = "AllMatchingDevicesInUse:" + demand.key;
    finding.severity = wait > kLongWaitMs ? Severity::critical : Severity::warning;
    finding.title =
        "No free " + demand.name + ": " + whatBecameOfThem(demand) + ", " + counted(waiting, "claim waits", "claims wait");
    finding.detail = detailOf(demand);
    finding.since = demand.oldest;
    for (const cluster::ClaimIndex i : demand.claims) {
      addObject(finding, examination.refOfClaim(i));
    }
    const cluster::ClaimIndex oldest = demand.claims.front();
    const std::string name = examination.claimName(oldest);
    addEvidence(finding, "ResourceClaim " + name, "status.allocation", "absent for " + duration(wait));
    addEvidence(finding, "ResourceClaim " + name, "spec.devices.requests",
                counted(demand.largest, "device") + " of class " + demand.className.str());
    const auto& pods = examination.inventory.claims[oldest].pods;
    if (!pods.empty() && !examination.inventory.claims[oldest].why.empty()) {
      addEvidence(finding, "Pod " + examination.podName(pods.front()), "status.conditions[PodScheduled].message",
                  examination.inventory.claims[oldest].why);
    }
    for (const cluster::DeviceIndex i : demand.heldDevices) {
      const cluster::DeviceView& device = examination.inventory.devices[i];
      if (!device.claims.empty()) {
        addObject(finding, examination.refOfClaim(device.claims.front()));
        addEvidence(finding, "ResourceClaim " + examination.claimName(device.claims.front()), "status.reservedFor",
                    "empty, holds " + device.pool.str() + "/" + device.name.str());
      }
    }
    const Metadata& meta = examination.claim(oldest).meta;
    finding.command = pods.empty() ? "kubectl describe resourceclaim -n " + shellWord(meta.namespaceName.view()) + " " +
                                         shellWord(meta.name.view())
                                   : "kubectl describe pod -n " + shellWord(meta.namespaceName.view()) + " " +
                                         shellWord(examination.pod(pods.front()).meta.name.view());
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check claimsWaiting() {
  return {"claims_waiting",
          "free devices for the claims that wait",
          {Kind::ResourceClaim, Kind::ResourceSlice, Kind::DeviceClass},
          findClaimsWaiting};
}

}  // namespace claimscope::diagnosis
