#include "model/actions/kept_ready.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/ascii.h"
#include "model/base/words.h"
#include "model/cluster/workloads.h"

namespace claimscope::actions {
namespace {

/// Ready, and nobody has asked it to go.
bool serves(const Pod& pod) {
  return isReady(pod) && !pod.meta.deleted().isSet() && !pod.finished();
}

}  // namespace

bool isReady(const Pod& pod) {
  const PodCondition* ready = pod.condition("Ready");
  return ready != nullptr && ready->status == "True";
}

ReadyPods::ReadyPods(const cluster::Snapshot& snapshot, const std::set<Text>& namespaces) : m_snapshot(snapshot) {
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (namespaces.count(pod.meta.namespaceName) == 0 || !serves(pod)) {
      return;
    }
    if (const OwnerReference* controller = cluster::topController(snapshot, pod.meta)) {
      m_byController[controller->uid.str()].push_back(pod.meta.uid.str());
    }
  });
}

std::int64_t ReadyPods::count(const std::string& controllerUid) const {
  const auto found = m_byController.find(controllerUid);
  return found == m_byController.end() ? 0 : static_cast<std::int64_t>(found->second.size());
}

std::optional<KeptReady> ReadyPods::keeps(const Pod& pod) const {
  const OwnerReference* controller = cluster::topController(m_snapshot, pod.meta);
  const bool mayBeKept = controller != nullptr && (controller->kind == "Deployment" || controller->kind == "ReplicaSet" ||
                                                   controller->kind == "StatefulSet");
  if (!mayBeKept || !serves(pod)) {
    return std::nullopt;
  }
  const std::int64_t ready = count(controller->uid.str());
  const auto status = cluster::workloadStatus(m_snapshot, controller->kind.view(), pod.meta.namespaceName, controller->name);
  const std::int64_t wanted = status ? status->desired : ready;
  const std::int64_t atLeast = std::min(ready, wanted) - std::max<std::int64_t>(1, wanted / 4);
  return KeptReady{{lowered(controller->kind.view()), pod.meta.namespaceName.str(), controller->name.str()},
                   controller->uid.str(),
                   std::max<std::int64_t>(0, atLeast)};
}

std::string ReadyPods::holdsBack(const KeptReady& keeps, const std::string& pod, const std::set<std::string>& leaving) const {
  if (const SourceState state = m_snapshot.source(Kind::Pod).status.state;
      state != SourceState::live && state != SourceState::polling && state != SourceState::complete) {
    return fmt::format("pods are {}: whether others are Ready is not seen", sourceStateWord(state));
  }
  const auto found = m_byController.find(keeps.uid);
  std::int64_t others = 0;
  bool ready = false;
  if (found != m_byController.end()) {
    for (const std::string& uid : found->second) {
      ready = ready || uid == pod;
      others += uid != pod && leaving.count(uid) == 0 ? 1 : 0;
    }
  }
  // One that is not Ready serves nobody: as for a budget, it may go.
  if (!ready || others >= keeps.atLeast) {
    return {};
  }
  return fmt::format("{}/{} would have {} Ready, {} are to stay", words::oneLine(keeps.workload.namespaceName),
                     words::oneLine(keeps.workload.name), words::counted(others, "pod"), keeps.atLeast);
}

}  // namespace claimscope::actions
