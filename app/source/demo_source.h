// DemoSource: the simulated cluster, running at a speed or standing at its highlight. See source.h.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "app/source/source.h"
#include "model/simulation/world.h"

namespace claimscope::app {

class DemoSource final : public Source {
 public:
  DemoSource(std::unique_ptr<simulation::World> world, SourceOptions options);
  ~DemoSource() override;
  [[nodiscard]] const Clock& clock() const override { return m_clock; }
  void start(Executor& decode, FeedSink& sink) override;
  void stop() override;
  void fetch(Kind kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done) override;
  void fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) override;
  void reviewAccess(const std::vector<ApiResource>& kinds, const std::string& namespaceName,
                    std::function<void(AccessReport)> done) override;
  [[nodiscard]] std::shared_ptr<prometheus::Desk> openDesk(Executor& executor) override;
  [[nodiscard]] Asker asker() override;
  [[nodiscard]] std::string description() const override;
  /// Writes into the simulated world; null while the demo stands still.
  [[nodiscard]] std::shared_ptr<actions::ApiWriter> writer() override;

 private:
  void deliverLists(FeedSink& sink);
  void deliverPast(FeedSink& sink);
  void deliverChanges(FeedSink& sink);
  void run(const std::stop_token& stop, FeedSink& sink);
  void runTimers();
  [[nodiscard]] SourceStatus statusOf(const ApiResource& resource) const;

  SourceOptions m_options;
  mutable std::mutex m_mutex;  ///< guards the world
  std::unique_ptr<simulation::World> m_world;
  ManualClock m_clock;
  std::vector<ApiResource> m_resources;         ///< in load order
  std::map<std::string, std::uint64_t> m_seen;  ///< resource -> resourceVersion delivered
  std::map<std::string, SourceStatus> m_status;
  Executor* m_decode = nullptr;
  class Exporter;
  /// What the desk waits for, in virtual time; nothing ever of a standing demo.
  struct Timers {
    std::mutex mutex;
    std::multimap<std::int64_t, Task> due;
    bool standing = false;
  };
  std::shared_ptr<Timers> m_timers = std::make_shared<Timers>();
  std::shared_ptr<Exporter> m_exporter;
  class Writer;
  std::shared_ptr<Writer> m_writer;
  ManualClock m_deskClock;  ///< of a standing demo: its metrics are a moment old, as everybody's
  std::jthread m_thread;
};

}  // namespace claimscope::app
