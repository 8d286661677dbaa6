// Query: one standing question of the catalogue, as PromQL. Values; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace claimscope::prometheus {

struct Query {
  std::string id;          ///< key of Metrics::answers
  std::string expression;  ///< PromQL
  std::string unit;        ///< "s", "%", "MiB", "claims", …; empty: a plain number
  std::string title;       ///< for people
  int every = 1;           ///< asked each so many intervals
  bool own = false;        ///< the person's
};

}  // namespace claimscope::prometheus
