// AllocationResult as ResourceClaim v1's status.allocation writes it. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/allocation/allocator.h"

namespace claimscope::app {

/// Quantities are canonical, opaque parameters are passed on byte for byte.
[[nodiscard]] std::string allocationJson(const allocation::ClaimResult& result);
/// A JSON string; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string jsonText(std::string_view text);

}  // namespace claimscope::app
