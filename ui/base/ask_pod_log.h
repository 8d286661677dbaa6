// AskPodLog: how a page asks the composition root for the last lines of a container's log. GUI thread.
#pragma once

#include <functional>

#include "model/base/pod_log.h"
#include "model/base/result.h"

namespace claimscope::ui {

/// The answer comes once on the GUI thread; not at all once another source is opened.
using AskPodLog = std::function<void(const PodLogRequest&, std::function<void(const Result<PodLog>&)>)>;

}  // namespace claimscope::ui
