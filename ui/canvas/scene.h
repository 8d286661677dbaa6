// Scene: everything a frame of the topology is painted from. Values and references that live as long as the frame; GUI thread.
#pragma once

#include <QColor>
#include <QString>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/diagnosis/finding.h"
#include "model/topology/layout.h"
#include "model/topology/relations.h"
#include "ui/base/theme.h"
#include "ui/canvas/level.h"
#include "ui/canvas/viewport.h"

namespace claimscope::ui {

enum class ColourBy { state, deviceClass, claimNamespace };

/// One colour of a colouring other than by state.
struct Category {
  QString name;
  QColor colour;
  std::int64_t devices = 0;
};

/// Which colour each device has; empty `of` means by state.
struct Colouring {
  ColourBy by = ColourBy::state;
  std::vector<Category> categories;  ///< at most eight, most devices first, the last may be "others"
  std::vector<std::uint8_t> of;      ///< DeviceIndex -> category, kNoCategory for devices in no claim
  static constexpr std::uint8_t kNoCategory = 0xff;
};

/// Colours for every device of the inventory: classes or namespaces of the claims that hold them.
[[nodiscard]] Colouring makeColouring(const cluster::Snapshot& snapshot, ColourBy by, const Theme& theme);

/// What stays bright while something is selected or found; the rest is dimmed to 42 %.
struct Emphasis {
  bool active = false;
  std::vector<bool> devices;
  std::vector<bool> nodes;
  [[nodiscard]] bool device(cluster::DeviceIndex i) const { return !active || devices[i]; }
  [[nodiscard]] bool node(cluster::NodeIndex i) const { return !active || nodes[i]; }
};

/// Worst finding of a node, for the mark on its card and its group's header.
struct Marks {
  static constexpr std::int8_t kNone = -1;
  std::vector<std::int8_t> ofNode;   ///< diagnosis::Severity or kNone
  std::vector<std::int8_t> ofGroup;  ///< by index of Layout::groups
};

struct Scene {
  cluster::SnapshotPtr snapshot;
  std::shared_ptr<const topology::Layout> layout;
  Viewport viewport;
  QPointF offset;                                           ///< of the viewport's screen within the widget
  std::vector<Level> levels;                                ///< by group
  std::array<bool, cluster::kDeviceStates> dimmedStates{};  ///< switched off in the legend
  Colouring colouring;
  Emphasis emphasis;
  Marks marks;
  bool cards = false;  ///< the layout is of wide cards (small cluster)

  [[nodiscard]] const cluster::Inventory& inventory() const { return *snapshot->inventory; }
  [[nodiscard]] QRectF onScreen(const topology::Rect& r) const {
    return viewport.toScreen(QRectF(r.x, r.y, r.w, r.h)).translated(offset);
  }
  /// Bright, neither dimmed by a selection nor by the legend.
  [[nodiscard]] bool bright(cluster::DeviceIndex i) const {
    return emphasis.device(i) && !dimmedStates[static_cast<std::size_t>(inventory().devices[i].state)];
  }
};

/// Part of a colour that is left when dimmed.
inline constexpr double kDimmed = 0.42;

}  // namespace claimscope::ui
