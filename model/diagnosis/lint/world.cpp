#include "model/diagnosis/lint/world.h"

#include <algorithm>
#include <set>

#include "model/diagnosis/workflows/flow.h"

namespace claimscope::diagnosis {
namespace {

template <class T>
std::string kindWord() {
  if constexpr (std::is_same_v<T, ResourceClaim>) {
    return "claim";
  } else if constexpr (std::is_same_v<T, ResourceClaimTemplate>) {
    return "template";
  } else if constexpr (std::is_same_v<T, DeviceClass>) {
    return "class";
  } else if constexpr (std::is_same_v<T, DeviceTaintRule>) {
    return "taintrule";
  } else if constexpr (std::is_same_v<T, ResourceSlice>) {
    return "slice";
  } else if constexpr (std::is_same_v<T, ResourceQuota>) {
    return "quota";
  } else {
    return kindRequest<T>().kind == "Pod" ? "pod" : kindRequest<T>().resource;
  }
}

template <class T>
std::size_t addSource(LintWorld& world, const cluster::Snapshot& snapshot, const T& object) {
  const KindRequest& request = kindRequest<T>();
  const std::string apiVersion = snapshot.source(kKindOf<T>).status.resource.apiVersion();
  world.sources.push_back({{kindWord<T>(), object.meta.namespaceName.str(), object.meta.name.str()},
                           apiVersion,
                           request.kind,
                           {},
                           object.meta.created});
  return world.sources.size() - 1;
}

/// Manifests come first: what they define stands for what the cluster has under the same name.
template <class T>
void addTable(LintWorld& world, const cluster::Snapshot& snapshot, bool judged, std::vector<LintEntry<T>>& out) {
  std::set<std::pair<Text, Text>> defined;
  for (const LintEntry<T>& entry : out) {
    defined.insert({entry.object->meta.namespaceName, entry.object->meta.name});
  }
  const cluster::Table<T>& table = snapshot.of<T>();
  table.forEach([&](cluster::Slot slot, const T& object) {
    if (defined.count({object.meta.namespaceName, object.meta.name}) == 0) {
      out.push_back({table.share(slot), judged ? addSource(world, snapshot, object) : kNoSource});
    }
  });
}

struct Owner {
  std::string kind;
  std::string name;
  std::int64_t replicas = 1;
};

/// The workload behind a pod as far as it is seen.
Owner ownerOf(const cluster::Snapshot& snapshot, const Pod& pod) {
  const OwnerReference* controller = pod.meta.controller();
  if (controller == nullptr) {
    return {"Pod", nameOf(pod.meta), 1};
  }
  Owner out{controller->kind.str(), pod.meta.namespaceName.str() + "/" + controller->name.str(), 1};
  if (out.kind == "ReplicaSet") {
    if (const ReplicaSet* set = snapshot.of<ReplicaSet>().find(pod.meta.namespaceName, controller->name)) {
      out.replicas = set->desired;
      if (const OwnerReference* above = set->meta.controller()) {
        out.kind = above->kind.str();
        out.name = pod.meta.namespaceName.str() + "/" + above->name.str();
      }
    }
  } else if (out.kind == "StatefulSet") {
    const StatefulSet* set = snapshot.of<StatefulSet>().find(pod.meta.namespaceName, controller->name);
    out.replicas = set == nullptr ? 1 : set->desired;
  } else if (out.kind == "Job") {
    const Job* job = snapshot.of<Job>().find(pod.meta.namespaceName, controller->name);
    out.replicas = job == nullptr ? 1 : job->parallelism;
  } else if (out.kind == "DaemonSet") {
    const DaemonSet* set = snapshot.of<DaemonSet>().find(pod.meta.namespaceName, controller->name);
    out.replicas = set == nullptr ? 1 : set->desired;
  }
  return out;
}

/// Pods of one workload are made alike: one of them stands for all.
void addPods(LintWorld& world, const cluster::Snapshot& snapshot, bool judged) {
  std::set<std::pair<std::string, std::string>> known;
  const cluster::Table<Pod>& table = snapshot.of<Pod>();
  table.forEach([&](cluster::Slot slot, const Pod& pod) {
    const bool extended = std::any_of(pod.spec->containers.begin(), pod.spec->containers.end(),
                                      [](const Container& c) { return !c.claims.empty(); });
    if ((pod.spec->claims.empty() && !extended) || pod.finished()) {
      return;
    }
    Owner owner = ownerOf(snapshot, pod);
    if (!known.insert({owner.kind, owner.name}).second) {
      return;
    }
    const std::size_t source = judged ? addSource(world, snapshot, pod) : kNoSource;
    world.pods.push_back({table.share(slot), source, owner.kind + " " + owner.name, owner.kind, owner.replicas, ""});
  });
}

template <class T>
const T* findIn(const std::vector<LintEntry<T>>& entries, const Text& namespaceName, const Text& name) {
  const auto at = std::find_if(entries.begin(), entries.end(), [&](const LintEntry<T>& entry) {
    return entry.object->meta.name == name && entry.object->meta.namespaceName == namespaceName;
  });
  return at == entries.end() ? nullptr : at->object.get();
}

}  // namespace

bool LintWorld::knows(Kind kind) const {
  return cluster != nullptr && !notServed(*cluster, kind) && whyUnseen(*cluster, {kind}).empty();
}

const DeviceClass* LintWorld::findClass(const Text& name) const {
  return findIn(classes, Text(), name);
}
const ResourceClaim* LintWorld::findClaim(const Text& namespaceName, const Text& name) const {
  // A cluster's own table is a hash table; a list of manifests is short.
  if (const ResourceClaim* found = cluster == nullptr ? nullptr : cluster->of<ResourceClaim>().find(namespaceName, name)) {
    return found;
  }
  return manifests ? findIn(claims, namespaceName, name) : nullptr;
}
const ResourceClaimTemplate* LintWorld::findTemplate(const Text& namespaceName, const Text& name) const {
  return findIn(templates, namespaceName, name);
}
const Namespace* LintWorld::findNamespace(const Text& name) const {
  return findIn(namespaces, Text(), name);
}

std::vector<LintSpec> LintWorld::specs() const {
  std::vector<LintSpec> out;
  for (const LintEntry<ResourceClaimTemplate>& entry : templates) {
    if (entry.judged() && entry.object->classic == nullptr) {
      out.push_back({&entry.object->spec, &entry.object->meta, "ResourceClaimTemplate", "spec.spec.devices", entry.source});
    }
  }
  for (const LintEntry<ResourceClaim>& entry : claims) {
    const bool generated = entry.object->meta.controller() != nullptr && entry.object->meta.controller()->kind == "Pod";
    if (entry.judged() && entry.object->classic == nullptr && !generated) {
      out.push_back({&entry.object->spec, &entry.object->meta, "ResourceClaim", "spec.devices", entry.source});
    }
  }
  return out;
}

bool LintWorld::seesPodsIn(const Text& namespaceName) const {
  return knows(Kind::Pod) ||
         std::any_of(pods.begin(), pods.end(), [&](const LintPod& pod) { return pod.pod->meta.namespaceName == namespaceName; });
}

void addCluster(LintWorld& world, const cluster::Snapshot& snapshot, bool judged) {
  world.cluster = &snapshot;
  world.minor = snapshot.server.minor;
  addTable(world, snapshot, judged, world.claims);
  addTable(world, snapshot, judged, world.templates);
  addTable(world, snapshot, judged, world.classes);
  addTable(world, snapshot, judged, world.slices);
  addTable(world, snapshot, judged, world.taintRules);
  addTable(world, snapshot, judged, world.quotas);
  addTable(world, snapshot, judged, world.namespaces);
  addPods(world, snapshot, judged);
}

}  // namespace claimscope::diagnosis
