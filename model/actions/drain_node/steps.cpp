// Steps, permissions and checks of a drain.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/actions/cordon_node/cordon_step.h"
#include "model/actions/drain_node/rehearsal.h"
#include "model/actions/json_line.h"
#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

namespace {

using Json = nlohmann::ordered_json;
using After = ClaimFate::After;

std::string bodyOf(const DrainOptions& options) {
  return options.gracePeriod >= 0 ? jsonLine(Json{{"gracePeriodSeconds", options.gracePeriod}}) : "{}";
}

/// kubectl has no command that evicts one pod; the API call with the uid is the same thing.
std::string kubectlOf(const Rehearsal& rehearsal, const Pod& pod) {
  Json options = Json::parse(bodyOf(rehearsal.options));
  options["preconditions"]["uid"] = pod.meta.uid.str();
  const std::string path = fmt::format("/api/v1/namespaces/{}/pods/{}", pod.meta.namespaceName.view(), pod.meta.name.view());
  if (rehearsal.options.disableEviction) {
    options["kind"] = "DeleteOptions";
    options["apiVersion"] = "v1";
    return fmt::format("kubectl delete --raw {} -f - <<< {}", words::shellWord(path), words::shellWord(jsonLine(options)));
  }
  const Json eviction = {{"apiVersion", "policy/v1"},
                         {"kind", "Eviction"},
                         {"metadata", {{"name", pod.meta.name.str()}, {"namespace", pod.meta.namespaceName.str()}}},
                         {"deleteOptions", options}};
  return fmt::format("kubectl create --raw {} -f - <<< {}", words::shellWord(path + "/eviction"),
                     words::shellWord(jsonLine(eviction)));
}

std::string effectOf(const Rehearsal& rehearsal, const RehearsedPod& pod) {
  std::size_t devices = 0;
  for (const cluster::ClaimIndex claim : pod.claims) {
    const After after = rehearsal.fates->of(claim).after;
    devices += after == After::anew || after == After::released ? rehearsal.snapshot.inventory->claims[claim].devices.size() : 0;
  }
  std::string out = devices == 0 ? "" : fmt::format("Frees {}. ", words::counted(static_cast<std::int64_t>(devices), "device"));
  if (pod.terminatingNamespace) {
    return out + "Its namespace is being deleted: the server refuses evictions there, and the pod goes with it.";
  }
  if (pod.pod().meta.deleted().isSet()) {
    return out + "It is ending already; the drain waits for it.";
  }
  if (!pod.base.returns) {
    return out + "It does not come back.";
  }
  if (pod.landing.fits) {
    return out + "Its next pod fits on " + words::oneLine(pod.landing.node) +
           (pod.landing.reason.empty() ? "." : ", if " + pod.landing.reason + " allows it.");
  }
  return out + (pod.landing.known ? "Its next pod has nowhere to go: " + pod.landing.reason + "."
                                  : "Where its next pod goes can not be told.");
}

Expectation gone(const Rehearsal& rehearsal, const Pod& pod) {
  Expectation out;
  out.kind = Expectation::Kind::podGone;
  out.object = {"pod", pod.meta.namespaceName.str(), pod.meta.name.str()};
  out.uid = pod.meta.uid.str();
  out.value = rehearsal.options.skipWait > 0 ? std::to_string(rehearsal.options.skipWait) : "";
  out.text = nameOf(pod.meta) + " is gone";
  return out;
}

Step leavingStep(const Rehearsal& rehearsal, const RehearsedPod& pod) {
  const bool evicts = !rehearsal.options.disableEviction;
  Step step;
  step.id = stepOf(rehearsal, pod);
  step.title = (evicts ? "Evict " : "Delete ") + nameOf(pod.pod().meta);
  step.call = {evicts ? Verb::evict : Verb::remove, targetOf(rehearsal.snapshot, pod.pod()), {},
               bodyOf(rehearsal.options),           kubectlOf(rehearsal, pod.pod()),         {}};
  step.effect = effectOf(rehearsal, pod);
  step.until = gone(rehearsal, pod.pod());
  step.waitsForBudget = evicts;
  step.essential = !evicts;  // as in kubectl: evictions go on beside one that failed, the first delete that fails ends it
  step.canDryRun = !pod.terminatingNamespace;
  return step;
}

}  // namespace

void addSteps(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::vector<std::string> cordon;
  for (const Node* node : rehearsal.nodes) {
    if (node->unschedulable) {
      continue;
    }
    Step step = cordonStep(rehearsal.snapshot, *node, true);
    step.after = cordon;
    cordon = {step.id};
    plan.steps.push_back(std::move(step));
  }
  // All nodes are cordoned before the first pod goes; then so many nodes at a time, a driver's pod after the pods it serves.
  std::vector<std::vector<std::string>> byNode(rehearsal.nodes.size());
  for (const bool drivers : {false, true}) {
    for (const RehearsedPod& pod : rehearsal.pods) {
      if (pod.choice() == Choice::evict && pod.driver == drivers) {
        byNode[pod.base.node].push_back(stepOf(rehearsal, pod));
      }
    }
  }
  const auto before = [&](std::size_t node) -> const std::vector<std::string>* {
    // A node with nothing to evict takes no turn: else the one behind it would not wait for anybody.
    std::vector<std::size_t> busy;
    for (std::size_t other = 0; other < node; ++other) {
      if (!byNode[other].empty()) {
        busy.push_back(other);
      }
    }
    const std::size_t turns = rehearsal.options.nodesAtATime;
    return busy.size() < turns ? nullptr : &byNode[busy[busy.size() - turns]];
  };
  std::vector<Step> last;
  for (const RehearsedPod& pod : rehearsal.pods) {
    if (pod.choice() != Choice::evict) {
      continue;
    }
    Step step = leavingStep(rehearsal, pod);
    step.after = cordon;
    if (const std::vector<std::string>* turn = before(pod.base.node)) {
      step.after.insert(step.after.end(), turn->begin(), turn->end());
    }
    if (pod.driver) {
      for (const RehearsedPod& other : rehearsal.pods) {
        if (other.base.node == pod.base.node && other.choice() == Choice::evict && !other.driver) {
          step.after.push_back(stepOf(rehearsal, other));
        }
      }
      last.push_back(std::move(step));
    } else {
      plan.steps.push_back(std::move(step));
    }
  }
  std::move(last.begin(), last.end(), std::back_inserter(plan.steps));
}

void addNeeds(const Rehearsal& rehearsal, ActionPlan& plan) {
  for (const Node* node : rehearsal.nodes) {
    if (!node->unschedulable) {
      plan.needs.push_back(cordonNeed(*node, true));
    }
  }
  std::map<std::string, std::int64_t> pods;
  std::set<std::string> daemons;
  for (const RehearsedPod& pod : rehearsal.pods) {
    const std::string space = pod.pod().meta.namespaceName.str();
    if (pod.choice() == Choice::evict) {
      ++pods[space];
    }
    if (const OwnerReference* owner = pod.pod().meta.controller(); owner != nullptr && owner->kind == "DaemonSet") {
      daemons.insert(space);
    }
  }
  for (const auto& [space, count] : pods) {
    const std::string purpose = words::counted(count, "pod");
    if (rehearsal.options.disableEviction) {
      plan.needs.push_back({"delete", "", "pods", "", space, "", "to delete " + purpose});
    } else {
      plan.needs.push_back({"create", "", "pods", "eviction", space, "", "to evict " + purpose});
    }
    plan.needs.push_back({"get", "", "pods", "", space, "", "to see that they are the same pods, and that they go"});
  }
  plan.needs.push_back({"list", "", "pods", "", "", "", "to see every pod of the node"});
  for (const std::string& space : daemons) {
    plan.needs.push_back({"get", "apps", "daemonsets", "", space, "", "to see whether their DaemonSets exist"});
  }
  // The forecast reads them; without them the plan says so and works all the same.
  if (!rehearsal.options.disableEviction && rehearsal.snapshot.boundOf(Kind::PodDisruptionBudget) == Bound::exact) {
    plan.needs.push_back({"list", "policy", "poddisruptionbudgets", "", "", "", "to forecast what budgets allow"});
  }
}

void addChecks(const Rehearsal& rehearsal, ActionPlan& plan) {
  for (std::size_t n = 0; n < rehearsal.nodes.size(); ++n) {
    const std::string name = rehearsal.nodes[n]->meta.name.str();
    std::string stays;
    for (const RehearsedPod& pod : rehearsal.pods) {
      const std::string_view reason = pod.base.filtered.reason;
      if (pod.base.node == n && pod.choice() == Choice::skip &&
          (reason == reason::kNotSelected || reason == reason::kLongDeleted)) {
        stays += (stays.empty() ? "" : ",") + pod.pod().meta.uid.str();
      }
    }
    const ObjectRef object{"node", "", name};
    const std::string uid = rehearsal.nodes[n]->meta.uid.str();
    plan.verify.push_back({Expectation::Kind::nodeUnschedulable, object, uid, {}, words::oneLine(name) + " is cordoned", 0});
    if (rehearsal.options.skipWait <= 0) {  // else pods that do not end may be left
      plan.verify.push_back(
          {Expectation::Kind::nodeDrained, object, uid, stays, "only what stays is left on " + words::oneLine(name), 0});
    }
  }
  // A claim may be allocated again elsewhere before anybody looks; that its devices here are free can be seen at any time.
  const cluster::Inventory& inventory = *rehearsal.snapshot.inventory;
  const std::vector<Text> names = rehearsal.nodeNames();
  std::set<cluster::DeviceIndex> seen;
  for (const cluster::ClaimIndex claim : rehearsal.fates->claims()) {
    const After after = rehearsal.fates->of(claim).after;
    for (const cluster::DeviceIndex index : inventory.claims[claim].devices) {
      const cluster::DeviceView& device = inventory.devices[index];
      const bool here = std::find(names.begin(), names.end(), device.node) != names.end();
      const bool freed = std::all_of(device.claims.begin(), device.claims.end(), [&](cluster::ClaimIndex holder) {
        return rehearsal.fates->freed().count(&claimAt(rehearsal.snapshot, holder)) != 0;
      });
      if ((after == After::anew || after == After::released) && here && freed && !device.adminAccess &&
          seen.insert(index).second) {
        const std::string name = device.pool.str() + "/" + device.name.str();
        plan.verify.push_back({Expectation::Kind::devicesReleased,
                               {"device", device.driver.str(), name},
                               {},
                               {},
                               words::oneLine(name) + " is free",
                               0});
      }
    }
  }
}

}  // namespace claimscope::actions::drain
