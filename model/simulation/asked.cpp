#include "model/simulation/asked.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace claimscope::simulation {
namespace {

HttpReply list(const std::vector<std::string>& items) {
  std::string out = R"({"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"48200001"},"items":[)";
  for (const std::string& item : items) {
    out += (out.back() == '[' ? "" : ",") + item;
  }
  return {200, out + "]}"};
}

std::string meta(std::string_view name, std::string_view namespaceName = {}, std::string_view more = {}) {
  std::string out = R"("metadata":{"name":")" + std::string(name) + "\"";
  if (!namespaceName.empty()) {
    out += R"(,"namespace":")" + std::string(namespaceName) + "\"";
  }
  return out + std::string(more) + "}";
}

/// The guide's own policy: its pods have no label workload, no namespace has the label name, and nothing lets DNS through.
constexpr const char* kGuidePolicy =
    R"({"metadata":{"name":"gpu-node-isolation","namespace":"ml-workloads"},"spec":{"podSelector":{"matchLabels":{"workload":"ml"}},)"
    R"("policyTypes":["Ingress","Egress"],"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"name":"ml-workloads"}}}]}],)"
    R"("egress":[{"to":[{"namespaceSelector":{"matchLabels":{"name":"ml-workloads"}}}]}]}})";
/// One that does what it says.
constexpr const char* kGoodPolicy =
    R"({"metadata":{"name":"default-isolation","namespace":"team-nlp"},"spec":{"podSelector":{},"policyTypes":["Ingress","Egress"],)"
    R"("ingress":[{"from":[{"podSelector":{}}]}],"egress":[{"to":[{"podSelector":{}}]},{"to":[{"namespaceSelector":{"matchLabels":)"
    R"({"kubernetes.io/metadata.name":"kube-system"}},"podSelector":{"matchLabels":{"k8s-app":"kube-dns"}}}],"ports":)"
    R"([{"protocol":"UDP","port":53},{"protocol":"TCP","port":53}]}]}})";

std::string rule(std::string_view group, std::string_view resources, std::string_view verbs) {
  return R"({"apiGroups":[")" + std::string(group) + R"("],"resources":[)" + std::string(resources) + R"(],"verbs":[)" +
         std::string(verbs) + "]}";
}

std::vector<std::string> clusterRoles() {
  constexpr const char* kDra = "resource.k8s.io";
  constexpr const char* kWrite = R"("create","update","patch","delete")";
  const auto role = [](std::string_view name, const std::string& rules) {
    return "{" + meta(name) + R"(,"rules":[)" + rules + "]}";
  };
  return {
      role("cluster-admin", rule("*", R"("*")", R"("*")")),
      "{" + meta("edit") + R"(,"aggregationRule":{"clusterRoleSelectors":[]},"rules":[)" +
          rule(kDra, R"("resourceclaims","resourceclaimtemplates")",
               R"("create","delete","patch","update","get","list","watch")") +
          "]}",
      role("system:kube-scheduler",
           rule(kDra, R"("resourceclaims","resourceclaims/status")", R"("get","list","watch","patch","update")")),
      role("system:controller:resource-claim-controller", rule(kDra, R"("resourceclaims","resourceclaims/status")",
                                                               R"("get","list","watch","create","delete","patch","update")")),
      role("system:controller:namespace-controller", rule("", R"("namespaces")", R"("delete","get","list","watch","update")")),
      role("dra-driver", rule(kDra, R"("resourceslices")", kWrite) + "," +
                             rule(kDra, R"("resourceclaims/status")", R"("patch","update")") + "," +
                             rule("", R"("nodes")", R"("get","patch")") + "," + rule("", R"("secrets")", R"("get","list")")),
      role("gpu-operator",
           rule(kDra, R"("deviceclasses","devicetaintrules")", kWrite) + "," + rule("", R"("namespaces")", R"("get","patch")")),
  };
}

std::string binding(std::string_view name, std::string_view namespaceName, std::string_view role, const std::string& subjects) {
  return "{" + meta(name, namespaceName) + R"(,"roleRef":{"kind":"ClusterRole","name":")" + std::string(role) +
         R"("},"subjects":[)" + subjects + "]}";
}

std::string group(std::string_view name) {
  return R"({"kind":"Group","name":")" + std::string(name) + "\"}";
}

std::string account(std::string_view name) {
  return R"({"kind":"ServiceAccount","namespace":"kube-system","name":")" + std::string(name) + "\"}";
}

std::vector<std::string> clusterBindings() {
  return {
      binding("cluster-admin", {}, "cluster-admin", group("system:masters")),
      binding("platform-admins", {}, "cluster-admin", group("platform-team")),
      binding("system:kube-scheduler", {}, "system:kube-scheduler", R"({"kind":"User","name":"system:kube-scheduler"})"),
      binding("system:controller:resource-claim-controller", {}, "system:controller:resource-claim-controller",
              account("resource-claim-controller")),
      binding("system:controller:namespace-controller", {}, "system:controller:namespace-controller",
              account("namespace-controller")),
      binding("dra-driver", {}, "dra-driver", account("dra-driver-kubelet-plugin") + "," + account("dra-driver-cpu")),
      binding("gpu-operators", {}, "gpu-operator", group("gpu-operators") + R"(,{"kind":"User","name":"ci-bot"})"),
  };
}

std::string driverTemplate(std::string_view name) {
  const bool cpu = name.find("cpu") != std::string_view::npos;
  const std::string mounts =
      cpu ? R"({"name":"plugins"},{"name":"cdi"})" : R"({"name":"plugins"},{"name":"cdi"},{"name":"driver-root"})";
  const std::string volumes = std::string(R"({"name":"plugins","hostPath":{"path":"/var/lib/kubelet/plugins"}},)"
                                          R"({"name":"cdi","hostPath":{"path":"/var/run/cdi"}})") +
                              (cpu ? "" : R"(,{"name":"driver-root","hostPath":{"path":"/"}})");
  return R"({"kind":"DaemonSet","apiVersion":"apps/v1",)" + meta(name, "kube-system") +
         R"(,"spec":{"template":{"spec":{"serviceAccountName":")" + std::string(name) +
         (cpu ? R"(")" : R"(","priorityClassName":"system-node-critical")") + R"(,"tolerations":[{"operator":"Exists"}],)" +
         R"("containers":[{"name":"plugin","volumeMounts":[)" + mounts + R"(],"securityContext":{"privileged":)" +
         (cpu ? "false" : "true") + R"(}}],"volumes":[)" + volumes + "]}}}}";
}

std::string lease(const Cluster& cluster, std::string_view name, std::string_view holder, std::int64_t agoMs,
                  std::int64_t seconds, std::string_view labels = {}) {
  return "{" + meta(name, "kube-system", labels) + R"(,"spec":{"holderIdentity":")" + std::string(holder) +
         R"(","leaseDurationSeconds":)" + std::to_string(seconds) + R"(,"leaseTransitions":2,"renewTime":")" +
         formatTime(cluster.now() + -agoMs) + "\"}}";
}

std::vector<std::string> leases(const Cluster& cluster) {
  constexpr const char* kIdentity = R"(,"labels":{"apiserver.kubernetes.io/identity":"kube-apiserver"})";
  return {
      lease(cluster, "apiserver-eyw3fmmsjd", "apiserver-eyw3fmmsjd_1f2c", 4'000, 3600, kIdentity),
      lease(cluster, "apiserver-p6wdm2hx5q", "apiserver-p6wdm2hx5q_77aa", 7'000, 3600, kIdentity),
      lease(cluster, "cluster-autoscaler", "cluster-autoscaler-6d8f5c7d9-2xkqp", 3'000, 15),
      lease(cluster, "kube-controller-manager", "ip-172-16-66-239.us-west-2.compute.internal_9c1d", 2'000, 15),
      lease(cluster, "kube-scheduler", "ip-172-16-66-239.us-west-2.compute.internal_51fe", 1'000, 15),
  };
}

/// The scheduler tuning of the guide, word for word in meaning: a version that is gone, and an argument that never was.
constexpr const char* kSchedulerConfig =
    R"({"metadata":{"name":"scheduler-config","namespace":"kube-system"},"data":{"config.yaml":)"
    R"("apiVersion: kubescheduler.config.k8s.io/v1beta3\nkind: KubeSchedulerConfiguration\nprofiles:\n- schedulerName: default-scheduler\n)"
    R"(  plugins:\n    filter:\n      enabled:\n      - name: DynamicResources\n    score:\n      enabled:\n      - name: DynamicResources\n)"
    R"(  pluginConfig:\n  - name: DynamicResources\n    args:\n      scoringStrategy:\n        type: LeastAllocated\n"}})";

/// The status that cluster-autoscaler leaves: the EKS node groups of this cluster, as Auto Scaling groups are called.
std::string autoscalerStatus(const Cluster& cluster) {
  std::map<std::string, std::size_t> groups;
  for (const auto& [key, object] : cluster.store.objects(ObjectKind::nodes)) {
    if (const auto* node = dynamic_cast<const NodeObject*>(object.get()); node != nullptr) {
      ++groups[node->shape->group.str()];
    }
  }
  std::string status = R"(time: \")" + formatTime(cluster.now() + -4'000) + R"(\"\nautoscalerStatus: Running\nnodeGroups:\n)";
  for (const auto& [name, nodes] : groups) {
    const std::string count = std::to_string(nodes);
    status += "- name: eks-" + name + R"(-3ccb1a72-8f0d-4f1e-9d55-0c9a6f1e7b20\n  health:\n    status: Healthy\n)" +
              R"(    cloudProviderTarget: )" + count + R"(\n    minSize: 1\n    maxSize: )" +
              std::to_string(nodes + nodes / 10 + 1) + R"(\n  scaleUp:\n    status: NoActivity\n)";
  }
  return R"({"kind":"ConfigMap","apiVersion":"v1",)" +
         meta("cluster-autoscaler-status", "kube-system",
              R"(,"annotations":{"cluster-autoscaler.kubernetes.io/last-updated":")" + formatTime(cluster.now() + -4'000) +
                  "\"}") +
         R"(,"data":{"status":")" + status + "\"}}";
}

HttpReply served(const Cluster& cluster, std::string_view version) {
  const auto resources = [](const std::vector<const char*>& names) {
    std::string out = R"({"kind":"APIResourceList","resources":[)";
    for (const char* name : names) {
      out += std::string(out.back() == '[' ? "" : ",") + R"({"name":")" + name + "\"}";
    }
    return HttpReply{200, out + "]}"};
  };
  if (cluster.classic) {
    return version == "v1alpha2"
               ? resources({"podschedulingcontexts", "resourceclaimparameters", "resourceclaims", "resourceclaimtemplates",
                            "resourceclasses", "resourceclassparameters", "resourceslices"})
               : HttpReply{404, "404 page not found"};
  }
  if (version == "v1") {
    return resources({"deviceclasses", "resourceclaims", "resourceclaims/status", "resourceclaimtemplates", "resourceslices"});
  }
  return version == "v1beta2" ? resources({"devicetaintrules", "devicetaintrules/status"}) : HttpReply{404, "404 page not found"};
}

}  // namespace

HttpReply askedDocument(const Cluster& cluster, std::string_view path) {
  constexpr std::string_view kRbac = "/apis/rbac.authorization.k8s.io/v1/";
  constexpr std::string_view kDaemons = "/apis/apps/v1/namespaces/kube-system/daemonsets/";
  constexpr std::string_view kDra = "/apis/resource.k8s.io/";
  path = path.substr(0, path.find('?'));
  if (path == "/apis/networking.k8s.io/v1/networkpolicies") {
    return list({kGuidePolicy, kGoodPolicy});
  }
  if (path.starts_with(kRbac)) {
    const std::string_view kind = path.substr(kRbac.size());
    return kind == "clusterroles"          ? list(clusterRoles())
           : kind == "clusterrolebindings" ? list(clusterBindings())
           : kind == "roles"               ? list({})
           : kind == "rolebindings"        ? list({binding("ml-engineers", "ml-workloads", "edit", group("ml-engineers")),
                                                   binding("research", "research", "edit", group("researchers"))})
                                           : HttpReply{404, "404 page not found"};
  }
  if (path.starts_with(kDaemons)) {
    return {200, driverTemplate(path.substr(kDaemons.size()))};
  }
  if (path == "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases") {
    return list(leases(cluster));
  }
  if (path == "/api/v1/namespaces/kube-system/configmaps") {
    return list({kSchedulerConfig});
  }
  if (path == "/api/v1/namespaces/kube-system/configmaps/cluster-autoscaler-status") {
    return {200, autoscalerStatus(cluster)};
  }
  if (path == "/api/v1/namespaces/kube-system/pods") {
    return list({});  // a managed control plane has no pods to show
  }
  if (path == "/livez" || path == "/readyz") {
    return {200, "[+]ping ok\n[+]log ok\n[+]etcd ok\n[+]informer-sync ok\n" + std::string(path.substr(1)) + " check passed\n"};
  }
  if (path == "/metrics") {
    return {403, R"(forbidden: User "sre-kim" cannot get path "/metrics")"};
  }
  return path.starts_with(kDra) ? served(cluster, path.substr(kDra.size())) : HttpReply{404, "404 page not found"};
}

std::optional<HttpReply> answerFromTables(const World& world, std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::string_view rest = path.substr(0, path.find('?')); !rest.empty();) {
    const std::size_t slash = rest.find('/');
    if (slash != 0) {
      parts.push_back(rest.substr(0, slash));
    }
    rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  }
  const bool core = !parts.empty() && parts[0] == "api";
  const std::size_t version = core ? 1 : 2;
  std::size_t at = version + 1;
  std::string_view space;
  if (parts.size() > at + 2 && parts[at] == "namespaces") {
    space = parts[at + 1];
    at += 2;
  }
  if (parts.size() <= at || parts.size() > at + 2 || (!core && parts[0] != "apis")) {
    return std::nullopt;
  }
  const std::vector<ApiResource> served = world.server().served;
  const auto found = std::find_if(served.begin(), served.end(), [&](const ApiResource& resource) {
    return resource.group == (core ? std::string_view() : parts[1]) && resource.version == parts[version] &&
           resource.resource == parts[at];
  });
  if (found == served.end()) {
    return std::nullopt;
  }
  const Result<std::string> body =
      parts.size() == at + 1 ? world.list(*found, {std::string(space), {}, 0, {}}) : world.get(*found, space, parts[at + 1]);
  return body ? HttpReply{200, *body} : HttpReply{404, body.error().message};
}

}  // namespace claimscope::simulation
