// DeviceResource: extended resources that a device plugin offers and a DRA driver can serve instead. Values; any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/resources/node/node.h"

namespace claimscope::migration {

/// Where a node belongs while both ways exist: `migration-phase=dra` (the guide's label).
inline constexpr std::string_view kPhaseLabel = "migration-phase";
inline constexpr std::string_view kPhaseDra = "dra";

/// What is known of an extended resource of a device plugin.
struct DeviceResource {
  std::string_view driver;   ///< DRA driver that serves the same hardware; empty: none is known
  std::string_view type;     ///< value of the attribute `type` of its devices; empty: every device of the driver
  std::string profile = {};  ///< of "nvidia.com/mig-1g.5gb": "1g.5gb"
  bool shared = false;       ///< a time-sliced share of a device ("nvidia.com/gpu.shared")
};

/// True for what the vendors' device plugins offer: nvidia.com/gpu, nvidia.com/mig-*, amd.com/gpu, gpu.intel.com/*,
/// aws.amazon.com/neuron*, google.com/tpu, habana.ai/gaudi and their like.
[[nodiscard]] bool isDeviceResource(std::string_view name);
/// Only for those.
[[nodiscard]] DeviceResource deviceResource(std::string_view name);
/// "GPU" for most, "device" where the resource is no GPU.
[[nodiscard]] std::string_view deviceNoun(std::string_view name);

/// Whole units of a resource in a list; 0 where it is not in it.
[[nodiscard]] std::int64_t amountOf(const ResourceList& list, std::string_view name);

}  // namespace claimscope::migration
