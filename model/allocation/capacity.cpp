#include "model/allocation/capacity.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/allocation/quantity_shape.h"

namespace claimscope::allocation {

namespace {

using Nano = Quantity::Nano;
constexpr Nano kOne = 1'000'000'000;
constexpr Nano kMilli = 1'000'000;
constexpr Nano kMaxInt64 = std::numeric_limits<std::int64_t>::max();
constexpr Nano kMinInt64 = std::numeric_limits<std::int64_t>::min();

std::string unrepresentable(const Quantity& requested, std::string_view why) {
  return fmt::format("capacity request cannot be represented in the device's range arithmetic: request {} {}", requested.text(),
                     why);
}

/// The value in thousandths when it is a whole number of them that 64 bits hold.
std::optional<std::int64_t> milliOf(const Quantity& quantity) {
  const Nano nano = quantity.nano();
  const Nano milli = nano / kMilli;
  if (nano % kMilli != 0 || milli > kMaxInt64 || milli < kMinInt64) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(milli);
}

/// Thousandths are used when each end of the range can be told in them and the step is at least one.
bool usesMilli(const CapacityPolicy& policy, bool fractional) {
  if (!fractional) {
    return false;
  }
  for (const Quantity* bound : {&policy.minimum, &policy.maximum, &policy.step}) {
    if (bound->isSet() && !milliOf(*bound)) {
      return false;
    }
  }
  return !policy.step.isSet() || *milliOf(policy.step) >= 1;
}

/// minimum + n * step, at least `requested`; n in 64-bit arithmetic as upstream does it.
std::optional<Nano> nextStep(std::int64_t requested, std::int64_t minimum, std::int64_t step, bool guarded) {
  const Nano added = static_cast<Nano>(requested) - minimum;
  const Nano n = added / step + (added % step != 0 ? 1 : 0);
  if (guarded && n > (kMaxInt64 - minimum) / step) {
    return std::nullopt;
  }
  return minimum + static_cast<Nano>(step) * n;
}

tl::expected<Amount, std::string> roundUpToRange(const Quantity& requested, const CapacityPolicy& policy, bool fractional) {
  if (requested < policy.minimum) {
    return Amount{policy.minimum, false};
  }
  if (!policy.step.isSet()) {
    return Amount{requested, false};
  }
  if (usesMilli(policy, fractional)) {
    const std::optional<std::int64_t> milli = milliOf(requested);
    if (!milli) {
      return tl::unexpected(unrepresentable(requested, "is not a representable milli value"));
    }
    const auto rounded = nextStep(*milli, *milliOf(policy.minimum), *milliOf(policy.step), true);
    if (!rounded) {
      return tl::unexpected(unrepresentable(requested, "rounded up to the next step passes the milli-value range"));
    }
    return Amount{Quantity::ofNano(*rounded * kMilli, policy.step.format()), true};
  }
  if (requested.nano() > kMaxInt64 * kOne) {
    return tl::unexpected(unrepresentable(requested, "exceeds MaxInt64"));
  }
  const std::int64_t step = policy.step.value();
  if (step == 0) {
    return tl::unexpected(unrepresentable(requested, "cannot be rounded to a step of 0"));  // upstream divides by it
  }
  const std::int64_t minimum = policy.minimum.value();
  const auto rounded = nextStep(requested.value(), minimum, step, minimum >= 0);
  if (!rounded) {
    return tl::unexpected(unrepresentable(requested, "rounded up to the next step passes MaxInt64"));
  }
  return Amount{Quantity::ofNano(*rounded * kOne, policy.step.format()), true};
}

bool violatesRange(const Quantity& amount, const CapacityPolicy& policy, bool fractional) {
  if (policy.maximum.isSet() && amount > policy.maximum) {
    return true;
  }
  if (!policy.step.isSet()) {
    return false;
  }
  Nano value = amount.value();
  Nano step = policy.step.value();
  Nano minimum = policy.minimum.value();
  if (usesMilli(policy, fractional)) {
    const std::optional<std::int64_t> milli = milliOf(amount);
    if (!milli) {
      return true;
    }
    value = *milli;
    step = *milliOf(policy.step);
    minimum = milliOf(policy.minimum).value_or(0);
  }
  return step == 0 || (value - minimum) % step != 0;
}

bool violatesPolicy(const Amount& amount, const DeviceCapacity& capacity, bool fractional) {
  const CapacityPolicy* policy = capacity.policy.get();
  if (policy == nullptr) {
    return false;
  }
  if (policy->defaultValue.isSet() &&
      QuantityShape::of(amount.quantity, amount.computed) == QuantityShape::of(policy->defaultValue, false)) {
    return false;
  }
  if (policy->hasRange) {
    return violatesRange(amount.quantity, *policy, fractional);
  }
  return !policy->validValues.empty() &&
         std::find(policy->validValues.begin(), policy->validValues.end(), amount.quantity) == policy->validValues.end();
}

/// The common case: nothing asked, no policy. Then all of every capacity is taken, and nothing needs computing.
bool takesWhole(const Device& device, const DeviceRequestBody& request) {
  return request.capacity.empty() &&
         std::all_of(device.capacity.begin(), device.capacity.end(),
                     [](const DeviceCapacity& capacity) { return capacity.policy == nullptr && capacity.value.nano() >= 0; });
}

const Quantity* requestedOf(const DeviceRequestBody& request, const Text& capacity) {
  const auto found =
      std::find_if(request.capacity.begin(), request.capacity.end(), [&](const auto& entry) { return entry.first == capacity; });
  return found == request.capacity.end() ? nullptr : &found->second;
}

}  // namespace

tl::expected<Amount, std::string> consumedCapacity(const DeviceCapacity& capacity, const Quantity* requested, bool fractional) {
  const CapacityPolicy* policy = capacity.policy.get();
  if (requested == nullptr) {
    return Amount{policy != nullptr && policy->defaultValue.isSet() ? policy->defaultValue : capacity.value, false};
  }
  if (policy == nullptr) {
    return Amount{*requested, false};
  }
  if (policy->hasRange && policy->minimum.isSet()) {
    return roundUpToRange(*requested, *policy, fractional);
  }
  for (const Quantity& valid : policy->validValues) {
    if (*requested <= valid) {
      return Amount{valid, false};
    }
  }
  return Amount{*requested, false};
}

tl::expected<std::vector<Amount>, std::string> consumedCapacities(const Device& device, const DeviceRequestBody& request,
                                                                  bool fractional) {
  std::vector<Amount> out;
  out.reserve(device.capacity.size());
  for (const DeviceCapacity& capacity : device.capacity) {
    auto amount = consumedCapacity(capacity, requestedOf(request, capacity.name), fractional);
    if (!amount) {
      return tl::unexpected(fmt::format("capacity \"{}\": {}", capacity.name.view(), amount.error()));
    }
    if (amount->quantity.nano() < 0) {
      return tl::unexpected(fmt::format("capacity \"{}\": capacity value is negative", capacity.name.view()));
    }
    out.push_back(std::move(*amount));
  }
  return out;
}

tl::expected<CapacityAnswer, std::string> fitsCapacity(const Device& device, const DeviceRequestBody& request, bool fractional,
                                                       const Held& held) {
  for (const auto& [name, amount] : request.capacity) {
    if (std::none_of(device.capacity.begin(), device.capacity.end(),
                     [&](const DeviceCapacity& capacity) { return capacity.name == name; })) {
      return CapacityAnswer{CapacityFit::nameUnknown, name};
    }
  }
  if (takesWhole(device, request)) {
    for (std::size_t i = 0; i < device.capacity.size(); ++i) {
      if (held.of(device, i) > 0) {
        return CapacityAnswer{CapacityFit::exhausted, device.capacity[i].name};
      }
    }
    return CapacityAnswer{};
  }
  // Every amount first: one that cannot be represented ends the attempt even when another capacity refuses the device.
  const auto amounts = consumedCapacities(device, request, fractional);
  if (!amounts) {
    return tl::unexpected(amounts.error());
  }
  for (std::size_t i = 0; i < device.capacity.size(); ++i) {
    const DeviceCapacity& capacity = device.capacity[i];
    const Amount& amount = (*amounts)[i];
    if (violatesPolicy(amount, capacity, fractional)) {
      return CapacityAnswer{CapacityFit::notAllowed, capacity.name};
    }
    if (amount.quantity.nano() + held.of(device, i) > capacity.value.nano()) {
      return CapacityAnswer{CapacityFit::exhausted, capacity.name};
    }
  }
  return CapacityAnswer{};
}

}  // namespace claimscope::allocation
