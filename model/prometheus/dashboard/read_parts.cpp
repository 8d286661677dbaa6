#include "model/prometheus/dashboard/read_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "model/base/clock.h"
#include "model/base/words.h"
#include "model/prometheus/promql/literals.h"

namespace claimscope::dashboard {
namespace {

constexpr std::size_t kTitle = 300;
constexpr std::size_t kExpression = 64U << 10U;

/// Grafana's colon list: "a : 1, b : 2" or "a, b, c".
std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty() && out.size() < 200) {
    const std::size_t comma = text.find(',');
    std::string_view item = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    if (const std::size_t colon = item.find(" : "); colon != std::string_view::npos) {
      item = item.substr(colon + 3);
    }
    while (!item.empty() && item.front() == ' ') {
      item.remove_prefix(1);
    }
    while (!item.empty() && item.back() == ' ') {
      item.remove_suffix(1);
    }
    if (!item.empty()) {
      out.emplace_back(item);
    }
  }
  return out;
}

/// "prometheus", "loki", … where the file says it; empty where it does not, or only names a variable.
std::string sourceType(const MaybeElement& source) {
  if (isObject(source)) {
    const std::string type = textOf(field(source, "type"));
    return type.starts_with("$") ? "" : type;
  }
  const std::string name = textOf(source);
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  for (const std::string_view known : {"loki", "graphite", "influxdb", "elasticsearch", "mysql", "postgres", "cloudwatch",
                                       "tempo", "jaeger", "opentsdb", "testdata"}) {
    if (lower.find(known) != std::string::npos) {
      return std::string(known);
    }
  }
  return {};
}

bool speaksPromql(std::string_view type) {
  return type.empty() || type == "prometheus" || type == "mixed" || type == "datasource" ||
         type.find("prometheus") != std::string_view::npos || type.find("victoriametrics") != std::string_view::npos ||
         type == "mimir" || type == "thanos" || type == "grafana";
}

Target readTarget(const Element& target, const std::string& panelSource) {
  Target out;
  out.refId = textOf(field(target, "refId"), 40);
  out.expression = textOf(field(target, "expr"), kExpression);
  out.legend = textOf(field(target, "legendFormat"), kTitle);
  out.legend = out.legend == "__auto" ? "" : out.legend;
  out.hidden = flagOf(field(target, "hide"));
  out.instant = flagOf(field(target, "instant")) && !flagOf(field(target, "range"));
  const std::string own = sourceType(field(target, "datasource"));
  const std::string source = own.empty() ? panelSource : own;
  if (source == "__expr__") {
    out.foreign = fmt::format("Grafana expression {}", words::oneLine(textOf(field(target, "type"), 40)));
  } else if (!speaksPromql(source)) {
    out.foreign = words::oneLine(source);
  } else if (out.expression.empty()) {
    const bool other = field(target, "rawSql") || field(target, "query") || field(target, "target");
    out.foreign = other ? "a query of another language" : "no query";
  }
  return out;
}

void readTargets(Panel& panel, const MaybeElement& targets, const std::string& source) {
  std::size_t dropped = 0;
  for (const Element target : itemsOf(targets)) {
    if (panel.targets.size() >= kMaxTargets) {
      ++dropped;
    } else if (target.is_object()) {
      panel.targets.push_back(readTarget(target, source));
    }
  }
  if (dropped > 0) {
    panel.notes.push_back(fmt::format("{} beyond the first {} are left out",
                                      words::counted(static_cast<std::int64_t>(dropped), "query", "queries"), kMaxTargets));
  }
}

Box readBox(const MaybeElement& grid) {
  Box out;
  const auto within = [&](std::string_view name, int least, int most, int otherwise) {
    return static_cast<int>(std::clamp<std::int64_t>(integerOf(field(grid, name), otherwise), least, most));
  };
  out.width = within("w", 1, 24, 12);
  out.x = within("x", 0, 24 - out.width, 0);
  out.y = within("y", 0, 100'000, 0);
  out.height = within("h", 1, 200, 8);
  return out;
}

void readThresholds(Panel& panel, const MaybeElement& thresholds) {
  for (const Element step : itemsOf(field(thresholds, "steps"))) {
    if (panel.thresholds.size() < 20) {
      panel.thresholds.push_back({numberOf(field(step, "value")), textOf(field(step, "color"), 40)});
    }
  }
}

/// How values are written and reduced: the present place of each setting, then the one of old panels.
void readFormat(Panel& panel, const Element& element) {
  const MaybeElement defaults = at(element, "fieldConfig.defaults");
  panel.unit = textOf(field(defaults, "unit"), 60);
  if (panel.unit.empty()) {
    panel.unit = textOf(field(element, "format"), 60);
  }
  if (panel.unit.empty()) {
    for (const Element axis : itemsOf(field(element, "yaxes"))) {
      panel.unit = textOf(field(axis, "format"), 60);
      break;
    }
  }
  panel.unit = panel.unit == "short" || panel.unit == "none" ? "" : panel.unit;
  panel.decimals = static_cast<int>(std::clamp<std::int64_t>(integerOf(field(defaults, "decimals"), -1), -1, 12));
  panel.least = numberOf(field(defaults, "min"));
  panel.most = numberOf(field(defaults, "max"));
  readThresholds(panel, field(defaults, "thresholds"));
  const std::string stacking = textOf(at(defaults, "custom.stacking.mode"), 20);
  panel.stacked = (!stacking.empty() && stacking != "none") || flagOf(field(element, "stack"));
  for (const Element calculation : itemsOf(at(element, "options.reduceOptions.calcs"))) {
    panel.reduce = textOf(calculation, 40);
    break;
  }
  if (const std::string old = textOf(field(element, "valueName"), 20); !old.empty()) {
    panel.reduce = old == "current" ? "lastNotNull" : old == "avg" ? "mean" : old == "total" ? "sum" : old;
  }
}

void readNotes(Panel& panel, const Element& element) {
  std::vector<std::string> transformations;
  for (const Element transformation : itemsOf(field(element, "transformations"))) {
    if (!flagOf(field(transformation, "disabled")) && transformations.size() < 20) {
      transformations.push_back(words::oneLine(textOf(field(transformation, "id"), 60)));
    }
  }
  if (!transformations.empty()) {
    panel.notes.push_back(fmt::format("not applied: {} {}", transformations.size() == 1 ? "transformation" : "transformations",
                                      words::listed(transformations, 4)));
  }
  if (const std::string repeated = textOf(field(element, "repeat"), 100); !repeated.empty()) {
    panel.notes.push_back(fmt::format("Grafana repeats it for each ${}; here it is drawn once", words::oneLine(repeated)));
  }
}

}  // namespace

PanelKind kindOf(std::string_view typeName) {
  static constexpr std::array<std::pair<std::string_view, PanelKind>, 18> kKinds{{{"", PanelKind::timeSeries},
                                                                                  {"timeseries", PanelKind::timeSeries},
                                                                                  {"graph", PanelKind::timeSeries},
                                                                                  {"trend", PanelKind::timeSeries},
                                                                                  {"stat", PanelKind::stat},
                                                                                  {"singlestat", PanelKind::stat},
                                                                                  {"grafana-singlestat-panel", PanelKind::stat},
                                                                                  {"gauge", PanelKind::gauge},
                                                                                  {"bargauge", PanelKind::barGauge},
                                                                                  {"barchart", PanelKind::barGauge},
                                                                                  {"table", PanelKind::table},
                                                                                  {"table-old", PanelKind::table},
                                                                                  {"heatmap", PanelKind::heatmap},
                                                                                  {"histogram", PanelKind::histogram},
                                                                                  {"piechart", PanelKind::pie},
                                                                                  {"grafana-piechart-panel", PanelKind::pie},
                                                                                  {"text", PanelKind::text},
                                                                                  {"state-timeline", PanelKind::timeSeries}}};
  const auto* const found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& kind) { return kind.first == typeName; });
  return found == kKinds.end() ? PanelKind::other : found->second;
}

Panel readPanel(const Element& given, const Library& library) {
  Element element = given;
  Panel out;
  const MaybeElement reference = field(given, "libraryPanel");
  if (reference) {
    const auto found = library.find(textOf(field(reference, "uid"), 200));
    const MaybeElement model = found != library.end() ? field(found->second, "model") : field(reference, "model");
    if (model) {
      element = *model;
    } else {
      out.kind = PanelKind::other;
      out.typeName = "library panel";
      out.notes.push_back(fmt::format("library panel {} is not in the file: export it \"for sharing externally\"",
                                      words::oneLine(textOf(field(reference, "name"), kTitle))));
    }
  }
  out.id = integerOf(field(given, "id"), 0);
  out.title = textOf(field(given, "title"), kTitle);
  if (out.title.empty()) {
    out.title = textOf(field(element, "title"), kTitle);
  }
  out.description = textOf(field(element, "description"), 2'000);
  if (out.typeName.empty()) {
    out.typeName = textOf(field(element, "type"), 100);
    out.kind = kindOf(out.typeName);
  }
  out.box = readBox(field(given, "gridPos"));
  readTargets(out, field(element, "targets"), sourceType(field(element, "datasource")));
  readFormat(out, element);
  if (out.kind == PanelKind::text) {
    out.text = textOf(at(element, "options.content"), 16U << 10U);
    out.text = out.text.empty() ? textOf(field(element, "content"), 16U << 10U) : out.text;
  } else if (out.kind == PanelKind::other && !reference) {
    out.notes.push_back(fmt::format("panels of type {} are not drawn here", words::oneLine(out.typeName)));
  } else if (out.typeName == "state-timeline") {
    out.notes.emplace_back("a state timeline is drawn as a time series");
  }
  readNotes(out, element);
  return out;
}

Panel readElementPanel(const Element& panel) {
  const MaybeElement spec = field(panel, "spec");
  Panel out;
  out.id = integerOf(field(spec, "id"), 0);
  out.title = textOf(field(spec, "title"), kTitle);
  out.description = textOf(field(spec, "description"), 2'000);
  out.typeName = textOf(at(spec, "vizConfig.group"), 100);
  out.typeName = out.typeName.empty() ? textOf(at(spec, "vizConfig.kind"), 100) : out.typeName;
  out.kind = kindOf(out.typeName);
  std::size_t queries = 0;
  for (const Element query : itemsOf(at(spec, "data.spec.queries"))) {
    if (++queries > kMaxTargets) {
      out.notes.push_back(fmt::format("queries beyond the first {} are left out", kMaxTargets));
      break;
    }
    const MaybeElement data = at(query, "spec.query");
    std::string source = textOf(field(data, "group"), 60);
    source = source.empty() ? textOf(field(data, "kind"), 60) : source;
    const MaybeElement inner = field(data, "spec");
    if (isObject(inner)) {
      Target target = readTarget(*inner, source == "DataQuery" ? "" : source);
      target.refId = textOf(at(query, "spec.refId"), 40);
      target.hidden = flagOf(at(query, "spec.hidden"));
      out.targets.push_back(std::move(target));
    }
  }
  if (const MaybeElement viz = at(spec, "vizConfig.spec")) {
    readFormat(out, *viz);
    out.text = out.kind == PanelKind::text ? textOf(at(viz, "options.content"), 16U << 10U) : "";
  }
  if (out.kind == PanelKind::other) {
    out.notes.push_back(fmt::format("panels of type {} are not drawn here", words::oneLine(out.typeName)));
  }
  return out;
}

Variable readVariable(const Element& variable) {
  Variable out;
  out.name = textOf(field(variable, "name"), 200);
  out.type = textOf(field(variable, "type"), 40);
  out.label = textOf(field(variable, "label"), kTitle);
  out.query = textOf(field(variable, "query"), 4'000);
  out.query = out.query.empty() ? textOf(at(variable, "query.query"), 4'000) : out.query;
  bool all = false;
  const auto take = [&](const MaybeElement& value) {
    const std::string text = textOf(value, 1'000);
    all = all || text == "$__all" || text == "All";
    if (!text.empty() && text != "$__all" && out.values.size() < 200) {
      out.values.push_back(text);
    }
  };
  for (const Element option : itemsOf(field(variable, "options"))) {
    const std::string choice = textOf(field(option, "value"), 1'000);
    if (!choice.empty() && choice != "$__all" && out.choices.size() < 500) {
      out.choices.push_back(choice);
    }
  }
  if (out.choices.empty() && (out.type == "custom" || out.type == "interval")) {
    out.choices = listed(out.query);
  }
  const MaybeElement current = at(variable, "current.value");
  if (isArray(current)) {
    for (const Element value : itemsOf(current)) {
      take(value);
    }
  } else {
    take(current);
  }
  if (all) {
    const std::string allValue = textOf(field(variable, "allValue"), 1'000);
    out.values = !allValue.empty()                              ? std::vector<std::string>{allValue}
                 : !out.choices.empty() && out.type == "custom" ? out.choices
                                                                : std::vector<std::string>{".*"};
  }
  if (out.values.empty() && out.type == "constant") {
    out.values = {out.query};
  } else if (out.values.empty() && (out.type == "custom" || out.type == "interval") && !out.choices.empty()) {
    out.values = {out.choices[0]};
  } else if (out.type == "interval" && !out.values.empty() && out.values[0].starts_with("$__auto")) {
    out.values = {"1m"};
  } else if (out.type == "datasource" || out.type == "adhoc") {
    out.values.clear();
  }
  return out;
}

std::int64_t rangeOf(const MaybeElement& time) {
  constexpr std::int64_t kHour = 3'600'000;
  const std::string from = textOf(field(time, "from"), 60);
  if (from.starts_with("now-") && from.find('/') == std::string::npos) {
    // M is a month in Grafana and nothing in PromQL.
    std::string text = from.substr(4);
    const bool months = text.ends_with("M");
    if (months) {
      text.back() = 'd';
    }
    if (const auto seconds = promql::parsePromDuration(text); seconds && *seconds > 0 && *seconds < 1e9) {
      return static_cast<std::int64_t>(*seconds * 1000) * (months ? 30 : 1);
    }
  }
  const auto begin = parseTime(from);
  const auto end = parseTime(textOf(field(time, "to"), 60));
  return begin && end && *end > *begin ? *end - *begin : kHour;
}

}  // namespace claimscope::dashboard
