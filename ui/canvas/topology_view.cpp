// How the topology canvas follows views: states, layout, counts, and how much of the picture has to be painted again.
#include <algorithm>
#include <functional>

#include "ui/base/format.h"
#include "ui/canvas/scene_painter.h"
#include "ui/canvas/topology_canvas.h"

namespace claimscope::ui {
namespace {

/// What positions depend on: the nodes and how they are grouped, not their state.
std::uint64_t layoutKey(const cluster::Snapshot& snapshot, const topology::Grouping& grouping, const QSizeF& size) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::uint64_t key = static_cast<std::uint64_t>(grouping.by) * 1'000'003U + grouping.label.hash() +
                      static_cast<std::uint64_t>(size.width()) * 7919U + static_cast<std::uint64_t>(size.height());
  for (const cluster::NodeView& node : inventory.nodes) {
    key = key * 0x100000001b3ULL ^ node.name.hash() ^ (node.group.hash() << 1U) ^ (node.zone.hash() << 2U);
    key += grouping.by == topology::GroupBy::driver ? node.devices.size() : (node.devices.empty() ? 0U : 1U);
    if (grouping.by == topology::GroupBy::label) {
      key ^= std::hash<std::string_view>{}(topology::groupNameOf(snapshot, node, grouping));
    }
  }
  return key;
}

/// What is drawn or counted of a device, in a byte: what a moment changes is found without reading the moment before.
std::uint8_t codeOf(const cluster::DeviceView& device) {
  constexpr unsigned kAdmin = 0x40;
  constexpr unsigned kBlocked = 0x80;
  static_assert(cluster::kDeviceStates < kAdmin);
  return static_cast<std::uint8_t>(static_cast<unsigned>(device.state) | (device.adminAccess ? kAdmin : 0U) |
                                   (device.blocked ? kBlocked : 0U));
}

}  // namespace

void TopologyCanvas::setView(const View& view) {
  const cluster::SnapshotPtr before = m_scene.snapshot;
  const bool same = before == view.snapshot;
  const Painted was = painted();
  m_scene.snapshot = view.snapshot;
  m_diagnosis = view.diagnosis;
  const bool sameUse = m_use == view.use;
  m_use = view.use;
  m_scene.cards = m_scene.inventory().nodes.size() <= kCardNodes;
  std::optional<std::vector<cluster::DeviceIndex>> changed;
  if (same) {
    changed.emplace();
  } else {
    // Indexes are those of one inventory: selection and hover are found again by name.
    const Focus focus = m_focusName.kind.empty() ? Focus{}
                                                 : topology::findFocus(*m_scene.snapshot, m_focusName.kind,
                                                                       m_focusName.namespaceName, m_focusName.name);
    setBound(focus);
    changed = takeStates(before.get());
    m_hover = {};
  }
  if (!same || (!sameUse && m_colour.by == ColourBy::use)) {
    m_scene.colouring = makeColouring(*m_scene.snapshot, m_colour, m_look.theme(), m_use.get());
  }
  const auto layout = m_scene.layout;
  relayout(before.get(), changed ? &*changed : nullptr);
  if (!same) {
    if (!m_find.isEmpty()) {
      findMatches();
    }
    answer();
    updateEmphasis();
  }
  updateMarks();
  if (!m_animated || layout == nullptr || !changed) {
    updateLegend();
  } else if (!m_legendTimer.isActive()) {
    m_legendTimer.start();  // what is counted follows a frame or two later
  }
  if (changed && !changed->empty() && m_animated && before->server.context == view.snapshot->server.context) {
    flash(*changed);
  }
  repaint(was, layout == nullptr ? std::nullopt : changed);
}

std::optional<std::vector<cluster::DeviceIndex>> TopologyCanvas::takeStates(const cluster::Snapshot* before) {
  const cluster::Inventory& now = m_scene.inventory();
  const cluster::Inventory* old = before == nullptr ? nullptr : before->inventory.get();
  std::vector<cluster::DeviceIndex> changed;
  if (old == nullptr || old->publishedDevices != now.publishedDevices || old->nodeByName != now.nodeByName ||
      old->devices.size() != now.devices.size() || old->nodes.size() != now.nodes.size() ||
      m_codes.size() != now.devices.size()) {
    m_scene.states.resize(now.devices.size());
    std::transform(now.devices.begin(), now.devices.end(), m_scene.states.begin(),
                   [](const cluster::DeviceView& device) { return device.state; });
    m_codes.resize(now.devices.size());
    std::transform(now.devices.begin(), now.devices.end(), m_codes.begin(), codeOf);
    return std::nullopt;
  }
  const auto& chunks = now.devices.chunks();
  for (std::size_t c = 0; c < chunks.size(); ++c) {
    if (chunks[c] == old->devices.chunks()[c]) {
      continue;
    }
    std::size_t index = c * decltype(now.devices)::kChunk;
    for (const cluster::DeviceView& device : *chunks[c]) {
      if (const std::uint8_t code = codeOf(device); code != m_codes[index]) {
        m_codes[index] = code;
        m_scene.states[index] = device.state;
        changed.push_back(static_cast<cluster::DeviceIndex>(index));
      }
      ++index;
    }
  }
  return changed;
}

TopologyCanvas::Painted TopologyCanvas::painted() const {
  Painted out{m_scene.emphasis.active, m_scene.marks, m_scene.dimmed, m_scene.colouring, {}};
  if (ready()) {
    for (const topology::GroupBox& group : m_scene.layout->groups) {
      out.counts += groupCounts(printedCounts(*m_scene.snapshot, group.counts));
    }
  }
  return out;
}

/// Only what changed where that is a little of a coarse picture; cards tell too much besides states.
void TopologyCanvas::repaint(const Painted& before, const std::optional<std::vector<cluster::DeviceIndex>>& changed) {
  const Painted now = painted();
  const bool fine = std::any_of(m_scene.levels.begin(), m_scene.levels.end(),
                                [](Level level) { return level == Level::card || level == Level::detail; });
  const auto sameColours = [&] {
    const auto& a = before.colouring.categories;
    const auto& b = now.colouring.categories;
    return before.colouring.of.size() == now.colouring.of.size() &&
           std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Category& x, const Category& y) { return x.colour == y.colour; });
  };
  if (!changed || fine || before.emphasis || now.emphasis || before.marks != now.marks || before.dimmed != now.dimmed ||
      before.counts.size() != now.counts.size() || !sameColours()) {
    sceneChanged();
    return;
  }
  std::vector<cluster::NodeIndex> nodes;
  const auto note = [&](cluster::DeviceIndex device) {
    const cluster::NodeIndex node = m_scene.inventory().devices[device].nodeIndex;
    if (node != cluster::kNone && (nodes.empty() || nodes.back() != node)) {
      nodes.push_back(node);
    }
  };
  std::for_each(changed->begin(), changed->end(), note);
  for (std::size_t i = 0; i < now.colouring.of.size(); ++i) {
    if (before.colouring.of[i] != now.colouring.of[i]) {
      note(static_cast<cluster::DeviceIndex>(i));
    }
  }
  std::vector<std::size_t> groups;
  for (qsizetype i = 0; i < now.counts.size(); ++i) {
    const auto group = static_cast<std::size_t>(i);
    if (before.counts[i] != now.counts[i] || (m_scene.levels[group] == Level::pool && !changed->empty())) {
      groups.push_back(group);
    }
  }
  m_picture.change(nodes, groups);
  update();
}

void TopologyCanvas::relayout(const cluster::Snapshot* before, const std::vector<cluster::DeviceIndex>* changed) {
  if (m_scene.snapshot == nullptr || width() < 50 || height() < 50) {
    return;
  }
  const QRectF content = contentRect();
  const auto& nodes = m_scene.inventory().nodes;
  // Nodes that are the same ones give the same key; labels are not among what the inventory keeps of them.
  const bool sameNodes = before != nullptr && m_scene.layout != nullptr && m_layoutSize == content.size() &&
                         m_grouping.by != topology::GroupBy::label && before->inventory->nodes.chunks() == nodes.chunks();
  const std::uint64_t key = sameNodes ? m_layoutKey : layoutKey(*m_scene.snapshot, m_grouping, content.size());
  m_layoutSize = content.size();
  if (m_scene.layout == nullptr || key != m_layoutKey) {
    m_layoutKey = key;
    m_scene.layout = std::make_shared<const topology::Layout>(
        topology::layOut(*m_scene.snapshot, m_grouping, content.width(), content.height()));
    m_scene.levels.clear();
    m_picture.invalidate();
  } else {
    // Positions stay; only the counts in the headers move.
    auto layout = std::make_shared<topology::Layout>(*m_scene.layout);
    if (changed != nullptr && m_counted == before->inventory) {
      topology::recount(*before, *m_scene.snapshot, *changed, *layout);
    } else {
      topology::recount(*m_scene.snapshot, *layout);
    }
    m_scene.layout = std::move(layout);
  }
  m_counted = m_scene.snapshot->inventory;
  m_scene.offset = content.topLeft();
  m_scene.viewport.setBounds(QRectF(0, 0, m_scene.layout->bounds.w, m_scene.layout->bounds.h), content.size());
  m_lane = makeLane(*m_scene.snapshot, m_bound, laneRect());
  clearOfLane();
  updateLevels();
  placeOverlays();
}

}  // namespace claimscope::ui
