// QueryCard: the queries of a panel with their verdicts, reasons and corrected forms. GUI thread.
#pragma once

#include <QScrollArea>

#include "model/prometheus/dashboard/dashboard.h"
#include "ui/base/theme.h"

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace claimscope::ui {

class QueryCard final : public QScrollArea {
  Q_OBJECT
 public:
  QueryCard(Look& look, const dashboard::Panel& panel, QWidget* parent = nullptr);
  /// Everything it says, line by line: for tests and the clipboard.
  [[nodiscard]] QString text() const { return m_lines.join(QLatin1Char('\n')); }

 private:
  void addQuery(QVBoxLayout& column, const dashboard::Target& target);
  QWidget* code(const std::string& text);
  Look& m_look;
  QStringList m_lines;
};

}  // namespace claimscope::ui
