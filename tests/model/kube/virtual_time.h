// VirtualTime: a clock that moves only when told, and what is to happen when. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "model/base/clock.h"

namespace claimscope::kit {

class VirtualTime {
 public:
  ManualClock clock{*parseTime("2026-11-25T12:00:00Z")};

  void after(std::int64_t delayMs, std::function<void()> task) {
    m_tasks.emplace(std::pair(m_now + std::max<std::int64_t>(delayMs, 0), ++m_order), std::move(task));
  }
  /// Lets so much time pass; what is due happens in order, each at its moment.
  void run(std::int64_t milliseconds) {
    const std::int64_t end = m_now + milliseconds;
    while (!m_tasks.empty() && m_tasks.begin()->first.first <= end) {
      const auto next = m_tasks.begin();
      const std::int64_t at = next->first.first;
      const std::function<void()> task = std::move(next->second);
      m_tasks.erase(next);
      clock.advance(at - m_now);
      m_now = at;
      task();
    }
    clock.advance(end - m_now);
    m_now = end;
  }
  /// The machine sleeps: clocks go on and nothing happens, what was due comes late.
  void sleep(std::int64_t milliseconds) { clock.advance(milliseconds); }
  /// Since the beginning, without sleep.
  [[nodiscard]] std::int64_t nowMs() const { return m_now; }
  [[nodiscard]] std::size_t pending() const { return m_tasks.size(); }

 private:
  std::int64_t m_now = 0;
  std::uint64_t m_order = 0;
  std::map<std::pair<std::int64_t, std::uint64_t>, std::function<void()>> m_tasks;
};

}  // namespace claimscope::kit
