#include "ui/pages/actions/pick_rows.h"

#include <QObject>

#include "ui/base/format.h"
#include "ui/pages/actions/cells.h"
#include "ui/tables/filter.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

Cell mono(std::string_view words, Ink ink = Ink::primary) {
  Cell cell = wordsCell(plain(words), ink, FontRole::mono);
  cell.elide = Qt::ElideMiddle;
  return cell;
}

Column column(const char* id, const QString& title, int width, bool stretch = false) {
  return {QLatin1String(id), title, QString(), width, stretch};
}

std::vector<Column> columnsOf(const std::string& kind) {
  if (kind == "node") {
    return {column("node", QObject::tr("Node"), 260, true), column("devices", QObject::tr("Devices"), 260, true),
            column("type", QObject::tr("Type"), 140), column("state", QObject::tr("State"), 150)};
  }
  if (kind == "device") {
    return {column("device", QObject::tr("Device"), 280, true), column("state", QObject::tr("State"), 150),
            column("node", QObject::tr("Node"), 180), column("driver", QObject::tr("Driver"), 170)};
  }
  if (kind == "claim") {
    return {column("claim", QObject::tr("Claim"), 240, true), column("namespace", QObject::tr("Namespace"), 150),
            column("state", QObject::tr("State"), 170), column("node", QObject::tr("Node"), 180)};
  }
  if (kind == "pod") {
    return {column("pod", QObject::tr("Pod"), 260, true), column("namespace", QObject::tr("Namespace"), 150),
            column("state", QObject::tr("Status"), 140), column("node", QObject::tr("Node"), 180)};
  }
  return {column("name", QObject::tr("Device class"), 260, true)};
}

bool unused(const cluster::Snapshot& snapshot, const cluster::ClaimView& claim) {
  const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
  return object != nullptr && !claim.devices.empty() && object->reservedFor.empty();
}

}  // namespace

PickRows::PickRows(cluster::SnapshotPtr snapshot, std::string kind, const std::string& namespaceFilter)
    : m_snapshot(std::move(snapshot)), m_kind(std::move(kind)), m_columns(columnsOf(m_kind)) {
  const cluster::Inventory& inventory = *m_snapshot->inventory;
  const auto all = [this](std::size_t count) {
    m_rows.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      m_rows[i] = static_cast<std::uint32_t>(i);
    }
  };
  if (m_kind == "node") {
    all(inventory.nodes.size());
  } else if (m_kind == "device") {
    all(inventory.devices.size());
  } else if (m_kind == "claim") {
    for (std::uint32_t i = 0; i < inventory.claims.size(); ++i) {
      const ResourceClaim* claim = m_snapshot->of<ResourceClaim>().at(inventory.claims[i].slot);
      if (claim != nullptr && (namespaceFilter.empty() || claim->meta.namespaceName.view() == namespaceFilter)) {
        m_rows.push_back(i);
      }
    }
  } else if (m_kind == "pod") {
    m_snapshot->of<Pod>().forEach([&](cluster::Slot slot, const Pod& pod) {
      if (namespaceFilter.empty() || pod.meta.namespaceName.view() == namespaceFilter) {
        m_rows.push_back(slot);
      }
    });
  } else if (m_kind == "class") {
    m_snapshot->of<DeviceClass>().forEach([&](cluster::Slot slot, const DeviceClass&) { m_rows.push_back(slot); });
  }
}

Cell PickRows::nodeCell(std::uint32_t index, int column) const {
  const cluster::NodeView& node = m_snapshot->inventory->nodes[index];
  const Node* object = m_snapshot->of<Node>().at(node.slot);
  switch (column) {
    case 0:
      return mono(node.name.view());
    case 1: {
      cluster::StateCounts counts;
      for (const cluster::DeviceIndex device : node.devices) {
        counts.add(m_snapshot->inventory->devices[device]);
      }
      m_snapshot->inventory->setBounds(counts);
      return wordsCell(node.devices.empty() ? QObject::tr("none") : stateSummary(counts),
                       node.devices.empty() ? Ink::muted : Ink::secondary, FontRole::small);
    }
    case 2:
      return wordsCell(plain(node.instanceType.view()));
    default:
      break;
  }
  if (object == nullptr) {
    return wordsCell(QObject::tr("not in sight"), Ink::muted);
  }
  const bool ready = object->ready().view() == "True";
  Cell cell = wordsCell(ready ? QObject::tr("Ready") : QObject::tr("not Ready"), ready ? Ink::secondary : Ink::warning);
  if (object->unschedulable) {
    cell.text += QObject::tr(", cordoned");
    cell.ink = Ink::warning;
  }
  return cell;
}

Cell PickRows::deviceCell(std::uint32_t index, int column) const {
  const cluster::DeviceView& device = m_snapshot->inventory->devices[index];
  switch (column) {
    case 0:
      return mono(device.pool.str() + "/" + device.name.str());
    case 1: {
      Cell cell = wordsCell(stateName(device.state));
      cell.state = device.state;
      return cell;
    }
    case 2:
      return mono(device.node.view(), Ink::secondary);
    default:
      return wordsCell(plain(device.driver.view()), Ink::muted);
  }
}

Cell PickRows::claimCell(std::uint32_t index, int column) const {
  const cluster::ClaimView& claim = m_snapshot->inventory->claims[index];
  const ResourceClaim* object = m_snapshot->of<ResourceClaim>().at(claim.slot);
  switch (column) {
    case 0:
      return mono(object == nullptr ? std::string_view() : object->meta.name.view());
    case 1:
      return wordsCell(object == nullptr ? QString() : plain(object->meta.namespaceName.view()));
    case 2: {
      Cell cell = wordsCell(plain(claim.state));
      const ClaimShape shape = claimShape(claim.state);
      cell.state = shape.state;
      cell.mark = shape.mark;
      return cell;
    }
    default:
      return mono(claim.node.view(), Ink::secondary);
  }
}

Cell PickRows::podCell(std::uint32_t slot, int column) const {
  const Pod* pod = m_snapshot->of<Pod>().at(slot);
  if (pod == nullptr) {
    return {};
  }
  switch (column) {
    case 0:
      return mono(pod->meta.name.view());
    case 1:
      return wordsCell(plain(pod->meta.namespaceName.view()));
    case 2:
      return wordsCell(plain(pod->statusWord()));
    default:
      return mono(pod->nodeName.view(), Ink::secondary);
  }
}

Cell PickRows::cell(Row row, int column) const {
  const std::uint32_t index = m_rows[row];
  if (m_kind == "node") {
    return nodeCell(index, column);
  }
  if (m_kind == "device") {
    return deviceCell(index, column);
  }
  if (m_kind == "claim") {
    return claimCell(index, column);
  }
  if (m_kind == "pod") {
    return podCell(index, column);
  }
  const DeviceClass* object = m_snapshot->of<DeviceClass>().at(index);
  return mono(object == nullptr ? std::string_view() : object->meta.name.view());
}

std::string_view PickRows::textOf(Row row, int column) const {
  const std::uint32_t index = m_rows[row];
  const cluster::Inventory& inventory = *m_snapshot->inventory;
  if (m_kind == "node") {
    const cluster::NodeView& node = inventory.nodes[index];
    return column == 2 ? node.instanceType.view() : node.name.view();
  }
  if (m_kind == "device") {
    const cluster::DeviceView& device = inventory.devices[index];
    return column == 0   ? device.name.view()
           : column == 2 ? device.node.view()
           : column == 3 ? device.driver.view()
                         : device.pool.view();
  }
  if (m_kind == "claim") {
    const cluster::ClaimView& claim = inventory.claims[index];
    const ResourceClaim* object = m_snapshot->of<ResourceClaim>().at(claim.slot);
    return column == 2                        ? std::string_view(claim.state)
           : column == 3 || object == nullptr ? claim.node.view()
           : column == 1                      ? object->meta.namespaceName.view()
                                              : object->meta.name.view();
  }
  if (m_kind == "pod") {
    const Pod* pod = m_snapshot->of<Pod>().at(index);
    return pod == nullptr ? std::string_view()
           : column == 1  ? pod->meta.namespaceName.view()
           : column == 3  ? pod->nodeName.view()
                          : pod->meta.name.view();
  }
  const DeviceClass* object = m_snapshot->of<DeviceClass>().at(index);
  return object == nullptr ? std::string_view() : object->meta.name.view();
}

SortKey PickRows::sortKey(Row row, int column) const {
  if (m_kind == "node" && column == 1) {
    return {false, static_cast<double>(m_snapshot->inventory->nodes[m_rows[row]].devices.size()), {}};
  }
  if (m_kind == "device" && column == 1) {
    return {false, static_cast<double>(m_snapshot->inventory->devices[m_rows[row]].state), {}};
  }
  const std::string_view words = textOf(row, column);
  return {words.empty(), 0, words};
}

/// What a person most probably means stands first: nodes with devices, claims that nobody uses.
int PickRows::band(Row row) const {
  if (m_kind == "node") {
    return m_snapshot->inventory->nodes[m_rows[row]].devices.empty() ? 1 : 0;
  }
  if (m_kind == "claim") {
    const cluster::ClaimView& claim = m_snapshot->inventory->claims[m_rows[row]];
    return unused(*m_snapshot, claim) ? 0 : claim.devices.empty() ? 2 : 1;
  }
  return 0;
}

std::uint64_t PickRows::identity(Row row) const {
  const ObjectRef ref = object(row);
  return mixIdentity(mixIdentity(std::hash<std::string>{}(ref.namespaceName), std::hash<std::string>{}(ref.name)), 17);
}

ObjectRef PickRows::object(Row row) const {
  const std::uint32_t index = m_rows[row];
  const cluster::Inventory& inventory = *m_snapshot->inventory;
  if (m_kind == "node") {
    return {"node", {}, inventory.nodes[index].name.str()};
  }
  if (m_kind == "device") {
    return refOf(inventory.devices[index]);
  }
  if (m_kind == "claim") {
    return refOf(*m_snapshot, inventory.claims[index]);
  }
  if (m_kind == "pod") {
    const Pod* pod = m_snapshot->of<Pod>().at(index);
    return pod == nullptr ? ObjectRef{} : refOf("pod", pod->meta);
  }
  const DeviceClass* object = m_snapshot->of<DeviceClass>().at(index);
  return object == nullptr ? ObjectRef{} : ObjectRef{"class", {}, object->meta.name.str()};
}

Row PickRows::find(const ObjectRef& wanted) const {
  if (wanted.kind != m_kind) {
    return kNoRow;
  }
  for (Row row = 0; row < size(); ++row) {
    if (object(row) == wanted) {
      return row;
    }
  }
  return kNoRow;
}

bool PickRows::matches(Row row, const std::string& needle) const {
  if (needle.empty()) {
    return true;
  }
  if (m_kind == "device") {
    const cluster::DeviceView& device = m_snapshot->inventory->devices[m_rows[row]];
    return containsFolded(device.pool.str() + "/" + device.name.str(), needle) || containsFolded(device.node.view(), needle);
  }
  for (int column = 0; column < static_cast<int>(m_columns.size()); ++column) {
    if (containsFolded(textOf(row, column), needle)) {
      return true;
    }
  }
  return false;
}

QString pickTitle(std::string_view kind) {
  return kind == "node"     ? QObject::tr("Nodes")
         : kind == "device" ? QObject::tr("Devices")
         : kind == "claim"  ? QObject::tr("Claims")
         : kind == "pod"    ? QObject::tr("Pods")
         : kind == "class"  ? QObject::tr("Device classes")
                            : QObject::tr("Objects");
}

}  // namespace claimscope::ui
