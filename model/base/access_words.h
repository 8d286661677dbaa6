// What permissions mean: the matrix by kind, what is hidden without each, and the role to ask for. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/base/access.h"

namespace claimscope {

/// False for kinds outside namespaces (nodes, slices, classes …), which a Role can never allow.
[[nodiscard]] bool isNamespaced(const AccessRule& rule);
/// Reading an object's kind: list, watch or get of the kind itself. Logs and writes are not.
[[nodiscard]] bool isRead(const AccessRule& rule);
/// Allowed where it is needed: in the whole cluster, or with `onlyNamespace` in the namespace of the report.
[[nodiscard]] Permission grantOf(const AccessRule& rule, bool onlyNamespace);

/// One line of the matrix: a kind with its three ways of reading, or one write.
struct AccessLine {
  std::string group;
  std::string resource;  ///< "pods", "pods/eviction"
  const AccessRule* list = nullptr;
  const AccessRule* watch = nullptr;
  const AccessRule* get = nullptr;
  const AccessRule* write = nullptr;  ///< the only one then, but for "pods/log", which has get alone
  std::string hidden;                 ///< in words; "nothing" when nothing is; what a write is needed for
  bool limited = false;               ///< something is hidden or cannot be done

  [[nodiscard]] std::vector<AccessRule> rules() const;
};
/// Kinds in the order of the report, then logs and writes. Points into the report.
[[nodiscard]] std::vector<AccessLine> accessMatrix(const AccessReport& report);

/// The namespace that is read alone because the whole cluster is forbidden: such a kind is live and keeps the refusal as its
/// error, which begins with it. Empty for any other error.
[[nodiscard]] std::string_view onlyNamespaceIn(const Error& error);

/// What is hidden when a kind cannot be listed: "taints by rule: free is ≤, tainted is ≥".
[[nodiscard]] std::string hiddenWithout(const std::string& resource);
/// The same when only one namespace of it can be listed.
[[nodiscard]] std::string hiddenOutside(const std::string& resource);

/// Rules for reading that are not allowed where they are needed; unknown ones count.
[[nodiscard]] std::vector<AccessRule> missingReads(const AccessReport& report, bool onlyNamespace);
[[nodiscard]] std::vector<AccessRule> allReads(const AccessReport& report);

struct RoleOptions {
  std::string name = "claimscope-reader";
  std::string namespaceName;  ///< a Role there for what lives in namespaces; empty: a ClusterRole for everything
  std::string user;           ///< bound to the roles; empty: no binding, a comment says so
};
/// The least roles with these rules, as YAML that kubectl applies. Empty when there are no rules.
[[nodiscard]] std::string roleYaml(const std::vector<AccessRule>& rules, const RoleOptions& options);

}  // namespace claimscope
