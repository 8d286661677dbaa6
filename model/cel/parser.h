// Parser: tokens of a CEL expression to its syntax tree, macros expanded. Any thread.
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "model/cel/ast.h"
#include "model/cel/selector.h"

namespace claimscope::cel {

struct ParsedExpression {
  ExprPtr root;
  int nextId = 1;  ///< ids below this are taken
};

/// The grammar, limits and macros of cel-go's parser in the environment (optional syntax, bindings, two-variable comprehensions,
/// sortBy).
[[nodiscard]] tl::expected<ParsedExpression, CompileError> parse(std::string_view source, const Environment& environment);

/// Nesting of one grammar rule, and of calls and operators, that is still read (cel-go parser options).
inline constexpr int kMaxRecursionDepth = 250;
/// Nodes of a tree. Macros that copy their target (optMap) can grow without bound; upstream would only stop with its memory.
inline constexpr int kMaxNodes = 200'000;

}  // namespace claimscope::cel
