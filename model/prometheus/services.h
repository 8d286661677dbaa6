// Services and monitors as the API server lists them, as far as finding a Prometheus needs. Values; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/prometheus/metrics.h"

namespace claimscope::prometheus {

using LabelMap = std::map<std::string, std::string>;

struct Service {
  struct Port {
    std::string name;
    std::int64_t number = 0;
  };
  std::string namespaceName;
  std::string name;
  LabelMap labels;
  std::vector<Port> ports;

  [[nodiscard]] std::string path() const { return namespaceName + "/" + name; }
};

/// metav1.LabelSelector.
struct LabelSelector {
  struct Expression {
    std::string key;
    std::string operation;  ///< In, NotIn, Exists, DoesNotExist
    std::vector<std::string> values;
  };
  LabelMap labels;
  std::vector<Expression> expressions;

  [[nodiscard]] bool matches(const LabelMap& of) const;
  [[nodiscard]] bool empty() const { return labels.empty() && expressions.empty(); }
  [[nodiscard]] std::string text() const;  ///< "app=dra-driver,tier in (a,b)"; empty for one that takes all
};

/// A ServiceMonitor of prometheus-operator.
struct ServiceMonitor {
  std::string namespaceName;
  std::string name;
  LabelMap labels;
  LabelSelector selector;
  bool anyNamespace = false;
  std::vector<std::string> namespaces;  ///< where Services are looked for; empty: its own
  std::vector<std::string> ports;       ///< names

  [[nodiscard]] std::string path() const { return namespaceName + "/" + name; }
  [[nodiscard]] bool looksIn(std::string_view namespaceName) const;
};

/// A Prometheus of prometheus-operator.
struct PrometheusObject {
  std::string namespaceName;
  std::string name;
  std::string routePrefix;
  std::optional<LabelSelector> monitorSelector;           ///< none: it takes no ServiceMonitor
  std::optional<LabelSelector> monitorNamespaceSelector;  ///< none: only those of its own namespace

  [[nodiscard]] std::string path() const { return namespaceName + "/" + name; }
};

/// One page of a list; objects that are not what they should be are left out.
template <class T>
struct Page {
  std::vector<T> items;
  std::string continueToken;
};
[[nodiscard]] Result<Page<Service>> readServices(std::string_view json);
[[nodiscard]] Result<Page<ServiceMonitor>> readServiceMonitors(std::string_view json);
[[nodiscard]] Result<Page<PrometheusObject>> readPrometheuses(std::string_view json);

/// Minor version of Kubernetes of a /version document ("36", "36+"); 0 when it says none.
[[nodiscard]] int readMinorVersion(std::string_view json);

/// Of the monitors those about DRA drivers and GPUs, each with whether it leads to any Service and port, and whether some
/// Prometheus takes it. `servicesKnown` false: Services could not be listed, so that nothing can be said.
[[nodiscard]] std::vector<Monitor> assess(const std::vector<ServiceMonitor>& monitors, const std::vector<Service>& services,
                                          const std::vector<PrometheusObject>& prometheuses, bool servicesKnown);

}  // namespace claimscope::prometheus
