// ResourceSlice (resource.k8s.io v1 … v1alpha2): a driver's inventory of devices. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

#include "model/base/attribute.h"
#include "model/base/quantity.h"
#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

struct DeviceAttribute {
  Text name;  ///< as published: "model" or "gpu.nvidia.com/model"
  AttributeValue value;

  [[nodiscard]] auto fields() const {
    const auto& [a, b] = *this;
    return std::tie(a, b);
  }
};

/// requestPolicy of a consumable capacity (1.34+).
struct CapacityPolicy {
  Quantity defaultValue;
  List<Quantity> validValues;
  Quantity minimum;
  Quantity maximum;
  Quantity step;
  bool hasRange = false;  ///< validRange is there, even an empty one

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f] = *this;
    return std::tie(a, b, c, d, e, f);
  }
};

struct DeviceCapacity {
  Text name;
  Quantity value;
  Box<CapacityPolicy> policy;  ///< null when the slice has none

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct CounterConsumption {
  Text counterSet;
  List<std::pair<Text, Quantity>> counters;
  List<Text> compatibilityGroups;  ///< 1.37+, alpha

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct CounterSet {
  Text name;
  List<std::pair<Text, Quantity>> counters;

  [[nodiscard]] auto fields() const {
    const auto& [a, b] = *this;
    return std::tie(a, b);
  }
};

/// What few devices have; null on the others, since 40,000 devices are held.
struct DeviceExtras {
  List<CounterConsumption> consumes;
  Text nodeName;
  std::optional<NodeSelector> nodeSelector;
  bool allNodes = false;
  bool bindsToNode = false;
  bool allowMultipleAllocations = false;
  List<Text> bindingConditions;
  List<Text> bindingFailureConditions;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g, h] = *this;
    return std::tie(a, b, c, d, e, f, g, h);
  }
};

struct Device {
  Text name;
  List<DeviceAttribute> attributes;
  List<DeviceCapacity> capacity;
  List<Taint> taints;
  Box<DeviceExtras> extras;

  [[nodiscard]] const DeviceAttribute* attribute(std::string_view name) const;
};

struct ResourceSlice {
  Metadata meta;
  Text driver;
  Text poolName;
  std::int64_t poolGeneration = 0;
  std::int64_t poolSliceCount = 1;  ///< resourceSliceCount: slices the pool has at this generation
  Text nodeName;
  std::optional<NodeSelector> nodeSelector;
  bool allNodes = false;
  bool perDeviceNodeSelection = false;
  List<Device> devices;
  List<CounterSet> sharedCounters;
  List<Text> skipNodeOperations;  ///< 1.37+, alpha
  bool classic = false;           ///< 1.30's v1alpha2: no pool; the node is the pool
};

}  // namespace claimscope
