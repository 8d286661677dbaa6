// Holds devices before the pod that needs them is there, in one of the ways a cluster has, with a lease that is written on the
// objects.
#include "model/actions/action.h"
#include "model/actions/preallocate/asked.h"
#include "model/actions/registry.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

/// What the chosen way gives and costs, and which others there are.
void addWays(const cluster::Snapshot& snapshot, Way chosen, ActionPlan& plan) {
  for (const WayOffer& offer : waysOffered(snapshot)) {
    if (offer.way != chosen) {
      warnPlan(plan, Mark::neutral, std::string(offer.possible ? "Also possible: " : "Not possible here: ") + offer.title,
               offer.possible ? offer.gives.front() + " --way " + std::string(wayWord(offer.way)) : offer.because);
      continue;
    }
    warnPlan(plan, Mark::good, offer.title, words::joined(offer.gives, " "));
    warnPlan(plan, Mark::warning, "What it costs", words::joined(offer.costs, " "));
  }
}

Result<ActionPlan> planPreallocate(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Action action = preallocate();
  const Result<Asked> asked = readAsked(snapshot, request, Options(action, request));
  if (!asked) {
    return fail(asked.error());
  }
  ActionPlan out = newPlan(snapshot, request);
  if (asked->way == Way::placeholder && !waysOffered(snapshot).front().possible) {
    blockPlan(out, "A placeholder cannot hold devices here", waysOffered(snapshot).front().because, "way");
  }
  switch (asked->way) {
    case Way::taint:
      planTaint(snapshot, *asked, out);
      break;
    case Way::immediate:
      planImmediate(snapshot, *asked, out);
      break;
    case Way::placeholder:
    case Way::foreign:
      planPlaceholder(snapshot, *asked, out);
      break;
  }
  addWays(snapshot, asked->way, out);
  if (!asked->expires.isSet()) {
    warnPlan(out, Mark::warning, "The lease has no end", "Nobody is reminded: give it one with --for 2h.");
  } else {
    warnPlan(out, Mark::neutral, "Nothing releases it by itself",
             "The expiry is written on the objects. When it has passed, every Claimscope shows the reservation as overdue and "
             "can release it.");
  }
  seal(out);
  return out;
}

}  // namespace

Action preallocate() {
  return {
      "preallocate",
      "Preallocate devices",
      "hold with a lease",
      "class",
      true,
      {{OptionSpec::Type::choice,
        "way",
        "Way",
        "A placeholder pod on a named claim, a taint with a private key, or classic Immediate allocation",
        "placeholder",
        {"placeholder", "taint", "immediate"}},
       {OptionSpec::Type::number, "count", "Devices", "How many of the class", "1", {}},
       {OptionSpec::Type::text, "selector", "Selector", "CEL that the devices must satisfy besides the class", "", {}},
       {OptionSpec::Type::text, "namespace", "Namespace", "Where the claim is, and the pods that will use it", "default", {}},
       {OptionSpec::Type::text, "name", "Name", "Of the reservation, its claim and its pod; made up when empty", "", {}},
       {OptionSpec::Type::duration, "for", "Lease", "How long; 0 is without end", "2h", {}},
       {OptionSpec::Type::text, "owner", "Owner", "Whose it is; the user as the server knows it when empty", "", {}},
       {OptionSpec::Type::text, "purpose", "Purpose", "What for: a ticket, a job", "", {}},
       {OptionSpec::Type::text, "node", "Node", "Only on this node", "", {}},
       {OptionSpec::Type::text, "like", "Like pod", "Take node selector, affinity and tolerations of this pod", "", {}},
       {OptionSpec::Type::text,
        "tolerations",
        "Tolerations",
        "Of the placeholder, key[=value][:Effect] with commas; auto: those of the nodes with such devices; all; none",
        "auto",
        {}},
       {OptionSpec::Type::text, "image", "Image", "Of the placeholder: a program that sleeps", "registry.k8s.io/pause:3.10", {}},
       {OptionSpec::Type::flag, "wait", "Wait", "Queue for the devices when they are not free", "false", {}},
       {OptionSpec::Type::text, "parameters", "Parameters", "Classic: GROUP/KIND/NAME of the claim's parameters", "", {}}},
      planPreallocate};
}

}  // namespace claimscope::actions
