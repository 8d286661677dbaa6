// Reader of a claim's spec, modern and classic, which claims and claim templates share. Any thread.
#pragma once

#include <string_view>

#include "model/base/json.h"
#include "model/resources/resource_claim/resource_claim.h"

namespace claimscope::fields {

/// The classic half while it is read: several places of the JSON add to it.
struct ClassicBuilder {
  ClassicClaim claim;
  bool used = false;
};

/// "ExactCount", "All"; anything else is unsupported.
[[nodiscard]] CountMode countMode(std::string_view word);
/// True for v1alpha1 and v1alpha2, where a claim without any modern field is classic too.
[[nodiscard]] bool isClassicVersion(std::string_view apiVersion);
void claimSpec(json::Value value, DeviceClaimSpec& out, ClassicBuilder& classic);
/// Null when nothing classic was seen and the version is modern.
[[nodiscard]] Box<ClassicClaim> finishClassic(ClassicBuilder& classic, std::string_view apiVersion);

}  // namespace claimscope::fields

namespace claimscope::protobuf {

/// ResourceClaimSpec of v1, v1beta2 and v1beta1; the last has other field numbers, so `apiVersion` decides.
void claimSpec(std::string_view message, std::string_view apiVersion, DeviceClaimSpec& out);

}  // namespace claimscope::protobuf
