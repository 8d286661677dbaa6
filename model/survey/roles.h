// Roles: RBAC as it is written, and who may do a thing by it. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/survey/document.h"

namespace claimscope::survey {

struct RoleRule {
  std::vector<std::string> groups;
  std::vector<std::string> resources;  ///< "resourceclaims", "resourceclaims/status", "*"
  std::vector<std::string> names;      ///< resourceNames; empty: all
  std::vector<std::string> verbs;
};

struct Role {
  std::string namespaceName;  ///< empty: a ClusterRole
  std::string name;
  std::vector<RoleRule> rules;
  bool aggregated = false;  ///< its rules are gathered from other ClusterRoles by label
};

struct Subject {
  std::string kind;  ///< User, Group, ServiceAccount
  std::string namespaceName;
  std::string name;
  friend bool operator==(const Subject&, const Subject&) = default;
  friend auto operator<=>(const Subject&, const Subject&) = default;
  /// "group system:masters", "service account kube-system/replicaset-controller", "user jane".
  [[nodiscard]] std::string text() const;
  /// Everybody who can sign in, or even who cannot.
  [[nodiscard]] bool everybody() const;
  /// A component of Kubernetes itself: system: users and groups, and the controllers' service accounts of kube-system.
  [[nodiscard]] bool system() const;
};

struct Binding {
  std::string namespaceName;  ///< empty: a ClusterRoleBinding
  std::string name;
  std::string roleKind;  ///< ClusterRole, Role
  std::string roleName;
  std::vector<Subject> subjects;
};

/// A verb on a resource of one group; `resource` with its subresource behind a slash.
struct Deed {
  std::string group;
  std::string resource;
  std::vector<std::string> verbs;  ///< any of them counts
};

/// Verbs of the deed that the rule allows, in the deed's order; "*" counts as all of them. Rules for named objects alone count
/// too, and `named` says so. RBAC: rbac/v1 VerbMatches, APIGroupMatches, ResourceMatches.
[[nodiscard]] std::vector<std::string> allowedVerbs(const RoleRule& rule, const Deed& deed, bool* named = nullptr);

/// Somebody who may do it, and by what.
struct Grant {
  Subject subject;
  std::string namespaceName;  ///< only there; empty: everywhere
  std::vector<std::string> verbs;
  std::string binding;  ///< "ClusterRoleBinding cluster-admin"
  std::string role;     ///< "ClusterRole cluster-admin"
  bool aggregated = false;
  bool named = false;  ///< only objects of certain names
};

struct RoleBook {
  const std::vector<Role>& clusterRoles;
  const std::vector<Role>& roles;
  const std::vector<Binding>& clusterBindings;
  const std::vector<Binding>& bindings;
};
/// Everybody who may do it, sorted by subject; bindings to roles that do not exist grant nothing. `namespaced` false: what a
/// RoleBinding grants of a kind outside namespaces is nothing.
[[nodiscard]] std::vector<Grant> grantsOf(const RoleBook& book, const Deed& deed, bool namespaced);

[[nodiscard]] Role readRole(const Json& object);
[[nodiscard]] Binding readBinding(const Json& object);
[[nodiscard]] RoleRule readRoleRule(const Json& object);

}  // namespace claimscope::survey
