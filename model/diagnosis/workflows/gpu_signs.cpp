#include "model/diagnosis/workflows/gpu_signs.h"

#include <algorithm>
#include <array>
#include <set>

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kFeature = "feature.node.kubernetes.io/";

/// "pci-10de.present", "pci-0302_10de.present": display (03) and accelerator (12) classes of NVIDIA, AMD, Intel.
bool isGpuFeature(std::string_view name) {
  if (!name.starts_with("pci-") || !name.ends_with(".present")) {
    return false;
  }
  const std::string_view id = name.substr(4, name.size() - 4 - 8);
  const std::size_t bar = id.find('_');
  const std::string_view vendor = bar == std::string_view::npos ? id : id.substr(bar + 1);
  const std::string_view type = bar == std::string_view::npos ? std::string_view() : id.substr(0, bar);
  const bool display = type.empty() ? vendor == "10de" : type.starts_with("03") || type.starts_with("12");
  return display && (vendor == "10de" || vendor == "1002" || vendor == "8086");
}

bool isGpuLabel(std::string_view key, std::string_view value) {
  if (key.starts_with(kFeature)) {
    return value == "true" && isGpuFeature(key.substr(kFeature.size()));
  }
  static constexpr std::array<std::string_view, 8> kNames = {"nvidia.com/gpu.product",
                                                             "nvidia.com/gpu.count",
                                                             "amd.com/gpu.product-name",
                                                             "amd.com/gpu.device-id",
                                                             "cloud.google.com/gke-accelerator",
                                                             "k8s.amazonaws.com/accelerator",
                                                             "karpenter.k8s.aws/instance-gpu-name",
                                                             "gpu.intel.com/product"};
  const bool present = key == "nvidia.com/gpu.present" || key == "amd.com/gpu.present" || key == "gpu.intel.com/device.present";
  return (present && value == "true") || (!value.empty() && std::find(kNames.begin(), kNames.end(), key) != kNames.end()) ||
         ((key == "node-type" || key == "accelerator") && value.find("gpu") != std::string_view::npos);
}

/// Families of machines that are sold with accelerators.
bool isGpuMachine(std::string_view type) {
  static constexpr std::array<std::string_view, 21> kFamilies = {"g3.",   "g3s.", "g4dn.", "g4ad.", "g5.", "g5g.",  "g6.",
                                                                 "g6e.",  "gr6.", "g7e.",  "p2.",   "p3.", "p3dn.", "p4d.",
                                                                 "p4de.", "p5.",  "p5e.",  "p6-",   "a2-", "a3-",   "Standard_N"};
  return std::any_of(kFamilies.begin(), kFamilies.end(), [&](std::string_view family) { return type.starts_with(family); });
}

bool isAccelerator(const Text& driver) {
  const std::string_view name = driver.view();
  for (const std::string_view word : {"gpu", "nvidia", "amd", "intel", "npu", "tpu", "neuron", "accelerator", "eks-hybrid-dra"}) {
    if (name.find(word) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool isGpuResource(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) {
    return false;
  }
  const std::string_view domain = name.substr(0, slash);
  const std::string_view kind = name.substr(slash + 1);
  return kind == "gpu" || kind.starts_with("gpu.") || kind.starts_with("mig-") || domain == "nvidia.com" || domain == "amd.com" ||
         domain == "gpu.intel.com" || domain == "habana.ai" || (domain == "aws.amazon.com" && kind.starts_with("neuron")) ||
         (domain == "google.com" && kind == "tpu");
}

GpuSigns gpuSigns(const Node& node) {
  GpuSigns out;
  const std::string name = "Node " + node.meta.name.str();
  for (const auto& [key, value] : node.meta.labels) {
    out.labelled = out.labelled || key.view().starts_with(kFeature);
    if (isGpuLabel(key.view(), value.view())) {
      out.found.push_back({name, "metadata.labels[" + key.str() + "]", value.str()});
    } else if (key == "node.kubernetes.io/instance-type" && isGpuMachine(value.view())) {
      out.found.push_back({name, "metadata.labels[" + key.str() + "]", value.str()});
    }
  }
  for (const auto& [resource, amount] : node.capacity) {
    if (isGpuResource(resource.view())) {
      out.found.push_back({name, "status.capacity[" + resource.str() + "]", std::string(amount.text())});
    }
  }
  for (const auto& [resource, amount] : node.allocatable) {
    if (isGpuResource(resource.view())) {
      out.allocatable.emplace_back(resource, amount);
    }
  }
  return out;
}

std::vector<Text> driversExpected(const cluster::Snapshot& snapshot, cluster::NodeIndex node) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::set<Text> found;
  for (const cluster::DeviceIndex device : inventory.nodes[node].devices) {
    found.insert(inventory.devices[device].driver);
  }
  for (const cluster::DeviceView& device : inventory.devices) {  // withdrawn ones are in no list of a node
    if (device.nodeIndex == node) {
      found.insert(device.driver);
    }
  }
  if (found.empty()) {
    for (cluster::NodeIndex other = 0; other < inventory.nodes.size(); ++other) {
      if (inventory.nodes[other].group == inventory.nodes[node].group) {
        for (const cluster::DeviceIndex device : inventory.nodes[other].devices) {
          found.insert(inventory.devices[device].driver);
        }
      }
    }
  }
  if (found.empty()) {
    for (const cluster::PoolView& pool : inventory.pools) {
      if (isAccelerator(pool.driver)) {
        found.insert(pool.driver);
      }
    }
  }
  return {found.begin(), found.end()};
}

std::int64_t pluginUse(const Pod& pod, const Text& resource) {
  std::int64_t out = 0;
  std::int64_t init = 0;
  for (const Container& container : pod.spec->containers) {
    for (const auto& [name, amount] : container.requests) {
      if (name == resource) {
        // Sidecars run beside the others, other init containers before them.
        std::int64_t& sum = container.init && !container.sidecar ? init : out;
        sum = container.init && !container.sidecar ? std::max(sum, amount.value()) : sum + amount.value();
      }
    }
  }
  return std::max(out, init);
}

std::vector<const Pod*> podsOn(const cluster::Snapshot& snapshot, const Text& node) {
  std::vector<const Pod*> out;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (pod.nodeName == node && !pod.finished()) {
      out.push_back(&pod);
    }
  });
  return out;
}

}  // namespace claimscope::diagnosis
