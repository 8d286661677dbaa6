// Names of devices in requests and plans: from an ObjectRef or a person's word to the device, and back. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/actions/plan.h"
#include "model/base/result.h"

namespace claimscope::actions {

/// "driver/pool/device".
[[nodiscard]] std::string deviceName(const cluster::DeviceView& device);
/// "pool/device", which is how people know it while no two drivers share a pool's name.
[[nodiscard]] std::string shortDeviceName(const cluster::DeviceView& device);
[[nodiscard]] ObjectRef refOfDevice(const cluster::DeviceView& device);
/// The devices of a request, in the inventory's order, without repeats. A reference of kind "pool" means all devices of the pool.
/// An error names the one that is not there and what looks like it.
[[nodiscard]] Result<std::vector<cluster::DeviceIndex>> devicesOf(const cluster::Snapshot& snapshot,
                                                                  const std::vector<ObjectRef>& objects);
/// What a person typed: "driver/pool/device", "pool/device", or a device's name that only one has.
[[nodiscard]] Result<ObjectRef> deviceByWord(const cluster::Snapshot& snapshot, const std::string& word);
/// "2 × H200", "3 devices": the product where all are one.
[[nodiscard]] std::string deviceWords(const cluster::Snapshot& snapshot, const std::vector<cluster::DeviceIndex>& devices);
/// "gpu-node-1", "3 nodes", empty for devices without a node.
[[nodiscard]] std::string nodeWords(const cluster::Snapshot& snapshot, const std::vector<cluster::DeviceIndex>& devices);

}  // namespace claimscope::actions
