// Scene: everything a frame of the topology is painted from. Values and references that live as long as the frame; GUI thread.
#pragma once

#include <QColor>
#include <QString>
#include <array>
#include <cstdint>
#include <memory>
#include <unordered_set>
#include <vector>

#include "model/diagnosis/finding.h"
#include "model/topology/cards.h"
#include "model/topology/layout.h"
#include "model/topology/relations.h"
#include "ui/canvas/colouring.h"
#include "ui/canvas/level.h"
#include "ui/canvas/viewport.h"

namespace claimscope::ui {

/// What stays bright while something is selected or found; the rest is dimmed to 42 %.
struct Emphasis {
  bool active = false;
  std::vector<bool> devices;
  std::vector<bool> nodes;
  [[nodiscard]] bool device(cluster::DeviceIndex i) const { return !active || devices[i]; }
  [[nodiscard]] bool node(cluster::NodeIndex i) const { return !active || nodes[i]; }
};

/// What is switched off in the legend: drawn dimmed, never removed.
struct Dimmed {
  std::array<bool, cluster::kDeviceStates> states{};
  std::array<bool, Colouring::kMost> categories{};
  bool none = false;  ///< devices without a category
  friend bool operator==(const Dimmed&, const Dimmed&) = default;
};

/// Worst finding of a node, for the mark on its card and its group's header.
struct Marks {
  static constexpr std::int8_t kNone = -1;
  std::vector<std::int8_t> ofNode;   ///< diagnosis::Severity or kNone
  std::vector<std::int8_t> ofGroup;  ///< by index of Layout::groups
  friend bool operator==(const Marks&, const Marks&) = default;
};

struct Scene {
  cluster::SnapshotPtr snapshot;
  std::shared_ptr<const topology::Layout> layout;
  Viewport viewport;
  QPointF offset;             ///< of the viewport's screen within the widget
  std::vector<Level> levels;  ///< by group
  Dimmed dimmed;
  Colouring colouring;
  Emphasis emphasis;
  Marks marks;
  bool cards = false;                                 ///< the layout is of wide cards (small cluster)
  std::shared_ptr<const topology::Cards> partitions;  ///< physical cards and their partitions; null while no level shows them
  std::unordered_set<cluster::Slot> boundPods;        ///< of the selection

  [[nodiscard]] const cluster::Inventory& inventory() const { return *snapshot->inventory; }
  [[nodiscard]] QRectF onScreen(const topology::Rect& r) const {
    return viewport.toScreen(QRectF(r.x, r.y, r.w, r.h)).translated(offset);
  }
  /// State of a device, from a plain array: a frame asks a hundred thousand times.
  std::vector<cluster::DeviceState> states;
  [[nodiscard]] cluster::DeviceState stateOf(cluster::DeviceIndex i) const { return states[i]; }
  /// Bright, neither dimmed by a selection nor by the legend.
  [[nodiscard]] bool bright(cluster::DeviceIndex i) const {
    if (!emphasis.device(i)) {
      return false;
    }
    if (colouring.of.empty()) {
      return !dimmed.states[static_cast<std::size_t>(stateOf(i))];
    }
    const std::uint8_t category = colouring.of[i];
    return category == Colouring::kNoCategory ? !dimmed.none : !dimmed.categories[category];
  }
};

/// Part of a colour that is left when dimmed.
inline constexpr double kDimmed = 0.42;

}  // namespace claimscope::ui
