// Kinds of ObjectRef: what Kubernetes calls them, and which of them live in a namespace. Any thread.
#pragma once

#include <string_view>

#include "ui/base/view.h"

namespace claimscope::ui {

/// "ResourceClaim" of "claim"; empty for what is no API kind (device, pool, group, finding, controller).
[[nodiscard]] std::string_view apiKindOf(std::string_view noun);
/// "claim" of "ResourceClaim"; empty for kinds that are not shown.
[[nodiscard]] std::string_view nounOf(std::string_view apiKind);
/// Whether an ObjectRef of this kind says where it is: its namespaceName holds a namespace, of devices and pools the driver.
[[nodiscard]] bool hasNamespace(std::string_view noun);
/// A kind that a window can select.
[[nodiscard]] bool isNoun(std::string_view noun);

/// Kinds that make pods. What makes pods and is not watched (RayCluster, JobSet) is a "controller" named "RayCluster/trainer".
[[nodiscard]] bool isWorkload(std::string_view noun);
/// The object behind an owner reference of this kind and name.
[[nodiscard]] ObjectRef ownerRef(const Text& apiKind, const Text& namespaceName, const Text& name);
/// Kind and name that owner references say of a workload.
struct OwnerName {
  std::string_view kind;
  std::string_view name;
};
[[nodiscard]] OwnerName ownerName(const ObjectRef& workload);

}  // namespace claimscope::ui
