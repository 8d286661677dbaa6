#include "model/cost/cards.h"

#include <algorithm>
#include <map>

#include "model/diagnosis/demand.h"
#include "model/topology/cards.h"

namespace claimscope::cost {

using cluster::DeviceIndex;
using cluster::DeviceView;
using cluster::kNone;
using cluster::Snapshot;

namespace {

const Device* published(const Snapshot& snapshot, const DeviceView& view) {
  const ResourceSlice* slice = view.slice == cluster::kNoSlot ? nullptr : snapshot.of<ResourceSlice>().at(view.slice);
  return slice != nullptr && view.indexInSlice < slice->devices.size() ? &slice->devices[view.indexInSlice] : nullptr;
}

Text textOf(const Device* device, std::string_view name) {
  const DeviceAttribute* found = device == nullptr ? nullptr : device->attribute(name);
  const auto* text = found == nullptr ? nullptr : std::get_if<Text>(&found->value);
  return text == nullptr ? Text() : *text;
}

bool isAccelerator(const DeviceView& view, const Device* device) {
  const Text type = textOf(device, "type");
  for (const std::string_view word : {"gpu", "mig", "vgpu", "tpu", "npu", "accelerator"}) {
    if (type == word) {
      return true;
    }
  }
  const std::string_view driver = view.driver.view();
  if (!type.empty()) {
    return false;
  }
  // A device that only an allocation names has no attributes any more: its driver has to do.
  for (const std::string_view begin : {"gpu.", "tpu.", "npu.", "neuron.", "gaudi."}) {
    if (driver.starts_with(begin)) {
      return true;
    }
  }
  return false;
}

double memoryOf(const Device* device) {
  if (device == nullptr) {
    return 0;
  }
  for (const DeviceCapacity& capacity : device->capacity) {
    if (capacity.name == "memory" || capacity.name.view().ends_with("/memory")) {
      return capacity.value.approximate();
    }
  }
  return 0;
}

/// The largest part that the device takes of any counter of its card.
double counterShare(const topology::Card& card, const Device& device) {
  double out = 0;
  if (!device.extras) {
    return 1;
  }
  for (const CounterConsumption& consumption : device.extras->consumes) {
    if (!(consumption.counterSet == card.name)) {
      continue;
    }
    for (const auto& [name, amount] : consumption.counters) {
      for (const topology::CardCounter& counter : card.counters) {
        if (counter.name == name && counter.capacity.approximate() > 0) {
          out = std::max(out, amount.approximate() / counter.capacity.approximate());
        }
      }
    }
  }
  return out > 0 ? std::min(1.0, out) : 1;
}

}  // namespace

Accelerators acceleratorsOf(const Snapshot& snapshot) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  Accelerators out;
  out.cardOf.assign(inventory.devices.size(), kNone);
  out.share.assign(inventory.devices.size(), 0);
  out.cardsOnNode.assign(inventory.nodes.size(), 0);
  std::vector<DeviceIndex> wanted;
  for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
    if (isAccelerator(inventory.devices[i], published(snapshot, inventory.devices[i]))) {
      wanted.push_back(i);
    }
  }
  if (wanted.empty()) {
    out.everyDevice = !inventory.devices.empty();
    for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
      wanted.push_back(i);
    }
  }
  const topology::Cards counters = topology::cardsOf(snapshot);
  std::map<std::pair<cluster::NodeIndex, Text>, std::uint32_t> byParent;
  std::map<std::uint32_t, std::uint32_t> byCounters;
  const auto newCard = [&](DeviceIndex device) {
    out.cards.push_back({inventory.devices[device].nodeIndex, {}});
    return static_cast<std::uint32_t>(out.cards.size() - 1);
  };
  for (const DeviceIndex i : wanted) {
    const DeviceView& view = inventory.devices[i];
    const Device* device = published(snapshot, view);
    const Text parent = textOf(device, "parentUUID");
    std::uint32_t card = kNone;
    if (i < counters.ofDevice.size() && counters.ofDevice[i] != kNone && device != nullptr) {
      const auto [at, isNew] = byCounters.try_emplace(counters.ofDevice[i], 0);
      card = at->second = isNew ? newCard(i) : at->second;
      out.share[i] = counterShare(counters.cards[counters.ofDevice[i]], *device);
    } else if (!parent.empty()) {
      const auto [at, isNew] = byParent.try_emplace({view.nodeIndex, parent}, 0);
      card = at->second = isNew ? newCard(i) : at->second;
      out.share[i] = memoryOf(device);
    } else {
      card = newCard(i);
      out.share[i] = 1;
    }
    out.cardOf[i] = card;
    out.cards[card].devices.push_back(i);
  }
  for (const auto& [key, card] : byParent) {
    const std::vector<DeviceIndex>& devices = out.cards[card].devices;
    double sum = 0;
    for (const DeviceIndex device : devices) {
      sum += out.share[device];
    }
    for (const DeviceIndex device : devices) {
      out.share[device] = sum > 0 ? out.share[device] / sum : 1.0 / static_cast<double>(devices.size());
    }
  }
  for (const AcceleratorCard& card : out.cards) {
    if (card.node != kNone) {
      ++out.cardsOnNode[card.node];
    }
  }
  return out;
}

std::string modelOf(const Snapshot& snapshot, DeviceIndex index) {
  const DeviceView& view = snapshot.inventory->devices[index];
  const Device* device = published(snapshot, view);
  const std::string product = device == nullptr ? std::string() : diagnosis::productName(view.driver, *device);
  const Text profile = textOf(device, "profile");
  const std::string name = product.empty() ? "device" : product;
  return profile.empty() ? name : name + " " + profile.str();
}

}  // namespace claimscope::cost
