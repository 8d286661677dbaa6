// Usage: what one claim, template or pod counts for each key of a ResourceQuota. Pure; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::quota {

/// What a key counts.
enum class Sort : std::uint8_t {
  claims,         ///< count/resourceclaims.resource.k8s.io
  templates,      ///< count/resourceclaimtemplates.resource.k8s.io
  classDevices,   ///< CLASS.deviceclass.resource.k8s.io/devices
  implicitClass,  ///< requests.deviceclass.resource.kubernetes.io/CLASS
  extended,       ///< requests.NAME of an extended resource, which a class may stand for
  pods,           ///< pods, count/pods
  compute,        ///< cpu, memory and their requests
  other,          ///< that nothing here counts: limits, storage, services
};

inline constexpr std::string_view kClaimCount = "count/resourceclaims.resource.k8s.io";
inline constexpr std::string_view kTemplateCount = "count/resourceclaimtemplates.resource.k8s.io";
inline constexpr std::string_view kClassSuffix = ".deviceclass.resource.k8s.io/devices";
inline constexpr std::string_view kImplicitPrefix = "requests.deviceclass.resource.kubernetes.io/";
/// AllocationResultsMaxSize: what allocationMode All counts as, since nobody knows how many devices a node will have.
inline constexpr std::int64_t kAllCountsAs = 32;

[[nodiscard]] Sort sortOf(std::string_view key);
/// The class of a classDevices or implicitClass key; empty for others.
[[nodiscard]] std::string_view classOf(std::string_view key);

/// Amounts by key, in nano-units as quantities are.
using Usage = std::map<Text, Quantity::Nano>;
inline constexpr Quantity::Nano kUnit = 1'000'000'000;
[[nodiscard]] Usage sum(Usage a, const Usage& b);
/// Each amount so many times.
[[nodiscard]] Usage times(const Usage& usage, std::int64_t copies);
/// "2", "1500m", "64Gi": for people. Whole numbers of bytes stay what they are.
[[nodiscard]] std::string amountText(Quantity::Nano amount);

/// One request's part in the count of a class.
struct Term {
  Text request;
  Text deviceClass;
  std::int64_t counts = 0;
  std::string why;  ///< "All counts as 32", "the most of 3 alternatives"; empty: its count
};

/// Which classes stand for an extended resource, as upstream's extendedresourcecache keeps them.
class ExtendedResources {
 public:
  ExtendedResources() = default;
  explicit ExtendedResources(const cluster::Snapshot& snapshot);
  void add(const DeviceClass& deviceClass);
  /// Empty when the class names none.
  [[nodiscard]] Text resourceOf(const Text& deviceClass) const;
  /// Some class stands for it.
  [[nodiscard]] bool served(const Text& resource) const;
  /// DRAExtendedResource is on by default from 1.36 on; before it the evaluator counts classes alone.
  bool enabled = true;

 private:
  std::unordered_map<Text, Text> m_byClass;
};

/// The terms of a claim's spec, in its order, alternatives folded (resource_claims.go, Usage).
[[nodiscard]] std::vector<Term> termsOf(const DeviceClaimSpec& spec);
/// What a claim with this spec counts: one claim, its devices by class in the worst case, and the extended resources that these
/// classes stand for, less what its pod has counted already (`podUsage`, of claims that the scheduler made for extended
/// resources).
[[nodiscard]] Usage usageOf(const DeviceClaimSpec& spec, const ExtendedResources& extended, const Usage& podUsage = {});
/// The same of a claim in a cluster: of one made for extended resources, the usage of the pod it belongs to is taken off.
[[nodiscard]] Usage usageOf(const cluster::Snapshot& snapshot, const ResourceClaim& claim, const ExtendedResources& extended);
/// What a pod counts by itself: pods, cpu, memory and extended resources (pods.go, PodUsageFunc); limits are left out.
[[nodiscard]] Usage usageOf(const Pod& pod);

/// Keys of the quota that an evaluator of claims, templates or pods would count at all. One with scopes counts only what pods
/// count (scopes.h).
[[nodiscard]] bool counts(const ResourceQuota& quota, const Text& key, const ExtendedResources& extended);

}  // namespace claimscope::quota
