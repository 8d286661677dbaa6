// Boxes of the small graphs: one object each, in the words of its kind. Pure; any thread.
#pragma once

#include "ui/pages/inspector/claim_graph.h"

namespace claimscope::ui::graph {

inline constexpr int kGap = 28;      ///< between boxes one above the other: room for an arrow and its word
inline constexpr int kBetween = 16;  ///< between the columns: room for an arrow
inline constexpr int kLine = 16;
inline constexpr int kPad = 5;

[[nodiscard]] int heightOf(const GraphBox& box);

/// Named as a claim's pod names it; "not seen" when it is not there.
[[nodiscard]] GraphBox templateBox(const cluster::Snapshot& snapshot, const Text& namespaceName, const Text& name);
[[nodiscard]] GraphBox claimBox(const cluster::Snapshot& snapshot, const cluster::ClaimView& claim, const ResourceClaim& object);
[[nodiscard]] GraphBox podBox(const Pod& pod);
[[nodiscard]] GraphBox nodeBox(const cluster::Snapshot& snapshot, const Text& name);
/// A controller with what it says of its pods, where it is seen.
[[nodiscard]] GraphBox ownerBox(const cluster::Snapshot& snapshot, const Text& kind, const Text& namespaceName, const Text& name);
[[nodiscard]] GraphBox deviceBox(const cluster::DeviceView& device);
/// One box for several, with their number and the state they share.
[[nodiscard]] GraphBox devicesBox(const cluster::Inventory& inventory, const std::vector<cluster::DeviceIndex>& devices);
/// Muted words where something is left out: "3 more".
[[nodiscard]] GraphBox moreBox(const QString& kind, std::size_t count);

/// The template a claim was generated from; empty when it was not, or its pod is not seen.
[[nodiscard]] Text templateOfClaim(const cluster::Snapshot& snapshot, const ResourceClaim& claim);

/// Straight down in the middle of what both boxes cover.
[[nodiscard]] std::vector<QPoint> downwards(const QRect& from, const QRect& to);
/// From the left side of one to the right side of the other, at the height of the first one's name where both have it.
[[nodiscard]] std::vector<QPoint> leftwards(const QRect& from, const QRect& to);

}  // namespace claimscope::ui::graph
