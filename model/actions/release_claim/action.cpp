// Gives back what a claim holds although nothing uses it: unused, leaked, orphaned, finished or stuck claims; says where waiting
// is right.
#include <fmt/format.h>

#include <algorithm>

#include "model/actions/action.h"
#include "model/actions/registry.h"
#include "model/actions/release_claim/case.h"
#include "model/actions/starts_then.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

class ReleaseClaimPlanner {
 public:
  ReleaseClaimPlanner(const cluster::Snapshot& snapshot, const ActionRequest& request, const ClaimUse& use)
      : m_snapshot(snapshot),
        m_options(m_action, request),
        m_use(use),
        m_case(caseOf(snapshot, use, {m_options.flag("remove-foreign"), m_options.text("how")})),
        m_plan(newPlan(snapshot, request)) {}

  ActionPlan make() {
    m_plan.title = "Release " + m_use.name();
    for (const Consumer& consumer : m_use.consumers) {
      addConsumer(consumer);
    }
    m_plan.blockers = m_case.blockers;
    m_plan.warnings = m_case.warnings;
    if (!m_case.why.empty()) {
      m_plan.warnings.push_back({Mark::neutral, "Why it is so", m_case.why, {}, {}, {}});
    }
    addSteps();
    addClaim();
    Starts starts;
    if (m_case.frees && !m_use.devices().empty()) {
      allocation::WhatIf change;
      change.released.insert(m_use.claim);
      starts = startsThen(m_snapshot, change, m_use.devices());
      addStarts(m_snapshot, starts, m_plan);
    }
    words(starts);
    std::stable_sort(m_plan.affected.begin(), m_plan.affected.end(),
                     [](const Affected& a, const Affected& b) { return a.mark == Mark::blocked && b.mark != Mark::blocked; });
    seal(m_plan);
    return m_plan;
  }

 private:
  void addConsumer(const Consumer& consumer) {
    Affected row;
    const bool pod = consumer.state != ConsumerState::group && consumer.state != ConsumerState::foreign;
    row.object = {pod ? "pod" : words::oneLine(consumer.entry->resource.view()), m_use.claim->meta.namespaceName.str(),
                  consumer.entry->name.str()};
    row.uid = consumer.entry->uid.str();
    row.verdict = std::string(consumerWord(consumer.state));
    row.claims = {m_use.name()};
    switch (consumer.state) {
      case ConsumerState::live:
      case ConsumerState::hidden:
      case ConsumerState::group:
        row.mark = Mark::blocked;
        row.reason = "InUse";
        row.why = consumer.state == ConsumerState::live ? "status " + consumer.pod->statusWord()
                                                        : "cannot be seen: it may use the claim";
        break;
      case ConsumerState::ending:
        row.mark = Mark::blocked;
        row.reason = "Terminating";
        row.why = "the kubelet gives the devices back before the pod goes";
        break;
      case ConsumerState::foreign:
        row.mark = m_options.flag("remove-foreign") ? Mark::warning : Mark::blocked;
        row.reason = "HeldByForeignConsumer";
        row.why = "no controller removes this entry";
        break;
      case ConsumerState::finished:
        row.mark = Mark::good;
        row.reason = "Finished";
        row.why = "has ended: " + consumer.pod->statusWord();
        break;
      case ConsumerState::replaced:
      case ConsumerState::absent:
        row.mark = Mark::good;
        row.reason = "ReservedForMissingPod";
        row.why = consumer.state == ConsumerState::replaced ? "another pod has its name now" : "there is no such pod";
        break;
    }
    row.why = words::oneLine(row.why);
    m_plan.affected.push_back(std::move(row));
  }

  [[nodiscard]] Target target() const { return targetOf(m_snapshot, *m_use.claim); }
  [[nodiscard]] ObjectRef object() const {
    return {"claim", m_use.claim->meta.namespaceName.str(), m_use.claim->meta.name.str()};
  }
  [[nodiscard]] Expectation expect(Expectation::Kind kind, const std::string& text) const {
    return {kind, object(), m_use.claim->meta.uid.str(), {}, m_use.name() + " " + text, 60'000};
  }

  void addSteps() {
    if (m_case.status) {
      Step step;
      step.id = "status";
      step.title = m_case.statusTitle;
      step.call = mergePatch(target(), *m_case.status, "status");
      step.effect = m_case.statusEffect;
      step.exactVersion = true;
      if (m_case.released && !m_use.claim->meta.deleted().isSet()) {
        step.until = expect(Expectation::Kind::claimReleased, "holds nothing");
      }
      addStatusNeeds(m_snapshot, *m_use.claim, "to take the claim's reservation back", m_plan.needs);
      m_plan.steps.push_back(std::move(step));
    }
    if (m_case.finalizers) {
      Step step;
      step.id = "finalizer";
      step.title = "Remove the finalizer of " + m_use.name();
      step.call = mergePatch(target(), *m_case.finalizers);
      step.effect = "The deletion that was asked for is finished.";
      if (m_plan.steps.empty()) {
        step.exactVersion = true;
      } else {
        step.after = {m_plan.steps.back().id};
        step.canDryRun = false;
        step.guards = {{"/status/reservedFor", ""}, {"/status/allocation", ""}};
      }
      m_plan.needs.push_back(
          {"patch", "resource.k8s.io", "resourceclaims", "", target().namespaceName, target().name, "to remove the finalizer"});
      m_plan.steps.push_back(std::move(step));
    }
    if (m_case.remove) {
      Step step;
      step.id = "delete";
      step.title = "Delete " + m_use.name();
      step.call = removeCall(target());
      step.effect = m_use.devices().empty() ? "It is gone." : "Frees " + deviceText() + ".";
      step.exactVersion = true;
      step.until = expect(Expectation::Kind::claimGone, "is gone");
      m_plan.needs.push_back(
          {"delete", "resource.k8s.io", "resourceclaims", "", target().namespaceName, target().name, "to delete the claim"});
      m_plan.steps.push_back(std::move(step));
    }
    if (!m_plan.steps.empty()) {
      const bool goes = m_case.remove || m_case.finalizers || m_use.claim->meta.deleted().isSet();
      if (goes) {
        m_plan.verify.push_back(expect(Expectation::Kind::claimGone, "is gone"));
      } else if (m_case.released) {
        m_plan.verify.push_back(expect(Expectation::Kind::claimReleased, "holds nothing"));
      }
      m_plan.undo = m_case.remove ? "A deleted claim does not come back: keep its manifest if you may need it again."
                                  : "Nothing to take back: an entry or allocation that is removed belonged to nobody.";
    }
  }

  [[nodiscard]] std::string deviceText() const {
    const std::string node = nodeWords(m_snapshot, m_use.devices());
    return deviceWords(m_snapshot, m_use.devices()) + (node.empty() ? "" : " on " + node);
  }

  void addClaim() {
    AffectedClaim row;
    row.name = m_use.name();
    row.devices = deviceNames(m_snapshot, *m_use.view);
    row.after = m_plan.blocked() || !m_case.frees ? "staysPinned" : m_case.remove ? "deleted" : "released";
    m_plan.claims.push_back(std::move(row));
  }

  void words(const Starts& starts) {
    const std::string held = m_use.devices().empty() ? std::string("no device") : deviceText();
    if (m_plan.blocked()) {
      m_plan.headline = m_use.name() + " is not released: " + m_plan.blockers.front().title + ".";
    } else if (m_case.frees) {
      m_plan.headline = fmt::format("{} can be released: {}. {} {} free; {}.", m_use.name(), m_case.cause, held,
                                    m_use.devices().size() == 1 ? "becomes" : "become", startsWords(starts));
    } else {
      m_plan.headline = m_use.name() + ": " + m_case.cause + ".";
    }
    const Time since = m_use.claim->allocation == nullptr ? Time{} : m_use.claim->allocation->allocationTimestamp;
    m_plan.subline = m_use.claim->stateWord() + " · " + held +
                     (since.isSet() ? " · allocated " + words::duration(m_snapshot.time - since) + " ago" : "") + " · " +
                     (m_use.claim->meta.owners.empty() ? std::string("no owner")
                                                       : "owned by " + m_use.claim->meta.owners.front().kind.str() + " " +
                                                             m_use.claim->meta.owners.front().name.str());
  }

  const Action m_action = releaseClaim();
  const cluster::Snapshot& m_snapshot;
  const Options m_options;
  const ClaimUse& m_use;
  const ReleaseCase m_case;
  ActionPlan m_plan;
};

Result<ActionPlan> planReleaseClaim(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const ObjectRef& object = request.objects.front();
  if (object.kind != "claim") {
    return fail(ErrorCode::usage, "a claim is released, not a " + words::cut(words::oneLine(object.kind), 40));
  }
  const cluster::ClaimIndex index = claimOf(snapshot, object);
  if (index == cluster::kNone) {
    return fail(noClaim(snapshot, object));
  }
  const ClaimUse use = useOf(snapshot, index);
  return ReleaseClaimPlanner(snapshot, request, use).make();
}

}  // namespace

Action releaseClaim() {
  return {"release_claim",
          "Release a claim",
          "reserved by no pod",
          "claim",
          false,
          {
              {OptionSpec::Type::choice,
               "how",
               "How",
               "Delete the claim, or keep it and give back its devices only; auto keeps what pods still name",
               "auto",
               {"auto", "delete", "keep"}},
              {OptionSpec::Type::flag,
               "remove-foreign",
               "Remove foreign entries",
               "Also remove entries of status.reservedFor that are no pods: whoever made them loses the claim",
               "false",
               {}},
          },
          planReleaseClaim};
}

}  // namespace claimscope::actions
