#include "model/actions/drain_node/options.h"

#include <fmt/format.h>

#include <limits>

#include "model/actions/drain_node/label_query.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

std::vector<OptionSpec> optionSpecs() {
  using Type = OptionSpec::Type;
  return {
      {Type::flag,
       "ignore-daemonsets",
       "Skip DaemonSet pods",
       "They stay: their controller would start them again at once",
       "true",
       {}},
      {Type::flag,
       "delete-emptydir-data",
       "Delete emptyDir data",
       "Pods with emptyDir volumes are evicted, and what is in these is lost",
       "false",
       {}},
      {Type::flag, "force", "Delete unmanaged pods", "Pods that no controller makes again are evicted too", "false", {}},
      {Type::flag, "disable-eviction", "Delete instead of evict", "No PodDisruptionBudget is asked", "false", {}},
      {Type::duration, "timeout", "Give up after", "0 waits for ever", "15m", {}},
      {Type::number, "grace-period", "Grace period", "Seconds for each pod to end; -1 leaves it to the pod", "-1", {}},
      {Type::text, "pod-selector", "Only pods with labels", "Like app=web,tier in (a,b)", "", {}},
      {Type::number,
       "skip-wait-for-delete-timeout",
       "Skip pods that end for longer than",
       "Seconds after its deletion time that a pod is not waited for any more; 0 waits for every pod",
       "0",
       {}},
      {Type::number, "nodes-at-a-time", "Nodes at a time", "When several are drained", "1", {}},
  };
}

Result<DrainOptions> readOptions(const Options& options) {
  DrainOptions out;
  out.ignoreDaemonSets = options.flag("ignore-daemonsets");
  out.deleteEmptyDirData = options.flag("delete-emptydir-data");
  out.force = options.flag("force");
  out.disableEviction = options.flag("disable-eviction");
  out.timeoutMs = options.durationMs("timeout");
  out.gracePeriod = options.number("grace-period");
  out.skipWait = options.number("skip-wait-for-delete-timeout");
  const std::int64_t nodes = options.number("nodes-at-a-time");
  if (nodes < 1) {
    return fail(ErrorCode::usage, fmt::format("nodes-at-a-time {} is less than 1", nodes),
                "Give how many nodes may be drained at a time");
  }
  if (out.gracePeriod > std::numeric_limits<std::int32_t>::max()) {
    return fail(ErrorCode::usage, fmt::format("grace-period {} is too long", out.gracePeriod), "Give it in seconds");
  }
  out.nodesAtATime = static_cast<std::size_t>(nodes);
  Result<NodeSelector> pods = parseLabelQuery(options.text("pod-selector"));
  if (!pods) {
    return fail(pods.error());
  }
  out.pods = *pods;
  return out;
}

std::string kubectlFlags(const DrainOptions& options, const std::string& podSelector) {
  std::string out;
  const auto flag = [&](bool set, std::string_view name) { out += set ? fmt::format(" --{}", name) : std::string(); };
  flag(options.ignoreDaemonSets, "ignore-daemonsets");
  flag(options.deleteEmptyDirData, "delete-emptydir-data");
  flag(options.force, "force");
  flag(options.disableEviction, "disable-eviction");
  if (options.gracePeriod >= 0) {
    out += fmt::format(" --grace-period={}", options.gracePeriod);
  }
  if (options.timeoutMs > 0) {
    const std::int64_t seconds = options.timeoutMs / 1000;
    out += options.timeoutMs % 1000 != 0 ? fmt::format(" --timeout={}ms", options.timeoutMs)
           : seconds % 60 != 0           ? fmt::format(" --timeout={}s", seconds)
                                         : fmt::format(" --timeout={}m", seconds / 60);
  }
  if (options.skipWait > 0) {
    out += fmt::format(" --skip-wait-for-delete-timeout={}", options.skipWait);
  }
  if (!podSelector.empty()) {
    out += " --pod-selector=" + words::shellWord(podSelector);
  }
  return out;
}

}  // namespace claimscope::actions::drain
