// What the topology canvas works out of a view: emphasis, marks, legend, colours.
#include <algorithm>

#include "ui/base/format.h"
#include "ui/canvas/topology_canvas.h"

namespace claimscope::ui {

namespace {

/// The node of a pool that belongs to one, kNone otherwise.
cluster::NodeIndex nodeOfPool(const cluster::Inventory& inventory, const ObjectRef& object) {
  for (const cluster::PoolView& pool : inventory.pools) {
    if (pool.name == object.name && pool.driver == object.namespaceName) {
      // A pool of several nodes marks the first one it has a device on: its group is then marked.
      return pool.devices.empty() ? cluster::kNone : inventory.devices[pool.devices.front()].nodeIndex;
    }
  }
  return cluster::kNone;
}

}  // namespace

void TopologyCanvas::emphasise(const std::vector<cluster::DeviceIndex>& devices, const std::vector<cluster::NodeIndex>& nodes) {
  Emphasis& emphasis = m_scene.emphasis;
  for (const cluster::DeviceIndex device : devices) {
    emphasis.devices[device] = true;
    const cluster::NodeIndex node = m_scene.inventory().devices[device].nodeIndex;
    if (node != cluster::kNone) {
      emphasis.nodes[node] = true;
    }
  }
  for (const cluster::NodeIndex node : nodes) {
    emphasis.nodes[node] = true;
  }
}

void TopologyCanvas::updateEmphasis() {
  Emphasis& emphasis = m_scene.emphasis;
  emphasis = {};
  const cluster::Inventory& inventory = m_scene.inventory();
  const bool selecting = m_bound.focus.kind != Focus::Kind::none;
  const bool asking = m_question.kind != Question::Kind::none;
  if (!selecting && !asking && m_find.isEmpty()) {
    return;
  }
  emphasis.active = true;
  emphasis.devices.assign(inventory.devices.size(), false);
  emphasis.nodes.assign(inventory.nodes.size(), false);
  if (asking) {
    emphasise(m_questionDevices, m_questionNodes);
  } else if (selecting) {
    emphasise(m_bound.devices, m_bound.nodes);
  } else {
    for (const Focus& match : m_matches) {
      if (match.kind == Focus::Kind::node) {
        emphasise(inventory.nodes[match.index].devices, {match.index});
      } else {
        emphasise({match.index}, {});
      }
    }
  }
}

void TopologyCanvas::updateMarks() {
  Marks& marks = m_scene.marks;
  marks.ofNode.assign(m_scene.inventory().nodes.size(), Marks::kNone);
  marks.ofGroup.assign(m_scene.layout == nullptr ? 0 : m_scene.layout->groups.size(), Marks::kNone);
  if (m_diagnosis == nullptr || m_scene.layout == nullptr) {
    return;
  }
  auto worse = [](std::int8_t& mark, diagnosis::Severity severity) {
    const auto value = static_cast<std::int8_t>(severity);
    mark = mark == Marks::kNone ? value : std::min(mark, value);
  };
  for (const diagnosis::Finding& finding : m_diagnosis->findings) {
    if (finding.severity == diagnosis::Severity::notice) {
      continue;
    }
    for (const ObjectRef& object : finding.objects) {
      if (object.kind != "node" && object.kind != "device" && object.kind != "pool") {
        continue;
      }
      const Focus focus = topology::findFocus(*m_scene.snapshot, object.kind, object.namespaceName, object.name);
      const cluster::NodeIndex node = object.kind == "pool"               ? nodeOfPool(m_scene.inventory(), object)
                                      : focus.kind == Focus::Kind::node   ? focus.index
                                      : focus.kind == Focus::Kind::device ? m_scene.inventory().devices[focus.index].nodeIndex
                                                                          : cluster::kNone;
      if (node != cluster::kNone && m_scene.layout->boxOfNode[node] != cluster::kNone) {
        worse(marks.ofNode[node], finding.severity);
        worse(marks.ofGroup[m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].group], finding.severity);
      }
    }
  }
}

void TopologyCanvas::updateLegend() {
  if (!ready()) {
    return;
  }
  m_legend->setCounts(legendCounts(m_scene), m_scene.colouring);
  if (const Dimmed dimmed = m_legend->dimmed(); dimmed != m_scene.dimmed) {
    m_scene.dimmed = dimmed;
    sceneChanged();
  }
  m_minimap->setScene(m_scene.layout, m_scene.viewport);
  placeOverlays();
}

void TopologyCanvas::setGroupBy(const topology::Grouping& grouping) {
  m_grouping = grouping;
  if (m_scene.snapshot != nullptr) {
    m_back.clear();  // places of another layout
    m_forward.clear();
    Q_EMIT historyChanged();
    relayout();
    m_scene.viewport.fitAll();
    updateMarks();
    sceneChanged();
    viewportChanged();
  }
}

void TopologyCanvas::setColourBy(const ColourChoice& choice) {
  m_colour = choice;
  if (ready()) {
    m_scene.colouring = makeColouring(*m_scene.snapshot, m_colour, m_look.theme(), m_use.get());
    updateLegend();
    sceneChanged();
  }
}

}  // namespace claimscope::ui
