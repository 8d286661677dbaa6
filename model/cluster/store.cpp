#include "model/cluster/store.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <unordered_set>

#include "model/cluster/derive.h"
#include "model/cluster/table_writer.h"

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

/// Where a list of one kind stands.
struct Listing {
  bool active = false;
  bool everFinished = false;                          ///< a first list has been completed
  std::unordered_set<ObjectKey, ObjectKeyHash> seen;  ///< names in this list, to delete what vanished
  std::vector<std::function<void()>> staged;          ///< pages of a relist, applied at its end in one step
  std::uint64_t skipped = 0;                          ///< items of this list that could not be read
};

}  // namespace

/// Shared with the tasks on the strand, so that a store may be destroyed while work is queued.
class Store::Impl : public std::enable_shared_from_this<Store::Impl> {
 public:
  Impl(const Clock& clock, Executor& executor, StoreOptions options)
      : m_clock(clock), m_strand(std::make_shared<Strand>(executor)), m_options(options) {
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

  template <class Fn>
  void post(Fn task) {
    m_strand->post([weak = weak_from_this(), task = std::move(task)]() mutable {
      if (const std::shared_ptr<Impl> self = weak.lock()) {
        task(*self);
      }
    });
  }

  void publishIfDue(bool force);
  void countChange(std::uint64_t changes);
  void noteCreated(Time created);
  [[nodiscard]] SnapshotPtr latest() const {
    const std::lock_guard lock(m_latestMutex);
    return m_latest;
  }

  template <class T>
  void applyListed(std::vector<std::shared_ptr<const T>> items);
  template <class T>
  void finishList();
  template <class T>
  void applyEvent(EventType type, std::shared_ptr<const T> object);

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

  // The strand's own from here on.
  Writers m_tables;
  std::array<Source, kKindCount> m_sources;
  std::array<Listing, kKindCount> m_listings;
  ServerInfo m_server;
  ChangeDensity m_density;
  ChangeDensity m_created;
  std::uint64_t m_totalChanges = 0;
  Revision m_revision = 0;
  bool m_dirty = true;
  bool m_statusDirty = false;
  bool m_anythingUseful = false;
  bool m_publishedUseful = false;
  std::int64_t m_lastPublish = -1'000'000;
  std::int64_t m_lastCost = 0;
  std::vector<Listener> m_listeners;

  mutable std::mutex m_latestMutex;
  SnapshotPtr m_latest;
};

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
  const std::int64_t pause = std::max(m_options.minPublishMs, 4 * m_lastCost);
  if (!force && !firstUseful) {
    if ((m_dirty || m_statusDirty) ? now - m_lastPublish < pause : now - m_lastPublish < 1000) {
      return;
    }
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
  next->firstSyncDone = std::all_of(m_sources.begin(), m_sources.end(), [](const Source& s) {
    return s.status.state != SourceState::waiting && s.status.state != SourceState::loading;
  });
  const SnapshotPtr previous = latest();
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
}

template <class T>
void Store::Impl::applyListed(std::vector<std::shared_ptr<const T>> items) {
  auto& table = std::get<TableWriter<T>>(m_tables);
  Listing& list = listing(kKindOf<T>);
  if (list.active) {
    for (const auto& item : items) {
      list.seen.insert({item->meta.namespaceName, item->meta.name});
    }
  }
  std::uint64_t changes = 0;
  if (list.active && list.everFinished) {
    list.staged.push_back([this, &table, page = std::move(items)]() mutable {
      std::uint64_t applied = 0;
      for (auto& item : page) {
        applied += table.upsert(std::move(item), true) == Change::none ? 0U : 1U;
      }
      countChange(applied);
    });
  } else {
    for (auto& item : items) {
      noteCreated(item->meta.created);
      changes += table.upsert(std::move(item), true) == Change::none ? 0U : 1U;
    }
  }
  if (!list.everFinished) {
    m_dirty = m_dirty || changes > 0;
    constexpr Kind kUseful[] = {Kind::ResourceSlice, Kind::Node, Kind::ResourceClaim};
    m_anythingUseful =
        m_anythingUseful || (changes > 0 && std::find(std::begin(kUseful), std::end(kUseful), kKindOf<T>) != std::end(kUseful));
  }
  publishIfDue(false);
}

template <class T>
void Store::Impl::finishList() {
  auto& table = std::get<TableWriter<T>>(m_tables);
  Listing& list = listing(kKindOf<T>);
  if (!list.active) {
    return;
  }
  std::vector<Slot> vanished;
  table.table().forEach([&](Slot slot, const T& object) {
    if (list.seen.count({object.meta.namespaceName, object.meta.name}) == 0) {
      vanished.push_back(slot);
    }
  });
  for (const Slot slot : vanished) {
    table.eraseSlot(slot);
  }
  for (const auto& apply : list.staged) {
    apply();
  }
  if (list.everFinished) {
    countChange(vanished.size());
  }
  // A complete list says all there is: what could not be read before no longer matters.
  source(kKindOf<T>).skipped = list.skipped;
  if (list.skipped == 0) {
    source(kKindOf<T>).lastSkip.reset();
  }
  list = {};
  list.everFinished = true;
  m_dirty = true;
  publishIfDue(false);
}

template <class T>
void Store::Impl::applyEvent(EventType type, std::shared_ptr<const T> object) {
  auto& table = std::get<TableWriter<T>>(m_tables);
  const Change change = type == EventType::deleted ? table.erase(object->meta) : table.upsert(std::move(object));
  ++source(kKindOf<T>).status.events;
  if (change != Change::none) {
    countChange(1);
  }
  publishIfDue(false);
}

Store::Store(const Clock& clock, Executor& executor, StoreOptions options)
    : m_impl(std::make_shared<Impl>(clock, executor, options)) {}
Store::~Store() = default;

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
      self.source(kind).status = status;
      self.m_statusDirty = true;
      self.publishIfDue(false);
    });
  }
}

void Store::listStarted(const ApiResource& resource) {
  if (const std::optional<Kind> kind = kindOf(resource.group, resource.resource)) {
    m_impl->post([kind = *kind](Impl& self) {
      Listing& list = self.listing(kind);
      const bool finished = list.everFinished;
      list = {};
      list.active = true;
      list.everFinished = finished;
    });
  }
}

Result<ListInfo> Store::listPage(const ApiResource& resource, std::string& json) {
  const std::optional<Kind> kind = kindOf(resource.group, resource.resource);
  if (!kind) {
    return fail(ErrorCode::internal, "no decoder for " + resource.resource);
  }
  return visitKind(*kind, [&]<class T>(std::type_identity<T>) -> Result<ListInfo> {
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
      const bool finished = self.listing(kind).everFinished;
      self.listing(kind) = {};
      self.listing(kind).everFinished = finished;
    });
  }
}

Result<EventInfo> Store::watchLine(const ApiResource& resource, std::string& json) {
  const std::optional<Kind> kind = kindOf(resource.group, resource.resource);
  if (!kind) {
    return fail(ErrorCode::internal, "no decoder for " + resource.resource);
  }
  return visitKind(*kind, [&]<class T>(std::type_identity<T>) -> Result<EventInfo> {
    Result<DecodedEvent<T>> event = decodeEvent<T>(resource, json);
    if (!event) {
      m_impl->post([kind = *kind, error = event.error()](Impl& self) { self.skip(kind, error, 1); });
      return fail(event.error());
    }
    if (event->object != nullptr) {
      m_impl->post([type = event->info.type, object = std::move(event->object)](Impl& self) mutable {
        self.applyEvent<T>(type, std::move(object));
      });
    }
    return event->info;
  });
}

}  // namespace claimscope::cluster
