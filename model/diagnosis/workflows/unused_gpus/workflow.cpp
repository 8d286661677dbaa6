// Unused GPUs: a node, or a cluster, whose devices nobody uses: reserved by no pod, idle by metrics, free and why nothing takes
// them.
#include <algorithm>
#include <map>

#include "model/diagnosis/workflows/driver_steps.h"
#include "model/diagnosis/workflows/registry.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::diagnosis {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceState;

constexpr std::string_view kUnusedGpusTitle = "GPUs stay unused";

std::vector<DeviceIndex> inScope(const Flow& flow) {
  std::vector<DeviceIndex> out;
  for (DeviceIndex i = 0; i < flow.inventory.devices.size(); ++i) {
    if (!flow.object || flow.inventory.devices[i].node.view() == flow.object->name) {
      out.push_back(i);
    }
  }
  return out;
}

std::int64_t countOf(const Flow& flow, const std::vector<DeviceIndex>& devices, DeviceState state) {
  return std::count_if(devices.begin(), devices.end(), [&](DeviceIndex i) { return flow.inventory.devices[i].state == state; });
}

void lookAtHeld(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("held", "Claims hold devices that no pod uses");
  step.looked("claims that are allocated and reserved for nobody")
      .command("kubectl get resourceclaims -A | grep -w allocated | grep -v reserved");
  std::map<cluster::ClaimIndex, std::int64_t> holders;
  for (const DeviceIndex i : devices) {
    if (flow.inventory.devices[i].state == DeviceState::reservedNotUsed) {
      for (const cluster::ClaimIndex claim : flow.inventory.devices[i].claims) {
        ++holders[claim];
      }
    }
  }
  std::int64_t held = 0;
  for (const auto& [claim, count] : holders) {
    held += count;
    const ObjectRef ref = flow.examination.refOfClaim(claim);
    step.object(ref);
    step.evidence("ResourceClaim " + flow.examination.claimName(claim), "status.reservedFor",
                  "empty, holds " + counted(count, "device"));
    if (holders.size() <= 5) {
      step.fix("Release " + flow.examination.claimName(claim), "Frees " + counted(count, "device") + ".",
               ActionRequest{"release_claim", {ref}, {}, {}});
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim});
  if (held > 0) {
    step.proven(counted(static_cast<std::int64_t>(holders.size()), "claim holds", "claims hold") + " " + counted(held, "device") +
                    " that no pod uses, such as " + flow.examination.claimName(holders.begin()->first),
                "Release what nobody is going to use.");
  } else {
    hidden.empty() ? step.ruledOut("Every allocated claim is reserved for a consumer.") : step.unknown(hidden);
  }
}

void lookAtIdle(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("idle", "Pods hold devices and do nothing with them");
  step.looked("GPU utilisation of dcgm-exporter over three hours").command("claimscope metrics");
  if (flow.use == nullptr || !flow.use->available) {
    step.unknown(flow.use == nullptr || flow.use->why.empty() ? "no metrics of GPUs" : flow.use->why);
    return;
  }
  std::int64_t idle = 0;
  const utilisation::IdleAllocation* longest = nullptr;
  for (const utilisation::IdleAllocation& entry : flow.use->idle) {
    const bool here = std::any_of(entry.devices.begin(), entry.devices.end(),
                                  [&](DeviceIndex i) { return std::binary_search(devices.begin(), devices.end(), i); });
    if (here) {
      ++idle;
      longest = longest == nullptr ? &entry : longest;
      step.object(flow.examination.refOfClaim(entry.claim));
      step.evidence("ResourceClaim " + flow.examination.claimName(entry.claim), "GPU use", utilisation::idleText(entry));
    }
  }
  if (longest == nullptr) {
    const bool stale = flow.use->stale;
    stale ? step.unknown("Prometheus does not answer any more; what is known is from " + formatTime(flow.use->at))
          : step.ruledOut("No claim whose devices are measured is idle.");
    return;
  }
  step.proven(counted(idle, "claim computes", "claims compute") + " nothing; the longest is " +
                  flow.examination.claimName(longest->claim) + ": " + utilisation::idleText(*longest),
              "Ask its owner; nothing takes devices away from a pod that runs.");
}

void lookAtBlocked(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("blocked", "Devices are tainted, unhealthy or in broken pools");
  step.looked(counted(static_cast<std::int64_t>(devices.size()), "device") + " by state")
      .command("claimscope get devices -o wide");
  std::int64_t blocked = 0;
  std::string why;
  std::map<std::string, std::int64_t> reasons;
  for (const DeviceIndex i : devices) {
    const cluster::DeviceView& device = flow.inventory.devices[i];
    const bool bad = device.state == DeviceState::tainted || device.state == DeviceState::unhealthy ||
                     device.state == DeviceState::unknown || device.state == DeviceState::staleGeneration;
    if (bad) {
      ++blocked;
      ++reasons[device.state == DeviceState::tainted && !device.taints.empty()
                    ? "tainted " + device.taints.front().taint.key.str() + "=" + device.taints.front().taint.value.str() +
                          (device.taints.front().rule.empty() ? "" : " by rule " + device.taints.front().rule.str())
                    : std::string(cluster::deviceStateWord(device.state))];
      step.object(flow.examination.refOfDevice(i));
    }
  }
  std::vector<std::string> parts;
  for (const auto& [reason, count] : reasons) {
    parts.push_back(number(count) + " " + reason);
    step.evidence("devices", reason, number(count));
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice, Kind::DeviceTaintRule});
  if (blocked > 0) {
    step.proven(counted(blocked, "device") + " cannot be given out: " + listed(parts, 3),
                "Run the workflow driver_unhealthy, or take taints away whose work is done.");
  } else {
    hidden.empty() ? step.ruledOut("None is.") : step.unknown(hidden);
  }
}

void lookAtNodes(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("nodes", "Their nodes take no pods");
  step.looked("cordons, Ready conditions and taints of the nodes").command("kubectl get nodes -o wide");
  std::map<cluster::NodeIndex, std::int64_t> free;
  for (const DeviceIndex i : devices) {
    if (flow.inventory.devices[i].state == DeviceState::free && flow.inventory.devices[i].nodeIndex != cluster::kNone) {
      ++free[flow.inventory.devices[i].nodeIndex];
    }
  }
  std::int64_t away = 0;
  std::vector<std::string> names;
  std::string cordoned;
  for (const auto& [index, count] : free) {
    const Node* node = flow.snapshot.of<Node>().at(flow.inventory.nodes[index].slot);
    if (node != nullptr && (node->unschedulable || !(node->ready() == "True"))) {
      away += count;
      names.push_back(node->meta.name.str() + (node->unschedulable ? " (cordoned)" : " (not Ready)"));
      cordoned = cordoned.empty() && node->unschedulable ? node->meta.name.str() : cordoned;
      step.object({"node", "", node->meta.name.str()});
      step.evidence("Node " + node->meta.name.str(), node->unschedulable ? "spec.unschedulable" : "status.conditions[Ready]",
                    (node->unschedulable ? std::string("true") : node->ready().str()) + ", " + counted(count, "free device"));
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::Node});
  if (away > 0) {
    step.proven(counted(away, "free device") + " on " + listed(names, 3), "Uncordon the node when its maintenance is over.");
    if (!cordoned.empty()) {
      step.fix("Uncordon " + cordoned, "Pods may be placed there again.",
               ActionRequest{"uncordon_node", {{"node", "", cordoned}}, {}, {}}, kubectl({"uncordon", cordoned}));
    }
  } else {
    hidden.empty() ? step.ruledOut("The nodes of all free devices take pods.") : step.unknown(hidden);
  }
}

/// Free devices and waiting claims: do they want these, and if so what is between them?
void lookAtDemand(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("demand", "Claims wait although devices are free");
  const std::int64_t free = countOf(flow, devices, DeviceState::free);
  step.looked(counted(free, "free device") + " and " +
              counted(static_cast<std::int64_t>(flow.examination.waiting.size()), "claim that waits", "claims that wait"))
      .command("kubectl get resourceclaims -A");
  std::vector<cluster::ClaimIndex> long_;
  for (const cluster::ClaimIndex claim : flow.examination.waiting) {
    if (flow.examination.ageMs(flow.examination.claim(claim).meta.created) >= kSettleMs) {
      long_.push_back(claim);
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim, Kind::ResourceSlice});
  if (free == 0) {
    step.skip("None is free.");
    return;
  }
  if (long_.empty()) {
    hidden.empty() ? step.ruledOut("Nobody asks for them.") : step.unknown(hidden);
    return;
  }
  const cluster::ClaimIndex oldest =
      *std::min_element(long_.begin(), long_.end(), [&](cluster::ClaimIndex a, cluster::ClaimIndex b) {
        return flow.examination.claim(a).meta.created < flow.examination.claim(b).meta.created;
      });
  const explanation::Explanation answer = explanation::explainClaim(flow.context(), oldest);
  for (const cluster::ClaimIndex claim : long_) {
    step.object(flow.examination.refOfClaim(claim));
  }
  for (std::size_t i = 0; i < answer.fixes.size() && i < 3; ++i) {
    step.fix(fixOf(flow.snapshot, answer.fixes[i]));
  }
  step.evidence("ResourceClaim " + answer.object, "waits for", answer.summary);
  step.proven(counted(static_cast<std::int64_t>(long_.size()), "claim waits", "claims wait") + " while " +
                  counted(free, "device is", "devices are") + " free; " + answer.object + ": " + answer.summary,
              "Run the workflow claims_pending.");
}

void lookAtFree(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("free", "Devices are free");
  const std::int64_t free = countOf(flow, devices, DeviceState::free);
  const auto all = static_cast<std::int64_t>(devices.size());
  step.looked("states of " + counted(all, "device")).command("claimscope get pools");
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice, Kind::ResourceClaim});
  if (!hidden.empty() || notServed(flow.snapshot, Kind::ResourceSlice)) {
    step.unknown(hidden.empty() ? "this API server has no ResourceSlices" : hidden);
    return;
  }
  step.evidence("devices", "free", number(free) + " of " + number(all));
  step.evidence("devices", "in use", number(countOf(flow, devices, DeviceState::inUse)));
  // Free devices are what a cluster lives on; only a node that has nothing else is worth a word.
  if (flow.object && all > 0 && free == all) {
    step.context("All " + counted(all, "device") + " of " + flow.object->name + " are free");
    step.fix("Drain " + flow.object->name, "It can be given back: nothing on it uses devices.",
             ActionRequest{"drain_node", {{"node", "", flow.object->name}}, {{"ignore-daemonsets", "true"}}, {}});
  } else {
    step.ruledOut(number(free) + " of " + counted(all, "device") + (all == 1 ? " is" : " are") +
                  " free, which is room for what comes.");
  }
}

Result<WorkflowResult> runUnusedGpus(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                     const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  if (object) {
    const Result<cluster::NodeIndex> node = findNode(snapshot, *object);
    if (!node) {
      return fail(node.error());
    }
  }
  const std::vector<DeviceIndex> devices = inScope(flow);
  lookAtHeld(flow, devices);
  lookAtIdle(flow, devices);
  lookAtBlocked(flow, devices);
  lookAtNodes(flow, devices);
  lookAtDemand(flow, devices);
  lookAtFree(flow, devices);
  flow.severity(Severity::notice);
  return flow.finish("unused_gpus", kUnusedGpusTitle,
                     object ? "The devices of " + object->name + " are used or ready" : "Devices are used or ready");
}

}  // namespace

Workflow unusedGpusWorkflow() {
  return {"unused_gpus",
          kUnusedGpusTitle,
          "Held by claims without pods, idle by metrics, blocked, on cordoned nodes, wanted by claims that do not fit",
          {"node"},
          false,
          {"idle_allocation", "claim_unused", "node_cordoned", "device_taints"},
          runUnusedGpus};
}

}  // namespace claimscope::diagnosis
