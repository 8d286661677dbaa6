// What a claim or a claim template asks for, in one line, and which template a claim comes from. Pure; any thread.
#pragma once

#include <QString>
#include <string_view>

#include "model/cluster/snapshot.h"

namespace claimscope::ui {

/// "gpu: 2 × gpu-compute-class, nic: 1 × rdma-nic"; the alternatives of a request stand between " | ".
[[nodiscard]] QString requestsText(const DeviceClaimSpec& spec, const ClassicClaim* classic);
/// "2 × gpu-compute-class", "all × …".
[[nodiscard]] QString requestText(const DeviceRequestBody& body);
/// Class of the first request; empty when there is none.
[[nodiscard]] std::string_view firstClass(const DeviceClaimSpec& spec, const ClassicClaim* classic);
/// The template that a claim of this pod was made from; empty when the pod does not say.
[[nodiscard]] Text templateOf(const Pod& pod, const Metadata& claim);

}  // namespace claimscope::ui
