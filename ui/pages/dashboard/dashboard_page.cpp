#include "ui/pages/dashboard/dashboard_page.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <array>

#include "model/prometheus/dashboard/guide.h"
#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::array<std::int64_t, 4> kRanges{kHour, 6 * kHour, 24 * kHour, 7 * 24 * kHour};

int minorOf(const View& view) {
  return view.snapshot == nullptr ? 0 : view.snapshot->server.minor;
}

}  // namespace

DashboardPage::DashboardPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_tools(new QWidget(this)),
      m_range(new Segmented(look, {tr("1 h"), tr("6 h"), tr("24 h"), tr("7 d")}, true, m_tools)),
      m_verdict(new VerdictBand(look, this)),
      m_scroll(new QScrollArea(this)),
      m_grid(new PanelGrid(look)) {
  m_tools->hide();
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  m_range->setAccessibleName(tr("Time that is shown"));
  tools->addWidget(m_range);
  auto* open = new Button(look, ButtonStyle::normal, tr("Open dashboard"), true, m_tools);
  open->setToolTip(tr("A dashboard as Grafana exports it"));
  tools->addWidget(open);
  connect(open, &Button::clicked, this, &DashboardPage::openRequested);
  connect(m_range, &Segmented::currentChanged, this,
          [this](int index) { setRange(kRanges.at(static_cast<std::size_t>(index))); });

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 0, 16, 0);
  column->setSpacing(12);
  column->addWidget(m_verdict);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setWidget(m_grid);
  column->addWidget(m_scroll, 1);
  connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { refresh(); });

  if (const auto guide = dashboard::readDashboard(dashboard::kGuideDashboard, "guide"); guide) {
    setDashboard(*guide, {});
  }
}

void DashboardPage::setDashboard(const dashboard::Dashboard& board, const QString& file) {
  m_board = std::make_shared<const dashboard::Dashboard>(board);
  m_file = file;
  m_problem.clear();
  m_judgedBy.clear();
  m_rangeMs = board.rangeMs;
  const auto* const range = std::find(kRanges.begin(), kRanges.end(), m_rangeMs);
  m_range->blockSignals(true);
  m_range->setCurrent(range == kRanges.end() ? -1 : static_cast<int>(range - kRanges.begin()));
  m_range->blockSignals(false);
  judge();
  m_grid->setBoard(m_board);
  refresh();
}

void DashboardPage::setProblem(const Error& error) {
  m_problem = plain(error.text());
  showVerdict();
}

void DashboardPage::setRange(std::int64_t rangeMs) {
  m_rangeMs = rangeMs;
  dashboard::Dashboard board = *m_board;
  board.rangeMs = rangeMs;  // $__range and $__interval follow
  m_board = std::make_shared<const dashboard::Dashboard>(std::move(board));
  for (PanelView* panel : m_grid->panels()) {
    panel->setBoard(m_board);
    panel->forget();
  }
  refresh();
}

/// Verdicts depend on what the server has; they are made again only when that changes.
void DashboardPage::judge() {
  std::string by = std::to_string(minorOf(m_view));
  if (m_view.metrics != nullptr) {
    for (const prometheus::Mapping& mapping : m_view.metrics->mappings) {
      by += '\n' + mapping.asked + (mapping.exact ? "=" : "~") + mapping.answers;
    }
  }
  if (by == m_judgedBy) {
    return;
  }
  m_judgedBy = by;
  dashboard::Dashboard board = *m_board;
  dashboard::examine(board, promql::knowledgeOf(m_view.metrics.get(), minorOf(m_view)));
  m_board = std::make_shared<const dashboard::Dashboard>(std::move(board));
  for (PanelView* panel : m_grid->panels()) {
    panel->setBoard(m_board);
  }
  showVerdict();
}

void DashboardPage::showVerdict() {
  const dashboard::Counts counts = dashboard::countsOf(*m_board);
  const QString name = m_file.isEmpty() ? tr("the EKS guide's dashboard") : m_file;
  m_subtitle = tr("%1 · %2").arg(plain(m_board->title), name);
  Q_EMIT subtitleChanged();
  if (!m_problem.isEmpty()) {
    m_verdict->setVerdict(Mark::critical, m_problem, tr("The dashboard before it stays."));
    return;
  }
  const Mark mark = counts.invalid > 0    ? Mark::critical
                    : counts.doubtful > 0 ? Mark::warning
                    : counts.queries == 0 ? Mark::unknown
                                          : Mark::ok;
  QStringList evidence;
  for (const dashboard::Panel& panel : m_board->panels) {
    for (const dashboard::Target& target : panel.targets) {
      if (evidence.isEmpty() && !target.verdict.remarks.empty() && target.verdict.word() != "fine") {
        evidence += tr("%1: %2").arg(plain(panel.title), plain(target.verdict.remarks.front().what));
      }
    }
  }
  for (const std::string& note : m_board->notes) {
    evidence += plain(note);
  }
  if (m_view.metrics != nullptr && !m_view.metrics->address.empty()) {
    evidence += tr("second source: Prometheus at %1").arg(plain(m_view.metrics->address));
  } else {
    evidence += tr("no Prometheus is known");
  }
  m_verdict->setVerdict(mark, plain(dashboard::summary(*m_board)), evidence.join(QStringLiteral(" · ")));
}

void DashboardPage::setView(const View& view) {
  const std::string source = view.metrics == nullptr ? std::string() : view.metrics->address;
  if (source != m_source) {
    m_source = source;
    for (PanelView* panel : m_grid->panels()) {
      panel->forget();
    }
  }
  m_view = view;
  m_view.diagnosis.reset();  // nothing here needs it
  m_view.lives.reset();
  m_view.latency.reset();
  judge();
  showVerdict();
  refresh();
}

void DashboardPage::refresh() {
  if (m_view.snapshot == nullptr || m_board == nullptr) {
    return;
  }
  const int top = m_scroll->verticalScrollBar()->value();
  const int bottom = top + std::max(200, m_scroll->viewport()->height());
  for (PanelView* panel : m_grid->panels()) {
    const QRect at = panel->geometry();
    if (at.bottom() >= top && at.top() <= bottom) {
      panel->refresh(m_view.metrics.get(), m_ask, m_view.snapshot->time, m_rangeMs);
    }
  }
}

void DashboardPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  // The scroll area has its new size only after this: what came into sight is asked for then.
  QMetaObject::invokeMethod(this, &DashboardPage::refresh, Qt::QueuedConnection);
}

}  // namespace claimscope::ui
