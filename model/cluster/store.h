// Store: the single writer. Takes bytes from a feed, keeps the tables, publishes snapshots.
#pragma once

#include <functional>
#include <memory>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/base/feed.h"
#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

struct StoreOptions {
  std::int64_t minPublishMs = 100;  ///< snapshots are at least this far apart; the first useful one comes at once
  std::int64_t densityBucketMs = 10'000;
  std::size_t densityBuckets = 360;
  std::int64_t historyMs = 2 * 60 * 60'000;  ///< claims and pods that are gone are kept so long: an hour and the hour before
  std::size_t historyMost = 50'000;          ///< of each; the oldest go first
};

/// FeedSink whose calls decode on the caller's thread and hand typed batches to the store's strand.
/// Everything after that (apply, derive, publish) runs on the strand of `executor`, in order.
class Store final : public FeedSink {
 public:
  using Listener = std::function<void(SnapshotPtr)>;

  /// `clock` and `executor` must outlive the store. The listener is called on the strand, with each new snapshot.
  Store(const Clock& clock, Executor& executor, StoreOptions options = {});
  ~Store() override;

  void subscribe(Listener listener);
  /// The newest snapshot; never null (an empty one before the first).
  [[nodiscard]] SnapshotPtr latest() const;
  /// Publishes what has been applied even when minPublishMs has not passed; for files, commands and virtual time.
  /// `done` runs on the strand after that snapshot is out.
  void flush(std::function<void()> done = {});
  /// Publishes when changes wait and minPublishMs has passed; call it from a timer every 50 ms or so. When nothing changed
  /// it publishes at most once a second, so that ages run on.
  void tick();

  void serverFound(const ServerInfo& server) override;
  void sourceChanged(const SourceStatus& status) override;
  void listStarted(const ApiResource& resource) override;
  Result<ListInfo> listPage(const ApiResource& resource, std::string& json) override;
  void listFinished(const ApiResource& resource, const std::string& resourceVersion) override;
  void listAbandoned(const ApiResource& resource) override;
  Result<EventInfo> watchLine(const ApiResource& resource, std::string& json) override;
  void pastLine(const ApiResource& resource, std::string& json, Time received) override;

 private:
  class Impl;
  std::shared_ptr<Impl> m_impl;
};

}  // namespace claimscope::cluster
