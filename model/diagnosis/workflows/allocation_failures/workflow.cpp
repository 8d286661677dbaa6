// Allocation failures: what the scheduler, the claim controller, kubelets and drivers say went wrong, with the log of the right
// driver pod.
#include <algorithm>
#include <map>

#include "model/cel/selector.h"
#include "model/diagnosis/source_words.h"
#include "model/diagnosis/workflows/driver_steps.h"
#include "model/diagnosis/workflows/ladder_steps.h"
#include "model/diagnosis/workflows/registry.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kAllocationFailuresTitle = "Allocation failures";
constexpr std::size_t kMostDrivers = 4;

/// Which versions are served, and which of them answer what is used.
void lookAtVersions(Flow& flow) {
  Step& step = flow.step("versions", "API versions that are used are not served");
  step.looked("discovery of resource.k8s.io, and the shapes that pods and claims are written in")
      .command("kubectl get --raw /apis/resource.k8s.io")
      .command("kubectl get resourceclaims,deviceclasses -A -v=6");
  std::map<std::string, std::vector<std::string>> byVersion;
  for (const ApiResource& resource : flow.snapshot.server.served) {
    if (resource.group == "resource.k8s.io") {
      byVersion[resource.version].push_back(resource.kind);
    }
  }
  for (const auto& [version, kinds] : byVersion) {
    step.evidence("API server " + flow.snapshot.server.gitVersion, "resource.k8s.io/" + version, listed(kinds, 6));
  }
  std::vector<std::string> old;
  flow.snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    for (const PodClaimEntry& entry : pod.spec->claims) {
      if (entry.viaSource && old.size() < 50) {
        old.push_back(nameOf(pod.meta));
        break;
      }
    }
  });
  const bool classic = !flow.examination.classic.empty() || !flow.snapshot.of<ResourceClass>().empty();
  if (!old.empty() && flow.snapshot.server.minor >= 31) {
    step.proven("Pods such as " + old.front() + " name their claims under \"source\", which servers from 1.31 on drop",
                "Write resourceClaimName or resourceClaimTemplateName right under the entry.");
  } else if (classic && flow.snapshot.server.minor >= 31) {
    step.proven("Objects of classic DRA are left on a server of 1." + std::to_string(flow.snapshot.server.minor) +
                    ", which does not allocate them",
                "Run the workflow classic_leftovers.");
  } else if (classic) {
    step.context("Claims are classic DRA (" + flow.snapshot.source(Kind::ResourceClaim).status.resource.apiVersion() +
                 "): the driver's controller allocates them, and Kubernetes 1.32 removed them");
  } else if (byVersion.empty()) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim, Kind::DeviceClass});
    step.unknown(hidden.empty() ? "discovery told of no version of resource.k8s.io" : hidden);
  } else {
    step.ruledOut("Claims are read as " + flow.snapshot.source(Kind::ResourceClaim).status.resource.apiVersion() +
                  ", classes as " + flow.snapshot.source(Kind::DeviceClass).status.resource.apiVersion() + ".");
  }
}

void lookAtClasses(Flow& flow) {
  Step& step = flow.step("classes", "A class does not exist or does not compile");
  step.looked(counted(static_cast<std::int64_t>(flow.snapshot.of<DeviceClass>().size()), "DeviceClass", "DeviceClasses") +
              " and what claims name")
      .command("kubectl get deviceclasses")
      .command("kubectl get resourceclaims -A");
  cel::Environment environment;
  environment.minor = flow.snapshot.server.minor > 0 ? flow.snapshot.server.minor : environment.minor;
  std::string broken;
  flow.snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& object) {
    for (const Text& expression : object.selectors) {
      const auto compiled = cel::Selector::compile(expression.view(), environment);
      if (!compiled && broken.empty()) {
        broken = "DeviceClass " + object.meta.name.str() + ": " + compiled.error().message;
        step.object({"class", "", object.meta.name.str()});
        step.evidence("DeviceClass " + object.meta.name.str(), "spec.selectors[].cel.expression", expression.str());
      }
    }
  });
  std::vector<std::string> missing;
  for (const cluster::ClaimIndex i : flow.examination.waiting) {
    for (const Text& name : flow.inventory.claims[i].classes) {
      const bool known = flow.snapshot.of<DeviceClass>().find(Text(), name) != nullptr ||
                         flow.snapshot.of<ResourceClass>().find(Text(), name) != nullptr;
      if (!known && std::find(missing.begin(), missing.end(), name.str()) == missing.end()) {
        missing.push_back(name.str());
        step.object(flow.examination.refOfClaim(i));
      }
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::DeviceClass, Kind::ResourceClaim});
  if (!broken.empty()) {
    step.proven(broken, "Correct the selector of the class.");
  } else if (!missing.empty() && hidden.empty()) {
    step.proven("Waiting claims name " + listed(missing, 3) + ", which " + (missing.size() == 1 ? "does" : "do") + " not exist",
                "Create the class, or correct the claim's deviceClassName.");
  } else if (!hidden.empty()) {
    step.unknown(hidden);
  } else {
    step.ruledOut("Every class that a waiting claim names exists and compiles.");
  }
}

/// Events of one reason about pods that still wait, newest first by what they say.
void lookAtEvents(Flow& flow, const std::string& id, const std::string& title, const std::string& reason,
                  const std::string& next) {
  Step& step = flow.step(id, title);
  step.looked("events " + reason + " of pods that have not started")
      .command("kubectl get events -A --field-selector reason=" + reason);
  const Event* newest = nullptr;
  std::int64_t pods = 0;
  flow.snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
    if (event.reason.view() != reason || !(event.objectKind == "Pod")) {
      return;
    }
    const Pod* pod = flow.snapshot.of<Pod>().find(event.objectNamespace, event.objectName);
    const bool waits = pod != nullptr && !pod->spec->claims.empty() && pod->phase == "Pending" &&
                       (event.objectUid.empty() || pod->meta.uid == event.objectUid);
    if (waits) {
      ++pods;
      step.object({"pod", event.objectNamespace.str(), event.objectName.str()});
      newest = newest == nullptr || newest->last < event.last ? &event : newest;
    }
  });
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::Event, Kind::Pod});
  if (newest == nullptr) {
    hidden.empty() ? step.ruledOut("No pod that waits has one.") : step.unknown(hidden);
    return;
  }
  step.evidence("Event of Pod " + newest->objectNamespace.str() + "/" + newest->objectName.str(), "message", newest->message);
  step.evidence("Event of Pod " + newest->objectNamespace.str() + "/" + newest->objectName.str(), "count",
                std::to_string(newest->count) + ", last " + formatTime(newest->last));
  step.proven(counted(pods, "pod") + ": " + cut(oneLine(newest->message.view()), 240), next);
}

void lookAtScheduler(Flow& flow) {
  Step& step = flow.step("scheduler", "The scheduler itself fails");
  step.looked("condition PodScheduled with reason SchedulerError")
      .command(
          "kubectl get pods -A -o json | jq -r '.items[] | select(.status.conditions[]? | .reason == \"SchedulerError\") | "
          ".metadata.name'");
  if (flow.examination.schedulerErrors.empty()) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod});
    hidden.empty() ? step.ruledOut("No pod carries one.") : step.unknown(hidden);
    return;
  }
  const cluster::Slot first = flow.examination.schedulerErrors.front();
  const PodCondition* said = flow.examination.pod(first).condition("PodScheduled");
  for (const cluster::Slot slot : flow.examination.schedulerErrors) {
    step.object(flow.examination.refOfPod(slot));
  }
  step.evidence("Pod " + flow.examination.podName(first), "status.conditions[PodScheduled].message", said->message.str());
  step.proven(counted(static_cast<std::int64_t>(flow.examination.schedulerErrors.size()), "pod") + ": " +
                  cut(oneLine(said->message.view()), 240),
              "One device on which a selector fails ends the whole attempt: guard optional attributes in the selector.");
}

/// The log of the driver that matters: on the node of the pod, or where its pod is ill, else any.
void lookAtLogs(Flow& flow, const Text& driver, const Text& node) {
  Step& step = flow.step("driverLog:" + driver.str(), "The driver " + middleCut(driver.view(), 40) + " fails");
  step.looked("pods that serve " + driver.str() + (node.empty() ? "" : " on " + node.str()));
  const std::vector<DriverPod> pods = driverPods(flow.snapshot, driver);
  const DriverPod* chosen = nullptr;
  for (const DriverPod& candidate : pods) {
    const bool here = !node.empty() && candidate.pod->nodeName == node;
    const bool ill = !troubleOf(*candidate.pod).empty();
    const bool first = chosen == nullptr || (ill && troubleOf(*chosen->pod).empty() && !(chosen->pod->nodeName == node));
    chosen = here || first ? &candidate : chosen;
    if (here) {
      break;
    }
  }
  if (chosen == nullptr) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod});
    step.unknown(hidden.empty() ? "no pod is known as the driver's by its name, labels or image" : hidden);
    step.command("kubectl get pods -A -o wide | grep -i dra");
    return;
  }
  const Pod& pod = *chosen->pod;
  const std::string trouble = troubleOf(pod);
  step.command(logsCommand(pod)).object({"pod", pod.meta.namespaceName.str(), pod.meta.name.str()});
  step.look("Read the log of " + nameOf(pod.meta), "It serves " + driver.str() + " on " + pod.nodeName.str() + ".",
            logsCommand(pod));
  step.evidence("Pod " + nameOf(pod.meta), "status.phase", pod.phase.str());
  if (!trouble.empty()) {
    step.proven("Driver pod " + nameOf(pod.meta) + " on " + pod.nodeName.str() + " does not work: " + trouble, "Read its log.");
    step.fix(restartFix(driver, pod.nodeName, &pod));
  } else {
    step.ruledOut("Its " + counted(static_cast<std::int64_t>(pods.size()), "pod") +
                  (pods.size() == 1 ? " that was looked at runs" : " that were looked at run") +
                  "; logs are not read here, the command does.");
  }
}

std::vector<std::pair<Text, Text>> driversToRead(Flow& flow, const std::vector<cluster::ClaimIndex>& claims) {
  std::vector<std::pair<Text, Text>> out;
  const auto add = [&](const Text& driver, const Text& node) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const auto& pair) { return pair.first == driver; });
    if (!known && !driver.empty()) {
      out.emplace_back(driver, node);
    }
  };
  for (const LostDriver& lost : flow.examination.lost) {
    add(lost.driver, lost.node);
  }
  for (const cluster::ClaimIndex claim : claims) {
    const cluster::ClaimView& view = flow.inventory.claims[claim];
    for (const cluster::DeviceIndex device : view.devices) {
      add(flow.inventory.devices[device].driver, flow.inventory.devices[device].node);
    }
  }
  std::vector<const ResourceClaim*> objects;
  objects.reserve(claims.size());
  for (const cluster::ClaimIndex claim : claims) {
    objects.push_back(&flow.examination.claim(claim));
  }
  for (const Text& driver : explanation::driversOf(flow.snapshot, objects)) {
    add(driver, Text());
  }
  return out;
}

Result<WorkflowResult> runAllocationFailures(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                             const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  std::vector<cluster::ClaimIndex> claims;
  if (object) {
    const Result<Found> found = findSubject(snapshot, *object);
    if (!found) {
      return fail(found.error());
    }
    if (found->claim != cluster::kNone) {
      claims.push_back(found->claim);
    } else {
      const auto& used = flow.inventory.claimsOfPod(found->pod);
      claims.assign(used.begin(), used.end());
    }
  } else {
    for (const auto* list : {&flow.examination.preparing, &flow.examination.binding, &flow.examination.waiting}) {
      claims.insert(claims.end(), list->begin(), list->end());
    }
  }
  lookAtApi(flow);
  lookAtVersions(flow);
  lookAtClasses(flow);
  if (object) {
    const Result<Found> found = findSubject(snapshot, *object);
    Step& step = flow.step("why", "The claim cannot be allocated");
    const explanation::Explanation answer = found->claim != cluster::kNone
                                                ? explanation::explainClaim(flow.context(), found->claim)
                                                : explanation::explainPod(flow.context(), found->pod);
    step.looked(object->str() + " against every device and node")
        .command("claimscope explain " + object->kind + " " + shellWord(answer.object));
    const bool runs = answer.verdict == explanation::Verdict::allocated && answer.reason == "Running";
    if (runs) {
      step.ruledOut(answer.summary);
    } else {
      describeExplanation(snapshot, answer, step);
    }
  } else {
    lookAtEvents(flow, "creation", "Claims cannot be created", "FailedResourceClaimCreation",
                 "Do what the message asks for: quota, template, label.");
    lookAtScheduler(flow);
    lookAtEvents(flow, "scheduling", "The scheduler finds no place", "FailedScheduling",
                 "Run the workflow claims_pending: it says which device, taint or selector.");
    lookAtEvents(flow, "binding", "Devices do not become ready to bind", "BindingConditionsPending",
                 "The driver has to set the condition on status.devices.");
    lookAtEvents(flow, "prepare", "Kubelets cannot prepare", "FailedPrepareDynamicResources",
                 "Run the workflow prepare_failures.");
  }
  std::size_t shown = 0;
  for (const auto& [driver, node] : driversToRead(flow, claims)) {
    if (shown++ < kMostDrivers) {
      lookAtLogs(flow, driver, node);
    }
  }
  return flow.finish("allocation_failures", kAllocationFailuresTitle, object ? "Nothing failed for it" : "No allocation fails");
}

}  // namespace

Workflow allocationFailuresWorkflow() {
  return {"allocation_failures",
          kAllocationFailuresTitle,
          "API versions, classes, events of every stage, the scheduler's errors, the log of the right driver pod",
          {"claim", "pod"},
          false,
          {"scheduler_error", "no_matching_device", "claims_unplaced", "class_missing", "prepare_failed", "binding_failed",
           "kind_not_served"},
          runAllocationFailures};
}

}  // namespace claimscope::diagnosis
