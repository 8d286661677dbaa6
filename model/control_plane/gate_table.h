// Gate table: the DRA feature gates of every release, as upstream has them. Values; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace claimscope::control_plane {

struct GateSpec {
  int since = 0;  ///< minor version
  bool on = false;
  char stage = 'a';  ///< a alpha, b beta, g GA, l GA and locked
};

struct GateEntry {
  std::string_view name;
  std::string_view gives;       ///< what it is for
  std::vector<GateSpec> specs;  ///< oldest first
};

/// kubernetes/kubernetes pkg/features/kube_features.go of v1.37.2, defaultVersionedKubernetesFeatureGates.
[[nodiscard]] const std::vector<GateEntry>& gateTable();
/// What holds in this minor version; null: the gate did not exist yet.
[[nodiscard]] const GateSpec* specIn(const GateEntry& entry, int minor);

}  // namespace claimscope::control_plane
