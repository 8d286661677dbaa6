// Target: which API versions a server of a release serves, and which of them a manifest should have. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimscope::modernise {

/// The first release that has DRA and the last that is known (dra.md 1.1).
inline constexpr int kFirstMinor = 26;
inline constexpr int kLastMinor = 37;

struct Target {
  int minor = kLastMinor;
  /// "v1", "v1beta2", …: versions of resource.k8s.io that a real server serves; empty: what its release has.
  std::vector<std::string> served = {};
};

struct ServedVersion {
  std::string version;     ///< "v1"; empty: the kind does not exist there
  bool byDefault = false;  ///< else only with --runtime-config
};

/// Newest version of DeviceClass, ResourceClaim, ResourceClaimTemplate and ResourceSlice. Empty where there is only classic DRA.
[[nodiscard]] ServedVersion resourceVersion(const Target& target);
/// Of DeviceTaintRule.
[[nodiscard]] ServedVersion taintRuleVersion(const Target& target);
/// "v1alpha1" or "v1alpha2".
[[nodiscard]] bool isClassicVersion(std::string_view version);
/// "1.37".
[[nodiscard]] std::string releaseWord(int minor);
/// 37 of "1.37", "v1.37.2" or "37"; 0 when it is none that has DRA. Later releases are read as the last known one.
[[nodiscard]] int minorOf(std::string_view version);

}  // namespace claimscope::modernise
