// QuantityShape: how upstream holds a quantity in memory, because its request policies compare that and not the value. Values;
// any thread.
#pragma once

#include <cstdint>
#include <string>

#include "model/base/quantity.h"

namespace claimscope::allocation {

/// Upstream lets a request through that equals the policy's default by Go's ==: the same integer, scale, format and cached text
/// (apimachinery quantity.go, ParseQuantity). Numbers that need big decimals never equal anything.
struct QuantityShape {
  bool big = false;
  std::int64_t value = 0;
  int scale = 0;
  Quantity::Format format = Quantity::Format::decimalSI;
  std::string cached;  ///< the text when it was canonical as written

  [[nodiscard]] static QuantityShape of(const Quantity& quantity, bool computed);
  friend bool operator==(const QuantityShape& a, const QuantityShape& b) {
    return !a.big && !b.big && a.value == b.value && a.scale == b.scale && a.format == b.format && a.cached == b.cached;
  }
};

}  // namespace claimscope::allocation
