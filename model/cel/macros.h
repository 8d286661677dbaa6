// Macros: calls that become other expressions while parsing. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/cel/ast.h"

namespace claimscope::cel {

/// Makes nodes for a macro's expansion, all placed where the call stands.
class NodeMaker {
 public:
  NodeMaker(int& nextId, Range range, std::size_t at) : m_nextId(nextId), m_range(range), m_at(at) {}
  [[nodiscard]] ExprPtr node(ExprKind kind);
  [[nodiscard]] ExprPtr ident(std::string name);
  [[nodiscard]] ExprPtr accumulator() { return ident(op::kAccumulator); }
  [[nodiscard]] ExprPtr literal(Literal value);
  [[nodiscard]] ExprPtr list(ExprPtr element = nullptr);
  [[nodiscard]] ExprPtr call(std::string function, ExprPtr a = nullptr, ExprPtr b = nullptr, ExprPtr c = nullptr);
  [[nodiscard]] ExprPtr memberCall(std::string function, ExprPtr target, ExprPtr argument = nullptr);
  [[nodiscard]] ExprPtr copy(const Expr& expr);
  struct Loop {
    ExprPtr range;
    std::string variable;
    std::string variable2;
    std::string accumulator;
    ExprPtr init;
    ExprPtr condition;
    ExprPtr step;
    ExprPtr result;
  };
  [[nodiscard]] ExprPtr comprehension(Loop loop);
  [[nodiscard]] bool exhausted() const;

 private:
  int& m_nextId;
  Range m_range;
  std::size_t m_at;
};

/// A call as written; the expansion may take its target and arguments.
struct MacroCall {
  std::string function;
  ExprPtr target;  ///< null for a global call
  std::vector<ExprPtr> arguments;
};

struct Expansion {
  enum class State { notMacro, expanded, failed } state = State::notMacro;
  ExprPtr expr;
  std::string error;
  Range range;  ///< of the error
};

[[nodiscard]] Expansion expandMacro(MacroCall& call, NodeMaker& make, const Environment& environment);

}  // namespace claimscope::cel
