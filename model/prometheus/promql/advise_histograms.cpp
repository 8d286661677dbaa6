// Rules about histograms: what histogram_quantile is given.
#include <fmt/format.h>

#include <algorithm>

#include "model/prometheus/promql/scene.h"

namespace claimscope::promql {
namespace {

bool isRate(std::string_view function) {
  return function == "rate" || function == "irate" || function == "increase";
}

/// What leads from the argument of histogram_quantile down to the series.
struct Path {
  NodeId aggregate = 0;  ///< the outermost that loses `le`, else the outermost
  bool losesLe = false;
  NodeId rate = 0;
  NodeId selector = 0;  ///< 0: something else is in the way, and nothing is said
};

bool keepsLe(const Node& aggregate) {
  const bool named = std::find(aggregate.labels.begin(), aggregate.labels.end(), "le") != aggregate.labels.end();
  return aggregate.grouped && named != aggregate.without;
}

Path pathOf(const Scene& scene, NodeId id) {
  Path out;
  while (true) {
    const Node& node = scene.node(id);
    switch (node.kind) {
      case NodeKind::paren:
        id = node.children[0];
        continue;
      case NodeKind::aggregate:
        if (!out.losesLe) {
          out.aggregate = id;
          out.losesLe = !keepsLe(node);
        }
        id = node.children.back();
        continue;
      case NodeKind::call:
        if (!isRate(node.text) || node.children.size() != 1 || scene.node(node.children[0]).kind != NodeKind::range) {
          return {};
        }
        out.rate = id;
        id = scene.node(node.children[0]).children[0];
        continue;
      case NodeKind::selector:
        out.selector = id;
        return out;
      default:
        return {};
    }
  }
}

/// "sum by (le, node) (" around `inner` for what was grouped before.
std::string grouped(const Scene& scene, const Path& path, const std::string& inner) {
  std::string labels = "le";
  std::string_view operation = "sum";
  if (path.aggregate != 0) {
    const Node& aggregate = scene.node(path.aggregate);
    if (aggregate.grouped && aggregate.without) {
      return fmt::format(
          "{} without ({}) ({})", operation,
          [&] {
            std::string out;
            for (const std::string& label : aggregate.labels) {
              out += label == "le" ? "" : (out.empty() ? "" : ", ") + label;
            }
            return out;
          }(),
          inner);
    }
    for (const std::string& label : aggregate.labels) {
      labels += label == "le" ? "" : ", " + label;
    }
  }
  return fmt::format("{} by ({}) ({})", operation, labels, inner);
}

/// The whole argument put right: rates of the buckets, added up by le.
std::vector<Edit> byBuckets(const Scene& scene, const Node& argument, const Path& path, const std::string& bucket) {
  const std::string range = path.rate == 0 ? "5m" : [&] {
    const Node& over = scene.node(scene.node(path.rate).children[0]);
    return std::string(scene.text(over.over.where));
  }();
  const std::string series = scene.ranged(path.selector, bucket, range);
  if (series.empty()) {
    return {};
  }
  const std::string function = path.rate == 0 ? "rate" : scene.node(path.rate).text;
  // Modifiers of a range that was there stay with it.
  std::string tail;
  if (path.rate != 0) {
    const Node& over = scene.node(scene.node(path.rate).children[0]);
    const std::string_view whole = scene.text(over.where);
    const std::size_t bracket = whole.rfind(']');
    tail = bracket == std::string_view::npos ? "" : std::string(whole.substr(bracket + 1));
  }
  return {{argument.where, grouped(scene, path, fmt::format("{}({}{})", function, series, tail))}};
}

void quantileValue(Scene& scene, const Node& call) {
  const Node& quantile = scene.node(call.children[0]);
  if (quantile.kind != NodeKind::number || (quantile.number >= 0 && quantile.number <= 1) ||
      scene.filled().touches(quantile.where)) {
    return;
  }
  std::vector<Edit> edits;
  if (quantile.number > 1 && quantile.number <= 100) {
    edits.push_back({quantile.where, fmt::format("{}", quantile.number / 100)});
  }
  scene.add(Gravity::error, "quantileOutOfRange", quantile.where,
            fmt::format("Quantile {} is outside of 0 to 1: the answer is always infinite", quantile.number),
            "histogram_quantile takes a share, not a percentage.", std::move(edits));
}

void lostLe(Scene& scene, const Path& path, const std::string& name) {
  const Node& aggregate = scene.node(path.aggregate);
  std::vector<Edit> edits;
  if (!aggregate.grouped) {
    edits.push_back({{aggregate.textAt.end, aggregate.textAt.end}, " by (le) "});
    if (!scene.text({aggregate.textAt.end, aggregate.where.end}).starts_with("(")) {
      edits.back().text = " by (le)";
    }
  } else {
    std::string labels = aggregate.without ? "" : "le";
    for (const std::string& label : aggregate.labels) {
      if (label != "le") {
        labels += (labels.empty() ? "" : ", ") + label;
      }
    }
    edits.push_back({aggregate.labelsAt, fmt::format("{} ({})", aggregate.without ? "without" : "by", labels)});
  }
  scene.add(Gravity::error, "leLost", aggregate.where,
            fmt::format("{} drops the label le, so no buckets are left", aggregate.text),
            fmt::format("histogram_quantile reads the buckets of {} by their label le; it has to stay in by (…).", name),
            std::move(edits));
}

void quantile(Scene& scene, NodeId id) {
  const Node& call = scene.node(id);
  if (call.text == "histogram_quantile") {
    quantileValue(scene, call);
  }
  const NodeId argumentId = call.children.back();
  const Node& argument = scene.node(argumentId);
  const Path path = pathOf(scene, argumentId);
  const std::string name = path.selector == 0 ? std::string() : scene.name(path.selector);
  if (name.empty()) {
    return;
  }
  const Range where = scene.node(path.selector).where;
  if (name.ends_with("_bucket")) {
    if (path.losesLe) {
      lostLe(scene, path, name);
    }
    if (path.rate == 0) {
      const std::string ranged = scene.ranged(path.selector, name);
      scene.add(Gravity::warning, "bucketWithoutRate", where,
                "Without rate() this is the quantile since each process started, not of now",
                fmt::format("The buckets of {} only grow. rate() takes those of the last minutes.", histogramOf(name)),
                ranged.empty() ? std::vector<Edit>() : std::vector<Edit>{{where, fmt::format("rate({})", ranged)}});
    }
    return;
  }
  const std::string_view base = histogramOf(name).empty() ? std::string_view(name) : histogramOf(name);
  const std::string bucket = std::string(base) + "_bucket";
  const SeriesKind kind = scene.kind(name);
  const bool part = base != name;
  const KnownMetric* known = findMetric(base);
  const bool classic = scene.served(bucket) || (known != nullptr && known->type == MetricType::histogram);
  if (part && (classic || !scene.served(name))) {
    return scene.add(Gravity::error, "noBuckets", where, fmt::format("{} has no buckets", name),
                     fmt::format("The quantile is in {}; _sum and _count only give the average.", bucket),
                     byBuckets(scene, argument, path, bucket));
  }
  if (!part && kind.sure && kind.type != MetricType::histogram) {
    return scene.add(Gravity::error, "notAHistogram", where,
                     fmt::format("{} is a {}, not a histogram", name, metricTypeWord(kind.type)),
                     "histogram_quantile gives nothing for it.");
  }
  const bool native = scene.knowledge().complete && scene.served(name) && !scene.served(bucket);
  if (path.rate == 0 && !native) {
    return scene.add(Gravity::error, "bareHistogram", where,
                     fmt::format("No series is called {}: its buckets are {}", name, bucket),
                     fmt::format("A classic histogram is stored as {0}_bucket, {0}_sum and {0}_count, so this gives nothing. A "
                                 "quantile needs the rate of the buckets, added up by le.",
                                 base),
                     byBuckets(scene, argument, path, bucket));
  }
  if (path.rate == 0) {
    const std::string ranged = scene.ranged(path.selector, name);
    return scene.add(Gravity::warning, "bucketWithoutRate", where,
                     "Without rate() this is the quantile since each process started, not of now",
                     fmt::format("{} only grows. rate() takes what the last minutes added.", name),
                     ranged.empty() ? std::vector<Edit>() : std::vector<Edit>{{where, fmt::format("rate({})", ranged)}});
  }
  if (classic && !native) {
    return scene.add(Gravity::error, "bareHistogram", where,
                     fmt::format("No series is called {}: its buckets are {}", name, bucket),
                     fmt::format("{} is a classic histogram. This form is right only for native ones.", base),
                     byBuckets(scene, argument, path, bucket));
  }
  if (!native) {
    scene.add(Gravity::note, "nativeOnly", where, fmt::format("Right only if {} is a native histogram", name),
              fmt::format("A classic one needs {} added up by le.", bucket));
  }
}

}  // namespace

void adviseHistograms(Scene& scene) {
  for (const NodeId id : scene.order()) {
    const Node& node = scene.node(id);
    if (node.kind == NodeKind::call && (node.text == "histogram_quantile" || node.text == "histogram_fraction")) {
      quantile(scene, id);
    }
  }
}

}  // namespace claimscope::promql
