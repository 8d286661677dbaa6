// What the Markdown of posture and of the control plane have in common. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/commands/listing.h"
#include "model/diagnosis/finding.h"

namespace claimscope::app {

/// One thing that was found: what, since when it matters, how to see it and what to do.
struct SurveyEntry {
  std::string_view title;
  std::string_view word;  ///< "critical", "not known"
  std::string_view rule;
  std::string_view detail;
  std::string_view fix;      ///< may be empty
  std::string_view command;  ///< may be empty
  std::string_view yaml;     ///< may be empty
  const std::vector<diagnosis::Evidence>& evidence;
};

[[nodiscard]] std::string surveyMarkdown(const SurveyEntry& entry);
/// Tables without rows are left out.
[[nodiscard]] std::string tablesMarkdown(const std::vector<std::pair<const char*, Listing>>& tables);
/// Empty when nothing is unknown.
[[nodiscard]] std::string unknownsMarkdown(const std::vector<std::string>& unknowns);

}  // namespace claimscope::app
