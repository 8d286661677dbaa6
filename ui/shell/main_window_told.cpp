// MainWindow: what the person is told: claims that are allocated, critical findings that appear. GUI thread.
#include <QApplication>

#include "ui/base/format.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/toasts.h"
#include "ui/shell/told_list.h"

namespace claimscope::ui {

void MainWindow::connectTold() {
  m_toasts = new Toasts(m_look, this, m_strip);
  m_toldList = new ToldList(m_look, this);
  connect(m_toasts, &Toasts::openRequested, this, &MainWindow::openTold);
  connect(m_toldList, &ToldList::openRequested, this, &MainWindow::openTold);
  connect(m_toldList, &ToldList::unreadChanged, this,
          [this] { m_topBar->setTold(m_toldList->unread(), m_toldList->criticalUnread()); });
  const auto open = [this] {
    if (m_toldList->isVisible()) {
      m_toldList->hide();
      return;
    }
    const Chip& bell = m_topBar->bell();
    m_toldList->open(bell.mapTo(this, QPoint(bell.width(), bell.height() + 6)), m_notifier.watched());
  };
  connect(m_topBar, &TopBar::toldRequested, this, open);
  addCommand({QStringLiteral("told"),
              tr("Notifications"),
              tr("Window"),
              QStringLiteral("Ctrl+Shift+N"),
              open,
              {},
              QStringLiteral("bell")});
  addCommand({QStringLiteral("watch"), tr("Tell me when the selection is allocated or released, or no longer"), tr("Selection"),
              QStringLiteral("B"), [this] { watchSelection(); }, [this] { return m_selection.has_value(); },
              QStringLiteral("bell")});
}

void MainWindow::watchSelection() {
  const ObjectRef object = *m_selection;
  const QString name = plain(object.namespaceName) + QLatin1Char('/') + plain(object.name);
  if (m_notifier.watches(object)) {
    m_notifier.unwatch(object);
    setNotice(tr("Nothing more is told of %1.").arg(name));
  } else if (m_notifier.watch(m_view, object)) {
    setNotice(tr("You are told what becomes of %1.").arg(name));
  } else {
    setNotice(tr("Claims and pods that are there can be watched, at most %1 at once.")
                  .arg(number(static_cast<std::int64_t>(Notifier::kMostWatched))));
  }
  if (m_explanation->subject() == object) {
    m_explanation->setTelling(m_notifier.watches(object));
  }
}

void MainWindow::tell(const Notification& what) {
  m_toldList->add(what);
  m_toasts->add(what);
  QApplication::alert(this);
}

/// Of what arrives, be the window paused or not.
void MainWindow::lookForNews(const View& view) {
  if (view.snapshot == nullptr) {
    return;
  }
  for (const Notification& what : m_notifier.look(view)) {
    tell(what);
  }
  if (const std::optional<ObjectRef>& subject = m_explanation->subject()) {
    m_explanation->setTelling(m_notifier.watches(*subject));
  }
}

void MainWindow::openTold(const Notification& what) {
  if (!what.object) {
    return;
  }
  openPage(what.object->kind == "finding" ? QStringLiteral("overview")
           : what.object->kind == "pod"   ? QStringLiteral("explanation")
                                          : QStringLiteral("claims"),
           what.object);
}

}  // namespace claimscope::ui
