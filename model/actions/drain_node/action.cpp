// Drains nodes as kubectl does, and says what becomes of the claims: cordon, evict by budget, wait until the pods are gone.
#include <fmt/format.h>

#include <algorithm>

#include "model/actions/cordon_node/cordon_step.h"
#include "model/actions/drain_node/rehearsal.h"
#include "model/actions/registry.h"
#include "model/base/words.h"

namespace claimscope::actions {

namespace drain {

void addHeadline(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::vector<std::string> names;
  std::transform(rehearsal.nodes.begin(), rehearsal.nodes.end(), std::back_inserter(names),
                 [](const Node* node) { return words::oneLine(node->meta.name.view()); });
  const std::string who = words::listed(names);
  std::int64_t evicted = 0;
  std::int64_t stay = 0;
  std::int64_t blocked = 0;
  for (const RehearsedPod& pod : rehearsal.pods) {
    ++(pod.choice() == Choice::evict ? evicted : pod.choice() == Choice::skip ? stay : blocked);
  }
  const auto claims = [&](std::string_view after, bool unfit) {
    return std::count_if(plan.claims.begin(), plan.claims.end(), [&](const AffectedClaim& claim) {
      return claim.after == after && (!unfit || (claim.landing.known && !claim.landing.fits));
    });
  };
  const std::int64_t move = claims("moves", false);
  const std::int64_t nowhere = claims("released", true);
  plan.title = "Drain " + who;
  const auto have = [](std::int64_t count) { return count == 1 ? "has" : "have"; };
  if (plan.blocked()) {
    plan.headline = blocked == 0 ? fmt::format("{} cannot be drained yet: {}", who, plan.blockers.front().title)
                                 : fmt::format("{} cannot be drained yet: {} {} it", who, words::counted(blocked, "pod"),
                                               blocked == 1 ? "blocks" : "block");
    plan.headline +=
        nowhere > 0 ? fmt::format(" and {} {} nowhere to go.", words::counted(nowhere, "claim"), have(nowhere)) : ".";
  } else if (evicted == 0) {
    plan.headline = fmt::format("{} can be drained: there is no pod to evict.", who);
  } else if (nowhere > 0) {
    plan.headline =
        fmt::format("{} can be drained, but {} {} nowhere to go.", who, words::counted(nowhere, "claim"), have(nowhere));
  } else {
    plan.headline =
        fmt::format("{} can be drained: {} {} evicted{}.", who, words::counted(evicted, "pod"), evicted == 1 ? "is" : "are",
                    move > 0 ? fmt::format(" and {} {}", words::counted(move, "claim"), move == 1 ? "moves" : "move") : "");
  }
  plan.subline =
      fmt::format("{}: {} can be evicted, {} stay{}", words::counted(static_cast<std::int64_t>(rehearsal.pods.size()), "pod"),
                  evicted, stay, blocked > 0 ? fmt::format(", {} blocked", blocked) : "");
  const auto part = [&](std::int64_t count, std::string_view one, std::string_view many) {
    plan.subline += count > 0 ? fmt::format(" · {} {}", words::counted(count, "claim"), count == 1 ? one : many) : "";
  };
  part(move, "moves", "move");
  part(claims("released", false), "is released", "are released");
  part(claims("staysPinned", false), "stays", "stay");
  const bool cordoned =
      std::all_of(rehearsal.nodes.begin(), rehearsal.nodes.end(), [](const Node* node) { return node->unschedulable; });
  plan.undo = cordoned ? "Evicted pods do not come back. The cordon was there before."
                       : "Only the cordon can be undone (uncordon): evicted pods do not come back.";
}

}  // namespace drain

namespace {

/// What kubectl would be told: it waits for budgets itself, and knows neither uids nor drivers.
void addCommands(const drain::DrainOptions& options, const std::string& podSelector, ActionPlan& out) {
  std::string names;
  for (const Expectation& check : out.verify) {  // in the order in which they are drained
    if (check.kind == Expectation::Kind::nodeUnschedulable) {
      names += " " + words::shellWord(check.object.name);
    }
  }
  for (const Step& step : out.steps) {
    if (step.call.verb == Verb::patch) {
      out.commands.push_back(step.call.kubectl);
    }
  }
  out.commands.push_back("kubectl drain" + names + drain::kubectlFlags(options, podSelector));
}

Result<ActionPlan> planDrainNode(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Action action = drainNode();
  const Options given(action, request);
  const Result<drain::DrainOptions> options = drain::readOptions(given);
  if (!options) {
    return fail(options.error());
  }
  const Result<NamedNodes> nodes = nodesOf(snapshot, request);
  if (!nodes) {
    return fail(nodes.error());
  }
  drain::Rehearsal rehearsal = drain::rehearse(snapshot, *options, nodes->nodes);
  rehearsal.podSelector = given.text("pod-selector");
  ActionPlan out = newPlan(snapshot, request);
  out.timeoutMs = options->timeoutMs;
  addSteps(rehearsal, out);
  addNeeds(rehearsal, out);
  addChecks(rehearsal, out);
  addPods(rehearsal, out);
  addClaims(rehearsal, out);
  blockHidden(*nodes, out);
  addBlockers(rehearsal, out);
  addWarnings(rehearsal, out);
  addHeadline(rehearsal, out);
  addCommands(*options, given.text("pod-selector"), out);
  seal(out);
  return out;
}

}  // namespace

Action drainNode() {
  return {"drain_node", "Drain a node", "cordon, evict by budget", "node", true, drain::optionSpecs(), planDrainNode};
}

}  // namespace claimscope::actions
