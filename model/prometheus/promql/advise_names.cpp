// Rules about names: whether a series of that name exists, where, and what answers instead.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/base/words.h"
#include "model/prometheus/promql/scene.h"

namespace claimscope::promql {
namespace {

struct Alias {
  std::string_view name;
  std::string_view real;
  std::string_view why;
};
constexpr std::string_view kKep = "The KEP has this name, the code does not.";
constexpr std::string_view kOldDcgm = "dcgm-exporter before 2.0 had this name.";
constexpr std::array<Alias, 9> kAliases{
    {{"dra_operations_seconds", "dra_operations_duration_seconds", kKep},
     {"dra_grpc_operations_seconds", "dra_grpc_operations_duration_seconds", kKep},
     {"resourceclaim_controller_create_total", "resourceclaim_controller_creates_total", kKep},
     {"resourceclaim_controller_create_attempts", "resourceclaim_controller_create_attempts_total", kKep},
     {"dcgm_gpu_utilization", "DCGM_FI_DEV_GPU_UTIL", kOldDcgm},
     {"dcgm_fb_used", "DCGM_FI_DEV_FB_USED", kOldDcgm},
     {"dcgm_fb_free", "DCGM_FI_DEV_FB_FREE", kOldDcgm},
     {"dcgm_gpu_temp", "DCGM_FI_DEV_GPU_TEMP", kOldDcgm},
     {"dcgm_power_usage", "DCGM_FI_DEV_POWER_USAGE", kOldDcgm}}};

const Alias* aliasOf(std::string_view name) {
  const auto found = std::find_if(kAliases.begin(), kAliases.end(),
                                  [&](const Alias& a) { return a.name == name || a.name == histogramOf(name); });
  return found == kAliases.end() ? nullptr : &*found;
}

/// The ending of a histogram's series, "" for others.
std::string_view ending(std::string_view series) {
  const std::string_view whole = histogramOf(series);
  return whole.empty() ? std::string_view() : series.substr(whole.size());
}

std::vector<Edit> rename(const Node& selector, std::string_view name, std::string_view real) {
  if (selector.text.empty() || real.empty()) {
    return {};
  }
  const KnownMetric* metric = findMetric(real);
  const bool keeps = metric != nullptr && metric->type == MetricType::histogram && metric->name == real;
  return {{selector.textAt, std::string(real) + (keeps ? std::string(ending(name)) : "")}};
}

const prometheus::Mapping* mappingOf(const Knowledge& knowledge, std::string_view name) {
  const auto found = std::find_if(knowledge.mappings.begin(), knowledge.mappings.end(),
                                  [&](const prometheus::Mapping& mapping) { return mapping.asked == name; });
  return found == knowledge.mappings.end() ? nullptr : &*found;
}

/// What the names of dashboards are answered with where nobody exports them (dra.md 5.4).
std::string_view standIn(std::string_view name) {
  if (name == "dra_allocation_duration_seconds") {
    return "Claimscope computes it from the claims' own times; the kubelet's half is dra_operations_duration_seconds.";
  }
  if (name == "dra_allocation_errors_total") {
    return "The nearest are resourceclaim_controller_creates_total{status=\"failure\"} and "
           "dra_operations_duration_seconds_count{is_error=\"true\"}.";
  }
  if (name == "dra_resource_utilization_ratio") {
    return "Claimscope computes allocated by published devices; how busy a GPU is is DCGM_FI_DEV_GPU_UTIL.";
  }
  if (name == "dra_pending_claims_total") {
    return "From 1.34 on the same is resourceclaim_controller_resource_claims{allocated=\"false\"}.";
  }
  return {};
}

void askedFor(Scene& scene, const Node& selector, const KnownMetric& metric, bool there) {
  if (there) {
    return;
  }
  const prometheus::Mapping* mapping = mappingOf(scene.knowledge(), metric.name);
  if (mapping != nullptr && mapping->exact) {
    return;
  }
  const std::string nobody = scene.knowledge().complete
                                 ? "This server has no series of it: no component of Kubernetes exports it."
                                 : "No component of Kubernetes exports it; claimscope exporter does.";
  std::string answer(standIn(metric.name));
  if (mapping != nullptr && !mapping->answers.empty()) {
    answer = fmt::format("It is answered with {}.", mapping->answers);
  }
  scene.add(Gravity::note, "mapped", selector.where, fmt::format("{} is a name of dashboards only", metric.name),
            nobody + (answer.empty() ? "" : " " + answer));
}

void release(Scene& scene, const Node& selector, const KnownMetric& metric) {
  const int minor = scene.knowledge().serverMinor;
  if (minor == 0 || metric.component.empty()) {
    return;
  }
  if (metric.since > minor) {
    scene.add(Gravity::warning, "notInRelease", selector.where,
              fmt::format("{} comes with Kubernetes 1.{}; this cluster is 1.{}", metric.name, metric.since, minor),
              fmt::format("{} exports it from 1.{} on.", metric.component, metric.since));
  } else if (metric.until != 0 && metric.until < minor) {
    const std::string_view later = metric.name.find("create") != std::string_view::npos && minor >= 37
                                       ? "dynamic_resource_allocation_resourceclaim_creates_total"
                                   : metric.name.find("create") != std::string_view::npos
                                       ? "resourceclaim_controller_creates_total"
                                       : "resourceclaim_controller_resource_claims{allocated=\"true\"}";
    scene.add(Gravity::warning, "notInRelease", selector.where,
              fmt::format("{} ended with Kubernetes 1.{}; this cluster is 1.{}", metric.name, metric.until, minor),
              fmt::format("Its successor is {}.", later));
  }
}

std::string_view nearestServed(const Knowledge& knowledge, std::string_view name) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(3, name.size() / 5) + 1;
  for (const auto& [served, type] : knowledge.served) {
    const std::size_t distance = words::editDistance(name, served, least);
    if (distance < least) {
      least = distance;
      best = served;
    }
  }
  return best;
}

void unknown(Scene& scene, const Node& selector, const std::string& name) {
  if (const Alias* alias = aliasOf(name)) {
    return scene.add(Gravity::warning, "unknownMetric", selector.where, fmt::format("Nobody exports {}", name),
                     fmt::format("{} The real one is {}.", alias->why, alias->real), rename(selector, name, alias->real));
  }
  const Knowledge& knowledge = scene.knowledge();
  if (knowledge.complete) {
    std::string_view near = nearestServed(knowledge, name);
    near = near.empty() ? nearestMetric(name) : near;
    return scene.add(Gravity::warning, "noSeries", selector.where, fmt::format("This server has no series called {}", name),
                     near.empty() ? "The panel stays empty; that is not zero."
                                  : fmt::format("The panel stays empty; that is not zero. The nearest name is {}.", near),
                     near.empty() ? std::vector<Edit>() : rename(selector, name, near));
  }
  const std::string_view near = nearestMetric(name);
  const bool typo = !near.empty() && words::editDistance(histogramOf(name).empty() ? name : histogramOf(name), near, 3) < 3;
  if (wholeFamilyKnown(name) || typo) {
    scene.add(Gravity::warning, "unknownMetric", selector.where, fmt::format("No release exports {}", name),
              near.empty() ? "Kubernetes 1.27 to 1.37 and the NVIDIA driver have no metric of this name."
                           : fmt::format("The nearest name is {}.", near),
              rename(selector, name, near));
  }
}

void knowBefore(Scene& scene, const Node& selector, const KnownMetric& metric) {
  if (metric.note.starts_with("sampled")) {
    scene.add(Gravity::note, "sampled", selector.where, fmt::format("{}: {}", metric.name, metric.note),
              "Its counts are about a tenth of what happened; its quantiles hold.");
  }
}

}  // namespace

void adviseNames(Scene& scene) {
  for (const NodeId id : scene.order()) {
    const Node& node = scene.node(id);
    const std::string name = node.kind == NodeKind::selector ? scene.name(id) : std::string();
    if (name.empty()) {
      continue;
    }
    const bool there = scene.served(name) || scene.served(name + "_bucket") || scene.served(name + "_count");
    const KnownMetric* metric = findMetric(name);
    if (metric != nullptr && metric->component.empty()) {
      askedFor(scene, node, *metric, there);
    } else if (metric != nullptr) {
      release(scene, node, *metric);
      knowBefore(scene, node, *metric);
      if (scene.knowledge().complete && !there) {
        scene.add(Gravity::warning, "noSeries", node.where, fmt::format("This server has no series called {}", name),
                  fmt::format("{} exports it; it is not scraped here, or has nothing to say yet. That is not zero.",
                              metric->component));
      }
    } else if (!there) {
      unknown(scene, node, name);
    }
  }
}

}  // namespace claimscope::promql
