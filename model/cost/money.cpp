#include "model/cost/money.h"

#include <fmt/format.h>

#include <cmath>

#include "model/base/words.h"

namespace claimscope::cost {
namespace {

std::string_view markOf(Bound bound) {
  return bound == Bound::atLeast ? "≥" : bound == Bound::atMost ? "≤" : "";
}

/// Whole numbers with thousands commas; below a hundred with `digits` behind the point, above 10,000 to three places.
std::string figure(double value, int digits) {
  if (std::abs(value) < 100) {
    return fmt::format("{:.{}f}", value, digits);
  }
  const double step = std::abs(value) >= 10'000 ? 100 : 1;
  return words::number(static_cast<std::int64_t>(std::llround(value / step) * static_cast<long long>(step)));
}

}  // namespace

std::string moneyText(const Sum& money, const std::string& currency) {
  if (!money.known()) {
    return "?";
  }
  const std::string amount = money.value() == 0 ? "0" : figure(money.value(), 2);
  return std::string(markOf(money.bound())) + (currency == "USD" ? "$" + amount : amount + " " + words::oneLine(currency));
}

std::string hoursText(const Sum& hours) {
  return hours.known() ? std::string(markOf(hours.bound())) + (hours.value() == 0 ? "0" : figure(hours.value(), 1)) : "?";
}

}  // namespace claimscope::cost
