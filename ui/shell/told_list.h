// ToldList: everything that was told in this window, newest first, behind the bell. GUI thread.
#pragma once

#include <QFrame>
#include <QScrollArea>
#include <QVBoxLayout>
#include <deque>

#include "ui/base/controls.h"
#include "ui/shell/notifier.h"

namespace claimscope::ui {

class ToldList final : public QFrame {
  Q_OBJECT
 public:
  static constexpr std::size_t kMost = 200;
  ToldList(Look& look, QWidget* parent);
  void add(const Notification& what);
  void clear();
  [[nodiscard]] const std::deque<Notification>& all() const { return m_told; }
  /// Since the list was last opened.
  [[nodiscard]] int unread() const { return m_unread; }
  [[nodiscard]] bool criticalUnread() const { return m_critical; }
  /// Its right top at this point of the parent. `watched`: how many objects are followed.
  void open(const QPoint& rightTop, std::size_t watched);

 Q_SIGNALS:
  void unreadChanged();
  void openRequested(const claimscope::ui::Notification& what);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void fill();
  Look& m_look;
  std::deque<Notification> m_told;  ///< newest first
  PlainLabel* m_title;
  PlainLabel* m_scope;
  Button* m_clear;
  QScrollArea* m_scroll;
  int m_unread = 0;
  bool m_critical = false;
};

}  // namespace claimscope::ui
