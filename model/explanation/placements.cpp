#include "model/explanation/placements.h"

#include <unordered_map>
#include <utility>

namespace claimscope::explanation {

allocation::PodTopology::World placementsOf(const cluster::Snapshot& snapshot,
                                            std::vector<allocation::PodTopology::Place> places) {
  allocation::PodTopology::World out;
  out.places = std::move(places);
  out.namespaceOf = [&snapshot](const Text& name) { return snapshot.of<Namespace>().find({}, name); };
  // A cluster without namespaces is a file that leaves them out.
  out.namespacesComplete = snapshot.boundOf(Kind::Namespace) == Bound::exact && !snapshot.of<Namespace>().empty();
  out.complete = snapshot.boundOf(Kind::Pod) == Bound::exact && snapshot.boundOf(Kind::Node) == Bound::exact;
  return out;
}

SnapshotPlaces::SnapshotPlaces(const cluster::Snapshot& snapshot) : m_topology(placementsOf(snapshot, places(snapshot))) {}

std::vector<allocation::PodTopology::Place> SnapshotPlaces::places(const cluster::Snapshot& snapshot) {
  std::vector<allocation::PodTopology::Place> out;
  std::unordered_map<Text, std::size_t> indexOf;
  snapshot.of<Node>().forEach([&](cluster::Slot, const Node& node) {
    indexOf.emplace(node.meta.name, out.size());
    out.push_back({&node, {}});
  });
  m_podsOn.resize(out.size());
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    const auto found = pod.nodeName.empty() || pod.finished() ? indexOf.end() : indexOf.find(pod.nodeName);
    if (found != indexOf.end()) {
      m_podsOn[found->second].push_back(&pod);
    }
  });
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].pods = m_podsOn[i];
  }
  return out;
}

}  // namespace claimscope::explanation
