// Bound and Count: a number that says how sure it is. Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace claimscope {

/// How a number relates to the truth. Hidden by RBAC, stale or not reported is never zero.
enum class Bound : std::uint8_t { exact, atLeast, atMost, unknown };

/// "exact", "atLeast", "atMost", "unknown": the words of cli.md.
[[nodiscard]] constexpr std::string_view boundWord(Bound bound) {
  switch (bound) {
    case Bound::exact:
      return "exact";
    case Bound::atLeast:
      return "atLeast";
    case Bound::atMost:
      return "atMost";
    case Bound::unknown:
      break;
  }
  return "unknown";
}

/// The bound of a sum: exact only when both are; opposite directions cancel to unknown.
[[nodiscard]] constexpr Bound combine(Bound a, Bound b) {
  if (a == b || b == Bound::exact) {
    return a;
  }
  return a == Bound::exact ? b : Bound::unknown;
}

struct Count {
  std::int64_t value = 0;
  Bound bound = Bound::exact;

  friend bool operator==(const Count&, const Count&) = default;
  friend Count operator+(Count a, Count b) { return {a.value + b.value, combine(a.bound, b.bound)}; }
};

}  // namespace claimscope
