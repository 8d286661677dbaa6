// Functions of PromQL with the types they take and give (Prometheus 3.16). Any thread.
#pragma once

#include <string_view>
#include <vector>

#include "model/prometheus/promql/ast.h"

namespace claimscope::promql {

struct Function {
  std::string_view name;
  std::vector<ValueType> arguments;
  int variadic = 0;  ///< 0: exactly these; n: the last is optional or repeats, n more than the others; -1: any number of the last
  ValueType returns = ValueType::vector;
  bool experimental = false;  ///< behind --enable-feature=promql-experimental-functions
};

/// Null when there is none.
[[nodiscard]] const Function* findFunction(std::string_view name);
[[nodiscard]] const std::vector<Function>& allFunctions();

}  // namespace claimscope::promql
