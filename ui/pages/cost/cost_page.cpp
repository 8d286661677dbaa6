// CostPage: layout, what is asked, and what follows from a choice. GUI thread.
#include "ui/pages/cost/cost_page.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/base/format.h"
#include "ui/pages/cost/cost_words.h"
#include "ui/pages/latency/latency_export.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::array<std::int64_t, 4> kWindows{kHour, 24 * kHour, 7 * 24 * kHour, 30 * 24 * kHour};
constexpr std::array<cost::GroupBy, 4> kSplits{cost::GroupBy::namespaceAndClass, cost::GroupBy::deviceClass, cost::GroupBy::pool,
                                               cost::GroupBy::owner};

}  // namespace

CostPage::CostPage(Look& look, QWidget* parent)
    : Page(look, parent), m_verdict(new VerdictBand(look, this)), m_tools(new QWidget) {
  m_tools->setParent(this);
  m_tools->hide();
  m_copy = m_verdict->addButton(ButtonStyle::normal, tr("Copy report"));
  m_copy->setToolTip(tr("The figures of this page as text, for a message"));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(16, 0, 16, 12);
  rows->setSpacing(12);
  rows->addWidget(m_verdict);
  m_splitPanel = makeSplit();
  rows->addWidget(m_splitPanel);
  m_groupPanel = makeGroups();
  m_lowerPanel = makeLower();
  m_idlePanel = makeIdle();
  m_drainPanel = makeDrains();
  auto* columns = new QHBoxLayout;
  columns->setSpacing(12);
  auto* left = new QVBoxLayout;
  auto* right = new QVBoxLayout;
  for (QVBoxLayout* side : {left, right}) {
    side->setSpacing(12);
  }
  for (Panel* panel : {m_groupPanel, m_lowerPanel, m_idlePanel, m_drainPanel}) {
    panel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  }
  left->addWidget(m_groupPanel, 30);
  left->addWidget(m_lowerPanel, 19);
  right->addWidget(m_idlePanel, 19);
  right->addWidget(m_drainPanel, 30);
  columns->addLayout(left, 66);
  columns->addLayout(right, 34);
  rows->addLayout(columns, 1);
  makeTools();
  setFocusProxy(&m_groups->view());
  connect(m_copy, &QAbstractButton::clicked, this, [this] { Q_EMIT textCopyRequested(report()); });
}

void CostPage::makeTools() {
  auto* row = new QHBoxLayout(m_tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  m_window = new Segmented(m_look, {tr("1 h"), tr("24 h"), tr("7 days"), tr("30 days")}, false, m_tools);
  m_window->setAccessibleName(tr("Window"));
  m_window->setCurrent(1);
  m_prices = new Button(m_look, ButtonStyle::normal, tr("Prices: list"), false, m_tools);
  m_prices->setToolTip(tr("Prices are edited in Settings"));
  m_export = new Button(m_look, ButtonStyle::normal, tr("CSV"), false, m_tools);
  m_export->setIconId(QStringLiteral("export"));
  m_export->setToolTip(tr("Saves who had what as a table"));
  for (QWidget* tool : std::initializer_list<QWidget*>{m_window, m_prices, m_export}) {
    row->addWidget(tool);
  }
  connect(m_window, &Segmented::currentChanged, this,
          [this](int index) { setWindow(kWindows.at(static_cast<std::size_t>(index))); });
  connect(m_prices, &QAbstractButton::clicked, this,
          [this] { Q_EMIT open(QStringLiteral("settings"), std::nullopt, QString()); });
  connect(m_export, &QAbstractButton::clicked, this, [this] { Q_EMIT saveRequested(QStringLiteral("gpu-cost.csv"), csv()); });
}

Panel* CostPage::makeSplit() {
  auto* panel = new Panel(m_look, tr("Where GPU hours went"), this);
  m_bar = new SplitBar(m_look);
  m_splitStory = new StoryFrame(m_look, m_bar);
  panel->setBody(m_splitStory);
  panel->setFixedHeight(34 + m_bar->sizeHint().height());
  m_priceLine = new PlainLabel(m_look, FontRole::small, Ink::muted);
  m_priceLine->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  panel->addTool(m_priceLine);
  connect(m_bar, &SplitBar::chosen, this, &CostPage::openPart);
  return panel;
}

Panel* CostPage::makeGroups() {
  auto* panel = new Panel(m_look, tr("Who had them"), this);
  m_groups = new TablePanel(m_look, m_groupModel, false, false);
  m_groups->view().setAccessibleName(tr("Who had GPU hours"));
  panel->setBody(m_groups);
  m_by = new Segmented(m_look, {tr("Namespace, class"), tr("Class"), tr("Pool"), tr("Owner")}, true);
  m_by->setAccessibleName(tr("Split by"));
  panel->addTool(m_by);
  connect(m_by, &Segmented::currentChanged, this, [this](int index) { setSplit(kSplits.at(static_cast<std::size_t>(index))); });
  connect(&m_groups->view(), &TableView::objectActivated, this, [this](const ObjectRef& object) {
    const auto key = object.name;
    const bool byNamespace = m_question.by == cost::GroupBy::namespaceAndClass;
    const QString first = plain(key.substr(0, key.find('\x1f')));
    const QString filter = byNamespace                            ? QStringLiteral("namespace=") + first
                           : m_question.by == cost::GroupBy::pool ? QStringLiteral("pool=\"%1\"").arg(first)
                                                                  : QString();
    if (m_question.by == cost::GroupBy::pool) {
      Q_EMIT open(QStringLiteral("devices"), std::nullopt, filter);
    } else {
      Q_EMIT open(QStringLiteral("claims"), std::nullopt,
                  m_question.by == cost::GroupBy::deviceClass ? QStringLiteral("class=") + first : filter);
    }
  });
  return panel;
}

Panel* CostPage::makeLower() {
  auto* panel = new Panel(m_look, tr("Stranded: free, but no claim can take it"), this);
  m_lowerTable = new TablePanel(m_look, m_lowerModel, false, false);
  m_lowerTable->view().setAccessibleName(tr("Stranded"));
  panel->setBody(m_lowerTable);
  m_which = new Segmented(m_look, {tr("Stranded"), tr("One more node"), tr("Off-peak")}, true);
  m_which->setAccessibleName(tr("Shown below"));
  panel->addTool(m_which);
  connect(m_which, &Segmented::currentChanged, this, &CostPage::setLower);
  connectTable(*m_lowerTable);
  return panel;
}

Panel* CostPage::makeIdle() {
  auto* panel = new Panel(m_look, tr("Idle claims"), this);
  m_idle = new TablePanel(m_look, m_idleModel, false, false);
  m_idle->view().setAccessibleName(tr("Idle claims"));
  panel->setBody(m_idle);
  auto* all = new Button(m_look, ButtonStyle::link, tr("All"), true);
  all->setToolTip(tr("All claims"));
  panel->addTool(all);
  connect(all, &QAbstractButton::clicked, this, [this] { Q_EMIT open(QStringLiteral("claims"), std::nullopt, QString()); });
  connectTable(*m_idle);
  return panel;
}

Panel* CostPage::makeDrains() {
  auto* panel = new Panel(m_look, tr("Nodes that could be drained"), this);
  auto* body = new QWidget;
  auto* rows = new QVBoxLayout(body);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  m_drains = new TablePanel(m_look, m_drainModel, false, false);
  m_drains->view().setAccessibleName(tr("Nodes that could be drained"));
  rows->addWidget(m_drains, 1);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(12, 6, 12, 8);
  m_drainFoot = new PlainLabel(m_look, FontRole::small, Ink::secondary);
  m_drainFoot->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_plan = new Button(m_look, ButtonStyle::normal, tr("Plan drain"), true);
  foot->addWidget(m_drainFoot, 1);
  foot->addWidget(m_plan);
  rows->addLayout(foot);
  panel->setBody(body);
  connect(&m_drains->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    showPlan();
    Q_EMIT selected(object);
  });
  connect(&m_drains->view(), &TableView::objectActivated, this, [this](const ObjectRef& object) {
    Q_EMIT requestWanted({"drain_node", {object}, {}, {}});
  });
  connect(m_plan, &QAbstractButton::clicked, this, [this] {
    if (std::vector<ObjectRef> nodes = nodesToDrain(); !nodes.empty()) {
      Q_EMIT requestWanted({"drain_node", std::move(nodes), {}, {}});
    }
  });
  return panel;
}

void CostPage::connectTable(TablePanel& table) {
  connect(&table.view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    Q_EMIT selected(object && object->kind != "cost" ? object : std::nullopt);
  });
  connect(&table.view(), &TableView::objectActivated, this, [this](const ObjectRef& object) {
    if (object.kind == "claim") {
      Q_EMIT open(QStringLiteral("claims"), object, QString());
    } else if (object.kind == "node") {
      Q_EMIT open(QStringLiteral("nodes"), object, QString());
    } else if (object.kind == "device") {
      Q_EMIT open(QStringLiteral("devices"), object, QString());
    }
  });
}

void CostPage::ask() {
  Q_EMIT questionChanged();
}

void CostPage::setPrices(cost::PriceTablePtr prices) {
  m_question.prices = std::move(prices);
  m_prices->setText(m_question.prices == nullptr ? tr("Prices: list") : tr("Prices: own"));
  m_prices->updateGeometry();
  ask();
}

void CostPage::setWindow(std::int64_t windowMs) {
  const auto* found = std::find(kWindows.begin(), kWindows.end(), windowMs);
  if (found == kWindows.end() || windowMs == m_question.windowMs) {
    return;
  }
  m_question.windowMs = windowMs;
  m_window->setCurrent(static_cast<int>(found - kWindows.begin()));
  ask();
}

void CostPage::setSplit(cost::GroupBy by) {
  const auto* found = std::find(kSplits.begin(), kSplits.end(), by);
  if (found == kSplits.end() || by == m_question.by) {
    return;
  }
  m_question.by = by;
  m_by->setCurrent(static_cast<int>(found - kSplits.begin()));
  ask();
}

void CostPage::setLower(int which) {
  m_lower = std::clamp(which, 0, 2);
  m_which->setCurrent(m_lower);
  fillLower();
  if (m_view.snapshot != nullptr) {
    showStories();
  }
}

QStringList CostPage::keep() const {
  return {QString::number(m_window->current()), QString::number(m_by->current()), QString::number(m_lower)};
}

void CostPage::restore(const QStringList& kept) {
  const auto at = [&](qsizetype index, int most, int standard) {
    bool ok = false;
    const int value = kept.value(index).toInt(&ok);
    return ok && value >= 0 && value < most ? value : standard;
  };
  setWindow(kWindows[static_cast<std::size_t>(at(0, 4, 1))]);
  setSplit(kSplits[static_cast<std::size_t>(at(1, 4, 0))]);
  setLower(at(2, 3, 0));
}

void CostPage::setView(const View& view) {
  const bool first = m_view.snapshot == nullptr;
  const bool otherCluster = !first && view.snapshot->server.context != m_view.snapshot->server.context;
  m_view = view;
  if (otherCluster) {
    m_report = nullptr;
  }
  if (first || otherCluster) {
    show();
  }
  showStories();
  showSubtitle();
}

void CostPage::askFor(const std::optional<cost::Question>& question, const cluster::SnapshotPtr& moment) {
  if (question || m_asked) {
    m_asked = question.has_value();
    Q_EMIT costRequested(question, moment);
  }
}

void CostPage::setReport(cost::ReportPtr report) {
  if (report == m_report) {
    return;
  }
  m_report = std::move(report);
  show();
  if (m_view.snapshot != nullptr) {
    showStories();
    showSubtitle();
  }
}

void CostPage::show() {
  m_bar->setReport(m_report);
  if (m_report != nullptr) {
    const CostVerdict verdict = costVerdict(*m_report);
    m_verdict->setVerdict(verdict.mark, verdict.sentence, verdict.evidence);
    m_splitPanel->setTitle(m_report->everyDevice ? tr("Where %1 device hours went").arg(hoursWords(m_report->hours))
                                                 : tr("Where %1 GPU hours went").arg(hoursWords(m_report->hours)));
    m_splitPanel->setScope(tr("%1 to %2").arg(costWindowWords(m_report->question.windowMs), clockMinute(m_report->to)));
    const QString prices = priceLine(*m_report);
    m_priceLine->setText(prices);
    m_priceLine->setToolTip(toolTipText(tr("%1, %2").arg(
        plain(m_report->prices->source), m_report->prices->taken.empty() ? tr("not dated") : plain(m_report->prices->taken))));
  }
  fillGroups();
  fillLower();
  fillIdle();
  fillDrains();
}

void CostPage::showStories() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const bool any = m_report != nullptr;
  SourceStory story = storyOf(snapshot, Kind::ResourceSlice, tr("Costs are unknown."), any && m_report->gpus > 0);
  if (!any && (story.show == SourceStory::Show::rows || story.show == SourceStory::Show::empty)) {
    story.show = SourceStory::Show::loading;
    story.progress = tr("Working out the costs");
  }
  if (!any) {
    m_verdict->setVerdict(story.show == SourceStory::Show::forbidden ? Mark::warning : Mark::unknown,
                          !story.title.isEmpty()   ? story.title
                          : snapshot.firstSyncDone ? tr("Working out the costs")
                                                   : tr("Loading the cluster"),
                          {});
  }
  EmptyWords none;
  none.title = tr("No accelerator is published");
  none.detail = tr("The list of ResourceSlices is complete.");
  m_splitStory->setStory(story, none, !any || m_report->gpus <= 0);
  SourceStory brief = story;
  brief.bannerTitle.clear();
  brief.code.clear();
  brief.detail.clear();
  if (brief.show == SourceStory::Show::loading) {
    brief.progress.clear();
  }
  const auto set = [&](TablePanel& table, bool rows, const QString& title, const QString& detail = {}) {
    SourceStory own = brief;
    own.show = own.show == SourceStory::Show::empty || own.show == SourceStory::Show::rows
                   ? (rows ? SourceStory::Show::rows : SourceStory::Show::empty)
                   : own.show;
    table.setStory(own, {title, detail, {}, {}});
  };
  set(*m_groups, m_groupModel.allRows() > 0, tr("No claim holds a GPU"));
  set(*m_lowerTable, m_lowerModel.allRows() > 0,
      m_lower == 0   ? tr("No free GPU is stranded")
      : m_lower == 1 ? tr("No group of nodes has GPUs")
                     : tr("No Job holds or held a GPU"));
  const bool measured = any && m_report->measured;
  set(*m_idle, m_idleModel.allRows() > 0, measured ? tr("No claim is idle") : tr("Whether claims are idle is unknown"),
      measured ? QString() : tr("Idle needs metrics of the devices."));
  set(*m_drains, m_drainModel.allRows() > 0, tr("No node could be rehearsed"), tr("Nodes, pods and claims have to be readable."));
  m_export->setEnabled(any);
  m_copy->setEnabled(any);
  showPlan();
}

void CostPage::showSubtitle() {
  const QString subtitle = m_report == nullptr
                               ? QString()
                               : tr("%1 · %2 GPU hours")
                                     .arg(counted(static_cast<std::int64_t>(m_report->gpus + 0.5), tr("GPU"), tr("GPUs")),
                                          hoursWords(m_report->hours));
  if (subtitle != m_subtitle) {
    m_subtitle = subtitle;
    Q_EMIT subtitleChanged();
  }
}

void CostPage::setSelection(const std::optional<ObjectRef>& object) {
  for (TablePanel* table : {m_idle, m_drains, m_lowerTable}) {
    table->view().select(object);
  }
  showPlan();
}

/// The parts of the bar are states of devices: the Devices page lists them.
void CostPage::openPart(cost::Part part) {
  QString filter;
  switch (part) {
    case cost::Part::busy:
    case cost::Part::idle:
    case cost::Part::unmeasured:
      filter = QStringLiteral("state=inUse");
      break;
    case cost::Part::noPod:
      filter = QStringLiteral("state=reservedNotUsed");
      break;
    case cost::Part::usable:
    case cost::Part::stranded:
      filter = QStringLiteral("state=free");
      break;
    case cost::Part::out:
      filter = QStringLiteral("state=tainted");
      break;
  }
  Q_EMIT open(QStringLiteral("devices"), std::nullopt, filter);
}

std::vector<ObjectRef> CostPage::nodesToDrain() const {
  if (m_report == nullptr) {
    return {};
  }
  if (const std::optional<ObjectRef> chosen = m_drains->view().currentObject(); chosen && chosen->kind == "node") {
    return {*chosen};
  }
  std::vector<ObjectRef> out;
  for (const std::string& node : m_report->drains.together) {
    out.push_back({"node", {}, node});
  }
  return out;
}

void CostPage::showPlan() {
  const std::vector<ObjectRef> nodes = nodesToDrain();
  m_plan->setEnabled(!nodes.empty());
  m_plan->setToolTip(nodes.empty()       ? tr("No node is offered")
                     : nodes.size() == 1 ? tr("Rehearses the drain of %1").arg(plain(nodes.front().name))
                                         : tr("Rehearses the drain of %1 nodes").arg(nodes.size()));
}

QByteArray CostPage::csv() const {
  QByteArray out("name,detail,gpus_now,gpu_hours,gpu_hours_bound,money,money_bound,currency,busy_percent,idle_money\n");
  if (m_report == nullptr) {
    return out;
  }
  const auto figure = [](const cost::Sum& sum) {
    return (sum.known() ? QByteArray::number(sum.value(), 'f', 4) : QByteArray()) + ',' +
           QByteArray::fromStdString(std::string(boundWord(sum.bound())));
  };
  for (const cost::Group& group : m_report->groups) {
    out += csvField(group.name) + ',' + csvField(group.detail) + ',' + QByteArray::number(group.gpus, 'f', 3) + ',' +
           figure(group.hours) + ',' + figure(group.money) + ',' + csvField(m_report->prices->currency) + ',' +
           (group.measuredHours > 0 ? QByteArray::number(100 * group.busyHours / group.measuredHours, 'f', 1) : QByteArray()) +
           ',' + (group.idleMoney.known() ? QByteArray::number(group.idleMoney.value(), 'f', 4) : QByteArray()) + '\n';
  }
  return out;
}

QString CostPage::report() const {
  if (m_report == nullptr) {
    return {};
  }
  const CostVerdict verdict = costVerdict(*m_report);
  QStringList lines{verdict.sentence, verdict.evidence, QString()};
  for (int i = 0; i < m_bar->parts(); ++i) {
    lines << QStringLiteral("- ") + m_bar->textOf(i);
  }
  lines << QString() << m_priceLine->text() << m_drainFoot->text();
  return lines.join(QLatin1Char('\n'));
}

}  // namespace claimscope::ui
