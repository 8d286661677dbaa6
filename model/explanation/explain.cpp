#include "model/explanation/explain.h"

#include <algorithm>

#include "model/base/words.h"
#include "model/explanation/agreement.h"
#include "model/explanation/choice.h"
#include "model/explanation/classic.h"
#include "model/explanation/creation.h"
#include "model/explanation/fixes.h"
#include "model/explanation/ladder.h"
#include "model/explanation/life.h"
#include "model/explanation/requests.h"
#include "model/explanation/scheduler_message.h"
#include "model/explanation/unknowns.h"

namespace claimscope::explanation {
namespace {

SchedulerMessage saidOf(const Subject& subject) {
  const PodCondition* scheduled =
      subject.pod == nullptr || subject.hypothetical ? nullptr : subject.pod->condition("PodScheduled");
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

/// Cluster text in sentences: one harmless line each.
void clean(Explanation& out) {
  out.summary = words::oneLine(out.summary);
  out.detail = words::oneLine(out.detail);
  for (Rung& rung : out.ladder) {
    rung.detail = words::oneLine(rung.detail);
  }
  for (Evidence& evidence : out.evidence) {
    for (std::string* text : {&evidence.object, &evidence.field, &evidence.value, &evidence.rule}) {
      *text = words::oneLine(*text);
    }
  }
  for (Unknown& unknown : out.unknowns) {
    for (std::string* text : {&unknown.what, &unknown.because, &unknown.effect}) {
      *text = words::oneLine(*text);
    }
  }
  for (NodeExplanation& node : out.nodes) {
    for (NodeReason& reason : node.reasons) {
      reason.detail = words::oneLine(reason.detail);
    }
  }
  out.scheduler.note = words::oneLine(out.scheduler.note);
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

/// The fixes, and the first that was proven as the end of the sentence.
void addFixes(const ExplanationContext& context, const Subject& subject, const std::vector<Census>& census,
              const NodeAnswers& nodes, const SchedulerMessage& said, const std::vector<HolderFacts>& holders, Chosen& chosen) {
  if (chosen.cause.verdict == Verdict::canFit) {
    return;
  }
  const ChoiceFacts facts{context, subject, census, nodes, said};
  const Trial trial(context, subject, nodes);
  chosen.cause.fixes = findFixes({facts, chosen, holders, trial});
  if (!chosen.cause.fixes.empty() && chosen.cause.fixes.front().verified) {
    const Fix& fix = chosen.cause.fixes.front();
    const bool frees = fix.id.rfind("release:", 0) == 0 && subject.pod != nullptr && !subject.hypothetical;
    chosen.cause.summary += " " + fix.text + (frees ? " and it starts now." : " and it fits.");
  }
}

void addSchedulerEvidence(const Subject& subject, Explanation& out) {
  if (out.scheduler.message.empty() || subject.pod == nullptr) {
    return;
  }
  const char* mark = out.scheduler.agreement == SchedulerSays::Agreement::agrees    ? "agrees"
                     : out.scheduler.agreement == SchedulerSays::Agreement::differs ? "differs"
                     : out.scheduler.agreement == SchedulerSays::Agreement::stale   ? "stale"
                                                                                    : "";
  out.evidence.insert(out.evidence.begin(), {"Pod " + qualifiedName(subject.pod->meta), "status.conditions PodScheduled",
                                             words::cut(out.scheduler.message, 400), "What the scheduler itself says of the pod",
                                             mark, out.scheduler.time, kubectlGet("pod", subject.pod->meta)});
}

/// Nodes as they are shown: relevant ones first, then by how near they came, in the order of the inventory.
std::vector<NodeExplanation> nodeExplanations(const NodeAnswers& answers) {
  std::vector<NodeExplanation> out;
  out.reserve(answers.all.size());
  for (const bool relevant : {true, false}) {
    for (const NodeAnswer& answer : answers.all) {
      if (answer.relevant == relevant) {
        out.push_back({answer.entry->node->meta.name.str(), answer.fits(), relevant, answer.reasons});
      }
    }
  }
  return out;
}

/// Devices have a say when something is to be allocated, or when what is allocated does not suit the nodes.
bool asksDevices(const Subject& subject, const std::optional<Cause>& cause) {
  const bool classic = std::any_of(subject.claims.begin(), subject.claims.end(),
                                   [](const ResourceClaim* claim) { return claim->classic != nullptr; });
  return !classic && (!subject.toAllocate.empty() || (!cause && subject.pod != nullptr));
}

/// A pod that runs wants nothing more; one that is stopped before the scheduler is told what awaits it there.
bool done(const std::optional<Cause>& cause) {
  return cause && (cause->verdict == Verdict::allocated || cause->reason == reason::kPodNotReserved);
}

}  // namespace

Explanation explain(const ExplanationContext& context, const Subject& subject) {
  Explanation out;
  describeSubject(subject, out);
  const PodEvents events =
      subject.pod == nullptr || subject.hypothetical ? PodEvents{} : eventsOf(*subject.snapshot, *subject.pod);
  const SchedulerMessage said = saidOf(subject);
  std::optional<Cause> cause = byEvidence(subject, events, said);
  std::vector<Census> census;
  std::optional<NodeAnswers> nodes;
  std::vector<Unknown> classicUnknowns;
  if (isClassic(subject) && !cause) {
    ClassicAnswer classic = explainClassic(context, subject, said);
    cause = std::move(classic.cause);
    out.requests = std::move(classic.requests);
    out.nodes = std::move(classic.nodes);
    classicUnknowns = std::move(classic.unknowns);
  } else if (asksDevices(subject, cause) && !done(cause)) {
    census = takeCensus(context, subject.toAllocate);
    nodes = answerNodes(context, subject, census);
    out.requests = explainRequests(context, census, *nodes);
    out.nodes = nodeExplanations(*nodes);
    Chosen chosen = chooseCause(context, subject, census, *nodes, said);
    const std::vector<HolderFacts> holders =
        chosen.cause.verdict == Verdict::canFit ? std::vector<HolderFacts>{} : findHolders(context, subject, census, *nodes);
    for (const HolderFacts& holder : holders) {
      out.holders.push_back(holder.shown);
    }
    if (!cause) {
      addFixes(context, subject, census, *nodes, said, holders, chosen);
      cause = std::move(chosen.cause);
    } else if (chosen.cause.verdict != Verdict::canFit && !census.empty()) {
      cause->detail += (cause->detail.empty() ? "" : " ") + std::string("After that: ") + chosen.cause.summary;
    }
  }
  if (!cause) {
    cause = Cause{};
    cause->summary = "Nothing is known of why it waits.";
  }
  out.verdict = cause->verdict;
  out.reason = std::string(cause->reason);
  out.summary = cause->summary;
  out.detail = cause->detail;
  out.since = cause->since;
  out.ladder = ladderOf(subject, *cause, said);
  out.evidence = cause->evidence;
  out.fixes = cause->fixes;
  out.scheduler = compareWithScheduler(subject, events, said, *cause, nodes ? &*nodes : nullptr);
  out.unknowns = unknownsOf(*subject.snapshot, subject, census, *cause);
  out.unknowns.insert(out.unknowns.begin(), classicUnknowns.begin(), classicUnknowns.end());
  addSchedulerEvidence(subject, out);
  clean(out);
  return out;
}

Explanation explainClaim(const ExplanationContext& context, cluster::ClaimIndex claim) {
  return explain(context, subjectOfClaim(context.snapshot(), claim));
}

Explanation explainPod(const ExplanationContext& context, cluster::Slot pod) {
  return explain(context, subjectOfPod(context.snapshot(), pod));
}

Explanation explainClaim(const cluster::Snapshot& snapshot, cluster::ClaimIndex claim) {
  const Subject subject = subjectOfClaim(snapshot, claim);
  return explain(ExplanationContext(snapshot, driversOf(snapshot, subject.toAllocate)), subject);
}

Explanation explainPod(const cluster::Snapshot& snapshot, cluster::Slot pod) {
  const Subject subject = subjectOfPod(snapshot, pod);
  return explain(ExplanationContext(snapshot, driversOf(snapshot, subject.toAllocate)), subject);
}

Explanation explainHypothetical(const cluster::Snapshot& snapshot, const ResourceClaim& claim) {
  return explain(ExplanationContext(snapshot), hypotheticalSubject(snapshot, nullptr, {&claim}));
}

Explanation explainHypotheticalPod(const cluster::Snapshot& snapshot, const Pod& pod,
                                   const std::vector<const ResourceClaim*>& claims) {
  return explain(ExplanationContext(snapshot), hypotheticalSubject(snapshot, &pod, claims));
}

}  // namespace claimscope::explanation
