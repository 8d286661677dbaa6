// Namespace (v1). Values; any thread.
#pragma once

#include "model/resources/kind.h"

namespace claimscope {

struct Namespace {
  Metadata meta;
  Text phase;  ///< Active, Terminating
};

}  // namespace claimscope
