// Parts that several scenarios use: node groups, device models, pod and claim shapes. Values; one thread.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "model/simulation/cluster.h"

namespace claimscope::simulation::parts {

inline constexpr const char* kGpuDriver = "gpu.nvidia.com";
inline constexpr const char* kCpuDriver = "cpu.dra.io";
inline constexpr const char* kNicDriver = "dra.net";
inline constexpr const char* kAcceleratorDriver = "qat.intel.com";
inline constexpr const char* kClassicDriver = "eks-hybrid-dra";

inline constexpr std::int64_t kSecond = 1000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

/// Indexes into hardware.models after addModels().
enum Model : std::uint16_t { a10g, l4, h100, h200, mig1g, mig3g, mig1gDynamic, mig3gDynamic, cpuSet, nic, accelerator, oldH100 };
void addModels(Cluster& cluster);

/// `kind` is gpu or cpu; GPU nodes carry the taint nvidia.com/gpu as in the reference guide.
[[nodiscard]] std::shared_ptr<const NodeShape> nodeGroup(std::string_view group, std::string_view type, std::string_view kind,
                                                         std::string_view cpu, std::string_view memory, bool classic);

[[nodiscard]] std::shared_ptr<const ClaimShape> gpuClaim(std::string_view className, std::uint32_t count,
                                                         std::initializer_list<std::string_view> selectors = {});
[[nodiscard]] std::shared_ptr<const ClaimShape> cpuClaim(std::uint32_t count);
/// Monitoring: all devices of the node with admin access, whatever their taints.
[[nodiscard]] std::shared_ptr<const ClaimShape> adminClaim();

/// A pod template for GPU or CPU nodes, by what its first claim entry is called.
[[nodiscard]] PodShape podShape(std::string_view namespaceName, std::string_view app, std::string_view image,
                                std::initializer_list<ClaimEntry> claims);
/// The same with the node selector and toleration of GPU nodes.
[[nodiscard]] PodShape gpuPodShape(std::string_view namespaceName, std::string_view app, std::string_view image,
                                   std::initializer_list<ClaimEntry> claims);
[[nodiscard]] ClaimEntry byTemplate(std::string_view entry, std::string_view templateName,
                                    std::shared_ptr<const ClaimShape> shape);
[[nodiscard]] ClaimEntry byName(std::string_view entry, std::string_view claimName);

/// A Job of one pod.
[[nodiscard]] documents::Controller job(std::string_view name, Time created);
[[nodiscard]] documents::Controller replicated(std::string_view kind, std::string_view name, std::int32_t replicas, Time created);

}  // namespace claimscope::simulation::parts
