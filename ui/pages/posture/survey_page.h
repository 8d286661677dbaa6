// SurveyPage: what the pages of posture and control plane share: a verdict, items with their detail, tables behind tabs, and
// asking again. GUI thread.
#pragma once

#include <vector>

#include "ui/base/panels.h"
#include "ui/base/survey_view.h"
#include "ui/pages/page.h"
#include "ui/pages/posture/survey_detail.h"
#include "ui/tables/simple_rows.h"
#include "ui/tables/table_model.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class SurveyPage : public Page {
  Q_OBJECT
 public:
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>&) override {}
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  void focusFind() override { m_items->view().setFocus(Qt::ShortcutFocusReason); }
  [[nodiscard]] QStringList keep() const override;
  void restore(const QStringList& kept) override;

  /// What was asked for; null: nothing of this source is known yet.
  void setSurvey(const SurveyViewPtr& survey);
  [[nodiscard]] TablePanel& items() { return *m_items; }
  [[nodiscard]] TablePanel& table() { return *m_table; }
  [[nodiscard]] Segmented& tabs() { return *m_tabs; }
  [[nodiscard]] SurveyDetail& detail() { return *m_detail; }
  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] QStringList unknownTexts() const { return m_unknownTexts; }

 Q_SIGNALS:
  /// Ask the server; `fresh`: what it said before is too old.
  void surveyRequested(bool fresh);
  void textCopyRequested(const QString& text);

 protected:
  SurveyPage(Look& look, const QString& itemsTitle, const QStringList& tabs, QWidget* parent);
  /// Called once by the constructor of the page itself; `more` stands below the detail.
  void layOut(QWidget* more);
  [[nodiscard]] const View& view() const { return m_view; }
  void resizeEvent(QResizeEvent* event) override;

  struct Told {
    Mark mark = Mark::ok;
    QString verdict;
    QString detail;
    std::shared_ptr<const SimpleRows> items;
    std::vector<std::string> unknowns;
    Time asOf;
    QString emptyTitle;
    QString emptyDetail;
  };
  [[nodiscard]] virtual std::optional<Told> told(const SurveyView& survey) const = 0;
  [[nodiscard]] virtual std::optional<DetailFacts> factsOfItem(const SurveyView& survey, const std::string& id) const = 0;
  [[nodiscard]] virtual std::shared_ptr<const SimpleRows> tableRows(const SurveyView& survey, int tab) const = 0;
  [[nodiscard]] virtual QString noItemWords() const = 0;

 private:
  void showSurvey();
  void showTable();
  void showDetail();
  void showUnknowns(const std::vector<std::string>& unknowns);

  View m_view;
  SurveyViewPtr m_survey;
  SurveyViewPtr m_shown;
  std::string m_source;  ///< that was asked about
  bool m_asked = false;
  Time m_askedAt;
  QString m_subtitle;
  std::string m_chosen;
  QStringList m_unknownTexts;
  VerdictBand* m_verdict;
  Panel* m_itemsPanel;
  TableModel m_itemModel;
  TablePanel* m_items;
  Panel* m_tablePanel;
  TableModel m_tableModel;
  TablePanel* m_table;
  Segmented* m_tabs;
  SurveyDetail* m_detail;
  Panel* m_unknowns;
  QWidget* m_tools;
  Button* m_again;
};

}  // namespace claimscope::ui
