// References: which attributes and capacities an expression reads by constant name. Pure function; any thread.
#pragma once

#include <vector>

#include "model/cel/ast.h"
#include "model/cel/selector.h"

namespace claimscope::cel {

struct References {
  std::vector<Reference> list;
  bool complete = true;  ///< false when something of the device is read in another way
};

[[nodiscard]] References findReferences(const Expr& root);

}  // namespace claimscope::cel
