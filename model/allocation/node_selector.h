// Whether a slice's or device's node selection takes a node, with upstream's errors for selectors that cannot be read. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "model/resources/node/node.h"

namespace claimscope::allocation {

/// NodeMatches of upstream's pools: a name, else all nodes, else the selector, else nothing. The error is that of a selector
/// that component-helpers' nodeaffinity refuses to read; it ends the whole attempt.
[[nodiscard]] tl::expected<bool, std::string> nodeMatches(const Node& node, const Text& nodeName, bool allNodes,
                                                          const std::optional<NodeSelector>& selector);

/// Why nodeaffinity cannot read a selector; none when it can.
[[nodiscard]] std::optional<std::string> selectorProblem(const NodeSelector& selector);

/// "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt" as the API writes them; empty for one that is unknown.
[[nodiscard]] std::string_view operatorWord(SelectorOperator op);

}  // namespace claimscope::allocation
