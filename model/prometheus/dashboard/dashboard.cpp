#include "model/prometheus/dashboard/dashboard.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::dashboard {

std::string_view kindWord(PanelKind kind) {
  switch (kind) {
    case PanelKind::timeSeries:
      return "timeSeries";
    case PanelKind::stat:
      return "stat";
    case PanelKind::gauge:
      return "gauge";
    case PanelKind::barGauge:
      return "barGauge";
    case PanelKind::table:
      return "table";
    case PanelKind::heatmap:
      return "heatmap";
    case PanelKind::histogram:
      return "histogram";
    case PanelKind::pie:
      return "pie";
    case PanelKind::text:
      return "text";
    case PanelKind::other:
      break;
  }
  return "other";
}

const std::string& Target::asked() const {
  static const std::string kNothing;
  if (!asksPrometheus()) {
    return kNothing;
  }
  if (verdict.valid()) {
    return expression;
  }
  return verdict.corrected.empty() ? kNothing : verdict.corrected;
}

bool Panel::drawable() const {
  if (kind == PanelKind::text) {
    return true;
  }
  return kind != PanelKind::other && std::any_of(targets.begin(), targets.end(),
                                                 [](const Target& target) { return !target.asked().empty() && !target.hidden; });
}

promql::Variables Dashboard::fillings(std::int64_t toMs) const {
  promql::Variables out;
  for (const Variable& variable : variables) {
    if (!variable.values.empty()) {
      out.values.emplace(variable.name, variable.values);
    }
  }
  out.rangeMs = rangeMs;
  out.toMs = toMs;
  // A chart of some 240 points, never finer than a scrape.
  out.intervalMs = std::max<std::int64_t>(out.scrapeMs, rangeMs / 240 / 1000 * 1000);
  return out;
}

void examine(Dashboard& dashboard, const promql::Knowledge& knowledge) {
  const promql::Variables variables = dashboard.fillings();
  for (Panel& panel : dashboard.panels) {
    for (Target& target : panel.targets) {
      if (target.asksPrometheus()) {
        target.verdict = promql::judge(target.expression, variables, knowledge);
      }
    }
  }
}

Counts countsOf(const Dashboard& dashboard) {
  Counts out;
  for (const Panel& panel : dashboard.panels) {
    ++out.panels;
    out.drawable += panel.drawable() ? 1 : 0;
    for (const Target& target : panel.targets) {
      if (!target.asksPrometheus()) {
        continue;
      }
      const std::string_view word = target.verdict.word();
      ++out.queries;
      out.invalid += word == "invalid" ? 1 : 0;
      out.corrected += word == "invalid" && !target.verdict.corrected.empty() ? 1 : 0;
      out.doubtful += word == "doubtful" ? 1 : 0;
      out.mapped += word == "mapped" ? 1 : 0;
    }
  }
  return out;
}

std::string summary(const Dashboard& dashboard) {
  const Counts counts = countsOf(dashboard);
  if (counts.panels == 0) {
    return "The dashboard has no panels";
  }
  std::string out;
  if (counts.invalid > 0) {
    out = fmt::format("{} of {} {} invalid", counts.invalid, words::counted(counts.queries, "query", "queries"),
                      counts.invalid == 1 ? "is" : "are");
    out += counts.corrected == counts.invalid ? counts.invalid == 1 ? ", with a corrected form" : ", each with a corrected form"
           : counts.corrected > 0             ? fmt::format(", {} with a corrected form", counts.corrected)
                                              : ", with no near correction";
  } else if (counts.doubtful > 0) {
    out = fmt::format("{} of {} {} hardly what was meant", counts.doubtful, words::counted(counts.queries, "query", "queries"),
                      counts.doubtful == 1 ? "says" : "say");
  } else {
    out = counts.queries == 0   ? std::string("No panel asks Prometheus")
          : counts.queries == 1 ? std::string("The query is sound")
                                : fmt::format("All {} queries are sound", counts.queries);
  }
  if (counts.drawable == counts.panels) {
    return out + (counts.panels == 1   ? "; the panel can be drawn"
                  : counts.panels == 2 ? "; both panels can be drawn"
                                       : "; every panel can be drawn");
  }
  return out + fmt::format("; {} of {} panels can be drawn", counts.drawable, counts.panels);
}

std::string legendOf(const Target& target, const prometheus::Labels& labels) {
  const auto value = [&](std::string_view name) -> std::string_view {
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto& label) { return label.first == name; });
    return found == labels.end() ? std::string_view() : std::string_view(found->second);
  };
  std::string out;
  if (target.legend.empty()) {
    for (const auto& [name, text] : labels) {
      if (name != "__name__") {
        out += fmt::format("{}{}={}", out.empty() ? "" : ", ", name, text);
      }
    }
    if (out.empty()) {
      out = std::string(value("__name__"));
    }
    return words::cut(words::oneLine(out.empty() ? "value" : out), 120);
  }
  for (std::size_t i = 0; i < target.legend.size();) {
    const std::size_t open = target.legend.find("{{", i);
    const std::size_t close = open == std::string::npos ? std::string::npos : target.legend.find("}}", open);
    if (close == std::string::npos) {
      out += target.legend.substr(i);
      break;
    }
    out += target.legend.substr(i, open - i);
    std::string_view name = std::string_view(target.legend).substr(open + 2, close - open - 2);
    while (!name.empty() && name.front() == ' ') {
      name.remove_prefix(1);
    }
    while (!name.empty() && name.back() == ' ') {
      name.remove_suffix(1);
    }
    out += value(name);
    i = close + 2;
  }
  return words::cut(words::oneLine(out), 120);
}

}  // namespace claimscope::dashboard
