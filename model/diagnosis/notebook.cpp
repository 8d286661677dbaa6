#include "model/diagnosis/notebook.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "model/diagnosis/demand.h"

namespace claimscope::diagnosis {

using cluster::ClaimIndex;
using cluster::ClaimView;
using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::Slot;
using cluster::Snapshot;

namespace {

/// Pod groups are consumers of Kubernetes itself from 1.36 on.
bool isForeign(const ClaimConsumer& consumer) {
  const bool isPod = consumer.apiGroup.empty() && consumer.resource == "pods";
  return !isPod && !(consumer.apiGroup == "scheduling.k8s.io" && consumer.resource == "podgroups");
}

std::uint16_t listsOf(const ClaimView& view, const ResourceClaim& claim, std::size_t consumersAllowed) {
  unsigned lists = claim.classic != nullptr ? noted::kClassic : 0U;
  if (claim.meta.deleted().isSet()) {
    lists |= noted::kDeleting;
  } else if (view.heldAt == "allocation") {
    lists |= noted::kWaiting;
  } else if (view.heldAt == "binding") {
    lists |= noted::kBinding;
  } else if (view.heldAt == "prepare") {
    lists |= noted::kPreparing;
  } else if (claim.allocation != nullptr && claim.reservedFor.empty()) {
    lists |= noted::kUnused;
  }
  if (!claim.reservedFor.empty()) {
    const bool foreign = std::any_of(claim.reservedFor.begin(), claim.reservedFor.end(), isForeign);
    lists |= claim.reservedFor.size() * 10 >= consumersAllowed * 9 ? noted::kManyConsumers : 0U;
    lists |= view.consumersUnknown ? noted::kUnknownPod : 0U;
    lists |= foreign ? noted::kForeignConsumer : 0U;
  }
  return static_cast<std::uint16_t>(lists);
}

/// Some claim of the pod is not reserved for it.
bool someUnreserved(const Snapshot& snapshot, const Pod& pod, const List<ClaimIndex>& claims) {
  return std::any_of(claims.begin(), claims.end(), [&](ClaimIndex i) {
    const ResourceClaim& used = *snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[i].slot);
    return !used.meta.deleted().isSet() &&
           std::none_of(used.reservedFor.begin(), used.reservedFor.end(), [&](const ClaimConsumer& c) {
             return c.resource == "podgroups" || c.uid == pod.meta.uid || (c.uid.empty() && c.name == pod.meta.name);
           });
  });
}

std::uint16_t listOf(const Snapshot& snapshot, const Pod& pod, const List<ClaimIndex>& claims) {
  if (pod.phase == "Succeeded" || pod.phase == "Failed") {
    return noted::kFinished;
  }
  if (pod.meta.deleted().isSet()) {
    return noted::kTerminating;
  }
  if (pod.nodeName.empty()) {
    const PodCondition* scheduled = pod.condition("PodScheduled");
    const bool error = scheduled != nullptr && scheduled->status == "False" && scheduled->reason == "SchedulerError";
    return error ? noted::kSchedulerError : 0;
  }
  return pod.phase == "Pending" && someUnreserved(snapshot, pod, claims) ? noted::kUnreserved : 0;
}

std::uint16_t listOf(const DeviceView& device) {
  if (device.slice == cluster::kNoSlot) {
    return noted::kWithdrawn;
  }
  if (device.state == DeviceState::unhealthy) {
    return noted::kUnhealthy;
  }
  if (device.base == DeviceState::staleGeneration) {
    return noted::kStale;
  }
  return device.taints.empty() ? 0 : noted::kTainted;
}

}  // namespace

std::string_view uuidOf(const Snapshot& snapshot, const DeviceView& view) {
  const ResourceSlice* slice = view.slice == cluster::kNoSlot ? nullptr : snapshot.of<ResourceSlice>().at(view.slice);
  if (slice == nullptr || view.indexInSlice >= slice->devices.size()) {
    return {};
  }
  for (const DeviceAttribute& attribute : slice->devices[view.indexInSlice].attributes) {
    std::string_view name = attribute.name.view();
    if (const std::string_view domain = slice->driver.view();
        name.size() == domain.size() + 5 && name.starts_with(domain) && name.ends_with("/uuid")) {
      name = "uuid";
    }
    const Text* text = std::get_if<Text>(&attribute.value);
    if (name == "uuid" && text != nullptr) {
      return text->view();
    }
  }
  return {};
}

void Notebook::read(const Snapshot& snapshot, std::size_t consumersAllowed) {
  if (consumersAllowed != m_consumersAllowed) {
    *this = Notebook();
    m_consumersAllowed = consumersAllowed;
  }
  ++m_readings;
  m_chunksRead = 0;
  const std::array<cluster::Revision, 2> classes{snapshot.of<DeviceClass>().changed(), snapshot.of<ResourceClass>().changed()};
  if (m_hardwareOf != snapshot.inventory->publishedDevices || classes != m_classes) {
    m_hardware.clear();
    m_hardwareOf = snapshot.inventory->publishedDevices;
    m_classes = classes;
  }
  readEvents(snapshot);
  readClaims(snapshot, consumersAllowed);
  readPods(snapshot);
  readDevices(snapshot);
}

void Notebook::readClaims(const Snapshot& snapshot, std::size_t consumersAllowed) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  m_chunksRead += m_claims.update(inventory.claimTouched, [&](std::size_t first, std::size_t end, ClaimNotes& notes) {
    for (auto slot = static_cast<Slot>(first); slot < end; ++slot) {
      const ClaimIndex index = inventory.findClaim(slot);
      if (index == cluster::kNone) {
        continue;
      }
      const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(slot);
      const std::uint16_t lists = listsOf(inventory.claims[index], claim, consumersAllowed);
      if (lists != 0) {
        notes.list.push_back({slot, lists});
      }
      if ((lists & noted::kWaiting) != 0) {
        notes.waiting.push_back({slot, demandKeyOf(claim)});
      }
    }
  });
}

void Notebook::readPods(const Snapshot& snapshot) {
  const auto read = [&](std::size_t first, std::size_t end, std::vector<Note>& notes) {
    for (auto slot = static_cast<Slot>(first); slot < end; ++slot) {
      const List<ClaimIndex>& claims = snapshot.inventory->claimsOfPod(slot);
      const Pod* pod = claims.empty() ? nullptr : snapshot.of<Pod>().at(slot);
      const std::uint16_t list = pod == nullptr ? 0 : listOf(snapshot, *pod, claims);
      if (list != 0) {
        notes.push_back({slot, list});
      }
    }
  };
  const std::size_t changed = m_pods.update(snapshot.inventory->podTouched, read);
  m_chunksRead += changed;
  if (changed == 0) {
    return;
  }
  // Slots depend on the order of arrival. Names give equal clusters equal findings.
  const auto byName = [&](Slot a, Slot b) {
    const Metadata& x = snapshot.of<Pod>().at(a)->meta;
    const Metadata& y = snapshot.of<Pod>().at(b)->meta;
    return x.namespaceName == y.namespaceName ? x.name < y.name : x.namespaceName < y.namespaceName;
  };
  for (std::size_t i = 0; i < kPodLists; ++i) {
    std::vector<Slot> slots;
    m_pods.forEach([&](const std::vector<Note>& notes) {
      for (const Note& note : notes) {
        if (note.lists == 1U << i) {
          slots.push_back(note.index);
        }
      }
    });
    std::sort(slots.begin(), slots.end(), byName);
    m_sortedPods[i] = std::move(slots);
  }
}

const std::vector<Slot>& Notebook::pods(std::uint16_t list) const {
  return m_sortedPods[static_cast<std::size_t>(std::countr_zero(list))];
}

void Notebook::countHeld(const DeviceNotes& notes, int by) {
  for (const auto& [hash, device] : notes.held) {
    std::uint32_t& count = m_heldUuids[hash];
    const bool before = count > 1;
    count += static_cast<std::uint32_t>(by);
    m_doubled += count > 1 && !before ? 1U : 0U;
    m_doubled -= count <= 1 && before ? 1U : 0U;
    if (count == 0) {
      m_heldUuids.erase(hash);
    }
  }
}

void Notebook::readDevices(const Snapshot& snapshot) {
  const auto& devices = snapshot.inventory->devices;
  const auto read = [&](std::size_t first, std::size_t end, DeviceNotes& notes) {
    for (std::size_t i = first; i < end; ++i) {
      const DeviceView& device = devices[i];
      if (const std::uint16_t list = listOf(device); list != 0) {
        notes.list.push_back({static_cast<DeviceIndex>(i), list});
      }
      // A device of an old generation is the one of the new generation under another name.
      if (!device.claims.empty() && device.state != DeviceState::staleGeneration) {
        if (const std::string_view uuid = uuidOf(snapshot, device); !uuid.empty()) {
          const std::uint64_t hash = std::hash<std::string_view>()(uuid) * 31U ^ device.driver.hash();
          notes.held.emplace_back(hash, static_cast<DeviceIndex>(i));
        }
      }
    }
    countHeld(notes, 1);
  };
  m_chunksRead +=
      m_devices.update(snapshot.inventory->deviceTouched, read, [&](const DeviceNotes& notes) { countHeld(notes, -1); });
}

std::vector<DeviceIndex> Notebook::maybeDoubled() const {
  std::vector<DeviceIndex> out;
  if (m_doubled > 0) {
    m_devices.forEach([&](const DeviceNotes& notes) {
      for (const auto& [hash, device] : notes.held) {
        if (m_heldUuids.at(hash) > 1) {
          out.push_back(device);
        }
      }
    });
  }
  return out;
}

void Notebook::readEvents(const Snapshot& snapshot) {
  const Text reasons[] = {Text("FailedPrepareDynamicResources"), Text("FailedResourceClaimCreation"),
                          Text("BindingConditionsPending"), Text("FailedScheduling")};
  const auto& events = snapshot.of<Event>();
  const std::size_t changed = m_events.update(events, [&](std::size_t first, std::size_t end, std::vector<const Event*>& notes) {
    for (std::size_t slot = first; slot < end; ++slot) {
      const Event* event = events.at(static_cast<Slot>(slot));
      if (event != nullptr && std::find(std::begin(reasons), std::end(reasons), event->reason) != std::end(reasons)) {
        notes.push_back(event);
      }
    }
  });
  m_chunksRead += changed;
  if (changed > 0) {
    m_eventsByPod.clear();
    m_events.forEach([&](const std::vector<const Event*>& notes) {
      for (const Event* event : notes) {
        m_eventsByPod[event->objectUid].push_back(event);
      }
    });
  }
}

const std::vector<const Event*>* Notebook::eventsOf(const Uid& pod) const {
  const auto found = m_eventsByPod.find(pod);
  return found == m_eventsByPod.end() ? nullptr : &found->second;
}

void Notebook::forgetUnasked() {
  std::erase_if(m_hardware, [&](const auto& entry) { return entry.second.read != m_readings; });
}

}  // namespace claimscope::diagnosis
