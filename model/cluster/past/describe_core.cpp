// What happened to nodes, pods, quotas and jobs.
#include <algorithm>
#include <numeric>

#include "model/cluster/past/describe.h"

namespace claimscope::cluster {
namespace {

/// Taints that say again what a condition or the cordon says.
bool saidOtherwise(const Taint& taint) {
  return taint.key.view().starts_with("node.kubernetes.io/");
}

bool holds(const List<Taint>& taints, const Taint& wanted) {
  return std::any_of(taints.begin(), taints.end(), [&](const Taint& taint) {
    return taint.key == wanted.key && taint.effect == wanted.effect && taint.value == wanted.value;
  });
}

void describeTaints(const Node& before, const Node& now, ObjectChange& out) {
  for (const Taint& taint : now.taints) {
    if (!saidOtherwise(taint) && !holds(before.taints, taint)) {
      add(out, ChangeWeight::notable, {FactKind::nodeTainted, taintText(taint), {}, 0, 0});
    }
  }
  for (const Taint& taint : before.taints) {
    if (!saidOtherwise(taint) && !holds(now.taints, taint)) {
      add(out, ChangeWeight::ordinary, {FactKind::nodeUntainted, taintText(taint), {}, 0, 0});
    }
  }
}

Text notReadyReason(const Node& node) {
  for (const Condition& condition : node.conditions) {
    if (condition.type == "Ready") {
      return condition.reason;
    }
  }
  return {};
}

std::int64_t restartsOf(const Pod& pod) {
  return std::accumulate(pod.containerStatuses.begin(), pod.containerStatuses.end(), std::int64_t{0},
                         [](std::int64_t sum, const ContainerStatus& status) { return sum + status.restarts; });
}

/// Why a container waits, where that is more than that it is being made.
Text waitsFor(const Pod& pod) {
  for (const ContainerStatus& status : pod.containerStatuses) {
    if (status.state == "waiting" && !status.reason.empty() && !(status.reason == "ContainerCreating") &&
        !(status.reason == "PodInitializing")) {
      return status.reason;
    }
  }
  return {};
}

bool isUnschedulable(const Pod& pod) {
  const PodCondition* scheduled = pod.condition("PodScheduled");
  return scheduled != nullptr && scheduled->status == "False" && scheduled->reason == "Unschedulable";
}

void describeLife(const Pod* before, const Pod& now, ObjectChange& out) {
  const Text phase = before == nullptr ? Text() : before->phase;
  if (!now.nodeName.empty() && (before == nullptr || before->nodeName.empty())) {
    add(out, ChangeWeight::ordinary, {FactKind::bound, now.nodeName, {}, 0, 0});
  }
  if (!(phase == now.phase)) {
    if (now.phase == "Running") {
      add(out, ChangeWeight::ordinary, {FactKind::started, {}, {}, 0, 0});
    } else if (now.phase == "Succeeded") {
      add(out, ChangeWeight::ordinary, {FactKind::finished, {}, {}, 0, 0});
    } else if (now.phase == "Failed") {
      add(out, ChangeWeight::notable, {FactKind::failed, now.rare->reason, {}, 0, 0});
    }
  }
  const std::int64_t had = before == nullptr ? 0 : restartsOf(*before);
  if (const std::int64_t has = restartsOf(now); before != nullptr && has > had) {
    add(out, ChangeWeight::notable, {FactKind::restarted, {}, {}, had, has});
  }
  if (const Text why = waitsFor(now); !why.empty() && (before == nullptr || !(waitsFor(*before) == why))) {
    add(out, ChangeWeight::notable, {FactKind::waits, why, {}, 0, 0});
  }
  if (isUnschedulable(now) && (before == nullptr || !isUnschedulable(*before))) {
    add(out, ChangeWeight::ordinary, {FactKind::unschedulable, {}, {}, 0, 0});
  }
  if (now.meta.deleted().isSet() && before != nullptr && !before->meta.deleted().isSet()) {
    add(out, ChangeWeight::ordinary, {FactKind::deleting, {}, {}, 0, 0});
  }
}

}  // namespace

void describe(const Node* before, const Node* now, ObjectChange& out) {
  if (now == nullptr) {
    add(out, ChangeWeight::notable, {FactKind::left, {}, {}, 0, 0});
    return;
  }
  if (before == nullptr) {
    add(out, ChangeWeight::notable, {FactKind::joined, {}, {}, 0, 0});
  }
  const bool wasReady = before != nullptr && before->ready() == "True";
  if (now->ready() == "True" && !wasReady && before != nullptr) {
    add(out, ChangeWeight::notable, {FactKind::ready, {}, {}, 0, 0});
  } else if (!(now->ready() == "True") && (wasReady || before == nullptr)) {
    add(out, before == nullptr ? ChangeWeight::notable : ChangeWeight::trouble,
        {FactKind::notReady, notReadyReason(*now), {}, 0, 0});
  }
  if (before == nullptr) {
    return;
  }
  if (now->unschedulable != before->unschedulable) {
    add(out, ChangeWeight::notable, {now->unschedulable ? FactKind::cordoned : FactKind::uncordoned, {}, {}, 0, 0});
  }
  describeTaints(*before, *now, out);
  if (!(before->kubeletVersion == now->kubeletVersion)) {
    add(out, ChangeWeight::ordinary, {FactKind::kubelet, before->kubeletVersion, now->kubeletVersion, 0, 0});
  }
  if (!(before->meta.labels == now->meta.labels)) {
    add(out, ChangeWeight::ordinary, {FactKind::relabelled, {}, {}, 0, 0});
  }
}

void describe(const Pod* before, const Pod* now, ObjectChange& out) {
  if (!asksForClaims(now == nullptr ? *before : *now)) {
    // Of a cluster's other pods only their number is told; one that fails is not this program's subject.
    return;
  }
  if (now == nullptr) {
    add(out, ChangeWeight::ordinary, {FactKind::deleted, {}, {}, 0, 0});
    return;
  }
  if (before == nullptr) {
    add(out, ChangeWeight::ordinary, {FactKind::created, {}, {}, 0, 0});
  }
  describeLife(before, *now, out);
}

void describe(const ResourceQuota* before, const ResourceQuota* now, ObjectChange& out) {
  if (before == nullptr || now == nullptr) {
    add(out, ChangeWeight::notable, {now == nullptr ? FactKind::deleted : FactKind::created, {}, {}, 0, 0});
    return;
  }
  const bool same = std::equal(before->hard.begin(), before->hard.end(), now->hard.begin(), now->hard.end(),
                               [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; });
  if (!same) {
    add(out, ChangeWeight::notable, {FactKind::changed, {}, {}, 0, 0});
  }
}

void describe(const Job* before, const Job* now, ObjectChange& out) {
  if (before == nullptr || now == nullptr) {
    add(out, ChangeWeight::ordinary, {now == nullptr ? FactKind::deleted : FactKind::created, {}, {}, 0, 0});
    return;
  }
  if (before->suspended != now->suspended) {
    add(out, ChangeWeight::ordinary, {now->suspended ? FactKind::suspended : FactKind::resumed, {}, {}, 0, 0});
  }
  if (!before->complete && now->complete) {
    add(out, ChangeWeight::ordinary, {FactKind::finished, {}, {}, 0, 0});
  }
}

}  // namespace claimscope::cluster
