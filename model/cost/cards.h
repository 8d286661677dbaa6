// Accelerators: which devices are GPUs and the like, which physical card each belongs to, and what part of it. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::cost {

/// Something with a price of its own: a GPU. A card costs its node's hour divided by the node's cards.
struct AcceleratorCard {
  cluster::NodeIndex node = cluster::kNone;  ///< kNone: on no one node, so that nobody knows what it costs
  std::vector<cluster::DeviceIndex> devices;
};

struct Accelerators {
  std::vector<AcceleratorCard> cards;
  std::vector<std::uint32_t> cardOf;       ///< by DeviceIndex; kNone: no accelerator
  std::vector<double> share;               ///< by DeviceIndex: the part of its card that it is, 1 for a whole one
  std::vector<std::uint32_t> cardsOnNode;  ///< by NodeIndex
  bool everyDevice = false;                ///< no device says that it is a GPU: all devices count, each as a card

  [[nodiscard]] bool is(cluster::DeviceIndex device) const { return device < cardOf.size() && cardOf[device] != cluster::kNone; }
};

/// By the device's attribute `type` (gpu, mig, vgpu, tpu, npu, accelerator) or its driver's name (gpu.…, tpu.…, npu.…, neuron.…).
/// Partitions share a card by their counter set, else by `parentUUID`; a part is as large as the most of its counters, else its
/// memory against that of its siblings.
[[nodiscard]] Accelerators acceleratorsOf(const cluster::Snapshot& snapshot);

/// "H100" of the device's product, "H100 1g.10gb" of a partition, else "device".
[[nodiscard]] std::string modelOf(const cluster::Snapshot& snapshot, cluster::DeviceIndex device);

}  // namespace claimscope::cost
