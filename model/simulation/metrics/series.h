// The series that the components of a simulated cluster export: labels, and a value at any time. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/simulation/cluster.h"

namespace claimscope::simulation::metrics {

using Labels = std::map<std::string, std::string>;  ///< with __name__

/// A pure function of time, so that any range can be asked: nothing is kept.
struct Source {
  Labels labels;
  std::function<std::optional<double>(std::int64_t ms)> at;  ///< none: a gap
};
using Emit = std::function<void(Source)>;

/// What one name of this cluster has; nothing where its component is not scraped.
struct Family {
  std::string name;
  std::function<void(const Cluster&, const Emit&)> emit;
};
/// By name; which there are depends on the scenario.
[[nodiscard]] std::vector<Family> families(const Cluster& cluster);

/// The scenario runs a Prometheus at all.
[[nodiscard]] bool hasPrometheus(const Cluster& cluster);

}  // namespace claimscope::simulation::metrics
