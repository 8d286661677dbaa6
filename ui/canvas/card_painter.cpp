// The fine levels of NodePainter: nodes as cards with their devices, pods and words.
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/canvas/card_text.h"
#include "ui/canvas/node_painter.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

using cluster::DeviceState;

void NodePainter::paintCards(QPainter& painter, const QRectF& visible) const {
  const QRectF world(m_scene.viewport.toWorld(visible.topLeft() - m_scene.offset), visible.size() / m_scene.viewport.scale());
  const topology::Rect view{world.x(), world.y(), world.width(), world.height()};
  for (std::size_t g = 0; g < m_scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = m_scene.layout->groups[g];
    if ((m_scene.levels[g] != Level::card && m_scene.levels[g] != Level::detail) || !group.rect.intersects(view)) {
      continue;
    }
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      if (m_scene.layout->nodes[i].rect.intersects(view)) {
        paintCard(painter, m_scene.layout->nodes[i]);
      }
    }
  }
}

void NodePainter::paintCard(QPainter& painter, const topology::NodeBox& box) const {
  const Theme& theme = m_look.theme();
  const cluster::NodeView& node = m_scene.inventory().nodes[box.node];
  const bool bright = m_scene.emphasis.node(box.node);
  const bool chosen = m_scene.emphasis.active && bright;
  const CardLayout layout = layOutCard(m_scene, box);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(chosen ? theme.accent.border : dim(theme.border.normal, bright), theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(layout.card.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  paintCardHead(painter, layout, box, bright);
  paintFrames(painter, layout, bright);
  for (std::size_t i = 0; i < node.devices.size(); ++i) {
    const cluster::DeviceIndex device = node.devices[i];
    const bool cellBright = bright && m_scene.bright(device);
    if (!cellBright && theme.highContrast) {
      painter.setPen(QPen(theme.border.subtle, 1));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(layout.cells[i].adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
      continue;
    }
    painter.setOpacity(cellBright ? 1.0 : kDimmed);
    paintCell(painter, layout.cells[i], device, layout.labels);
  }
  painter.setOpacity(1.0);
  if (layout.card.height() >= 80) {
    paintCardFoot(painter, layout, node, bright);
  }
}

/// Name, with the node's own state before it and its hardware behind it.
void NodePainter::paintCardHead(QPainter& painter, const CardLayout& layout, const topology::NodeBox& box, bool bright) const {
  const Theme& theme = m_look.theme();
  const cluster::NodeView& node = m_scene.inventory().nodes[box.node];
  const QFont mono = m_look.font(layout.card.height() >= 90 ? FontRole::mono : FontRole::monoSmall);
  const double iconSide = 9;
  const QRectF icon(layout.name.left(), layout.name.center().y() - iconSide / 2, iconSide, iconSide);
  const std::int8_t mark = m_scene.marks.ofNode.empty() ? Marks::kNone : m_scene.marks.ofNode[box.node];
  painter.setOpacity(bright ? 1.0 : kDimmed);
  if (mark == Marks::kNone) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.severity.ok);
    painter.drawEllipse(icon.center(), 3, 3);
  } else {
    paintSeverity(painter, icon, static_cast<diagnosis::Severity>(mark), theme);
  }
  painter.setOpacity(1.0);
  const QFont small = m_look.font(FontRole::caption);
  const QString hardware = hardwareWords(*m_scene.snapshot, node);
  const double hardwareWidth = std::min(textWidth(small, hardware), layout.name.width() * 0.5);
  painter.setFont(mono);
  painter.setPen(dim(theme.text.primary, bright));
  const bool both = layout.card.width() > 150;
  const double nameLeft = icon.right() + 6;
  const double nameWidth = layout.name.right() - nameLeft - (both ? hardwareWidth + 8 : 0);
  painter.drawText(QRectF(nameLeft, layout.name.top(), nameWidth, layout.name.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   elideKeepingSuffix(shown(node.name), mono, nameWidth));
  if (both) {
    painter.setFont(small);
    painter.setPen(dim(theme.text.muted, bright));
    painter.drawText(QRectF(layout.name.right() - hardwareWidth, layout.name.top(), hardwareWidth, layout.name.height()),
                     Qt::AlignRight | Qt::AlignVCenter, fitted(small, hardware, Qt::ElideRight, hardwareWidth));
  }
}

/// The frame of a physical card around its partitions, with what is left of its counters.
void NodePainter::paintFrames(QPainter& painter, const CardLayout& layout, bool bright) const {
  const Theme& theme = m_look.theme();
  const QFont font = m_look.font(FontRole::monoSmall);
  for (const CardLayout::Frame& frame : layout.frames) {
    painter.setPen(QPen(dim(theme.border.strong, bright), 1));
    painter.setBrush(theme.bg.raised);
    painter.drawRoundedRect(frame.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (frame.caption.height() <= 0) {
      continue;
    }
    const topology::Card& card = m_scene.partitions->cards[frame.card];
    const QString name = shown(card.name);
    const QString left = countersLeft(card);
    const double room = frame.caption.width();
    const double leftWidth = textWidth(font, left);
    const bool both = textWidth(font, name) + leftWidth + 8 <= room;
    painter.setFont(font);
    painter.setPen(dim(theme.text.secondary, bright));
    painter.drawText(frame.caption, Qt::AlignLeft | Qt::AlignVCenter,
                     elideKeepingSuffix(name, font, both ? room - leftWidth - 8 : room));
    if (both) {
      painter.setPen(dim(theme.text.muted, bright));
      painter.drawText(frame.caption, Qt::AlignRight | Qt::AlignVCenter, left);
    }
  }
}

void NodePainter::paintCell(QPainter& painter, const QRectF& cell, cluster::DeviceIndex index, bool labels) const {
  const Theme& theme = m_look.theme();
  const cluster::DeviceView& device = m_scene.inventory().devices[index];
  const Colouring& colouring = m_scene.colouring;
  const bool coloured = !colouring.of.empty() && colouring.of[index] != Colouring::kNoCategory;
  constexpr double kText = 40;  // narrower or lower cells have no words in them
  if (labels && cell.width() >= kText && cell.height() >= 20) {
    paintDetailCell(painter, cell, index, coloured ? &colouring.categories[colouring.of[index]] : nullptr, *m_scene.snapshot,
                    m_look);
  } else if (coloured) {
    paintCategoryCell(painter, cell, colouring.categories[colouring.of[index]], device.state, theme);
  } else if (!colouring.of.empty()) {
    painter.setPen(QPen(theme.border.strong, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
  } else {
    paintStateCell(painter, cell, device.state, theme, {device.adminAccess, device.blocked});
  }
}

void NodePainter::paintCardFoot(QPainter& painter, const CardLayout& layout, const cluster::NodeView& node, bool bright) const {
  const Theme& theme = m_look.theme();
  const double lineHeight = 15;
  const double y = layout.card.bottom() - 8 - lineHeight * (layout.card.height() >= 96 ? 2 : 1);
  // Pods that hold claims, one ring each; waiting ones have the colour of waiting.
  constexpr double kRing = 9;
  const auto room = static_cast<int>(layout.name.width() * 0.55 / (kRing + 3));
  int drawn = 0;
  painter.setRenderHint(QPainter::Antialiasing, true);
  for (const cluster::Slot slot : node.podsWithClaims) {
    if (drawn == room) {
      break;
    }
    const Pod* pod = m_scene.snapshot->of<Pod>().at(slot);
    const bool running = pod != nullptr && pod->phase == "Running";
    const bool bound = m_scene.boundPods.contains(slot);
    painter.setPen(QPen(bound ? theme.accent.text : dim(running ? theme.text.muted : theme.state.pending.fill, bright), 1));
    painter.setBrush(bound ? QBrush(theme.accent.text) : QBrush(Qt::NoBrush));
    painter.drawEllipse(
        QRectF(layout.name.left() + drawn * (kRing + 3) + 0.5, y + (lineHeight - kRing) / 2 + 0.5, kRing - 1, kRing - 1));
    ++drawn;
  }
  const QFont small = m_look.font(FontRole::caption);
  painter.setFont(small);
  const QString note = noteOf(*m_scene.snapshot, node);
  painter.setPen(dim(note.isEmpty() ? theme.text.muted : theme.severity.warning, bright));
  const double width = layout.name.width() * 0.5;
  painter.drawText(QRectF(layout.name.right() - width, y, width, lineHeight), Qt::AlignRight | Qt::AlignVCenter,
                   fitted(small, note.isEmpty() ? podWords(node.podsWithClaims.size()) : note, Qt::ElideRight, width));
  if (layout.card.height() < 96) {
    return;
  }
  // Free, in use and trouble in words, so that colour is never the only signal.
  painter.setPen(dim(theme.text.muted, bright));
  painter.drawText(QRectF(layout.name.left(), y + lineHeight, layout.name.width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                   fitted(small, stateWords(m_scene.inventory(), node), Qt::ElideRight, layout.name.width()));
}

}  // namespace claimscope::ui
