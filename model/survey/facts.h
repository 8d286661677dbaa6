// Facts: what a survey found, decoded once: policies, roles, leases, scheduler configuration, gates, health. Values; any thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/survey/known.h"
#include "model/survey/network_policy.h"
#include "model/survey/pod_privileges.h"
#include "model/survey/roles.h"
#include "model/survey/scheduler_config.h"
#include "model/survey/survey.h"

namespace claimscope::survey {

/// coordination.k8s.io/v1 Lease.
struct Lease {
  std::string namespaceName;
  std::string name;
  std::string holder;  ///< empty: given up
  Time renewed;
  std::int64_t durationMs = 0;
  std::int64_t transitions = 0;
  bool identity = false;  ///< of an API server that says it is there (apiserver.kubernetes.io/identity), no election
};

/// A pod of the control plane that is visible (kubeadm's static pods); managed ones show none.
struct ComponentPod {
  std::string name;
  std::string node;
  std::string component;  ///< label `component`: "kube-scheduler"
  std::string version;    ///< tag of its image
  bool ready = false;
  std::map<std::string, std::string> flags;  ///< "feature-gates" -> "A=true,B=false"
};

/// One gate as a component's metrics tell it.
struct GateMetric {
  std::string name;
  std::string stage;  ///< "ALPHA", "BETA", "" for GA
  bool enabled = false;
};

/// What one /livez or /readyz says.
struct Health {
  bool passed = false;
  std::vector<std::string> checks;  ///< names that passed
  std::vector<std::string> failed;  ///< names that did not
};

struct Facts {
  Time at;
  Known<std::vector<NetworkPolicy>> policies;
  Known<std::vector<Role>> clusterRoles;
  Known<std::vector<Role>> roles;
  Known<std::vector<Binding>> clusterBindings;
  Known<std::vector<Binding>> bindings;
  Known<std::vector<RoleRule>> ownRules;  ///< SelfSubjectRulesReview, of `ownNamespace`
  std::string ownNamespace;
  std::map<std::string, Known<PodPrivileges>> driverSets;   ///< by "namespace/name" of the DaemonSet
  std::map<std::string, Known<std::vector<Lease>>> leases;  ///< by namespace
  Known<std::vector<SchedulerConfig>> schedulerConfigs;     ///< from ConfigMaps of kube-system
  Known<std::vector<ComponentPod>> componentPods;           ///< of kube-system
  Known<Health> livez;
  Known<Health> readyz;
  Known<std::vector<GateMetric>> gates;
  std::map<std::string, Known<std::vector<std::string>>> served;  ///< version of resource.k8s.io -> plurals, no subresources
};
using FactsPtr = std::shared_ptr<const Facts>;

/// Everything that was read. An answer that is not what it should be is `failed`, and says so.
[[nodiscard]] Facts readFacts(const Survey& survey);

// One reader a document, for tests.
[[nodiscard]] std::vector<GateMetric> readGates(std::string_view metrics);
[[nodiscard]] Health readHealth(std::string_view verbose);

}  // namespace claimscope::survey
