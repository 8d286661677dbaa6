// timelineMarkdown: what changed between two moments, as text to send to somebody. Pure; any thread.
#pragma once

#include <QString>

#include "ui/base/past_view.h"

namespace claimscope::ui {

[[nodiscard]] QString timelineMarkdown(const Comparison& comparison, const QString& cluster);

}  // namespace claimscope::ui
