#include "model/allocation/counters.h"

#include <algorithm>

namespace claimscope::allocation {

CounterLedger::CounterLedger(const Pool& pool, const ClaimSet& released) : m_pool(pool) {
  m_left.reserve(pool.counters.size());
  for (const PoolCounter& counter : pool.counters) {
    m_left.push_back(counter.capacity);
  }
  for (const Pool::Drawer& drawer : pool.drawers) {
    if (drawer.use->isAllocated(released)) {
      for (const CounterDraw& draw : drawer.draws) {
        m_left[draw.counter] -= draw.amount;
      }
    }
  }
}

bool CounterLedger::take(std::size_t device) {
  if (m_pool.draws.empty()) {
    return true;  // counter sets without counters
  }
  for (const CounterDraw& draw : m_pool.draws[device]) {
    m_left[draw.counter] -= draw.amount;
  }
  if (std::any_of(m_left.begin(), m_left.end(), [](Quantity::Nano left) { return left < 0; })) {
    giveBack(device);
    return false;
  }
  return true;
}

void CounterLedger::giveBack(std::size_t device) {
  if (m_pool.draws.empty()) {
    return;
  }
  for (const CounterDraw& draw : m_pool.draws[device]) {
    m_left[draw.counter] += draw.amount;
  }
}

std::string CounterLedger::missing(std::size_t device) {
  if (m_pool.draws.empty()) {
    return {};
  }
  std::vector<Quantity::Nano> after = m_left;
  for (const CounterDraw& draw : m_pool.draws[device]) {
    after[draw.counter] -= draw.amount;
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i] < 0) {
      return m_pool.counters[i].set.str() + "/" + m_pool.counters[i].name.str();
    }
  }
  return {};
}

}  // namespace claimscope::allocation
