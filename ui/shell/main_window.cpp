// MainWindow: its parts, and what moves between them. GUI thread.
#include "ui/shell/main_window.h"

#include <QMouseEvent>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/base/format.h"
#include "ui/pages/claims/claims_page.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/selector/selector_page.h"
#include "ui/pages/topology/topology_page.h"
#include "ui/shell/notice_line.h"
#include "ui/shell/page_header.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr int kNarrowWindow = 1280;
constexpr int kDensePage = 1600;  ///< below it a page of three columns takes the room of the wide rail

/// Which entry of the rail a page belongs to.
QString railOf(const QString& id) {
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
      {QStringLiteral("claims"), MainWindow::tr("Claims"), QStringLiteral("claims"), QStringLiteral("Ctrl+4"), false, {}, false}};
}

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

}  // namespace

MainWindow::MainWindow(Look& look, FetchYaml fetch, QWidget* parent)
    : QMainWindow(parent),
      m_look(look),
      m_rail(new NavRail(look, railItems(), this)),
      m_topBar(new TopBar(look, this)),
      m_header(new PageHeader(look, this)),
      m_notice(new NoticeLine(look, this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_pages(new QStackedWidget(this)),
      m_failure(new FailurePage(look, this)),
      m_inspector(new Inspector(look, std::move(fetch), this)),
      m_strip(new TimelineStrip(look, this)),
      m_explanation(new ExplanationPage(look, this)),
      m_selector(new SelectorPage(look, this)),
      m_sources(new SourcesPopup(look, this)) {
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
  main->addWidget(m_header);
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
  addPage(QStringLiteral("explanation"), m_explanation);
  addPage(QStringLiteral("selector"), m_selector);
  connectExplanation();
  m_pages->addWidget(m_failure);
  connect(static_cast<OverviewPage*>(page(QStringLiteral("overview"))), &OverviewPage::copyReportRequested, this,
          &MainWindow::reportRequested);

  m_search = new PickPopup(
      look, tr("Search nodes, devices, claims, pods, pages"),
      [this](const QString& text) {
        std::vector<std::pair<QString, QString>> pages;
        for (const NavRail::Item& item : m_rail->items()) {
          pages.emplace_back(item.id, item.title);
        }
        pages.emplace_back(QStringLiteral("explanation"), tr("Explain the oldest pending claim"));
        pages.emplace_back(QStringLiteral("selector"), tr("Selector editor"));
        SearchAnswer answer = searchObjects(m_view, text, pages);
        PickList list;
        for (const SearchHit& hit : answer.hits) {
          list.rows.push_back({hit.name, hit.kind, hit.detail, hit.object.has_value()});
        }
        const auto found = static_cast<std::int64_t>(answer.hits.size());
        list.foot =
            answer.total == 0 ? tr("Nothing is named like this")
            : answer.total > found
                ? tr("%1 of %2 matches; Enter opens, Ctrl+Enter shows in topology").arg(number(found), number(answer.total))
                : tr("Enter opens, Ctrl+Enter shows in topology");
        m_hits = std::move(answer.hits);
        return list;
      },
      this);
  connect(m_search, &PickPopup::picked, this, &MainWindow::pickSearch);
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

  connect(m_rail, &NavRail::chosen, this, [this](const QString& id) { openPage(id); });
  connect(m_topBar, &TopBar::searchRequested, this, &MainWindow::openSearch);
  connect(m_topBar, &TopBar::namespaceRequested, this, &MainWindow::openNamespaces);
  connect(m_topBar, &TopBar::sourcesRequested, this, &MainWindow::openSources);
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
  connect(m_failure, &FailurePage::retryRequested, this, &MainWindow::retryRequested);
  connect(m_failure, &FailurePage::sourceChosen, this, &MainWindow::sourceChosen);
  connect(m_notice, &NoticeLine::actionClicked, this, [this] { setPaused(false); });
  connect(&look, &Look::changed, this, [this] { centralWidget()->update(); });
  addKeys();
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
  connect(page, &Page::subtitleChanged, this, [this, id, page] {
    if (id == m_current && !failed()) {
      m_header->setTitle(titleOf(id), page->subtitle());
    }
  });
}

QString MainWindow::titleOf(const QString& id) const {
  for (const NavRail::Item& item : m_rail->items()) {
    if (item.id == id) {
      return item.title;
    }
  }
  return id == QLatin1String("selector") ? tr("Selector editor") : tr("Explanation");
}

QStringList MainWindow::pageIds() const {
  QStringList ids;
  for (const NavRail::Item& item : m_rail->items()) {
    ids += item.id;
  }
  return ids << QStringLiteral("explanation") << QStringLiteral("selector");
}

Page* MainWindow::page(const QString& id) const {
  const auto found = m_pageById.find(id);
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

void MainWindow::openPage(const QString& id, const std::optional<ObjectRef>& object, const QString& filter) {
  Page* target = page(id);
  if (target == nullptr) {
    return;
  }
  if (id == QLatin1String("explanation")) {
    const bool usable = object && (object->kind == "claim" || object->kind == "pod");
    explain(usable ? object : explainable());
  } else {
    explain(std::nullopt);
  }
  m_current = id;
  m_rail->setCurrent(railOf(id));
  updateRail();
  if (m_broken) {
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
}

void MainWindow::select(const std::optional<ObjectRef>& object) {
  m_selection = object;
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
    const int wide = m_inspector->sizeHint().width();
    m_splitter->setSizes({m_splitter->width() - wide, wide});
  }
}

void MainWindow::setView(const View& view) {
  if (m_paused && view.snapshot == m_view.snapshot) {
    // The moment on screen, explained: nothing moves but the answer.
    m_view.explanation = view.explanation;
    m_view.explanationMs = view.explanationMs;
    ++m_viewNumber;
    showView(page(m_current));
    return;
  }
  m_newest = view;
  if (!m_paused) {
    applyView();
    return;
  }
  const std::uint64_t missed = view.snapshot->totalChanges - m_view.snapshot->totalChanges;
  m_notice->setMessage(
      NoticeLine::Tone::accent,
      tr("Paused at %1. %2 since.")
          .arg(clockTime(m_view.snapshot->time), counted(static_cast<std::int64_t>(missed), tr("change"), tr("changes"))),
      tr("Go live"));
}

void MainWindow::applyView() {
  const bool first = m_view.snapshot == nullptr || m_view.snapshot->server.context != m_newest.snapshot->server.context;
  m_view = m_newest;
  m_view.namespaceFilter = m_namespaceName;
  ++m_viewNumber;
  m_topBar->setView(m_view);
  m_strip->setView(m_view, m_topBar->live());
  if (first) {
    setWindowTitle(QStringLiteral("Claimscope: ") + plain(m_view.snapshot->server.context));
  }
  updateCounts();
  tellWatched();
  if (m_sources->isVisible()) {
    m_sources->setRows(sourceRows(*m_view.snapshot), plain(m_view.snapshot->server.address));
  }
  if (const std::optional<Error> failure = connectionFailure(*m_view.snapshot)) {
    if (m_broken != failure->message) {
      setFailure(*failure, m_tried);
    }
    return;
  }
  if (m_broken) {
    m_broken.reset();
    openPage(m_current);
  }
  showView(page(m_current));
  if (m_inspector->isVisible()) {
    m_inspector->setView(m_view);
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

void MainWindow::setConnecting(const QString& source) {
  m_tried = source;
  m_paused = false;
  m_broken.reset();
  m_namespaceName.clear();
  m_watched.clear();
  explain(std::nullopt);
  m_explanation->setSubject(std::nullopt);
  m_notice->clear();
  m_strip->setPaused(false);
  m_topBar->setNamespace({});
  select(std::nullopt);
  m_newest = emptyView(source);
  m_view = m_newest;
  ++m_viewNumber;
  m_topBar->setSourceName(source, false);
  m_strip->setView(m_view, false);
  updateCounts();
  if (!m_current.isEmpty()) {
    openPage(m_current);
  }
}

void MainWindow::setFailure(const Error& error, const QString& source) {
  m_broken = error.message;
  select(std::nullopt);
  m_failure->setFailure(error, plain(source), m_choices);
  m_pages->setCurrentWidget(m_failure);
  m_header->setLead(nullptr);
  m_header->setTools(nullptr);
  m_header->setRuled(false);
  m_header->setTitle(tr("Connect"), plain(source));
  if (m_view.snapshot == nullptr || !m_view.snapshot->time.isSet()) {
    m_topBar->setSourceName(source, true);
  }
  m_rail->setCount(QStringLiteral("overview"), {}, false);
  m_rail->setCount(QStringLiteral("claims"), {}, false);
}

void MainWindow::setChoices(std::vector<SourceChoice> choices) {
  m_choices = choices;
  m_topBar->setChoices(std::move(choices));
}

void MainWindow::setNotice(const QString& text) {
  if (text.isEmpty()) {
    m_notice->clear();
  } else {
    m_notice->setMessage(NoticeLine::Tone::notice, text, {});
  }
}

void MainWindow::setNamespace(const std::string& name) {
  m_namespaceName = name;
  m_topBar->setNamespace(QString::fromStdString(name));
  m_view.namespaceFilter = name;
  ++m_viewNumber;
  showView(page(m_current));
}

void MainWindow::setPaused(bool paused) {
  if (paused == m_paused || m_view.snapshot == nullptr || (paused && !m_topBar->live())) {
    return;
  }
  m_paused = paused;
  m_strip->setPaused(paused);
  m_topBar->setPaused(paused, paused ? clockTime(m_view.snapshot->time) : QString());
  if (paused) {
    setView(m_newest);
  } else {
    m_notice->clear();
    applyView();
    if (m_explained) {  // from now on of what arrives
      Q_EMIT explanationRequested(m_explained, nullptr);
    }
  }
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
  for (QWidget* popup : std::initializer_list<QWidget*>{m_search, m_namespaces, m_sources}) {
    popup->hide();
  }
}

void MainWindow::mousePressEvent(QMouseEvent* event) {
  QMainWindow::mousePressEvent(event);
  m_sources->hide();
}

void MainWindow::openSearch() {
  const QPoint at = m_topBar->searchBox()->mapTo(this, QPoint(0, 0));
  const int width = std::max(560, m_topBar->searchBox()->width());
  m_search->open(QRect(std::min(at.x(), this->width() - width - 12), at.y() - 2, width, 420));
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

void MainWindow::pickSearch(int row, bool beside) {
  if (row < 0 || row >= static_cast<int>(m_hits.size())) {
    return;
  }
  const SearchHit hit = m_hits[static_cast<std::size_t>(row)];
  if (hit.page == QLatin1String("explanation") && !hit.object) {
    const std::vector<ObjectRef> pending = pendingOrder(*m_view.snapshot, m_view.namespaceFilter);
    openPage(hit.page, pending.empty() ? std::nullopt : std::optional(pending.front()));
    return;
  }
  openPage(beside && hit.object ? QStringLiteral("topology") : hit.page, hit.object);
}

}  // namespace claimscope::ui
