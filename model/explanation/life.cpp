#include "model/explanation/life.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/cluster/driver_pods.h"

namespace claimscope::explanation {

using cluster::Snapshot;

namespace {

constexpr std::int64_t kBindTimeoutMs = 600'000;  // bindingTimeout of the scheduler (dra.md 2.1)

std::string ref(std::string_view kind, const Metadata& meta) {
  return std::string(kind) + " " + qualifiedName(meta);
}

Cause make(Verdict verdict, std::string_view reason, std::string_view rung, std::string held, std::string summary) {
  Cause cause;
  cause.verdict = verdict;
  cause.reason = reason;
  cause.rung = rung;
  cause.held = std::move(held);
  cause.summary = std::move(summary);
  return cause;
}

/// "2 devices on gpu-node-3".
std::string holdings(const ResourceClaim& claim) {
  const auto count = claim.allocation == nullptr ? 0 : static_cast<std::int64_t>(claim.allocation->results.size());
  std::vector<std::string> pools;
  for (const DeviceAllocation& result : claim.allocation == nullptr ? List<DeviceAllocation>{} : claim.allocation->results) {
    if (std::find(pools.begin(), pools.end(), result.pool.str()) == pools.end()) {
      pools.push_back(result.pool.str());
    }
  }
  return words::counted(count, "device") + (pools.empty() ? "" : " of " + words::listed(pools));
}

struct Consumers {
  std::vector<std::string> living;
  std::vector<std::string> finished;
  std::vector<std::string> absent;
  std::vector<std::string> foreign;
  std::vector<std::string> groups;
};

Consumers consumersOf(const Snapshot& snapshot, const ResourceClaim& claim) {
  Consumers out;
  for (const ClaimConsumer& consumer : claim.reservedFor) {
    if (consumer.resource == "podgroups" && consumer.apiGroup == "scheduling.k8s.io") {
      out.groups.push_back("PodGroup " + consumer.name.str());  // reserves for its pods (1.36)
      continue;
    }
    if (!(consumer.resource == "pods") || !consumer.apiGroup.empty()) {
      out.foreign.push_back(consumer.resource.str() + (consumer.apiGroup.empty() ? "" : "." + consumer.apiGroup.str()) + " " +
                            consumer.name.str());
      continue;
    }
    const Pod* pod = snapshot.of<Pod>().find(claim.meta.namespaceName, consumer.name);
    const bool same = pod != nullptr && (consumer.uid.empty() || pod->meta.uid == consumer.uid);
    (same ? (pod->finished() ? out.finished : out.living) : out.absent).push_back(consumer.name.str());
  }
  return out;
}

Evidence reservedEvidence(const ResourceClaim& claim, std::string value, std::string rule) {
  return {ref("ResourceClaim", claim.meta),       "status.reservedFor", std::move(value), std::move(rule), "", {},
          kubectlGet("resourceclaim", claim.meta)};
}

bool saysNotRegistered(std::string_view message) {
  return message.find("is not registered") != std::string_view::npos ||
         message.find("not found in the list of registered DRA plugins") != std::string_view::npos;
}

/// How a pod that waits for a claim which is being deleted gets another one.
Fix replaceDeleted(const Subject& subject, const ResourceClaim& claim, const Consumers& consumers) {
  Fix fix;
  fix.id = "claim-again:" + qualifiedName(claim.meta);
  fix.effect = "The scheduler looks at the pod once a living claim exists.";
  if (claim.meta.controller() != nullptr) {
    fix.text = "Delete the pod; a new one gets a new claim";
    fix.command = kubectl(subject.pod->meta.namespaceName, "delete", "pod", subject.pod->meta.name.view());
    return fix;
  }
  const std::string file = words::shellWord(claim.meta.name.str() + ".yaml");
  fix.text = (consumers.living.empty() ? "Create claim " : "Stop pod " + words::listed(consumers.living) + " and create claim ") +
             claim.meta.name.str() + " again";
  fix.sideEffect = consumers.living.empty()
                       ? ""
                       : "Ends " + words::counted(static_cast<std::int64_t>(consumers.living.size()), "running pod") + ".";
  fix.command = kubectlGet("resourceclaim", claim.meta) + " > " + file;
  if (!consumers.living.empty()) {
    fix.command += " \\\n  && " + kubectl(claim.meta.namespaceName, "delete", "pod", "");
    for (const std::string& pod : consumers.living) {
      fix.command += " " + words::shellWord(pod);
    }
  }
  fix.command += " \\\n  && kubectl replace --force -f " + file;
  return fix;
}

/// The driver that a kubelet's message names (1.34 and later, and before).
std::string driverNamedBy(std::string_view message) {
  for (const std::string_view before : {std::string_view("DRA driver "), std::string_view("plugin name ")}) {
    const std::size_t at = message.rfind(before);
    if (at != std::string_view::npos) {
      const std::string_view rest = message.substr(at + before.size());
      return std::string(rest.substr(0, rest.find(' ')));
    }
  }
  return {};
}

std::string withoutPrefix(std::string_view message) {
  constexpr std::string_view kPrefix = "Failed to prepare dynamic resources: ";
  return words::oneLine(message.substr(0, kPrefix.size()) == kPrefix ? message.substr(kPrefix.size()) : message);
}

/// "Restart ns/pod" of the driver's pod on a node; nothing where it is not clear which pod that is.
std::optional<Fix> restartOf(const Snapshot& snapshot, const Text& node, const Text& driver) {
  const std::optional<cluster::DriverPod> plugin = cluster::driverPodOn(snapshot, driver, node);
  if (!plugin) {
    return std::nullopt;
  }
  const std::string name = qualifiedName(plugin->pod->meta);
  Fix fix;
  fix.id = "restart-driver:" + name;
  fix.text = "Restart " + name;
  fix.command = kubectl(plugin->pod->meta.namespaceName, "delete", "pod", plugin->pod->meta.name.str());
  fix.node = node.str();
  return fix;
}

Cause prepareFailed(const Subject& subject, const Event& event) {
  const Pod& pod = *subject.pod;
  const std::string node = pod.nodeName.str();
  const std::string message = withoutPrefix(event.message);
  Cause cause;
  if (saysNotRegistered(message)) {
    const std::string driver = driverNamedBy(message);
    cause = make(Verdict::allocated, reason::kDriverNotRegistered, "prepare", "driver is not registered",
                 fmt::format("{}: DRA driver {} is not registered with the kubelet.", node, driver));
    std::optional<Fix> restart = restartOf(*subject.snapshot, pod.nodeName, Text(driver));
    if (!restart) {
      cause.detail = "No pod of a driver's DaemonSet is seen on the node.";
      cause.fixes.push_back(
          {"look-driver:" + node, "Look why the driver's pod does not run on " + node, "", "",
           "kubectl get pods -A --field-selector spec.nodeName=" + words::shellWord(node) + "  # <find the driver and its log>",
           node, false});
    } else {
      restart->effect = "It registers again, and the kubelet prepares the devices at its next try.";
      restart->sideEffect = "Pods with prepared devices keep running.";
      cause.fixes.push_back(std::move(*restart));
    }
  } else if (message.find("is not allowed to use ResourceClaim") != std::string::npos) {
    cause = make(Verdict::blockedBefore, reason::kPodNotReserved, "prepare", "claim is not reserved for the pod",
                 "The kubelet refuses the pod: its claim is not reserved for it.");
  } else {
    const bool old = message.find("still exists") != std::string::npos;
    cause = make(Verdict::allocated, reason::kPrepareFailed, "prepare",
                 old ? "an older claim is still prepared" : "driver cannot prepare",
                 old ? fmt::format("{}: a deleted claim of the same name is still prepared.", node)
                     : fmt::format("{}: the devices cannot be prepared.", node));
    cause.detail = message;
    cause.fixes.push_back(
        {"driver-log:" + node, "Read the driver's log on " + node, "", "",
         "kubectl get pods -A --field-selector spec.nodeName=" + words::shellWord(node) + "  # <find the driver and its log>",
         node, false});
  }
  cause.since = event.first;
  cause.evidence.push_back({"Event FailedPrepareDynamicResources of " + ref("Pod", pod.meta), "message", message,
                            "The kubelet prepares every claim before it starts a container, and tries again", "", event.last,
                            kubectl(pod.meta.namespaceName, "get", "events --field-selector",
                                    "involvedObject.name=" + pod.meta.name.str() + ",reason=FailedPrepareDynamicResources")});
  return cause;
}

/// Binding conditions of one claim: the first that has failed, else those that are not True yet (row B1).
std::optional<Cause> binding(const Subject& subject, const ResourceClaim& claim, const PodEvents& events) {
  const Snapshot& snapshot = *subject.snapshot;
  std::vector<std::string> open;
  std::string device;
  for (const DeviceAllocation& result : claim.allocation->results) {
    const auto status = std::find_if(claim.devices.begin(), claim.devices.end(), [&](const AllocatedDeviceStatus& s) {
      return s.driver == result.driver && s.pool == result.pool && s.device == result.device;
    });
    const auto find = [&](const Text& type) -> const Condition* {
      if (status == claim.devices.end()) {
        return nullptr;
      }
      const auto found = std::find_if(status->conditions.begin(), status->conditions.end(),
                                      [&](const Condition& condition) { return condition.type == type; });
      return found == status->conditions.end() ? nullptr : &*found;
    };
    const std::string name = result.pool.str() + "/" + result.device.str();
    for (const Text& type : result.bindingFailureConditions) {
      const Condition* condition = find(type);
      if (condition != nullptr && condition->status == "True") {
        Cause cause = make(Verdict::allocated, reason::kBindingConditionFailed, "binding", type.str() + " is True",
                           fmt::format("Device {} cannot be bound: its driver reports {}.", name, type.view()));
        cause.detail = words::oneLine(condition->message.view());
        cause.since = condition->lastTransition;
        cause.evidence.push_back({ref("ResourceClaim", claim.meta), "status.devices[].conditions " + type.str(), "True",
                                  "A failure condition ends the binding, and the scheduler starts anew", "",
                                  condition->lastTransition, kubectlGet("resourceclaim", claim.meta)});
        cause.fixes.push_back({"check-device:" + name, "Look why the driver reports " + type.str() + " for " + name, "",
                               "The scheduler may choose another device meanwhile.",
                               kubectlGet("resourceclaim", claim.meta) + "  # <see what it reports>", "", false});
        return cause;
      }
    }
    for (const Text& type : result.bindingConditions) {
      const Condition* condition = find(type);
      if (condition == nullptr || !(condition->status == "True")) {
        open.push_back(type.str());
        device = name;
      }
    }
  }
  if (open.empty() || !subject.pod->nodeName.empty()) {
    return std::nullopt;
  }
  Cause cause = make(Verdict::allocated, reason::kBindingConditionsPending, "binding", "waits for " + words::listed(open),
                     fmt::format("Device {} waits for {} before the pod is bound.", device, words::listed(open)));
  cause.since = claim.allocation->allocationTimestamp.isSet() ? claim.allocation->allocationTimestamp
                : events.binding != nullptr                   ? events.binding->first
                                                              : subject.pod->meta.created;
  const std::int64_t waited = snapshot.time - cause.since;
  cause.detail = waited >= kBindTimeoutMs
                     ? "The scheduler's 10 m are over: it gives the devices back and starts anew."
                     : fmt::format("The scheduler gives up after 10 m, in {}.", words::duration(kBindTimeoutMs - waited));
  cause.evidence.push_back({ref("ResourceClaim", claim.meta), "status.allocation.devices.results[].bindingConditions",
                            words::listed(open, 4), "Each must be True in status.devices[].conditions before the pod is bound",
                            "", cause.since, kubectlGet("resourceclaim", claim.meta)});
  cause.evidence.push_back({ref("ResourceClaim", claim.meta),
                            "status.devices[].conditions",
                            claim.devices.empty() ? "none reported" : "not True",
                            "The driver's controller writes them",
                            "",
                            {},
                            kubectlGet("resourceclaim", claim.meta)});
  if (events.binding != nullptr) {
    cause.evidence.push_back({"Event BindingConditionsPending of " + ref("Pod", subject.pod->meta), "message",
                              words::oneLine(events.binding->message), "", "", events.binding->last, ""});
  }
  cause.fixes.push_back({"check-binding", "Look at the controller that sets " + open.front(), "", "",
                         kubectlGet("resourceclaim", claim.meta) + "  # <see what it reports>", "", false});
  return cause;
}

std::optional<Cause> full(const Subject& subject) {
  const std::size_t allowed = consumersAllowed(*subject.snapshot);
  for (const ResourceClaim* claim : subject.claims) {
    if (claim->allocation == nullptr || claim->reservedFor.size() < allowed || reservedFor(*claim, *subject.pod)) {
      continue;
    }
    Cause cause = make(Verdict::blockedBefore, reason::kReservedForFull, "allocation", "claim has no room for another pod",
                       fmt::format("ResourceClaim {} is reserved for {} consumers, the most it takes.",
                                   qualifiedName(claim->meta), claim->reservedFor.size()));
    cause.since = subject.pod->meta.created;
    cause.evidence.push_back(reservedEvidence(*claim, fmt::format("{} of {} entries", claim->reservedFor.size(), allowed),
                                              "The API server refuses one more entry"));
    cause.fixes.push_back({"split-claim:" + qualifiedName(claim->meta), "Give the pods a second claim",
                           "The new claim takes its own devices.", "The pods that use it must be recreated.",
                           kubectlGet("resourceclaim", claim->meta) + "  # <choose which pods>", "", false});
    return cause;
  }
  return std::nullopt;
}

Cause terminating(const Subject& subject) {
  const Pod& pod = *subject.pod;
  Cause cause = make(Verdict::allocated, reason::kPodTerminating, "running", "pod is terminating",
                     "Pod " + qualifiedName(pod.meta) + " is terminating and keeps its devices until it is gone.");
  cause.since = pod.meta.deleted();
  // The kubelet unprepares before it lets a pod go, so a driver that went away keeps it (R1).
  for (const cluster::DeviceIndex index : subject.focusIndex == cluster::kNone
                                              ? List<cluster::DeviceIndex>{}
                                              : subject.inventory().claims[subject.focusIndex].devices) {
    const cluster::DeviceView& device = subject.inventory().devices[index];
    if (device.slice == cluster::kNoSlot) {
      cause.reason = reason::kDriverNotRegistered;
      cause.summary = fmt::format("{}: pod {} cannot end, driver {} does not release its devices.", pod.nodeName.view(),
                                  pod.meta.name.view(), device.driver.view());
      cause.evidence.push_back(
          {"ResourceSlice of " + device.driver.str(),
           "spec.nodeName " + pod.nodeName.str(),
           "none",
           "A driver that is gone cannot unprepare, and the kubelet waits for it",
           "",
           {},
           "kubectl get resourceslices --field-selector spec.driver=" + words::shellWord(device.driver.view())});
      if (std::optional<Fix> restart = restartOf(*subject.snapshot, pod.nodeName, device.driver)) {
        restart->effect = "It unprepares the devices and the pod ends.";
        cause.fixes.push_back(std::move(*restart));
      }
      break;
    }
  }
  cause.evidence.push_back({ref("Pod", pod.meta), "metadata.deletionTimestamp", formatTime(pod.meta.deleted()),
                            "Devices are released when the pod is gone", "", pod.meta.deleted(), kubectlGet("pod", pod.meta)});
  return cause;
}

Cause startOrRun(const Subject& subject) {
  const Pod& pod = *subject.pod;
  const std::string word = pod.statusWord();
  if (pod.phase == "Running" || pod.finished()) {
    Cause cause =
        make(Verdict::allocated, reason::kRunning, "", "",
             pod.finished() ? "Pod " + qualifiedName(pod.meta) + " has ended: " + word + "."
                            : "Pod " + qualifiedName(pod.meta) + " runs on " + pod.nodeName.str() + " with its devices.");
    if (pod.finished()) {
      cause.reason = reason::kFinishedPodReserved;
      cause.rung = "running";
      cause.held = "pod has ended";
    }
    cause.evidence.push_back(
        {ref("Pod", pod.meta), "status.phase", pod.phase.str(), "", "", pod.startTime, kubectlGet("pod", pod.meta)});
    return cause;
  }
  const PodCondition* ready = pod.condition("PodReadyToStartContainers");
  const bool prepared = ready != nullptr && ready->status == "True";
  Cause cause =
      make(Verdict::allocated, reason::kContainerWaiting, prepared ? "running" : "prepare", prepared ? word : "kubelet prepares",
           prepared ? "The devices are ready; a container is not: " + word + "."
                    : "The kubelet on " + pod.nodeName.str() + " prepares the devices.");
  for (const ContainerStatus& container : pod.containerStatuses) {
    if (container.state == "waiting" && !container.message.empty()) {
      cause.detail = words::oneLine(container.message.view());
    }
  }
  const PodCondition* scheduled = pod.condition("PodScheduled");
  cause.since = prepared               ? pod.at(ready->lastTransition)
                : scheduled != nullptr ? pod.at(scheduled->lastTransition)
                                       : pod.meta.created;
  cause.evidence.push_back({ref("Pod", pod.meta), prepared ? "status.containerStatuses[].state" : "status.conditions",
                            prepared ? word : "no PodReadyToStartContainers",
                            "That condition follows prepare, sandbox and network", "", cause.since, kubectlGet("pod", pod.meta)});
  return cause;
}

}  // namespace

std::size_t consumersAllowed(const Snapshot& snapshot) {
  const bool old =
      snapshot.server.minor != 0 && (snapshot.server.minor < 32 || snapshot.server.gitVersion.rfind("v1.32.0", 0) == 0);
  return old ? 32 : 256;
}

bool reservedFor(const ResourceClaim& claim, const Pod& pod) {
  return std::any_of(claim.reservedFor.begin(), claim.reservedFor.end(), [&](const ClaimConsumer& consumer) {
    return consumer.uid == pod.meta.uid || (consumer.uid.empty() && consumer.name == pod.meta.name);
  });
}

std::optional<Cause> beingDeleted(const Subject& subject) {
  if (subject.hypothetical) {
    return std::nullopt;
  }
  const ResourceClaim* claim = nullptr;
  for (const ResourceClaim* candidate : subject.claims) {
    if (candidate->meta.deleted().isSet() && (subject.focus == nullptr || candidate == subject.focus || claim == nullptr)) {
      claim = candidate;
    }
  }
  // A pod that runs with it is not held; the question about the claim itself is.
  if (claim == nullptr || (subject.focus != claim && subject.pod != nullptr && !subject.pod->nodeName.empty())) {
    return std::nullopt;
  }
  const Consumers consumers = consumersOf(*subject.snapshot, *claim);
  const std::string name = qualifiedName(claim->meta);
  Cause cause = make(Verdict::blockedBefore, reason::kClaimBeingDeleted, "created", "claim is being deleted",
                     "ResourceClaim " + name + " is being deleted, so no pod may use it.");
  cause.since = claim->meta.deleted();
  if (claim->allocation != nullptr) {
    const bool waits = subject.pod != nullptr && subject.pod->nodeName.empty() && !subject.pod->finished();
    cause.verdict = subject.focus == claim && !waits ? Verdict::allocated : Verdict::blockedBefore;
  }
  cause.evidence.push_back({ref("ResourceClaim", claim->meta), "metadata.deletionTimestamp", formatTime(claim->meta.deleted()),
                            "A claim that is being deleted is no longer given to pods", "", claim->meta.deleted(),
                            kubectlGet("resourceclaim", claim->meta)});
  if (!consumers.foreign.empty() && consumers.living.empty()) {
    cause.reason = reason::kHeldByForeignConsumer;
    cause.held = "reserved for " + words::listed(consumers.foreign);
    cause.summary = "ResourceClaim " + name + " cannot go: it is reserved for " + words::listed(consumers.foreign) + ".";
    cause.evidence.push_back(reservedEvidence(*claim, words::listed(consumers.foreign, 4),
                                              "The controller removes pods from this list, nothing else"));
  } else if (!claim->reservedFor.empty()) {
    const std::vector<std::string>& who = !consumers.living.empty()     ? consumers.living
                                          : !consumers.finished.empty() ? consumers.finished
                                                                        : consumers.absent;
    const std::string how = !consumers.living.empty()     ? ""
                            : !consumers.finished.empty() ? ", which has ended"
                                                          : ", which is gone";
    cause.summary = "ResourceClaim " + name + " is being deleted and still reserved for pod " + words::listed(who) + how + ".";
    cause.held = "reserved for " + words::listed(who);
    cause.evidence.push_back(reservedEvidence(*claim, words::listed(who, 4) + how, "The finalizer goes when this list is empty"));
  } else if (!claim->meta.finalizers.empty()) {
    cause.evidence.push_back({ref("ResourceClaim", claim->meta),
                              "metadata.finalizers",
                              claim->meta.finalizers.front().str(),
                              "kube-controller-manager takes it off once the claim is not reserved",
                              "",
                              {},
                              kubectlGet("resourceclaim", claim->meta)});
  }
  if (subject.pod != nullptr && subject.pod->nodeName.empty()) {
    cause.fixes.push_back(replaceDeleted(subject, *claim, consumers));
  }
  if (!consumers.living.empty()) {
    cause.fixes.push_back({"stop-pod:" + claim->meta.namespaceName.str() + "/" + consumers.living.front(),
                           "Stop pod " + consumers.living.front(), "The claim is released when its last pod is gone.",
                           "Ends a running pod.", kubectl(claim->meta.namespaceName, "delete", "pod", consumers.living.front()),
                           "", false});
  }
  return cause;
}

std::optional<Cause> boundPastScheduler(const Subject& subject, const PodEvents& events) {
  if (subject.pod == nullptr || subject.pod->nodeName.empty() || subject.pod->finished() || subject.hypothetical ||
      subject.pod->meta.deleted().isSet()) {
    return std::nullopt;
  }
  const Pod& pod = *subject.pod;
  for (const ResourceClaim* claim : subject.claims) {
    if (claim->allocation != nullptr && (reservedFor(*claim, pod) || !claim->reservedFor.empty())) {
      const bool group = std::any_of(claim->reservedFor.begin(), claim->reservedFor.end(),
                                     [](const ClaimConsumer& consumer) { return !(consumer.resource == "pods"); });
      if (reservedFor(*claim, pod) || group) {
        continue;
      }
    }
    const bool allocated = claim->allocation != nullptr;
    Cause cause = make(Verdict::blockedBefore, reason::kPodNotReserved, allocated ? "prepare" : "allocation",
                       allocated ? "claim is not reserved for the pod" : "claim was never allocated",
                       "Pod " + qualifiedName(pod.meta) + " is on " + pod.nodeName.str() + ", but its claim is not " +
                           (allocated ? "reserved for it." : "allocated."));
    cause.detail = "Something other than the scheduler put the pod on the node: only the scheduler allocates.";
    cause.since = pod.meta.created;
    cause.evidence.push_back({ref("Pod", pod.meta),
                              "spec.nodeName",
                              pod.nodeName.str(),
                              "A pod created with a node name never meets the scheduler",
                              "",
                              {},
                              kubectlGet("pod", pod.meta)});
    cause.evidence.push_back(
        reservedEvidence(*claim, "does not name the pod", "The kubelet prepares only for pods in this list"));
    if (events.prepare != nullptr) {
      cause.evidence.push_back({"Event FailedPrepareDynamicResources of " + ref("Pod", pod.meta), "message",
                                withoutPrefix(events.prepare->message), "", "", events.prepare->last, ""});
    }
    cause.fixes.push_back({"recreate-unbound:" + qualifiedName(pod.meta), "Recreate the pod without spec.nodeName",
                           "The scheduler then allocates its claim.", "The pod starts anew.",
                           kubectl(pod.meta.namespaceName, "delete", "pod", pod.meta.name.view()), "", false});
    return cause;
  }
  return std::nullopt;
}

std::optional<Cause> afterAllocation(const Subject& subject, const PodEvents& events, const SchedulerMessage& said) {
  if (subject.pod == nullptr || !subject.toAllocate.empty() || subject.claims.empty() || subject.hypothetical) {
    return std::nullopt;
  }
  const Pod& pod = *subject.pod;
  if (pod.meta.deleted().isSet()) {
    return terminating(subject);
  }
  if (!pod.nodeName.empty()) {
    return events.prepare != nullptr && pod.phase == "Pending" ? prepareFailed(subject, *events.prepare) : startOrRun(subject);
  }
  for (const ResourceClaim* claim : subject.claims) {
    if (std::optional<Cause> cause = reservedFor(*claim, pod) ? binding(subject, *claim, events) : std::nullopt) {
      return cause;
    }
  }
  if (std::optional<Cause> cause = full(subject)) {
    return cause;
  }
  if (said.kind == SchedulerMessage::Kind::error &&
      (said.errorId == reason::kSchedulerError || said.errorId == reason::kReservedForFull)) {
    const bool immutable = said.error.find("immutable") != std::string::npos;
    Cause cause = make(Verdict::blockedBefore, said.errorId, "binding", "the scheduler's write is refused",
                       "The API server refuses what the scheduler writes to the claim.");
    cause.detail = immutable
                       ? "The claim was allocated before the upgrade, without allocationTimestamp; its last pod must end once."
                       : words::oneLine(said.error);
    const PodCondition* condition = pod.condition("PodScheduled");
    cause.since = condition != nullptr ? pod.at(condition->lastTransition) : pod.meta.created;
    cause.evidence.push_back({ref("Pod", pod.meta), "status.conditions PodScheduled", words::oneLine(said.error),
                              "PreBind writes allocation and reservation in one update", "", cause.since,
                              kubectlGet("pod", pod.meta)});
    return cause;
  }
  return std::nullopt;
}

std::optional<Cause> allocatedWithoutPod(const Subject& subject) {
  if (subject.pod != nullptr || subject.focus == nullptr || subject.focus->allocation == nullptr || subject.hypothetical) {
    return std::nullopt;
  }
  const ResourceClaim& claim = *subject.focus;
  const Consumers consumers = consumersOf(*subject.snapshot, claim);
  const std::string name = qualifiedName(claim.meta);
  Cause cause = make(Verdict::allocated, reason::kNoConsumerPod, "running", "no pod uses it",
                     "No pod uses it: " + name + " holds " + holdings(claim) + ".");
  cause.since = claim.allocation->allocationTimestamp.isSet() ? claim.allocation->allocationTimestamp : claim.schedulerWrote;
  if (!consumers.groups.empty()) {
    cause.held = "none of its pods is there";
    cause.summary =
        name + " holds " + holdings(claim) + " for " + words::listed(consumers.groups) + ", none of whose pods uses it yet.";
    cause.evidence.push_back(reservedEvidence(claim, words::listed(consumers.groups, 4), "A PodGroup reserves for all its pods"));
    return cause;
  }
  if (!consumers.foreign.empty()) {
    cause.reason = reason::kHeldByForeignConsumer;
    cause.held = "reserved for " + words::listed(consumers.foreign);
    cause.summary = name + " holds " + holdings(claim) + " for " + words::listed(consumers.foreign) + ", which is no pod.";
    cause.evidence.push_back(
        reservedEvidence(claim, words::listed(consumers.foreign, 4),
                         "Claimscope and the controller know pods; another kind of consumer is kept for ever"));
  } else if (!consumers.absent.empty()) {
    cause.held = "reserved for a pod that is gone";
    cause.summary = name + " is reserved for pod " + words::listed(consumers.absent) + ", which is gone.";
    cause.evidence.push_back(
        reservedEvidence(claim, words::listed(consumers.absent, 4), "The controller removes pods that are gone"));
  } else {
    cause.detail = "An allocation that was never used stays until the claim is deleted.";
    cause.evidence.push_back(reservedEvidence(claim, "empty", "Devices are given back only when the last consumer leaves"));
  }
  cause.fixes.push_back({"release:" + name, "Release " + name, "Frees " + holdings(claim) + ".",
                         claim.meta.owners.empty() ? "No pod uses it. No owner." : "No pod uses it.",
                         kubectl(claim.meta.namespaceName, "delete", "resourceclaim", claim.meta.name.view()), "", false});
  return cause;
}

}  // namespace claimscope::explanation
