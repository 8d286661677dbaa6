// Parts of Landings that its files share: what is left of a node, and how nodes refuse. One thread.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>

#include "model/actions/drain_node/landing.h"
#include "model/allocation/node_fit.h"

namespace claimscope::actions::drain {

inline constexpr std::size_t kMostBuilt = 4'000;     ///< allocators made for single nodes before we say that we cannot tell
inline constexpr std::int64_t kMostSteps = 500'000;  ///< devices that one question may look at

/// Null where the list has none of it.
inline const Quantity* quantityOf(const ResourceList& list, const Text& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == name; });
  return found == list.end() ? nullptr : &found->second;
}

/// What the pods of a node leave of it.
struct Landings::Room {
  std::unordered_map<Text, Quantity::Nano> used;
  std::int64_t pods = 0;

  void add(const Pod& pod) {
    ++pods;
    for (const auto& [name, amount] : allocation::podRequests(pod)) {
      used[name] += amount.nano();
    }
  }
  /// The resource that is short; empty when the pod has room.
  [[nodiscard]] std::string lacks(const Pod& pod, const Node& node) const {
    static const Text kPods("pods");
    if (const Quantity* allowed = quantityOf(node.allocatable, kPods); allowed != nullptr && pods >= allowed->value()) {
      return "pods";
    }
    for (const auto& [name, amount] : allocation::podRequests(pod)) {
      const Quantity* allocatable = amount.nano() > 0 ? quantityOf(node.allocatable, name) : nullptr;
      const auto has = used.find(name);
      if (allocatable != nullptr && amount.nano() + (has == used.end() ? 0 : has->second) > allocatable->nano()) {
        return name.str();
      }
    }
    return {};
  }
};

/// How many nodes refuse, and by what.
struct Landings::Tally {
  std::int64_t notReady = 0;
  std::int64_t selector = 0;
  std::int64_t taint = 0;
  std::int64_t pinned = 0;
  std::int64_t room = 0;
  std::int64_t others = 0;
  std::int64_t devices = 0;
  std::string taintWord;
  std::string roomWord;
  std::string otherWord;
  std::string pinnedBy;
  std::string error;  ///< of the allocator, that ends every attempt
};

}  // namespace claimscope::actions::drain
