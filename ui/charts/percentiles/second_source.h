// SecondLine: what another source says beside our own percentiles, and where it says nothing. Pure; any thread.
#pragma once

#include <QString>
#include <vector>

#include "model/prometheus/metrics.h"
#include "ui/charts/time_range.h"

namespace claimscope::ui {

struct SecondLine {
  QString name;                             ///< "kubelet prepare p95"
  std::vector<prometheus::Sample> samples;  ///< seconds, oldest first; not finite: no sample
};

/// Stretches of `window` in which a line has no samples although it has some: longer than three of its usual steps.
[[nodiscard]] std::vector<TimeRange> gapsOf(const SecondLine& line, TimeRange window);

/// What a chart of claim latency can ask a Prometheus, and what the line is called.
struct SecondQuestion {
  QString name;
  std::string query;
};
/// Of this server: kubelet's prepare times, the scheduler's. Empty where it has neither.
[[nodiscard]] std::vector<SecondQuestion> secondQuestions(const prometheus::Metrics& metrics);
/// The samples of an answer; of several series the one with most. None where there are none.
[[nodiscard]] SecondLine secondLine(const QString& name, const prometheus::Answer& answer);

}  // namespace claimscope::ui
