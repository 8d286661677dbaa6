// Staleness: how long after a change was made a snapshot shows it, for servers that stamp what they send. See each call's thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "app/source/source.h"
#include "model/cluster/snapshot.h"

namespace claimscope::app {

/// The Unix milliseconds of the annotation claimscope.io/sent in a watch event, JSON or protobuf; the replay server of
/// tests/bench/client writes it.
[[nodiscard]] std::optional<std::int64_t> sentAt(std::string_view event);

/// Times between the stamp of an event and the first snapshot that shows it or something newer of its kind.
class Staleness {
 public:
  /// An event has been handed to the store; any thread.
  void handedOver(Kind kind, std::uint64_t resourceVersion, std::int64_t sentMs);
  /// A snapshot is out; the store's thread.
  void shown(const cluster::Snapshot& snapshot);

  struct Summary {
    std::int64_t p50 = 0;
    std::int64_t p99 = 0;
    std::int64_t worst = 0;
    std::size_t samples = 0;
  };
  /// Empty when nothing was stamped; any thread.
  [[nodiscard]] std::optional<Summary> summary() const;

 private:
  struct Pending {
    std::uint64_t resourceVersion;
    std::int64_t sentMs;
  };
  mutable std::mutex m_mutex;
  std::array<std::deque<Pending>, kKindCount> m_pending;
  std::vector<std::int64_t> m_times;
  cluster::Revision m_seen = 0;
};

/// The same source, with the stamps of its events noted in `staleness`, which must outlive it.
[[nodiscard]] std::unique_ptr<Source> noteStamps(std::unique_ptr<Source> source, Staleness& staleness);

}  // namespace claimscope::app
