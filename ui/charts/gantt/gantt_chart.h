// GanttChart: every claim as a row, its stages as bars; 100,000 of them on one canvas. GUI thread.
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/base/theme.h"
#include "ui/base/view.h"
#include "ui/charts/gantt/area_statistics.h"
#include "ui/charts/gantt/gantt_bars.h"
#include "ui/charts/gantt/gantt_scale.h"

namespace claimscope::ui {

/// W A S D pan, + and − zoom, 0 shows everything, Home the latest, the wheel zooms at the pointer, a drag pans. Up and Down
/// choose a claim, Enter explains it, F brings it into sight. Shift with a drag or with Up and Down chooses an area; Esc lets go.
/// Rows thinner than a few pixels are drawn as fills straight into an image.
class GanttChart final : public QWidget {
  Q_OBJECT
 public:
  explicit GanttChart(Look& look, QWidget* parent = nullptr);
  void setBars(GanttBarsPtr bars);
  /// Only claims that touch this time, which is brought into sight.
  void setRange(const ChosenRange& range);
  void select(const std::optional<ObjectRef>& object);
  void zoomBy(double factor);
  void fitAll();
  void showRecent();

  [[nodiscard]] const GanttScale& scale() const { return m_scale; }
  [[nodiscard]] std::size_t rows() const { return m_shown.size(); }
  [[nodiscard]] const std::optional<GanttArea>& area() const { return m_area; }
  void setArea(const std::optional<GanttArea>& area);
  /// Bars inside the area, for its statistics; none without one.
  [[nodiscard]] std::vector<std::uint32_t> chosenBars() const;
  [[nodiscard]] const GanttBarsPtr& bars() const { return m_bars; }
  /// What is told of a row: the moments and their evidence; empty for no row.
  [[nodiscard]] QString wordsOf(std::size_t row) const;
  [[nodiscard]] std::optional<std::size_t> rowAt(QPointF point) const;
  [[nodiscard]] ObjectRef objectOf(std::size_t row) const;
  [[nodiscard]] std::optional<std::size_t> currentRow() const { return m_row; }
  [[nodiscard]] QRect plotRect() const;
  [[nodiscard]] QSize minimumSizeHint() const override { return {300, 90}; }

 Q_SIGNALS:
  void selected(const std::optional<claimscope::ui::ObjectRef>& object);
  /// Enter or a double click.
  void activated(const claimscope::ui::ObjectRef& object);
  /// The area was chosen, or let go; not while it is still dragged.
  void areaChosen();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] const GanttBar& barOf(std::size_t row) const { return m_bars->bars[m_shown[row]]; }
  void updateBounds();
  void chooseRow(std::size_t row, bool tell);
  void stepRow(int by, bool area);
  [[nodiscard]] double keptTop(const GanttBars& before, const std::vector<std::uint32_t>& shown) const;
  [[nodiscard]] std::optional<std::size_t> rowOf(const ObjectRef& object) const;

  Look& m_look;
  GanttBarsPtr m_bars;
  ChosenRange m_range;
  std::vector<std::uint32_t> m_shown;  ///< index of the bar by row
  GanttScale m_scale;
  QImage m_image;  ///< of thin rows, kept to be used again
  std::optional<std::size_t> m_row;
  std::optional<ObjectRef> m_selection;
  std::optional<std::size_t> m_hovered;
  std::optional<GanttArea> m_area;
  std::optional<std::size_t> m_areaFrom;  ///< row where Shift with arrows began
  QPointF m_pressedAt;
  QPointF m_draggedTo;
  bool m_pressed = false;
  bool m_dragging = false;
  bool m_choosing = false;
  bool m_placed = false;  ///< the first bars have been brought into sight
  bool m_keyboard = false;
};

}  // namespace claimscope::ui
