#include "model/explanation/node_reasons.h"

namespace claimscope::explanation {

std::string_view reasonOf(allocation::NodeRefusal::Kind kind) {
  using Kind = allocation::NodeRefusal::Kind;
  switch (kind) {
    case Kind::nodeName:
    case Kind::selectorMismatch:
      return reason::kNodeSelectorMismatch;
    case Kind::unschedulable:
    case Kind::taint:
      return reason::kNodeTaintNotTolerated;
    case Kind::resources:
    case Kind::podCount:
      break;
    case Kind::hostPort:
      return reason::kHostPortTaken;
    case Kind::topologySpread:
      return reason::kTopologySpreadUnsatisfied;
    case Kind::podAffinity:
    case Kind::podAntiAffinity:
    case Kind::runningAntiAffinity:
      return reason::kPodAffinityUnsatisfied;
  }
  return reason::kInsufficientNodeResources;
}

bool isByOtherPods(std::string_view id) {
  return id == reason::kPodAffinityUnsatisfied || id == reason::kTopologySpreadUnsatisfied || id == reason::kHostPortTaken;
}

bool isNodeReason(std::string_view id) {
  return id == reason::kNodeSelectorMismatch || id == reason::kNodeTaintNotTolerated ||
         id == reason::kInsufficientNodeResources || isByOtherPods(id);
}

}  // namespace claimscope::explanation
