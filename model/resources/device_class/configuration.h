// Reader of config[] entries, which device classes, claims and claim templates share. Any thread.
#pragma once

#include "model/base/json.h"
#include "model/resources/device_class/device_class.h"

namespace claimscope::fields {

/// [{"requests": […], "opaque": {"driver": …, "parameters": {…}}}]
[[nodiscard]] std::vector<DeviceConfiguration> configurations(json::Value value);

}  // namespace claimscope::fields
