// Budget and Pause: how many queries a minute, and how long after failures. One thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>

namespace claimscope::prometheus {

/// So many queries in any minute.
class Budget {
 public:
  explicit Budget(std::int64_t perMinute)
      : m_perMinute(static_cast<std::size_t>(std::clamp<std::int64_t>(perMinute, 1, 6'000))) {}

  /// True, and so many less, when so many queries may be sent now.
  [[nodiscard]] bool take(std::int64_t nowMs, std::size_t count = 1) {
    if (waitMs(nowMs, count) > 0) {
      return false;
    }
    m_sent.insert(m_sent.end(), count, nowMs);
    return true;
  }
  /// Milliseconds until take() says yes, at least.
  [[nodiscard]] std::int64_t waitMs(std::int64_t nowMs, std::size_t count = 1) {
    while (!m_sent.empty() && nowMs - m_sent.front() >= kMinuteMs) {
      m_sent.pop_front();
    }
    return m_sent.empty() || m_sent.size() + count <= m_perMinute ? 0 : m_sent.front() + kMinuteMs - nowMs;
  }

 private:
  static constexpr std::int64_t kMinuteMs = 60'000;
  std::size_t m_perMinute;
  std::deque<std::int64_t> m_sent;
};

/// 1 s doubling to two minutes with as much jitter again, back to the start with the first success.
class Pause {
 public:
  explicit Pause(std::uint64_t seed) : m_random(seed * 2 + 1) {}
  [[nodiscard]] std::int64_t next() {
    const std::int64_t base = m_baseMs;
    m_baseMs = std::min(m_baseMs * 2, kMostMs);
    m_random ^= m_random >> 12U;
    m_random ^= m_random << 25U;
    m_random ^= m_random >> 27U;
    return base + static_cast<std::int64_t>((m_random * 0x2545F4914F6CDD1DULL) >> 33U) % base;
  }
  void reset() { m_baseMs = kFirstMs; }

 private:
  static constexpr std::int64_t kFirstMs = 1'000;
  static constexpr std::int64_t kMostMs = 120'000;
  std::uint64_t m_random;
  std::int64_t m_baseMs = kFirstMs;
};

}  // namespace claimscope::prometheus
