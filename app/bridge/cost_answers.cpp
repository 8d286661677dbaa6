#include "app/bridge/cost_answers.h"

#include <utility>

#include "model/cost/cost.h"

namespace claimscope::app {

cost::ReportPtr costOfView(const ui::View& view, const cost::Question& question, const survey::GrowthPtr& growth) {
  return std::make_shared<const cost::Report>(cost::costOf(*view.snapshot, view.use.get(), question, growth.get()));
}

cost::ReportPtr CostAnswers::next(const ui::View& view, const std::optional<cost::Question>& question, std::uint64_t live,
                                  const survey::GrowthPtr& growth) {
  constexpr std::int64_t kSettledMs = 30'000;
  constexpr std::int64_t kLoadingMs = 5'000;
  const bool again = std::exchange(m_asked, question.has_value());
  if (!question) {
    return nullptr;
  }
  const cluster::Snapshot& snapshot = *view.snapshot;
  const bool measured = view.use != nullptr && view.use->available;
  const bool fresh = m_report != nullptr && m_live == live && m_question == *question && m_settled == snapshot.firstSyncDone &&
                     m_measured == measured && m_growth == growth && snapshot.time >= m_at &&
                     snapshot.time - m_at < (m_settled ? kSettledMs : kLoadingMs);
  if (fresh) {
    return again ? nullptr : m_report;
  }
  m_report = costOfView(view, *question, growth);
  m_growth = growth;
  m_question = *question;
  m_live = live;
  m_at = snapshot.time;
  m_settled = snapshot.firstSyncDone;
  m_measured = measured;
  return m_report;
}

}  // namespace claimscope::app
