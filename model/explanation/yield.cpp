#include "model/explanation/yield.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "model/base/words.h"
#include "model/explanation/cause.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

using cluster::Snapshot;

namespace {

template <class T>
const T* find(const Snapshot& snapshot, const Text& namespaceName, const Text& name) {
  return snapshot.of<T>().find(namespaceName, name);
}

std::string quoted(std::string_view word) {
  return words::shellWord(word);
}

/// "training-7" of StatefulSet "training" is ordinal 7.
std::int64_t ordinalOf(std::string_view pod) {
  std::int64_t out = 0;
  const std::size_t dash = pod.rfind('-');
  for (const char c : dash == std::string_view::npos ? std::string_view() : pod.substr(dash + 1)) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) {
      return 0;
    }
    out = out * 10 + (c - '0');
  }
  return out;
}

Yield unused(const HolderFacts& holder) {
  const ResourceClaim& claim = *holder.object;
  Yield out;
  out.text = "Release " + holder.shown.name;
  out.command = kubectl(claim.meta.namespaceName, "delete", "resourceclaim", claim.meta.name.view());
  if (claim.reservedFor.empty()) {
    out.sideEffect = claim.meta.owners.empty() ? "No pod uses it. No owner." : "No pod uses it.";
    return out;
  }
  // Entries that nobody removes keep the finalizer, so they go first.
  out.sideEffect = holder.foreign ? "It is reserved for something that is no pod: ask its owner first."
                                  : "The pod it is reserved for is over.";
  out.command = kubectl(claim.meta.namespaceName, "patch", "resourceclaim", claim.meta.name.view()) +
                R"( --subresource=status --type=merge -p '{"status":{"reservedFor":null}}')" + " \\\n  && " + out.command;
  return out;
}

/// The controller at the top of the pod: what must be told not to make another.
struct Controller {
  Text kind;
  Text name;
};
Controller controllerOf(const Snapshot& snapshot, const Pod& pod) {
  const OwnerReference* owner = pod.meta.controller();
  if (owner == nullptr) {
    return {};
  }
  if (owner->kind == "ReplicaSet") {
    const ReplicaSet* set = find<ReplicaSet>(snapshot, pod.meta.namespaceName, owner->name);
    if (set != nullptr && set->meta.controller() != nullptr && set->meta.controller()->kind == "Deployment") {
      return {set->meta.controller()->kind, set->meta.controller()->name};
    }
  }
  return {owner->kind, owner->name};
}

Yield scaled(const std::string& kind, const Text& namespaceName, const Text& name, std::int64_t from, std::int64_t to,
             const std::string& before) {
  Yield out;
  out.text = fmt::format("Scale {} {}/{} to {}", kind, namespaceName.view(), name.view(), to);
  out.sideEffect = fmt::format("Stops {} of {}.", words::counted(std::max<std::int64_t>(1, from - to), "pod"), name.view());
  std::string lower = kind;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  out.command = before + kubectl(namespaceName, "scale", lower, name.view()) + " --replicas=" + std::to_string(to);
  return out;
}

std::string preferForDeletion(const std::vector<const Pod*>& pods) {
  std::string out = kubectl(pods.front()->meta.namespaceName, "annotate", "pod", "");
  for (const Pod* pod : pods) {
    out += " " + quoted(pod->meta.name.view());
  }
  return out + " controller.kubernetes.io/pod-deletion-cost=-100 --overwrite \\\n  && ";
}

Yield used(const Snapshot& snapshot, const HolderFacts& holder) {
  const Pod& pod = *holder.pods.front();
  const Text& namespaceName = pod.meta.namespaceName;
  const auto count = static_cast<std::int64_t>(holder.pods.size());
  const Controller controller = controllerOf(snapshot, pod);
  const bool together = std::all_of(holder.pods.begin(), holder.pods.end(), [&](const Pod* other) {
    const Controller its = controllerOf(snapshot, *other);
    return its.kind == controller.kind && its.name == controller.name;
  });
  if (together && controller.kind == "Deployment") {
    const Deployment* deployment = find<Deployment>(snapshot, namespaceName, controller.name);
    const std::int64_t desired = deployment == nullptr ? count : deployment->desired;
    return scaled("Deployment", namespaceName, controller.name, desired, std::max<std::int64_t>(0, desired - count),
                  preferForDeletion(holder.pods));
  }
  if (together && controller.kind == "ReplicaSet") {
    const ReplicaSet* set = find<ReplicaSet>(snapshot, namespaceName, controller.name);
    const std::int64_t desired = set == nullptr ? count : set->desired;
    return scaled("ReplicaSet", namespaceName, controller.name, desired, std::max<std::int64_t>(0, desired - count),
                  preferForDeletion(holder.pods));
  }
  if (together && controller.kind == "StatefulSet") {
    // The highest ordinals go first, so all from this one on.
    const StatefulSet* set = find<StatefulSet>(snapshot, namespaceName, controller.name);
    std::int64_t lowest = ordinalOf(pod.meta.name.view());
    for (const Pod* other : holder.pods) {
      lowest = std::min(lowest, ordinalOf(other->meta.name.view()));
    }
    return scaled("StatefulSet", namespaceName, controller.name, set == nullptr ? lowest + 1 : set->desired, lowest, "");
  }
  Yield out;
  if (together && controller.kind == "Job") {
    out.text = "Suspend Job " + namespaceName.str() + "/" + controller.name.str();
    out.sideEffect = "Ends " + words::counted(count, "running pod") + "; the Job goes on when it is resumed.";
    out.command =
        kubectl(namespaceName, "patch", "job", controller.name.view()) + R"( --type=merge -p '{"spec":{"suspend":true}}')";
    return out;
  }
  out.text =
      count == 1 ? "Stop pod " + qualifiedName(pod.meta) : "Stop the " + words::number(count) + " pods of " + holder.shown.name;
  out.sideEffect =
      "Ends " + words::counted(count, "running pod") +
      (controller.kind.empty() ? "." : "; " + controller.kind.str() + " " + controller.name.str() + " makes a new one.");
  out.command = kubectl(namespaceName, "delete", "pod", "");
  for (const Pod* other : holder.pods) {
    out.command += " " + quoted(other->meta.name.view());
  }
  return out;
}

}  // namespace

Yield yieldOf(const Snapshot& snapshot, const HolderFacts& holder) {
  if (!holder.group.empty()) {
    Yield out;
    const Text& namespaceName = holder.object->meta.namespaceName;
    out.text = "Delete PodGroup " + namespaceName.str() + "/" + holder.group.str();
    out.sideEffect = "Ends all pods of the group.";
    out.command = kubectl(namespaceName, "delete", "podgroup", holder.group.view());
    return out;
  }
  if (holder.pods.empty()) {
    return unused(holder);
  }
  if (holder.ending) {
    Yield out;
    const Pod& pod = *holder.pods.front();
    out.text = "Wait for pod " + qualifiedName(pod.meta) + " to end";
    out.sideEffect = "It is terminating already.";
    out.command = kubectl(pod.meta.namespaceName, "wait", "--for=delete pod", pod.meta.name.view()) + " --timeout=10m";
    return out;
  }
  Yield out = used(snapshot, holder);
  if (holder.foreign || holder.absent) {
    out.sideEffect += " Its claim is reserved for others besides, who keep it.";
  }
  return out;
}

}  // namespace claimscope::explanation
