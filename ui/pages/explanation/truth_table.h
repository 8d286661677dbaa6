// TruthTable: every CEL term against every group of devices with equal answers; the first false one stands out. GUI thread.
#pragma once

#include <QAbstractScrollArea>
#include <vector>

#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// Terms stay at the left and labels at the top while groups scroll. One tab stop: arrows move a cell, Enter edits the term,
/// Space lists the devices of the group. Terms that are true for every device fold once there are many.
class TruthTable final : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit TruthTable(Look& look, QWidget* parent = nullptr);
  /// Where the person is stays while terms and groups are the same.
  void setRequest(const explanation::RequestExplanation& request);
  [[nodiscard]] int terms() const { return static_cast<int>(m_terms.size()); }
  [[nodiscard]] int groups() const { return static_cast<int>(m_groups.size()); }
  /// The domain that reads […]; empty when none does.
  [[nodiscard]] const QString& foldedDomain() const { return m_domain; }
  /// Rows that are shown: terms, the fold line when there is one, the sum.
  [[nodiscard]] int shownRows() const { return static_cast<int>(m_rows.size()); }
  [[nodiscard]] QString cellText(int term, int group) const;
  [[nodiscard]] QString termText(int term) const { return m_terms[static_cast<std::size_t>(term)].shown; }
  [[nodiscard]] QString describeCell(int row, int column) const;
  void setUnfolded(bool unfolded);
  void moveTo(int row, int column);
  [[nodiscard]] int currentRow() const { return m_row; }
  [[nodiscard]] int currentColumn() const { return m_column; }
  /// The whole table, tab separated.
  [[nodiscard]] QString copyText() const;
  [[nodiscard]] QSize sizeHint() const override { return {600, height()}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, height()}; }

 Q_SIGNALS:
  void editRequested(int term);
  void groupChosen(int group);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  struct Term {
    QString from;
    QString full;
    QString shown;  ///< with the domain folded
    QString hint;
    QString counts;  ///< "true =16, false =7,984"
    std::vector<explanation::Cell> cells;
    bool quiet = false;  ///< true for every device
  };
  struct Group {
    QString label;
    QString count;
    QString passing;
    QString full;
    int width = 73;
  };
  struct Row {
    int term = -1;  ///< kFold or kSum otherwise
    int y = 0;
    int height = 26;
  };
  static constexpr int kFold = -1;
  static constexpr int kSum = -2;
  struct Spot {
    int row = -1;     ///< -2: header
    int column = -1;  ///< 0: from, 1: term, 2…: groups
  };
  void layOut();
  [[nodiscard]] Spot spotAt(const QPoint& point) const;
  [[nodiscard]] int groupX(int group) const;  ///< left edge in the viewport
  [[nodiscard]] QString headerTip(int group) const;
  void paintHeader(QPainter& painter) const;
  void paintRow(QPainter& painter, int index) const;
  void paintTerm(QPainter& painter, const Term& term, const QRect& rect) const;
  void paintCell(QPainter& painter, const explanation::Cell& cell, const QRect& rect) const;
  void announce();

  Look& m_look;
  std::vector<Term> m_terms;
  std::vector<Group> m_groups;
  std::vector<Row> m_rows;
  QString m_domain;
  bool m_unfolded = false;
  bool m_keyboard = false;
  int m_fromWidth = 52;
  int m_termWidth = 300;
  int m_row = 0;
  int m_column = 1;
  Spot m_hovered;
};

}  // namespace claimscope::ui
