// Budgets: what the server's eviction handler would say of each pod, its PodDisruptionBudgets counted down. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::actions::drain {

struct BudgetForecast {
  enum class State : std::uint8_t {
    none,    ///< no budget takes the pod
    exempt,  ///< one does, but the server does not ask it: finished, Pending or terminating, or not Ready and let go
    allowed,
    waits,    ///< 429 until the budget has room again
    never,    ///< 429 for ever as the budget stands
    refused,  ///< an error that waiting does not change: several budgets, a negative count
    unknown,  ///< budgets cannot be read
  } state = State::none;
  std::string budget;  ///< its name, of several the first
  std::string why;     ///< "PDB x: 0 of 1 left"
  std::string advice;  ///< what would help; empty when nothing is to be done
  [[nodiscard]] bool blocks() const { return state == State::never || state == State::refused; }
};

/// Rules of kubernetes pkg/registry/core/pod/storage/eviction.go (v1.37). Each call of take() counts what it allows.
class Budgets {
 public:
  explicit Budgets(const cluster::Snapshot& snapshot);
  [[nodiscard]] BudgetForecast take(const Pod& pod);

 private:
  struct Entry {
    const PodDisruptionBudget* budget = nullptr;
    std::int64_t allowed = 0;  ///< still, as the server counts
    std::int64_t before = 0;   ///< when the drain begins
    std::int64_t healthy = 0;
    std::int64_t desired = 0;
    std::int64_t expected = 0;
    bool read = false;  ///< the numbers are filled in
  };
  void count(Entry& entry) const;
  [[nodiscard]] BudgetForecast ask(Entry& entry, bool ready) const;

  const cluster::Snapshot& m_snapshot;
  bool m_known = true;
  std::unordered_map<Text, std::vector<Entry>> m_byNamespace;
};

}  // namespace claimscope::actions::drain
