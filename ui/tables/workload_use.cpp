// Who stands behind claims. Pure; any thread.
#include "ui/tables/workload_use.h"

#include <QCoreApplication>
#include <algorithm>
#include <set>

#include "ui/base/format.h"
#include "ui/base/object_kinds.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

using cluster::Snapshot;

/// Decides whether pods belong to one workload.
class Member {
 public:
  Member(const Snapshot& snapshot, const ObjectRef& workload) : m_snapshot(snapshot), m_space(workload.namespaceName) {
    const OwnerName name = ownerName(workload);
    m_own = {Text(name.kind), Text(name.name)};
    m_top = m_own;
    if (!cluster::countsToMaker(name.kind)) {
      return;
    }
    // Claims name the topmost one only: look among its claims for those of pods that are ours.
    const auto status = cluster::workloadStatus(snapshot, name.kind, m_space, m_own.name);
    if (const OwnerReference* above = status ? status->meta->controller() : nullptr) {
      m_top = {above->kind, above->name};
    }
  }

  [[nodiscard]] const Text& space() const { return m_space; }
  [[nodiscard]] bool mayBe(const WorkloadName& top) const { return top == m_top; }
  [[nodiscard]] bool has(const Pod& pod) const {
    const OwnerReference* direct = pod.meta.controller();
    return direct != nullptr && pod.meta.namespaceName == m_space &&
           ((direct->kind == m_own.kind && direct->name == m_own.name) ||
            (m_own == m_top && workloadOf(m_snapshot, pod) == m_own));
  }
  /// Whether a claim without pods is counted: it is owned by the workload itself.
  [[nodiscard]] bool owns(const cluster::ClaimView& claim) const {
    return claim.pods.empty() && claim.ownerKind == m_own.kind && claim.ownerName == m_own.name;
  }

 private:
  const Snapshot& m_snapshot;
  Text m_space;
  WorkloadName m_own;
  WorkloadName m_top;
};

}  // namespace

WorkloadWord wordOf(const cluster::WorkloadStatus& status) {
  const auto tell = [](const char* text) { return QCoreApplication::translate("WorkloadRows", text); };
  if (status.complete) {
    return {tell("Complete"), Mark::stays};
  }
  if (status.gaveUp) {
    return {tell("Failed"), Mark::warning};
  }
  if (status.suspended) {
    return {tell("suspended"), Mark::stays};
  }
  // What is active may still wait: no green for that.
  const Mark mark = status.isShort() ? Mark::pending : status.activeOnly || status.ready == 0 ? Mark::stays : Mark::ok;
  return {status.activeOnly ? tell("%1 active").arg(number(status.ready))
                            : tell("%1 of %2 ready").arg(number(status.ready), number(status.desired)),
          mark};
}

WorkloadName workloadOf(const Snapshot& snapshot, const Pod& pod) {
  const OwnerReference* owner = cluster::topController(snapshot, pod.meta);
  return owner == nullptr ? WorkloadName{Text("Pod"), pod.meta.name} : WorkloadName{owner->kind, owner->name};
}

void workloadsOf(const Snapshot& snapshot, const cluster::ClaimView& claim, std::vector<WorkloadName>& out) {
  out.clear();
  if (!claim.ownerName.empty()) {
    out.push_back({claim.ownerKind, claim.ownerName});
  }
  for (std::size_t i = 1; i < claim.pods.size(); ++i) {  // the owner is that of the first
    if (const Pod* pod = snapshot.of<Pod>().at(claim.pods[i])) {
      if (WorkloadName name = workloadOf(snapshot, *pod); std::find(out.begin(), out.end(), name) == out.end()) {
        out.push_back(std::move(name));
      }
    }
  }
}

WorkloadUse useOf(const Snapshot& snapshot, const ObjectRef& workload) {
  WorkloadUse out;
  const Member member(snapshot, workload);
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::vector<cluster::ClaimIndex> rest;
  std::vector<cluster::Slot> calm;
  std::set<cluster::Slot> seen;
  for (cluster::ClaimIndex i = 0; i < inventory.claims.size(); ++i) {
    const cluster::ClaimView& claim = inventory.claims[i];
    if (claim.pods.size() < 2 && !member.mayBe({claim.ownerKind, claim.ownerName}) && !member.owns(claim)) {
      continue;
    }
    const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
    if (object == nullptr || !(object->meta.namespaceName == member.space())) {
      continue;
    }
    bool ours = member.owns(claim);
    const bool held = waits(claim);
    for (const cluster::Slot slot : claim.pods) {
      const Pod* pod = snapshot.of<Pod>().at(slot);
      if (pod != nullptr && member.has(*pod)) {
        ours = true;
        if (seen.insert(slot).second) {
          (held ? out.pods : calm).push_back(slot);
        }
      }
    }
    if (ours) {
      (held ? out.claims : rest).push_back(i);
    }
  }
  out.claims.insert(out.claims.end(), rest.begin(), rest.end());
  std::vector<cluster::Slot> unmade;
  for (const cluster::MissingClaim& missing : inventory.missing) {
    const Pod* pod = snapshot.of<Pod>().at(missing.pod);
    if (pod != nullptr && member.has(*pod)) {
      out.missing.push_back(&missing);
      if (seen.insert(missing.pod).second) {
        unmade.push_back(missing.pod);
      }
    }
  }
  out.pods.insert(out.pods.begin(), unmade.begin(), unmade.end());
  out.pods.insert(out.pods.end(), calm.begin(), calm.end());
  return out;
}

}  // namespace claimscope::ui
