#include "model/quota/asked.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "model/base/words.h"

namespace claimscope::quota {

using cluster::Snapshot;

namespace {

class Collector {
 public:
  Collector(const Snapshot& snapshot, const ExtendedResources& extended, const std::set<Text>& namespaces)
      : m_snapshot(snapshot), m_extended(extended), m_namespaces(namespaces) {}

  std::vector<Asking> collect() {
    waitingPods();
    m_snapshot.of<StatefulSet>().forEach(
        [&](cluster::Slot, const StatefulSet& set) { replicas("StatefulSet", set.meta, set.templateClaims, set.desired); });
    m_snapshot.of<Deployment>().forEach(
        [&](cluster::Slot, const Deployment& set) { replicas("Deployment", set.meta, set.templateClaims, set.desired); });
    m_snapshot.of<Job>().forEach([&](cluster::Slot, const Job& job) {
      if (!job.complete && !job.gaveUp && !job.suspended) {
        const std::int64_t left = std::max(0, job.completions - job.succeeded);
        replicas("Job", job.meta, job.templateClaims, std::min<std::int64_t>(job.parallelism, left));
      }
    });
    return std::move(m_out);
  }

 private:
  /// What one claim made from the template counts; empty for a name that is no template of the namespace.
  Usage usageOfTemplate(const Text& namespaceName, const Text& name) const {
    const auto* form = m_snapshot.of<ResourceClaimTemplate>().find(namespaceName, name);
    return form == nullptr ? Usage() : usageOf(form->spec, m_extended);
  }

  void waitingPods() {
    for (const cluster::MissingClaim& missing : m_snapshot.inventory->missing) {
      const Pod* pod = m_snapshot.of<Pod>().at(missing.pod);
      if (pod == nullptr || missing.templateName.empty() || m_namespaces.count(pod->meta.namespaceName) == 0) {
        continue;
      }
      Usage each = usageOfTemplate(pod->meta.namespaceName, missing.templateName);
      if (!each.empty()) {
        m_out.push_back({"pod " + words::oneLine(pod->meta.namespaceName.str() + "/" + pod->meta.name.str()),
                         pod->meta.namespaceName, std::move(each), 1, "template " + words::oneLine(missing.templateName.view())});
      }
    }
  }

  /// Pods that have not ended, by the uid of what made them; those of a ReplicaSet count for its Deployment.
  void countPods() {
    if (std::exchange(m_counted, true)) {
      return;
    }
    std::unordered_map<Uid, Uid> deploymentOf;
    m_snapshot.of<ReplicaSet>().forEach([&](cluster::Slot, const ReplicaSet& set) {
      if (const OwnerReference* owner = set.meta.controller(); owner != nullptr) {
        deploymentOf[set.meta.uid] = owner->uid;
      }
    });
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      const bool counts = !pod.finished() && !pod.meta.deleted().isSet() && m_namespaces.count(pod.meta.namespaceName) != 0;
      const OwnerReference* owner = counts ? pod.meta.controller() : nullptr;
      if (owner != nullptr) {
        const auto above = deploymentOf.find(owner->uid);
        ++m_pods[above == deploymentOf.end() ? owner->uid : above->second];
      }
    });
  }

  void replicas(const std::string& kind, const Metadata& meta, const List<Text>& names, std::int64_t desired) {
    if (names.empty() || desired <= 0 || m_namespaces.count(meta.namespaceName) == 0) {
      return;
    }
    countPods();
    const auto have = m_pods.find(meta.uid);
    const std::int64_t missing = desired - (have == m_pods.end() ? 0 : have->second);
    if (missing <= 0 || meta.deleted().isSet()) {
      return;
    }
    Usage each;
    std::vector<std::string> templates;
    for (const Text& name : names) {
      Usage one = usageOfTemplate(meta.namespaceName, name);
      if (!one.empty()) {
        templates.push_back(words::oneLine(name.view()));
        each = sum(std::move(each), one);
      }
    }
    if (!each.empty()) {
      m_out.push_back({kind + " " + words::oneLine(meta.namespaceName.str() + "/" + meta.name.str()), meta.namespaceName,
                       std::move(each), missing,
                       (templates.size() == 1 ? "template " : "templates ") + words::listed(templates)});
    }
  }

  const Snapshot& m_snapshot;
  const ExtendedResources& m_extended;
  const std::set<Text>& m_namespaces;
  bool m_counted = false;
  std::unordered_map<Uid, std::int64_t> m_pods;
  std::vector<Asking> m_out;
};

}  // namespace

std::vector<Asking> askedIn(const Snapshot& snapshot, const ExtendedResources& extended, const std::set<Text>& namespaces) {
  return Collector(snapshot, extended, namespaces).collect();
}

}  // namespace claimscope::quota
