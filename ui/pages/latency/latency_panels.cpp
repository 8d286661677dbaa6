// LatencyPage: its panels, its header, and what they say in each state of the sources. GUI thread.
#include <QHBoxLayout>
#include <QMenu>
#include <QPointer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/latency/chart_tables.h"
#include "ui/pages/latency/latency_page.h"
#include "ui/pages/latency/latency_words.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

QString stateText(prometheus::State state) {
  switch (state) {
    case prometheus::State::searching:
      return LatencyPage::tr("searching");
    case prometheus::State::forbidden:
      return LatencyPage::tr("forbidden");
    case prometheus::State::failed:
      return LatencyPage::tr("no answer");
    default:
      return LatencyPage::tr("waiting");
  }
}

}  // namespace

Panel* LatencyPage::makeStages() {
  auto* panel = new Panel(m_look, tr("Stages"), this);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_stages = new StageBars(m_look);
  m_stageFrame = new ChartFrame(m_look, m_stages, tr("Stages of each group"), [this] {
    return m_view.latency == nullptr ? stageTable(latency::Report(), m_percentile) : stageTable(*m_view.latency, m_percentile);
  });
  column->addWidget(m_stageFrame, 1);
  column->addWidget(makeLine(m_look, body));
  m_dating = new PlainLabel(m_look, FontRole::caption, Ink::muted, body);
  m_dating->setContentsMargins(12, 6, 12, 5);
  column->addWidget(m_dating);
  m_stageStory = new StoryFrame(m_look, body, 28);
  panel->setBody(m_stageStory);
  panel->addTool(new StageLegend(m_look));
  connect(m_stages, &StageBars::groupChosen, this, [this](const QString& key) { setGroup(key); });
  return panel;
}

Panel* LatencyPage::makePercentiles() {
  auto* panel = new Panel(m_look, tr("Percentiles"), this);
  m_overTime = new QStackedWidget;
  m_percentiles = new PercentileChart(m_look);
  m_heat = new HeatMap(m_look);
  m_overTime->addWidget(m_percentiles);
  m_overTime->addWidget(m_heat);
  m_overTime->setFocusProxy(m_percentiles);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(12, 6, 12, 4);
  m_timeFrame = new ChartFrame(m_look, m_overTime, tr("Durations over time"), [this] { return timeRows(); });
  column->addWidget(m_timeFrame);
  m_timeStory = new StoryFrame(m_look, body, 28);
  panel->setBody(m_timeStory);
  m_second = new Chip(m_look);
  m_second->setTone(ChipTone::normal);
  m_second->hide();
  panel->addTool(m_second);
  m_timeKind = new Segmented(m_look, {tr("Lines"), tr("Heat")}, true);
  m_timeKind->setAccessibleName(tr("Percentiles"));
  panel->addTool(m_timeKind);
  connect(m_timeKind, &Segmented::currentChanged, this, [this](int index) { setHeat(index == 1); });
  connect(m_percentiles, &PercentileChart::rangeChosen, this, &LatencyPage::setRange);
  connect(m_heat, &HeatMap::rangeChosen, this, &LatencyPage::setRange);
  return panel;
}

Panel* LatencyPage::makeGantt() {
  auto* panel = new Panel(m_look, tr("Recent claims"), this);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_gantt = new GanttChart(m_look);
  m_ganttFrame = new ChartFrame(m_look, m_gantt, tr("Claims over time"), [this] { return ganttRows(); });
  column->addWidget(m_ganttFrame, 1);
  m_areaLine = new AreaLine(m_look);
  m_areaLine->hide();
  column->addWidget(m_areaLine);
  m_ganttStory = new StoryFrame(m_look, body, 28);
  panel->setBody(m_ganttStory);
  m_rangeChip = new Chip(m_look);
  m_rangeChip->setFilter(true);
  m_rangeChip->setTone(ChipTone::accent);
  m_rangeChip->hide();
  panel->addTool(m_rangeChip);
  m_ganttKeys = new QWidget;
  auto* keys = new QHBoxLayout(m_ganttKeys);
  keys->setContentsMargins(0, 0, 0, 0);
  keys->setSpacing(5);
  for (const char* key : {"W", "A", "S", "D"}) {
    keys->addWidget(makeKey(m_look, QString::fromLatin1(key)));
  }
  keys->addWidget(new PlainLabel(m_look, FontRole::caption, Ink::muted, tr("pan")));
  keys->addWidget(makeKey(m_look, QStringLiteral("+")));
  keys->addWidget(makeKey(m_look, QStringLiteral("−")));
  keys->addWidget(new PlainLabel(m_look, FontRole::caption, Ink::muted, tr("zoom")));
  panel->addTool(m_ganttKeys);
  connect(m_rangeChip, &Chip::closed, this, [this] { setRange(std::nullopt); });
  connect(m_gantt, &GanttChart::selected, this, [this](const std::optional<ObjectRef>& object) {
    m_outliers->view().select(object);
    Q_EMIT selected(object);
  });
  connect(m_gantt, &GanttChart::activated, this, &LatencyPage::explain);
  connect(m_gantt, &GanttChart::areaChosen, this, [this] { showArea(); });
  connect(m_areaLine, &AreaLine::cleared, this, [this] {
    m_gantt->setArea(std::nullopt);
    m_gantt->setFocus(Qt::OtherFocusReason);
  });
  connect(m_ganttFrame, &ChartFrame::objectActivated, this, &LatencyPage::explain);
  connect(m_ganttFrame, &ChartFrame::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    m_gantt->select(object);
    Q_EMIT selected(object);
  });
  return panel;
}

Panel* LatencyPage::makeOutliers() {
  auto* panel = new Panel(m_look, tr("Outliers"), this);
  m_outliers = new TablePanel(m_look, m_outlierModel, false, false);
  m_outliers->view().setAccessibleName(tr("Outliers"));
  panel->setBody(m_outliers);
  auto* all = new Button(m_look, ButtonStyle::link, tr("All"), true);
  all->setToolTip(tr("All claims"));
  panel->addTool(all);
  connect(all, &QAbstractButton::clicked, this, [this] { Q_EMIT open(QStringLiteral("claims"), std::nullopt, QString()); });
  connect(&m_outliers->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    m_gantt->select(object);
    Q_EMIT selected(object);
  });
  connect(&m_outliers->view(), &TableView::objectActivated, this, &LatencyPage::explain);
  return panel;
}

void LatencyPage::makeTools() {
  auto* row = new QHBoxLayout(m_tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  m_split = new ChoiceButton(
      m_look, tr("Split by"),
      {tr("Class and driver"), tr("Device class"), tr("Driver"), tr("Node"), tr("Node pool"), tr("Namespace"), tr("Owner")},
      m_tools);
  m_window = new ChoiceButton(m_look, tr("Last"), {tr("15 min"), tr("1 h"), tr("6 h")}, m_tools);
  m_window->setCurrent(1);
  m_which = new Segmented(m_look, {tr("p50"), tr("p95"), tr("p99")}, false, m_tools);
  m_which->setAccessibleName(tr("Percentile"));
  m_which->setCurrent(static_cast<int>(m_percentile));
  m_objective = new ObjectiveButton(m_look, m_tools);
  m_export = new Button(m_look, ButtonStyle::normal, tr("Export"), false, m_tools);
  m_export->setIconId(QStringLiteral("export"));
  for (QWidget* tool : std::initializer_list<QWidget*>{m_split, m_window, m_which, m_objective, m_export}) {
    row->addWidget(tool);
  }
  connect(m_split, &ChoiceButton::chosen, this, [this](int index) { setSplit(static_cast<latency::GroupBy>(index)); });
  connect(m_window, &ChoiceButton::chosen, this, [this](int index) {
    constexpr std::int64_t kMinute = 60'000;
    setWindow(index == 0 ? 15 * kMinute : index == 1 ? 60 * kMinute : 360 * kMinute);
  });
  connect(m_which, &Segmented::currentChanged, this, [this](int index) { setPercentile(static_cast<std::size_t>(index)); });
  connect(m_objective, &ObjectiveButton::chosen, this, [this](const latency::Objective& objective) {
    setObjective(objective);
    Q_EMIT objectiveChosen(objective);
  });
  connect(m_export, &QAbstractButton::clicked, this, [this] { exportMenu(); });
}

void LatencyPage::exportMenu() {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const bool any = m_view.latency != nullptr;
  const auto add = [&](const QString& title, const QString& name, std::function<QByteArray()> make) {
    QAction* action = menu->addAction(title);
    action->setEnabled(any);
    connect(action, &QAction::triggered, this, [this, name, make = std::move(make)] { Q_EMIT saveRequested(name, make()); });
  };
  add(tr("Groups and stages, CSV"), QStringLiteral("claim-latency.csv"), [this] { return groupCsv(*m_view.latency); });
  add(tr("Every claim, CSV"), QStringLiteral("claims.csv"), [this] { return claimCsv(m_view.lives, m_view.latency->question); });
  add(tr("Picture, PNG"), QStringLiteral("claim-latency.png"), [this] { return picture(PictureFormat::png); });
  add(tr("Picture, SVG"), QStringLiteral("claim-latency.svg"), [this] { return picture(PictureFormat::svg); });
  menu->popup(m_export->mapToGlobal(QPoint(0, m_export->height() + 2)));
}

/// The second source has a chip of its own that says how old it is, and never a part in our numbers.
void LatencyPage::showSecond() {
  const prometheus::Metrics* metrics = m_view.metrics.get();
  const bool configured = metrics != nullptr && metrics->state != prometheus::State::notConfigured;
  m_second->setVisible(configured);
  if (!configured) {
    m_seconds.clear();
    m_percentiles->setSecond({});
    return;
  }
  const bool live = metrics->state == prometheus::State::live;
  const QString when = metrics->lastContact.isSet()
                           ? shortAge(std::max<std::int64_t>(0, m_view.snapshot->time - metrics->lastContact))
                           : stateText(metrics->state);
  m_second->setTexts(tr("second source: Prometheus"), when, live ? Ink::secondary : Ink::warning);
  askSecond();
  m_second->setToolTip(toolTipText(m_seconds.empty()
                                       ? tr("Prometheus has neither kubelet's prepare times nor the scheduler's.")
                                       : tr("What Prometheus says, beside what Claimscope measures; the two are never mixed.")));
}

/// Range queries, no more often than the server itself is asked, over the window in sight.
void LatencyPage::askSecond() {
  std::vector<Second> seconds;
  for (SecondQuestion& question : secondQuestions(*m_view.metrics)) {
    const auto known = std::find_if(m_seconds.begin(), m_seconds.end(),
                                    [&](const Second& second) { return second.question.query == question.query; });
    if (known != m_seconds.end()) {
      seconds.push_back(std::move(*known));
    } else {
      seconds.push_back({std::move(question), {}, 0, {}});
    }
  }
  m_seconds = std::move(seconds);
  if (m_view.latency == nullptr || !m_ask) {
    return;
  }
  constexpr std::int64_t kPoints = 90;
  const std::int64_t windowMs = m_view.latency->question.windowMs;
  const std::int64_t step = std::max(m_view.metrics->intervalMs, windowMs / kPoints);
  for (Second& second : m_seconds) {
    const Time now = m_view.snapshot->time;
    if (second.windowMs == windowMs && now >= second.askedAt && now - second.askedAt < step) {
      continue;
    }
    second.askedAt = now;
    second.windowMs = windowMs;
    m_ask({second.question.query, m_view.latency->from, m_view.latency->to, step},
          [page = QPointer<LatencyPage>(this), query = second.question.query](const prometheus::AnswerPtr& answer) {
            if (page != nullptr && answer != nullptr) {
              page->takeSecond(query, *answer);
            }
          });
  }
}

void LatencyPage::takeSecond(const std::string& query, const prometheus::Answer& answer) {
  std::vector<SecondLine> lines;
  for (Second& second : m_seconds) {
    if (second.question.query == query && !answer.error) {
      second.line = secondLine(second.question.name, answer);
    }
    if (!second.line.samples.empty()) {
      lines.push_back(second.line);
    }
  }
  m_percentiles->setSecond(std::move(lines));
}

void LatencyPage::showStories() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const bool any = m_view.latency != nullptr && (m_view.latency->claims > 0 || m_gantt->rows() > 0);
  SourceStory story = storyOf(snapshot, Kind::ResourceClaim, tr("Latency is unknown."), any);
  if (m_view.latency == nullptr && (story.show == SourceStory::Show::rows || story.show == SourceStory::Show::empty)) {
    story.show = SourceStory::Show::loading;
    story.progress = tr("Working out the stages");
  }
  if (any && !m_view.lives->podsKnown && story.bannerTitle.isEmpty()) {
    const SourceStory pods = storyOf(snapshot, Kind::Pod, tr("Stages after allocation are unknown."), false);
    story.bannerTitle = pods.title.isEmpty() ? tr("Pods are not known.") : pods.title;
    story.bannerDetail = tr("Stages after allocation are unknown.");
  }
  EmptyWords words;
  if (m_view.latency != nullptr && m_view.latency->leftOut > 0) {
    words.title = tr("No allocation time is known");
    words.detail = tr("%1: nothing in the objects says when, and the watch had not begun.")
                       .arg(counted(m_view.latency->leftOut, tr("allocated claim"), tr("allocated claims")));
  } else if (m_view.latency != nullptr) {
    words.title = tr("No claim asked for devices in the last %1").arg(windowText(m_view.latency->question.windowMs));
    words.detail = m_view.namespaceFilter.empty()
                       ? tr("The list of claims is complete.")
                       : tr("In %1. The list of claims is complete.").arg(plain(m_view.namespaceFilter));
  }
  m_stageStory->setStory(story, words, !any);
  // One panel has the banner and the role to ask for; the others say why they are empty.
  SourceStory brief = story;
  brief.bannerTitle.clear();
  brief.code.clear();
  brief.detail.clear();
  if (story.show == SourceStory::Show::loading) {
    brief.progress.clear();
  }
  const EmptyWords few{words.title, {}, {}, {}};
  m_timeStory->setStory(brief, few, !any);
  m_ganttStory->setStory(brief, few, !any);
  EmptyWords none;
  none.title = any ? (m_range ? tr("No outlier in this time") : tr("No claim is above p99")) : words.title;
  m_outliers->setStory(brief, none);
  if (any) {
    m_dating->setText(datingNote(*m_view.latency, *m_view.lives, *m_view.gantt));
  }
}

}  // namespace claimscope::ui
