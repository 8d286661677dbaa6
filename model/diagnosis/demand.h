// Demand: claims that wait for the same kind of device, and how much of it there is. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/notebook.h"
#include "model/diagnosis/selector_screen.h"

namespace claimscope::diagnosis {

/// Claims held at allocation whose only request has one class and equal selectors. Candidates are those that SelectorScreen lets
/// through, so all counts are upper limits when the selectors were not fully understood.
struct Demand {
  std::string key;  ///< tells demands apart as long as they last: hash of class and selectors
  Text className;
  bool classic = false;    ///< classic claims name a driver through their class; what fits is known to the driver only
  bool classKnown = true;  ///< false: the class does not exist or is hidden
  SelectorScreen screen;
  std::vector<cluster::ClaimIndex> claims;  ///< oldest first
  std::int64_t largest = 1;                 ///< most devices one claim asks for
  std::int64_t smallest = 1;
  Time oldest;       ///< creation of the oldest claim
  std::string name;  ///< what people call the device: "H200" when all candidates are one product, else "device of class X"
  bool oneProduct = false;
  bool partitions = false;  ///< candidates draw on counters that siblings share

  bool counted = false;  ///< false: too young, the counts below are not known
  std::int64_t candidates = 0;
  std::int64_t free = 0;     ///< free, not blocked by used-up counters
  std::int64_t blocked = 0;  ///< look free, but a sibling has used up their counters
  std::int64_t taken = 0;    ///< in use or held by a claim without a pod
  std::int64_t held = 0;     ///< of those: held by a claim that no pod uses
  std::int64_t tainted = 0;
  std::int64_t unhealthy = 0;
  std::int64_t unknown = 0;                       ///< incomplete pool or withdrawn
  std::int64_t freeOnOneNode = 0;                 ///< most free candidates on one node
  std::vector<cluster::DeviceIndex> heldDevices;  ///< candidates of `held`
  std::vector<Text> groups;                       ///< node groups of the candidates, sorted

  [[nodiscard]] bool nothingFree() const { return candidates > 0 && free == 0; }
};

/// Class and selectors of all requests as one text: claims with the same one ask for the same. Alternatives count as "?".
[[nodiscard]] Text demandKeyOf(const ResourceClaim& claim);

/// Every demand of the snapshot, which the notebook has read, oldest first. Candidates are counted only for demands older than
/// `minAgeMs`.
[[nodiscard]] std::vector<Demand> demandsOf(const cluster::Snapshot& snapshot, Notebook& notebook, std::int64_t minAgeMs);

/// The published product name without the vendor's: "NVIDIA H200" of gpu.nvidia.com is "H200". Empty when none is published.
[[nodiscard]] std::string productName(const Text& driver, const Device& device);
/// The vendor's name taken off a product name.
[[nodiscard]] std::string withoutVendor(std::string_view driver, std::string_view product);

}  // namespace claimscope::diagnosis
