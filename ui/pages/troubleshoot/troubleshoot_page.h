// TroubleshootPage: workflows and findings at the left, checks in the middle, conclusion and plan at the right. GUI thread.
#pragma once

#include <QScrollArea>
#include <QStackedWidget>

#include "ui/base/actions_view.h"
#include "ui/pages/actions/actions_header.h"
#include "ui/pages/actions/object_picker.h"
#include "ui/pages/overview/findings_list.h"
#include "ui/pages/page.h"
#include "ui/pages/troubleshoot/check_list.h"
#include "ui/pages/troubleshoot/conclusion.h"
#include "ui/pages/troubleshoot/log_panel.h"
#include "ui/pages/troubleshoot/open_list.h"

namespace claimscope::ui {

class TroubleshootPage final : public Page {
  Q_OBJECT
 public:
  explicit TroubleshootPage(Look& look, QWidget* parent = nullptr);
  void setDesk(ActionsDesk desk) { m_desk = std::move(desk); }
  /// Who reads the log of a driver's pod.
  void setAskPodLog(AskPodLog ask) { m_log->setAsk(std::move(ask)); }
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override { m_selection = object; }
  /// "workflow=ID" runs it on the selection, or on what its findings name.
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString subtitle() const override { return m_trail->text(); }
  [[nodiscard]] QWidget* headerLead() override { return m_trail; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  void focusFind() override;

  /// Runs a workflow; without an object that it needs, the page asks for one.
  void run(const std::string& workflow, const std::optional<ObjectRef>& object);
  /// What an object or a finding suggests first; false when nothing does.
  bool runFor(const ObjectRef& object);

  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] OpenList& workflows() { return *m_workflows; }
  [[nodiscard]] OpenList& findings() { return *m_findings; }
  /// The same in full, while nothing has run.
  [[nodiscard]] FindingsList& openFindings() { return *m_open; }
  [[nodiscard]] CheckList& checks() { return *m_checks; }
  [[nodiscard]] Conclusion& conclusion() { return *m_conclusion; }
  [[nodiscard]] LogPanel& log() { return *m_log; }
  [[nodiscard]] Button& report() { return *m_report; }
  [[nodiscard]] ObjectPicker& picker() { return *m_picker; }
  [[nodiscard]] Button& again() { return *m_again; }
  [[nodiscard]] Button& copy() { return *m_copy; }
  [[nodiscard]] bool picking() const { return m_body->currentWidget() == m_picker; }
  [[nodiscard]] bool showsChecks() const { return m_body->currentWidget() == m_checksPanel; }

 Q_SIGNALS:
  /// The incident report; the shell asks how it should be.
  void reportWanted();
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);
  void inspectRequested(const claimscope::ui::ObjectRef& object, bool yaml);

 private:
  [[nodiscard]] QWidget* makeLeft();
  void makeMiddle();
  void makeOpen();
  void refresh();
  void showIdle();
  void showResult(const diagnosis::WorkflowResult& result);
  void showTally(const diagnosis::WorkflowResult* result);
  void ask(const diagnosis::Workflow& workflow);
  void pickFinding(const QString& id);
  void backToAll();
  void showRight(bool shown);
  void showDeciding();
  [[nodiscard]] const diagnosis::WorkflowResult* result() const;

  View m_view;
  ActionsDesk m_desk;
  std::optional<ObjectRef> m_selection;
  std::string m_workflow;  ///< that is open; empty: none
  std::optional<ObjectRef> m_object;
  bool m_waiting = false;  ///< for its result
  bool m_asking = false;   ///< for an object
  std::shared_ptr<const diagnosis::WorkflowResult> m_shown;
  Trail* m_trail;
  QWidget* m_tools;
  PlainLabel* m_when;
  Button* m_again;
  Button* m_copy;
  Button* m_report;
  VerdictBand* m_verdict;
  Panel* m_workflowPanel;
  OpenList* m_workflows;
  Panel* m_findingPanel;
  OpenList* m_findings;
  QStackedWidget* m_body;
  Panel* m_checksPanel;
  QWidget* m_tally;
  CheckList* m_checks;
  QScrollArea* m_checkScroll;
  ObjectPicker* m_picker;
  Panel* m_openPanel;
  FindingsList* m_open;
  Panel* m_emptyPanel;
  QString m_emptyKey;
  Conclusion* m_conclusion;
  LogPanel* m_log;
  QWidget* m_right;
  QWidget* m_rightGap;
};

}  // namespace claimscope::ui
