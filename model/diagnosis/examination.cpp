#include "model/diagnosis/examination.h"

#include <algorithm>

#include "model/cluster/derive.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {

using cluster::ClaimIndex;
using cluster::ClaimView;
using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::Slot;

namespace {

/// 1.34 and later, and the wording of the kubelets before (dra.md K1).
bool saysNotRegistered(std::string_view message) {
  return message.find("is not registered") != std::string_view::npos ||
         message.find("not found in the list of registered DRA plugins") != std::string_view::npos;
}

/// The driver that such a message names; empty when it names none.
Text driverNamedBy(std::string_view message) {
  for (const std::string_view before : {std::string_view("DRA driver "), std::string_view("plugin name ")}) {
    const std::size_t at = message.rfind(before);
    if (at != std::string_view::npos) {
      const std::string_view rest = message.substr(at + before.size());
      return Text(rest.substr(0, rest.find(' ')));
    }
  }
  return {};
}

/// The device's pool when slices of it are published. Pools are sorted by driver, then by name as people count.
const cluster::PoolView* publishedPool(const cluster::Inventory& inventory, const DeviceView& device) {
  const auto first = std::lower_bound(
      inventory.pools.begin(), inventory.pools.end(), device, [](const cluster::PoolView& pool, const DeviceView& wanted) {
        return pool.driver == wanted.driver ? cluster::naturalLess(pool.name.view(), wanted.pool.view())
                                            : pool.driver < wanted.driver;
      });
  const bool found = first != inventory.pools.end() && first->driver == device.driver && first->name == device.pool;
  return found ? &*first : nullptr;
}

}  // namespace

Examination::Examination(const cluster::Snapshot& examined, const utilisation::Utilisation* busy)
    : snapshot(examined), inventory(*examined.inventory), use(busy) {
  // 32 through 1.32.0, 256 from 1.32.1 on (dra.md S18).
  const bool old =
      snapshot.server.minor != 0 && (snapshot.server.minor < 32 || snapshot.server.gitVersion.rfind("v1.32.0", 0) == 0);
  consumersAllowed = old ? 32 : 256;
  readEvents();
  readClaims();
  readPods();
  readDevices();
  findLostDrivers();
  demands = demandsOf(snapshot, waiting, kSettleMs);
}

void Examination::readEvents() {
  const Text reasons[] = {Text("FailedPrepareDynamicResources"), Text("FailedResourceClaimCreation"),
                          Text("BindingConditionsPending"), Text("FailedScheduling")};
  snapshot.of<Event>().forEach([&](Slot, const Event& event) {
    if (std::find(std::begin(reasons), std::end(reasons), event.reason) != std::end(reasons)) {
      m_events[event.objectUid].push_back(&event);
    }
  });
}

const Event* Examination::eventOf(const Uid& uid, std::string_view reason) const {
  const auto found = m_events.find(uid);
  const Event* newest = nullptr;
  if (found != m_events.end()) {
    for (const Event* event : found->second) {
      if (event->reason == reason && (newest == nullptr || newest->last < event->last)) {
        newest = event;
      }
    }
  }
  return newest;
}

void Examination::readClaims() {
  for (ClaimIndex i = 0; i < inventory.claims.size(); ++i) {
    const ClaimView& view = inventory.claims[i];
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    if (claim.classic != nullptr) {
      classic.push_back(i);
    }
    if (claim.meta.deleted.isSet()) {
      deleting.push_back(i);
    } else if (view.heldAt == "allocation") {
      waiting.push_back(i);
    } else if (view.heldAt == "binding") {
      binding.push_back(i);
    } else if (view.heldAt == "prepare") {
      preparing.push_back(i);
    } else if (claim.allocation != nullptr && claim.reservedFor.empty()) {
      unused.push_back(i);
    }
    if (!claim.reservedFor.empty()) {
      readConsumers(i, claim);
    }
  }
}

void Examination::readConsumers(ClaimIndex index, const ResourceClaim& claim) {
  if (claim.reservedFor.size() * 10 >= consumersAllowed * 9) {
    manyConsumers.push_back(index);
  }
  const bool podsKnown = complete(Kind::Pod);
  for (const ClaimConsumer& consumer : claim.reservedFor) {
    const bool isPod = consumer.apiGroup.empty() && consumer.resource == "pods";
    const Pod* pod = isPod ? snapshot.of<Pod>().find(claim.meta.namespaceName, consumer.name) : nullptr;
    const bool gone = isPod && podsKnown && (pod == nullptr || !(consumer.uid.empty() || pod->meta.uid == consumer.uid));
    // Pod groups are consumers of Kubernetes itself from 1.36 on.
    const bool foreign = !isPod && !(consumer.apiGroup == "scheduling.k8s.io" && consumer.resource == "podgroups");
    if (gone || foreign) {
      oddConsumers.push_back(index);
      return;
    }
  }
}

void Examination::readPods() {
  const Text pending("Pending");
  const Text succeeded("Succeeded");
  const Text failed("Failed");
  for (cluster::Slot slot = 0; slot < inventory.claimsByPod.size(); ++slot) {
    const List<ClaimIndex>& claims = inventory.claimsByPod[slot];
    if (claims.empty() || snapshot.of<Pod>().at(slot) == nullptr) {
      continue;
    }
    const Pod& consumer = pod(slot);
    const bool ended = consumer.phase == succeeded || consumer.phase == failed;
    if (ended) {
      finished.push_back(slot);
    } else if (consumer.meta.deleted.isSet()) {
      terminating.push_back(slot);
    } else if (consumer.nodeName.empty()) {
      const Condition* scheduled = consumer.condition("PodScheduled");
      if (scheduled != nullptr && scheduled->status == "False" && scheduled->reason == "SchedulerError") {
        schedulerErrors.push_back(slot);
      }
    } else if (consumer.phase == pending) {
      const bool left = std::any_of(claims.begin(), claims.end(), [&](ClaimIndex i) {
        const ResourceClaim& used = claim(i);
        return !used.meta.deleted.isSet() &&
               std::none_of(used.reservedFor.begin(), used.reservedFor.end(), [&](const ClaimConsumer& c) {
                 return c.resource == "podgroups" || c.uid == consumer.meta.uid ||
                        (c.uid.empty() && c.name == consumer.meta.name);
               });
      });
      if (left) {
        unreserved.push_back(slot);
      }
    }
  }
  // The map behind has no order; slots depend on the order of arrival. Names give equal clusters equal findings.
  const auto byName = [this](Slot a, Slot b) {
    const Metadata& x = pod(a).meta;
    const Metadata& y = pod(b).meta;
    return x.namespaceName == y.namespaceName ? x.name < y.name : x.namespaceName < y.namespaceName;
  };
  for (std::vector<Slot>* list : {&terminating, &finished, &schedulerErrors, &unreserved}) {
    std::sort(list->begin(), list->end(), byName);
  }
}

void Examination::readDevices() {
  for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
    const DeviceView& device = inventory.devices[i];
    if (device.slice == cluster::kNoSlot) {
      withdrawn.push_back(i);
    } else if (device.state == DeviceState::unhealthy) {
      unhealthy.push_back(i);
    } else if (device.base == DeviceState::staleGeneration) {
      stale.push_back(i);
    } else if (!device.taints.empty()) {
      tainted.push_back(i);
    }
  }
}

LostDriver& Examination::lostAt(const Text& driver, const Text& node) {
  LostDriver& entry = m_lostByKey[{driver, node}];
  entry.driver = driver;
  entry.node = node;
  return entry;
}

void Examination::findLostDrivers() {
  const auto note = [](LostDriver& entry, ClaimIndex index) {
    if (std::find(entry.claims.begin(), entry.claims.end(), index) == entry.claims.end()) {
      entry.claims.push_back(index);
    }
  };
  // While slices are hidden or still loading, a device without a slice says nothing about its driver.
  if (complete(Kind::ResourceSlice)) {
    for (const DeviceIndex i : withdrawn) {
      const DeviceView& device = inventory.devices[i];
      if (const cluster::PoolView* pool = publishedPool(inventory, device)) {
        // A slice that has not arrived may name it: then pool_incomplete tells of the cause.
        if (pool->complete) {
          withdrawnFromPool.push_back(i);
        }
        continue;
      }
      LostDriver& entry = lostAt(device.driver, device.node);
      entry.devices.push_back(i);
      for (const ClaimIndex claim : device.claims) {
        note(entry, claim);
      }
    }
  }
  for (const ClaimIndex i : preparing) {
    const ClaimView& view = inventory.claims[i];
    if (!saysNotRegistered(view.why)) {
      continue;
    }
    const Text named = driverNamedBy(view.why);
    const Text driver = named.empty() && !view.devices.empty() ? inventory.devices[view.devices.front()].driver : named;
    for (const Slot slot : view.pods) {
      const Event* event = eventOf(pod(slot).meta.uid, "FailedPrepareDynamicResources");
      if (event == nullptr || !saysNotRegistered(event->message)) {
        continue;
      }
      LostDriver& entry = lostAt(driver, pod(slot).nodeName);
      note(entry, i);
      entry.event = entry.event == nullptr || entry.event->last < event->last ? event : entry.event;
      entry.since = !entry.since.isSet() || event->first < entry.since ? event->first : entry.since;
    }
  }
  for (const auto& [key, entry] : m_lostByKey) {
    for (const ClaimIndex i : entry.claims) {
      m_lostByClaim.emplace(i, lost.size());
    }
    lost.push_back(entry);
  }
}

const LostDriver* Examination::lostDriverOf(ClaimIndex index) const {
  const auto found = m_lostByClaim.find(index);
  return found == m_lostByClaim.end() ? nullptr : &lost[found->second];
}

Time Examination::allocatedAt(ClaimIndex index) const {
  const ResourceClaim& allocated = claim(index);
  if (allocated.allocation != nullptr && allocated.allocation->allocationTimestamp.isSet()) {
    return allocated.allocation->allocationTimestamp;
  }
  return allocated.schedulerWrote.isSet() ? allocated.schedulerWrote : allocated.meta.created;
}

std::string Examination::deviceWord(const std::vector<DeviceIndex>& devices) const {
  std::string word;
  for (const DeviceIndex i : devices) {
    const DeviceView& device = inventory.devices[i];
    const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(device.slice);
    std::string product;
    if (slice != nullptr) {
      product = productName(device.driver, slice->devices[device.indexInSlice]);
    } else if (device.nodeIndex != cluster::kNone) {
      // Withdrawn: what the other nodes of its group have.
      const Text& group = inventory.nodes[device.nodeIndex].group;
      for (const cluster::GroupView& view : inventory.groups) {
        product = view.name == group ? withoutVendor(device.driver.view(), view.product.view()) : product;
      }
    }
    if (product.empty() || (!word.empty() && word != product)) {
      return devices.size() == 1 ? "device" : "devices";
    }
    word = product;
  }
  return word.empty() ? "devices" : word;
}

ObjectRef Examination::refOfClaim(ClaimIndex index) const {
  const Metadata& meta = claim(index).meta;
  return {"claim", meta.namespaceName.str(), meta.name.str()};
}
ObjectRef Examination::refOfPod(Slot slot) const {
  const Metadata& meta = pod(slot).meta;
  return {"pod", meta.namespaceName.str(), meta.name.str()};
}
ObjectRef Examination::refOfDevice(DeviceIndex index) const {
  const DeviceView& device = inventory.devices[index];
  return {"device", device.driver.str(), device.pool.str() + "/" + device.name.str()};
}
ObjectRef Examination::refOfPool(cluster::PoolIndex index) const {
  const cluster::PoolView& pool = inventory.pools[index];
  return {"pool", pool.driver.str(), pool.name.str()};
}
std::string Examination::claimName(ClaimIndex index) const {
  const Metadata& meta = claim(index).meta;
  return meta.namespaceName.str() + "/" + meta.name.str();
}
std::string Examination::podName(Slot slot) const {
  const Metadata& meta = pod(slot).meta;
  return meta.namespaceName.str() + "/" + meta.name.str();
}

void addObject(Finding& finding, ObjectRef object) {
  if (finding.objects.size() < kMaxObjects &&
      std::find(finding.objects.begin(), finding.objects.end(), object) == finding.objects.end()) {
    finding.objects.push_back(std::move(object));
  }
}

void addEvidence(Finding& finding, std::string object, std::string_view field, std::string value) {
  if (finding.evidence.size() < kMaxEvidence) {
    finding.evidence.push_back({std::move(object), std::string(field), std::move(value)});
  }
}

}  // namespace claimscope::diagnosis
