// ForecastView: the controller's forecast of a device drain beside Claimscope's: what it says, number by number, pod by pod, and
// what happens in which order. GUI thread.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "model/actions/forecast_comparison.h"
#include "ui/base/panels.h"
#include "ui/base/view.h"
#include "ui/pages/actions/line_list.h"
#include "ui/pages/explanation/wrap_text.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class FigureRow;

class ForecastView final : public QWidget {
  Q_OBJECT
 public:
  explicit ForecastView(Look& look, QWidget* parent = nullptr);
  /// Cheap while both are the same. `now` is the time of what is shown: the age of an answer.
  void setForecast(std::shared_ptr<const actions::ForecastComparison> forecast, std::shared_ptr<const actions::ActionPlan> plan,
                   Time now);
  [[nodiscard]] const actions::ForecastComparison* forecast() const { return m_forecast.get(); }
  [[nodiscard]] TableModel& counts() { return m_countModel; }
  [[nodiscard]] TableModel& pods() { return m_podModel; }
  [[nodiscard]] TableView& podTable() { return m_podTable->view(); }
  /// The controller's own words, or what stands in their place.
  [[nodiscard]] QString message() const { return m_message->isHidden() ? m_instead->text() : m_message->text(); }
  [[nodiscard]] QString reasons() const { return m_reasons->text(); }
  [[nodiscard]] const LineList& order() const { return *m_order; }

 Q_SIGNALS:
  void objectSelected(const std::optional<claimscope::ui::ObjectRef>& object);
  void objectActivated(const claimscope::ui::ObjectRef& object);

 private:
  [[nodiscard]] Panel* makeSaid();
  [[nodiscard]] Panel* makeCounts();
  void showSaid(Time now);
  void showReasons();
  void showOrder();
  [[nodiscard]] std::optional<ObjectRef> objectOf(const std::optional<ObjectRef>& row) const;

  Look& m_look;
  std::shared_ptr<const actions::ForecastComparison> m_forecast;
  std::shared_ptr<const actions::ActionPlan> m_plan;
  TableModel m_countModel;
  TableModel m_podModel;
  Panel* m_said;
  Chip* m_age;
  FigureRow* m_figures;
  PlainLabel* m_where;
  WrapText* m_message;
  WrapText* m_instead;  ///< of a message
  Panel* m_side;
  TablePanel* m_countTable;
  WrapText* m_reasons;
  Panel* m_list;
  TablePanel* m_podTable;
  Panel* m_orderPanel;
  LineList* m_order;
};

}  // namespace claimscope::ui
