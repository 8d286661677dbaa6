// Writes a new expiry on a reservation.
#include <fmt/format.h>

#include "model/actions/action.h"
#include "model/actions/calls.h"
#include "model/actions/registry.h"
#include "model/actions/reservations.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

Step renewal(const Target& target, const Metadata& meta, const std::string& expires) {
  const auto annotated = [](const OrderedJson& value) {
    OrderedJson patch;
    patch["metadata"]["annotations"][std::string(kExpires)] = value;
    return patch;
  };
  Step step;
  step.id = "renew:" + target.resource.resource + "/" + target.name;
  step.title = "Renew the lease on " + target.resource.resource + " " + target.name;
  step.call = mergePatch(target, annotated(expires.empty() ? OrderedJson() : OrderedJson(expires)));
  step.effect = expires.empty() ? "It never expires." : "It expires at " + expires + ".";
  const std::string before = labelValue(meta.annotations(), kExpires).str();
  step.inverse = mergePatch(target, annotated(before.empty() ? OrderedJson() : OrderedJson(before)));
  return step;
}

Result<ActionPlan> planRenewReservation(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Action action = renewReservation();
  const Options options(action, request);
  const Result<Reservation> found = reservationOf(snapshot, request.objects.front());
  if (!found) {
    return fail(found.error());
  }
  const std::int64_t lease = options.durationMs("for");
  if (lease < 0) {
    return fail(ErrorCode::usage, "--for must not be negative", "0 is a lease without end");
  }
  const std::string expires = lease == 0 ? std::string() : formatTime({(snapshot.time + lease).ms / 1000 * 1000});
  ActionPlan out = newPlan(snapshot, request);
  out.title = "Renew reservation " + found->name;
  if (found->way == Way::foreign) {
    out.blockers.push_back(
        {Mark::blocked, "It is no reservation of Claimscope", "It has no lease that could be renewed.", {}, {}, {}});
  } else if (found->state == ReservationState::broken) {
    out.warnings.push_back({Mark::warning, "It holds nothing any more", found->detail + ".", {}, {}, {}});
  }
  const auto add = [&](const Target& target, const Metadata& meta) {
    out.steps.push_back(renewal(target, meta, expires));
    out.needs.push_back(
        {"patch", target.resource.group, target.resource.resource, "", target.namespaceName, target.name, "to write the lease"});
  };
  if (found->way != Way::foreign) {
    if (found->claim != cluster::kNone) {
      const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[found->claim].slot);
      if (hasLabel(claim.meta.annotations(), kReservation)) {
        add(targetOf(snapshot, claim), claim.meta);
      }
    }
    if (found->pod != nullptr) {
      add(targetOf(snapshot, *found->pod), found->pod->meta);
    }
    for (const DeviceTaintRule* rule : found->rules) {
      add(targetOf(snapshot, *rule), rule->meta);
    }
  }
  out.headline = out.blocked() ? found->name + " cannot be renewed: " + out.blockers.front().title + "."
                 : lease == 0
                     ? found->name + " would be held without end."
                     : fmt::format("{} would be held for {} from now, until {}.", found->name, words::duration(lease), expires);
  out.subline = found->expiryWords(snapshot.time) + " now · " + found->detail;
  out.undo = "Undone by writing the old expiry.";
  seal(out);
  return out;
}

}  // namespace

Action renewReservation() {
  return {"renew_reservation",
          "Renew a reservation",
          "a new expiry",
          "reservation",
          false,
          {{OptionSpec::Type::duration, "for", "Lease", "How long from now; 0 is without end", "2h", {}}},
          planRenewReservation};
}

}  // namespace claimscope::actions
