// AccessReport: what the person may do with each kind, and what is hidden without it. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/result.h"

namespace claimscope {

enum class Permission : std::uint8_t {
  unknown,  ///< not asked yet, or the question itself failed; never shown as a yes or a no
  allowed,
  denied,
};

/// One verb on one kind, as SelfSubjectAccessReview answers.
struct AccessRule {
  std::string group;
  std::string resource;                      ///< plural
  std::string subresource;                   ///< "eviction", "binding"; empty for the kind itself
  std::string verb;                          ///< get, list, watch, create, patch, delete
  Permission cluster = Permission::unknown;  ///< in every namespace
  /// In the namespace of the report; same as `cluster` for kinds without namespaces.
  Permission inNamespace = Permission::unknown;
  std::string reason = {};  ///< of a denial, as the server puts it
};

struct AccessReport {
  Time at;                    ///< when the server was asked
  std::string namespaceName;  ///< of AccessRule::inNamespace
  std::string user;           ///< who the server says we are (SelfSubjectReview); empty when it does not say
  std::vector<std::string> groups;
  std::vector<AccessRule> rules;
  std::optional<Error> error;  ///< why rules are unknown

  [[nodiscard]] const AccessRule* find(const std::string& group, const std::string& resource, const std::string& subresource,
                                       const std::string& verb) const {
    for (const AccessRule& rule : rules) {
      if (rule.group == group && rule.resource == resource && rule.subresource == subresource && rule.verb == verb) {
        return &rule;
      }
    }
    return nullptr;
  }
};

}  // namespace claimscope
