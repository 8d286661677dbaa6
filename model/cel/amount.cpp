#include "model/cel/amount.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "model/base/ascii.h"

namespace claimscope::cel {

BigNumber::BigNumber(std::int64_t value) : m_negative(value < 0) {
  std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  for (; rest != 0; rest >>= 32U) {
    m_limbs.push_back(static_cast<std::uint32_t>(rest));
  }
}

BigNumber BigNumber::ofDigits(std::string_view digits) {
  BigNumber out;
  for (std::size_t i = 0; i < digits.size(); i += 9) {
    const std::string_view part = digits.substr(i, 9);
    std::uint32_t value = 0;
    std::uint32_t factor = 1;
    for (const char c : part) {
      value = value * 10 + static_cast<std::uint32_t>(c - '0');
      factor *= 10;
    }
    out.multiply(factor);
    if (value != 0) {
      out.addMagnitude(BigNumber(static_cast<std::int64_t>(value)));
    }
  }
  return out;
}

void BigNumber::trim() {
  while (!m_limbs.empty() && m_limbs.back() == 0) {
    m_limbs.pop_back();
  }
  m_negative = m_negative && !m_limbs.empty();
}

void BigNumber::multiply(std::uint32_t factor) {
  std::uint64_t carry = 0;
  for (std::uint32_t& limb : m_limbs) {
    carry += static_cast<std::uint64_t>(limb) * factor;
    limb = static_cast<std::uint32_t>(carry);
    carry >>= 32U;
  }
  if (carry != 0) {
    m_limbs.push_back(static_cast<std::uint32_t>(carry));
  }
  trim();
}

void BigNumber::scaleUp(unsigned tens) {
  for (; tens >= 9; tens -= 9) {
    multiply(1'000'000'000);
  }
  for (; tens > 0; --tens) {
    multiply(10);
  }
}

void BigNumber::shiftLeft(unsigned bits) {
  for (; bits >= 16; bits -= 16) {
    multiply(1U << 16U);
  }
  multiply(1U << bits);
}

std::uint32_t BigNumber::divideByTen() {
  std::uint64_t rest = 0;
  for (std::size_t i = m_limbs.size(); i-- > 0;) {
    rest = (rest << 32U) | m_limbs[i];
    m_limbs[i] = static_cast<std::uint32_t>(rest / 10);
    rest %= 10;
  }
  trim();
  return static_cast<std::uint32_t>(rest);
}

void BigNumber::addMagnitude(const BigNumber& other) {
  std::uint64_t carry = 0;
  m_limbs.resize(std::max(m_limbs.size(), other.m_limbs.size()), 0);
  for (std::size_t i = 0; i < m_limbs.size(); ++i) {
    carry += m_limbs[i];
    carry += i < other.m_limbs.size() ? other.m_limbs[i] : 0U;
    m_limbs[i] = static_cast<std::uint32_t>(carry);
    carry >>= 32U;
  }
  if (carry != 0) {
    m_limbs.push_back(static_cast<std::uint32_t>(carry));
  }
}

int BigNumber::compareMagnitude(const BigNumber& other) const {
  if (m_limbs.size() != other.m_limbs.size()) {
    return m_limbs.size() < other.m_limbs.size() ? -1 : 1;
  }
  for (std::size_t i = m_limbs.size(); i-- > 0;) {
    if (m_limbs[i] != other.m_limbs[i]) {
      return m_limbs[i] < other.m_limbs[i] ? -1 : 1;
    }
  }
  return 0;
}

void BigNumber::subtractMagnitude(const BigNumber& smaller) {
  std::int64_t borrow = 0;
  for (std::size_t i = 0; i < m_limbs.size(); ++i) {
    std::int64_t value = static_cast<std::int64_t>(m_limbs[i]) - borrow;
    value -= i < smaller.m_limbs.size() ? static_cast<std::int64_t>(smaller.m_limbs[i]) : 0;
    borrow = value < 0 ? 1 : 0;
    m_limbs[i] = static_cast<std::uint32_t>(value + (borrow << 32));
  }
  trim();
}

BigNumber BigNumber::sum(const BigNumber& a, const BigNumber& b) {
  if (a.m_negative == b.m_negative) {
    BigNumber out = a;
    out.addMagnitude(b);
    return out;
  }
  const bool larger = a.compareMagnitude(b) >= 0;
  BigNumber out = larger ? a : b;
  out.subtractMagnitude(larger ? b : a);
  return out;
}

int BigNumber::compare(const BigNumber& other) const {
  if (sign() != other.sign()) {
    return sign() < other.sign() ? -1 : 1;
  }
  return m_negative ? -compareMagnitude(other) : compareMagnitude(other);
}

double BigNumber::toDouble() const {
  // Round once: the top 64 bits, with a sticky bit for what is below.
  double out = 0;
  if (m_limbs.size() <= 2) {
    std::uint64_t value = 0;
    for (std::size_t i = m_limbs.size(); i-- > 0;) {
      value = (value << 32U) | m_limbs[i];
    }
    out = static_cast<double>(value);
  } else {
    std::size_t bits = m_limbs.size() * 32;
    std::uint32_t top = m_limbs.back();
    while ((top & 0x80000000U) == 0) {
      top <<= 1U;
      --bits;
    }
    const std::size_t drop = bits - 64;
    std::uint64_t value = 0;
    bool sticky = false;
    for (std::size_t i = 0; i < bits; ++i) {
      const bool bit = ((m_limbs[i / 32] >> (i % 32)) & 1U) != 0;
      if (i < drop) {
        sticky = sticky || bit;
      } else if (bit) {
        value |= std::uint64_t{1} << (i - drop);
      }
    }
    value |= sticky ? 1U : 0U;
    out = std::ldexp(static_cast<double>(value), static_cast<int>(drop));
  }
  return m_negative ? -out : out;
}

namespace {

constexpr std::int32_t kNanoScale = -9;
/// Decimal exponents beyond this are as good as infinite: upstream would compute with numbers of that many digits.
constexpr std::int32_t kMaxScale = 20'000;

bool multiplyChecked(std::int64_t a, std::int64_t b, std::int64_t& out) {
  return !__builtin_mul_overflow(a, b, &out);
}

bool scaleChecked(std::int64_t value, std::int32_t tens, std::int64_t& out) {
  out = value;
  for (std::int32_t i = 0; i < tens && out != 0; ++i) {
    if (!multiplyChecked(out, 10, out)) {
      return false;
    }
  }
  return true;
}

struct Suffix {
  bool valid = false;
  int base = 10;
  std::int32_t exponent = 0;
};

Suffix readSuffix(std::string_view text) {
  constexpr std::string_view kDecimal = "num";
  constexpr std::string_view kBig = "kMGTPE";
  if (text.empty()) {
    return {true, 10, 0};
  }
  if (text.size() == 1) {
    if (const std::size_t small = kDecimal.find(text[0]); small != std::string_view::npos) {
      return {true, 10, -9 + 3 * static_cast<std::int32_t>(small)};
    }
    if (const std::size_t big = kBig.find(text[0]); big != std::string_view::npos) {
      return {true, 10, 3 * (static_cast<std::int32_t>(big) + 1)};
    }
  }
  if (text.size() == 2 && text[1] == 'i') {
    if (const std::size_t big = std::string_view("KMGTPE").find(text[0]); big != std::string_view::npos) {
      return {true, 2, 10 * (static_cast<std::int32_t>(big) + 1)};
    }
  }
  if (text.size() > 1 && (text[0] == 'e' || text[0] == 'E')) {
    std::string_view digits = text.substr(1);
    if (digits.front() == '+') {
      digits.remove_prefix(1);
      if (!digits.empty() && digits.front() == '-') {
        return {};
      }
    }
    std::int64_t exponent = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
      return {};
    }
    return {true, 10, std::clamp(static_cast<std::int32_t>(exponent), -kMaxScale, kMaxScale)};
  }
  return {};
}

}  // namespace

std::optional<Amount> Amount::parse(std::string_view text) {
  if (text.empty()) {
    return std::nullopt;
  }
  std::size_t at = 0;
  const bool negative = text[0] == '-';
  at += text[0] == '-' || text[0] == '+' ? 1U : 0U;
  while (at < text.size() && text[at] == '0') {
    ++at;
  }
  Amount out;
  if (at == text.size()) {
    return out;  // "0", "-00", and upstream also takes "+"
  }
  const std::size_t wholeAt = at;
  while (at < text.size() && isDigit(text[at])) {
    ++at;
  }
  std::string whole(text.substr(wholeAt, at - wholeAt));
  if (whole.empty()) {
    whole = "0";
  }
  std::string fraction;
  bool anyDigit = at > 0 && isDigit(text[at - 1]);
  if (at < text.size() && text[at] == '.') {
    const std::size_t from = ++at;
    while (at < text.size() && isDigit(text[at])) {
      ++at;
    }
    fraction = std::string(text.substr(from, at - from));
    anyDigit = anyDigit || !fraction.empty();
  }
  const std::string_view suffixText = text.substr(at);
  // The letters of a suffix, a sign, digits: anything else is no quantity at all.
  std::size_t tail = 0;
  while (tail < suffixText.size() && std::string_view("eEinumkKMGTP").find(suffixText[tail]) != std::string_view::npos) {
    ++tail;
  }
  tail += tail < suffixText.size() && (suffixText[tail] == '-' || suffixText[tail] == '+') ? 1U : 0U;
  while (tail < suffixText.size() && isDigit(suffixText[tail])) {
    ++tail;
  }
  const Suffix suffix = readSuffix(suffixText);
  if (tail != suffixText.size() || !suffix.valid) {
    return std::nullopt;
  }
  const auto digits = static_cast<std::int32_t>(whole.size() + fraction.size());
  std::int32_t precision = -1;
  std::int32_t scale = 0;
  std::int64_t mantissa = 1;
  if (suffix.base == 10) {
    scale = suffix.exponent;
    precision = 18 - digits;
  } else if (fraction.empty()) {
    mantissa = std::int64_t{1} << suffix.exponent;
    precision = 15 - static_cast<std::int32_t>(whole.size()) - suffix.exponent * 3 / 10 - 1;
  }
  if (precision >= 0) {
    scale -= static_cast<std::int32_t>(fraction.size());
    if (scale >= kNanoScale) {
      const std::string shifted = whole + fraction;
      std::int64_t value = 0;
      std::from_chars(shifted.data(), shifted.data() + shifted.size(), value);
      std::int64_t result = 0;
      if (multiplyChecked(value, mantissa, result)) {
        out.m_value = negative ? -result : result;
        out.m_scale = scale;
        return out;
      }
    }
  }
  // The number itself must have a digit here, as inf.Dec reads it.
  if (!anyDigit) {
    return std::nullopt;
  }
  out.m_wide = true;
  out.m_big = BigNumber::ofDigits(whole + fraction);
  out.m_scale = -static_cast<std::int32_t>(fraction.size());
  if (suffix.base == 10) {
    out.m_scale += suffix.exponent;
  } else {
    out.m_big.shiftLeft(static_cast<unsigned>(suffix.exponent));
  }
  if (!out.m_big.isZero()) {
    bool rest = false;
    while (out.m_scale < kNanoScale) {
      if (out.m_big.isZero()) {
        out.m_scale = kNanoScale;
        break;
      }
      rest = out.m_big.divideByTen() != 0 || rest;
      ++out.m_scale;
    }
    if (rest) {
      out.m_big = BigNumber::sum(out.m_big, BigNumber(1));
    }
  }
  if (suffix.base == 2) {
    Amount largest;
    largest.m_value = std::numeric_limits<std::int64_t>::max();
    largest.widen();
    if (compareDecimals(out, largest) > 0) {
      out = largest;
    }
  }
  if (negative) {
    out.m_big.negate();
  }
  return out;
}

Amount Amount::ofInteger(std::int64_t value) {
  Amount out;
  out.m_value = value;
  return out;
}

void Amount::widen() {
  if (!m_wide) {
    m_wide = true;
    m_big = BigNumber(m_value);
    m_value = 0;
  }
}

int Amount::compareDecimals(const Amount& a, const Amount& b) {
  if (a.m_big.sign() != b.m_big.sign() || a.m_scale == b.m_scale) {
    return a.m_big.compare(b.m_big);
  }
  BigNumber x = a.m_big;
  BigNumber y = b.m_big;
  (a.m_scale > b.m_scale ? x : y).scaleUp(static_cast<unsigned>(std::abs(a.m_scale - b.m_scale)));
  return x.compare(y);
}

int Amount::compare(Amount& other) {
  if (m_wide || other.m_wide) {
    widen();
    other.widen();
    return compareDecimals(*this, other);
  }
  Amount a = *this;
  Amount b = other;
  a.widen();
  b.widen();
  return compareDecimals(a, b);
}

int Amount::sign() const {
  return m_wide ? m_big.sign() : (m_value > 0) - (m_value < 0);
}

std::optional<std::int64_t> Amount::asInteger() const {
  std::int64_t out = 0;
  if (m_wide || m_scale < 0 || !scaleChecked(m_value, m_scale, out)) {
    return std::nullopt;
  }
  return out;
}

double Amount::approximate() const {
  const double base = m_wide ? m_big.toDouble() : static_cast<double>(m_value);
  if (m_scale == 0) {
    return base;
  }
  // math.Pow10 gives 0 and infinity where a double ends.
  const double factor = m_scale < -323  ? 0.0
                        : m_scale > 308 ? HUGE_VAL
                                        : std::strtod(("1e" + std::to_string(m_scale)).c_str(), nullptr);
  return base * factor;
}

Amount Amount::plus(Amount& other) const {
  Amount out = *this;
  if (!m_wide && !other.m_wide) {
    if (other.m_value == 0) {
      return out;
    }
    if (m_value == 0) {
      return other;
    }
    std::int64_t a = m_value;
    std::int64_t b = other.m_value;
    const std::int32_t scale = std::min(m_scale, other.m_scale);
    std::int64_t sum = 0;
    if (scaleChecked(a, m_scale - scale, a) && scaleChecked(b, other.m_scale - scale, b) && !__builtin_add_overflow(a, b, &sum)) {
      out.m_value = sum;
      out.m_scale = scale;
      return out;
    }
  }
  out.widen();
  other.widen();
  BigNumber x = out.m_big;
  BigNumber y = other.m_big;
  (out.m_scale > other.m_scale ? x : y).scaleUp(static_cast<unsigned>(std::abs(out.m_scale - other.m_scale)));
  out.m_scale = std::min(out.m_scale, other.m_scale);
  out.m_big = BigNumber::sum(x, y);
  return out;
}

Amount Amount::minus(Amount& other) const {
  if (!m_wide && !other.m_wide && other.m_value != std::numeric_limits<std::int64_t>::min()) {
    Amount negated = other;
    negated.m_value = -negated.m_value;
    Amount out = plus(negated);
    if (out.m_wide) {
      other.widen();  // upstream's subtraction widens what it could not hold
    }
    return out;
  }
  other.widen();
  Amount negated = other;
  negated.m_big.negate();
  return plus(negated);
}

}  // namespace claimscope::cel
