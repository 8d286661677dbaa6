// A dashboard's table panel: labels as columns, one value a query. GUI thread.
#pragma once

#include "ui/pages/dashboard/panel_content.h"
#include "ui/tables/table_view.h"

namespace claimscope::ui {

/// The table and the model it shows.
class ValueTable final : public QWidget {
  Q_OBJECT
 public:
  explicit ValueTable(Look& look, QWidget* parent = nullptr);
  void setRows(std::shared_ptr<const RowSource> rows);
  [[nodiscard]] TableModel& model() { return m_model; }

 private:
  TableModel m_model;
  TableView* m_view;
};

[[nodiscard]] PanelContent makeValueTable(Look& look, const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers,
                                          QWidget* old);

}  // namespace claimscope::ui
