// Readers of what a pod asks because of other pods, for both decoders of pods. Any thread.
#pragma once

#include "model/base/json.h"
#include "model/resources/pod/finish.h"
#include "model/resources/protobuf.h"

namespace claimscope::fields {

[[nodiscard]] ContainerPort containerPort(json::Value port);
[[nodiscard]] PodAffinityTerm podAffinityTerm(json::Value term);
/// Adds those with DoNotSchedule.
void spreadConstraints(json::Value constraints, PodPlacement& out);

}  // namespace claimscope::fields

namespace claimscope::protobuf {

[[nodiscard]] fields::ContainerPort containerPort(const Field& item);
[[nodiscard]] PodAffinityTerm podAffinityTerm(const Field& item);
void spreadConstraint(Bytes constraint, PodPlacement& out);

}  // namespace claimscope::protobuf
