// What goes wrong in the EKS cluster within four minutes: claims that cannot be met, a broken GPU, a driver that goes away.
#include "model/simulation/eks.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::int64_t kHighlightMs = 4 * kMinute;
constexpr const char* kPreemption =
    " still not schedulable, preemption: 0/12 nodes are available: 12 Preemption is not helpful for scheduling.";

/// Slice with this device; empty when none is published.
std::string sliceOf(const Cluster& cluster, DeviceId device) {
  for (const auto& [key, object] : cluster.store.objects(ObjectKind::slices)) {
    for (const SliceDevice& published : static_cast<const SliceObject&>(*object).devices) {
      if (published.id == device) {
        return key;
      }
    }
  }
  return {};
}

void taintInSlice(Cluster& cluster, DeviceId device, const std::string& key, const std::string& value,
                  const std::string& effect) {
  cluster.store.update<SliceObject>(ObjectKind::slices, sliceOf(cluster, device), [&](SliceObject& changed) {
    for (SliceDevice& published : changed.devices) {
      if (published.id == device) {
        published.taints = Text(documents::taintList(key, value, effect, cluster.now()));
      }
    }
    ++changed.generation;
  });
}

/// A pod whose claim no node can meet: created, its claim made, refused, and counted up from then on.
void addWaiting(Cluster& cluster, std::string_view jobName, const PodShape& shape, const std::string& podName,
                const std::string& claimName, const std::string& message,
                const std::vector<std::string>& nodes = {"gpu-node-1", "gpu-node-2", "gpu-node-4", "gpu-node-5"}) {
  const Workload workload = cluster.addWorkload(job(jobName, cluster.now()), shape);
  const std::string pod = cluster.createPod({workload.shape, workload.owner, podName, {}, {}, {}, {}});
  cluster.schedule.after(400, [&cluster, pod, claimName] { cluster.createClaims(pod, {claimName}); });
  cluster.schedule.after(1100, [&cluster, pod, message] { cluster.reject(pod, "Unschedulable", message); });
  if (cluster.classic) {
    cluster.schedule.after(1200, [&cluster, pod, nodes] {
      if (const auto* waiting = cluster.store.find<PodObject>(ObjectKind::pods, pod)) {
        cluster.store.add(ObjectKind::schedulingContexts, documents::schedulingContext(*waiting, nodes, nodes, cluster.now()));
      }
    });
  }
}

PodShape waitingShape(std::string_view namespaceName, std::string_view app, std::string_view templateName,
                      const std::shared_ptr<const ClaimShape>& claim) {
  PodShape out =
      gpuPodShape(namespaceName, app, "pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime", {byTemplate("gpu", templateName, claim)});
  out.restartPolicy = Text("OnFailure");
  return out;
}

/// Two training jobs: one selector fits no GPU here, the other wants eight on one node.
void planWaitingClaims(Cluster& cluster, Time start) {
  const auto large = std::make_shared<ClaimShape>(
      *gpuClaim("gpu-compute-class", 2, {R"(device.capacity["gpu.nvidia.com"].memory.compareTo(quantity("40Gi")) >= 0)"}));
  auto whole = std::make_shared<ClaimShape>(*gpuClaim("gpu-compute-class", 8));
  whole->matchAttribute = "resource.kubernetes.io/pcieRoot";
  cluster.addTemplate("ml-workloads", "ml-training-large-claim", *large, start + -2 * kDay);
  cluster.addTemplate("ml-workloads", "ml-training-node-claim", *whole, start + -2 * kDay);
  const std::string message =
      std::string(
          "0/12 nodes are available: 6 cannot allocate all claims, 6 node(s) didn't match Pod's node affinity/selector.") +
      kPreemption;
  cluster.schedule.at(start + 20'000, [&cluster, large, message] {
    addWaiting(cluster, "ml-training-job-7", waitingShape("ml-workloads", "ml-training", "ml-training-large-claim", large),
               "ml-training-job-7", "ml-training-job-7-gpu-x4k2p", message);
  });
  cluster.schedule.at(start + 90'000, [&cluster, whole, message] {
    addWaiting(cluster, "ml-training-job-8", waitingShape("ml-workloads", "ml-training", "ml-training-node-claim", whole),
               "ml-training-job-8", "ml-training-job-8-gpu-9d7wq", message);
  });
}

/// GPU 3 of gpu-node-6 fails (XID 79): taint, eviction of its pod, release; its neighbours are kept free for the repair.
void planBrokenGpu(Cluster& cluster, const EksBuilder& eks, Time start) {
  const DeviceId broken = eks.gpu(6, 3);
  const DeviceId beside = eks.gpu(6, 2);
  const std::string pod = "research/sweep-18-0";
  cluster.schedule.at(start + 58'000, [&cluster, pod] {
    auto extra = std::make_shared<PodExtra>();
    extra->health.push_back({"gpu", "gpu.nvidia.com/gpu-node-6/gpu-3", "Unhealthy", "XID 79: GPU has fallen off the bus"});
    cluster.store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) { changed.extra = extra; });
  });
  cluster.schedule.at(start + 60'000,
                      [&cluster, broken] { taintInSlice(cluster, broken, "gpu.nvidia.com/xid", "79", "NoExecute"); });
  cluster.schedule.at(start + 61'000, [&cluster, pod] {
    const auto* evicted = cluster.store.find<PodObject>(ObjectKind::pods, pod);
    if (evicted == nullptr) {
      return;
    }
    cluster.event("Pod", *evicted, {"DeviceTaintManagerEviction", "Marking for deletion", "device-taint-eviction", false},
                  cluster.now(), cluster.now());
    auto extra = std::make_shared<PodExtra>(evicted->extra == nullptr ? PodExtra{} : *evicted->extra);
    extra->disruptionReason = "DeletionByDeviceTaintManager";
    extra->disruptionMessage = "Device Taint manager: deleting due to NoExecute taint";
    extra->since = cluster.now();
    cluster.store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) {
      changed.extra = extra;
      changed.deleted = cluster.now() + 30'000;
    });
  });
  cluster.schedule.at(start + 66'000, [&cluster, pod] { cluster.finish(pod, false); });
  cluster.schedule.at(start + 67'000, [&cluster, pod] {
    cluster.release(pod);
    cluster.deletePod(pod);
    cluster.store.remove(ObjectKind::jobs, "research/sweep-18");
  });
  cluster.schedule.at(start + 68'000,
                      [&cluster, beside] { taintInSlice(cluster, beside, "example.com/repair", "INC-2291", "NoSchedule"); });
}

void planRules(Cluster& cluster, Time start) {
  cluster.schedule.at(start + 70'000, [&cluster] {
    cluster.store.add(ObjectKind::taintRules, documents::taintRule({"keep-free-gpu-1", kGpuDriver, "gpu-node-6", "gpu-1",
                                                                    "example.com/repair", "INC-2291", "NoSchedule", cluster.now(),
                                                                    "OtherEffect", "Effect is NoSchedule, nothing is evicted."}));
  });
  cluster.schedule.at(start + 75'000, [&cluster] {
    cluster.store.add(
        ObjectKind::taintRules,
        documents::taintRule({"drain-gpu-node-6", kGpuDriver, "gpu-node-6", "", "example.com/reset", "INC-2291", "None",
                              cluster.now(), "NoEffect",
                              "8 published devices selected. 12 allocated devices selected. 5 pods would be evicted in 4 "
                              "different namespaces if the effect was NoExecute. This information will not be updated again. "
                              "Recreate the DeviceTaintRule to trigger an update."}));
  });
}

/// viz-2 shares the claim of its siblings a minute after the rule's forecast was made.
void planLatecomer(Cluster& cluster, const Text& node, Time start) {
  cluster.schedule.at(start + 153'000, [&cluster, node] {
    const auto* sibling = cluster.store.find<PodObject>(ObjectKind::pods, "viz/viz-0");
    if (sibling == nullptr) {
      return;
    }
    const std::string pod = cluster.createPod({sibling->shape, sibling->owner, "viz-2", {}, {}, {}, {}});
    cluster.allocate("viz/viz-shared-gpu", pod, {});
    cluster.bind(pod, node);
    cluster.schedule.after(3000, [&cluster, pod] { cluster.prepare(pod); });
    cluster.schedule.after(6000, [&cluster, pod] { cluster.start(pod); });
    cluster.store.update<PlainObject>(ObjectKind::statefulSets, "viz/viz", [&](PlainObject& changed) {
      changed.body =
          documents::controllerBody(replicated("StatefulSet", "viz", 3, cluster.now()), *sibling->shape, cluster.context());
      ++changed.generation;
    });
  });
}

/// The CPU driver of cpu-node-6 goes away while a pod's claim there is to be prepared; half of its pool is withdrawn.
void planLostDriver(Cluster& cluster, const EksBuilder& eks, Time start) {
  const std::vector<DeviceId> lost = {eks.cpu(6, 5), eks.cpu(6, 6), eks.cpu(6, 7)};
  const Text node = eks.cpuNode(6);
  const std::string driver = cluster.classic ? kClassicDriver : kCpuDriver;
  const std::string pod = "batch/batch-report-0";
  cluster.schedule.at(start + 98'000, [&cluster, lost, node, pod, driver] {
    PodShape shape = podShape("batch", "batch-report", "public.ecr.aws/docker/library/python:3.12-slim",
                              {byTemplate("cpu", "batch-claim", cpuClaim(3))});
    shape.nodeSelector = R"({"node-type":"cpu"})";
    const Workload workload = cluster.addWorkload(job("batch-report", cluster.now()), shape);
    cluster.createPod({workload.shape, workload.owner, "batch-report-0", {}, {}, {}, {}});
    cluster.schedule.after(700, [&cluster, pod, lost, node] {
      const std::vector<std::string> claims = cluster.createClaims(pod, {"batch-report-0-cpu-zt8hd"});
      cluster.allocate(claims.front(), pod, lost);
      cluster.bind(pod, node);
    });
    cluster.schedule.after(7000, [&cluster, pod, driver] {
      const auto* waiting = cluster.store.find<PodObject>(ObjectKind::pods, pod);
      cluster.event(
          "Pod", *waiting,
          {"FailedPrepareDynamicResources",
           "Failed to prepare dynamic resources: prepare dynamic resources: DRA driver " + driver + " is not registered",
           "kubelet"},
          cluster.now(), cluster.now());
    });
  });
  cluster.schedule.at(start + 100'000, [&cluster, node] {
    const auto* machine = cluster.store.find<NodeObject>(ObjectKind::nodes, node.view());
    cluster.event("Node", *machine, {"Starting", "Starting kubelet.", "kubelet", false}, cluster.now(), cluster.now());
  });
  cluster.schedule.at(start + 120'000,
                      [&cluster, device = lost.front()] { cluster.store.remove(ObjectKind::slices, sliceOf(cluster, device)); });
}

/// One pod may only run where the driver is gone, another gets no claim at all because of a quota.
void planConsequences(Cluster& cluster, const EksBuilder& eks, Time start) {
  const Text node = eks.cpuNode(6);
  cluster.schedule.at(start + 150'000, [&cluster, node] {
    PodShape shape = podShape("data", "etl-cpu", "public.ecr.aws/docker/library/python:3.12-slim",
                              {byTemplate("cpu", "etl-claim", cpuClaim(2))});
    shape.nodeSelector = jsonObject({{"kubernetes.io/hostname", node.view()}});
    shape.restartPolicy = Text("OnFailure");
    addWaiting(
        cluster, "etl-cpu-1", shape, "etl-cpu-1", "etl-cpu-1-cpu-p0q2z",
        std::string(
            "0/12 nodes are available: 1 cannot allocate all claims, 11 node(s) didn't match Pod's node affinity/selector.") +
            kPreemption,
        {node.str()});
  });
  cluster.schedule.at(start + 180'000, [&cluster] {
    const Workload workload = cluster.addWorkload(
        job("finetune-d", cluster.now()), waitingShape("team-nlp", "finetune-d", "gpu-claim", gpuClaim("gpu-compute-class", 1)));
    const std::string pod = cluster.createPod({workload.shape, workload.owner, "finetune-d-0", {}, {}, {}, {}});
    const auto* waiting = cluster.store.find<PodObject>(ObjectKind::pods, pod);
    cluster.event("Pod", *waiting,
                  {"FailedResourceClaimCreation",
                   "PodResourceClaim gpu: failed to create ResourceClaim: resourceclaims.resource.k8s.io \"finetune-d-0-gpu-\" "
                   "is forbidden: "
                   "exceeded quota: team-nlp-quota, requested: count/resourceclaims.resource.k8s.io=1, used: "
                   "count/resourceclaims.resource.k8s.io=3, limited: count/resourceclaims.resource.k8s.io=3",
                   "resource_claim", true, 5},
                  cluster.now(), cluster.now());
  });
}

}  // namespace

void planEksIncident(Cluster& cluster, const EksBuilder& builder) {
  const Time start = cluster.now();
  cluster.highlight = start + kHighlightMs;
  planWaitingClaims(cluster, start);
  planLostDriver(cluster, builder, start);
  planConsequences(cluster, builder, start);
  if (!cluster.classic) {
    // Taints and rules came with 1.33 (dra.md 6.2).
    planBrokenGpu(cluster, builder, start);
    planRules(cluster, start);
    planLatecomer(cluster, builder.gpuNode(6), start);
  }
}

}  // namespace claimscope::simulation
