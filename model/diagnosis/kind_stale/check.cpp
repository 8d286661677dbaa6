// Kinds whose contact is lost or that could not be read at all.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/source_words.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Stale kinds beyond this age are no longer taken for the truth (cluster::Snapshot::boundOf).
constexpr std::int64_t kLostMs = 2 * kMinuteMs;

void findKindStale(const Examination& examination, std::vector<Finding>& out) {
  std::map<bool, std::vector<Kind>> byFailed;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    const SourceState state = examination.snapshot.source(kind).status.state;
    const bool lost = state == SourceState::stale && examination.snapshot.ageMs(kind).value_or(kLostMs) >= kLostMs;
    if (lost || state == SourceState::failed) {
      byFailed[state == SourceState::failed].push_back(kind);
    }
  }
  for (const auto& [failed, kinds] : byFailed) {
    Finding finding;
    finding.id = failed ? "KindFailed" : "KindStale";
    finding.severity = Severity::warning;
    finding.title = kinds.size() == 1 ? pluralOf(kinds.front()) + (failed ? " cannot be read: " : " are not current: ") +
                                            consequenceOf(kinds.front())
                                      : counted(static_cast<std::int64_t>(kinds.size()), "kind") +
                                            (failed ? " cannot be read" : " are not current, contact is lost");
    for (const Kind kind : kinds) {
      const SourceStatus& status = examination.snapshot.source(kind).status;
      addEvidence(finding, qualifiedResource(kind), failed ? "list" : "last contact",
                  status.error ? status.error->message : formatTime(status.lastContact));
      if (!failed && status.lastContact.isSet() && (!finding.since.isSet() || status.lastContact < finding.since)) {
        finding.since = status.lastContact;
      }
    }
    const std::optional<Error>& error = examination.snapshot.source(kinds.front()).status.error;
    finding.detail = error ? error->message : failed ? "the source gave up" : "values are those of the last contact";
    finding.command = "kubectl get " + qualifiedResource(kinds.front()) + (kindRequest(kinds.front()).namespaced ? " -A" : "");
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check kindStale() {
  return {"kind_stale", "contact with the API server", {}, findKindStale};
}

}  // namespace claimscope::diagnosis
