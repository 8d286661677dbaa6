// Cluster: the simulated cluster as its components change it: drivers, controllers, scheduler, kubelet. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/simulation/documents.h"
#include "model/simulation/infrastructure.h"
#include "model/simulation/pod.h"
#include "model/simulation/random.h"
#include "model/simulation/schedule.h"
#include "model/simulation/store.h"
#include "model/simulation/world.h"

namespace claimscope::simulation {

/// A pod to make, with what its claim templates become.
struct PodPlan {
  std::shared_ptr<const PodShape> shape;
  Owner owner;
  std::string name;
  Time created;
  Text node;                                   ///< empty: not scheduled
  std::vector<std::vector<DeviceId>> devices;  ///< one list a template entry; an empty list: that claim is pending
  std::vector<std::string> claimNames;         ///< of the template entries; generated where missing
  std::int64_t allocateMs = 2000;              ///< claim created to allocated
  std::int64_t prepareMs = 3000;               ///< scheduled to ready to start containers
  bool share = false;                          ///< the claims take a share of their (shareable) devices
  std::int64_t startMs = 6000;                 ///< that to running
};

/// A controller and what its pods need to name it.
struct Workload {
  std::shared_ptr<const PodShape> shape;
  Owner owner;  ///< the direct controller of the pods
};

struct EventText {
  std::string reason;
  std::string message;
  std::string component;
  bool warning = true;
  std::int32_t count = 1;
};

/// What is scraped by a Prometheus in the cluster: nothing (there is none), what runs on nodes (EKS hides the control plane),
/// all.
enum class Monitoring : std::uint8_t { none, nodes, all };

class Cluster {
 public:
  Cluster(std::uint64_t seed, Time start, bool isClassic);

  Store store;
  Hardware hardware;
  Random random;
  Schedule schedule;
  const bool classic;
  Time highlight;
  std::string contextName = "demo";
  std::string gitVersion = "v1.36.2-eks-4f4795d";
  Monitoring monitoring = Monitoring::none;
  std::vector<PastLine> (*past)(const Cluster&) = nullptr;  ///< what was told before; made only when asked for
  std::string forbidden;                                    ///< plural of a kind whose list is refused; empty: none

  [[nodiscard]] Time now() const { return schedule.now(); }
  [[nodiscard]] WriteContext context() const { return {hardware, classic}; }

  // Machines and what drivers publish (infrastructure.cpp writes them).
  NodeId addNode(const std::shared_ptr<const NodeShape>& shape, std::string_view name, std::string_view zone,
                 std::string_view rack, Time created, std::string_view label = {});
  /// Appends a device to the newest node.
  DeviceId addDevice(std::string_view driver, std::string_view pool, std::string_view name, std::uint16_t model,
                     std::uint16_t card);
  /// Publishes a slice of some devices; its name is `<pool>-<driver>-xxxxx`, given back.
  std::string addSlice(std::string_view driver, std::string_view pool, NodeId node, const std::vector<SliceDevice>& devices,
                       std::int64_t generation, std::int64_t sliceCount, Time created);
  /// One slice with all the devices of a node that belong to this driver.
  std::string publish(NodeId node, std::string_view driver, Time created);

  // Controllers.
  Workload addWorkload(const documents::Controller& what, PodShape shape);
  void addTemplate(std::string_view namespaceName, std::string_view name, const ClaimShape& shape, Time created);
  /// A pod with its claims in the state that the plan leads to in the end; for the world's beginning.
  std::shared_ptr<PodObject> addPod(const PodPlan& plan);
  /// A claim of its own name and the pods that use it.
  std::shared_ptr<ClaimObject> addClaim(std::string_view namespaceName, std::string_view name,
                                        const std::shared_ptr<const ClaimShape>& shape, const std::vector<DeviceId>& devices,
                                        const std::vector<std::shared_ptr<PodObject>>& pods, Time created);

  // Steps of a pod's life (life.cpp), as the components take them while the world runs; keys are "namespace/name".
  std::string createPod(const PodPlan& plan);
  /// The claim controller makes the claims of the pod's templates; returns their keys.
  std::vector<std::string> createClaims(const std::string& pod, const std::vector<std::string>& names = {});
  /// The scheduler allocates and reserves in one write; more pods only reserve.
  void allocate(const std::string& claim, const std::string& pod, const std::vector<DeviceId>& devices, std::uint64_t share = 0);
  /// The scheduler tries in vain; the event is counted up every minute while the pod waits.
  void reject(const std::string& pod, std::string_view reason, const std::string& message);
  void bind(const std::string& pod, const Text& node);
  void prepare(const std::string& pod);
  void start(const std::string& pod);
  void finish(const std::string& pod, bool well);
  void deletePod(const std::string& pod);
  /// The controller takes the pod off its claims; the last one ends the allocation, and template claims go with their pod.
  void release(const std::string& pod);
  void freeDevices(const ClaimObject& claim);
  /// The whole life of a pod: created, allocated, run for so long, gone.
  void runPod(const PodPlan& plan, std::int64_t runMs);

  /// Gives its key back.
  std::string event(std::string_view kind, const Object& object, const EventText& text, Time first, Time last);

 private:
  std::shared_ptr<PodObject> podOf(const PodPlan& plan) const;
  void remind(const std::string& pod, const std::string& event);
};

}  // namespace claimscope::simulation
