#include "ui/charts/buckets/bucket_map.h"

#include <QHelpEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/tool_tip.h"
#include "ui/charts/time_ticks.h"

namespace claimscope::ui {

BucketMap::BucketMap(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setAccessibleName(tr("Buckets over time"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void BucketMap::setHeat(dashboard::BucketHeat heat, std::string unit) {
  m_heat = std::move(heat);
  m_unit = std::move(unit);
  setAccessibleDescription(tr("%1 moments, %2 buckets").arg(m_heat.columns.size()).arg(m_heat.edges.size()));
  update();
}

QRectF BucketMap::plot() const {
  return {62, 8, std::max(10.0, width() - 72.0), std::max(10.0, height() - 34.0)};
}

QString BucketMap::edgeText(std::size_t row) const {
  return std::isinf(m_heat.edges[row]) ? QStringLiteral("+Inf") : plain(dashboard::valueText(m_heat.edges[row], m_unit));
}

void BucketMap::paintEvent(QPaintEvent*) {
  if (m_heat.columns.empty() || m_heat.edges.empty()) {
    return;
  }
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  const QRectF area = plot();
  const double width = area.width() / static_cast<double>(m_heat.columns.size());
  const double height = area.height() / static_cast<double>(m_heat.edges.size());
  for (std::size_t column = 0; column < m_heat.columns.size(); ++column) {
    for (std::size_t row = 0; row < m_heat.edges.size(); ++row) {
      const auto& cell = m_heat.cells[column * m_heat.edges.size() + row];
      if (!cell || *cell <= 0 || m_heat.most <= 0) {
        continue;  // no events and no sample both stay empty; the tooltip tells them apart
      }
      const double share = std::log1p(*cell) / std::log1p(m_heat.most);
      const auto step = std::clamp<std::size_t>(static_cast<std::size_t>(share * static_cast<double>(theme.heat.size())), 1,
                                                theme.heat.size() - 1);
      const double left = area.left() + static_cast<double>(column) * width;
      const double top = area.bottom() - static_cast<double>(row + 1) * height;
      painter.fillRect(QRectF(left, top, std::max(1.0, width), std::max(1.0, height - 1)), theme.heat[step]);
    }
  }
  painter.setFont(m_look.font(FontRole::monoSmall));
  painter.setPen(theme.text.muted);
  double last = 1e9;
  for (std::size_t row = 0; row < m_heat.edges.size(); ++row) {
    const double y = area.bottom() - static_cast<double>(row + 1) * height;
    if (last - y < 18) {
      continue;
    }
    last = y;
    painter.drawText(QRectF(0, y - 8, 56, 16), Qt::AlignRight | Qt::AlignVCenter, edgeText(row));
  }
  if (m_heat.columns.size() > 1) {
    const Time from = m_heat.columns.front();
    const Time to = m_heat.columns.back();
    for (const TimeTick& tick : timeTicks(from, to, area.width(), 90)) {
      const double x = area.left() + area.width() * static_cast<double>(tick.at - from) / static_cast<double>(to - from);
      painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, 16), Qt::AlignCenter, tick.text);
    }
  }
}

QString BucketMap::wordsAt(QPoint point) const {
  const QRectF area = plot();
  if (m_heat.columns.empty() || !area.contains(point)) {
    return {};
  }
  const auto column =
      std::min(static_cast<std::size_t>((point.x() - area.left()) / area.width() * static_cast<double>(m_heat.columns.size())),
               m_heat.columns.size() - 1);
  const auto row =
      std::min(static_cast<std::size_t>((area.bottom() - point.y()) / area.height() * static_cast<double>(m_heat.edges.size())),
               m_heat.edges.size() - 1);
  const auto& cell = m_heat.cells[column * m_heat.edges.size() + row];
  const QString bucket = row == 0 ? tr("up to %1").arg(edgeText(row)) : tr("%1 to %2").arg(edgeText(row - 1), edgeText(row));
  return tr("%1, %2: %3")
      .arg(clockTime(m_heat.columns[column]), bucket, cell ? plain(dashboard::valueText(*cell, {})) : tr("no sample"));
}

bool BucketMap::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    showToolTip(*help, wordsAt(help->pos()), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
