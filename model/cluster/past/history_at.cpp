#include "model/cluster/past/history_at.h"

#include <initializer_list>

namespace claimscope::cluster {
namespace {

bool later(Time at, Time time) {
  return at.isSet() && at > time;
}

/// True where something was cut off.
bool cut(Time time, std::initializer_list<Time*> moments) {
  bool any = false;
  for (Time* moment : moments) {
    if (later(*moment, time)) {
      *moment = {};
      any = true;
    }
  }
  return any;
}

bool notYet(Time seen, Time created, Time time) {
  return later(seen, time) || (!seen.isSet() && later(created, time));
}

}  // namespace

History historyAt(const History& newest, Time time) {
  History out = newest;
  for (std::size_t i = 0; i < newest.claims.size(); ++i) {
    const ClaimRecord& record = newest.claims[i];
    if (record.uid.empty()) {
      continue;
    }
    if (notYet(record.seen, record.created, time)) {
      out.claims.edit(i) = {};
      continue;
    }
    ClaimRecord then = record;
    if (!cut(time,
             {&then.allocated, &then.reserved, &then.unreserved, &then.released, &then.deleting, &then.gone, &then.field})) {
      continue;
    }
    if (!then.gone.isSet() && !then.released.isSet()) {
      then.object = nullptr;  // it was in the table
    }
    if (!then.reserved.isSet()) {
      then.consumer = {};
    }
    out.claims.edit(i) = std::move(then);
  }
  for (std::size_t i = 0; i < newest.pods.size(); ++i) {
    const PodRecord& record = newest.pods[i];
    if (record.uid.empty()) {
      continue;
    }
    if (notYet(record.seen, record.created, time)) {
      out.pods.edit(i) = {};
      continue;
    }
    PodRecord then = record;
    if (!cut(time, {&then.scheduled, &then.ready, &then.readyField, &then.started, &then.startedField, &then.finished,
                    &then.deleting, &then.gone})) {
      continue;
    }
    if (!then.gone.isSet()) {
      then.object = nullptr;
    }
    out.pods.edit(i) = std::move(then);
  }
  return out;
}

}  // namespace claimscope::cluster
