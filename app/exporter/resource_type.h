// The kind of hardware a device is, for dra_resource_utilization_ratio{resource_type}. One thread.
#pragma once

#include <map>
#include <string_view>
#include <utility>

#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::exporter {

/// "gpu", "cpu", "nic", "tpu", "npu", "fpga", "memory", "storage", "accelerator" or "other". Kubernetes has no such field; the
/// first that tells counts: the device's attribute `type` (NVIDIA's gpu, mig and vfio are all gpu), then the words of the
/// driver's name ("gpu.nvidia.com"), then the letters the device's name begins with ("eth0").
class ResourceTypes {
 public:
  [[nodiscard]] std::string_view of(const Text& driver, const Device& device);

 private:
  /// What driver and type say, empty when they say nothing: the same for most devices.
  std::map<std::pair<Text, Text>, std::string_view> m_known;
};

}  // namespace claimscope::exporter
