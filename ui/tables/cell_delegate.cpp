// CellDelegate: grounds, marks, state cells and elided plain text. GUI thread.
#include "ui/tables/cell_delegate.h"

#include <QPainter>
#include <QTableView>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/tables/table_model.h"

namespace claimscope::ui {
namespace {

constexpr int kIcon = 12;
constexpr int kIconGap = 6;
constexpr int kBar = 8;
constexpr int kLongestBar = 100;
constexpr int kLongestStates = 140;
constexpr int kStatesHeight = 10;
constexpr int kLeastSegment = 3;
constexpr double kStaleOpacity = 0.62;

/// False when the text had to be cut.
bool drawText(QPainter& painter, const QRect& rect, Qt::Alignment alignment, const QString& text, Qt::TextElideMode elide) {
  if (rect.width() <= 0) {
    return text.isEmpty();
  }
  const QString shown = painter.fontMetrics().elidedText(text, elide, rect.width());
  painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
  return shown == text;
}

}  // namespace

CellDelegate::CellDelegate(Look& look, TableModel& model, const RowLooks& looks, QObject* parent)
    : QStyledItemDelegate(parent), m_look(look), m_model(model), m_looks(looks) {}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  return {QStyledItemDelegate::sizeHint(option, index).width(), 26};
}

int CellDelegate::iconWidth(const Cell& cell) const {
  return cell.state || cell.mark ? kIcon + kIconGap : cell.stage ? 15 : 0;
}

bool CellDelegate::isCut(const Cell& cell, int width) const {
  if (cell.part || cell.states) {
    return true;  // the text says what the bar shows
  }
  const int text = QFontMetrics(m_look.font(cell.role)).horizontalAdvance(cell.bound + cell.text);
  return text > width - 2 * m_looks.padding - iconWidth(cell);
}

int CellDelegate::wholeWidth(const Cell& cell, int usual) const {
  if (cell.part || cell.states) {
    return usual;
  }
  constexpr int kRounding = 2;  // a text that fills its room to the pixel is cut where glyphs lie between pixels
  return QFontMetrics(m_look.font(cell.role)).horizontalAdvance(cell.bound + cell.text) + kRounding + 2 * m_looks.padding +
         iconWidth(cell);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const bool group = m_model.isGroup(index.row());
  painter->save();
  paintGround(*painter, option, index, group);
  if (group) {
    // One text over the whole row: each cell draws its own part of it.
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    const QRect row(0, option.rect.y(), view != nullptr ? view->viewport()->width() : option.rect.right(), option.rect.height());
    painter->setClipRect(option.rect);
    paintGroup(*painter, row, m_model.groupAt(index.row()), m_model.isFolded(index.row()));
  } else {
    if (m_looks.stale && m_look.name() != ThemeName::highContrast) {
      painter->setOpacity(kStaleOpacity);
    }
    const bool indented = index.column() == 0 && m_model.source()->groupCount() != 0;
    const QRect inner = option.rect.adjusted(m_looks.padding + (indented ? 12 : 0), 0, -m_looks.padding, -1);
    const Column& column = m_model.source()->columns()[static_cast<std::size_t>(index.column())];
    painter->setClipRect(option.rect);
    const Cell cell = m_model.cellAt(index.row(), index.column());
    if (!paintCell(*painter, inner, cell, column.right) && column.right) {
      Q_EMIT numberCut(index.column(), wholeWidth(cell, column.width));
    }
  }
  painter->restore();
}

void CellDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                               bool group) const {
  const Theme& theme = m_look.theme();
  const QRect& rect = option.rect;
  const bool selected = (option.state & QStyle::State_Selected) != 0 && !group;
  const bool hovered = index.row() == m_looks.hovered;
  painter.fillRect(rect, selected ? theme.bg.selected : hovered ? theme.bg.hover : group ? theme.bg.raised : theme.bg.panel);
  const bool edges = m_look.name() == ThemeName::highContrast && (selected || hovered);
  painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, edges ? theme.border.strong : theme.border.subtle);
  if (edges) {
    painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme.border.strong);
  }
  if (selected && index.column() == 0) {
    painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.accent.fill);
  }
  if (index.row() == m_looks.focused) {
    const QColor& ring = theme.accent.focus;
    painter.fillRect(rect.x(), rect.y(), rect.width(), 2, ring);
    painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, ring);
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    if (rect.x() <= 0) {
      painter.fillRect(rect.x(), rect.y(), 2, rect.height(), ring);
    }
    if (view != nullptr && rect.right() >= view->viewport()->width() - 1) {
      painter.fillRect(view->viewport()->width() - 2, rect.y(), 2, rect.height(), ring);
    }
  }
}

void CellDelegate::paintGroup(QPainter& painter, const QRect& row, const RowGroup& group, bool folded) const {
  const Theme& theme = m_look.theme();
  const qreal ratio = painter.device()->devicePixelRatioF();
  const QRect inner = row.adjusted(m_looks.padding, 0, -m_looks.padding, -1);
  painter.drawPixmap(inner.x(), inner.y() + (inner.height() - kIcon) / 2,
                     m_look.icon(folded ? QStringLiteral("right") : QStringLiteral("chev"), kIcon, theme.text.secondary, ratio));
  int x = inner.x() + kIcon + 8;
  QFont strong = m_look.font(FontRole::small);
  strong.setWeight(QFont::DemiBold);
  painter.setFont(m_look.font(FontRole::small));
  const int summary = std::min(painter.fontMetrics().horizontalAdvance(group.summary), inner.width() / 2);
  painter.setPen(theme.text.secondary);
  drawText(painter, QRect(inner.right() - summary, inner.y(), summary + 1, inner.height()), Qt::AlignRight | Qt::AlignVCenter,
           group.summary, Qt::ElideRight);
  const int room = inner.right() - summary - 16 - x;
  painter.setFont(strong);
  painter.setPen(theme.text.primary);
  const int title = std::min(painter.fontMetrics().horizontalAdvance(group.title) + 1, room);
  drawText(painter, QRect(x, inner.y(), title, inner.height()), Qt::AlignLeft | Qt::AlignVCenter, group.title, Qt::ElideMiddle);
  x += title + 8;
  painter.setFont(m_look.font(FontRole::small));
  painter.setPen(theme.text.muted);
  drawText(painter, QRect(x, inner.y(), inner.right() - summary - 16 - x, inner.height()), Qt::AlignLeft | Qt::AlignVCenter,
           group.scope, Qt::ElideRight);
}

void CellDelegate::paintPart(QPainter& painter, const QRect& rect, double part, Ink ink) const {
  const Theme& theme = m_look.theme();
  const QRectF track(rect.x(), rect.y() + (rect.height() - kBar) / 2.0, std::min(rect.width(), kLongestBar), kBar);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.bg.active);
  painter.drawRoundedRect(track, 2, 2);
  if (part > 0) {
    painter.setBrush(ink == Ink::accent ? theme.accent.fill : inkColor(theme, ink));
    painter.drawRoundedRect(QRectF(track.x(), track.y(), std::max(2.0, track.width() * std::min(1.0, part)), kBar), 2, 2);
  }
}

/// Segments in the order of states; one that occurs is never thinner than two pixels.
void CellDelegate::paintStates(QPainter& painter, const QRect& rect, const Cell& cell) const {
  std::int64_t total = 0;
  int kinds = 0;
  for (const std::int64_t count : *cell.states) {
    total += count;
    kinds += count != 0 ? 1 : 0;
  }
  const int width = std::min(rect.width(), kLongestStates);
  const int room = width - kLeastSegment * kinds - (kinds - 1);
  if (total == 0 || room < 0) {
    return;
  }
  // What is in use stands at the left, trouble behind it, what is free at the end.
  using cluster::DeviceState;
  static constexpr std::array<DeviceState, cluster::kDeviceStates> kOrder{
      DeviceState::inUse,   DeviceState::reservedNotUsed, DeviceState::unhealthy, DeviceState::tainted,
      DeviceState::unknown, DeviceState::staleGeneration, DeviceState::free};
  double at = rect.x();
  for (const DeviceState state : kOrder) {
    const std::int64_t count = (*cell.states)[static_cast<std::size_t>(state)];
    if (count == 0) {
      continue;
    }
    const double length = kLeastSegment + room * static_cast<double>(count) / static_cast<double>(total);
    const double left = std::round(at);
    paintStateBar(painter,
                  QRectF(left, rect.y() + (rect.height() - kStatesHeight) / 2.0, std::round(at + length) - left, kStatesHeight),
                  state, m_look.theme());
    at += length + 1;
  }
}

bool CellDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, bool right) const {
  const Theme& theme = m_look.theme();
  QRect text = rect;
  const QRectF icon(rect.x(), rect.y() + (rect.height() - kIcon) / 2, kIcon, kIcon);
  if (cell.state) {
    paintStateCell(painter, icon, *cell.state, theme, cell.flags);
  } else if (cell.mark) {
    paintMark(painter, icon, *cell.mark, theme, theme.bg.panel);
  } else if (cell.stage) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.stage[*cell.stage]);
    painter.drawRoundedRect(QRectF(rect.x(), rect.y() + (rect.height() - 9) / 2.0, 9, 9), 1.5, 1.5);
  }
  text.setLeft(text.left() + iconWidth(cell));
  if (cell.part) {
    paintPart(painter, text, *cell.part, cell.partInk);
    return true;
  }
  if (cell.states) {
    paintStates(painter, text, cell);
    return true;
  }
  painter.setFont(m_look.font(cell.role));
  painter.setPen(inkColor(theme, cell.ink));
  const Qt::Alignment alignment = Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft);
  Qt::TextElideMode elide = cell.elide;
  if (!cell.bound.isEmpty()) {
    const int width = painter.fontMetrics().horizontalAdvance(cell.text);
    const int bound = painter.fontMetrics().horizontalAdvance(cell.bound);
    const int at = right ? std::max(text.left(), text.right() + 1 - width - bound) : text.left();
    painter.setPen(theme.text.muted);
    drawText(painter, QRect(at, text.y(), bound, text.height()), Qt::AlignVCenter | Qt::AlignLeft, cell.bound, Qt::ElideNone);
    painter.setPen(inkColor(theme, cell.ink));
    // A number that fills its room to the pixel must not lose digits to the fraction of one.
    elide = bound + width <= text.width() ? Qt::ElideNone : elide;
    text.setLeft(at + bound);
  }
  const bool whole = drawText(painter, text, alignment, cell.text, elide);
  if (cell.dotted) {
    const int width = std::min(text.width(), painter.fontMetrics().horizontalAdvance(cell.text));
    const int left = right ? text.right() + 1 - width : text.left();
    painter.setPen(QPen(inkColor(theme, cell.ink), 1, Qt::DotLine));
    painter.drawLine(left, text.center().y() + painter.fontMetrics().height() / 2, left + width,
                     text.center().y() + painter.fontMetrics().height() / 2);
  }
  return whole;
}

}  // namespace claimscope::ui
