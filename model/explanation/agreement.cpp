#include "model/explanation/agreement.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/explanation/node_reasons.h"

namespace claimscope::explanation {
namespace {

using Agreement = SchedulerSays::Agreement;

/// When something last happened that this pod's answer depends on: slices, rules, nodes and the claims that hold devices. The
/// newest creation and allocation stand for it, since objects do not say when they last changed.
Time newestChange(const Subject& subject) {
  Time newest;
  const auto take = [&](Time time) { newest = std::max(newest, time); };
  const cluster::Snapshot& snapshot = *subject.snapshot;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) { take(slice.meta.created); });
  snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& rule) { take(rule.meta.created); });
  snapshot.of<Node>().forEach([&](cluster::Slot, const Node& node) { take(node.meta.created); });
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& one) { take(one.meta.created); });
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    take(claim.meta.deleted());
    if (claim.allocation != nullptr) {
      take(claim.allocation->allocationTimestamp);
      take(claim.schedulerWrote);
    }
  });
  return newest;
}

class Comparison {
 public:
  Comparison(const SchedulerMessage& said, const Cause& cause, const NodeAnswers* nodes)
      : m_said(said), m_cause(cause), m_nodes(nodes) {}

  [[nodiscard]] bool agree() { return m_said.kind == SchedulerMessage::Kind::error ? agreeOnError() : agreeOnNodes(); }
  [[nodiscard]] const std::string& note() const { return m_note; }

 private:
  bool agreeOnError() {
    if (m_said.errorId == m_cause.reason || m_said.errorId == reason::kUnknown) {
      return true;
    }
    // Fatal errors of the allocator come under several words for one cause.
    const bool pools = m_said.errorId == reason::kPoolIncomplete || m_said.errorId == reason::kPoolInvalid;
    if (pools && (m_cause.reason == reason::kPoolInvalid || m_cause.reason == reason::kPoolIncomplete)) {
      return true;
    }
    m_note = fmt::format("It stops with an error, {}; the answer here is {}.", m_said.errorId, m_cause.reason);
    return false;
  }

  [[nodiscard]] std::int64_t counted(std::string_view id) const {
    std::int64_t sum = 0;
    for (const SchedulerReason& reason : m_said.reasons) {
      sum += reason.id == id ? reason.count : 0;
    }
    return sum;
  }
  /// Nodes that DynamicResources refused, under its catch-all words or more exact ones.
  [[nodiscard]] std::int64_t refusedForDevices() const {
    std::int64_t sum = 0;
    for (const SchedulerReason& reason : m_said.reasons) {
      sum += reason.dra ? reason.count : 0;
    }
    return sum;
  }

  bool agreeOnNodes() {
    if (m_cause.verdict == Verdict::canFit) {
      m_note = "It found no node; the allocator finds one here.";
      return false;
    }
    const bool blamesDevices = refusedForDevices() > 0;
    if (isNodeReason(m_cause.reason)) {
      if (counted(m_cause.reason) > 0) {
        return true;
      }
      m_note = fmt::format("It names no node that fails for {}.", m_cause.reason);
      return false;
    }
    if (m_cause.reason == reason::kMixedPerNode || m_cause.reason == reason::kDevicesOnOtherNodes) {
      return true;
    }
    if (!blamesDevices) {
      m_note = "It blames no device; the answer here is " + std::string(m_cause.reason) + ".";
      return false;
    }
    return agreeOnCounts();
  }

  /// "1000 cannot allocate all claims" beside the nodes that fail for devices here. A node refused earlier never meets that
  /// plugin.
  bool agreeOnCounts() {
    if (m_nodes == nullptr || m_said.cut) {
      return true;
    }
    const std::int64_t theirs = refusedForDevices();
    std::int64_t ours = 0;
    for (const NodeAnswer& node : m_nodes->all) {
      ours += node.relevant && node.podFits && (!node.devicesFit || node.pinnedAway) ? 1 : 0;
    }
    if (theirs != ours && m_said.nodes == static_cast<std::int64_t>(m_nodes->all.size())) {
      m_note = fmt::format("It counts {} refused for devices, here {}: the nodes have changed since or one of the two is behind.",
                           words::counted(theirs, "node"), words::number(ours));
    }
    return true;
  }

  const SchedulerMessage& m_said;
  const Cause& m_cause;
  const NodeAnswers* m_nodes;
  std::string m_note;
};

}  // namespace

SchedulerSays compareWithScheduler(const Subject& subject, const PodEvents& events, const SchedulerMessage& said,
                                   const Cause& cause, const NodeAnswers* nodes) {
  SchedulerSays out;
  if (subject.pod == nullptr || subject.hypothetical) {
    return out;
  }
  const PodCondition* condition = subject.pod->condition("PodScheduled");
  if (condition == nullptr || condition->status == "True" || said.kind == SchedulerMessage::Kind::none) {
    if (events.scheduling != nullptr && subject.pod->nodeName.empty()) {
      out.message = words::oneLine(events.scheduling->message);
      out.time = events.scheduling->last;
    }
    return out;
  }
  out.message = words::oneLine(condition->message.view());
  out.time = subject.pod->at(condition->lastTransition);
  if (events.scheduling != nullptr && events.scheduling->last.isSet()) {
    out.time = std::max(out.time, events.scheduling->last);  // the condition's time does not move with each attempt
  }
  if (condition->reason == "SchedulingGated" || cause.verdict == Verdict::blockedBefore) {
    // PreEnqueue keeps such a pod out of the queue: what the scheduler said, it said before.
    const bool same =
        condition->reason == "SchedulingGated" || said.kind == SchedulerMessage::Kind::error ||
        std::any_of(said.reasons.begin(), said.reasons.end(), [&](const SchedulerReason& r) { return r.id == cause.reason; });
    out.agreement = same ? Agreement::agrees : Agreement::stale;
    out.note = same ? "" : "It spoke before: such a pod is kept out of its queue.";
    return out;
  }
  Comparison comparison(said, cause, nodes);
  const bool agree = comparison.agree();
  out.note = comparison.note();
  if (agree) {
    out.agreement = Agreement::agrees;
    return out;
  }
  const Time change = newestChange(subject);
  const bool stale = cause.verdict == Verdict::canFit || (change.isSet() && out.time.isSet() && change >= out.time);
  out.agreement = stale ? Agreement::stale : Agreement::differs;
  if (stale) {
    out.note += change > out.time ? " The cluster changed after it spoke." : " It has not tried again since something changed.";
  } else if (!subject.pod->spec->schedulerName.empty() && !(subject.pod->spec->schedulerName == "default-scheduler")) {
    out.note += " " + subject.pod->spec->schedulerName.str() + " is not the Kubernetes scheduler and may decide by other rules.";
  }
  return out;
}

}  // namespace claimscope::explanation
