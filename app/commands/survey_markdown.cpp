#include "app/commands/survey_markdown.h"

#include <fmt/format.h>

#include "app/commands/report.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {

std::string surveyMarkdown(const SurveyEntry& entry) {
  std::string out = fmt::format("\n## {}\n\n{}, `{}`: {}.\n", markdownText(entry.title), entry.word, entry.rule,
                                markdownText(log::redact(entry.detail)));
  for (const diagnosis::Evidence& one : entry.evidence) {
    out += fmt::format("- {} {}: {}\n", markdownCode(one.object, false), markdownCode(one.field, false),
                       markdownCode(one.value, false));
  }
  if (!entry.fix.empty()) {
    out += fmt::format("\nFix: {}.\n", markdownText(entry.fix));
  }
  if (!entry.command.empty()) {
    out += fmt::format("\n```sh\n{}\n```\n", words::oneLine(entry.command));
  }
  if (!entry.yaml.empty()) {
    out += fmt::format("\n```yaml\n{}{}```\n", entry.yaml, entry.yaml.ends_with("\n") ? "" : "\n");
  }
  return out;
}

std::string tablesMarkdown(const std::vector<std::pair<const char*, Listing>>& tables) {
  std::string out;
  for (const auto& [title, listing] : tables) {
    if (!listing.rows.empty()) {
      out += fmt::format("\n## {}\n\n{}", title, renderMarkdown(listing, true));
    }
  }
  return out;
}

std::string unknownsMarkdown(const std::vector<std::string>& unknowns) {
  std::string out;
  for (const std::string& unknown : unknowns) {
    out += (out.empty() ? "\n## What cannot be told\n\n- " : "- ") + markdownText(unknown) + "\n";
  }
  return out;
}

}  // namespace claimscope::app
