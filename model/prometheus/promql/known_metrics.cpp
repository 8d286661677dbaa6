#include "model/prometheus/promql/known_metrics.h"

#include <algorithm>
#include <array>

#include "model/base/words.h"

namespace claimscope::promql {
namespace {

constexpr MetricType kCounter = MetricType::counter;
constexpr MetricType kGauge = MetricType::gauge;
constexpr MetricType kHistogram = MetricType::histogram;

using Labels = std::vector<std::string_view>;

const Labels& dcgmLabels() {
  static const Labels kLabels{"gpu",
                              "UUID",
                              "pci_bus_id",
                              "device",
                              "modelName",
                              "GPU_I_PROFILE",
                              "GPU_I_ID",
                              "Hostname",
                              "hostname",
                              "DCGM_FI_DRIVER_VERSION",
                              "pod",
                              "namespace",
                              "container",
                              "pod_uid",
                              "dra_claim_name",
                              "dra_claim_namespace",
                              "dra_driver_name",
                              "dra_pool_name",
                              "dra_device_name",
                              "dra_mig_profile",
                              "dra_mig_device_uuid",
                              "exported_pod",
                              "exported_namespace",
                              "exported_container",
                              "err_code",
                              "err_msg"};
  return kLabels;
}

void addKubelet(std::vector<KnownMetric>& out) {
  out.push_back({"dra_operations_duration_seconds", kHistogram, {"operation_name", "is_error"}, "kubelet", 32, 0});
  out.push_back(
      {"dra_grpc_operations_duration_seconds", kHistogram, {"driver_name", "method_name", "grpc_status_code"}, "kubelet", 32, 0});
  out.push_back({"dra_resource_claims_in_use",
                 kGauge,
                 {"driver_name"},
                 "kubelet",
                 35,
                 0,
                 "driver_name=\"<any>\" already counts the claims of every driver"});
}

void addControllers(std::vector<KnownMetric>& out) {
  constexpr std::string_view kManager = "kube-controller-manager";
  out.push_back({"resourceclaim_controller_create_attempts_total", kCounter, {}, kManager, 27, 33});
  out.push_back({"resourceclaim_controller_create_failures_total", kCounter, {}, kManager, 27, 33});
  out.push_back({"resourceclaim_controller_allocated_resource_claims", kGauge, {}, kManager, 32, 33});
  out.push_back({"resourceclaim_controller_resource_claims",
                 kGauge,
                 {"allocated", "admin_access", "source"},
                 kManager,
                 32,
                 0,
                 "labels from Kubernetes 1.34 on, source from 1.35 on"});
  out.push_back({"resourceclaim_controller_creates_total", kCounter, {"status", "admin_access"}, kManager, 34, 36});
  out.push_back({"dynamic_resource_allocation_resourceclaim_creates_total",
                 kCounter,
                 {"status", "admin_access"},
                 "kube-controller-manager and kube-scheduler",
                 37,
                 0});
  out.push_back({"device_taint_eviction_controller_pod_deletions_total", kCounter, {}, kManager, 33, 0});
  out.push_back({"device_taint_eviction_controller_pod_deletion_duration_seconds", kHistogram, {}, kManager, 33, 0});
}

void addScheduler(std::vector<KnownMetric>& out) {
  constexpr std::string_view kScheduler = "kube-scheduler";
  out.push_back({"scheduler_resourceclaim_creates_total", kCounter, {"status"}, kScheduler, 35, 36});
  out.push_back(
      {"scheduler_dra_bindingconditions_allocations_total", kCounter, {"profile", "driver", "status"}, kScheduler, 36, 0});
  out.push_back(
      {"scheduler_dra_bindingconditions_wait_duration_seconds", kHistogram, {"profile", "driver", "status"}, kScheduler, 36, 0});
  out.push_back({"scheduler_unschedulable_pods", kGauge, {"plugin", "profile"}, kScheduler});
  out.push_back({"scheduler_pending_pods", kGauge, {"queue"}, kScheduler, 0, 0, "pods held back before queueing count as gated"});
  out.push_back({"scheduler_plugin_execution_duration_seconds",
                 kHistogram,
                 {"plugin", "extension_point", "status"},
                 kScheduler,
                 0,
                 0,
                 "sampled: only 10 % of the scheduling cycles are in it"});
  out.push_back(
      {"scheduler_framework_extension_point_duration_seconds", kHistogram, {"extension_point", "status", "profile"}, kScheduler});
  out.push_back({"scheduler_pod_scheduling_sli_duration_seconds", kHistogram, {"attempts"}, kScheduler});
  out.push_back({"scheduler_schedule_attempts_total", kCounter, {"result", "profile"}, kScheduler});
}

void addDrivers(std::vector<KnownMetric>& out) {
  constexpr std::string_view kDriver = "NVIDIA DRA driver";
  out.push_back({"nvidia_dra_requests_total", kCounter, {"driver", "operation"}, kDriver});
  out.push_back({"nvidia_dra_request_duration_seconds", kHistogram, {"driver", "operation"}, kDriver});
  out.push_back({"nvidia_dra_requests_inflight", kGauge, {"driver", "operation"}, kDriver});
  out.push_back({"nvidia_dra_prepared_devices", kGauge, {"node", "driver", "device_type"}, kDriver});
  out.push_back({"nvidia_dra_node_prepare_errors_total", kCounter, {"driver", "error_type"}, kDriver});
  out.push_back({"nvidia_dra_node_unprepare_errors_total", kCounter, {"driver", "error_type"}, kDriver});
  out.push_back({"nvidia_dra_compute_domain_info", MetricType::info, {"status"}, kDriver});
  out.push_back({"kube_pod_resourceclaim_info",
                 MetricType::info,
                 {"namespace", "pod", "uid", "claim_name", "resourceclaim_name", "resourceclaim_template_name"},
                 "kube-state-metrics"});
}

void addDcgm(std::vector<KnownMetric>& out) {
  for (const std::string_view name : {"DCGM_FI_DEV_GPU_UTIL",
                                      "DCGM_FI_DEV_MEM_COPY_UTIL",
                                      "DCGM_FI_DEV_ENC_UTIL",
                                      "DCGM_FI_DEV_DEC_UTIL",
                                      "DCGM_FI_DEV_FB_USED",
                                      "DCGM_FI_DEV_FB_FREE",
                                      "DCGM_FI_DEV_FB_RESERVED",
                                      "DCGM_FI_DEV_FB_TOTAL",
                                      "DCGM_FI_DEV_GPU_TEMP",
                                      "DCGM_FI_DEV_MEMORY_TEMP",
                                      "DCGM_FI_DEV_POWER_USAGE",
                                      "DCGM_FI_DEV_SM_CLOCK",
                                      "DCGM_FI_DEV_MEM_CLOCK",
                                      "DCGM_FI_DEV_ROW_REMAP_FAILURE",
                                      "DCGM_FI_DEV_VGPU_LICENSE_STATUS",
                                      "DCGM_FI_PROF_GR_ENGINE_ACTIVE",
                                      "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE",
                                      "DCGM_FI_PROF_DRAM_ACTIVE",
                                      "DCGM_FI_PROF_SM_ACTIVE",
                                      "DCGM_FI_PROF_SM_OCCUPANCY"}) {
    out.push_back({name, kGauge, dcgmLabels(), "dcgm-exporter"});
  }
  out.push_back(
      {"DCGM_FI_DEV_XID_ERRORS", kGauge, dcgmLabels(), "dcgm-exporter", 0, 0, "the number of the last error, not a count"});
  for (const std::string_view name :
       {"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS",
        "DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS", "DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL",
        "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL"}) {
    out.push_back({name, kCounter, dcgmLabels(), "dcgm-exporter"});
  }
}

/// Names of dashboards that no component exports; Claimscope's exporter makes them real.
void addAskedFor(std::vector<KnownMetric>& out) {
  out.push_back({"dra_allocation_duration_seconds", kHistogram, {}, ""});
  out.push_back({"dra_allocation_errors_total", kCounter, {}, ""});
  out.push_back({"dra_resource_utilization_ratio", kGauge, {"resource_type"}, ""});
  out.push_back({"dra_pending_claims_total", kGauge, {}, "", 0, 0, "a gauge, although its name ends in _total"});
}

constexpr std::array<std::string_view, 24> kTargetLabels{"__name__",    "job",
                                                         "instance",    "le",
                                                         "quantile",    "namespace",
                                                         "pod",         "container",
                                                         "node",        "service",
                                                         "endpoint",    "cluster",
                                                         "region",      "zone",
                                                         "environment", "env",
                                                         "prometheus",  "prometheus_replica",
                                                         "replica",     "metrics_path",
                                                         "nodename",    "kubernetes_node",
                                                         "app",         "host"};

}  // namespace

std::string_view metricTypeWord(MetricType type) {
  switch (type) {
    case MetricType::counter:
      return "counter";
    case MetricType::gauge:
      return "gauge";
    case MetricType::histogram:
      return "histogram";
    case MetricType::info:
      return "info";
    case MetricType::unknown:
      break;
  }
  return "unknown";
}

const std::vector<KnownMetric>& knownMetrics() {
  static const std::vector<KnownMetric> kMetrics = [] {
    std::vector<KnownMetric> out;
    addAskedFor(out);
    addKubelet(out);
    addControllers(out);
    addScheduler(out);
    addDrivers(out);
    addDcgm(out);
    return out;
  }();
  return kMetrics;
}

std::string_view histogramOf(std::string_view series) {
  for (const std::string_view ending : {"_bucket", "_sum", "_count"}) {
    if (series.size() > ending.size() && series.ends_with(ending)) {
      return series.substr(0, series.size() - ending.size());
    }
  }
  return {};
}

const KnownMetric* findMetric(std::string_view series) {
  const auto named = [](std::string_view name) -> const KnownMetric* {
    const auto& all = knownMetrics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const KnownMetric& metric) { return metric.name == name; });
    return found == all.end() ? nullptr : &*found;
  };
  if (const KnownMetric* metric = named(series)) {
    return metric;
  }
  const KnownMetric* whole = named(histogramOf(series));
  return whole != nullptr && whole->type == MetricType::histogram ? whole : nullptr;
}

MetricType typeBySuffix(std::string_view series) {
  if (series.ends_with("_total") || series.ends_with("_bucket") || series.ends_with("_count") || series.ends_with("_sum")) {
    return MetricType::counter;
  }
  if (series.ends_with("_info")) {
    return MetricType::info;
  }
  for (const std::string_view ending : {"_ratio", "_percent", "_celsius", "_in_use", "_inflight", "_timestamp_seconds"}) {
    if (series.ends_with(ending)) {
      return MetricType::gauge;
    }
  }
  return MetricType::unknown;
}

std::string_view nearestMetric(std::string_view series) {
  const std::string_view wanted = histogramOf(series).empty() ? series : histogramOf(series);
  std::string_view best;
  std::size_t least = std::max<std::size_t>(3, wanted.size() / 5) + 1;
  for (const KnownMetric& metric : knownMetrics()) {
    for (const std::string_view asked : {wanted, series}) {
      const std::size_t distance = words::editDistance(asked, metric.name, least);
      if (distance < least) {
        least = distance;
        best = metric.name;
      }
    }
  }
  return best;
}

bool wholeFamilyKnown(std::string_view series) {
  for (const std::string_view prefix :
       {"dra_", "nvidia_dra_", "resourceclaim_controller_", "scheduler_dra_", "dynamic_resource_allocation_",
        "device_taint_eviction_controller_", "kube_pod_resourceclaim"}) {
    if (series.starts_with(prefix)) {
      return true;
    }
  }
  return false;
}

bool isTargetLabel(std::string_view label) {
  return std::find(kTargetLabels.begin(), kTargetLabels.end(), label) != kTargetLabels.end() || label.starts_with("__") ||
         label.starts_with("label_") || label.starts_with("exported_") || label.starts_with("kubernetes_") ||
         label.starts_with("app_");
}

}  // namespace claimscope::promql
