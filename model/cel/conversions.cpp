#include "model/cel/conversions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "model/cel/function.h"
#include "model/cel/net.h"
#include "model/cel/numbers.h"
#include "model/cel/times.h"

namespace claimscope::cel {
namespace {

Value conversionError(const Value& value, std::string_view to) {
  return Value::error(fmt::format("type conversion error from '{}' to '{}'", typeName(value), to));
}

template <class T>
std::optional<T> parseInteger(std::string_view text, bool sign) {
  std::string_view digits = text;
  if (sign && digits.starts_with('+') && digits.size() > 1 && digits[1] != '-') {
    digits.remove_prefix(1);
  }
  T value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() && !digits.empty() ? std::optional<T>(value) : std::nullopt;
}

Value identity(Args args) {
  return args[0];
}

Value toBool(Args args) {
  const std::string_view text = args[0].text();
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) {
      return Value::boolean(true);
    }
  }
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) {
      return Value::boolean(false);
    }
  }
  return conversionError(args[0], "bool");
}

Value toBytes(Args args) {
  return Value::bytes(std::string(args[0].text()));
}

Value toDouble(Args args) {
  const Value& value = args[0];
  switch (value.kind()) {
    case Kind::integer:
      return Value::real(static_cast<double>(value.integer()));
    case Kind::natural:
      return Value::real(static_cast<double>(value.natural()));
    default: {
      const auto parsed = parseDouble(value.text());
      return parsed ? Value::real(*parsed) : conversionError(value, "double");
    }
  }
}

Value toInt(Args args) {
  const Value& value = args[0];
  switch (value.kind()) {
    case Kind::real: {
      const auto whole = numbers::toInteger(value.real());
      return whole ? Value::integer(*whole) : Value::error("integer overflow");
    }
    case Kind::natural:
      return value.natural() > static_cast<std::uint64_t>(INT64_MAX) ? Value::error("integer overflow")
                                                                     : Value::integer(static_cast<std::int64_t>(value.natural()));
    case Kind::duration:
    case Kind::timestamp:
      return Value::integer(value.integer());
    default: {
      const auto parsed = parseInteger<std::int64_t>(value.text(), true);
      return parsed ? Value::integer(*parsed) : conversionError(value, "int");
    }
  }
}

Value toUint(Args args) {
  const Value& value = args[0];
  switch (value.kind()) {
    case Kind::real: {
      const auto whole = numbers::toNatural(value.real());
      return whole ? Value::natural(*whole) : Value::error("unsigned integer overflow");
    }
    case Kind::integer:
      return value.integer() < 0 ? Value::error("unsigned integer overflow")
                                 : Value::natural(static_cast<std::uint64_t>(value.integer()));
    default: {
      const auto parsed = parseInteger<std::uint64_t>(value.text(), false);
      return parsed ? Value::natural(*parsed) : conversionError(value, "uint");
    }
  }
}

Value toDuration(Args args) {
  const auto parsed = parseGoDuration(args[0].text());
  return parsed ? Value::duration(*parsed) : conversionError(args[0], "google.protobuf.Duration");
}

Value toTimestamp(Args args) {
  const Value& value = args[0];
  Instant instant;
  if (value.is(Kind::integer)) {
    instant.seconds = value.integer();
  } else {
    const auto parsed = parseTimestamp(value.text());
    if (!parsed) {
      return conversionError(value, "google.protobuf.Timestamp");
    }
    instant = *parsed;
  }
  if (instant.seconds < kMinTime || instant.seconds > kMaxTime) {
    return Value::error("timestamp overflow");
  }
  return Value::timestamp(instant.seconds, instant.nanoseconds, instant.zone);
}

Value toString(Args args) {
  return toText(args[0]);
}

Value typeOf(Args args) {
  return args[0].isError() ? args[0] : Value::type(typeName(args[0]));
}

}  // namespace

bool isValidUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) {
      return false;
    }
    for (std::size_t n = 1; n < length; ++n) {
      if ((static_cast<unsigned char>(text[i + n]) & 0xC0U) != 0x80U) {
        return false;
      }
    }
    const auto second = length > 2 ? static_cast<unsigned char>(text[i + 1]) : 0x90U;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F)) {
      return false;
    }
    i += length;
  }
  return true;
}

std::string formatDouble(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value < 0 ? "-Inf" : "+Inf";
  }
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  const int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  constexpr int kLargest = 6;
  if (exponent < -4 || exponent >= kLargest) {
    return std::string(text);
  }
  const auto fixed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
  return {buffer.data(), fixed};
}

std::optional<double> parseDouble(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string_view body = lower;
  if (body.starts_with('+') || body.starts_with('-')) {
    body.remove_prefix(1);
  }
  if (body == "inf" || body == "infinity" || body == "nan") {
    return std::strtod(lower.c_str(), nullptr);
  }
  const bool hex = body.starts_with("0x");
  std::size_t digits = 0;
  bool point = false;
  std::size_t i = hex ? 2 : 0;
  const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  for (; i < body.size(); ++i) {
    const char c = body[i];
    if (isDigit(c) || (hex && c >= 'a' && c <= 'f')) {
      ++digits;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  const bool exponent = i < body.size() && body[i] == (hex ? 'p' : 'e');
  if (digits == 0 || (hex && !exponent)) {
    return std::nullopt;
  }
  if (exponent) {
    ++i;
    i += i < body.size() && (body[i] == '+' || body[i] == '-') ? 1U : 0U;
    if (i == body.size()) {
      return std::nullopt;
    }
    while (i < body.size() && isDigit(body[i])) {
      ++i;
    }
  }
  if (i != body.size()) {
    return std::nullopt;
  }
  const double value = std::strtod(lower.c_str(), nullptr);
  return std::isinf(value) ? std::nullopt : std::optional(value);
}

Value toText(const Value& value) {
  switch (value.kind()) {
    case Kind::string:
      return value;
    case Kind::boolean:
      return Value::borrowed(value.boolean() ? "true" : "false");
    case Kind::bytes:
      return isValidUtf8(value.text()) ? Value::string(std::string(value.text()))
                                       : Value::error("invalid UTF-8 in bytes, cannot convert to string");
    case Kind::real:
      return Value::string(formatDouble(value.real()));
    case Kind::duration:
      return Value::string(formatGoDuration(value.integer()));
    case Kind::integer:
      return Value::string(fmt::format("{}", value.integer()));
    case Kind::natural:
      return Value::string(fmt::format("{}", value.natural()));
    case Kind::timestamp:
      return Value::string(formatTimestamp(value));
    case Kind::null:
      return Value::borrowed("null");
    case Kind::type:
      return Value::borrowed(value.text());
    case Kind::ip:
      return Value::string(formatIp(value.as<IpObject>().ip));
    case Kind::cidr:
      return Value::string(fmt::format("{}/{}", formatIp(value.as<CidrObject>().ip), value.as<CidrObject>().prefix));
    case Kind::error:
      return value;
    default:
      return conversionError(value, "string");
  }
}

void addConversions(FunctionTable& table) {
  table.add("type", "type", "A->type<A>");
  table.bind("type", typeOf, Shape::unary);
  table.add("bool", "bool_to_bool", "bool->bool", identity);
  table.add("bool", "string_to_bool", "string->bool", toBool);
  table.add("bytes", "bytes_to_bytes", "bytes->bytes", identity);
  table.add("bytes", "string_to_bytes", "string->bytes", toBytes);
  table.add("double", "double_to_double", "double->double", identity);
  table.add("double", "int64_to_double", "int->double", toDouble);
  table.add("double", "string_to_double", "string->double", toDouble);
  table.add("double", "uint64_to_double", "uint->double", toDouble);
  table.add("duration", "duration_to_duration", "duration->duration", identity);
  table.add("duration", "string_to_duration", "string->duration", toDuration);
  table.add("dyn", "to_dyn", "A->dyn");
  table.bind("dyn", identity, Shape::unary);
  table.add("int", "int64_to_int64", "int->int", identity);
  table.add("int", "double_to_int64", "double->int", toInt);
  table.add("int", "duration_to_int64", "duration->int", toInt);
  table.add("int", "string_to_int64", "string->int", toInt);
  table.add("int", "timestamp_to_int64", "timestamp->int", toInt);
  table.add("int", "uint64_to_int64", "uint->int", toInt);
  for (const char* type : {"string", "bool", "bytes", "double", "duration", "int", "timestamp", "uint"}) {
    table.add("string", std::string(type) + "_to_string", std::string(type) + "->string", toString);
  }
  table.add("timestamp", "timestamp_to_timestamp", "timestamp->timestamp", identity);
  table.add("timestamp", "int64_to_timestamp", "int->timestamp", toTimestamp);
  table.add("timestamp", "string_to_timestamp", "string->timestamp", toTimestamp);
  table.add("uint", "uint64_to_uint64", "uint->uint", identity);
  table.add("uint", "double_to_uint64", "double->uint", toUint);
  table.add("uint", "int64_to_uint64", "int->uint", toUint);
  table.add("uint", "string_to_uint64", "string->uint", toUint);
}

}  // namespace claimscope::cel
