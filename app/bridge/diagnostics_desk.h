// DiagnosticsDesk: makes the diagnostics bundle that the window asks for and saves it where the person says. GUI thread.
#pragma once

#include <QObject>
#include <memory>

#include "model/base/executor.h"
#include "ui/shell/main_window.h"

namespace claimscope::app {

class DiagnosticsDesk final : public QObject {
  Q_OBJECT
 public:
  explicit DiagnosticsDesk(ui::MainWindow& window);
  ~DiagnosticsDesk() override;
  /// Of the moment on screen. `names`: with those of objects and servers; `asks`: commands that sign in are asked about.
  void make(bool names, const ui::View& view, bool asks);

 private:
  ui::MainWindow& m_window;
  std::unique_ptr<ThreadPool> m_worker;  ///< one thread: naming 300,000 objects anew takes a while
};

}  // namespace claimscope::app
