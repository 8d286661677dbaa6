#include "model/simulation/eks.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::uint32_t kDevices = 8;
constexpr std::int64_t kClusterAge = 40 * kDay;

constexpr const char* kNamespaces[] = {"default",  "kube-system", "monitoring", "ml-workloads", "ml-dev", "research",
                                       "team-nlp", "media",       "data",       "batch",        "viz",    "ci"};

}  // namespace

EksBuilder::EksBuilder(Cluster& cluster, std::uint32_t gpuNodes, std::uint32_t cpuNodes)
    : m_cluster(cluster), m_gpuNodes(gpuNodes), m_cpuNodes(cpuNodes) {
  addModels(cluster);
}

DeviceId EksBuilder::gpu(std::uint32_t node, std::uint32_t index) const {
  return m_cluster.hardware.nodes[node - 1].firstDevice + index;
}

DeviceId EksBuilder::cpu(std::uint32_t node, std::uint32_t index) const {
  return m_cluster.hardware.nodes[m_gpuNodes + node - 1].firstDevice + index;
}

void EksBuilder::addMachines() {
  const auto gpuShape = nodeGroup("gpu-nodes", "g5.48xlarge", "gpu", "192", "784217Mi", m_cluster.classic);
  const auto cpuShape = nodeGroup("cpu-nodes", "m5.4xlarge", "cpu", "16", "62852Mi", m_cluster.classic);
  const auto addGroup = [&](const auto& shape, const std::string& prefix, std::uint32_t count, const char* driver,
                            const char* device, std::uint16_t model) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string name = prefix + std::to_string(i + 1);
      const char* zone = i < (count + 1) / 2 ? "us-west-2a" : "us-west-2b";
      const NodeId node = m_cluster.addNode(shape, name, zone, {}, ago(kClusterAge - i * kMinute));
      for (std::uint32_t d = 0; d < kDevices; ++d) {
        m_cluster.addDevice(driver, name, device + std::to_string(d), model, static_cast<std::uint16_t>(d));
      }
      // The last CPU node publishes its two sockets in two slices, of which one will be lost.
      if (model == cpuSet && i == 5) {
        std::vector<SliceDevice> first;
        std::vector<SliceDevice> second;
        for (std::uint32_t d = 0; d < kDevices; ++d) {
          (d < 5 ? first : second).push_back({m_cluster.hardware.nodes[node].firstDevice + d, {}});
        }
        m_cluster.addSlice(driver, name, node, first, 1, 2, ago(3 * kDay));
        m_cluster.addSlice(driver, name, node, second, 1, 2, ago(3 * kDay));
      } else {
        m_cluster.publish(node, driver, ago(kClusterAge - i * kMinute - kMinute));
      }
    }
  };
  addGroup(gpuShape, "gpu-node-", m_gpuNodes, gpuDriver(), "gpu-", a10g);
  addGroup(cpuShape, "cpu-node-", m_cpuNodes, cpuDriver(), "cpu-", cpuSet);
}

void EksBuilder::addPolicy() {
  for (const char* name : kNamespaces) {
    m_cluster.store.add(ObjectKind::namespaces, documents::namespaceNamed(name, ago(kClusterAge)));
  }
  const Time created = ago(30 * kDay);
  if (m_cluster.classic) {
    m_cluster.store.add(ObjectKind::resourceClasses,
                        documents::resourceClass("gpu-compute-class", kClassicDriver, "gpu-parameters", "gpu", created));
    m_cluster.store.add(ObjectKind::resourceClasses,
                        documents::resourceClass("cpu-compute-class", kClassicDriver, "cpu-parameters", "cpu", created));
    m_cluster.store.add(ObjectKind::classParameters,
                        documents::classParameters("kube-system", "gpu-parameters", kClassicDriver,
                                                   R"(attributes.string["type"] == "gpu")", created));
    m_cluster.store.add(ObjectKind::classParameters,
                        documents::classParameters("kube-system", "cpu-parameters", kClassicDriver,
                                                   R"(attributes.string["type"] == "cpuset")", created));
    for (const char* name : kNamespaces) {
      for (const std::uint32_t count : {1U, 2U, 3U, 4U, 5U, 8U}) {
        m_cluster.store.add(
            ObjectKind::claimParameters,
            documents::claimParameters(name, "gpu-" + std::to_string(count), kClassicDriver,
                                       R"(attributes.quantity["memory"].isGreaterThan(quantity("16Gi")))", count, created));
        m_cluster.store.add(ObjectKind::claimParameters, documents::claimParameters(name, "cpu-" + std::to_string(count),
                                                                                    kClassicDriver, "true", count, created));
      }
    }
  } else {
    m_cluster.store.add(
        ObjectKind::deviceClasses,
        documents::deviceClass("gpu-compute-class",
                               {R"(device.driver == "gpu.nvidia.com")", R"(device.attributes["gpu.nvidia.com"].type == "gpu")"},
                               created));
    m_cluster.store.add(ObjectKind::deviceClasses,
                        documents::deviceClass("cpu-compute-class", {R"(device.driver == "cpu.dra.io")"}, created));
  }
  const char* claims = m_cluster.classic ? "count/resourceclaims.resource.k8s.io" : "count/resourceclaims.resource.k8s.io";
  m_cluster.store.add(ObjectKind::quotas,
                      documents::quota("ml-workloads", "ml-workloads-quota", {{claims, "20"}, {"requests.nvidia.com/gpu", "4"}},
                                       {{claims, "13"}, {"requests.nvidia.com/gpu", "0"}}, created));
  m_cluster.store.add(ObjectKind::quotas,
                      documents::quota("team-nlp", "team-nlp-quota", {{claims, "3"}}, {{claims, "3"}}, created));
}

std::shared_ptr<PodObject> EksBuilder::addJobPod(std::string_view namespaceName, std::string_view name, std::string_view pod,
                                                 std::string_view templateName, const std::shared_ptr<const ClaimShape>& shape,
                                                 const std::vector<DeviceId>& devices, std::string_view claimName,
                                                 std::int64_t ageMs) {
  const bool isGpu = shape->className == "gpu-compute-class";
  const ClaimEntry entry = byTemplate(isGpu ? "gpu" : "cpu", templateName, shape);
  PodShape pods = isGpu ? gpuPodShape(namespaceName, name, "pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime", {entry})
                        : podShape(namespaceName, name, "public.ecr.aws/docker/library/python:3.12-slim", {entry});
  pods.restartPolicy = Text("OnFailure");
  if (!isGpu) {
    pods.nodeSelector = R"({"node-type":"cpu"})";
  }
  const Workload workload = m_cluster.addWorkload(job(name, ago(ageMs)), std::move(pods));
  PodPlan plan{workload.shape, workload.owner, std::string(pod), ago(ageMs), {}, {devices}, {}};
  plan.node = m_cluster.hardware.nodes[m_cluster.hardware.devices[devices.front()].node].name;
  if (!claimName.empty()) {
    plan.claimNames.emplace_back(claimName);
  }
  plan.allocateMs = m_cluster.random.between(300, 3000);
  plan.prepareMs = m_cluster.random.between(1000, 4000);
  plan.startMs = m_cluster.random.between(2000, 9000);
  return m_cluster.addPod(plan);
}

void EksBuilder::addReplicas(std::string_view kind, std::string_view namespaceName, std::string_view name,
                             std::string_view templateName, const std::shared_ptr<const ClaimShape>& shape,
                             const std::vector<std::vector<DeviceId>>& devices, std::int64_t ageMs) {
  const bool isGpu = shape->className == "gpu-compute-class";
  const ClaimEntry entry = byTemplate(isGpu ? "gpu" : "cpu", templateName, shape);
  PodShape pods = isGpu ? gpuPodShape(namespaceName, name, "tensorflow/serving:2.14.0-gpu", {entry})
                        : podShape(namespaceName, name, "public.ecr.aws/docker/library/python:3.12-slim", {entry});
  if (!isGpu) {
    pods.nodeSelector = R"({"node-type":"cpu"})";
  }
  const auto count = static_cast<std::int32_t>(devices.size());
  const Workload workload = m_cluster.addWorkload(replicated(kind, name, count, ago(ageMs)), std::move(pods));
  for (std::size_t i = 0; i < devices.size(); ++i) {
    PodPlan plan{workload.shape, workload.owner, {}, ago(ageMs), {}, {devices[i]}, {}};
    plan.name = kind == "Deployment" ? workload.owner.name.str() + "-" + m_cluster.random.suffix()
                                     : std::string(name) + "-" + std::to_string(i);
    if (kind == "StatefulSet") {
      plan.claimNames.push_back(plan.name + (isGpu ? "-gpu" : "-cpu"));
    }
    plan.node = m_cluster.hardware.nodes[m_cluster.hardware.devices[devices[i].front()].node].name;
    plan.allocateMs = m_cluster.random.between(300, 3000);
    plan.startMs = m_cluster.random.between(3000, 12'000);
    m_cluster.addPod(plan);
  }
}

std::vector<std::shared_ptr<PodObject>> EksBuilder::addSharing(const documents::Controller& what, const PodShape& shape,
                                                               const std::vector<std::string>& pods, const Text& node) {
  const Workload workload = m_cluster.addWorkload(what, shape);
  std::vector<std::shared_ptr<PodObject>> out;
  for (const std::string& name : pods) {
    PodPlan plan{workload.shape, workload.owner, name, what.created, node, {}, {}};
    plan.prepareMs = 4000;
    plan.startMs = 9000;
    out.push_back(m_cluster.addPod(plan));
  }
  return out;
}

}  // namespace claimscope::simulation
