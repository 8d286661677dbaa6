#include "model/allocation/pod_topology.h"

#include <algorithm>

#include "model/allocation/pod_terms.h"
#include "model/base/list_pool.h"

namespace claimscope::allocation {

const Labels* PodTopology::labelsOf(const Text& namespaceName) const {
  const Namespace* found = m_world.namespaceOf ? m_world.namespaceOf(namespaceName) : nullptr;
  return found == nullptr ? nullptr : &found->meta.labels;
}

PlaceIndex PodTopology::placeOf(const Text& node) const {
  std::call_once(m_placesOnce, [&] {
    m_placeOf.reserve(m_world.places.size());
    for (PlaceIndex i = 0; i < m_world.places.size(); ++i) {
      m_placeOf.emplace(m_world.places[i].node->meta.name, i);
    }
  });
  const auto found = m_placeOf.find(node);
  return found == m_placeOf.end() ? kNoPlace : found->second;
}

const std::vector<AntiAffineGroup>& PodTopology::antiAffine() const {
  std::call_once(m_groupsOnce, [&] {
    std::unordered_multimap<std::size_t, std::size_t> groupOf;
    for (PlaceIndex place = 0; place < m_world.places.size(); ++place) {
      for (const Pod* pod : m_world.places[place].pods) {
        if (!pod->spec->placement || pod->spec->placement->antiAffinity.empty()) {
          continue;
        }
        const List<PodAffinityTerm>& terms = pod->spec->placement->antiAffinity;
        // Open keys are filled in from each pod's own labels: those pods are not alike.
        const bool alike = std::none_of(terms.begin(), terms.end(), hasOpenKeys);
        const std::size_t hash = identical::mix(pod->meta.namespaceName.hash(), identical::hash(terms));
        AntiAffineGroup* group = nullptr;
        for (auto [at, end] = groupOf.equal_range(hash); alike && at != end; ++at) {
          const Pod& like = *m_groups[at->second].pods.front().pod;
          if (like.meta.namespaceName == pod->meta.namespaceName && identical::same(like.spec->placement->antiAffinity, terms)) {
            group = &m_groups[at->second];
            break;
          }
        }
        if (group == nullptr) {
          if (alike) {
            groupOf.emplace(hash, m_groups.size());
          }
          group = &m_groups.emplace_back();
        }
        group->pods.push_back({pod, place});
      }
    }
  });
  return m_groups;
}

const std::unordered_map<Text, std::vector<PlacedPod>>& PodTopology::podsByNamespace() const {
  std::call_once(m_podsOnce, [&] {
    Text last;
    std::vector<PlacedPod>* pods = nullptr;
    for (PlaceIndex place = 0; place < m_world.places.size(); ++place) {
      for (const Pod* pod : m_world.places[place].pods) {
        if (pods == nullptr || !(pod->meta.namespaceName == last)) {
          last = pod->meta.namespaceName;
          pods = &m_pods[last];
        }
        pods->push_back({pod, place});
      }
    }
  });
  return m_pods;
}

const std::vector<PlacedPod>& PodTopology::podsOf(const Text& namespaceName) const {
  static const std::vector<PlacedPod> kNone;
  const auto& all = podsByNamespace();
  const auto found = all.find(namespaceName);
  return found == all.end() ? kNone : found->second;
}

}  // namespace claimscope::allocation
