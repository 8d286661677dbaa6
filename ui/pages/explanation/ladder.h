// Ladder: the layers a claim passes until it runs, with the one that holds it. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/shapes.h"
#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// One tab stop; Up and Down choose a rung, whose words are the accessible description.
class Ladder final : public QWidget {
  Q_OBJECT
 public:
  explicit Ladder(Look& look, QWidget* parent = nullptr);
  /// `held` is the mark of the verdict, in which the rung that holds is drawn.
  void setRungs(const std::vector<explanation::Rung>& rungs, Mark held, Time now);
  [[nodiscard]] int rungs() const { return static_cast<int>(m_rungs.size()); }
  [[nodiscard]] QRect rungRect(int index) const { return m_rungs[static_cast<std::size_t>(index)].rect; }
  /// "Allocation, holds it for 14 m 22 s: no match is free".
  [[nodiscard]] QString rungText(int index) const;
  [[nodiscard]] QSize minimumSizeHint() const override { return {120, height()}; }
  [[nodiscard]] QSize sizeHint() const override { return {220, height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Row {
    QString title;
    QString detail;
    QString age;
    explanation::RungState state = explanation::RungState::notReached;
    QRect rect;
    QRect text;  ///< of the detail
    friend bool operator==(const Row&, const Row&) = default;
  };
  void layOut();
  void paintMarkOf(QPainter& painter, const Row& row) const;
  void paintRow(QPainter& painter, const Row& row, bool current) const;
  void describe();

  Look& m_look;
  std::vector<Row> m_rungs;
  Mark m_held = Mark::critical;
  int m_current = 0;
};

/// "= exact, ≥ at least …": what the marks before numbers mean.
class BoundLegend final : public QWidget {
  Q_OBJECT
 public:
  explicit BoundLegend(Look& look, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
};

}  // namespace claimscope::ui
