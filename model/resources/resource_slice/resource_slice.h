// ResourceSlice (resource.k8s.io v1 … v1alpha2): a driver's inventory of devices. Values; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "model/base/attribute.h"
#include "model/base/quantity.h"
#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

struct DeviceAttribute {
  Text name;  ///< as published: "model" or "gpu.nvidia.com/model"
  AttributeValue value;
};

/// requestPolicy of a consumable capacity (1.34+).
struct CapacityPolicy {
  Quantity defaultValue;
  std::vector<Quantity> validValues;
  Quantity minimum;
  Quantity maximum;
  Quantity step;
  bool hasRange = false;  ///< validRange is there, even an empty one
};

struct DeviceCapacity {
  Text name;
  Quantity value;
  std::shared_ptr<const CapacityPolicy> policy;  ///< null when the slice has none
};

struct CounterConsumption {
  Text counterSet;
  std::vector<std::pair<Text, Quantity>> counters;
  std::vector<Text> compatibilityGroups;  ///< 1.37+, alpha
};

struct CounterSet {
  Text name;
  std::vector<std::pair<Text, Quantity>> counters;
};

/// What few devices have; null on the others, since 40,000 devices are held.
struct DeviceExtras {
  std::vector<CounterConsumption> consumes;
  Text nodeName;
  std::optional<NodeSelector> nodeSelector;
  bool allNodes = false;
  bool bindsToNode = false;
  bool allowMultipleAllocations = false;
  std::vector<Text> bindingConditions;
  std::vector<Text> bindingFailureConditions;
};

struct Device {
  Text name;
  std::vector<DeviceAttribute> attributes;
  std::vector<DeviceCapacity> capacity;
  std::vector<Taint> taints;
  std::shared_ptr<const DeviceExtras> extras;

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
  std::vector<Device> devices;
  std::vector<CounterSet> sharedCounters;
  std::vector<Text> skipNodeOperations;  ///< 1.37+, alpha
  bool classic = false;                  ///< 1.30's v1alpha2: no pool; the node is the pool
};

}  // namespace claimscope
