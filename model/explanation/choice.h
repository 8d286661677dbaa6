// Choice: the one main reason why devices hold a claim, from the answers of all nodes; and its words. Pure; any thread.
#pragma once

#include "model/explanation/cause.h"
#include "model/explanation/nodes.h"
#include "model/explanation/scheduler_message.h"

namespace claimscope::explanation {

/// Nodes that the main reason is about: those that could run the pod and came closest to fitting.
struct Chosen {
  Cause cause;
  std::vector<const NodeAnswer*> nodes;
  std::size_t census = 0;  ///< of the request that fails
};

/// `subject` has claims to allocate, or claims that are allocated elsewhere.
[[nodiscard]] Chosen chooseCause(const ExplanationContext& context, const Subject& subject, const std::vector<Census>& census,
                                 const NodeAnswers& nodes, const SchedulerMessage& said);

/// "H200" when every matching device is one product, else "device of class X".
[[nodiscard]] std::string deviceNoun(const ExplanationContext& context, const Census& census);
/// Drivers that the class names as constants: device.driver == "x".
[[nodiscard]] std::vector<std::string> driversNamed(const Census& census);

}  // namespace claimscope::explanation
