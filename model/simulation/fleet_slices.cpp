// Which devices are broken, tainted or kept free, and the slices that publish them: 1,006 of gpu.nvidia.com.
#include <algorithm>

#include "model/simulation/fleet.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr NodeId kLostA10g = 416;         // gpu-a10g-0417: its driver is gone, its slice withdrawn
constexpr std::uint32_t kPoolFirst = 42;  // gpu-l4-0043 … gpu-l4-0048: pool gpu-l4-c
constexpr std::uint32_t kPoolNodes = 6;

class SliceBuilder {
 public:
  SliceBuilder(Cluster& cluster, const FleetMachines& machines, bool incident)
      : m_cluster(cluster), m_machines(machines), m_incident(incident) {
    m_states.blocked.resize(cluster.hardware.devices.size());
  }

  FleetStates build() {
    markH100();
    markGroup(m_machines.a10g, 12, 20, 1390, {kLostA10g, 387, 417, 550, 222, 229, 639, 101});
    std::vector<std::uint32_t> pool;
    for (std::uint32_t i = 0; i < kPoolNodes; ++i) {
      pool.push_back(kPoolFirst + i);
    }
    pool.push_back(70);  // gpu-l4-0071 has a device that the pictures name
    markGroup(m_machines.l4, 2, 0, 368, pool);
    markGroup(m_machines.cpu, 8, 0, 10'476, {});
    if (m_incident) {
      block(m_machines.a10g, kLostA10g);
    }
    for (std::uint32_t i = 0; i < kPoolNodes; ++i) {
      block(m_machines.l4, kPoolFirst + i);
    }
    makeTaints();
    publish();
    return std::move(m_states);
  }

 private:
  [[nodiscard]] DeviceId device(const FleetGroup& group, std::uint32_t node, std::uint32_t index) const {
    return m_cluster.hardware.nodes[group.first + node].firstDevice + index;
  }
  void block(const FleetGroup& group, std::uint32_t node) {
    for (std::uint32_t d = 0; d < 8; ++d) {
      m_states.blocked[device(group, node, d)] = true;
      m_cluster.hardware.devices[device(group, node, d)].offered = false;
    }
  }
  void taint(DeviceId id) {
    m_states.tainted.push_back(id);
    m_cluster.hardware.devices[id].offered = false;
    m_states.blocked[id] = true;
  }
  void breakDevice(DeviceId id) {
    m_states.unhealthy.push_back(id);
    m_cluster.hardware.devices[id].offered = false;
    m_states.blocked[id] = true;
  }

  /// 16 tainted, 7 broken and 41 free of 816: gpu-h100-0007 as in the pictures, the spare cards of other nodes, and the
  /// partitions whose counters are used up.
  void markH100() {
    const FleetGroup& group = m_machines.h100;
    breakDevice(device(group, 6, 1));
    taint(device(group, 6, 2));
    m_states.blocked[device(group, 6, 4)] = true;  // gpu-3-mig-1g.10gb-1
    m_states.blocked[device(group, 6, 7)] = true;  // gpu-5
    for (std::uint32_t d = 0; d < 8; ++d) {
      taint(device(group, 57, d));
      if (d > 0) {
        taint(device(group, 94, d));
      }
    }
    std::uint32_t broken = 0;
    std::uint32_t spare = 0;
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const bool dynamic = i % 13 == 6;
      if (dynamic && i != 6) {
        m_states.blocked[device(group, i, 7)] = true;  // the 3g partition of a card whose slices are taken by five 1g ones
      }
      if (dynamic || i == 57 || i == 94) {
        continue;
      }
      if (i % 14 == 9 && broken < 6) {
        breakDevice(device(group, i, 2));
        ++broken;
      } else if (i % 3 != 1 && spare < 32) {
        m_states.blocked[device(group, i, i % 3)] = true;
        ++spare;
      }
    }
  }

  /// Whole tainted nodes, single broken devices, and free devices spread at random; nodes in `apart` are left alone.
  void markGroup(const FleetGroup& group, std::uint32_t taintedNodes, std::uint32_t broken, std::uint32_t free,
                 const std::vector<std::uint32_t>& apart) {
    const auto isApart = [&](std::uint32_t node) { return std::find(apart.begin(), apart.end(), node) != apart.end(); };
    const auto pick = [&] {
      for (;;) {
        const auto node = static_cast<std::uint32_t>(m_cluster.random.below(group.count));
        if (!isApart(node) && isPlain(group, node)) {
          return node;
        }
      }
    };
    std::vector<bool> used(group.count);
    while (taintedNodes > 0) {
      const std::uint32_t node = pick();
      if (!used[node]) {
        used[node] = true;
        --taintedNodes;
        for (std::uint32_t d = 0; d < 8; ++d) {
          taint(device(group, node, d));
        }
      }
    }
    while (broken > 0) {
      const std::uint32_t node = pick();
      const DeviceId id = device(group, node, static_cast<std::uint32_t>(m_cluster.random.below(8)));
      if (!used[node] && !m_states.blocked[id]) {
        breakDevice(id);
        --broken;
      }
    }
    keepFree(group, free, isApart);
  }

  /// Free devices are the last ones of their node, more on some nodes than on others.
  template <class IsApart>
  void keepFree(const FleetGroup& group, std::uint32_t free, IsApart&& isApart) {
    // Groups may have fewer devices that could stay free, or none: the extreme world has no CPU sets.
    std::uint32_t possible = 0;
    for (std::uint32_t node = 0; node < group.count; ++node) {
      for (std::uint32_t d = 0; d < 8 && !isApart(node); ++d) {
        possible += mayStayFree(device(group, node, d)) ? 1U : 0U;
      }
    }
    free = std::min(free, possible);
    std::vector<std::uint8_t> level(group.count);
    for (std::uint8_t& value : level) {
      value = static_cast<std::uint8_t>(1 + m_cluster.random.below(6));
    }
    while (free > 0) {
      const auto node = static_cast<std::uint32_t>(m_cluster.random.below(group.count));
      if (isApart(node) || m_cluster.random.below(6) >= level[node]) {
        continue;
      }
      for (std::uint32_t d = 8; d-- > 0;) {
        const DeviceId id = device(group, node, d);
        if (mayStayFree(id)) {
          m_states.blocked[id] = true;
          --free;
          break;
        }
      }
    }
  }

  [[nodiscard]] bool mayStayFree(DeviceId id) const {
    const Text& driver = m_cluster.hardware.devices[id].driver;
    return !m_states.blocked[id] && (driver == kGpuDriver || driver == kCpuDriver);
  }

  /// Nodes whose devices all belong to one driver.
  [[nodiscard]] bool isPlain(const FleetGroup& group, std::uint32_t node) const {
    const auto& devices = m_cluster.hardware.devices;
    return devices[device(group, node, 0)].driver == devices[device(group, node, 7)].driver;
  }

  void makeTaints() {
    m_taints.resize(m_cluster.hardware.devices.size());
    const Time since = m_cluster.now() + -3 * kHour;
    const Text maintenance(documents::taintList("example.com/maintenance", "firmware", "NoSchedule", since));
    const Text xid(documents::taintList("gpu.nvidia.com/xid", "79", "NoExecute", since + kHour));
    for (const DeviceId id : m_states.tainted) {
      m_taints[id] = maintenance;
    }
    for (const DeviceId id : m_states.unhealthy) {
      m_taints[id] = xid;
    }
  }

  void publish() {
    const Time created = m_cluster.now() + -20 * kDay;
    const auto& nodes = m_cluster.hardware.nodes;
    for (NodeId node = 0; node < nodes.size(); ++node) {
      const bool inPool = node >= m_machines.l4.first + kPoolFirst && node < m_machines.l4.first + kPoolFirst + kPoolNodes;
      if (!(m_incident && node == m_machines.a10g.first + kLostA10g) && !inPool) {
        publishNode(node, created + node);
      }
    }
    std::vector<SliceDevice> part;
    const DeviceId first = device(m_machines.l4, kPoolFirst, 0);
    for (DeviceId id = first; id < first + kPoolNodes * 8; ++id) {
      part.push_back({id, m_taints[id]});
      if (part.size() == 10 || id + 1 == first + kPoolNodes * 8) {
        m_cluster.addSlice(kGpuDriver, "gpu-l4-c", kNobody, part, 12, 6, m_cluster.now() + -758'000);
        part.clear();
      }
    }
  }

  void publishNode(NodeId node, Time created) {
    const NodeInfo& info = m_cluster.hardware.nodes[node];
    const auto& devices = m_cluster.hardware.devices;
    std::vector<SliceDevice> group;
    bool counters = false;
    for (DeviceId id = info.firstDevice; id < info.firstDevice + info.devices; ++id) {
      counters = counters || m_cluster.hardware.models[devices[id].model].memorySlices > 0;
    }
    for (DeviceId id = info.firstDevice; id < info.firstDevice + info.devices; ++id) {
      group.push_back({id, m_taints[id]});
      if (id + 1 == info.firstDevice + info.devices || !(devices[id + 1].driver == devices[id].driver)) {
        m_cluster.addSlice(devices[id].driver.view(), info.name.view(), node, group, 3, counters ? 2 : 1, created);
        group.clear();
      }
    }
    if (counters) {
      auto slice = std::make_shared<SliceObject>();
      slice->name = Text(info.name.str() + "-" + kGpuDriver + "-counters");
      slice->driver = Text(kGpuDriver);
      slice->pool = info.name;
      slice->node = info.name;
      slice->owner = {Text("Node"), info.name, info.uid};
      slice->poolGeneration = 3;
      slice->sliceCount = 2;
      slice->cards = {3};
      slice->generation = 1;
      slice->created = created;
      m_cluster.store.add(ObjectKind::slices, std::move(slice));
    }
  }

  Cluster& m_cluster;
  const FleetMachines& m_machines;
  bool m_incident;
  FleetStates m_states;
  std::vector<Text> m_taints;
};

}  // namespace

FleetStates addFleetSlices(Cluster& cluster, const FleetMachines& machines, bool incident) {
  return SliceBuilder(cluster, machines, incident).build();
}

}  // namespace claimscope::simulation
