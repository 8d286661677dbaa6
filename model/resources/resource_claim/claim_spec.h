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

/// True for v1alpha1 and v1alpha2, where a claim without any modern field is classic too.
[[nodiscard]] bool isClassicVersion(std::string_view apiVersion);
void claimSpec(json::Value value, DeviceClaimSpec& out, ClassicBuilder& classic);
/// Null when nothing classic was seen and the version is modern.
[[nodiscard]] std::shared_ptr<const ClassicClaim> finishClassic(ClassicBuilder& classic, std::string_view apiVersion);

}  // namespace claimscope::fields
