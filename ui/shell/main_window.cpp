// MainWindow: its parts, and what moves between them. GUI thread.
#include "ui/shell/main_window.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/base/format.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/pages/claims/claims_page.h"
#include "ui/pages/control_plane/control_plane_page.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/latency/latency_page.h"
#include "ui/pages/migration/migration_page.h"
#include "ui/pages/modernise/modernise_page.h"
#include "ui/pages/objects/object_pages.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/posture/posture_page.h"
#include "ui/pages/selector/selector_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/timeline/timeline_page.h"
#include "ui/pages/topology/topology_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/load_line.h"
#include "ui/shell/main_window_cost.h"
#include "ui/shell/notice_line.h"
#include "ui/shell/page_header.h"
#include "ui/shell/replay_banner.h"
#include "ui/shell/toasts.h"
#include "ui/shell/told_list.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr int kNarrowWindow = 1280;
constexpr int kDensePage = 1600;  ///< below it a page of three columns takes the room of the wide rail

/// Which entry of the rail a page belongs to.
QString railOf(const QString& id) {
  if (id == QLatin1String("dashboard")) {
    return QStringLiteral("latency");
  }
  if (id == QLatin1String("cost")) {
    return QStringLiteral("devices");
  }
  if (id == QLatin1String("posture") || id == QLatin1String("control-plane")) {
    return QStringLiteral("settings");
  }
  if (id == QLatin1String("modernise")) {
    return QStringLiteral("migration");
  }
  if (objectPage(id) != nullptr) {
    return QStringLiteral("objects");
  }
  return id == QLatin1String("explanation") || id == QLatin1String("selector") ? QStringLiteral("claims") : id;
}

std::vector<NavRail::Item> railItems() {
  return {
      {QStringLiteral("overview"),
       MainWindow::tr("Overview"),
       QStringLiteral("overview"),
       QStringLiteral("Ctrl+1"),
       false,
       {},
       false},
      {QStringLiteral("topology"),
       MainWindow::tr("Topology"),
       QStringLiteral("topology"),
       QStringLiteral("Ctrl+2"),
       false,
       {},
       false},
      {QStringLiteral("devices"),
       MainWindow::tr("Devices"),
       QStringLiteral("devices"),
       QStringLiteral("Ctrl+3"),
       false,
       {},
       false},
      {QStringLiteral("claims"), MainWindow::tr("Claims"), QStringLiteral("claims"), QStringLiteral("Ctrl+4"), false, {}, false},
      {QStringLiteral("latency"),
       MainWindow::tr("Latency"),
       QStringLiteral("latency"),
       QStringLiteral("Ctrl+5"),
       false,
       {},
       false},
      {QStringLiteral("troubleshoot"),
       MainWindow::tr("Troubleshoot"),
       QStringLiteral("troubleshoot"),
       QStringLiteral("Ctrl+6"),
       false,
       {},
       false},
      {QStringLiteral("actions"),
       MainWindow::tr("Actions"),
       QStringLiteral("actions"),
       QStringLiteral("Ctrl+7"),
       false,
       {},
       false},
      {QStringLiteral("migration"),
       MainWindow::tr("Migration"),
       QStringLiteral("migration"),
       QStringLiteral("Ctrl+Shift+M"),
       false,
       {},
       false},
      {QStringLiteral("objects"),
       MainWindow::tr("Objects"),
       QStringLiteral("folder"),
       QStringLiteral("Ctrl+8"),
       false,
       {},
       false},
      {QStringLiteral("timeline"),
       MainWindow::tr("Timeline"),
       QStringLiteral("timeline"),
       QStringLiteral("Ctrl+9"),
       true,
       {},
       false},
      {QStringLiteral("settings"),
       MainWindow::tr("Settings"),
       QStringLiteral("settings"),
       QStringLiteral("Ctrl+0"),
       false,
       {},
       false}};
}

}  // namespace

MainWindow::MainWindow(Look& look, FetchYaml fetch, QWidget* parent)
    : QMainWindow(parent),
      m_look(look),
      m_rail(new NavRail(look, railItems(), this)),
      m_topBar(new TopBar(look, this)),
      m_header(new PageHeader(look, this)),
      m_notice(new NoticeLine(look, this)),
      m_load(new LoadLine(look, this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_pages(new QStackedWidget(this)),
      m_failure(new FailurePage(look, this)),
      m_fetch(std::move(fetch)),
      m_inspector(new Inspector(look, m_fetch, this)),
      m_strip(new TimelineStrip(look, this)),
      m_replay(new ReplayBanner(look, this)),
      m_timeline(new TimelinePage(look, this)),
      m_explanation(new ExplanationPage(look, this)),
      m_selector(new SelectorPage(look, this)),
      m_dashboard(new DashboardPage(look, this)),
      m_modernise(new ModernisePage(look, this)),
      m_settings(new SettingsPage(look, this)),
      m_posture(new PosturePage(look, this)),
      m_controlPlane(new ControlPlanePage(look, this)),
      m_latency(new LatencyPage(look, this)),
      m_troubleshoot(new TroubleshootPage(look, this)),
      m_actionsPage(new ActionsPage(look, this)),
      m_migration(new MigrationPage(look, this)),
      m_sources(new SourcesPopup(look, this)),
      m_metrics(new SourcesPopup(look, this)),
      m_commands(new Commands(this)) {
  m_metrics->setTitles({tr("Query"), tr("Value"), tr("State"), tr("Age")});
  m_metrics->setAccessibleName(tr("Metrics"));
  setWindowTitle(QStringLiteral("Claimscope"));
  setMinimumSize(1100, 700);
  auto* central = new QWidget(this);
  auto* columns = new QHBoxLayout(central);
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(0);
  columns->addWidget(m_rail);
  auto* main = new QVBoxLayout;
  main->setSpacing(0);
  main->addWidget(m_topBar);
  main->addWidget(m_notice);
  main->addWidget(m_load);
  main->addWidget(m_header);
  main->addWidget(m_replay);
  m_splitter->setHandleWidth(1);
  m_splitter->setChildrenCollapsible(false);
  m_splitter->addWidget(m_pages);
  m_splitter->addWidget(m_inspector);
  m_splitter->setStretchFactor(0, 1);
  m_splitter->setStretchFactor(1, 0);
  main->addWidget(m_splitter, 1);
  main->addWidget(m_strip);
  columns->addLayout(main, 1);
  setCentralWidget(central);
  m_inspector->hide();

  addPage(QStringLiteral("overview"), new OverviewPage(look, this));
  addPage(QStringLiteral("topology"), new TopologyPage(look, this));
  addPage(QStringLiteral("devices"), new DevicesPage(look, this));
  addPage(QStringLiteral("claims"), new ClaimsPage(look, this));
  addPage(QStringLiteral("latency"), m_latency);
  addPage(QStringLiteral("troubleshoot"), m_troubleshoot);
  addPage(QStringLiteral("actions"), m_actionsPage);
  addPage(QStringLiteral("migration"), m_migration);
  addObjectPages();
  addPage(QStringLiteral("timeline"), m_timeline);
  addPage(QStringLiteral("settings"), m_settings);
  addPage(QStringLiteral("explanation"), m_explanation);
  addPage(QStringLiteral("selector"), m_selector);
  addPage(QStringLiteral("dashboard"), m_dashboard);
  addPage(QStringLiteral("cost"), new CostPage(look, this));
  addPage(QStringLiteral("posture"), m_posture);
  addPage(QStringLiteral("control-plane"), m_controlPlane);
  addPage(QStringLiteral("modernise"), m_modernise);
  connectExplanation();
  connectSettings();
  connectDashboard();
  connectModernise();
  connectSurvey();
  connectLatency();
  connectCost(*this, look);
  connectTopology();
  connectActions();
  m_pages->addWidget(m_failure);
  connectReport();
  connectTables();
  connectPast();

  m_namespaces = new PickPopup(
      look, tr("Namespace"),
      [this](const QString& text) {
        PickList list;
        m_namespaceHits.clear();
        const QString needle = text.trimmed();
        if (needle.isEmpty()) {
          m_namespaceHits.emplace_back();
          list.rows.push_back({tr("All namespaces"), {}, {}, false});
        }
        std::set<std::string, std::less<>> names;
        if (m_view.snapshot != nullptr) {
          m_view.snapshot->of<Namespace>().forEach(
              [&](cluster::Slot, const Namespace& object) { names.emplace(object.meta.name.view()); });
          m_view.snapshot->of<ResourceClaim>().forEach(
              [&](cluster::Slot, const ResourceClaim& object) { names.emplace(object.meta.namespaceName.view()); });
        }
        for (const std::string& name : names) {
          if (plain(name).contains(needle, Qt::CaseInsensitive)) {
            list.rows.push_back({plain(name), {}, name == m_namespaceName ? tr("shown") : QString(), true});
            m_namespaceHits.push_back(name);
          }
        }
        return list;
      },
      this);
  connect(m_namespaces, &PickPopup::picked, this,
          [this](int row, bool) { setNamespace(m_namespaceHits.at(static_cast<std::size_t>(row))); });

  connect(m_rail, &NavRail::chosen, this, [this](const QString& id) {
    // The entry of the page one is in leads to its beginning.
    openPage(id, std::nullopt, id == m_current && id == QLatin1String("actions") ? QStringLiteral("home") : QString());
  });
  connect(m_topBar, &TopBar::namespaceRequested, this, &MainWindow::openNamespaces);
  connect(m_topBar, &TopBar::sourcesRequested, this, &MainWindow::openSources);
  connect(m_topBar, &TopBar::metricsRequested, this, &MainWindow::openMetrics);
  connect(m_topBar, &TopBar::sourceChosen, this, &MainWindow::sourceChosen);
  connect(m_topBar, &TopBar::liveRequested, this, [this] { setPaused(!m_paused); });
  connect(m_strip, &TimelineStrip::pauseToggled, this, [this] { setPaused(!m_paused); });
  connect(m_strip, &TimelineStrip::findingChosen, this, [this](const QString& id) {
    openPage(QStringLiteral("overview"), ObjectRef{"finding", {}, id.toStdString()});
  });
  connect(m_inspector, &Inspector::open, this,
          [this](const QString& id, const std::optional<ObjectRef>& object, const QString& filter) {
            if (id.isEmpty()) {
              select(object);
              page(m_current)->setSelection(object);
            } else {
              openPage(id, object, filter);
            }
          });
  connect(m_inspector, &Inspector::closeRequested, this, [this] {
    if (!page(m_current)->wantsInspector()) {
      showInspector(false);
      select(m_explanation->subject());
      page(m_current)->setFocus(Qt::OtherFocusReason);
      return;
    }
    select(std::nullopt);
    page(m_current)->setSelection(std::nullopt);
    page(m_current)->setFocus(Qt::OtherFocusReason);
  });
  connect(m_notice, &NoticeLine::actionClicked, this, [this] { setPaused(false); });
  connect(&look, &Look::changed, this, [this] { centralWidget()->update(); });
  addKeys();
  connectPalette();
  connectPlaces();
  connectTold();
  setConnecting(tr("No cluster"));
  openPage(QStringLiteral("overview"));
}

void MainWindow::addPage(const QString& id, Page* page) {
  m_pageById[id] = page;
  m_pages->addWidget(page);
  connect(page, &Page::selected, this, [this](const std::optional<ObjectRef>& object) { select(object); });
  connect(page, &Page::open, this, [this](const QString& to, const std::optional<ObjectRef>& object, const QString& filter) {
    openPage(to, object, filter);
  });
  connect(page, &Page::latencyQuestionChanged, this, [this] { askLatency(); });
  connect(page, &Page::subtitleChanged, this, [this, id, page] {
    if (id == m_current && !failed()) {
      m_header->setTitle(titleOf(id), page->subtitle());
      retitle();
    }
  });
}

/// Pages that stay in sight when a source cannot be read: what runs elsewhere can be stopped, and another source opened.
bool MainWindow::standsAlone(const QString& id) const {
  return id == QLatin1String("settings") || id == QLatin1String("actions");
}

QString MainWindow::titleOf(const QString& id) const {
  if (const ObjectPageEntry* entry = objectPage(id)) {
    return QCoreApplication::translate("Objects", entry->title);
  }
  for (const NavRail::Item& item : m_rail->items()) {
    if (item.id == id) {
      return item.title;
    }
  }
  return id == QLatin1String("selector")        ? tr("Selector editor")
         : id == QLatin1String("dashboard")     ? tr("Dashboard")
         : id == QLatin1String("cost")          ? tr("Cost")
         : id == QLatin1String("modernise")     ? tr("Modernise")
         : id == QLatin1String("posture")       ? tr("Posture")
         : id == QLatin1String("control-plane") ? tr("Control plane")
                                                : tr("Explanation");
}

QStringList MainWindow::pageIds() const {
  QStringList ids;
  for (const NavRail::Item& item : m_rail->items()) {
    ids += item.id;
  }
  for (const ObjectPageEntry& entry : objectPages()) {
    ids += QString::fromLatin1(entry.id);
  }
  return ids << QStringLiteral("explanation") << QStringLiteral("selector") << QStringLiteral("dashboard")
             << QStringLiteral("cost") << QStringLiteral("modernise") << QStringLiteral("posture")
             << QStringLiteral("control-plane");
}

Page* MainWindow::page(const QString& id) const {
  const auto found = m_pageById.find(id == QLatin1String("objects") ? m_lastObjects : id);
  return found == m_pageById.end() ? nullptr : found->second;
}

bool MainWindow::failed() const {
  return m_pages->currentWidget() == m_failure;
}

void MainWindow::showView(Page* page) {
  if (m_view.snapshot != nullptr && m_seen[page] != m_viewNumber) {
    m_seen[page] = m_viewNumber;
    page->setView(m_view);
  }
}

void MainWindow::openPage(const QString& named, const std::optional<ObjectRef>& object, const QString& filter) {
  const QString id = resolvedPage(named);
  Page* target = page(id);
  if (target == nullptr) {
    return;
  }
  rememberPlace();
  if (id == QLatin1String("explanation")) {
    const bool usable = object && (object->kind == "claim" || object->kind == "pod");
    explain(usable ? object : explainable());
  } else {
    explain(std::nullopt);
  }
  m_current = id;
  askLatency();
  m_rail->setCurrent(railOf(id));
  updateRail();
  if ((m_broken || m_asking) && !standsAlone(id)) {
    if (!failed()) {
      showBroken();
    }
    return;  // the failure stays in sight until something answers
  }
  showView(target);
  m_pages->setCurrentWidget(target);
  m_header->setRuled(id == QLatin1String("topology"));
  m_header->setLead(target->headerLead());
  m_header->setTools(target->headerTools());
  m_header->setTitle(titleOf(id), target->subtitle());
  if (!filter.isNull()) {
    target->setFilter(filter);
  }
  const std::optional<ObjectRef> chosen = target == m_explanation ? m_explanation->subject() : object;
  if (chosen) {
    m_selection = chosen;
    m_inspector->setObject(chosen);
  }
  showInspector(m_selection.has_value() && m_inspectorWanted && target->wantsInspector());
  target->setSelection(m_selection);
  target->setFocus(Qt::OtherFocusReason);
  if (filter.startsWith(QLatin1String("start="))) {
    target->focusFind();  // what it is done to is typed at once
  }
  retitle();
  updateDetached(false);
}

void MainWindow::select(const std::optional<ObjectRef>& object) {
  m_selection = object;
  updateDetached(false);
  m_inspector->setObject(object);
  // On a page that says all itself the inspector comes only when asked for, and then follows.
  const Page* current = page(m_current);
  const bool wanted = current == nullptr || current->wantsInspector() || m_inspector->isVisibleTo(m_splitter);
  showInspector(object.has_value() && m_inspectorWanted && wanted);
}

void MainWindow::showInspector(bool shown) {
  if (shown == m_inspector->isVisibleTo(m_splitter)) {
    return;
  }
  if (shown) {
    m_inspector->setView(m_view);
  }
  m_inspector->setVisible(shown);
  if (shown) {
    const int wide = m_inspectorWidth > 0 ? m_inspectorWidth : m_inspector->sizeHint().width();
    m_splitter->setSizes({m_splitter->width() - wide, wide});
  }
}

void MainWindow::setView(const View& view) {
  if (view.replay) {
    showReplay(view);
    return;
  }
  lookForNews(view);
  if (m_paused && view.snapshot == m_view.snapshot) {
    // The moment on screen, with what was asked of it: nothing moves but the answers.
    m_view.explanation = view.explanation;
    m_view.explanationMs = view.explanationMs;
    m_view.lives = view.lives;
    m_view.latency = view.latency;
    m_view.gantt = view.gantt;
    ++m_viewNumber;
    showView(page(m_current));
    return;
  }
  m_newest = view;
  if (!m_paused) {
    applyView();
    return;
  }
  // The past goes on growing while an earlier moment is on screen.
  m_view.past = view.past;
  m_strip->setView(view, m_topBar->live());
  m_timeline->setPast(view.past);
  tellMoment();
}

void MainWindow::applyView() {
  m_view = m_newest;
  m_view.namespaceFilter = m_namespaceName;
  m_view.actions = m_actions;
  ++m_viewNumber;
  m_topBar->setView(m_view);
  m_strip->setView(m_view, m_topBar->live());
  updateCounts();
  if (m_metrics->isVisible()) {
    fillMetrics();
  }
  if (m_sources->isVisible()) {
    m_sources->setRows(sourceRows(*m_view.snapshot), plain(m_view.snapshot->server.address));
  }
  m_load->setProgress(loadProgress(*m_view.snapshot));
  updateDetached(true);
  m_palette->refresh(m_view.snapshot);
  showServerNotice();
  if (m_asking && !standsAlone(m_current)) {
    return;
  }
  if (const std::optional<Error> failure = connectionFailure(*m_view.snapshot)) {
    if (m_broken != failure->message) {
      setFailure(*failure, m_tried);
    }
    m_failure->setRetry(nextTry(*m_view.snapshot));
    m_rail->setCount(QStringLiteral("overview"), {}, false);  // nothing is known, so nothing is counted
    m_rail->setCount(QStringLiteral("claims"), {}, false);
    if (!standsAlone(m_current)) {
      return;
    }
  } else if (m_broken) {
    m_broken.reset();
    openPage(m_current);
  }
  showView(page(m_current));
  retitle();
  if (m_inspector->isVisible()) {
    m_inspector->setView(m_view);
  }
  if (m_beside != nullptr) {
    m_beside->setView(m_view);
  }
}

void MainWindow::updateCounts() {
  const diagnosis::Diagnosis& diagnosis = *m_view.diagnosis;
  const bool critical = std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(),
                                    [](const diagnosis::Finding& f) { return f.severity == diagnosis::Severity::critical; });
  m_rail->setCount(QStringLiteral("overview"),
                   diagnosis.findings.empty() ? QString() : number(static_cast<std::int64_t>(diagnosis.findings.size())),
                   critical);
  const cluster::Inventory& inventory = *m_view.snapshot->inventory;
  const auto waiting = static_cast<std::int64_t>(
      std::count_if(inventory.claims.begin(), inventory.claims.end(), [](const cluster::ClaimView& c) { return waits(c); }) +
      static_cast<std::ptrdiff_t>(inventory.missing.size()));
  m_rail->setCount(QStringLiteral("claims"), waiting == 0 ? QString() : number(Count{waiting, inventory.claimBound}), false);
}

void MainWindow::setNamespace(const std::string& name) {
  m_namespaceName = name;
  m_topBar->setNamespace(QString::fromStdString(name));
  m_view.namespaceFilter = name;
  ++m_viewNumber;
  showView(page(m_current));
  askLatency();
}

void MainWindow::setPaused(bool paused) {
  if (paused == m_paused || m_view.snapshot == nullptr || (paused && !m_topBar->live())) {
    return;
  }
  if (paused) {
    enterPause();
    tellMoment();
    return;
  }
  m_paused = false;
  leavePast();
  m_strip->setPaused(false);
  m_topBar->setPaused(false, {});
  m_actionsPage->setPaused({});
  Q_EMIT pausedChanged(false);
  m_notice->clear();
  m_told.reset();
  applyView();
  if (m_explained) {  // from now on of what arrives
    Q_EMIT explanationRequested(m_explained, nullptr);
  }
  askLatency();
}

void MainWindow::setAnimated(bool animated) {
  static_cast<TopologyPage*>(page(QStringLiteral("topology")))->canvas().setAnimated(animated);
}

void MainWindow::setRailCollapsed(bool collapsed) {
  m_railWanted = !collapsed;
  updateRail();
}

void MainWindow::updateRail() {
  const bool dense = m_current == QLatin1String("explanation") && width() < kDensePage;
  m_rail->setCollapsed(!m_railWanted || width() < kNarrowWindow || dense);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  updateRail();
  for (QWidget* popup : std::initializer_list<QWidget*>{m_palette, m_toldList, m_namespaces, m_sources, m_metrics}) {
    popup->hide();
  }
  m_toasts->arrange();
}

void MainWindow::mousePressEvent(QMouseEvent* event) {
  QMainWindow::mousePressEvent(event);
  m_sources->hide();
  m_toldList->hide();
}

void MainWindow::openNamespaces() {
  const QPoint at = m_topBar->namespaceBox()->mapTo(this, QPoint(0, m_topBar->namespaceBox()->height() + 4));
  m_namespaces->open(QRect(at, QSize(320, 380)));
}

void MainWindow::openSources() {
  if (m_sources->isVisible()) {
    m_sources->hide();
    return;
  }
  m_sources->setRows(sourceRows(*m_view.snapshot), plain(m_view.snapshot->server.address));
  const QSize size = m_sources->sizeHint();
  const QPoint at = m_topBar->sourceBox()->mapTo(this, QPoint(0, m_topBar->sourceBox()->height() + 6));
  m_sources->setGeometry(QRect(QPoint(std::min(at.x(), width() - size.width() - 12), at.y()), size));
  m_sources->show();
  m_sources->raise();
  m_sources->setFocus(Qt::PopupFocusReason);
}

}  // namespace claimscope::ui
