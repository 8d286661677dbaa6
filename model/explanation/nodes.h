// Nodes: why each node cannot take the pod, devices and all, and whether it ever could. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/explanation/census.h"
#include "model/explanation/explanation.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

struct NodeAnswer {
  const ExplanationContext::NodeEntry* entry = nullptr;
  bool relevant = true;     ///< the pod's own selector, affinity and node name let it run there
  bool podFits = true;      ///< nothing but devices could refuse it
  bool pinnedAway = false;  ///< an allocated claim of the pod is bound to other nodes
  bool devicesFit = false;  ///< the allocator finds devices for every claim
  bool couldFit = false;    ///< it would with everything released, untainted and complete
  /// How far the request that fails came: 0 no slices, 1 no device of the class, 2 none passes the selectors, 3 some match.
  int depth = 3;
  std::string_view deviceReason;  ///< why devices do not fit; empty when they do
  std::string_view nodeReason;    ///< why the node refuses, devices left aside; empty when it does not
  std::string error;              ///< the allocator's, that ends the whole scheduling attempt
  std::size_t census = 0;         ///< of the request that fails
  std::vector<NodeReason> reasons;
  [[nodiscard]] bool fits() const { return relevant && podFits && !pinnedAway && devicesFit; }
};

struct NodeAnswers {
  std::vector<NodeAnswer> all;          ///< in the order of the context's nodes
  const NodeAnswer* fitting = nullptr;  ///< first that fits
  const NodeAnswer* fatal = nullptr;    ///< first whose error ends the attempt: then no node is chosen
};

/// `census` is that of the claims to allocate.
[[nodiscard]] NodeAnswers answerNodes(const ExplanationContext& context, const Subject& subject,
                                      const std::vector<Census>& census);

/// Whether the claims could be met on some node that the pod may use, by counts first and then by the allocator; the node's name,
/// empty when none. Used for what-ifs: `counts` says how many devices of a census a node would have.
[[nodiscard]] std::string_view reasonOfError(std::string_view error);

}  // namespace claimscope::explanation
