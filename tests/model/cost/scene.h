// CostScene: nodes with GPUs, an instance type, claims of a known age and workloads. Test thread.
#pragma once

#include "model/cost/cost.h"
#include "tests/model/diagnosis/scene.h"

namespace claimscope::cost {

class CostScene : public diagnosis::Scene {
 public:
  CostScene() : Scene(37) { deviceClass(); }

  /// A Ready node of an instance type; 16 CPUs, 64 GiB and 20 pods of room.
  CostScene& gpuNode(const std::string& name, int devices, const std::string& type = "g5.48xlarge", const std::string& spec = {},
                     const std::string& labels = {}, const std::string& extra = {}) {
    add(Kind::Node,
        "{" +
            meta(name, "'labels':{'node.kubernetes.io/instance-type':'" + type + "','node-type':'gpu'" +
                           (labels.empty() ? "" : "," + labels) + "}") +
            ",'spec':{" + spec +
            "},'status':{'allocatable':{'cpu':'16','memory':'64Gi','pods':'20'},'conditions':[{'type':'Ready','status':"
            "'True','lastTransitionTime':'2026-11-24T09:30:00Z'}]}}");
    slice(name, devices, extra);
    return *this;
  }
  /// A claim of a Job's pod that holds devices since a time; the pod asks for `cpu`.
  CostScene& held(const std::string& name, const std::string& node, const std::vector<std::string>& devices,
                  const std::string& since = "2026-11-24T08:00:00Z", const std::string& cpu = "1",
                  const std::string& job = "train") {
    std::string results;
    for (const std::string& device : devices) {
      results += std::string(results.empty() ? "" : ",") + "{'request':'r','driver':'gpu.example.com','pool':'" + node +
                 "','device':'" + device + "'}";
    }
    claim(name,
          "'allocation':{'allocationTimestamp':'" + since + "','devices':{'results':[" + results +
              "]},'nodeSelector':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['" +
              node + "']}]}]}}," + reserved({name + "-pod"}),
          request("gpu", static_cast<int>(devices.size())), since);
    running(name, node, cpu, job);
    return *this;
  }
  CostScene& running(const std::string& claim, const std::string& node, const std::string& cpu, const std::string& job) {
    add(Kind::Pod,
        "{" +
            meta(claim + "-pod", inNamespace("ml", "'ownerReferences':[{'apiVersion':'batch/v1','kind':'Job','name':'" + job +
                                                       "','uid':'uid-" + job + "','controller':true}]")) +
            ",'spec':{'nodeName':'" + node + "','containers':[{'name':'c','resources':{'requests':{'cpu':'" + cpu +
            "'}}}],'resourceClaims':[{'name':'gpu','resourceClaimName':'" + claim + "'}]},'status':{'phase':'" +
            (node.empty() ? "Pending" : "Running") + "','conditions':[{'type':'Ready','status':'True'}]}}");
    return *this;
  }
  /// A claim for so many devices that waits, with its pod.
  CostScene& waiting(const std::string& name, int count, const std::string& cpu = "1") {
    claim(name, "", request("gpu", count));
    return running(name, "", cpu, "waits");
  }
  [[nodiscard]] Report report(const Question& question = {}, const utilisation::Utilisation* use = nullptr) {
    m_snapshot = snapshot();
    return costOf(*m_snapshot, use, question);
  }
  [[nodiscard]] const cluster::Snapshot& last() const { return *m_snapshot; }

 private:
  cluster::SnapshotPtr m_snapshot;
};

inline Question window(std::int64_t hours, bool drains = false) {
  Question out;
  out.windowMs = hours * 3'600'000;
  out.drains = drains;
  return out;
}

/// Metrics that say of these claims' devices whether they compute; of all others nothing.
inline utilisation::Utilisation measured(const cluster::Snapshot& snapshot, const std::vector<std::string>& busy,
                                         const std::vector<std::string>& idle, std::int64_t idleMs = 3'600'000) {
  utilisation::Utilisation out;
  out.available = true;
  out.at = snapshot.time;
  out.devices.resize(snapshot.inventory->devices.size());
  const auto tell = [&](const std::string& name, bool works) {
    const cluster::ClaimIndex claim = snapshot.inventory->findClaim(snapshot.of<ResourceClaim>().slotOf(Text("ml"), Text(name)));
    for (const cluster::DeviceIndex device : snapshot.inventory->claims[claim].devices) {
      out.devices[device].join = utilisation::Join::uuid;
      out.devices[device].busyPercent = works ? 90.0 : 0.0;
    }
    if (!works) {
      utilisation::IdleAllocation one;
      one.claim = claim;
      const auto& devices = snapshot.inventory->claims[claim].devices;
      one.devices.assign(devices.begin(), devices.end());
      one.since = snapshot.time + -idleMs;
      one.idleMs = idleMs;
      out.idle.push_back(std::move(one));
    }
  };
  for (const std::string& name : busy) {
    tell(name, true);
  }
  for (const std::string& name : idle) {
    tell(name, false);
  }
  return out;
}

}  // namespace claimscope::cost
