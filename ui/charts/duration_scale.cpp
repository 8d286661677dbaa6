#include "ui/charts/duration_scale.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr std::array<std::int64_t, 20> kTicks{
    10,      50,        100,       500,        1'000,      5'000,      10'000,      30'000,      60'000,        300'000,
    900'000, 1'800'000, 3'600'000, 14'400'000, 43'200'000, 86'400'000, 259'200'000, 604'800'000, 2'592'000'000, 31'536'000'000};

QString oneDecimal(double value) {
  return QString::number(value, 'f', value < 10 && std::fabs(value - std::round(value)) > 0.049 ? 1 : 0);
}

}  // namespace

LatencyWords latencyWords(std::int64_t ms) {
  LatencyWords out;
  const auto seconds = static_cast<double>(ms) / 1000.0;
  if (ms <= 0) {
    out.number = QStringLiteral("<1");
    out.unit = QStringLiteral("s");
  } else if (seconds < 0.1) {
    out.number = QString::number(ms);
    out.unit = QStringLiteral("ms");
  } else if (seconds < 1) {
    out.number = QString::number(seconds, 'g', 2);
    out.unit = QStringLiteral("s");
  } else if (seconds < 120) {
    out.number = oneDecimal(seconds);
    out.unit = QStringLiteral("s");
  } else if (seconds < 7200) {
    out.number = oneDecimal(seconds / 60);
    out.unit = QStringLiteral("min");
  } else if (seconds < 2 * 86400) {
    out.number = oneDecimal(seconds / 3600);
    out.unit = QStringLiteral("h");
  } else {
    out.number = oneDecimal(seconds / 86400);
    out.unit = QStringLiteral("d");
  }
  return out;
}

namespace {

/// In a text the unit is a word of the language; beside a large figure it stays the symbol.
QString withUnit(const QString& number, const QString& unit) {
  const auto tell = [](const char* text) { return QCoreApplication::translate("DurationScale", text); };
  return (unit == QLatin1String("s")     ? tell("%1 s")
          : unit == QLatin1String("min") ? tell("%1 min")
          : unit == QLatin1String("h")   ? tell("%1 h")
          : unit == QLatin1String("d")   ? tell("%1 d")
                                         : QLatin1String("%1 ") + unit)
      .arg(number);
}

}  // namespace

QString durationText(std::int64_t ms) {
  constexpr std::int64_t kTwoMinutes = 120'000;
  constexpr std::int64_t kHour = 3'600'000;
  if (ms >= kTwoMinutes) {
    // One unit compares at a glance, as long as it is short.
    return ms < kHour ? withUnit(number(ms / 1000), QStringLiteral("s")) : age(ms);
  }
  const LatencyWords words = latencyWords(ms);
  return withUnit(words.number, words.unit);
}

QString plainDuration(std::int64_t ms) {
  return ms >= 1000 && ms % 1000 == 0 ? age(ms) : durationText(ms);
}

QString markOf(Bound bound) {
  return bound == Bound::atLeast ? QStringLiteral("≥") : bound == Bound::atMost ? QStringLiteral("≤") : QString();
}

QString quantileText(const latency::Quantile& quantile) {
  return quantile.bound == Bound::unknown ? QStringLiteral("–") : markOf(quantile.bound) + durationText(quantile.ms);
}

Change changeOf(const latency::Quantile& now, const latency::Quantile& before) {
  if (now.bound == Bound::unknown || before.bound == Bound::unknown) {
    return {};
  }
  constexpr std::int64_t kResolution = 1000;
  const double ratio =
      static_cast<double>(std::max<std::int64_t>(now.ms, 1)) / static_cast<double>(std::max<std::int64_t>(before.ms, 1));
  if (std::abs(now.ms - before.ms) <= kResolution || (ratio > 0.9 && ratio < 1.1)) {
    return {QCoreApplication::translate("DurationScale", "same"), false};
  }
  if (before.ms < kResolution) {
    // A factor over nearly nothing says nothing.
    return {QStringLiteral("+") + durationText(now.ms - before.ms), true};
  }
  return {QString::number(ratio, 'f', ratio < 10 ? 1 : 0) + QStringLiteral("×"), ratio >= 1.5};
}

std::size_t percentileIndex(int percentile) {
  const auto* found = std::find(latency::kPercentiles.begin(), latency::kPercentiles.end(), percentile);
  return found == latency::kPercentiles.end() ? latency::kPercentiles.size() - 1
                                              : static_cast<std::size_t>(found - latency::kPercentiles.begin());
}

DurationScale::DurationScale(double leastMs, double mostMs)
    : m_least(std::max(1.0, leastMs)), m_most(std::max(mostMs, std::max(1.0, leastMs) * 2)) {}

DurationScale DurationScale::around(std::int64_t leastMs, std::int64_t mostMs, std::int64_t objectiveMs) {
  // Whole seconds make many zeros: they lie on the lowest line, which then stands for "less than a second".
  const double least = leastMs <= 0 ? 450 : static_cast<double>(leastMs) * 0.7;
  const auto top = static_cast<double>(std::max(mostMs, objectiveMs));
  return {std::min(least, static_cast<double>(objectiveMs) * 0.5), top * 1.4};
}

double DurationScale::part(double ms) const {
  return std::log(std::max(ms, m_least) / m_least) / std::log(m_most / m_least);
}

double DurationScale::msAt(double part) const {
  return m_least * std::pow(m_most / m_least, part);
}

std::vector<std::int64_t> DurationScale::ticks(double length, double gap, std::optional<std::int64_t> keep) const {
  std::vector<std::int64_t> out;
  double last = -gap;
  for (const std::int64_t tick : kTicks) {
    const auto value = static_cast<double>(tick);
    if (value < m_least || value > m_most) {
      continue;
    }
    const double at = part(value) * length;
    if (at - last < gap || (keep && std::fabs(part(static_cast<double>(*keep)) * length - at) < gap)) {
      continue;
    }
    out.push_back(tick);
    last = at;
  }
  return out;
}

}  // namespace claimscope::ui
