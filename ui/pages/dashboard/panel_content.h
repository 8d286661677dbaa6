// Content of a dashboard panel: the widget that draws its answers. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "model/prometheus/dashboard/dashboard.h"
#include "model/prometheus/metrics.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// The answer to one of a panel's queries, with what it was asked for.
struct PanelAnswer {
  std::size_t target = 0;
  prometheus::AnswerPtr answer;
  Time from;  ///< not set: one moment
  Time to;
  std::int64_t stepMs = 15'000;
};

/// What the widget shows and what of the answers it leaves out.
struct PanelContent {
  QWidget* widget = nullptr;  ///< null: no series has a value
  QString foot;               ///< "3 of 40 series drawn"; empty when there is nothing to say
};
/// Makes the widget, or fills `old` where it is of the right sort, so that a refresh keeps the cursor and the scroll position.
[[nodiscard]] PanelContent makeContent(Look& look, const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers,
                                       QWidget* old);

}  // namespace claimscope::ui
