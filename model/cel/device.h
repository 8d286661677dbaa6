// Device: what a selector sees of one device, made ready for evaluation once. Immutable while evaluated; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/base/attribute.h"
#include "model/base/quantity.h"
#include "model/base/text.h"

namespace claimscope::cel {

/// The variable `device` of dra.md 4. Names are as published: without '/' they belong to the driver's domain.
struct Device {
  Text driver;
  bool allowMultipleAllocations = false;
  /// (published name, value). Pointers into a ResourceSlice, which must outlive this: nothing is copied for 40,000 devices.
  std::vector<std::pair<Text, const AttributeValue*>> attributes;
  std::vector<std::pair<Text, const Quantity*>> capacity;
};

}  // namespace claimscope::cel
