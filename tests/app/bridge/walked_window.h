// WalkedWindow: the window over a demo's moment with everything that its pages ask for, answered at once. GUI thread.
#pragma once

#include <QWidget>
#include <memory>

#include "ui/base/actions_view.h"
#include "ui/shell/main_window.h"

namespace claimscope::app {

class WalkedWindow {
 public:
  WalkedWindow(ui::Look& look, const ui::View& view, const QSize& size);
  [[nodiscard]] ui::MainWindow& window() { return m_window; }
  /// Opens a page with something to show on it, and lets its layout settle.
  void open(const QString& page);
  void settle();

 private:
  void answer();
  ui::View m_view;
  ui::MainWindow m_window;
  ui::ActionsView m_actions;
};

/// What a person sees and can click, of all below a widget.
[[nodiscard]] QList<QWidget*> visibleWidgets(QWidget& root);
/// "PageHeader > Button 'Pause'": where a widget is, for messages.
[[nodiscard]] QString pathOf(const QWidget* widget);

}  // namespace claimscope::app
