// Views of earlier moments and what changed between them, as the window is given them. Pure but for the past they read; any
// thread.
#pragma once

#include <memory>
#include <optional>

#include "model/cluster/past/past.h"
#include "model/diagnosis/finding_spans.h"
#include "ui/base/past_view.h"
#include "ui/base/view.h"

namespace claimscope::app {

/// What is known of the past, for a view of the moment `newest`.
[[nodiscard]] ui::PastViewPtr pastView(const cluster::Past& past, diagnosis::FindingSpans& findings, Time newest);
/// The view of an earlier moment, with its findings; its snapshot is null where nothing is kept yet.
[[nodiscard]] ui::View replayView(cluster::Past& past, Time moment);
/// Null where nothing is kept yet.
[[nodiscard]] ui::ComparisonPtr compareMoments(cluster::Past& past, Time a, Time b);

}  // namespace claimscope::app
