// Examination: what every check reads of one snapshot, collected from what the notebook has read of it. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/check.h"
#include "model/diagnosis/demand.h"
#include "model/diagnosis/finding.h"

namespace claimscope::utilisation {
struct Utilisation;
}

namespace claimscope::diagnosis {

/// A driver that does not answer on a node: its slices are gone while claims hold its devices, or the kubelet says so.
struct LostDriver {
  Text driver;
  Text node;
  std::vector<cluster::DeviceIndex> devices;  ///< withdrawn, still held
  std::vector<cluster::ClaimIndex> claims;    ///< that hold them or wait to be prepared
  const Event* event = nullptr;               ///< "DRA driver X is not registered", newest
  Time since;
};

class Examination {
 public:
  /// `use` may be null: then checks that need metrics find nothing. Without a notebook everything is read; one that is given must
  /// outlive this and not be read on meanwhile.
  explicit Examination(const cluster::Snapshot& snapshot, const utilisation::Utilisation* use = nullptr,
                       Notebook* notebook = nullptr);

  const cluster::Snapshot& snapshot;
  const cluster::Inventory& inventory;
  const utilisation::Utilisation* use;  ///< how busy devices are, by a second source

  // Claims, in the order of the inventory.
  std::vector<cluster::ClaimIndex> waiting;  ///< held at allocation
  std::vector<cluster::ClaimIndex> binding;
  std::vector<cluster::ClaimIndex> preparing;  ///< held at prepare, with the kubelet's message in `why`
  std::vector<cluster::ClaimIndex> deleting;
  std::vector<cluster::ClaimIndex> unused;         ///< allocated, reserved for nobody, not being deleted
  std::vector<cluster::ClaimIndex> manyConsumers;  ///< reservedFor at 90 % of what is allowed, or beyond
  std::vector<cluster::ClaimIndex> oddConsumers;   ///< reserved for something that is no pod, or for a pod that does not exist
  std::vector<cluster::ClaimIndex> classic;
  // Pods with claims, by slot.
  std::vector<cluster::Slot> terminating;
  std::vector<cluster::Slot> finished;
  std::vector<cluster::Slot> schedulerErrors;  ///< PodScheduled=False, reason SchedulerError
  std::vector<cluster::Slot> unreserved;       ///< bound to a node although a claim is not allocated, or not reserved for it
  // Devices that are not simply free or in use.
  std::vector<cluster::DeviceIndex> tainted;  ///< by their taints, held or not, broken ones left out
  std::vector<cluster::DeviceIndex> unhealthy;
  std::vector<cluster::DeviceIndex> withdrawn;          ///< no slice names them, only a claim's allocation
  std::vector<cluster::DeviceIndex> withdrawnFromPool;  ///< of those: their pool is still published
  std::vector<cluster::DeviceIndex> stale;              ///< only a slice of an older generation names them
  std::vector<cluster::DeviceIndex> maybeDoubled;       ///< held, with the UUID of another that is held, as far as hashes tell
  std::vector<Demand> demands;
  std::vector<LostDriver> lost;        ///< sorted by driver, node
  std::size_t consumersAllowed = 256;  ///< entries of status.reservedFor the server takes

  [[nodiscard]] const ResourceClaim& claim(cluster::ClaimIndex index) const {
    return *snapshot.of<ResourceClaim>().at(inventory.claims[index].slot);
  }
  [[nodiscard]] const Pod& pod(cluster::Slot slot) const { return *snapshot.of<Pod>().at(slot); }
  [[nodiscard]] std::int64_t ageMs(Time since) const {
    return since.isSet() ? std::max<std::int64_t>(0, snapshot.time - since) : 0;
  }
  /// Lists of this kind are complete and fresh, so that absence means something.
  [[nodiscard]] bool complete(Kind kind) const { return snapshot.boundOf(kind) == Bound::exact; }
  [[nodiscard]] const LostDriver* lostDriverOf(cluster::ClaimIndex index) const;
  /// When the claim was allocated, as far as the API says; else when it was created.
  [[nodiscard]] Time allocatedAt(cluster::ClaimIndex index) const;
  /// First time of the newest event of this reason about a pod; not set when none is known.
  [[nodiscard]] const Event* eventOf(const Uid& pod, std::string_view reason) const;
  /// "H200" of the node's devices, or "device": for "holds 2 H200".
  [[nodiscard]] std::string deviceWord(const std::vector<cluster::DeviceIndex>& devices) const;

  // References for findings.
  [[nodiscard]] ObjectRef refOfClaim(cluster::ClaimIndex index) const;
  [[nodiscard]] ObjectRef refOfPod(cluster::Slot slot) const;
  [[nodiscard]] ObjectRef refOfDevice(cluster::DeviceIndex index) const;
  [[nodiscard]] ObjectRef refOfPool(cluster::PoolIndex index) const;
  [[nodiscard]] std::string claimName(cluster::ClaimIndex index) const;  ///< "ns/name"
  [[nodiscard]] std::string podName(cluster::Slot slot) const;           ///< "ns/name"

 private:
  void listClaims();
  void listDevices();
  void findLostDrivers();
  LostDriver& lostAt(const Text& driver, const Text& node);

  std::unique_ptr<Notebook> m_own;
  Notebook& m_notebook;
  std::map<std::pair<Text, Text>, LostDriver> m_lostByKey;
  std::unordered_map<cluster::ClaimIndex, std::size_t> m_lostByClaim;
};

/// Adds references up to kMaxObjects.
void addObject(Finding& finding, ObjectRef object);
/// Adds evidence up to kMaxEvidence.
void addEvidence(Finding& finding, std::string object, std::string_view field, std::string value);

}  // namespace claimscope::diagnosis
