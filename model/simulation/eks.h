// The cluster of the EKS hybrid-nodes guide: builder shared by its machines, workloads and incident. One thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/simulation/parts.h"

namespace claimscope::simulation {

/// Objects are built in the constructor's order of calls; what happens later captures the cluster, never the builder.
class EksBuilder {
 public:
  EksBuilder(Cluster& cluster, std::uint32_t gpuNodes, std::uint32_t cpuNodes);

  void addMachines();
  void addPolicy();
  void addDaemons();
  void addGpuWorkloads();
  void addCpuWorkloads();

  /// Device number `index` of gpu-node-`node` (from 1), and of cpu-node-`node`.
  [[nodiscard]] DeviceId gpu(std::uint32_t node, std::uint32_t index) const;
  [[nodiscard]] DeviceId cpu(std::uint32_t node, std::uint32_t index) const;
  [[nodiscard]] Text gpuNode(std::uint32_t node) const { return m_cluster.hardware.nodes[node - 1].name; }
  [[nodiscard]] Text cpuNode(std::uint32_t node) const { return m_cluster.hardware.nodes[m_gpuNodes + node - 1].name; }

  /// Pod of a Job of its own with one claim from a template.
  std::shared_ptr<PodObject> addJobPod(std::string_view namespaceName, std::string_view name, std::string_view pod,
                                       std::string_view templateName, const std::shared_ptr<const ClaimShape>& shape,
                                       const std::vector<DeviceId>& devices, std::string_view claimName, std::int64_t ageMs);
  /// Replicas of a StatefulSet or Deployment, each with one claim from a template.
  void addReplicas(std::string_view kind, std::string_view namespaceName, std::string_view name, std::string_view templateName,
                   const std::shared_ptr<const ClaimShape>& shape, const std::vector<std::vector<DeviceId>>& devices,
                   std::int64_t ageMs);
  /// Replicas that all use one named claim.
  std::vector<std::shared_ptr<PodObject>> addSharing(const documents::Controller& what, const PodShape& shape,
                                                     const std::vector<std::string>& pods, const Text& node);

 private:
  [[nodiscard]] Time ago(std::int64_t ms) const { return m_cluster.now() + -ms; }
  [[nodiscard]] const char* gpuDriver() const { return m_cluster.classic ? parts::kClassicDriver : parts::kGpuDriver; }
  [[nodiscard]] const char* cpuDriver() const { return m_cluster.classic ? parts::kClassicDriver : parts::kCpuDriver; }

  Cluster& m_cluster;
  std::uint32_t m_gpuNodes;
  std::uint32_t m_cpuNodes;
};

/// What goes wrong in the first four minutes (eks_incident.cpp); `splitSlice` is the slice of cpu-node-6 that will be withdrawn.
void planEksIncident(Cluster& cluster, const EksBuilder& builder);
/// A short batch job every half minute on a free CPU set.
void planSmallChurn(Cluster& cluster, DeviceId device);

}  // namespace claimscope::simulation
