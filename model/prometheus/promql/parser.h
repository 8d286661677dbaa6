// Parser: text to a checked syntax tree; accepts exactly what Prometheus 3 accepts. Any thread.
#pragma once

#include <string_view>

#include "model/prometheus/promql/ast.h"

namespace claimscope::promql {

struct ParseOptions {
  bool experimentalFunctions = true;  ///< false: as a server without the flag refuses them
  bool fillModifiers = true;
};

/// Longer expressions are refused. Prometheus has no such limit; people stay far below.
inline constexpr std::size_t kMaxExpression = 64U << 10U;
/// Brackets within brackets, and operators in one chain.
inline constexpr int kMaxNesting = 200;
inline constexpr int kMaxDepth = 500;  // each costs a frame of every walk, and sanitizers make frames ten times as large

/// Never throws. With errors the tree may be partial; types are checked only when the syntax is right, as Prometheus does.
[[nodiscard]] Expression parse(std::string_view source, const ParseOptions& options = {});

}  // namespace claimscope::promql
