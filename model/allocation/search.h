// Search: one allocation attempt, all claims of a pod on one node. One thread; lives for one call.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/allocation/allocator.h"
#include "model/allocation/capacity.h"
#include "model/allocation/compatibility.h"
#include "model/allocation/constraints.h"
#include "model/allocation/counters.h"
#include "model/allocation/selectors.h"

namespace claimscope::allocation {

/// A class and its selectors, compiled when first asked for.
struct ClassEntry {
  const DeviceClass* deviceClass = nullptr;
  mutable std::once_flag compiled;
  mutable std::vector<const SelectorMemo*> selectors;

  [[nodiscard]] const std::vector<const SelectorMemo*>& memos(const Selectors& all) const {
    std::call_once(compiled, [&] { selectors = all.of(deviceClass->selectors); });
    return selectors;
  }
};
using Classes = std::unordered_map<Text, ClassEntry>;

/// What an attempt looks at; everything outlives it.
struct Attempt {
  const Features& features;
  const Node& node;
  const NodeView& view;
  const Selectors& selectors;
  const Classes& classes;
  std::span<const ResourceClaim* const> claims;
  const WhatIf& whatIf;
};

/// A device by its pool in the view and its place in that pool.
struct Spot {
  std::uint32_t pool = 0;
  std::uint32_t device = 0;
};

/// A request without alternatives, or one alternative of firstAvailable, with what is known of it before the search.
struct RequestData {
  const DeviceRequest* request = nullptr;
  const DeviceRequestBody* body = nullptr;
  bool alternative = false;
  Text fullName;  ///< "request" or "request/subrequest"
  const DeviceClass* deviceClass = nullptr;
  const std::vector<const SelectorMemo*>* classSelectors = nullptr;
  std::vector<const SelectorMemo*> selectors;
  std::int64_t count = 0;
  std::vector<Spot> all;  ///< of allocationMode All: the devices it must have

  [[nodiscard]] const Text& name() const { return alternative ? body->name : request->name; }
};

/// A device given to a request.
struct Chosen {
  const RequestData* request = nullptr;
  Spot spot;
  Text shareId;
  std::vector<Amount> consumed;  ///< parallel to the device's capacity; empty when nothing is recorded
};

/// One claim: its requests (each with one body, or its alternatives), constraints and what it has been given.
struct ClaimData {
  const ResourceClaim* claim = nullptr;
  std::vector<std::vector<RequestData>> requests;
  std::vector<std::size_t> selected;  ///< by request: the alternative that was taken
  std::vector<Constraint> constraints;
  std::vector<Chosen> chosen;
};

class Search {
 public:
  explicit Search(const Attempt& attempt);
  [[nodiscard]] Outcome run();

 private:
  enum class Step : std::uint8_t { done, failed, tooMany, fatal };
  struct Position {
    std::size_t claim = 0;
    std::size_t request = 0;
    std::size_t alternative = 0;
    std::int64_t device = 0;
  };
  /// What take() changed, for undo().
  struct Taken {
    bool counters = false;
    bool groups = false;
    std::size_t constraints = 0;
    bool marked = false;
    bool shared = false;
    bool chosen = false;
  };

  // requests.cpp: before the search
  [[nodiscard]] bool prepare();
  [[nodiscard]] bool prepareClaim(ClaimData& data);
  [[nodiscard]] bool featuresAllow(const ResourceClaim& claim, const DeviceRequest& request);
  [[nodiscard]] bool prepareRequest(const ResourceClaim& claim, RequestData& data);
  [[nodiscard]] bool collectAll(const ResourceClaim& claim, RequestData& data);
  [[nodiscard]] bool prepareConstraints(ClaimData& data);
  [[nodiscard]] bool fail(std::string error);

  // search.cpp: the search itself
  [[nodiscard]] Step next(Position at, bool inAlternative, Spot from);
  [[nodiscard]] Step firstAvailable(Position at);
  [[nodiscard]] Step everyDevice(Position at, bool inAlternative, const RequestData& data);
  [[nodiscard]] Step anyDevice(Position at, bool inAlternative, Spot from, const RequestData& data);
  /// None when the step ends the search.
  [[nodiscard]] std::optional<bool> candidate(const Position& at, const RequestData& data, Spot spot);

  // take.cpp: one device for one request
  [[nodiscard]] std::optional<bool> selectable(const ResourceClaim& claim, const RequestData& data, Spot spot);
  [[nodiscard]] std::optional<bool> selectorsMatch(const ResourceClaim& claim, const RequestData& data, Spot spot, bool ofClass);
  [[nodiscard]] std::optional<bool> capacityFits(const ResourceClaim& claim, const RequestData& data, Spot spot,
                                                 std::string_view doing);
  [[nodiscard]] std::optional<bool> take(const Position& at, const RequestData& data, Spot spot, bool must, Taken& taken);
  void undo(const Position& at, const RequestData& data, Spot spot, const Taken& taken);
  [[nodiscard]] bool inUse(Spot spot) const;
  [[nodiscard]] bool takenBy(Spot spot, std::size_t claim) const;
  [[nodiscard]] const std::vector<Quantity::Nano>* allocating(Spot spot) const;

  // result.cpp: what upstream would write
  [[nodiscard]] Outcome result();
  [[nodiscard]] std::vector<ConfigResult> config(const ClaimData& data) const;
  [[nodiscard]] bool nodeSelector(const ClaimData& data, std::optional<NodeSelector>& out);

  [[nodiscard]] const Pool& pool(Spot spot) const { return *m_view.pools[spot.pool]; }
  [[nodiscard]] const Device& device(Spot spot) const { return pool(spot).devices[spot.device].device(); }
  [[nodiscard]] std::string deviceId(Spot spot) const;
  [[nodiscard]] CounterLedger& counters(std::uint32_t poolIndex);
  [[nodiscard]] CompatibilityLedger& groups(std::uint32_t poolIndex);
  [[nodiscard]] RequestData& dataAt(const Position& at) { return m_claims[at.claim].requests[at.request][at.alternative]; }

  const Attempt& m_attempt;
  const Features& m_features;
  const NodeView& m_view;
  Variant m_variant;
  std::string m_error;
  std::int64_t m_steps = 0;
  std::vector<ClaimData> m_claims;
  /// Devices being given away whole. Few, so a list; m_takenInPool makes the usual answer "none" fast.
  struct Mark {
    Spot spot;
    std::size_t claim = 0;
  };
  std::vector<Mark> m_marks;
  std::vector<std::uint32_t> m_takenInPool;
  /// Shareable devices being given away in part, with what is taken of each capacity.
  struct SharedMark {
    Spot spot;
    int shares = 0;
    std::vector<Quantity::Nano> taken;
  };
  std::vector<SharedMark> m_shared;
  std::vector<std::unique_ptr<CounterLedger>> m_counters;
  std::vector<std::unique_ptr<CompatibilityLedger>> m_groups;
};

/// "ns/name", or the name of an object without namespace.
[[nodiscard]] std::string objectName(const Metadata& meta);
/// Most devices that one claim can be given (resource.k8s.io AllocationResultsMaxSize).
inline constexpr std::int64_t kMaxDevices = 32;

}  // namespace claimscope::allocation
