// What a pod's fields say together, once all of them are read from JSON or protobuf. Any thread.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "model/resources/pod/pod.h"

namespace claimscope::fields {

/// Some of cpu or memory, which decide the quality of service.
inline bool asksCompute(const ResourceList& list) {
  return std::any_of(list.begin(), list.end(), [](const auto& entry) {
    return (entry.first == "cpu" || entry.first == "memory") && entry.second.nano() != 0;
  });
}

/// Some term names other namespaces than the pod's own.
inline bool crossesNamespaces(const List<PodAffinityTerm>& terms) {
  return std::any_of(terms.begin(), terms.end(),
                     [](const PodAffinityTerm& term) { return !term.namespaces.empty() || term.namespaceSelector.has_value(); });
}

/// containers[].ports[] as written.
struct ContainerPort {
  HostPort host;  ///< port 0 where none is asked
  std::int32_t containerPort = 0;
  bool init = false;  ///< of an init container that ends
};

/// What is gathered while a pod is read.
struct PodDraft {
  PodSpec spec;
  RarePodStatus rare;
  PodPlacement placement;
  std::vector<ContainerPort> ports;
};

/// Host ports as the scheduler counts them (util.GetHostPorts): those of containers and sidecars, with the server's defaults. On
/// the host's network a container port is a host port.
inline void finishPorts(std::vector<ContainerPort>& ports, bool hostNetwork, List<HostPort>& out) {
  for (ContainerPort& port : ports) {
    port.host.port = port.host.port == 0 && hostNetwork ? port.containerPort : port.host.port;
    if (port.init || port.host.port <= 0) {
      continue;
    }
    port.host.protocol = port.host.protocol.empty() ? Text("TCP") : port.host.protocol;
    port.host.address = port.host.address.empty() ? Text("0.0.0.0") : port.host.address;
    out.push_back(std::move(port.host));
  }
  const auto key = [](const HostPort& port) { return std::tuple(port.port, port.protocol.view(), port.address.view()); };
  if (!out.empty()) {
    std::sort(out.begin(), out.end(), [&](const HostPort& a, const HostPort& b) { return key(a) < key(b); });
    const auto last = std::unique(out.begin(), out.end(), [&](const HostPort& a, const HostPort& b) { return key(a) == key(b); });
    out.erase(last, out.end());
    out.shrink_to_fit();
  }
}

/// What a template and a pod have.
inline void finishSpec(PodDraft& draft, Pod& pod) {
  finishPorts(draft.ports, draft.spec.hostNetwork, draft.placement.hostPorts);
  draft.placement.spread.shrink_to_fit();
  if (!draft.placement.empty()) {
    draft.spec.placement = std::move(draft.placement);
  }
  pod.spec = Part(std::move(draft.spec));
}

/// Readers write down when something was as if every pod had been created at the epoch: its metadata may come last.
[[nodiscard]] inline SinceCreated sinceEpoch(Time time) {
  return {time.ms};
}
[[nodiscard]] inline PodCondition podCondition(Condition read) {
  return {std::move(read.type), std::move(read.status), std::move(read.reason), std::move(read.message),
          sinceEpoch(read.lastTransition)};
}
template <class T>
void countFromCreation(List<T>& list, SinceCreated T::*when, Time created) {
  for (T& item : list) {
    SinceCreated& at = item.*when;
    if (at.isSet() && created.isSet()) {
      at.ms -= created.ms;
    }
  }
}

inline void finish(PodDraft& draft, Pod& pod) {
  finishSpec(draft, pod);
  countFromCreation(pod.conditions, &PodCondition::lastTransition, pod.meta.created);
  countFromCreation(pod.containerStatuses, &ContainerStatus::startedAt, pod.meta.created);
  countFromCreation(draft.rare.initContainerStatuses, &ContainerStatus::startedAt, pod.meta.created);
  const List<ContainerStatus>& statuses = pod.containerStatuses;
  draft.rare.terminatedGracefully =
      !statuses.empty() &&
      std::all_of(statuses.begin(), statuses.end(), [](const ContainerStatus& status) { return status.state == "terminated"; });
  pod.rare = Part(std::move(draft.rare));
}

}  // namespace claimscope::fields
