#include "model/cel/text_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "model/cel/conversions.h"
#include "model/cel/quoting.h"

namespace claimscope::cel {
namespace {

using Text = tl::expected<std::string, std::string>;

constexpr int kDefaultPrecision = 6;

Text fail(std::string message) {
  return tl::unexpected(std::move(message));
}

/// Go's locale aware printer of "en_US": digits in groups of three.
std::string grouped(std::string number) {
  std::size_t end = number.find_first_not_of("0123456789", number.starts_with('-') ? 1 : 0);
  end = end == std::string::npos ? number.size() : end;
  const std::size_t begin = number.starts_with('-') ? 1 : 0;
  for (std::size_t at = end; at > begin + 3;) {
    at -= 3;
    number.insert(at, ",");
  }
  return number;
}

Text nested(const Value& value);

std::string quotedFor(const Value& value, const std::string& text) {
  if (value.is(Kind::string)) {
    return goQuote(text);
  }
  if (value.is(Kind::bytes)) {
    return "b" + goQuote(text);
  }
  if (value.is(Kind::real) && !std::isfinite(value.real())) {
    return goQuote(text);
  }
  return text;
}

Text formatListText(const Value& list) {
  std::string out = "[";
  for (std::size_t i = 0; i < listSize(list); ++i) {
    const Value element = listAt(list, i);
    const Text text = nested(element);
    if (!text) {
      return text;
    }
    out += (i == 0 ? "" : ", ") + quotedFor(element, *text);
  }
  return out + "]";
}

Text formatMapText(const Value& map) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t i = 0; i < mapOf(map).size(); ++i) {
    const Value key = mapOf(map).keyAt(i);
    if (!key.is(Kind::string) && !key.is(Kind::boolean) && !key.is(Kind::integer) && !key.is(Kind::natural)) {
      return fail(fmt::format("no formatting function for map key of type {}", typeName(key)));
    }
    const Value value = mapOf(map).valueAt(i);
    const Text text = nested(value);
    if (!text) {
      return text;
    }
    pairs.emplace_back(quotedFor(key, std::string(toText(key).text())), quotedFor(value, *text));
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out = "{";
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    out += (i == 0 ? "" : ", ") + pairs[i].first + ":" + pairs[i].second;
  }
  return out + "}";
}

std::string fixedText(double value, int precision) {
  return std::isnan(value) ? "NaN" : std::isinf(value) ? (value < 0 ? "-Inf" : "+Inf") : fmt::format("{:.{}f}", value, precision);
}

Text formatString(const Value& value) {
  switch (value.kind()) {
    case Kind::list:
      return formatListText(value);
    case Kind::map:
      return formatMapText(value);
    case Kind::integer:
    case Kind::natural:
    case Kind::real:
    case Kind::boolean:
    case Kind::string:
    case Kind::timestamp:
    case Kind::bytes:
    case Kind::duration:
    case Kind::type: {
      const Value text = toText(value);
      return text.isError() ? fail("could not convert argument \"" + text.message() + "\" to string")
                            : Text(std::string(text.text()));
    }
    case Kind::null:
      return std::string("null");
    default:
      return fail(
          fmt::format("string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, "
                      "durations, and timestamps, was given {}",
                      typeName(value)));
  }
}

/// A value within a list or map.
Text nested(const Value& value) {
  switch (value.kind()) {
    case Kind::timestamp:
      return "timestamp(" + goQuote(std::string(toText(value).text())) + ")";
    case Kind::duration:
      return "duration(" + goQuote(std::string(toText(value).text())) + ")";
    case Kind::real:
      return fixedText(value.real(), kDefaultPrecision);
    case Kind::list:
      return formatListText(value);
    case Kind::map:
      return formatMapText(value);
    case Kind::integer:
    case Kind::natural:
    case Kind::string:
    case Kind::bytes:
    case Kind::boolean:
    case Kind::null:
    case Kind::type:
      return formatString(value);
    default:
      return fail(fmt::format("no formatting function for {}", typeName(value)));
  }
}

/// Go's printer for people writes 1.5×10⁰³.
std::string withExponent(double number) {
  const std::string text = fmt::format("{:.6e}", number);
  const std::size_t e = text.find('e');
  std::string exponent;
  for (const char c : text.substr(e + 1)) {
    static constexpr std::array<const char*, 10> kDigits = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    exponent += c == '-' ? "⁻" : c == '+' ? "" : kDigits[static_cast<std::size_t>(c - '0')];
  }
  return text.substr(0, e) + "×10" + exponent;
}

Text formatFloat(const Clause& clause, const Value& value) {
  double number = value.real();
  if (value.is(Kind::string) && (value.text() == "NaN" || value.text() == "Infinity" || value.text() == "-Infinity")) {
    number = *parseDouble(value.text());
  } else if (!value.is(Kind::real)) {
    return fail(fmt::format("{} clause can only be used on doubles, was given {}",
                            clause.verb == 'f' ? "fixed-point" : "scientific", typeName(value)));
  }
  number = number == 0 ? 0 : number;  // the printer for people has no -0
  const int precision = clause.precision.value_or(kDefaultPrecision);
  const std::string special = std::isnan(number) ? "NaN" : std::isinf(number) ? (number < 0 ? "-∞" : "∞") : "";
  if (clause.verb == 'f') {
    return special.empty() ? grouped(fmt::format("{:.{}f}", number, precision)) : special;
  }
  // Upstream takes the precision of %e for a width.
  std::string text = special.empty() ? withExponent(number) : special;
  const auto width = static_cast<std::size_t>(precision);
  const std::size_t size = runeCount(text);
  return size < width ? std::string(width - size, ' ') + text : text;
}

Text formatWhole(const Clause& clause, const Value& value) {
  const bool negative = value.is(Kind::integer) && value.integer() < 0;
  const std::uint64_t magnitude = negative ? 0 - value.natural() : value.natural();
  const std::string sign = negative ? "-" : "";
  switch (clause.verb) {
    case 'd':
      return sign + fmt::format("{}", magnitude);
    case 'b':
      return sign + fmt::format("{:b}", magnitude);
    case 'o':
      return sign + fmt::format("{:o}", magnitude);
    case 'x':
      return sign + fmt::format("{:x}", magnitude);
    default:
      return sign + fmt::format("{:X}", magnitude);
  }
}

Text formatClause(const Clause& clause, const Value& value) {
  const bool whole = value.is(Kind::integer) || value.is(Kind::natural);
  switch (clause.verb) {
    case 's':
      return formatString(value);
    case 'f':
    case 'e':
      return formatFloat(clause, value);
    case 'd':
      return whole ? formatWhole(clause, value)
                   : fail(fmt::format("decimal clause can only be used on integers, was given {}", typeName(value)));
    case 'b':
      if (value.is(Kind::boolean)) {
        return std::string(value.boolean() ? "1" : "0");
      }
      return whole ? formatWhole(clause, value)
                   : fail(fmt::format("only integers and bools can be formatted as binary, was given {}", typeName(value)));
    case 'o':
      return whole ? formatWhole(clause, value)
                   : fail(fmt::format("octal clause can only be used on integers, was given {}", typeName(value)));
    default: {
      if (whole) {
        return formatWhole(clause, value);
      }
      if (!value.is(Kind::string) && !value.is(Kind::bytes)) {
        return fail(
            fmt::format("only integers, byte buffers, and strings can be formatted as hex, was given {}", typeName(value)));
      }
      std::string out;
      for (const char c : value.text()) {
        const auto byte = static_cast<unsigned char>(c);
        out += clause.verb == 'x' ? fmt::format("{:02x}", byte) : fmt::format("{:02X}", byte);
      }
      return out;
    }
  }
}

}  // namespace

TextFormat parseFormat(std::string_view format, std::size_t arguments) {
  TextFormat out;
  out.texts.emplace_back();
  const auto fails = [&out](std::string message) {
    out.error = std::move(message);
    return out;
  };
  for (std::size_t i = 0; i < format.size();) {
    if (format[i] != '%') {
      out.texts.back() += format[i++];
      continue;
    }
    if (i + 1 < format.size() && format[i + 1] == '%') {
      out.texts.back() += '%';
      i += 2;
      continue;
    }
    if (out.clauses.size() >= arguments) {
      return fails(fmt::format("index {} out of range", out.clauses.size()));
    }
    if (++i >= format.size()) {
      return fails("unexpected end of string");
    }
    Clause clause;
    if (format[i] == '.') {
      const std::size_t from = ++i;
      while (i < format.size() && format[i] >= '0' && format[i] <= '9') {
        ++i;
      }
      const std::string_view digits = format.substr(from, i - from);
      constexpr std::string_view kWhere = "could not parse formatting clause: error while parsing precision: ";
      if (i >= format.size()) {
        return fails(std::string(kWhere) + "could not find end of precision specifier");
      }
      std::int64_t precision = 0;
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), precision);
      if (digits.empty() || error != std::errc()) {
        return fails(std::string(kWhere) +
                     fmt::format("error while converting precision to integer: strconv.Atoi: parsing \"{}\": {}", digits,
                                 digits.empty() ? "invalid syntax" : "value out of range"));
      }
      clause.precision = static_cast<int>(std::min<std::int64_t>(precision, 1'000'000));
    }
    clause.verb = format[i++];
    if (std::string_view("sdfebxXo").find(clause.verb) == std::string_view::npos) {
      return fails(fmt::format("could not parse formatting clause: unrecognized formatting clause \"{}\"", clause.verb));
    }
    out.clauses.push_back(clause);
    out.texts.emplace_back();
  }
  return out;
}

Value formatText(std::string_view format, const Value& arguments) {
  const TextFormat parsed = parseFormat(format, listSize(arguments));
  std::string out = parsed.texts.front();
  for (std::size_t i = 0; i < parsed.clauses.size(); ++i) {
    const Text text = formatClause(parsed.clauses[i], listAt(arguments, i));
    if (!text) {
      return Value::error("error during formatting: " + text.error());
    }
    out += *text + parsed.texts[i + 1];
  }
  return parsed.error ? Value::error(*parsed.error) : Value::string(std::move(out));
}

}  // namespace claimscope::cel
