// TokenParser: the parts of the parser that know tokens, labels and durations but no expressions. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/prometheus/promql/ast.h"
#include "model/prometheus/promql/lexer.h"
#include "model/prometheus/promql/parser.h"

namespace claimscope::promql {

class TokenParser {
 public:
  TokenParser(std::string_view source, const ParseOptions& options, Expression& out);

 protected:
  /// Counts brackets within brackets; too many end the parse.
  class Nesting {
   public:
    explicit Nesting(TokenParser& parser) : m_parser(parser) { m_parser.enter(); }
    ~Nesting() { --m_parser.m_nesting; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    TokenParser& m_parser;
  };

  [[nodiscard]] const Token& current() const { return m_tokens[m_at]; }
  [[nodiscard]] const Token& peek() const { return m_tokens[m_at + 1 < m_tokens.size() ? m_at + 1 : m_at]; }
  void advance();
  /// Takes the symbol or keyword when it is there.
  bool accept(std::string_view text);
  /// Takes it or fails.
  bool take(std::string_view text, std::string_view context = {}, std::string_view expected = {});
  [[nodiscard]] bool failed() const { return m_failed; }
  /// Where the last token that was taken ends.
  [[nodiscard]] std::size_t lastEnd() const { return m_lastEnd; }
  [[nodiscard]] std::string_view source(Range where) const { return m_source.substr(where.begin, where.end - where.begin); }

  /// An error that does not end the parse.
  void error(Range where, std::string message);
  /// The current token cannot stand here: ends the parse.
  void unexpected(std::string_view context = {}, std::string_view expected = {});
  NodeId make(Node node);

  [[nodiscard]] static bool isNumber(const Token& token);
  [[nodiscard]] static bool isDurationFunction(std::string_view word);
  /// The value of a number or duration token in seconds; an error when it has none.
  double literal(const Token& token);
  [[nodiscard]] static bool roundsToZero(double seconds);

  /// "(a, b,)".
  std::vector<std::string> labelList();
  /// In brackets.
  Duration positiveDuration();
  /// Behind offset: only what is in brackets may be calculated with.
  Duration offsetDuration();

  std::string_view m_source;
  ParseOptions m_options;
  Expression& m_out;

 private:
  void enter();
  Duration durationExpression(int least);
  Duration durationOperand();
  Duration durationFunction();
  Duration durationLiteral(const Token& token, double sign, Range where);

  std::vector<Token> m_tokens;
  std::vector<int> m_depths{0};  ///< of each node
  std::size_t m_at = 0;
  std::size_t m_lastEnd = 0;
  int m_nesting = 0;
  bool m_failed = false;
};

}  // namespace claimscope::promql
