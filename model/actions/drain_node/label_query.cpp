#include "model/actions/drain_node/label_query.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <vector>

namespace claimscope::actions::drain {

namespace {

enum class TokenKind : std::uint8_t { word, open, close, comma, bang, equals, doubleEquals, notEquals, greater, less, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;
};

bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isSpecial(char c) {
  return std::string_view("=!(),><").find(c) != std::string_view::npos;
}

std::vector<Token> tokensOf(std::string_view text) {
  constexpr std::pair<std::string_view, TokenKind> kSigns[] = {
      {"==", TokenKind::doubleEquals}, {"!=", TokenKind::notEquals}, {"=", TokenKind::equals},
      {"!", TokenKind::bang},          {"(", TokenKind::open},       {")", TokenKind::close},
      {",", TokenKind::comma},         {">", TokenKind::greater},    {"<", TokenKind::less}};
  text = text.substr(0, text.find('\0'));  // as upstream's lexer, for which it ends there
  std::vector<Token> out;
  while (!text.empty()) {
    if (isBlank(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    const auto* const sign =
        std::find_if(std::begin(kSigns), std::end(kSigns), [&](const auto& one) { return text.starts_with(one.first); });
    std::size_t length = 0;
    if (sign != std::end(kSigns)) {
      length = sign->first.size();
    } else {
      while (length < text.size() && !isBlank(text[length]) && !isSpecial(text[length])) {
        ++length;
      }
    }
    out.push_back({sign != std::end(kSigns) ? sign->second : TokenKind::word, std::string(text.substr(0, length))});
    text.remove_prefix(length);
  }
  out.push_back({TokenKind::end, ""});
  return out;
}

bool isAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The name part of a key, and a value that is not empty: at most 63 of letters, digits, '-', '_', '.', letters or digits at both
/// ends.
bool isName(std::string_view text) {
  return !text.empty() && text.size() <= 63 && isAlphanumeric(text.front()) && isAlphanumeric(text.back()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

bool isSubdomain(std::string_view text) {
  if (text.empty() || text.size() > 253) {
    return false;
  }
  while (true) {
    const std::string_view label = text.substr(0, text.find('.'));
    const bool good = !label.empty() && label.front() != '-' && label.back() != '-' &&
                      std::all_of(label.begin(), label.end(),
                                  [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!good) {
      return false;
    }
    if (label.size() == text.size()) {
      return true;
    }
    text.remove_prefix(label.size() + 1);
  }
}

bool isKey(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash == std::string_view::npos ? isName(text) : isSubdomain(text.substr(0, slash)) && isName(text.substr(slash + 1));
}

bool isInteger(std::string_view text) {
  text.remove_prefix(text.starts_with('+') && !text.starts_with("+-") ? 1 : 0);
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && stop == text.data() + text.size() && !text.empty();
}

/// Throws a sentence about what is wrong.
class Parser {
 public:
  explicit Parser(std::string_view text) : m_tokens(tokensOf(text)) {}

  std::vector<SelectorRequirement> run() {
    std::vector<SelectorRequirement> out;
    while (at().kind != TokenKind::end) {
      expect(at().kind == TokenKind::word || at().kind == TokenKind::bang, "a label key");
      out.push_back(requirement());
      if (at().kind == TokenKind::comma) {
        next();
        expect(at().kind == TokenKind::word || at().kind == TokenKind::bang, "a label key after ','");
      } else {
        expect(at().kind == TokenKind::end, "',' or the end");
      }
    }
    return out;
  }

 private:
  [[nodiscard]] const Token& at() const { return m_tokens[m_at]; }
  Token next() { return at().kind == TokenKind::end ? at() : m_tokens[m_at++]; }
  void expect(bool good, std::string_view wanted) const {
    if (!good) {
      throw "found " + (at().kind == TokenKind::end ? "the end" : "'" + at().text + "'") + ", expected " + std::string(wanted);
    }
  }

  SelectorRequirement requirement() {
    SelectorRequirement out;
    const bool absent = at().kind == TokenKind::bang;
    if (absent) {
      next();
    }
    expect(at().kind == TokenKind::word, "a label key");
    const std::string key = next().text;
    if (!isKey(key)) {
      throw "'" + key + "' is not a label key";
    }
    out.key = Text(key);
    if (absent || at().kind == TokenKind::end || at().kind == TokenKind::comma) {
      out.op = absent ? SelectorOperator::doesNotExist : SelectorOperator::exists;
      return out;
    }
    const std::set<std::string> values = operation(out);
    for (const std::string& value : values) {
      if (!value.empty() && !isName(value)) {
        throw "'" + value + "' is not a label value";
      }
      if (out.op >= SelectorOperator::greaterThan && !isInteger(value)) {
        throw "'" + value + "' is not a whole number, which > and < need";
      }
      out.values.emplace_back(value);
    }
    return out;
  }

  std::set<std::string> operation(SelectorRequirement& out) {
    const Token sign = next();
    switch (sign.kind) {
      case TokenKind::equals:
      case TokenKind::doubleEquals:
        out.op = SelectorOperator::in;
        return oneValue();
      case TokenKind::notEquals:
        out.op = SelectorOperator::notIn;
        return oneValue();
      case TokenKind::greater:
      case TokenKind::less:
        out.op = sign.kind == TokenKind::greater ? SelectorOperator::greaterThan : SelectorOperator::lessThan;
        return oneValue();
      case TokenKind::word:
        if (sign.text == "in" || sign.text == "notin") {
          out.op = sign.text == "in" ? SelectorOperator::in : SelectorOperator::notIn;
          return listOfValues();
        }
        break;
      default:
        break;
    }
    throw "found '" + sign.text + "', expected one of = == != > < in notin";
  }

  std::set<std::string> oneValue() {
    if (at().kind == TokenKind::end || at().kind == TokenKind::comma) {
      return {""};
    }
    expect(at().kind == TokenKind::word, "a label value");
    return {next().text};
  }

  /// "(a,b)"; a comma without a word beside it stands for the empty value.
  std::set<std::string> listOfValues() {
    std::set<std::string> out;
    expect(at().kind == TokenKind::open, "'('");
    next();
    bool wanted = true;  // a value may stand here
    while (at().kind != TokenKind::close) {
      if (at().kind == TokenKind::comma) {
        if (wanted) {
          out.insert("");
        }
        wanted = true;
      } else {
        expect(at().kind == TokenKind::word && wanted, "',' or ')'");
        out.insert(at().text);
        wanted = false;
      }
      next();
    }
    if (wanted) {
      out.insert("");
    }
    next();
    return out;
  }

  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
};

}  // namespace

Result<NodeSelector> parseLabelQuery(std::string_view text) {
  try {
    NodeSelector out;
    const std::vector<SelectorRequirement> requirements = Parser(text).run();
    if (!requirements.empty()) {
      out.terms.push_back({List<SelectorRequirement>(requirements), {}});
    }
    return out;
  } catch (const std::string& cause) {
    return fail(ErrorCode::usage, "--pod-selector is not a label selector: " + cause,
                "Write it like app=web,tier in (a,b),!canary");
  }
}

bool passes(const NodeSelector& query, const Metadata& object) {
  return query.terms.empty() || matches(query, object);
}

}  // namespace claimscope::actions::drain
