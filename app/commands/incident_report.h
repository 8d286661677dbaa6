// Incident report: the whole document from a moment and the journals, the same for the command and the window. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/commands/incident.h"

namespace claimscope::utilisation {
struct Utilisation;
}

namespace claimscope::app {

struct ReportRequest {
  enum class Format { markdown, html, json, yaml };
  Format format = Format::markdown;
  std::int64_t windowMs = 60 * 60'000;  ///< how far timeline and actions go back
  std::size_t top = 5;                  ///< waiting claims that are explained
  bool redact = false;                  ///< names are replaced, the same everywhere
  std::vector<Picture> pictures = {};   ///< none where names are replaced
};

/// `use` is what metrics say of devices, for the findings that need it; null: nobody looked. Takes tens of milliseconds in a
/// large cluster.
[[nodiscard]] std::string incidentReport(cluster::SnapshotPtr snapshot, const utilisation::Utilisation* use,
                                         const actions::JournalList& journals, ReportRequest request);

}  // namespace claimscope::app
