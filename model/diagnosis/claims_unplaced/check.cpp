// Claims wait although devices look free: too few on one node, or something else than devices keeps the pod out.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findClaimsUnplaced(const Examination& examination, std::vector<Finding>& out) {
  for (const Demand& demand : examination.demands) {
    const std::int64_t wait = examination.ageMs(demand.oldest);
    const cluster::ClaimIndex oldest = demand.claims.front();
    const cluster::ClaimView& view = examination.inventory.claims[oldest];
    const bool tooFew = demand.classKnown && demand.smallest > demand.freeOnOneNode;
    // That no node has enough is certain at once. Once the scheduler has refused the pod a minute is long; without its word the
    // claim may be next in a long queue. A class that cannot be told apart by plain comparisons is judged by its words alone.
    const std::int64_t patience = tooFew ? kSettleMs : view.why.empty() ? kLongWaitMs : kMinuteMs;
    if (wait < patience || demand.nothingFree() || (demand.classKnown && demand.candidates == 0)) {
      continue;
    }
    const auto waiting = static_cast<std::int64_t>(demand.claims.size());
    Finding finding;
    finding.id = "NotEnoughDevices:" + demand.key;
    finding.severity = Severity::warning;
    finding.title = counted(waiting, "claim waits", "claims wait") + " for " + demand.name +
                    (tooFew ? ": no node has " + number(demand.smallest) + " free" : " for " + shortDuration(wait));
    if (tooFew) {
      finding.detail =
          bounded(demand.free, Bound::atMost) + " free in all, " + number(demand.freeOnOneNode) + " on one node at most";
    } else if (!view.why.empty()) {
      finding.detail = view.why;
    } else {
      finding.detail = demand.classKnown
                           ? bounded(demand.free, Bound::atMost) + " free; the scheduler has said nothing about the pod"
                           : "several requests or alternatives; the scheduler has said nothing about the pod";
    }
    finding.since = demand.oldest;
    for (const cluster::ClaimIndex i : demand.claims) {
      addObject(finding, examination.refOfClaim(i));
    }
    addEvidence(finding, "ResourceClaim " + examination.claimName(oldest), "status.allocation", "absent for " + duration(wait));
    if (!view.pods.empty()) {
      addEvidence(finding, "Pod " + examination.podName(view.pods.front()), "status.conditions[PodScheduled].message",
                  view.why.empty() ? "absent" : view.why);
    }
    const Metadata& meta = examination.claim(oldest).meta;
    finding.command = view.pods.empty() ? "kubectl describe resourceclaim -n " + shellWord(meta.namespaceName.view()) + " " +
                                              shellWord(meta.name.view())
                                        : "kubectl describe pod -n " + shellWord(meta.namespaceName.view()) + " " +
                                              shellWord(examination.pod(view.pods.front()).meta.name.view());
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check claimsUnplaced() {
  return {"claims_unplaced",
          "claims that wait although devices are free",
          {Kind::ResourceClaim, Kind::ResourceSlice},
          findClaimsUnplaced};
}

}  // namespace claimscope::diagnosis
