// Small helpers of the page's own painting. GUI thread.
#pragma once

#include <QPainter>
#include <QString>

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

}  // namespace claimscope::ui
