// Schedule: what happens when in virtual time; equal times keep the order of planning. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "model/base/clock.h"

namespace claimscope::simulation {

class Schedule {
 public:
  explicit Schedule(Time start) : m_now(start) {}

  [[nodiscard]] Time now() const { return m_now; }
  /// Plans something; what lies in the past happens at once when time next moves.
  void at(Time time, std::function<void()> what) { m_plan.emplace(std::pair(time, ++m_planned), std::move(what)); }
  void after(std::int64_t milliseconds, std::function<void()> what) { at(m_now + milliseconds, std::move(what)); }
  /// Runs everything planned up to and including `time`, in order; time never goes back.
  void advanceTo(Time time) {
    while (!m_plan.empty() && m_plan.begin()->first.first <= time) {
      auto next = m_plan.extract(m_plan.begin());
      m_now = std::max(m_now, next.key().first);
      next.mapped()();
    }
    m_now = std::max(m_now, time);
  }

 private:
  std::map<std::pair<Time, std::uint64_t>, std::function<void()>> m_plan;
  Time m_now;
  std::uint64_t m_planned = 0;
};

}  // namespace claimscope::simulation
