#include "ui/pages/dashboard/dashboard_words.h"

#include <QCoreApplication>

namespace claimscope::ui {
namespace {

QString words(const char* text) {
  return QCoreApplication::translate("DashboardPage", text);
}

int rankOf(std::string_view word) {
  return word == "invalid" ? 3 : word == "doubtful" ? 2 : word == "mapped" ? 1 : 0;
}

}  // namespace

VerdictLook verdictLook(const promql::Verdict& verdict) {
  switch (rankOf(verdict.word())) {
    case 3:
      return {words("Invalid"), ChipTone::critical, Mark::critical};
    case 2:
      return {words("Doubtful"), ChipTone::warning, Mark::warning};
    case 1:
      return {words("Mapped"), ChipTone::notice, Mark::notice};
    default:
      return {words("Fine"), ChipTone::quiet, Mark::ok};
  }
}

VerdictLook panelLook(const dashboard::Panel& panel) {
  const promql::Verdict* worst = nullptr;
  for (const dashboard::Target& target : panel.targets) {
    if (target.asksPrometheus() && (worst == nullptr || rankOf(target.verdict.word()) > rankOf(worst->word()))) {
      worst = &target.verdict;
    }
  }
  return worst == nullptr ? VerdictLook{} : verdictLook(*worst);
}

Mark gravityMark(promql::Gravity gravity) {
  return gravity == promql::Gravity::error ? Mark::critical : gravity == promql::Gravity::warning ? Mark::warning : Mark::notice;
}

}  // namespace claimscope::ui
