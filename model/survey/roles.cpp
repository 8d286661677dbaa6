#include "model/survey/roles.h"

#include <algorithm>
#include <map>

namespace claimscope::survey {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// "*" takes everything, "resource" itself, "*/status" the subresource of every resource.
bool takesResource(const std::vector<std::string>& list, const std::string& resource) {
  if (holds(list, "*") || holds(list, resource)) {
    return true;
  }
  const std::size_t slash = resource.find('/');
  return slash != std::string::npos && holds(list, "*" + resource.substr(slash));
}

using RoleIndex = std::map<std::pair<std::string, std::string>, const Role*>;

RoleIndex indexOf(const RoleBook& book) {
  RoleIndex out;
  for (const auto* list : {&book.clusterRoles, &book.roles}) {
    for (const Role& role : *list) {
      out.emplace(std::pair(role.namespaceName, role.name), &role);
    }
  }
  return out;
}

void addGrants(const RoleIndex& roles, const std::vector<Binding>& bindings, const Deed& deed, std::vector<Grant>& out) {
  for (const Binding& binding : bindings) {
    const bool clusterRole = binding.roleKind != "Role";
    const auto role = roles.find({clusterRole ? std::string() : binding.namespaceName, binding.roleName});
    if (role == roles.end()) {
      continue;
    }
    std::vector<std::string> verbs;
    bool named = true;
    for (const RoleRule& rule : role->second->rules) {
      bool onlyNamed = false;
      for (const std::string& verb : allowedVerbs(rule, deed, &onlyNamed)) {
        if (!holds(verbs, verb)) {
          verbs.push_back(verb);
        }
        named = named && onlyNamed;
      }
    }
    if (verbs.empty()) {
      continue;
    }
    for (const Subject& subject : binding.subjects) {
      Grant grant;
      grant.subject = subject;
      grant.namespaceName = binding.namespaceName;
      grant.verbs = verbs;
      grant.binding =
          (binding.namespaceName.empty() ? "ClusterRoleBinding " : "RoleBinding " + binding.namespaceName + "/") + binding.name;
      grant.role = (clusterRole ? "ClusterRole " : "Role " + binding.namespaceName + "/") + binding.roleName;
      grant.aggregated = role->second->aggregated;
      grant.named = named;
      out.push_back(std::move(grant));
    }
  }
}

}  // namespace

std::string Subject::text() const {
  if (kind == "ServiceAccount") {
    return "service account " + namespaceName + "/" + name;
  }
  return (kind == "Group" ? "group " : "user ") + name;
}

bool Subject::everybody() const {
  return (kind == "Group" &&
          (name == "system:authenticated" || name == "system:unauthenticated" || name == "system:serviceaccounts")) ||
         (kind == "User" && name == "system:anonymous");
}

bool Subject::system() const {
  if (everybody()) {
    return false;
  }
  if (kind == "ServiceAccount") {
    return namespaceName == "kube-system" && (name.ends_with("-controller") || name == "generic-garbage-collector" ||
                                              name == "namespace-controller" || name == "resource-claim-controller");
  }
  // Service accounts named as users or groups are those of whoever made them.
  return name.starts_with("system:") && !name.starts_with("system:serviceaccount");
}

std::vector<std::string> allowedVerbs(const RoleRule& rule, const Deed& deed, bool* named) {
  std::vector<std::string> out;
  if (named != nullptr) {
    *named = !rule.names.empty();
  }
  if ((!holds(rule.groups, "*") && !holds(rule.groups, deed.group)) || !takesResource(rule.resources, deed.resource)) {
    return out;
  }
  for (const std::string& verb : deed.verbs) {
    // A create has no name yet, so a rule for named objects cannot allow it.
    if ((holds(rule.verbs, "*") || holds(rule.verbs, verb)) && !(verb == "create" && !rule.names.empty())) {
      out.push_back(verb);
    }
  }
  return out;
}

std::vector<Grant> grantsOf(const RoleBook& book, const Deed& deed, bool namespaced) {
  const RoleIndex roles = indexOf(book);
  std::vector<Grant> out;
  addGrants(roles, book.clusterBindings, deed, out);
  if (namespaced) {
    addGrants(roles, book.bindings, deed, out);
  }
  std::sort(out.begin(), out.end(), [](const Grant& a, const Grant& b) {
    return std::tie(a.subject, a.namespaceName, a.binding) < std::tie(b.subject, b.namespaceName, b.binding);
  });
  return out;
}

RoleRule readRoleRule(const Json& object) {
  return {texts(child(object, "apiGroups")), texts(child(object, "resources")), texts(child(object, "resourceNames")),
          texts(child(object, "verbs"))};
}

Role readRole(const Json& object) {
  Role out;
  const Json& metadata = child(object, "metadata");
  out.namespaceName = fieldText(metadata, "namespace");
  out.name = fieldText(metadata, "name");
  out.aggregated = child(object, "aggregationRule").is_object();
  if (const Json& rules = child(object, "rules"); rules.is_array()) {
    for (const Json& rule : rules) {
      out.rules.push_back(readRoleRule(rule));
    }
  }
  return out;
}

Binding readBinding(const Json& object) {
  Binding out;
  const Json& metadata = child(object, "metadata");
  out.namespaceName = fieldText(metadata, "namespace");
  out.name = fieldText(metadata, "name");
  out.roleKind = fieldText(child(object, "roleRef"), "kind");
  out.roleName = fieldText(child(object, "roleRef"), "name");
  if (const Json& subjects = child(object, "subjects"); subjects.is_array()) {
    for (const Json& one : subjects) {
      Subject subject{fieldText(one, "kind"), fieldText(one, "namespace"), fieldText(one, "name")};
      if (subject.kind == "ServiceAccount" && subject.namespaceName.empty()) {
        subject.namespaceName = out.namespaceName;
      }
      out.subjects.push_back(std::move(subject));
    }
  }
  return out;
}

}  // namespace claimscope::survey
