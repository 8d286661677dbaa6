#include "model/diagnosis/demand.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "model/base/ascii.h"

namespace claimscope::diagnosis {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::Inventory;
using cluster::Snapshot;

/// FNV-1a, written as eight digits: equal for equal requests in every run.
std::string shortHash(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  std::string out;
  for (int shift = 28; shift >= 0; shift -= 4) {
    out += "0123456789abcdef"[(hash >> static_cast<unsigned>(shift)) & 0xFU];
  }
  return out;
}

/// The published devices that a demand's screen lets through.
DemandHardware hardwareFor(const Snapshot& snapshot, const SelectorScreen& screen) {
  const Inventory& inventory = *snapshot.inventory;
  DemandHardware out;
  std::set<Text> groups;
  bool mixed = false;
  const DeviceView* previous = nullptr;
  bool open = false;  // this driver can meet it
  for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
    const DeviceView& device = inventory.devices[i];
    open = previous == nullptr || !(device.driver == previous->driver) ? screen.mayMatchDriver(device.driver) : open;
    previous = &device;
    if (!open || device.slice == cluster::kNoSlot || device.base == DeviceState::staleGeneration) {
      continue;
    }
    const Device& published = snapshot.of<ResourceSlice>().at(device.slice)->devices[device.indexInSlice];
    if (!screen.mayMatch(device.driver, published)) {
      continue;
    }
    out.candidates.push_back(i);
    if (device.nodeIndex != cluster::kNone) {
      groups.insert(inventory.nodes[device.nodeIndex].group);
    }
    out.partitions = out.partitions || (published.extras != nullptr && !published.extras->consumes.empty());
    if (!mixed) {
      std::string product = productName(device.driver, published);
      mixed = product.empty() || (!out.product.empty() && out.product != product);
      out.product = mixed ? std::string() : std::move(product);
    }
  }
  out.groups.assign(groups.begin(), groups.end());
  return out;
}

void count(const Inventory& inventory, const DemandHardware& hardware, Demand& demand) {
  std::unordered_map<cluster::NodeIndex, std::int64_t> freeByNode;
  for (const DeviceIndex i : hardware.candidates) {
    const DeviceView& device = inventory.devices[i];
    switch (device.state) {
      case DeviceState::free:
        if (device.blocked) {
          ++demand.blocked;
        } else {
          ++demand.free;
          demand.freeOnOneNode = std::max(demand.freeOnOneNode, ++freeByNode[device.nodeIndex]);
        }
        break;
      case DeviceState::reservedNotUsed:
        ++demand.held;
        demand.heldDevices.push_back(i);
        ++demand.taken;
        break;
      case DeviceState::inUse:
        ++demand.taken;
        break;
      case DeviceState::tainted:
        ++demand.tainted;
        break;
      case DeviceState::unhealthy:
        ++demand.unhealthy;
        break;
      case DeviceState::unknown:
      case DeviceState::staleGeneration:
        ++demand.unknown;
        break;
    }
  }
  demand.counted = true;
  demand.candidates = static_cast<std::int64_t>(hardware.candidates.size());
  demand.groups = hardware.groups;
  demand.partitions = hardware.partitions;
  demand.oneProduct = !hardware.product.empty();
  demand.name = demand.oneProduct ? hardware.product + (demand.partitions ? " partition" : "")
                                  : "device of class " + demand.className.str();
}

void describe(const Snapshot& snapshot, const ResourceClaim& claim, Demand& demand) {
  demand.classic = claim.classic != nullptr;
  if (demand.classic) {
    demand.className = claim.classic->resourceClassName;
    const ResourceClass* found = snapshot.of<ResourceClass>().find({}, demand.className);
    demand.classKnown = found != nullptr;
    if (found != nullptr) {
      demand.screen.add({Text("device.driver == \"" + found->driverName.str() + "\"")});
    }
  } else if (claim.spec.requests.size() == 1 && claim.spec.requests[0].exactly) {
    const DeviceRequestBody& body = *claim.spec.requests[0].exactly;
    demand.className = body.deviceClassName;
    const DeviceClass* found = snapshot.of<DeviceClass>().find({}, demand.className);
    demand.classKnown = found != nullptr;
    if (found != nullptr) {
      demand.screen.add(found->selectors);
    }
    demand.screen.add(body.selectors);
  } else if (!claim.spec.requests.empty()) {
    // Several requests or alternatives: which of them holds the claim is a question for the allocator.
    const DeviceRequest& first = claim.spec.requests[0];
    demand.className = first.exactly                  ? first.exactly->deviceClassName
                       : first.firstAvailable.empty() ? Text()
                                                      : first.firstAvailable[0].deviceClassName;
    demand.classKnown = false;
  }
  demand.name = "device of class " + demand.className.str();
}

}  // namespace

Text demandKeyOf(const ResourceClaim& claim) {
  std::string key;
  for (const DeviceRequest& request : claim.spec.requests) {
    const DeviceRequestBody* body = request.exactly ? &*request.exactly : nullptr;
    key += body == nullptr ? "?" : body->deviceClassName.str();
    key += '\n';
    for (std::size_t i = 0; body != nullptr && i < body->selectors.size(); ++i) {
      key += body->selectors[i].str() + '\n';
    }
  }
  return Text(claim.classic != nullptr ? "classic\n" + claim.classic->resourceClassName.str() + key : key);
}

std::vector<Demand> demandsOf(const Snapshot& snapshot, Notebook& notebook, std::int64_t minAgeMs) {
  const Inventory& inventory = *snapshot.inventory;
  const auto createdOf = [&](cluster::ClaimIndex i) {
    return snapshot.of<ResourceClaim>().at(inventory.claims[i].slot)->meta.created;
  };
  std::map<Text, Demand> byKey;
  notebook.forEachWaiting([&](const Notebook::WaitingNote& note) {
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(note.claim);
    const cluster::ClaimIndex index = inventory.findClaim(note.claim);
    const std::int64_t wanted = inventory.claims[index].wanted;
    const auto [entry, isNew] = byKey.try_emplace(note.demand);
    Demand& demand = entry->second;
    if (isNew) {
      describe(snapshot, claim, demand);
      demand.oldest = claim.meta.created;
      demand.smallest = wanted;
      demand.key = demand.className.str() + ":" + shortHash(note.demand.view());
    }
    demand.claims.push_back(index);
    demand.oldest = std::min(demand.oldest, claim.meta.created);
    demand.largest = std::max(demand.largest, wanted);
    demand.smallest = std::min(demand.smallest, wanted);
  });
  std::vector<Demand> out;
  for (auto& entry : byKey) {
    Demand& demand = entry.second;
    std::sort(demand.claims.begin(), demand.claims.end(), [&](auto a, auto b) {
      const Time x = createdOf(a);
      const Time y = createdOf(b);
      return x != y ? x < y : a < b;
    });
    if (demand.classKnown && demand.oldest.isSet() && snapshot.time - demand.oldest >= minAgeMs) {
      count(inventory, notebook.hardwareOf(entry.first, [&] { return hardwareFor(snapshot, demand.screen); }), demand);
    }
    out.push_back(std::move(demand));
  }
  std::stable_sort(out.begin(), out.end(), [](const Demand& a, const Demand& b) { return a.oldest < b.oldest; });
  notebook.forgetUnasked();
  return out;
}

std::string withoutVendor(std::string_view driver, std::string_view product) {
  const std::size_t space = product.find(' ');
  if (space == std::string_view::npos) {
    return std::string(product);
  }
  const std::string first = lowered(product.substr(0, space));
  const std::string domain = "." + lowered(driver) + ".";
  return std::string(domain.find("." + first + ".") != std::string::npos ? product.substr(space + 1) : product);
}

std::string productName(const Text& driver, const Device& device) {
  for (const std::string_view name : {"productName", "model", "product"}) {
    const DeviceAttribute* attribute = device.attribute(name);
    if (attribute != nullptr && std::holds_alternative<Text>(attribute->value)) {
      return withoutVendor(driver.view(), std::get<Text>(attribute->value).view());
    }
  }
  return {};
}

}  // namespace claimscope::diagnosis
