// Hardware: nodes and devices by number, so that claims and slices need not carry their names. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/text.h"
#include "model/simulation/json_writer.h"

namespace claimscope::simulation {

using DeviceId = std::uint32_t;
using NodeId = std::uint32_t;
inline constexpr std::uint32_t kNobody = 0xffffffffU;

/// What a driver publishes about a kind of device.
struct DeviceModel {
  enum class Type : std::uint8_t { gpu, mig, cpu, nic, accelerator };
  Type type = Type::gpu;
  Text product;
  Text architecture;
  Text compute;  ///< cudaComputeCapability
  Text memory;   ///< capacity, "24Gi"; CPU sets: number of CPUs
  Text profile;  ///< of a partition: "1g.10gb"
  Text driverVersion;
  std::uint32_t memorySlices = 0;  ///< counters a partition takes, 0: the pool has no counters
  std::uint32_t computeSlices = 0;
  std::string bandwidth;  ///< shareable (allowMultipleAllocations) by this consumable capacity; empty: one claim only
};

struct DeviceInfo {
  Text driver;
  Text pool;
  Text name;
  NodeId node = kNobody;
  std::uint16_t model = 0;
  std::uint16_t card = 0;  ///< the physical card; partitions of one card share it
  bool taken = false;      ///< some claim holds it now
  bool offered = true;     ///< published and not tainted: may be allocated
};

struct NodeInfo {
  Text name;
  Text zone;
  Text rack;
  std::uint64_t uid = 0;
  DeviceId firstDevice = 0;
  std::uint32_t devices = 0;
};

struct Hardware {
  std::vector<DeviceModel> models;
  std::vector<NodeInfo> nodes;
  std::vector<DeviceInfo> devices;
  std::uint64_t seed = 1;

  /// "GPU-…" of the physical card; partitions of one card share it.
  [[nodiscard]] std::string cardUuid(DeviceId id) const;
  /// One entry of spec.devices of a v1 slice; `taints` is a JSON list or empty.
  void writeDevice(JsonWriter& json, DeviceId id, std::string_view taints, bool perDeviceNode) const;
  /// One entry of namedResources.instances of a 1.30 slice.
  void writeInstance(JsonWriter& json, DeviceId id) const;
  /// spec.sharedCounters of the cards of one node whose devices take counters.
  void writeCounters(JsonWriter& json, const std::vector<std::uint16_t>& cards) const;
};

/// A UUID as text, a pure function of the number.
void appendUuid(std::string& out, std::uint64_t number);
[[nodiscard]] std::string uuid(std::uint64_t number);

}  // namespace claimscope::simulation
