// LatencyPage: where the time of claims goes: stages, percentiles or heat, a Gantt of every claim, outliers. GUI thread.
#pragma once

#include <QStackedWidget>
#include <memory>

#include "ui/base/panels.h"
#include "ui/charts/gantt/gantt_chart.h"
#include "ui/charts/heat/heat_map.h"
#include "ui/charts/percentiles/percentile_chart.h"
#include "ui/charts/stages/stage_bars.h"
#include "ui/pages/latency/area_line.h"
#include "ui/pages/latency/chart_frame.h"
#include "ui/pages/latency/latency_export.h"
#include "ui/pages/latency/life_rows.h"
#include "ui/pages/latency/objective_button.h"
#include "ui/pages/latency/verdict_strip.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

/// Draws View::latency and View::lives, which answer latencyQuestion(). A group that is chosen is part of the question; a stretch
/// of time narrows the Gantt chart and the outliers here.
class LatencyPage final : public Page {
  Q_OBJECT
 public:
  explicit LatencyPage(Look& look, QWidget* parent = nullptr);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] std::optional<latency::Question> latencyQuestion() const override { return m_question; }
  /// Who answers the questions of the second source; without it there is none.
  void setAsk(AskMetrics ask) { m_ask = std::move(ask); }
  /// Kept by the window between runs.
  void setObjective(const latency::Objective& objective);
  void setPercentile(std::size_t index);
  void setSplit(latency::GroupBy by);
  void setWindow(std::int64_t windowMs);
  void setRange(const ChosenRange& range);
  void setHeat(bool shown);
  /// A group by its key; empty: all claims.
  void setGroup(const QString& key);

  [[nodiscard]] VerdictStrip& verdict() { return *m_verdict; }
  [[nodiscard]] StageBars& stages() { return *m_stages; }
  [[nodiscard]] PercentileChart& percentiles() { return *m_percentiles; }
  [[nodiscard]] HeatMap& heat() { return *m_heat; }
  [[nodiscard]] GanttChart& gantt() { return *m_gantt; }
  [[nodiscard]] AreaLine& areaLine() { return *m_areaLine; }
  [[nodiscard]] TableModel& outlierModel() { return m_outlierModel; }
  [[nodiscard]] TablePanel& outliers() { return *m_outliers; }
  [[nodiscard]] ObjectiveButton& objectiveButton() { return *m_objective; }
  [[nodiscard]] ChartFrame& stageFrame() { return *m_stageFrame; }
  [[nodiscard]] ChartFrame& timeFrame() { return *m_timeFrame; }
  [[nodiscard]] ChartFrame& ganttFrame() { return *m_ganttFrame; }
  [[nodiscard]] StoryFrame& story() { return *m_stageStory; }
  [[nodiscard]] Chip& secondChip() { return *m_second; }
  [[nodiscard]] QString datingWords() const { return m_dating->text(); }
  /// The pages's charts as a picture.
  [[nodiscard]] QByteArray picture(PictureFormat format);

 Q_SIGNALS:
  /// By the person.
  void objectiveChosen(const claimscope::latency::Objective& objective);
  /// Bytes for a file of this name; the composition root asks where and writes it.
  void saveRequested(const QString& name, const QByteArray& bytes);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  [[nodiscard]] Panel* makeStages();
  [[nodiscard]] Panel* makePercentiles();
  [[nodiscard]] Panel* makeGantt();
  [[nodiscard]] Panel* makeOutliers();
  void makeTools();
  void ask();
  void showReport();
  void showVerdict();
  void showSecond();
  void askSecond();
  void takeSecond(const std::string& query, const prometheus::Answer& answer);
  void showOutliers(bool newRows);
  void showStories();
  void showArea();
  void showRange();
  void showSubtitle();
  void explain(const ObjectRef& object);
  void exportMenu();
  [[nodiscard]] std::shared_ptr<const RowSource> timeRows() const;
  [[nodiscard]] std::shared_ptr<const RowSource> ganttRows() const;

  /// A line of the second source: its question, and the last answer.
  struct Second {
    SecondQuestion question;
    Time askedAt;  ///< of the snapshot then
    std::int64_t windowMs = 0;
    SecondLine line = {};
  };

  AskMetrics m_ask;
  std::vector<Second> m_seconds;
  View m_view;
  latency::Question m_question;
  std::size_t m_percentile = 1;
  ChosenRange m_range;
  QString m_subtitle;

  VerdictStrip* m_verdict;
  QWidget* m_tools;
  ChoiceButton* m_split = nullptr;
  ChoiceButton* m_window = nullptr;
  Segmented* m_which = nullptr;
  ObjectiveButton* m_objective = nullptr;
  Button* m_export = nullptr;
  StageBars* m_stages = nullptr;
  ChartFrame* m_stageFrame = nullptr;
  StoryFrame* m_stageStory = nullptr;
  Panel* m_stagePanel = nullptr;
  PlainLabel* m_dating = nullptr;
  PercentileChart* m_percentiles = nullptr;
  HeatMap* m_heat = nullptr;
  QStackedWidget* m_overTime = nullptr;
  Segmented* m_timeKind = nullptr;
  Chip* m_second = nullptr;
  ChartFrame* m_timeFrame = nullptr;
  StoryFrame* m_timeStory = nullptr;
  Panel* m_timePanel = nullptr;
  GanttChart* m_gantt = nullptr;
  ChartFrame* m_ganttFrame = nullptr;
  AreaLine* m_areaLine = nullptr;
  Chip* m_rangeChip = nullptr;
  StoryFrame* m_ganttStory = nullptr;
  Panel* m_ganttPanel = nullptr;
  QWidget* m_ganttKeys = nullptr;
  TableModel m_outlierModel;
  TablePanel* m_outliers = nullptr;
  Panel* m_outlierPanel = nullptr;
};

}  // namespace claimscope::ui
