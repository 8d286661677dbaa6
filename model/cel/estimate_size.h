// EstimateSize: ranges of sizes and costs, and what the API bounds of a device. Values; any thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace claimscope::cel {

inline constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();

/// From least to most, both included. Arithmetic stays at the bound instead of wrapping.
struct Span {
  std::uint64_t least = 0;
  std::uint64_t most = 0;

  [[nodiscard]] static Span exactly(std::uint64_t value) { return {value, value}; }
  [[nodiscard]] static Span unknown() { return {0, kUnbounded}; }
  [[nodiscard]] static std::uint64_t add(std::uint64_t a, std::uint64_t b) { return a > kUnbounded - b ? kUnbounded : a + b; }
  [[nodiscard]] static std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
    return b != 0 && a > kUnbounded / b ? kUnbounded : a * b;
  }
  [[nodiscard]] static std::uint64_t scale(std::uint64_t value, double factor) {
    const double scaled = std::ceil(static_cast<double>(value) * factor);
    return scaled >= 18446744073709551616.0 ? kUnbounded : static_cast<std::uint64_t>(scaled);
  }
  [[nodiscard]] Span operator+(const Span& other) const { return {add(least, other.least), add(most, other.most)}; }
  [[nodiscard]] Span operator*(const Span& other) const { return {multiply(least, other.least), multiply(most, other.most)}; }
  [[nodiscard]] Span scaled(double factor) const { return {scale(least, factor), scale(most, factor)}; }
  [[nodiscard]] Span joined(const Span& other) const { return {std::min(least, other.least), std::max(most, other.most)}; }
};

/// Where a value comes from: "device", "attributes", "@values", …
using Path = std::vector<std::string>;

/// What the API allows at most for a part of the device; nothing for what is none.
[[nodiscard]] std::optional<Span> boundOfPath(const Path& path);

}  // namespace claimscope::cel
