#include "model/runbooks/subjects.h"

#include <algorithm>
#include <map>

#include "model/base/words.h"
#include "model/diagnosis/workflows/gpu_signs.h"
#include "model/survey/questions.h"

namespace claimscope::runbooks {
namespace {

std::string word(const Text& text) {
  return words::shellWord(text.view());
}

void chooseDriver(const cluster::Snapshot& snapshot, Subjects& out) {
  std::map<Text, std::size_t> devices;
  std::map<Text, std::int64_t> nodes;
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    // GPUs are what the guide is about; a driver of CPUs has many devices too.
    const bool gpu = pool.driver.view().find("gpu") != std::string_view::npos;
    devices[pool.driver] += pool.devices.size() + (gpu ? std::size_t{1} << 32U : 0);
    ++nodes[pool.driver];
  }
  const auto most =
      std::max_element(devices.begin(), devices.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == devices.end()) {
    out.notes.emplace_back("No driver publishes devices, so DRIVER, NAMESPACE and DAEMONSET are to be filled in.");
    return;
  }
  out.driver = word(most->first);
  out.driverNodes = nodes[most->first];
  const std::string set = survey::driverSetNameOf(snapshot, most->first);
  if (const std::size_t slash = set.find('/'); slash != std::string::npos) {
    out.setNamespace = words::shellWord(set.substr(0, slash));
    out.setName = words::shellWord(set.substr(slash + 1));
  } else {
    out.notes.emplace_back("No DaemonSet looks like the driver's, so NAMESPACE and DAEMONSET are to be filled in.");
  }
}

void chooseNodes(const cluster::Snapshot& snapshot, Subjects& out) {
  std::size_t best = 0;
  bool found = false;
  bool suspected = false;
  for (const cluster::NodeView& view : snapshot.inventory->nodes) {
    const Node* node = snapshot.of<Node>().at(view.slot);
    if (node == nullptr) {
      continue;
    }
    const diagnosis::GpuSigns signs = diagnosis::gpuSigns(*node);
    if (signs.any() && view.devices.empty() && !suspected) {
      suspected = true;
      out.suspect = word(view.name);
    }
    if (!signs.allocatable.empty()) {
      ++out.staticNodes;
      out.staticNode = out.staticNodes == 1 ? word(view.name) : out.staticNode;
    }
    const std::size_t pods = view.podsWithClaims.size();
    const bool ready = node->ready() == "True" && !node->unschedulable;
    if (ready && signs.any() && !view.devices.empty() && pods > 0 && (!found || pods < best)) {
      found = true;
      best = pods;
      out.node = word(view.name);
      out.nodePods = static_cast<std::int64_t>(pods);
      out.nodeDevices = static_cast<std::int64_t>(view.devices.size());
    }
  }
  if (!found) {
    out.notes.emplace_back("No ready GPU node runs pods with claims, so NODE is to be filled in.");
  }
  out.suspect = suspected ? out.suspect : out.node;
}

void chooseClaim(const cluster::Snapshot& snapshot, Subjects& out) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  const ResourceClaim* chosen = nullptr;
  const cluster::ClaimView* chosenView = nullptr;
  std::map<Text, std::int64_t> perNamespace;
  for (const cluster::ClaimView& view : inventory.claims) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(view.slot);
    if (claim == nullptr) {
      continue;
    }
    ++perNamespace[claim->meta.namespaceName];
    const bool waits = claim->allocation.get() == nullptr && !claim->meta.deleted().isSet();
    out.waiting += waits ? 1 : 0;
    const bool better = chosen == nullptr || (waits && (!out.claimWaits || claim->meta.created < chosen->meta.created));
    if (better && (waits || chosen == nullptr)) {
      chosen = claim;
      chosenView = &view;
      out.claimWaits = waits;
    }
  }
  out.waiting += static_cast<std::int64_t>(inventory.missing.size());
  const auto most = std::max_element(perNamespace.begin(), perNamespace.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != perNamespace.end()) {
    out.workNamespace = word(most->first);
  }
  if (chosen == nullptr) {
    out.notes.emplace_back("There is no ResourceClaim, so NAMESPACE, CLAIM and POD are to be filled in.");
    return;
  }
  out.claimNamespace = word(chosen->meta.namespaceName);
  out.claim = word(chosen->meta.name);
  if (!chosenView->classes.empty()) {
    out.deviceClass = word(chosenView->classes.front());
  }
  if (!chosenView->pods.empty()) {
    if (const Pod* pod = snapshot.of<Pod>().at(chosenView->pods.front()); pod != nullptr) {
      out.pod = word(pod->meta.name);
    }
  }
}

}  // namespace

Subjects subjectsOf(const cluster::Snapshot& snapshot) {
  Subjects out;
  if (!snapshot.server.context.empty()) {
    out.context = words::shellWord(snapshot.server.context);
  }
  chooseDriver(snapshot, out);
  chooseNodes(snapshot, out);
  chooseClaim(snapshot, out);
  snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& one) {
    if (out.claimTemplate == "TEMPLATE" && words::shellWord(one.meta.namespaceName.view()) == out.workNamespace) {
      out.claimTemplate = word(one.meta.name);
    }
  });
  return out;
}

}  // namespace claimscope::runbooks
