#include "model/simulation/served.h"

#include <algorithm>

namespace claimscope::simulation {

namespace {

struct Served {
  ObjectKind kind;
  const char* group;
  const char* version;         ///< of the modern cluster, nullptr when it does not serve the kind
  const char* classicVersion;  ///< the same for 1.30
  const char* resource;
  const char* name;
  bool namespaced;
};

constexpr const char* kDra = "resource.k8s.io";
constexpr Served kServed[] = {
    {ObjectKind::namespaces, "", "v1", "v1", "namespaces", "Namespace", false},
    {ObjectKind::nodes, "", "v1", "v1", "nodes", "Node", false},
    {ObjectKind::pods, "", "v1", "v1", "pods", "Pod", true},
    {ObjectKind::events, "", "v1", "v1", "events", "Event", true},
    {ObjectKind::deployments, "apps", "v1", "v1", "deployments", "Deployment", true},
    {ObjectKind::replicaSets, "apps", "v1", "v1", "replicasets", "ReplicaSet", true},
    {ObjectKind::statefulSets, "apps", "v1", "v1", "statefulsets", "StatefulSet", true},
    {ObjectKind::daemonSets, "apps", "v1", "v1", "daemonsets", "DaemonSet", true},
    {ObjectKind::jobs, "batch", "v1", "v1", "jobs", "Job", true},
    {ObjectKind::cronJobs, "batch", "v1", "v1", "cronjobs", "CronJob", true},
    {ObjectKind::disruptionBudgets, "policy", "v1", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true},
    {ObjectKind::quotas, "", "v1", "v1", "resourcequotas", "ResourceQuota", true},
    {ObjectKind::slices, kDra, "v1", "v1alpha2", "resourceslices", "ResourceSlice", false},
    {ObjectKind::deviceClasses, kDra, "v1", nullptr, "deviceclasses", "DeviceClass", false},
    {ObjectKind::claims, kDra, "v1", "v1alpha2", "resourceclaims", "ResourceClaim", true},
    {ObjectKind::claimTemplates, kDra, "v1", "v1alpha2", "resourceclaimtemplates", "ResourceClaimTemplate", true},
    // 1.36 has the rules in v1beta2, switched on by hand; v1 comes with 1.37 (dra.md 1.1).
    {ObjectKind::taintRules, kDra, "v1beta2", nullptr, "devicetaintrules", "DeviceTaintRule", false},
    {ObjectKind::resourceClasses, kDra, nullptr, "v1alpha2", "resourceclasses", "ResourceClass", false},
    {ObjectKind::schedulingContexts, kDra, nullptr, "v1alpha2", "podschedulingcontexts", "PodSchedulingContext", true},
    {ObjectKind::claimParameters, kDra, nullptr, "v1alpha2", "resourceclaimparameters", "ResourceClaimParameters", true},
    {ObjectKind::classParameters, kDra, nullptr, "v1alpha2", "resourceclassparameters", "ResourceClassParameters", true},
};

}  // namespace

std::vector<ApiResource> servedResources(bool classic) {
  std::vector<ApiResource> out;
  for (const Served& served : kServed) {
    if (const char* version = classic ? served.classicVersion : served.version; version != nullptr) {
      out.push_back({served.group, version, served.resource, served.name, served.namespaced});
    }
  }
  return out;
}

std::optional<ObjectKind> tableOf(const ApiResource& resource, bool classic) {
  for (const Served& served : kServed) {
    const char* version = classic ? served.classicVersion : served.version;
    if (version != nullptr && resource.resource == served.resource && resource.group == served.group &&
        resource.version == version) {
      return served.kind;
    }
  }
  return std::nullopt;
}

}  // namespace claimscope::simulation
