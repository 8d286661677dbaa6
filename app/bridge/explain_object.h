// explainObject: the explanation of a claim or pod by name, as views and pictures hold it. Pure; any thread.
#pragma once

#include <memory>
#include <optional>

#include "ui/base/view.h"

namespace claimscope::app {

/// Null when it is neither a claim nor a pod, or not in the snapshot.
[[nodiscard]] std::shared_ptr<const explanation::Explanation> explainObject(const cluster::Snapshot& snapshot,
                                                                            const ui::ObjectRef& object);
/// How busy the devices are, by the metrics of the view.
void useInto(ui::View& view);
/// Puts it into a view with the time it took; nothing for nullopt.
void explainInto(ui::View& view, const std::optional<ui::ObjectRef>& object);

}  // namespace claimscope::app
