// Check: the types of a syntax tree, in the order and the words of Prometheus. Any thread.
#pragma once

#include "model/prometheus/promql/ast.h"

namespace claimscope::promql {

/// Adds to `expression.errors`; call it only when the syntax is right.
void checkTypes(Expression& expression, std::string_view source);

[[nodiscard]] bool isComparison(std::string_view op);
[[nodiscard]] bool isSetOperator(std::string_view op);

}  // namespace claimscope::promql
