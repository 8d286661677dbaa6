#include "model/diagnosis/workflows/driver_pods.h"

#include <algorithm>

#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
std::string troubleOf(const Pod& pod) {
  std::string out;
  std::int32_t restarts = 0;
  for (const List<ContainerStatus>* list : {&pod.rare->initContainerStatuses, &pod.containerStatuses}) {
    for (const ContainerStatus& status : *list) {
      const bool ended = status.state == "terminated" && list == &pod.containerStatuses;
      const bool broken =
          status.state == "waiting" && !(status.reason == "ContainerCreating") && !(status.reason == "PodInitializing");
      restarts = std::max(restarts, status.restarts);
      if (out.empty() && (ended || broken)) {
        out = status.name.str() + ": " + (status.reason.empty() ? status.state.str() : status.reason.str());
        out += status.message.empty() ? "" : " (" + cut(oneLine(status.message.view()), 120) + ")";
      } else if (out.empty() && list == &pod.containerStatuses && status.state == "running" && !status.ready) {
        out = status.name.str() + " is not ready";
      }
    }
  }
  if (out.empty() && !(pod.phase == "Running")) {
    out = pod.phase.empty() ? "no status yet" : pod.phase.str();
  }
  return out.empty() || restarts == 0 ? out : out + ", " + counted(restarts, "restart");
}

std::string pluginContainer(const Pod& pod) {
  std::string container;
  for (const Container& candidate : pod.spec->containers) {
    const std::string_view name = candidate.name.view();
    const bool plugin = name.find("plugin") != std::string_view::npos || name.find("dra") != std::string_view::npos ||
                        name.find("driver") != std::string_view::npos;
    container = !candidate.init && (container.empty() || plugin) ? candidate.name.str() : container;
  }
  return container;
}

std::string logsCommand(const Pod& pod, std::string_view grep) {
  const std::string container = pluginContainer(pod);
  const auto running =
      std::count_if(pod.spec->containers.begin(), pod.spec->containers.end(), [](const Container& c) { return !c.init; });
  std::string out = "kubectl -n " + shellWord(pod.meta.namespaceName.view()) + " logs " + shellWord(pod.meta.name.view());
  out += running > 1 ? " -c " + shellWord(container) : "";
  out += " --since=15m";
  return grep.empty() ? out : out + " | grep -i " + shellWord(grep);
}

ActionRequest restartDriver(const Text& driver, const Text& node) {
  return {"restart_driver", {{"node", "", node.str()}}, {{"driver", driver.str()}}, {}};
}

}  // namespace claimscope::diagnosis
