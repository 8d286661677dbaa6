// What is known of the past of one claim or pod, in order of time. Pure; any thread.
#pragma once

#include <vector>

#include "ui/base/view.h"
#include "ui/pages/inspector/inspector_content.h"

namespace claimscope::ui {

struct ObjectHistory {
  std::vector<InspectorSection> sections;
  std::size_t moments = 0;
};

/// Of a claim with its pods, of a pod with its claims; empty for other kinds. What the watch told is to the millisecond, what
/// only a field says to the second.
[[nodiscard]] ObjectHistory historyOf(const cluster::Snapshot& snapshot, const ObjectRef& object);

}  // namespace claimscope::ui
