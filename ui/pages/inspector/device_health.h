// Device health and room: the verdict of four sources, the card's counters, what still fits, shares of capacity. Pure; any
// thread.
#pragma once

#include "ui/pages/inspector/inspector_content.h"

namespace claimscope::ui::inspector {

/// Who says a device is well or not: taints of slice and rules, status of the pods that use it, conditions its driver set, the
/// last XID by Prometheus. One row a source, and a verdict above them.
void addHealthSources(InspectorContent& content, const View& view, cluster::DeviceIndex device);
/// The counters of its card with what is left, and how many more of each profile fit, each alone; nothing for whole devices.
void addCard(InspectorContent& content, const View& view, cluster::DeviceIndex device);
/// Consumable capacity: each claim with its share, and what is left.
void addShares(InspectorContent& content, const View& view, cluster::DeviceIndex device);

}  // namespace claimscope::ui::inspector
