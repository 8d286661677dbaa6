#include "ui/pages/explanation/settling.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLayout>

namespace claimscope::ui {
namespace {

constexpr int kPasses = 3;  ///< hints go out in the first, sizes come in with the second, and what wraps anew is in the third

QEvent::Type settleEvent() {
  static const auto kType = static_cast<QEvent::Type>(QEvent::registerEventType());
  return kType;
}

void layOutInside(QWidget* widget) {
  for (QObject* child : widget->children()) {
    if (auto* inside = qobject_cast<QWidget*>(child); inside != nullptr && !inside->isWindow() && !inside->isHidden()) {
      layOutInside(inside);
    }
  }
  if (QLayout* layout = widget->layout()) {
    layout->invalidate();
    layout->activate();
  }
}

void tellSettling(QWidget* widget) {
  for (QWidget* around = widget->parentWidget(); around != nullptr; around = around->parentWidget()) {
    if (auto* settling = qobject_cast<Settling*>(around)) {
      settling->settleSoon();
      return;
    }
  }
}

}  // namespace

void Settling::settleSoon() {
  if (!m_posted) {
    m_posted = true;
    QCoreApplication::postEvent(this, new QEvent(settleEvent()), Qt::LowEventPriority);
  }
}

bool Settling::event(QEvent* event) {
  if (event->type() != settleEvent()) {
    return QWidget::event(event);
  }
  for (int pass = 0; pass < kPasses; ++pass) {
    layOutInside(this);
  }
  m_posted = false;  // what the passes themselves have changed is laid out
  updateGeometry();
  return true;
}

void setHeightNow(QWidget* widget, int height) {
  if (height != widget->minimumHeight() || height != widget->maximumHeight()) {
    widget->setFixedHeight(height);
    tellSettling(widget);
  }
}

void setLeastHeightNow(QWidget* widget, int height) {
  if (height != widget->minimumHeight()) {
    widget->setMinimumHeight(height);
    tellSettling(widget);
  }
}

}  // namespace claimscope::ui
