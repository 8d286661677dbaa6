// World: everything the allocator looks at besides the node and the claims to allocate. Pointers into objects that outlive it;
// any thread.
#pragma once

#include <vector>

#include "model/allocation/features.h"
#include "model/resources/device_class/device_class.h"
#include "model/resources/device_taint_rule/device_taint_rule.h"
#include "model/resources/resource_claim/resource_claim.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::allocation {

struct World {
  Features features;
  std::vector<const ResourceSlice*> slices;        ///< any order
  std::vector<const DeviceClass*> classes;         ///< any order
  std::vector<const DeviceTaintRule*> taintRules;  ///< merged into the slices' devices before allocation (dra.md 9.2, 10)
  std::vector<const ResourceClaim*> claims;        ///< all; those with an allocation take devices, counters and capacity
};

}  // namespace claimscope::allocation
