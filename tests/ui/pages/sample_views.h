// Sample views: moments of simulated and hand-made clusters, in each state of their sources, for pictures and tests. Test thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/cluster/store.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// A store that a test feeds, kind by kind.
class SampleStore {
 public:
  explicit SampleStore(Time now);
  void serverFound(const std::string& user = "maria@example.com");
  /// A whole list, ended, and the kind live. `items` are JSON objects, comma separated, as in a list.
  void list(const std::string& group, const std::string& version, const std::string& resource, const std::string& items);
  /// A first page of a longer list, still under way.
  void firstPage(const std::string& group, const std::string& version, const std::string& resource, const std::string& items,
                 std::uint64_t expected);
  void setState(const std::string& group, const std::string& resource, SourceState state,
                std::optional<Error> error = std::nullopt);
  /// Every kind that has no state yet: empty and complete, or the given state.
  void finishOthers(SourceState state = SourceState::live);
  void advance(std::int64_t ms);
  [[nodiscard]] cluster::SnapshotPtr snapshot();
  [[nodiscard]] Time now() const { return m_clock.now(); }

 private:
  [[nodiscard]] SourceStatus statusOf(const std::string& group, const std::string& resource, SourceState state) const;
  ManualClock m_clock;
  InlineExecutor m_executor;
  cluster::Store m_store;
  std::vector<std::string> m_known;
};

enum class SampleState { live, forbidden, loading, stale, empty, notServed };

/// A snapshot of a simulated scenario at its highlight, with what `state` says of its sources:
/// forbidden: DeviceTaintRules, Nodes and Events are refused; loading: claims are half read, pods not begun;
/// stale: every watch is lost for three minutes; empty: every list is complete and has nothing.
[[nodiscard]] cluster::SnapshotPtr sampleSnapshot(const std::string& scenario, SampleState state);
/// The same a little later: time has passed and some objects have changed. Only for state live.
[[nodiscard]] std::vector<cluster::SnapshotPtr> sampleSequence(const std::string& scenario, std::size_t moments,
                                                               std::int64_t stepMs);
/// A view with a diagnosis written by hand from what the snapshot holds: held claims, pools and kinds that are not whole.
[[nodiscard]] View sampleView(cluster::SnapshotPtr snapshot);
/// The same with what a page asks of claim latency.
[[nodiscard]] View withLatency(View view, const latency::Question& question = {});
/// A view with no finding.
[[nodiscard]] View quietView(cluster::SnapshotPtr snapshot);

/// Names nobody should trust: markup, right-to-left overrides, control characters, emoji, 10 kB, nothing.
[[nodiscard]] const std::vector<std::string>& hostileNames();
/// A cluster where every name, attribute and message is one of them.
[[nodiscard]] cluster::SnapshotPtr hostileSnapshot();
[[nodiscard]] View hostileView();

}  // namespace claimscope::ui
