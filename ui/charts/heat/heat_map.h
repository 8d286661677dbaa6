// HeatMap: how many claims took how long, over time. GUI thread.
#pragma once

#include <QWidget>
#include <optional>

#include "model/latency/report.h"
#include "ui/base/theme.h"
#include "ui/charts/time_range.h"

namespace claimscope::ui {

/// Cells are fills: columns are time, rows durations that grow upwards. A click chooses a column, a drag a stretch of them; so do
/// Left and Right, with Shift more than one. Up and Down walk the durations. Esc lets go.
class HeatMap final : public QWidget {
  Q_OBJECT
 public:
  explicit HeatMap(Look& look, QWidget* parent = nullptr);
  void setReport(latency::ReportPtr report);
  void setRange(const ChosenRange& range);
  [[nodiscard]] const ChosenRange& range() const { return m_range; }
  struct CellAt {
    std::size_t column;
    std::size_t row;
    friend bool operator==(const CellAt&, const CellAt&) = default;
  };
  [[nodiscard]] std::optional<CellAt> cellAt(QPointF point) const;
  [[nodiscard]] QRectF rectOf(CellAt cell) const;
  /// "09:12 to 09:14, 5 s to 10 s: 42 claims".
  [[nodiscard]] QString wordsOf(CellAt cell) const;
  [[nodiscard]] QSize minimumSizeHint() const override { return {160, 90}; }

 Q_SIGNALS:
  void rangeChosen(const claimscope::ui::ChosenRange& range);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] std::size_t columns() const;
  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] std::size_t columnAt(double x) const;
  [[nodiscard]] std::uint32_t countOf(CellAt cell) const;
  [[nodiscard]] QColor colorOf(std::uint32_t count) const;
  void chooseColumns(std::size_t a, std::size_t b);
  void paintLabels(QPainter& painter) const;
  void paintScale(QPainter& painter) const;

  Look& m_look;
  latency::ReportPtr m_report;
  ChosenRange m_range;
  std::optional<CellAt> m_hovered;
  std::optional<CellAt> m_cursor;
  std::optional<std::size_t> m_pressed;
  bool m_again = false;  ///< pressed inside what was chosen: a click there lets go
};

}  // namespace claimscope::ui
