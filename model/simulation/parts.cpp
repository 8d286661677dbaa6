#include "model/simulation/parts.h"

namespace claimscope::simulation::parts {

namespace {

DeviceModel gpu(std::string_view product, std::string_view architecture, std::string_view compute, std::string_view memory) {
  DeviceModel out;
  out.product = Text(product);
  out.architecture = Text(architecture);
  out.compute = Text(compute);
  out.memory = Text(memory);
  out.driverVersion = Text("570.124.6");
  return out;
}

DeviceModel partition(std::string_view profile, std::string_view memory, std::uint32_t memorySlices, std::uint32_t computeSlices,
                      std::string_view bandwidth) {
  DeviceModel out = gpu("NVIDIA H100", "Hopper", "9.0.0", memory);
  out.type = DeviceModel::Type::mig;
  out.profile = Text(profile);
  out.memorySlices = memorySlices;
  out.computeSlices = computeSlices;
  out.bandwidth = bandwidth;
  return out;
}

DeviceModel other(DeviceModel::Type type, std::string_view product, std::string_view amount, std::string_view bandwidth) {
  DeviceModel out;
  out.type = type;
  out.product = Text(product);
  out.memory = Text(amount);
  out.bandwidth = bandwidth;
  return out;
}

}  // namespace

void addModels(Cluster& cluster) {
  DeviceModel behind = gpu("NVIDIA H100", "Hopper", "9.0.0", "80Gi");
  behind.driverVersion = Text("570.86.15");
  cluster.hardware.models = {
      gpu("NVIDIA A10G", "Ampere", "8.6.0", "24Gi"),
      gpu("NVIDIA L4", "Ada Lovelace", "8.9.0", "24Gi"),
      gpu("NVIDIA H100", "Hopper", "9.0.0", "80Gi"),
      gpu("NVIDIA H200", "Hopper", "9.0.0", "141Gi"),
      partition("1g.10gb", "10Gi", 0, 0, "100G"),
      partition("3g.40gb", "40Gi", 0, 0, ""),
      partition("1g.10gb", "10Gi", 1, 1, "100G"),
      partition("3g.40gb", "40Gi", 4, 3, ""),
      other(DeviceModel::Type::cpu, "Intel Xeon Platinum 8259CL", "2", ""),
      other(DeviceModel::Type::nic, "Elastic Fabric Adapter", "", "100G"),
      other(DeviceModel::Type::accelerator, "Intel QAT 4xxx", "", ""),
      behind,
  };
}

std::shared_ptr<const NodeShape> nodeGroup(std::string_view group, std::string_view type, std::string_view kind,
                                           std::string_view cpu, std::string_view memory, bool classic) {
  auto out = std::make_shared<NodeShape>();
  out->group = Text(group);
  out->instanceType = Text(type);
  out->kind = Text(kind);
  out->gpu = kind == "gpu";
  out->workload = Text(out->gpu ? "ml" : "general");
  out->cpu = Text(cpu);
  out->memory = Text(memory);
  out->kubeletVersion = Text(classic ? "v1.30.14-eks-473151a" : "v1.36.2-eks-4f4795d");
  if (out->gpu) {
    out->taints = R"([{"key":"nvidia.com/gpu","value":"true","effect":"NoSchedule"}])";
  }
  return out;
}

std::shared_ptr<const ClaimShape> gpuClaim(std::string_view className, std::uint32_t count,
                                           std::initializer_list<std::string_view> selectors) {
  auto out = std::make_shared<ClaimShape>();
  out->className = Text(className);
  out->count = count;
  out->selectors.assign(selectors.begin(), selectors.end());
  out->parameters = Text("gpu-" + std::to_string(count));
  return out;
}

std::shared_ptr<const ClaimShape> cpuClaim(std::uint32_t count) {
  auto out = std::make_shared<ClaimShape>();
  out->className = Text("cpu-compute-class");
  out->request = Text("cpu");
  out->count = count;
  out->parameters = Text("cpu-" + std::to_string(count));
  return out;
}

std::shared_ptr<const ClaimShape> adminClaim() {
  auto out = std::make_shared<ClaimShape>();
  out->className = Text("gpu-compute-class");
  out->request = Text("all");
  out->all = true;
  out->adminAccess = true;
  out->tolerations = R"([{"operator":"Exists"}])";
  return out;
}

PodShape podShape(std::string_view namespaceName, std::string_view app, std::string_view image,
                  std::initializer_list<ClaimEntry> claims) {
  PodShape out;
  out.namespaceName = Text(namespaceName);
  out.container = Text(app);
  out.image = Text(image);
  out.cpu = Text("2");
  out.memory = Text("8Gi");
  out.labels = Text(jsonObject({{"app", app}}));
  out.claims.assign(claims.begin(), claims.end());
  return out;
}

PodShape gpuPodShape(std::string_view namespaceName, std::string_view app, std::string_view image,
                     std::initializer_list<ClaimEntry> claims) {
  PodShape out = podShape(namespaceName, app, image, claims);
  out.nodeSelector = R"({"node-type":"gpu"})";
  out.tolerations = R"([{"key":"nvidia.com/gpu","operator":"Equal","value":"true","effect":"NoSchedule"}])";
  return out;
}

ClaimEntry byTemplate(std::string_view entry, std::string_view templateName, std::shared_ptr<const ClaimShape> shape) {
  return {Text(entry), Text(templateName), {}, std::move(shape)};
}

ClaimEntry byName(std::string_view entry, std::string_view claimName) {
  return {Text(entry), {}, Text(claimName), nullptr};
}

documents::Controller job(std::string_view name, Time created) {
  documents::Controller out;
  out.kind = "Job";
  out.name = name;
  out.created = created;
  return out;
}

documents::Controller replicated(std::string_view kind, std::string_view name, std::int32_t replicas, Time created) {
  documents::Controller out;
  out.kind = kind;
  out.name = name;
  out.desired = replicas;
  out.ready = replicas;
  out.created = created;
  return out;
}

}  // namespace claimscope::simulation::parts
