// ExplanationPage: why a claim or pod waits: verdict, layers, funnel, truth table, holders, evidence, fixes. GUI thread.
#pragma once

#include <QGridLayout>
#include <QScrollArea>
#include <memory>

#include "ui/base/panels.h"
#include "ui/pages/explanation/device_popup.h"
#include "ui/pages/explanation/evidence_list.h"
#include "ui/pages/explanation/explanation_header.h"
#include "ui/pages/explanation/fix_list.h"
#include "ui/pages/explanation/funnel.h"
#include "ui/pages/explanation/holder_rows.h"
#include "ui/pages/explanation/ladder.h"
#include "ui/pages/explanation/request_facts.h"
#include "ui/pages/explanation/truth_table.h"
#include "ui/pages/explanation/unknown_list.h"
#include "ui/pages/explanation/verdict_card.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/story_frame.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class ExplanationPage final : public Page {
  Q_OBJECT
 public:
  explicit ExplanationPage(Look& look, QWidget* parent = nullptr);

  /// A claim or a pod; anything else, and none, shows what can be chosen.
  void setSubject(const std::optional<ObjectRef>& subject);
  [[nodiscard]] const std::optional<ObjectRef>& subject() const { return m_subject; }
  void setView(const View& view) override;
  /// The selection of the window does not move what is explained.
  void setSelection(const std::optional<ObjectRef>& /*object*/) override {}
  [[nodiscard]] QString subtitle() const override { return m_breadcrumb->text(); }
  [[nodiscard]] QWidget* headerLead() override { return m_breadcrumb; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  /// The next (1) or previous (-1) pending claim.
  void step(int by);
  /// Whether somebody waits to be told about this subject.
  void setTelling(bool telling);
  /// The answer that is shown; null while there is none.
  [[nodiscard]] const std::shared_ptr<const explanation::Explanation>& shown() const { return m_shown; }
  /// Index into the requests of shown().
  void showRequest(int index);
  [[nodiscard]] int request() const { return m_request; }

  [[nodiscard]] VerdictCard& verdict() { return *m_verdict; }
  [[nodiscard]] Ladder& ladder() { return *m_ladder; }
  [[nodiscard]] Funnel& funnel() { return *m_funnel; }
  [[nodiscard]] TruthTable& truth() { return *m_truth; }
  [[nodiscard]] TableModel& holders() { return m_holderModel; }
  [[nodiscard]] TableView& holderView() { return m_holderTable->view(); }
  [[nodiscard]] TableModel& nodes() { return m_nodeModel; }
  [[nodiscard]] EvidenceList& evidence() { return *m_evidence; }
  [[nodiscard]] FixList& fixes() { return *m_fixes; }
  [[nodiscard]] UnknownList& unknowns() { return *m_unknowns; }
  [[nodiscard]] RequestFacts& facts() { return *m_facts; }
  [[nodiscard]] StoryFrame& story() { return *m_story; }
  [[nodiscard]] Breadcrumb& breadcrumb() { return *m_breadcrumb; }
  [[nodiscard]] ExplanationTools& tools() { return *m_tools; }
  [[nodiscard]] DevicePopup& devicePopup() { return *m_popup; }
  [[nodiscard]] QScrollArea& scroll() { return *m_scroll; }

 Q_SIGNALS:
  /// Another subject is to be explained (pager); the shell asks for it.
  void subjectRequested(const claimscope::ui::ObjectRef& subject);
  /// Shows an object in the inspector, its YAML when asked.
  void inspectRequested(const claimscope::ui::ObjectRef& object, bool yaml);
  void copyRequested();
  void tellRequested(bool tell);
  /// An expression goes to the selector editor, with the class its request asks for.
  void editRequested(const QString& expression, const QString& deviceClass);
  /// A change that a guided action does is to be rehearsed.
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] Panel* makeLayers();
  void makeMiddle();
  void makeRight();
  void connectParts();
  void arrange();
  void showState();
  void showAnswer();
  void showRequests();
  void showCurrentRequest();
  void showHolders();
  void showNodes();
  void showEvidence();
  void showFixes();
  void showPager();
  void listStep(int step);
  void listGroup(int group);
  [[nodiscard]] const explanation::RequestExplanation* currentRequest() const;

  View m_view;
  std::optional<ObjectRef> m_subject;
  std::shared_ptr<const explanation::Explanation> m_shown;
  std::optional<ObjectRef> m_shownOf;
  std::vector<ObjectRef> m_pending;
  std::shared_ptr<const cluster::Inventory> m_pendingOf;
  std::string m_pendingFilter;
  int m_request = 0;
  bool m_requestChosen = false;  ///< by the person
  bool m_gone = false;
  int m_columns = 0;
  int m_middleWidth = 0;

  Breadcrumb* m_breadcrumb;
  ExplanationTools* m_tools;
  QScrollArea* m_scroll;
  StoryFrame* m_story;
  QWidget* m_content;
  QGridLayout* m_grid;
  VerdictCard* m_verdict;
  Panel* m_layers;
  Ladder* m_ladder;
  PlainLabel* m_requestTitle;
  RequestFacts* m_facts;
  QWidget* m_middle;
  QWidget* m_requestBar;
  Segmented* m_requestTabs;
  ChoiceButton* m_requestChoice = nullptr;
  Panel* m_funnelPanel;
  Funnel* m_funnel;
  Panel* m_truthPanel;
  TruthTable* m_truth;
  Panel* m_nodesPanel;
  TableModel m_nodeModel;
  TablePanel* m_nodeTable;
  Panel* m_holdersPanel;
  TableModel m_holderModel;
  TablePanel* m_holderTable;
  Panel* m_evidencePanel;
  EvidenceList* m_evidence;
  Button* m_allEvidence;
  QWidget* m_right;
  Panel* m_fixesPanel;
  FixList* m_fixes;
  PlainLabel* m_fixesNote;
  Panel* m_unknownsPanel;
  UnknownList* m_unknowns;
  DevicePopup* m_popup;
};

}  // namespace claimscope::ui
