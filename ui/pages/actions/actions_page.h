// ActionsPage: guided actions: home, the wizard of one, a plan that runs or ran; arming. GUI thread.
#pragma once

#include <QStackedWidget>

#include "ui/base/actions_view.h"
#include "ui/pages/actions/actions_header.h"
#include "ui/pages/actions/actions_home.h"
#include "ui/pages/actions/arm_panel.h"
#include "ui/pages/actions/paused_band.h"
#include "ui/pages/actions/plan_view.h"
#include "ui/pages/actions/run_view.h"
#include "ui/pages/page.h"

namespace claimscope::ui {

class ActionsPage final : public Page {
  Q_OBJECT
 public:
  explicit ActionsPage(Look& look, QWidget* parent = nullptr);
  void setDesk(ActionsDesk desk) { m_desk = std::move(desk); }

  /// Needs a snapshot; without View::actions everything is read-only and empty.
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  /// "plan=ID" opens a plan, "home" the home.
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString subtitle() const override { return m_trail->text(); }
  [[nodiscard]] QWidget* headerLead() override { return m_trail; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  void focusFind() override;

  /// Rehearses at once and shows it: what every button of other pages ends in.
  void rehearse(const actions::ActionRequest& request);
  /// The Select step of an action.
  void start(const std::string& action, const std::vector<ObjectRef>& objects = {});
  void openPlan(const std::string& id);
  void goHome();
  void askToArm();
  void disarm();
  /// The moment that the window stands at, in words; empty: live. Nothing starts while it stands; what runs and arming stay.
  void setPaused(const QString& clock);

  enum class Place { home, wizard, plan };
  [[nodiscard]] Place place() const { return m_place; }
  [[nodiscard]] ActionsHome& home() { return *m_home; }
  [[nodiscard]] PlanView& wizard() { return *m_wizard; }
  [[nodiscard]] RunView& run() { return *m_run; }
  [[nodiscard]] ArmPanel& armPanel() { return *m_arm; }
  [[nodiscard]] Trail& trail() { return *m_trail; }
  [[nodiscard]] PausedBand& pausedBand() { return *m_paused; }

 Q_SIGNALS:
  /// The person wants to leave the moment where the window is paused.
  void liveWanted();
  /// Shows an object in the inspector.
  void inspectRequested(const claimscope::ui::ObjectRef& object, bool yaml);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void keepPaused();
  void connectHome();
  void connectWizard();
  void connectRun();
  void refresh();
  void showTrail();
  void showTools();
  void execute(const QString& id);
  void undo(const QString& id);
  void resume(const QString& id);
  [[nodiscard]] const ActionsView& actions() const;
  /// False where an action may not start now.
  [[nodiscard]] bool mayStart() const { return m_paused->moment().isEmpty(); }
  [[nodiscard]] std::shared_ptr<const PlanRecord> recordOf(const std::string& id) const;

  View m_view;
  ActionsDesk m_desk;
  Place m_place = Place::home;
  std::string m_planId;     ///< of the record that is open
  bool m_awaiting = false;  ///< a rehearsal was asked for and no view has it yet
  std::string m_starting;   ///< of the plan that was confirmed and has no record yet
  Trail* m_trail;
  QWidget* m_tools;
  Button* m_open;
  Button* m_journal;
  Button* m_save;
  Button* m_undo;
  PausedBand* m_paused;
  ActionsView m_pausedActions;  ///< the given ones, but that nothing can be written
  QStackedWidget* m_stack;
  ActionsHome* m_home;
  PlanView* m_wizard;
  RunView* m_run;
  ArmPanel* m_arm;
};

}  // namespace claimscope::ui
