// Rules for two clocks. Any thread.
#include "model/latency/clocks.h"

#include <algorithm>
#include <cstdlib>

namespace claimscope::latency {

std::int64_t clockAhead(std::vector<std::int64_t>& receivedMinusCreated) {
  constexpr std::size_t kMany = 20;
  constexpr std::int64_t kProvenBehind = -250;  // nothing is told before it happened
  constexpr std::int64_t kProven = 2000;        // less may be lines that were held up, as on a busy machine
  if (receivedMinusCreated.empty()) {
    return 0;
  }
  const bool many = receivedMinusCreated.size() >= kMany;
  // Not the least of many: one server of several, or one creation before a step of the clock, must not decide.
  const auto at = receivedMinusCreated.begin() + static_cast<std::ptrdiff_t>(receivedMinusCreated.size() / 100);
  std::nth_element(receivedMinusCreated.begin(), at, receivedMinusCreated.end());
  const std::int64_t ahead = many ? *at : *at - kFieldMs / 2;
  return ahead >= kProven || ahead <= (many ? kProvenBehind : -kProven) ? ahead : 0;
}

Moment choose(Time field, Time told, Evidence fieldEvidence) {
  if (!told.isSet()) {
    return field.isSet() ? Moment{field, fieldEvidence} : Moment{};
  }
  if (!field.isSet() || told + kSlackMs < field) {
    return {told, Evidence::watch};
  }
  if (told - field <= kFieldMs + kSlackMs) {
    return {std::max(told, field), Evidence::watch};
  }
  return {field, fieldEvidence};
}

void putInOrder(Life& life) {
  if (!life.begun.known()) {
    return;
  }
  Time floor = life.begun.at;
  for (std::size_t i = 0; i < kStages; ++i) {
    Moment& moment = life.reached[i];
    if (!moment.known()) {
      continue;
    }
    if (moment.at < floor) {
      if (floor - moment.at > kFieldMs + kSlackMs) {
        moment = {};
        life.allocationUndated = life.allocationUndated || i == static_cast<std::size_t>(Stage::allocated);
        continue;
      }
      moment.at = floor;
    }
    floor = moment.at;
  }
}

}  // namespace claimscope::latency
