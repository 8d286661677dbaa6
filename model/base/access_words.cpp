#include "model/base/access_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

#include "model/base/json_tree.h"

namespace claimscope {
namespace {

/// Kinds outside namespaces, among those we ever ask about.
constexpr std::array<const char*, 6> kClusterWide = {"resourceslices", "deviceclasses", "devicetaintrules",
                                                     "nodes",          "namespaces",    "resourceclasses"};

struct Hidden {
  const char* resource;
  const char* all;      ///< when nothing of the kind can be listed
  const char* outside;  ///< when only one namespace can
};
constexpr std::array<Hidden, 21> kHidden = {{
    {"resourceslices", "devices and pools: every count of devices is ?", ""},
    {"resourceclaims", "claims and who holds a device: in use is ?, free is ≤", "claims elsewhere: in use is ≥, free is ≤"},
    {"deviceclasses", "what a class selects: explanations cannot say what fits", ""},
    {"resourceclaimtemplates", "what pods ask for whose claim does not exist yet", "templates elsewhere"},
    {"devicetaintrules", "taints by rule: free is ≤, tainted is ≥", ""},
    {"nodes", "node groups, zones, taints and room of nodes: what fits is ?", ""},
    {"pods", "pods that use or wait for claims, and their owners", "pods elsewhere: their claims have no known user"},
    {"events", "what scheduler and kubelet said: why a claim waits is less sure", "events elsewhere"},
    {"namespaces", "the list of namespaces: only those with claims can be chosen", ""},
    {"resourcequotas", "quotas: the quota rung is ?", "quotas elsewhere: the quota rung is ? there"},
    {"poddisruptionbudgets", "disruption budgets: what blocks a drain is ?", "budgets elsewhere"},
    {"deployments", "owners of pods above the ReplicaSet", "owners elsewhere"},
    {"replicasets", "owners of pods: Deployments are not found", "owners elsewhere"},
    {"statefulsets", "owners of pods: size and state of StatefulSets", "owners elsewhere"},
    {"daemonsets", "owners of pods: size and state of DaemonSets", "owners elsewhere"},
    {"jobs", "owners of pods: size and state of Jobs", "owners elsewhere"},
    {"cronjobs", "what CronJobs will run: their pod templates in Migration", "templates of CronJobs elsewhere"},
    {"resourceclasses", "classic drivers and their parameters", ""},
    {"podschedulingcontexts", "classic negotiation: which nodes suit a claim", "classic negotiation elsewhere"},
    {"resourceclaimparameters", "classic parameters of claims", "classic parameters elsewhere"},
    {"resourceclassparameters", "classic parameters of classes", "classic parameters elsewhere"},
}};

/// What a write is for, in the words of the pages that will do it.
std::string neededFor(const AccessRule& rule) {
  const std::string what = rule.resource + (rule.subresource.empty() ? "" : "/" + rule.subresource);
  if (what == "pods/log") {
    return "logs of drivers in Troubleshoot";
  }
  if (what == "pods/eviction") {
    return "needed to drain a node";
  }
  if (what == "pods") {
    return rule.verb == "delete" ? "needed to drain without eviction" : "needed to hold devices with a placeholder pod";
  }
  if (what == "nodes") {
    return "needed to cordon a node";
  }
  if (what == "resourceclaims") {
    return rule.verb == "delete"   ? "needed to release a claim"
           : rule.verb == "create" ? "needed to hold devices"
                                   : "needed to note who holds a claim and until when";
  }
  if (what == "resourceclaimtemplates") {
    return "needed to apply changed templates";
  }
  if (what == "devicetaintrules") {
    return rule.verb == "create"   ? "needed to taint devices"
           : rule.verb == "delete" ? "needed to remove a taint"
                                   : "needed to turn a rehearsal into a drain of devices";
  }
  return "needed to " + rule.verb + " " + what;
}

/// Four hexadecimal digits; what json writes after \u.
unsigned hex4(const std::string& text, std::size_t at) {
  return static_cast<unsigned>(std::strtoul(text.substr(at, 4).c_str(), nullptr, 16));
}

/// A double-quoted YAML string in ASCII. JSON's escapes are YAML's too, but for characters beyond 16 bits, which JSON writes as
/// two.
std::string quoted(const std::string& text) {
  const std::string json = nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  std::string out;
  for (std::size_t i = 0; i < json.size();) {
    if (json[i] != '\\') {
      out += json[i++];
      continue;
    }
    const bool pair = json[i + 1] == 'u' && hex4(json, i + 2) >= 0xd800 && hex4(json, i + 2) < 0xdc00;
    if (pair) {
      out += fmt::format("\\U{:08x}", 0x10000U + ((hex4(json, i + 2) - 0xd800) << 10U) + (hex4(json, i + 8) - 0xdc00));
    } else {
      out += json.substr(i, json[i + 1] == 'u' ? 6 : 2);
    }
    i += pair ? 12U : json[i + 1] == 'u' ? 6U : 2U;
  }
  return out;
}

std::string flow(const std::set<std::string>& items) {
  std::string out = "[";
  for (const std::string& item : items) {
    out += (out.size() > 1 ? ", " : "") + quoted(item);
  }
  return out + "]";
}

std::string resourceOf(const AccessRule& rule) {
  return rule.subresource.empty() ? rule.resource : rule.resource + "/" + rule.subresource;
}

/// Rules of one role: resources of a group that have the same verbs stand together.
std::string rulesYaml(const std::vector<AccessRule>& rules) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> verbs;
  for (const AccessRule& rule : rules) {
    verbs[{rule.group, resourceOf(rule)}].insert(rule.verb);
  }
  std::map<std::pair<std::string, std::set<std::string>>, std::set<std::string>> merged;
  for (const auto& [key, value] : verbs) {
    merged[{key.first, value}].insert(key.second);
  }
  std::string out = "rules:\n";
  for (const auto& [key, resources] : merged) {
    out += "- apiGroups: [" + quoted(key.first) + "]\n  resources: " + flow(resources) + "\n  verbs: " + flow(key.second) + "\n";
  }
  return out;
}

std::string header(const char* kind, const RoleOptions& options, bool inNamespace) {
  return std::string("apiVersion: rbac.authorization.k8s.io/v1\nkind: ") + kind + "\nmetadata:\n  name: " + quoted(options.name) +
         "\n" + (inNamespace ? "  namespace: " + quoted(options.namespaceName) + "\n" : std::string());
}

/// The subject the server names; a service account is one of its own kind, found by its user name.
std::string subjectYaml(const std::string& user) {
  constexpr std::string_view kAccount = "system:serviceaccount:";
  if (user.rfind(kAccount, 0) == 0) {
    const std::string rest = user.substr(kAccount.size());
    const std::size_t colon = rest.find(':');
    if (colon != std::string::npos) {
      return "- kind: ServiceAccount\n  name: " + quoted(rest.substr(colon + 1)) +
             "\n  namespace: " + quoted(rest.substr(0, colon)) + "\n";
    }
  }
  return "- kind: User\n  apiGroup: rbac.authorization.k8s.io\n  name: " + quoted(user) + "\n";
}

std::string roleAndBinding(const std::vector<AccessRule>& rules, const RoleOptions& options, bool inNamespace) {
  const char* role = inNamespace ? "Role" : "ClusterRole";
  std::string out = header(role, options, inNamespace) + rulesYaml(rules);
  if (!options.user.empty()) {
    out += "---\n" + header(inNamespace ? "RoleBinding" : "ClusterRoleBinding", options, inNamespace) +
           "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: " + role + "\n  name: " + quoted(options.name) +
           "\nsubjects:\n" + subjectYaml(options.user);
  }
  return out;
}

const Hidden* hiddenOf(const std::string& resource) {
  const auto found =
      std::find_if(kHidden.begin(), kHidden.end(), [&](const Hidden& hidden) { return resource == hidden.resource; });
  return found == kHidden.end() ? nullptr : &*found;
}

bool allowedIn(const AccessRule* rule, Permission AccessRule::*where) {
  return rule != nullptr && rule->*where == Permission::allowed;
}

/// Words for a kind: the first way of reading that fails says it.
void sayHidden(AccessLine& line, const std::string& namespaceName) {
  line.limited = true;
  const auto unknown = [](const AccessRule* rule) { return rule == nullptr || rule->cluster == Permission::unknown; };
  if (unknown(line.list)) {
    line.hidden = "not known: the server was not asked or did not say";
  } else if (!allowedIn(line.list, &AccessRule::cluster)) {
    const bool inNamespace = allowedIn(line.list, &AccessRule::inNamespace);
    line.hidden =
        inNamespace ? hiddenOutside(line.resource) + " (only namespace " + namespaceName + ")" : hiddenWithout(line.resource);
  } else if (!unknown(line.watch) && !allowedIn(line.watch, &AccessRule::cluster)) {
    line.hidden = "changes between two readings: it is listed again from time to time";
  } else if (!unknown(line.get) && !allowedIn(line.get, &AccessRule::cluster)) {
    line.hidden = "its YAML in the inspector";
  } else {
    line.hidden = "nothing";
    line.limited = false;
  }
}

}  // namespace

bool isNamespaced(const AccessRule& rule) {
  return std::find(kClusterWide.begin(), kClusterWide.end(), rule.resource) == kClusterWide.end();
}

bool isRead(const AccessRule& rule) {
  return rule.subresource.empty() && (rule.verb == "list" || rule.verb == "watch" || rule.verb == "get");
}

Permission grantOf(const AccessRule& rule, bool onlyNamespace) {
  return onlyNamespace && isNamespaced(rule) ? rule.inNamespace : rule.cluster;
}

std::vector<AccessRule> AccessLine::rules() const {
  std::vector<AccessRule> out;
  for (const AccessRule* rule : {list, watch, get, write}) {
    if (rule != nullptr) {
      out.push_back(*rule);
    }
  }
  return out;
}

std::vector<AccessLine> accessMatrix(const AccessReport& report) {
  std::vector<AccessLine> kinds;
  std::vector<AccessLine> others;
  for (const AccessRule& rule : report.rules) {
    if (!isRead(rule)) {
      AccessLine line{rule.group, resourceOf(rule), nullptr, nullptr, nullptr, nullptr, neededFor(rule), false};
      (rule.verb == "get" ? line.get : line.write) = &rule;
      line.limited = rule.cluster != Permission::allowed;
      others.push_back(std::move(line));
      continue;
    }
    auto found = std::find_if(kinds.begin(), kinds.end(),
                              [&](const AccessLine& line) { return line.group == rule.group && line.resource == rule.resource; });
    if (found == kinds.end()) {
      kinds.push_back({rule.group, rule.resource, nullptr, nullptr, nullptr, nullptr, {}, false});
      found = kinds.end() - 1;
    }
    (rule.verb == "list" ? found->list : rule.verb == "watch" ? found->watch : found->get) = &rule;
  }
  for (AccessLine& line : kinds) {
    sayHidden(line, report.namespaceName);
  }
  kinds.insert(kinds.end(), others.begin(), others.end());
  return kinds;
}

std::string_view onlyNamespaceIn(const Error& error) {
  constexpr std::string_view kBegin = "only namespace ";
  const std::string_view message = error.message;
  const std::size_t end = message.find(" is shown: ");
  return message.substr(0, kBegin.size()) == kBegin && end != std::string_view::npos
             ? message.substr(kBegin.size(), end - kBegin.size())
             : std::string_view();
}

std::string hiddenWithout(const std::string& resource) {
  const Hidden* hidden = hiddenOf(resource);
  return hidden == nullptr ? "everything about " + resource : hidden->all;
}

std::string hiddenOutside(const std::string& resource) {
  const Hidden* hidden = hiddenOf(resource);
  return hidden == nullptr || *hidden->outside == '\0' ? resource + " elsewhere" : hidden->outside;
}

std::vector<AccessRule> missingReads(const AccessReport& report, bool onlyNamespace) {
  std::vector<AccessRule> out;
  std::copy_if(report.rules.begin(), report.rules.end(), std::back_inserter(out),
               [&](const AccessRule& rule) { return isRead(rule) && grantOf(rule, onlyNamespace) != Permission::allowed; });
  return out;
}

std::vector<AccessRule> allReads(const AccessReport& report) {
  std::vector<AccessRule> out;
  std::copy_if(report.rules.begin(), report.rules.end(), std::back_inserter(out), isRead);
  return out;
}

std::string roleYaml(const std::vector<AccessRule>& rules, const RoleOptions& options) {
  std::vector<AccessRule> clusterWide;
  std::vector<AccessRule> inNamespace;
  for (const AccessRule& rule : rules) {
    (!options.namespaceName.empty() && isNamespaced(rule) ? inNamespace : clusterWide).push_back(rule);
  }
  std::string out;
  if (options.user.empty() && !rules.empty()) {
    out += "# The server does not say who you are: bind the role to your user or group.\n";
  }
  if (!inNamespace.empty()) {
    out += roleAndBinding(inNamespace, options, true);
  }
  if (!clusterWide.empty()) {
    out += (inNamespace.empty() ? "" : "---\n") + roleAndBinding(clusterWide, options, false);
  }
  return out;
}

}  // namespace claimscope
