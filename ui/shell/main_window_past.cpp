// MainWindow: earlier moments on screen: going to one, stepping over what changed, and back to now. GUI thread.
#include <algorithm>
#include <functional>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/past_view.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/pages/timeline/timeline_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/replay_banner.h"

namespace claimscope::ui {

void MainWindow::connectPast() {
  connect(m_strip, &TimelineStrip::travelRequested, this, &MainWindow::travel);
  connect(m_strip, &TimelineStrip::liveRequested, this, [this] { setPaused(false); });
  connect(m_strip, &TimelineStrip::stepRequested, this, &MainWindow::stepMoment);
  connect(m_replay, &ReplayBanner::liveRequested, this, [this] { setPaused(false); });
  connect(m_timeline, &TimelinePage::travelRequested, this, &MainWindow::travel);
  connect(m_timeline, &TimelinePage::liveRequested, this, [this] { setPaused(false); });
  connect(m_timeline, &TimelinePage::stepRequested, this, &MainWindow::stepMoment);
  connect(m_timeline, &TimelinePage::copyRequested, this, &MainWindow::textCopyRequested);
}

void MainWindow::addPastCommands() {
  const QString section = tr("Timeline");
  const auto any = [this] { return m_newest.past != nullptr && !m_newest.past->outline->empty(); };
  const auto add = [&](const char* id, const QString& title, const char* keys, const char* icon, std::function<void()> run) {
    addCommand(
        {QString::fromLatin1(id), title, section, QString::fromLatin1(keys), std::move(run), any, QString::fromLatin1(icon)});
  };
  add("past.back", tr("Back to the change before"), ",", "step", [this] { stepMoment(-1); });
  add("past.on", tr("On to the next change"), ".", "stepf", [this] { stepMoment(1); });
  // Shift with these keys gives other characters on most keyboards.
  add("past.findingBack", tr("Back to where a finding began"), "<", "left", [this] { stepIncident(-1); });
  add("past.findingOn", tr("On to where a finding began"), ">", "right", [this] { stepIncident(1); });
}

void MainWindow::setAskChanges(AskChanges ask) {
  m_timeline->setAsk(std::move(ask));
}

/// Nothing arrives on screen by itself from here on.
void MainWindow::enterPause() {
  m_paused = true;
  m_strip->setPaused(true);
  m_timeline->setReplay(m_view.snapshot->time);
  Q_EMIT pausedChanged(true);
}

/// What the frame says of the moment on screen.
void MainWindow::tellMoment() {
  const Time moment = m_view.snapshot->time;
  const std::uint64_t since =
      m_newest.snapshot->totalChanges - std::min(m_newest.snapshot->totalChanges, m_view.snapshot->totalChanges);
  m_replay->setMoment(moment, m_newest.snapshot->time, static_cast<std::int64_t>(since));
  m_topBar->setPaused(true, clockTime(moment), m_view.replay);
  m_actionsPage->setPaused(clockTime(moment));
  m_strip->setCursor(moment);
  m_timeline->setReplay(moment);
}

void MainWindow::travel(Time moment) {
  if (m_newest.past == nullptr || m_newest.past->outline->empty()) {
    return;
  }
  if (!m_paused) {
    enterPause();
    tellMoment();
  }
  m_strip->setCursor(moment);
  m_wished = moment;
  Q_EMIT travelRequested(moment);
}

/// An earlier moment has come; late where the person has gone on.
void MainWindow::showReplay(const View& view) {
  if (!m_paused || !m_wished.isSet() || m_newest.snapshot == nullptr) {
    return;
  }
  m_view = view;
  m_view.namespaceFilter = m_namespaceName;
  m_view.actions = m_actions;
  m_view.past = m_newest.past;
  ++m_viewNumber;
  m_topBar->setView(m_view);
  tellMoment();
  updateCounts();
  updateDetached(true);
  if (m_asking || m_broken) {
    return;
  }
  showView(page(m_current));
  if (m_inspector->isVisible()) {
    m_inspector->setView(m_view);
  }
}

void MainWindow::leavePast() {
  m_wished = {};
  m_replay->hide();
  m_strip->setCursor(std::nullopt);
  m_timeline->setReplay(std::nullopt);
  Q_EMIT travelRequested(std::nullopt);
}

void MainWindow::stepMoment(int direction) {
  if (m_newest.past == nullptr || m_view.snapshot == nullptr) {
    return;
  }
  const Time from = m_paused && m_wished.isSet() ? m_wished : m_view.snapshot->time;
  if (const std::optional<Time> to = m_newest.past->outline->stepFrom(from, direction)) {
    travel(*to);
  } else if (direction > 0 && m_paused) {
    setPaused(false);  // nothing has changed after it: that is now
  }
}

void MainWindow::stepIncident(int direction) {
  if (m_newest.past == nullptr || m_view.snapshot == nullptr || m_newest.past->outline->empty()) {
    return;
  }
  const Time from = m_paused && m_wished.isSet() ? m_wished : m_view.snapshot->time;
  const Time oldest = m_newest.past->outline->moments.front().from;
  std::optional<Time> best;
  for (const diagnosis::FindingSpan& span : *m_newest.past->findings) {
    const bool beyond = direction > 0 ? span.since > from : span.since < from;
    if (beyond && span.since >= oldest && (!best || (direction > 0 ? span.since < *best : span.since > *best))) {
      best = span.since;
    }
  }
  if (best) {
    travel(*best);
  } else if (direction > 0 && m_paused) {
    setPaused(false);
  }
}

}  // namespace claimscope::ui
