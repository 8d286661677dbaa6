// Search: whether one device can serve one request, and taking it (upstream isSelectable, allocateDevice, rollbackDevice).
#include <fmt/format.h>

#include <algorithm>

#include "model/allocation/node_selector.h"
#include "model/allocation/search.h"
#include "model/allocation/taints.h"

namespace claimscope::allocation {

namespace {

bool sameSpot(Spot a, Spot b) {
  return a.pool == b.pool && a.device == b.device;
}

bool admin(const RequestData& data) {
  return data.body->adminAccess && !data.alternative;
}

/// A valid UID that no other share of this attempt or cluster has: upstream's are random, so only being unique matters.
Text newShareId(const std::string& device, std::size_t claim, std::size_t number, const ResourceClaim& owner) {
  const std::string seed = fmt::format("{}/{}/{}/{}/{}", owner.meta.uid.str(), objectName(owner.meta), device, claim, number);
  std::uint64_t high = 0xCBF29CE484222325ULL;
  std::uint64_t low = 0x84222325CBF29CE4ULL;
  for (const char c : seed) {
    high = (high ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    low = (low + static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15ULL;
    low ^= low >> 31U;
  }
  return Text(fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU, high & 0xFFFU,
                          low >> 52U, low & 0xFFFFFFFFFFFFULL));
}

}  // namespace

std::string Search::deviceId(Spot spot) const {
  const PoolAtNode& shown = pool(spot).shown;
  return shown.driver.str() + "/" + shown.name.str() + "/" + device(spot).name.str();
}

CounterLedger& Search::counters(std::uint32_t poolIndex) {
  m_counters.resize(m_view.pools.size());
  if (m_counters[poolIndex] == nullptr) {
    m_counters[poolIndex] = std::make_unique<CounterLedger>(*m_view.pools[poolIndex], m_attempt.whatIf.released);
  }
  return *m_counters[poolIndex];
}

CompatibilityLedger& Search::groups(std::uint32_t poolIndex) {
  m_groups.resize(m_view.pools.size());
  if (m_groups[poolIndex] == nullptr) {
    m_groups[poolIndex] = std::make_unique<CompatibilityLedger>(*m_view.pools[poolIndex], m_attempt.whatIf.released);
  }
  return *m_groups[poolIndex];
}

bool Search::inUse(Spot spot) const {
  const DeviceUse* use = pool(spot).uses[spot.device];
  if (use != nullptr && use->isDedicated(m_attempt.whatIf.released)) {
    return true;
  }
  return !m_marks.empty() && m_takenInPool[spot.pool] != 0 &&
         std::any_of(m_marks.begin(), m_marks.end(), [&](const Mark& mark) { return sameSpot(mark.spot, spot); });
}

bool Search::takenBy(Spot spot, std::size_t claim) const {
  return !m_marks.empty() && m_takenInPool[spot.pool] != 0 && std::any_of(m_marks.begin(), m_marks.end(), [&](const Mark& mark) {
    return mark.claim == claim && sameSpot(mark.spot, spot);
  });
}

const std::vector<Quantity::Nano>* Search::allocating(Spot spot) const {
  for (const SharedMark& mark : m_shared) {
    if (sameSpot(mark.spot, spot)) {
      return &mark.taken;
    }
  }
  return nullptr;
}

std::optional<bool> Search::selectorsMatch(const ResourceClaim& claim, const RequestData& data, Spot spot, bool ofClass) {
  const std::vector<const SelectorMemo*>& memos = ofClass ? *data.classSelectors : data.selectors;
  for (std::size_t i = 0; i < memos.size(); ++i) {
    const SelectorMemo& memo = *memos[i];
    const cel::Outcome outcome = memo.selector() == nullptr ? cel::Outcome::runtimeError : memo.test(pool(spot), spot.device);
    if (outcome == cel::Outcome::match) {
      continue;
    }
    if (outcome == cel::Outcome::noMatch) {
      return false;
    }
    const std::string owner = ofClass ? "class " + data.deviceClass->meta.name.str() : "claim " + objectName(claim.meta);
    if (memo.selector() == nullptr) {
      m_error = fmt::format("{}: selector #{}: CEL compile error: {}", owner, i, memo.error());
    } else {
      m_error = fmt::format("{}: selector #{} on device {}: CEL runtime error: {}", owner, i, deviceId(spot),
                            withHint(memo.evaluate(pool(spot).devices[spot.device]).error));
    }
    return std::nullopt;
  }
  return true;
}

std::optional<bool> Search::selectable(const ResourceClaim& claim, const RequestData& data, Spot spot) {
  const DeviceRef& ref = pool(spot).devices[spot.device];
  const DeviceExtras* extras = ref.device().extras.get();
  if (!m_features.deviceBindingAndStatus && extras != nullptr && !extras->bindingConditions.empty()) {
    return false;
  }
  for (const bool ofClass : {true, false}) {
    const std::optional<bool> match = selectorsMatch(claim, data, spot, ofClass);
    if (!match || !*match) {
      return match;
    }
  }
  if (!ref.slice->perDeviceNodeSelection) {
    return true;
  }
  if (extras == nullptr) {
    return false;
  }
  const auto match = nodeMatches(m_attempt.node, extras->nodeName, extras->allNodes, extras->nodeSelector);
  if (!match) {
    m_error = match.error();
    return std::nullopt;
  }
  return *match;
}

std::optional<bool> Search::capacityFits(const ResourceClaim& claim, const RequestData& data, Spot spot, std::string_view doing) {
  const auto fits = fitsCapacity(device(spot), *data.body, m_features.fractionalCapacityRange,
                                 Held{pool(spot).uses[spot.device], &m_attempt.whatIf.released, allocating(spot)});
  if (!fits) {
    m_error = fmt::format("claim {}, request {}: {} capacity for device {}: {}", objectName(claim.meta), data.name().view(),
                          doing, deviceId(spot), fits.error());
    return std::nullopt;
  }
  return fits->fit == CapacityFit::fits;
}

std::optional<bool> Search::take(const Position& at, const RequestData& data, Spot spot, bool must, Taken& taken) {
  ClaimData& owner = m_claims[at.claim];
  const DeviceRef& ref = pool(spot).devices[spot.device];
  const Device& wanted = ref.device();
  const DeviceUse* use = pool(spot).uses[spot.device];
  const DeviceExtras* extras = wanted.extras.get();
  const bool shared = m_features.consumableCapacity && extras != nullptr && extras->allowMultipleAllocations;
  if ((!shared && admin(data) && takenBy(spot, at.claim)) || (!admin(data) && inUse(spot))) {
    return false;
  }
  if (m_variant == Variant::experimental && !ref.slice->skipNodeOperations.empty()) {
    const List<Text>& declared = m_attempt.node.declaredFeatures;
    if (!m_features.optionalNodeOperations || std::none_of(declared.begin(), declared.end(), [](const Text& feature) {
          return feature == "DRAOptionalNodeOperations";
        })) {
      return false;
    }
  }
  const bool draws = extras != nullptr && !extras->consumes.empty();
  if (draws && !m_features.partitionableDevices) {
    return false;
  }
  // A device that is shared already has paid for its counters.
  const bool paid = shared && ((use != nullptr && use->isShared(m_attempt.whatIf.released)) || allocating(spot) != nullptr);
  if (draws && !paid && m_features.compatibilityGroups) {
    if (!groups(spot.pool).take(wanted)) {
      return false;
    }
    taken.groups = true;
  }
  if (draws && !paid) {
    if (!counters(spot.pool).take(spot.device)) {
      undo(at, data, spot, taken);
      return false;
    }
    taken.counters = true;
  }
  if (m_features.deviceTaints && !m_attempt.whatIf.ignoreTaints &&
      blockingTaint(wanted, pool(spot).rules, m_attempt.whatIf.withoutRules, data.body->tolerations) != nullptr) {
    undo(at, data, spot, taken);
    return false;
  }
  for (Constraint& constraint : owner.constraints) {
    if (!constraint.add(data.request->name, data.fullName, wanted, ref.slice->driver)) {
      undo(at, data, spot, taken);
      if (must) {
        m_error = fmt::format("claim {}, request {}: cannot add device {} because a claim constraint would not be satisfied",
                              objectName(owner.claim->meta), data.name().view(), deviceId(spot));
        return std::nullopt;
      }
      return false;
    }
    ++taken.constraints;
  }
  if (!shared) {
    m_takenInPool.resize(m_view.pools.size());
    m_marks.push_back({spot, at.claim});
    ++m_takenInPool[spot.pool];
    taken.marked = true;
  }
  Chosen chosen{&data, spot, {}, {}};
  if (m_features.consumableCapacity) {
    const std::optional<bool> fits = capacityFits(*owner.claim, data, spot, "rechecking");
    if (!fits || !*fits) {
      undo(at, data, spot, taken);
      return fits;
    }
    if (shared) {
      auto consumed = consumedCapacities(wanted, *data.body, m_features.fractionalCapacityRange);
      if (!consumed) {
        m_error = consumed.error();
        undo(at, data, spot, taken);
        return std::nullopt;
      }
      chosen.consumed = std::move(*consumed);
      chosen.shareId = newShareId(deviceId(spot), at.claim, owner.chosen.size(), *owner.claim);
      auto mark = std::find_if(m_shared.begin(), m_shared.end(), [&](const SharedMark& m) { return sameSpot(m.spot, spot); });
      if (mark == m_shared.end()) {
        mark = m_shared.insert(m_shared.end(), SharedMark{spot, 0, std::vector<Quantity::Nano>(wanted.capacity.size())});
      }
      ++mark->shares;
      for (std::size_t i = 0; i < mark->taken.size(); ++i) {
        mark->taken[i] += chosen.consumed[i].quantity.nano();
      }
      taken.shared = true;
    }
  }
  owner.chosen.push_back(std::move(chosen));
  taken.chosen = true;
  return true;
}

void Search::undo(const Position& at, const RequestData& data, Spot spot, const Taken& taken) {
  ClaimData& owner = m_claims[at.claim];
  if (taken.shared) {
    const auto mark = std::find_if(m_shared.begin(), m_shared.end(), [&](const SharedMark& m) { return sameSpot(m.spot, spot); });
    for (std::size_t i = 0; i < mark->taken.size(); ++i) {
      mark->taken[i] -= owner.chosen.back().consumed[i].quantity.nano();
    }
    if (--mark->shares == 0) {
      m_shared.erase(mark);
    }
  }
  if (taken.chosen) {
    owner.chosen.pop_back();
  }
  if (taken.marked) {
    m_marks.pop_back();  // undone in reverse order of taking
    --m_takenInPool[spot.pool];
  }
  for (std::size_t i = taken.constraints; i-- > 0;) {
    owner.constraints[i].remove(data.request->name, data.fullName);
  }
  if (taken.counters) {
    counters(spot.pool).giveBack(spot.device);
  }
  if (taken.groups) {
    groups(spot.pool).undo();
  }
}

}  // namespace claimscope::allocation
