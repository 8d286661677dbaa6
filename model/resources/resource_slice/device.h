// Readers of the devices and counters of a ResourceSlice. Any thread.
#pragma once

#include <string_view>

#include "model/base/json.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::fields {

/// devices[], every modern version: fields on the device, or under `basic`.
[[nodiscard]] Device device(json::Value value);
/// namedResources.instances[] of 1.30: a name and a list of attributes.
[[nodiscard]] Device namedResourcesInstance(json::Value value);
/// sharedCounters[]
[[nodiscard]] CounterSet counterSet(json::Value value);

}  // namespace claimscope::fields

namespace claimscope::protobuf {

/// Device; `beta1` for v1beta1, where the fields stand under `basic`.
[[nodiscard]] Device device(std::string_view message, bool beta1);

}  // namespace claimscope::protobuf
