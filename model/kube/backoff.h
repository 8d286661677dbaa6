// Backoff: how long to wait before the next try, as client-go's reflector does. One thread.
#pragma once

#include <algorithm>
#include <cstdint>

namespace claimscope::kube {

/// 0.8 s doubling to 30 s, with jitter 1.0 (so up to twice that), back to the start after two quiet minutes
/// (client-go tools/cache/reflector.go).
class Backoff {
 public:
  explicit Backoff(std::uint64_t seed) : m_random(seed * 2 + 1) {}

  /// Milliseconds to wait after a failure at `nowMs`.
  [[nodiscard]] std::int64_t next(std::int64_t nowMs) {
    if (nowMs - m_last > kReset) {
      m_base = kFirst;
    }
    m_last = nowMs;
    const std::int64_t base = m_base;
    m_base = std::min(m_base * 2, kMax);
    return base + jitter(base);
  }
  /// The next failure is a first one.
  void reset() { m_base = kFirst; }
  /// Evenly spread in [0, range).
  [[nodiscard]] std::int64_t jitter(std::int64_t range) {
    // xorshift64*: the seed is per kind, so that reflectors do not move in step.
    m_random ^= m_random >> 12U;
    m_random ^= m_random << 25U;
    m_random ^= m_random >> 27U;
    return static_cast<std::int64_t>((m_random * 0x2545F4914F6CDD1DULL) >> 33U) % std::max<std::int64_t>(range, 1);
  }

 private:
  static constexpr std::int64_t kFirst = 800;
  static constexpr std::int64_t kMax = 30'000;
  static constexpr std::int64_t kReset = 120'000;
  std::uint64_t m_random;
  std::int64_t m_base = kFirst;
  std::int64_t m_last = -1'000'000;
};

}  // namespace claimscope::kube
