// Features: the DRA feature set that decides what the allocator looks at. Values; any thread.
#pragma once

#include <cstdint>

namespace claimscope::allocation {

/// Upstream has three allocators and takes the first that knows every feature that is on (structured/allocator.go).
enum class Variant : std::uint8_t { stable, incubating, experimental };

/// structured.Features of dynamic-resource-allocation; defaults are those of 1.37.
struct Features {
  bool adminAccess = true;
  bool prioritizedList = true;
  bool deviceTaints = true;
  bool partitionableDevices = true;
  bool consumableCapacity = true;
  bool deviceBindingAndStatus = true;
  bool listTypeAttributes = false;
  bool fractionalCapacityRange = true;  ///< counts for nothing without consumableCapacity, as its gate depends on that one's
  bool compatibilityGroups = false;
  bool optionalNodeOperations = false;
  /// Through 1.34 ExactCount may take devices of an incomplete pool; from 1.35 such pools are skipped (dra.md 2.3).
  bool incompletePoolsForExactCount = false;
  int minor = 37;  ///< of the server: environment of selectors

  [[nodiscard]] Variant variant() const;
  /// What a default server of 1.minor has on (dra.md 1.2).
  [[nodiscard]] static Features ofServer(int minor);
  friend bool operator==(const Features&, const Features&) = default;
};

}  // namespace claimscope::allocation
