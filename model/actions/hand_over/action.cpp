// Hands a reservation over to the workload it was made for: the placeholder goes, the claim stays allocated; or the rules go.
#include <fmt/format.h>

#include "model/actions/action.h"
#include "model/actions/device_names.h"
#include "model/actions/registry.h"
#include "model/actions/reservation_steps.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

class HandOverPlanner {
 public:
  HandOverPlanner(const cluster::Snapshot& snapshot, const ActionRequest& request, const Reservation& reservation)
      : m_snapshot(snapshot), m_options(m_action, request), m_reservation(reservation), m_plan(newPlan(snapshot, request)) {}

  ActionPlan make() {
    m_plan.title = "Hand over " + m_reservation.name;
    if (m_reservation.way == Way::foreign) {
      block("It is no reservation of Claimscope", "There is nothing to hand over: a pod that names the claim gets it.");
    } else if (m_reservation.way == Way::taint) {
      rules();
    } else if (m_reservation.claim == cluster::kNone) {
      block("Its claim is gone", "There is nothing to hand over: release the reservation.", "release_reservation");
    } else {
      claim();
    }
    const std::string consumers = words::listed(m_reservation.consumers);
    m_plan.headline = m_plan.blocked() ? m_reservation.name + " cannot be handed over yet: " + m_plan.blockers.front().title + "."
                      : m_reservation.consumers.empty() ? m_reservation.name + " is handed over as soon as a pod uses it."
                                                        : m_reservation.name + " would be handed over to " + consumers + ".";
    m_plan.subline = deviceWords(m_snapshot, m_reservation.devices) +
                     (m_reservation.node.empty() ? "" : " on " + m_reservation.node) + " · " + m_reservation.detail;
    seal(m_plan);
    return m_plan;
  }

 private:
  void block(std::string title, std::string detail, const std::string& action = {}, std::string option = {}) {
    Notice notice{Mark::blocked, std::move(title), std::move(detail), {}, {}, std::move(option)};
    if (!action.empty()) {
      notice.request = ActionRequest{action, {m_reservation.object(m_snapshot)}, {}, {}};
    }
    m_plan.blockers.push_back(std::move(notice));
  }
  void consumerRows(const std::string& claim) {
    for (const std::string& name : m_reservation.consumers) {
      Affected row;
      row.mark = Mark::good;
      row.verdict = "keeps";
      const std::size_t slash = name.find('/');
      row.object = {"pod", slash == std::string::npos ? std::string() : name.substr(0, slash),
                    slash == std::string::npos ? name : name.substr(slash + 1)};
      row.reason = "Consumer";
      row.why = "uses the devices and keeps them";
      row.claims = claim.empty() ? std::vector<std::string>{} : std::vector<std::string>{claim};
      m_plan.affected.push_back(std::move(row));
    }
  }

  void claim() {
    const ClaimUse use = useOf(m_snapshot, m_reservation.claim);
    const ObjectRef object{"claim", use.claim->meta.namespaceName.str(), use.claim->meta.name.str()};
    const bool wait = m_options.flag("wait");
    if (use.claim->allocation == nullptr && !wait) {
      block("It holds no device yet", m_reservation.detail + ".");
    } else if (m_reservation.consumers.empty() && !wait) {
      block("No other pod uses it yet",
            "A pod of namespace " + object.namespaceName +
                " gets it with spec.resourceClaims: [{name: devices, resourceClaimName: " + object.name +
                "}]. If the placeholder went now, the devices would be given back. --wait waits for such a pod.",
            {}, "wait");
    }
    const std::string holder = m_reservation.pod == nullptr ? std::string() : m_reservation.pod->meta.uid.str();
    const Expectation other{Expectation::Kind::claimReservedForOther,
                            object,
                            use.claim->meta.uid.str(),
                            holder,
                            use.name() + " is reserved for another pod",
                            wait ? m_options.durationMs("within") : 30'000};
    if (auto step = unleaseStep(m_snapshot, *use.claim)) {
      // The claim must be as it was seen: a consumer that has left since would make this a release.
      step->exactVersion = !wait;
      step->until = other;
      m_plan.needs.push_back(needOf(*step, "to take the lease off"));
      m_plan.steps.push_back(std::move(*step));
    }
    if (m_reservation.pod != nullptr) {
      Step step = placeholderStep(m_snapshot, *m_reservation.pod);
      step.effect += " The claim stays allocated, because another pod is in status.reservedFor.";
      if (!m_plan.steps.empty()) {
        step.after = {m_plan.steps.back().id};
      }
      m_plan.needs.push_back(needOf(step, "to delete the placeholder"));
      m_plan.steps.push_back(std::move(step));
      Affected row;
      row.mark = Mark::neutral;
      row.verdict = "delete";
      row.object = {"pod", m_reservation.pod->meta.namespaceName.str(), m_reservation.pod->meta.name.str()};
      row.uid = holder;
      row.reason = "Placeholder";
      row.why = "has done its work";
      row.claims = {use.name()};
      row.step = "placeholder";
      m_plan.affected.push_back(std::move(row));
    }
    if (m_plan.steps.empty() && !m_plan.blocked()) {
      block("It has been handed over already", m_reservation.detail + ".");
    }
    consumerRows(use.name());
    m_plan.claims.push_back(
        {use.name(), deviceNames(m_snapshot, *use.view), "staysPinned", {}, "stays allocated to its consumer"});
    m_plan.verify.push_back(
        {Expectation::Kind::claimAllocated, object, use.claim->meta.uid.str(), {}, use.name() + " is still allocated", 30'000});
    Expectation kept = other;
    kept.deadlineMs = 30'000;
    m_plan.verify.push_back(std::move(kept));
    m_plan.warnings.push_back(
        {Mark::neutral,
         "The claim stays",
         "When its last pod ends it gives the devices back and stays as an empty claim, to be used again or deleted.",
         {},
         {},
         {}});
    m_plan.undo = "The lease can be written again; the placeholder cannot be brought back, a new reservation can be made.";
  }

  void rules() {
    if (m_reservation.state != ReservationState::used) {
      block("Not all of its devices are used by claims that tolerate " + m_reservation.tolerationKey,
            m_reservation.detail +
                ". Without the rules any claim could take those that are free: release the reservation if that is "
                "meant.",
            "release_reservation");
    }
    for (const DeviceTaintRule* rule : m_reservation.rules) {
      Step step = ruleStep(m_snapshot, *rule);
      step.effect = "Running pods are not touched; when they end, every claim can get the device.";
      m_plan.needs.push_back(needOf(step, "to delete the rule"));
      m_plan.verify.push_back(*step.until);
      m_plan.steps.push_back(std::move(step));
    }
    consumerRows({});
    m_plan.undo = "The rules can be made again as they were.";
  }

  const Action m_action = handOver();
  const cluster::Snapshot& m_snapshot;
  const Options m_options;
  const Reservation& m_reservation;
  ActionPlan m_plan;
};

Result<ActionPlan> planHandOver(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Result<Reservation> found = reservationOf(snapshot, request.objects.front());
  if (!found) {
    return fail(found.error());
  }
  return HandOverPlanner(snapshot, request, *found).make();
}

}  // namespace

Action handOver() {
  return {"hand_over",
          "Hand over a reservation",
          "to the pod that uses it",
          "reservation",
          false,
          {{OptionSpec::Type::flag, "wait", "Wait", "Wait until another pod uses the claim", "false", {}},
           {OptionSpec::Type::duration, "within", "Within", "How long to wait for it", "10m", {}}},
          planHandOver};
}

}  // namespace claimscope::actions
