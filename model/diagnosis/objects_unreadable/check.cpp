// Objects that could not be decoded and are missing from every number.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/source_words.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findObjectsUnreadable(const Examination& examination, std::vector<Finding>& out) {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    const cluster::Source& source = examination.snapshot.source(kind);
    if (source.skipped == 0) {
      continue;
    }
    const auto count = static_cast<std::int64_t>(source.skipped);
    Finding finding;
    finding.id = "Unreadable:" + qualifiedResource(kind);
    finding.severity = isEssential(kind) ? Severity::warning : Severity::notice;
    finding.title = counted(count, kindRequest(kind).kind, pluralOf(kind)) + " cannot be read: counts are at least";
    finding.detail = source.lastSkip ? source.lastSkip->message : "they are left out";
    addEvidence(finding, qualifiedResource(kind), "newest error", finding.detail);
    finding.command = "kubectl get " + qualifiedResource(kind) + (kindRequest(kind).namespaced ? " -A" : "") + " -o json";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check objectsUnreadable() {
  return {"objects_unreadable", "objects that can be decoded", {}, findObjectsUnreadable};
}

}  // namespace claimscope::diagnosis
