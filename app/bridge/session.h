// Session: what the windows come back with after the program ended, however it ended: one small file. GUI thread.
#pragma once

#include <QByteArray>
#include <QLockFile>
#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "ui/shell/window_state.h"

namespace claimscope::app {

/// One window in the file.
struct KeptWindow {
  ui::WindowState state;
  QByteArray geometry;
  friend bool operator==(const KeptWindow&, const KeptWindow&) = default;
};

/// The file says that the program runs; when that is still there at the next start, the last run did not end well. Two such ends
/// within a minute: what is kept may be what ends it, so the windows begin fresh. A second program beside the first one keeps
/// nothing.
class Session {
 public:
  static constexpr std::int64_t kLoopMs = 60'000;

  /// `folder` is made where it is missing; `nowMs` since 1970. `fresh`: nothing is given back, what was kept is written over.
  Session(const QString& folder, std::int64_t nowMs, bool fresh);
  /// Notes that the program ended well.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  /// $XDG_STATE_HOME/claimscope, else ~/.local/state/claimscope.
  [[nodiscard]] static QString usualFolder();

  /// What the last run had; empty for none.
  [[nodiscard]] const std::vector<KeptWindow>& windows() const { return m_given; }
  [[nodiscard]] bool crashed() const { return m_crashed; }
  [[nodiscard]] bool looping() const { return m_looping; }
  /// What has to be said at the start; empty: nothing.
  [[nodiscard]] const QString& notice() const { return m_notice; }
  /// Writes what has changed; cheap when nothing has.
  void keep(const std::vector<KeptWindow>& windows);

 private:
  void read();
  void write(bool running) const;
  QString m_path;
  QLockFile m_lock;
  bool m_mine = false;  ///< no other program keeps its windows here
  std::int64_t m_started = 0;
  std::vector<std::int64_t> m_crashes;  ///< when ends that were none were noticed
  std::vector<KeptWindow> m_given;
  std::vector<KeptWindow> m_kept;
  bool m_crashed = false;
  bool m_looping = false;
  QString m_notice;
};

}  // namespace claimscope::app
