// Rules about sums and averages that count twice or weigh wrongly.
#include <fmt/format.h>

#include <algorithm>

#include "model/prometheus/promql/scene.h"

namespace claimscope::promql {
namespace {

bool groupsBy(const Node& aggregate, std::string_view label) {
  const bool named = std::find(aggregate.labels.begin(), aggregate.labels.end(), label) != aggregate.labels.end();
  return aggregate.grouped && named != aggregate.without;
}

/// driver_name="<any>" is the total: added to the drivers it counts everything twice.
void anyDriver(Scene& scene, const Node& aggregate, NodeId id) {
  const Node& selector = scene.node(id);
  if (scene.name(id) != "dra_resource_claims_in_use" || groupsBy(aggregate, "driver_name")) {
    return;
  }
  const bool chosen = std::any_of(selector.matchers.begin(), selector.matchers.end(),
                                  [](const Matcher& matcher) { return matcher.name == "driver_name"; });
  if (chosen) {
    return;
  }
  std::vector<Edit> edits;
  const std::string matcher = "driver_name!=\"<any>\"";
  if (!selector.text.empty() && selector.plainEnd == selector.textAt.end) {
    edits.push_back({{selector.plainEnd, selector.plainEnd}, "{" + matcher + "}"});
  } else if (!selector.text.empty()) {
    const std::size_t brace = selector.plainEnd - 1;
    const bool more = !selector.matchers.empty();
    edits.push_back({{brace, brace}, (more ? ", " : "") + matcher});
  }
  scene.add(Gravity::warning, "countsTwice", selector.where,
            fmt::format("{} counts every claim twice: driver_name=\"<any>\" is already the total", aggregate.text),
            "The kubelet exports one series a driver and one for all of them.", std::move(edits));
}

bool isRatio(const Scene& scene, NodeId id) {
  const Node& node = scene.node(id);
  if (node.kind == NodeKind::selector) {
    const std::string name = scene.name(id);
    return name.ends_with("_ratio") || name == "DCGM_FI_DEV_GPU_UTIL";
  }
  return node.kind == NodeKind::call && node.text.ends_with("_over_time") && !node.children.empty() &&
         scene.node(node.children.back()).kind == NodeKind::range && isRatio(scene, scene.node(node.children.back()).children[0]);
}

void ratio(Scene& scene, const Node& aggregate, NodeId id) {
  const Node& node = scene.node(id);
  if (aggregate.text == "avg" && node.kind == NodeKind::call && node.text == "histogram_quantile") {
    return scene.add(Gravity::warning, "averageOfQuantiles", aggregate.where, "An average of quantiles is no quantile",
                     "Add up the buckets by le over everything and take one quantile of that.");
  }
  if (aggregate.text == "sum" && node.kind == NodeKind::call && node.text == "histogram_quantile") {
    return scene.add(Gravity::warning, "averageOfQuantiles", aggregate.where, "A sum of quantiles means nothing",
                     "Add up the buckets by le over everything and take one quantile of that.");
  }
  if (aggregate.text == "sum" && isRatio(scene, id)) {
    return scene.add(Gravity::warning, "sumOfRatios", aggregate.where, "A sum of shares means nothing",
                     "Shares are averaged, or better: both parts are added up first and divided then.",
                     {{aggregate.textAt, "avg"}});
  }
  if (aggregate.text != "avg") {
    return;
  }
  if (node.kind == NodeKind::selector && scene.name(id) == "dra_resource_utilization_ratio") {
    return scene.add(Gravity::note, "averageOfRatios", aggregate.where,
                     "Each series counts the same, however many devices it stands for",
                     "The share of the whole is allocated devices by published devices, each added up first.");
  }
  if (node.kind == NodeKind::binary && node.text == "/") {
    std::vector<Edit> edits;
    const Range left = scene.node(node.children[0]).where;
    const Range right = scene.node(node.children[1]).where;
    if (!node.grouped && scene.node(node.children[0]).type == ValueType::vector &&
        scene.node(node.children[1]).type == ValueType::vector) {
      const std::string by = aggregate.grouped ? std::string(scene.text(aggregate.labelsAt)) + " " : "";
      edits.push_back({aggregate.where, fmt::format("sum {0}({1}) / sum {0}({2})", by, scene.text(left), scene.text(right))});
    }
    scene.add(Gravity::note, "averageOfRatios", aggregate.where, "An average of shares weighs small and large ones the same",
              "Add up both parts first and divide then.", std::move(edits));
  }
}

void errorNumber(Scene& scene, NodeId id) {
  const NodeId around = scene.outside(id);
  const Node& parent = scene.node(around);
  const bool sums = parent.kind == NodeKind::aggregate && (parent.text == "sum" || parent.text == "avg");
  const bool averages = parent.kind == NodeKind::call && parent.text == "avg_over_time";
  if (around != 0 && (sums || averages) && scene.name(id) == "DCGM_FI_DEV_XID_ERRORS") {
    scene.add(Gravity::warning, "sumOfNumbers", parent.where,
              "DCGM_FI_DEV_XID_ERRORS is the number of the last error, not a count",
              "Count the devices that have one: count(DCGM_FI_DEV_XID_ERRORS > 0).");
  }
}

}  // namespace

void adviseSums(Scene& scene) {
  for (const NodeId id : scene.order()) {
    const Node& node = scene.node(id);
    if (node.kind == NodeKind::selector) {
      errorNumber(scene, id);
    }
    if (node.kind != NodeKind::aggregate) {
      continue;
    }
    const NodeId inside = scene.inside(node.children.back());
    const bool adds = node.text == "sum" || node.text == "avg" || node.text == "count";
    if (adds && scene.node(inside).kind == NodeKind::selector) {
      anyDriver(scene, node, inside);
    }
    ratio(scene, node, inside);
  }
}

}  // namespace claimscope::promql
