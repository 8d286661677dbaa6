// Toasts: what was just told, at the bottom right of the window: 400 wide, 6 s; critical ones stay until they are closed. GUI
// thread.
#pragma once

#include <QFrame>
#include <QPointer>
#include <vector>

#include "ui/base/controls.h"
#include "ui/shell/notifier.h"

namespace claimscope::ui {

class Toast final : public QFrame {
  Q_OBJECT
 public:
  static constexpr int kWidth = 400;
  Toast(Look& look, const Notification& what, QWidget* parent);
  [[nodiscard]] const Notification& notification() const { return m_what; }
  [[nodiscard]] Button* openButton() const { return m_open; }
  [[nodiscard]] Button& closeButton() { return *m_close; }

 Q_SIGNALS:
  void openRequested();
  void closeRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  Notification m_what;
  Button* m_open = nullptr;
  Button* m_close;
};

/// At most three at once; the list behind the bell has all of them.
class Toasts final : public QObject {
  Q_OBJECT
 public:
  static constexpr int kShownMs = 6'000;
  static constexpr std::size_t kMostShown = 3;
  /// Over `over`, above `above` at its bottom.
  Toasts(Look& look, QWidget* over, QWidget* above);
  void add(const Notification& what);
  void clear();
  void arrange();
  [[nodiscard]] std::vector<Toast*> shown() const;

 Q_SIGNALS:
  void openRequested(const claimscope::ui::Notification& what);

 private:
  void close(Toast* toast);
  Look& m_look;
  QWidget* m_over;
  QWidget* m_above;
  std::vector<QPointer<Toast>> m_toasts;  ///< oldest first
};

}  // namespace claimscope::ui
