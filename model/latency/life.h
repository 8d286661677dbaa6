// Life: the dated moments of one claim and the stages between them. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/base/identity.h"
#include "model/base/text.h"

namespace claimscope::latency {

/// A stage is named after the moment that ends it. Allocation and the first reservation are one write, hence one stage.
enum class Stage : std::uint8_t {
  created,    ///< pod created -> its claim created; only claims made from a template have it
  allocated,  ///< -> status.allocation
  scheduled,  ///< -> PodScheduled; waits for binding conditions here
  prepared,   ///< -> PodReadyToStartContainers: at most, it includes volumes, sandbox and network
  started,    ///< -> every container has started; includes image pulls
};
inline constexpr std::size_t kStages = 5;
/// "created", "allocated", …: the words of JSON and metrics.
[[nodiscard]] std::string_view stageWord(Stage stage);

/// Where a moment is known from (dra.md 2.4).
enum class Evidence : std::uint8_t {
  none,          ///< not known, or not reached
  field,         ///< a timestamp of the object: whole seconds
  managedField,  ///< managedFields entry of the scheduler (1.31 to 1.35): whole seconds, exact for single consumers only
  watch,         ///< when the watch told us, to the millisecond
};
[[nodiscard]] std::string_view evidenceWord(Evidence evidence);

struct Moment {
  Time at;
  Evidence evidence = Evidence::none;

  [[nodiscard]] bool known() const { return evidence != Evidence::none; }
  /// How far the truth may be off, in milliseconds: 1,000 for stored timestamps, 0 for what the watch told.
  [[nodiscard]] std::int64_t resolutionMs() const { return evidence == Evidence::watch ? 0 : 1000; }
};

/// One claim from the creation of the pod that wants it to running containers, and its end. Of several pods that share a claim
/// the first that reserved it counts. Stays after the claim is gone, for as long as the history goes back. A claim that is
/// allocated again is shown from its last allocation on. All times are by the server's clock (Lives::clockAheadMs).
struct Life {
  Uid uid;
  Text namespaceName;
  Text name;         ///< empty: the pod waits for a claim that its template has not become; `uid` is the pod's then
  Text deviceClass;  ///< of its first request; of the alternative taken, once allocated
  Text driver;       ///< of its first device; empty until allocated, then of the class where that is known
  Text node;
  Text nodePool;
  Text pod;
  Text ownerKind;
  Text ownerName;

  Moment begun;                         ///< pod created (templates), else the later of claim and pod created
  std::array<Moment, kStages> reached;  ///< by Stage
  Moment unreserved;                    ///< its last consumer finished or left; watch only
  Moment released;                      ///< allocation cleared, or the claim deleted; watch only
  bool firstSeenAllocated = false;      ///< the first list had it allocated: the watch cannot tell when (cl2 skips those)
  bool allocationUndated = false;       ///< allocated, and neither field nor watch says when
  bool gone = false;                    ///< deleted since
  bool ended = false;                   ///< will reach no further stage that can be known: gone, pod finished, deleting or hidden
  Time endedAt;                         ///< when that was, before its last stage; not set when it is not known
  bool restarted = false;               ///< a container had been restarted when we first saw it run: `started` is at most

  [[nodiscard]] const Moment& at(Stage stage) const { return reached[static_cast<std::size_t>(stage)]; }
};

/// One stage of one life. `ms` of an open stage counts up to now and is at least; of `prepared` at most.
struct Span {
  Time from;
  Time to;
  Bound bound = Bound::unknown;  ///< unknown: not reached, or nothing dates it; then from and to may not be set
  bool open = false;             ///< still in this stage now

  [[nodiscard]] bool known() const { return bound != Bound::unknown; }
  [[nodiscard]] std::int64_t ms() const { return known() ? to - from : 0; }
};
/// The stages of a life at `now`, by Stage.
[[nodiscard]] std::array<Span, kStages> stagesOf(const Life& life, Time now);
/// From begun to the last stage reached, or to now while one is open.
[[nodiscard]] Span wholeOf(const Life& life, Time now);

/// Every life of a window of history; immutable.
struct Lives {
  Time now;
  Time since;                  ///< the history goes back to here: nothing that ended before is in it
  Time watchedSince;           ///< live watch times exist from here on; not set for files
  std::vector<Life> lives;     ///< by begun, oldest first
  Bound bound = Bound::exact;  ///< atLeast when claims or pods are hidden, stale or still loading; unknown when refused
  std::int64_t clockAheadMs =
      0;                  ///< of our clock before the server's, by what the watch told; `now` and all times are by the server's
  bool podsKnown = true;  ///< false: pods are hidden, stages after allocation are unknown
  std::int64_t overflowed = 0;  ///< lives that ended and were dropped before their time because there were too many
};
using LivesPtr = std::shared_ptr<const Lives>;

}  // namespace claimscope::latency
