// Snapshot: everything known of a cluster at one moment, immutable. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/base/feed.h"
#include "model/cluster/history.h"
#include "model/cluster/inventory.h"
#include "model/cluster/table.h"
#include "model/resources/kinds.h"

namespace claimscope::cluster {

template <class List>
struct TablesOf;
template <class... T>
struct TablesOf<KindList<T...>> {
  using Type = std::tuple<Table<T>...>;
};
using Tables = TablesOf<AllKinds>::Type;

/// Freshness of one kind.
struct Source {
  Kind kind = Kind::Pod;
  SourceStatus status;
  std::uint64_t skipped = 0;      ///< objects that could not be decoded
  std::optional<Error> lastSkip;  ///< the newest of them: names object and field
};

/// Change counts a second, oldest first, for the timeline strip.
struct ChangeDensity {
  Time start;  ///< of the first bucket
  std::int64_t bucketMs = 10'000;
  std::vector<std::uint32_t> changes;
};

struct Snapshot {
  Revision revision = 0;
  Time time;  ///< "now" of everything shown: nothing else may be asked
  ServerInfo server;
  std::array<Source, kKindCount> sources;
  Tables tables;
  std::shared_ptr<const Inventory> inventory;  ///< never null: pools, devices, claims with their relations
  std::shared_ptr<const History> history;      ///< when the watch told what; null only where no store made the snapshot
  ChangeDensity density;
  ChangeDensity created;  ///< objects by creationTimestamp in the hour before they were first listed: at least what happened
  std::uint64_t totalChanges = 0;  ///< events applied since start
  bool firstSyncDone = false;      ///< every kind has been listed or refused

  template <class T>
  [[nodiscard]] const Table<T>& of() const {
    return std::get<Table<T>>(tables);
  }
  [[nodiscard]] const Source& source(Kind kind) const { return sources[static_cast<std::size_t>(kind)]; }
  /// The device as its slice publishes it; null when that slice has gone.
  [[nodiscard]] const Device* published(const DeviceView& device) const;
  /// Exact while the kind is complete and contact is fresh; atLeast while loading; unknown when hidden or not served.
  [[nodiscard]] Bound boundOf(Kind kind) const;
  /// Milliseconds since the server last said anything about this kind; none when it never did.
  [[nodiscard]] std::optional<std::int64_t> ageMs(Kind kind) const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// Sorted text of everything in a snapshot, one object or derived fact a line, without anything that depends on
/// slots, timing or addresses: two equal clusters dump equal. For tests and `claimscope get --dump`.
[[nodiscard]] std::string canonicalDump(const Snapshot& snapshot);

/// SHA-256-ready lines "uid SP resourceVersion LF", sorted bytewise, of one kind (cli.md `sync`).
[[nodiscard]] std::string digestLines(const Snapshot& snapshot, Kind kind);

}  // namespace claimscope::cluster
