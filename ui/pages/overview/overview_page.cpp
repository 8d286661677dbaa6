// OverviewPage: layout, what is computed when, and where a click leads. GUI thread.
#include "ui/pages/overview/overview_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <unordered_set>

#include "ui/base/format.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/pages/objects/object_pages.h"

namespace claimscope::ui {
namespace {

constexpr int kPoolsWidth = 560;
constexpr int kLatencyWidth = 392;
constexpr int kTenClaims = 324;  ///< header, captions and ten rows

/// A panel keeps its share of the width when the window is narrow and its own width when there is room.
void setWidths(QWidget* panel, int least, int most) {
  panel->setMinimumWidth(least);
  panel->setMaximumWidth(most);
  panel->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
}

}  // namespace

OverviewPage::OverviewPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_claimColumns(std::make_shared<const std::vector<Column>>(claimColumns(ClaimGrouping::none))),
      m_verdict(new VerdictBand(look, this)) {
  m_explain = m_verdict->addButton(ButtonStyle::primary, tr("Explain oldest claim"));
  m_explain->hide();
  Button* report = m_verdict->addButton(ButtonStyle::normal, tr("Report…"));
  report->setToolTip(tr("Incident report: save or copy it (Ctrl+R)"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 0, 16, 12);
  layout->setSpacing(12);
  layout->addWidget(m_verdict);
  auto* top = new QHBoxLayout;
  top->setSpacing(12);
  m_findingsPanel = makeFindings();
  m_poolsPanel = makePools();
  setWidths(m_findingsPanel, 280, QWIDGETSIZE_MAX);
  setWidths(m_poolsPanel, 400, kPoolsWidth);
  top->addWidget(m_findingsPanel, 6);
  top->addWidget(m_poolsPanel, 5);
  layout->addLayout(top, 1);
  auto* bottom = new QHBoxLayout;
  bottom->setSpacing(12);
  m_pendingPanel = makePending();
  m_latencyPanel = makeLatency();
  setWidths(m_pendingPanel, 400, QWIDGETSIZE_MAX);
  setWidths(m_latencyPanel, 280, kLatencyWidth);
  bottom->addWidget(m_pendingPanel, 2);
  bottom->addWidget(m_latencyPanel, 1);
  layout->addLayout(bottom, 1);
  connect(m_explain, &QAbstractButton::clicked, this, [this] {
    if (const auto oldest = oldestWaiting()) {
      Q_EMIT open(QStringLiteral("explanation"), oldest, {});
    }
  });
  connect(report, &QAbstractButton::clicked, this, &OverviewPage::reportWanted);
}

Panel* OverviewPage::makeFindings() {
  auto* panel = new Panel(m_look, tr("Findings"), this);
  m_findings = new FindingsList(m_look);
  m_findingsStory = new StoryFrame(m_look, m_findings, 48);
  panel->setBody(m_findingsStory);
  panel->addTool(new PlainLabel(m_look, FontRole::caption, Ink::muted, tr("by severity")));
  panel->addTool(makeKey(m_look, QStringLiteral("[")));
  panel->addTool(makeKey(m_look, QStringLiteral("]")));
  connect(m_findings, &FindingsList::findingSelected, this, [this](const std::optional<ObjectRef>& finding) {
    if (finding) {
      m_pending->view().select(std::nullopt);
    }
    Q_EMIT selected(finding);
  });
  connect(m_findings, &FindingsList::findingActivated, this, &OverviewPage::openObject);
  return panel;
}

Panel* OverviewPage::makePools() {
  auto* panel = new Panel(m_look, tr("Pools"), this);
  m_pools = new PoolBars(m_look);
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(m_pools);
  scroll->viewport()->setAutoFillBackground(false);
  m_pools->setAutoFillBackground(false);
  m_poolsStory = new StoryFrame(m_look, scroll, 56);
  panel->setBody(m_poolsStory);
  panel->addTool(new StateLegend(m_look));
  connect(m_pools, &PoolBars::chosen, this,
          [this](const QString& filter) { Q_EMIT open(QStringLiteral("devices"), std::nullopt, filter); });
  return panel;
}

Panel* OverviewPage::makePending() {
  auto* panel = new Panel(m_look, tr("Pending claims"), this);
  m_pending = new TablePanel(m_look, m_pendingModel, false, false);
  m_pending->view().setCellPadding(8);
  m_pending->view().setAccessibleName(tr("Pending claims"));
  m_allClaims = new Button(m_look, ButtonStyle::link, tr("All claims"), true);
  panel->addTool(m_allClaims);
  panel->setBody(m_pending);
  connect(m_allClaims, &QAbstractButton::clicked, this, [this] {
    Q_EMIT open(QStringLiteral("claims"), std::nullopt, m_facts && m_facts->waiting > 0 ? QStringLiteral("waits") : QString());
  });
  connect(&m_pending->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    if (object) {
      m_findings->select(std::nullopt);
    }
    Q_EMIT selected(object);
  });
  connect(&m_pending->view(), &TableView::objectActivated, this, &OverviewPage::openObject);
  return panel;
}

Panel* OverviewPage::makeLatency() {
  auto* panel = new Panel(m_look, tr("Claim latency"), this);
  auto* body = new QWidget;
  auto* layout = new QVBoxLayout(body);
  layout->setContentsMargins(12, 10, 12, 6);
  m_latency = new LatencyChart(m_look);
  layout->addWidget(m_latency);
  m_latencyStory = new StoryFrame(m_look, body);
  m_latencyChip = new Chip(m_look);
  connect(m_latency, &LatencyChart::clicked, this, [this] { Q_EMIT open(QStringLiteral("latency"), std::nullopt, {}); });
  panel->addTool(m_latencyChip);
  panel->setBody(m_latencyStory);
  return panel;
}

void OverviewPage::setObjective(const latency::Objective& objective) {
  m_question.objective = objective;
  Q_EMIT latencyQuestionChanged();
}

void OverviewPage::setView(const View& view) {
  const bool first = !m_view.snapshot;
  const bool sameInventory =
      !first && view.snapshot->inventory == m_view.snapshot->inventory && view.namespaceFilter == m_view.namespaceFilter;
  const bool sameFindings = !first && view.diagnosis == m_view.diagnosis;
  m_view = view;
  count(sameInventory, sameFindings);
  showVerdict();
  showFindings();
  showPools();
  showPending(sameInventory && sameFindings);
  showLatency();
  showSubtitle();
}

void OverviewPage::count(bool sameInventory, bool sameFindings) {
  const cluster::Inventory& inventory = *m_view.snapshot->inventory;
  if (!sameInventory) {
    m_facts = claimFacts(*m_view.snapshot, ClaimGrouping::none, m_view.namespaceFilter);
    m_podsWithClaims = std::count_if(inventory.claimsByPod.begin(), inventory.claimsByPod.end(),
                                     [](const List<cluster::ClaimIndex>& claims) { return !claims.empty(); });
    std::unordered_set<cluster::Slot> without;
    for (const cluster::MissingClaim& missing : inventory.missing) {
      if (inventory.claimsOfPod(missing.pod).empty()) {
        without.insert(missing.pod);
      }
    }
    m_podsWithClaims += static_cast<std::int64_t>(without.size());
  }
  if (!sameFindings) {
    m_severity = std::make_shared<const SeverityByObject>(severities(*m_view.diagnosis));
  }
  if (!sameInventory || !sameFindings) {
    m_choice = std::make_shared<const PendingChoice>(choosePending(m_view, *m_facts));
  }
  m_claims = std::make_shared<const ClaimRows>(m_view, m_facts, m_severity, m_claimColumns, false);
}

void OverviewPage::setSelection(const std::optional<ObjectRef>& object) {
  m_findings->select(object);
  m_pending->view().select(object);
}

void OverviewPage::stepFinding(int by) {
  const int rows = m_findings->findings().rowCount();
  if (rows == 0) {
    return;
  }
  const QModelIndexList chosen = m_findings->selectionModel()->selectedIndexes();
  const int row = chosen.isEmpty() ? (by > 0 ? 0 : rows - 1) : std::clamp(chosen.front().row() + by, 0, rows - 1);
  m_findings->setCurrentIndex(m_findings->findings().index(row));
}

/// Ten claims need 324 px and never more; the rest of a tall window belongs to findings and pools.
void OverviewPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  auto* column = static_cast<QVBoxLayout*>(layout());
  const QMargins margins = column->contentsMargins();
  const int room = std::max(2, height() - margins.top() - margins.bottom() - m_verdict->height() - 2 * column->spacing());
  const int bottom = std::min(kTenClaims + 4 * (m_look.theme().lineWidth - 1), room * 51 / 100);
  column->setStretch(1, room - bottom);
  column->setStretch(2, bottom);
}

void OverviewPage::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() == Qt::NoModifier && (event->key() == Qt::Key_BracketLeft || event->key() == Qt::Key_BracketRight)) {
    stepFinding(event->key() == Qt::Key_BracketLeft ? -1 : 1);
    return;
  }
  Page::keyPressEvent(event);
}

/// The page where an object is at home.
void OverviewPage::openObject(const ObjectRef& object) {
  const QString name = plain(object.name);
  if (object.kind == "claim" || object.kind == "pod") {
    const QString list = pageOfKind(object.kind);
    // Why it waits is the question; of any other one the list is the home.
    Q_EMIT open(isWaiting(*m_view.snapshot, object) ? QStringLiteral("explanation") : list, object, {});
  } else if (object.kind == "device") {
    Q_EMIT open(QStringLiteral("devices"), object, {});
  } else if (object.kind == "node" || object.kind == "group") {
    Q_EMIT open(QStringLiteral("topology"), object, {});
  } else if (object.kind == "pool") {
    Q_EMIT open(QStringLiteral("devices"), object, QStringLiteral("pool=\"%1\"").arg(name));
  } else if (object.kind == "class") {
    Q_EMIT open(QStringLiteral("claims"), object, QStringLiteral("class=\"%1\"").arg(name));
  } else if (const QString list = pageOfKind(object.kind); !list.isEmpty()) {
    Q_EMIT open(list, object, {});
  } else {
    Q_EMIT selected(object);
  }
}

std::optional<ObjectRef> OverviewPage::oldestWaiting() const {
  if (!m_facts || m_facts->waiting == 0 || m_facts->oldest == kNoRow) {
    return std::nullopt;
  }
  return m_claims->object(m_facts->oldest);
}

}  // namespace claimscope::ui
