// Words for changes: what the timeline says happened to an object. Pure; any thread.
#pragma once

#include <QString>
#include <string_view>

#include "model/cluster/past/changes.h"
#include "ui/base/plain_label.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// "ResourceClaim", "Pod", "Device", …: as Kubernetes spells it.
[[nodiscard]] QString kindWord(std::string_view noun);
/// "+ added", "~ changed", "- removed", and its colour.
[[nodiscard]] QString sortWord(cluster::ChangeSort sort);
[[nodiscard]] Ink sortInk(cluster::ChangeSort sort);
/// "allocated 2 devices on gpu-h200-0002".
[[nodiscard]] QString factWords(const cluster::Fact& fact);
/// All facts of a change: "created, allocated 2 devices on gpu-h200-0002".
[[nodiscard]] QString whatWords(const cluster::ObjectChange& change);
/// "ml/train-0", "gpu-node-3".
[[nodiscard]] QString nameWords(const cluster::ObjectChange& change);
[[nodiscard]] ObjectRef refOf(const cluster::ObjectChange& change);
/// "Claims", "Devices and slices", …
[[nodiscard]] QString laneWord(cluster::ChangeLane lane);

}  // namespace claimscope::ui
