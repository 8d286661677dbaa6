// JSON readers over simdjson on-demand: one forward pass, null as absent, errors that name the field. Any thread.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/clock.h"
#include "model/base/quantity.h"
#include "model/base/text.h"

namespace claimscope::json {

using Value = simdjson::ondemand::value;
using Object = simdjson::ondemand::object;

/// Brackets within brackets that are still read; deeper is refused.
inline constexpr int kMaxDepth = 64;

/// Thrown inside decoders only, caught by decodeDocument() and friends: path of the field and what is wrong with it.
struct FieldError {
  std::string path;
  std::string cause;
  void prefix(std::string_view step) { path = path.empty() ? std::string(step) : std::string(step) + "." + path; }
};

/// Calls fn(key, value) for each field, in document order. Fields that fn does not read are skipped by the parser.
/// A null or absent object has no fields; anything else that is no object is a FieldError.
template <class Fn>
void forEachField(Value value, Fn&& fn);
template <class Fn>
void forEachField(Object object, Fn&& fn);

/// Calls fn(item) for each element of an array; null has none.
template <class Fn>
void forEachItem(Value value, Fn&& fn);

/// Scalars. null gives the default; a wrong type is a FieldError.
[[nodiscard]] Text text(Value value);
[[nodiscard]] std::string string(Value value);
[[nodiscard]] bool boolean(Value value);
[[nodiscard]] std::int64_t integer(Value value);
[[nodiscard]] Time time(Value value);
[[nodiscard]] Quantity quantity(Value value);
[[nodiscard]] std::vector<Text> texts(Value value);
[[nodiscard]] bool isNull(Value& value);
/// The raw bytes of a value, for fields kept as JSON (opaque parameters). Deeper than kMaxDepth is a FieldError.
[[nodiscard]] std::string raw(Value value);

/// True when brackets outside strings nest deeper than `limit`. Reads bytes only; the text need not be JSON.
[[nodiscard]] bool deeperThan(std::string_view json, int limit);

/// Grows a string so that simdjson may read past its end.
inline simdjson::padded_string_view padded(std::string& bytes) {
  if (bytes.capacity() < bytes.size() + simdjson::SIMDJSON_PADDING) {
    bytes.reserve(bytes.size() + simdjson::SIMDJSON_PADDING);
  }
  return simdjson::padded_string_view(bytes.data(), bytes.size(), bytes.capacity());
}

}  // namespace claimscope::json

#include "model/base/json_inline.h"
