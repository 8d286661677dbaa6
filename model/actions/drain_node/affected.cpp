// The pods and claims of a drain as a plan shows them.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/actions/drain_node/rehearsal.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

namespace {

using After = ClaimFate::After;
using State = BudgetForecast::State;

std::string whyOf(const Rehearsal& rehearsal, const RehearsedPod& pod) {
  std::vector<std::string> parts;
  if (rehearsal.nodes.size() > 1) {
    parts.push_back("on " + words::oneLine(rehearsal.nodes[pod.base.node]->meta.name.view()));
  }
  const auto add = [&](const std::string& part) {
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end()) {
      parts.push_back(part);
    }
  };
  add(pod.base.filtered.why);
  if (pod.choice() == Choice::evict) {
    if (pod.terminatingNamespace) {
      add("its namespace is being deleted");
    }
    if (pod.driver) {
      add("DRA driver: leaves after the pods it serves");
    }
    add(rehearsal.options.disableEviction ? "deleted, no budget is asked"
        : pod.budget.state == State::none ? "no PDB"
                                          : pod.budget.why);
  }
  std::string out;
  for (const std::string& part : parts) {
    out += (out.empty() ? "" : "; ") + part;
  }
  return out;
}

Mark markOf(const RehearsedPod& pod) {
  switch (pod.choice()) {
    case Choice::blocked:
      return Mark::blocked;
    case Choice::skip:
      return Mark::stays;
    case Choice::evict:
      break;
  }
  const bool lost = pod.base.filtered.reason == reason::kNoController || pod.base.filtered.reason == reason::kDaemonSetGone;
  const bool waits = pod.budget.state == State::waits || pod.budget.state == State::unknown || pod.terminatingNamespace;
  return lost || waits || (pod.landing.known && !pod.landing.fits) ? Mark::warning : Mark::good;
}

int rankOf(const Affected& affected) {
  return affected.mark == Mark::blocked ? 0 : affected.mark == Mark::warning ? 1 : affected.mark == Mark::good ? 2 : 3;
}

std::string adminNote(const ResourceClaim& claim) {
  const auto& results = claim.allocation->results;
  const bool admin = !results.empty() && std::all_of(results.begin(), results.end(),
                                                     [](const DeviceAllocation& result) { return result.adminAccess; });
  return admin ? "admin access" : "";
}

}  // namespace

void addPods(const Rehearsal& rehearsal, ActionPlan& plan) {
  for (const RehearsedPod& pod : rehearsal.pods) {
    Affected out;
    out.mark = markOf(pod);
    out.verdict = choiceWord(pod.choice());
    out.object = {"pod", pod.pod().meta.namespaceName.str(), pod.pod().meta.name.str()};
    out.uid = pod.pod().meta.uid.str();
    out.reason = pod.base.filtered.reason;
    out.why = whyOf(rehearsal, pod);
    for (const cluster::ClaimIndex claim : pod.claims) {
      out.claims.push_back(claimName(rehearsal.snapshot, claim));
    }
    out.landing = pod.landing;
    if (pod.base.filtered.reason == reason::kDriver) {
      out.landing = {true, false, {}, 0, "the driver must return"};
    }
    if (pod.choice() == Choice::evict) {
      out.step = stepOf(rehearsal, pod);
    }
    plan.affected.push_back(std::move(out));
  }
  std::stable_sort(plan.affected.begin(), plan.affected.end(),
                   [](const Affected& a, const Affected& b) { return rankOf(a) < rankOf(b); });
}

void addClaims(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::map<cluster::ClaimIndex, const RehearsedPod*> users;  // whose landing is the claim's
  for (const RehearsedPod& pod : rehearsal.pods) {
    for (const cluster::ClaimIndex claim : pod.claims) {
      const RehearsedPod*& user = users[claim];
      user = user == nullptr || (pod.base.returns && !user->base.returns) ? &pod : user;
    }
  }
  for (const cluster::ClaimIndex index : rehearsal.fates->claims()) {
    const ClaimFate& fate = rehearsal.fates->of(index);
    const ResourceClaim& claim = claimAt(rehearsal.snapshot, index);
    if (claim.allocation == nullptr) {
      continue;  // it has nothing here
    }
    AffectedClaim out;
    out.name = nameOf(claim.meta);
    for (const DeviceAllocation& result : claim.allocation->results) {
      out.devices.push_back(
          words::oneLine(fmt::format("{}/{}/{}", result.driver.view(), result.pool.view(), result.device.view())));
    }
    const auto user = users.find(index);
    const RehearsedPod* pod = user == users.end() ? nullptr : user->second;
    if (pod != nullptr) {
      out.landing = pod->landing;
    }
    const bool moves = pod != nullptr && pod->base.returns && pod->landing.fits;
    if (pod != nullptr && pod->base.filtered.reason == reason::kDriver) {
      out.after = "staysPinned";
      out.landing = {};
      out.note = "its pod can not end: " + pod->base.filtered.why;
    } else if (fate.after == After::anew || fate.after == After::released) {
      out.after = moves ? "moves" : "released";
      out.note = fate.after == After::anew ? "from a template: made anew" : "named: released with its last consumer";
      if (fate.after == After::anew && pod != nullptr && !pod->base.returns) {
        out.note = "from a template: goes with its pod";
      }
    } else {
      out.after = "staysPinned";
      out.landing = {};
      const std::string admin = adminNote(claim);
      out.note = fate.consumers.empty() ? "no pod uses it: it keeps its devices until somebody releases it"
                                        : "held by " + words::listed(fate.consumers) + (admin.empty() ? "" : "; " + admin);
    }
    plan.claims.push_back(std::move(out));
  }
}

}  // namespace claimscope::actions::drain
