#include "ui/charts/gantt/gantt_scale.h"

#include <algorithm>
#include <cmath>

namespace claimscope::ui {

double GanttScale::widest() const {
  return std::max(kLeastSpan, -m_least) / std::max(1.0, m_plot.width() - margin());
}

double GanttScale::thinnest() const {
  return std::min(kRow, m_plot.height() / std::max(1.0, m_rows));
}

void GanttScale::setBounds(double least, std::size_t rows, QSizeF plot) {
  const double span = m_msPerPixel * m_plot.width();
  const bool resized = plot != m_plot && m_plot.width() > 1;
  m_least = std::min(least, -kLeastSpan);
  m_rows = static_cast<double>(rows);
  m_plot = plot;
  if (resized) {
    m_msPerPixel = span / std::max(1.0, m_plot.width());
  }
  clamp();
}

void GanttScale::showRecent(double span) {
  m_row = kRow;
  m_top = 0;
  m_msPerPixel =
      std::clamp(span / std::max(1.0, m_plot.width() - margin()), kLeastSpan / std::max(1.0, m_plot.width()), widest());
  m_from = -(m_plot.width() - margin()) * m_msPerPixel;
  clamp();
}

void GanttScale::fitAll() {
  m_msPerPixel = widest();
  m_from = m_least;
  m_row = thinnest();
  m_top = 0;
  clamp();
}

void GanttScale::advance(double ms) {
  if (!atNow()) {
    m_from -= ms;
    clamp();
  }
}

void GanttScale::panBy(QPointF pixels) {
  m_from -= pixels.x() * m_msPerPixel;
  m_top -= pixels.y() / m_row;
  clamp();
}

void GanttScale::zoomAt(QPointF at, double factor) {
  const double ms = msAt(at.x());
  const double row = rowAt(at.y());
  const bool allTime = m_msPerPixel >= widest() * 0.9999;
  const bool fullRows = m_row >= kRow * 0.9999;
  if ((factor < 1 && allTime) || (factor > 1 && !fullRows)) {
    m_row = std::clamp(m_row * factor, thinnest(), kRow);
    m_top = row - at.y() / m_row;
  } else {
    m_msPerPixel = std::clamp(m_msPerPixel / factor, kLeastSpan / std::max(1.0, m_plot.width()), widest());
    m_from = ms - at.x() * m_msPerPixel;
  }
  clamp();
}

void GanttScale::reveal(std::size_t row) {
  const auto at = static_cast<double>(row);
  const double room = m_plot.height() / m_row;
  if (at < m_top || at + 1 > m_top + room) {
    m_top = at < m_top ? at : at + 1 - room;
  }
  clamp();
}

void GanttScale::scrollTo(double row) {
  m_top = row;
  clamp();
}

void GanttScale::showTime(double from, double to) {
  const double span = std::max(kLeastSpan, (to - from) * 1.08);
  m_msPerPixel = std::min(widest(), span / std::max(1.0, m_plot.width()));
  m_from = (from + to) / 2 - m_plot.width() * m_msPerPixel / 2;
  clamp();
}

void GanttScale::clamp() {
  m_msPerPixel = std::min(m_msPerPixel, widest());
  m_row = std::clamp(m_row, thinnest(), kRow);
  const double latest = -(m_plot.width() - margin()) * m_msPerPixel;  // now stands at the margin
  m_from = std::clamp(m_from, std::min(m_least, latest), std::max(m_least, latest));
  m_top = std::clamp(m_top, 0.0, std::max(0.0, m_rows - m_plot.height() / m_row));
}

}  // namespace claimscope::ui
