// Nodes, pools and devices: what the drivers publish.
#include <algorithm>
#include <map>

#include "model/cluster/derive.h"

namespace claimscope::cluster {
namespace {

struct PoolKey {
  Text driver;
  Text pool;
  friend bool operator==(const PoolKey&, const PoolKey&) = default;
};
struct PoolKeyHash {
  std::size_t operator()(const PoolKey& key) const noexcept { return key.driver.hash() * 31U ^ key.pool.hash(); }
};

Text labelOf(const Metadata& meta, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const Text value = labelValue(meta.labels, key);
    if (!value.empty()) {
      return value;
    }
  }
  return {};
}

/// The one node a selector names, when it is a plain match on metadata.name (dra.md 2.3: node-local allocations).
Text nodeNamedBy(const std::optional<NodeSelector>& selector) {
  if (selector && selector->terms.size() == 1 && selector->terms[0].matchExpressions.empty() &&
      selector->terms[0].matchFields.size() == 1) {
    const SelectorRequirement& field = selector->terms[0].matchFields[0];
    if (field.op == SelectorOperator::in && field.values.size() == 1) {
      return field.values[0];
    }
  }
  return {};
}

class PoolBuilder {
 public:
  PoolBuilder(const Snapshot& snapshot, Inventory& out) : m_snapshot(snapshot), m_out(out) {}

  void build() {
    addNodes();
    collectSlices();
    buildPools();
    connectNodes();
    applyRules();
    indexDevices();
    const auto move = [](auto& from, auto& to) {
      for (auto& element : from) {
        to.push_back(std::move(element));
      }
    };
    move(m_devices, m_out.devices);
    move(m_pools, m_out.pools);
    move(m_nodes, m_out.nodes);
  }

 private:
  struct SliceRef {
    Slot slot;
    const ResourceSlice* slice;
  };

  void addNodes() {
    m_snapshot.of<Node>().forEach([&](Slot slot, const Node& node) {
      NodeView view;
      view.name = node.meta.name;
      view.slot = slot;
      view.group = nodeGroupOf(node.meta);
      view.zone = labelOf(node.meta, {"topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"});
      view.instanceType = labelOf(node.meta, {"node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"});
      m_nodes.push_back(std::move(view));
    });
  }

  void collectSlices() {
    m_snapshot.of<ResourceSlice>().forEach([&](Slot slot, const ResourceSlice& slice) {
      m_slices[{slice.driver, slice.poolName}].push_back({slot, &slice});
    });
  }

  void buildPools() {
    std::vector<PoolKey> keys;
    keys.reserve(m_slices.size());
    for (const auto& [key, slices] : m_slices) {
      keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end(), [](const PoolKey& a, const PoolKey& b) {
      return a.driver == b.driver ? naturalLess(a.pool.view(), b.pool.view()) : a.driver < b.driver;
    });
    m_pools.reserve(keys.size());
    for (const PoolKey& key : keys) {
      buildPool(key, m_slices[key]);
    }
  }

  void buildPool(const PoolKey& key, std::vector<SliceRef>& slices) {
    PoolView pool;
    pool.driver = key.driver;
    pool.name = key.pool;
    for (const SliceRef& ref : slices) {
      pool.generation = std::max(pool.generation, ref.slice->poolGeneration);
      pool.newestSlice = std::max(pool.newestSlice, ref.slice->meta.created);
    }
    std::vector<DeviceView> devices;
    std::unordered_map<Text, bool> names;  // device name -> already seen at this generation
    for (const SliceRef& ref : slices) {
      if (ref.slice->poolGeneration != pool.generation) {
        ++pool.staleSlices;
        continue;
      }
      ++pool.seenSlices;
      pool.expectedSlices = std::max(pool.expectedSlices, ref.slice->poolSliceCount);
      addDevices(ref, devices, names, pool, DeviceState::free);
    }
    pool.complete = pool.seenSlices == pool.expectedSlices;
    if (pool.complete && pool.invalid.empty()) {
      pool.invalid = counterProblem(slices, pool.generation);
    }
    // Older generations do not count as capacity; what only they name is shown as such.
    for (const SliceRef& ref : slices) {
      if (ref.slice->poolGeneration != pool.generation) {
        addDevices(ref, devices, names, pool, DeviceState::staleGeneration);
      }
    }
    std::stable_sort(devices.begin(), devices.end(),
                     [](const DeviceView& a, const DeviceView& b) { return naturalLess(a.name.view(), b.name.view()); });
    // From 1.35 on the scheduler skips incomplete and invalid pools for every request; before, only for All (dra.md 2.3).
    const bool skipped =
        (!pool.complete || !pool.invalid.empty()) && (m_snapshot.server.minor == 0 || m_snapshot.server.minor >= 35);
    const auto index = static_cast<PoolIndex>(m_pools.size());
    for (DeviceView& device : devices) {
      device.poolIndex = index;
      if (skipped && device.base == DeviceState::free) {
        device.base = DeviceState::unknown;
      }
      pool.devices.push_back(static_cast<DeviceIndex>(m_devices.size()));
      m_devices.push_back(std::move(device));
    }
    if (!pool.devices.empty()) {
      const Text node = m_devices[pool.devices.front()].node;
      const bool one =
          std::all_of(pool.devices.begin(), pool.devices.end(), [&](DeviceIndex i) { return m_devices[i].node == node; });
      pool.node = one ? node : Text();
    }
    m_pools.push_back(std::move(pool));
  }

  /// Partitionable devices: counter sets are unique in their pool and have what devices consume (dra.md 2.3). While slices
  /// are missing, so may be the counters.
  static std::string counterProblem(const std::vector<SliceRef>& slices, std::int64_t generation) {
    std::map<Text, const CounterSet*> sets;
    for (const SliceRef& ref : slices) {
      for (const CounterSet& set : ref.slice->sharedCounters) {
        if (ref.slice->poolGeneration == generation && !sets.emplace(set.name, &set).second) {
          return "counter set " + set.name.str() + " is published twice";
        }
      }
    }
    for (const SliceRef& ref : slices) {
      for (const Device& device : ref.slice->devices) {
        if (ref.slice->poolGeneration != generation || device.extras == nullptr) {
          continue;
        }
        for (const CounterConsumption& consumed : device.extras->consumes) {
          const auto set = sets.find(consumed.counterSet);
          if (set == sets.end()) {
            return "device " + device.name.str() + " uses counter set " + consumed.counterSet.str() +
                   ", which no slice publishes";
          }
          const auto& published = set->second->counters;
          for (const auto& [name, amount] : consumed.counters) {
            if (std::none_of(published.begin(), published.end(), [&](const auto& counter) { return counter.first == name; })) {
              return "device " + device.name.str() + " uses counter " + name.str() + " of " + consumed.counterSet.str() +
                     ", which no slice publishes";
            }
          }
        }
      }
    }
    return {};
  }

  void addDevices(const SliceRef& ref, std::vector<DeviceView>& devices, std::unordered_map<Text, bool>& names, PoolView& pool,
                  DeviceState base) {
    const ResourceSlice& slice = *ref.slice;
    const Text sliceNode = slice.nodeName.empty() ? nodeNamedBy(slice.nodeSelector) : slice.nodeName;
    for (std::uint32_t i = 0; i < slice.devices.size(); ++i) {
      const Device& device = slice.devices[i];
      if (!names.emplace(device.name, true).second) {
        if (base == DeviceState::free && pool.invalid.empty()) {
          pool.invalid = "device " + device.name.str() + " is published twice";
        }
        continue;
      }
      DeviceView view;
      view.driver = slice.driver;
      view.pool = slice.poolName;
      view.name = device.name;
      view.slice = ref.slot;
      view.indexInSlice = i;
      view.base = base;
      view.node = sliceNode;
      if (device.extras != nullptr) {
        view.multiple = device.extras->allowMultipleAllocations;
        pool.counters = pool.counters || !device.extras->consumes.empty();
        if (slice.perDeviceNodeSelection) {
          view.node = device.extras->nodeName.empty() ? nodeNamedBy(device.extras->nodeSelector) : device.extras->nodeName;
        }
      }
      for (const Taint& taint : device.taints) {
        view.taints.push_back({taint, {}});
      }
      devices.push_back(std::move(view));
    }
  }

  void connectNodes() {
    std::unordered_map<Text, NodeIndex> byName;
    byName.reserve(m_nodes.size());
    for (const NodeView& node : m_nodes) {
      byName.emplace(node.name, kNone);
    }
    for (const DeviceView& device : m_devices) {
      if (!device.node.empty() && byName.emplace(device.node, kNone).second) {
        NodeView view;
        view.name = device.node;
        view.group = Text("(node not visible)");
        m_nodes.push_back(std::move(view));
      }
    }
    std::sort(m_nodes.begin(), m_nodes.end(),
              [](const NodeView& a, const NodeView& b) { return naturalLess(a.name.view(), b.name.view()); });
    for (NodeIndex i = 0; i < m_nodes.size(); ++i) {
      byName[m_nodes[i].name] = i;
    }
    for (DeviceIndex i = 0; i < m_devices.size(); ++i) {
      DeviceView& device = m_devices[i];
      if (!device.node.empty()) {
        device.nodeIndex = byName.at(device.node);
        m_nodes[device.nodeIndex].devices.push_back(i);
      }
    }
    m_out.nodeByName = std::make_shared<const std::unordered_map<Text, NodeIndex>>(std::move(byName));
  }

  void taintPool(const DeviceTaintRule& rule, const PoolView& pool) {
    for (const DeviceIndex i : pool.devices) {
      DeviceView& device = m_devices[i];
      if (rule.device.empty() || rule.device == device.name) {
        device.taints.push_back({rule.taint, rule.meta.name});
      }
    }
  }

  void applyRules() {
    std::vector<const DeviceTaintRule*> rules;
    m_snapshot.of<DeviceTaintRule>().forEach([&](Slot, const DeviceTaintRule& rule) {
      // Class and CEL selectors existed in 1.33–1.34 only; what they select cannot be told here (deriveStates widens the bounds).
      if (!rule.hasSelector || !rule.deviceClassName.empty() || !rule.selectors.empty()) {
        return;
      }
      rules.push_back(&rule);
    });
    // By name, so that equal clusters list a device's taints in the same order.
    std::sort(rules.begin(), rules.end(),
              [](const DeviceTaintRule* a, const DeviceTaintRule* b) { return a->meta.name < b->meta.name; });
    for (const DeviceTaintRule* rule : rules) {
      for (const PoolView& pool : m_pools) {
        if ((rule->driver.empty() || rule->driver == pool.driver) && (rule->pool.empty() || rule->pool == pool.name)) {
          taintPool(*rule, pool);
        }
      }
    }
    for (DeviceView& device : m_devices) {
      const bool keepsOut = std::any_of(device.taints.begin(), device.taints.end(), [](const EffectiveTaint& t) {
        return t.taint.effect == "NoSchedule" || t.taint.effect == "NoExecute";
      });
      if (keepsOut && device.base == DeviceState::free) {
        device.base = DeviceState::tainted;
      }
      device.state = device.base;
    }
  }

  void indexDevices() { m_out.publishedDevices = std::make_shared<const DevicePlaces>(m_devices); }

  const Snapshot& m_snapshot;
  Inventory& m_out;
  std::vector<DeviceView> m_devices;
  std::vector<PoolView> m_pools;
  std::vector<NodeView> m_nodes;
  std::unordered_map<PoolKey, std::vector<SliceRef>, PoolKeyHash> m_slices;
};

}  // namespace

Text nodeGroupOf(const Metadata& node) {
  const Text group = labelOf(node, {"eks.amazonaws.com/nodegroup", "alpha.eksctl.io/nodegroup-name", "karpenter.sh/nodepool",
                                    "cloud.google.com/gke-nodepool", "kubernetes.azure.com/agentpool", "node-type"});
  if (!group.empty()) {
    return group;
  }
  const Text type = labelOf(node, {"node.kubernetes.io/instance-type"});
  return type.empty() ? Text("nodes") : type;
}

void derivePools(const Snapshot& snapshot, Inventory& out) {
  PoolBuilder(snapshot, out).build();
}

}  // namespace claimscope::cluster
