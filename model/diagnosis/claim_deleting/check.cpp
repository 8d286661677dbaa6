// Claims being deleted for long: their finalizer waits although no Terminating pod explains it.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findClaimDeleting(const Examination& examination, std::vector<Finding>& out) {
  std::vector<cluster::ClaimIndex> stuck;
  std::int64_t devices = 0;
  Finding finding;
  for (const cluster::ClaimIndex i : examination.deleting) {
    const cluster::ClaimView& view = examination.inventory.claims[i];
    const ResourceClaim& claim = examination.claim(i);
    const bool podEnds = std::any_of(view.pods.begin(), view.pods.end(),
                                     [&](cluster::Slot slot) { return examination.pod(slot).meta.deleted().isSet(); });
    if (podEnds || examination.ageMs(claim.meta.deleted()) <= kLongWaitMs) {
      continue;
    }
    stuck.push_back(i);
    devices += static_cast<std::int64_t>(view.devices.size());
    finding.since = finding.since.isSet() ? std::min(finding.since, claim.meta.deleted()) : claim.meta.deleted();
    addObject(finding, examination.refOfClaim(i));
    std::vector<std::string> finalizers;
    for (const Text& finalizer : claim.meta.finalizers) {
      finalizers.push_back(finalizer.str());
    }
    addEvidence(finding, "ResourceClaim " + examination.claimName(i), "metadata.finalizers",
                finalizers.empty() ? "none" : listed(finalizers));
    addEvidence(finding, "ResourceClaim " + examination.claimName(i), "status.reservedFor",
                counted(static_cast<std::int64_t>(claim.reservedFor.size()), "entry", "entries"));
  }
  if (stuck.empty()) {
    return;
  }
  const auto count = static_cast<std::int64_t>(stuck.size());
  const Metadata& first = examination.claim(stuck.front()).meta;
  finding.id = "ClaimBeingDeleted";
  finding.severity = Severity::warning;
  const std::string age = shortDuration(examination.ageMs(finding.since));
  finding.title = count == 1 ? middleCut(examination.claimName(stuck.front()), 46) + ": being deleted for " + age +
                                   (devices > 0 ? ", holds " + counted(devices, "device") : "")
                             : counted(count, "claim") + " being deleted for up to " + age +
                                   (devices > 0 ? " hold " + counted(devices, "device") : "");
  finding.detail = "reserved for consumers that do not go, or the claim controller does not run";
  finding.command =
      "kubectl get resourceclaim -n " + shellWord(first.namespaceName.view()) + " " + shellWord(first.name.view()) + " -o yaml";
  out.push_back(std::move(finding));
}

}  // namespace

Check claimDeleting() {
  return {"claim_deleting", "claims that are being deleted", {Kind::ResourceClaim}, findClaimDeleting};
}

}  // namespace claimscope::diagnosis
