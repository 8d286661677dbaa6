#include "model/allocation/compatibility.h"

#include <algorithm>

namespace claimscope::allocation {

namespace {

bool has(const List<Text>& groups, const Text& group) {
  return std::find(groups.begin(), groups.end(), group) != groups.end();
}

}  // namespace

CompatibilityLedger::CompatibilityLedger(const Pool& pool, const ClaimSet& released) {
  for (const Pool::Drawer& drawer : pool.drawers) {
    if (drawer.use->isAllocated(released)) {
      for (const auto& [counterSet, groups] : drawer.groups) {
        add(of(counterSet), *groups);
      }
    }
  }
}

CompatibilityLedger::State& CompatibilityLedger::of(const Text& counterSet) {
  for (auto& [name, state] : m_states) {
    if (name == counterSet) {
      return state;
    }
  }
  return m_states.emplace_back(counterSet, State{}).second;
}

bool CompatibilityLedger::admits(const State& state, const List<Text>& groups) {
  if (!state.anyDevice) {
    return true;
  }
  if (groups.empty() || state.ungrouped) {
    return groups.empty() && state.ungrouped;
  }
  return std::any_of(groups.begin(), groups.end(), [&](const Text& group) { return has(state.common, group); });
}

void CompatibilityLedger::add(State& state, const List<Text>& groups) {
  if (!state.anyDevice) {
    state.anyDevice = true;
    state.ungrouped = groups.empty();
    state.common = groups;
  } else if (!groups.empty() && !state.ungrouped) {
    erase_if(state.common, [&](const Text& group) { return !has(groups, group); });
  }
}

bool CompatibilityLedger::take(const Device& device) {
  std::vector<std::pair<Text, State>> before;
  for (const CounterConsumption& consumption : device.extras->consumes) {
    State& state = of(consumption.counterSet);
    if (!admits(state, consumption.compatibilityGroups)) {
      m_before.push_back(std::move(before));
      undo();
      return false;
    }
    before.emplace_back(consumption.counterSet, state);
    add(state, consumption.compatibilityGroups);
  }
  m_before.push_back(std::move(before));
  return true;
}

void CompatibilityLedger::undo() {
  std::vector<std::pair<Text, State>> before = std::move(m_before.back());
  m_before.pop_back();
  for (auto entry = before.rbegin(); entry != before.rend(); ++entry) {
    of(entry->first) = std::move(entry->second);
  }
}

}  // namespace claimscope::allocation
