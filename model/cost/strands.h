// Strands: free devices that no claim the cluster knows can take, and why each of them is left over. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/cost/cards.h"
#include "model/cost/shapes.h"
#include "model/explanation/context.h"

namespace claimscope::cost {

/// Why a free device is of no use, the first that holds.
enum class Why : std::uint8_t {
  nodeNotReady,    ///< its node takes no pods because it is not Ready
  nodeCordoned,    ///< or because somebody said so
  nodeUnknown,     ///< nobody knows a node that sees it
  poolIncomplete,  ///< the allocator takes nothing from its pool
  counters,        ///< its siblings have used up the counters it needs
  noClaim,         ///< no claim or template asks for such a device
  nodeTaint,       ///< no pod of such claims tolerates the node's taints, or selects the node
  nodeRoom,        ///< pods of such claims find no CPU, memory or place there
  leftover,        ///< fewer are left together than any claim asks for, or they do not meet its constraint
};
inline constexpr std::size_t kWhys = 9;
/// "nodeRoom": the words of JSON.
[[nodiscard]] std::string_view whyId(Why why);
/// "on nodes without free CPU or memory": to be put behind a model's name.
[[nodiscard]] std::string_view whyWords(Why why);

struct Strand {
  cluster::DeviceIndex device = cluster::kNone;
  Why why = Why::noClaim;
};

struct Strands {
  std::vector<Strand> strands;
  std::vector<std::uint8_t> usable;  ///< by DeviceIndex: 1 where some known claim can take it
  std::int64_t shapes = 0;           ///< how many kinds of claim were tried
  std::int64_t shapesLeftOut = 0;
  std::int64_t nodesLeftOut = 0;  ///< not tried, as the budget was used up: their free devices count as usable
  Bound bound = Bound::exact;     ///< of the number of stranded devices: at most, where shapes were not seen or not tried
};

/// For each node with free accelerators: each shape alone is packed into it as often as it goes (allocator, CPU, memory, taints,
/// selectors of its pods). What any of them takes is usable. `budget` bounds the attempts of the allocator.
[[nodiscard]] Strands strandsOf(const explanation::ExplanationContext& context, const Accelerators& accelerators,
                                const Shapes& shapes, std::int64_t budget = 60'000);

}  // namespace claimscope::cost
