#include "app/bridge/kept_objective.h"

#include <QSettings>
#include <algorithm>

namespace claimscope::app {
namespace {

const QString kPercentile = QStringLiteral("latency/percentile");
const QString kMilliseconds = QStringLiteral("latency/objectiveMs");

}  // namespace

latency::Objective keptObjective() {
  latency::Objective objective;
  const QSettings settings;
  const int percentile = settings.value(kPercentile, objective.percentile).toInt();
  const qlonglong ms = settings.value(kMilliseconds, static_cast<qlonglong>(objective.ms)).toLongLong();
  if (std::find(latency::kPercentiles.begin(), latency::kPercentiles.end(), percentile) != latency::kPercentiles.end()) {
    objective.percentile = percentile;
  }
  constexpr qlonglong kDay = 86'400'000;
  if (ms > 0 && ms <= kDay) {
    objective.ms = ms;
  }
  return objective;
}

void keepObjective(const latency::Objective& objective) {
  QSettings settings;
  settings.setValue(kPercentile, objective.percentile);
  settings.setValue(kMilliseconds, static_cast<qlonglong>(objective.ms));
}

}  // namespace claimscope::app
