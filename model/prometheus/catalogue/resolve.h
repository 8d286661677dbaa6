// resolve(): which questions can be asked of this server and what answers each name. Pure; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/prometheus/catalogue/query.h"
#include "model/prometheus/metrics.h"

namespace claimscope::prometheus {

/// What presenceQuery() and targetsQuery() gave, by probe name.
struct Presence {
  std::map<std::string, std::int64_t, std::less<>> series;
  std::map<std::string, std::int64_t, std::less<>> targets;

  [[nodiscard]] bool has(std::string_view probe) const { return series.find(probe) != series.end(); }
};
/// Counts by __name__ of an answer.
[[nodiscard]] std::map<std::string, std::int64_t, std::less<>> countsOf(const Answer& answer);

struct Resolved {
  std::vector<Query> queries;     ///< those worth sending; nothing is asked of names that are not there
  std::vector<Mapping> mappings;  ///< the four names of dashboards first, then components, then the person's own
};
/// `own` takes the place of the catalogue's of the same id. `minor` is that of Kubernetes; 0: not known.
[[nodiscard]] Resolved resolve(const Presence& presence, const std::vector<Query>& own, int minor);

}  // namespace claimscope::prometheus
