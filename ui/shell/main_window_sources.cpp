// MainWindow: opening, failing, asking and returning to sources. GUI thread.
#include <algorithm>

#include <utility>

#include "ui/base/format.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/load_line.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_line.h"
#include "ui/shell/page_header.h"
#include "ui/shell/report_sheet.h"
#include "ui/tables/metrics_facts.h"

namespace claimscope::ui {
namespace {

/// What a page is given before the first answer: every kind waits.
View emptyView(const QString& source) {
  auto snapshot = std::make_shared<cluster::Snapshot>();
  snapshot->server.context = source.toStdString();
  for (std::size_t i = 0; i < kKindCount; ++i) {
    snapshot->sources[i].kind = static_cast<Kind>(i);
  }
  snapshot->inventory = std::make_shared<const cluster::Inventory>();
  return {std::move(snapshot), std::make_shared<const diagnosis::Diagnosis>(), {}};
}

/// One and the same notice, whenever it comes again with a new view.
std::string keyOf(const cluster::Snapshot& snapshot, const ServerNotice& notice) {
  return snapshot.server.context + "\n" + formatTime(notice.at) + "\n" + notice.what.message;
}

}  // namespace

void MainWindow::connectSettings() {
  connect(m_failure, &FailurePage::retryRequested, this, &MainWindow::retryRequested);
  connect(m_failure, &FailurePage::sourceChosen, this, &MainWindow::sourceChosen);
  connect(m_failure, &FailurePage::consentAnswered, this, &MainWindow::consentAnswered);
  connect(m_settings, &SettingsPage::sourceChosen, this, &MainWindow::sourceChosen);
  connect(m_settings, &SettingsPage::sourceClosed, this, &MainWindow::sourceClosed);
  connect(m_settings, &SettingsPage::accessRequested, this, &MainWindow::accessRequested);
  connect(m_settings, &SettingsPage::commandForgotten, this, &MainWindow::commandForgotten);
  connect(&m_settings->appearance(), &AppearanceTools::themeChosen, this, [this](ThemeName name) {
    m_look.setTheme(name);
    Q_EMIT themeChosen(name);
  });
  connect(&m_settings->appearance(), &AppearanceTools::languageChosen, this, &MainWindow::languageChosen);
  connect(m_topBar, &TopBar::accessRequested, this, [this] { openPage(QStringLiteral("settings")); });
  connect(m_notice, &NoticeLine::closed, this, [this] {
    if (m_told) {
      m_dismissed.insert(*m_told);
      m_told.reset();
    }
  });
}

/// What the person has in the source that is about to leave.
void MainWindow::keepSource() {
  if (m_sourceId.isEmpty()) {
    return;
  }
  Kept kept;
  kept.page = m_current;
  kept.selection = m_selection;
  kept.namespaceName = m_namespaceName;
  for (const auto& [id, page] : m_pageById) {
    if (QStringList words = page->keep(); !words.isEmpty()) {
      kept.filters.insert(id, std::move(words));
    }
  }
  m_kept[m_sourceId] = std::move(kept);
}

void MainWindow::setConnecting(const QString& source, const QString& id) {
  keepSource();
  if (id != m_sourceId) {
    m_previousId = m_sourceId;
  }
  m_sourceId = id;
  m_tried = source;
  if (std::exchange(m_paused, false)) {
    leavePast();
    Q_EMIT pausedChanged(false);
  }
  m_actionsPage->setPaused({});
  m_troubleshoot->log().setLogs({});
  if (m_reportSheet != nullptr) {
    m_reportSheet->reject();  // it was about another cluster
  }
  m_broken.reset();
  m_asking = false;
  m_told.reset();
  m_notifier.clear();
  m_back.clear();
  m_forward.clear();
  explain(std::nullopt);
  m_explanation->setSubject(std::nullopt);
  m_notice->clear();
  m_load->setProgress(std::nullopt);
  m_strip->setPaused(false);
  select(std::nullopt);
  closeBeside();
  m_newest = emptyView(source);
  m_newest.actions = m_actions;
  m_view = m_newest;
  ++m_viewNumber;
  m_topBar->setSourceName(source, false);
  m_strip->setView(m_view, false);
  updateCounts();
  const auto found = m_kept.find(id);
  const Kept kept = found == m_kept.end() || id.isEmpty() ? Kept{m_current, {}, {}, {}} : found->second;
  for (const auto& [name, page] : m_pageById) {
    page->restore(kept.filters.value(name));
  }
  m_settings->setAccess(nullptr);
  m_namespaceName = kept.namespaceName;
  m_view.namespaceFilter = m_namespaceName;
  m_topBar->setNamespace(QString::fromStdString(m_namespaceName));
  if (!m_current.isEmpty()) {
    m_stepping = true;  // where one was in another cluster is no place to go back to
    openPage(kept.page, kept.selection);
    m_stepping = false;
  }
}

/// The Connect page instead of the pages.
void MainWindow::showBroken() {
  m_pages->setCurrentWidget(m_failure);
  m_header->setLead(nullptr);
  m_header->setTools(nullptr);
  m_header->setRuled(false);
  m_header->setTitle(tr("Connect"), plain(m_tried));
  showInspector(false);
}

void MainWindow::setFailure(const Error& error, const QString& source) {
  m_broken = error.message;
  m_tried = source;
  select(std::nullopt);
  m_failure->setFailure(error, source, m_choices);
  if (!standsAlone(m_current) || m_view.snapshot == nullptr || !m_view.snapshot->time.isSet()) {
    showBroken();
  }
  if (m_view.snapshot == nullptr || !m_view.snapshot->time.isSet()) {
    m_topBar->setSourceName(source, true);
  }
  m_load->setProgress(std::nullopt);
  m_rail->setCount(QStringLiteral("overview"), {}, false);
  m_rail->setCount(QStringLiteral("claims"), {}, false);
}

void MainWindow::setConsent(const std::optional<ConsentQuestion>& question) {
  if (question) {
    m_asking = true;
    m_failure->setConsent(*question, m_choices);
    showBroken();
    m_failure->setFocus(Qt::OtherFocusReason);  // what is typed on must not press a button that has just appeared
  } else if (m_asking) {
    m_asking = false;
    openPage(m_current);
  }
}

void MainWindow::setChoices(std::vector<SourceChoice> choices) {
  m_choices = choices;
  m_settings->setChoices(choices);
  m_topBar->setChoices(std::move(choices));
}

void MainWindow::setProgram(const ProgramFacts& facts) {
  m_settings->setProgram(facts);
}

void MainWindow::setAccess(const std::shared_ptr<const AccessReport>& report) {
  m_settings->setAccess(report);
}

void MainWindow::setNotice(const QString& text) {
  m_told.reset();
  if (text.isEmpty()) {
    m_notice->clear();
  } else {
    m_notice->setMessage(NoticeLine::Tone::notice, text, {});
  }
}

/// The newest of what the server told that nobody has closed yet; all of them stand in Settings.
void MainWindow::showServerNotice() {
  const std::vector<ServerNotice>& notices = m_view.snapshot->server.notices;
  for (auto notice = notices.rbegin(); notice != notices.rend(); ++notice) {
    const std::string key = keyOf(*m_view.snapshot, *notice);
    if (m_dismissed.count(key) != 0) {
      continue;
    }
    if (m_told != key) {
      m_told = key;
      m_notice->setMessage(NoticeLine::Tone::warning, plain(notice->what.text()), {});
    }
    return;
  }
}

void MainWindow::fillMetrics() {
  if (m_view.metrics == nullptr) {
    m_metrics->hide();
    return;
  }
  const prometheus::Metrics& metrics = *m_view.metrics;
  const QStringList lines = metricsLines(metrics, m_view.snapshot->time);
  m_metrics->setRows(metricsRows(metrics, m_view.snapshot->time), lines.isEmpty() ? QString() : lines.front());
}

void MainWindow::openMetrics() {
  if (m_metrics->isVisible()) {
    m_metrics->hide();
    return;
  }
  fillMetrics();
  const QSize wanted = m_metrics->sizeHint();
  const QSize size(wanted.width(), std::min(wanted.height(), height() - 80));
  const QPoint at = m_topBar->metricsBox()->mapTo(this, QPoint(0, m_topBar->metricsBox()->height() + 6));
  m_metrics->setGeometry(QRect(QPoint(std::min(at.x(), width() - size.width() - 12), at.y()), size));
  m_metrics->show();
  m_metrics->raise();
  m_metrics->setFocus(Qt::PopupFocusReason);
}

}  // namespace claimscope::ui
