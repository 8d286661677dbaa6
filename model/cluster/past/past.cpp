#include "model/cluster/past/past.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include "model/cluster/derive.h"
#include "model/cluster/past/history_at.h"
#include "model/cluster/past/past_bytes.h"

namespace claimscope::cluster {
namespace {

constexpr std::int64_t kBucketMs = 5'000;
constexpr std::int64_t kMostCoarse = 64;

template <class List>
struct SharedTablesOf;
template <class... T>
struct SharedTablesOf<KindList<T...>> {
  using Type = std::tuple<std::shared_ptr<const Table<T>>...>;
};
using SharedTables = SharedTablesOf<AllKinds>::Type;
using Sources = std::array<Source, kKindCount>;

/// fn(type) for every kind.
template <class Fn>
void everyKind(Fn&& fn) {
  [&]<class... T>(KindList<T...>) { (fn(std::type_identity<T>{}), ...); }(AllKinds{});
}

bool sameServer(const ServerInfo& a, const ServerInfo& b) {
  return a.origin == b.origin && a.context == b.context && a.address == b.address && a.gitVersion == b.gitVersion &&
         a.user == b.user && a.insecure == b.insecure && a.served == b.served && a.notices.size() == b.notices.size();
}

std::int32_t waitingClaims(const Inventory& inventory) {
  return static_cast<std::int32_t>(std::count_if(inventory.claims.begin(), inventory.claims.end(),
                                                 [](const ClaimView& claim) {
                                                   return !claim.heldAt.empty() && claim.heldAt != "release" &&
                                                          claim.heldAt != "consumer";
                                                 })) +
         static_cast<std::int32_t>(inventory.missing.size());
}

/// Only what happened until then; the newest tells the same of that time.
ChangeDensity densityUntil(const ChangeDensity& density, Time time) {
  ChangeDensity out = density;
  if (density.changes.empty()) {
    return out;
  }
  const std::int64_t count = time < density.start ? 0 : (time - density.start) / density.bucketMs + 1;
  out.changes.resize(std::min(out.changes.size(), static_cast<std::size_t>(count)));
  return out;
}

}  // namespace

struct Past::Tables {
  SharedTables of;
};

struct Past::Moment {
  Time from;
  Time until;
  Revision revision = 0;
  std::uint64_t totalChanges = 0;
  bool firstSyncDone = false;
  std::shared_ptr<const ServerInfo> server;
  std::shared_ptr<const Sources> sources;  ///< as of `until`
  Tables tables;
  std::size_t bytes = 0;  ///< that the next moment no longer holds
  std::uint32_t events = 0;
  std::uint32_t told = 0;
  std::weak_ptr<const Inventory> inventory;  ///< while somebody looks at it
};

Past::Past(PastOptions options) : m_options(std::move(options)) {
  m_lanes.bucketMs = kBucketMs;
}

Past::~Past() = default;

bool Past::sameAsNewest(const Snapshot& snapshot) const {
  const Snapshot& newest = *m_newest;
  if (snapshot.totalChanges != newest.totalChanges || !sameServer(snapshot.server, newest.server)) {
    return false;
  }
  bool same = true;
  everyKind([&]<class T>(std::type_identity<T>) {
    same = same && snapshot.of<T>().changed() == newest.of<T>().changed() &&
           snapshot.source(kKindOf<T>).status.state == newest.source(kKindOf<T>).status.state;
  });
  return same;
}

void Past::add(const SnapshotPtr& snapshot) {
  if (snapshot == nullptr || !snapshot->firstSyncDone) {
    return;
  }
  const std::lock_guard lock(m_mutex);
  m_outline.reset();
  if (m_newest != nullptr && snapshot->time < m_newest->time) {
    forgetAfter(snapshot->time);  // the clock was put back: what was written down after that would never be reached
  }
  if (m_newest != nullptr && !m_moments.empty() && sameAsNewest(*snapshot)) {
    m_moments.back().until = snapshot->time;
    m_moments.back().sources = std::make_shared<const Sources>(snapshot->sources);
    m_newest = snapshot;
    thin(snapshot->time);
    return;
  }
  append(snapshot);
  thin(snapshot->time);
}

void Past::append(const SnapshotPtr& snapshot) {
  Moment next;
  next.from = next.until = snapshot->time;
  next.revision = snapshot->revision;
  next.totalChanges = snapshot->totalChanges;
  next.firstSyncDone = snapshot->firstSyncDone;
  next.sources = std::make_shared<const Sources>(snapshot->sources);
  next.inventory = snapshot->inventory;
  const Moment* last = m_moments.empty() ? nullptr : &m_moments.back();
  next.server = last != nullptr && sameServer(*last->server, snapshot->server)
                    ? last->server
                    : std::make_shared<const ServerInfo>(snapshot->server);
  everyKind([&]<class T>(std::type_identity<T>) {
    auto& mine = std::get<std::shared_ptr<const Table<T>>>(next.tables.of);
    if (last != nullptr) {
      const auto& before = std::get<std::shared_ptr<const Table<T>>>(last->tables.of);
      if (before->changed() == snapshot->of<T>().changed()) {
        mine = before;
        return;
      }
    }
    mine = std::make_shared<const Table<T>>(snapshot->of<T>());
  });
  if (last != nullptr) {
    const SnapshotPtr before = m_newest;
    next.events = static_cast<std::uint32_t>(snapshot->totalChanges - last->totalChanges);
    const std::size_t notes = m_notes.size();
    note(*before, *snapshot);
    next.told = static_cast<std::uint32_t>(m_notes.size() - std::min(notes, m_notes.size()));
  } else {
    LaneBucket& bucket = bucketAt(snapshot->time);
    bucket.waiting = waitingClaims(*snapshot->inventory);
    bucket.free = static_cast<std::int32_t>(snapshot->inventory->counts.of(DeviceState::free));
  }
  m_moments.push_back(std::move(next));
  m_newest = snapshot;
  if (m_moments.size() > 1) {
    Moment& older = m_moments[m_moments.size() - 2];
    older.bytes = 0;
    everyKind([&]<class T>(std::type_identity<T>) {
      older.bytes +=
          heldOnlyBy<T>(*std::get<std::shared_ptr<const Table<T>>>(older.tables.of), older.revision, snapshot->of<T>());
    });
  }
}

/// Dates what changed since the last snapshot, and counts it by lane.
void Past::note(const Snapshot& before, const Snapshot& now) {
  LaneBucket& bucket = bucketAt(now.time);
  visitChanges(before, now, [&](ChangeKey key, ObjectChange&& change) {
    const auto lane = static_cast<std::size_t>(change.lane);
    switch (change.weight) {
      case ChangeWeight::routine:
        return;
      case ChangeWeight::ordinary:
        ++bucket.ordinary[lane];
        break;
      case ChangeWeight::notable:
        ++bucket.notable[lane];
        break;
      case ChangeWeight::trouble:
        ++bucket.trouble[lane];
        break;
    }
    m_notes.push_back({now.time, key});
  });
  if (before.inventory != now.inventory || bucket.waiting < 0) {
    bucket.waiting = waitingClaims(*now.inventory);
    bucket.free = static_cast<std::int32_t>(now.inventory->counts.of(DeviceState::free));
  }
}

LaneBucket& Past::bucketAt(Time time) {
  if (m_lanes.buckets.empty() || time < m_lanes.start) {
    m_lanes.start = {time.ms - time.ms % kBucketMs};
    m_lanes.buckets.assign(1, {});
  }
  const auto most = static_cast<std::size_t>(m_options.densities.back().ageMs / kBucketMs + 1);
  auto index = static_cast<std::size_t>((time - m_lanes.start) / kBucketMs);
  if (index >= m_lanes.buckets.size() + most) {
    m_lanes.start = {time.ms - time.ms % kBucketMs};  // after a long sleep nothing of the old ones is left
    m_lanes.buckets.assign(1, {});
    index = 0;
  }
  if (index >= m_lanes.buckets.size()) {
    m_lanes.buckets.resize(index + 1);
  }
  if (m_lanes.buckets.size() > most) {
    const std::size_t surplus = m_lanes.buckets.size() - most;
    m_lanes.buckets.erase(m_lanes.buckets.begin(), m_lanes.buckets.begin() + static_cast<std::ptrdiff_t>(surplus));
    m_lanes.start = m_lanes.start + static_cast<std::int64_t>(surplus) * kBucketMs;
    index -= surplus;
  }
  return m_lanes.buckets[index];
}

void Past::forgetAfter(Time time) {
  while (!m_moments.empty() && m_moments.back().from > time) {
    m_moments.pop_back();
  }
  while (!m_notes.empty() && m_notes.back().at > time) {
    m_notes.pop_back();
  }
  if (!m_moments.empty()) {
    m_moments.back().until = std::min(m_moments.back().until, time);
    m_moments.back().bytes = 0;
  }
  if (m_lanes.start > time) {
    m_lanes.buckets.clear();
  }
}

std::int64_t Past::stepAt(std::int64_t ageMs) const {
  for (std::size_t i = 0; i < m_options.densities.size(); ++i) {
    if (ageMs <= m_options.densities[i].ageMs) {
      return m_options.densities[i].stepMs * (i == 0 ? 1 : m_coarser);
    }
  }
  return std::numeric_limits<std::int64_t>::max();
}

std::size_t Past::sum() const {
  std::size_t bytes = m_notes.size() * sizeof(Note);
  for (const Moment& moment : m_moments) {
    bytes += sizeof(Moment) + sizeof(Sources) + moment.bytes;
  }
  return bytes;
}

/// Never the newest, nor the only one.
void Past::drop(std::size_t index) {
  Moment& next = m_moments[index + 1];
  next.events += m_moments[index].events;
  next.told += m_moments[index].told;
  m_moments.erase(m_moments.begin() + static_cast<std::ptrdiff_t>(index));
  if (index == 0) {
    return;
  }
  Moment& before = m_moments[index - 1];
  const Moment& after = m_moments[index];
  before.bytes = 0;
  everyKind([&]<class T>(std::type_identity<T>) {
    const auto& older = std::get<std::shared_ptr<const Table<T>>>(before.tables.of);
    const auto& newer = std::get<std::shared_ptr<const Table<T>>>(after.tables.of);
    if (older != newer) {
      before.bytes += heldOnlyBy<T>(*older, before.revision, *newer);
    }
  });
}

void Past::dropOldest() {
  m_moments.erase(m_moments.begin());
  m_moments.front().events = 0;
  m_moments.front().told = 0;
}

void Past::thinOnce(Time now) {
  while (m_moments.size() > 1 && now - m_moments[0].until > m_options.densities.back().ageMs) {
    dropOldest();
  }
  // Between the ones that stay there is at most a step.
  for (std::size_t i = 1; i + 1 < m_moments.size();) {
    const Moment& moment = m_moments[i];
    const bool close = m_moments[i + 1].from - m_moments[i - 1].from <= stepAt(now - moment.from);
    if (close) {
      drop(i);
    } else {
      ++i;
    }
  }
}

void Past::thin(Time now) {
  thinOnce(now);
  while (sum() > m_options.budgetBytes && m_coarser < kMostCoarse) {
    m_coarser *= 2;
    thinOnce(now);
  }
  while (sum() > m_options.budgetBytes && m_moments.size() > 1) {
    dropOldest();
  }
  if (m_coarser > 1 && sum() < m_options.budgetBytes / 4) {
    m_coarser /= 2;
  }
  const Time oldest = m_moments.empty() ? now : m_moments.front().from;
  while (!m_notes.empty() && (m_notes.size() > m_options.mostNotes || m_notes.front().at < oldest)) {
    m_notes.pop_front();
  }
}

void Past::setBudget(std::size_t bytes) {
  const std::lock_guard lock(m_mutex);
  m_options.budgetBytes = bytes;
  m_outline.reset();
  if (!m_moments.empty()) {
    thin(m_moments.back().until);
  }
}

std::size_t Past::bytes() const {
  const std::lock_guard lock(m_mutex);
  return sum();
}

SnapshotPtr Past::rebuild(const Moment& moment, Time time, const SnapshotPtr& newest, const SnapshotPtr& base) const {
  auto out = std::make_shared<Snapshot>();
  out->revision = moment.revision;
  out->time = time;
  out->server = *moment.server;
  out->sources = *moment.sources;
  for (Source& source : out->sources) {
    // Contact went on while nothing changed; of a time in between that is as much as can be said.
    if (source.status.lastContact.isSet() && source.status.lastContact > time) {
      source.status.lastContact = time;
    }
  }
  everyKind([&]<class T>(std::type_identity<T>) {
    std::get<Table<T>>(out->tables) = *std::get<std::shared_ptr<const Table<T>>>(moment.tables.of);
  });
  out->density = densityUntil(newest->density, time);
  out->created = newest->created;
  out->totalChanges = moment.totalChanges;
  out->firstSyncDone = moment.firstSyncDone;
  if (newest->history != nullptr) {
    out->history = std::make_shared<const History>(historyAt(*newest->history, time));
  }
  out->inventory = moment.inventory.lock();
  if (out->inventory == nullptr) {
    const bool usable = base != nullptr && base->revision < out->revision && base->inventory != nullptr;
    out->inventory = derive(*out, usable ? base.get() : nullptr);
  }
  return out;
}

SnapshotPtr Past::at(Time time) {
  Moment moment;
  SnapshotPtr newest;
  SnapshotPtr base;
  {
    const std::lock_guard lock(m_mutex);
    if (m_moments.empty()) {
      return nullptr;
    }
    const auto after = std::upper_bound(m_moments.begin(), m_moments.end(), time,
                                        [](Time at, const Moment& candidate) { return at < candidate.from; });
    moment = after == m_moments.begin() ? m_moments.front() : *std::prev(after);
    newest = m_newest;
    base = m_derived;
    if (after == m_moments.end() && time >= newest->time) {
      return newest;
    }
  }
  const SnapshotPtr out = rebuild(moment, std::clamp(time, moment.from, moment.until), newest, base);
  const std::lock_guard lock(m_mutex);
  m_derived = out;
  for (Moment& kept : m_moments) {
    if (kept.revision == moment.revision) {
      kept.inventory = out->inventory;
    }
  }
  return out;
}

void Past::leave() {
  const std::lock_guard lock(m_mutex);
  m_derived.reset();
}

PastOutlinePtr Past::outline() const {
  const std::lock_guard lock(m_mutex);
  if (m_outline == nullptr) {
    auto out = std::make_shared<PastOutline>();
    out->moments.reserve(m_moments.size());
    for (const Moment& moment : m_moments) {
      out->moments.push_back({moment.from, moment.until, moment.events, moment.told});
    }
    out->lanes = m_lanes;
    out->bytes = sum();
    out->budget = m_options.budgetBytes;
    out->coarser = m_coarser;
    m_outline = std::move(out);
  }
  return m_outline;
}

Changes Past::changes(const Snapshot& a, const Snapshot& b) const {
  std::unordered_map<ChangeKey, Time, ChangeKeyHash> seen;
  {
    const std::lock_guard lock(m_mutex);
    const auto first =
        std::upper_bound(m_notes.begin(), m_notes.end(), a.time, [](Time at, const Note& other) { return at < other.at; });
    for (auto it = first; it != m_notes.end() && it->at <= b.time; ++it) {
      seen[it->key] = it->at;
    }
  }
  return changesBetween(a, b, [&seen](ChangeKey key) {
    const auto found = seen.find(key);
    return found == seen.end() ? Time() : found->second;
  });
}

}  // namespace claimscope::cluster
