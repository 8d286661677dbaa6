// CostPage: where GPU hours and money went, who had them, what is idle, stranded or could be drained. GUI thread.
#pragma once

#include <functional>

#include "model/actions/plan.h"
#include "ui/base/panels.h"
#include "ui/pages/cost/cost_rows.h"
#include "ui/pages/cost/split_bar.h"
#include "ui/pages/page.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

/// Draws the report that answers question(); the view only says how its sources stand.
class CostPage final : public Page {
  Q_OBJECT
 public:
  explicit CostPage(Look& look, QWidget* parent = nullptr);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  /// What is to be worked out while the page is in sight; the namespace is the window's.
  [[nodiscard]] const cost::Question& question() const { return m_question; }
  /// Tells who works it out: this question, none any more for nullopt. `moment`: of this snapshot, which is on screen while
  /// paused.
  void askFor(const std::optional<cost::Question>& question, const cluster::SnapshotPtr& moment);
  /// Null: not worked out yet, or another source is in sight.
  void setReport(cost::ReportPtr report);
  [[nodiscard]] QStringList keep() const override;
  void restore(const QStringList& kept) override;
  /// Prices that a person has set; null: the list.
  void setPrices(cost::PriceTablePtr prices);
  void setWindow(std::int64_t windowMs);
  void setSplit(cost::GroupBy by);
  /// 0: stranded devices, 1: what one more node would serve, 2: batch work for another time.
  void setLower(int which);

  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] SplitBar& bar() { return *m_bar; }
  [[nodiscard]] TableModel& groupModel() { return m_groupModel; }
  [[nodiscard]] TableModel& lowerModel() { return m_lowerModel; }
  [[nodiscard]] TableModel& idleModel() { return m_idleModel; }
  [[nodiscard]] TableModel& drainModel() { return m_drainModel; }
  [[nodiscard]] TablePanel& groups() { return *m_groups; }
  [[nodiscard]] TablePanel& drains() { return *m_drains; }
  [[nodiscard]] Button& planButton() { return *m_plan; }
  [[nodiscard]] QString drainFoot() const { return m_drainFoot->text(); }
  /// The groups in sight as CSV, and the whole as text for a message.
  [[nodiscard]] QByteArray csv() const;
  [[nodiscard]] QString report() const;

 Q_SIGNALS:
  /// question() changed.
  void questionChanged();
  /// A report is wanted from now on, in setReport(); nothing any more for nullopt.
  void costRequested(const std::optional<claimscope::cost::Question>& question, const claimscope::cluster::SnapshotPtr& moment);
  /// The person has set other prices; kept between runs.
  void pricesChosen(const QString& text);
  /// A drain is to be rehearsed.
  void requestWanted(const claimscope::actions::ActionRequest& request);
  void textCopyRequested(const QString& text);
  void saveRequested(const QString& name, const QByteArray& bytes);

 private:
  void makeTools();
  [[nodiscard]] Panel* makeSplit();
  [[nodiscard]] Panel* makeGroups();
  [[nodiscard]] Panel* makeLower();
  [[nodiscard]] Panel* makeIdle();
  [[nodiscard]] Panel* makeDrains();
  void connectTable(TablePanel& table);
  void ask();
  void show();
  void showStories();
  void showSubtitle();
  void showPlan();
  void fillGroups();
  void fillLower();
  void fillIdle();
  void fillDrains();
  void openPart(cost::Part part);
  /// The nodes that a drain would be rehearsed for: the selected offer, else those that can go together.
  [[nodiscard]] std::vector<ObjectRef> nodesToDrain() const;

  View m_view;
  cost::ReportPtr m_report;
  cost::Question m_question;
  bool m_asked = false;  ///< somebody works for it
  int m_lower = 0;
  QString m_subtitle;

  VerdictBand* m_verdict;
  Button* m_copy = nullptr;
  QWidget* m_tools;
  Segmented* m_window = nullptr;
  Button* m_prices = nullptr;
  Button* m_export = nullptr;
  Panel* m_splitPanel = nullptr;
  SplitBar* m_bar = nullptr;
  StoryFrame* m_splitStory = nullptr;
  PlainLabel* m_priceLine = nullptr;
  Panel* m_groupPanel = nullptr;
  Segmented* m_by = nullptr;
  TableModel m_groupModel;
  TablePanel* m_groups = nullptr;
  Panel* m_lowerPanel = nullptr;
  Segmented* m_which = nullptr;
  TableModel m_lowerModel;
  TablePanel* m_lowerTable = nullptr;
  Panel* m_idlePanel = nullptr;
  TableModel m_idleModel;
  TablePanel* m_idle = nullptr;
  Panel* m_drainPanel = nullptr;
  TableModel m_drainModel;
  TablePanel* m_drains = nullptr;
  PlainLabel* m_drainFoot = nullptr;
  Button* m_plan = nullptr;
};

}  // namespace claimscope::ui
