// Allocator: upstream's structured allocator over one World, and what it thinks of every device. Immutable; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/allocation/world.h"
#include "model/cel/selector.h"
#include "model/resources/node/node.h"

namespace claimscope::allocation {

/// One entry of allocation.devices.config.
struct ConfigResult {
  bool fromClass = false;      ///< source FromClass, else FromClaim
  std::vector<Text> requests;  ///< empty: all
  Text driver;
  std::string parameters;  ///< JSON
};

/// What upstream would write into status.allocation of one claim.
struct ClaimResult {
  Allocation allocation;
  std::vector<ConfigResult> config;
};

struct Outcome {
  enum class Kind : std::uint8_t { allocated, doesNotFit, error } kind = Kind::doesNotFit;
  std::string error;                 ///< of `error` (the whole scheduling attempt ends), or why only this node is refused
  std::vector<ClaimResult> results;  ///< in the order of the claims
};

/// The first reason, in upstream's order, why a device cannot serve a request on a node by itself, other requests left aside.
enum class Refusal : std::uint8_t {
  none,   ///< it could
  inUse,  ///< allocated (or its only share is)
  classSelectorFalse,
  classSelectorError,
  selectorFalse,
  selectorError,
  notOnNode,            ///< its per-device node selection excludes this node
  notSelectable,        ///< needs binding conditions or counters whose feature is off (S25)
  capacityNameUnknown,  ///< the request names a capacity that the device does not publish
  capacityNotAllowed,   ///< above the maximum or beyond all valid values of the request policy
  capacityExhausted,    ///< other shares hold too much
  countersExhausted,
  tainted,
  poolIncomplete,
  poolInvalid,
  poolReplaced,  ///< a newer generation exists on other nodes only: the pool is left out for this node
};

/// A device in the world: stable indexes for this Allocator.
struct DeviceRef {
  const ResourceSlice* slice = nullptr;
  std::uint32_t indexInSlice = 0;
  [[nodiscard]] const Device& device() const { return slice->devices[indexInSlice]; }
};

/// A pool as a node sees it (upstream GatherPools: generations are judged per node).
struct PoolAtNode {
  Text driver;
  Text name;
  std::int64_t generation = 0;
  bool incomplete = false;
  std::string invalid;  ///< why; empty when valid
  std::int64_t seenSlices = 0;
  std::int64_t expectedSlices = 0;
  std::span<const DeviceRef> devices;  ///< in upstream's order, also of pools that are not allocated from; held by the allocator
  bool olderGenerations = false;       ///< slices of an older generation are also visible
  bool replaced = false;               ///< a newer generation exists on other nodes only: upstream leaves the pool out
};

/// Changes to try without copying the world: "would it fit if …".
struct WhatIf {
  std::unordered_set<const ResourceClaim*> released;  ///< these hold nothing
  bool ignoreTaints = false;
  std::unordered_set<const DeviceTaintRule*> withoutRules;
  std::vector<const ResourceSlice*> extraSlices;  ///< published in addition: "a node of this kind"
  /// Devices looked at before the search is given up with an error. Upstream's scheduler gives up after 10 s, about as many.
  std::int64_t maxSteps = 20'000'000;
};

class Allocator {
 public:
  explicit Allocator(World world);
  ~Allocator();
  Allocator(const Allocator&) = delete;
  Allocator& operator=(const Allocator&) = delete;

  [[nodiscard]] const World& world() const;

  /// All claims of one pod at once on one node, in order, as Allocate() does: devices, shares, counters, constraints, limits and
  /// errors are upstream's v0.37 (incubating, experimental for features only it has). Claims that are already allocated must not
  /// be among them.
  [[nodiscard]] Outcome allocate(const Node& node, std::span<const ResourceClaim* const> claims, const WhatIf& whatIf = {}) const;

  /// Pools a node sees, sorted as upstream visits them; then those it leaves out (`replaced`). Empty when a node selector of a
  /// slice cannot be read, which ends every attempt on this node.
  [[nodiscard]] const std::vector<PoolAtNode>& poolsAt(const Node& node) const;

  /// Everything a device thinks of a request: why it is refused first, and every fact on its own for funnels and truth tables.
  struct Verdict {
    Refusal refusal = Refusal::none;
    bool passClass = false;
    bool passSelectors = false;
    bool inUse = false;
    bool tainted = false;
    std::string detail;  ///< runtime error text, taint "key=value:effect", counter or capacity name
  };
  [[nodiscard]] Verdict judge(const Node& node, const PoolAtNode& pool, const DeviceRef& device, const DeviceRequestBody& request,
                              const WhatIf& whatIf = {}) const;

  /// Compiled selectors of a class, in order; null where one does not compile. Kept for the allocator's life.
  [[nodiscard]] const std::vector<std::shared_ptr<const cel::Selector>>& classSelectors(const DeviceClass& deviceClass) const;
  [[nodiscard]] std::shared_ptr<const cel::Selector> selector(const Text& expression) const;
  [[nodiscard]] const DeviceClass* findClass(const Text& name) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// A device as selectors see it; points into the slice.
[[nodiscard]] cel::Device celDevice(const ResourceSlice& slice, const Device& device);

}  // namespace claimscope::allocation
