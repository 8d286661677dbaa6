// What `lint` prints: problems for a terminal, as JSON, as SARIF 2.1.0 and as Markdown. Pure; any thread.
#pragma once

#include <string>

#include "app/commands/lint_files.h"
#include "app/commands/listing.h"

namespace claimscope::app {

struct LintOutcome {
  diagnosis::LintReport report;
  Manifests manifests;  ///< empty when a cluster was judged
  std::string subject;  ///< "3 files", "context prod"
};

[[nodiscard]] std::string lintText(const LintOutcome& outcome, bool colour);
[[nodiscard]] Json lintJson(const LintOutcome& outcome);
/// One run with every rule; problems of files have a physical location, all have the object as a logical one.
[[nodiscard]] Json lintSarif(const LintOutcome& outcome);
[[nodiscard]] std::string lintMarkdown(const LintOutcome& outcome);

}  // namespace claimscope::app
