// Words and tones of verdicts on queries. Pure; GUI thread.
#pragma once

#include <QString>

#include "model/prometheus/dashboard/dashboard.h"
#include "ui/base/controls.h"

namespace claimscope::ui {

/// "Invalid", "Doubtful", "Mapped", "Fine" with its mark and tone.
struct VerdictLook {
  QString word;
  ChipTone tone = ChipTone::quiet;
  std::optional<Mark> mark;
};
[[nodiscard]] VerdictLook verdictLook(const promql::Verdict& verdict);
/// Of the gravest query of a panel; empty word where it has none of Prometheus.
[[nodiscard]] VerdictLook panelLook(const dashboard::Panel& panel);
[[nodiscard]] Mark gravityMark(promql::Gravity gravity);

}  // namespace claimscope::ui
