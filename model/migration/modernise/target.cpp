#include "model/migration/modernise/target.h"

#include <algorithm>
#include <array>

namespace claimscope::modernise {
namespace {

bool serves(const Target& target, std::string_view version) {
  return std::find(target.served.begin(), target.served.end(), version) != target.served.end();
}

/// Of a real server the newest that it has; of a release the newest there is.
template <std::size_t N>
ServedVersion newest(const Target& target, const std::array<std::pair<std::string_view, std::pair<int, int>>, N>& versions,
                     int stableSince) {
  for (const auto& [version, releases] : versions) {
    const bool exists = target.minor >= releases.first && target.minor <= releases.second;
    if (exists && (target.served.empty() || serves(target, version))) {
      return {std::string(version), !target.served.empty() || (version == "v1" && target.minor >= stableSince)};
    }
  }
  return {};
}

}  // namespace

ServedVersion resourceVersion(const Target& target) {
  static constexpr std::array<std::pair<std::string_view, std::pair<int, int>>, 4> kVersions = {
      {{"v1", {34, 99}}, {"v1beta2", {33, 38}}, {"v1beta1", {32, 37}}, {"v1alpha3", {31, 33}}}};
  return newest(target, kVersions, 34);
}

ServedVersion taintRuleVersion(const Target& target) {
  static constexpr std::array<std::pair<std::string_view, std::pair<int, int>>, 3> kVersions = {
      {{"v1", {37, 99}}, {"v1beta2", {36, 41}}, {"v1alpha3", {33, 38}}}};
  return newest(target, kVersions, 37);
}

bool isClassicVersion(std::string_view version) {
  return version == "v1alpha1" || version == "v1alpha2";
}

std::string releaseWord(int minor) {
  return "1." + std::to_string(minor);
}

int minorOf(std::string_view version) {
  version.remove_prefix(version.starts_with('v') ? 1 : 0);
  version.remove_prefix(version.starts_with("1.") ? 2 : 0);
  int minor = 0;
  std::size_t digits = 0;
  while (digits < version.size() && digits < 3 && version[digits] >= '0' && version[digits] <= '9') {
    minor = minor * 10 + (version[digits++] - '0');
  }
  const bool ended = digits == version.size() || version[digits] == '.' || version[digits] == '+' || version[digits] == '-';
  return digits == 0 || !ended || minor < kFirstMinor ? 0 : std::min(minor, kLastMinor);
}

}  // namespace claimscope::modernise
