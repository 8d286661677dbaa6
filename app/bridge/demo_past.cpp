#include "app/bridge/demo_past.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/base/executor.h"
#include "model/cluster/store.h"
#include "model/simulation/world.h"

namespace claimscope::app {
namespace {

constexpr std::int64_t kStepMs = 5'000;
constexpr std::int64_t kFindingsMs = 15'000;   ///< diagnoses are the dear part in a large cluster
constexpr std::int64_t kAfterMs = 240'000;     ///< that follow the incident
constexpr std::int64_t kBeforeMs = 1'800'000;  ///< no more than so much before it

/// A world delivered into a store as a watch would, all in one thread.
class WatchedWorld {
 public:
  explicit WatchedWorld(std::unique_ptr<simulation::World> world)
      : m_world(std::move(world)), m_clock(m_world->now()), m_store(m_clock, m_executor) {
    const ServerInfo server = m_world->server();
    m_store.serverFound(server);
    for (const KindRequest& request : allKindRequests()) {
      const auto served = std::find_if(server.served.begin(), server.served.end(), [&](const ApiResource& resource) {
        return resource.group == request.group && resource.resource == request.resource;
      });
      if (served != server.served.end()) {
        list(*served);
      } else {
        setState({request.group, {}, request.resource, request.kind, request.namespaced}, SourceState::notServed);
      }
    }
    m_store.flush();
  }

  void advanceTo(Time time) {
    m_world->advanceTo(time);
    m_clock.set(time);
    for (auto& [name, seen] : m_seen) {
      Result<std::vector<std::string>> lines = m_world->changesAfter(seen.resource, seen.version);
      seen.version = m_world->resourceVersion();
      if (lines) {
        for (std::string& line : *lines) {
          static_cast<void>(m_store.watchLine(seen.resource, line));  // what cannot be read is counted in the snapshot
        }
      }
      setState(seen.resource, SourceState::live);
    }
    m_store.flush();
  }

  [[nodiscard]] const simulation::World& world() const { return *m_world; }
  [[nodiscard]] cluster::SnapshotPtr snapshot() const { return m_store.latest(); }

 private:
  struct Seen {
    ApiResource resource;
    std::uint64_t version = 0;
  };

  void setState(const ApiResource& resource, SourceState state) {
    SourceStatus status;
    status.resource = resource;
    status.state = state;
    status.lastContact = m_clock.now();
    m_store.sourceChanged(status);
  }

  void list(const ApiResource& resource) {
    m_store.listStarted(resource);
    simulation::ListQuery query;
    query.limit = 500;
    do {
      Result<std::string> page = m_world->list(resource, query);
      const Result<ListInfo> info = page ? m_store.listPage(resource, *page) : fail(page.error());
      if (!info) {
        m_store.listAbandoned(resource);
        SourceStatus status;
        status.resource = resource;
        status.state = info.error().code == ErrorCode::forbidden ? SourceState::forbidden : SourceState::failed;
        status.error = info.error();
        m_store.sourceChanged(status);
        return;
      }
      query.continueToken = info->continueToken;
    } while (!query.continueToken.empty());
    m_store.listFinished(resource, std::to_string(m_world->resourceVersion()));
    setState(resource, SourceState::live);
    m_seen[resource.resource] = {resource, m_world->resourceVersion()};
  }

  std::unique_ptr<simulation::World> m_world;
  ManualClock m_clock;
  InlineExecutor m_executor;
  cluster::Store m_store;
  std::map<std::string, Seen> m_seen;
};

}  // namespace

Result<std::unique_ptr<DemoPast>> watchDemo(const SourceOptions& source) {
  if (!source.demo) {
    return fail(ErrorCode::usage, "only a demo has been watched before its picture is taken", "Add --demo, or leave --ago out");
  }
  simulation::WorldOptions options;
  options.scenario = source.scenario.empty() ? options.scenario : source.scenario;
  options.seed = source.seed;
  Result<std::unique_ptr<simulation::World>> made = simulation::makeWorld(options);
  if (!made) {
    return fail(made.error());
  }
  std::unique_ptr<simulation::World> world = std::move(*made);
  const Time highlight = world->highlight();
  if (highlight - world->now() > kBeforeMs) {
    world->advanceTo(highlight + -kBeforeMs);
  }
  WatchedWorld watched(std::move(world));
  auto out = std::make_unique<DemoPast>();
  const Time end = highlight + kAfterMs;
  for (Time now = watched.world().now(); now <= end; now = now + kStepMs) {
    watched.advanceTo(now);
    out->newest = watched.snapshot();
    out->past.add(out->newest);
    if (now.ms / kFindingsMs != (now.ms + -kStepMs) / kFindingsMs || now + kStepMs > end) {
      out->findings.note(now, diagnosis::diagnose(*out->newest));
    }
  }
  return out;
}

}  // namespace claimscope::app
