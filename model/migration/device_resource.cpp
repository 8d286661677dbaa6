#include "model/migration/device_resource.h"

#include <algorithm>
#include <array>

namespace claimscope::migration {
namespace {

struct Vendor {
  std::string_view prefix;
  bool whole;  ///< the prefix is all of the name
  std::string_view driver;
  std::string_view type;  ///< value of the attribute `type`, where the driver publishes several; empty: every device
};

// The names are those of the vendors' device plugins; the drivers those of their DRA drivers (dra.md 6).
constexpr std::array<Vendor, 12> kVendors = {{
    {"nvidia.com/gpu", true, "gpu.nvidia.com", "gpu"},
    {"nvidia.com/gpu.shared", true, "gpu.nvidia.com", "gpu"},
    {"nvidia.com/mig-", false, "gpu.nvidia.com", "mig"},
    {"amd.com/gpu", true, "gpu.amd.com", ""},
    {"gpu.intel.com/", false, "gpu.intel.com", ""},
    {"habana.ai/gaudi", true, "gaudi.intel.com", ""},
    {"aws.amazon.com/neuron", true, "neuron.aws.com", ""},
    {"aws.amazon.com/neuroncore", true, "neuron.aws.com", ""},
    {"aws.amazon.com/neurondevice", true, "neuron.aws.com", ""},
    {"google.com/tpu", true, "tpu.google.com", ""},
    {"huawei.com/Ascend", false, "", ""},
    {"furiosa.ai/", false, "npu.furiosa.ai", ""},
}};

const Vendor* vendorOf(std::string_view name) {
  const auto* found = std::find_if(kVendors.begin(), kVendors.end(), [name](const Vendor& vendor) {
    return vendor.whole ? name == vendor.prefix : name.starts_with(vendor.prefix) && name.size() > vendor.prefix.size();
  });
  return found == kVendors.end() ? nullptr : found;
}

}  // namespace

bool isDeviceResource(std::string_view name) {
  return vendorOf(name) != nullptr;
}

DeviceResource deviceResource(std::string_view name) {
  const Vendor* vendor = vendorOf(name);
  if (vendor == nullptr) {
    return {};
  }
  DeviceResource out{vendor->driver, vendor->type};
  if (vendor->type == "mig") {
    out.profile = std::string(name.substr(vendor->prefix.size()));
  }
  out.shared = name.ends_with(".shared");
  return out;
}

std::string_view deviceNoun(std::string_view name) {
  const bool gpu = name.find("gpu") != std::string_view::npos || name.starts_with("nvidia.com/");
  return gpu ? "GPU" : "device";
}

std::int64_t amountOf(const ResourceList& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [name](const auto& entry) { return entry.first == name; });
  return found == list.end() ? 0 : found->second.value();
}

}  // namespace claimscope::migration
