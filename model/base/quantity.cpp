#include "model/base/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "model/base/ascii.h"

namespace claimscope {

namespace {

__extension__ using Wide = __int128;

constexpr Wide kWideMax = static_cast<Wide>((~static_cast<unsigned __int128>(0)) >> 1U);
constexpr Wide kNano = 1'000'000'000;
/// Upstream caps binary quantities at 2^63-1.
constexpr Wide kBinaryMax = static_cast<Wide>(std::numeric_limits<std::int64_t>::max()) * kNano;
/// Digits kept of a decimal number; what follows only decides rounding.
constexpr int kDecimalDigits = 37;

struct Suffix {
  bool valid = false;
  bool binary = false;
  int power = 0;  ///< of 2 or of 10
};

/// Exponent after e or E: an int64 of which upstream keeps the lower 32 bits; far beyond any representable value is clamped.
Suffix parseExponent(std::string_view text) {
  if (text.front() == '+') {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      return {};
    }
  }
  std::int64_t power = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), power);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return {};
  }
  constexpr std::int32_t kMost = 10'000;
  return {true, false, std::clamp(static_cast<std::int32_t>(power), -kMost, kMost)};
}

Suffix parseSuffix(std::string_view text) {
  constexpr std::string_view kBig = "kMGTPE";
  if (text.empty()) {
    return {true, false, 0};
  }
  if (text.size() == 1) {
    const std::size_t big = kBig.find(text[0]);
    if (big != std::string_view::npos) {
      return {true, false, 3 * (static_cast<int>(big) + 1)};
    }
    switch (text[0]) {
      case 'm':
        return {true, false, -3};
      case 'u':
        return {true, false, -6};
      case 'n':
        return {true, false, -9};
      default:
        return {};
    }
  }
  if (text.size() == 2 && text[1] == 'i') {
    const std::size_t big = std::string_view("KMGTPE").find(text[0]);
    return big == std::string_view::npos ? Suffix{} : Suffix{true, true, 10 * (static_cast<int>(big) + 1)};
  }
  return text[0] == 'e' || text[0] == 'E' ? parseExponent(text.substr(1)) : Suffix{};
}

/// The digits of the number: value = digits * 10^power, plus something smaller than one digit when `more`.
struct Mantissa {
  Wide digits = 0;
  int power = 0;
  bool more = false;
};

Mantissa readMantissa(std::string_view whole, std::string_view fraction) {
  Mantissa out;
  int kept = 0;
  const auto add = [&](char c, bool isFraction) {
    const int digit = c - '0';
    if (kept == 0 && digit == 0) {
      out.power -= isFraction ? 1 : 0;
    } else if (kept < kDecimalDigits) {
      out.digits = out.digits * 10 + digit;
      ++kept;
      out.power -= isFraction ? 1 : 0;
    } else {
      out.more = out.more || digit != 0;
      out.power += isFraction ? 0 : 1;
    }
  };
  for (const char c : whole) {
    add(c, false);
  }
  for (const char c : fraction) {
    add(c, true);
  }
  return out;
}

/// mantissa * 10^power in whole units of nano, rounded away from zero, saturating.
Wide scaleUp(Wide digits, int power, bool more) {
  if (digits == 0 && !more) {
    return 0;
  }
  for (; power > 0; --power) {
    if (digits > kWideMax / 10) {
      return kWideMax;
    }
    digits *= 10;
  }
  for (; power < 0 && digits != 0; ++power) {
    more = more || digits % 10 != 0;
    digits /= 10;
  }
  return digits + (more && digits < kWideMax ? 1 : 0);
}

/// Nano-units of a number with a suffix Ki … Ei, rounded up, at most upstream's cap.
Wide binaryNano(std::string_view whole, std::string_view fraction, int power) {
  constexpr std::size_t kFractionDigits = 18;
  Wide units = 0;
  for (const char c : whole) {
    units = units * 10 + (c - '0');
    if (units > (kBinaryMax / kNano >> power)) {
      return kBinaryMax;
    }
  }
  Wide part = 0;
  bool more = false;
  for (std::size_t i = 0; i < std::max(fraction.size(), kFractionDigits); ++i) {
    const int digit = i < fraction.size() ? fraction[i] - '0' : 0;
    if (i < kFractionDigits) {
      part = part * 10 + digit;
    } else {
      more = more || digit != 0;
    }
  }
  part <<= power;
  more = more || part % kNano != 0;
  return std::min((units << power) * kNano + part / kNano + (more ? 1 : 0), kBinaryMax);
}

}  // namespace

std::optional<Quantity> Quantity::parse(std::string_view text) {
  std::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    rest.remove_prefix(1);
  }
  const auto takeDigits = [&rest] {
    std::size_t n = 0;
    while (n < rest.size() && isDigit(rest[n])) {
      ++n;
    }
    const std::string_view digits = rest.substr(0, n);
    rest.remove_prefix(n);
    return digits;
  };
  const std::string_view whole = takeDigits();
  std::string_view fraction;
  if (!rest.empty() && rest.front() == '.') {
    rest.remove_prefix(1);
    fraction = takeDigits();
  }
  // Without any digit, as "Mi" or "+", upstream reads zero, unless the suffix takes it to its slow path.
  const Suffix suffix = parseSuffix(rest);
  const bool slow = suffix.binary ? suffix.power > 40 : suffix.power < -9;
  if (!suffix.valid || (whole.empty() && fraction.empty() && slow)) {
    return std::nullopt;
  }
  if (text.empty()) {
    return std::nullopt;
  }
  Wide nano = 0;
  if (suffix.binary) {
    nano = binaryNano(whole, fraction, suffix.power);
  } else {
    const Mantissa mantissa = readMantissa(whole, fraction);
    nano = scaleUp(mantissa.digits, mantissa.power + suffix.power + 9, mantissa.more);
  }
  nano = negative ? -nano : nano;
  Quantity out;
  out.m_text = Text(text);
  out.m_high = static_cast<std::int64_t>(nano >> 64);
  out.m_low = static_cast<std::uint64_t>(nano);
  return out;
}

Quantity::Format Quantity::format() const {
  const std::string_view written = m_text.view();
  if (written.ends_with('i')) {
    return Format::binarySI;
  }
  // "5E" is five exa, "5E3" five thousand: an exponent has digits after it.
  const std::size_t e = written.find_first_of("eE");
  return e != std::string_view::npos && e + 1 < written.size() ? Format::decimalExponent : Format::decimalSI;
}

Quantity Quantity::ofNano(Nano nano, Format format) {
  const bool negative = nano < 0;
  unsigned __int128 rest = negative ? -static_cast<unsigned __int128>(nano) : static_cast<unsigned __int128>(nano);
  const unsigned __int128 unit = static_cast<unsigned __int128>(kNano);
  std::string suffix;
  // Binary suffixes hold whole numbers of at least 1024; smaller or broken values are written as decimal ones.
  if (format == Format::binarySI && rest >= 1024 * unit && rest % unit == 0) {
    constexpr std::array<std::string_view, 7> kBinary = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    std::size_t power = 0;
    rest /= unit;
    for (; power + 1 < kBinary.size() && rest % 1024 == 0 && rest != 0; ++power) {
      rest /= 1024;
    }
    suffix = kBinary[power];
  } else {
    constexpr std::array<std::string_view, 10> kDecimal = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    constexpr std::size_t kOne = 3;
    std::size_t power = 0;
    for (; power + 1 < kDecimal.size() && rest % 1000 == 0 && rest != 0; ++power) {
      rest /= 1000;
    }
    if (rest == 0) {
      power = kOne;
    }
    const int exponent = 3 * (static_cast<int>(power) - static_cast<int>(kOne));
    suffix = format == Format::decimalExponent ? (exponent == 0 ? std::string() : fmt::format("e{}", exponent))
                                               : std::string(kDecimal[power]);
  }
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  Quantity out;
  out.m_text = Text(fmt::format("{}{}{}", negative ? "-" : "", digits, suffix));
  out.m_high = static_cast<std::int64_t>(nano >> 64);
  out.m_low = static_cast<std::uint64_t>(nano);
  return out;
}

Quantity::Nano Quantity::nano() const {
  return static_cast<Nano>((static_cast<unsigned __int128>(static_cast<std::uint64_t>(m_high)) << 64U) | m_low);
}

std::int64_t Quantity::value() const {
  const Nano n = nano();
  Nano units = n / kNano;
  const Nano remainder = n % kNano;
  units += remainder > 0 ? 1 : remainder < 0 ? -1 : 0;
  constexpr Nano kMax = std::numeric_limits<std::int64_t>::max();
  constexpr Nano kMin = std::numeric_limits<std::int64_t>::min();
  return static_cast<std::int64_t>(units > kMax ? kMax : units < kMin ? kMin : units);
}

double Quantity::approximate() const {
  return static_cast<double>(nano()) / 1e9;
}

std::string formatQuantity(const Quantity& quantity) {
  constexpr std::array<std::string_view, 7> kBinary = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
  constexpr std::array<std::string_view, 7> kDecimal = {"", "k", "M", "G", "T", "P", "E"};
  constexpr std::array<std::string_view, 4> kSmall = {"", "m", "u", "n"};
  double number = std::abs(quantity.approximate());
  // Memory is often written as plain bytes: whole multiples of 1 Ki from 1 Mi up read better in binary units.
  const bool binary =
      quantity.text().find('i') != std::string_view::npos || (number >= 1 << 20 && number < 9e18 && quantity.value() % 1024 == 0);
  const double step = binary ? 1024 : 1000;
  std::size_t unit = 0;
  std::string_view name;
  if (number != 0 && number < 1) {
    for (; unit + 1 < kSmall.size() && number < 1; ++unit) {
      number *= 1000;
    }
    name = kSmall[unit];
  } else {
    // 0.05 below the step would print as the step itself.
    for (; unit + 1 < kBinary.size() && number >= step - 0.05; ++unit) {
      number /= step;
    }
    name = binary ? kBinary[unit] : kDecimal[unit];
  }
  std::string digits = fmt::format("{:.1f}", number);
  if (digits.ends_with(".0")) {
    digits.resize(digits.size() - 2);
  }
  const std::string_view sign = quantity.approximate() < 0 ? "-" : "";
  return name.empty() ? fmt::format("{}{}", sign, digits) : fmt::format("{}{} {}", sign, digits, name);
}

}  // namespace claimscope
