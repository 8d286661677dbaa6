// Utilisation: how busy each device is and which allocations do nothing, by a second source. Pure; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/cluster/snapshot.h"
#include "model/prometheus/metrics.h"

namespace claimscope::utilisation {

/// By what a series was found to be about a device, the surest first.
enum class Join : std::uint8_t { none, draLabels, uuid, migInstance, pciAddress };
[[nodiscard]] std::string_view joinWord(Join join);

/// What the metrics say of one device. Every value may be missing; a missing one is unknown, never zero.
struct DeviceUse {
  Join join = Join::none;
  std::optional<double> busyPercent;  ///< now
  Time at;                            ///< of that sample
  std::optional<double> peakPercent;  ///< the most within the window
  Bound peakBound = Bound::unknown;   ///< exact; atLeast: the window was sampled in part
  std::optional<double> memoryUsedMiB;
  std::optional<double> memoryTotalMiB;
  std::optional<double> temperature;  ///< °C
  std::optional<double> powerWatts;
  std::optional<std::int64_t> xid;  ///< the last error the driver reported
  Time lastBusy;                    ///< when it was last above 0 %, where that was asked
  std::int64_t watchedMs = 0;       ///< how much of the window has samples
  std::int32_t sharedBy = 1;        ///< devices that these series cannot tell apart
  bool doubled = false;             ///< its UUID is published by another device too, or two hosts report it

  [[nodiscard]] bool known() const { return busyPercent.has_value(); }
  /// Nothing was computed in all that was seen of the window.
  [[nodiscard]] bool idleThroughout() const { return peakPercent && *peakPercent <= 0 && watchedMs > 0; }
};

/// A claim whose devices did nothing for a while.
struct IdleAllocation {
  cluster::ClaimIndex claim = cluster::kNone;
  std::vector<cluster::DeviceIndex> devices;
  Time since;                    ///< nothing was computed from here on
  Bound bound = Bound::atLeast;  ///< of how long: exact, or at least
  std::int64_t idleMs = 0;       ///< up to the newest sample
};

/// Two things that claim to be one.
struct Conflict {
  std::string uuid;
  std::vector<cluster::DeviceIndex> devices;  ///< that publish it; one when two hosts report it
  bool bothAllocated = false;
  std::string what;  ///< one line
};

struct Utilisation {
  bool available = false;  ///< some device has a value
  std::string why;         ///< why not: "no Prometheus is known", "Prometheus has no series of dcgm-exporter"
  Time at;                 ///< of the newest sample
  bool stale = false;      ///< Prometheus does not answer any more: what is here is as of `at`
  std::int64_t windowMs = 3 * 60 * 60'000;
  std::vector<DeviceUse> devices;    ///< by DeviceIndex
  std::int64_t joined = 0;           ///< devices with a value
  std::int64_t unmatched = 0;        ///< series that no device of the slices has
  std::vector<IdleAllocation> idle;  ///< longest first
  std::vector<Conflict> conflicts;

  /// Null where nothing is known.
  [[nodiscard]] const DeviceUse* of(cluster::DeviceIndex device) const {
    return device < devices.size() && devices[device].join != Join::none ? &devices[device] : nullptr;
  }
  [[nodiscard]] const IdleAllocation* idleOf(cluster::ClaimIndex claim) const;
};
using UtilisationPtr = std::shared_ptr<const Utilisation>;

/// Joins what Prometheus said last to the devices of a snapshot. Reads the catalogue's answers gpuBusy (percent), gpuBusyPeak and
/// gpuWatched (over three hours), gpuLastBusy (Unix seconds), gpuMemoryUsed, gpuMemoryFree, gpuTemperature, gpuPower, gpuXid.
[[nodiscard]] Utilisation utilise(const cluster::Snapshot& snapshot, const prometheus::Metrics& metrics);

/// "34 %", "0 %", "100 %"; "0.4 %" below one.
[[nodiscard]] std::string percentText(double percent);
/// "GPU 0 % for at least 3 h"; empty when the claim is busy or nothing is known.
[[nodiscard]] std::string idleText(const IdleAllocation& idle);

}  // namespace claimscope::utilisation
