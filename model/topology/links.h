// Links: how one object of a cluster is connected with another, as a chain of objects. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/topology/relations.h"

namespace claimscope::topology {

/// One object of a chain. Requests belong to a claim, owners to a namespace; classes, drivers and namespaces with a quota are
/// what many objects have in common and stand in a chain only where nothing nearer connects its ends.
struct Link {
  enum class Kind : std::uint8_t { device, request, claim, pod, owner, node, deviceClass, driver, quota };
  Kind kind = Kind::device;
  std::uint32_t index = cluster::kNone;  ///< device, claim and node: in the inventory; pod: slot; request: its claim; else none
  Text name = {};                        ///< request, class, driver, namespace of the quota; owner: "namespace/Kind/name"
  friend bool operator==(const Link&, const Link&) = default;
};

struct Chain {
  std::vector<Link> links;  ///< from one end to the other; empty: no connection was found
  bool whole = true;        ///< everything within reach was looked at: empty then means that there is none
};

/// The shortest chain, of at most kMostLinks objects from each end. At most kMostSeen objects are looked at from each end.
inline constexpr std::size_t kMostLinks = 16;
inline constexpr std::size_t kMostSeen = 40'000;
[[nodiscard]] Chain chainBetween(const cluster::Snapshot& snapshot, Focus from, Focus to);

}  // namespace claimscope::topology
