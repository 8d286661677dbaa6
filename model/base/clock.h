// Time and Clock: instants in milliseconds, and where "now" comes from. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace claimscope {

/// An instant, milliseconds since the Unix epoch; default-constructed means "not set" and sorts first.
struct Time {
  std::int64_t ms = std::numeric_limits<std::int64_t>::min();

  [[nodiscard]] bool isSet() const { return ms != std::numeric_limits<std::int64_t>::min(); }
  friend auto operator<=>(const Time&, const Time&) = default;
  friend Time operator+(Time t, std::int64_t milliseconds) { return {t.ms + milliseconds}; }
  /// Milliseconds between two set instants.
  friend std::int64_t operator-(Time a, Time b) { return a.ms - b.ms; }
};

/// RFC 3339, with or without fraction, `Z` or an offset: metav1.Time and metav1.MicroTime. Empty result when malformed.
[[nodiscard]] std::optional<Time> parseTime(std::string_view text);
/// "2026-11-24T09:42:18Z"; with a fraction only when the instant has one. Empty when not set.
[[nodiscard]] std::string formatTime(Time time);
/// kubectl's HumanDuration (apimachinery util/duration): "14m22s", "3h5m", "2d3h", "41s"; "<invalid>" is never printed, negative
/// is "0s".
[[nodiscard]] std::string formatAge(std::int64_t milliseconds);
/// "1.5s", "300ms", "2m", "1h30m" (Go's time.ParseDuration) to milliseconds.
[[nodiscard]] std::optional<std::int64_t> parseDuration(std::string_view text);

/// Where code that must wait or stamp takes the time from, so that tests run in virtual time.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Wall clock.
  [[nodiscard]] virtual Time now() const = 0;
  /// Never goes back; milliseconds since an arbitrary start.
  [[nodiscard]] virtual std::int64_t steadyMs() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Time now() const override;
  [[nodiscard]] std::int64_t steadyMs() const override;
};

/// A clock that moves only when told: simulations and tests.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Time start) : m_now(start.ms), m_start(start.ms) {}
  [[nodiscard]] Time now() const override { return {m_now.load()}; }
  [[nodiscard]] std::int64_t steadyMs() const override { return m_now.load() - m_start; }
  void advance(std::int64_t milliseconds) { m_now += milliseconds; }
  void set(Time time) { m_now = time.ms; }

 private:
  std::atomic<std::int64_t> m_now;
  std::int64_t m_start;
};

}  // namespace claimscope
