// Incident: what a report tells besides the Overview: what changed, why claims wait, what was done about it, pictures. Values;
// any thread.
#pragma once

#include <string>
#include <vector>

#include "app/commands/listing.h"
#include "app/commands/redaction.h"
#include "model/actions/journal.h"
#include "model/diagnosis/finding.h"
#include "model/explanation/explanation.h"

namespace claimscope::app {

struct TimelineEntry {
  Time at;
  std::string what;    ///< "Node gpu-1 is not Ready"
  std::string object;  ///< "node/gpu-1", empty for counts
  std::string source;  ///< where it is known from: "event", "watch", "field", "finding"
};

/// A plan of the journal, in few words.
struct ActionTaken {
  std::string id;
  std::string title;
  std::string state;
  std::string who;
  std::string result;
  Time begun;
  Time ended;
  std::size_t done = 0;  ///< steps
  std::size_t steps = 0;
  std::vector<std::string> commands = {};
};

struct Picture {
  std::string path;
  std::string name;
  std::string bytes = {};  ///< read for HTML only
  std::string type;        ///< "image/png"
};

struct Incident {
  std::int64_t windowMs = 60 * 60'000;
  std::vector<TimelineEntry> timeline;  ///< oldest first
  std::size_t left = 0;                 ///< entries that were left out
  std::vector<std::string> totals;      ///< "412 claims allocated, 398 released": what the watch told, counted
  std::vector<explanation::Explanation> explanations;
  std::size_t waiting = 0;  ///< claims and pods that wait, explained or not
  std::vector<ActionTaken> actions;
  std::vector<std::string> unreadable;  ///< journals
  std::vector<Picture> pictures;
  bool redacted = false;
};

/// Of an explanation, in a report that has several.
inline constexpr std::size_t kIncidentFixes = 2;

/// What changed in the window before the snapshot's time: what events, fields, findings and the watch date.
void addTimeline(const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, Incident& incident);
/// Why the claims that have waited longest do, one a demand.
void addExplanations(const cluster::Snapshot& snapshot, std::size_t most, Incident& incident);
/// Plans of the journal on this cluster that were under way in the window.
void addActions(const cluster::Snapshot& snapshot, const actions::JournalList& journals, Incident& incident);

[[nodiscard]] std::string incidentMarkdown(const Incident& incident);
/// Members to put beside those of reportJson().
[[nodiscard]] Json incidentJson(const Incident& incident);
/// The whole report as one file without script or anything from elsewhere; light and dark as the reader's system is.
[[nodiscard]] std::string reportHtml(const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis,
                                     const Incident& incident);

}  // namespace claimscope::app
