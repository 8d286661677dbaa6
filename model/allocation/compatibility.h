// CompatibilityLedger: which compatibility groups the devices drawing on each counter set have in common. One thread.
#pragma once

#include <optional>
#include <vector>

#include "model/allocation/pools.h"

namespace claimscope::allocation {

/// 1.37, alpha. Devices may share a counter set when their groups intersect; a device without groups goes only with others that
/// have none (experimental/compatibility_groups.go).
class CompatibilityLedger {
 public:
  CompatibilityLedger(const Pool& pool, const ClaimSet& released);
  /// Takes the device in; false, and nothing changed, when it does not go with those already there.
  [[nodiscard]] bool take(const Device& device);
  /// Undoes the newest take that is not undone.
  void undo();

 private:
  struct State {
    bool anyDevice = false;
    bool ungrouped = false;  ///< the devices have no groups at all
    List<Text> common;       ///< of the devices' groups; may become empty
  };
  [[nodiscard]] State& of(const Text& counterSet);
  [[nodiscard]] static bool admits(const State& state, const List<Text>& groups);
  static void add(State& state, const List<Text>& groups);

  std::vector<std::pair<Text, State>> m_states;
  std::vector<std::vector<std::pair<Text, State>>> m_before;  ///< one entry a take
};

}  // namespace claimscope::allocation
