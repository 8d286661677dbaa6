// Words on a node's card. Pure; GUI thread.
#pragma once

#include <QPainter>
#include <QString>

#include "model/cluster/snapshot.h"
#include "model/topology/cards.h"
#include "ui/base/format.h"
#include "ui/base/theme.h"
#include "ui/canvas/colouring.h"

namespace claimscope::ui {

/// Cluster text, harmless on one line.
[[nodiscard]] inline QString shown(const Text& text) {
  return plain(text.view());
}
[[nodiscard]] inline QString shown(const std::string& text) {
  return plain(std::string_view(text));
}

/// "A10G": the product or model attribute that all devices of the node share; empty when they differ or have none.
[[nodiscard]] QString productOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node);
/// What is wrong with the node in a few words: "NotReady", "2 tainted", "2 reserved, unused"; empty when nothing is.
[[nodiscard]] QString noteOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node);
/// "6 in use · 2 free".
[[nodiscard]] QString stateWords(const cluster::Inventory& inventory, const cluster::NodeView& node);
/// "8 × A10G", "8 devices", "no devices".
[[nodiscard]] QString hardwareWords(const cluster::Snapshot& snapshot, const cluster::NodeView& node);
/// "1 pod", "6 pods".
[[nodiscard]] QString podWords(std::size_t pods);
/// "4 of 8 memory-slices left": of the counter that is used up most.
[[nodiscard]] QString countersLeft(const topology::Card& card);
/// A device with its state, name, claim, memory and the shares of its consumable capacity, as far as they fit; `category` is the
/// colouring's, null by state.
void paintDetailCell(QPainter& painter, const QRectF& cell, cluster::DeviceIndex index, const Category* category,
                     const cluster::Snapshot& snapshot, const Look& look);
/// Bright text colour for words on a state's fill.
[[nodiscard]] QColor textOnFill(cluster::DeviceState state, const Theme& theme);

}  // namespace claimscope::ui
