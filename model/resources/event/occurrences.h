// What an event says about when and how often, while it is read from JSON or protobuf. Any thread.
#pragma once

#include <algorithm>

#include "model/resources/event/event.h"

namespace claimscope::fields {

/// The three generations of counting an event: count and last, a series, or a single time.
struct Occurrences {
  Time single;
  Time last;
  Time seriesLast;
  std::int32_t count = 0;
  std::int32_t seriesCount = 0;
  Text component;  ///< source.component, for events without reportingComponent

  void finish(Event& out) const {
    if (out.source.empty()) {
      out.source = component;
    }
    out.count = std::max({1, count, seriesCount});
    out.last = std::max({last, seriesLast, single});
    if (!out.first.isSet()) {
      out.first = single.isSet() ? single : out.meta.created;
    }
    if (!out.last.isSet()) {
      out.last = out.first;
    }
  }
};

}  // namespace claimscope::fields
