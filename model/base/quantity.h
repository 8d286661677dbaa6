// Quantity: a Kubernetes resource quantity ("80Gi", "250m", "1e3"), exact. Any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/base/text.h"

namespace claimscope {

/// The grammar and rounding of apimachinery api/resource/quantity.go: finer than nano rounds up (away from zero),
/// values saturate beyond what 128-bit nano-units hold (about 1.7e29), far above upstream's own cap of 2^63-1.
class Quantity {
 public:
  Quantity() noexcept = default;
  /// Empty when the text is not a quantity.
  [[nodiscard]] static std::optional<Quantity> parse(std::string_view text);

  /// As written by the server or the user.
  [[nodiscard]] std::string_view text() const { return m_text.view(); }
  [[nodiscard]] const Text& written() const { return m_text; }
  [[nodiscard]] bool isSet() const { return !m_text.empty(); }
  /// Whole units, rounded up as Quantity.Value() does; saturates.
  [[nodiscard]] std::int64_t value() const;
  [[nodiscard]] double approximate() const;

  /// How a quantity is written: Ki, Mi, …; k, M, …; or 1e3. Sums keep the format of their left side unless that is zero
  /// (apimachinery quantity.go, Add).
  enum class Format : std::uint8_t { decimalSI, binarySI, decimalExponent };
  [[nodiscard]] Format format() const;
  /// The value in units of 1e-9. Counters and shared capacity are computed in these.
  __extension__ using Nano = __int128;
  [[nodiscard]] Nano nano() const;
  /// A computed quantity; its text is canonical: the largest suffix without a fraction (quantity.go, CanonicalizeBytes).
  [[nodiscard]] static Quantity ofNano(Nano nano, Format format);

  friend bool operator==(const Quantity& a, const Quantity& b) { return a.nano() == b.nano(); }
  friend std::strong_ordering operator<=>(const Quantity& a, const Quantity& b) {
    const Nano x = a.nano();
    const Nano y = b.nano();
    return x < y ? std::strong_ordering::less : x > y ? std::strong_ordering::greater : std::strong_ordering::equal;
  }

 private:
  Text m_text;
  std::int64_t m_high = 0;  ///< upper and lower halves of the nano-units: keeps alignment at 8
  std::uint64_t m_low = 0;
};

/// "21.5 Gi": one or two significant parts, for people.
[[nodiscard]] std::string formatQuantity(const Quantity& quantity);

}  // namespace claimscope
