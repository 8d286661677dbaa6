// The claims, pods and holders that the pictures name, with their ages.
#include "model/simulation/named_builder.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr const char* kImage = "registry.example.com/ml/worker:2026.11";

/// The 16 H200: eight, two held by no pod, two and four.
void addH200(Cluster& cluster, NamedBuilder& named) {
  const FleetGroup& group = named.machines().h200;
  named.add({"ml-workloads",
             "Job",
             "llm-pretrain-b",
             "llm-pretrain-b",
             "llm-pretrain-b-gpu",
             "gpu-compute-class",
             51 * kHour,
             800,
             {},
             {},
             {},
             {},
             false,
             true},
            named.devices(group, 1, 0, 8), 8, 8);
  named.add({"ml-workloads",
             "StatefulSet",
             "inference-prod",
             "inference-prod-0",
             "inference-prod-0-gpu",
             "gpu-compute-class",
             6 * kDay,
             600,
             {},
             {},
             {},
             "resource.kubernetes.io/pcieRoot"},
            named.devices(group, 2, 0, 2));
  named.add({"research",
             "StatefulSet",
             "notebook-lee",
             "notebook-lee-0",
             "notebook-lee-gpu",
             "gpu-compute-class",
             11 * kHour + 20 * kMinute,
             400,
             {},
             {},
             {},
             {},
             false,
             true},
            named.devices(group, 2, 4, 4));
  const auto hold = gpuClaim("gpu-compute-class", 2, {R"(device.attributes["gpu.nvidia.com"].productName == "NVIDIA H200")"});
  cluster.addClaim("research", "h200-hold", hold, named.devices(group, 2, 2, 2), {}, cluster.now() + -921 * kSecond);
}

/// gpu-h100-0007: partitions, a device shared by three claims, one held with admin access besides.
void addPartitionedNode(Cluster& cluster, NamedBuilder& named) {
  const FleetGroup& group = named.machines().h100;
  named.add({"team-nlp", "Job", "finetune-e", "finetune-e-0", "finetune-e-gpu-7mbx1", "gpu-compute-class", 3 * kHour},
            named.devices(group, 7, 0, 1));
  named.add({"data", "Job", "etl-gpu-2", "etl-gpu-2", "etl-gpu-2", "gpu-compute-class", 2 * kHour},
            named.devices(group, 7, 6, 1));
  const auto partition = named.devices(group, 7, 3, 1);
  for (const auto& [claim, bandwidth] :
       {std::pair("inference-service-gpu-b2x9m", "30G"), std::pair("inference-service-gpu-m41kq", "16G"),
        std::pair("inference-service-gpu-q8w2c", "16G")}) {
    const std::string name = "inference-" + std::string(claim).substr(22);
    named.add({"ml-workloads", "Deployment", name, name + "-0", claim, "mig-1g.10gb", 5 * kHour, 900, {}, bandwidth}, partition);
  }
  named.add({"research", "Job", "eval-b", "eval-b-0", "eval-b-gpu", "mig-1g.10gb", kHour + 16 * kMinute, 700},
            named.devices(group, 7, 5, 1));
  named.add({"media", "Job", "vision-46", "vision-46-0", "vision-46-gpu-m0c8r", "mig-1g.10gb", 28 * kMinute, 1200, {}, "10G"},
            named.devices(group, 31, 3, 1));
  auto admin = std::make_shared<ClaimShape>(*adminClaim());
  admin->all = false;
  PodShape monitor =
      gpuPodShape("monitoring", "dcgm-exporter", "nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1", {byName("gpu", "dcgm-admin")});
  const Workload workload = cluster.addWorkload(replicated("StatefulSet", "dcgm-probe", 1, cluster.now() + -kDay), monitor);
  const auto pod = cluster.addPod({workload.shape,
                                   workload.owner,
                                   "dcgm-probe-0",
                                   cluster.now() + -kDay,
                                   cluster.hardware.nodes[group.first + 6].name,
                                   {},
                                   {}});
  cluster.addClaim("monitoring", "dcgm-admin", admin, named.devices(group, 7, 6, 1), {pod}, cluster.now() + -kDay);
}

/// gpu-a10g-0417: its driver lost its registration; the slice is withdrawn while four claims hold all eight devices.
void addLostNode(Cluster& cluster, NamedBuilder& named) {
  const FleetGroup& group = named.machines().a10g;
  const auto leaving = named.add({"ml-workloads", "Job", "batch-infer-12", "batch-infer-12", "batch-infer-12-gpu",
                                  "gpu-compute-class", 5 * kHour + 8 * kMinute, 900},
                                 named.devices(group, 417, 0, 2));
  leaving->deleted = cluster.now() + -41 * kMinute;
  const auto stuck = named.add({"ml-workloads", "Job", "batch-infer-13", "batch-infer-13", "batch-infer-13-gpu-zt8hd",
                                "gpu-compute-class", 372 * kSecond, 1000},
                               named.devices(group, 417, 2, 4));
  stuck->stage = PodStage::scheduled;
  stuck->preparedAt = {};
  stuck->startedAt = {};
  cluster.event("Pod", *stuck,
                {"FailedPrepareDynamicResources",
                 "Failed to prepare dynamic resources: prepare dynamic resources: DRA driver gpu.nvidia.com is not registered",
                 "kubelet", true, 23},
                cluster.now() + -367 * kSecond, cluster.now() + -8 * kSecond);
  named.add({"research",
             "StatefulSet",
             "notebook-kim",
             "notebook-kim-0",
             "kim-gpu",
             "gpu-compute-class",
             4 * kDay,
             500,
             {},
             {},
             {},
             {},
             true,
             true},
            named.devices(group, 417, 6, 1));
  named.add({"team-nlp", "Job", "finetune-c", "finetune-c-0", "finetune-c-gpu-1w7ds", "gpu-compute-class", 7 * kHour, 84'000},
            named.devices(group, 417, 7, 1));
  PlainObject node;
  node.name = cluster.hardware.nodes[group.first + 416].name;
  node.uid = cluster.hardware.nodes[group.first + 416].uid;
  cluster.event("Node", node, {"Starting", "Starting kubelet.", "kubelet", false}, cluster.now() + -417 * kSecond,
                cluster.now() + -417 * kSecond);
}

/// sweep-17: claim deleted by hand while its pod still ends.
void addEnding(Cluster& cluster, const FleetMachines& machines) {
  const NodeInfo& node = cluster.hardware.nodes[machines.a10g.first + 101];
  const Time created = cluster.now() + -90 * kMinute;
  const Workload workload =
      cluster.addWorkload(job("sweep-17", created), gpuPodShape("research", "sweep-17", kImage, {byName("gpu", "sweep-17-gpu")}));
  const auto pod = cluster.addPod({workload.shape, workload.owner, "sweep-17-0", created, node.name, {}, {}});
  pod->deleted = cluster.now() + -20 * kSecond;
  const auto claim =
      cluster.addClaim("research", "sweep-17-gpu", gpuClaim("gpu-compute-class", 1), {node.firstDevice}, {pod}, created);
  claim->deleted = cluster.now() + -25 * kSecond;
}

}  // namespace

void addNamedHolders(Cluster& cluster, const FleetMachines& machines) {
  NamedBuilder named(cluster, machines);
  addH200(cluster, named);
  addPartitionedNode(cluster, named);
  addLostNode(cluster, named);
  named.add({"team-nlp",
             "Deployment",
             "demo-hold",
             "demo-hold",
             "demo-hold",
             "gpu-compute-class",
             3 * kHour,
             400,
             {},
             {},
             {},
             {},
             false,
             true},
            named.devices(machines.l4, 71, 0, 1));
  addEnding(cluster, machines);
}

}  // namespace claimscope::simulation
