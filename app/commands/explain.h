// What `explain` prints: one explanation as JSON, for a terminal, and for a ticket. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/commands/listing.h"
#include "model/explanation/explanation.h"

namespace claimscope::app {

/// cli.md's shape, with ladder, holders, scheduler and detail besides.
[[nodiscard]] Json explanationJson(const explanation::Explanation& explanation);
/// Readable text of at most 100 columns; `colour` adds terminal colours. Cluster text cannot move the cursor.
[[nodiscard]] std::string explanationText(const explanation::Explanation& explanation, bool colour);
/// Markdown for a ticket. Cluster text is never markup.
[[nodiscard]] std::string explanationMarkdown(const explanation::Explanation& explanation);

/// Nodes with the same reasons as one line: "998 nodes: NoDeviceMatchesRequest".
struct NodeLine {
  std::vector<std::string> names;
  const explanation::NodeExplanation* node = nullptr;  ///< the first
};
[[nodiscard]] std::vector<NodeLine> foldNodes(const explanation::Explanation& explanation);
/// How long before the moment of the explanation; empty where that is not known.
[[nodiscard]] std::string ageOf(const explanation::Explanation& explanation, Time since);
/// "NoDeviceMatchesRequest 8, DeviceTainted 1 (…)".
[[nodiscard]] std::string reasonsText(const explanation::NodeExplanation& node);

/// Objects of a file that do not exist yet: claims, templates and pods, read by the decoders of the API.
struct HypotheticalFile {
  std::vector<Box<ResourceClaim>> claims;
  std::vector<Box<ResourceClaimTemplate>> templates;
  std::vector<Box<Pod>> pods;
};
/// "-" is standard input. `namespaceName` is for objects without one.
[[nodiscard]] Result<HypotheticalFile> readHypothetical(const std::string& path, const std::string& namespaceName);
/// Each pod of the file with its claims; without pods each claim, then each template as a claim.
[[nodiscard]] std::vector<explanation::Explanation> explainFile(const cluster::Snapshot& snapshot, const HypotheticalFile& file);

}  // namespace claimscope::app
