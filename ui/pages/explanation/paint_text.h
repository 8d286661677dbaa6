// Small helpers of the page's own painting. GUI thread.
#pragma once

#include <QPainter>
#include <QString>
#include <QTextLayout>

#include <algorithm>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// One line, cut where it does not fit.
inline void drawLine(QPainter& painter, const QRect& rect, const QString& text, Qt::Alignment alignment = Qt::AlignLeft,
                     Qt::TextElideMode elide = Qt::ElideRight) {
  if (rect.width() > 0) {
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, elide, rect.width() + 1));
  }
}

inline void drawLine(QPainter& painter, const QRect& rect, const QFont& font, const QColor& color, const QString& text,
                     Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight) {
  painter.setFont(font);
  painter.setPen(color);
  drawLine(painter, rect, text, alignment, elide);
}

/// Draws a text of one paragraph in at most `most` lines, broken at words where there are any, else anywhere; only measures when
/// the painter is null. The lines used.
inline int drawWrapped(QPainter* painter, const QRect& rect, const QFont& font, const QString& text, int most) {
  QTextLayout layout(text, font);
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  const QFontMetrics metrics(font);
  const int step = metrics.height();
  int lines = 0;
  layout.beginLayout();
  while (lines < most && !text.isEmpty()) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) {
      break;
    }
    line.setLineWidth(std::max(1, rect.width()));
    const bool more = line.textStart() + line.textLength() < text.size();
    const QRect place(rect.x(), rect.y() + lines * step, rect.width(), step);
    ++lines;
    if (painter != nullptr && more && lines == most) {
      drawLine(*painter, place, text.mid(line.textStart()));
    } else if (painter != nullptr) {
      line.draw(painter, QPointF(place.x(), place.y() + (step - line.height()) / 2));
    }
  }
  layout.endLayout();
  return lines;
}

}  // namespace claimscope::ui
