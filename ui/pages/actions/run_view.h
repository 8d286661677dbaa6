// RunView: a plan that is carried out, or was: each step, the journal, claims planned against seen, what is verified. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/actions_view.h"
#include "ui/base/panels.h"
#include "ui/pages/actions/action_foot.h"
#include "ui/pages/actions/line_list.h"
#include "ui/pages/actions/plan_tables.h"
#include "ui/pages/actions/wizard_side.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class RunBand;

class RunView final : public QWidget {
  Q_OBJECT
 public:
  explicit RunView(Look& look, QWidget* parent = nullptr);
  void setRecord(const std::shared_ptr<const PlanRecord>& record, const View& view, const ActionsView& actions);
  [[nodiscard]] const std::shared_ptr<const PlanRecord>& record() const { return m_record; }
  [[nodiscard]] QString headline() const;
  [[nodiscard]] Button& abort();
  [[nodiscard]] ActionFoot& foot() { return *m_foot; }
  [[nodiscard]] TableModel& steps() { return m_stepModel; }
  [[nodiscard]] TableModel& claims() { return m_claimModel; }
  [[nodiscard]] TableModel& checks() { return m_checkModel; }
  [[nodiscard]] LineList& journal() { return *m_journal; }
  [[nodiscard]] WizardSide& side() { return *m_side; }

 Q_SIGNALS:
  void abortWanted(const QString& planId);
  void pauseWanted(const QString& planId);
  void goOnWanted(const QString& planId);
  void resumeWanted(const QString& planId);
  void undoWanted(const QString& planId);
  void journalWanted(const QString& planId);
  void armWanted();
  void disarmWanted();
  void backWanted();
  /// The next plan of a drain in stages.
  void rehearseWanted(const claimscope::diagnosis::ActionRequest& request);
  void objectActivated(const claimscope::ui::ObjectRef& object);

 private:
  void showSide(const View& view);
  void showFoot(const ActionsView& actions);
  void doMain();
  /// The rules have been made that have the controller count: what follows is the comparison.
  [[nodiscard]] bool leadsToComparison() const;
  [[nodiscard]] QString planId() const;

  Look& m_look;
  std::shared_ptr<const PlanRecord> m_record;
  TableModel m_stepModel;
  TableModel m_claimModel;
  TableModel m_checkModel;
  WizardSide* m_side;
  RunBand* m_band;
  Panel* m_stepPanel;
  TablePanel* m_stepTable;
  Panel* m_journalPanel;
  LineList* m_journal;
  Panel* m_claimPanel;
  TablePanel* m_claimTable;
  Panel* m_checkPanel;
  TablePanel* m_checkTable;
  ActionFoot* m_foot;
};

}  // namespace claimscope::ui
