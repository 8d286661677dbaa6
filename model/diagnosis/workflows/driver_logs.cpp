#include "model/diagnosis/workflows/driver_logs.h"

#include <algorithm>

#include "model/diagnosis/workflows/driver_pods.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::size_t kMostWords = 12;

int rankOf(const WorkflowStep& step) {
  switch (step.verdict) {
    case StepVerdict::proven:
      return step.effect ? 1 : 0;
    case StepVerdict::unknown:
      return 2;
    case StepVerdict::ruledOut:
      return 3;
    case StepVerdict::notReached:
      break;
  }
  return 4;
}

std::vector<const WorkflowStep*> byRank(const WorkflowResult& result) {
  std::vector<const WorkflowStep*> out;
  for (const WorkflowStep& step : result.steps) {
    out.push_back(&step);
  }
  std::stable_sort(out.begin(), out.end(), [](const WorkflowStep* a, const WorkflowStep* b) { return rankOf(*a) < rankOf(*b); });
  return out;
}

/// What lines are marked for: the pods and claims of what is proven, and the claims of those pods.
std::vector<std::string> wordsOf(const cluster::Snapshot& snapshot, const WorkflowResult& result, const Pod& driver) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& word) {
    if (out.size() < kMostWords && !word.empty() && std::find(out.begin(), out.end(), word) == out.end()) {
      out.push_back(word);
    }
  };
  const auto addObject = [&](const ObjectRef& object) {
    if (object.kind == "claim" || (object.kind == "pod" && !(driver.meta.name == object.name))) {
      add(object.name);
    }
    const cluster::Slot slot =
        object.kind == "pod" ? snapshot.of<Pod>().slotOf(Text(object.namespaceName), Text(object.name)) : cluster::kNoSlot;
    if (slot != cluster::kNoSlot && !(driver.meta.name == object.name)) {
      for (const cluster::ClaimIndex index : snapshot.inventory->claimsOfPod(slot)) {
        const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[index].slot);
        add(claim == nullptr ? std::string() : claim->meta.name.str());
      }
    }
  };
  for (const WorkflowStep* step : byRank(result)) {
    if (rankOf(*step) <= 1) {
      for (const ObjectRef& object : step->objects) {
        addObject(object);
      }
    }
  }
  return out;
}

}  // namespace

PodLogRequest DriverLog::request(bool previous) const {
  PodLogRequest out;
  out.namespaceName = namespaceName;
  out.pod = pod;
  out.container = container;
  out.previous = previous;
  return out;
}

std::vector<DriverLog> driverLogs(const cluster::Snapshot& snapshot, const WorkflowResult& result, std::size_t most) {
  std::vector<DriverLog> out;
  const auto add = [&](const Pod& pod, const Text& driver) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const DriverLog& log) {
      return pod.meta.name == log.pod && pod.meta.namespaceName == log.namespaceName;
    });
    if (known || out.size() >= most) {
      return;
    }
    DriverLog log;
    log.namespaceName = pod.meta.namespaceName.str();
    log.pod = pod.meta.name.str();
    log.container = pluginContainer(pod);
    log.node = pod.nodeName.str();
    log.driver = driver.str();
    for (const ContainerStatus& status : pod.containerStatuses) {
      log.restarts = std::max(log.restarts, status.restarts);
    }
    log.words = wordsOf(snapshot, result, pod);
    out.push_back(std::move(log));
  };
  for (const WorkflowStep* step : byRank(result)) {
    // A fix that restarts the driver names node and driver; other steps name the pod.
    for (const WorkflowFix& fix : step->fixes) {
      if (!fix.request || fix.request->action != "restart_driver" || fix.request->objects.empty()) {
        continue;
      }
      const auto driver = fix.request->options.find("driver");
      const Text name(driver == fix.request->options.end() ? std::string() : driver->second);
      if (const std::optional<DriverPod> pod = driverPodOn(snapshot, name, Text(fix.request->objects.front().name))) {
        add(*pod->pod, name);
      }
    }
    for (const ObjectRef& object : step->objects) {
      const Pod* pod = object.kind == "pod" && out.size() < most
                           ? snapshot.of<Pod>().find(Text(object.namespaceName), Text(object.name))
                           : nullptr;
      const OwnerReference* owner = pod == nullptr ? nullptr : pod->meta.controller();
      if (owner != nullptr && owner->kind == "DaemonSet") {
        if (const Text driver = driverOfPod(snapshot, *pod); !driver.empty()) {
          add(*pod, driver);
        }
      }
    }
  }
  return out;
}

}  // namespace claimscope::diagnosis
