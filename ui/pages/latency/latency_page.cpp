// LatencyPage: what is chosen, and what follows from it. GUI thread.
#include "ui/pages/latency/latency_page.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <algorithm>
#include <array>

#include "ui/base/format.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/gantt/gantt_bars.h"
#include "ui/pages/latency/chart_tables.h"
#include "ui/pages/latency/latency_words.h"
#include "ui/pages/latency/outlier_why.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr int kRight = 472;     ///< width of the right column where there is room
constexpr int kTopRow = 234;    ///< height of the upper panels
constexpr int kLeastLow = 250;  ///< the lower ones have at least this
constexpr std::array<std::int64_t, 3> kWindows{15 * 60'000, 60 * 60'000, 6 * 60 * 60'000};

}  // namespace

LatencyPage::LatencyPage(Look& look, QWidget* parent)
    : Page(look, parent), m_verdict(new VerdictStrip(look, tr("Explain the slowest claim"), this)), m_tools(new QWidget) {
  m_tools->setParent(this);
  m_tools->hide();
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(16, 0, 16, 12);
  grid->setSpacing(12);
  grid->addWidget(m_verdict, 0, 0, 1, 2);
  m_stagePanel = makeStages();
  m_timePanel = makePercentiles();
  m_ganttPanel = makeGantt();
  m_outlierPanel = makeOutliers();
  for (Panel* panel : {m_stagePanel, m_timePanel, m_ganttPanel, m_outlierPanel}) {
    panel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  }
  grid->addWidget(m_stagePanel, 1, 0);
  grid->addWidget(m_timePanel, 1, 1);
  grid->addWidget(m_ganttPanel, 2, 0);
  grid->addWidget(m_outlierPanel, 2, 1);
  grid->setRowStretch(2, 1);
  makeTools();
  connect(m_verdict, &VerdictStrip::actionClicked, this, [this] {
    if (m_view.latency != nullptr && !m_view.latency->outliers.empty()) {
      explain(refOf(m_view.lives->lives[m_view.latency->outliers.front().life]));
    }
  });
}

void LatencyPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  auto* grid = static_cast<QGridLayout*>(layout());
  const QMargins margins = grid->contentsMargins();
  const int across = width() - margins.left() - margins.right() - grid->horizontalSpacing();
  const int right = std::min(kRight, across * 42 / 100);
  grid->setColumnMinimumWidth(0, across - right);
  grid->setColumnMinimumWidth(1, right);
  grid->setColumnStretch(0, across - right);
  grid->setColumnStretch(1, right);
  const int down = height() - margins.bottom() - m_verdict->height() - 2 * grid->verticalSpacing();
  grid->setRowMinimumHeight(1, std::max(150, std::min(kTopRow, down - kLeastLow)));
  // Key caps only where they do not push the title away.
  m_ganttKeys->setVisible(across - right >= 620);
}

void LatencyPage::ask() {
  Q_EMIT latencyQuestionChanged();
}

void LatencyPage::setObjective(const latency::Objective& objective) {
  m_question.objective = objective;
  m_objective->setObjective(objective);
  ask();
}

void LatencyPage::setPercentile(std::size_t index) {
  m_percentile = index;
  m_which->setCurrent(static_cast<int>(index));
  if (m_view.latency != nullptr) {
    m_stages->setReport(m_view.latency, m_percentile);
    m_stageFrame->refresh();
    showArea();
  }
}

void LatencyPage::setSplit(latency::GroupBy by) {
  m_question.by = by;
  m_question.group.clear();
  m_stages->setChosen({});
  m_split->setCurrent(static_cast<int>(by));
  ask();
}

void LatencyPage::setWindow(std::int64_t windowMs) {
  const auto* found = std::find(kWindows.begin(), kWindows.end(), windowMs);
  if (found == kWindows.end()) {
    return;
  }
  m_question.windowMs = windowMs;
  m_window->setCurrent(static_cast<int>(found - kWindows.begin()));
  setRange(std::nullopt);
  ask();
}

void LatencyPage::setGroup(const QString& key) {
  m_question.group = key.toStdString();
  m_stages->setChosen(key);
  ask();
}

void LatencyPage::setRange(const ChosenRange& range) {
  if (range == m_range) {
    return;
  }
  m_range = range;
  m_percentiles->setRange(range);
  m_heat->setRange(range);
  m_gantt->setRange(range);
  showRange();
  showOutliers(false);
  m_ganttFrame->refresh();
}

void LatencyPage::setHeat(bool shown) {
  m_timeKind->setCurrent(shown ? 1 : 0);
  m_overTime->setCurrentWidget(shown ? static_cast<QWidget*>(m_heat) : m_percentiles);
  m_overTime->setFocusProxy(m_overTime->currentWidget());
  m_timePanel->setTitle(shown ? tr("Durations") : tr("Percentiles"));
  m_timeFrame->refresh();
}

void LatencyPage::setView(const View& view) {
  const bool sameReport = m_view.snapshot != nullptr && view.latency == m_view.latency && view.lives == m_view.lives;
  const bool sameFindings = sameReport && view.diagnosis == m_view.diagnosis;
  const bool sameMetrics = m_view.snapshot != nullptr && view.metrics == m_view.metrics;
  const std::shared_ptr<const GanttBars> bars = m_view.gantt;
  const bool otherCluster = m_view.snapshot != nullptr && view.snapshot->server.context != m_view.snapshot->server.context;
  m_view = view;
  if (otherCluster) {
    setRange(std::nullopt);
    if (!m_question.group.empty()) {
      setGroup({});
    }
  }
  if (m_view.lives == nullptr || m_view.latency == nullptr) {
    m_view.latency = nullptr;
    m_view.lives = nullptr;
    m_view.gantt = nullptr;
  } else if (sameReport) {
    m_view.gantt = bars;
  } else if (m_view.gantt == nullptr || m_view.gantt->lives != m_view.lives) {
    m_view.gantt = ganttBars(m_view.lives, m_view.latency->question);
  }
  if (!sameReport) {
    showReport();
  }
  if (!sameMetrics || !sameReport) {
    showSecond();
  }
  showOutliers(!sameFindings);
  showVerdict();
  showStories();
  showSubtitle();
}

void LatencyPage::showReport() {
  m_stages->setReport(m_view.latency, m_percentile);
  m_percentiles->setReport(m_view.latency);
  m_heat->setReport(m_view.latency);
  m_gantt->setBars(m_view.gantt);
  m_stageFrame->refresh();
  m_timeFrame->refresh();
  m_ganttFrame->refresh();
  showArea();
  showRange();
}

void LatencyPage::showVerdict() {
  if (m_view.latency == nullptr) {
    m_verdict->setVerdict(Mark::unknown,
                          m_view.snapshot->firstSyncDone ? tr("Claim latency is not known yet") : tr("Loading the cluster"), {},
                          false);
    return;
  }
  if (const SourceStory story =
          storyOf(*m_view.snapshot, Kind::ResourceClaim, tr("Latency is unknown."), m_view.latency->claims > 0);
      story.show != SourceStory::Show::rows && story.show != SourceStory::Show::empty) {
    m_verdict->setVerdict(story.show == SourceStory::Show::forbidden ? Mark::warning : Mark::unknown,
                          story.title.isEmpty() ? story.progress : story.title, tr("Latency is unknown."), false);
    return;
  }
  const LatencyVerdict verdict = latencyVerdict(*m_view.latency, *m_view.lives);
  m_verdict->setVerdict(verdict.mark, verdict.sentence, verdict.evidence, !m_view.latency->outliers.empty());
}

void LatencyPage::showOutliers(bool newRows) {
  const latency::Report* report = m_view.latency.get();
  if (report == nullptr) {
    m_outlierPanel->setScope({});
    m_outlierModel.setSource(std::make_shared<const LifeRows>(std::make_shared<const latency::Lives>(), std::vector<LifeRow>(),
                                                              LifeRows::Table::outliers),
                             {});
    return;
  }
  if (newRows || m_outlierModel.source() == nullptr) {
    std::vector<LifeRow> rows;
    for (const latency::Outlier& outlier : report->outliers) {
      rows.push_back({static_cast<std::uint32_t>(outlier.life), outlier.whole, outlier.stage});
    }
    const bool first = m_outlierModel.source() == nullptr;
    m_outlierModel.setSource(std::make_shared<const LifeRows>(m_view.lives, std::move(rows), LifeRows::Table::outliers,
                                                              outlierWhys(m_view, *report, *m_view.lives)),
                             {});
    if (first) {
      m_outlierModel.setDefaultSort({{LifeRows::kTook, true}});
    }
  }
  TableModel::Accepts accepts;
  if (m_range) {
    accepts = [this, range = *m_range](Row row) {
      const latency::Span& whole = m_view.latency->outliers[row].whole;
      return whole.from <= range.to && whole.to >= range.from;
    };
  }
  m_outlierModel.setAccepts(accepts);
  const auto listed = static_cast<std::int64_t>(m_outlierModel.acceptedRows());
  m_outlierPanel->setScope(m_range ? tr("%1 of %2 above p99").arg(number(listed), number(report->abovePercentile))
                           : listed < report->abovePercentile
                               ? tr("%1 above p99, the longest %2").arg(number(report->abovePercentile), number(listed))
                               : tr("%1 above p99").arg(number(report->abovePercentile)));
}

void LatencyPage::showArea() {
  const std::vector<std::uint32_t> chosen = m_gantt->chosenBars();
  const bool any = m_gantt->area().has_value() && m_view.latency != nullptr;
  m_areaLine->setVisible(any);
  m_areaLine->setReport(
      any ? std::make_shared<const latency::Report>(statisticsOf(*m_view.gantt, chosen, m_view.latency->question)) : nullptr,
      m_percentile);
}

void LatencyPage::showRange() {
  m_rangeChip->setVisible(m_range.has_value());
  if (m_range) {
    m_rangeChip->setTexts(tr("%1 to %2").arg(clockTime(m_range->from), clockTime(m_range->to)));
  }
  const QString scope = m_range ? QString() : tr("oldest wait first · hatched = still in this stage");
  m_ganttPanel->setScope(m_view.latency != nullptr && m_gantt->rows() > 0 ? scope : QString());
}

void LatencyPage::showSubtitle() {
  const QString text = m_view.latency == nullptr ? QString() : latencySubtitle(*m_view.latency, *m_view.lives);
  if (text != m_subtitle) {
    m_subtitle = text;
    Q_EMIT subtitleChanged();
  }
}

void LatencyPage::setSelection(const std::optional<ObjectRef>& object) {
  m_gantt->select(object);
  m_outliers->view().select(object);
}

void LatencyPage::explain(const ObjectRef& object) {
  Q_EMIT open(QStringLiteral("explanation"), object, {});
}

std::shared_ptr<const RowSource> LatencyPage::timeRows() const {
  if (m_view.latency == nullptr) {
    return std::make_shared<const SimpleRows>("point", std::vector<Column>(), std::vector<SimpleRows::Line>());
  }
  return m_overTime->currentWidget() == m_heat ? heatTable(*m_view.latency) : percentileTable(*m_view.latency);
}

std::shared_ptr<const RowSource> LatencyPage::ganttRows() const {
  std::vector<LifeRow> rows;
  latency::LivesPtr lives = m_view.lives;
  if (m_view.gantt != nullptr) {
    for (const std::uint32_t index : barsIn(*m_view.gantt, m_range)) {
      const GanttBar& bar = m_view.gantt->bars[index];
      rows.push_back({bar.life, latency::wholeOf(m_view.gantt->lifeOf(bar), m_view.gantt->origin), latency::Stage::allocated});
    }
  } else {
    lives = std::make_shared<const latency::Lives>();
  }
  return std::make_shared<const LifeRows>(std::move(lives), std::move(rows), LifeRows::Table::all);
}

QByteArray LatencyPage::picture(PictureFormat format) {
  return pictureOf(*this, format, m_look.theme().bg.window);
}

}  // namespace claimscope::ui
