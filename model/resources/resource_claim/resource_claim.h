// ResourceClaim (resource.k8s.io v1 … v1alpha1). Values; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "model/base/quantity.h"
#include "model/resources/device_class/device_class.h"
#include "model/resources/kind.h"
#include "model/resources/node/node.h"
#include "model/resources/selector.h"

namespace claimscope {

/// How many devices a request takes. Not to be confused with the classic allocationMode, which says when.
enum class CountMode : std::uint8_t { exactCount, all, unsupported };

/// The body of `exactly`, or one of `firstAvailable` (then with its own name).
struct DeviceRequestBody {
  Text name;  ///< of the subrequest; empty for `exactly`
  Text deviceClassName;
  std::vector<Text> selectors;  ///< CEL expressions, ANDed
  CountMode mode = CountMode::exactCount;
  std::int64_t count = 1;
  bool adminAccess = false;
  std::vector<Toleration> tolerations;
  std::vector<std::pair<Text, Quantity>> capacity;  ///< capacity.requests
  bool adminAccessSet = false;                      ///< the field is there, even when false
  bool capacitySet = false;                         ///< `capacity` is there, even when it asks for nothing
  bool derivesAttributes = false;                   ///< has derivedAttributes (1.37+, alpha)
  Text modeWord;                                    ///< allocationMode as written when it is unsupported
};

struct DeviceRequest {
  Text name;
  std::optional<DeviceRequestBody> exactly;  ///< none when firstAvailable is used or the shape is unknown
  std::vector<DeviceRequestBody> firstAvailable;
};

struct DeviceConstraint {
  std::vector<Text> requests;  ///< empty: all requests
  Text matchAttribute;
  Text distinctAttribute;
};

/// spec.devices, shared by claims and claim templates.
struct DeviceClaimSpec {
  std::vector<DeviceRequest> requests;
  std::vector<DeviceConstraint> constraints;
  std::vector<DeviceConfiguration> config;
};

/// What only classic DRA (v1alpha1, v1alpha2) has.
struct ClassicClaim {
  Text resourceClassName;
  Text parametersApiGroup;
  Text parametersKind;
  Text parametersName;
  Text allocationMode;  ///< WaitForFirstConsumer or Immediate
  Text driverName;      ///< status
  bool deallocationRequested = false;
  bool shareable = false;
  bool opaqueAllocation = false;  ///< allocated, but the devices are known only to the driver
};

struct DeviceAllocation {
  Text request;  ///< "request" or "request/subrequest"
  Text driver;
  Text pool;
  Text device;
  Text shareId;
  bool adminAccess = false;
  std::vector<Toleration> tolerations;
  std::vector<std::pair<Text, Quantity>> consumedCapacity;
  std::vector<Text> bindingConditions;
  std::vector<Text> bindingFailureConditions;
  std::vector<Text> skipNodeOperations;  ///< 1.37+, alpha
};

struct Allocation {
  std::vector<DeviceAllocation> results;
  std::optional<NodeSelector> nodeSelector;  ///< none: usable on every node
  Time allocationTimestamp;                  ///< not set before 1.36, which means unknown
};

struct ClaimConsumer {
  Text apiGroup;
  Text resource;  ///< "pods", "podgroups", …
  Text name;
  Uid uid;
};

/// status.devices[]: what drivers report.
struct AllocatedDeviceStatus {
  Text driver;
  Text pool;
  Text device;
  Text shareId;
  std::vector<Condition> conditions;
  Text interfaceName;
  std::vector<Text> ips;
};

struct ResourceClaim {
  Metadata meta;
  DeviceClaimSpec spec;
  std::shared_ptr<const Allocation> allocation;  ///< null: not allocated
  std::vector<ClaimConsumer> reservedFor;
  std::vector<AllocatedDeviceStatus> devices;
  std::shared_ptr<const ClassicClaim> classic;  ///< null for modern claims
  Time schedulerWrote;  ///< managedFields time of kube-scheduler's status write: allocation time through 1.35 (dra.md 2.4)

  /// kubectl's STATE column, word for word: "pending", "allocated", "allocated,reserved", with "deleted," before it
  /// once deletionTimestamp is set (printers/internalversion printResourceClaim).
  [[nodiscard]] std::string stateWord() const;
};

}  // namespace claimscope
