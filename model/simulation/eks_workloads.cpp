// Who uses what at the beginning: 28 GPUs and 34 CPU sets in use, two GPUs held by no pod.
#include "model/simulation/eks.h"
#include "model/simulation/past.h"
#include "model/simulation/scenarios.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr const char* kPytorch = "pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime";

}  // namespace

void EksBuilder::addDaemons() {
  const Time created = ago(30 * kDay);
  const auto addDaemon = [&](std::string_view namespaceName, std::string_view name, std::string_view image, const char* type,
                             std::uint32_t count, bool admin) {
    const auto shape = adminClaim();
    PodShape pods = admin ? podShape(namespaceName, name, image, {byTemplate("gpu", "dcgm-admin", shape)})
                          : podShape(namespaceName, name, image, {});
    pods.nodeSelector = jsonObject({{"node-type", type}});
    pods.tolerations = R"([{"operator":"Exists"}])";
    pods.serviceAccount = Text(name);
    pods.priority = 2'000'001'000;
    pods.priorityClass = Text("system-node-critical");
    const Workload workload =
        m_cluster.addWorkload(replicated("DaemonSet", name, static_cast<std::int32_t>(count), created), pods);
    for (std::uint32_t i = 1; i <= count; ++i) {
      PodPlan plan{workload.shape, workload.owner, std::string(name) + "-" + m_cluster.random.suffix(), created, {}, {}, {}};
      const bool onGpu = std::string_view(type) == "gpu";
      plan.node = onGpu ? gpuNode(i) : cpuNode(i);
      if (admin) {
        std::vector<DeviceId> all;
        for (std::uint32_t d = 0; d < 8; ++d) {
          all.push_back(gpu(i, d));
        }
        plan.devices = {all};
      }
      m_cluster.addPod(plan);
    }
  };
  addDaemon("kube-system", "dra-driver-kubelet-plugin", "registry.k8s.io/dra-driver/gpu:v25.12.0", "gpu", m_gpuNodes, false);
  addDaemon("kube-system", "dra-driver-cpu", "registry.k8s.io/dra-driver/cpu:v0.3.0", "cpu", m_cpuNodes, false);
  if (m_cluster.classic) {
    addDaemon("monitoring", "dcgm-exporter", "nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1", "gpu", m_gpuNodes, false);
  } else {
    m_cluster.addTemplate("monitoring", "dcgm-admin", *adminClaim(), created);
    addDaemon("monitoring", "dcgm-exporter", "nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1", "gpu", m_gpuNodes, true);
  }
}

void EksBuilder::addGpuWorkloads() {
  const char* cls = "gpu-compute-class";
  const auto one = gpuClaim(cls, 1);
  const auto two = gpuClaim(cls, 2);
  auto training =
      std::make_shared<ClaimShape>(*gpuClaim(cls, 4,
                                             {R"(device.attributes["gpu.nvidia.com"].architecture == "Ampere")",
                                              R"(device.capacity["gpu.nvidia.com"].memory.compareTo(quantity("16Gi")) >= 0)"}));
  const std::vector<DeviceId> none;
  m_cluster.addTemplate("ml-workloads", "ml-training-claim", *training, ago(20 * kDay));
  m_cluster.addTemplate("ml-workloads", "inference-claim", *one, ago(20 * kDay));
  m_cluster.addTemplate("ml-workloads", "inference-prod-claim", *two, ago(20 * kDay));
  for (const char* name : {"ml-dev", "team-nlp", "media", "ci", "research"}) {
    m_cluster.addTemplate(name, "gpu-claim", *one, ago(20 * kDay));
  }

  // Job ml-training-job-0: two pods that share one named claim of four GPUs.
  // 2 h 14 m old when the incident has developed, as in the pictures.
  documents::Controller train = job("ml-training-job-0", ago(2 * kHour + 10 * kMinute));
  train.desired = 2;
  train.ready = 2;
  PodShape trainShape = gpuPodShape("ml-workloads", "ml-training", kPytorch, {byName("gpu-resource", "ml-training-gpu-0")});
  trainShape.restartPolicy = Text("OnFailure");
  const auto trainPods = addSharing(train, trainShape, {"ml-training-job-0-0", "ml-training-job-0-1"}, gpuNode(4));
  m_cluster.addClaim("ml-workloads", "ml-training-gpu-0", training, {gpu(4, 1), gpu(4, 2), gpu(4, 3), gpu(4, 4)}, trainPods,
                     train.created);

  addReplicas("Deployment", "ml-workloads", "inference-service", "inference-claim", one, {{gpu(1, 0)}, {gpu(2, 0)}}, 6 * kDay);
  addReplicas("StatefulSet", "ml-workloads", "inference-prod", "inference-prod-claim", two,
              {{gpu(1, 1), gpu(1, 2)}, {gpu(2, 1), gpu(2, 2)}, {gpu(5, 0), gpu(5, 1)}}, 6 * kDay);
  addJobPod("team-nlp", "finetune-a", "finetune-a-0", "gpu-claim", one, {gpu(1, 3)}, {}, 50 * kMinute);
  addJobPod("team-nlp", "finetune-b", "finetune-b-0", "gpu-claim", one, {gpu(1, 4)}, {}, 42 * kMinute);
  addJobPod("team-nlp", "finetune-c", "finetune-c-0", "gpu-claim", one, {gpu(1, 5)}, "finetune-c-gpu-1w7ds", 31 * kMinute);
  addReplicas("Deployment", "media", "render", "gpu-claim", one, {{gpu(4, 0)}, {gpu(4, 5)}}, 3 * kDay);
  m_cluster.addTemplate("batch", "batch-infer-claim", *one, ago(20 * kDay));
  addJobPod("batch", "batch-infer-9", "batch-infer-9", "batch-infer-claim", one, {gpu(5, 2)}, {}, 26 * kMinute);
  addJobPod("batch", "batch-infer-10", "batch-infer-10", "batch-infer-claim", one, {gpu(5, 3)}, {}, 22 * kMinute);
  addJobPod("batch", "batch-infer-11", "batch-infer-11", "batch-infer-claim", one, {gpu(5, 4)}, {}, 12 * kMinute);
  addJobPod("batch", "batch-infer-12", "batch-infer-12", "batch-infer-claim", one, {gpu(2, 3)}, {}, 5 * kMinute);
  addJobPod("ci", "e2e-91", "e2e-91", "gpu-claim", one, {gpu(6, 7)}, "e2e-91-gpu", 18 * kMinute);
  addJobPod("research", "sweep-18", "sweep-18-0", "gpu-claim", one, {gpu(6, 3)}, "sweep-18-gpu", 35 * kMinute);

  PodShape trainA = gpuPodShape("ml-dev", "train-a", kPytorch, {byName("gpu", "train-a-gpu")});
  trainA.restartPolicy = Text("OnFailure");
  const auto trainAPods = addSharing(job("train-a", ago(kHour)), trainA, {"train-a-0"}, gpuNode(6));
  m_cluster.addClaim("ml-dev", "train-a-gpu", two, {gpu(6, 0), gpu(6, 4)}, trainAPods, ago(kHour));
  const auto viz = addSharing(replicated("StatefulSet", "viz", 2, ago(5 * kHour)),
                              gpuPodShape("viz", "viz", "registry.example.com/viz:4.2", {byName("gpu", "viz-shared-gpu")}),
                              {"viz-0", "viz-1"}, gpuNode(6));
  m_cluster.addClaim("viz", "viz-shared-gpu", one, {gpu(6, 5)}, viz, ago(5 * kHour));
  PodShape notebook = gpuPodShape("research", "notebook-kim", "jupyter/base-notebook:2024-10-07", {byName("gpu", "kim-gpu")});
  notebook.emptyDir = true;
  const auto kim =
      addSharing(replicated("StatefulSet", "notebook-kim", 1, ago(4 * kDay)), notebook, {"notebook-kim-0"}, gpuNode(4));
  m_cluster.addClaim("research", "kim-gpu", one, {gpu(4, 6)}, kim, ago(4 * kDay));
  const auto lee =
      addSharing(replicated("StatefulSet", "notebook-lee", 1, ago(11 * kHour)),
                 gpuPodShape("research", "notebook-lee", "jupyter/base-notebook:2024-10-07", {byName("gpu", "notebook-lee-gpu")}),
                 {"notebook-lee-0"}, gpuNode(3));
  m_cluster.addClaim("research", "notebook-lee-gpu", two, {gpu(3, 0), gpu(3, 1)}, lee, ago(11 * kHour));

  // Held, used by nobody: the guide's preallocated claim.
  auto hold = std::make_shared<ClaimShape>(*two);
  hold->immediate = true;
  m_cluster.addClaim("ml-workloads", "preallocated-gpu", hold, {gpu(3, 2), gpu(3, 3)}, {}, ago(15 * kMinute));
}

void EksBuilder::addCpuWorkloads() {
  const auto sets = [this](std::uint32_t node, std::uint32_t first, std::uint32_t count) {
    std::vector<DeviceId> out;
    for (std::uint32_t i = 0; i < count; ++i) {
      out.push_back(cpu(node, first + i));
    }
    return out;
  };
  m_cluster.addTemplate("data", "etl-claim", *cpuClaim(2), ago(20 * kDay));
  m_cluster.addTemplate("batch", "batch-claim", *cpuClaim(3), ago(20 * kDay));
  addReplicas("Deployment", "batch", "batch-processing", "batch-claim", cpuClaim(4),
              {sets(1, 0, 4), sets(3, 0, 4), sets(5, 0, 4)}, 9 * kDay);
  addReplicas("StatefulSet", "data", "etl", "etl-claim", cpuClaim(2),
              {sets(1, 4, 2), sets(2, 3, 2), sets(4, 3, 2), sets(5, 4, 2)}, 8 * kDay);
  addReplicas("StatefulSet", "data", "ingest", "etl-claim", cpuClaim(3), {sets(2, 0, 3), sets(4, 0, 3)}, 6 * kDay);
  addReplicas("StatefulSet", "data", "stream", "etl-claim", cpuClaim(5), {sets(6, 0, 5)}, 2 * kDay);
  const auto web = m_cluster.addWorkload(replicated("Deployment", "frontend", 6, ago(12 * kDay)),
                                         podShape("default", "frontend", "public.ecr.aws/nginx/nginx:1.29", {}));
  for (std::uint32_t i = 1; i <= m_cpuNodes; ++i) {
    PodPlan plan{web.shape, web.owner, web.owner.name.str() + "-" + m_cluster.random.suffix(), ago(12 * kDay), cpuNode(i),
                 {},        {}};
    m_cluster.addPod(plan);
  }
  m_cluster.store.add(
      ObjectKind::disruptionBudgets,
      documents::disruptionBudget("ml-workloads", "inference-pdb", R"({"app":"inference-service"})", 2, 2, ago(6 * kDay)));
  m_cluster.store.add(ObjectKind::disruptionBudgets,
                      documents::disruptionBudget("viz", "viz-pdb", R"({"app":"viz"})", 2, 3, ago(5 * kHour)));
  m_cluster.store.add(ObjectKind::disruptionBudgets,
                      documents::disruptionBudget("data", "etl-pdb", R"({"app":"etl"})", 4, 4, ago(8 * kDay)));
}

void buildEks(Cluster& cluster) {
  cluster.contextName = cluster.classic ? "legacy-usw2-hybrid" : "dev-usw2-hybrid";
  cluster.gitVersion = cluster.classic ? "v1.30.14-eks-473151a" : "v1.36.2-eks-4f4795d";
  cluster.monitoring = cluster.classic ? Monitoring::none : Monitoring::nodes;
  EksBuilder eks(cluster, 6, 6);
  eks.addMachines();
  eks.addPolicy();
  eks.addDaemons();
  eks.addGpuWorkloads();
  eks.addCpuWorkloads();
  planEksIncident(cluster, eks);
  planSmallChurn(cluster, eks.cpu(1, 7));
  cluster.past = cluster.classic ? nullptr : eksPast;
}

}  // namespace claimscope::simulation
