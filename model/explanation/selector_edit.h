// SelectorEdit: the text of a selector with one term changed, guarded, renamed or left out. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/attribute.h"
#include "model/base/quantity.h"
#include "model/cel/selector.h"

namespace claimscope::explanation {

/// A constant in a term that is compared with something a device publishes; bytes of the expression.
struct Literal {
  enum class Kind : std::uint8_t { text, number, boolean } kind = Kind::text;
  cel::Range range;   ///< quotes included
  std::string value;  ///< without quotes
};

/// Literals of a term that are no part of a name such as device.attributes["domain"].id.
[[nodiscard]] std::vector<Literal> literalsOf(const cel::Selector& selector, std::size_t term);

/// The expression with bytes replaced.
[[nodiscard]] std::string withBytes(const std::string& expression, cel::Range range, std::string_view text);
/// The expression without a term; empty when it was the only one.
[[nodiscard]] std::string withoutTerm(const cel::Selector& selector, std::size_t term);
/// The term only where everything it names is published: has(device.attributes["d"].id) && (term).
[[nodiscard]] std::string guardedTerm(const cel::Selector& selector, std::size_t term,
                                      const std::vector<cel::Reference>& missing);

/// device.attributes["domain"].id, with ["id"] where the id is no identifier.
[[nodiscard]] std::string referenceText(cel::Reference::Subject subject, std::string_view domain, std::string_view id);
/// A CEL string constant.
[[nodiscard]] std::string celString(std::string_view text);

}  // namespace claimscope::explanation
