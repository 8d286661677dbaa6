// Quota: how quotas stand and what they would admit, as text and JSON. Any thread.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "app/commands/command.h"
#include "app/commands/listing.h"
#include "model/diagnosis/lint/world.h"
#include "model/quota/admission.h"
#include "model/quota/ledger.h"

namespace claimscope::app {

[[nodiscard]] Command registerQuota(CLI::App& parent, CommonOptions& options);

[[nodiscard]] Json quotaJson(const quota::Ledger& ledger, const cluster::Snapshot& snapshot);
[[nodiscard]] Listing quotaListing(const quota::Ledger& ledger);
[[nodiscard]] Json admissionJson(const std::vector<quota::Verdict>& verdicts);
[[nodiscard]] Listing admissionListing(const std::vector<quota::Verdict>& verdicts);

/// What the judged objects of a world would ask for, in the order in which they stand in the files.
[[nodiscard]] std::vector<quota::Ask> asksOf(const diagnosis::LintWorld& world, const quota::ExtendedResources& extended);

/// `quota --cases`: one JSON object a line, in order. {"id","claim","classes","pod"} gives {"id","usage":{key:"n"}};
/// {"id","objects"} (snapshotOfCase) gives {"id","recounted":{quota:{key:"n"}}}, as the ledger counts again.
[[nodiscard]] Status answerQuotaCases(std::istream& in, std::ostream& out, const std::string& name);

}  // namespace claimscope::app
