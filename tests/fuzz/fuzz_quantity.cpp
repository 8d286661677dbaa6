// Any bytes as a quantity: both readers must agree on what is one, and on the order of two.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string_view>

#include "model/base/quantity.h"
#include "model/cel/amount.h"

namespace {

void require(bool holds, const char* what, std::string_view text) {
  if (!holds) {
    std::cerr << what << ": " << text << "\n";
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using claimscope::Quantity;
  using claimscope::cel::Amount;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::optional<Quantity> quantity = Quantity::parse(text);
  std::optional<Amount> amount = Amount::parse(text);
  require(quantity.has_value() == amount.has_value(), "one reader takes it, the other does not", text);
  if (!quantity) {
    return 0;
  }
  for (const char* other : {"0", "1", "1n", "-1", "1Gi", "0.5", "9223372036854775807", "1e9"}) {
    Amount copy = *amount;
    Amount against = *Amount::parse(other);
    const Quantity same = *Quantity::parse(other);
    const int order = copy.compare(against);
    require((*quantity < same) == (order < 0) && (same < *quantity) == (order > 0), "the order differs", text);
  }
  // Beyond 37 digits a Quantity saturates and rounds; only Amount is exact there.
  Quantity::Nano rest = quantity->nano();
  int digits = 0;
  for (; rest != 0; rest /= 10) {
    ++digits;
  }
  if (digits > 37) {
    return 0;
  }
  const Quantity again = Quantity::ofNano(quantity->nano(), quantity->format());
  const std::optional<Quantity> read = Quantity::parse(again.text());
  require(read.has_value() && *read == again, "what is written cannot be read", text);
  return 0;
}
