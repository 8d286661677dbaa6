#include "model/cel/parser.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>

#include "model/cel/lexer.h"
#include "model/cel/macros.h"

namespace claimscope::cel {
namespace {

enum Rule : std::size_t { kExpr, kOr, kAnd, kRelation, kCalc, kUnary, kMember, kPrimary, kRuleCount };

bool isReserved(std::string_view name) {
  static constexpr std::array<std::string_view, 21> kReserved = {
      "as",  "break", "const",   "continue",  "else", "false",  "for",  "function", "if",   "import", "in",
      "let", "loop",  "package", "namespace", "null", "return", "true", "var",      "void", "while"};
  for (const std::string_view reserved : kReserved) {
    if (name == reserved) {
      return true;
    }
  }
  return false;
}

/// Left here when the parse ends early; caught in parse().
struct Stop {
  CompileError error;
};

class Parser {
 public:
  Parser(std::string_view source, const Environment& environment) : m_source(source), m_environment(environment) {}

  ParsedExpression run() {
    LexResult lexed = lex(m_source);
    if (!lexed.errors.empty()) {
      throw Stop{lexed.errors.front()};
    }
    m_tokens = std::move(lexed.tokens);
    ParsedExpression out;
    out.root = expr();
    if (current().kind != TokenKind::end) {
      unexpected("<EOF>");
    }
    if (m_error) {
      throw Stop{*m_error};
    }
    out.nextId = m_nextId;
    return out;
  }

 private:
  /// Counts how deep one rule nests, as cel-go's listener does.
  class Enter {
   public:
    Enter(Parser& parser, Rule rule) : m_depth(parser.m_depth[rule]) {
      if (++m_depth > kMaxRecursionDepth) {
        parser.stop({parser.current().at, parser.current().at},
                    fmt::format("expression recursion limit exceeded: {}", kMaxRecursionDepth));
      }
    }
    ~Enter() { --m_depth; }
    Enter(const Enter&) = delete;
    Enter& operator=(const Enter&) = delete;

   private:
    int& m_depth;
  };

  [[nodiscard]] const Token& current() const { return m_tokens[m_at]; }
  [[nodiscard]] const Token& ahead(std::size_t n) const { return m_tokens[std::min(m_at + n, m_tokens.size() - 1)]; }
  [[nodiscard]] bool is(std::string_view symbol) const {
    return (current().kind == TokenKind::symbol || current().kind == TokenKind::keyword) && current().text == symbol;
  }
  Token take() { return m_tokens[m_at < m_tokens.size() - 1 ? m_at++ : m_at]; }
  bool accept(std::string_view symbol) {
    if (!is(symbol)) {
      return false;
    }
    take();
    return true;
  }
  void expect(std::string_view symbol) {
    if (!accept(symbol)) {
      unexpected(symbol);
    }
  }
  [[nodiscard]] std::size_t lastEnd() const {
    const Token& last = m_tokens[m_at == 0 ? 0 : m_at - 1];
    return last.at + last.text.size();
  }

  [[noreturn]] void stop(Range range, std::string message) { throw Stop{errorAt(m_source, range, std::move(message))}; }
  [[noreturn]] void unexpected(std::string_view wanted) {
    const Token& token = current();
    const std::string_view text = token.kind == TokenKind::end ? "<EOF>" : token.text;
    stop({token.at, token.at + token.text.size()},
         wanted.empty() ? fmt::format("Syntax error: mismatched input '{}' expecting an expression", text)
                        : fmt::format("Syntax error: mismatched input '{}' expecting '{}'", text, wanted));
  }
  /// An error that does not end the parse: the first one counts.
  void report(Range range, std::string message) {
    if (!m_error) {
      m_error = errorAt(m_source, range, std::move(message));
    }
  }

  ExprPtr make(ExprKind kind, std::size_t begin, std::size_t at) {
    auto out = std::make_unique<Expr>();
    out->kind = kind;
    out->id = m_nextId++;
    out->range = {begin, lastEnd()};
    out->at = at;
    if (m_nextId > kMaxNodes) {
      stop(out->range, "expression is too large after macro expansion");
    }
    return out;
  }

  static int deepest(const std::vector<ExprPtr>& children) {
    int depth = 0;
    for (const ExprPtr& child : children) {
      depth = std::max(depth, child->depth);
    }
    return depth;
  }
  /// `counts`: kinds of nodes whose nesting the visitor limits.
  void setDepth(Expr& expr, int inner, bool counts) {
    expr.depth = inner + (counts ? 1 : 0);
    if (expr.depth > kMaxRecursionDepth) {
      stop(expr.range, "max recursion depth exceeded");
    }
  }

  ExprPtr call(std::string function, std::vector<ExprPtr> arguments, bool member, std::size_t begin, std::size_t at,
               bool counts) {
    const int inner = deepest(arguments);
    const Range range{begin, lastEnd()};
    MacroCall written;
    written.function = std::move(function);
    if (member) {
      written.target = std::move(arguments.front());
      arguments.erase(arguments.begin());
    }
    written.arguments = std::move(arguments);
    NodeMaker maker(m_nextId, range, at);
    Expansion expansion = expandMacro(written, maker, m_environment);
    if (maker.exhausted()) {
      stop(range, "expression is too large after macro expansion");
    }
    ExprPtr out;
    if (expansion.state == Expansion::State::failed) {
      report(expansion.range, expansion.error);
      out = make(ExprKind::literal, begin, at);
    } else if (expansion.state == Expansion::State::expanded) {
      out = std::move(expansion.expr);
      out->range = range;
    } else {
      out = make(ExprKind::call, begin, at);
      out->name = std::move(written.function);
      out->member = member;
      if (member) {
        out->children.push_back(std::move(written.target));
      }
      for (ExprPtr& argument : written.arguments) {
        out->children.push_back(std::move(argument));
      }
    }
    setDepth(*out, inner, counts);
    return out;
  }

  ExprPtr binary(const char* function, ExprPtr left, ExprPtr right, std::size_t at, bool counts) {
    const std::size_t begin = left->range.begin;
    std::vector<ExprPtr> arguments;
    arguments.push_back(std::move(left));
    arguments.push_back(std::move(right));
    return call(function, std::move(arguments), false, begin, at, counts);
  }

  ExprPtr expr() {
    const Enter enter(*this, kExpr);
    ExprPtr condition = conditionalOr();
    if (!is("?")) {
      return condition;
    }
    const std::size_t at = take().at;
    std::vector<ExprPtr> arguments;
    const std::size_t begin = condition->range.begin;
    arguments.push_back(std::move(condition));
    arguments.push_back(conditionalOr());
    expect(":");
    arguments.push_back(expr());
    return call(op::kConditional, std::move(arguments), false, begin, at, true);
  }

  /// Chains of && and || become balanced trees, which keeps them shallow.
  ExprPtr balanced(const char* function, std::vector<ExprPtr>& terms, const std::vector<std::size_t>& ops, std::size_t low,
                   std::size_t high) {
    const std::size_t middle = (low + high + 1) / 2;
    ExprPtr left = middle == low ? std::move(terms[middle]) : balanced(function, terms, ops, low, middle - 1);
    ExprPtr right = middle == high ? std::move(terms[middle + 1]) : balanced(function, terms, ops, middle + 1, high);
    const std::size_t end = right->range.end;
    ExprPtr out = binary(function, std::move(left), std::move(right), ops[middle], false);
    out->range.end = end;
    return out;
  }

  template <class Operand>
  ExprPtr chain(std::string_view symbol, const char* function, Operand operand) {
    std::vector<ExprPtr> terms;
    std::vector<std::size_t> ops;
    terms.push_back(operand());
    while (is(symbol)) {
      ops.push_back(take().at);
      terms.push_back(operand());
    }
    return ops.empty() ? std::move(terms.front()) : balanced(function, terms, ops, 0, ops.size() - 1);
  }

  ExprPtr conditionalOr() {
    const Enter enter(*this, kOr);
    return chain("||", op::kOr, [this] { return conditionalAnd(); });
  }

  ExprPtr conditionalAnd() {
    const Enter enter(*this, kAnd);
    return chain("&&", op::kAnd, [this] { return relation(); });
  }

  [[nodiscard]] const char* relationOperator() const {
    static constexpr std::array<std::pair<std::string_view, const char*>, 7> kOperators = {{{"<", op::kLess},
                                                                                            {"<=", op::kLessEquals},
                                                                                            {">", op::kGreater},
                                                                                            {">=", op::kGreaterEquals},
                                                                                            {"==", op::kEquals},
                                                                                            {"!=", op::kNotEquals},
                                                                                            {"in", op::kIn}}};
    for (const auto& [symbol, function] : kOperators) {
      if (is(symbol)) {
        return function;
      }
    }
    return nullptr;
  }

  ExprPtr relation() {
    const Enter enter(*this, kRelation);
    ExprPtr left = calc(1);
    while (const char* function = relationOperator()) {
      const std::size_t at = take().at;
      const Enter right(*this, kRelation);
      left = binary(function, std::move(left), calc(1), at, true);
    }
    return left;
  }

  /// precedence 1: + and - and all that binds tighter; 2: only * / %.
  ExprPtr calc(int precedence) {
    const Enter enter(*this, kCalc);
    ExprPtr left = unary();
    while (true) {
      const bool tight = is("*") || is("/") || is("%");
      if (!tight && (precedence > 1 || (!is("+") && !is("-")))) {
        return left;
      }
      if (tight && precedence > 2) {
        return left;
      }
      const Token token = take();
      const char* function = token.text == "*"   ? op::kMultiply
                             : token.text == "/" ? op::kDivide
                             : token.text == "%" ? op::kModulo
                             : token.text == "+" ? op::kAdd
                                                 : op::kSubtract;
      left = binary(function, std::move(left), calc(tight ? 3 : 2), token.at, true);
    }
  }

  ExprPtr unary() {
    const Enter enter(*this, kUnary);
    if (!is("!") && !is("-")) {
      return member();
    }
    const std::string_view symbol = current().text;
    const TokenKind following = ahead(1).kind;
    if (symbol == "-" && (following == TokenKind::integer || following == TokenKind::real)) {
      return member();  // the sign belongs to the literal
    }
    const std::size_t at = current().at;
    std::size_t count = 0;
    while (is(symbol)) {
      take();
      ++count;
    }
    ExprPtr operand = member();
    if (count % 2 == 0) {
      return operand;
    }
    std::vector<ExprPtr> arguments;
    arguments.push_back(std::move(operand));
    return call(symbol == "!" ? op::kNot : op::kNegate, std::move(arguments), false, at, at, false);
  }

  ExprPtr member() {
    const Enter enter(*this, kMember);
    ExprPtr left = primary();
    while (is(".") || is("[")) {
      const std::size_t begin = left->range.begin;
      const Token symbol = take();
      left = symbol.text == "." ? select(std::move(left), begin, symbol.at) : index(std::move(left), begin, symbol.at);
    }
    return left;
  }

  ExprPtr select(ExprPtr operand, std::size_t begin, std::size_t at) {
    const bool optional = accept("?");
    const Token name = current();
    if (name.kind != TokenKind::identifier && name.kind != TokenKind::escapedIdentifier) {
      unexpected("IDENTIFIER");
    }
    take();
    if (!optional && name.kind == TokenKind::identifier && is("(")) {
      const std::size_t open = take().at;
      std::vector<ExprPtr> arguments;
      arguments.push_back(std::move(operand));
      callArguments(arguments);
      return call(std::string(name.text), std::move(arguments), true, begin, open, true);
    }
    std::string field(name.text);
    if (name.kind == TokenKind::escapedIdentifier) {
      field = field.substr(1, field.size() - 2);
    }
    ExprPtr out;
    const int inner = operand->depth;
    if (optional) {
      ExprPtr key = make(ExprKind::literal, name.at, name.at);
      key->literal = field;
      out = make(ExprKind::call, begin, at);
      out->name = op::kOptSelect;
      out->children.push_back(std::move(operand));
      out->children.push_back(std::move(key));
    } else {
      out = make(ExprKind::select, begin, at);
      out->name = field;
      out->children.push_back(std::move(operand));
    }
    setDepth(*out, inner, true);
    return out;
  }

  ExprPtr index(ExprPtr operand, std::size_t begin, std::size_t at) {
    const bool optional = accept("?");
    std::vector<ExprPtr> arguments;
    arguments.push_back(std::move(operand));
    arguments.push_back(expr());
    expect("]");
    return call(optional ? op::kOptIndex : op::kIndex, std::move(arguments), false, begin, at, true);
  }

  /// After "(": arguments up to and with ")".
  void callArguments(std::vector<ExprPtr>& out) {
    if (accept(")")) {
      return;
    }
    do {
      out.push_back(expr());
    } while (accept(","));
    expect(")");
  }

  ExprPtr primary() {
    const Enter enter(*this, kPrimary);
    const Token token = current();
    if (accept("(")) {
      ExprPtr out = expr();
      expect(")");
      out->range = {token.at, lastEnd()};
      return out;
    }
    if (accept("[")) {
      return listLiteral(token.at);
    }
    if (accept("{")) {
      return mapLiteral(token.at);
    }
    if (token.kind == TokenKind::identifier || (is(".") && ahead(1).kind == TokenKind::identifier)) {
      return identifier();
    }
    return literal();
  }

  ExprPtr identifier() {
    const std::size_t begin = current().at;
    const bool dot = accept(".");
    if (messageFollows()) {
      return message(begin, dot);
    }
    const Token name = take();
    std::string text = (dot ? "." : "") + std::string(name.text);
    if (isReserved(name.text)) {
      report({name.at, lastEnd()}, fmt::format("reserved identifier: {}", name.text));
    }
    if (is("(")) {
      const std::size_t open = take().at;
      std::vector<ExprPtr> arguments;
      callArguments(arguments);
      return call(std::move(text), std::move(arguments), false, begin, open, false);
    }
    ExprPtr out = make(ExprKind::ident, begin, name.at);
    out->name = std::move(text);
    return out;
  }

  /// a.b.C{ … }: names and dots up to an opening brace.
  [[nodiscard]] bool messageFollows() const {
    std::size_t n = 0;
    while (ahead(n).kind == TokenKind::identifier) {
      const Token& after = ahead(n + 1);
      if (after.kind == TokenKind::symbol && after.text == "{") {
        return true;
      }
      if (after.kind != TokenKind::symbol || after.text != ".") {
        return false;
      }
      n += 2;
    }
    return false;
  }

  ExprPtr message(std::size_t begin, bool dot) {
    std::string name = dot ? "." : "";
    while (!is("{")) {
      name += take().text;
    }
    const std::size_t at = take().at;
    std::vector<ExprPtr> values;
    std::vector<bool> optional;
    std::vector<std::string> fields;
    while (!is("}") && !is(",")) {
      optional.push_back(accept("?"));
      const Token field = current();
      if (field.kind != TokenKind::identifier && field.kind != TokenKind::escapedIdentifier) {
        unexpected("IDENTIFIER");
      }
      take();
      const bool escaped = field.kind == TokenKind::escapedIdentifier;
      fields.emplace_back(escaped ? field.text.substr(1, field.text.size() - 2) : field.text);
      expect(":");
      values.push_back(expr());
      if (!is(",") || (ahead(1).kind == TokenKind::symbol && ahead(1).text == "}")) {
        break;
      }
      take();
    }
    accept(",");
    expect("}");
    ExprPtr out = make(ExprKind::message, begin, at);
    out->name = std::move(name);
    out->children = std::move(values);
    out->optional = std::move(optional);
    out->fields = std::move(fields);
    setDepth(*out, deepest(out->children), false);
    return out;
  }

  ExprPtr listLiteral(std::size_t begin) {
    std::vector<ExprPtr> elements;
    std::vector<bool> optional;
    while (!is("]") && !is(",")) {
      optional.push_back(accept("?"));
      elements.push_back(expr());
      if (!is(",") || (ahead(1).kind == TokenKind::symbol && ahead(1).text == "]")) {
        break;
      }
      take();
    }
    accept(",");
    expect("]");
    ExprPtr out = make(ExprKind::list, begin, begin);
    out->children = std::move(elements);
    out->optional = std::move(optional);
    setDepth(*out, deepest(out->children), false);
    return out;
  }

  ExprPtr mapLiteral(std::size_t begin) {
    std::vector<ExprPtr> entries;
    std::vector<bool> optional;
    while (!is("}") && !is(",")) {
      optional.push_back(accept("?"));
      entries.push_back(expr());
      expect(":");
      entries.push_back(expr());
      if (!is(",") || (ahead(1).kind == TokenKind::symbol && ahead(1).text == "}")) {
        break;
      }
      take();
    }
    accept(",");
    expect("}");
    ExprPtr out = make(ExprKind::map, begin, begin);
    out->children = std::move(entries);
    out->optional = std::move(optional);
    setDepth(*out, deepest(out->children), false);
    return out;
  }

  ExprPtr literal() {
    const std::size_t begin = current().at;
    const bool negative = is("-");
    if (negative) {
      take();
    }
    const Token token = current();
    Literal value;
    switch (token.kind) {
      case TokenKind::integer:
        value = integer(token.text, negative, begin);
        break;
      case TokenKind::natural:
        value = natural(token.text, begin);
        break;
      case TokenKind::real:
        value = real(token.text, negative, begin);
        break;
      case TokenKind::string:
      case TokenKind::bytes: {
        const bool isBytes = token.kind == TokenKind::bytes;
        Unquoted text = unquote(token.text, isBytes);
        if (!text.valid) {
          report({token.at, token.at + token.text.size()}, text.error);
        }
        if (isBytes) {
          value = Bytes{std::move(text.value)};
        } else {
          value = std::move(text.value);
        }
        break;
      }
      case TokenKind::keyword:
        if (token.text == "in") {
          unexpected("");
        }
        if (token.text != "null") {
          value = token.text == "true";
        }
        break;
      default:
        unexpected("");
    }
    take();
    ExprPtr out = make(ExprKind::literal, begin, begin);
    out->literal = std::move(value);
    return out;
  }

  Literal integer(std::string_view text, bool negative, std::size_t begin) {
    const bool hex = text.starts_with("0x");
    std::string digits = (negative ? "-" : "") + std::string(hex ? text.substr(2) : text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      report({begin, begin + text.size()}, "invalid int literal");
    }
    return value;
  }

  Literal natural(std::string_view text, std::size_t begin) {
    const bool hex = text.starts_with("0x");
    const std::string_view digits = text.substr(hex ? 2 : 0, text.size() - (hex ? 3 : 1));
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      report({begin, begin + text.size()}, "invalid uint literal");
    }
    return value;
  }

  Literal real(std::string_view text, bool negative, std::size_t begin) {
    const double value = std::strtod(std::string(text).c_str(), nullptr);
    if (value > 1.7976931348623157e308) {
      report({begin, begin + text.size()}, "invalid double literal");
    }
    return negative ? -value : value;
  }

  std::string_view m_source;
  const Environment& m_environment;
  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
  int m_nextId = 1;
  std::array<int, kRuleCount> m_depth{};
  std::optional<CompileError> m_error;
};

}  // namespace

tl::expected<ParsedExpression, CompileError> parse(std::string_view source, const Environment& environment) {
  try {
    return Parser(source, environment).run();
  } catch (Stop& stop) {
    return tl::unexpected(std::move(stop.error));
  }
}

}  // namespace claimscope::cel
