#include "model/prometheus/catalogue/names.h"

#include <array>

namespace claimscope::prometheus {
namespace {

constexpr std::array kDashboards{
    Name{"dra_allocation_duration_seconds", "dra_allocation_duration_seconds_count"},
    Name{"dra_allocation_errors_total", "dra_allocation_errors_total"},
    Name{"dra_resource_utilization_ratio", "dra_resource_utilization_ratio"},
    Name{"dra_pending_claims_total", "dra_pending_claims_total"},
};

using enum Component;
constexpr std::array kComponents{
    Name{"dra_operations_duration_seconds", "dra_operations_duration_seconds_count", kubelet, 32},
    Name{"dra_grpc_operations_duration_seconds", "dra_grpc_operations_duration_seconds_count", kubelet, 32},
    Name{"dra_resource_claims_in_use", "dra_resource_claims_in_use", kubelet, 35, 0,
         "driver_name \"<any>\" is all of them: not to be added"},
    Name{"resourceclaim_controller_create_attempts_total", "resourceclaim_controller_create_attempts_total", controllerManager,
         27, 33},
    Name{"resourceclaim_controller_create_failures_total", "resourceclaim_controller_create_failures_total", controllerManager,
         27, 33},
    Name{"resourceclaim_controller_resource_claims", "resourceclaim_controller_resource_claims", controllerManager, 32, 0,
         "label allocated from v1.34 on"},
    Name{"resourceclaim_controller_allocated_resource_claims", "resourceclaim_controller_allocated_resource_claims",
         controllerManager, 32, 33},
    Name{"resourceclaim_controller_creates_total", "resourceclaim_controller_creates_total", controllerManager, 34, 36},
    Name{"dynamic_resource_allocation_resourceclaim_creates_total", "dynamic_resource_allocation_resourceclaim_creates_total",
         controllerManager, 37},
    Name{"device_taint_eviction_controller_pod_deletions_total", "device_taint_eviction_controller_pod_deletions_total",
         controllerManager, 33},
    Name{"device_taint_eviction_controller_pod_deletion_duration_seconds",
         "device_taint_eviction_controller_pod_deletion_duration_seconds_count", controllerManager, 33},
    Name{"workqueue_depth", "workqueue_depth", controllerManager, 0, 0, "of the queue resource_claim"},
    Name{"scheduler_resourceclaim_creates_total", "scheduler_resourceclaim_creates_total", scheduler, 35, 36},
    Name{"scheduler_dra_bindingconditions_allocations_total", "scheduler_dra_bindingconditions_allocations_total", scheduler, 36},
    Name{"scheduler_dra_bindingconditions_wait_duration_seconds", "scheduler_dra_bindingconditions_wait_duration_seconds_count",
         scheduler, 36},
    Name{"scheduler_unschedulable_pods", "scheduler_unschedulable_pods", scheduler, 0, 0, "of the plugin DynamicResources"},
    Name{"scheduler_pending_pods", "scheduler_pending_pods", scheduler, 0, 0, "pods held before the queue count as gated"},
    Name{"scheduler_plugin_execution_duration_seconds", "scheduler_plugin_execution_duration_seconds_count", scheduler, 0, 0,
         "sampled: 10 % of scheduling cycles"},
    Name{"scheduler_framework_extension_point_duration_seconds", "scheduler_framework_extension_point_duration_seconds_count",
         scheduler},
    Name{"scheduler_pod_scheduling_sli_duration_seconds", "scheduler_pod_scheduling_sli_duration_seconds_count", scheduler},
    Name{"scheduler_schedule_attempts_total", "scheduler_schedule_attempts_total", scheduler},
    Name{"nvidia_dra_requests_total", "nvidia_dra_requests_total", nvidiaDriver},
    Name{"nvidia_dra_request_duration_seconds", "nvidia_dra_request_duration_seconds_count", nvidiaDriver},
    Name{"nvidia_dra_requests_inflight", "nvidia_dra_requests_inflight", nvidiaDriver},
    Name{"nvidia_dra_prepared_devices", "nvidia_dra_prepared_devices", nvidiaDriver},
    Name{"nvidia_dra_node_prepare_errors_total", "nvidia_dra_node_prepare_errors_total", nvidiaDriver},
    Name{"nvidia_dra_node_unprepare_errors_total", "nvidia_dra_node_unprepare_errors_total", nvidiaDriver},
    Name{"nvidia_dra_compute_domain_info", "nvidia_dra_compute_domain_info", nvidiaDriver},
    Name{"DCGM_FI_DEV_GPU_UTIL", "DCGM_FI_DEV_GPU_UTIL", dcgm},
    Name{"DCGM_FI_DEV_MEM_COPY_UTIL", "DCGM_FI_DEV_MEM_COPY_UTIL", dcgm},
    Name{"DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_USED", dcgm},
    Name{"DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_FB_FREE", dcgm},
    Name{"DCGM_FI_DEV_FB_RESERVED", "DCGM_FI_DEV_FB_RESERVED", dcgm},
    Name{"DCGM_FI_DEV_GPU_TEMP", "DCGM_FI_DEV_GPU_TEMP", dcgm},
    Name{"DCGM_FI_DEV_MEMORY_TEMP", "DCGM_FI_DEV_MEMORY_TEMP", dcgm},
    Name{"DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_POWER_USAGE", dcgm},
    Name{"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", dcgm},
    Name{"DCGM_FI_DEV_XID_ERRORS", "DCGM_FI_DEV_XID_ERRORS", dcgm},
    Name{"DCGM_FI_DEV_SM_CLOCK", "DCGM_FI_DEV_SM_CLOCK", dcgm},
    Name{"DCGM_FI_DEV_MEM_CLOCK", "DCGM_FI_DEV_MEM_CLOCK", dcgm},
    Name{"DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", dcgm},
    Name{"DCGM_FI_DEV_ROW_REMAP_FAILURE", "DCGM_FI_DEV_ROW_REMAP_FAILURE", dcgm},
    Name{"DCGM_FI_PROF_GR_ENGINE_ACTIVE", "DCGM_FI_PROF_GR_ENGINE_ACTIVE", dcgm},
    Name{"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", dcgm},
    Name{"DCGM_FI_PROF_DRAM_ACTIVE", "DCGM_FI_PROF_DRAM_ACTIVE", dcgm},
    Name{"kube_pod_resourceclaim_info", "kube_pod_resourceclaim_info", kubeStateMetrics},
};

/// Of metrics that many components share, only what is about claims.
std::string selector() {
  std::string names;
  for (const auto& list : {dashboardNames(), componentNames()}) {
    for (const Name& name : list) {
      names += (names.empty() ? "" : "|") + std::string(name.probe);
    }
  }
  return "{__name__=~\"" + names + "\",name=~\"|resource_claim\",plugin=~\"|DynamicResources\"}";
}

}  // namespace

std::span<const Name> dashboardNames() {
  return kDashboards;
}
std::span<const Name> componentNames() {
  return kComponents;
}

std::string_view componentName(Component component) {
  switch (component) {
    case kubelet:
      return "kubelet";
    case controllerManager:
      return "kube-controller-manager";
    case scheduler:
      return "kube-scheduler";
    case kubeStateMetrics:
      return "kube-state-metrics";
    case nvidiaDriver:
      return "NVIDIA DRA driver";
    case dcgm:
      return "dcgm-exporter";
    case nobody:
      break;
  }
  return "nobody";
}

std::string_view groupOf(Component component) {
  switch (component) {
    case nvidiaDriver:
      return "drivers";
    case dcgm:
      return "dcgm";
    case kubeStateMetrics:
      return "kubeStateMetrics";
    case nobody:
      return "dashboards";
    case kubelet:
    case controllerManager:
    case scheduler:
      break;
  }
  return "upstream";
}

std::string_view howToScrape(Component component) {
  switch (component) {
    case kubelet:
      return "Scrape /metrics of every kubelet, as kube-prometheus-stack does";
    case controllerManager:
      return "Scrape /metrics of kube-controller-manager; on EKS it is /apis/metrics.eks.amazonaws.com/v1/kcm/container/metrics";
    case scheduler:
      return "Scrape /metrics of kube-scheduler; on EKS it is /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics";
    case kubeStateMetrics:
      return "Install kube-state-metrics v2.20 or later and scrape it";
    case nvidiaDriver:
      return "Its metrics endpoint is off by default: set the driver's HTTP address and add a ServiceMonitor for it";
    case dcgm:
      return "Install dcgm-exporter on the GPU nodes; some counters are off in its default list";
    case nobody:
      break;
  }
  return "No component of Kubernetes exports it: claimscope exporter does";
}

std::string presenceQuery() {
  return "count by (__name__) (" + selector() + ")";
}

std::string targetsQuery() {
  return "count by (__name__) (count by (__name__,instance) (" + selector() + "))";
}

}  // namespace claimscope::prometheus
