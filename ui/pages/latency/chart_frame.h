// ChartFrame: a chart, and the same as a table when T is pressed: for screen readers and for copying. GUI thread.
#pragma once

#include <QStackedLayout>
#include <QWidget>
#include <functional>

#include "ui/tables/table_view.h"

namespace claimscope::ui {

class ChartFrame final : public QWidget {
  Q_OBJECT
 public:
  using MakeRows = std::function<std::shared_ptr<const RowSource>()>;
  /// `makeRows` is asked only while the table is in sight; `tableName` is what a screen reader calls it.
  ChartFrame(Look& look, QWidget* chart, const QString& tableName, MakeRows makeRows, QWidget* parent = nullptr);
  void setTable(bool shown);
  [[nodiscard]] bool showsTable() const { return m_table != nullptr && m_stack->currentWidget() == m_table; }
  /// What the chart shows has changed.
  void refresh();
  /// Null before the first T.
  [[nodiscard]] TableView* table() { return m_table; }
  [[nodiscard]] TableModel& model() { return m_model; }

 Q_SIGNALS:
  void objectSelected(const std::optional<claimscope::ui::ObjectRef>& object);
  void objectActivated(const claimscope::ui::ObjectRef& object);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  Look& m_look;
  QStackedLayout* m_stack;
  QWidget* m_chart;
  QString m_tableName;
  MakeRows m_makeRows;
  TableModel m_model;
  TableView* m_table = nullptr;
};

}  // namespace claimscope::ui
