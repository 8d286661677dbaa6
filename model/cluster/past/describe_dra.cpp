// What happened to claims, slices and taint rules.
#include <algorithm>

#include "model/cluster/past/describe.h"

namespace claimscope::cluster {
namespace {

std::int64_t countOf(const ResourceClaim& claim) {
  return claim.allocation == nullptr ? 0 : static_cast<std::int64_t>(claim.allocation->results.size());
}

/// The pool all devices are of; of a driver on a node that is the node's name.
Text poolOf(const ResourceClaim& claim) {
  if (claim.allocation == nullptr || claim.allocation->results.empty()) {
    return {};
  }
  const auto& results = claim.allocation->results;
  const bool one = std::all_of(results.begin(), results.end(),
                               [&](const DeviceAllocation& result) { return result.pool == results.front().pool; });
  return one ? results.front().pool : Text();
}

bool sameDevices(const Allocation& a, const Allocation& b) {
  return std::equal(a.results.begin(), a.results.end(), b.results.begin(), b.results.end(),
                    [](const DeviceAllocation& x, const DeviceAllocation& y) {
                      return x.driver == y.driver && x.pool == y.pool && x.device == y.device && x.shareId == y.shareId;
                    });
}

void describeAllocation(const ResourceClaim* before, const ResourceClaim& now, ObjectChange& out) {
  const bool had = before != nullptr && before->allocation != nullptr;
  const bool has = now.allocation != nullptr;
  if (!had && has) {
    add(out, ChangeWeight::ordinary, {FactKind::allocated, poolOf(now), {}, 0, countOf(now)});
  } else if (had && !has) {
    add(out, ChangeWeight::ordinary, {FactKind::released, poolOf(*before), {}, countOf(*before), 0});
  } else if (had && has && !sameDevices(*before->allocation, *now.allocation)) {
    add(out, ChangeWeight::notable, {FactKind::reallocated, poolOf(now), {}, countOf(*before), countOf(now)});
  }
}

void describeConsumers(const ResourceClaim* before, const ResourceClaim& now, ObjectChange& out) {
  const std::size_t had = before == nullptr ? 0 : before->reservedFor.size();
  const bool others = had > 0 && !now.reservedFor.empty() && !(before->reservedFor.front().uid == now.reservedFor.front().uid);
  if (now.reservedFor.size() > had || others) {
    add(out, ChangeWeight::ordinary,
        {FactKind::reserved,
         now.reservedFor.front().name,
         {},
         static_cast<std::int64_t>(had),
         static_cast<std::int64_t>(now.reservedFor.size())});
  } else if (now.reservedFor.size() < had) {
    add(out, ChangeWeight::ordinary,
        {FactKind::unreserved,
         before->reservedFor.front().name,
         {},
         static_cast<std::int64_t>(had),
         static_cast<std::int64_t>(now.reservedFor.size())});
  }
}

/// Conditions that drivers set on the devices of a claim, which are not those of the version before.
void describeDriverStatus(const ResourceClaim* before, const ResourceClaim& now, ObjectChange& out) {
  const auto statusBefore = [&](const AllocatedDeviceStatus& device, const Text& type) {
    if (before != nullptr) {
      for (const AllocatedDeviceStatus& other : before->devices) {
        if (other.device == device.device && other.pool == device.pool && other.driver == device.driver) {
          for (const Condition& condition : other.conditions) {
            if (condition.type == type) {
              return condition.status;
            }
          }
        }
      }
    }
    return Text();
  };
  for (const AllocatedDeviceStatus& device : now.devices) {
    for (const Condition& condition : device.conditions) {
      if (!(statusBefore(device, condition.type) == condition.status)) {
        add(out, condition.status == "False" ? ChangeWeight::notable : ChangeWeight::ordinary,
            {FactKind::driverStatus, condition.type, condition.status, 0, 0});
        return;  // several devices say the same; the object has them all
      }
    }
  }
}

std::int64_t devicesOf(const ResourceSlice& slice) {
  return static_cast<std::int64_t>(slice.devices.size());
}

bool samePolicyValues(const Device& a, const Device& b) {
  const auto sameAttribute = [](const DeviceAttribute& x, const DeviceAttribute& y) {
    return x.name == y.name && x.value == y.value;
  };
  const auto sameCapacity = [](const DeviceCapacity& x, const DeviceCapacity& y) {
    return x.name == y.name && x.value == y.value;
  };
  const auto same = [](const auto& x, const auto& y, const auto& equal) {
    return x.data() == y.data() || std::equal(x.begin(), x.end(), y.begin(), y.end(), equal);
  };
  return same(a.attributes, b.attributes, sameAttribute) && same(a.capacity, b.capacity, sameCapacity);
}

bool sameTaints(const Device& a, const Device& b) {
  return std::equal(a.taints.begin(), a.taints.end(), b.taints.begin(), b.taints.end(),
                    [](const Taint& x, const Taint& y) { return x.key == y.key && x.value == y.value && x.effect == y.effect; });
}

}  // namespace

Text taintText(const Taint& taint) {
  std::string text = taint.key.str();
  if (!taint.value.empty()) {
    text.append("=").append(taint.value.view());
  }
  return Text(text.append(":").append(taint.effect.view()));
}

void add(ObjectChange& out, ChangeWeight weight, Fact fact) {
  out.weight = std::max(out.weight, weight);
  out.facts.push_back(std::move(fact));
}

void describe(const ResourceClaim* before, const ResourceClaim* now, ObjectChange& out) {
  if (now == nullptr) {
    add(out, ChangeWeight::ordinary, {FactKind::deleted, {}, {}, 0, 0});
    if (before->allocation != nullptr) {
      add(out, ChangeWeight::ordinary, {FactKind::released, poolOf(*before), {}, countOf(*before), 0});
    }
    return;
  }
  if (before == nullptr) {
    add(out, ChangeWeight::ordinary, {FactKind::created, {}, {}, 0, 0});
  }
  describeAllocation(before, *now, out);
  describeConsumers(before, *now, out);
  describeDriverStatus(before, *now, out);
  if (now->meta.deleted().isSet() && (before == nullptr || !before->meta.deleted().isSet())) {
    add(out, ChangeWeight::ordinary, {FactKind::deleting, {}, {}, 0, 0});
  }
}

void describe(const ResourceSlice* before, const ResourceSlice* now, ObjectChange& out) {
  if (now == nullptr) {
    add(out, ChangeWeight::notable, {FactKind::withdrawn, {}, {}, devicesOf(*before), 0});
    return;
  }
  if (before == nullptr) {
    add(out, ChangeWeight::ordinary, {FactKind::published, {}, {}, 0, devicesOf(*now)});
    return;
  }
  if (before->poolGeneration != now->poolGeneration) {
    add(out, ChangeWeight::ordinary, {FactKind::generation, {}, {}, before->poolGeneration, now->poolGeneration});
  }
  if (before->devices.size() != now->devices.size()) {
    const bool fewer = now->devices.size() < before->devices.size();
    add(out, fewer ? ChangeWeight::notable : ChangeWeight::ordinary,
        {FactKind::deviceCount, {}, {}, devicesOf(*before), devicesOf(*now)});
    return;
  }
  std::int64_t other = 0;
  std::int64_t taints = 0;
  for (std::size_t i = 0; i < now->devices.size(); ++i) {
    other += samePolicyValues(before->devices[i], now->devices[i]) ? 0 : 1;
    taints += sameTaints(before->devices[i], now->devices[i]) ? 0 : 1;
  }
  if (other > 0) {
    add(out, ChangeWeight::ordinary, {FactKind::deviceValues, {}, {}, 0, other});
  }
  // Taints are told by device; the slice itself is then one more object that changed, and no news.
  static_cast<void>(taints);
}

void describe(const DeviceTaintRule* before, const DeviceTaintRule* now, ObjectChange& out) {
  if (now == nullptr) {
    add(out, ChangeWeight::notable, {FactKind::deleted, taintText(before->taint), {}, 0, 0});
    return;
  }
  const Text text = taintText(now->taint);
  if (before == nullptr) {
    add(out, ChangeWeight::notable, {FactKind::ruleWritten, text, {}, 0, 0});
  } else if (const Text old = taintText(before->taint); !(old == text)) {
    add(out, ChangeWeight::notable, {FactKind::ruleChanged, old, text, 0, 0});
  } else if (before->meta.generation() != now->meta.generation()) {
    add(out, ChangeWeight::notable, {FactKind::changed, {}, {}, 0, 0});
  }
}

}  // namespace claimscope::cluster
