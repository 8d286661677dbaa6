// What the API server lists where prometheus-operator is installed: its Service, its object, the guide's ServiceMonitor.
#include "model/simulation/metrics/series.h"
#include "model/simulation/metrics/server.h"

namespace claimscope::simulation::metrics {
namespace {

HttpReply list(const std::string& items) {
  return {200, R"({"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"48200001"},"items":[)" + items + "]}"};
}

std::string service(const std::string& namespaceName, const std::string& name, const std::string& labels, const std::string& port,
                    int number) {
  return R"({"metadata":{"name":")" + name + R"(","namespace":")" + namespaceName + R"(","labels":{)" + labels +
         R"(}},"spec":{"ports":[{"name":")" + port + R"(","port":)" + std::to_string(number) + R"(,"protocol":"TCP"}]}})";
}

/// The guide's monitor looks for app=dra-driver in its own namespace; the driver's Service has other labels and another place.
constexpr const char* kMonitors =
    R"({"metadata":{"name":"dra-metrics","namespace":"monitoring"},"spec":{"selector":{"matchLabels":{"app":"dra-driver"}},)"
    R"("endpoints":[{"port":"metrics","interval":"30s","path":"/metrics"}]}},)"
    R"({"metadata":{"name":"dcgm-exporter","namespace":"monitoring"},"spec":{"selector":{"matchLabels":{"app.kubernetes.io/name":)"
    R"("dcgm-exporter"}},"endpoints":[{"port":"metrics","interval":"30s"}]}})";

/// Our own, where it is installed.
constexpr const char* kExporterMonitor =
    R"(,{"metadata":{"name":"claimscope-exporter","namespace":"claimscope"},"spec":{"selector":{"matchLabels":)"
    R"({"app.kubernetes.io/name":"claimscope-exporter"}},"endpoints":[{"port":"metrics","interval":"30s","path":"/metrics"}]}})";

}  // namespace

HttpReply services(const Cluster& cluster, std::string_view path) {
  path = path.substr(0, path.find('?'));
  if (path == "/version") {
    return {200, R"({"major":"1","minor":")" + std::string(cluster.classic ? "30" : "36") + R"(","gitVersion":")" +
                     cluster.gitVersion + "\"}"};
  }
  if (path == "/api/v1/services") {
    std::string items = service("default", "kubernetes", R"("component":"apiserver")", "https", 443);
    if (hasPrometheus(cluster)) {
      items += "," + service("kube-system", "dra-driver-kubelet-plugin", R"("app.kubernetes.io/name":"nvidia-dra-driver-gpu")",
                             "healthcheck", 51515);
      items += "," + service("monitoring", "dcgm-exporter", R"("app.kubernetes.io/name":"dcgm-exporter")", "metrics", 9400);
      if (cluster.monitoring == Monitoring::nodes) {
        items += "," + service("claimscope", "claimscope-exporter", R"("app.kubernetes.io/name":"claimscope-exporter")",
                               "metrics", 9417);
      }
      items += "," + service("monitoring", "prometheus-operated", R"("operated-prometheus":"true")", "web", 9090);
    }
    return list(items);
  }
  if (hasPrometheus(cluster) && path == "/apis/monitoring.coreos.com/v1/prometheuses") {
    return list(R"({"metadata":{"name":"k8s","namespace":"monitoring"},"spec":{"serviceMonitorSelector":{},)"
                R"("serviceMonitorNamespaceSelector":{}}})");
  }
  if (hasPrometheus(cluster) && path == "/apis/monitoring.coreos.com/v1/servicemonitors") {
    return list(kMonitors + std::string(cluster.monitoring == Monitoring::nodes ? kExporterMonitor : ""));
  }
  return {404, "404 page not found\n"};
}

}  // namespace claimscope::simulation::metrics
