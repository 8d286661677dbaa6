// Estimate: the most an expression can cost on any device, which the API server checks when a selector is created (cel-go
// checker/cost.go, apiserver library/cost.go, dynamic-resource-allocation cel/compile.go). Pure function; any thread.
#pragma once

#include <cstdint>

#include "model/cel/ast.h"
#include "model/cel/checker.h"

namespace claimscope::cel {

[[nodiscard]] std::uint64_t estimateCost(const Expr& root, const Checked& checked);

}  // namespace claimscope::cel
