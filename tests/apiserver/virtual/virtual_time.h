// VirtualTime: clock, timers and executor of a test whose hours pass in milliseconds; one queue, no threads. One thread.
#pragma once

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"

namespace claimscope::apiserver {

class VirtualTime final : public Clock, public Executor {
 public:
  explicit VirtualTime(Time start = {1'795'513'338'000}) : m_wall(start.ms) {}

  [[nodiscard]] Time now() const override { return {m_wall + m_steady}; }
  [[nodiscard]] std::int64_t steadyMs() const override { return m_steady; }

  /// Runs the task in its turn, before time moves on.
  void post(Task task) override { m_ready.push_back(std::move(task)); }
  /// Runs the task so many milliseconds from now.
  void at(std::int64_t delayMs, Task task) {
    m_timers.push_back({m_steady + std::max<std::int64_t>(delayMs, 0), m_number++, std::move(task)});
    std::push_heap(m_timers.begin(), m_timers.end(), later);
  }

  /// Runs everything that happens in the next so many milliseconds; the clock stands there afterwards.
  void runFor(std::int64_t milliseconds) {
    const std::int64_t end = m_steady + milliseconds;
    runReady();
    while (!m_timers.empty() && m_timers.front().due <= end) {
      std::pop_heap(m_timers.begin(), m_timers.end(), later);
      Timer timer = std::move(m_timers.back());
      m_timers.pop_back();
      m_steady = std::max(m_steady, timer.due);
      timer.task();
      runReady();
    }
    m_steady = end;
  }
  /// Runs what is due now.
  void settle() { runFor(0); }

  /// Somebody sets the wall clock, or the machine slept: steady time does not see it.
  void jumpWall(std::int64_t milliseconds) { m_wall += milliseconds; }
  [[nodiscard]] std::size_t timers() const { return m_timers.size(); }

 private:
  struct Timer {
    std::int64_t due;
    std::uint64_t number;  ///< of two timers for one moment the older runs first
    Task task;
  };
  static bool later(const Timer& a, const Timer& b) { return std::pair(a.due, a.number) > std::pair(b.due, b.number); }
  void runReady() {
    while (!m_ready.empty()) {
      const Task task = std::move(m_ready.front());
      m_ready.pop_front();
      task();
    }
  }

  std::int64_t m_wall;
  std::int64_t m_steady = 0;
  std::uint64_t m_number = 0;
  std::deque<Task> m_ready;
  std::vector<Timer> m_timers;
};

}  // namespace claimscope::apiserver
