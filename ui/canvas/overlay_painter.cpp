#include "ui/canvas/overlay_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/base/tell.h"
#include "ui/canvas/card_text.h"
#include "ui/canvas/node_painter.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

QRectF OverlayPainter::nodeRect(cluster::NodeIndex node) const {
  if (node >= m_scene.layout->boxOfNode.size() || m_scene.layout->boxOfNode[node] == cluster::kNone) {
    return {};
  }
  return m_scene.onScreen(m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].rect);
}

QRectF OverlayPainter::deviceRect(cluster::DeviceIndex device) const {
  const cluster::DeviceView& view = m_scene.inventory().devices[device];
  if (view.nodeIndex == cluster::kNone || m_scene.layout->boxOfNode[view.nodeIndex] == cluster::kNone) {
    return {};
  }
  const auto& devices = m_scene.inventory().nodes[view.nodeIndex].devices;
  const auto found = std::find(devices.begin(), devices.end(), device);
  if (found == devices.end()) {
    return {};
  }
  const NodePainter nodes(m_scene, m_look);
  return nodes.cellRect(m_scene.layout->nodes[m_scene.layout->boxOfNode[view.nodeIndex]],
                        static_cast<std::size_t>(found - devices.begin()));
}

void OverlayPainter::paintSelection(QPainter& painter, const topology::Neighbourhood& bound) const {
  if (bound.focus.kind == topology::Focus::Kind::none) {
    return;
  }
  const Theme& theme = m_look.theme();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setBrush(Qt::NoBrush);
  for (const cluster::NodeIndex node : bound.nodes) {
    const QRectF rect = nodeRect(node);
    if (rect.isEmpty()) {
      continue;
    }
    const double grow = rect.height() < 56 ? 1.5 : 0;
    painter.setPen(QPen(theme.accent.text, rect.height() < 56 ? 2 : 1.5));
    painter.drawRoundedRect(rect.adjusted(-grow, -grow, grow, grow), 3, 3);
  }
  if (bound.focus.kind == topology::Focus::Kind::node) {
    return;
  }
  int number = 0;
  for (const cluster::DeviceIndex device : bound.devices) {
    ++number;
    const QRectF cell = deviceRect(device);
    if (cell.isEmpty()) {
      continue;
    }
    painter.setPen(QPen(theme.accent.text, 2));
    painter.drawRoundedRect(cell.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4);
    if (cell.width() >= 15 && cell.width() < 40) {
      painter.setFont(m_look.font(FontRole::monoSmall));
      painter.setPen(textOnFill(m_scene.inventory().devices[device].state, theme));
      painter.drawText(cell, Qt::AlignCenter, QString::number(number));
    }
  }
}

void OverlayPainter::paintEdge(QPainter& painter, const topology::Neighbourhood& bound, const Lane& lane) const {
  const LaneBox* claim = lane.claimBox();
  if (claim == nullptr || bound.devices.empty()) {
    return;
  }
  const Theme& theme = m_look.theme();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setBrush(Qt::NoBrush);
  for (const cluster::NodeIndex node : bound.nodes) {
    const QRectF rect = nodeRect(node);
    if (rect.isEmpty()) {
      continue;
    }
    std::vector<QRectF> cells;
    for (const cluster::DeviceIndex device : bound.devices) {
      if (m_scene.inventory().devices[device].nodeIndex == node) {
        cells.push_back(deviceRect(device));
      }
    }
    const auto count = static_cast<double>(cells.size());
    const double width = std::min(6.0, 2 + std::log2(std::max(1.0, count)));
    const bool fan = !cells.empty() && !cells.front().isEmpty();
    const QPointF start(claim->rect.right(), claim->rect.center().y());
    const double portY = fan ? std::min(cells.back().bottom() + 6, rect.bottom() - 2) : rect.center().y();
    const QPointF port(rect.left(), portY);
    QPainterPath path(start);
    const double reach = std::max(24.0, (port.x() - start.x()) * 0.5);
    path.cubicTo(start + QPointF(reach, 0), port - QPointF(reach, 0), port);
    painter.setPen(QPen(theme.accent.text, width, Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(path);
    painter.setPen(QPen(theme.accent.text, 1.5));
    painter.setBrush(theme.accent.text);
    painter.drawEllipse(port, 3, 3);
    painter.setBrush(Qt::NoBrush);
    if (fan) {
      for (const QRectF& cell : cells) {
        const double y = cell.bottom() + 6 <= rect.bottom() ? cell.bottom() + 6 : cell.bottom();
        painter.drawLine(QPointF(cell.center().x(), cell.bottom() + 2), QPointF(cell.center().x(), y));
        painter.drawLine(QPointF(port.x(), y), QPointF(cell.center().x(), y));
      }
    }
  }
  if (bound.devices.size() > 1) {
    // Above the edge's beginning, on a ground of its own: edges of several nodes leave here in all directions.
    const QFont font = m_look.font(FontRole::monoStrong);
    const QString count = QStringLiteral("×%1").arg(number(static_cast<std::int64_t>(bound.devices.size())));
    const double width = QFontMetricsF(font).horizontalAdvance(count) + 6;
    const QRectF box(claim->rect.right() + 6, claim->rect.top() - 8, width, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.bg.canvas);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(font);
    painter.setPen(theme.accent.text);
    painter.drawText(box, Qt::AlignCenter, count);
  }
}

void OverlayPainter::paintHover(QPainter& painter, const Hover& hover) const {
  if (hover.node == cluster::kNone) {
    return;
  }
  const Theme& theme = m_look.theme();
  const QRectF cell = hover.device != cluster::kNone ? deviceRect(hover.device) : QRectF();
  const QRectF rect = cell.isEmpty() ? nodeRect(hover.node) : cell;
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.text.primary, 2));
  painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 4, 4);
}

void OverlayPainter::paintFlash(QPainter& painter, const std::vector<cluster::NodeIndex>& nodes, double strength) const {
  if (strength <= 0) {
    return;
  }
  // Below the size of a card corners are too small to see, and there may be thousands: four boxes each instead of a stroked path.
  constexpr double kRoundFrom = 56;
  QColor colour = m_look.theme().accent.border;
  colour.setAlphaF(static_cast<float>(strength));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, 2));
  const QRectF window(painter.viewport());
  for (const cluster::NodeIndex node : nodes) {
    const QRectF rect = nodeRect(node);
    if (rect.isEmpty() || !rect.intersects(window)) {
      continue;
    }
    if (rect.height() >= kRoundFrom) {
      painter.setRenderHint(QPainter::Antialiasing, true);
      painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 3, 3);
      continue;
    }
    constexpr int kLine = 2;
    const QRect box = rect.toAlignedRect().adjusted(-1, -1, 1, 1);
    const int between = std::max(0, box.height() - 2 * kLine);
    painter.fillRect(box.left(), box.top(), box.width(), kLine, colour);
    painter.fillRect(box.left(), box.bottom() + 1 - kLine, box.width(), kLine, colour);
    painter.fillRect(box.left(), box.top() + kLine, kLine, between, colour);
    painter.fillRect(box.right() + 1 - kLine, box.top() + kLine, kLine, between, colour);
  }
}

void OverlayPainter::paintTooltip(QPainter& painter, const Hover& hover, const QPointF& at, const QRectF& within) const {
  if (hover.node == cluster::kNone) {
    return;
  }
  const Theme& theme = m_look.theme();
  const cluster::Inventory& inventory = m_scene.inventory();
  const cluster::NodeView& node = inventory.nodes[hover.node];
  QString title = shown(node.name);
  QString aside = node.zone.empty() ? QString() : shown(node.zone);
  QStringList lines;
  if (hover.device != cluster::kNone) {
    const cluster::DeviceView& device = inventory.devices[hover.device];
    aside = title;
    title = shown(device.name);
    lines += device.adminAccess ? tell("%1, with admin access").arg(stateName(device.state)) : stateName(device.state);
    if (!device.healthDetail.empty()) {
      lines += shown(device.healthDetail);
    }
    for (const cluster::EffectiveTaint& taint : device.taints) {
      lines += QStringLiteral("%1:%2").arg(shown(taint.taint.key), shown(taint.taint.effect));
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(3, device.claims.size()); ++i) {
      const cluster::ClaimView& claim = inventory.claims[device.claims[i]];
      if (const ResourceClaim* object = m_scene.snapshot->of<ResourceClaim>().at(claim.slot)) {
        lines += shown(object->meta.namespaceName) + QLatin1Char('/') + shown(object->meta.name);
      }
    }
  } else {
    lines += stateWords(inventory, node);
    const QString note = noteOf(*m_scene.snapshot, node);
    if (!note.isEmpty()) {
      lines += note;
    }
  }
  const QFont mono = m_look.font(FontRole::mono);
  const QFont small = m_look.font(FontRole::small);
  constexpr double kMaxWidth = 320;
  double width = textWidth(mono, title) + textWidth(small, aside) + 40;
  for (const QString& line : lines) {
    width = std::max(width, textWidth(small, line) + 24);
  }
  width = std::clamp(width, 160.0, kMaxWidth);
  const double height = 30 + 17.0 * static_cast<double>(lines.size()) + 26;
  QRectF box(at.x() + 14, at.y() + 16, width, height);
  if (box.right() > within.right()) {
    box.moveRight(at.x() - 10);
  }
  if (box.bottom() > within.bottom()) {
    box.moveBottom(at.y() - 10);
  }
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(theme.border.strong, theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  const QRectF inside = box.adjusted(12, 7, -12, -7);
  painter.setFont(small);
  painter.setPen(theme.text.muted);
  const double asideWidth = std::min(textWidth(small, aside) + 1, inside.width() * 0.5);
  painter.drawText(QRectF(inside.right() - asideWidth, inside.top(), asideWidth, 18), Qt::AlignRight | Qt::AlignVCenter,
                   elideKeepingSuffix(aside, small, asideWidth));
  painter.setFont(mono);
  painter.setPen(theme.text.primary);
  painter.drawText(QRectF(inside.left(), inside.top(), inside.width() - asideWidth - 8, 18), Qt::AlignLeft | Qt::AlignVCenter,
                   elideKeepingSuffix(title, mono, inside.width() - asideWidth - 8));
  painter.setFont(small);
  painter.setPen(theme.text.secondary);
  double y = inside.top() + 22;
  for (const QString& line : lines) {
    painter.drawText(QRectF(inside.left(), y, inside.width(), 17), Qt::AlignLeft | Qt::AlignVCenter,
                     fitted(small, line, Qt::ElideRight, inside.width()));
    y += 17;
  }
  painter.setPen(theme.text.muted);
  painter.setFont(m_look.font(FontRole::caption));
  painter.drawText(QRectF(inside.left(), y + 3, inside.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                   tell("Click select · Enter inspect · F zoom in"));
}

}  // namespace claimscope::ui
