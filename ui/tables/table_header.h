// TableHeader: captions of 26 px with sort arrows; Shift adds a second key. GUI thread.
#pragma once

#include <QHeaderView>

#include "ui/base/theme.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {

class TableHeader final : public QHeaderView {
  Q_OBJECT
 public:
  TableHeader(Look& look, TableModel& model, QWidget* parent = nullptr);
  void setPadding(int padding) { m_padding = padding; }
  /// A click on a column: first ascending, then descending, then the default order again; with `add` as a further key.
  void toggleSort(int column, bool add);
  [[nodiscard]] QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), 26}; }

 protected:
  void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  TableModel& m_model;
  int m_padding = 8;
};

}  // namespace claimscope::ui
