// Rules about labels: whether a series has them, and values they never have.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/base/words.h"
#include "model/prometheus/promql/scene.h"

namespace claimscope::promql {
namespace {

struct Values {
  std::string_view metric;
  std::string_view label;
  std::vector<std::string_view> values;
};
const std::vector<Values>& closedLabels() {
  static const std::vector<Values> kValues{
      {"dra_operations_duration_seconds", "operation_name", {"PrepareResources", "UnprepareResources"}},
      {"dra_operations_duration_seconds", "is_error", {"true", "false"}},
      {"resourceclaim_controller_resource_claims", "allocated", {"true", "false"}},
      {"resourceclaim_controller_resource_claims", "admin_access", {"true", "false"}},
      {"resourceclaim_controller_creates_total", "status", {"success", "failure"}},
      {"scheduler_pending_pods", "queue", {"active", "backoff", "unschedulable", "gated"}},
      {"scheduler_dra_bindingconditions_allocations_total", "status", {"success", "failure", "timeout", "error"}},
      {"nvidia_dra_requests_total", "operation", {"prepare", "unprepare"}}};
  return kValues;
}

bool has(const std::vector<std::string_view>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool isLabelOf(const KnownMetric& metric, std::string_view label) {
  return has(metric.labels, label) || isTargetLabel(label);
}

std::string_view nearest(const std::vector<std::string_view>& list, std::string_view name) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(3, name.size() / 2) + 1;
  for (const std::string_view candidate : list) {
    const bool within = candidate.find(name) != std::string_view::npos || name.find(candidate) != std::string_view::npos;
    const std::size_t distance = within ? 1 : words::editDistance(name, candidate, least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

std::string labelWords(const KnownMetric& metric) {
  const std::vector<std::string> labels(metric.labels.begin(), metric.labels.end());
  return labels.empty() ? "only those of its target" : words::listed(labels, 6);
}

void missing(Scene& scene, const KnownMetric& metric, std::string_view label, Range where, Range editAt) {
  const std::string_view near = nearest(metric.labels, label);
  std::vector<Edit> edits;
  if (!near.empty() && editAt.end > editAt.begin) {
    edits.push_back({editAt, std::string(near)});
  }
  scene.add(Gravity::warning, "unknownLabel", where, fmt::format("{} has no label {}", metric.name, label),
            near.empty() ? fmt::format("Its labels are {}.", labelWords(metric))
                         : fmt::format("Its labels are {}; {} is nearest.", labelWords(metric), near),
            std::move(edits));
}

void hostname(Scene& scene, std::string_view label, Range where) {
  if (label == "Hostname") {
    scene.add(Gravity::note, "renamedLabel", where, "dcgm-exporter calls the label Hostname, from May 2026 on hostname",
              "With a newer exporter this finds nothing.");
  }
}

void values(Scene& scene, const KnownMetric& metric, const Matcher& matcher) {
  if (matcher.op != MatchOperator::equal || matcher.value.empty() || scene.filled().touches(matcher.valueAt)) {
    return;
  }
  for (const Values& closed : closedLabels()) {
    if (closed.metric != metric.name || closed.label != matcher.name || has(closed.values, matcher.value)) {
      continue;
    }
    const std::string_view near = nearest(closed.values, matcher.value);
    const std::vector<std::string> all(closed.values.begin(), closed.values.end());
    scene.add(Gravity::warning, "unknownValue", matcher.where,
              fmt::format("{} is never \"{}\"", matcher.name, words::cut(words::oneLine(matcher.value), 40)),
              fmt::format("It is one of {}.", words::listed(all, 6)),
              near.empty() ? std::vector<Edit>() : std::vector<Edit>{{matcher.valueAt, fmt::format("\"{}\"", near)}});
  }
}

/// The known metrics that lead into an aggregation without losing or making labels.
std::vector<const KnownMetric*> metricsBelow(const Scene& scene, NodeId id) {
  const Node& node = scene.node(id);
  if (node.kind == NodeKind::selector) {
    const KnownMetric* metric = findMetric(scene.name(id));
    return {metric != nullptr && !metric->component.empty() ? metric : nullptr};
  }
  const bool plain = node.kind == NodeKind::paren || node.kind == NodeKind::range ||
                     (node.kind == NodeKind::call && !node.text.starts_with("label_") && node.text != "info");
  std::vector<const KnownMetric*> out;
  if (!plain) {
    return {nullptr};
  }
  for (const NodeId child : node.children) {
    if (scene.node(child).type == ValueType::vector || scene.node(child).type == ValueType::matrix) {
      const auto below = metricsBelow(scene, child);
      out.insert(out.end(), below.begin(), below.end());
    }
  }
  return out;
}

void grouping(Scene& scene, const Node& aggregate) {
  if (!aggregate.grouped || aggregate.without) {
    return;
  }
  const auto below = metricsBelow(scene, aggregate.children.back());
  if (below.size() != 1 || below[0] == nullptr) {
    return;
  }
  for (const std::string& label : aggregate.labels) {
    if (!isLabelOf(*below[0], label)) {
      missing(scene, *below[0], label, aggregate.labelsAt, {});
    }
    hostname(scene, label, aggregate.labelsAt);
  }
}

}  // namespace

void adviseLabels(Scene& scene) {
  for (const NodeId id : scene.order()) {
    const Node& node = scene.node(id);
    if (node.kind == NodeKind::aggregate) {
      grouping(scene, node);
    }
    const KnownMetric* metric = node.kind == NodeKind::selector ? findMetric(scene.name(id)) : nullptr;
    if (metric == nullptr || metric->component.empty()) {
      continue;
    }
    for (const Matcher& matcher : node.matchers) {
      if (!isLabelOf(*metric, matcher.name) && !scene.filled().touches(matcher.nameAt)) {
        missing(scene, *metric, matcher.name, matcher.where, matcher.nameAt);
      }
      values(scene, *metric, matcher);
      hostname(scene, matcher.name, matcher.where);
    }
  }
}

}  // namespace claimscope::promql
