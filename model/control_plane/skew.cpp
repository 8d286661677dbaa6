// Versions that do not go together: kubelets and components against the API server, and kubelets against the served DRA versions.
#include <algorithm>
#include <map>

#include "model/base/words.h"
#include "model/control_plane/control_plane.h"

namespace claimscope::control_plane {
namespace {

using diagnosis::Severity;

constexpr int kOldestKubelet = 3;  // minors behind, since 1.28 (kubernetes.io/releases/version-skew-policy)
constexpr int kOldestManager = 1;  // of scheduler and controller manager
constexpr int kKubeletAsksV1 =
    34;  // the kubelet's DRA manager reads resource.k8s.io/v1 since then; 1.32 and 1.33 ask for v1beta1
constexpr int kKubeletAsksBeta = 32;

bool serves(const survey::Facts& facts, const char* version) {
  const auto found = facts.served.find(version);
  return found != facts.served.end() && found->second.known();
}

bool servesNot(const survey::Facts& facts, const char* version) {
  const auto found = facts.served.find(version);
  return found != facts.served.end() && found->second.outcome == survey::Outcome::notServed;
}

void addProblem(const Context& context, const std::string& id, Severity severity, std::string title, std::string detail,
                std::string fix, std::string command) {
  Problem problem;
  problem.rule = "version-skew";
  problem.id = problem.rule + ":" + id;
  problem.severity = severity;
  problem.title = words::cut(title, 90);
  problem.detail = std::move(detail);
  problem.fix = std::move(fix);
  problem.command = std::move(command);
  context.report.problems.push_back(std::move(problem));
}

void examineKubelets(const Context& context) {
  const int server = context.report.minor;
  std::map<std::string, std::vector<std::string>> nodes;
  context.snapshot.of<Node>().forEach(
      [&](cluster::Slot, const Node& node) { nodes[node.kubeletVersion.str()].push_back(node.meta.name.str()); });
  for (const auto& [version, names] : nodes) {
    SkewRow row;
    row.component = "kubelet";
    row.version = version;
    row.count = static_cast<std::int64_t>(names.size());
    const int minor = minorOf(version);
    if (minor == 0 || server == 0) {
      row.words = "version not known";
    } else if (minor > server) {
      row.fits = false;
      row.words = "newer than the API server, which is not supported";
      addProblem(context, "kubelet-newer:" + version, Severity::warning,
                 words::counted(row.count, "kubelet") + " of " + version + " newer than the API server",
                 "Kubelets may be at most as new as the API server: " + words::listed(names), "Upgrade the control plane first",
                 "kubectl get nodes");
    } else if (server - minor > kOldestKubelet) {
      row.fits = false;
      row.words = "more than three minor versions behind, which is not supported";
      addProblem(context, "kubelet-old:" + version, Severity::warning,
                 words::counted(row.count, "kubelet") + " of " + version + ", too old for this API server",
                 "Kubelets may be at most three minor versions behind: " + words::listed(names), "Replace these nodes",
                 "kubectl get nodes");
    } else {
      row.words = minor == server ? "as the API server" : "within three minor versions of the API server";
    }
    if (minor >= kKubeletAsksBeta && minor < kKubeletAsksV1 && servesNot(context.facts, "v1beta1") &&
        serves(context.facts, "v1")) {
      row.fits = false;
      row.words += "; asks for v1beta1, which is not served";
      addProblem(
          context, "kubelet-v1beta1:" + version, Severity::warning,
          words::counted(row.count, "kubelet") + " of " + version + " cannot read claims of this server",
          "Kubelets before 1.34 ask for resource.k8s.io/v1beta1, which this server does not serve: " + words::listed(names),
          "Upgrade these nodes to 1.34 or later", "kubectl get --raw /apis/resource.k8s.io");
    }
    context.report.skew.push_back(std::move(row));
  }
}

void examineManagers(const Context& context) {
  const int server = context.report.minor;
  for (const survey::ComponentPod& pod : context.facts.componentPods.value) {
    if (pod.component != "kube-scheduler" && pod.component != "kube-controller-manager") {
      continue;
    }
    SkewRow row;
    row.component = pod.component;
    row.version = pod.version;
    row.count = 1;
    const int minor = minorOf(pod.version);
    row.fits = minor == 0 || server == 0 || (minor <= server && server - minor <= kOldestManager);
    row.words = minor == 0 || server == 0 ? "version not known"
                : !row.fits               ? "must be as the API server, or one minor version behind"
                : minor == server         ? "as the API server"
                                          : "one minor version behind, which is supported";
    if (!row.fits) {
      addProblem(context, pod.component + ":" + pod.version, Severity::warning,
                 pod.name + " is " + pod.version + " beside an API server of " + context.report.gitVersion, row.words,
                 "Upgrade the control plane as a whole", "kubectl -n kube-system get pods -o wide");
    }
    context.report.skew.push_back(std::move(row));
  }
}

}  // namespace

void examineSkew(const Context& context) {
  examineKubelets(context);
  examineManagers(context);
}

}  // namespace claimscope::control_plane
