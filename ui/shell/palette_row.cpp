#include "ui/shell/palette_row.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/shell/palette.h"

namespace claimscope::ui {
namespace {

constexpr int kIcon = 16;
constexpr int kLeft = 14;
constexpr int kName = 40;
constexpr int kGap = 10;

/// One line in which some letters stand out, by weight as well as by colour.
void drawMarked(QPainter& painter, const QPointF& at, const QString& text, const QFont& font, const std::vector<int>& marks,
                const Theme& theme) {
  QTextLayout layout(text, font);
  QList<QTextLayout::FormatRange> formats;
  for (const int mark : marks) {
    if (mark >= text.size()) {
      continue;
    }
    QTextLayout::FormatRange range;
    range.start = mark;
    range.length = 1;
    range.format.setForeground(theme.accent.text);
    range.format.setFontWeight(QFont::Bold);
    formats.append(range);
  }
  layout.setFormats(formats);
  layout.beginLayout();
  layout.createLine();
  layout.endLayout();
  painter.setPen(theme.text.primary);
  layout.draw(&painter, at);
}

}  // namespace

PaletteRow::PaletteRow(Look& look, QObject* parent) : QStyledItemDelegate(parent), m_look(look) {}

QSize PaletteRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {200, kHeight};
}

void PaletteRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* item = index.data(Qt::UserRole).value<const PaletteItem*>();
  if (item == nullptr) {
    return;
  }
  const Theme& theme = m_look.theme();
  const bool current = (option.state & QStyle::State_Selected) != 0;
  const QColor ground = current                                         ? theme.bg.selected
                        : (option.state & QStyle::State_MouseOver) != 0 ? theme.bg.hover
                                                                        : theme.bg.panel;
  painter->fillRect(option.rect, ground);
  if (current) {
    painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(), theme.accent.fill);
  }
  const QRect icon(option.rect.left() + kLeft, option.rect.top() + (kHeight - kIcon) / 2, kIcon, kIcon);
  if (item->mark) {
    paintMark(*painter, QRectF(icon), *item->mark, theme, ground);
  } else if (!item->icon.isEmpty()) {
    painter->drawPixmap(icon.topLeft(), m_look.icon(item->icon, kIcon, current ? theme.text.primary : theme.text.secondary,
                                                    painter->device()->devicePixelRatioF()));
  }
  int right = option.rect.right() - kLeft;
  const QString keys = current && item->keys.isEmpty() ? QStringLiteral("↵") : item->keys;
  if (!keys.isEmpty()) {
    const int width = keyWidth(keys, m_look);
    paintKey(*painter, QRectF(right - width, option.rect.top() + (kHeight - 18) / 2, width, 18), keys, m_look);
    right -= width + kGap;
  }
  const bool mono = item->sort == PaletteItem::Sort::object;
  const QFont nameFont = m_look.font(mono ? FontRole::mono : FontRole::bodyMedium);
  const QFont detailFont = m_look.font(FontRole::small);
  const QFontMetrics metrics(nameFont);
  const QRect room(option.rect.left() + kName, option.rect.top(), right - option.rect.left() - kName, kHeight);
  // Bold letters are a little wider than measured.
  const int most = item->detail.isEmpty() ? room.width() : room.width() * 7 / 10;
  const int wanted = metrics.horizontalAdvance(item->name) + static_cast<int>(item->marks.size()) + 2;
  const int nameWidth = std::min(wanted, most);
  if (wanted <= most) {
    drawMarked(*painter, QPointF(room.left(), room.top() + (kHeight - metrics.height()) / 2.0), item->name, nameFont, item->marks,
               theme);
  } else {
    painter->setFont(nameFont);
    painter->setPen(theme.text.primary);
    painter->drawText(QRect(room.left(), room.top(), nameWidth, kHeight), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      metrics.elidedText(item->name, mono ? Qt::ElideMiddle : Qt::ElideRight, nameWidth));
  }
  const int left = room.left() + nameWidth + kGap;
  if (left < right) {
    painter->setFont(detailFont);
    painter->setPen(theme.text.muted);
    painter->drawText(QRect(left, room.top(), right - left, kHeight), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      QFontMetrics(detailFont).elidedText(item->detail, Qt::ElideRight, right - left));
  }
}

}  // namespace claimscope::ui
