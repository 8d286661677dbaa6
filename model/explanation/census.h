// Census: what every device of the cluster is to one request: the numbers behind funnel, truth table and node reasons. Any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/explanation/context.h"
#include "model/explanation/device_groups.h"

namespace claimscope::explanation {

/// One term of a selector, with where it stands.
struct TermSource {
  std::shared_ptr<const cel::Selector> selector;
  std::size_t term = 0;
  std::size_t number = 0;  ///< of the selector in its list, from 0
  bool fromClass = false;
};

/// A selector that does not compile (files only: a server refuses it).
struct BadSelector {
  Text expression;
  cel::CompileError error;
  bool fromClass = false;
};

enum class Fate : std::uint8_t {
  absent,  ///< withdrawn, or of an older generation
  classFalse,
  classError,
  selectorFalse,
  selectorError,
  inUse,
  tainted,
  poolUnusable,  ///< incomplete, invalid or replaced
  notSelectable,
  capacity,      ///< exhausted by other shares
  capacityName,  ///< the request names a capacity that the device does not publish
  capacityNotAllowed,
  counters,
  notOnNode,
  free,
};
inline constexpr std::size_t kFates = static_cast<std::size_t>(Fate::free) + 1;

/// Devices by fate.
struct Tally {
  std::array<std::uint32_t, kFates> by{};
  [[nodiscard]] std::uint32_t of(Fate fate) const { return by[static_cast<std::size_t>(fate)]; }
  void add(Fate fate, std::uint32_t count = 1) { by[static_cast<std::size_t>(fate)] += count; }
  Tally& operator+=(const Tally& other) {
    for (std::size_t i = 0; i < kFates; ++i) {
      by[i] += other.by[i];
    }
    return *this;
  }
  [[nodiscard]] std::uint32_t seen() const;
  [[nodiscard]] std::uint32_t passClass() const;
  [[nodiscard]] std::uint32_t matching() const;  ///< pass class and selectors
  [[nodiscard]] std::uint32_t errors() const { return of(Fate::classError) + of(Fate::selectorError); }
};

/// Devices that any node of a selector can reach, or any node at all.
struct SharedDevices {
  const NodeSelector* nodes = nullptr;  ///< null: every node
  Tally tally;
};

struct Census {
  const ResourceClaim* claim = nullptr;
  const DeviceRequest* request = nullptr;
  const DeviceRequestBody* body = nullptr;
  std::string name;                          ///< "gpu", or "gpu/large"
  const DeviceClass* deviceClass = nullptr;  ///< null: it does not exist
  std::vector<TermSource> terms;             ///< of the class, then of the request
  std::vector<BadSelector> bad;

  DeviceGroups groups;
  std::vector<Fate> groupFate;          ///< classFalse, classError, selectorFalse, selectorError or free: by selectors alone
  std::vector<std::string> groupError;  ///< text of a run-time error
  /// By group, a letter a term: '1' true, '0' false, 'e' run-time error. Each term on its own.
  std::vector<std::string> answers;
  std::vector<std::vector<std::string>> answerErrors;  ///< by group, one a term; empty for groups without any
  std::vector<Fate> fate;                              ///< by DeviceIndex
  std::vector<std::string> details;                    ///< few distinct ones, below
  std::vector<std::uint32_t> detailOf;                 ///< by DeviceIndex: taint, counter or capacity name; 0 is the empty text
  std::vector<cluster::DeviceIndex> matching;          ///< in order
  std::vector<cluster::DeviceIndex> staleMatching;

  Tally total;
  std::vector<Tally> byNode;               ///< by NodeIndex: devices of that node alone
  std::vector<std::uint32_t> staleByNode;  ///< matching devices that only older generations name
  std::vector<SharedDevices> shared;

  [[nodiscard]] const std::string& detail(cluster::DeviceIndex device) const { return details[detailOf[device]]; }
  /// What a node has within reach.
  [[nodiscard]] Tally at(const ExplanationContext::NodeEntry& node) const;
  /// Devices the request wants; at least one for All.
  [[nodiscard]] std::int64_t wanted() const { return body->mode == CountMode::all ? 1 : body->count; }
};

/// One census a request body: `exactly` has one, firstAvailable one an alternative.
[[nodiscard]] std::vector<Census> takeCensus(const ExplanationContext& context, const std::vector<const ResourceClaim*>& claims);

}  // namespace claimscope::explanation
