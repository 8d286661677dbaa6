// TruthTable: painting. GUI thread.
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/pages/explanation/cel_text.h"
#include "ui/pages/explanation/paint_text.h"
#include "ui/pages/explanation/truth_table.h"

namespace claimscope::ui {
namespace {

using explanation::Truth;

constexpr int kHeaderHeight = 26;
constexpr int kCellPadding = 8;
constexpr int kSign = 14;

void paintSign(QPainter& painter, const QPointF& at, Truth truth, const Theme& theme) {
  switch (truth) {
    case Truth::yes: {
      painter.setPen(QPen(theme.severity.ok, 1.9, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
      const QPointF tick[] = {at + QPointF(2.5, 7.5), at + QPointF(5.6, 10.6), at + QPointF(11.6, 3.4)};
      painter.setBrush(Qt::NoBrush);
      painter.drawPolyline(tick, 3);
      break;
    }
    case Truth::no:
      painter.setPen(QPen(theme.severity.critical, 1.9));
      painter.drawLine(at + QPointF(3, 3), at + QPointF(11, 11));
      painter.drawLine(at + QPointF(11, 3), at + QPointF(3, 11));
      break;
    case Truth::error:
      paintMark(painter, QRectF(at, QSizeF(kSign, kSign)), Mark::warning, theme, theme.bg.panel);
      break;
  }
}

}  // namespace

void TruthTable::paintHeader(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const int wide = viewport()->width();
  const QFont strong = m_look.font(FontRole::captionStrong);
  painter.fillRect(0, 0, wide, kHeaderHeight, theme.bg.panel);
  painter.fillRect(0, kHeaderHeight - 1, wide, 1, theme.border.normal);
  drawLine(painter, QRect(kCellPadding, 0, m_fromWidth - kCellPadding, kHeaderHeight - 1), strong, theme.text.muted, tr("From"));
  drawLine(painter, QRect(m_fromWidth + kCellPadding, 0, m_termWidth - 2 * kCellPadding, kHeaderHeight - 1), strong,
           theme.text.muted, tr("CEL term"));
  painter.save();
  painter.setClipRect(m_fromWidth + m_termWidth, 0, wide, kHeaderHeight - 1);
  for (int g = 0; g < groups(); ++g) {
    const Group& group = m_groups[static_cast<std::size_t>(g)];
    const int x = groupX(g);
    if (x > wide || x + group.width < m_fromWidth + m_termWidth) {
      continue;
    }
    if (m_hovered.row == -2 && m_hovered.column == g + 2) {
      painter.fillRect(x, 0, group.width, kHeaderHeight - 1, theme.bg.hover);
    }
    const QFont light = m_look.font(FontRole::caption);
    const int count = QFontMetrics(light).horizontalAdvance(group.count) + 1;
    const int room = group.width - kCellPadding - 4 - count - 2;
    painter.setFont(strong);
    const int label = std::min(room, painter.fontMetrics().horizontalAdvance(group.label) + 1);
    drawLine(painter, QRect(x + kCellPadding, 0, label, kHeaderHeight - 1), strong, theme.text.muted, group.label, Qt::AlignLeft,
             Qt::ElideMiddle);
    drawLine(painter, QRect(x + kCellPadding + label + 4, 0, count + 2, kHeaderHeight - 1), light, theme.text.muted, group.count);
  }
  painter.restore();
}

void TruthTable::paintTerm(QPainter& painter, const Term& term, const QRect& rect) const {
  const Theme& theme = m_look.theme();
  const QFont font = m_look.font(FontRole::monoSmall);
  const QString shown = QFontMetrics(font).elidedText(term.shown, Qt::ElideRight, rect.width());
  QTextLayout layout(shown, font);
  QTextOption option;
  option.setWrapMode(QTextOption::NoWrap);
  layout.setTextOption(option);
  layout.setFormats(celFormats(shown, theme));
  layout.beginLayout();
  QTextLine line = layout.createLine();
  if (line.isValid()) {
    line.setLineWidth(rect.width() + 20);
  }
  layout.endLayout();
  painter.setPen(theme.text.primary);
  const int height = term.hint.isEmpty() ? rect.height() : 25;
  layout.draw(&painter, QPointF(rect.x(), rect.y() + (height - layout.boundingRect().height()) / 2));
  if (!term.hint.isEmpty()) {
    drawLine(painter, QRect(rect.x(), rect.y() + 22, rect.width(), 16), m_look.font(FontRole::caption), theme.severity.warning,
             term.hint);
  }
}

void TruthTable::paintCell(QPainter& painter, const explanation::Cell& cell, const QRect& rect) const {
  const Theme& theme = m_look.theme();
  const QString word = cell.truth == Truth::yes  ? QStringLiteral("true")
                       : cell.truth == Truth::no ? QStringLiteral("false")
                                                 : QStringLiteral("error");
  const QPointF sign(rect.x() + kCellPadding, rect.y() + (rect.height() - kSign) / 2.0);
  const QRect text(rect.x() + kCellPadding + kSign + 5, rect.y(), rect.width() - kCellPadding - kSign - 5, rect.height());
  if (!cell.needed) {
    painter.setFont(m_look.font(FontRole::small));
    painter.setPen(theme.text.muted);
    painter.drawText(QRectF(sign, QSizeF(kSign, kSign)), Qt::AlignCenter, QStringLiteral("·"));
    drawLine(painter, text, word);
    return;
  }
  paintSign(painter, sign, cell.truth, theme);
  if (cell.truth == Truth::yes) {
    drawLine(painter, text, m_look.font(FontRole::small), theme.text.secondary, word);
    return;
  }
  QFont font = m_look.font(FontRole::small);
  font.setWeight(QFont::DemiBold);
  const QColor ink = cell.truth == Truth::no ? theme.severity.critical : theme.severity.warning;
  drawLine(painter, text, font, ink, word);
  if (cell.firstFalse) {
    const int wide = QFontMetrics(font).horizontalAdvance(word);
    painter.fillRect(QRectF(text.x(), rect.center().y() + 8, wide, 2), ink);
  }
}

void TruthTable::paintRow(QPainter& painter, int index) const {
  const Theme& theme = m_look.theme();
  const Row& row = m_rows[static_cast<std::size_t>(index)];
  const int wide = viewport()->width();
  const QRect rect(0, kHeaderHeight + row.y - verticalScrollBar()->value(), wide, row.height);
  if (rect.bottom() < kHeaderHeight || rect.top() > viewport()->height()) {
    return;
  }
  const bool sum = row.term == kSum;
  const bool fold = row.term == kFold;
  const bool hovered = index == m_hovered.row;
  painter.fillRect(rect, hovered && !sum ? theme.bg.hover : sum || fold ? theme.bg.raised : theme.bg.panel);
  if (!sum) {
    const bool edges = theme.highContrast && hovered;
    painter.fillRect(rect.x(), rect.bottom(), wide, 1, edges ? theme.border.strong : theme.border.subtle);
    if (edges) {
      painter.fillRect(rect.x(), rect.y(), wide, 1, theme.border.strong);
    }
  }
  const QRect inner = rect.adjusted(0, 0, 0, -1);
  QFont strong = m_look.font(FontRole::small);
  strong.setWeight(QFont::DemiBold);
  if (fold) {
    painter.drawPixmap(kCellPadding, inner.y() + (inner.height() - 12) / 2,
                       m_look.icon(m_unfolded ? QStringLiteral("chev") : QStringLiteral("right"), 12, theme.text.secondary,
                                   devicePixelRatioF()));
    const auto quiet = std::count_if(m_terms.begin(), m_terms.end(), [](const Term& term) { return term.quiet; });
    drawLine(painter, QRect(kCellPadding + 20, inner.y(), wide - 2 * kCellPadding - 20, inner.height()), strong,
             theme.text.primary, tr("%1 of %2 terms are true for every device").arg(quiet).arg(terms()));
  } else {
    const QRect term(m_fromWidth + kCellPadding, inner.y(), m_termWidth - 2 * kCellPadding, inner.height());
    if (sum) {
      drawLine(painter, term, strong, theme.text.primary, tr("Devices that pass all terms"));
    } else {
      const Term& about = m_terms[static_cast<std::size_t>(row.term)];
      drawLine(painter, QRect(kCellPadding, inner.y(), m_fromWidth - kCellPadding, std::min(25, inner.height())),
               m_look.font(FontRole::small), theme.text.muted, about.from);
      paintTerm(painter, about, term);
    }
    painter.save();
    painter.setClipRect(QRect(m_fromWidth + m_termWidth, kHeaderHeight, wide, viewport()->height()).intersected(rect));
    for (int g = 0; g < groups(); ++g) {
      const Group& group = m_groups[static_cast<std::size_t>(g)];
      const QRect cell(groupX(g), inner.y(), group.width, std::min(25, inner.height()));
      if (cell.x() > wide || cell.right() < m_fromWidth + m_termWidth) {
        continue;
      }
      if (sum) {
        const QFont mono = m_look.font(FontRole::mono);
        const QFont tiny = m_look.font(FontRole::monoSmall);
        const QString mark = group.passing.left(1);
        const int w = QFontMetrics(tiny).horizontalAdvance(mark) + 2;
        drawLine(painter, QRect(cell.x() + kCellPadding, cell.y(), w, cell.height()), tiny, theme.text.muted, mark);
        QFont bold = mono;
        bold.setWeight(QFont::DemiBold);
        drawLine(painter, QRect(cell.x() + kCellPadding + w, cell.y(), cell.width() - kCellPadding - w, cell.height()), bold,
                 theme.text.primary, group.passing.mid(1));
      } else {
        paintCell(painter, m_terms[static_cast<std::size_t>(row.term)].cells[static_cast<std::size_t>(g)], cell);
      }
    }
    painter.restore();
  }
  if (m_keyboard && index == m_row) {
    const QRect ring = m_column >= 2   ? QRect(groupX(m_column - 2), inner.y(),
                                               m_groups[static_cast<std::size_t>(m_column - 2)].width, inner.height())
                       : m_column == 1 ? QRect(m_fromWidth, inner.y(), m_termWidth, inner.height())
                                       : QRect(0, inner.y(), m_fromWidth, inner.height());
    paintFocusRing(painter, ring, 0, theme);
  }
}

void TruthTable::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  painter.fillRect(viewport()->rect(), theme.bg.panel);
  for (int i = 0; i < shownRows(); ++i) {
    paintRow(painter, i);
  }
  paintHeader(painter);
  if (horizontalScrollBar()->maximum() > 0) {
    painter.fillRect(m_fromWidth + m_termWidth - 1, 0, 1, viewport()->height(), theme.border.normal);  // what is left of it stays
  }
}

}  // namespace claimscope::ui
