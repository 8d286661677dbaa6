// Devices whose driver reports a binding failure condition.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findBindingFailed(const Examination& examination, std::vector<Finding>& out) {
  std::map<std::pair<Text, Text>, Finding> byCondition;
  std::map<std::pair<Text, Text>, std::int64_t> counts;
  for (const cluster::ClaimIndex i : examination.binding) {
    const ResourceClaim& claim = examination.claim(i);
    for (const DeviceAllocation& result : claim.allocation->results) {
      for (const AllocatedDeviceStatus& status : claim.devices) {
        if (!(status.driver == result.driver && status.pool == result.pool && status.device == result.device)) {
          continue;
        }
        for (const Condition& condition : status.conditions) {
          const auto& failures = result.bindingFailureConditions;
          if (!(condition.status == "True") || std::find(failures.begin(), failures.end(), condition.type) == failures.end()) {
            continue;
          }
          Finding& finding = byCondition[{result.driver, condition.type}];
          ++counts[{result.driver, condition.type}];
          finding.detail = finding.detail.empty() ? condition.message.empty() ? condition.reason.str() : condition.message.str()
                                                  : finding.detail;
          if (condition.lastTransition.isSet() && (!finding.since.isSet() || condition.lastTransition < finding.since)) {
            finding.since = condition.lastTransition;
          }
          addObject(finding, examination.refOfClaim(i));
          addEvidence(finding, "ResourceClaim " + examination.claimName(i),
                      "status.devices[" + result.device.str() + "].conditions[" + condition.type.str() + "]",
                      "True: " + condition.message.str());
        }
      }
    }
  }
  for (auto& [key, finding] : byCondition) {
    finding.id = "BindingConditionFailed:" + key.first.str() + ":" + key.second.str();
    finding.severity = Severity::warning;
    finding.title = key.first.str() + " reports " + key.second.str() + " for " + counted(counts[key], "device") + " to be bound";
    finding.detail = finding.detail.empty() ? "the scheduler gives the devices back and tries others" : finding.detail;
    const ObjectRef& claim = finding.objects.front();
    finding.command = "kubectl get resourceclaim -n " + shellWord(claim.namespaceName) + " " + shellWord(claim.name) + " -o yaml";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check bindingFailed() {
  return {"binding_failed", "failures to bind", {Kind::ResourceClaim}, findBindingFailed};
}

}  // namespace claimscope::diagnosis
