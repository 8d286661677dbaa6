// PosturePage: what stands open around claims, with evidence and fix. GUI thread.
#pragma once

#include "ui/pages/posture/survey_page.h"

namespace claimscope::ui {

class PosturePage final : public SurveyPage {
  Q_OBJECT
 public:
  explicit PosturePage(Look& look, QWidget* parent = nullptr);

 protected:
  [[nodiscard]] std::optional<Told> told(const SurveyView& survey) const override;
  [[nodiscard]] std::optional<DetailFacts> factsOfItem(const SurveyView& survey, const std::string& id) const override;
  [[nodiscard]] std::shared_ptr<const SimpleRows> tableRows(const SurveyView& survey, int tab) const override;
  [[nodiscard]] QString noItemWords() const override;
};

}  // namespace claimscope::ui
