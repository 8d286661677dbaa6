// What `latency` prints: one report of a window of lives, as columns, JSON, CSV or Markdown. Pure; any thread.
#pragma once

#include <string>

#include "app/commands/listing.h"
#include "model/latency/lives.h"
#include "model/latency/report.h"

namespace claimscope::app {

/// What is printed, and on what it is said.
struct LatencyAnswer {
  cluster::SnapshotPtr snapshot;
  latency::Lives lives;
  latency::Report report;
  bool objectiveGiven = false;  ///< on the command line: then missing it is a negative answer
};

/// "class", "driver", "node", "namespace", "owner", "pool": the words of --by.
[[nodiscard]] std::string byWord(latency::GroupBy by);
/// "840ms", "6.2s", "862s" as people read them: "0.84 s", "6.2 s", "14 m 22 s".
[[nodiscard]] std::string latencyText(std::int64_t ms);
/// With its mark: "≥ 14 m 22 s", "≤ 6.2 s", "-".
[[nodiscard]] std::string quantileText(const latency::Quantile& quantile);

/// {"from","to","claims","open","leftOut","groups":[…],"outliers":[…],…}; durations are {"ms":n,"bound":"exact"}, ms null when
/// nothing is known.
[[nodiscard]] Json latencyJson(const LatencyAnswer& answer);
/// One line a claim of the window with every moment and what it is known from; RFC 4180. Text that a spreadsheet would take for a
/// formula begins with an apostrophe.
[[nodiscard]] std::string latencyCsv(const LatencyAnswer& answer);
/// Groups as rows: p50, p95, p99, and the p95 of each stage.
[[nodiscard]] Listing groupListing(const latency::Report& report);
/// The slowest claims.
[[nodiscard]] Listing outlierListing(const LatencyAnswer& answer, std::size_t most);
/// What the numbers are of, and how sure they are: a few sentences, one a line.
[[nodiscard]] std::string latencySummary(const LatencyAnswer& answer);

}  // namespace claimscope::app
