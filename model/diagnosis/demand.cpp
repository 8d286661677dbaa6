#include "model/diagnosis/demand.h"

#include <algorithm>
#include <map>

#include "model/base/ascii.h"

namespace claimscope::diagnosis {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::Inventory;
using cluster::Snapshot;

/// Class, selectors and sharing of a claim as one text; claims with several requests stand for themselves by class only.
std::string keyOf(const ResourceClaim& claim) {
  std::string key;
  for (const DeviceRequest& request : claim.spec.requests) {
    const DeviceRequestBody* body = request.exactly ? &*request.exactly : nullptr;
    key += body == nullptr ? "?" : body->deviceClassName.str();
    key += '\n';
    for (std::size_t i = 0; body != nullptr && i < body->selectors.size(); ++i) {
      key += body->selectors[i].str() + '\n';
    }
  }
  return claim.classic != nullptr ? "classic\n" + claim.classic->resourceClassName.str() + key : key;
}

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

class Counter {
 public:
  Counter(const Snapshot& snapshot, std::vector<Demand*> demands)
      : m_snapshot(snapshot), m_inventory(*snapshot.inventory), m_demands(std::move(demands)), m_tallies(m_demands.size()) {}

  void run() {
    const ResourceSlice* slice = nullptr;
    cluster::Slot slot = cluster::kNoSlot;
    Text driver;
    std::vector<std::size_t> open;  // demands that this driver can meet
    for (DeviceIndex i = 0; i < m_inventory.devices.size(); ++i) {
      const DeviceView& device = m_inventory.devices[i];
      if (i == 0 || !(device.driver == driver)) {
        driver = device.driver;
        open.clear();
        for (std::size_t d = 0; d < m_demands.size(); ++d) {
          if (m_demands[d]->screen.mayMatchDriver(driver)) {
            open.push_back(d);
          }
        }
      }
      if (open.empty() || device.slice == cluster::kNoSlot || device.state == DeviceState::staleGeneration) {
        continue;
      }
      if (device.slice != slot) {
        slot = device.slice;
        slice = m_snapshot.of<ResourceSlice>().at(slot);
      }
      for (const std::size_t d : open) {
        if (m_demands[d]->screen.mayMatch(driver, slice->devices[device.indexInSlice])) {
          count(*m_demands[d], m_tallies[d], i, device, slice->devices[device.indexInSlice]);
        }
      }
    }
    for (std::size_t d = 0; d < m_demands.size(); ++d) {
      finish(*m_demands[d], m_tallies[d]);
    }
  }

 private:
  struct Tally {
    std::map<Text, bool> groups;
    Text lastGroup;
    std::map<cluster::NodeIndex, std::int64_t> freeByNode;
    std::string product;
    bool mixed = false;
  };

  void count(Demand& demand, Tally& tally, DeviceIndex index, const DeviceView& device, const Device& published) const {
    ++demand.candidates;
    switch (device.state) {
      case DeviceState::free:
        if (device.blocked) {
          ++demand.blocked;
        } else {
          ++demand.free;
          ++tally.freeByNode[device.nodeIndex];
        }
        break;
      case DeviceState::reservedNotUsed:
        ++demand.held;
        demand.heldDevices.push_back(index);
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
    if (device.nodeIndex != cluster::kNone) {
      const Text& group = m_inventory.nodes[device.nodeIndex].group;
      if (!(group == tally.lastGroup)) {
        tally.lastGroup = group;
        tally.groups[group] = true;
      }
    }
    demand.partitions = demand.partitions || (published.extras != nullptr && !published.extras->consumes.empty());
    learnProduct(tally, device, published);
  }

  static void learnProduct(Tally& tally, const DeviceView& device, const Device& published) {
    if (tally.mixed) {
      return;
    }
    const std::string product = productName(device.driver, published);
    tally.mixed = product.empty() || (!tally.product.empty() && tally.product != product);
    tally.product = product;
  }

  static void finish(Demand& demand, Tally& tally) {
    for (const auto& [node, free] : tally.freeByNode) {
      demand.freeOnOneNode = std::max(demand.freeOnOneNode, free);
    }
    for (const auto& [group, seen] : tally.groups) {
      demand.groups.push_back(group);
    }
    demand.oneProduct = demand.candidates > 0 && !tally.mixed && !tally.product.empty();
    demand.name =
        demand.oneProduct ? tally.product + (demand.partitions ? " partition" : "") : "device of class " + demand.className.str();
  }

  const Snapshot& m_snapshot;
  const Inventory& m_inventory;
  std::vector<Demand*> m_demands;
  std::vector<Tally> m_tallies;
};

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

std::vector<Demand> demandsOf(const Snapshot& snapshot, const std::vector<cluster::ClaimIndex>& waiting, std::int64_t minAgeMs) {
  std::map<std::string, Demand> byKey;
  for (const cluster::ClaimIndex index : waiting) {
    const cluster::ClaimView& view = snapshot.inventory->claims[index];
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    const auto [entry, isNew] = byKey.try_emplace(keyOf(claim));
    Demand& demand = entry->second;
    if (isNew) {
      describe(snapshot, claim, demand);
      demand.oldest = claim.meta.created;
      demand.smallest = view.wanted;
    }
    if (isNew) {
      demand.key = demand.className.str() + ":" + shortHash(entry->first);
    }
    demand.claims.push_back(index);
    demand.oldest = std::min(demand.oldest, claim.meta.created);
    demand.largest = std::max(demand.largest, view.wanted);
    demand.smallest = std::min(demand.smallest, view.wanted);
  }
  std::vector<Demand> out;
  for (auto& [key, demand] : byKey) {
    const auto created = [&](cluster::ClaimIndex i) {
      return snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[i].slot)->meta.created;
    };
    std::stable_sort(demand.claims.begin(), demand.claims.end(), [&](auto a, auto b) { return created(a) < created(b); });
    out.push_back(std::move(demand));
  }
  std::stable_sort(out.begin(), out.end(), [](const Demand& a, const Demand& b) { return a.oldest < b.oldest; });
  std::vector<Demand*> counted;
  for (Demand& demand : out) {
    if (demand.classKnown && snapshot.time - demand.oldest >= minAgeMs) {
      demand.counted = true;
      counted.push_back(&demand);
    }
  }
  if (!counted.empty()) {
    Counter(snapshot, std::move(counted)).run();
  }
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
