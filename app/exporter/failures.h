// Failures: errors of allocation that were seen live, by the counts that events carry. One thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "model/cluster/snapshot.h"

namespace claimscope::exporter {

enum class Failure : std::uint8_t {
  scheduling,     ///< FailedScheduling in which DynamicResources has a part
  binding,        ///< the scheduler gave up on binding conditions: a driver failed them, or time was up
  claimCreation,  ///< FailedResourceClaimCreation
  quota,          ///< the same, refused by a ResourceQuota
  preparation,    ///< FailedPrepareDynamicResources of a kubelet
};
inline constexpr std::size_t kFailures = 5;
/// The label value: FailedScheduling, or the ReasonId of cli.md: BindingConditionFailed, ClaimCreationFailed, QuotaExceeded,
/// PrepareFailed.
[[nodiscard]] std::string_view failureWord(Failure failure);

/// The failure that an event tells of, none when it is about something else. Pure.
[[nodiscard]] std::optional<Failure> failureOf(const Event& event);

/// An event is one object whose count grows, so snapshots may be left out and lists repeated: what counts is how far each event
/// has come since it was last looked at. What the first full list holds happened before we watched, and is where counting starts.
class Failures {
 public:
  void note(const cluster::Snapshot& snapshot);
  /// Events have been read: zero means that nothing failed since then.
  [[nodiscard]] bool started() const { return m_started; }
  [[nodiscard]] std::int64_t count(Failure failure) const { return m_counts[static_cast<std::size_t>(failure)]; }
  /// Events that are remembered, for tests.
  [[nodiscard]] std::size_t remembered() const { return m_seen.size(); }

 private:
  void look(const Event& event);
  void forgetGone(const cluster::Snapshot& snapshot);

  bool m_started = false;
  cluster::Revision m_revision = 0;
  std::unordered_map<Uid, std::int32_t> m_seen;  ///< how far each event had come
  std::array<std::int64_t, kFailures> m_counts{};
};

}  // namespace claimscope::exporter
