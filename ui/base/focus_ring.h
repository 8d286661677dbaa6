// FocusRing: the ring around a control that has the keyboard; an overlay, because a widget cannot paint outside itself. GUI
// thread.
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// Lives in the control's parent, 3 px larger than the control, and takes no mouse. Shown only when the focus came by a key.
class FocusRing final : public QWidget {
  Q_OBJECT
 public:
  /// Gives `control` a ring for as long as it lives.
  static void attach(QWidget* control, Look& look, int radius);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  FocusRing(QWidget* control, Look& look, int radius);
  void place();

  QPointer<QWidget> m_control;
  Look& m_look;
  int m_radius;
};

}  // namespace claimscope::ui
