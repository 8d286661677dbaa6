// assess(): what ServiceMonitors of DRA drivers lead to.
#include <algorithm>

#include "model/base/words.h"
#include "model/prometheus/services.h"

namespace claimscope::prometheus {
namespace {

/// "dra-metrics", "nvidia-dra-driver-gpu", "dcgm-exporter": by a whole word of the name.
bool isAboutDevices(std::string_view text) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '-';
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
      continue;
    }
    if (word == "dra" || word == "dcgm" || word == "dranet" || word == "claimscope") {
      return true;
    }
    word.clear();
  }
  return false;
}

bool isAboutDevices(const ServiceMonitor& monitor) {
  return isAboutDevices(monitor.name) ||
         std::any_of(monitor.selector.labels.begin(), monitor.selector.labels.end(),
                     [](const auto& label) { return isAboutDevices(label.second); }) ||
         std::any_of(monitor.selector.expressions.begin(), monitor.selector.expressions.end(), [](const auto& expression) {
           return std::any_of(expression.values.begin(), expression.values.end(),
                              [](const std::string& value) { return isAboutDevices(value); });
         });
}

std::string placesOf(const ServiceMonitor& monitor) {
  if (monitor.anyNamespace) {
    return "any namespace";
  }
  return "namespace " +
         words::listed(monitor.namespaces.empty() ? std::vector<std::string>{monitor.namespaceName} : monitor.namespaces);
}

std::string portsOf(const Service& service) {
  std::vector<std::string> names;
  for (const Service::Port& port : service.ports) {
    names.push_back(port.name.empty() ? std::to_string(port.number) + " without a name" : port.name);
  }
  return names.empty() ? "none" : words::listed(names);
}

bool hasPort(const ServiceMonitor& monitor, const Service& service) {
  // A monitor that names no port uses targetPort, which is the pod's.
  return monitor.ports.empty() || std::any_of(service.ports.begin(), service.ports.end(), [&](const Service::Port& port) {
           return std::find(monitor.ports.begin(), monitor.ports.end(), port.name) != monitor.ports.end();
         });
}

/// Why no Prometheus takes it; empty when one does, or when none is known to the operator.
std::string notTaken(const ServiceMonitor& monitor, const std::vector<PrometheusObject>& prometheuses) {
  if (prometheuses.empty()) {
    return {};
  }
  std::string why;
  for (const PrometheusObject& one : prometheuses) {
    const bool labels = one.monitorSelector && one.monitorSelector->matches(monitor.labels);
    // Labels of namespaces are not read: any selector of namespaces may take it.
    const bool place = one.monitorNamespaceSelector.has_value() || one.namespaceName == monitor.namespaceName;
    if (labels && place) {
      return {};
    }
    if (why.empty()) {
      why = "no Prometheus takes it: " + one.path() +
            (!one.monitorSelector ? std::string(" takes no ServiceMonitor at all")
             : !labels            ? " wants the labels " + one.monitorSelector->text()
                                  : " takes those of its own namespace only");
    }
  }
  return why;
}

Monitor assessOne(const ServiceMonitor& monitor, const std::vector<Service>& services,
                  const std::vector<PrometheusObject>& prometheuses, bool servicesKnown) {
  Monitor out;
  out.name = monitor.path();
  out.selector = monitor.selector.text();
  if (!servicesKnown) {
    out.why = "Services cannot be listed, so nothing can be said about what it selects";
    return out;
  }
  const Service* selected = nullptr;
  const Service* elsewhere = nullptr;
  for (const Service& service : services) {
    if (!monitor.selector.matches(service.labels)) {
      continue;
    }
    if (!monitor.looksIn(service.namespaceName)) {
      elsewhere = elsewhere == nullptr ? &service : elsewhere;
    } else if (selected == nullptr || (!hasPort(monitor, *selected) && hasPort(monitor, service))) {
      selected = &service;
    }
  }
  const std::string wanted = out.selector.empty() ? std::string("any labels") : out.selector;
  if (selected == nullptr) {
    out.why = "no Service in " + placesOf(monitor) + " has the labels " + wanted +
              (elsewhere == nullptr
                   ? ": label the Service of the driver so, or there is none and one has to be made"
                   : ": " + elsewhere->path() + " has them, so add its namespace to spec.namespaceSelector.matchNames");
    return out;
  }
  out.selects = "Service " + selected->path();
  if (!hasPort(monitor, *selected)) {
    out.why = "it has no port named " + words::listed(monitor.ports) + " (ports: " + portsOf(*selected) + ")";
    return out;
  }
  out.why = notTaken(monitor, prometheuses);
  out.works = out.why.empty();
  return out;
}

}  // namespace

std::vector<Monitor> assess(const std::vector<ServiceMonitor>& monitors, const std::vector<Service>& services,
                            const std::vector<PrometheusObject>& prometheuses, bool servicesKnown) {
  std::vector<Monitor> out;
  for (const ServiceMonitor& monitor : monitors) {
    if (isAboutDevices(monitor)) {
      out.push_back(assessOne(monitor, services, prometheuses, servicesKnown));
    }
  }
  return out;
}

}  // namespace claimscope::prometheus
