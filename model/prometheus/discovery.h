// Discovery: finds a Prometheus inside the cluster by what the API server lists, and proves that it is one. Any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/prometheus/desk.h"
#include "model/prometheus/fetcher.h"
#include "model/prometheus/services.h"

namespace claimscope::prometheus {

/// A Service that may be one.
struct Candidate {
  std::string namespaceName;
  std::string service;
  std::string port;  ///< number or name
  bool https = false;
  std::string prefix;  ///< "", "/prometheus", "/select/0/prometheus"
  int rank = 0;        ///< lower is tried first

  [[nodiscard]] std::string text() const { return namespaceName + "/" + service + ":" + port; }
  /// "/api/v1/namespaces/NS/services/[https:]NAME:PORT/proxy/prefix"
  [[nodiscard]] std::string proxyPath() const;
};

/// "NS/SERVICE[:PORT][/prefix]", "https:NS/SERVICE:PORT": how a person names one.
[[nodiscard]] std::optional<Candidate> parseCandidate(std::string_view text);

/// By well-known names and labels, best first: prometheus-operator, kube-prometheus-stack, Helm's prometheus-server, OpenShift,
/// Thanos, VictoriaMetrics, Mimir.
[[nodiscard]] std::vector<Candidate> candidatesOf(const std::vector<Service>& services,
                                                  const std::vector<PrometheusObject>& prometheuses);

/// GET of one path of the API server; calls back once, on any thread.
using ApiGet = std::function<void(const std::string& path, std::function<void(Result<std::string>)> done)>;
using MakeFetcher = std::function<std::shared_ptr<Fetcher>(const Candidate&)>;

/// Lists Services (pages; only well-known namespaces where the cluster-wide list is forbidden), prometheuses and servicemonitors
/// of monitoring.coreos.com where served, then asks the candidates in order until one answers a query.
void discover(ApiGet get, MakeFetcher make, std::function<void(Place)> done);
/// The same for a Service that was named: it is asked as it is, monitors are assessed all the same.
void discoverNamed(const Candidate& candidate, ApiGet get, MakeFetcher make, std::function<void(Place)> done);
/// Only what is said of monitors and of the release; the place has no fetcher.
void discoverMonitors(ApiGet get, std::function<void(Place)> done);

}  // namespace claimscope::prometheus
