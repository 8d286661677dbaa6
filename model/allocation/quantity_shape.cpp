#include "model/allocation/quantity_shape.h"

#include <charconv>
#include <string_view>

namespace claimscope::allocation {

namespace {

struct Written {
  bool negative = false;
  std::string_view whole;  ///< without leading zeros
  std::string_view fraction;
  std::string_view suffix;
};

Written split(std::string_view text) {
  Written out;
  out.negative = text.starts_with('-');
  text.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  const std::size_t wholeEnd = std::min(text.find_first_not_of("0123456789"), text.size());
  out.whole = wholeEnd == 0 ? std::string_view("0") : text.substr(0, wholeEnd);
  text.remove_prefix(wholeEnd);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    out.fraction = text.substr(0, end);
    text.remove_prefix(end);
  }
  out.suffix = text;
  return out;
}

/// Power of two (binary suffixes) or of ten.
int exponentOf(std::string_view suffix, bool binary) {
  constexpr std::string_view kBig = "kMGTPE";
  constexpr std::string_view kBinary = "KMGTPE";
  if (suffix.empty()) {
    return 0;
  }
  if (binary) {
    return 10 * (static_cast<int>(kBinary.find(suffix[0])) + 1);
  }
  if (suffix.size() == 1) {
    const std::size_t big = kBig.find(suffix[0]);
    return big != std::string_view::npos ? 3 * (static_cast<int>(big) + 1) : suffix[0] == 'm' ? -3 : suffix[0] == 'u' ? -6 : -9;
  }
  std::string_view digits = suffix.substr(1);
  digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
  int out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

}  // namespace

QuantityShape QuantityShape::of(const Quantity& quantity, bool computed) {
  QuantityShape out;
  out.format = quantity.format();
  if (computed) {
    // NewQuantity and NewMilliQuantity: whole units, or thousandths where there is a fraction; no text.
    constexpr Quantity::Nano kOne = 1'000'000'000;
    const bool whole = quantity.nano() % kOne == 0;
    out.scale = whole ? 0 : -3;
    out.value = static_cast<std::int64_t>(quantity.nano() / (whole ? kOne : kOne / 1000));
    return out;
  }
  const std::string_view text = quantity.text();
  if (text == "0") {
    out.cached = "0";
    return out;
  }
  const Written written = split(text);
  const bool binary = out.format == Quantity::Format::binarySI;
  const int exponent = exponentOf(written.suffix, binary);
  const int digits = static_cast<int>(written.whole.size() + written.fraction.size());
  constexpr int kDecimalDigits = 18;
  constexpr int kBinaryDigits = 15;
  const int precision = !binary                    ? kDecimalDigits - digits
                        : written.fraction.empty() ? kBinaryDigits - static_cast<int>(written.whole.size()) -
                                                         static_cast<int>(static_cast<float>(exponent) * 3 / 10) - 1
                                                   : -1;
  const int scale = (binary ? 0 : exponent) - static_cast<int>(written.fraction.size());
  constexpr int kNanoScale = -9;
  if (precision < 0 || scale < kNanoScale) {
    out.big = true;
    return out;
  }
  const std::string shifted = std::string(written.whole) + std::string(written.fraction);
  std::int64_t value = 0;
  std::from_chars(shifted.data(), shifted.data() + shifted.size(), value);
  const bool canonical = binary ? (value & 7) != 0 : scale % 3 == 0 && !shifted.ends_with("000") && shifted.front() != '0';
  if (binary && __builtin_mul_overflow(value, std::int64_t{1} << exponent, &value)) {
    out.big = true;
    return out;
  }
  out.value = written.negative ? -value : value;
  out.scale = scale;
  out.cached = canonical ? std::string(text) : std::string();
  return out;
}

}  // namespace claimscope::allocation
