// NodePods: adding and taking away what one pod asks for. GUI thread.
#include "ui/pages/objects/node_pods.h"

#include <algorithm>

#include "model/allocation/node_fit.h"

namespace claimscope::ui {
namespace {

const Text& cpuName() {
  static const Text kName("cpu");
  return kName;
}
const Text& memoryName() {
  static const Text kName("memory");
  return kName;
}

void addRequests(const ResourceList& list, double& cpu, double& memory) {
  for (const auto& [name, amount] : list) {
    if (name == cpuName()) {
      cpu += amount.approximate();
    } else if (name == memoryName()) {
      memory += amount.approximate();
    }
  }
}

/// Most pods have only containers that say what they ask for: those need no list of their own.
bool isSimple(const Pod& pod) {
  return std::all_of(pod.spec->containers.begin(), pod.spec->containers.end(), [](const Container& container) {
    return !container.init && container.limits.size() <= container.requests.size();
  });
}

}  // namespace

void NodePods::update(const cluster::SnapshotPtr& snapshot) {
  if (snapshot == m_snapshot) {
    return;
  }
  // What has not changed is the same object in both moments, whichever source or time they are of.
  const auto& pods = snapshot->of<Pod>();
  const std::size_t before = m_parts.size();
  m_parts.resize(std::max<std::size_t>(before, pods.slotEnd()));
  for (cluster::Slot slot = 0; slot < m_parts.size(); ++slot) {
    const Pod* now = pods.at(slot);
    if (now != (slot < before ? m_snapshot->of<Pod>().at(slot) : nullptr)) {
      take(slot, now);
    }
  }
  m_snapshot = snapshot;
}

void NodePods::take(cluster::Slot slot, const Pod* pod) {
  Part& part = m_parts[slot];
  if (!part.node.empty()) {
    Use& use = m_byNode[part.node];
    --use.pods;
    use.cpu -= part.cpu;
    use.memory -= part.memory;
    if (part.daemon) {
      std::erase(use.daemons, slot);
    }
    part = Part{};
  }
  if (pod == nullptr || pod->nodeName.empty() || pod->finished()) {
    return;
  }
  part.node = pod->nodeName;
  if (isSimple(*pod)) {
    for (const Container& container : pod->spec->containers) {
      addRequests(container.requests, part.cpu, part.memory);
    }
    addRequests(pod->spec->overhead, part.cpu, part.memory);
  } else {
    addRequests(allocation::podRequests(*pod), part.cpu, part.memory);
  }
  const OwnerReference* owner = pod->meta.controller();
  part.daemon = owner != nullptr && owner->kind == "DaemonSet";
  Use& use = m_byNode[part.node];
  ++use.pods;
  use.cpu += part.cpu;
  use.memory += part.memory;
  if (part.daemon) {
    use.daemons.push_back(slot);
  }
}

const NodePods::Use* NodePods::of(const Text& node) const {
  const auto found = m_byNode.find(node);
  return found == m_byNode.end() ? nullptr : &found->second;
}

}  // namespace claimscope::ui
