// Claims whose devices are allocated but whose binding conditions do not come true.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Conditions that the allocation asks for and the driver has not reported True.
std::vector<std::string> openConditions(const ResourceClaim& claim) {
  std::vector<std::string> out;
  for (const DeviceAllocation& result : claim.allocation->results) {
    for (const Text& wanted : result.bindingConditions) {
      bool met = false;
      for (const AllocatedDeviceStatus& status : claim.devices) {
        const bool same = status.driver == result.driver && status.pool == result.pool && status.device == result.device;
        met = met || (same && std::any_of(status.conditions.begin(), status.conditions.end(),
                                          [&](const Condition& c) { return c.type == wanted && c.status == "True"; }));
      }
      if (!met && std::find(out.begin(), out.end(), wanted.view()) == out.end()) {
        out.push_back(wanted.str());
      }
    }
  }
  return out;
}

void findBindingPending(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, std::vector<cluster::ClaimIndex>> byDriver;
  for (const cluster::ClaimIndex i : examination.binding) {
    const ResourceClaim& claim = examination.claim(i);
    // One minute is twelve of the scheduler's looks: attaching a device takes its time.
    if (!claim.allocation->results.empty() && examination.ageMs(examination.allocatedAt(i)) >= kMinuteMs) {
      byDriver[claim.allocation->results.front().driver].push_back(i);
    }
  }
  for (const auto& [driver, claims] : byDriver) {
    Finding finding;
    std::vector<std::string> conditions;
    for (const cluster::ClaimIndex i : claims) {
      const Time since = examination.allocatedAt(i);
      finding.since = finding.since.isSet() ? std::min(finding.since, since) : since;
      addObject(finding, examination.refOfClaim(i));
      const std::vector<std::string> open = openConditions(examination.claim(i));
      addEvidence(finding, "ResourceClaim " + examination.claimName(i), "status.devices[].conditions",
                  open.empty() ? examination.inventory.claims[i].why.str() : listed(open) + " not True");
      for (const std::string& name : open) {
        if (std::find(conditions.begin(), conditions.end(), name) == conditions.end()) {
          conditions.push_back(name);
        }
      }
    }
    const std::int64_t wait = examination.ageMs(finding.since);
    finding.id = "BindingConditionsPending:" + driver.str();
    finding.severity = wait >= kBindTimeoutMs / 2 ? Severity::warning : Severity::notice;
    finding.title = counted(static_cast<std::int64_t>(claims.size()), "claim waits", "claims wait") + " for binding condition" +
                    (conditions.size() == 1 ? " " + conditions.front() : "s") + " of " + driver.str();
    finding.detail = "longest " + duration(wait) + " · after 10 m the scheduler gives the devices back and tries again";
    const Metadata& meta = examination.claim(claims.front()).meta;
    finding.command =
        "kubectl get resourceclaim -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view()) + " -o yaml";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check bindingPending() {
  return {"binding_pending", "binding conditions", {Kind::ResourceClaim}, findBindingPending};
}

}  // namespace claimscope::diagnosis
