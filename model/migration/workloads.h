// Workloads that ask for devices of a device plugin, or did before they were moved to claims: what they ask container by
// container, who runs them, who else writes them. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::migration {

enum class WorkloadKind : std::uint8_t { deployment, statefulSet, daemonSet, job, cronJob, pod, other };

/// What one container asks of one resource.
struct ContainerAsk {
  Text container;
  Text resource;
  std::int64_t count = 0;
  std::string limit;    ///< as written; empty: not in limits
  std::string request;  ///< as written; empty: not in requests
  bool init = false;    ///< runs and ends before the others
  friend bool operator==(const ContainerAsk&, const ContainerAsk&) = default;
};

struct Workload {
  WorkloadKind kind = WorkloadKind::other;
  std::string kindWord;  ///< "Deployment"; of an unknown controller its own kind
  Text namespaceName;
  Text name;
  Uid uid;
  cluster::Slot slot = cluster::kNoSlot;    ///< in the table of its kind; kNoSlot: the object is not seen. Of a CronJob that is
                                            ///< not seen, without hasTemplate: that of a Job it made
  cluster::Slot sample = cluster::kNoSlot;  ///< a pod of it that stands for all where no template is known
  std::vector<ContainerAsk> asks;           ///< of the template as it is; empty once it has been moved
  std::vector<ContainerAsk> before;         ///< what it asked before it was moved (annotation claimscope.io/static-resources)
  std::vector<cluster::Slot> pods;          ///< that have not ended
  std::int64_t desired = 0;                 ///< pods wanted
  std::int64_t ready = 0;
  std::int64_t updated = 0;
  bool rolledOut = false;    ///< by its own status: every pod is of the newest template
  bool hasTemplate = false;  ///< the template was read, so that a patch can be written
  bool onDelete = false;     ///< pods are replaced only when somebody deletes them
  std::string managedBy;     ///< "Helm release ocr", "Argo CD media"; empty: nobody that says so

  /// What it asks, or asked before: the subject of the bench.
  [[nodiscard]] const std::vector<ContainerAsk>& wanted() const { return asks.empty() ? before : asks; }
  /// Devices one pod takes at a time: init containers hand theirs to those that follow.
  [[nodiscard]] std::int64_t perPod() const;
  /// The resource of the first container that asks.
  [[nodiscard]] Text resource() const { return wanted().empty() ? Text() : wanted().front().resource; }
  [[nodiscard]] std::string qualifiedName() const { return namespaceName.str() + "/" + name.str(); }
};

/// "deployment", "statefulset", …: as in --select and requests of actions; "workload" where a patch makes no sense.
[[nodiscard]] std::string_view workloadWord(WorkloadKind kind);
/// By namespace, name and kind. Pods without a controller are one workload each.
[[nodiscard]] std::vector<Workload> staticWorkloads(const cluster::Snapshot& snapshot);
/// The pod that stands for all pods of a workload: its template, else a pod of it; null when neither is seen.
[[nodiscard]] const Pod* formOf(const cluster::Snapshot& snapshot, const Workload& workload);
/// Asks of a pod's containers, for resources of device plugins.
[[nodiscard]] std::vector<ContainerAsk> asksOf(const Pod& pod);

/// What the annotation holds: JSON of the asks, and back. Text that is none gives an empty list.
[[nodiscard]] std::string keptText(const std::vector<ContainerAsk>& asks);
[[nodiscard]] std::vector<ContainerAsk> readKept(std::string_view text);

}  // namespace claimscope::migration
