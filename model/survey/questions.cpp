#include "model/survey/questions.h"

#include <algorithm>
#include <set>

#include "model/base/json_tree.h"
#include "model/diagnosis/workflows/driver_pods.h"
#include "model/survey/document.h"

namespace claimscope::survey {
namespace {

constexpr std::size_t kMostDriverSets = 20;

Question list(const std::string& id, const std::string& path) {
  const char* join = path.find('?') == std::string::npos ? "?" : "&";
  return {id, path + join + "limit=" + std::to_string(kPageSize), {}, true};
}

Question document(const std::string& id, const std::string& path) {
  return {id, path, {}, false};
}

Question ownRules(const std::string& namespaceName) {
  const nlohmann::json body = {
      {"apiVersion", "authorization.k8s.io/v1"}, {"kind", "SelfSubjectRulesReview"}, {"spec", {{"namespace", namespaceName}}}};
  return {"ownrules", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", body.dump(), false};
}

void addPosture(const cluster::Snapshot& snapshot, std::vector<Question>& out) {
  out.push_back(list("networkpolicies", "/apis/networking.k8s.io/v1/networkpolicies"));
  for (const char* kind : {"clusterroles", "clusterrolebindings", "roles", "rolebindings"}) {
    out.push_back(list(kind, std::string("/apis/rbac.authorization.k8s.io/v1/") + kind));
  }
  const std::vector<Text> namespaces = claimNamespaces(snapshot);
  out.push_back(ownRules(namespaces.empty() ? std::string("default") : namespaces.front().str()));
  for (const std::string& name : driverSetNames(snapshot)) {
    const std::size_t slash = name.find('/');
    out.push_back(document("daemonset/" + name,
                           "/apis/apps/v1/namespaces/" + name.substr(0, slash) + "/daemonsets/" + name.substr(slash + 1)));
  }
}

void addControlPlane(const cluster::Snapshot& snapshot, std::vector<Question>& out) {
  out.push_back(document("version", "/version"));
  out.push_back(document("livez", "/livez?verbose"));
  out.push_back(document("readyz", "/readyz?verbose"));
  out.push_back(document("metrics", "/metrics"));
  for (const std::string& version : draVersions()) {
    out.push_back(document("served/" + version, "/apis/resource.k8s.io/" + version));
  }
  out.push_back(list("components", "/api/v1/namespaces/kube-system/pods?labelSelector=tier%3Dcontrol-plane"));
  out.push_back(list("configmaps", "/api/v1/namespaces/kube-system/configmaps"));
  std::set<std::string> namespaces = {"kube-system"};
  for (const std::string& name : driverSetNames(snapshot)) {
    namespaces.insert(name.substr(0, name.find('/')));
  }
  snapshot.of<Namespace>().forEach([&](cluster::Slot, const Namespace& one) {
    if (one.meta.name == "karpenter") {
      namespaces.insert("karpenter");
    }
  });
  for (const std::string& name : namespaces) {
    out.push_back(list("leases/" + name, "/apis/coordination.k8s.io/v1/namespaces/" + name + "/leases"));
  }
}

}  // namespace

const std::vector<std::string>& draVersions() {
  static const std::vector<std::string> kVersions = {"v1", "v1beta2", "v1beta1", "v1alpha3", "v1alpha2"};
  return kVersions;
}

std::vector<Text> claimNamespaces(const cluster::Snapshot& snapshot) {
  std::set<Text> names;
  snapshot.of<ResourceClaim>().forEach(
      [&](cluster::Slot, const ResourceClaim& claim) { names.insert(claim.meta.namespaceName); });
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (!pod.spec->claims.empty()) {
      names.insert(pod.meta.namespaceName);
    }
  });
  return {names.begin(), names.end()};
}

std::string driverSetNameOf(const cluster::Snapshot& snapshot, const Text& driver) {
  if (const DaemonSet* set = diagnosis::driverSet(snapshot, driver); set != nullptr) {
    return set->meta.namespaceName.str() + "/" + set->meta.name.str();
  }
  const std::vector<diagnosis::DriverPod> pods = diagnosis::driverPods(snapshot, driver);
  // One set with a name that says little looks like every driver's: it is that of the driver it looks like most.
  return pods.empty() || pods.front().setName.empty() || !(diagnosis::driverOfPod(snapshot, *pods.front().pod) == driver)
             ? std::string()
             : pods.front().pod->meta.namespaceName.str() + "/" + pods.front().setName.str();
}

std::vector<std::string> driverSetNames(const cluster::Snapshot& snapshot) {
  std::set<Text> drivers;
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    drivers.insert(pool.driver);
  }
  std::set<std::string> out;
  for (const Text& driver : drivers) {
    const std::string name = driverSetNameOf(snapshot, driver);
    const std::size_t slash = name.find('/');
    if (slash != std::string::npos && out.size() < kMostDriverSets && isName(std::string_view(name).substr(0, slash)) &&
        isName(std::string_view(name).substr(slash + 1))) {
      out.insert(name);
    }
  }
  return {out.begin(), out.end()};
}

std::vector<Question> questionsFor(const cluster::Snapshot& snapshot, const Wanted& wanted) {
  std::vector<Question> out;
  if (wanted.posture) {
    addPosture(snapshot, out);
  }
  if (wanted.controlPlane) {
    addControlPlane(snapshot, out);
  }
  return out;
}

std::string roleToAsk() {
  return R"(apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: claimscope-posture
rules:
- apiGroups: ["networking.k8s.io"]
  resources: ["networkpolicies"]
  verbs: ["list"]
- apiGroups: ["rbac.authorization.k8s.io"]
  resources: ["clusterroles", "clusterrolebindings", "roles", "rolebindings"]
  verbs: ["list"]
- apiGroups: ["apps"]
  resources: ["daemonsets"]
  verbs: ["get"]
- apiGroups: ["coordination.k8s.io"]
  resources: ["leases"]
  verbs: ["list"]
- apiGroups: ["karpenter.sh"]
  resources: ["nodepools"]
  verbs: ["list"]
- nonResourceURLs: ["/livez", "/readyz", "/metrics"]
  verbs: ["get"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: claimscope-control-plane
  namespace: kube-system
rules:
- apiGroups: [""]
  resources: ["configmaps", "pods"]
  verbs: ["list", "get"]
)";
}

}  // namespace claimscope::survey
