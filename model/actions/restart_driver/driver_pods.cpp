#include "model/actions/restart_driver/driver_pods.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "model/base/words.h"

namespace claimscope::actions {
namespace {

/// Words of "gpu.nvidia.com" that tell something: "gpu", "nvidia".
std::vector<std::string> tellingWords(std::string_view driver) {
  constexpr std::array<std::string_view, 12> kCommon = {"com", "org",  "io",  "net",    "dev",     "x",
                                                        "k8s", "sigs", "dra", "driver", "example", "resource"};
  std::vector<std::string> out;
  std::string word;
  for (std::size_t i = 0; i <= driver.size(); ++i) {
    const char c = i < driver.size() ? driver[i] : '.';
    if (c == '.' || c == '-') {
      if (word.size() > 1 && std::find(kCommon.begin(), kCommon.end(), word) == kCommon.end()) {
        out.push_back(word);
      }
      word.clear();
    } else {
      word += c;
    }
  }
  return out;
}

/// The word stands by itself: "gpu" in "nvidia-gpu-plugin", not in "gpupool".
bool hasWord(std::string_view text, std::string_view word) {
  const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool before = at == 0 || !isLetter(text[at - 1]);
    const bool after = at + word.size() == text.size() || !isLetter(text[at + word.size()]);
    if (before && after) {
      return true;
    }
  }
  return false;
}

std::string textOf(const Pod& pod, const Text& daemonSet) {
  std::string out = daemonSet.str() + " " + pod.meta.namespaceName.str();
  for (const Container& container : pod.containers) {
    out += " " + container.name.str() + " " + container.image.str();
  }
  return out;
}

std::set<Text> nodesWithSlices(const cluster::Snapshot& snapshot, const Text& driver) {
  std::set<Text> out;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
    if (slice.driver == driver && !slice.nodeName.empty()) {
      out.insert(slice.nodeName);
    }
  });
  return out;
}

}  // namespace

std::vector<DriverPod> driverPods(const cluster::Snapshot& snapshot, const Text& driver, const Text& node) {
  std::vector<DriverPod> out;
  std::map<Text, std::set<Text>> places;  // by uid of the DaemonSet
  std::map<const Pod*, Text> sets;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    const OwnerReference* owner = pod.meta.controller();
    if (owner == nullptr || !(owner->kind == "DaemonSet") || pod.nodeName.empty() || pod.finished()) {
      return;
    }
    const Text key(owner->uid.str());
    places[key].insert(pod.nodeName);
    if (pod.nodeName == node) {
      sets[&pod] = key;
      out.push_back({&pod, owner->name, 0, ""});
    }
  });
  const std::vector<std::string> telling = tellingWords(driver.view());
  const std::set<Text> wanted = nodesWithSlices(snapshot, driver);
  for (DriverPod& candidate : out) {
    const std::string text = textOf(*candidate.pod, candidate.daemonSet);
    std::vector<std::string> reasons;
    if (text.find(driver.view()) != std::string::npos) {
      candidate.weight += 6;
      reasons.push_back("it names the driver");
    }
    for (const std::string& word : telling) {
      if (hasWord(text, word)) {
        candidate.weight += 2;
        reasons.push_back("\"" + words::cut(words::oneLine(word), 30) + "\"");
      }
    }
    for (const std::string_view word : {"dra", "kubelet-plugin", "resource-driver"}) {
      if (hasWord(text, word)) {
        candidate.weight += 2;
        reasons.push_back("\"" + std::string(word) + "\"");
      }
    }
    const std::set<Text>& where = places[sets[candidate.pod]];
    if (candidate.weight > 0 && !wanted.empty() && where == wanted) {
      candidate.weight += 2;
      reasons.emplace_back("it runs where its slices are");
    }
    candidate.because = words::listed(reasons, 4);
  }
  std::erase_if(out, [](const DriverPod& candidate) { return candidate.weight < 2; });
  std::sort(out.begin(), out.end(), [](const DriverPod& a, const DriverPod& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.pod->meta.name < b.pod->meta.name;
  });
  return out;
}

bool isClear(const std::vector<DriverPod>& pods) {
  return pods.size() == 1 || (pods.size() > 1 && pods[0].weight > pods[1].weight);
}

std::vector<Text> driversOn(const cluster::Snapshot& snapshot, const Text& node) {
  std::set<Text> out;
  const cluster::NodeIndex index = snapshot.inventory->findNode(node);
  if (index != cluster::kNone) {
    for (const cluster::DeviceIndex device : snapshot.inventory->nodes[index].devices) {
      out.insert(snapshot.inventory->devices[device].driver);
    }
  }
  for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
    if (claim.node == node) {
      for (const cluster::DeviceIndex device : claim.devices) {
        out.insert(snapshot.inventory->devices[device].driver);
      }
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace claimscope::actions
