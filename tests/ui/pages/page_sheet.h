// Page sheet: every page over every sample cluster as pictures, to be looked at beside the mockups. GUI thread.
#pragma once

#include <QImage>
#include <QString>
#include <functional>
#include <vector>

#include "tests/ui/pages/sample_views.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// The room of a page in a window of 1440 x 900 with the rail and the strip.
inline constexpr int kSheetWidth = 1236;
inline constexpr int kSheetHeight = 748;

struct SheetPicture {
  QString name;  ///< "overview-fleet"
  std::function<QImage(Look& look)> render;
};

/// All of them; the clusters are loaded when the first picture that shows them is made.
[[nodiscard]] std::vector<SheetPicture> sheetPictures();

}  // namespace claimscope::ui
