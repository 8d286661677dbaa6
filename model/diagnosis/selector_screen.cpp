#include "model/diagnosis/selector_screen.h"

#include <charconv>

namespace claimscope::diagnosis {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// Walks an expression and tells, at each place outside strings, how deep in brackets it is.
template <class Fn>
bool scan(std::string_view text, Fn&& fn) {
  int depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\') {
        ++i;
      } else if (c == quote) {
        quote = '\0';
      }
      continue;
    }
    if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    }
    if (!fn(i, depth)) {
      return false;
    }
  }
  return depth == 0 && quote == '\0';
}

/// The text without one pair of brackets around all of it.
std::string_view withoutBrackets(std::string_view text) {
  text = trimmed(text);
  while (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    const std::size_t last = text.size() - 1;
    // Closed before the end: "(a) && (b)".
    if (!scan(text, [&](std::size_t i, int depth) { return depth > 0 || i == last; })) {
      break;
    }
    text = trimmed(text.substr(1, last - 1));
  }
  return text;
}

bool take(std::string_view& text, std::string_view word) {
  text = trimmed(text);
  if (text.substr(0, word.size()) != word) {
    return false;
  }
  text.remove_prefix(word.size());
  return true;
}

/// A string constant without escapes; others are left to CEL.
bool takeString(std::string_view& text, std::string_view& out) {
  text = trimmed(text);
  if (text.size() < 2 || (text.front() != '"' && text.front() != '\'')) {
    return false;
  }
  const std::size_t end = text.find(text.front(), 1);
  if (end == std::string_view::npos) {
    return false;
  }
  out = text.substr(1, end - 1);
  if (out.find('\\') != std::string_view::npos || (text.size() > end + 1 && text[end + 1] == text.front())) {
    return false;
  }
  text.remove_prefix(end + 1);
  return true;
}

bool takeName(std::string_view& text, std::string_view& out) {
  std::size_t end = 0;
  const auto isName = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  while (end < text.size() && isName(text[end])) {
    ++end;
  }
  out = text.substr(0, end);
  text.remove_prefix(end);
  return end > 0;
}

template <class Number>
bool compare(Number a, Number b, int comparison) {
  switch (comparison) {
    case 0:
      return a == b;
    case 1:
      return !(a == b);
    case 2:
      return a < b;
    case 3:
      return a <= b;
    case 4:
      return a > b;
    default:
      return a >= b;
  }
}

}  // namespace

SelectorScreen::SelectorScreen(const List<Text>& selectors) {
  add(selectors);
}

void SelectorScreen::add(const List<Text>& selectors) {
  for (const Text& selector : selectors) {
    addExpression(selector.view());
  }
}

void SelectorScreen::addExpression(std::string_view expression) {
  expression = withoutBrackets(expression);
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  bool other = false;  // `||` and `?:` bind weaker than `&&`: such a whole cannot be taken apart
  const bool balanced = scan(expression, [&](std::size_t i, int depth) {
    if (depth == 0 && i >= start && i + 1 < expression.size()) {
      if (expression[i] == '&' && expression[i + 1] == '&') {
        parts.push_back(expression.substr(start, i - start));
        start = i + 2;
      }
      other = other || (expression[i] == '|' && expression[i + 1] == '|') || expression[i] == '?';
    }
    return true;
  });
  if (!balanced || other) {
    m_complete = false;
    return;
  }
  if (!parts.empty()) {
    parts.push_back(expression.substr(start));
    for (const std::string_view part : parts) {
      addExpression(part);
    }
    return;
  }
  Term term;
  if (parse(expression, term)) {
    m_terms.push_back(std::move(term));
  } else {
    m_complete = false;
  }
}

bool SelectorScreen::parseDriver(std::string_view text, Term& out) {
  std::string_view value;
  if (!take(text, "device.driver") || !take(text, "==") || !takeString(text, value) || !trimmed(text).empty()) {
    return false;
  }
  out.subject = Term::Subject::driver;
  out.value = Text(value);
  return true;
}

/// `device.attributes["domain"].name` or `device.capacity["domain"].name`.
bool SelectorScreen::parseAccess(std::string_view& text, Term& out) {
  if (take(text, "device.attributes[")) {
    out.subject = Term::Subject::attribute;
  } else if (take(text, "device.capacity[")) {
    out.subject = Term::Subject::capacity;
  } else {
    return false;
  }
  std::string_view domain;
  std::string_view name;
  if (!takeString(text, domain) || !take(text, "].") || !takeName(text, name)) {
    return false;
  }
  out.domain = Text(domain);
  out.name = Text(name);
  out.qualified = Text(std::string(domain) + "/" + std::string(name));
  return true;
}

bool SelectorScreen::parse(std::string_view text, Term& out) {
  if (parseDriver(text, out)) {
    return true;
  }
  if (!parseAccess(text, out)) {
    return false;
  }
  std::string_view constant;
  const bool compareTo = take(text, ".compareTo(");
  if (compareTo && (!take(text, "quantity(") || !takeString(text, constant) || !take(text, "))"))) {
    return false;
  }
  text = trimmed(text);
  if (text.empty() && !compareTo && out.subject == Term::Subject::attribute) {
    out.value = true;  // a bare boolean attribute
    return true;
  }
  static constexpr std::pair<std::string_view, Comparison> kOperators[] = {
      {"==", Comparison::equal},          {"!=", Comparison::notEqual}, {"<=", Comparison::lessOrEqual},
      {">=", Comparison::greaterOrEqual}, {"<", Comparison::less},      {">", Comparison::greater}};
  bool found = false;
  for (const auto& [word, comparison] : kOperators) {
    if (!found && take(text, word)) {
      out.comparison = comparison;
      found = true;
    }
  }
  text = trimmed(text);
  if (!found) {
    return false;
  }
  if (compareTo) {
    const auto quantity = Quantity::parse(constant);
    out.value = quantity.value_or(Quantity());
    return quantity.has_value() && text == "0" && out.subject == Term::Subject::capacity;
  }
  const bool equality = out.comparison == Comparison::equal || out.comparison == Comparison::notEqual;
  if (takeString(text, constant)) {
    out.value = Text(constant);
    return equality && trimmed(text).empty() && out.subject == Term::Subject::attribute;
  }
  if (text == "true" || text == "false") {
    out.value = text == "true";
    return equality && out.subject == Term::Subject::attribute;
  }
  std::int64_t whole = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), whole);
  out.value = whole;
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && out.subject == Term::Subject::attribute;
}

bool SelectorScreen::holds(const Term& term, const Text& driver, const Device& device) {
  if (term.subject == Term::Subject::driver) {
    return driver == std::get<Text>(term.value);
  }
  const auto named = [&](const Text& published) {
    return published == term.qualified || (term.domain == driver && published == term.name);
  };
  const int comparison = static_cast<int>(term.comparison);
  if (term.subject == Term::Subject::capacity) {
    for (const DeviceCapacity& capacity : device.capacity) {
      if (named(capacity.name)) {
        const auto order = capacity.value <=> std::get<Quantity>(term.value);
        return compare(order == std::strong_ordering::less ? -1 : order == std::strong_ordering::greater ? 1 : 0, 0, comparison);
      }
    }
    return false;  // a missing key is a run-time error, and then the device is not taken
  }
  for (const DeviceAttribute& attribute : device.attributes) {
    if (!named(attribute.name)) {
      continue;
    }
    if (const auto* text = std::get_if<Text>(&attribute.value)) {
      const auto* wanted = std::get_if<Text>(&term.value);
      return wanted == nullptr || (*text == *wanted) == (term.comparison == Comparison::equal);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&attribute.value)) {
      const auto* wanted = std::get_if<std::int64_t>(&term.value);
      return wanted == nullptr || compare(*whole, *wanted, comparison);
    }
    if (const auto* flag = std::get_if<bool>(&attribute.value)) {
      const auto* wanted = std::get_if<bool>(&term.value);
      return wanted == nullptr || (*flag == *wanted) == (term.comparison == Comparison::equal);
    }
    return true;  // other types have rules of their own
  }
  return false;
}

bool SelectorScreen::mayMatchDriver(const Text& driver) const {
  for (const Term& term : m_terms) {
    if (term.subject == Term::Subject::driver && !(driver == std::get<Text>(term.value))) {
      return false;
    }
  }
  return true;
}

bool SelectorScreen::mayMatch(const Text& driver, const Device& device) const {
  for (const Term& term : m_terms) {
    if (!holds(term, driver, device)) {
      return false;
    }
  }
  return true;
}

}  // namespace claimscope::diagnosis
