// CostAnswers: where GPU hours went, worked out when asked and then no more often than it matters. Analysis thread.
#pragma once

#include <cstdint>
#include <optional>

#include "model/cost/question.h"
#include "model/survey/growth.h"
#include "ui/base/view.h"

namespace claimscope::app {

class CostAnswers {
 public:
  /// The report for a view, where it is another than the one given last; null: the last one stands, or nothing is asked. `live`
  /// names the source. Rehearsals cost some hundred milliseconds in a large cluster, so a report stands for half a minute of the
  /// snapshots' time, five seconds while not everything was loaded yet.
  [[nodiscard]] cost::ReportPtr next(const ui::View& view, const std::optional<cost::Question>& question, std::uint64_t live,
                                     const survey::GrowthPtr& growth);

 private:
  cost::ReportPtr m_report;
  cost::Question m_question;
  std::uint64_t m_live = 0;
  Time m_at;
  survey::GrowthPtr m_growth;
  bool m_settled = false;   ///< everything had been listed
  bool m_measured = false;  ///< with metrics
  bool m_asked = false;     ///< somebody asked the last time
};

/// The same for one snapshot, without keeping anything.
[[nodiscard]] cost::ReportPtr costOfView(const ui::View& view, const cost::Question& question,
                                         const survey::GrowthPtr& growth = nullptr);

}  // namespace claimscope::app
