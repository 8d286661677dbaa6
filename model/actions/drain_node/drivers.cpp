#include "model/actions/drain_node/drivers.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/cluster/driver_pods.h"

namespace claimscope::actions::drain {

using cluster::ClaimIndex;
using cluster::DeviceIndex;
using cluster::NodeIndex;
using cluster::Snapshot;

namespace {

constexpr std::string_view kNotRegistered[] = {"is not registered", "not found in the list of registered DRA plugins"};

/// One of the words of a name, as separators part it: "dra" is in "nvidia-dra-driver" and not in "hydra".
bool hasWord(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    const bool begins = at == 0 || !isLetter(text[at - 1]);
    const bool ends = at + word.size() == text.size() || !isLetter(text[at + word.size()]);
    if (begins && ends) {
      return true;
    }
  }
  return false;
}

bool namesDriver(std::string_view text, const std::vector<Text>& drivers) {
  return hasWord(text, "dra") || text.find("kubelet-plugin") != std::string_view::npos ||
         std::any_of(drivers.begin(), drivers.end(),
                     [&](const Text& driver) { return text.find(driver.view()) != std::string_view::npos; });
}

/// Claims that were prepared have to be unprepared before the pod can end: not those of pods that never started or have ended.
bool needsDriver(const NodePod& pod) {
  return pod.leaves && !pod.pod->finished() && !(pod.pod->phase == "Pending");
}

struct Published {
  bool here = false;       ///< for this node, or a pool that the claims of its pods hold devices of
  bool elsewhere = false;  ///< the driver is seen at all
};

Published publishedBy(const Snapshot& snapshot, const Text& driver, const Text& node, const std::set<Text>& pools) {
  Published out;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
    if (slice.driver == driver) {
      out.here = out.here || slice.nodeName == node || pools.count(slice.poolName) != 0;
      out.elsewhere = true;
    }
  });
  return out;
}

/// The newest of the kubelet's complaints about a pod of the node that names the driver.
std::string complaintOf(const Snapshot& snapshot, const Text& driver, const Text& node) {
  const Event* newest = nullptr;
  snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
    const std::string_view message = event.message.view();
    const bool said = event.reason == "FailedPrepareDynamicResources" && hasWord(message, driver.view()) &&
                      std::any_of(std::begin(kNotRegistered), std::end(kNotRegistered),
                                  [&](std::string_view words) { return message.find(words) != std::string_view::npos; });
    if (!said || (newest != nullptr && event.last < newest->last)) {
      return;
    }
    const Pod* pod = snapshot.of<Pod>().find(event.meta.namespaceName, event.objectName);
    if (pod != nullptr && pod->nodeName == node && pod->meta.uid == event.objectUid) {
      newest = &event;
    }
  });
  return newest == nullptr ? std::string() : words::cut(words::oneLine(newest->message.view()), 160);
}

std::string podOf(const Snapshot& snapshot, const Text& driver, const Text& node) {
  const std::vector<cluster::DriverPod> found = cluster::driverPodsOn(snapshot, driver, node);
  return found.empty() ? std::string()
                       : words::oneLine(found.front().pod->meta.namespaceName.str() + "/" + found.front().pod->meta.name.str());
}

}  // namespace

std::vector<LostDriver> lostDrivers(const Snapshot& snapshot, const std::vector<Text>& nodes, const std::vector<NodePod>& pods) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  struct Use {
    std::vector<std::size_t> pods;
    std::set<Text> pools;
  };
  std::map<std::pair<Text, std::size_t>, Use> users;
  for (std::size_t i = 0; i < pods.size(); ++i) {
    if (!needsDriver(pods[i])) {
      continue;
    }
    for (const ClaimIndex claim : inventory.claimsOfPod(pods[i].slot)) {
      const ResourceClaim& object = *snapshot.of<ResourceClaim>().at(inventory.claims[claim].slot);
      for (std::size_t r = 0; object.allocation != nullptr && r < object.allocation->results.size(); ++r) {
        Use& use = users[{object.allocation->results[r].driver, pods[i].node}];
        use.pools.insert(object.allocation->results[r].pool);
        if (use.pods.empty() || use.pods.back() != i) {
          use.pods.push_back(i);
        }
      }
    }
  }
  std::vector<LostDriver> out;
  for (const auto& [key, use] : users) {
    const auto& [driver, node] = key;
    const Published published = publishedBy(snapshot, driver, nodes[node], use.pools);
    std::string evidence;
    if (!published.here && published.elsewhere && snapshot.boundOf(Kind::ResourceSlice) == Bound::exact) {
      evidence = "Its ResourceSlices of this node are withdrawn, while claims hold its devices";
    } else if (!published.here) {
      const std::string complaint = complaintOf(snapshot, driver, nodes[node]);
      evidence = complaint.empty() ? std::string() : "The kubelet says: " + complaint;
    }
    if (!evidence.empty()) {
      out.push_back({words::oneLine(driver.view()), nodes[node], evidence, use.pods, podOf(snapshot, driver, nodes[node])});
    }
  }
  return out;
}

bool looksLikeDriver(const Pod& pod, const std::vector<Text>& drivers) {
  if (drivers.empty()) {
    return false;
  }
  const auto named = [&](const Text& text) { return namesDriver(text.view(), drivers); };
  return named(pod.meta.name) ||
         std::any_of(pod.meta.labels.begin(), pod.meta.labels.end(), [&](const auto& label) { return named(label.second); }) ||
         std::any_of(pod.spec->containers.begin(), pod.spec->containers.end(),
                     [&](const Container& container) { return named(container.name) || named(container.image); });
}

}  // namespace claimscope::actions::drain
