#include "model/prometheus/catalogue/queries.h"

#include <array>

namespace claimscope::prometheus {
namespace {

// GPU series are joined by UUID; the keys of these labels differ by release and by configuration of dcgm-exporter.
#define CLAIMSCOPE_BY_GPU "max by (UUID,uuid,GPU_I_PROFILE,GPU_I_ID,Hostname,hostname) "

constexpr std::array kStanding{
    Standing{"prepareSeconds", "dra_operations_duration_seconds_count",
             "histogram_quantile(0.95, sum by (le) "
             "(rate(dra_operations_duration_seconds_bucket{operation_name=\"PrepareResources\"}[5m])))",
             "s", "kubelet prepare p95", 1},
    Standing{"unprepareSeconds", "dra_operations_duration_seconds_count",
             "histogram_quantile(0.95, sum by (le) "
             "(rate(dra_operations_duration_seconds_bucket{operation_name=\"UnprepareResources\"}[5m])))",
             "s", "kubelet unprepare p95"},
    Standing{"prepareErrors", "dra_operations_duration_seconds_count",
             "sum(increase(dra_operations_duration_seconds_count{is_error=\"true\"}[1h]))", "errors",
             "kubelet prepare errors in 1 h"},
    Standing{
        "driverSeconds", "dra_grpc_operations_duration_seconds_count",
        "histogram_quantile(0.95, sum by (le,driver_name,method_name) (rate(dra_grpc_operations_duration_seconds_bucket[5m])))",
        "s", "driver calls p95"},
    Standing{"driverErrors", "dra_grpc_operations_duration_seconds_count",
             "sum by (driver_name) (increase(dra_grpc_operations_duration_seconds_count{grpc_status_code!=\"OK\"}[1h]))",
             "errors", "failed driver calls in 1 h"},
    Standing{"claimsInUse", "dra_resource_claims_in_use",
             "sum by (driver_name) (dra_resource_claims_in_use{driver_name!=\"<any>\"})", "claims", "claims prepared, by driver"},
    Standing{"claims", "resourceclaim_controller_resource_claims",
             "sum by (allocated) (resourceclaim_controller_resource_claims)", "claims", "claims of the controller"},
    Standing{"claimCreates", "resourceclaim_controller_creates_total",
             "sum by (status) (increase(resourceclaim_controller_creates_total[1h]))", "claims", "claims created in 1 h"},
    Standing{"claimCreatesShared", "dynamic_resource_allocation_resourceclaim_creates_total",
             "sum by (status) (increase(dynamic_resource_allocation_resourceclaim_creates_total[1h]))", "claims",
             "claims created in 1 h"},
    Standing{"claimQueue", "workqueue_depth", "sum(workqueue_depth{name=\"resource_claim\"})", "keys",
             "claim controller's queue"},
    Standing{"taintEvictions", "device_taint_eviction_controller_pod_deletions_total",
             "sum(increase(device_taint_eviction_controller_pod_deletions_total[1h]))", "pods",
             "evicted for device taints in 1 h"},
    Standing{"bindingSeconds", "scheduler_dra_bindingconditions_wait_duration_seconds_count",
             "histogram_quantile(0.95, sum by (le) (rate(scheduler_dra_bindingconditions_wait_duration_seconds_bucket[5m])))",
             "s", "binding conditions p95"},
    Standing{"bindingOutcomes", "scheduler_dra_bindingconditions_allocations_total",
             "sum by (status) (increase(scheduler_dra_bindingconditions_allocations_total[1h]))", "claims",
             "binding conditions in 1 h, by outcome"},
    Standing{"unschedulablePods", "scheduler_unschedulable_pods",
             "sum(scheduler_unschedulable_pods{plugin=\"DynamicResources\"})", "pods", "unschedulable because of DRA"},
    Standing{"pendingPods", "scheduler_pending_pods", "sum by (queue) (scheduler_pending_pods)", "pods", "scheduler queues"},
    Standing{"pluginSeconds", "scheduler_plugin_execution_duration_seconds_count",
             "histogram_quantile(0.95, sum by (le,extension_point) "
             "(rate(scheduler_plugin_execution_duration_seconds_bucket{plugin=\"DynamicResources\"}[5m])))",
             "s", "scheduler plugin p95 (sampled)"},
    Standing{"schedulingSeconds", "scheduler_pod_scheduling_sli_duration_seconds_count",
             "histogram_quantile(0.95, sum by (le) (rate(scheduler_pod_scheduling_sli_duration_seconds_bucket[5m])))", "s",
             "pod scheduling p95 (all pods)"},
    Standing{"nvidiaSeconds", "nvidia_dra_request_duration_seconds_count",
             "histogram_quantile(0.95, sum by (le,operation) (rate(nvidia_dra_request_duration_seconds_bucket[5m])))", "s",
             "NVIDIA driver p95"},
    Standing{"nvidiaErrors", "nvidia_dra_node_prepare_errors_total",
             "sum by (error_type) (increase(nvidia_dra_node_prepare_errors_total[1h]))", "errors",
             "NVIDIA prepare errors in 1 h"},
    Standing{"nvidiaPrepared", "nvidia_dra_prepared_devices", "sum by (device_type) (nvidia_dra_prepared_devices)", "devices",
             "NVIDIA prepared devices"},
    Standing{"gpuBusyPeak", "DCGM_FI_DEV_GPU_UTIL", CLAIMSCOPE_BY_GPU "(max_over_time(DCGM_FI_DEV_GPU_UTIL[3h]))", "%",
             "GPU busy, peak of 3 h", 20},
    Standing{"gpuWatched", "DCGM_FI_DEV_GPU_UTIL", CLAIMSCOPE_BY_GPU "(count_over_time(DCGM_FI_DEV_GPU_UTIL[3h]))", "samples",
             "GPU samples in 3 h", 20},
    Standing{"gpuMemoryUsed", "DCGM_FI_DEV_FB_USED", CLAIMSCOPE_BY_GPU "(DCGM_FI_DEV_FB_USED)", "MiB", "GPU memory used", 4},
    Standing{"gpuMemoryFree", "DCGM_FI_DEV_FB_FREE", CLAIMSCOPE_BY_GPU "(DCGM_FI_DEV_FB_FREE)", "MiB", "GPU memory free", 4},
    Standing{"gpuTemperature", "DCGM_FI_DEV_GPU_TEMP", CLAIMSCOPE_BY_GPU "(DCGM_FI_DEV_GPU_TEMP)", "°C", "GPU temperature", 4},
    Standing{"gpuPower", "DCGM_FI_DEV_POWER_USAGE", CLAIMSCOPE_BY_GPU "(DCGM_FI_DEV_POWER_USAGE)", "W", "GPU power", 4},
    Standing{"gpuXid", "DCGM_FI_DEV_XID_ERRORS", CLAIMSCOPE_BY_GPU "(DCGM_FI_DEV_XID_ERRORS) > 0", "XID", "last XID error", 4},
    Standing{"podClaims", "kube_pod_resourceclaim_info", "count(kube_pod_resourceclaim_info)", "pods", "pods with claims", 4},
};
#undef CLAIMSCOPE_BY_GPU

/// Those that resolve() words itself.
constexpr std::array kMapped{
    Standing{"allocationSeconds", "", "", "s", "allocation p95"},
    Standing{"allocationErrors", "", "", "errors", "allocation errors in 1 h"},
    Standing{"utilization", "", "", "", "utilization"},
    Standing{"pendingClaims", "", "", "claims", "pending claims"},
    Standing{"gpuBusy", "", "", "%", "GPU busy"},
};

const Standing* find(std::string_view id) {
  for (const std::span<const Standing> list : {std::span<const Standing>(kMapped), std::span<const Standing>(kStanding)}) {
    for (const Standing& one : list) {
      if (one.id == id) {
        return &one;
      }
    }
  }
  return nullptr;
}

}  // namespace

std::span<const Standing> standingQuestions() {
  return kStanding;
}

std::string_view titleOf(std::string_view id) {
  const Standing* one = find(id);
  return one == nullptr ? id : one->title;
}

std::string_view unitOf(std::string_view id) {
  const Standing* one = find(id);
  return one == nullptr ? std::string_view() : one->unit;
}

}  // namespace claimscope::prometheus
