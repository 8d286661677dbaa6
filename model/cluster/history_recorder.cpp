// HistoryRecorder: transitions of claims and pods become times. The store's strand only.
#include "model/cluster/history_recorder.h"

#include <algorithm>
#include <utility>

namespace claimscope::cluster {
namespace {

/// What of a claim has a time in its record.
struct ClaimShape {
  bool allocated = false;
  bool reserved = false;
  bool deleting = false;
  friend bool operator==(const ClaimShape&, const ClaimShape&) = default;

  static ClaimShape of(const ResourceClaim& claim) {
    return {claim.allocation.has_value(), !claim.reservedFor.empty(), claim.meta.deleted().isSet()};
  }
};

struct PodShape {
  bool scheduled = false;
  bool ready = false;
  bool started = false;
  bool finished = false;
  bool deleting = false;
  friend bool operator==(const PodShape&, const PodShape&) = default;

  static PodShape of(const Pod& pod) {
    return {trueCondition(pod, podScheduledType()) != nullptr, trueCondition(pod, readyToStartType()) != nullptr, allStarted(pod),
            pod.finished(), pod.meta.deleted().isSet()};
  }
};

}  // namespace

const Text& podScheduledType() {
  static const Text kType("PodScheduled");
  return kType;
}
const Text& readyToStartType() {
  static const Text kType("PodReadyToStartContainers");
  return kType;
}

const PodCondition* trueCondition(const Pod& pod, const Text& type) {
  static const Text kTrue("True");
  for (const PodCondition& condition : pod.conditions) {
    if (condition.type == type) {
      return condition.status == kTrue ? &condition : nullptr;
    }
  }
  return nullptr;
}

bool allStarted(const Pod& pod) {
  const auto wanted = static_cast<std::size_t>(std::count_if(pod.spec->containers.begin(), pod.spec->containers.end(),
                                                             [](const Container& container) { return !container.init; }));
  return !pod.containerStatuses.empty() && pod.containerStatuses.size() >= wanted &&
         std::all_of(pod.containerStatuses.begin(), pod.containerStatuses.end(),
                     [](const ContainerStatus& status) { return status.startedAt.isSet() || status.restarts > 0; });
}

Time startedField(const Pod& pod) {
  Time latest;
  for (const ContainerStatus& status : pod.containerStatuses) {
    if (!status.startedAt.isSet()) {
      return {};
    }
    latest = std::max(latest, pod.at(status.startedAt));
  }
  return latest;
}

bool restarted(const Pod& pod) {
  return std::any_of(pod.containerStatuses.begin(), pod.containerStatuses.end(),
                     [](const ContainerStatus& status) { return status.restarts > 0; });
}

void HistoryRecorder::claimsWatched(Time since) {
  if (!m_history.claimsSince.isSet()) {
    m_history.claimsSince = since;
    m_dirty = true;
  }
}
void HistoryRecorder::podsWatched(Time since) {
  if (!m_history.podsSince.isSet()) {
    m_history.podsSince = since;
    m_dirty = true;
  }
}

void HistoryRecorder::remembers(Time at) {
  for (Time* since : {&m_history.claimsSince, &m_history.podsSince}) {
    if (since->isSet() && at < *since) {
      *since = at;
      m_dirty = true;
    }
  }
}

template <class Record>
Record& HistoryRecorder::open(Side<Record>& side, SharedVector<Record>& records, const Metadata& meta) {
  m_dirty = true;
  const auto [at, isNew] = side.index.try_emplace(meta.uid, 0U);
  if (!isNew) {
    return records.edit(at->second);
  }
  if (side.free.empty()) {
    at->second = static_cast<std::uint32_t>(records.size());
    records.push_back({});
  } else {
    at->second = side.free.back();
    side.free.pop_back();
  }
  Record& record = records.edit(at->second);
  record.uid = meta.uid;
  record.created = meta.created;
  return record;
}

template <class Record>
void HistoryRecorder::close(Side<Record>& side, Record& record, Told told) {
  record.gone = told.at;
  record.noticed = !told.live;
  const auto at = side.index.find(record.uid);
  side.gone.push_back(at->second);
  side.index.erase(at);  // should the uid come back, as after a restore of etcd, it is another life
}

template <class Record>
void HistoryRecorder::drop(Side<Record>& side, SharedVector<Record>& records) {
  records.edit(side.gone.front()) = {};
  side.free.push_back(side.gone.front());
  side.gone.pop_front();
  m_dirty = true;
}

template <class Record>
void HistoryRecorder::prune(Side<Record>& side, SharedVector<Record>& records, Time now) {
  while (!side.gone.empty() && now - records[side.gone.front()].gone > m_keepMs) {
    drop(side, records);
  }
  while (side.gone.size() > m_keepMost) {
    drop(side, records);
    ++m_history.dropped;
  }
}

std::shared_ptr<const History> HistoryRecorder::publish(Time now) {
  prune(m_claims, m_history.claims, now);
  prune(m_pods, m_history.pods, now);
  if (m_dirty || m_published == nullptr) {
    // What has been copied is never written again: the copy goes on, the original is published.
    auto out = std::make_shared<History>(std::move(m_history));
    m_history = *out;
    m_published = std::move(out);
    m_dirty = false;
  }
  return m_published;
}

void HistoryRecorder::changed(const Box<ResourceClaim>& before, const ResourceClaim& after, Told told) {
  if (after.meta.uid.empty()) {
    return;
  }
  const ClaimShape is = ClaimShape::of(after);
  if (before == nullptr) {
    if (told.live) {
      ClaimRecord& record = open(m_claims, m_history.claims, after.meta);
      record.seen = told.at;
      record.tookOver = is.allocated;
    }
    return;
  }
  const ClaimShape was = ClaimShape::of(*before);
  const bool given = is.allocated && !was.allocated;
  const bool taken = was.allocated && !is.allocated;
  if (is == was || (!told.live && !taken && m_claims.index.find(after.meta.uid) == m_claims.index.end())) {
    return;
  }
  const bool isNew = m_claims.index.find(after.meta.uid) == m_claims.index.end();
  ClaimRecord& record = open(m_claims, m_history.claims, after.meta);
  record.tookOver = isNew ? was.allocated : record.tookOver;
  const Time at = told.live ? told.at : Time();
  if (given) {
    record.allocated = at;
    record.tookOver = !told.live;
    record.field = after.allocation->allocationTimestamp;
    record.reserved = {};
    record.unreserved = {};
    record.released = {};
    record.consumer = {};
    record.object = nullptr;
  }
  if (is.reserved && (given || !was.reserved)) {
    record.reserved = at;
    record.unreserved = {};
    if (record.consumer.empty()) {
      record.consumer = after.reservedFor.front().uid;
    }
  }
  if (was.reserved && !is.reserved) {
    record.unreserved = at;
  }
  if (taken) {
    record.released = at;
    record.object = before;
    if (record.consumer.empty() && !before->reservedFor.empty()) {
      record.consumer = before->reservedFor.front().uid;
    }
  }
  if (is.deleting && !was.deleting) {
    record.deleting = at;
  }
}

void HistoryRecorder::gone(const Box<ResourceClaim>& last, Told told) {
  const bool known = m_claims.index.find(last->meta.uid) != m_claims.index.end();
  if (last->meta.uid.empty() || (!known && tooOld(last->meta, told))) {
    return;
  }
  ClaimRecord& record = open(m_claims, m_history.claims, last->meta);
  if (last->allocation.has_value()) {
    record.tookOver = known ? record.tookOver : true;
    record.released = told.live ? told.at : Time();
    record.object = last;
    if (record.consumer.empty() && !last->reservedFor.empty()) {
      record.consumer = last->reservedFor.front().uid;
    }
  } else if (record.object == nullptr) {
    record.object = last;
  }
  close(m_claims, record, told);
}

void HistoryRecorder::changed(const Box<Pod>& before, const Pod& after, Told told) {
  if (!told.live || after.meta.uid.empty() || !asksForClaims(after)) {
    return;  // what a list changes is dated by the pod's own fields, if at all
  }
  if (before == nullptr) {
    open(m_pods, m_history.pods, after.meta).seen = told.at;
    return;
  }
  const PodShape is = PodShape::of(after);
  const PodShape was = PodShape::of(*before);
  if (is == was) {
    return;
  }
  PodRecord& record = open(m_pods, m_history.pods, after.meta);
  if (is.scheduled && !was.scheduled) {
    record.scheduled = told.at;
  }
  if (is.ready && !was.ready && !record.ready.isSet()) {
    record.ready = told.at;
    record.readyField = after.at(trueCondition(after, readyToStartType())->lastTransition);
  }
  if (is.started && !was.started && !record.started.isSet()) {
    record.started = told.at;
    record.startedField = startedField(after);
  }
  if (is.finished && !was.finished) {
    record.finished = told.at;
  }
  if (is.deleting && !was.deleting) {
    record.deleting = told.at;
  }
}

void HistoryRecorder::gone(const Box<Pod>& last, Told told) {
  const bool known = m_pods.index.find(last->meta.uid) != m_pods.index.end();
  if (last->meta.uid.empty() || !asksForClaims(*last) || (!known && tooOld(last->meta, told))) {
    return;
  }
  PodRecord& record = open(m_pods, m_history.pods, last->meta);
  record.object = last;
  close(m_pods, record, told);
}

}  // namespace claimscope::cluster
