// ReviewView: what a plan would do, before anything is done: blockers, what it touches, holders, warnings, commands, permissions,
// changes. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/actions_view.h"
#include "ui/base/panels.h"
#include "ui/pages/actions/holder_grid.h"
#include "ui/pages/actions/line_list.h"
#include "ui/pages/actions/notice_list.h"
#include "ui/pages/actions/plan_tables.h"
#include "ui/pages/explanation/command_box.h"
#include "ui/tables/table_panel.h"

class QScrollArea;

namespace claimscope::ui {

class ForecastView;
class HoldView;
class YamlBox;

class ReviewView final : public QWidget {
  Q_OBJECT
 public:
  explicit ReviewView(Look& look, QWidget* parent = nullptr);
  /// Cheap while the plan and the server's answer are the same.
  void setRehearsal(const Rehearsal& rehearsal, const cluster::Snapshot& snapshot);
  /// The controller's count beside ours in the place of the pods; null: none.
  void setForecast(const std::shared_ptr<const actions::ForecastComparison>& forecast, Time now);
  [[nodiscard]] ForecastView& forecast() { return *m_forecast; }
  /// The nodes where a reservation fits, its lease and its YAML; only for plans of `preallocate`.
  void setFitting(const std::shared_ptr<const actions::FittingNodes>& fitting, Time now);
  [[nodiscard]] HoldView& hold() { return *m_hold; }
  [[nodiscard]] YamlBox& yaml() { return *m_yaml; }
  [[nodiscard]] TableModel& model() { return m_model; }
  [[nodiscard]] TableView& table() { return m_table->view(); }
  [[nodiscard]] Segmented& filter() { return *m_filter; }
  [[nodiscard]] LineList& permissions() { return *m_permissions; }
  [[nodiscard]] LineList& changes() { return *m_changes; }
  [[nodiscard]] CommandBox& commands() { return *m_commands; }
  [[nodiscard]] CommandBox& role() { return *m_role; }
  [[nodiscard]] NoticeList& blockers() { return *m_blockers; }
  [[nodiscard]] NoticeList& warnings() { return *m_warnings; }
  /// The verdict whose rows are shown; empty: all.
  void showVerdict(const std::string& verdict);

 Q_SIGNALS:
  void optionWanted(const QString& option);
  /// A node to hold devices on; empty: any.
  void nodeWanted(const QString& node);
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);
  void objectWanted(const claimscope::diagnosis::ObjectRef& object);
  /// A row was selected (nullopt: none), or activated.
  void objectSelected(const std::optional<claimscope::ui::ObjectRef>& object);
  void objectActivated(const claimscope::ui::ObjectRef& object);

 private:
  [[nodiscard]] QWidget* makeMiddle();
  [[nodiscard]] QWidget* makeRight();
  void showPlan(const actions::ActionPlan& plan);
  void showServer(const Rehearsal& rehearsal);
  [[nodiscard]] std::optional<ObjectRef> objectOf(const std::optional<ObjectRef>& row) const;

  Look& m_look;
  std::shared_ptr<const actions::ActionPlan> m_plan;
  std::shared_ptr<const actions::Previewed> m_preview;
  bool m_asking = false;
  std::vector<VerdictCount> m_counts;
  TableModel m_model;
  Panel* m_blockersPanel;
  QScrollArea* m_blockersScroll;
  NoticeList* m_blockers;
  Panel* m_tablePanel;
  TablePanel* m_table;
  Segmented* m_filter;
  Panel* m_holdersPanel;
  HolderGrid* m_holders;
  ForecastView* m_forecast;
  HoldView* m_hold;
  YamlBox* m_yaml;
  Panel* m_warningsPanel;
  NoticeList* m_warnings;
  Panel* m_commandsPanel;
  CommandBox* m_commands;
  Panel* m_permissionsPanel;
  LineList* m_permissions;
  QWidget* m_roleBox;
  CommandBox* m_role;
  Panel* m_changesPanel;
  LineList* m_changes;
};

}  // namespace claimscope::ui
