// ClaimObject and ClaimShape: a ResourceClaim, and the spec that all claims of a template share. One thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/simulation/object.h"

namespace claimscope::simulation {

/// The spec of a claim, written once for all claims of a template.
struct ClaimShape {
  Text className;
  Text request{"gpu"};
  std::uint32_t count = 1;
  bool all = false;  ///< allocationMode All
  bool adminAccess = false;
  std::vector<std::string> selectors;  ///< CEL
  std::string tolerations;             ///< JSON list, empty when none
  std::string matchAttribute;
  std::string bandwidth;         ///< consumable capacity asked for, empty when none
  std::string bindingCondition;  ///< a condition the allocated device must reach before the pod is bound
  Text parameters;               ///< classic: name of the ResourceClaimParameters
  bool immediate = false;        ///< classic: allocationMode Immediate

  /// The fields of a claim's spec.
  void write(JsonWriter& json, const WriteContext& context) const;
};

struct Consumer {
  Text pod;
  std::uint64_t uid = 0;
};

struct ClaimObject final : Cloned<ClaimObject> {
  std::shared_ptr<const ClaimShape> shape;
  std::vector<DeviceId> devices;  ///< allocation results; empty: pending
  std::vector<Consumer> reservedFor;
  Time allocatedAt;
  std::uint64_t share = 0;  ///< of a shareable device, 0 when taken whole
  Text deviceConditions;    ///< JSON list of status.devices[0].conditions, empty when the driver reports none

  [[nodiscard]] bool allocated() const { return !devices.empty(); }
  void writeBody(JsonWriter& json, const WriteContext& context) const override;
  void writeManagedFields(JsonWriter& json, const WriteContext& context) const override;
};

/// metadata.annotations of a claim that a template made for a pod's claim entry.
[[nodiscard]] Text podClaimAnnotation(const Text& entry);
inline constexpr std::string_view kClaimFinalizer = "resource.kubernetes.io/delete-protection";
inline constexpr std::string_view kClassicClaimFinalizer = "dra.k8s.io/delete-protection";

}  // namespace claimscope::simulation
