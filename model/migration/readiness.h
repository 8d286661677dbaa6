// Readiness: what a cluster must have before workloads can move from device plugins to claims. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/migration/fleet.h"
#include "model/migration/proposal.h"

namespace claimscope::migration {

enum class Ready : std::uint8_t { yes, warning, no, unknown };
/// "yes", "warning", "no", "unknown".
[[nodiscard]] std::string_view readyWord(Ready ready);

/// One thing that was looked at.
struct ReadinessCheck {
  std::string id;     ///< "server", "api", "classes", "driver:gpu.nvidia.com", "extendedResources", "nodes", "doubled"
  std::string title;  ///< "Server serves resource.k8s.io/v1"
  Ready state = Ready::unknown;
  std::string detail;  ///< what was seen
  std::string fix;     ///< what to do; empty when nothing is to be done
};

struct Readiness {
  std::vector<ReadinessCheck> checks;
  /// The worst of them: a `no` stops every workload.
  [[nodiscard]] Ready worst() const;
};

[[nodiscard]] Readiness readinessOf(const cluster::Snapshot& snapshot, const Fleet& fleet,
                                    const std::vector<ProposedClass>& classes);

}  // namespace claimscope::migration
