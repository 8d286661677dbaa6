// SourcesPopup: every kind with its count, way and age; behind the source chip. GUI thread.
#pragma once

#include <QFrame>

#include "ui/base/theme.h"
#include "ui/tables/source_facts.h"

namespace claimscope::ui {

class SourcesPopup final : public QFrame {
  Q_OBJECT
 public:
  explicit SourcesPopup(Look& look, QWidget* parent);
  void setRows(std::vector<SourceRow> rows, const QString& address);
  /// Titles of the columns, where they are not kinds, objects, ways and ages.
  void setTitles(const QStringList& titles) { m_titles = titles; }
  [[nodiscard]] const std::vector<SourceRow>& rows() const { return m_rows; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  Look& m_look;
  std::vector<SourceRow> m_rows;
  QString m_address;
  QStringList m_titles;
};

}  // namespace claimscope::ui
