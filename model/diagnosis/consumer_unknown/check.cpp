// Claims reserved for pods that do not exist, or for something that is no pod: nothing will release them.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

struct Group {
  std::vector<cluster::ClaimIndex> claims;
  std::int64_t devices = 0;
};

Finding consumerFinding(const Examination& examination, bool foreign, const Group& group) {
  const auto count = static_cast<std::int64_t>(group.claims.size());
  Finding finding;
  finding.id = foreign ? "HeldByForeignConsumer" : "ReservedForMissingPod";
  finding.severity = Severity::warning;
  finding.title =
      (count == 1 ? middleCut(examination.claimName(group.claims.front()), 40) + " is" : counted(count, "claim") + " are") +
      " reserved for " +
      (foreign      ? "something that is no pod"
       : count == 1 ? "a pod that does not exist"
                    : "pods that do not exist");
  finding.detail = (foreign ? "the claim controller never removes such entries" : "the claim controller has not cleaned up") +
                   std::string(" · ") + counted(group.devices, "device") + " held";
  for (const cluster::ClaimIndex i : group.claims) {
    addObject(finding, examination.refOfClaim(i));
    for (const ClaimConsumer& consumer : examination.claim(i).reservedFor) {
      addEvidence(finding, "ResourceClaim " + examination.claimName(i), "status.reservedFor[]",
                  consumer.resource.str() + (consumer.apiGroup.empty() ? "" : "." + consumer.apiGroup.str()) + " " +
                      consumer.name.str() + " uid " + consumer.uid.str());
    }
  }
  const Metadata& meta = examination.claim(group.claims.front()).meta;
  finding.command =
      "kubectl get resourceclaim -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view()) + " -o yaml";
  return finding;
}

void findConsumerUnknown(const Examination& examination, std::vector<Finding>& out) {
  std::map<bool, Group> groups;
  for (const cluster::ClaimIndex i : examination.oddConsumers) {
    const auto& consumers = examination.claim(i).reservedFor;
    const bool foreign = std::any_of(consumers.begin(), consumers.end(), [](const ClaimConsumer& c) {
      return !(c.apiGroup.empty() && c.resource == "pods") && !(c.apiGroup == "scheduling.k8s.io" && c.resource == "podgroups");
    });
    // A claim that arrives before its pod looks like this for a moment.
    if (foreign || examination.ageMs(examination.allocatedAt(i)) >= kMinuteMs) {
      groups[foreign].claims.push_back(i);
      groups[foreign].devices += static_cast<std::int64_t>(examination.inventory.claims[i].devices.size());
    }
  }
  for (const auto& [foreign, group] : groups) {
    out.push_back(consumerFinding(examination, foreign, group));
  }
}

}  // namespace

Check consumerUnknown() {
  return {"consumer_unknown", "consumers in status.reservedFor", {Kind::Pod, Kind::ResourceClaim}, findConsumerUnknown};
}

}  // namespace claimscope::diagnosis
