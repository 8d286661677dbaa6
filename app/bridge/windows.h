// Windows: every window of the program, with what they come back with at the next start. GUI thread.
#pragma once

#include <QTimer>
#include <memory>
#include <vector>

#include "app/bridge/run_window.h"
#include "app/bridge/session.h"
#include "ui/base/language.h"

namespace claimscope::app {

/// What the command line says of the windows besides the source.
struct WindowWishes {
  QString address;     ///< claimscope://…; empty: none
  bool fresh = false;  ///< nothing of the last run
};
/// Takes `--fresh` and an address out of the arguments, so that the commands never see them.
[[nodiscard]] WindowWishes takeWishes(int& argc, char** argv);

/// Each window watches its source itself: what one does (pause, explain, arm) is nothing to the others. At most kMost.
class Windows final : public QObject {
  Q_OBJECT
 public:
  static constexpr std::size_t kMost = 4;
  static constexpr int kKeepMs = 3'000;

  Windows(ui::Look& look, const CommonOptions& options, Session& session);
  ~Windows() override;
  /// As the last run left them, or one.
  void openFirst(const WindowWishes& wishes);
  [[nodiscard]] std::size_t count() const { return m_windows.size(); }
  [[nodiscard]] ConnectedWindow& window(std::size_t index) { return *m_windows.at(index); }

 private:
  ConnectedWindow& open(const CommonOptions& options, const ui::WindowState* state, const QByteArray& geometry);
  void another(ConnectedWindow& from, const ui::WindowState& state);
  void closed(ui::MainWindow* window);
  /// Texts are made once: every window is made anew where it stands.
  void speak(ConnectedWindow& from, ui::Language language);
  void keep();
  ui::Look& m_look;
  CommonOptions m_options;
  Session& m_session;
  std::vector<std::unique_ptr<ConnectedWindow>> m_windows;
  QTimer m_keeper;
};

}  // namespace claimscope::app
