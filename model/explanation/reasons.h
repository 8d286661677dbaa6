// Reason ids: the words other programs rely on (cli.md), and the few that were added. Constants; any thread.
#pragma once

#include <string_view>

namespace claimscope::explanation::reason {

inline constexpr std::string_view kRunning = "Running";
inline constexpr std::string_view kNoConsumerPod = "NoConsumerPod";
inline constexpr std::string_view kClaimMissing = "ClaimMissing";
inline constexpr std::string_view kTemplateMissing = "TemplateMissing";
inline constexpr std::string_view kClaimBeingDeleted = "ClaimBeingDeleted";
inline constexpr std::string_view kClaimOwnedByOther = "ClaimOwnedByOther";
inline constexpr std::string_view kClaimCreationFailed = "ClaimCreationFailed";
inline constexpr std::string_view kQuotaExceeded = "QuotaExceeded";
inline constexpr std::string_view kAdminAccessNotAllowed = "AdminAccessNotAllowed";
inline constexpr std::string_view kSchedulingGated = "SchedulingGated";
inline constexpr std::string_view kDeviceClassMissing = "DeviceClassMissing";
inline constexpr std::string_view kDriverHasNoSlices = "DriverHasNoSlices";
inline constexpr std::string_view kNodeHasNoSlices = "NodeHasNoSlices";
inline constexpr std::string_view kNoDeviceMatchesClass = "NoDeviceMatchesClass";
inline constexpr std::string_view kNoDeviceMatchesRequest = "NoDeviceMatchesRequest";
inline constexpr std::string_view kSelectorRuntimeError = "SelectorRuntimeError";
inline constexpr std::string_view kAllMatchingDevicesInUse = "AllMatchingDevicesInUse";
inline constexpr std::string_view kNotEnoughDevices = "NotEnoughDevices";
inline constexpr std::string_view kDeviceTainted = "DeviceTainted";
inline constexpr std::string_view kPoolIncomplete = "PoolIncomplete";
inline constexpr std::string_view kPoolInvalid = "PoolInvalid";
inline constexpr std::string_view kPoolStaleGeneration = "PoolStaleGeneration";
inline constexpr std::string_view kConstraintUnsatisfiable = "ConstraintUnsatisfiable";
inline constexpr std::string_view kCountersExhausted = "CountersExhausted";
inline constexpr std::string_view kCapacityExceeded = "CapacityExceeded";
inline constexpr std::string_view kCapacityNameUnknown = "CapacityNameUnknown";
inline constexpr std::string_view kAllModeNeedsEveryDevice = "AllModeNeedsEveryDevice";
inline constexpr std::string_view kTooManyDevicesForClaim = "TooManyDevicesForClaim";
inline constexpr std::string_view kNoAlternativeFits = "NoAlternativeFits";
inline constexpr std::string_view kDevicesOnOtherNodes = "DevicesOnOtherNodes";
inline constexpr std::string_view kClaimPinnedToOtherNode = "ClaimPinnedToOtherNode";
inline constexpr std::string_view kHeldByForeignConsumer = "HeldByForeignConsumer";
inline constexpr std::string_view kReservedForFull = "ReservedForFull";
inline constexpr std::string_view kNodeTaintNotTolerated = "NodeTaintNotTolerated";
inline constexpr std::string_view kNodeSelectorMismatch = "NodeSelectorMismatch";
inline constexpr std::string_view kInsufficientNodeResources = "InsufficientNodeResources";
inline constexpr std::string_view kMixedPerNode = "MixedPerNode";
inline constexpr std::string_view kBindingConditionsPending = "BindingConditionsPending";
inline constexpr std::string_view kBindingConditionFailed = "BindingConditionFailed";
inline constexpr std::string_view kPrepareFailed = "PrepareFailed";
inline constexpr std::string_view kDriverNotRegistered = "DriverNotRegistered";
inline constexpr std::string_view kSchedulerTimeout = "SchedulerTimeout";
inline constexpr std::string_view kDraNotServed = "DraNotServed";
inline constexpr std::string_view kUnknown = "Unknown";

// Added to those of cli.md.
inline constexpr std::string_view kFits = "Fits";                                      ///< the allocator finds a place now
inline constexpr std::string_view kSelectorInvalid = "SelectorInvalid";                ///< a selector does not compile
inline constexpr std::string_view kDeviceNotSelectable = "DeviceNotSelectable";        ///< needs a feature that is off (S25)
inline constexpr std::string_view kAllocationInFlight = "AllocationInFlight";          ///< S20
inline constexpr std::string_view kSchedulerError = "SchedulerError";                  ///< API errors, bugs (B2, S23, S28)
inline constexpr std::string_view kPodNotReserved = "PodNotReserved";                  ///< bound past the scheduler (K2)
inline constexpr std::string_view kPodTerminating = "PodTerminating";                  ///< R1
inline constexpr std::string_view kFinishedPodReserved = "FinishedPodReserved";        ///< R3
inline constexpr std::string_view kContainerWaiting = "ContainerWaiting";              ///< devices are ready, a container is not
inline constexpr std::string_view kWaitsForDriver = "WaitsForDriver";                  ///< classic: the driver has to act
inline constexpr std::string_view kParametersMissing = "ParametersMissing";            ///< classic
inline constexpr std::string_view kUnsuitableNodes = "UnsuitableNodes";                ///< classic: the driver refuses the nodes
inline constexpr std::string_view kPodAffinityUnsatisfied = "PodAffinityUnsatisfied";  ///< or anti-affinity, of either side
inline constexpr std::string_view kTopologySpreadUnsatisfied = "TopologySpreadUnsatisfied";
inline constexpr std::string_view kHostPortTaken = "HostPortTaken";
inline constexpr std::string_view kUnsupportedRequest = "UnsupportedRequest";  ///< a shape this release does not know

}  // namespace claimscope::explanation::reason
