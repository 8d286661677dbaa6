#include "model/cluster/store.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "model/base/memory.h"
#include "model/cluster/derive.h"
#include "model/cluster/history_recorder.h"
#include "model/cluster/table_writer.h"
#include "model/resources/decode_cache.h"

namespace claimscope::cluster {
namespace {

template <class List>
struct WritersOf;
template <class... T>
struct WritersOf<KindList<T...>> {
  using Type = std::tuple<TableWriter<T>...>;
};
using Writers = WritersOf<AllKinds>::Type;

struct ObjectKey {
  Text namespaceName;
  Text name;
  friend bool operator==(const ObjectKey&, const ObjectKey&) = default;
};
struct ObjectKeyHash {
  std::size_t operator()(const ObjectKey& key) const noexcept { return key.namespaceName.hash() * 31U ^ key.name.hash(); }
};

/// One object of a relist, kept until its end.
template <class T>
struct StagedItem {
  Box<T> object;
  bool replaces = false;  ///< the first of this name in the list counts whatever its resourceVersion: histories may go back
  bool deleted = false;
};
template <class List>
struct StagedOf;
template <class... T>
struct StagedOf<KindList<T...>> {
  using Type = std::tuple<std::vector<StagedItem<T>>...>;
};
using Staged = StagedOf<AllKinds>::Type;

/// What the decoders of one kind remember. There is one of them nearly always, and it is not worth waiting for.
struct DecoderMemory {
  std::mutex mutex;
  std::unique_ptr<DecodeCache> cache;
};
class Remembering {
 public:
  explicit Remembering(DecoderMemory& memory) : m_lock(memory.mutex, std::try_to_lock) {
    if (m_lock) {
      if (memory.cache == nullptr) {
        memory.cache = std::make_unique<DecodeCache>();
      }
      m_use.emplace(*memory.cache);
    }
  }

 private:
  std::unique_lock<std::mutex> m_lock;
  std::optional<DecodeCache::Use> m_use;
};

/// Where a list of one kind stands.
struct Listing {
  bool active = false;
  bool everFinished = false;                          ///< a first list has been completed
  std::int64_t catchesUpUntil = 0;                    ///< lines taken in before tell what happened during an outage
  std::string version;                                ///< of the API, of this list
  std::string finishedVersion;                        ///< of the API, of the last list that ended
  bool sweeps = false;                                ///< something was there before this list, and may have vanished
  std::unordered_set<ObjectKey, ObjectKeyHash> seen;  ///< names in a list that sweeps
  std::uint64_t skipped = 0;                          ///< items of this list that could not be read

  /// Another list begins, or none is under way any more.
  void reset() {
    active = false;
    sweeps = false;
    version.clear();
    std::unordered_set<ObjectKey, ObjectKeyHash>().swap(seen);  // with its table
    skipped = 0;
  }
};

}  // namespace

/// Shared with the tasks on the strand, so that a store may be destroyed while work is queued.
class Store::Impl : public std::enable_shared_from_this<Store::Impl> {
 public:
  Impl(const Clock& clock, Executor& executor, StoreOptions options)
      : m_clock(clock),
        m_strand(std::make_shared<Strand>(executor)),
        m_options(options),
        m_history(options.historyMs, options.historyMost) {
    auto empty = std::make_shared<Snapshot>();
    empty->inventory = std::make_shared<const Inventory>();
    empty->time = clock.now();
    for (std::size_t i = 0; i < kKindCount; ++i) {
      m_sources[i].kind = static_cast<Kind>(i);
      m_sources[i].status.resource.resource = kindRequest(static_cast<Kind>(i)).resource;
      m_sources[i].status.resource.group = kindRequest(static_cast<Kind>(i)).group;
    }
    empty->sources = m_sources;
    m_latest = std::move(empty);
  }

  /// On the strand, in order. What comes while the strand is busy is done in one go: a hand-over for each of 10,000 events a
  /// second would cost more than the events.
  template <class Fn>
  void post(Fn task) {
    {
      const std::lock_guard lock(m_queueMutex);
      m_queue.emplace_back(std::move(task));
      if (m_draining) {
        return;
      }
      m_draining = true;
    }
    m_strand->post([weak = weak_from_this()] {
      if (const std::shared_ptr<Impl> self = weak.lock()) {
        self->drain();
      }
    });
  }
  /// The store is gone, and the clock may be next: tasks that wait are dropped.
  void close() { m_closed = true; }

  void drain();
  void publishIfDue(bool force);
  /// Every kind has been listed or refused.
  [[nodiscard]] bool isSettled() const {
    return std::all_of(m_sources.begin(), m_sources.end(), [](const Source& s) {
      return s.status.state != SourceState::waiting && s.status.state != SourceState::loading;
    });
  }
  void countChange(std::uint64_t changes);
  void noteCreated(Time created);
  [[nodiscard]] SnapshotPtr latest() const {
    const std::lock_guard lock(m_latestMutex);
    return m_latest;
  }

  template <class T>
  void applyListed(std::vector<Box<T>> items);
  template <class T>
  std::uint64_t applyItem(Box<T> item);
  template <class T>
  void applyStreamed(EventType type, Box<T> object);
  template <class T>
  void finishList();
  template <class T>
  void applyEvent(EventType type, Box<T> object, Time received);
  template <class T>
  Change put(Box<T> object, bool force, Told told);
  template <class T>
  Change take(const Box<T>& object, Told told);
  template <class T>
  void noteWatched(Time since);
  template <class T>
  void remember(EventType type, Box<T> object, Time received);
  void statusChanged(Kind kind, const SourceStatus& status);

  Source& source(Kind kind) { return m_sources[static_cast<std::size_t>(kind)]; }
  Listing& listing(Kind kind) { return m_listings[static_cast<std::size_t>(kind)]; }
  void skip(Kind kind, const Error& error, std::uint64_t count) {
    source(kind).skipped += count;
    listing(kind).skipped += listing(kind).active ? count : 0;
    source(kind).lastSkip = error;
    m_dirty = true;
  }

  const Clock& m_clock;
  std::shared_ptr<Strand> m_strand;
  StoreOptions m_options;
  std::atomic<bool> m_closed{false};

  std::array<DecoderMemory, kKindCount> m_decoders;

  std::mutex m_queueMutex;
  std::vector<std::function<void(Impl&)>> m_queue;
  bool m_draining = false;

  // The strand's own from here on.
  Writers m_tables;
  std::array<Source, kKindCount> m_sources;
  std::array<Listing, kKindCount> m_listings;
  HistoryRecorder m_history;
  std::tuple<std::unordered_map<Uid, Box<ResourceClaim>>, std::unordered_map<Uid, Box<Pod>>>
      m_remembered;  ///< objects of past lines
  Staged m_staged;   ///< what relists have brought so far, applied at their end in one step
  ServerInfo m_server;
  ChangeDensity m_density;
  ChangeDensity m_created;
  std::uint64_t m_totalChanges = 0;
  Revision m_revision = 0;
  bool m_dirty = true;
  bool m_statusDirty = false;
  bool m_anythingUseful = false;
  bool m_publishedUseful = false;
  bool m_firstSyncDone = false;
  bool m_listed = false;  ///< since free memory was returned
  std::int64_t m_memoryReturned = -1'000'000;
  std::int64_t m_lastPublish = -1'000'000;
  std::int64_t m_lastCost = 0;
  std::vector<Listener> m_listeners;

  mutable std::mutex m_latestMutex;
  SnapshotPtr m_latest;
};

void Store::Impl::drain() {
  std::vector<std::function<void(Impl&)>> batch;
  for (;;) {
    batch.clear();
    {
      const std::lock_guard lock(m_queueMutex);
      batch.swap(m_queue);
      if (batch.empty()) {
        m_draining = false;
        return;
      }
    }
    for (auto& task : batch) {
      if (m_closed) {
        return;
      }
      task(*this);
      task = nullptr;  // what it held goes before the next one needs memory
    }
    publishIfDue(false);
  }
}

void Store::Impl::countChange(std::uint64_t changes) {
  m_dirty = true;
  m_totalChanges += changes;
  const Time now = m_clock.now();
  const std::int64_t bucket = m_options.densityBucketMs;
  if (m_density.changes.empty()) {
    m_density.bucketMs = bucket;
    m_density.start = {now.ms - now.ms % bucket};
    m_density.changes.push_back(0);
  }
  const std::int64_t index = (now.ms - m_density.start.ms) / bucket;
  if (index < 0) {
    return;  // the clock went back: those changes are in totalChanges only
  }
  const auto wanted = static_cast<std::size_t>(index) + 1;
  if (wanted >= m_density.changes.size() + m_options.densityBuckets) {
    m_density.start = {now.ms - now.ms % bucket};  // after a long sleep nothing of the old strip would be left
    m_density.changes.assign(1, 0);
  } else if (wanted > m_density.changes.size()) {
    m_density.changes.resize(wanted, 0);
  }
  if (m_density.changes.size() > m_options.densityBuckets) {
    const std::size_t drop = m_density.changes.size() - m_options.densityBuckets;
    m_density.changes.erase(m_density.changes.begin(), m_density.changes.begin() + static_cast<std::ptrdiff_t>(drop));
    m_density.start = m_density.start + static_cast<std::int64_t>(drop) * bucket;
  }
  m_density.changes.back() += static_cast<std::uint32_t>(changes);
}

/// What the first lists tell of the time before: an object that exists was created once.
void Store::Impl::noteCreated(Time created) {
  const std::int64_t bucket = m_options.densityBucketMs;
  if (m_created.changes.empty()) {
    const Time now = m_clock.now();
    m_created.bucketMs = bucket;
    m_created.start = {now.ms - now.ms % bucket - static_cast<std::int64_t>(m_options.densityBuckets - 1) * bucket};
    m_created.changes.assign(m_options.densityBuckets, 0);
  }
  if (created.isSet() && created >= m_created.start) {
    const auto index = static_cast<std::size_t>((created - m_created.start) / bucket);
    if (index < m_created.changes.size()) {
      ++m_created.changes[index];
    }
  }
}

void Store::Impl::publishIfDue(bool force) {
  const std::int64_t now = m_clock.steadyMs();
  const bool firstUseful = m_anythingUseful && !m_publishedUseful;
  // While lists come in nearly all is derived anew each time, nobody reads it to the last object yet, and what each picture
  // held leaves holes: few of them (and the whole one at once, see sourceChanged).
  const std::int64_t least =
      m_firstSyncDone ? std::max(m_options.minPublishMs, 4 * m_lastCost) : std::max(10 * m_options.minPublishMs, 15 * m_lastCost);
  const std::int64_t pause = m_dirty || m_statusDirty ? least : std::max<std::int64_t>(1000, m_lastCost);
  if (!force && !firstUseful && now - m_lastPublish < pause) {
    return;
  }
  auto next = std::make_shared<Snapshot>();
  next->revision = ++m_revision;
  next->time = m_clock.now();
  next->server = m_server;
  next->sources = m_sources;
  [&]<class... T>(KindList<T...>) {
    ((std::get<Table<T>>(next->tables) = std::get<TableWriter<T>>(m_tables).table()), ...);
  }(AllKinds{});
  next->density = m_density;
  next->created = m_created;
  next->totalChanges = m_totalChanges;
  next->history = m_history.publish(next->time);
  next->firstSyncDone = isSettled();
  m_firstSyncDone = next->firstSyncDone;
  SnapshotPtr previous = latest();
  const std::int64_t before = m_clock.steadyMs();
  next->inventory = derive(*next, previous.get());
  m_lastCost = m_clock.steadyMs() - before;
  [&]<class... T>(KindList<T...>) { (std::get<TableWriter<T>>(m_tables).setRevision(m_revision + 1), ...); }(AllKinds{});
  m_dirty = false;
  m_statusDirty = false;
  m_publishedUseful = m_publishedUseful || m_anythingUseful;
  m_lastPublish = m_clock.steadyMs();
  const SnapshotPtr published = std::move(next);
  {
    const std::lock_guard lock(m_latestMutex);
    m_latest = published;
  }
  for (const Listener& listener : m_listeners) {
    listener(published);
  }
  // Where a proxy forbids watches, lists come in all the time.
  constexpr std::int64_t kReturnEveryMs = 60'000;
  if (m_listed && m_firstSyncDone && m_lastPublish - m_memoryReturned >= kReturnEveryMs) {
    m_listed = false;
    m_memoryReturned = m_lastPublish;
    previous = nullptr;  // what was derived while lists came in goes as well
    returnFreeMemory();
  }
}

/// One item of a list: into the table, or kept aside while an older picture is shown. Counts what changed.
template <class T>
std::uint64_t Store::Impl::applyItem(Box<T> item) {
  Listing& list = listing(kKindOf<T>);
  // A stream may bring an object again: then the newer one counts. Of a list that found nothing there the table knows as well,
  // and noting the names of 50,000 pods is a quarter of what taking them in costs.
  const bool first = !list.active || (list.sweeps && list.seen.insert({item->meta.namespaceName, item->meta.name}).second);
  if (list.active && list.everFinished) {
    if (first && list.version == list.finishedVersion && std::get<TableWriter<T>>(m_tables).holds(item->meta)) {
      return 0;  // most of a relist: no second copy of the cluster
    }
    std::get<std::vector<StagedItem<T>>>(m_staged).push_back({std::move(item), first, false});
    return 0;
  }
  noteCreated(item->meta.created);
  return std::get<TableWriter<T>>(m_tables).upsert(std::move(item), first) == Change::none ? 0U : 1U;
}

template <class T>
void Store::Impl::applyListed(std::vector<Box<T>> items) {
  std::uint64_t changes = 0;
  for (auto& item : items) {
    changes += applyItem<T>(std::move(item));
  }
  if (!listing(kKindOf<T>).everFinished) {
    m_dirty = m_dirty || changes > 0;
    constexpr Kind kUseful[] = {Kind::ResourceSlice, Kind::Node, Kind::ResourceClaim};
    m_anythingUseful =
        m_anythingUseful || (changes > 0 && std::find(std::begin(kUseful), std::end(kUseful), kKindOf<T>) != std::end(kUseful));
  }
  publishIfDue(false);
}

/// A watch line between listStarted and listFinished: an item of the list, or one that went while it was streamed.
template <class T>
void Store::Impl::applyStreamed(EventType type, Box<T> object) {
  if (type != EventType::deleted) {
    std::vector<Box<T>> one;
    one.push_back(std::move(object));
    applyListed<T>(std::move(one));
    return;
  }
  Listing& list = listing(kKindOf<T>);
  list.seen.erase({object->meta.namespaceName, object->meta.name});
  if (list.everFinished) {
    std::get<std::vector<StagedItem<T>>>(m_staged).push_back({std::move(object), false, true});
  } else {
    m_dirty = std::get<TableWriter<T>>(m_tables).erase(object->meta) != Change::none || m_dirty;
  }
}

template <class T>
void Store::Impl::finishList() {
  auto& table = std::get<TableWriter<T>>(m_tables);
  Listing& list = listing(kKindOf<T>);
  if (!list.active) {
    return;
  }
  // Another version of the API tells the same objects in other words under the same resourceVersions.
  const bool retold = list.everFinished && list.version != list.finishedVersion;
  std::vector<Slot> vanished;
  const auto sweep = [&](Slot slot, const T& object) {
    if (retold || list.seen.count({object.meta.namespaceName, object.meta.name}) == 0) {
      vanished.push_back(slot);
    }
  };
  if (list.sweeps) {
    table.table().forEach(sweep);
  }
  const Told noticed{m_clock.now(), false};
  for (const Slot slot : vanished) {
    if (!retold || list.seen.count({table.table().at(slot)->meta.namespaceName, table.table().at(slot)->meta.name}) == 0) {
      m_history.gone(table.table().share(slot), noticed);
    }
    table.eraseSlot(slot);
  }
  std::uint64_t changes = vanished.size();
  auto& staged = std::get<std::vector<StagedItem<T>>>(m_staged);
  for (StagedItem<T>& item : staged) {
    const Change change = item.deleted ? take<T>(item.object, noticed) : put<T>(std::move(item.object), item.replaces, noticed);
    changes += change == Change::none ? 0U : 1U;
  }
  staged = {};
  if (list.everFinished) {
    countChange(changes);
  } else if (m_server.origin != Origin::files) {
    noteWatched<T>(noticed.at);
  }
  // A complete list says all there is: what could not be read before no longer matters.
  source(kKindOf<T>).skipped = list.skipped;
  if (list.skipped == 0) {
    source(kKindOf<T>).lastSkip.reset();
  }
  list.finishedVersion = list.version;
  list.everFinished = true;
  m_listed = true;
  list.reset();
  m_dirty = true;
  publishIfDue(false);
}

/// Into the table, and into the history what that changed.
template <class T>
Change Store::Impl::put(Box<T> object, bool force, Told told) {
  auto& table = std::get<TableWriter<T>>(m_tables);
  if constexpr (!std::is_same_v<T, ResourceClaim> && !std::is_same_v<T, Pod>) {
    return table.upsert(std::move(object), force);
  } else {
    Box<T> before;
    const T& after = *object;
    const Change change = table.upsert(object, force, &before);
    if (change == Change::added && before != nullptr) {
      m_history.gone(before, {told.at, false});  // nobody told when it went
      before = nullptr;
    }
    if (change != Change::none) {
      m_history.changed(before, after, told);
    }
    return change;
  }
}

template <class T>
Change Store::Impl::take(const Box<T>& object, Told told) {
  auto& table = std::get<TableWriter<T>>(m_tables);
  if constexpr (!std::is_same_v<T, ResourceClaim> && !std::is_same_v<T, Pod>) {
    return table.erase(object->meta);
  } else {
    Box<T> before;
    const Change change = table.erase(object->meta, &before);
    if (change != Change::none) {
      m_history.changed(before, *object, told);  // a DELETED line has the last version
      m_history.gone(object, told);
    }
    return change;
  }
}

template <class T>
void Store::Impl::noteWatched(Time since) {
  if constexpr (std::is_same_v<T, ResourceClaim>) {
    m_history.claimsWatched(since);
  } else if constexpr (std::is_same_v<T, Pod>) {
    m_history.podsWatched(since);
  }
}

/// Into the history only; what an object was before is kept as long as it lives.
template <class T>
void Store::Impl::remember(EventType type, Box<T> object, Time received) {
  if constexpr (std::is_same_v<T, ResourceClaim> || std::is_same_v<T, Pod>) {
    auto& known = std::get<std::unordered_map<Uid, Box<T>>>(m_remembered);
    const Told told{received, true};
    m_history.remembers(received);
    if (type == EventType::deleted) {
      m_history.changed(known[object->meta.uid], *object, told);
      m_history.gone(object, told);
      known.erase(object->meta.uid);
    } else {
      Box<T>& before = known[object->meta.uid];
      m_history.changed(before, *object, told);
      before = std::move(object);
    }
    m_dirty = true;
  }
}

/// After an outage the watch goes on where it ended and tells at once what happened meanwhile: that is not when it happened.
void Store::Impl::statusChanged(Kind kind, const SourceStatus& status) {
  constexpr std::int64_t kCatchUpMs = 1000;
  const SourceStatus& before = source(kind).status;
  const bool isBack = before.state == SourceState::stale && status.state != SourceState::stale;
  if (isBack || status.state == SourceState::stale || before.reconnects != status.reconnects) {
    listing(kind).catchesUpUntil = m_clock.now().ms + kCatchUpMs;
  }
  // Of a source that is well and has nothing new only the time changes, and time needs no snapshot of its own.
  const bool onlyContact = status.state == SourceState::live && before.state == status.state && !status.error && !before.error &&
                           before.objects == status.objects && before.relists == status.relists &&
                           before.reconnects == status.reconnects && before.resource.version == status.resource.version;
  m_statusDirty = m_statusDirty || !onlyContact;
  source(kind).status = status;
}

template <class T>
void Store::Impl::applyEvent(EventType type, Box<T> object, Time received) {
  if (listing(kKindOf<T>).active) {
    applyStreamed<T>(type, std::move(object));
    return;
  }
  const Told told{received, received.ms >= listing(kKindOf<T>).catchesUpUntil};
  const Change change = type == EventType::deleted ? take<T>(object, told) : put<T>(std::move(object), false, told);
  ++source(kKindOf<T>).status.events;
  if (change != Change::none) {
    countChange(1);
  }
  publishIfDue(false);
}

Store::Store(const Clock& clock, Executor& executor, StoreOptions options)
    : m_impl(std::make_shared<Impl>(clock, executor, options)) {}
Store::~Store() {
  m_impl->close();
}

SnapshotPtr Store::latest() const {
  return m_impl->latest();
}

void Store::subscribe(Listener listener) {
  m_impl->post([listener = std::move(listener)](Impl& self) mutable { self.m_listeners.push_back(std::move(listener)); });
}
void Store::flush(std::function<void()> done) {
  m_impl->post([done = std::move(done)](Impl& self) {
    self.publishIfDue(true);
    if (done) {
      done();
    }
  });
}
void Store::tick() {
  m_impl->post([](Impl& self) { self.publishIfDue(false); });
}

void Store::serverFound(const ServerInfo& server) {
  m_impl->post([server](Impl& self) {
    self.m_server = server;
    self.m_statusDirty = true;
  });
}

void Store::sourceChanged(const SourceStatus& status) {
  const std::optional<Kind> kind = kindOf(status.resource.group, status.resource.resource);
  if (kind) {
    m_impl->post([kind = *kind, status](Impl& self) {
      self.statusChanged(kind, status);
      self.publishIfDue(!self.m_firstSyncDone && self.isSettled());  // who waits for everything need not wait for the next beat
    });
  }
}

void Store::listStarted(const ApiResource& resource) {
  if (const std::optional<Kind> kind = kindOf(resource.group, resource.resource)) {
    m_impl->post([kind = *kind, version = resource.version](Impl& self) {
      Listing& list = self.listing(kind);
      list.reset();
      visitKind(kind, [&]<class T>(std::type_identity<T>) {
        std::get<std::vector<StagedItem<T>>>(self.m_staged) = {};
        list.sweeps = list.everFinished || std::get<TableWriter<T>>(self.m_tables).table().size() > 0;
      });
      list.active = true;
      list.version = version;
    });
  }
}

Result<ListInfo> Store::listPage(const ApiResource& resource, std::string& json) {
  const std::optional<Kind> kind = kindOf(resource.group, resource.resource);
  if (!kind) {
    return fail(ErrorCode::internal, "no decoder for " + resource.resource);
  }
  return visitKind(*kind, [&]<class T>(std::type_identity<T>) -> Result<ListInfo> {
    const Remembering remembering(m_impl->m_decoders[static_cast<std::size_t>(*kind)]);
    Result<DecodedPage<T>> page = decodeList<T>(resource, json);
    if (!page) {
      return fail(page.error());
    }
    if (!page->skipped.empty()) {
      m_impl->post([kind = *kind, error = page->skipped.back(), count = page->skipped.size()](Impl& self) {
        self.skip(kind, error, count);
      });
    }
    m_impl->post([items = std::move(page->items)](Impl& self) mutable { self.applyListed<T>(std::move(items)); });
    return page->info;
  });
}

void Store::listFinished(const ApiResource& resource, const std::string& resourceVersion) {
  if (const std::optional<Kind> kind = kindOf(resource.group, resource.resource)) {
    m_impl->post([kind = *kind, resourceVersion](Impl& self) {
      self.source(kind).status.resourceVersion = resourceVersion;
      visitKind(kind, [&]<class T>(std::type_identity<T>) { self.finishList<T>(); });
    });
  }
}

void Store::listAbandoned(const ApiResource& resource) {
  if (const std::optional<Kind> kind = kindOf(resource.group, resource.resource)) {
    m_impl->post([kind = *kind](Impl& self) {
      self.listing(kind).reset();
      visitKind(kind, [&]<class T>(std::type_identity<T>) { std::get<std::vector<StagedItem<T>>>(self.m_staged) = {}; });
    });
  }
}

Result<EventInfo> Store::watchLine(const ApiResource& resource, std::string& json) {
  const std::optional<Kind> kind = kindOf(resource.group, resource.resource);
  if (!kind) {
    return fail(ErrorCode::internal, "no decoder for " + resource.resource);
  }
  const Time received = m_impl->m_clock.now();
  return visitKind(*kind, [&]<class T>(std::type_identity<T>) -> Result<EventInfo> {
    const Remembering remembering(m_impl->m_decoders[static_cast<std::size_t>(*kind)]);
    Result<DecodedEvent<T>> event = decodeEvent<T>(resource, json);
    if (!event) {
      m_impl->post([kind = *kind, error = event.error()](Impl& self) { self.skip(kind, error, 1); });
      return fail(event.error());
    }
    if (event->object != nullptr) {
      m_impl->post([type = event->info.type, object = std::move(event->object), received](Impl& self) mutable {
        self.applyEvent<T>(type, std::move(object), received);
      });
    }
    return event->info;
  });
}

void Store::pastLine(const ApiResource& resource, std::string& json, Time received) {
  const std::optional<Kind> kind = kindOf(resource.group, resource.resource);
  if (kind != Kind::ResourceClaim && kind != Kind::Pod) {
    return;
  }
  visitKind(*kind, [&]<class T>(std::type_identity<T>) {
    Result<DecodedEvent<T>> event = decodeEvent<T>(resource, json);
    if (event && event->object != nullptr) {
      m_impl->post([type = event->info.type, object = std::move(event->object), received](Impl& self) mutable {
        self.remember<T>(type, std::move(object), received);
      });
    }
  });
}

}  // namespace claimscope::cluster
