// MainWindow: where Tab goes. Qt's chain is the order in which widgets were made and moved between parents; tools of pages that
// were moved into the header fall out of it. GUI thread.
#include <algorithm>

#include "ui/shell/main_window.h"

namespace claimscope::ui {
namespace {

bool takesTab(const QWidget& widget) {
  return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
         widget.focusProxy() == nullptr;
}

/// Below a widget, parts of a layout in the order in which they were put there.
void gather(QWidget& widget, QList<QWidget*>& out) {
  if (takesTab(widget)) {
    out += &widget;
  }
  for (QObject* child : widget.children()) {
    if (child->isWidgetType() && !static_cast<QWidget*>(child)->isWindow()) {
      gather(*static_cast<QWidget*>(child), out);
    }
  }
}

}  // namespace

bool MainWindow::focusNextPrevChild(bool next) {
  QList<QWidget*> order;
  gather(*centralWidget(), order);
  QWidget* current = focusWidget();
  if (current == nullptr || order.isEmpty() || !centralWidget()->isAncestorOf(current)) {
    return QMainWindow::focusNextPrevChild(next);  // popups have an order of their own
  }
  // What has the keyboard without being a stop of Tab (a page clicked into): on from the nearest stop around it.
  qsizetype at = order.indexOf(current);
  for (const QWidget* around = current->parentWidget(); at < 0 && around != nullptr; around = around->parentWidget()) {
    const auto first = std::find_if(order.begin(), order.end(), [around](QWidget* one) { return around->isAncestorOf(one); });
    if (first != order.end()) {
      at = first - order.begin();
      order[at]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
      return true;
    }
  }
  const qsizetype step = (at + (next ? 1 : -1) + order.size()) % order.size();
  order[step]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
  return true;
}

}  // namespace claimscope::ui
