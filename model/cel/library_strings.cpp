#include <fmt/format.h>

#include <algorithm>

#include "model/cel/function.h"
#include "model/cel/runes.h"
#include "model/cel/text_format.h"

namespace claimscope::cel {
namespace {

Value outOfRange(std::int64_t index) {
  return Value::error(fmt::format("index out of range: {}", index));
}

Value charAt(Args args) {
  const Runes runes = toRunes(args[0].text());
  const std::int64_t index = args[1].integer();
  if (index < 0 || index > static_cast<std::int64_t>(runes.size())) {
    return outOfRange(index);
  }
  const auto at = static_cast<std::size_t>(index);
  return Value::string(at == runes.size() ? std::string() : fromRunes(runes, at, at + 1));
}

bool runsAt(const Runes& text, std::size_t at, const Runes& part) {
  return std::equal(part.begin(), part.end(), text.begin() + static_cast<std::ptrdiff_t>(at));
}

Value stringIndexOf(Args args) {
  const std::int64_t offset = args.size() > 2 ? args[2].integer() : 0;
  if (offset < 0) {
    return outOfRange(offset);
  }
  const Runes text = toRunes(args[0].text());
  const auto size = static_cast<std::int64_t>(text.size());
  if (args[1].text().empty()) {
    return Value::integer(std::min(offset, size));
  }
  const Runes part = toRunes(args[1].text());
  for (auto at = static_cast<std::size_t>(std::min(offset, size)); at + part.size() <= text.size(); ++at) {
    if (runsAt(text, at, part)) {
      return Value::integer(static_cast<std::int64_t>(at));
    }
  }
  return Value::integer(-1);
}

Value stringLastIndexOf(Args args) {
  const Runes text = toRunes(args[0].text());
  const auto size = static_cast<std::int64_t>(text.size());
  const bool bounded = args.size() > 2;
  if (!bounded && args[1].text().empty()) {
    return Value::integer(size);
  }
  if (!bounded && args[0].text().size() < args[1].text().size()) {
    return Value::integer(-1);
  }
  const std::int64_t offset = bounded ? args[2].integer() : size - 1;
  if (offset < 0) {
    return outOfRange(offset);
  }
  if (args[1].text().empty()) {
    return Value::integer(std::min(offset, size));
  }
  const Runes part = toRunes(args[1].text());
  if (offset >= size) {
    return Value::integer(-1);
  }
  for (std::int64_t at = std::min(offset, size - static_cast<std::int64_t>(part.size())); at >= 0; --at) {
    if (runsAt(text, static_cast<std::size_t>(at), part)) {
      return Value::integer(at);
    }
  }
  return Value::integer(-1);
}

/// Go turns a text into runes and back, which replaces what is no UTF-8.
Value lowerAscii(Args args) {
  std::string out = sanitized(args[0].text());
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return Value::string(std::move(out));
}
Value upperAscii(Args args) {
  std::string out = sanitized(args[0].text());
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return Value::string(std::move(out));
}

constexpr std::size_t kMostBytes = std::size_t{64} << 20U;  ///< upstream would only end with its memory

std::size_t runeLength(std::string_view text, std::size_t at) {
  std::size_t width = 1;
  while (at + width < text.size() && (static_cast<unsigned char>(text[at + width]) & 0xC0U) == 0x80U) {
    ++width;
  }
  return width;
}

Value replace(Args args) {
  const std::string_view text = args[0].text();
  const std::string_view from = args[1].text();
  const std::string_view to = args[2].text();
  const std::int64_t limit = args.size() > 3 ? args[3].integer() : -1;
  std::string out;
  std::size_t at = 0;
  for (std::int64_t done = 0; limit < 0 || done < limit; ++done) {
    std::size_t found = from.empty() ? at : text.find(from, at);
    if (from.empty() && done > 0) {
      if (at >= text.size()) {
        break;
      }
      found = at + runeLength(text, at);
    }
    if (found == std::string_view::npos) {
      break;
    }
    out.append(text.substr(at, found - at));
    out.append(to);
    at = found + from.size();
    if (out.size() > kMostBytes) {
      throw Abort{"operation cancelled: actual cost limit exceeded"};
    }
  }
  out.append(text.substr(std::min(at, text.size())));
  return Value::string(std::move(out));
}

Value split(Args args) {
  const std::string_view text = args[0].text();
  const std::string_view separator = args[1].text();
  const std::int64_t limit = args.size() > 2 ? args[2].integer() : -1;
  std::vector<Value> out;
  if (limit == 0) {
    return makeList({});
  }
  std::size_t at = 0;
  while (limit < 0 || static_cast<std::int64_t>(out.size()) + 1 < limit) {
    if (separator.empty()) {
      const std::size_t width = at < text.size() ? runeLength(text, at) : 0;
      if (at + width >= text.size()) {
        break;
      }
      out.push_back(Value::string(std::string(text.substr(at, width))));
      at += width;
      continue;
    }
    const std::size_t found = text.find(separator, at);
    if (found == std::string_view::npos) {
      break;
    }
    out.push_back(Value::string(std::string(text.substr(at, found - at))));
    at = found + separator.size();
  }
  if (!separator.empty() || at < text.size()) {
    out.push_back(Value::string(std::string(text.substr(at))));
  }
  return makeList(std::move(out));
}

Value substring(Args args) {
  const Runes runes = toRunes(args[0].text());
  const auto size = static_cast<std::int64_t>(runes.size());
  const std::int64_t start = args[1].integer();
  const std::int64_t end = args.size() > 2 ? args[2].integer() : size;
  if (args.size() > 2 && start > end) {
    return Value::error(fmt::format("invalid substring range. start: {}, end: {}", start, end));
  }
  if (start < 0 || start > size) {
    return outOfRange(start);
  }
  if (end < 0 || end > size) {
    return outOfRange(end);
  }
  return Value::string(fromRunes(runes, static_cast<std::size_t>(start), static_cast<std::size_t>(end)));
}

Value trim(Args args) {
  const Runes runes = toRunes(args[0].text());
  std::size_t begin = 0;
  std::size_t end = runes.size();
  while (begin < end && isSpace(runes[begin])) {
    ++begin;
  }
  while (end > begin && isSpace(runes[end - 1])) {
    --end;
  }
  return Value::string(fromRunes(runes, begin, end));
}

Value join(Args args) {
  std::string out;
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    const Value element = listAt(args[0], i);
    if (!element.is(Kind::string)) {
      return Value::error("join: invalid input: " + describe(element));
    }
    if (i > 0 && args.size() > 1) {
      out.append(args[1].text());
    }
    out.append(element.text());
    if (out.size() > kMostBytes) {
      throw Abort{"operation cancelled: actual cost limit exceeded"};
    }
  }
  return Value::string(std::move(out));
}

Value quote(Args args) {
  std::string out = "\"";
  for (const char c : sanitized(args[0].text())) {
    constexpr std::string_view kSpecial = "\a\b\f\n\r\t\v\\\"";
    constexpr std::string_view kLetters = "abfnrtv\\\"";
    const std::size_t at = kSpecial.find(c);
    if (at == std::string_view::npos) {
      out += c;
    } else {
      out += '\\';
      out += kLetters[at];
    }
  }
  return Value::string(out + "\"");
}

Value format(Args args) {
  return formatText(args[0].text(), args[1]);
}

}  // namespace

void addStrings(FunctionTable& table, int version) {
  table.add("charAt", "string_char_at_int", ".string,int->string", charAt);
  table.add("indexOf", "string_index_of_string", ".string,string->int", stringIndexOf);
  table.add("indexOf", "string_index_of_string_int", ".string,string,int->int", stringIndexOf);
  table.add("lastIndexOf", "string_last_index_of_string", ".string,string->int", stringLastIndexOf);
  table.add("lastIndexOf", "string_last_index_of_string_int", ".string,string,int->int", stringLastIndexOf);
  table.add("lowerAscii", "string_lower_ascii", ".string->string", lowerAscii);
  table.add("replace", "string_replace_string_string", ".string,string,string->string", replace);
  table.add("replace", "string_replace_string_string_int", ".string,string,string,int->string", replace);
  table.add("split", "string_split_string", ".string,string->list<string>", split);
  table.add("split", "string_split_string_int", ".string,string,int->list<string>", split);
  table.add("substring", "string_substring_int", ".string,int->string", substring);
  table.add("substring", "string_substring_int_int", ".string,int,int->string", substring);
  table.add("trim", "string_trim", ".string->string", trim);
  table.add("upperAscii", "string_upper_ascii", ".string->string", upperAscii);
  if (version >= 1) {
    table.addAny("format", "string_format", ".string,list<dyn>->string", format);
    table.add("strings.quote", "strings_quote", "string->string", quote);
  }
  table.add("join", "list_join", ".list<string>->string", join);
  table.add("join", "list_join_string", ".list<string>,string->string", join);
}

}  // namespace claimscope::cel
