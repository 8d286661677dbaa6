// ResourceClaimTemplate (resource.k8s.io v1 … v1alpha1). Values; any thread.
#pragma once

#include "model/resources/resource_claim/resource_claim.h"

namespace claimscope {

struct ResourceClaimTemplate {
  Metadata meta;
  Labels claimLabels;
  DeviceClaimSpec spec;
  Box<ClassicClaim> classic;
};

}  // namespace claimscope
