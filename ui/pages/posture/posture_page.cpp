#include "ui/pages/posture/posture_page.h"

#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/posture/posture_rows.h"

namespace claimscope::ui {

PosturePage::PosturePage(Look& look, QWidget* parent)
    : SurveyPage(look, tr("What stands open"), {tr("Namespaces"), tr("Who may write"), tr("Drivers"), tr("GPU nodes")}, parent) {
  layOut(nullptr);
}

std::optional<SurveyPage::Told> PosturePage::told(const SurveyView& survey) const {
  if (survey.posture == nullptr) {
    return std::nullopt;
  }
  const posture::Report& report = *survey.posture;
  const posture::Tally tally = posture::tallyOf(report);
  Told out;
  out.mark = tally.critical > 0  ? Mark::critical
             : tally.warning > 0 ? Mark::warning
             : tally.unknown > 0 ? Mark::unknown
             : tally.notice > 0  ? Mark::notice
                                 : Mark::ok;
  out.verdict = said(report.verdict);
  out.detail = said(report.verdictDetail);
  out.items = postureItemRows(report);
  out.unknowns = report.unknowns;
  out.asOf = report.asOf;
  out.emptyTitle = tr("Nothing stands open");
  out.emptyDetail = tr("Every rule was looked at, and none found anything.");
  return out;
}

std::optional<DetailFacts> PosturePage::factsOfItem(const SurveyView& survey, const std::string& id) const {
  if (survey.posture == nullptr) {
    return std::nullopt;
  }
  const auto& items = survey.posture->items;
  const auto found = std::find_if(items.begin(), items.end(), [&](const posture::Item& item) { return item.id == id; });
  return found == items.end() ? std::nullopt : std::optional(factsOf(*found));
}

std::shared_ptr<const SimpleRows> PosturePage::tableRows(const SurveyView& survey, int tab) const {
  static const posture::Report kNone;
  const posture::Report& report = survey.posture == nullptr ? kNone : *survey.posture;
  return tab == 1   ? postureWriterRows(report, false)
         : tab == 2 ? postureDriverRows(report)
         : tab == 3 ? postureNodeRows(report)
                    : postureNamespaceRows(report);
}

QString PosturePage::noItemWords() const {
  return tr("Select a line to see its evidence, the fix and the command that shows the same.");
}

}  // namespace claimscope::ui
