#include "ui/charts/gantt/gantt_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/charts/stage_words.h"
#include "ui/charts/time_ticks.h"

namespace claimscope::ui {

std::pair<std::size_t, std::size_t> GanttPainter::visibleRows() const {
  const GanttScale& scale = *m_scene.scale;
  const auto count = static_cast<double>(m_scene.shown->size());
  const double first = std::clamp(std::floor(scale.top()), 0.0, count);
  const double last = std::clamp(std::ceil(scale.rowAt(m_scene.plot.height())), first, count);
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

void GanttPainter::paint(QPainter& painter, QImage& image, qreal ratio) const {
  const GanttScale& scale = *m_scene.scale;
  painter.save();
  painter.setClipRect(QRect(0, m_scene.plot.top(), m_scene.plot.right() + 1, m_scene.plot.height()));
  if (scale.rowHeight() < kThin) {
    paintThin(painter, image, ratio);
    paintGrid(painter);
  } else {
    paintGrid(painter);
    paintRows(painter);
  }
  paintNow(painter);
  paintArea(painter);
  painter.restore();
  paintTimes(painter);
}

void GanttPainter::paintGrid(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const GanttScale& scale = *m_scene.scale;
  const QRect& plot = m_scene.plot;
  // What has not happened yet is another ground.
  const double now = plot.left() + scale.xOf(0);
  if (now < plot.right()) {
    const double left = std::max<double>(now, plot.left());
    painter.fillRect(QRectF(left, plot.top(), plot.right() + 1 - left, plot.height()), theme.bg.canvas);
  }
  const GanttBars& bars = *m_scene.bars;
  const auto from = bars.origin + static_cast<std::int64_t>(scale.from());
  const auto to = bars.origin + static_cast<std::int64_t>(scale.to());
  for (const TimeTick& tick : timeTicks(from, to, plot.width(), 84)) {
    const double x = plot.left() + scale.xOf(static_cast<double>(tick.at - bars.origin));
    painter.fillRect(QRectF(std::floor(x), plot.top(), 1, plot.height()), theme.chartLine.grid);
  }
}

void GanttPainter::paintTimes(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const GanttScale& scale = *m_scene.scale;
  const GanttBars& bars = *m_scene.bars;
  painter.setFont(m_look.font(FontRole::caption));
  painter.setPen(theme.text.muted);
  const auto from = bars.origin + static_cast<std::int64_t>(scale.from());
  const auto to = bars.origin + static_cast<std::int64_t>(scale.to());
  for (const TimeTick& tick : timeTicks(from, to, m_scene.plot.width(), 84)) {
    const double x = m_scene.plot.left() + scale.xOf(static_cast<double>(tick.at - bars.origin));
    const double width = painter.fontMetrics().horizontalAdvance(tick.text);
    const double left = std::clamp(x - width / 2, static_cast<double>(m_scene.plot.left()), m_scene.plot.right() - width);
    painter.drawText(QRectF(left, 0, width + 2, kHeader), Qt::AlignVCenter, tick.text);
  }
}

void GanttPainter::paintRows(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const GanttScale& scale = *m_scene.scale;
  const auto [first, last] = visibleRows();
  const double row = scale.rowHeight();
  const double height = std::min(16.0, std::max(2.0, row - (row > 16 ? 12 : 2)));
  painter.save();
  for (std::size_t i = first; i < last; ++i) {
    const GanttBar& bar = m_scene.bars->bars[(*m_scene.shown)[i]];
    const double top = m_scene.plot.top() + scale.yOf(static_cast<double>(i));
    const bool selected = m_scene.selected == i;
    if (selected || m_scene.hovered == i) {
      painter.fillRect(QRectF(0, top, m_scene.plot.right() + 1, row), selected ? theme.bg.selected : theme.bg.hover);
      if (selected) {
        painter.fillRect(QRectF(0, top, 3, row), theme.accent.fill);
      }
    }
    if (row >= kNamed) {
      paintName(painter, bar, top, selected);
    }
  }
  painter.setClipRect(m_scene.plot, Qt::IntersectClip);
  for (std::size_t i = first; i < last; ++i) {
    const double top = m_scene.plot.top() + scale.yOf(static_cast<double>(i));
    paintBar(painter, m_scene.bars->bars[(*m_scene.shown)[i]], top + (row - height) / 2, height);
  }
  painter.restore();
  if (m_scene.focusRing && m_scene.selected && *m_scene.selected >= first && *m_scene.selected < last) {
    const double top = m_scene.plot.top() + scale.yOf(static_cast<double>(*m_scene.selected));
    paintFocusRing(painter, QRectF(0, top, m_scene.plot.right(), row), 0, theme);
  }
}

void GanttPainter::paintName(QPainter& painter, const GanttBar& bar, double top, bool strong) const {
  const latency::Life& life = m_scene.bars->lifeOf(bar);
  painter.setFont(m_look.font(strong                            ? FontRole::monoStrong
                              : m_scene.scale->rowHeight() < 18 ? FontRole::monoSmall
                                                                : FontRole::mono));
  painter.setPen(life.gone ? m_look.theme().text.muted : m_look.theme().text.primary);
  const QRectF room(12, top, kLabels - 20, m_scene.scale->rowHeight());
  const QString name = life.name.empty() ? plain(life.pod.view()) : plain(life.name.view());
  painter.drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                   painter.fontMetrics().elidedText(name, Qt::ElideMiddle, static_cast<int>(room.width())));
}

void GanttPainter::paintBar(QPainter& painter, const GanttBar& bar, double top, double height) const {
  const Theme& theme = m_look.theme();
  const GanttScale& scale = *m_scene.scale;
  const double left = m_scene.plot.left();
  const double right = m_scene.plot.right() + 1;
  for (std::size_t stage = 0; stage < latency::kStages; ++stage) {
    if (!bar.has(stage)) {
      continue;
    }
    const double from = left + scale.xOf(bar.from(stage));
    const double to = std::max(left + scale.xOf(bar.end[stage]), from + 1.5);
    if (to < left || from > right) {
      continue;
    }
    const QRectF rect(QPointF(std::max(from, left - 4), top), QPointF(std::min(to, right + 4), top + height));
    if (bar.open == stage) {
      paintOpen(painter, rect, stageAt(stage));
    } else if (rect.width() > 4) {
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(Qt::NoPen);
      painter.setBrush(stageColor(theme, stageAt(stage)));
      painter.drawRoundedRect(rect.adjusted(0, 0, -1, 0), 1.5, 1.5);
      painter.setRenderHint(QPainter::Antialiasing, false);
    } else {
      painter.fillRect(rect.adjusted(0, 0, rect.width() > 2 ? -0.8 : 0, 0), stageColor(theme, stageAt(stage)));
    }
  }
  if (left + scale.xOf(bar.begun) < left && left + scale.xOf(bar.last()) >= left) {
    // It began before what is in sight.
    const std::size_t stage = bar.open != GanttBar::kNone ? bar.open : latency::kStages - 1;
    const double y = top + height / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(stageColor(theme, stageAt(stage)));
    painter.drawPolygon(QPolygonF({QPointF(left, y), QPointF(left + 5, y - 5), QPointF(left + 5, y + 5)}));
    painter.setRenderHint(QPainter::Antialiasing, false);
  }
}

/// Hatched in its outline, with what it waits for in the middle of what is in sight.
void GanttPainter::paintOpen(QPainter& painter, const QRectF& rect, latency::Stage stage) const {
  const Theme& theme = m_look.theme();
  const QColor color = stageColor(theme, stage);
  if (rect.width() < 3 || rect.height() < 5) {
    painter.fillRect(rect, color);
    return;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect, theme.bg.panel);
  paintHatch(painter, rect.adjusted(1, 1, -1, -1), color, 6, 1.2);
  painter.setPen(QPen(color, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
  painter.setRenderHint(QPainter::Antialiasing, false);
  const QString words = stageWait(stage);
  painter.setFont(m_look.font(FontRole::caption));
  const double width = painter.fontMetrics().horizontalAdvance(words) + 12;
  if (width + 16 < rect.width() && rect.height() >= 12) {
    const QRectF label(rect.center().x() - width / 2, rect.top() - 1, width, rect.height() + 2);
    painter.fillRect(label, theme.bg.panel);
    painter.setPen(theme.text.secondary);
    painter.drawText(label, Qt::AlignCenter, words);
  }
}

void GanttPainter::paintNow(QPainter& painter) const {
  const double x = m_scene.plot.left() + m_scene.scale->xOf(0);
  if (x >= m_scene.plot.left() && x <= m_scene.plot.right()) {
    painter.fillRect(QRectF(std::floor(x), m_scene.plot.top() - 4, 2, m_scene.plot.height() + 4), m_look.theme().severity.ok);
  }
}

void GanttPainter::paintArea(QPainter& painter) const {
  if (!m_scene.area) {
    return;
  }
  const GanttScale& scale = *m_scene.scale;
  const GanttArea& area = *m_scene.area;
  const QPointF origin(m_scene.plot.topLeft());
  const QRectF rect(origin + QPointF(scale.xOf(area.from), scale.yOf(static_cast<double>(area.firstRow))),
                    origin + QPointF(scale.xOf(area.to), scale.yOf(static_cast<double>(area.lastRow + 1))));
  const QRectF seen = rect.intersected(QRectF(m_scene.plot).adjusted(-2, -2, 2, 2));
  QColor ground = m_look.theme().accent.border;
  ground.setAlphaF(0.10F);
  painter.fillRect(seen, ground);
  painter.setPen(QPen(m_look.theme().accent.text, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(seen.adjusted(0.5, 0.5, -0.5, -0.5));
}

}  // namespace claimscope::ui
