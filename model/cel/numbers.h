// Numbers: comparing ints, uints and doubles with each other as cel-go does. Pure functions; any thread.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace claimscope::cel::numbers {

inline constexpr double kTwo63 = 9223372036854775808.0;
inline constexpr double kTwo64 = 18446744073709551616.0;

template <class T>
[[nodiscard]] inline int order(T a, T b) {
  return a < b ? -1 : b < a ? 1 : 0;
}
[[nodiscard]] inline int order(double a, std::int64_t b) {
  return a < -kTwo63 ? -1 : a > kTwo63 ? 1 : order(a, static_cast<double>(b));
}
[[nodiscard]] inline int order(double a, std::uint64_t b) {
  return a < 0 ? -1 : a > kTwo64 ? 1 : order(a, static_cast<double>(b));
}
[[nodiscard]] inline int order(std::int64_t a, std::uint64_t b) {
  return a < 0 || b > static_cast<std::uint64_t>(INT64_MAX) ? -1 : order(a, static_cast<std::int64_t>(b));
}

/// A double as an int: without its fraction, nothing where it does not fit.
[[nodiscard]] inline std::optional<std::int64_t> toInteger(double value) {
  if (std::isnan(value) || value <= -kTwo63 || value >= kTwo63) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}
[[nodiscard]] inline std::optional<std::uint64_t> toNatural(double value) {
  if (std::isnan(value) || value < 0 || value >= kTwo64) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(value);
}
/// The same, only where nothing is lost.
[[nodiscard]] inline std::optional<std::int64_t> toIntegerExactly(double value) {
  const std::optional<std::int64_t> out = toInteger(value);
  return out && static_cast<double>(*out) == value ? out : std::nullopt;
}
[[nodiscard]] inline std::optional<std::uint64_t> toNaturalExactly(double value) {
  const std::optional<std::uint64_t> out = toNatural(value);
  return out && static_cast<double>(*out) == value ? out : std::nullopt;
}

}  // namespace claimscope::cel::numbers
