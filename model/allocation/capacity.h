// Consumable capacity: what a request takes of a device's capacities, and whether that is allowed and left. Pure; any thread.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "model/allocation/allocated_state.h"
#include "model/resources/resource_claim/resource_claim.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::allocation {

/// One capacity's amount; `quantity` has the text it was written with, or the canonical one when it was computed.
struct Amount {
  Quantity quantity;
  bool computed = false;  ///< by rounding to a step
};

enum class CapacityFit : std::uint8_t { fits, nameUnknown, notAllowed, exhausted };

struct CapacityAnswer {
  CapacityFit fit = CapacityFit::fits;
  Text capacity;  ///< the name that decides, when it does not fit
};

/// What a request takes of one capacity (upstream calculateConsumedCapacity): the policy's default or the whole value when it
/// asks for nothing, else what it asks for, rounded up as the policy says. The error ends the whole attempt.
[[nodiscard]] tl::expected<Amount, std::string> consumedCapacity(const DeviceCapacity& capacity, const Quantity* requested,
                                                                 bool fractional);

/// Of every capacity of the device, in its order.
[[nodiscard]] tl::expected<std::vector<Amount>, std::string> consumedCapacities(const Device& device,
                                                                                const DeviceRequestBody& request,
                                                                                bool fractional);

/// What is taken already of a device: shares of allocated claims and of the claims being allocated.
struct Held {
  const DeviceUse* use = nullptr;
  const ClaimSet* released = nullptr;
  const std::vector<Quantity::Nano>* allocating = nullptr;  ///< parallel to the device's capacity; null: nothing

  [[nodiscard]] Quantity::Nano of(const Device& device, std::size_t capacity) const {
    return (use == nullptr || use->shares.empty() ? 0 : use->consumed(device.capacity[capacity].name, *released)) +
           (allocating == nullptr ? 0 : (*allocating)[capacity]);
  }
};

/// Upstream CmpRequestOverCapacity.
[[nodiscard]] tl::expected<CapacityAnswer, std::string> fitsCapacity(const Device& device, const DeviceRequestBody& request,
                                                                     bool fractional, const Held& held);

}  // namespace claimscope::allocation
