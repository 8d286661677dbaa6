#include "model/cluster/past/changes.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "model/cluster/past/describe.h"
#include "model/cluster/past/device_changes.h"

namespace claimscope::cluster {
namespace {

struct About {
  std::string_view noun;
  ChangeLane lane;
};

About aboutOf(Kind kind) {
  switch (kind) {
    case Kind::ResourceClaim:
      return {"claim", ChangeLane::claims};
    case Kind::PodSchedulingContext:
      return {"podschedulingcontext", ChangeLane::claims};
    case Kind::ResourceSlice:
      return {"slice", ChangeLane::devices};
    case Kind::DeviceTaintRule:
      return {"taintrule", ChangeLane::devices};
    case Kind::Node:
      return {"node", ChangeLane::nodes};
    case Kind::Pod:
      return {"pod", ChangeLane::pods};
    case Kind::Event:
      return {"event", ChangeLane::workloads};
    case Kind::DeviceClass:
      return {"class", ChangeLane::configuration};
    case Kind::ResourceClass:
      return {"resourceclass", ChangeLane::configuration};
    case Kind::ResourceClaimTemplate:
      return {"template", ChangeLane::configuration};
    case Kind::ResourceClaimParameters:
      return {"claimparameters", ChangeLane::configuration};
    case Kind::ResourceClassParameters:
      return {"classparameters", ChangeLane::configuration};
    case Kind::ResourceQuota:
      return {"quota", ChangeLane::configuration};
    case Kind::Namespace:
      return {"namespace", ChangeLane::configuration};
    case Kind::CronJob:
      return {"cronjob", ChangeLane::workloads};
    case Kind::DaemonSet:
      return {"daemonset", ChangeLane::workloads};
    case Kind::Deployment:
      return {"deployment", ChangeLane::workloads};
    case Kind::Job:
      return {"job", ChangeLane::workloads};
    case Kind::PodDisruptionBudget:
      return {"pdb", ChangeLane::workloads};
    case Kind::ReplicaSet:
      return {"replicaset", ChangeLane::workloads};
    case Kind::StatefulSet:
      return {"statefulset", ChangeLane::workloads};
  }
  return {"object", ChangeLane::workloads};
}

/// Kinds that have no describe() of their own: configuration changes only when somebody writes it, controllers' objects all the
/// time.
template <class T>
void describeOther(const T* before, const T* now, ObjectChange& out) {
  constexpr Kind kKind = kKindOf<T>;
  if constexpr (kKind == Kind::Event) {
    return;
  }
  if (before == nullptr || now == nullptr) {
    add(out, ChangeWeight::ordinary, {now == nullptr ? FactKind::deleted : FactKind::created, {}, {}, 0, 0});
    return;
  }
  if constexpr (requires { now->desired; }) {
    if (before->desired != now->desired) {
      add(out, ChangeWeight::ordinary, {FactKind::scaled, {}, {}, before->desired, now->desired});
    }
  } else if constexpr (kKind == Kind::DeviceClass || kKind == Kind::ResourceClass || kKind == Kind::ResourceClaimTemplate ||
                       kKind == Kind::ResourceClaimParameters || kKind == Kind::ResourceClassParameters) {
    add(out, ChangeWeight::notable, {FactKind::changed, {}, {}, 0, 0});
  }
}

template <class T>
ObjectChange changeOf(const T* before, const T* now) {
  const Metadata& meta = now == nullptr ? before->meta : now->meta;
  const About about = aboutOf(kKindOf<T>);
  ObjectChange out;
  out.noun = about.noun;
  out.lane = about.lane;
  out.namespaceName = meta.namespaceName;
  out.name = meta.name;
  out.sort = before == nullptr ? ChangeSort::created : now == nullptr ? ChangeSort::deleted : ChangeSort::changed;
  if constexpr (requires { describe(before, now, out); }) {
    describe(before, now, out);
  } else {
    describeOther(before, now, out);
  }
  return out;
}

template <class T>
void visitTable(const Snapshot& a, const Snapshot& b, const std::function<void(ChangeKey, ObjectChange&&)>& visit) {
  if (a.of<T>().changed() == b.of<T>().changed()) {
    return;
  }
  b.of<T>().forEachChangedSince(a.revision, [&](Slot slot, const T* now) {
    const T* before = a.of<T>().at(slot);
    const ChangeKey key{static_cast<std::uint8_t>(kKindOf<T>), slot};
    if (before == now) {
      return;  // it came and went, or was written with what it was
    }
    if (before != nullptr && now != nullptr && !(before->meta.uid == now->meta.uid)) {
      visit(key, changeOf<T>(before, nullptr));
      visit(key, changeOf<T>(nullptr, now));
      return;
    }
    visit(key, changeOf<T>(before, now));
  });
}

}  // namespace

std::uint64_t Changes::routineTotal() const {
  return std::accumulate(routine.begin(), routine.end(), std::uint64_t{0});
}

void visitChanges(const Snapshot& a, const Snapshot& b, const std::function<void(ChangeKey, ObjectChange&&)>& visit) {
  [&]<class... T>(KindList<T...>) { (visitTable<T>(a, b, visit), ...); }(AllKinds{});
  visitDeviceChanges(a, b, visit);
}

Changes changesBetween(const Snapshot& a, const Snapshot& b, const std::function<Time(ChangeKey)>& seen) {
  Changes out;
  out.events = b.totalChanges >= a.totalChanges ? b.totalChanges - a.totalChanges : 0;
  std::vector<ObjectChange> devices;
  visitChanges(a, b, [&](ChangeKey key, ObjectChange&& change) {
    if (change.weight == ChangeWeight::routine) {
      ++out.routine[static_cast<std::size_t>(change.lane)];
      return;
    }
    change.seen = seen ? seen(key) : Time();
    (key.kind == ChangeKey::kDevice ? devices : out.told).push_back(std::move(change));
  });
  foldDevices(std::move(devices), out.told);
  addGroupChanges(a, b, out.told);
  std::stable_sort(out.told.begin(), out.told.end(), [](const ObjectChange& x, const ObjectChange& y) {
    // What has no time of its own stands last: it is what follows from the others.
    const auto keyOfTime = [](const ObjectChange& change) {
      return change.seen.isSet() ? change.seen.ms : std::numeric_limits<std::int64_t>::max();
    };
    return keyOfTime(x) != keyOfTime(y) ? keyOfTime(x) < keyOfTime(y) : x.weight > y.weight;
  });
  return out;
}

}  // namespace claimscope::cluster
