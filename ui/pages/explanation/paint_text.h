// Small helpers of the page's own painting. GUI thread.
#pragma once

#include <QPainter>
#include <QString>
#include <QWidget>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// Gives a widget another height in the middle of a layout pass. Layouts keep the size hints of nested widgets until each of them
/// is told, so all that lie around it are.
inline void setHeightNow(QWidget* widget, int height) {
  if (height == widget->minimumHeight() && height == widget->maximumHeight()) {
    return;
  }
  widget->setFixedHeight(height);
  for (QWidget* around = widget->parentWidget(); around != nullptr && !around->isWindow(); around = around->parentWidget()) {
    around->updateGeometry();
  }
}

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
