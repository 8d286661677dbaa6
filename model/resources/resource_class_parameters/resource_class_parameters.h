// ResourceClassParameters (v1alpha2 of 1.30). Values; any thread.
#pragma once

#include "model/resources/kind.h"

namespace claimscope {

struct ResourceClassParameters {
  Metadata meta;
  Text generatedKind;
  Text generatedName;
  List<std::pair<Text, Text>> filters;  ///< (driver, namedResources selector)
};

}  // namespace claimscope
