// Grouping: by what nodes are put together, and by which of their labels they could be. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::topology {

/// How nodes are put together.
enum class GroupBy : std::uint8_t { nodeGroup, zone, instanceType, driver, rack, label };

struct Grouping {
  GroupBy by = GroupBy::nodeGroup;
  Text label;  ///< key, for GroupBy::label

  Grouping() = default;
  Grouping(GroupBy how) : by(how) {}  // NOLINT(google-explicit-constructor)
  explicit Grouping(Text key) : by(GroupBy::label), label(std::move(key)) {}
  friend bool operator==(const Grouping&, const Grouping&) = default;
};

/// More groups than this cannot be told apart on a screen: those with the fewest nodes are put together and counted.
inline constexpr std::size_t kMostGroups = 64;

/// The group of a node by name: "gpu-a10g", "(no zone)", "(no rack)".
[[nodiscard]] std::string_view groupNameOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node,
                                           const Grouping& grouping);
/// By the labels that clouds and admins use for racks; empty when there is none.
[[nodiscard]] std::string_view rackOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node);

/// One label key of nodes.
struct LabelChoice {
  Text key;
  std::size_t nodes = 0;   ///< that have it
  std::size_t values = 0;  ///< distinct ones
};
/// Every label key that some node has, by name.
[[nodiscard]] std::vector<LabelChoice> labelChoices(const cluster::Snapshot& snapshot);

}  // namespace claimscope::topology
