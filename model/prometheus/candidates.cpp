// Which Services may be a Prometheus.
#include <algorithm>
#include <array>
#include <charconv>

#include "model/prometheus/discovery.h"

namespace claimscope::prometheus {
namespace {

struct Known {
  std::string_view name;    ///< of the Service; also as the end of one, after a dash
  std::string_view prefix;  ///< of its query API
  int rank;
};
constexpr std::array kKnown{
    Known{"prometheus-k8s", "", 0},
    Known{"kube-prometheus-stack-prometheus", "", 1},
    Known{"kube-prometheus-prometheus", "", 1},
    Known{"prometheus-operated", "", 2},
    Known{"prometheus-server", "", 3},
    Known{"prometheus", "", 4},
    Known{"thanos-query-frontend", "", 5},
    Known{"thanos-query", "", 6},
    Known{"thanos-querier", "", 6},
    Known{"victoria-metrics-single-server", "", 7},
    Known{"vmselect", "/select/0/prometheus", 8},
    Known{"mimir-nginx", "/prometheus", 9},
    Known{"mimir-gateway", "/prometheus", 9},
    Known{"mimir-query-frontend", "/prometheus", 10},
};
// Begin names of the VictoriaMetrics operator: vmsingle-<name>, vmselect-<name>.
constexpr std::array kBegins{Known{"vmsingle-", "", 7}, Known{"vmselect-", "/select/0/prometheus", 8}};
constexpr std::array kApps{Known{"prometheus", "", 4}, Known{"vmsingle", "", 7}, Known{"vmselect", "/select/0/prometheus", 8},
                           Known{"victoria-metrics-single", "", 7}};
// Beside a Prometheus stand helpers with its name.
constexpr std::array<std::string_view, 8> kHelpers{"alertmanager", "operator",           "node-exporter", "pushgateway",
                                                   "adapter",      "kube-state-metrics", "blackbox",      "grafana"};

/// Anybody may name a Service so in a namespace of their own; these belong to whoever runs the cluster.
constexpr int kElsewhere = 100;
bool isForMonitoring(std::string_view namespaceName) {
  static constexpr std::array<std::string_view, 7> kWords{"monitoring",  "prometheus", "observability", "metrics",
                                                          "kube-system", "mimir",      "thanos"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return namespaceName.find(word) != std::string_view::npos; });
}

const Known* knownOf(const Service& service) {
  for (const std::string_view helper : kHelpers) {
    if (service.name.find(helper) != std::string::npos && !service.name.ends_with("prometheus-operated")) {
      return nullptr;
    }
  }
  for (const Known& known : kKnown) {
    if (service.name == known.name || service.name.ends_with("-" + std::string(known.name))) {
      return &known;
    }
  }
  for (const Known& known : kBegins) {
    if (service.name.starts_with(known.name)) {
      return &known;
    }
  }
  const auto app = service.labels.find("app.kubernetes.io/name");
  if (app != service.labels.end()) {
    for (const Known& known : kApps) {
      if (app->second == known.name) {
        return &known;
      }
    }
  }
  return nullptr;
}

const Service::Port* portOf(const Service& service) {
  static constexpr std::array<std::string_view, 6> kNames{"web", "http-web", "http", "https", "http-query", "http-metrics"};
  for (const std::string_view name : kNames) {
    for (const Service::Port& port : service.ports) {
      if (port.name == name) {
        return &port;
      }
    }
  }
  static constexpr std::array<std::int64_t, 7> kNumbers{9090, 10902, 8428, 8429, 8481, 8080, 80};
  for (const std::int64_t number : kNumbers) {
    for (const Service::Port& port : service.ports) {
      if (port.number == number) {
        return &port;
      }
    }
  }
  return service.ports.empty() ? nullptr : &service.ports.front();
}

bool isName(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

}  // namespace

std::string Candidate::proxyPath() const {
  return "/api/v1/namespaces/" + namespaceName + "/services/" + (https ? "https:" : "") + service + ":" + port + "/proxy" +
         prefix;
}

std::optional<Candidate> parseCandidate(std::string_view text) {
  Candidate out;
  for (const std::string_view scheme : {"https:", "http:"}) {
    if (text.starts_with(scheme) && !text.substr(scheme.size()).starts_with("//")) {
      out.https = scheme == "https:";
      text.remove_prefix(scheme.size());
    }
  }
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    return std::nullopt;
  }
  out.namespaceName = text.substr(0, slash);
  std::string_view rest = text.substr(slash + 1);
  const std::size_t end = rest.find('/');
  if (end != std::string_view::npos) {
    out.prefix = rest.substr(end);
    while (out.prefix.ends_with('/')) {
      out.prefix.pop_back();
    }
    rest = rest.substr(0, end);
  }
  const std::size_t colon = rest.find(':');
  out.service = rest.substr(0, colon);
  out.port = colon == std::string_view::npos ? std::string("9090") : std::string(rest.substr(colon + 1));
  const bool plain = out.prefix.find_first_of("?#% ") == std::string::npos && out.prefix.find("..") == std::string::npos;
  return isName(out.namespaceName) && isName(out.service) && isName(out.port) && plain ? std::optional(out) : std::nullopt;
}

std::vector<Candidate> candidatesOf(const std::vector<Service>& services, const std::vector<PrometheusObject>& prometheuses) {
  std::vector<Candidate> out;
  for (const Service& service : services) {
    const Known* known = knownOf(service);
    const Service::Port* port = known == nullptr ? nullptr : portOf(service);
    if (port == nullptr || !isName(service.namespaceName) || !isName(service.name)) {
      continue;
    }
    Candidate candidate;
    candidate.namespaceName = service.namespaceName;
    candidate.service = service.name;
    candidate.port = std::to_string(port->number);
    candidate.https = port->name.starts_with("https") || port->number == 443 || port->number == 9091;
    candidate.prefix = known->prefix;
    candidate.rank = known->rank + (isForMonitoring(service.namespaceName) ? 0 : kElsewhere);
    for (const PrometheusObject& object : prometheuses) {
      // The operator's objects say under which path their server answers.
      if (known->rank <= 4 && object.namespaceName == service.namespaceName && object.routePrefix.size() > 1 &&
          object.routePrefix.front() == '/' && object.routePrefix.find_first_of("?#% ") == std::string::npos) {
        candidate.prefix = object.routePrefix;
      }
    }
    while (candidate.prefix.ends_with('/')) {
      candidate.prefix.pop_back();
    }
    out.push_back(std::move(candidate));
  }
  std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  return out;
}

}  // namespace claimscope::prometheus
