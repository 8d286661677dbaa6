// Names: every metric about DRA that some component exports, by release (dra.md 5.1 to 5.4). Values; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace claimscope::prometheus {

enum class Component : std::uint8_t { nobody, kubelet, controllerManager, scheduler, kubeStateMetrics, nvidiaDriver, dcgm };

struct Name {
  std::string_view name;   ///< "dra_operations_duration_seconds"; of a histogram without _bucket, _sum, _count
  std::string_view probe;  ///< the series that tells that it is there
  Component component = Component::nobody;
  int since = 0;               ///< minor version of Kubernetes; 0: any, or not one of Kubernetes
  int until = 0;               ///< last one; 0: it is still there
  std::string_view note = {};  ///< worth knowing: "sampled: 10 % of scheduling cycles"
};

/// The four names of the EKS guide and of dashboards that copied it; no component of Kubernetes exports them.
[[nodiscard]] std::span<const Name> dashboardNames();
/// Those of Kubernetes' components, NVIDIA's driver, dcgm-exporter and kube-state-metrics, in this order.
[[nodiscard]] std::span<const Name> componentNames();

/// "kubelet", "kube-controller-manager", …
[[nodiscard]] std::string_view componentName(Component component);
/// "dashboards", "upstream", "drivers", "dcgm", "kubeStateMetrics"
[[nodiscard]] std::string_view groupOf(Component component);
/// What brings the metrics of a component that is not scraped.
[[nodiscard]] std::string_view howToScrape(Component component);

/// Counts the series of each name that is there, as one query: `count by (__name__) (…)`.
[[nodiscard]] std::string presenceQuery();
/// The same for the instances they come from.
[[nodiscard]] std::string targetsQuery();

}  // namespace claimscope::prometheus
