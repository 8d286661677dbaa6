#include "model/cluster/past/outline.h"

#include <algorithm>

namespace claimscope::cluster {

std::size_t PastOutline::indexAt(Time time) const {
  const auto after =
      std::upper_bound(moments.begin(), moments.end(), time, [](Time at, const PastMoment& moment) { return at < moment.from; });
  return after == moments.begin() ? 0 : static_cast<std::size_t>(after - moments.begin()) - 1;
}

std::optional<Time> PastOutline::stepFrom(Time time, int direction) const {
  if (moments.empty()) {
    return std::nullopt;
  }
  const std::size_t at = indexAt(time);
  if (direction > 0) {
    for (std::size_t i = at + 1; i < moments.size(); ++i) {
      if (moments[i].told > 0) {
        return moments[i].from;
      }
    }
    return std::nullopt;
  }
  for (std::size_t i = at; i-- > 0;) {
    if (moments[i].told > 0 || i == 0) {
      return moments[i].from;
    }
  }
  return std::nullopt;
}

}  // namespace claimscope::cluster
