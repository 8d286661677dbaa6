#include <fmt/format.h>

#include <algorithm>

#include "model/resources/pod/finish.h"
#include "model/resources/pod/pod.h"

namespace claimscope {

namespace {

bool isTrue(const Pod& pod, std::string_view type) {
  const PodCondition* condition = pod.condition(type);
  return condition != nullptr && condition->status == "True";
}

bool isSidecar(const Pod& pod, const Text& name) {
  return std::any_of(pod.spec->containers.begin(), pod.spec->containers.end(),
                     [&](const Container& container) { return container.sidecar && container.name == name; });
}

std::string terminatedWord(const ContainerStatus& status) {
  if (!status.reason.empty()) {
    return status.reason.str();
  }
  return status.signal != 0 ? fmt::format("Signal:{}", status.signal) : fmt::format("ExitCode:{}", status.exitCode);
}

/// The word of the first init container that is not done, "Init:…"; empty when all are.
std::string initWord(const Pod& pod) {
  for (std::size_t i = 0; i < pod.rare->initContainerStatuses.size(); ++i) {
    const ContainerStatus& status = pod.rare->initContainerStatuses[i];
    const bool terminated = status.state == "terminated";
    if ((terminated && status.exitCode == 0) || (isSidecar(pod, status.name) && status.started)) {
      continue;
    }
    if (terminated) {
      return "Init:" + terminatedWord(status);
    }
    if (status.state == "waiting" && !status.reason.empty() && !(status.reason == "PodInitializing")) {
      return "Init:" + status.reason.str();
    }
    const auto total =
        std::count_if(pod.spec->containers.begin(), pod.spec->containers.end(), [](const Container& c) { return c.init; });
    return fmt::format("Init:{}/{}", i, total);
  }
  return {};
}

/// What the containers say, from the last to the first as kubectl does, so that the first one's word stands.
std::string containersWord(const Pod& pod, std::string word) {
  bool running = false;
  std::string failure;
  for (auto status = pod.containerStatuses.rbegin(); status != pod.containerStatuses.rend(); ++status) {
    if (status->state == "waiting" && !status->reason.empty()) {
      word = status->reason.str();
    } else if (status->state == "terminated") {
      word = terminatedWord(*status);
      if (status->exitCode != 0) {
        failure = word;
      }
    } else if (status->ready && status->state == "running") {
      running = true;
    }
  }
  if (word != "Completed") {
    return word;
  }
  if (running && isTrue(pod, "Ready")) {
    return "Running";
  }
  return !failure.empty() ? failure : running ? "NotReady" : word;
}

}  // namespace

const PodCondition* Pod::condition(std::string_view type) const {
  for (const PodCondition& candidate : conditions) {
    if (candidate.type == type) {
      return &candidate;
    }
  }
  return nullptr;
}

Time Pod::at(SinceCreated offset) const {
  return offset.isSet() ? Time{(meta.created.isSet() ? meta.created.ms : 0) + offset.ms} : Time();
}

bool Pod::finished() const {
  return phase == "Succeeded" || phase == "Failed";
}

bool Pod::isBestEffort() const {
  if (!spec->qosClass.empty()) {
    return spec->qosClass == "BestEffort";
  }
  return !spec->podLevelCompute && std::none_of(spec->containers.begin(), spec->containers.end(), [](const Container& container) {
    return fields::asksCompute(container.requests) || fields::asksCompute(container.limits);
  });
}

std::string Pod::statusWord() const {
  std::string word = rare->reason.empty() ? phase.str() : rare->reason.str();
  if (const PodCondition* scheduled = condition("PodScheduled"); scheduled != nullptr && scheduled->reason == "SchedulingGated") {
    word = "SchedulingGated";
  }
  const std::string init = initWord(*this);
  if (init.empty() || isTrue(*this, "Initialized")) {
    word = containersWord(*this, init.empty() ? word : init);
  } else {
    word = init;
  }
  if (meta.deleted().isSet() && rare->reason == "NodeLost") {
    return "Unknown";
  }
  return meta.deleted().isSet() && !finished() ? "Terminating" : word;
}

}  // namespace claimscope
