#include "ui/charts/percentiles/second_source.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>

namespace claimscope::ui {

std::vector<TimeRange> gapsOf(const SecondLine& line, TimeRange window) {
  std::vector<Time> times;
  for (const prometheus::Sample& sample : line.samples) {
    if (std::isfinite(sample.value) && sample.at >= window.from && sample.at <= window.to) {
      times.push_back(sample.at);
    }
  }
  if (times.empty()) {
    return {};
  }
  std::vector<std::int64_t> steps;
  for (std::size_t i = 1; i < times.size(); ++i) {
    steps.push_back(times[i] - times[i - 1]);
  }
  std::int64_t usual = 15'000;
  if (!steps.empty()) {
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    usual = std::max<std::int64_t>(*middle, 1);
  }
  std::vector<TimeRange> gaps;
  const auto look = [&](Time from, Time to) {
    if (to - from > 3 * usual) {
      gaps.push_back({from, to});
    }
  };
  look(window.from, times.front());
  for (std::size_t i = 1; i < times.size(); ++i) {
    look(times[i - 1], times[i]);
  }
  look(times.back(), window.to);
  return gaps;
}

std::vector<SecondQuestion> secondQuestions(const prometheus::Metrics& metrics) {
  struct Known {
    const char* id;
    const char* name;
  };
  constexpr std::array<Known, 2> kKnown{{{"prepareSeconds", QT_TRANSLATE_NOOP("SecondLine", "kubelet prepare p95")},
                                         {"schedulingSeconds", QT_TRANSLATE_NOOP("SecondLine", "scheduling p95")}}};
  std::vector<SecondQuestion> out;
  for (const Known& known : kKnown) {
    const auto answer = metrics.answers.find(known.id);
    if (answer != metrics.answers.end() && answer->second != nullptr && !answer->second->series.empty()) {
      out.push_back({QCoreApplication::translate("SecondLine", known.name), answer->second->query});
    }
  }
  return out;
}

SecondLine secondLine(const QString& name, const prometheus::Answer& answer) {
  SecondLine line{name, {}};
  for (const prometheus::Series& series : answer.series) {
    if (series.samples.size() > line.samples.size()) {
      line.samples = series.samples;
    }
  }
  return line;
}

}  // namespace claimscope::ui
