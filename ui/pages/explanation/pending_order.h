// PendingOrder: what the pager walks: claims that wait and pods without a claim, longest wait first. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "ui/base/view.h"

namespace claimscope::ui {

/// Objects outside `namespaceFilter` (empty: none are) are left out.
[[nodiscard]] std::vector<ObjectRef> pendingOrder(const cluster::Snapshot& snapshot, const std::string& namespaceFilter);

/// The claim or pod has nothing to wait for any more: all its devices are allocated.
[[nodiscard]] bool isAllocated(const cluster::Snapshot& snapshot, const ObjectRef& object);
/// Somebody waits for it: a held claim, or a pod with claims that has no node yet.
[[nodiscard]] bool isWaiting(const cluster::Snapshot& snapshot, const ObjectRef& object);
/// It is in the snapshot at all.
[[nodiscard]] bool exists(const cluster::Snapshot& snapshot, const ObjectRef& object);

}  // namespace claimscope::ui
