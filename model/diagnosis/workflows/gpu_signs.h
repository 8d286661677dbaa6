// GPU signs: what a Node object tells of accelerators in the machine, whatever drivers publish. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

struct GpuSigns {
  std::vector<Evidence> found;                         ///< labels, capacity, instance type
  std::vector<std::pair<Text, Quantity>> allocatable;  ///< of a device plugin: "nvidia.com/gpu" 8; with 0 too
  bool labelled = false;  ///< node feature discovery labels this node, so that a missing PCI label says something
  [[nodiscard]] bool any() const { return !found.empty(); }
};
[[nodiscard]] GpuSigns gpuSigns(const Node& node);

/// Extended resources of accelerators: "nvidia.com/gpu", "nvidia.com/mig-1g.10gb", "amd.com/gpu", "aws.amazon.com/neuron" …
[[nodiscard]] bool isGpuResource(std::string_view name);
/// Drivers whose devices a node should have: those it has, those of the other nodes of its group, else those of accelerators.
[[nodiscard]] std::vector<Text> driversExpected(const cluster::Snapshot& snapshot, cluster::NodeIndex node);
/// "8 nvidia.com/gpu" of a container list: what the pods of a node take from device plugins.
[[nodiscard]] std::int64_t pluginUse(const Pod& pod, const Text& resource);
/// Pods bound to a node that have not ended; nothing where pods are hidden.
[[nodiscard]] std::vector<const Pod*> podsOn(const cluster::Snapshot& snapshot, const Text& node);

}  // namespace claimscope::diagnosis
