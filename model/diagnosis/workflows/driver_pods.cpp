#include "model/diagnosis/workflows/driver_pods.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Parts of driver names that say nothing of the vendor.
bool isCommon(std::string_view word) {
  static const std::set<std::string_view> kCommon = {"com",  "io",  "org", "net",     "dev",     "k8s",
                                                     "sigs", "dra", "x",   "example", "resource"};
  return word.size() < 2 || kCommon.count(word) > 0;
}

std::vector<std::string> wordsOf(std::string_view text, std::string_view separators) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(separators);
    if (end != 0) {
      out.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

/// A driver's name is its only link to the pods that serve it.
struct Marks {
  std::set<std::string> vendor;  ///< "gpu", "nvidia"

  explicit Marks(const Text& driver) {
    for (std::string& word : wordsOf(driver.view(), ".-/")) {
      if (!isCommon(word)) {
        vendor.insert(std::move(word));
      }
    }
  }
  [[nodiscard]] int score(std::string_view text) const {
    int out = 0;
    for (const std::string& word : wordsOf(text, ".-/:_@")) {
      out += vendor.count(word) > 0 ? 1 : 0;
    }
    return out;
  }
};

/// What makes a pod a kubelet plugin for DRA rather than a device plugin, an exporter or an operator.
bool looksLikeDra(std::string_view text) {
  if (text.find("kubelet-plugin") != std::string_view::npos || text.find("kubeletplugin") != std::string_view::npos ||
      text.find("resource-driver") != std::string_view::npos || text.find("dranet") != std::string_view::npos) {
    return true;
  }
  const std::vector<std::string> words = wordsOf(text, ".-/:_@");
  return std::find(words.begin(), words.end(), "dra") != words.end();
}

bool isController(std::string_view text) {
  return text.find("controller") != std::string_view::npos || text.find("webhook") != std::string_view::npos ||
         text.find("exporter") != std::string_view::npos;
}

int scoreOf(const Marks& marks, std::string_view setName, const Labels& labels) {
  if (isController(setName)) {
    return 0;
  }
  bool dra = looksLikeDra(setName);
  int out = 2 * marks.score(setName);
  for (const std::string_view key : {"app", "app.kubernetes.io/name", "k8s-app", "name", "app.kubernetes.io/component"}) {
    const Text value = labelValue(labels, key);
    dra = dra || looksLikeDra(value.view());
    out += marks.score(value.view()) > 0 ? 1 : 0;
  }
  return dra ? 1 + out : 0;
}

struct SetKey {
  Text namespaceName;
  Text name;
  friend bool operator<(const SetKey& a, const SetKey& b) {
    return a.namespaceName == b.namespaceName ? a.name < b.name : a.namespaceName < b.namespaceName;
  }
};

}  // namespace

int driverScore(const Text& driver, const Pod& pod) {
  const OwnerReference* owner = pod.meta.controller();
  if (owner == nullptr || !(owner->kind == "DaemonSet")) {
    return 0;
  }
  const Marks marks(driver);
  int score = scoreOf(marks, owner->name.view(), pod.meta.labels);
  if (isController(owner->name.view())) {
    return 0;
  }
  for (const Container& container : pod.containers) {
    if (score == 0 && looksLikeDra(container.image.view())) {
      score = 1;
    }
    score += score > 0 && marks.score(container.image.view()) > 0 ? 1 : 0;
  }
  return score;
}

std::vector<DriverPod> driverPods(const cluster::Snapshot& snapshot, const Text& driver) {
  std::map<SetKey, std::vector<DriverPod>> bySet;
  std::map<Text, int> knownSets;  // the score of a set is that of its first pod: 5,000 pods of one set read alike
  snapshot.of<Pod>().forEach([&](cluster::Slot slot, const Pod& pod) {
    const OwnerReference* owner = pod.meta.controller();
    if (owner == nullptr || !(owner->kind == "DaemonSet")) {
      return;
    }
    const auto known = knownSets.find(owner->name);
    const int score = known != knownSets.end() ? known->second : (knownSets[owner->name] = driverScore(driver, pod));
    if (score > 0) {
      bySet[{pod.meta.namespaceName, owner->name}].push_back({&pod, slot, owner->name, score});
    }
  });
  // More than one set may serve parts of the nodes; only those that look most like the driver count.
  int best = 0;
  for (const auto& [key, pods] : bySet) {
    best = std::max(best, pods.front().score);
  }
  std::vector<DriverPod> out;
  for (const auto& [key, pods] : bySet) {
    if (pods.front().score == best) {
      out.insert(out.end(), pods.begin(), pods.end());
    }
  }
  // Several that look alike by the word "dra" alone are several drivers: then the name decides nothing.
  const bool vague = best <= 1 && bySet.size() > 1;
  return vague ? std::vector<DriverPod>() : out;
}

std::optional<DriverPod> driverPodOn(const cluster::Snapshot& snapshot, const Text& driver, const Text& node) {
  std::optional<DriverPod> out;
  for (const DriverPod& candidate : driverPods(snapshot, driver)) {
    if (candidate.pod->nodeName == node) {
      // Of two, the one that is not on its way out.
      const bool better = !out || (out->pod->meta.deleted.isSet() && !candidate.pod->meta.deleted.isSet());
      out = better ? candidate : out;
    }
  }
  return out;
}

const DaemonSet* driverSet(const cluster::Snapshot& snapshot, const Text& driver) {
  const Marks marks(driver);
  const DaemonSet* out = nullptr;
  int best = 0;
  bool several = false;
  snapshot.of<DaemonSet>().forEach([&](cluster::Slot, const DaemonSet& set) {
    Labels labels = set.meta.labels;
    int score = scoreOf(marks, set.meta.name.view(), labels);
    score = score == 0 ? scoreOf(marks, set.meta.name.view(), set.selector.matchLabels) : score;
    several = score > 0 && score == best ? true : score > best ? false : several;
    if (score > best) {
      best = score;
      out = &set;
    }
  });
  return best <= 1 && several ? nullptr : out;
}

Text driverOfPod(const cluster::Snapshot& snapshot, const Pod& pod) {
  std::set<Text> drivers;
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    drivers.insert(pool.driver);
  }
  for (const cluster::DeviceView& device : snapshot.inventory->devices) {
    drivers.insert(device.driver);
  }
  Text out;
  int best = 0;
  for (const Text& driver : drivers) {
    if (const int score = driverScore(driver, pod); score > best) {
      best = score;
      out = driver;
    }
  }
  return out;
}

std::string troubleOf(const Pod& pod) {
  std::string out;
  std::int32_t restarts = 0;
  for (const List<ContainerStatus>* list : {&pod.initContainerStatuses, &pod.containerStatuses}) {
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
  for (const Container& candidate : pod.containers) {
    const std::string_view name = candidate.name.view();
    const bool plugin = name.find("plugin") != std::string_view::npos || name.find("dra") != std::string_view::npos ||
                        name.find("driver") != std::string_view::npos;
    container = !candidate.init && (container.empty() || plugin) ? candidate.name.str() : container;
  }
  return container;
}

std::string logsCommand(const Pod& pod, std::string_view grep) {
  const std::string container = pluginContainer(pod);
  const auto running = std::count_if(pod.containers.begin(), pod.containers.end(), [](const Container& c) { return !c.init; });
  std::string out = "kubectl -n " + shellWord(pod.meta.namespaceName.view()) + " logs " + shellWord(pod.meta.name.view());
  out += running > 1 ? " -c " + shellWord(container) : "";
  out += " --since=15m";
  return grep.empty() ? out : out + " | grep -i " + shellWord(grep);
}

ActionRequest restartDriver(const Text& driver, const Text& node) {
  return {"restart_driver", {{"node", "", node.str()}}, {{"driver", driver.str()}}, {}};
}

}  // namespace claimscope::diagnosis
