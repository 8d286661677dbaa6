// ControlPlanePage: versions, gates, components, scheduler profiles, and the runbooks of this cluster. GUI thread.
#pragma once

#include "model/runbooks/runbook.h"
#include "ui/pages/posture/survey_page.h"

namespace claimscope::ui {

class ControlPlanePage final : public SurveyPage {
  Q_OBJECT
 public:
  explicit ControlPlanePage(Look& look, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// Bytes for a file of this name.
  void saveRequested(const QString& name, const QByteArray& bytes);

 protected:
  [[nodiscard]] std::optional<Told> told(const SurveyView& survey) const override;
  [[nodiscard]] std::optional<DetailFacts> factsOfItem(const SurveyView& survey, const std::string& id) const override;
  [[nodiscard]] std::shared_ptr<const SimpleRows> tableRows(const SurveyView& survey, int tab) const override;
  [[nodiscard]] QString noItemWords() const override;

 private:
  [[nodiscard]] QWidget* makeRunbooks();
};

/// Title of a runbook in the language of the window; what is exported stays English, as commands are.
[[nodiscard]] QString runbookTitle(const runbooks::RunbookInfo& info);

}  // namespace claimscope::ui
