#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "model/simulation/metrics/shapes.h"
#include "model/simulation/random.h"

namespace claimscope::simulation::metrics {
namespace {

constexpr std::size_t kBucketNodes = 40;  // histograms of so many kubelets stand for all
bool runsGpu(const DeviceModel& model) {
  return model.type == DeviceModel::Type::gpu || model.type == DeviceModel::Type::mig;
}

double mebibytes(const DeviceModel& model) {
  double amount = 0;
  const std::string_view text = model.memory.view();
  std::from_chars(text.data(), text.data() + text.size(), amount);
  return amount * (text.ends_with("Gi") ? 1024 : 1);
}

std::string kubeletOf(const NodeInfo& node) {
  return textOf(node.name) + ":10250";
}

// dcgm-exporter.

/// How busy a device is, in percent: those nobody holds and one in twenty-five of the others stand still.
double busy(const Cluster& cluster, DeviceId id, std::int64_t ms) {
  const std::uint64_t seed = mixed(cluster.hardware.seed * 31 + id);
  if (!cluster.hardware.devices[id].taken || seed % 25 == 0) {
    return 0;
  }
  const double base = 58 + 34 * spread(seed);
  const double wave = 9 * std::sin(static_cast<double>(ms) / 420'000 + kTau * spread(seed + 1));
  return std::round(std::clamp(base + wave, 1.0, 100.0));
}

/// `value` gives what this counter has of a device.
Family dcgm(const std::string& name, double (*value)(const Cluster&, DeviceId, std::int64_t)) {
  return {name, [value](const Cluster& cluster, const Emit& emit) {
            const Hardware& hardware = cluster.hardware;
            // Its label of the host was renamed in 2026; clusters have either.
            const bool renamed = cluster.monitoring == Monitoring::nodes;
            for (DeviceId id = 0; id < hardware.devices.size(); ++id) {
              const DeviceInfo& device = hardware.devices[id];
              const DeviceModel& model = hardware.models[device.model];
              if (!runsGpu(model) || device.node == kNobody || mixed(device.node + 7) % 133 == 0) {
                continue;
              }
              Labels labels{{"UUID", hardware.cardUuid(id)},
                            {"gpu", std::to_string(device.card)},
                            {"device", "nvidia" + std::to_string(device.card)},
                            {"modelName", textOf(model.product)},
                            {"job", "dcgm-exporter"},
                            {"instance", textOf(hardware.nodes[device.node].name) + ":9400"},
                            {renamed ? "hostname" : "Hostname", textOf(hardware.nodes[device.node].name)}};
              if (model.type == DeviceModel::Type::mig) {
                labels["GPU_I_PROFILE"] = textOf(model.profile);
                labels["GPU_I_ID"] = std::to_string(id - hardware.nodes[device.node].firstDevice);
              }
              emit({std::move(labels),
                    [&cluster, id, value](std::int64_t ms) -> std::optional<double> { return value(cluster, id, ms); }});
            }
          }};
}

double memoryUsed(const Cluster& cluster, DeviceId id, std::int64_t ms) {
  const Hardware& hardware = cluster.hardware;
  const double all = mebibytes(hardware.models[hardware.devices[id].model]);
  const double share = !hardware.devices[id].taken ? 0.01 : 0.3 + 0.6 * spread(mixed(hardware.seed) + id);
  return std::round(all * share + (busy(cluster, id, ms) > 0 ? 64 : 0));
}

std::vector<Family> dcgmFamilies() {
  return {dcgm("DCGM_FI_DEV_GPU_UTIL", busy),
          dcgm("DCGM_FI_DEV_MEM_COPY_UTIL",
               [](const Cluster& cluster, DeviceId id, std::int64_t ms) { return std::round(busy(cluster, id, ms) * 0.4); }),
          dcgm("DCGM_FI_DEV_FB_USED", memoryUsed),
          dcgm("DCGM_FI_DEV_FB_FREE",
               [](const Cluster& cluster, DeviceId id, std::int64_t ms) {
                 const Hardware& hardware = cluster.hardware;
                 return std::max(0.0, mebibytes(hardware.models[hardware.devices[id].model]) - memoryUsed(cluster, id, ms));
               }),
          dcgm("DCGM_FI_DEV_GPU_TEMP", [](const Cluster& cluster, DeviceId id,
                                          std::int64_t ms) { return std::round(31 + busy(cluster, id, ms) * 0.42); }),
          dcgm("DCGM_FI_DEV_POWER_USAGE",
               [](const Cluster& cluster, DeviceId id, std::int64_t ms) { return 58 + busy(cluster, id, ms) * 2.3; }),
          dcgm("DCGM_FI_DEV_SM_CLOCK",
               [](const Cluster& cluster, DeviceId id, std::int64_t ms) { return busy(cluster, id, ms) > 0 ? 1695.0 : 210.0; })};
}

// kubelet.

std::vector<NodeId> nodesWithDevices(const Cluster& cluster) {
  std::vector<NodeId> out;
  for (NodeId id = 0; id < cluster.hardware.nodes.size(); ++id) {
    if (cluster.hardware.nodes[id].devices > 0 && mixed(id + 3) % 2'500 != 0) {
      out.push_back(id);
    }
  }
  return out;
}

/// A histogram of each kubelet: counts of all, buckets of some.
void kubeletHistogram(std::vector<Family>& out, const std::string& name, const std::vector<Labels>& sets, double median) {
  const auto emitCounts = [sets](const Cluster& cluster, const Emit& emit, double factor) {
    const Context context(cluster);
    for (const NodeId node : nodesWithDevices(cluster)) {
      for (std::size_t i = 0; i < sets.size(); ++i) {
        Labels labels = sets[i];
        labels["instance"] = kubeletOf(cluster.hardware.nodes[node]);
        labels["job"] = "kubelet";
        const bool failed = labels.count("is_error") != 0 && labels["is_error"] == "true";
        emit({std::move(labels), counter(context, factor * (failed ? 0.00002 : 0.004), node * 8 + i, true)});
      }
    }
  };
  out.push_back({name + "_count", [emitCounts](const Cluster& cluster, const Emit& emit) { emitCounts(cluster, emit, 1); }});
  out.push_back({name + "_sum",
                 [emitCounts, median](const Cluster& cluster, const Emit& emit) { emitCounts(cluster, emit, median * 1.15); }});
  out.push_back({name + "_bucket", [sets, median](const Cluster& cluster, const Emit& emit) {
                   const Context context(cluster);
                   const std::vector<NodeId> nodes = nodesWithDevices(cluster);
                   for (std::size_t n = 0; n < std::min(nodes.size(), kBucketNodes); ++n) {
                     for (std::size_t i = 0; i < sets.size(); ++i) {
                       Labels labels = sets[i];
                       labels["instance"] = kubeletOf(cluster.hardware.nodes[nodes[n]]);
                       labels["job"] = "kubelet";
                       emitBuckets(context, labels, {0.004, median, 0.55, 0.1, 1.534, 15, true}, 5 + n / 8, emit);
                     }
                   }
                 }});
}

Family claimsInUse() {
  return {"dra_resource_claims_in_use", [](const Cluster& cluster, const Emit& emit) {
            std::map<std::pair<NodeId, std::string>, double> counts;
            for (const auto& [key, object] : cluster.store.objects(ObjectKind::claims)) {
              const auto& claim = static_cast<const ClaimObject&>(*object);
              if (claim.allocated() && !claim.reservedFor.empty()) {
                const DeviceInfo& device = cluster.hardware.devices[claim.devices.front()];
                if (device.node != kNobody) {
                  counts[{device.node, textOf(device.driver)}] += 1;
                  counts[{device.node, "<any>"}] += 1;
                }
              }
            }
            for (const auto& [who, count] : counts) {
              emit({{{"instance", kubeletOf(cluster.hardware.nodes[who.first])}, {"job", "kubelet"}, {"driver_name", who.second}},
                    constant(count)});
            }
          }};
}

void kubeletFamilies(std::vector<Family>& out) {
  std::vector<Labels> operations;
  for (const char* name : {"PrepareResources", "UnprepareResources"}) {
    for (const char* error : {"false", "true"}) {
      operations.push_back({{"operation_name", name}, {"is_error", error}});
    }
  }
  operations.pop_back();  // nothing has failed on the way out
  kubeletHistogram(out, "dra_operations_duration_seconds", operations, 0.31);
  std::vector<Labels> calls;
  for (const char* driver : {"gpu.nvidia.com", "cpu.dra.io"}) {
    calls.push_back({{"driver_name", driver},
                     {"method_name", "/k8s.io.kubelet.pkg.apis.dra.v1.DRAPlugin/NodePrepareResources"},
                     {"grpc_status_code", "OK"}});
  }
  kubeletHistogram(out, "dra_grpc_operations_duration_seconds", calls, 0.24);
  out.push_back(claimsInUse());
}

// Control plane and kube-state-metrics.

Family controllerClaims() {
  return {"resourceclaim_controller_resource_claims", [](const Cluster& cluster, const Emit& emit) {
            std::map<std::array<std::string, 3>, std::vector<std::int64_t>> sets;
            for (const auto& [key, object] : cluster.store.objects(ObjectKind::claims)) {
              const auto& claim = static_cast<const ClaimObject&>(*object);
              sets[{claim.allocated() ? "true" : "false", claim.shape->adminAccess ? "true" : "false",
                    claim.owner.name.empty() ? "" : "resource_claim_template"}]
                  .push_back(claim.created.ms);
            }
            for (auto& [labels, times] : sets) {
              Labels all{{"allocated", labels[0]}, {"admin_access", labels[1]}, {"job", "kube-controller-manager"}};
              if (!labels[2].empty()) {
                all["source"] = labels[2];
              }
              all["instance"] = "10.0.0.1:10257";
              emit({std::move(all), createdSince(std::move(times))});
            }
          }};
}

Family waitingPods(const std::string& name, const Labels& labels) {
  return {name, [labels](const Cluster& cluster, const Emit& emit) {
            std::vector<std::int64_t> times;
            for (const auto& [key, object] : cluster.store.objects(ObjectKind::pods)) {
              const auto& pod = static_cast<const PodObject&>(*object);
              if (pod.stage == PodStage::unscheduled && !pod.shape->claims.empty()) {
                times.push_back(pod.created.ms);
              }
            }
            emit({labels, createdSince(std::move(times))});
          }};
}

void controlPlaneFamilies(std::vector<Family>& out) {
  const Labels manager{{"job", "kube-controller-manager"}, {"instance", "10.0.0.1:10257"}};
  const Labels scheduler{{"job", "kube-scheduler"}, {"instance", "10.0.0.1:10259"}};
  const auto with = [](Labels labels, const Labels& more) {
    labels.insert(more.begin(), more.end());
    return labels;
  };
  const auto one = [&out](const std::string& name, const Labels& labels, double perSecond) {
    out.push_back({name, [labels, perSecond, seed = out.size()](const Cluster& cluster, const Emit& emit) {
                     emit({labels, counter(Context(cluster), perSecond, seed)});
                   }});
  };
  const auto histogram = [&out](const std::string& name, const Labels& labels, Distribution of) {
    const std::uint64_t seed = out.size();
    out.push_back({name + "_bucket", [labels, of, seed](const Cluster& cluster, const Emit& emit) {
                     emitBuckets(Context(cluster), labels, of, seed, emit);
                   }});
    for (const auto& [ending, factor] : {std::pair("_count", 1.0), std::pair("_sum", of.median * 1.2)}) {
      out.push_back({name + ending, [labels, perSecond = of.perSecond * factor, seed](const Cluster& cluster, const Emit& emit) {
                       emit({labels, counter(Context(cluster), perSecond, seed)});
                     }});
    }
  };
  out.push_back(controllerClaims());
  one("resourceclaim_controller_creates_total", with(manager, {{"status", "success"}, {"admin_access", "false"}}), 1.2);
  out.push_back({"workqueue_depth", [labels = with(manager, {{"name", "resource_claim"}})](const Cluster&, const Emit& emit) {
                   emit({labels, constant(0)});
                 }});
  out.push_back(waitingPods("scheduler_unschedulable_pods",
                            with(scheduler, {{"plugin", "DynamicResources"}, {"profile", "default-scheduler"}})));
  out.push_back(waitingPods("scheduler_pending_pods", with(scheduler, {{"queue", "unschedulable"}})));
  one("scheduler_schedule_attempts_total", with(scheduler, {{"result", "scheduled"}, {"profile", "default-scheduler"}}), 1.4);
  histogram("scheduler_plugin_execution_duration_seconds",
            with(scheduler, {{"plugin", "DynamicResources"}, {"extension_point", "Filter"}, {"status", "Success"}}),
            {0.14, 0.004, 0.7, 0.00001, 1.5, 20});
  histogram("scheduler_framework_extension_point_duration_seconds",
            with(scheduler, {{"extension_point", "PreBind"}, {"status", "Success"}, {"profile", "default-scheduler"}}),
            {1.4, 0.012, 0.7, 0.0001, 2, 12});
  histogram("scheduler_pod_scheduling_sli_duration_seconds", with(scheduler, {{"attempts", "1"}}), {1.4, 0.42, 0.9, 0.01, 2, 20});
}

Family podClaims() {
  return {"kube_pod_resourceclaim_info", [](const Cluster& cluster, const Emit& emit) {
            for (const auto& [key, object] : cluster.store.objects(ObjectKind::pods)) {
              const auto& pod = static_cast<const PodObject&>(*object);
              for (std::size_t i = 0; i < std::min(pod.generatedClaims.size(), pod.shape->claims.size()); ++i) {
                emit({{{"namespace", textOf(pod.namespaceName)},
                       {"pod", textOf(pod.name)},
                       {"uid", uuid(pod.uid)},
                       {"claim_name", textOf(pod.shape->claims[i].name)},
                       {"resourceclaim_name", textOf(pod.generatedClaims[i])},
                       {"resourceclaim_template_name", textOf(pod.shape->claims[i].templateName)},
                       {"job", "kube-state-metrics"},
                       {"instance", "10.0.3.17:8080"}},
                      constant(1)});
              }
            }
          }};
}

}  // namespace

bool hasPrometheus(const Cluster& cluster) {
  return cluster.monitoring != Monitoring::none;
}

std::vector<Family> families(const Cluster& cluster) {
  std::vector<Family> out;
  if (!hasPrometheus(cluster)) {
    return out;
  }
  kubeletFamilies(out);
  for (Family& family : dcgmFamilies()) {
    out.push_back(std::move(family));
  }
  out.push_back(podClaims());
  if (cluster.monitoring == Monitoring::all) {
    controlPlaneFamilies(out);
  } else {
    exporterFamilies(out);
  }
  return out;
}

}  // namespace claimscope::simulation::metrics
