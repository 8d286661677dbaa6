// Stages of a life from its moments. Any thread.
#include "model/latency/life.h"

#include <algorithm>

namespace claimscope::latency {
namespace {

constexpr std::array<std::string_view, kStages> kStageWords{"created", "allocated", "scheduled", "prepared", "started"};

constexpr std::size_t indexOf(Stage stage) {
  return static_cast<std::size_t>(stage);
}

/// One past the last stage that was reached, whether its moment is known or not.
std::size_t stagesReached(const Life& life) {
  for (std::size_t i = kStages; i > 0; --i) {
    if (life.reached[i - 1].known() || (i - 1 == indexOf(Stage::allocated) && life.allocationUndated)) {
      return i;
    }
  }
  // A claim that exists and is not allocated is past `created`; only one that its template has not become is in it.
  return life.name.empty() ? 0 : indexOf(Stage::created) + 1;
}

Span between(const Moment& from, const Moment& to, Bound bound) {
  if (!from.known() || !to.known()) {
    return {};
  }
  return {from.at, std::max(from.at, to.at), bound, false};
}

}  // namespace

std::string_view stageWord(Stage stage) {
  return kStageWords[indexOf(stage)];
}

std::string_view evidenceWord(Evidence evidence) {
  switch (evidence) {
    case Evidence::field:
      return "field";
    case Evidence::managedField:
      return "managedField";
    case Evidence::watch:
      return "watch";
    case Evidence::none:
      break;
  }
  return "none";
}

std::array<Span, kStages> stagesOf(const Life& life, Time now) {
  std::array<Span, kStages> out;
  const std::size_t reached = stagesReached(life);
  Moment from = life.begun;
  bool skipped = false;  // the stage before is not known to be over, so it is part of this one
  for (std::size_t i = 0; i < reached; ++i) {
    const Moment& to = life.reached[i];
    if (to.known()) {
      const bool atMost = skipped || i == indexOf(Stage::prepared) || (i == indexOf(Stage::started) && life.restarted);
      out[i] = between(from, to, atMost ? Bound::atMost : Bound::exact);
      from = to;
      skipped = false;
    } else if (i == indexOf(Stage::allocated)) {
      from = {};
    } else {
      skipped = i > indexOf(Stage::allocated);
    }
  }
  if (reached < kStages && !life.ended) {
    Span& open = out[reached];
    open.open = true;
    if (from.known()) {
      open.from = from.at;
      open.to = std::max(from.at, now);
      open.bound = skipped ? Bound::unknown : Bound::atLeast;
    }
  }
  return out;
}

Span wholeOf(const Life& life, Time now) {
  if (!life.begun.known()) {
    return {};
  }
  const Moment& started = life.at(Stage::started);
  if (started.known()) {
    return between(life.begun, started, life.restarted ? Bound::atMost : Bound::exact);
  }
  Time last = life.begun.at;
  for (const Moment& moment : life.reached) {
    last = moment.known() ? std::max(last, moment.at) : last;
  }
  if (!life.ended) {
    return {life.begun.at, std::max(last, now), Bound::atLeast, true};
  }
  return {life.begun.at, life.endedAt.isSet() ? std::max(last, life.endedAt) : last, Bound::atLeast, false};
}

}  // namespace claimscope::latency
