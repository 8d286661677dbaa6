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
  QString bytes;    ///< read so far
  QString rate;     ///< "42 MB/s" while a list is under way
  std::uint32_t relists = 0;
  std::uint32_t reconnects = 0;
  Mark mark = Mark::live;
  std::int64_t objects = 0;     ///< for sorting
  std::uint64_t byteValue = 0;  ///< for sorting
};
/// In load order; classic kinds that the server does not have are left out when it serves a modern version.
[[nodiscard]] std::vector<SourceRow> sourceRows(const cluster::Snapshot& snapshot);

/// "640 B", "12.4 MB", "1.4 GB": thousands, as networks count.
[[nodiscard]] QString byteCount(std::uint64_t bytes);
/// "1,204 objects" of every kind together.
[[nodiscard]] QString objectCount(const cluster::Snapshot& snapshot);

/// What is on its way while the first lists are read; none once each kind is there or refused.
struct LoadProgress {
  double part = -1;  ///< 0 to 1; below 0 while no server has said how much there is
  QString words;     ///< "41,200 of ≥150,312 objects, 88 MB, 42 MB/s"
  QString kinds;     ///< "pods 12,000 of ≥150,000, events": what is still missing
};
[[nodiscard]] std::optional<LoadProgress> loadProgress(const cluster::Snapshot& snapshot);

/// The namespace that is shown alone because the rest is forbidden; empty when nothing is hidden so.
[[nodiscard]] QString limitedTo(const SourceStatus& status);
/// "only namespace ml-workloads": where the rest of the cluster is hidden; empty when it is not.
[[nodiscard]] QString onlyNamespace(const cluster::Snapshot& snapshot);
/// When the next try of a source that cannot be read is planned, in words: "next try in 8 s"; empty when none is.
[[nodiscard]] QString nextTry(const cluster::Snapshot& snapshot);

/// The one reason why nothing at all could be read; none while anything is there, is loading or was never tried.
[[nodiscard]] std::optional<Error> connectionFailure(const cluster::Snapshot& snapshot);

}  // namespace claimscope::ui
