// Forecast rows: the controller's count beside ours, and the pods behind it, as tables. Pure; built on the GUI thread.
#pragma once

#include <QString>
#include <memory>

#include "model/actions/forecast_comparison.h"
#include "ui/base/shapes.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

/// "Devices published  8  8  same": a row for each number; its id is that of the count.
[[nodiscard]] std::shared_ptr<const SimpleRows> forecastCountRows(const actions::ForecastComparison& forecast);
/// A row for each pod; its id is the index into the forecast's rows. `plan`, where there is one, says where pods would go next.
[[nodiscard]] std::shared_ptr<const SimpleRows> forecastPodRows(const actions::ForecastComparison& forecast,
                                                                const actions::ActionPlan* plan);
/// "5 leave, 1 stays": of the rows.
[[nodiscard]] QString forecastTotals(const actions::ForecastComparison& forecast);
/// "one difference", "no difference", "not asked".
[[nodiscard]] QString forecastStateName(const actions::ForecastComparison& forecast);
[[nodiscard]] Mark forecastMark(const actions::ForecastComparison& forecast);

}  // namespace claimscope::ui
