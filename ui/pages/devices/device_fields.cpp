// Columns learned from slices, and the groups of devices. Pure; GUI thread.
#include <algorithm>
#include <array>

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/pages/devices/device_rows.h"

namespace claimscope::ui {
namespace {

/// Counts names; devices of one slice publish the same ones in the same order, so the last hit's neighbour is tried first.
class Learner {
 public:
  void begin() { m_next = 0; }
  void add(const Text& name, bool capacity, std::size_t type) {
    if (m_next >= m_fields.size() || !is(m_fields[m_next], name, capacity)) {
      const auto found =
          std::find_if(m_fields.begin(), m_fields.end(), [&](const LearnedField& f) { return is(f, name, capacity); });
      m_next = static_cast<std::size_t>(found - m_fields.begin());
      if (found == m_fields.end()) {
        m_fields.push_back({name, capacity, type, 0});
      }
    }
    ++m_fields[m_next].devices;
    ++m_next;
  }
  std::vector<LearnedField> take() { return std::move(m_fields); }

 private:
  static bool is(const LearnedField& field, const Text& name, bool capacity) {
    return field.name == name && field.capacity == capacity;
  }
  std::vector<LearnedField> m_fields;
  std::size_t m_next = 0;
};

/// What tells most about a device stands first.
int telling(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kOrder{"productName", "model",   "memory", "driverVersion",
                                                          "pcieRoot",    "profile", "type",   "numaNode"};
  const auto* found = std::find(kOrder.begin(), kOrder.end(), withoutDomain(name));
  return static_cast<int>(found - kOrder.begin());
}

Column fixedColumn(const char* id, const QString& title, int width, bool shown = true) {
  Column column;
  column.id = QString::fromLatin1(id);
  column.title = title;
  column.width = width;
  column.shown = shown;
  return column;
}

Text groupKey(const DeviceGroups& groups, const cluster::DeviceView& device, DeviceGrouping grouping) {
  switch (grouping) {
    case DeviceGrouping::nodeGroup:
      return device.nodeIndex == cluster::kNone ? Text() : groups.nodeGroups[device.nodeIndex];
    case DeviceGrouping::pool:
      return device.pool;
    case DeviceGrouping::node:
      return device.node;
    case DeviceGrouping::driver:
      return device.driver;
    case DeviceGrouping::none:
      break;
  }
  return {};
}

}  // namespace

std::vector<LearnedField> learnFields(const cluster::Snapshot& snapshot) {
  Learner learner;
  constexpr std::size_t kQuantityType = 8;  // capacities are no AttributeValue
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
    for (const Device& device : slice.devices) {
      learner.begin();
      for (const DeviceAttribute& attribute : device.attributes) {
        learner.add(attribute.name, false, attribute.value.index());
      }
      for (const DeviceCapacity& capacity : device.capacity) {
        learner.add(capacity.name, true, kQuantityType);
      }
    }
  });
  std::vector<LearnedField> fields = learner.take();
  std::stable_sort(fields.begin(), fields.end(),
                   [](const LearnedField& a, const LearnedField& b) { return a.devices > b.devices; });
  return fields;
}

std::vector<Column> deviceColumns(const std::vector<LearnedField>& fields, DeviceGrouping grouping, bool withUse,
                                  bool withShares) {
  std::vector<Column> columns{fixedColumn("name", tell("Device"), 180),
                              fixedColumn("node", tell("Node"), 122, grouping != DeviceGrouping::node),
                              fixedColumn("state", tell("State"), 112),
                              fixedColumn("claim", tell("Claim"), 200),
                              fixedColumn("pod", tell("Pod"), 150, false),
                              fixedColumn("owner", tell("Owner"), 150),
                              fixedColumn("pool", tell("Pool"), 120, false),
                              fixedColumn("driver", tell("Driver"), 120, false),
                              fixedColumn("group", tell("Node group"), 110, false),
                              fixedColumn("busy", tell("Busy"), 76, withUse),
                              fixedColumn("shares", tell("Shared"), 96, withShares)};
  columns[DeviceRows::kShares].tooltip = tell("How much of a consumable capacity claims have taken");
  columns[DeviceRows::kBusy].right = true;
  columns[DeviceRows::kBusy].tooltip = tell("How busy the device is, by dcgm-exporter: a second source");
  columns[DeviceRows::kClaim].stretch = true;
  std::vector<std::size_t> shown;
  const std::size_t most = fields.empty() ? 0 : fields.front().devices;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const LearnedField& field = fields[i];
    const auto twin = std::count_if(fields.begin(), fields.end(), [&](const LearnedField& f) {
      return withoutDomain(f.name.view()) == withoutDomain(field.name.view());
    });
    Column column;
    column.id = QString::fromLatin1(field.capacity ? "capacity:" : "attribute:") + plain(field.name.view());
    // The domain is left out while the name says enough without it.
    column.title = plain(twin == 1 ? withoutDomain(field.name.view()) : field.name.view());
    column.tooltip = plain(field.name.view()) + (field.capacity ? tell(", capacity") : tell(", attribute"));
    const bool number = field.capacity || field.type == 0;
    column.right = number;
    column.width = number ? 76 : 104;
    column.shown = false;
    columns.push_back(column);
    if (telling(field.name.view()) < 6 && field.devices * 10 >= most) {
      shown.push_back(i);
    }
  }
  std::stable_sort(shown.begin(), shown.end(),
                   [&](std::size_t a, std::size_t b) { return telling(fields[a].name.view()) < telling(fields[b].name.view()); });
  shown.resize(std::min<std::size_t>(shown.size(), 4));
  for (const std::size_t i : shown) {
    columns[DeviceRows::kFixed + i].shown = true;
  }
  return columns;
}

bool hasShares(const cluster::Inventory& inventory) {
  return std::any_of(inventory.devices.begin(), inventory.devices.end(),
                     [](const cluster::DeviceView& device) { return device.multiple; });
}

std::shared_ptr<const DeviceGroups> deviceGroups(const cluster::Inventory& inventory, DeviceGrouping grouping) {
  auto out = std::make_shared<DeviceGroups>();
  out->nodeGroups.resize(inventory.nodes.size());
  for (std::size_t i = 0; i < inventory.nodes.size(); ++i) {
    out->nodeGroups[i] = inventory.nodes[i].group;
  }
  if (grouping == DeviceGrouping::none) {
    return out;
  }
  std::unordered_map<Text, std::uint32_t> indexOf;
  const auto group = [&](const Text& key) {
    const auto [found, fresh] = indexOf.try_emplace(key, static_cast<std::uint32_t>(out->groups.size()));
    if (fresh) {
      out->groups.push_back({key, {}});
      cluster::StateCounts& counts = out->groups.back().counts;
      counts.freeBound = inventory.counts.freeBound;
      counts.inUseBound = inventory.counts.inUseBound;
      counts.taintedBound = inventory.counts.taintedBound;
    }
    return found->second;
  };
  if (grouping == DeviceGrouping::nodeGroup) {
    for (const cluster::GroupView* view : groupOrder(inventory)) {  // as in the Overview
      if (!(view->name == "(no node)")) {
        group(view->name);
      }
    }
  }
  out->groupOf.reserve(inventory.devices.size());
  Text lastKey;
  std::uint32_t last = 0;
  for (const cluster::DeviceView& device : inventory.devices) {
    const Text key = groupKey(*out, device, grouping);
    if (out->groupOf.empty() || !(key == lastKey)) {  // devices come sorted by driver and pool
      lastKey = key;
      last = group(key);
    }
    out->groupOf.push_back(last);
    out->groups[last].counts.add(device.state);
  }
  return out;
}

}  // namespace claimscope::ui
