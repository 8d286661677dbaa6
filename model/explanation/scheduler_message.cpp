#include "model/explanation/scheduler_message.h"

#include <array>
#include <cctype>
#include <charconv>

#include "model/explanation/reasons.h"

namespace claimscope::explanation {
namespace {

struct Known {
  std::string_view words;
  std::string_view id;
  bool dra = true;
};

/// Reasons of nodes; the first whose words occur counts.
constexpr std::array<Known, 31> kNodeReasons{{
    {"cannot allocate all claims", {}},
    {"resourceclaim not available on the node", reason::kClaimPinnedToOtherNode},
    {"is in the process of being allocated", reason::kAllocationInFlight},
    {"device class", reason::kDeviceClassMissing},
    {"resource class", reason::kDeviceClassMissing},
    {"invalid resource pools were encountered", reason::kPoolInvalid},
    {"is being deleted", reason::kClaimBeingDeleted},
    {"ResourceClaim not created yet", reason::kClaimMissing},
    {"Pod is not owner", reason::kClaimOwnedByOther},
    {"timed out trying to allocate devices", reason::kSchedulerTimeout},
    {"cannot schedule extended resource claim", {}},
    {"cannot fit resource", {}},
    {"has subrequests, but the DRAPrioritizedList feature is disabled", reason::kUnsupportedRequest},
    {"unknown request type", reason::kUnsupportedRequest},
    {"unallocated immediate resourceclaim", reason::kWaitsForDriver},
    {"waiting for resource driver", reason::kWaitsForDriver},
    {"excluded by", reason::kUnsuitableNodes},
    {"cannot be allocated for the node (unsuitable)", reason::kUnsuitableNodes},
    {"must be reallocated", reason::kWaitsForDriver},
    {"parameters", reason::kParametersMissing},
    {"didn't match Pod's node affinity/selector", reason::kNodeSelectorMismatch, false},
    {"didn't match the requested node name", reason::kNodeSelectorMismatch, false},
    {"untolerated taint", reason::kNodeTaintNotTolerated, false},
    {"had taint", reason::kNodeTaintNotTolerated, false},
    {"were unschedulable", reason::kNodeTaintNotTolerated, false},
    {"Insufficient ", reason::kInsufficientNodeResources, false},
    {"Too many pods", reason::kInsufficientNodeResources, false},
    {"didn't match pod affinity", reason::kPodAffinityUnsatisfied, false},
    {"anti-affinity rules", reason::kPodAffinityUnsatisfied, false},
    {"pod topology spread constraints", reason::kTopologySpreadUnsatisfied, false},
    {"free ports for the requested pod ports", reason::kHostPortTaken, false},
}};

/// Bodies of SchedulerError and PreBind errors.
constexpr std::array<Known, 24> kErrors{{
    {"CEL runtime error", reason::kSelectorRuntimeError},
    {"CEL compile error", reason::kSelectorInvalid},
    {"exceeds the claim limit", reason::kTooManyDevicesForClaim},
    {"is currently being updated", reason::kPoolIncomplete},
    {"is currently invalid", reason::kPoolInvalid},
    {"is invalid:", reason::kPoolInvalid},
    {"a claim constraint would not be satisfied", reason::kConstraintUnsatisfiable},
    {"could not retrieve device class", reason::kDeviceClassMissing},
    {"timed out trying to allocate devices", reason::kSchedulerTimeout},
    {"device binding timeout", reason::kBindingConditionsPending},
    {"device binding failed", reason::kBindingConditionFailed},
    {"got allocated elsewhere in the meantime", reason::kAllocationInFlight},
    {"got deallocated elsewhere in the meantime", reason::kAllocationInFlight},
    {"got deleted in the meantime", reason::kClaimBeingDeleted},
    {"Too many: ", reason::kReservedForFull},
    {"must have at most", reason::kReservedForFull},
    {"add allocation and reservation to claim", reason::kSchedulerError},
    {"add reservation to claim", reason::kSchedulerError},
    {"add finalizer to claim", reason::kSchedulerError},
    {"is smaller than number of claims", reason::kSchedulerError},
    {"parameters", reason::kParametersMissing},
    {"is being deleted", reason::kClaimBeingDeleted},
    {"asks for all devices", reason::kPoolIncomplete},
    {"unsupported request type", reason::kUnsupportedRequest},
}};

template <std::size_t N>
const Known* find(const std::array<Known, N>& known, std::string_view text) {
  for (const Known& entry : known) {
    if (text.find(entry.words) != std::string_view::npos) {
      return &entry;
    }
  }
  return nullptr;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '.' || text.back() == ',')) {
    text.remove_suffix(1);
  }
  return text;
}

/// Reads a number at the start and takes it off.
bool takeNumber(std::string_view& text, std::int64_t& out) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (code != std::errc() || end == text.data()) {
    return false;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

/// Where the next ", <digits> " begins: reasons may hold commas themselves.
std::size_t nextReason(std::string_view text) {
  for (std::size_t at = text.find(", "); at != std::string_view::npos; at = text.find(", ", at + 2)) {
    std::size_t digit = at + 2;
    while (digit < text.size() && std::isdigit(static_cast<unsigned char>(text[digit])) != 0) {
      ++digit;
    }
    if (digit > at + 2 && digit < text.size() && text[digit] == ' ') {
      return at;
    }
  }
  return std::string_view::npos;
}

void parseReasons(std::string_view list, SchedulerMessage& out) {
  for (const std::string_view suffix :
       {" preemption:", " still not schedulable", " no new claims to deallocate", " deallocation of ResourceClaim",
        " deletion of ResourceClaim", " deallocation and deletion"}) {
    list = list.substr(0, list.find(suffix));
  }
  list = trimmed(list);
  while (!list.empty()) {
    const std::size_t end = nextReason(list);
    std::string_view part = trimmed(list.substr(0, end));
    SchedulerReason entry;
    if (!takeNumber(part, entry.count)) {
      entry.count = out.nodes > 0 ? out.nodes : 1;  // PreFilter gives one reason for all nodes, without a count
    }
    part = trimmed(part);
    entry.text = std::string(part);
    if (const Known* known = find(kNodeReasons, part)) {
      entry.id = known->id;
      entry.dra = known->dra;
    }
    if (!part.empty()) {
      out.reasons.push_back(std::move(entry));
    }
    list = end == std::string_view::npos ? std::string_view() : trimmed(list.substr(end));
  }
}

}  // namespace

SchedulerMessage parseSchedulerMessage(std::string_view message) {
  SchedulerMessage out;
  if (message.size() >= 4 && message.substr(message.size() - 4) == " ...") {
    out.cut = true;
    message.remove_suffix(4);
  }
  constexpr std::string_view kNodes = " nodes are available: ";
  const std::size_t at = message.find(kNodes);
  if (at != std::string_view::npos && message.substr(0, 2) == "0/") {
    std::string_view count = message.substr(2, at - 2);
    out.kind = SchedulerMessage::Kind::nodes;
    if (!takeNumber(count, out.nodes)) {
      out.nodes = 0;
    }
    parseReasons(message.substr(at + kNodes.size()), out);
    return out;
  }
  message = trimmed(message);
  if (message.empty()) {
    return out;
  }
  out.kind = SchedulerMessage::Kind::error;
  // running "DynamicResources" filter plugin: … · running PreBind plugin "DynamicResources": …
  if (message.substr(0, 8) == "running ") {
    const std::size_t colon = message.find(": ");
    message = colon == std::string_view::npos ? message : message.substr(colon + 2);
  }
  out.error = std::string(message);
  const Known* known = find(kErrors, message);
  known = known == nullptr ? find(kNodeReasons, message) : known;
  out.errorId = known == nullptr || known->id.empty() ? reason::kUnknown : known->id;
  return out;
}

}  // namespace claimscope::explanation
