// Labels: what people call a device: its product or model without the vendor's name. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::explanation {

/// The attribute that names the product: productName, model, product; empty when none is published.
[[nodiscard]] Text productOf(const Device& device);
/// "1g.10gb": what a partition calls itself; empty for whole devices.
[[nodiscard]] Text profileOf(const Device& device);
/// "NVIDIA H200" of gpu.nvidia.com is "H200".
[[nodiscard]] std::string productLabel(const Text& driver, const Text& product);

}  // namespace claimscope::explanation
