// Reader of config[] entries, which device classes, claims and claim templates share. Any thread.
#pragma once

#include <string_view>

#include "model/base/json.h"
#include "model/resources/device_class/device_class.h"

namespace claimscope::fields {

/// [{"requests": […], "opaque": {"driver": …, "parameters": {…}}}]
[[nodiscard]] std::vector<DeviceConfiguration> configurations(json::Value value);

}  // namespace claimscope::fields

namespace claimscope::protobuf {

/// DeviceConfiguration: driver and parameters; which requests it is for stands around it.
void configuration(std::string_view message, DeviceConfiguration& out);

}  // namespace claimscope::protobuf
