#include "model/prometheus/promql/template.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "model/base/words.h"
#include "model/prometheus/promql/literals.h"

namespace claimscope::promql {
namespace {

bool isNameCharacter(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool isNameStart(char c) {
  return isNameCharacter(c) && !(c >= '0' && c <= '9');
}

std::size_t nameEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && isNameCharacter(text[at])) {
    ++at;
  }
  return at;
}

/// A variable that begins at `at`: its name, format and length.
std::optional<Insertion> variableAt(std::string_view text, std::size_t at) {
  Insertion out;
  out.from.begin = at;
  const bool brackets = text.substr(at).starts_with("[[");
  const bool braces = text.substr(at).starts_with("${");
  const std::size_t begin = at + (brackets || braces ? 2U : 1U);
  if ((!brackets && text[at] != '$') || begin >= text.size() || !isNameStart(text[begin])) {
    return std::nullopt;
  }
  std::size_t end = nameEnd(text, begin);
  out.name = std::string(text.substr(begin, end - begin));
  if (brackets || braces) {
    const std::string_view close = brackets ? "]]" : "}";
    const std::size_t stop = text.find(close, end);
    if (stop == std::string_view::npos || stop - end > 200) {
      return std::nullopt;
    }
    const std::string_view rest = text.substr(end, stop - end);  // ".field", ":format" or both
    const std::size_t colon = rest.find(':');
    if (!rest.empty() && rest[0] != '.' && rest[0] != ':') {
      return std::nullopt;
    }
    out.format = colon == std::string_view::npos ? "" : std::string(rest.substr(colon + 1));
    end = stop + close.size();
  }
  out.from.end = end;
  return out;
}

std::string escapedForRegex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\^$.*+?()[]{}|").find(c) != std::string_view::npos) {
      out += "\\\\";  // once for the regular expression, once for the string around it
    }
    out += c;
  }
  return out;
}

std::string escapedForString(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '"' ? "\\\"" : std::string(1, c);
  }
  return out;
}

/// Several values as Grafana's Prometheus source writes them.
std::string formatted(const std::vector<std::string>& values, const std::string& format) {
  if (format == "csv") {
    return words::joined(values, ",");
  }
  if (format == "pipe") {
    return words::joined(values, "|");
  }
  if (format == "raw" || format == "text" || (format.empty() && values.size() == 1)) {
    return words::joined(values, ",");
  }
  if (format == "glob") {
    return values.size() == 1 ? values[0] : "{" + words::joined(values, ",") + "}";
  }
  std::vector<std::string> escaped;
  escaped.reserve(values.size());
  for (const std::string& value : values) {
    escaped.push_back(escapedForRegex(value));
  }
  return escaped.size() == 1 ? escaped[0] : "(" + words::joined(escaped, "|") + ")";
}

/// Variables that Grafana itself fills.
std::optional<std::string> builtIn(const std::string& name, const std::string& format, const Variables& variables) {
  if (name == "__interval") {
    return formatPromDuration(variables.intervalMs);
  }
  if (name == "__interval_ms") {
    return fmt::format("{}", variables.intervalMs);
  }
  if (name == "__rate_interval") {
    return formatPromDuration(std::max(variables.intervalMs + variables.scrapeMs, 4 * variables.scrapeMs));
  }
  if (name == "__rate_interval_ms") {
    return fmt::format("{}", std::max(variables.intervalMs + variables.scrapeMs, 4 * variables.scrapeMs));
  }
  if (name == "__range") {
    return formatPromDuration(variables.rangeMs);
  }
  if (name == "__range_s") {
    return fmt::format("{}", variables.rangeMs / 1000);
  }
  if (name == "__range_ms") {
    return fmt::format("{}", variables.rangeMs);
  }
  if (name == "__from" || name == "__to") {
    const std::int64_t ms = name == "__to" ? variables.toMs : variables.toMs - variables.rangeMs;
    return fmt::format("{}", format == "date:seconds" ? ms / 1000 : ms);
  }
  return std::nullopt;
}

/// Where in the grammar the text stands so far: within a string, a bracket, or behind `offset`.
class Context {
 public:
  void read(char c) {
    if (m_quote != '\0') {
      if (c == '\\' && m_quote != '`' && !m_escaped) {
        m_escaped = true;
        return;
      }
      if (c == m_quote && !m_escaped) {
        m_quote = '\0';
      }
      m_escaped = false;
      return;
    }
    if (m_comment) {
      m_comment = c != '\n';
      return;
    }
    if (c == '"' || c == '\'' || c == '`') {
      m_quote = c;
    } else if (c == '#') {
      m_comment = true;
    } else if (c == '[') {
      m_bracket = true;
    } else if (c == ']') {
      m_bracket = false;
    }
    if (isNameCharacter(c)) {
      m_word = m_inWord ? m_word + c : std::string(1, c);
    } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '-' && c != '+') {
      m_word.clear();
    }
    m_inWord = isNameCharacter(c);
    m_regex = c == '~' || (m_regex && (c == ' ' || c == '\t' || c == m_quote));
  }

  [[nodiscard]] bool inString() const { return m_quote != '\0'; }
  [[nodiscard]] bool inRegex() const { return inString() && m_regex; }
  [[nodiscard]] bool inBracket() const { return !inString() && m_bracket; }
  [[nodiscard]] Slot slot() const {
    const bool behindOffset = (m_word == "offset" || m_word == "OFFSET") && !m_inWord;
    return inString() ? Slot::text : m_bracket || behindOffset ? Slot::duration : Slot::name;
  }

 private:
  char m_quote = '\0';
  bool m_escaped = false;
  bool m_comment = false;
  bool m_bracket = false;
  bool m_inWord = false;
  bool m_regex = false;  ///< the string in hand, or the next one, is the value of =~ or !~
  std::string m_word;
};

std::string standIn(const Insertion& insertion, const Context& context, bool numbers) {
  if (insertion.slot == Slot::duration) {
    return "5m";
  }
  if (context.inRegex()) {
    return ".+";
  }
  if (insertion.slot == Slot::text) {
    return insertion.name;
  }
  return numbers ? "1" : insertion.name;
}

}  // namespace

bool Filled::complete() const {
  return std::all_of(insertions.begin(), insertions.end(), [](const Insertion& i) { return i.known; });
}

Range Filled::original(Range where) const {
  Range out = where;
  for (const Insertion& insertion : insertions) {
    const auto moved = [&](std::size_t at, std::size_t before, bool end) {
      if (at >= insertion.to.end) {
        return insertion.from.end + (at - insertion.to.end);
      }
      const bool inside = at > insertion.to.begin;
      return inside ? (end ? insertion.from.end : insertion.from.begin) : before;
    };
    if (where.begin >= insertion.to.begin) {
      out.begin = where.begin == insertion.to.begin ? insertion.from.begin : moved(where.begin, out.begin, false);
    }
    if (where.end > insertion.to.begin) {
      out.end = moved(where.end, out.end, true);
    }
  }
  out.end = std::max(out.begin, out.end);
  return out;
}

bool Filled::touches(Range where) const {
  return std::any_of(insertions.begin(), insertions.end(),
                     [&](const Insertion& i) { return i.to.begin < where.end && where.begin < i.to.end; });
}

Filled fill(std::string_view expression, const Variables& variables, bool numbers) {
  Filled out;
  Context context;
  for (std::size_t i = 0; i < expression.size();) {
    std::optional<Insertion> found;
    if (expression[i] == '$' || (expression[i] == '[' && !context.inBracket())) {
      found = variableAt(expression, i);
    }
    if (!found) {
      out.text += expression[i];
      context.read(expression[i++]);
      continue;
    }
    found->slot = context.slot();
    std::optional<std::string> value = builtIn(found->name, found->format, variables);
    if (const auto given = variables.values.find(found->name);
        !value && given != variables.values.end() && !given->second.empty()) {
      value = formatted(given->second, found->format);
      if (found->slot == Slot::text) {
        value = escapedForString(*value);
      }
    }
    found->known = value.has_value();
    const std::string text = value ? *value : standIn(*found, context, numbers);
    found->to = {out.text.size(), out.text.size() + text.size()};
    out.text += text;
    if (found->slot != Slot::text) {
      for (const char c : text) {
        context.read(c);
      }
    }
    i = found->from.end;
    out.insertions.push_back(std::move(*found));
  }
  return out;
}

}  // namespace claimscope::promql
