// The 23 that wait: 19 claims without devices, two pods without a claim, one to be prepared, one to be bound.
#include "model/simulation/named_builder.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr const char* kPreemption =
    " still not schedulable, preemption: 0/5000 nodes are available: 5000 Preemption is not helpful for scheduling.";

const std::string kGpuMessage =
    std::string(
        "0/5000 nodes are available: 1000 cannot allocate all claims, 4000 node(s) didn't match Pod's node affinity/selector.") +
    kPreemption;

const std::vector<std::string> kLargeHopper = {
    R"(device.attributes["gpu.nvidia.com"].architecture == "Hopper")",
    R"(device.capacity["gpu.nvidia.com"].memory.compareTo(quantity("120Gi")) >= 0)",
    R"(device.attributes["gpu.nvidia.com"].brand == "Nvidia")",
};

/// A pod that no quota left room for: no claim, only an event.
void addRefused(Cluster& cluster, const std::string& name, std::int64_t ageMs) {
  const auto shape = gpuClaim("gpu-compute-class", 8);
  const Time created = cluster.now() + -ageMs;
  cluster.addTemplate("team-nlp", name + "-claim", *shape, created + -kMinute);
  PodShape pods =
      gpuPodShape("team-nlp", name, "registry.example.com/ml/worker:2026.11", {byTemplate("gpu", name + "-claim", shape)});
  pods.restartPolicy = Text("OnFailure");
  const Workload workload = cluster.addWorkload(job(name, created), std::move(pods));
  auto pod = std::make_shared<PodObject>();
  pod->name = Text(name);
  pod->namespaceName = Text("team-nlp");
  pod->labels = workload.shape->labels;
  pod->owner = workload.owner;
  pod->shape = workload.shape;
  pod->created = created;
  cluster.store.add(ObjectKind::pods, pod);
  cluster.event(
      "Pod", *pod,
      {"FailedResourceClaimCreation",
       "PodResourceClaim gpu: failed to create ResourceClaim: resourceclaims.resource.k8s.io \"" + name +
           "-gpu-\" is forbidden: exceeded quota: team-nlp-quota, requested: count/resourceclaims.resource.k8s.io=1, used: "
           "count/resourceclaims.resource.k8s.io=10, limited: count/resourceclaims.resource.k8s.io=10",
       "resource_claim", true, 4},
      created + kSecond, cluster.now() + -3 * kSecond);
}

}  // namespace

void addNamedWaiters(Cluster& cluster, const FleetMachines& machines) {
  NamedBuilder named(cluster, machines);
  const auto job7 = named.add({"ml-workloads",
                               "Job",
                               "ml-training",
                               "ml-training-job-7",
                               "ml-training-job-7-gpu-x4k2p",
                               "gpu-compute-class",
                               862 * kSecond,
                               0,
                               kLargeHopper,
                               {},
                               {},
                               "resource.kubernetes.io/pcieRoot"},
                              {}, 2);
  named.reject(job7, kGpuMessage, 860 * kSecond, 14);
  const auto job8 = named.add({"ml-workloads",
                               "Job",
                               "ml-training-job-8",
                               "ml-training-job-8",
                               "ml-training-job-8-gpu-9d7wq",
                               "gpu-compute-class",
                               665 * kSecond,
                               0,
                               kLargeHopper,
                               {},
                               {},
                               "resource.kubernetes.io/pcieRoot"},
                              {}, 2);
  named.reject(job8, kGpuMessage, 663 * kSecond, 11);
  const auto eval = named.add(
      {"research", "Job", "eval-h200", "eval-h200", "eval-h200-gpu-mm2tc", "gpu-compute-class", 580 * kSecond, 0, kLargeHopper},
      {}, 4);
  named.reject(eval, kGpuMessage, 578 * kSecond, 10);
  // Only a 3g partition is large enough, and where one is left its counters are used up.
  const auto inference = named.add({"ml-workloads",
                                    "Deployment",
                                    "inference-service",
                                    "inference-service-7d9f-x2",
                                    "inference-service-gpu-6fq4n",
                                    "mig-1g.10gb",
                                    211 * kSecond,
                                    0,
                                    {R"(device.capacity["gpu.nvidia.com"].memory.compareTo(quantity("40Gi")) >= 0)"}},
                                   {}, 1);
  named.reject(inference, kGpuMessage, 209 * kSecond, 4);
  addRefused(cluster, "finetune-a", 122 * kSecond);
  addRefused(cluster, "finetune-b", 58 * kSecond);

  // Allocated and reserved, but its device must be attached to the fabric before the pod is bound.
  auto binding = std::make_shared<ClaimShape>(*gpuClaim("gpu-compute-class", 1));
  binding->bindingCondition = "FabricReady";
  const Time created = cluster.now() + -22 * kSecond;  // a second before its claim
  cluster.addTemplate("media", "render-gpu-claim", *binding, created + -kDay);
  const Workload render = cluster.addWorkload(job("render-gpu-3", created),
                                              gpuPodShape("media", "render-gpu-3", "registry.example.com/media/render:9",
                                                          {byTemplate("gpu", "render-gpu-claim", binding)}));
  PodPlan plan{render.shape,
               render.owner,
               "render-gpu-3",
               created,
               {},
               {named.devices(machines.a10g, 551, 0, 1)},
               {"render-gpu-3-gpu-l9c4x"}};
  const auto pod = cluster.addPod(plan);
  cluster.event("Pod", *pod,
                {"BindingConditionsPending",
                 "waiting for binding conditions for device gpu.nvidia.com/gpu-a10g-0551/gpu-0 on node gpu-a10g-0551",
                 "default-scheduler", false, 4},
                created + 3 * kSecond, cluster.now() + -kSecond);

  // These wait no longer than most do.
  constexpr std::int64_t kGpuAges[] = {9, 7, 5, 3};
  for (std::size_t i = 0; i < std::size(kGpuAges); ++i) {
    const std::string name = "sweep-" + std::to_string(21 + i);
    named.add(
        {"research", "Job", name, name, name + "-gpu-" + cluster.random.suffix(), "gpu-compute-class", kGpuAges[i] * kSecond}, {},
        1);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string name = "vision-" + std::to_string(47 + i);
    named.add({"media", "Job", name, name, name + "-gpu-" + cluster.random.suffix(), "mig-1g.10gb",
               (5 - static_cast<std::int64_t>(i) * 2) * kSecond},
              {}, 1);
  }
  named.add({"data", "Job", "etl-cpu-1", "etl-cpu-1", "etl-cpu-1-cpu-p0q2z", "cpu-compute-class", 6 * kSecond}, {}, 1);
  named.add({"data", "Job", "etl-cpu-0", "etl-cpu-0", "etl-cpu-0-cpu-h6slw", "cpu-compute-class", 4 * kSecond}, {}, 1);
  for (std::int64_t i = 2; i < 9; ++i) {
    const std::string name = "etl-cpu-" + std::to_string(i);
    named.add(
        {"data", "Job", name, name, name + "-cpu-" + cluster.random.suffix(), "cpu-compute-class", (i < 6 ? 1 : 3) * kSecond}, {},
        1);
  }
}

}  // namespace claimscope::simulation
