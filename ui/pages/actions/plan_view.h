// PlanView: a guided action up to Execute: what it is done to, the rehearsal, its review. GUI thread.
#pragma once

#include <QStackedWidget>
#include <QWidget>

#include "ui/base/actions_view.h"
#include "ui/base/panels.h"
#include "ui/pages/actions/action_foot.h"
#include "ui/pages/actions/object_picker.h"
#include "ui/pages/actions/review_view.h"
#include "ui/pages/actions/way_cards.h"
#include "ui/pages/actions/wizard_side.h"

namespace claimscope::ui {

class PlanView final : public QWidget {
  Q_OBJECT
 public:
  explicit PlanView(Look& look, QWidget* parent = nullptr);
  /// Begins at Select, with an action and what is chosen already.
  void choose(const std::string& action, const std::vector<ObjectRef>& objects,
              const std::map<std::string, std::string>& options);
  [[nodiscard]] bool choosing() const { return m_choosing; }
  /// Shows the rehearsal from now on.
  void showRehearsal() { m_choosing = false; }
  void setView(const View& view, const ActionsView& actions);
  void setStarting(bool starting) { m_starting = starting; }
  [[nodiscard]] const std::string& action() const { return m_action; }
  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] WizardSide& side() { return *m_side; }
  [[nodiscard]] ObjectPicker& picker() { return *m_picker; }
  [[nodiscard]] WayCards& ways() { return *m_ways; }
  [[nodiscard]] ReviewView& review() { return *m_review; }
  [[nodiscard]] ActionFoot& foot() { return *m_foot; }
  [[nodiscard]] Button& forecastAgain() { return *m_again; }
  [[nodiscard]] Button& forecastCause() { return *m_cause; }
  void focusFirst();

 Q_SIGNALS:
  void rehearseWanted(const claimscope::diagnosis::ActionRequest& request);
  void executeWanted(const QString& planId);
  void armWanted();
  void disarmWanted();
  /// Out of the wizard.
  void leaveWanted();
  void objectWanted(const claimscope::ui::ObjectRef& object);
  void objectSelected(const std::optional<claimscope::ui::ObjectRef>& object);

 private:
  void showSelect();
  void showWays();
  void showPlan();
  void showVerdict(const Rehearsal& rehearsal);
  void showForecastButtons();
  void showSteps();
  void showFoot();
  void back();
  void second();
  void main();
  void setBody(QWidget* body);
  [[nodiscard]] actions::ActionRequest request() const;
  [[nodiscard]] QString objectionTo(const actions::ActionPlan& plan, Mark& mark) const;

  Look& m_look;
  View m_view;
  ActionsView m_actions;
  std::string m_action;
  actions::ActionRequest m_request;  ///< chosen, or that of the rehearsal
  bool m_choosing = true;
  bool m_starting = false;
  bool m_fresh = false;  ///< chosen anew: the picker has not shown it yet
  VerdictBand* m_verdict;
  Button* m_again;  ///< has the controller count anew
  Button* m_cause;  ///< shows what makes the two counts differ
  WizardSide* m_side;
  QStackedWidget* m_body;
  QWidget* m_select;
  Panel* m_waysPanel;
  WayCards* m_ways;
  ObjectPicker* m_picker;
  ReviewView* m_review;
  QWidget* m_loading;
  Panel* m_errorPanel;
  QString m_errorText;
  ActionFoot* m_foot;
};

}  // namespace claimscope::ui
