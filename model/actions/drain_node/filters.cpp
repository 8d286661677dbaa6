#include "model/actions/drain_node/filters.h"

#include <optional>

#include "model/actions/drain_node/label_query.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

std::string_view choiceWord(Choice choice) {
  switch (choice) {
    case Choice::evict:
      return "evict";
    case Choice::skip:
      return "skip";
    case Choice::blocked:
      break;
  }
  return "blocked";
}

namespace {

using cluster::Snapshot;

/// Only apps/v1 counts, by the words of the reference.
const OwnerReference* daemonSetOf(const Pod& pod) {
  const OwnerReference* owner = pod.meta.controller();
  return owner != nullptr && owner->kind == "DaemonSet" && owner->apiVersion == "apps/v1" ? owner : nullptr;
}

std::optional<Filtered> byDaemonSet(const Snapshot& snapshot, const Pod& pod, const DrainOptions& options) {
  const OwnerReference* owner = daemonSetOf(pod);
  if (owner == nullptr || pod.finished()) {
    return std::nullopt;
  }
  const std::string name = words::oneLine(owner->name.view());
  if (snapshot.of<DaemonSet>().find(pod.meta.namespaceName, owner->name) == nullptr) {
    // kubectl asks for it, and any answer but "it is there" stops the drain; only "not found" can be forced.
    if (snapshot.boundOf(Kind::DaemonSet) != Bound::exact) {
      return Filtered{Choice::blocked, reason::kDaemonSetUnknown, "whether DaemonSet " + name + " exists can not be seen"};
    }
    if (!options.force) {
      const bool files = snapshot.server.origin == Origin::files;
      return Filtered{Choice::blocked, reason::kDaemonSetGone,
                      "its DaemonSet " + name + (files ? " is not among the files" : " does not exist"), "force"};
    }
    return Filtered{Choice::evict, reason::kDaemonSetGone, "its DaemonSet " + name + " does not exist, so it does not come back"};
  }
  if (!options.ignoreDaemonSets) {
    return Filtered{Choice::blocked, reason::kDaemonSet, "DaemonSet " + name + " would start it again", "ignore-daemonsets"};
  }
  return Filtered{Choice::skip, reason::kDaemonSet, "DaemonSet " + name};
}

}  // namespace

Filtered filter(const Snapshot& snapshot, const Pod& pod, const DrainOptions& options) {
  if (!passes(options.pods, pod.meta)) {
    return {Choice::skip, reason::kNotSelected, "the pod selector leaves it out"};
  }
  const std::int64_t deletedFor = pod.meta.deleted().isSet() ? (snapshot.time - pod.meta.deleted()) / 1000 : 0;
  if (options.skipWait > 0 && deletedFor > options.skipWait) {
    return {Choice::skip, reason::kLongDeleted, "should have ended " + words::duration(deletedFor * 1000) + " ago"};
  }
  Filtered out;
  if (std::optional<Filtered> daemon = byDaemonSet(snapshot, pod, options)) {
    if (daemon->choice != Choice::evict) {
      return *daemon;
    }
    out = *daemon;
  }
  if (hasLabel(pod.meta.annotations(), "kubernetes.io/config.mirror")) {
    return {Choice::skip, reason::kMirrorPod, "static pod: the kubelet runs it from a file"};
  }
  if (pod.finished()) {
    return {Choice::evict, reason::kFinished, "it has " + std::string(pod.phase == "Failed" ? "failed" : "succeeded")};
  }
  const bool unmanaged = pod.meta.controller() == nullptr;
  if (pod.spec->usesEmptyDir && !options.deleteEmptyDirData) {
    return {Choice::blocked, reason::kEmptyDir, "its emptyDir data would be lost", "delete-emptydir-data"};
  }
  if (unmanaged && !options.force) {
    return {Choice::blocked, reason::kNoController, "no controller makes it again", "force"};
  }
  const std::string lost = pod.spec->usesEmptyDir ? "its emptyDir data is lost" : "";
  if (unmanaged) {
    return {Choice::evict, reason::kNoController, "no controller makes it again" + (lost.empty() ? lost : "; " + lost)};
  }
  if (pod.meta.deleted().isSet()) {
    const std::int64_t late = snapshot.time - pod.meta.deleted();
    return {Choice::evict, reason::kTerminating,
            late > 0 ? "Terminating, should have ended " + words::duration(late) + " ago" : "Terminating"};
  }
  if (pod.spec->usesEmptyDir) {
    return {Choice::evict, reason::kEmptyDir, lost};
  }
  return out;
}

}  // namespace claimscope::actions::drain
