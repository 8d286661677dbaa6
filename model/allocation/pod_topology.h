// PodTopology: every node, the pods on it and the labels of namespaces, as rules between pods ask for them. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/resources/namespace/namespace.h"
#include "model/resources/node/node.h"
#include "model/resources/pod/pod.h"

namespace claimscope::allocation {

using PlaceIndex = std::uint32_t;
inline constexpr PlaceIndex kNoPlace = ~PlaceIndex{0};

struct PlacedPod {
  const Pod* pod = nullptr;
  PlaceIndex place = kNoPlace;
};

/// Pods of one namespace with the same required anti-affinity: their terms are looked at once.
struct AntiAffineGroup {
  std::vector<PlacedPod> pods;  ///< never empty
};

/// What it points to must outlive it. Indexes are made when they are first asked for, since few clusters have such rules.
class PodTopology {
 public:
  struct Place {
    const Node* node = nullptr;
    std::span<const Pod* const> pods;  ///< bound to it, not ended
  };
  struct World {
    std::vector<Place> places;  ///< every node: those that take no pod count for spreading too
    std::function<const Namespace*(const Text& name)> namespaceOf;
    bool namespacesComplete = true;  ///< one that namespaceOf does not know does not exist
    bool complete = true;            ///< there are no other nodes and pods
  };
  explicit PodTopology(World world) : m_world(std::move(world)) {}
  PodTopology(const PodTopology&) = delete;
  PodTopology& operator=(const PodTopology&) = delete;

  [[nodiscard]] const std::vector<Place>& places() const { return m_world.places; }
  [[nodiscard]] bool complete() const { return m_world.complete; }
  [[nodiscard]] bool namespacesComplete() const { return m_world.namespacesComplete; }
  /// Null when it is not known: it does not exist where namespacesComplete().
  [[nodiscard]] const Labels* labelsOf(const Text& namespaceName) const;
  /// kNoPlace where there is no such node.
  [[nodiscard]] PlaceIndex placeOf(const Text& node) const;
  [[nodiscard]] const std::vector<AntiAffineGroup>& antiAffine() const;
  [[nodiscard]] const std::vector<PlacedPod>& podsOf(const Text& namespaceName) const;
  /// Names of namespaces that have placed pods.
  [[nodiscard]] const std::unordered_map<Text, std::vector<PlacedPod>>& podsByNamespace() const;

 private:
  World m_world;
  mutable std::once_flag m_placesOnce;
  mutable std::once_flag m_groupsOnce;
  mutable std::once_flag m_podsOnce;
  mutable std::unordered_map<Text, PlaceIndex> m_placeOf;
  mutable std::vector<AntiAffineGroup> m_groups;
  mutable std::unordered_map<Text, std::vector<PlacedPod>> m_pods;
};

}  // namespace claimscope::allocation
