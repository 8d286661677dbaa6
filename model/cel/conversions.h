// Conversions: numbers, texts and times turned into each other as Go's strconv and fmt do. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/cel/value.h"

namespace claimscope::cel {

/// value.ConvertToType(string): an error where the type has none.
[[nodiscard]] Value toText(const Value& value);
/// %g with the fewest digits that read back the same.
[[nodiscard]] std::string formatDouble(double value);
/// strconv.ParseFloat; nothing for what overflows.
[[nodiscard]] std::optional<double> parseDouble(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view text);

}  // namespace claimscope::cel
