#include "ui/tables/metrics_facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "model/prometheus/catalogue/queries.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"

namespace claimscope::ui {
namespace {

using prometheus::Answer;
using prometheus::Metrics;
using prometheus::State;

constexpr std::int64_t kFreshIntervals = 2;  // an answer may be missed
constexpr std::int64_t kStaleIntervals = 8;

QString tr(const char* text) {
  return QCoreApplication::translate("MetricsFacts", text);
}

Mark freshness(const Metrics& metrics, std::int64_t ageMs) {
  if (ageMs <= kFreshIntervals * metrics.intervalMs) {
    return Mark::live;
  }
  return ageMs <= kStaleIntervals * metrics.intervalMs ? Mark::warning : Mark::lost;
}

QString ageOf(std::int64_t ageMs) {
  return shortAge(std::max<std::int64_t>(ageMs, 0));
}

QString valueOf(const Answer& answer) {
  if (answer.series.empty()) {
    return QStringLiteral("–");
  }
  if (answer.series.size() == 1 && !answer.series.front().samples.empty()) {
    return sampleText(answer.series.front().samples.back().value);
  }
  const Count count{static_cast<std::int64_t>(answer.series.size()), answer.truncated ? Bound::atLeast : Bound::exact};
  return tr("%1 series").arg(number(count));
}

QString wayOf(const Answer& answer) {
  if (answer.error) {
    return answer.answered.isSet() ? tr("error, kept") : tr("error");
  }
  return answer.absent() ? tr("no series") : answer.truncated ? tr("in part") : tr("answered");
}

}  // namespace

QString sampleText(double value) {
  if (std::isnan(value)) {
    return QStringLiteral("NaN");
  }
  if (std::isinf(value)) {
    return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  }
  if (value == std::floor(value) && std::abs(value) < 1e15) {
    return number(static_cast<std::int64_t>(value));
  }
  return QString::number(value, 'g', 3);
}

QString metricsStateWord(State state) {
  switch (state) {
    case State::notConfigured:
      return tr("not configured");
    case State::searching:
      return tr("looking for it");
    case State::live:
      return tr("live");
    case State::stale:
      return tr("does not answer now");
    case State::forbidden:
      return tr("refused");
    case State::failed:
      break;
  }
  return tr("does not answer");
}

SourceChip metricsChip(const Metrics& metrics, Time now) {
  SourceChip chip;
  chip.name = tr("Prometheus");
  const bool heard = metrics.lastContact.isSet() && now.isSet();
  const std::int64_t ageMs = heard ? std::max<std::int64_t>(now - metrics.lastContact, 0) : 0;
  switch (metrics.state) {
    case State::notConfigured:
      chip.value = tr("not configured");
      chip.mark = Mark::notConfigured;
      return chip;
    case State::searching:
      chip.value = tr("looking");
      chip.mark = Mark::notConfigured;
      return chip;
    case State::forbidden:
      chip.value = tr("refused");
      chip.mark = Mark::warning;
      return chip;
    case State::failed:
      chip.value = tr("no answer");
      chip.mark = Mark::warning;
      return chip;
    case State::live:
    case State::stale:
      break;
  }
  const bool live = metrics.state == State::live;
  chip.value = live ? tr("%1 ago").arg(ageOf(ageMs)) : tr("%1 old").arg(ageOf(ageMs));
  chip.mark = freshness(metrics, ageMs);
  if (!live && chip.mark == Mark::live) {
    chip.mark = Mark::warning;
  }
  chip.live = live && chip.mark == Mark::live;
  return chip;
}

QStringList metricsLines(const Metrics& metrics, Time now) {
  QStringList out;
  if (metrics.state == State::notConfigured) {
    out += tr("No Prometheus was found in this cluster, and none was given. Everything else works without one.");
  } else if (!metrics.address.empty()) {
    QString line = plain(metrics.address) + QStringLiteral(", ") + said(metrics.route);
    if (!metrics.version.empty()) {
      line += QStringLiteral(", ") + plain(metrics.version);
    }
    out += line;
    const QString heard = metrics.lastContact.isSet() ? tr("%1 ago").arg(ageOf(now - metrics.lastContact)) : tr("never");
    out += tr("%1, last answer %2, asked each %3 s, %4 of at most %5 a minute")
               .arg(metricsStateWord(metrics.state), heard, number(metrics.intervalMs / 1000),
                    counted(metrics.queries, tr("query so far"), tr("queries so far")), number(metrics.budgetPerMinute));
  }
  for (const auto& error : {metrics.error, metrics.notice}) {
    if (error) {
      out += plain(error->text());
    }
  }
  for (const prometheus::Monitor& monitor : metrics.monitors) {
    if (!monitor.works) {
      out += tr("ServiceMonitor %1: %2").arg(plain(monitor.name), plain(monitor.why));
    }
  }
  return out;
}

std::vector<SourceRow> metricsRows(const Metrics& metrics, Time now) {
  std::vector<SourceRow> rows;
  for (const auto& [id, answer] : metrics.answers) {
    SourceRow row;
    row.name = plain(prometheus::titleOf(id));
    row.version = plain(answer->query);
    row.count = valueOf(*answer);
    if (answer->series.size() == 1 && !prometheus::unitOf(id).empty()) {
      row.count += QLatin1Char(' ') + plain(prometheus::unitOf(id));
    }
    row.way = wayOf(*answer);
    row.age = answer->answered.isSet() ? ageOf(now - answer->answered) : QString();
    row.mark = answer->error ? Mark::warning : answer->absent() ? Mark::unknown : Mark::live;
    if (answer->error) {
      row.detail = plain(answer->error->message);
    } else if (!answer->warnings.empty()) {
      row.detail = plain(answer->warnings.front());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace claimscope::ui
