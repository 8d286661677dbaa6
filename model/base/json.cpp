#include "model/base/json.h"

namespace claimscope::json {

namespace {

[[noreturn]] void wrong(std::string cause) {
  throw FieldError{{}, std::move(cause)};
}

/// The bytes of a scalar without the blanks that follow it.
std::string_view token(Value& value) {
  std::string_view bytes = value.raw_json_token();
  while (!bytes.empty() && (bytes.back() == ' ' || bytes.back() == '\n' || bytes.back() == '\r' || bytes.back() == '\t')) {
    bytes.remove_suffix(1);
  }
  return bytes;
}

/// Null is absent. Structural errors are passed on as they are; anything else is a wrong type.
bool stringOrNull(Value& value, std::string_view& out) {
  const simdjson::error_code code = value.get_string().get(out);
  if (code == simdjson::SUCCESS) {
    return true;
  }
  if (code != simdjson::INCORRECT_TYPE) {
    throw simdjson::simdjson_error(code);
  }
  if (!isNull(value)) {
    wrong("is not a string");
  }
  return false;
}

}  // namespace

Text text(Value value) {
  std::string_view view;
  return stringOrNull(value, view) ? Text(view) : Text();
}

std::string string(Value value) {
  std::string_view view;
  return stringOrNull(value, view) ? std::string(view) : std::string();
}

bool boolean(Value value) {
  bool out = false;
  if (value.get_bool().get(out) != simdjson::SUCCESS && !isNull(value)) {
    wrong("is not true or false");
  }
  return out;
}

std::int64_t integer(Value value) {
  std::int64_t out = 0;
  const simdjson::error_code code = value.get_int64().get(out);
  if (code == simdjson::SUCCESS || isNull(value)) {
    return out;
  }
  simdjson::ondemand::json_type type{};
  if (value.type().get(type) == simdjson::SUCCESS && type == simdjson::ondemand::json_type::number) {
    wrong("is not a whole number of 64 bits");
  }
  wrong("is not a number");
}

Time time(Value value) {
  std::string_view view;
  if (!stringOrNull(value, view) || view.empty()) {
    return {};
  }
  const std::optional<Time> parsed = parseTime(view);
  if (!parsed) {
    wrong("is not a time (RFC 3339)");
  }
  return *parsed;
}

Quantity quantity(Value value) {
  std::string_view view;
  const simdjson::error_code code = value.get_string().get(view);
  if (code == simdjson::INCORRECT_TYPE) {
    // apimachinery takes a bare number too.
    simdjson::ondemand::json_type type{};
    if (value.type().get(type) == simdjson::SUCCESS && type == simdjson::ondemand::json_type::number) {
      view = token(value);
    } else if (isNull(value)) {
      return {};
    } else {
      wrong("is not a quantity");
    }
  } else if (code != simdjson::SUCCESS) {
    throw simdjson::simdjson_error(code);
  }
  const std::optional<Quantity> parsed = Quantity::parse(view);
  if (!parsed) {
    wrong("is not a quantity");
  }
  return *parsed;
}

std::vector<Text> texts(Value value) {
  std::vector<Text> out;
  forEachItem(value, [&out](Value item) { out.push_back(text(item)); });
  out.shrink_to_fit();
  return out;
}

bool isNull(Value& value) {
  bool null = false;
  return value.is_null().get(null) == simdjson::SUCCESS && null;
}

bool deeperThan(std::string_view json, int limit) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted) {
      i += c == '\\' ? 1 : 0;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > limit) {
        return true;
      }
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

std::string raw(Value value) {
  std::string_view bytes;
  switch (simdjson::ondemand::json_type(value.type())) {
    case simdjson::ondemand::json_type::object:
      bytes = Object(value.get_object()).raw_json();
      break;
    case simdjson::ondemand::json_type::array:
      bytes = simdjson::ondemand::array(value.get_array()).raw_json();
      break;
    default:
      bytes = token(value);
      break;
  }
  if (deeperThan(bytes, kMaxDepth)) {
    wrong("is nested more than 64 deep");
  }
  return std::string(bytes);
}

}  // namespace claimscope::json
