#include "model/cluster/past/device_changes.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "model/cluster/past/describe.h"

namespace claimscope::cluster {
namespace {

constexpr std::size_t kFoldFrom = 4;  ///< so many devices of a pool with one fate are told as one

bool holds(const List<EffectiveTaint>& taints, const EffectiveTaint& wanted) {
  return std::any_of(taints.begin(), taints.end(), [&](const EffectiveTaint& other) {
    return other.taint.key == wanted.taint.key && other.taint.value == wanted.taint.value &&
           other.taint.effect == wanted.taint.effect;
  });
}

void describeDevice(const DeviceView& before, const DeviceView& now, ObjectChange& out) {
  if (!(before.taints.empty() && now.taints.empty())) {
    for (const EffectiveTaint& taint : now.taints) {
      if (!holds(before.taints, taint)) {
        add(out, ChangeWeight::notable, {FactKind::tainted, taintText(taint.taint), {}, 0, 0});
      }
    }
    for (const EffectiveTaint& taint : before.taints) {
      if (!holds(now.taints, taint)) {
        add(out, ChangeWeight::ordinary, {FactKind::untainted, taintText(taint.taint), {}, 0, 0});
      }
    }
  }
  const auto is = [](const DeviceView& device, DeviceState state) { return device.state == state; };
  if (is(now, DeviceState::unhealthy) && !is(before, DeviceState::unhealthy)) {
    add(out, ChangeWeight::trouble, {FactKind::unhealthy, now.healthDetail, {}, 0, 0});
  } else if (is(before, DeviceState::unhealthy) && !is(now, DeviceState::unhealthy)) {
    add(out, ChangeWeight::notable, {FactKind::healthy, {}, {}, 0, 0});
  }
  const auto lost = [](const DeviceView& device) {
    return device.state == DeviceState::unknown || device.state == DeviceState::staleGeneration;
  };
  if (lost(now) && !lost(before)) {
    add(out, ChangeWeight::trouble, {FactKind::lost, {}, {}, 0, 0});
  } else if (lost(before) && !lost(now)) {
    add(out, ChangeWeight::ordinary, {FactKind::found, {}, {}, 0, 0});
  }
}

bool sameFate(const DeviceView& a, const DeviceView& b) {
  const bool sameTaints = a.taints.empty() && b.taints.empty();
  return sameTaints && (a.state == b.state || (a.state < DeviceState::tainted && b.state < DeviceState::tainted));
}

void visitDevice(const DeviceView& before, const DeviceView& now, const std::function<void(ChangeKey, ObjectChange&&)>& visit) {
  if (sameFate(before, now)) {
    return;
  }
  ObjectChange out;
  describeDevice(before, now, out);
  if (out.facts.empty()) {
    return;
  }
  out.noun = "device";
  out.lane = ChangeLane::devices;
  out.namespaceName = now.driver;
  out.name = Text(now.pool.str().append("/").append(now.name.view()));
  visit(keyOf(now), std::move(out));
}

}  // namespace

ChangeKey keyOf(const DeviceView& device) {
  const std::size_t hash =
      device.driver.hash() * 31U ^ device.pool.hash() * std::size_t{0x9e3779b97f4a7c15ULL} ^ (device.name.hash() << 1U);
  return {ChangeKey::kDevice, static_cast<std::uint32_t>(hash ^ (hash >> 32U))};
}

void visitDeviceChanges(const Snapshot& a, const Snapshot& b, const std::function<void(ChangeKey, ObjectChange&&)>& visit) {
  if (a.inventory == nullptr || b.inventory == nullptr || a.inventory == b.inventory) {
    return;
  }
  const SharedVector<DeviceView>& before = a.inventory->devices;
  const SharedVector<DeviceView>& now = b.inventory->devices;
  const bool aligned = a.inventory->publishedDevices != nullptr &&
                       a.inventory->publishedDevices == b.inventory->publishedDevices && before.size() == now.size();
  constexpr std::size_t kChunk = SharedVector<DeviceView>::kChunk;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (aligned && i % kChunk == 0 && &before[i] == &now[i]) {
      i += kChunk - 1;  // the two share this chunk: nothing in it changed
      continue;
    }
    const DeviceView& device = now[i];
    if (i < before.size() && before[i].name == device.name && before[i].pool == device.pool &&
        before[i].driver == device.driver) {
      visitDevice(before[i], device, visit);
      continue;
    }
    if (const DeviceIndex old = a.inventory->findDevice(device.driver, device.pool, device.name); old != kNone) {
      visitDevice(before[old], device, visit);
    }
  }
}

void foldDevices(std::vector<ObjectChange> devices, std::vector<ObjectChange>& out) {
  using Fate = std::tuple<std::string_view, std::string_view, std::string>;
  std::map<Fate, std::vector<std::size_t>> fates;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    std::string facts;
    for (const Fact& fact : devices[i].facts) {
      // Who says that a device is unhealthy differs from device to device and is no fate of its own.
      facts +=
          std::to_string(static_cast<int>(fact.kind)) + (fact.kind == FactKind::unhealthy ? std::string() : fact.a.str()) + '\n';
    }
    const std::string_view name = devices[i].name.view();
    fates[{devices[i].namespaceName.view(), name.substr(0, name.rfind('/')), std::move(facts)}].push_back(i);
  }
  for (const auto& [fate, members] : fates) {
    if (members.size() < kFoldFrom) {
      for (const std::size_t i : members) {
        out.push_back(devices[i]);
      }
      continue;
    }
    ObjectChange pool = devices[members.front()];
    pool.noun = "pool";
    pool.name = Text(std::get<1>(fate));
    for (const std::size_t i : members) {
      pool.weight = std::max(pool.weight, devices[i].weight);
      pool.seen = std::max(pool.seen, devices[i].seen);
    }
    for (Fact& fact : pool.facts) {
      fact.to = static_cast<std::int64_t>(members.size());
    }
    out.push_back(std::move(pool));
  }
}

namespace {

/// When the last claim took a device of the group, or the last one gave one back: then it ran out, or had one again.
Time lastTaken(const Inventory& inventory, const Text& group, bool taken, const std::vector<ObjectChange>& told) {
  Time last;
  for (const ObjectChange& change : told) {
    for (const Fact& fact : change.facts) {
      const bool fits =
          taken ? fact.kind == FactKind::allocated || fact.kind == FactKind::reallocated : fact.kind == FactKind::released;
      const NodeIndex node = fits && change.lane == ChangeLane::claims ? inventory.findNode(fact.a) : kNone;
      if (node != kNone && inventory.nodes[node].group == group) {
        last = std::max(last, change.seen);
      }
    }
  }
  return last;
}

}  // namespace

void addGroupChanges(const Snapshot& a, const Snapshot& b, std::vector<ObjectChange>& out) {
  for (const GroupView& now : b.inventory->groups) {
    const auto before = std::find_if(a.inventory->groups.begin(), a.inventory->groups.end(),
                                     [&](const GroupView& group) { return group.name == now.name; });
    if (before == a.inventory->groups.end() || now.counts.total() == 0) {
      continue;
    }
    const std::int64_t had = before->counts.of(DeviceState::free);
    const std::int64_t has = now.counts.of(DeviceState::free);
    if (had == has || (had > 0 && has > 0)) {
      continue;
    }
    ObjectChange change;
    change.noun = "group";
    change.name = now.name;
    change.lane = ChangeLane::devices;
    change.seen = lastTaken(*b.inventory, now.name, has == 0, out);
    add(change, has == 0 ? ChangeWeight::notable : ChangeWeight::ordinary, {FactKind::freeDevices, {}, {}, had, has});
    out.push_back(std::move(change));
  }
}

}  // namespace claimscope::cluster
