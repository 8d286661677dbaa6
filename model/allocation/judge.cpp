#include "model/allocation/judge.h"

#include <algorithm>
#include <functional>

#include "model/allocation/capacity.h"
#include "model/allocation/counters.h"
#include "model/allocation/node_selector.h"
#include "model/allocation/taints.h"

namespace claimscope::allocation {

namespace {

using Verdict = Allocator::Verdict;

/// The first reason stays.
void refuse(Verdict& verdict, Refusal refusal, std::string detail = {}) {
  if (verdict.refusal == Refusal::none) {
    verdict.refusal = refusal;
    verdict.detail = std::move(detail);
  }
}

struct Answer {
  bool pass = true;
  bool failed = false;  ///< by an error, not by false
  std::string error;
};

Answer ask(const Selectors& selectors, const List<Text>& expressions, const DeviceRef& device, std::uint32_t index) {
  for (const Text& expression : expressions) {
    const SelectorMemo& memo = selectors.of(expression);
    if (memo.selector() == nullptr) {
      return {false, true, memo.error()};
    }
    switch (memo.test(device, index)) {
      case cel::Outcome::match:
        break;
      case cel::Outcome::noMatch:
        return {false, false, {}};
      case cel::Outcome::runtimeError:
        return {false, true, withHint(memo.evaluate(device).error)};
    }
  }
  return {};
}

/// The pool's own record and the device's place in it; none for devices that are not in the view.
struct Place {
  const Pool* pool = nullptr;
  std::size_t device = 0;
};

Place placeOf(const NodeView& view, const PoolAtNode& pool, const DeviceRef& device) {
  for (const auto* pools : {&view.pools, &view.leftOut}) {
    for (const std::shared_ptr<const Pool>& candidate : *pools) {
      if (!(candidate->shown.name == pool.name) || !(candidate->shown.driver == pool.driver)) {
        continue;
      }
      // A reference out of poolsAt() points into the pool's own list, so its place needs no search.
      const DeviceRef* first = candidate->devices.data();
      if (!std::less<>{}(&device, first) && std::less<>{}(&device, first + candidate->devices.size())) {
        return {candidate.get(), static_cast<std::size_t>(&device - first)};
      }
      for (std::size_t i = 0; i < candidate->devices.size(); ++i) {
        if (candidate->devices[i].slice == device.slice && candidate->devices[i].indexInSlice == device.indexInSlice) {
          return {candidate.get(), i};
        }
      }
    }
  }
  return {};
}

void judgeSelection(const Judgement& judgement, const DeviceRef& ref, std::uint32_t index, const DeviceRequestBody& request,
                    Verdict& verdict) {
  const Device& device = ref.device();
  if (!judgement.features.deviceBindingAndStatus && device.extras != nullptr && !device.extras->bindingConditions.empty()) {
    refuse(verdict, Refusal::notSelectable, "binding conditions");
  }
  if (judgement.deviceClass == nullptr) {
    refuse(verdict, Refusal::classSelectorError, "device class " + request.deviceClassName.str() + " does not exist");
  } else {
    const Answer answer = ask(judgement.selectors, judgement.deviceClass->selectors, ref, index);
    verdict.passClass = answer.pass;
    if (!answer.pass) {
      refuse(verdict, answer.failed ? Refusal::classSelectorError : Refusal::classSelectorFalse, answer.error);
    }
  }
  const Answer answer = ask(judgement.selectors, request.selectors, ref, index);
  verdict.passSelectors = answer.pass;
  if (!answer.pass) {
    refuse(verdict, answer.failed ? Refusal::selectorError : Refusal::selectorFalse, answer.error);
  }
  if (ref.slice->perDeviceNodeSelection) {
    static const DeviceExtras kNone;
    const DeviceExtras& extras = device.extras != nullptr ? *device.extras : kNone;
    const auto match = nodeMatches(judgement.node, extras.nodeName, extras.allNodes, extras.nodeSelector);
    if (!match || !*match) {
      refuse(verdict, Refusal::notOnNode, match ? std::string() : match.error());
    }
  }
}

void judgeCapacity(const Judgement& judgement, const Device& device, const DeviceUse* use, const DeviceRequestBody& request,
                   Verdict& verdict) {
  if (!judgement.features.consumableCapacity) {
    return;
  }
  const auto fits =
      fitsCapacity(device, request, judgement.features.fractionalCapacityRange, Held{use, &judgement.whatIf.released, nullptr});
  if (!fits) {
    refuse(verdict, Refusal::capacityNotAllowed, fits.error());
    return;
  }
  switch (fits->fit) {
    case CapacityFit::fits:
      break;
    case CapacityFit::nameUnknown:
      refuse(verdict, Refusal::capacityNameUnknown, fits->capacity.str());
      break;
    case CapacityFit::notAllowed:
      refuse(verdict, Refusal::capacityNotAllowed, fits->capacity.str());
      break;
    case CapacityFit::exhausted:
      refuse(verdict, Refusal::capacityExhausted, fits->capacity.str());
      break;
  }
}

void judgeCounters(const Judgement& judgement, const Place& place, const Device& device, const DeviceUse* use, Verdict& verdict) {
  const DeviceExtras* extras = device.extras.get();
  if (extras == nullptr || extras->consumes.empty()) {
    return;
  }
  if (!judgement.features.partitionableDevices) {
    refuse(verdict, Refusal::notSelectable, "shared counters");
    return;
  }
  const bool shareable = judgement.features.consumableCapacity && extras->allowMultipleAllocations;
  const bool paid = shareable && use != nullptr && use->isShared(judgement.whatIf.released);
  if (paid || place.pool == nullptr || verdict.refusal != Refusal::none) {
    return;  // the sum over the pool is only worth it where nothing else refuses
  }
  CounterLedger ledger(*place.pool, judgement.whatIf.released);
  if (std::string missing = ledger.missing(place.device); !missing.empty()) {
    refuse(verdict, Refusal::countersExhausted, std::move(missing));
  }
}

}  // namespace

Allocator::Verdict judgeDevice(const Judgement& judgement, const PoolAtNode& pool, const DeviceRef& ref,
                               const DeviceRequestBody& request) {
  Verdict verdict;
  const Place place = placeOf(judgement.view, pool, ref);
  const Device& device = ref.device();
  if (pool.replaced) {
    refuse(verdict, Refusal::poolReplaced);
  } else if (!pool.invalid.empty()) {
    refuse(verdict, Refusal::poolInvalid, pool.invalid);
  } else if (pool.incomplete && (!judgement.features.incompletePoolsForExactCount || request.mode == CountMode::all)) {
    refuse(verdict, Refusal::poolIncomplete,
           std::to_string(pool.seenSlices) + " of " + std::to_string(pool.expectedSlices) + " slices");
  }
  const DeviceUse* use = place.pool != nullptr ? place.pool->uses[place.device]
                                               : judgement.state.find(ref.slice->driver, ref.slice->poolName, device.name);
  verdict.inUse = use != nullptr && use->isDedicated(judgement.whatIf.released);
  if (verdict.inUse && !request.adminAccess) {
    refuse(verdict, Refusal::inUse);
  }
  const std::uint32_t index = place.pool != nullptr ? place.pool->indexes[place.device] : Pool::kNoIndex;
  judgeSelection(judgement, ref, index, request, verdict);
  judgeCapacity(judgement, device, use, request, verdict);
  judgeCounters(judgement, place, device, use, verdict);
  if (judgement.features.deviceTaints && !judgement.whatIf.ignoreTaints) {
    static const std::vector<const DeviceTaintRule*> kNoRules;
    const std::vector<const DeviceTaintRule*> own = place.pool != nullptr
                                                        ? std::vector<const DeviceTaintRule*>()
                                                        : rulesOfPool(judgement.rules, ref.slice->driver, ref.slice->poolName);
    const Taint* taint = blockingTaint(device, place.pool != nullptr ? place.pool->rules : own, judgement.whatIf.withoutRules,
                                       request.tolerations);
    verdict.tainted = taint != nullptr;
    if (taint != nullptr) {
      const std::string value = taint->value.empty() ? std::string() : "=" + taint->value.str();
      refuse(verdict, Refusal::tainted, taint->key.str() + value + ":" + taint->effect.str());
    }
  }
  return verdict;
}

}  // namespace claimscope::allocation
