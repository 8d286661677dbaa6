// What the DaemonSets of DRA drivers may do to their nodes.
#include <algorithm>
#include <set>

#include "model/diagnosis/words.h"
#include "model/posture/posture.h"
#include "model/survey/questions.h"

namespace claimscope::posture {
namespace {

using diagnosis::Severity;
using survey::HostPath;
using survey::PodPrivileges;

/// Whoever writes there owns the node.
bool ownsNode(const std::string& path) {
  static const std::set<std::string> kPaths = {"/",     "/etc",  "/root", "/usr",     "/bin",
                                               "/sbin", "/boot", "/var",  "/var/lib", "/var/lib/kubelet",
                                               "/home", "/proc", "/run",  "/var/run"};
  const bool socket = path.ends_with("docker.sock") || path.ends_with("containerd.sock") || path.ends_with("crio.sock");
  std::string trimmed = path;
  while (trimmed.size() > 1 && trimmed.ends_with("/")) {
    trimmed.pop_back();
  }
  return socket || kPaths.count(trimmed) > 0 || trimmed.starts_with("/etc/kubernetes");
}

std::string privilegeWords(const PodPrivileges& what) {
  std::vector<std::string> parts;
  if (!what.privileged.empty()) {
    parts.emplace_back("privileged");
  }
  if (!what.capabilities.empty()) {
    parts.push_back("adds " + words::listed(what.capabilities, 4));
  }
  if (!what.hostPaths.empty()) {
    const auto beyond = std::count_if(what.hostPaths.begin(), what.hostPaths.end(),
                                      [](const HostPath& one) { return !survey::isDriverPath(one.path); });
    parts.push_back(words::counted(static_cast<std::int64_t>(what.hostPaths.size()), "host path") +
                    (beyond > 0 ? " (" + words::number(beyond) + " beyond kubelet plugins and CDI)" : ""));
  }
  for (const auto& [set, name] :
       {std::pair(what.hostNetwork, "host network"), std::pair(what.hostPid, "host PIDs"), std::pair(what.hostIpc, "host IPC")}) {
    if (set) {
      parts.emplace_back(name);
    }
  }
  std::string out;
  for (const std::string& part : parts) {
    out += (out.empty() ? "" : ", ") + part;
  }
  return out.empty() ? "nothing of the node" : out;
}

Item driverItem(const char* rule, const std::string& set, Severity severity) {
  Item item;
  item.rule = rule;
  item.id = std::string(rule) + ":" + set;
  item.area = Area::drivers;
  item.severity = severity;
  const std::size_t slash = set.find('/');
  item.command = "kubectl -n " + words::shellWord(set.substr(0, slash)) + " get daemonset " +
                 words::shellWord(set.substr(slash + 1)) + " -o yaml";
  return item;
}

void judge(const Context& context, const std::string& driver, const std::string& set, const PodPrivileges& what) {
  const std::string object = "DaemonSet " + set;
  std::vector<std::string> dangerous;
  for (const HostPath& path : what.hostPaths) {
    if (path.writable && ownsNode(path.path)) {
      dangerous.push_back(path.path);
    }
  }
  if (!dangerous.empty() || what.hostPid || what.hostIpc) {
    Item item = driverItem("driver-owns-node", set, Severity::warning);
    item.title = words::cut(set + " can take over its nodes without being privileged", diagnosis::kTitleLength);
    if (!what.privileged.empty()) {
      item.title = words::cut(set + " writes host paths that own the node", diagnosis::kTitleLength);
    }
    std::vector<std::string> parts = dangerous;
    if (what.hostPid) {
      parts.emplace_back("the processes of the host");
    }
    if (what.hostIpc) {
      parts.emplace_back("the memory of the host");
    }
    item.detail = "It reaches " + words::listed(parts, 5) + "; a DRA driver needs kubelet plugins and CDI";
    item.fix = "Mount the directories of kubelet plugins and CDI alone, others read-only";
    for (const std::string& path : dangerous) {
      if (item.evidence.size() < diagnosis::kMaxEvidence) {
        item.evidence.push_back({object, "spec.template.spec.volumes[].hostPath.path", path});
      }
    }
    context.add(std::move(item));
  }
  if (!what.privileged.empty()) {
    Item item = driverItem("driver-privileged", set, Severity::notice);
    item.title = words::cut("Driver " + driver + " runs privileged on every node it serves", diagnosis::kTitleLength);
    item.detail = "Usual for GPU drivers; whoever may run commands in " + set.substr(0, set.find('/')) +
                  " owns those nodes: " + words::listed(what.privileged);
    item.fix = "Keep pods/exec and pods of that namespace to operators";
    item.evidence.push_back({object, "spec.template.spec.containers[].securityContext.privileged", "true"});
    context.add(std::move(item));
  }
  if (what.hostNetwork) {
    Item item = driverItem("driver-host-network", set, Severity::notice);
    item.title = words::cut("Driver " + driver + " is on the network of its nodes", diagnosis::kTitleLength);
    item.detail = "NetworkPolicies do not hold it, and its ports are ports of the node";
    item.fix = "Leave hostNetwork out unless the driver manages network devices";
    item.evidence.push_back({object, "spec.template.spec.hostNetwork", "true"});
    context.add(std::move(item));
  }
  if (!what.priorityClass.starts_with("system-")) {
    Item item = driverItem("driver-priority", set, Severity::notice);
    item.title = words::cut("Driver " + driver + " can be evicted for want of memory", diagnosis::kTitleLength);
    item.detail = "Without the driver no claim of its node is prepared or released; its priority class is " +
                  (what.priorityClass.empty() ? std::string("none") : what.priorityClass);
    item.fix = "Set priorityClassName: system-node-critical";
    item.evidence.push_back(
        {object, "spec.template.spec.priorityClassName", what.priorityClass.empty() ? "not set" : what.priorityClass});
    const std::size_t slash = set.find('/');
    item.yaml = "# kubectl -n " + words::shellWord(set.substr(0, slash)) + " patch daemonset " +
                words::shellWord(set.substr(slash + 1)) +
                " --patch-file FILE\nspec:\n  template:\n    spec:\n      priorityClassName: system-node-critical\n";
    context.add(std::move(item));
  }
  if (what.serviceAccount == "default") {
    Item item = driverItem("driver-default-account", set, Severity::warning);
    item.title = words::cut("Driver " + driver + " shares the default service account", diagnosis::kTitleLength);
    item.detail = "What the driver may, every pod of " + set.substr(0, set.find('/')) + " without an account of its own may";
    item.fix = "Give the driver a service account of its own";
    item.evidence.push_back({object, "spec.template.spec.serviceAccountName", "default"});
    context.add(std::move(item));
  }
}

}  // namespace

void assessDrivers(const Context& context) {
  const cluster::Snapshot& snapshot = context.snapshot;
  std::set<Text> drivers;
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    drivers.insert(pool.driver);
  }
  std::vector<std::string> withoutSet;
  std::set<std::string> judged;
  survey::Outcome hidden = survey::Outcome::answered;
  std::string why;
  for (const Text& driver : drivers) {
    DriverRow row;
    row.driver = driver.str();
    row.set = survey::driverSetNameOf(snapshot, driver);
    if (row.set.empty()) {
      withoutSet.push_back(driver.str());
      context.report.drivers.push_back(std::move(row));
      continue;
    }
    const auto known = context.facts.driverSets.find(row.set);
    if (known != context.facts.driverSets.end() && known->second.known()) {
      row.known = true;
      row.privileges = privilegeWords(known->second.value);
      row.account = known->second.value.serviceAccount;
      if (judged.insert(row.set).second) {
        judge(context, row.driver, row.set, known->second.value);
      }
    } else {
      hidden = known == context.facts.driverSets.end() ? survey::Outcome::notAsked : known->second.outcome;
      why = known == context.facts.driverSets.end() ? std::string() : known->second.why;
    }
    context.report.drivers.push_back(std::move(row));
  }
  if (hidden != survey::Outcome::answered) {
    context.unknown(Area::drivers, "driver-privileged", "Privileges of drivers", hidden, why,
                    "whether drivers run privileged is not known", "kubectl get daemonsets -A -o wide");
  }
  if (!withoutSet.empty()) {
    const bool seen = snapshot.boundOf(Kind::DaemonSet) == Bound::exact;
    Item item;
    item.rule = "driver-unknown";
    item.id = "driver-unknown:cluster";
    item.area = Area::drivers;
    item.proven = false;
    item.title = words::cut("Which pods serve " + words::listed(withoutSet, 2) + " is not known", diagnosis::kTitleLength);
    item.detail = seen ? "No DaemonSet has a name or label that looks like it; drivers may run outside Kubernetes"
                       : "DaemonSets cannot be listed";
    item.fix = "Look on a node of its slices";
    item.command = "kubectl get daemonsets -A --show-labels";
    context.add(std::move(item));
  }
}

}  // namespace claimscope::posture
