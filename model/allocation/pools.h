// Pools as one node sees them: which slices count, complete or not, valid or not, in upstream's order. Immutable once made; any
// thread.
#pragma once

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/allocation/allocated_state.h"
#include "model/allocation/allocator.h"
#include "model/allocation/world.h"

namespace claimscope::allocation {

/// A counter of a pool's counter sets.
struct PoolCounter {
  Text set;
  Text name;
  Quantity::Nano capacity = 0;
};
/// What one device draws from one counter of its pool.
struct CounterDraw {
  std::uint32_t counter = 0;
  Quantity::Nano amount = 0;
};

/// What the search needs of a pool besides what PoolAtNode shows. Vectors are parallel to `devices`.
struct Pool {
  PoolAtNode shown;
  std::vector<DeviceRef> devices;
  std::vector<const DeviceUse*> uses;           ///< null where nobody holds the device
  std::vector<std::uint32_t> indexes;           ///< of the device in the world, for memos; kNoIndex for extra slices
  std::vector<const DeviceTaintRule*> rules;    ///< that take this driver and pool
  std::vector<PoolCounter> counters;            ///< of every counter set
  std::vector<std::vector<CounterDraw>> draws;  ///< empty vector when the pool has no counters
  /// Held devices of the whole pool that draw on counters, those of slices for other nodes too.
  struct Drawer {
    const DeviceUse* use = nullptr;
    std::vector<CounterDraw> draws;
    std::vector<std::pair<Text, const List<Text>*>> groups;  ///< (counter set, compatibility groups)
  };
  std::vector<Drawer> drawers;
  bool hasBindingConditions = false;

  static constexpr std::uint32_t kNoIndex = 0xFFFFFFFFU;
};

/// Every pool a node sees, or why that cannot be told.
struct NodeView {
  std::string error;
  std::vector<std::shared_ptr<const Pool>> pools;  ///< sorted as upstream visits them, without those left out
  std::vector<PoolAtNode> shown;                   ///< the same for readers, and those left out after them
  std::vector<std::shared_ptr<const Pool>> leftOut;
};

/// Slices by node and by pool. Thread-safe.
class Pools {
 public:
  Pools(const World& world, const AllocatedState& state);
  /// Kept for this object's life, once a node (name and labels).
  [[nodiscard]] const NodeView& at(const Node& node) const;
  /// With slices that are not in the world; not kept.
  [[nodiscard]] std::unique_ptr<NodeView> with(const Node& node, std::span<const ResourceSlice* const> extra) const;
  [[nodiscard]] std::size_t deviceCount() const { return m_deviceCount; }

 private:
  struct PoolId {
    Text driver;
    Text name;
    friend bool operator==(const PoolId&, const PoolId&) = default;
  };
  struct PoolIdHash {
    std::size_t operator()(const PoolId& id) const { return id.driver.hash() * 31 + id.name.hash(); }
  };
  /// A slice and the index of its first device in the world; Pool::kNoIndex for slices that are not in it.
  struct SliceRef {
    const ResourceSlice* slice = nullptr;
    std::uint32_t firstIndex = 0;
  };
  /// Slices relevant for a node, by pool, at the newest generation among them.
  struct Gathered {
    const ResourceSlice* first = nullptr;
    std::vector<SliceRef> slices;
    bool older = false;
  };
  /// The slices of one node in the order of arrival: a chain through m_next.
  struct Chain {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };

  [[nodiscard]] std::unique_ptr<NodeView> build(const Node& node, std::span<const ResourceSlice* const> extra) const;
  [[nodiscard]] std::vector<SliceRef> candidates(const Node& node, std::span<const ResourceSlice* const> extra) const;
  [[nodiscard]] bool usable(const ResourceSlice& slice) const;
  [[nodiscard]] tl::expected<bool, std::string> relevant(const ResourceSlice& slice, const Node& node) const;
  /// Of the pool at a generation, wherever they are; `replaced` is set when there is a newer generation.
  [[nodiscard]] std::vector<const ResourceSlice*> everySlice(const ResourceSlice& like,
                                                             std::span<const ResourceSlice* const> extra, bool& replaced) const;
  [[nodiscard]] std::shared_ptr<const Pool> makePool(Gathered gathered, std::span<const ResourceSlice* const> extra) const;
  void fill(Pool& pool, std::vector<SliceRef> targeting, const std::vector<const ResourceSlice*>& others) const;

  const World& m_world;
  const AllocatedState& m_state;
  Variant m_variant;
  std::unordered_map<Text, Chain> m_byNode;
  std::vector<std::uint32_t> m_next;        ///< by slice
  std::vector<std::uint32_t> m_firstIndex;  ///< by slice
  std::vector<std::uint32_t> m_shared;      ///< slices without a node name
  std::vector<std::uint32_t> m_counters;    ///< stable only: slices of a node that have shared counters
  mutable std::once_flag m_poolsIndexed;    ///< only pools that a node does not see whole need the index
  mutable std::unordered_map<PoolId, std::vector<const ResourceSlice*>, PoolIdHash> m_byPool;
  std::size_t m_deviceCount = 0;
  bool m_selects = false;  ///< some slice or device may select nodes by labels

  struct ViewKey {
    Text node;
    std::size_t labels = 0;
    friend bool operator==(const ViewKey&, const ViewKey&) = default;
  };
  struct ViewKeyHash {
    std::size_t operator()(const ViewKey& key) const { return key.node.hash() ^ key.labels; }
  };
  mutable std::shared_mutex m_mutex;
  mutable std::unordered_map<ViewKey, std::unique_ptr<NodeView>, ViewKeyHash> m_views;
};

}  // namespace claimscope::allocation
