// FittingNodes: every node where what is to be held would fit now, best fit first, and why the near misses do not. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/actions/plan.h"
#include "model/base/bound.h"
#include "model/base/result.h"

namespace claimscope::actions {

struct FittingNode {
  std::string node;
  std::string zone;
  std::string type;                              ///< instance type
  std::vector<std::string> pools = {};           ///< of the devices it would get, without repeats
  std::vector<std::string> devices = {};         ///< "driver/pool/device", as the allocator chooses now
  std::vector<cluster::DeviceIndex> cells = {};  ///< all devices of the node that the request could take, in inventory order
  Count freeAfter = {};                          ///< devices there that the request could take and that stay free
};

/// Nodes that fail for one reason.
struct MissedNodes {
  std::string reason;  ///< a reason id: "NotEnoughDevices"
  std::string words;   ///< "too few devices free"
  std::int64_t nodes = 0;
  std::string example;  ///< the nearest of them
  std::string detail;   ///< why that one: "wants 8, 3 free"
};

struct FittingNodes {
  std::vector<FittingNode> nodes;   ///< fewest devices left over first, then by name
  std::vector<MissedNodes> misses;  ///< nodes that have such devices and do not fit, most first; at most three
  std::int64_t otherMisses = 0;     ///< near misses for other reasons
  std::int64_t without = 0;         ///< nodes that have no such device
  std::int64_t excluded = 0;        ///< by the pod's own selector, affinity or tolerations to come
  std::int64_t nearMisses = 0;      ///< all of them
  Bound bound = Bound::exact;       ///< of the list: at least these, where nodes or slices are hidden
  std::string nothing = {};         ///< why there is no table: "devices are named one by one"
};

inline constexpr std::size_t kMissesShown = 3;

/// Of a request of `preallocate`, on the whole cluster: its option "node" is left out, since this is what it is chosen from. An
/// error is that of the request.
[[nodiscard]] Result<FittingNodes> fittingNodes(const cluster::Snapshot& snapshot, const ActionRequest& request);
/// "On 7 of 999 nodes; 975 have too few free, 18 only tainted ones and 6 an incomplete pool."
[[nodiscard]] std::string fittingWords(const FittingNodes& fitting);

}  // namespace claimscope::actions
