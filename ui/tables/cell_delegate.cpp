// CellDelegate: grounds, marks, state cells and elided plain text. GUI thread.
#include "ui/tables/cell_delegate.h"

#include <QPainter>
#include <QTableView>

#include "ui/tables/table_model.h"

namespace claimscope::ui {
namespace {

constexpr int kIcon = 12;
constexpr int kIconGap = 6;
constexpr double kStaleOpacity = 0.62;

void drawText(QPainter& painter, const QRect& rect, Qt::Alignment alignment, const QString& text, Qt::TextElideMode elide) {
  if (rect.width() > 0) {
    painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, elide, rect.width()));
  }
}

}  // namespace

CellDelegate::CellDelegate(Look& look, TableModel& model, const RowLooks& looks, QObject* parent)
    : QStyledItemDelegate(parent), m_look(look), m_model(model), m_looks(looks) {}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  return {QStyledItemDelegate::sizeHint(option, index).width(), 26};
}

int CellDelegate::iconWidth(const Cell& cell) const {
  return cell.state || cell.mark ? kIcon + kIconGap : 0;
}

bool CellDelegate::isCut(const Cell& cell, int width) const {
  const int text = QFontMetrics(m_look.font(cell.role)).horizontalAdvance(cell.bound + cell.text);
  return text > width - 2 * m_looks.padding - iconWidth(cell);
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
    paintCell(*painter, inner, m_model.cellAt(index.row(), index.column()), column.right);
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

void CellDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, bool right) const {
  const Theme& theme = m_look.theme();
  QRect text = rect;
  const QRectF icon(rect.x(), rect.y() + (rect.height() - kIcon) / 2, kIcon, kIcon);
  if (cell.state) {
    paintStateCell(painter, icon, *cell.state, theme, cell.flags);
  } else if (cell.mark) {
    paintMark(painter, icon, *cell.mark, theme, theme.bg.panel);
  }
  text.setLeft(text.left() + iconWidth(cell));
  painter.setFont(m_look.font(cell.role));
  painter.setPen(inkColor(theme, cell.ink));
  const Qt::Alignment alignment = Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft);
  if (!cell.bound.isEmpty()) {
    const int width = painter.fontMetrics().horizontalAdvance(cell.text);
    const int bound = painter.fontMetrics().horizontalAdvance(cell.bound);
    const int at = right ? std::max(text.left(), text.right() + 1 - width - bound) : text.left();
    painter.setPen(theme.text.muted);
    drawText(painter, QRect(at, text.y(), bound, text.height()), Qt::AlignVCenter | Qt::AlignLeft, cell.bound, Qt::ElideNone);
    painter.setPen(inkColor(theme, cell.ink));
    text.setLeft(at + bound);
  }
  drawText(painter, text, alignment, cell.text, cell.elide);
}

}  // namespace claimscope::ui
