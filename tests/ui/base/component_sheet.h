// Component sheet: every control, shape and note of ui/base on one page, beside the mockups components-1 and components-2. GUI
// thread.
#pragma once

#include <QWidget>
#include <memory>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// 1440 x 960, ready to be rendered; `look` must live as long.
[[nodiscard]] std::unique_ptr<QWidget> makeComponentSheet(Look& look);

}  // namespace claimscope::ui
