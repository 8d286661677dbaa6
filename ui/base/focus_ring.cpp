#include "ui/base/focus_ring.h"

#include <QFocusEvent>
#include <QPainter>

#include "ui/base/controls.h"

namespace claimscope::ui {

namespace {

constexpr int kRingGap = 1;

bool byKey(Qt::FocusReason reason) {
  return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

}  // namespace

void FocusRing::attach(QWidget* control, Look& look, int radius) {
  new FocusRing(control, look, radius);
}

FocusRing::FocusRing(QWidget* control, Look& look, int radius)
    : QWidget(control), m_control(control), m_look(look), m_radius(radius) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
  setFocusPolicy(Qt::NoFocus);
  hide();
  control->installEventFilter(this);
  connect(control, &QObject::destroyed, this, &QObject::deleteLater);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::FocusIn:
      if (byKey(static_cast<QFocusEvent*>(event)->reason())) {
        place();
        show();
        raise();
      }
      break;
    case QEvent::FocusOut: {
      const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
      // The window goes to the back and comes again: the control keeps what it had.
      if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) {
        hide();
      }
      break;
    }
    case QEvent::Hide:
    case QEvent::EnabledChange:
      hide();
      break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::ParentChange:
      if (!isHidden()) {
        place();
      }
      break;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

void FocusRing::place() {
  if (!m_control) {
    return;
  }
  QWidget* const over = m_control->parentWidget() ? m_control->parentWidget() : m_control.data();
  if (parentWidget() != over) {
    const bool shown = !isHidden();
    setParent(over);
    setVisible(shown);
  }
  const int reach = kRingGap + m_look.theme().focusWidth;
  setGeometry(m_control->geometry().adjusted(-reach, -reach, reach, reach));
}

void FocusRing::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int reach = kRingGap + m_look.theme().focusWidth;
  paintFocusRing(painter, QRectF(rect()).adjusted(reach, reach, -reach, -reach), m_radius, m_look.theme());
}

}  // namespace claimscope::ui
