// What a kind that cannot be read does to the numbers. Pure; any thread.
#pragma once

#include <string>

#include "model/resources/kinds.h"

namespace claimscope::diagnosis {

/// "DeviceTaintRules", "DeviceClasses": the plural as Kubernetes spells the kind.
[[nodiscard]] std::string pluralOf(Kind kind);
/// "free counts are at most": the end of a title "DeviceTaintRules are forbidden: …".
[[nodiscard]] std::string consequenceOf(Kind kind);
/// "devicetaintrules.resource.k8s.io".
[[nodiscard]] std::string qualifiedResource(Kind kind);
/// Devices, claims and nodes: without them most of what is shown is missing.
[[nodiscard]] bool isEssential(Kind kind);

}  // namespace claimscope::diagnosis
