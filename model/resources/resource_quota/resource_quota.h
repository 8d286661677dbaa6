// ResourceQuota (v1). Values; any thread.
#pragma once

#include "model/resources/kind.h"
#include "model/resources/node/node.h"

namespace claimscope {

struct ResourceQuota {
  Metadata meta;
  ResourceList hard;  ///< status.hard, spec.hard when the controller has not filled it yet
  ResourceList used;
};

}  // namespace claimscope
