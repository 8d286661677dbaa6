// Geometry: a page laid out at a size, and what in it lies over something else or is cut. GUI thread.
#pragma once

#include <QAbstractScrollArea>
#include <QCoreApplication>
#include <QWidget>

#include "ui/base/focus_ring.h"
#include "ui/pages/explanation/wrap_text.h"

namespace claimscope::ui {

/// Shown off screen at a size, all layouts done.
inline void settle(QWidget& widget, const QSize& size) {
  widget.setAttribute(Qt::WA_DontShowOnScreen);
  widget.resize(size);
  widget.show();
  for (int i = 0; i < 4; ++i) {
    QCoreApplication::sendPostedEvents();
    (void)widget.grab();
  }
  QCoreApplication::sendPostedEvents();  // what the last picture has stirred up
}

inline QString nameOf(const QWidget& widget) {
  return QString::fromLatin1(widget.metaObject()->className()) + QLatin1Char('"') + widget.accessibleName().left(40) +
         QLatin1Char('"') +
         QStringLiteral("(%1,%2 %3x%4)").arg(widget.x()).arg(widget.y()).arg(widget.width()).arg(widget.height());
}

/// The first two widgets beside each other that overlap, or one that reaches out of its parent or is lower than its text; empty
/// when there is none. Insides of scrolling areas are not looked at, but for the page's own.
inline QString overlaps(const QWidget& root) {
  QList<const QWidget*> children;
  for (const QObject* object : root.children()) {
    const auto* child = qobject_cast<const QWidget*>(object);
    if (child == nullptr || child->isHidden() || child->isWindow() || qobject_cast<const FocusRing*>(child) != nullptr ||
        child->inherits("claimscope::ui::DevicePopup")) {
      continue;
    }
    children << child;
  }
  for (qsizetype i = 0; i < children.size(); ++i) {
    const QWidget& child = *children[i];
    if (const auto* text = qobject_cast<const WrapText*>(&child);
        text != nullptr && text->height() < text->heightFor(text->width())) {
      return nameOf(child) + QStringLiteral(" is cut");
    }
    if (!root.rect().contains(child.geometry()) && !child.geometry().isEmpty() && root.inherits("QAbstractScrollArea") == false) {
      return nameOf(child) + QStringLiteral(" reaches out of ") + nameOf(root);
    }
    for (qsizetype j = i + 1; j < children.size(); ++j) {
      const QRect common = child.geometry().intersected(children[j]->geometry());
      if (!common.isEmpty()) {
        return nameOf(child) + QStringLiteral(" over ") + nameOf(*children[j]);
      }
    }
    const auto* area = qobject_cast<const QAbstractScrollArea*>(&child);
    const bool own = child.inherits("QScrollArea");
    if (area != nullptr && !own) {
      continue;
    }
    const QWidget* inside = own ? area->viewport()->findChild<QWidget*>(QString(), Qt::FindDirectChildrenOnly) : &child;
    const QString found = inside == nullptr ? QString() : overlaps(*inside);
    if (!found.isEmpty()) {
      return found;
    }
  }
  return {};
}

}  // namespace claimscope::ui
