// Drivers: what is known of devices, from published slices. Pure; any thread.
#pragma once

#include "model/migration/modernise/modernise.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::modernise {

/// Adds names of attributes and capacities, and up to eight values of those that are strings.
void learnSlice(const ResourceSlice& slice, std::map<std::string, KnownDriver>& drivers);

}  // namespace claimscope::modernise
