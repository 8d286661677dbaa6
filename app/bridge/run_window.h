// runWindow: the program with its window, until it is closed. Main thread.
#pragma once

#include <QByteArray>
#include <memory>

#include "app/commands/command.h"

namespace claimscope::ui {
class Look;
class MainWindow;
}  // namespace claimscope::ui

namespace claimscope::app {

struct WindowWishes;

/// The window with all that it asks for: sources, guided actions, YAML, files, the clipboard, settings kept between runs. Whoever
/// has an application can have one: runWindow(), and the tests that click through it. `look` must outlive it.
class ConnectedWindow {
 public:
  ConnectedWindow(ui::Look& look, const CommonOptions& options);
  ~ConnectedWindow();
  ConnectedWindow(const ConnectedWindow&) = delete;
  ConnectedWindow& operator=(const ConnectedWindow&) = delete;
  /// As large as it was left, or as `geometry` says, and opens the source of the options.
  void show(const QByteArray& geometry = {});
  /// What it shows now, for another one like it.
  [[nodiscard]] const SourceOptions& source() const;
  [[nodiscard]] ui::MainWindow& window();

 private:
  class Runner;
  std::unique_ptr<Runner> m_runner;
};

/// The exit status. Without a kubeconfig and without flags it opens the demo cluster and says so.
[[nodiscard]] int runWindow(int argc, char** argv, const CommonOptions& options, const WindowWishes& wishes);
/// What `./dev run` does where no display is: the report on stdout and a picture of the Overview in the current folder.
[[nodiscard]] int runWithoutDisplay(int argc, char** argv, CommonOptions& options);
/// False when neither X nor Wayland is announced.
[[nodiscard]] bool haveDisplay(const std::map<std::string, std::string>& environment);

}  // namespace claimscope::app
