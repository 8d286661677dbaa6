// PastView: what is kept of the past of the source in sight, and what is asked of it. Values; GUI thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/cluster/past/changes.h"
#include "model/cluster/past/outline.h"
#include "model/diagnosis/finding_spans.h"
#include "model/diagnosis/likely_cause.h"

namespace claimscope::ui {

/// The newest knowledge of the past, also in views of an earlier moment.
struct PastView {
  cluster::PastOutlinePtr outline;                                      ///< never null
  std::shared_ptr<const std::vector<diagnosis::FindingSpan>> findings;  ///< never null; oldest first
  Time newest;                                                          ///< of the newest moment
};

using PastViewPtr = std::shared_ptr<const PastView>;

/// A few numbers of one moment.
struct MomentFigures {
  Time time;
  Count free;  ///< devices
  Count waiting;
  std::int64_t findings = 0;
};

/// What became otherwise between two moments.
struct Comparison {
  MomentFigures a;
  MomentFigures b;
  cluster::Changes changes;
  std::vector<diagnosis::CauseTag> tags;  ///< one a change of `changes.told`
};
using ComparisonPtr = std::shared_ptr<const Comparison>;

/// Asks the composition root; the answer comes on the GUI thread, not at all once something newer is asked. Null: there is no
/// past.
using AskChanges = std::function<void(Time a, Time b, std::function<void(ComparisonPtr)>)>;

}  // namespace claimscope::ui
