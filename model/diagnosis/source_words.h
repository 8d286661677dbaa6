// What a kind that cannot be read does to the numbers. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/resources/kinds.h"

namespace claimscope::diagnosis {

/// "DeviceTaintRules", "DeviceClasses": the plural as Kubernetes spells the kind.
[[nodiscard]] std::string pluralOf(Kind kind);
/// "free counts are at most": the end of a title "DeviceTaintRules are forbidden: …".
[[nodiscard]] std::string consequenceOf(Kind kind);
/// "devicetaintrules.resource.k8s.io".
[[nodiscard]] std::string qualifiedResource(Kind kind);
/// Why one of these kinds cannot be read (yet): "Pods are forbidden"; empty when all can, or when the server does not have it,
/// since an absent kind has no objects to find fault with.
[[nodiscard]] std::string unreadable(const cluster::Snapshot& snapshot, const std::vector<Kind>& kinds);
/// Devices, claims and nodes: without them most of what is shown is missing.
[[nodiscard]] bool isEssential(Kind kind);

}  // namespace claimscope::diagnosis
