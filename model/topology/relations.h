// Relations: what belongs to a selected object: owner, pods, claims, devices, nodes. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::topology {

/// One object of the topology by its index in the inventory (pods: slot in their table).
struct Focus {
  enum class Kind { none, node, device, claim, pod };
  Kind kind = Kind::none;
  std::uint32_t index = cluster::kNone;
  friend bool operator==(const Focus&, const Focus&) = default;
};

/// By the words of cli.md: kind "node", "device" (namespace = driver, name = "pool/device"), "claim", "pod". None when it is not
/// there.
[[nodiscard]] Focus findFocus(const cluster::Snapshot& snapshot, std::string_view kind, std::string_view namespaceName,
                              std::string_view name);

/// The focus by name, so that it can be found again in a later snapshot: the inverse of findFocus. Empty kind for none.
struct FocusName {
  std::string kind;
  std::string namespaceName;
  std::string name;
};
[[nodiscard]] FocusName nameOf(const cluster::Snapshot& snapshot, Focus focus);

/// Everything the focus is bound to, sorted and without repeats.
struct Neighbourhood {
  Focus focus;
  std::vector<cluster::ClaimIndex> claims;
  std::vector<cluster::Slot> pods;
  std::vector<cluster::DeviceIndex> devices;
  std::vector<cluster::NodeIndex> nodes;
  Text ownerKind;  ///< of the claims or pods, when they share one
  Text ownerName;
  Text ownerNamespace;
};

/// device → its claims → their pods; claim → its devices and pods; pod → its claims and their devices; node → its devices, their
/// claims and pods.
[[nodiscard]] Neighbourhood neighbourhood(const cluster::Snapshot& snapshot, Focus focus);

}  // namespace claimscope::topology
