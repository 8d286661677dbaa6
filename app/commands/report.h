// Report: the Overview as Markdown or JSON, for incident notes and chat. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "app/commands/listing.h"
#include "model/diagnosis/finding.h"

namespace claimscope::app {

/// Header, verdict, findings with evidence and kubectl lines, pools of nodes, pending claims, what could not be checked.
[[nodiscard]] std::string reportMarkdown(const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis);
/// The same as one document, keys in lowerCamelCase.
[[nodiscard]] Json reportJson(const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis);

/// A claim, or a pod without one, that waits.
struct PendingRow {
  std::string namespaceName;
  std::string claim;  ///< the claim's name, or "pod › entry" when there is no claim yet
  bool exists = true;
  std::string deviceClass;
  std::int64_t wanted = 0;
  Time since;
  std::string heldAt;
  std::string why;   ///< as worked out, else as the API says
  std::string told;  ///< what the API says
};
/// Longest wait first.
[[nodiscard]] std::vector<PendingRow> pendingRows(const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis);

/// Cluster text inside a Markdown line or table cell: nothing in it acts as markup, HTML or a line end.
[[nodiscard]] std::string markdownText(std::string_view text);
/// Cluster text as inline code, which Markdown leaves alone; backquotes in it cannot end it.
[[nodiscard]] std::string markdownCode(std::string_view text, bool inTable);

}  // namespace claimscope::app
