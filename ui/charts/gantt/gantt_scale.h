// GanttScale: which time and which rows a Gantt chart shows. Values; any thread.
#pragma once

#include <QPointF>
#include <QSizeF>
#include <cstddef>

namespace claimscope::ui {

/// Time runs to the right in milliseconds from "now"; rows run down. Zooming out first takes in more time, and when all of it is
/// in sight, more rows, until all are; zooming in goes the same way back.
class GanttScale {
 public:
  static constexpr double kRow = 28;           ///< pixels of a row at most
  static constexpr double kLeastSpan = 2'000;  ///< milliseconds on screen at least

  /// `least`: where time begins, below 0. What is in sight stays.
  void setBounds(double least, std::size_t rows, QSizeF plot);
  /// The last `span` milliseconds in rows of full height, from the top.
  void showRecent(double span);
  void fitAll();
  /// "Now" moved on by so many milliseconds: what the person looks at stays where it is, unless they look at now.
  void advance(double ms);

  [[nodiscard]] double xOf(double ms) const { return (ms - m_from) / m_msPerPixel; }
  [[nodiscard]] double msAt(double x) const { return m_from + x * m_msPerPixel; }
  [[nodiscard]] double yOf(double row) const { return (row - m_top) * m_row; }
  [[nodiscard]] double rowAt(double y) const { return m_top + y / m_row; }
  [[nodiscard]] double rowHeight() const { return m_row; }
  [[nodiscard]] double msPerPixel() const { return m_msPerPixel; }
  [[nodiscard]] double from() const { return m_from; }
  [[nodiscard]] double to() const { return msAt(m_plot.width()); }
  [[nodiscard]] double top() const { return m_top; }
  [[nodiscard]] QSizeF plot() const { return m_plot; }
  /// The right edge is where now is.
  [[nodiscard]] bool atNow() const { return to() >= 0; }

  void panBy(QPointF pixels);
  void zoomAt(QPointF at, double factor);
  /// Scrolls so that a row is in sight.
  void reveal(std::size_t row);
  void scrollTo(double row);
  /// This stretch of time, with a margin.
  void showTime(double from, double to);

 private:
  [[nodiscard]] double margin() const { return m_plot.width() * 0.06; }  ///< right of now, pixels
  [[nodiscard]] double widest() const;                                   ///< milliseconds a pixel when all is in sight
  [[nodiscard]] double thinnest() const;                                 ///< row height when all are in sight
  void clamp();
  double m_least = -3'600'000;
  double m_rows = 0;
  QSizeF m_plot{1, 1};
  double m_from = -600'000;
  double m_msPerPixel = 1'000;
  double m_top = 0;
  double m_row = kRow;
};

}  // namespace claimscope::ui
