#include "model/explanation/explain.h"

#include <algorithm>

#include "model/base/words.h"
#include "model/explanation/creation.h"
#include "model/explanation/ladder.h"
#include "model/explanation/life.h"
#include "model/explanation/scheduler_message.h"

namespace claimscope::explanation {
namespace {

SchedulerMessage saidOf(const Subject& subject) {
  const Condition* scheduled = subject.pod == nullptr || subject.hypothetical ? nullptr : subject.pod->condition("PodScheduled");
  return scheduled == nullptr || scheduled->status == "True" ? SchedulerMessage{}
                                                             : parseSchedulerMessage(scheduled->message.view());
}

/// What the API alone says; by devices when it says nothing.
std::optional<Cause> byEvidence(const Subject& subject, const PodEvents& events, const SchedulerMessage& said) {
  if (std::optional<Cause> cause = beingDeleted(subject)) {
    return cause;
  }
  if (std::optional<Cause> cause = stoppedBeforeScheduler(subject, events)) {
    return cause;
  }
  if (std::optional<Cause> cause = boundPastScheduler(subject, events)) {
    return cause;
  }
  if (std::optional<Cause> cause = allocatedWithoutPod(subject)) {
    return cause;
  }
  return afterAllocation(subject, events, said);
}

Cause byScheduler(const Subject& subject, const SchedulerMessage& said) {
  Cause cause;
  cause.since = subject.pod != nullptr     ? subject.pod->meta.created
                : subject.focus != nullptr ? subject.focus->meta.created
                                           : Time{};
  if (subject.pod == nullptr) {
    cause.reason = reason::kNoConsumerPod;
    cause.rung = "scheduler";
    cause.held = "no pod asks for it";
    cause.summary = "No pod asks for it: devices are allocated when a pod that names the claim is scheduled.";
  } else if (said.kind == SchedulerMessage::Kind::error) {
    cause.reason = said.errorId;
    cause.held = "the scheduler stopped with an error";
    cause.summary = "The scheduler stops with an error: " + words::oneLine(said.error) + ".";
  } else {
    cause.held = "the scheduler found no node";
    cause.summary = "The scheduler found no node for it.";
  }
  return cause;
}

/// Cluster text in sentences: one harmless line each.
void clean(Explanation& out) {
  out.summary = words::oneLine(out.summary);
  out.detail = words::oneLine(out.detail);
  for (Rung& rung : out.ladder) {
    rung.detail = words::oneLine(rung.detail);
  }
  for (Evidence& evidence : out.evidence) {
    evidence.object = words::oneLine(evidence.object);
    evidence.field = words::oneLine(evidence.field);
    evidence.value = words::oneLine(evidence.value);
  }
  for (Fix& fix : out.fixes) {
    fix.text = words::oneLine(fix.text);
    fix.effect = words::oneLine(fix.effect);
    fix.sideEffect = words::oneLine(fix.sideEffect);
  }
}

void describeSubject(const Subject& subject, Explanation& out) {
  out.kind = subject.kind();
  out.object = subject.name();
  out.state = subject.focus != nullptr ? (subject.hypothetical ? "pending" : subject.focus->stateWord())
              : subject.pod != nullptr ? (subject.hypothetical ? "Pending" : subject.pod->statusWord())
                                       : "";
  out.revision = subject.snapshot->revision;
  out.computedFrom = subject.snapshot->time;
  out.pod = subject.pod == nullptr ? "" : qualifiedName(subject.pod->meta);
  if (subject.focusIndex != cluster::kNone) {
    out.owner = subject.inventory().claims[subject.focusIndex].owner;
  } else if (subject.pod != nullptr && subject.pod->meta.controller() != nullptr) {
    const OwnerReference& owner = *subject.pod->meta.controller();
    out.owner = owner.kind.str() + "/" + owner.name.str();
  }
}

}  // namespace

Explanation explain(const Subject& subject) {
  Explanation out;
  describeSubject(subject, out);
  const PodEvents events =
      subject.pod == nullptr || subject.hypothetical ? PodEvents{} : eventsOf(*subject.snapshot, *subject.pod);
  const SchedulerMessage said = saidOf(subject);
  std::optional<Cause> cause = byEvidence(subject, events, said);
  if (!cause) {
    cause = byScheduler(subject, said);
  }
  out.verdict = cause->verdict;
  out.reason = std::string(cause->reason);
  out.summary = cause->summary;
  out.detail = cause->detail;
  out.since = cause->since;
  out.ladder = ladderOf(subject, *cause, said);
  out.evidence = cause->evidence;
  out.fixes = cause->fixes;
  clean(out);
  return out;
}

Explanation explainClaim(const cluster::Snapshot& snapshot, cluster::ClaimIndex claim) {
  return explain(subjectOfClaim(snapshot, claim));
}

Explanation explainPod(const cluster::Snapshot& snapshot, cluster::Slot pod) {
  return explain(subjectOfPod(snapshot, pod));
}

Explanation explainHypothetical(const cluster::Snapshot& snapshot, const ResourceClaim& claim) {
  return explain(hypotheticalSubject(snapshot, nullptr, {&claim}));
}

Explanation explainHypotheticalPod(const cluster::Snapshot& snapshot, const Pod& pod,
                                   const std::vector<const ResourceClaim*>& claims) {
  return explain(hypotheticalSubject(snapshot, &pod, claims));
}

}  // namespace claimscope::explanation
