#include "tests/bench/ui/huge_fleet.h"

#include <string>

namespace claimscope::ui {

View hugeFleet(std::size_t nodes, std::uint32_t turn, std::uint32_t oneIn) {
  constexpr std::uint32_t kDevices = 8;
  auto inventory = std::make_shared<cluster::Inventory>();
  std::vector<cluster::DeviceView> devices;
  std::vector<cluster::NodeView> views;
  const Text driver("gpu.nvidia.com");
  const Text groups[] = {Text("gpu-a"), Text("gpu-b"), Text("gpu-c"), Text("gpu-d")};
  const Text zones[] = {Text("zone-a"), Text("zone-b"), Text("zone-c")};
  for (std::size_t n = 0; n < nodes; ++n) {
    cluster::NodeView node;
    node.name = Text("node-" + std::to_string(100'000 + n));
    node.group = groups[n * 4 / nodes];
    node.zone = zones[n % 3];
    std::vector<cluster::DeviceIndex> own;
    for (std::uint32_t d = 0; d < kDevices; ++d) {
      const auto index = static_cast<std::uint32_t>(devices.size());
      cluster::DeviceView device;
      device.driver = driver;
      device.pool = node.name;
      device.node = node.name;
      device.name = Text("gpu-" + std::to_string(d));
      device.nodeIndex = static_cast<cluster::NodeIndex>(n);
      const std::uint32_t dice = (index * 2'654'435'761U) >> 16U;
      device.state = dice % 3 == 0 ? cluster::DeviceState::free : cluster::DeviceState::inUse;
      if (dice % oneIn == turn % oneIn) {
        device.state = cluster::DeviceState::tainted;
      }
      inventory->counts.add(device);
      own.push_back(index);
      devices.push_back(std::move(device));
    }
    node.devices = own;
    views.push_back(std::move(node));
  }
  for (cluster::DeviceView& device : devices) {
    inventory->devices.push_back(std::move(device));
  }
  for (cluster::NodeView& node : views) {
    inventory->nodes.push_back(std::move(node));
  }
  auto snapshot = std::make_shared<cluster::Snapshot>();
  snapshot->revision = turn + 1;
  snapshot->inventory = std::move(inventory);
  return View{std::move(snapshot), std::make_shared<const diagnosis::Diagnosis>(), {}};
}

}  // namespace claimscope::ui
