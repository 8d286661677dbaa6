#include "app/source/file_answers.h"

#include <algorithm>
#include <array>

#include "app/source/manifest_head.h"
#include "model/base/json_tree.h"

namespace claimscope::app {
namespace {

struct AskedKind {
  std::string_view group;
  std::string_view plural;
  std::string_view kind;
  bool watched;
};
constexpr std::array<AskedKind, 10> kAsked = {{
    {"networking.k8s.io", "networkpolicies", "NetworkPolicy", false},
    {"rbac.authorization.k8s.io", "clusterroles", "ClusterRole", false},
    {"rbac.authorization.k8s.io", "clusterrolebindings", "ClusterRoleBinding", false},
    {"rbac.authorization.k8s.io", "roles", "Role", false},
    {"rbac.authorization.k8s.io", "rolebindings", "RoleBinding", false},
    {"coordination.k8s.io", "leases", "Lease", false},
    {"", "configmaps", "ConfigMap", false},
    {"karpenter.sh", "nodepools", "NodePool", false},
    {"", "pods", "Pod", true},
    {"apps", "daemonsets", "DaemonSet", true},
}};

struct AskedPath {
  std::string group;
  std::string namespaceName;
  std::string plural;
  std::string name;
  bool controlPlane = false;  ///< labelSelector tier=control-plane
};

AskedPath pathOf(const std::string& text) {
  AskedPath out;
  const std::size_t question = text.find('?');
  out.controlPlane = question != std::string::npos && text.find("tier%3Dcontrol-plane", question) != std::string::npos;
  std::vector<std::string> parts;
  std::string_view rest = std::string_view(text).substr(0, question);
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    if (slash != 0) {
      parts.emplace_back(rest.substr(0, slash));
    }
    rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  }
  std::size_t at = 2;  // "api", version
  if (parts.size() > 2 && parts[0] == "apis") {
    out.group = parts[1];
    at = 3;
  }
  if (parts.size() > at + 2 && parts[at] == "namespaces") {
    out.namespaceName = parts[at + 1];
    at += 2;
  }
  out.plural = parts.size() > at ? parts[at] : std::string();
  out.name = parts.size() > at + 1 ? parts[at + 1] : std::string();
  return out;
}

bool isControlPlane(const std::string& object) {
  const nlohmann::json parsed = nlohmann::json::parse(object, nullptr, false);
  const auto pointer = nlohmann::json::json_pointer("/metadata/labels/tier");
  return parsed.is_object() && parsed.contains(pointer) && parsed[pointer] == "control-plane";
}

}  // namespace

bool isAskedFor(std::string_view group, std::string_view kind) {
  return std::any_of(kAsked.begin(), kAsked.end(),
                     [&](const AskedKind& one) { return !one.watched && one.group == group && one.kind == kind; });
}

Result<std::string> answerFromFiles(const std::map<std::string, std::vector<std::string>>& objects, const std::string& path) {
  const AskedPath asked = pathOf(path);
  const auto kind = std::find_if(kAsked.begin(), kAsked.end(),
                                 [&](const AskedKind& one) { return one.group == asked.group && one.plural == asked.plural; });
  const auto found =
      kind == kAsked.end() ? objects.end() : objects.find(std::string(kind->group) + "/" + std::string(kind->kind));
  if (found == objects.end()) {
    return fail(ErrorCode::cancelled, "the files hold none");
  }
  std::string list = R"({"kind":"List","apiVersion":"v1","metadata":{},"items":[)";
  for (const std::string& object : found->second) {
    std::string copy = object;
    const ManifestHead head = manifestHead(copy);
    if (!asked.namespaceName.empty() && head.namespaceName != asked.namespaceName) {
      continue;
    }
    if (!asked.name.empty() && head.name == asked.name) {
      return object;
    }
    if (asked.name.empty() && (!asked.controlPlane || isControlPlane(object))) {
      list += (list.back() == '[' ? "" : ",") + object;
    }
  }
  if (!asked.name.empty()) {
    return fail(ErrorCode::notFound, std::string(kind->kind) + " " + asked.name + " is not in the files");
  }
  return list + "]}";
}

}  // namespace claimscope::app
