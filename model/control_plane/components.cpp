// Which components answer: by health endpoints, leases, pods and what they do; and what is hidden where they do not.
#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/control_plane/control_plane.h"
#include "model/diagnosis/workflows/driver_pods.h"

namespace claimscope::control_plane {
namespace {

using survey::Lease;
using survey::Outcome;

constexpr std::int64_t kLateFactor = 3;         // of a lease's own duration
constexpr std::int64_t kLeastLeaseMs = 15'000;  // client-go's LeaseDuration where none is written
constexpr std::int64_t kRecentMs = 10 * 60'000;

/// Leader elections of Kubernetes and of what scales its nodes, and what does not happen without them.
struct Known {
  const char* component;
  const char* lease;
  const char* hides;
  bool optional;  ///< its absence is no fault
};
constexpr Known kElections[] = {
    {"kube-scheduler", "kube-scheduler", "without it no claim is allocated and no pod is bound", false},
    {"kube-controller-manager", "kube-controller-manager",
     "without it no claim is made from a template, none is released, and taint rules evict nobody", false},
    {"cloud-controller-manager", "cloud-controller-manager", "without it new nodes stay uninitialised", true},
    {"cluster-autoscaler", "cluster-autoscaler", "without it claims that fit no node wait until somebody adds one", true},
    {"karpenter", "karpenter-leader-election", "without it claims that fit no node wait until somebody adds one", true},
};

std::int64_t ageOf(const cluster::Snapshot& snapshot, Time time) {
  return time.isSet() ? std::max<std::int64_t>(0, snapshot.time - time) : -1;
}

std::string agoWords(std::int64_t ms) {
  return ms < 0 ? "never" : words::shortDuration(ms) + " ago";
}

const survey::ComponentPod* podOf(const survey::Facts& facts, const std::string& component) {
  const survey::ComponentPod* out = nullptr;
  for (const survey::ComponentPod& pod : facts.componentPods.value) {
    if (pod.component == component && (out == nullptr || (pod.ready && !out->ready))) {
      out = &pod;
    }
  }
  return out;
}

void addServer(const Context& context) {
  ComponentRow row;
  row.name = "kube-apiserver";
  row.version = context.report.gitVersion;
  row.hides = "without it nothing is known any more; what is shown grows old";
  const auto& ready = context.facts.readyz;
  const auto& live = context.facts.livez;
  std::int64_t identities = 0;
  if (const auto leases = context.facts.leases.find("kube-system"); leases != context.facts.leases.end()) {
    for (const Lease& lease : leases->second.value) {
      const std::int64_t age = ageOf(context.snapshot, lease.renewed);
      identities += lease.identity && age >= 0 && age < std::max(lease.durationMs, kLeastLeaseMs) ? 1 : 0;
    }
  }
  const std::string servers =
      identities > 0 ? ", " + words::counted(identities, "API server") + " by their leases" : std::string();
  if (ready.known()) {
    row.answers = ready.value.passed ? Answers::yes : Answers::late;
    row.evidence =
        ready.value.passed
            ? "/readyz passes " + words::counted(static_cast<std::int64_t>(ready.value.checks.size()), "check") + servers
            : "/readyz fails " + words::listed(ready.value.failed) + servers;
  } else if (live.known()) {
    row.answers = Answers::yes;
    row.evidence = "/livez answers; /readyz: " + ready.why + servers;
  } else if (context.snapshot.server.origin == Origin::apiServer) {
    row.answers = ready.outcome == Outcome::failed ? Answers::late : Answers::yes;
    row.evidence = ready.outcome == Outcome::failed ? "/readyz: " + ready.why + servers : "it answered the lists" + servers;
  } else {
    row.evidence = "this source is no API server";
  }
  context.report.components.push_back(std::move(row));
}

/// Signs of life that need no permission: what the scheduler and the claim controller did last.
struct Deeds {
  Time scheduled;  ///< newest PodScheduled=True
  Time generated;  ///< newest claim made from a template
};

Deeds deedsOf(const cluster::Snapshot& snapshot) {
  Deeds out;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    const PodCondition* condition = pod.condition("PodScheduled");
    const bool ours = pod.spec->schedulerName.empty() || pod.spec->schedulerName == "default-scheduler";
    if (condition != nullptr && ours && condition->status == "True") {
      out.scheduled = std::max(out.scheduled, pod.at(condition->lastTransition));
    }
  });
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    const OwnerReference* owner = claim.meta.controller();
    if (owner != nullptr && owner->kind == "Pod") {
      out.generated = std::max(out.generated, claim.meta.created);
    }
  });
  return out;
}

void addElection(const Context& context, const Known& known, const Deeds& deeds) {
  ComponentRow row;
  row.name = known.component;
  row.hides = known.hides;
  const Lease* lease = nullptr;
  bool readable = false;
  std::string why;
  for (const auto& [namespaceName, leases] : context.facts.leases) {
    const bool home = namespaceName == "kube-system";
    readable = readable || (home && leases.known());
    why = home && !leases.known() ? leases.why : why;
    for (const Lease& one : leases.value) {
      if (one.name == known.lease && (lease == nullptr || one.renewed > lease->renewed)) {
        lease = &one;
      }
    }
  }
  const survey::ComponentPod* pod = podOf(context.facts, known.component);
  if (pod != nullptr) {
    row.version = pod->version;
  }
  if (lease != nullptr) {
    row.holder = lease->holder;
    row.ageMs = ageOf(context.snapshot, lease->renewed);
    const std::int64_t allowed = kLateFactor * std::max(lease->durationMs, kLeastLeaseMs);
    row.answers = lease->holder.empty() || row.ageMs < 0 || row.ageMs > allowed ? Answers::no
                  : row.ageMs > allowed / kLateFactor                           ? Answers::late
                                                                                : Answers::yes;
    row.evidence = "lease " + lease->namespaceName + "/" + lease->name + ", renewed " + agoWords(row.ageMs);
    context.report.components.push_back(std::move(row));
    return;
  }
  if (known.optional) {
    return;  // nobody has to run it, and nothing says that somebody does
  }
  const bool scheduler = std::string_view(known.component) == "kube-scheduler";
  const Time deed = scheduler ? deeds.scheduled : deeds.generated;
  const std::int64_t age = ageOf(context.snapshot, deed);
  const std::string did = scheduler ? "it last scheduled a pod " : "it last made a claim from a template ";
  if (age >= 0 && age <= kRecentMs) {
    row.answers = Answers::yes;
    row.evidence = did + agoWords(age);
  } else if (pod != nullptr) {
    row.answers = pod->ready ? Answers::yes : Answers::no;
    row.evidence = "pod " + pod->name + (pod->ready ? " is ready" : " is not ready");
  } else if (!context.report.provider.empty() && !readable) {
    row.answers = Answers::notVisible;
    row.evidence = context.report.provider + " runs it and shows nothing of it";
  } else if (readable) {
    row.answers = Answers::unknown;
    row.evidence = "no lease " + std::string("kube-system/") + known.lease +
                   ": it does not run, or runs without leader election" + (age >= 0 ? "; " + did + agoWords(age) : "");
  } else {
    row.evidence = "leases of kube-system cannot be read" + (why.empty() ? std::string() : " (" + why + ")") +
                   (age >= 0 ? "; " + did + agoWords(age) : "");
  }
  context.report.components.push_back(std::move(row));
}

void addDrivers(const Context& context) {
  const cluster::Snapshot& snapshot = context.snapshot;
  std::map<Text, std::set<Text>> nodesOf;
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    std::set<Text>& nodes = nodesOf[pool.driver];
    if (!pool.node.empty()) {
      nodes.insert(pool.node);
    }
  }
  for (const auto& [driver, nodes] : nodesOf) {
    ComponentRow row;
    row.name = "driver " + driver.str();
    row.hides = "without it no claim of its nodes is prepared or released";
    std::vector<diagnosis::DriverPod> pods = diagnosis::driverPods(snapshot, driver);
    if (!pods.empty() && !(diagnosis::driverOfPod(snapshot, *pods.front().pod) == driver)) {
      pods.clear();  // they look like another driver's more, and its nodes say nothing of this one
    }
    std::int64_t ready = 0;
    std::vector<std::string> silent;  // ready pods whose node has no slice: not registered with the kubelet
    for (const diagnosis::DriverPod& one : pods) {
      const PodCondition* condition = one.pod->condition("Ready");
      const bool isReady = condition != nullptr && condition->status == "True";
      ready += isReady ? 1 : 0;
      if (isReady && nodes.count(one.pod->nodeName) == 0 && !one.pod->nodeName.empty()) {
        silent.push_back(one.pod->nodeName.str());
      }
    }
    const auto slices = static_cast<std::int64_t>(nodes.size());
    const auto all = static_cast<std::int64_t>(pods.size());
    row.evidence = "slices on " + words::counted(slices, "node");
    if (pods.empty()) {
      row.answers = Answers::unknown;
      row.evidence += "; no pod looks like its";
    } else {
      row.answers = ready == all ? Answers::yes : ready == 0 ? Answers::no : Answers::late;
      row.evidence += ", " + words::number(ready) + " of " + words::counted(all, "pod") + " ready";
      if (!silent.empty()) {
        row.answers = row.answers == Answers::yes ? Answers::late : row.answers;
        row.evidence += "; no slice from " + words::listed(silent) + ", so not registered there";
      }
      if (!pods.front().setName.empty()) {
        row.holder = pods.front().pod->meta.namespaceName.str() + "/" + pods.front().setName.str();
      }
    }
    context.report.components.push_back(std::move(row));
  }
}

void addKubelets(const Context& context) {
  ComponentRow row;
  row.name = "kubelets";
  row.hides = "a node whose kubelet is silent keeps its claims until it is back or gone";
  std::int64_t all = 0;
  std::vector<std::string> silent;
  std::set<std::string> versions;
  context.snapshot.of<Node>().forEach([&](cluster::Slot, const Node& node) {
    ++all;
    versions.insert(node.kubeletVersion.str());
    if (!(node.ready() == "True")) {
      silent.push_back(node.meta.name.str());
    }
  });
  if (context.snapshot.boundOf(Kind::Node) != Bound::exact && all == 0) {
    row.evidence = "nodes cannot be listed";
  } else {
    const auto bad = static_cast<std::int64_t>(silent.size());
    row.answers = bad == 0 ? Answers::yes : bad == all ? Answers::no : Answers::late;
    row.evidence = words::number(all - bad) + " of " + words::counted(all, "node") + " ready" +
                   (silent.empty() ? "" : "; not " + words::listed(silent));
    row.version =
        versions.size() == 1 ? *versions.begin() : words::counted(static_cast<std::int64_t>(versions.size()), "version");
  }
  context.report.components.push_back(std::move(row));
}

void addLeases(const Context& context) {
  for (const auto& [namespaceName, leases] : context.facts.leases) {
    for (const Lease& lease : leases.value) {
      LeaseRow row;
      row.name = namespaceName + "/" + lease.name;
      row.holder = lease.holder;
      row.ageMs = ageOf(context.snapshot, lease.renewed);
      row.expired = row.ageMs < 0 || row.ageMs > std::max(lease.durationMs, kLeastLeaseMs);
      context.report.leases.push_back(std::move(row));
    }
    if (!leases.known() && leases.outcome != Outcome::notAsked) {
      context.report.unknowns.push_back("Leases of " + namespaceName + " cannot be read" +
                                        (leases.outcome == Outcome::forbidden ? " (refused to you)" : "") +
                                        ", so nobody can tell from them who leads there.");
    }
  }
}

void addHealthProblem(const Context& context) {
  const auto& ready = context.facts.readyz;
  const bool failed = (ready.known() && !ready.value.passed) || ready.outcome == Outcome::failed;
  if (!failed) {
    return;
  }
  Problem problem;
  problem.rule = "apiserver-not-ready";
  problem.id = problem.rule;
  problem.severity = diagnosis::Severity::critical;
  problem.title = "The API server says that it is not ready";
  problem.detail = ready.known() ? "Checks that fail: " + words::listed(ready.value.failed, 5) : ready.why;
  problem.fix = "Look at the failing checks first; everything else may follow from them";
  problem.command = "kubectl get --raw '/readyz?verbose'";
  context.report.problems.push_back(std::move(problem));
}

void addSilent(const Context& context) {
  for (const ComponentRow& row : context.report.components) {
    if (row.answers != Answers::no || row.name == "kubelets") {
      continue;
    }
    Problem problem;
    problem.rule = "component-silent";
    problem.id = problem.rule + ":" + row.name;
    problem.severity = row.name.starts_with("driver ") ? diagnosis::Severity::warning : diagnosis::Severity::critical;
    problem.title = words::cut(row.name + " shows no sign of life", 90);
    problem.detail = row.evidence + "; " + row.hides;
    problem.fix = "Look at its pods and logs on the control plane";
    problem.command = "kubectl -n kube-system get leases";
    if (row.name.starts_with("driver ") && !row.holder.empty()) {
      const std::size_t slash = row.holder.find('/');
      problem.fix = "Look at its pods";
      problem.command = "kubectl -n " + words::shellWord(row.holder.substr(0, slash)) + " get pods -o wide";
    }
    problem.evidence.push_back({row.name, "sign of life", row.evidence});
    context.report.problems.push_back(std::move(problem));
  }
}

}  // namespace

void examineComponents(const Context& context) {
  addServer(context);
  const Deeds deeds = deedsOf(context.snapshot);
  for (const Known& known : kElections) {
    addElection(context, known, deeds);
  }
  addDrivers(context);
  addKubelets(context);
  addLeases(context);
  addHealthProblem(context);
  addSilent(context);
}

}  // namespace claimscope::control_plane
