// NamedBuilder: adds one workload with its pod and claim, as a picture shows them. One thread.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "model/simulation/fleet.h"

namespace claimscope::simulation {

class NamedBuilder {
 public:
  NamedBuilder(Cluster& cluster, const FleetMachines& machines) : m_cluster(cluster), m_machines(machines) {}

  [[nodiscard]] std::vector<DeviceId> devices(const FleetGroup& group, std::uint32_t number, std::uint32_t first,
                                              std::uint32_t count) const {
    std::vector<DeviceId> out;
    for (std::uint32_t i = 0; i < count; ++i) {
      out.push_back(m_cluster.hardware.nodes[group.first + number - 1].firstDevice + first + i);
    }
    return out;
  }

  struct What {
    std::string namespaceName;
    std::string kind;  ///< of the owner
    std::string owner;
    std::string pod;
    std::string claim;
    std::string className = "gpu-compute-class";
    std::int64_t ageMs = 0;  ///< of the claim
    std::int64_t allocateMs = 1500;
    std::vector<std::string> selectors = {};
    std::string bandwidth = {};
    std::string nodeSelector = {};
    std::string matchAttribute = {};
    bool emptyDir = false;
    bool named = false;  ///< the pod names the claim instead of a template
  };

  std::shared_ptr<PodObject> add(const What& what, const std::vector<DeviceId>& held, std::uint32_t wanted = 0,
                                 std::uint32_t pods = 1) {
    auto shape = std::make_shared<ClaimShape>();
    shape->className = Text(what.className);
    const bool cpu = what.className == "cpu-compute-class";
    shape->request = Text(cpu ? "cpu" : what.className == "rdma-nic" ? "nic" : "gpu");
    shape->count = held.empty() ? wanted : static_cast<std::uint32_t>(held.size());
    shape->selectors = what.selectors;
    shape->bandwidth = what.bandwidth;
    shape->matchAttribute = what.matchAttribute;
    // The age is the claim's; a template's claim is made a second after its pod.
    const Time created = m_cluster.now() + -(what.named ? what.ageMs : what.ageMs + 1000);
    const std::string templateName = what.owner + "-claim";
    if (!what.named) {
      m_cluster.addTemplate(what.namespaceName, templateName, *shape, created + -parts::kMinute);
    }
    const ClaimEntry entry = what.named ? parts::byName(shape->request.view(), what.claim)
                                        : parts::byTemplate(shape->request.view(), templateName, shape);
    PodShape podShape =
        cpu ? parts::podShape(what.namespaceName, what.owner, "registry.example.com/ml/worker:2026.11", {entry})
            : parts::gpuPodShape(what.namespaceName, what.owner, "registry.example.com/ml/worker:2026.11", {entry});
    podShape.emptyDir = what.emptyDir;
    if (!what.nodeSelector.empty()) {
      podShape.nodeSelector = what.nodeSelector;
    }
    if (what.kind == "Job") {
      podShape.restartPolicy = Text("OnFailure");
    }
    const Workload workload = m_cluster.addWorkload(controllerOf(what, created, held.empty() ? 0 : pods), std::move(podShape));
    PodPlan plan;
    plan.shape = workload.shape;
    plan.owner = workload.owner;
    plan.created = created;
    plan.allocateMs = what.allocateMs;
    plan.share = !what.bandwidth.empty();
    if (!held.empty()) {
      plan.node = m_cluster.hardware.nodes[m_cluster.hardware.devices[held.front()].node].name;
    }
    if (!what.named) {
      plan.devices = {held};
      plan.claimNames = {what.claim};
    }
    std::vector<std::shared_ptr<PodObject>> members;
    for (std::uint32_t i = 0; i < pods; ++i) {
      plan.name = pods == 1 ? what.pod : what.pod + "-" + std::to_string(i);
      members.push_back(m_cluster.addPod(plan));
    }
    if (what.named) {
      m_cluster.addClaim(what.namespaceName, what.claim, shape, held, members, created);
    }
    return members.front();
  }

  /// What the scheduler wrote when it last tried.
  void reject(const std::shared_ptr<PodObject>& pod, const std::string& message, std::int64_t sinceMs, std::int32_t count) {
    auto extra = std::make_shared<PodExtra>();
    extra->schedulingReason = "Unschedulable";
    extra->schedulingMessage = message;
    extra->since = m_cluster.now() + -sinceMs;
    pod->extra = extra;
    m_cluster.event("Pod", *pod, {"FailedScheduling", message, "default-scheduler", true, count}, extra->since,
                    m_cluster.now() + -15'000);
  }

  [[nodiscard]] const FleetMachines& machines() const { return m_machines; }

 private:
  static documents::Controller controllerOf(const What& what, Time created, std::uint32_t ready) {
    documents::Controller out = parts::replicated(what.kind, what.owner, 1, created);
    out.ready = static_cast<std::int32_t>(ready);
    out.desired = std::max(out.ready, 1);
    if (what.kind == "Job" && ready == 0) {
      out.ready = 1;
    }
    return out;
  }

  Cluster& m_cluster;
  const FleetMachines& m_machines;
};

}  // namespace claimscope::simulation
