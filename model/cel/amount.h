// Amount: a quantity as CEL computes with it, exact, and with upstream's two forms told apart. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::cel {

/// A whole number of any size: sign and limbs of 32 bits, least significant first.
class BigNumber {
 public:
  BigNumber() = default;
  explicit BigNumber(std::int64_t value);
  [[nodiscard]] static BigNumber ofDigits(std::string_view digits);
  [[nodiscard]] bool isZero() const { return m_limbs.empty(); }
  [[nodiscard]] int sign() const { return isZero() ? 0 : m_negative ? -1 : 1; }
  void negate() { m_negative = !isZero() && !m_negative; }
  void multiply(std::uint32_t factor);
  void scaleUp(unsigned tens);
  void shiftLeft(unsigned bits);
  /// Divides by 10 and gives the remainder (of the magnitude).
  std::uint32_t divideByTen();
  void addMagnitude(const BigNumber& other);
  [[nodiscard]] static BigNumber sum(const BigNumber& a, const BigNumber& b);
  [[nodiscard]] int compare(const BigNumber& other) const;
  [[nodiscard]] double toDouble() const;
  [[nodiscard]] std::size_t limbs() const { return m_limbs.size(); }

 private:
  [[nodiscard]] int compareMagnitude(const BigNumber& other) const;
  void subtractMagnitude(const BigNumber& smaller);
  void trim();
  std::vector<std::uint32_t> m_limbs;
  bool m_negative = false;
};

/// apimachinery api/resource: a quantity is an int64 with a decimal scale as long as that holds it, else an unbounded decimal.
/// isInteger and asInteger tell the forms apart, and comparing with an unbounded one makes a quantity unbounded.
class Amount {
 public:
  [[nodiscard]] static std::optional<Amount> parse(std::string_view text);
  [[nodiscard]] static Amount ofInteger(std::int64_t value);

  [[nodiscard]] int compare(Amount& other);
  [[nodiscard]] int sign() const;
  [[nodiscard]] std::optional<std::int64_t> asInteger() const;
  [[nodiscard]] double approximate() const;
  /// a + b or a - b. `other` may change its form.
  [[nodiscard]] Amount plus(Amount& other) const;
  [[nodiscard]] Amount minus(Amount& other) const;

 private:
  void widen();
  static int compareDecimals(const Amount& a, const Amount& b);
  bool m_wide = false;
  std::int64_t m_value = 0;
  std::int32_t m_scale = 0;  ///< value * 10^scale, in both forms
  BigNumber m_big;
};

}  // namespace claimscope::cel
