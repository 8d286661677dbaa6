// Element: reads a hostile JSON tree without surprises: what is missing or of another type is a default. Any thread.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace claimscope::dashboard {

using Element = simdjson::dom::element;
using MaybeElement = std::optional<Element>;

/// A field of an object; none when there is none, or the value is no object, or the field is null.
[[nodiscard]] MaybeElement field(const MaybeElement& object, std::string_view name);
/// "a.b.c".
[[nodiscard]] MaybeElement at(const MaybeElement& object, std::string_view path);
/// Strings, and numbers as they are written; cut at `most` bytes.
[[nodiscard]] std::string textOf(const MaybeElement& value, std::size_t most = 1'000);
[[nodiscard]] std::int64_t integerOf(const MaybeElement& value, std::int64_t otherwise);
[[nodiscard]] std::optional<double> numberOf(const MaybeElement& value);
[[nodiscard]] bool flagOf(const MaybeElement& value, bool otherwise = false);
/// The items of an array; nothing for anything else.
[[nodiscard]] simdjson::dom::array itemsOf(const MaybeElement& value);
[[nodiscard]] bool isObject(const MaybeElement& value);
[[nodiscard]] bool isArray(const MaybeElement& value);

}  // namespace claimscope::dashboard
