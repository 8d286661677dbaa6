#include "model/cluster/driver_pods.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"

namespace claimscope::cluster {
namespace {

constexpr std::string_view kSeparators = ".-/:_@";

/// Parts of driver names that say nothing of the vendor.
bool isCommon(std::string_view word) {
  static const std::set<std::string_view> kCommon = {"com",  "io",  "org", "net",     "dev",    "k8s",
                                                     "sigs", "dra", "x",   "example", "driver", "resource"};
  return word.size() < 2 || kCommon.count(word) > 0;
}

std::vector<std::string_view> wordsIn(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(kSeparators);
    if (end != 0) {
      out.push_back(text.substr(0, end));
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

/// The word that makes a pod a kubelet plugin for DRA rather than a device plugin, an exporter or an operator; empty: none.
std::string_view draWord(std::string_view text) {
  for (const std::string_view part : {"kubelet-plugin", "kubeletplugin", "resource-driver", "dranet"}) {
    if (text.find(part) != std::string_view::npos) {
      return part;
    }
  }
  const std::vector<std::string_view> words = wordsIn(text);
  return std::find(words.begin(), words.end(), "dra") != words.end() ? "dra" : "";
}

bool isController(std::string_view text) {
  return text.find("controller") != std::string_view::npos || text.find("webhook") != std::string_view::npos ||
         text.find("exporter") != std::string_view::npos;
}

/// How much the names around a pod speak for a driver, and which words do. A driver's name is its only link to them.
class Judgement {
 public:
  explicit Judgement(const Text& driver) : m_driver(driver.view()) {
    for (const std::string_view word : wordsIn(driver.view())) {
      if (!isCommon(word)) {
        m_vendor.insert(word);
      }
    }
  }
  void name(std::string_view setName) {
    m_controller = isController(setName);
    m_score += 2 * note(setName);
  }
  void labels(const Labels& labels) {
    for (const std::string_view key : {"app", "app.kubernetes.io/name", "k8s-app", "name", "app.kubernetes.io/component"}) {
      m_score += note(labelValue(labels, key).view()) > 0 ? 1 : 0;
    }
  }
  void image(std::string_view image) { m_score += note(image) > 0 ? 1 : 0; }

  [[nodiscard]] int score() const { return m_dra.empty() || m_controller ? 0 : 1 + m_score; }
  [[nodiscard]] std::vector<std::string> reasons() const {
    std::vector<std::string> out;
    if (m_named) {
      out.emplace_back("it names the driver");
    }
    for (const std::string_view word : m_seen) {
      out.push_back('"' + words::cut(words::oneLine(word), 30) + '"');
    }
    out.push_back('"' + std::string(m_dra) + '"');
    return out;
  }

 private:
  /// How many telling words of the driver's name are in it.
  int note(std::string_view text) {
    m_dra = m_dra.empty() ? draWord(text) : m_dra;
    if (!m_named && !m_driver.empty() && text.find(m_driver) != std::string_view::npos) {
      m_named = true;
      m_score += 6;
    }
    int count = 0;
    for (const std::string_view word : wordsIn(text)) {
      if (const auto found = m_vendor.find(word); found != m_vendor.end()) {
        ++count;
        m_seen.insert(*found);
      }
    }
    return count;
  }

  std::string_view m_driver;
  std::set<std::string_view> m_vendor;  ///< "gpu", "nvidia"
  std::set<std::string_view> m_seen;
  std::string_view m_dra;
  bool m_named = false;
  bool m_controller = false;
  int m_score = 0;
};

/// The DaemonSet that made it; null for other pods.
const OwnerReference* daemonOwner(const Pod& pod) {
  const OwnerReference* owner = pod.meta.controller();
  return owner != nullptr && owner->kind == "DaemonSet" ? owner : nullptr;
}

Judgement judge(const Text& driver, const Pod& pod, const OwnerReference& owner) {
  Judgement out(driver);
  out.name(owner.name.view());
  out.labels(pod.meta.labels);
  for (const Container& container : pod.spec->containers) {
    out.image(container.image.view());
  }
  return out;
}

std::set<Text> nodesWithSlices(const Snapshot& snapshot, const Text& driver) {
  std::set<Text> out;
  snapshot.of<ResourceSlice>().forEach([&](Slot, const ResourceSlice& slice) {
    if (slice.driver == driver && !slice.nodeName.empty()) {
      out.insert(slice.nodeName);
    }
  });
  return out;
}

}  // namespace

int driverScore(const Text& driver, const Pod& pod) {
  const OwnerReference* owner = daemonOwner(pod);
  return owner == nullptr ? 0 : judge(driver, pod, *owner).score();
}

std::vector<DriverPod> driverPods(const Snapshot& snapshot, const Text& driver) {
  std::map<std::pair<Text, Text>, std::vector<DriverPod>> bySet;  // by namespace and name
  std::map<Text, int> knownSets;  // the score of a set is that of its first pod: 5,000 pods of one set read alike
  snapshot.of<Pod>().forEach([&](Slot slot, const Pod& pod) {
    const OwnerReference* owner = daemonOwner(pod);
    if (owner == nullptr) {
      return;
    }
    const auto known = knownSets.find(owner->name);
    const int score = known != knownSets.end() ? known->second : (knownSets[owner->name] = driverScore(driver, pod));
    if (score > 0) {
      bySet[{pod.meta.namespaceName, owner->name}].push_back({&pod, slot, owner->name, score, {}});
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

std::vector<DriverPod> driverPodsOn(const Snapshot& snapshot, const Text& driver, const Text& node) {
  std::vector<DriverPod> out;
  std::map<std::pair<Text, Text>, std::set<Text>> places;  // by namespace and name of the DaemonSet
  snapshot.of<Pod>().forEach([&](Slot slot, const Pod& pod) {
    const OwnerReference* owner = daemonOwner(pod);
    if (owner == nullptr || pod.nodeName.empty() || pod.finished()) {
      return;
    }
    places[{pod.meta.namespaceName, owner->name}].insert(pod.nodeName);
    if (pod.nodeName == node) {
      out.push_back({&pod, slot, owner->name, 0, {}});
    }
  });
  const std::set<Text> wanted = out.empty() ? std::set<Text>() : nodesWithSlices(snapshot, driver);
  for (DriverPod& candidate : out) {
    const Judgement judgement = judge(driver, *candidate.pod, *daemonOwner(*candidate.pod));
    candidate.score = judgement.score();
    std::vector<std::string> reasons = judgement.reasons();
    if (candidate.score > 0 && !wanted.empty() && places[{candidate.pod->meta.namespaceName, candidate.setName}] == wanted) {
      candidate.score += 2;
      reasons.emplace_back("it runs where its slices are");
    }
    candidate.because = words::listed(reasons, 4);
  }
  std::erase_if(out, [](const DriverPod& candidate) { return candidate.score == 0; });
  std::sort(out.begin(), out.end(), [](const DriverPod& a, const DriverPod& b) {
    const bool leavesA = a.pod->meta.deleted().isSet();
    const bool leavesB = b.pod->meta.deleted().isSet();
    return a.score != b.score ? a.score > b.score : leavesA != leavesB ? leavesB : a.pod->meta.name < b.pod->meta.name;
  });
  return out;
}

bool isClear(const std::vector<DriverPod>& pods) {
  if (pods.size() < 2) {
    return !pods.empty();
  }
  const bool replaced = pods[0].setName == pods[1].setName &&
                        pods[0].pod->meta.namespaceName == pods[1].pod->meta.namespaceName && pods[1].pod->meta.deleted().isSet();
  return pods[0].score > pods[1].score || replaced;
}

std::optional<DriverPod> driverPodOn(const Snapshot& snapshot, const Text& driver, const Text& node) {
  std::vector<DriverPod> found = driverPodsOn(snapshot, driver, node);
  return isClear(found) ? std::optional(std::move(found.front())) : std::nullopt;
}

const DaemonSet* driverSet(const Snapshot& snapshot, const Text& driver) {
  const DaemonSet* out = nullptr;
  int best = 0;
  bool several = false;
  snapshot.of<DaemonSet>().forEach([&](Slot, const DaemonSet& set) {
    const auto scoreBy = [&](const Labels& labels) {
      Judgement judgement(driver);
      judgement.name(set.meta.name.view());
      judgement.labels(labels);
      return judgement.score();
    };
    int score = scoreBy(set.meta.labels);
    score = score == 0 ? scoreBy(set.selector.matchLabels) : score;
    several = score > 0 && score == best ? true : score > best ? false : several;
    if (score > best) {
      best = score;
      out = &set;
    }
  });
  return best <= 1 && several ? nullptr : out;
}

Text driverOfPod(const Snapshot& snapshot, const Pod& pod) {
  std::set<Text> drivers;
  for (const PoolView& pool : snapshot.inventory->pools) {
    drivers.insert(pool.driver);
  }
  for (const DeviceView& device : snapshot.inventory->devices) {
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

std::vector<Text> driversOn(const Snapshot& snapshot, const Text& node) {
  const Inventory& inventory = *snapshot.inventory;
  std::set<Text> out;
  const NodeIndex index = inventory.findNode(node);
  if (index != kNone) {
    for (const DeviceIndex device : inventory.nodes[index].devices) {
      out.insert(inventory.devices[device].driver);
    }
  }
  for (const ClaimView& claim : inventory.claims) {
    if (claim.node == node) {
      for (const DeviceIndex device : claim.devices) {
        out.insert(inventory.devices[device].driver);
      }
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace claimscope::cluster
