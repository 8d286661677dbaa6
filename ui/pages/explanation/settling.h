// Settling: the content of a page whose texts know their height only once they have a width. GUI thread.
#pragma once

#include <QWidget>

namespace claimscope::ui {

/// Qt tells a changed height to one layout after the other, one round of the event loop each, and layouts keep hints of nested
/// ones meanwhile: after a resize parts could stay one over another. This lays all of it out from the inside to the outside at
/// once.
class Settling final : public QWidget {
  Q_OBJECT
 public:
  using QWidget::QWidget;
  /// In this round of the event loop, once.
  void settleSoon();

 protected:
  bool event(QEvent* event) override;

 private:
  bool m_posted = false;
};

/// Gives a widget another height in the middle of a layout pass, and has the Settling around it lay itself out.
void setHeightNow(QWidget* widget, int height);
/// The same for a least height.
void setLeastHeightNow(QWidget* widget, int height);

}  // namespace claimscope::ui
