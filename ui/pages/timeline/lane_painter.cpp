// LaneChart: how it is drawn. GUI thread.
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/shapes.h"
#include "ui/charts/time_ticks.h"
#include "ui/pages/timeline/change_words.h"
#include "ui/pages/timeline/lane_chart.h"
#include "ui/pages/timeline/lane_sizes.h"

namespace claimscope::ui {

void LaneChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (m_past == nullptr || m_past->outline->empty()) {
    return;
  }
  const Theme& theme = m_look.theme();
  const QRect box = area();
  const double left = std::clamp(xOf(std::min(m_a, b())), static_cast<double>(box.left()), static_cast<double>(box.right()));
  const double right = std::clamp(xOf(std::max(m_a, b())), static_cast<double>(box.left()), static_cast<double>(box.right()));
  painter.fillRect(QRectF(left, box.top(), right - left, box.height()), theme.accent.soft);
  paintAxis(painter);
  paintTitles(painter);
  paintNoRecord(painter);
  painter.save();
  painter.setClipRect(box.adjusted(-5, 0, 6, 0));
  paintSeries(painter, kWaiting);
  paintSeries(painter, kFree);
  for (int lane = kDevices; lane < kActions; ++lane) {
    paintMarks(painter, lane);
  }
  paintActions(painter);
  paintFindings(painter);
  painter.restore();
  paintCursors(painter);
  if (hasFocus()) {
    paintFocusRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 0, theme);
  }
}

void LaneChart::paintAxis(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRect box = area();
  painter.setFont(m_look.font(FontRole::caption));
  for (const TimeTick& tick : timeTicks(m_past->newest + -m_spanMs, m_past->newest, box.width(), 110)) {
    const double x = std::round(xOf(tick.at)) + 0.5;
    painter.setPen(theme.chartLine.grid);
    painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
    painter.setPen(theme.text.muted);
    painter.drawText(QRectF(x - 40, 6, 80, 18), Qt::AlignCenter, tick.text);
  }
}

void LaneChart::paintTitles(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QString titles[] = {tr("Findings"),
                            tr("Waiting claims"),
                            tr("Free devices"),
                            laneWord(cluster::ChangeLane::devices),
                            laneWord(cluster::ChangeLane::claims),
                            laneWord(cluster::ChangeLane::nodes),
                            laneWord(cluster::ChangeLane::pods),
                            tr("Other objects"),
                            tr("Actions")};
  for (int lane = 0; lane < kLanes; ++lane) {
    const QRect row = laneRect(lane);
    painter.setPen(theme.border.subtle);
    painter.drawLine(QPointF(12, row.bottom() + 0.5), QPointF(width() - 12, row.bottom() + 0.5));
    const QString side = sideText(lane);
    painter.setFont(m_look.font(FontRole::monoSmall));
    const int sideWidth = painter.fontMetrics().horizontalAdvance(side);
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(12, row.top(), lanes::kLabels - 24, row.height()), Qt::AlignVCenter | Qt::AlignRight, side);
    painter.setFont(m_look.font(FontRole::smallMedium));
    painter.setPen(theme.text.primary);
    const int room = lanes::kLabels - 24 - sideWidth - 6;
    painter.drawText(QRect(12, row.top(), room, row.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(titles[lane], Qt::ElideRight, room));
  }
}

void LaneChart::paintNoRecord(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRect box = area();
  const double end = std::min(xOf(m_past->outline->moments.front().from), static_cast<double>(box.right()));
  if (end <= box.left() + 3) {
    return;
  }
  const QRectF before(box.left(), box.top(), end - box.left(), box.height());
  paintHatch(painter, before, theme.border.subtle, 9, 1);
  painter.setFont(m_look.font(FontRole::caption));
  const QString text = tr("no record before %1").arg(clockTime(m_past->outline->moments.front().from));
  const int wide = painter.fontMetrics().horizontalAdvance(text) + 16;
  if (before.width() > wide + 8) {
    const QRectF label(before.center().x() - wide / 2.0, before.center().y() - 10, wide, 20);
    painter.fillRect(label, theme.bg.panel);
    painter.setPen(theme.text.muted);
    painter.drawText(label, Qt::AlignCenter, text);
  }
}

void LaneChart::paintFindings(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  painter.setFont(m_look.font(FontRole::caption));
  for (const Bar& bar : bars()) {
    painter.setPen(QPen(theme.of(bar.span->severity), 1));
    painter.setBrush(theme.softOf(bar.span->severity));
    painter.drawRoundedRect(bar.rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    paintSeverity(painter, QRectF(bar.rect.left() + 3, bar.rect.top() + 2, 11, 11), bar.span->severity, theme);
    painter.setPen(theme.text.primary);
    const QRectF room = bar.rect.adjusted(18, 0, -4, 0);
    if (room.width() > 24) {
      painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                       painter.fontMetrics().elidedText(said(bar.span->title), Qt::ElideRight, static_cast<int>(room.width())));
    }
  }
}

/// Waiting claims as an area, free devices as a step line; what nobody looked at is left out.
void LaneChart::paintSeries(QPainter& painter, int lane) const {
  const Theme& theme = m_look.theme();
  const cluster::Lanes& all = m_past->outline->lanes;
  const QRect row = laneRect(lane);
  const auto valueOf = [lane](const cluster::LaneBucket& bucket) { return lane == kWaiting ? bucket.waiting : bucket.free; };
  std::int32_t most = 1;
  for (const cluster::LaneBucket& bucket : all.buckets) {
    most = std::max(most, valueOf(bucket));
  }
  const double bottom = row.bottom() - 3;
  const double top = row.top() + 5;
  const auto yOf = [&](std::int32_t value) { return bottom - static_cast<double>(value) / most * (bottom - top); };
  QPainterPath line;
  bool begun = false;
  double first = 0;
  double last = 0;
  std::int32_t value = -1;
  for (std::size_t i = 0; i < all.buckets.size(); ++i) {
    const std::int32_t now = valueOf(all.buckets[i]);
    value = now >= 0 ? now : value;  // a bucket in which nothing changed
    if (value < 0) {
      continue;
    }
    const Time from = std::max(all.start + static_cast<std::int64_t>(i) * all.bucketMs, m_past->outline->moments.front().from);
    const Time to = i + 1 == all.buckets.size() ? m_past->newest : all.start + static_cast<std::int64_t>(i + 1) * all.bucketMs;
    if (!begun) {
      first = xOf(from);
      line.moveTo(first, yOf(value));
      begun = true;
    }
    line.lineTo(xOf(from), yOf(value));
    last = xOf(to);
    line.lineTo(last, yOf(value));
  }
  if (!begun) {
    return;
  }
  const StateColors& colors = lane == kWaiting ? theme.state.pending : theme.state.free;
  if (lane == kWaiting) {
    QPainterPath fill = line;
    fill.lineTo(last, bottom);
    fill.lineTo(first, bottom);
    fill.closeSubpath();
    painter.fillPath(fill, colors.soft);
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colors.fill, 1.5));
  painter.drawPath(line);
}

/// A tick what is ordinary, the higher the more; a square what is notable; a triangle what is trouble.
void LaneChart::paintMarks(QPainter& painter, int lane) const {
  const Theme& theme = m_look.theme();
  const cluster::Lanes& all = m_past->outline->lanes;
  const QRect row = laneRect(lane);
  const double middle = row.top() + row.height() / 2.0;
  for (std::size_t i = 0; i < all.buckets.size(); ++i) {
    const cluster::LaneBucket counts = sumOf(all.buckets[i], lane);
    if (counts.ordinary[0] + counts.notable[0] + counts.trouble[0] == 0) {
      continue;
    }
    const double x = xOf(all.start + (static_cast<std::int64_t>(i) * all.bucketMs + all.bucketMs / 2));
    if (counts.ordinary[0] > 0) {
      const double height = std::min(20.0, 7 + 3 * std::log2(static_cast<double>(counts.ordinary[0])));
      painter.fillRect(QRectF(x - 0.75, middle - height / 2, 1.5, height), theme.state.inUse.fill);
    }
    if (counts.notable[0] > 0) {
      painter.fillRect(QRectF(x - 3.5, middle - 3.5, 7, 7), theme.text.muted);
    }
    if (counts.trouble[0] > 0) {
      paintMark(painter, QRectF(x - 6, middle - 6, 12, 12), Mark::warning, theme, theme.bg.panel);
    }
  }
}

void LaneChart::paintActions(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRect row = laneRect(kActions);
  const double middle = row.top() + row.height() / 2.0;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.text.secondary);
  for (const ActionMark& mark : m_actions) {
    const double x = xOf(mark.at);
    const QPointF diamond[] = {{x, middle - 5.5}, {x + 5.5, middle}, {x, middle + 5.5}, {x - 5.5, middle}};
    painter.drawPolygon(diamond, 4);
  }
}

void LaneChart::paintHandle(QPainter& painter, double x, const QString& text, bool left) const {
  const Theme& theme = m_look.theme();
  const QRect box = area();
  const double at = std::clamp(x, static_cast<double>(box.left()), static_cast<double>(box.right()));
  painter.fillRect(QRectF(at - 1, 22, 2, box.bottom() - 22), theme.accent.text);
  painter.setFont(m_look.font(FontRole::monoSmall));
  const double wide = std::max<double>(lanes::kHandle, painter.fontMetrics().horizontalAdvance(text) + 12);
  double from = left ? at - wide + 1 : at - 1;
  from = std::clamp(from, 4.0, width() - wide - 4.0);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent.fill);
  painter.drawRoundedRect(QRectF(from, 5, wide, 18), 4, 4);
  painter.setPen(theme.text.onAccent);
  painter.drawText(QRectF(from, 5, wide, 18), Qt::AlignCenter, text);
}

void LaneChart::paintCursors(QPainter& painter) const {
  // The earlier one has its handle at the left, so that the two never lie on each other.
  const bool aFirst = m_a <= b();
  paintHandle(painter, xOf(m_a), tr("A %1").arg(clockTime(m_a)), aFirst);
  paintHandle(painter, xOf(b()), tr("B %1").arg(clockTime(b())), !aFirst);
}

}  // namespace claimscope::ui
