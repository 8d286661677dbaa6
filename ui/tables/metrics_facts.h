// MetricsFacts: the second source in one chip, rows for its popup, lines for Settings. Pure; any thread.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "model/prometheus/metrics.h"
#include "ui/tables/source_facts.h"

namespace claimscope::ui {

/// "Prometheus 14 s ago", judged against its own interval; a dotted ring where there is none, which is no warning.
[[nodiscard]] SourceChip metricsChip(const prometheus::Metrics& metrics, Time now);
/// "live", "not configured", "does not answer", …
[[nodiscard]] QString metricsStateWord(prometheus::State state);
/// What is known of the server: address and way, version and interval, errors with their fix, monitors that lead nowhere.
[[nodiscard]] QStringList metricsLines(const prometheus::Metrics& metrics, Time now);

/// One line a question of the catalogue: what it gave, and how old that is.
[[nodiscard]] std::vector<SourceRow> metricsRows(const prometheus::Metrics& metrics, Time now);

/// A value of a sample in words: "0.31", "12,480", "NaN", "∞".
[[nodiscard]] QString sampleText(double value);

}  // namespace claimscope::ui
