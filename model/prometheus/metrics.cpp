#include "model/prometheus/metrics.h"

#include <algorithm>

namespace claimscope::prometheus {

std::string_view Series::label(std::string_view name) const {
  const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto& label) { return label.first == name; });
  return found == labels.end() ? std::string_view() : std::string_view(found->second);
}

const Mapping* Metrics::mapping(std::string_view id) const {
  const auto found = std::find_if(mappings.begin(), mappings.end(), [&](const Mapping& mapping) { return mapping.id == id; });
  return found == mappings.end() ? nullptr : &*found;
}

std::string_view stateWord(State state) {
  switch (state) {
    case State::notConfigured:
      return "notConfigured";
    case State::searching:
      return "searching";
    case State::live:
      return "live";
    case State::stale:
      return "stale";
    case State::forbidden:
      return "forbidden";
    case State::failed:
      break;
  }
  return "failed";
}

}  // namespace claimscope::prometheus
