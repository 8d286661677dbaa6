// PodPlacement: what a pod asks of a node because of the pods there and elsewhere. Few pods ask. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include "model/base/list.h"
#include "model/resources/selector.h"

namespace claimscope {

/// A term of requiredDuringSchedulingIgnoredDuringExecution of spec.affinity.podAffinity or .podAntiAffinity.
struct PodAffinityTerm {
  std::optional<LabelSelector> selector;           ///< none matches no pod, an empty one every pod
  List<Text> namespaces;                           ///< none, and no selector either: the namespace of the pod
  std::optional<LabelSelector> namespaceSelector;  ///< besides them; an empty one takes every namespace
  Text topologyKey;
  /// The server writes these into the selector of each pod it makes; a template has them alone.
  List<Text> matchLabelKeys;
  List<Text> mismatchLabelKeys;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f] = *this;
    return std::tie(a, b, c, d, e, f);
  }
};

/// spec.topologySpreadConstraints[] with DoNotSchedule; the others refuse no node.
struct SpreadConstraint {
  std::int32_t maxSkew = 0;
  std::int32_t minDomains = 1;
  Text topologyKey;
  std::optional<LabelSelector> selector;  ///< as that of PodAffinityTerm
  List<Text> matchLabelKeys;
  bool honorsAffinity = true;  ///< nodes that the pod's selector and affinity refuse do not count
  bool honorsTaints = false;   ///< nor do those whose taints it does not tolerate

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g] = *this;
    return std::tie(a, b, c, d, e, f, g);
  }
};

/// A port of the node that a container, or an init container that keeps running, takes.
struct HostPort {
  Text address;   ///< "0.0.0.0" takes the port of every address
  Text protocol;  ///< TCP, UDP, SCTP
  std::int32_t port = 0;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct PodPlacement {
  List<PodAffinityTerm> affinity;
  List<PodAffinityTerm> antiAffinity;
  List<SpreadConstraint> spread;
  List<HostPort> hostPorts;  ///< sorted by port, protocol and address

  [[nodiscard]] bool empty() const { return affinity.empty() && antiAffinity.empty() && spread.empty() && hostPorts.empty(); }
  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d] = *this;
    return std::tie(a, b, c, d);
  }
};

}  // namespace claimscope
