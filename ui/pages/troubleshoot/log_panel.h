// LogPanel: the log of the driver pod that a workflow names, read on one click. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include "model/diagnosis/log_text.h"
#include "model/diagnosis/workflows/driver_logs.h"
#include "ui/base/ask_pod_log.h"
#include "ui/base/panels.h"

namespace claimscope::ui {

class LogLines;

class LogPanel final : public QWidget {
  Q_OBJECT
 public:
  enum class State { offered, loading, shown, refused };

  explicit LogPanel(Look& look, QWidget* parent = nullptr);
  void setAsk(AskPodLog ask) { m_ask = std::move(ask); }
  /// Pods whose log may help, the best first; those of the result before keep what was read. None: hidden.
  void setLogs(std::vector<diagnosis::DriverLog> logs);
  /// Reads the pod in sight: what its button does.
  void read(bool previous = false);
  /// Nothing of another source is shown or arrives any more.
  void forget();

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] const diagnosis::LogText& text() const { return m_text; }
  [[nodiscard]] const Error& error() const { return m_error; }
  [[nodiscard]] LogLines* lines() const { return m_lines; }
  /// Null while it is not offered.
  [[nodiscard]] Button* show() const { return m_show; }
  [[nodiscard]] Button* previous() const { return m_previous; }
  [[nodiscard]] Button* full() const { return m_full; }
  [[nodiscard]] Button* next() const { return m_next; }
  [[nodiscard]] Button& copy() { return *m_copy; }
  /// What the foot says was read: "line 23 of 25 decides · 4 KB read".
  [[nodiscard]] QString facts() const;

 private:
  void answer(std::uint64_t question, const Result<PodLog>& log);
  void refresh();
  void addOffer(QWidget* body, QVBoxLayout* column);
  void addLines(QWidget* body, QVBoxLayout* column);
  void addRefusal(QWidget* body, QVBoxLayout* column);
  void addButtons(QWidget* body, QVBoxLayout* column);
  void openFull();
  [[nodiscard]] const diagnosis::DriverLog& current() const { return m_logs[m_at]; }

  Look& m_look;
  AskPodLog m_ask;
  std::vector<diagnosis::DriverLog> m_logs;
  std::size_t m_at = 0;  ///< the one in sight
  State m_state = State::offered;
  bool m_isPrevious = false;  ///< what was asked for is of the container before
  std::uint64_t m_question = 0;
  diagnosis::LogText m_text;
  Error m_error;
  Panel* m_panel;
  Button* m_copy;
  LogLines* m_lines = nullptr;
  Button* m_show = nullptr;
  Button* m_previous = nullptr;
  Button* m_full = nullptr;
  Button* m_next = nullptr;
};

}  // namespace claimscope::ui
