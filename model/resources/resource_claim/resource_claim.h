// ResourceClaim (resource.k8s.io v1 … v1alpha1). Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

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
  List<Text> selectors;  ///< CEL expressions, ANDed
  CountMode mode = CountMode::exactCount;
  std::int64_t count = 1;
  bool adminAccess = false;
  List<Toleration> tolerations;
  List<std::pair<Text, Quantity>> capacity;  ///< capacity.requests
  bool adminAccessSet = false;               ///< the field is there, even when false
  bool capacitySet = false;                  ///< `capacity` is there, even when it asks for nothing
  bool derivesAttributes = false;            ///< has derivedAttributes (1.37+, alpha)
  Text modeWord;                             ///< allocationMode as written when it is unsupported

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l] = *this;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
  }
};

struct DeviceRequest {
  Text name;
  std::optional<DeviceRequestBody> exactly;  ///< none when firstAvailable is used or the shape is unknown
  List<DeviceRequestBody> firstAvailable;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct DeviceConstraint {
  List<Text> requests;  ///< empty: all requests
  Text matchAttribute;
  Text distinctAttribute;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

/// spec.devices, shared by claims and claim templates.
struct DeviceClaimSpec {
  List<DeviceRequest> requests;
  List<DeviceConstraint> constraints;
  List<DeviceConfiguration> config;
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
  List<Toleration> tolerations;
  List<std::pair<Text, Quantity>> consumedCapacity;
  List<Text> bindingConditions;
  List<Text> bindingFailureConditions;
  List<Text> skipNodeOperations;  ///< 1.37+, alpha

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g, h, i, j, k] = *this;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  }
};

struct Allocation {
  List<DeviceAllocation> results;
  std::optional<NodeSelector> nodeSelector;  ///< none: usable on every node
  Time allocationTimestamp;                  ///< not set before 1.36, which means unknown

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct ClaimConsumer {
  Text apiGroup;
  Text resource;  ///< "pods", "podgroups", …
  Text name;
  Uid uid;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d] = *this;
    return std::tie(a, b, c, d);
  }
};

/// status.devices[]: what drivers report.
struct AllocatedDeviceStatus {
  Text driver;
  Text pool;
  Text device;
  Text shareId;
  List<Condition> conditions;
  Text interfaceName;
  List<Text> ips;
};

struct ResourceClaim {
  Metadata meta;
  DeviceClaimSpec spec;
  Box<Allocation> allocation;  ///< null: not allocated
  List<ClaimConsumer> reservedFor;
  List<AllocatedDeviceStatus> devices;
  Box<ClassicClaim> classic;  ///< null for modern claims
  Time schedulerWrote;        ///< managedFields time of kube-scheduler's status write: allocation time through 1.35 (dra.md 2.4)

  /// kubectl's STATE column, word for word: "pending", "allocated", "allocated,reserved", with "deleted," before it
  /// once deletionTimestamp is set (printers/internalversion printResourceClaim).
  [[nodiscard]] std::string stateWord() const;
};

}  // namespace claimscope
