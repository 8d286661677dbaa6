// SourceFacts: how fresh the picture is, in one chip and one row a kind. Pure; any thread.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "model/cluster/snapshot.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

/// The chip of a source in the top bar.
struct SourceChip {
  QString name;   ///< "API server", "Files", "Demo cluster"
  QString value;  ///< "0.2 s", "14 s ago", "loading", "not connected"
  Mark mark = Mark::live;
  bool live = false;  ///< LIVE is true: watched, and heard from within two minutes
};
[[nodiscard]] SourceChip sourceChip(const cluster::Snapshot& snapshot);

/// Freshness of design/README.md section 5: up to 5 s disc, to 30 s disc with age, to 120 s triangle, beyond octagon.
[[nodiscard]] Mark freshnessMark(std::int64_t ageMs);

/// One line of the popup and of Settings.
struct SourceRow {
  Kind kind = Kind::Pod;
  QString name;     ///< "resourceclaims"
  QString version;  ///< "resource.k8s.io/v1"
  QString count;    ///< "7,306", "≥4,500", "?"
  QString way;      ///< "watch", "loading", "403 forbidden", "not served"
  QString age;      ///< since the server last said anything about it
  QString detail;   ///< error, skipped objects; empty when all is well
  Mark mark = Mark::live;
};
/// In load order; classic kinds that the server does not have are left out when it serves a modern version.
[[nodiscard]] std::vector<SourceRow> sourceRows(const cluster::Snapshot& snapshot);

/// The one reason why nothing at all could be read; none while anything is there, is loading or was never tried.
[[nodiscard]] std::optional<Error> connectionFailure(const cluster::Snapshot& snapshot);

}  // namespace claimscope::ui
