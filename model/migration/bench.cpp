#include "model/migration/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/base/words.h"
#include "model/migration/device_resource.h"

namespace claimscope::migration {
namespace {

using cluster::Snapshot;

constexpr std::string_view kClaimQuota = "count/resourceclaims.resource.k8s.io";
constexpr std::string_view kClassQuota = ".deviceclass.resource.k8s.io/devices";

/// Whether all claims of a pod are allocated and reserved for it.
bool holdsClaims(const Snapshot& snapshot, const Pod& pod) {
  const auto holds = [&](const Text& name) {
    const ResourceClaim* claim = name.empty() ? nullptr : snapshot.of<ResourceClaim>().find(pod.meta.namespaceName, name);
    return claim != nullptr && claim->allocation != nullptr &&
           std::any_of(claim->reservedFor.begin(), claim->reservedFor.end(),
                       [&](const ClaimConsumer& consumer) { return consumer.uid == pod.meta.uid; });
  };
  if (!pod.rare->extendedResourceClaim.empty() && !holds(pod.rare->extendedResourceClaim)) {
    return false;
  }
  for (const PodClaimEntry& entry : pod.spec->claims) {
    Text name = entry.claimName;
    bool notNeeded = false;
    for (const PodClaimStatus& status : pod.claimStatuses) {
      if (status.name == entry.name) {
        name = status.claimName;
        notNeeded = status.claimName.empty();
      }
    }
    if (!notNeeded && !holds(name)) {
      return false;
    }
  }
  return !pod.spec->claims.empty() || !pod.rare->extendedResourceClaim.empty();
}

class Assessor {
 public:
  explicit Assessor(const Snapshot& snapshot) : m_snapshot(snapshot) {}

  Bench assess() {
    std::vector<Workload> workloads = staticWorkloads(m_snapshot);
    m_out.fleet = fleetOf(m_snapshot, workloads);
    m_out.classes = proposedClasses(m_snapshot, workloads);
    m_out.readiness = readinessOf(m_snapshot, m_out.fleet, m_out.classes);
    listDoubled();
    // New pods have to stay off nodes where the device plugin hands out the same devices.
    m_out.pinNodes = !m_out.doubled.empty();
    Replay replay(m_snapshot, m_out.fleet, m_out.classes);
    for (Workload& workload : workloads) {
      Entry entry;
      entry.proposal = proposalFor(m_snapshot, workload, m_out.classes);
      entry.workload = std::move(workload);
      readPods(entry);
      entry.placement = replay.alone(entry.workload, entry.proposal, Nodes::all);
      entry.handedOver = replay.alone(entry.workload, entry.proposal, Nodes::handedOver);
      readQuotas(entry);
      judge(entry);
      stand(entry);
      m_out.devicesAsked += entry.workload.desired * entry.workload.perPod();
      m_out.entries.push_back(std::move(entry));
    }
    count();
    std::stable_sort(m_out.entries.begin(), m_out.entries.end(),
                     [](const Entry& a, const Entry& b) { return a.fit != b.fit ? a.fit < b.fit : a.phase > b.phase; });
    std::vector<const Entry*> bySize;
    for (const Entry& entry : m_out.entries) {
      if (entry.fit == Fit::fits && entry.phase < Phase::patched) {
        bySize.push_back(&entry);
      }
    }
    std::stable_sort(bySize.begin(), bySize.end(), [](const Entry* a, const Entry* b) {
      return a->workload.desired * a->workload.perPod() < b->workload.desired * b->workload.perPod();
    });
    for (const Entry* entry : bySize) {
      const Placement placed = replay.next(entry->workload, entry->proposal, Nodes::all);
      m_out.together += placed.placed >= placed.wanted ? 1 : 0;
    }
    return std::move(m_out);
  }

 private:
  void listDoubled() {
    for (const NodeUse& use : m_out.fleet.nodes) {
      if (use.serves == Serves::both) {
        m_out.doubled.push_back({use.node, use.requested, use.held, use.devices});
      }
    }
    std::stable_sort(m_out.doubled.begin(), m_out.doubled.end(), [](const Doubled& a, const Doubled& b) {
      return (a.requested > 0) + (a.held > 0) > (b.requested > 0) + (b.held > 0);
    });
  }

  void readPods(Entry& entry) const {
    std::set<Text> groups;
    std::int64_t extended = 0;
    for (const cluster::Slot slot : entry.workload.pods) {
      const Pod* pod = m_snapshot.of<Pod>().at(slot);
      if (pod == nullptr) {
        continue;
      }
      entry.claimed += holdsClaims(m_snapshot, *pod) ? 1 : 0;
      extended += pod->rare->extendedResourceClaim.empty() ? 0 : 1;
      entry.waiting += pod->nodeName.empty() ? 1 : 0;
      if (const auto index = m_snapshot.inventory->findNode(pod->nodeName); index != cluster::kNone) {
        groups.insert(m_snapshot.inventory->nodes[index].group);
      }
    }
    entry.servedByClass = !entry.workload.pods.empty() && !entry.workload.asks.empty() &&
                          extended == static_cast<std::int64_t>(entry.workload.pods.size());
    entry.group = groups.empty()       ? std::string()
                  : groups.size() == 1 ? groups.begin()->str()
                                       : words::counted(static_cast<std::int64_t>(groups.size()), "group");
    if (const Pod* form = formOf(m_snapshot, entry.workload)) {
      entry.pinned = labelValue(form->spec->nodeSelector, kPhaseLabel) == kPhaseDra;
    }
  }

  void readQuotas(Entry& entry) const {
    // A workload that has its claims adds none: the quota counts them already.
    const std::int64_t claims = std::max<std::int64_t>(entry.workload.desired - entry.claimed, 0);
    m_snapshot.of<ResourceQuota>().forEach([&](cluster::Slot, const ResourceQuota& quota) {
      if (!(quota.meta.namespaceName == entry.workload.namespaceName)) {
        return;
      }
      for (const auto& [name, hard] : quota.hard) {
        std::int64_t adds = -1;
        if (name == kClaimQuota || name == "resourceclaims.resource.k8s.io") {
          adds = name == kClaimQuota ? claims : -1;  // the other key counts nothing (dra.md)
        } else if (name.view().ends_with(kClassQuota)) {
          const std::string_view className = name.view().substr(0, name.view().size() - kClassQuota.size());
          std::int64_t devices = 0;
          for (const ProposedRequest& request : entry.proposal.requests) {
            devices += request.className == className ? request.count : 0;
          }
          adds = devices > 0 ? devices * claims : -1;
        }
        if (adds >= 0) {
          entry.quotas.push_back({quota.meta.namespaceName.str() + "/" + quota.meta.name.str(), name.str(), hard.value(),
                                  amountOf(quota.used, name.view()), adds});
        }
      }
    });
  }

  void judge(Entry& entry) const {
    const Workload& workload = entry.workload;
    const auto say = [&](Fit fit, std::string why) {
      entry.fit = fit;
      entry.why = std::move(why);
    };
    const bool api = std::none_of(m_out.readiness.checks.begin(), m_out.readiness.checks.end(),
                                  [](const ReadinessCheck& check) { return check.id == "api" && check.state == Ready::no; });
    const bool shared = std::any_of(workload.wanted().begin(), workload.wanted().end(),
                                    [](const ContainerAsk& ask) { return deviceResource(ask.resource.view()).shared; });
    const auto quota =
        std::find_if(entry.quotas.begin(), entry.quotas.end(), [](const QuotaRoom& room) { return !room.enough(); });
    if (!api) {
      say(Fit::noFit, "the server serves no claims");
    } else if (workload.kind == WorkloadKind::pod) {
      say(Fit::noFit, "bare pod: recreate by hand");
    } else if (!entry.proposal.problem.empty()) {
      say(Fit::noFit, entry.proposal.problem);
    } else if (shared) {
      say(Fit::change, "time-slicing: use consumable capacity");
    } else if (entry.placement.placed == 0) {
      say(Fit::noFit, entry.placement.reason);
    } else if (workload.kind == WorkloadKind::job) {
      say(Fit::change, "a Job's template is fixed: create it anew");
    } else if (workload.kind == WorkloadKind::cronJob) {
      say(Fit::change, "CronJob: change its jobTemplate");
    } else if (workload.kind == WorkloadKind::other) {
      say(Fit::change, "change the " + words::cut(words::oneLine(workload.kindWord), 30));
    } else if (!workload.hasTemplate) {
      say(Fit::change, "its template is not to be seen");
    } else if (quota != entry.quotas.end()) {
      say(Fit::change, fmt::format("quota: {} of {} {}", words::number(quota->used), words::number(quota->hard),
                                   quota->resource == kClaimQuota ? "claims" : "devices"));
    } else if (entry.placement.placed < entry.placement.wanted) {
      say(Fit::change, entry.placement.reason);
    } else if (workload.onDelete) {
      say(Fit::change, "OnDelete: delete its pods after the patch");
    } else {
      const std::int64_t devices = workload.desired * workload.perPod();
      say(Fit::fits, fmt::format("≤{} free, {} wanted", words::number(entry.placement.free), words::number(devices)));
    }
  }

  /// How far it has come, and what is to be said of that instead of the reason.
  void stand(Entry& entry) const {
    const Workload& workload = entry.workload;
    const auto pods = static_cast<std::int64_t>(workload.pods.size());
    const bool patched = workload.asks.empty();  // the template asks for claims now
    if (patched || entry.servedByClass) {
      entry.fit = Fit::fits;  // it has moved: there is nothing to forecast
      const bool all = pods > 0 ? entry.claimed == pods && pods >= workload.desired : workload.desired == 0;
      if (patched && !workload.rolledOut) {
        entry.phase = Phase::labelled;
        entry.why = fmt::format("rolling out, {} of {} pods", words::number(std::min(entry.claimed, workload.desired)),
                                words::number(workload.desired));
      } else if (!all || workload.ready < workload.desired) {
        entry.phase = Phase::patched;
        entry.why = fmt::format("{} of {} pods hold their claims", words::number(entry.claimed), words::number(workload.desired));
      } else {
        entry.phase = Phase::verified;
        entry.why = entry.servedByClass ? "a class stands for " + words::oneLine(workload.resource().view())
                                        : fmt::format("{} of {} pods hold their claims", words::number(entry.claimed),
                                                      words::number(workload.desired));
      }
      return;
    }
    if (entry.fit != Fit::fits) {
      return;
    }
    const bool classes =
        std::all_of(entry.proposal.requests.begin(), entry.proposal.requests.end(), [&](const ProposedRequest& request) {
          const ProposedClass* found = classFor(m_out.classes, request.resource);
          return found != nullptr && found->exists;
        });
    if (!classes) {
      return;  // ready needs its class
    }
    entry.phase = entry.handedOver.placed >= entry.handedOver.wanted ? Phase::labelled : Phase::ready;
  }

  void count() {
    const auto total = static_cast<std::int64_t>(m_out.entries.size());
    m_out.bound = Bound::exact;
    std::vector<std::string> blind;
    for (const auto& [kind, what] :
         {std::pair{Kind::Node, "nodes"}, std::pair{Kind::Pod, "pods"}, std::pair{Kind::Deployment, "Deployments"},
          std::pair{Kind::StatefulSet, "StatefulSets"}, std::pair{Kind::DaemonSet, "DaemonSets"}, std::pair{Kind::Job, "Jobs"},
          std::pair{Kind::CronJob, "CronJobs"}}) {
      if (m_snapshot.boundOf(kind) != Bound::exact) {
        blind.emplace_back(what);
        m_out.bound = Bound::atLeast;
      }
    }
    bool free = true;
    for (const auto& [kind, what] :
         {std::pair{Kind::ResourceSlice, "ResourceSlices"}, std::pair{Kind::ResourceClaim, "ResourceClaims"}}) {
      if (m_snapshot.boundOf(kind) != Bound::exact && m_snapshot.source(kind).status.state != SourceState::notServed) {
        blind.emplace_back(what);
        free = false;
      }
    }
    if (!blind.empty()) {
      m_out.blind = words::listed(blind, 8) + " are hidden or late";
    }
    // What is hidden can make more workloads, and take devices away: forecasts are at most.
    const Bound forecast = m_out.bound == Bound::exact ? (free ? Bound::exact : Bound::unknown)
                           : free                      ? Bound::atLeast
                                                       : Bound::unknown;
    std::set<std::string> helm;
    std::set<std::string> argo;
    for (const Entry& entry : m_out.entries) {
      ++(entry.fit == Fit::fits ? m_out.fits : entry.fit == Fit::change ? m_out.change : m_out.noFit).value;
      m_out.gains += entry.gains() ? 1 : 0;
      for (std::size_t i = 0; i <= static_cast<std::size_t>(entry.phase); ++i) {
        ++m_out.phases[i].proven.value;
      }
      const std::string& by = entry.workload.managedBy;
      if (by.starts_with("Helm")) {
        helm.insert(entry.workload.namespaceName.str() + "/" + by);
      } else if (by.starts_with("Argo")) {
        argo.insert(by);
      }
    }
    m_out.helmReleases = static_cast<std::int64_t>(helm.size());
    m_out.argoApps = static_cast<std::int64_t>(argo.size());
    for (Count* count : {&m_out.fits, &m_out.change, &m_out.noFit}) {
      count->bound = forecast;
    }
    for (PhaseCount& phase : m_out.phases) {
      phase.proven.bound = m_out.bound;
      phase.of = total;
    }
  }

  const Snapshot& m_snapshot;
  Bench m_out;
};

}  // namespace

std::string_view phaseWord(Phase phase) {
  switch (phase) {
    case Phase::inventory:
      return "inventory";
    case Phase::ready:
      return "ready";
    case Phase::labelled:
      return "labelled";
    case Phase::patched:
      return "patched";
    case Phase::verified:
      break;
  }
  return "verified";
}

std::string_view fitWord(Fit fit) {
  switch (fit) {
    case Fit::fits:
      return "fits";
    case Fit::change:
      return "change";
    case Fit::noFit:
      break;
  }
  return "noFit";
}

Bench benchOf(const Snapshot& snapshot) {
  return Assessor(snapshot).assess();
}

const Entry* findEntry(const Bench& bench, std::string_view kind, std::string_view namespaceName, std::string_view name) {
  const auto found = std::find_if(bench.entries.begin(), bench.entries.end(), [&](const Entry& entry) {
    return workloadWord(entry.workload.kind) == kind && entry.workload.namespaceName.view() == namespaceName &&
           entry.workload.name.view() == name;
  });
  return found == bench.entries.end() ? nullptr : &*found;
}

std::string verdictText(const Bench& bench) {
  const auto total = static_cast<std::int64_t>(bench.entries.size());
  if (total == 0) {
    return bench.bound == Bound::exact ? "No workload asks for a device of a device plugin."
                                       : "No workload that asks for a device of a device plugin is to be seen.";
  }
  std::string out =
      fmt::format("{} of {} would fit as they are.", words::number(bench.fits.value), words::counted(total, "workload"));
  if (bench.change.value == 0 && bench.noFit.value == 0) {
    return bench.phases.back().proven.value == total
               ? fmt::format("All {} have moved to claims.", words::counted(total, "workload"))
               : fmt::format("All {} would fit as they are.", words::counted(total, "workload"));
  }
  if (bench.change.value > 0) {
    out += fmt::format(" {} {} a change", words::number(bench.change.value), bench.change.value == 1 ? "needs" : "need");
  }
  if (bench.noFit.value > 0) {
    out += fmt::format("{} {} cannot move yet", bench.change.value > 0 ? "," : "", words::number(bench.noFit.value));
  }
  return out + ".";
}

std::vector<const Entry*> nextEntries(const Snapshot& snapshot, const Bench& bench, std::size_t most) {
  std::vector<const Entry*> out;
  Replay replay(snapshot, bench.fleet, bench.classes);
  for (const Entry& entry : bench.entries) {
    if (out.size() >= most) {
      break;
    }
    if (entry.phase != Phase::labelled || entry.workload.asks.empty() || !entry.patchable() ||
        !entry.workload.managedBy.empty()) {
      continue;
    }
    const Placement placed = replay.next(entry.workload, entry.proposal, Nodes::handedOver);
    if (placed.placed >= placed.wanted) {
      out.push_back(&entry);
    }
  }
  return out;
}

std::vector<Text> nextNodes(const Bench& bench, std::size_t most) {
  std::vector<const NodeUse*> candidates;
  for (const NodeUse& use : bench.fleet.nodes) {
    const bool known = !candidates.empty() && candidates.back()->node == use.node;
    if (!use.labelled && use.schedulable && !known && (use.allocatable > 0 || use.devices > 0)) {
      candidates.push_back(&use);
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const NodeUse* a, const NodeUse* b) { return a->pods < b->pods; });
  std::vector<Text> out;
  for (const NodeUse* use : candidates) {
    if (out.size() >= most) {
      break;
    }
    out.push_back(use->node);
  }
  return out;
}

}  // namespace claimscope::migration
