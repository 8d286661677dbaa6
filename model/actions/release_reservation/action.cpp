// Gives up a reservation: the placeholder goes first, then the claim that was made for it, or the rules.
#include <fmt/format.h>

#include "model/actions/action.h"
#include "model/actions/device_names.h"
#include "model/actions/registry.h"
#include "model/actions/reservation_steps.h"
#include "model/actions/starts_then.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

class ReleaseReservationPlanner {
 public:
  ReleaseReservationPlanner(const cluster::Snapshot& snapshot, const ActionRequest& request, const Reservation& reservation)
      : m_snapshot(snapshot), m_reservation(reservation), m_plan(newPlan(snapshot, request)) {}

  ActionPlan make() {
    m_plan.title = "Release reservation " + m_reservation.name;
    allocation::WhatIf change;
    if (m_reservation.way == Way::taint) {
      rules(change);
    } else {
      pods(change);
    }
    const Starts starts = m_plan.blocked() ? Starts{} : startsThen(m_snapshot, change, m_reservation.devices);
    addStarts(m_snapshot, starts, m_plan);
    const std::string what = deviceWords(m_snapshot, m_reservation.devices);
    m_plan.headline = m_plan.blocked() ? m_reservation.name + " is not released: " + m_plan.blockers.front().title + "."
                      : m_reservation.devices.empty()
                          ? m_reservation.name + " holds nothing; what is left of it is removed."
                          : fmt::format("{} {} free for everybody; {}.", what,
                                        m_reservation.devices.size() == 1 ? "becomes" : "become", startsWords(starts));
    m_plan.subline = std::string(wayWord(m_reservation.way)) + " · owner " +
                     (m_reservation.owner.empty() ? "not named" : m_reservation.owner) +
                     (m_reservation.purpose.empty() ? "" : ": " + m_reservation.purpose) + " · " +
                     m_reservation.expiryWords(m_snapshot.time);
    const auto left = m_reservation.leftMs(m_snapshot.time);
    if (!left || *left > 0) {
      m_plan.warnings.push_back(
          {Mark::warning,
           left ? "Its lease has not ended: " + words::duration(*left) + " left" : "Its lease has no end",
           "Ask its owner" + (m_reservation.owner.empty() ? std::string() : " " + m_reservation.owner) + " first.",
           {},
           {},
           {}});
    }
    seal(m_plan);
    return m_plan;
  }

 private:
  void rules(allocation::WhatIf& change) {
    for (const DeviceTaintRule* rule : m_reservation.rules) {
      Step step = ruleStep(m_snapshot, *rule);
      m_plan.needs.push_back(needOf(step, "to delete the rule"));
      m_plan.verify.push_back(*step.until);
      m_plan.steps.push_back(std::move(step));
      change.withoutRules.insert(rule);
    }
    if (!m_reservation.consumers.empty()) {
      m_plan.warnings.push_back({Mark::neutral,
                                 words::listed(m_reservation.consumers) + " keep running",
                                 "A rule that goes takes no device away.",
                                 {},
                                 {},
                                 {}});
    }
    m_plan.undo = "The rules can be made again as they were.";
  }

  void pods(allocation::WhatIf& change) {
    if (!m_reservation.consumers.empty()) {
      Notice notice{
          Mark::blocked,
          words::listed(m_reservation.consumers) + (m_reservation.consumers.size() == 1 ? " uses it" : " use it"),
          "It has reached its aim: hand it over instead, which deletes the placeholder and leaves the claim to its pods.",
          {},
          {},
          {}};
      notice.request = ActionRequest{"hand_over", {m_reservation.object(m_snapshot)}, {}, {}};
      m_plan.blockers.push_back(std::move(notice));
    }
    if (m_reservation.pod != nullptr) {
      Step step = placeholderStep(m_snapshot, *m_reservation.pod);
      step.effect += " Without it the claim gives the devices back.";
      if (m_reservation.claim != cluster::kNone && !m_reservation.devices.empty()) {
        // Gone is not enough: the controller clears the reservation a moment later, and only then the claim may be touched.
        const ResourceClaim& claim = *useOf(m_snapshot, m_reservation.claim).claim;
        step.until = Expectation{Expectation::Kind::claimReleased,
                                 m_reservation.object(m_snapshot),
                                 claim.meta.uid.str(),
                                 {},
                                 claim.meta.namespaceName.str() + "/" + claim.meta.name.str() + " holds nothing",
                                 120'000};
      }
      Affected row;
      row.verdict = "delete";
      row.object = {"pod", m_reservation.pod->meta.namespaceName.str(), m_reservation.pod->meta.name.str()};
      row.uid = m_reservation.pod->meta.uid.str();
      row.reason = "Placeholder";
      row.why = "holds the devices and does nothing";
      row.step = step.id;
      m_plan.affected.push_back(std::move(row));
      m_plan.needs.push_back(needOf(step, "to delete the placeholder"));
      m_plan.steps.push_back(std::move(step));
    }
    if (m_reservation.claim == cluster::kNone) {
      return;
    }
    const ClaimUse use = useOf(m_snapshot, m_reservation.claim);
    const ObjectRef object{"claim", use.claim->meta.namespaceName.str(), use.claim->meta.name.str()};
    change.released.insert(use.claim);
    const bool ours = !m_reservation.adopted && hasLabel(use.claim->meta.annotations(), kReservation);
    if (ours) {
      removeClaim(use, object);
      m_plan.undo = "Not undone: make the reservation again.";
    } else {
      if (auto step = unleaseStep(m_snapshot, *use.claim)) {
        if (!m_plan.steps.empty()) {
          step->after = {m_plan.steps.back().id};
        }
        m_plan.needs.push_back(needOf(*step, "to take the lease off"));
        m_plan.steps.push_back(std::move(*step));
      }
      m_plan.verify.push_back(
          {Expectation::Kind::claimReleased, object, use.claim->meta.uid.str(), {}, use.name() + " holds nothing", 60'000});
      m_plan.undo = "The claim was there before and stays.";
    }
    m_plan.claims.push_back({use.name(),
                             deviceNames(m_snapshot, *use.view),
                             ours ? "deleted" : "released",
                             {},
                             ours ? "made for the reservation" : "was there before, stays"});
  }

  void removeClaim(const ClaimUse& use, const ObjectRef& object) {
    Step step;
    step.id = "claim";
    step.title = "Delete claim " + use.name();
    step.call = removeCall(targetOf(m_snapshot, *use.claim));
    step.effect = "It was made for the reservation.";
    if (m_plan.steps.empty()) {
      step.exactVersion = true;
    } else {
      // Without the placeholder nobody may be left: a pod that has come meanwhile keeps the claim.
      step.after = {m_plan.steps.back().id};
      step.guards = {{"/status/reservedFor", ""}};
      step.canDryRun = false;
    }
    step.until =
        Expectation{Expectation::Kind::claimGone, object, use.claim->meta.uid.str(), {}, use.name() + " is gone", 60'000};
    m_plan.verify.push_back(*step.until);
    m_plan.needs.push_back(needOf(step, "to delete the claim"));
    m_plan.steps.push_back(std::move(step));
  }

  const cluster::Snapshot& m_snapshot;
  const Reservation& m_reservation;
  ActionPlan m_plan;
};

Result<ActionPlan> planReleaseReservation(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Result<Reservation> found = reservationOf(snapshot, request.objects.front());
  if (!found) {
    return fail(found.error());
  }
  if (found->way == Way::foreign) {
    return planAction(snapshot, {"release_claim", {found->object(snapshot)}, {}, request.why});
  }
  return ReleaseReservationPlanner(snapshot, request, *found).make();
}

}  // namespace

Action releaseReservation() {
  return {"release_reservation", "Release a reservation", "placeholder, claim or rules go", "reservation", false, {},
          planReleaseReservation};
}

}  // namespace claimscope::actions
