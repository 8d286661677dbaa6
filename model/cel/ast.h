// Ast: the syntax tree of a CEL expression after macros. Built and checked by one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "model/cel/selector.h"

namespace claimscope::cel {

struct Bytes {
  std::string data;
};
/// A literal; monostate is null.
using Literal = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Bytes>;

enum class ExprKind : std::uint8_t { literal, ident, select, call, list, map, message, comprehension };

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

/// One node. Which members mean something depends on the kind.
struct Expr {
  ExprKind kind = ExprKind::literal;
  int id = 0;
  Range range;         ///< bytes of the source that the node spans
  int depth = 0;       ///< nesting as the parser's recursion limit counts it
  std::size_t at = 0;  ///< where an error of this node is reported: the operator, the name or the start

  Literal literal;
  std::string name;  ///< ident, field of a select, function of a call, type of a message, iteration variable
  bool testOnly = false;
  bool member = false;  ///< call with a target, which is children[0]
  std::vector<ExprPtr>
      children;  ///< select: operand; call: [target] args; list: elements; map: key, value, key, value …; message: values
  std::vector<bool> optional;       ///< list element, map entry or message field written with ?
  std::vector<std::string> fields;  ///< message

  /// Comprehension. children: range, accumulator's start, condition, step, result.
  std::string variable2;
  std::string accumulator;
};

enum ComprehensionPart : std::size_t { kRange = 0, kInit = 1, kCondition = 2, kStep = 3, kResult = 4 };

/// Names of operators as functions.
namespace op {
inline constexpr const char* kConditional = "_?_:_";
inline constexpr const char* kAnd = "_&&_";
inline constexpr const char* kOr = "_||_";
inline constexpr const char* kNot = "!_";
inline constexpr const char* kNegate = "-_";
inline constexpr const char* kEquals = "_==_";
inline constexpr const char* kNotEquals = "_!=_";
inline constexpr const char* kLess = "_<_";
inline constexpr const char* kLessEquals = "_<=_";
inline constexpr const char* kGreater = "_>_";
inline constexpr const char* kGreaterEquals = "_>=_";
inline constexpr const char* kIn = "@in";
inline constexpr const char* kAdd = "_+_";
inline constexpr const char* kSubtract = "_-_";
inline constexpr const char* kMultiply = "_*_";
inline constexpr const char* kDivide = "_/_";
inline constexpr const char* kModulo = "_%_";
inline constexpr const char* kIndex = "_[_]";
inline constexpr const char* kOptIndex = "_[?_]";
inline constexpr const char* kOptSelect = "_?._";
inline constexpr const char* kNotStrictlyFalse = "@not_strictly_false";
inline constexpr const char* kAccumulator = "@result";
inline constexpr const char* kMapInsert = "cel.@mapInsert";
inline constexpr const char* kSortByKeys = "@sortByAssociatedKeys";
}  // namespace op

}  // namespace claimscope::cel
