// Shapes: the kinds of claim that the cluster knows: what waits, what runs and what templates would make. Pure; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::cost {

/// Claims that ask for the same, for pods that ask for the same of a node.
struct Shape {
  std::unique_ptr<ResourceClaim> claim;  ///< to allocate: no allocation, no consumers
  const Pod* pod = nullptr;              ///< one of those that use it; null: no pod is known, only devices decide
  std::string name;                      ///< "ml/train-0-gpu", "template ml/pair"
  std::int64_t claims = 0;               ///< that look like it; 0 of a template nobody uses
  std::int64_t waiting = 0;              ///< of them held at allocation
  std::int64_t devices = 1;              ///< it takes at the least
  bool plain = false;                    ///< one request for a number of devices, no constraint: several are one larger one
};

struct Shapes {
  std::vector<Shape> shapes;  ///< waiting ones first, then those with fewest devices, then the most frequent
  std::int64_t leftOut = 0;   ///< beyond kMostShapes
  /// Something that may hold shapes is hidden: devices that none takes may well be usable.
  Bound bound = Bound::exact;
};
inline constexpr std::size_t kMostShapes = 48;

/// Claims that ask for admin access alone take nothing and are no shapes; nor are classic claims.
[[nodiscard]] Shapes shapesOf(const cluster::Snapshot& snapshot);

}  // namespace claimscope::cost
