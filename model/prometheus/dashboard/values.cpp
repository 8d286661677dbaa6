#include "model/prometheus/dashboard/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/prometheus/promql/literals.h"

namespace claimscope::dashboard {
namespace {

std::string digits(double value, int decimals) {
  if (decimals >= 0) {
    return fmt::format("{:.{}f}", value, decimals);
  }
  if (value == std::round(value) && std::fabs(value) < 1e15) {
    return words::number(static_cast<std::int64_t>(value));
  }
  const double size = std::fabs(value);
  if (size >= 1e15 || size < 1e-4) {
    return fmt::format("{:.3g}", value);
  }
  const int places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 2 - static_cast<int>(std::floor(std::log10(size)));
  std::string out = fmt::format("{:.{}f}", value, std::min(places, 6));
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') {
      out.pop_back();
    }
  }
  if (size >= 1000) {
    return words::number(static_cast<std::int64_t>(std::llround(value)));
  }
  return out;
}

std::string scaled(double value, double base, const std::array<std::string_view, 6>& names, int decimals) {
  std::size_t step = 0;
  while (std::fabs(value) >= base && step + 1 < names.size()) {
    value /= base;
    ++step;
  }
  return fmt::format("{} {}", digits(value, decimals), names[step]);
}

std::string secondsText(double value, int decimals) {
  const double size = std::fabs(value);
  if (size > 0 && size < 1e-3) {
    return fmt::format("{} µs", digits(value * 1e6, decimals));
  }
  if (size > 0 && size < 1) {
    return fmt::format("{} ms", digits(value * 1e3, decimals));
  }
  if (size < 120) {
    return fmt::format("{} s", digits(value, decimals));
  }
  return words::duration(static_cast<std::int64_t>(std::min(value, 1e12) * 1000));
}

constexpr std::array<std::string_view, 6> kBinary{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
constexpr std::array<std::string_view, 6> kDecimal{"B", "kB", "MB", "GB", "TB", "PB"};

struct Suffix {
  std::string_view unit;
  std::string_view text;
};
constexpr std::array<Suffix, 14> kSuffixes{{{"celsius", "°C"},
                                            {"watt", "W"},
                                            {"kwatt", "kW"},
                                            {"joule", "J"},
                                            {"hertz", "Hz"},
                                            {"rotmhz", "MHz"},
                                            {"reqps", "req/s"},
                                            {"ops", "ops/s"},
                                            {"rps", "/s"},
                                            {"wps", "writes/s"},
                                            {"iops", "io/s"},
                                            {"cps", "/s"},
                                            {"pps", "packets/s"},
                                            {"mbytes", "MiB"}}};

}  // namespace

Ask askOf(const Dashboard& dashboard, const Target& target, Time to) {
  const std::string& asked = target.asked();
  if (asked.empty()) {
    return {{}, target.foreign.empty() ? "the query is invalid" : "not PromQL: " + target.foreign};
  }
  const promql::Filled filled = promql::fill(asked, dashboard.fillings(to.isSet() ? to.ms : 0));
  for (const promql::Insertion& insertion : filled.insertions) {
    // Where a pattern is wanted, .+ asks for all of them; everywhere else a stand-in would ask for something else.
    const bool all = insertion.slot == promql::Slot::text && filled.text.substr(insertion.to.begin, 2) == ".+";
    if (!insertion.known && !all) {
      return {{}, fmt::format("${} has no value", insertion.name)};
    }
  }
  return {filled.text, {}};
}

prometheus::RangeQuestion questionOf(const Panel& panel, const Target& target, std::string query, Time to, std::int64_t rangeMs) {
  const bool overTime = panel.kind == PanelKind::timeSeries || panel.kind == PanelKind::heatmap ||
                        (panel.kind != PanelKind::table && panel.reduce != "lastNotNull" && panel.reduce != "last");
  prometheus::RangeQuestion out;
  out.query = std::move(query);
  out.to = to;
  // A chart of time draws an instant query too: as the range it stands for.
  if (overTime && (!target.instant || panel.kind == PanelKind::timeSeries)) {
    out.from = to + -rangeMs;
    const std::int64_t step = rangeMs / 180;
    out.stepMs = std::max<std::int64_t>(15'000, (step + 14'999) / 15'000 * 15'000);
  }
  return out;
}

std::optional<double> reduced(const prometheus::Series& series, std::string_view how) {
  std::vector<double> values;
  for (const prometheus::Sample& sample : series.samples) {
    if (!std::isnan(sample.value)) {
      values.push_back(sample.value);
    }
  }
  if (values.empty()) {
    return std::nullopt;
  }
  const auto sum = [&] {
    double out = 0;
    for (const double value : values) {
      out += value;
    }
    return out;
  };
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (how == "mean") {
    return sum() / static_cast<double>(values.size());
  }
  if (how == "sum") {
    return sum();
  }
  if (how == "max") {
    return *most;
  }
  if (how == "min") {
    return *least;
  }
  if (how == "first" || how == "firstNotNull") {
    return values.front();
  }
  if (how == "count") {
    return static_cast<double>(values.size());
  }
  if (how == "range") {
    return *most - *least;
  }
  if (how == "diff" || how == "delta") {
    return values.back() - values.front();
  }
  return values.back();
}

std::string valueText(double value, std::string_view unit, int decimals) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value > 0 ? "+Inf" : "-Inf";
  }
  if (unit == "s" || unit == "dtdurations") {
    return secondsText(value, decimals);
  }
  if (unit == "ms" || unit == "dtdurationms") {
    return secondsText(value / 1000, decimals);
  }
  if (unit == "percent") {
    return digits(value, decimals) + " %";
  }
  if (unit == "percentunit") {
    return digits(value * 100, decimals) + " %";
  }
  if (unit == "bytes") {
    return scaled(value, 1024, kBinary, decimals);
  }
  if (unit == "decbytes") {
    return scaled(value, 1000, kDecimal, decimals);
  }
  if (unit == "Bps" || unit == "binBps") {
    return scaled(value, 1024, kBinary, decimals) + "/s";
  }
  const auto* const suffix =
      std::find_if(kSuffixes.begin(), kSuffixes.end(), [&](const Suffix& candidate) { return candidate.unit == unit; });
  if (suffix != kSuffixes.end()) {
    return fmt::format("{} {}", digits(value, decimals), suffix->text);
  }
  if (unit.starts_with("suffix:")) {
    return fmt::format("{} {}", digits(value, decimals), words::cut(words::oneLine(unit.substr(7)), 20));
  }
  return digits(value, decimals);
}

BucketHeat bucketHeat(const std::vector<prometheus::Series>& series, std::size_t& without) {
  BucketHeat out;
  std::map<double, const prometheus::Series*> byEdge;
  std::set<std::int64_t> moments;
  without = 0;
  for (const prometheus::Series& one : series) {
    const auto edge = promql::parseNumber(one.label("le").starts_with("+") ? one.label("le").substr(1) : one.label("le"));
    if (!edge || !byEdge.emplace(*edge, &one).second) {
      ++without;
      continue;
    }
    for (const prometheus::Sample& sample : one.samples) {
      moments.insert(sample.at.ms);
    }
  }
  for (const std::int64_t moment : moments) {
    out.columns.push_back({moment});
  }
  for (const auto& [edge, one] : byEdge) {
    out.edges.push_back(edge);
  }
  out.cells.resize(out.columns.size() * out.edges.size());
  std::vector<double> below(out.columns.size(), 0);
  std::size_t row = 0;
  for (const auto& [edge, one] : byEdge) {
    std::size_t column = 0;
    for (const prometheus::Sample& sample : one->samples) {
      while (column < out.columns.size() && out.columns[column] < sample.at) {
        ++column;
      }
      if (column >= out.columns.size() || !std::isfinite(sample.value)) {
        continue;
      }
      const double alone = std::max(0.0, sample.value - below[column]);
      below[column] = std::max(below[column], sample.value);
      out.cells[column * out.edges.size() + row] = alone;
      out.most = std::max(out.most, alone);
    }
    ++row;
  }
  return out;
}

}  // namespace claimscope::dashboard
