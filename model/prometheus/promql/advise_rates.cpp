// Rules about counters and gauges: what may be given to rate(), and what has to be.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/prometheus/promql/check.h"
#include "model/prometheus/promql/scene.h"

namespace claimscope::promql {
namespace {

struct Pair {
  std::string_view counter;  ///< for what only grows
  std::string_view gauge;    ///< the same question of what goes up and down
};
constexpr std::array<Pair, 3> kPairs{{{"rate", "deriv"}, {"increase", "delta"}, {"irate", "idelta"}}};

std::string_view gaugeForm(std::string_view function) {
  const auto found = std::find_if(kPairs.begin(), kPairs.end(), [&](const Pair& pair) { return pair.counter == function; });
  return found == kPairs.end() ? std::string_view() : found->gauge;
}

std::string_view counterForm(std::string_view function) {
  const auto found = std::find_if(kPairs.begin(), kPairs.end(), [&](const Pair& pair) { return pair.gauge == function; });
  return found == kPairs.end() ? std::string_view() : found->counter;
}

std::string typed(std::string_view name, SeriesKind kind) {
  const KnownMetric* known = findMetric(name);
  if (known != nullptr && known->note.find("gauge") != std::string_view::npos) {
    return fmt::format("{} is {}", name, known->note);
  }
  const std::string_view article = kind.type == MetricType::info ? "an" : "a";
  return kind.sure ? fmt::format("{} is {} {}", name, article, metricTypeWord(kind.type))
                   : fmt::format("{} is {} {} by its name", name, article, metricTypeWord(kind.type));
}

void rangeFunction(Scene& scene, const Node& call, NodeId selector) {
  const std::string name = scene.name(selector);
  if (name.empty()) {
    return;
  }
  const SeriesKind kind = scene.kind(name);
  if (const std::string_view other = gaugeForm(call.text); !other.empty()) {
    if (kind.type == MetricType::gauge || kind.type == MetricType::info) {
      scene.add(Gravity::warning, "rateOfGauge", call.where, fmt::format("{}() of {}", call.text, typed(name, kind)),
                fmt::format("{}() takes every fall for a restart from zero, so a value that goes up and down gives nonsense.",
                            call.text),
                {{call.textAt, std::string(other)}});
    } else if (kind.type == MetricType::histogram && kind.sure && findMetric(name) != nullptr) {
      const Node& series = scene.node(selector);
      scene.add(
          Gravity::error, "bareHistogram", series.where, fmt::format("No series is called {}", name),
          fmt::format("A classic histogram is stored as {0}_bucket, {0}_sum and {0}_count; {0}_count has the events.", name),
          series.text.empty() ? std::vector<Edit>() : std::vector<Edit>{{series.textAt, name + "_count"}});
    }
  } else if (const std::string_view wanted = counterForm(call.text); !wanted.empty() && kind.type == MetricType::counter) {
    scene.add(Gravity::warning, "gaugeFunctionOfCounter", call.where, fmt::format("{}() of {}", call.text, typed(name, kind)),
              fmt::format("{}() counts a restart as a fall to zero; {}() does not.", call.text, wanted),
              {{call.textAt, std::string(wanted)}});
  }
}

/// rate(sum(x)[5m:]): the sum comes first.
void rateOfSum(Scene& scene, const Node& call, const Node& subquery) {
  const NodeId insideId = scene.inside(subquery.children[0]);
  const Node& aggregate = scene.node(insideId);
  if (gaugeForm(call.text).empty() || aggregate.kind != NodeKind::aggregate || aggregate.text != "sum") {
    return;
  }
  std::vector<Edit> edits;
  const NodeId selector = scene.inside(aggregate.children.back());
  if (scene.node(selector).kind == NodeKind::selector) {
    const std::string ranged = scene.ranged(selector, scene.text(scene.node(selector).textAt), scene.text(subquery.over.where));
    if (!ranged.empty()) {
      const std::string grouping = aggregate.grouped ? " " + std::string(scene.text(aggregate.labelsAt)) + " " : std::string();
      edits.push_back({call.where, fmt::format("sum{}({}({}))", grouping, call.text, ranged)});
    }
  }
  scene.add(Gravity::warning, "rateOfSum", call.where,
            fmt::format("{}() of a sum: restarts of one process spoil the whole", call.text),
            "Take the rate of each series first and add up the rates.", std::move(edits));
}

/// Where a counter may stand as it is: counted, compared, looked up, or subtracted from itself.
bool mayStandAlone(const Scene& scene, NodeId selector) {
  for (NodeId id = selector, around = scene.outside(id); around != 0; id = around, around = scene.outside(around)) {
    const Node& node = scene.node(around);
    switch (node.kind) {
      case NodeKind::aggregate:
        if (node.text == "count" || node.text == "group" || node.text == "count_values" || node.text.starts_with("limit")) {
          return true;
        }
        break;
      case NodeKind::call:
        // Histogram functions have a rule of their own.
        if (node.text == "absent" || node.text == "timestamp" || node.text == "start_timestamp" ||
            node.text.starts_with("histogram_") || node.text == "info" || node.text == "vector" || node.text == "scalar") {
          return true;
        }
        break;
      case NodeKind::range:
        return true;
      case NodeKind::subquery:
        return true;
      case NodeKind::binary:
        if (isComparison(node.text) || isSetOperator(node.text) || node.text == "-" ||
            node.cardinality != Cardinality::oneToOne) {
          return true;
        }
        break;
      default:
        break;
    }
  }
  return false;
}

void alone(Scene& scene, NodeId id) {
  const std::string name = scene.name(id);
  if (name.empty() || mayStandAlone(scene, id)) {
    return;
  }
  const SeriesKind kind = scene.kind(name);
  const Node& selector = scene.node(id);
  if (kind.type == MetricType::histogram && kind.sure && findMetric(name) != nullptr) {
    return scene.add(Gravity::error, "bareHistogram", selector.where, fmt::format("No series is called {}", name),
                     fmt::format("A classic histogram is stored as {0}_bucket, {0}_sum and {0}_count.", name));
  }
  if (kind.type != MetricType::counter) {
    return;
  }
  const std::string ranged = scene.ranged(id, name);
  const bool part = !histogramOf(name).empty();
  scene.add(kind.sure || !part ? Gravity::warning : Gravity::note, "counterWithoutRate", selector.where,
            fmt::format("{}: it only grows until its process restarts", typed(name, kind)),
            "Its height says how long the process runs. rate() gives events a second, increase() events in a time.",
            ranged.empty() ? std::vector<Edit>() : std::vector<Edit>{{selector.where, fmt::format("rate({})", ranged)}});
}

/// rate(x[$__interval]) has too few samples when one looks closely.
void interval(Scene& scene, const Node& call, const Node& range) {
  if (gaugeForm(call.text).empty()) {
    return;
  }
  for (const Insertion& insertion : scene.filled().insertions) {
    if (insertion.name == "__interval" && insertion.to.begin >= range.over.where.begin &&
        insertion.to.end <= range.over.where.end) {
      scene.add(Gravity::note, "intervalTooShort", range.over.where,
                "$__interval can be shorter than two samples: gaps when zoomed in",
                "$__rate_interval is never shorter than four.", {{insertion.to, "$__rate_interval"}});
    }
  }
}

}  // namespace

void adviseRates(Scene& scene) {
  for (const NodeId id : scene.order()) {
    const Node& node = scene.node(id);
    if (node.kind == NodeKind::selector) {
      alone(scene, id);
    }
    if (node.kind != NodeKind::call) {
      continue;
    }
    for (const NodeId child : node.children) {
      const Node& argument = scene.node(child);
      if (argument.kind == NodeKind::range) {
        rangeFunction(scene, node, argument.children[0]);
        interval(scene, node, argument);
      } else if (argument.kind == NodeKind::subquery) {
        rateOfSum(scene, node, argument);
      }
    }
  }
}

}  // namespace claimscope::promql
