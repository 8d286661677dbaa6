#include "model/prometheus/dashboard/element.h"

#include <fmt/format.h>

#include <algorithm>

namespace claimscope::dashboard {

MaybeElement field(const MaybeElement& object, std::string_view name) {
  simdjson::dom::object fields;
  Element value;
  if (!object || object->get(fields) != simdjson::SUCCESS || fields.at_key(name).get(value) != simdjson::SUCCESS ||
      value.is_null()) {
    return std::nullopt;
  }
  return value;
}

MaybeElement at(const MaybeElement& object, std::string_view path) {
  MaybeElement value = object;
  while (value && !path.empty()) {
    const std::size_t dot = path.find('.');
    value = field(value, path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return value;
}

std::string textOf(const MaybeElement& value, std::size_t most) {
  std::string_view text;
  if (value && value->get(text) == simdjson::SUCCESS) {
    std::size_t length = std::min(text.size(), most);
    while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
      --length;  // not in the middle of a character
    }
    return std::string(text.substr(0, length));
  }
  if (value && value->is_number()) {
    return simdjson::minify(*value);
  }
  return {};
}

std::int64_t integerOf(const MaybeElement& value, std::int64_t otherwise) {
  std::int64_t number = 0;
  if (value && value->get(number) == simdjson::SUCCESS) {
    return number;
  }
  const auto real = numberOf(value);
  return real && *real > -1e15 && *real < 1e15 ? static_cast<std::int64_t>(*real) : otherwise;
}

std::optional<double> numberOf(const MaybeElement& value) {
  double number = 0;
  return value && value->is_number() && value->get(number) == simdjson::SUCCESS ? std::optional<double>(number) : std::nullopt;
}

bool flagOf(const MaybeElement& value, bool otherwise) {
  bool flag = false;
  return value && value->get(flag) == simdjson::SUCCESS ? flag : otherwise;
}

simdjson::dom::array itemsOf(const MaybeElement& value) {
  // An empty array needs a document; this one lives as long as the program.
  static simdjson::dom::parser parser;
  static const simdjson::dom::array kNone = [] {
    simdjson::dom::array none;
    const simdjson::error_code error = parser.parse("[]", 2).get(none);
    return error == simdjson::SUCCESS ? none : simdjson::dom::array();
  }();
  simdjson::dom::array items;
  return value && value->get(items) == simdjson::SUCCESS ? items : kNone;
}

bool isObject(const MaybeElement& value) {
  return value && value->is_object();
}

bool isArray(const MaybeElement& value) {
  return value && value->is_array();
}

}  // namespace claimscope::dashboard
