// Claims whose status.reservedFor is full or nearly so: the next pod cannot use them.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findConsumersFull(const Examination& examination, std::vector<Finding>& out) {
  for (const cluster::ClaimIndex i : examination.manyConsumers) {
    const std::size_t consumers = examination.claim(i).reservedFor.size();
    const bool full = consumers >= examination.consumersAllowed;
    Finding finding;
    finding.id = "ReservedForFull:" + examination.claimName(i);
    finding.severity = full ? Severity::warning : Severity::notice;
    finding.title = middleCut(examination.claimName(i), 44) + (full ? " is full: " : " is nearly full: ") +
                    std::to_string(consumers) + " of " + std::to_string(examination.consumersAllowed) + " consumers";
    finding.detail =
        full ? "further pods that share it stay pending"
             : counted(static_cast<std::int64_t>(examination.consumersAllowed - consumers), "more pod") + " can share it";
    addObject(finding, examination.refOfClaim(i));
    addEvidence(finding, "ResourceClaim " + examination.claimName(i), "status.reservedFor",
                counted(static_cast<std::int64_t>(consumers), "entry", "entries"));
    const Metadata& meta = examination.claim(i).meta;
    finding.command = "kubectl get resourceclaim -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view()) +
                      " -o jsonpath='{.status.reservedFor[*].name}'";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check consumersFull() {
  return {"consumers_full", "room in status.reservedFor", {Kind::ResourceClaim}, findConsumersFull};
}

}  // namespace claimscope::diagnosis
