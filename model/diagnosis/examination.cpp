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

/// 32 through 1.32.0, 256 from 1.32.1 on (dra.md S18).
std::size_t consumersAllowedBy(const ServerInfo& server) {
  return server.minor != 0 && (server.minor < 32 || server.gitVersion.rfind("v1.32.0", 0) == 0) ? 32 : 256;
}

}  // namespace

Examination::Examination(const cluster::Snapshot& examined, const utilisation::Utilisation* busy, Notebook* notebook)
    : snapshot(examined),
      inventory(*examined.inventory),
      use(busy),
      consumersAllowed(consumersAllowedBy(examined.server)),
      m_own(notebook == nullptr ? std::make_unique<Notebook>() : nullptr),
      m_notebook(notebook == nullptr ? *m_own : *notebook) {
  m_notebook.read(snapshot, consumersAllowed);
  listClaims();
  terminating = m_notebook.pods(noted::kTerminating);
  finished = m_notebook.pods(noted::kFinished);
  schedulerErrors = m_notebook.pods(noted::kSchedulerError);
  unreserved = m_notebook.pods(noted::kUnreserved);
  listDevices();
  findLostDrivers();
  demands = demandsOf(snapshot, m_notebook, kSettleMs);
}

const Event* Examination::eventOf(const Uid& uid, std::string_view reason) const {
  const Event* newest = nullptr;
  if (const std::vector<const Event*>* known = m_notebook.eventsOf(uid)) {
    for (const Event* event : *known) {
      if (event->reason == reason && (newest == nullptr || newest->last < event->last)) {
        newest = event;
      }
    }
  }
  return newest;
}

void Examination::listClaims() {
  const bool podsKnown = complete(Kind::Pod);
  const std::pair<std::uint16_t, std::vector<ClaimIndex>*> lists[] = {
      {noted::kWaiting, &waiting},   {noted::kBinding, &binding}, {noted::kPreparing, &preparing},
      {noted::kDeleting, &deleting}, {noted::kUnused, &unused},   {noted::kManyConsumers, &manyConsumers},
      {noted::kClassic, &classic}};
  m_notebook.forEachClaim([&](const Notebook::Note& note) {
    const ClaimIndex claim = inventory.findClaim(note.index);
    for (const auto& [bit, list] : lists) {
      if ((note.lists & bit) != 0) {
        list->push_back(claim);
      }
    }
    if ((note.lists & noted::kForeignConsumer) != 0 || (podsKnown && (note.lists & noted::kUnknownPod) != 0)) {
      oddConsumers.push_back(claim);
    }
  });
  for (const auto& [bit, list] : lists) {
    std::sort(list->begin(), list->end());
  }
  std::sort(oddConsumers.begin(), oddConsumers.end());
}

void Examination::listDevices() {
  m_notebook.forEachDevice([&](const Notebook::Note& note) {
    auto& list = note.lists == noted::kTainted     ? tainted
                 : note.lists == noted::kUnhealthy ? unhealthy
                 : note.lists == noted::kWithdrawn ? withdrawn
                                                   : stale;
    list.push_back(note.index);
  });
  maybeDoubled = m_notebook.maybeDoubled();
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
