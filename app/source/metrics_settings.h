// MetricsSettings: where the Prometheus of a context is and what is asked of it: flags, then metrics.yaml. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "app/source/direct_fetcher.h"
#include "app/source/source.h"
#include "model/prometheus/desk.h"
#include "model/prometheus/discovery.h"

namespace claimscope::app {

struct MetricsSettings {
  PrometheusOptions where;
  prometheus::DeskOptions desk;
  std::string from;            ///< "--prometheus", "metrics.yaml", "found"
  std::optional<Error> error;  ///< the file cannot be used; it names file and field

  [[nodiscard]] bool isUrl() const { return where.where.find("://") != std::string::npos; }
};

/// $XDG_CONFIG_HOME/claimscope/metrics.yaml, else ~/.config/…; empty without a home.
[[nodiscard]] std::filesystem::path metricsFile(const std::map<std::string, std::string>& environment);

/// The file has `defaults`, `contexts: {NAME: …}` and `queries`; a context's fields take the place of the defaults', flags the
/// place of both. docs/prometheus.md describes it. A file that is not there is none.
[[nodiscard]] MetricsSettings metricsSettings(const PrometheusOptions& flags,
                                              const std::map<std::string, std::string>& environment, const std::string& context);
/// The same from the text of the file, for tests.
[[nodiscard]] MetricsSettings metricsSettingsOf(std::string_view text, const std::string& path, const PrometheusOptions& flags,
                                                const std::string& context);

/// How the desk looks for its server: not at all, at a URL, at a named Service, or by discovery.
[[nodiscard]] prometheus::Locate locateBy(const MetricsSettings& settings, const prometheus::ApiGet& get,
                                          const prometheus::MakeFetcher& make, const std::shared_ptr<DirectFetcher>& direct);

}  // namespace claimscope::app
