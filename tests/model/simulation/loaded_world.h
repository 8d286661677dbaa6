// LoadedWorld: a simulated world and the store it was loaded into, as the demo source does it; all in one thread.
#pragma once

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/cluster/store.h"
#include "model/simulation/world.h"

namespace claimscope::simulation {

inline std::unique_ptr<World> worldOf(const std::string& scenario, std::uint64_t seed = 1) {
  WorldOptions options;
  options.scenario = scenario;
  options.seed = seed;
  Result<std::unique_ptr<World>> world = makeWorld(options);
  if (!world) {
    throw std::runtime_error(world.error().text());
  }
  return std::move(*world);
}

class LoadedWorld {
 public:
  explicit LoadedWorld(const std::string& scenario, bool atHighlight = true, std::uint64_t seed = 1)
      : world(worldOf(scenario, seed)), m_clock(world->now()), m_store(m_clock, m_executor) {
    if (atHighlight) {
      world->advanceTo(world->highlight());
    }
    m_clock.set(world->now());
    const ServerInfo server = world->server();
    m_store.serverFound(server);
    for (const KindRequest& request : allKindRequests()) {
      const auto served = std::find_if(server.served.begin(), server.served.end(), [&](const ApiResource& resource) {
        return resource.group == request.group && resource.resource == request.resource;
      });
      if (served != server.served.end()) {
        load(*served);
        continue;
      }
      SourceStatus status;
      status.resource = {request.group, {}, request.resource, request.kind, request.namespaced};
      status.state = SourceState::notServed;
      m_store.sourceChanged(status);
    }
    m_store.flush();
  }

  /// Lets time run and delivers the changes.
  void advance(std::int64_t ms) {
    world->advanceTo(world->now() + ms);
    m_clock.set(world->now());
    for (auto& [name, source] : m_sources) {
      std::vector<std::string> lines = world->changesAfter(source.resource, source.version).value();
      for (std::string& line : lines) {
        if (!m_store.watchLine(source.resource, line)) {
          throw std::runtime_error("cannot read " + line);
        }
        ++events;
      }
      source.version = world->resourceVersion();
    }
    m_store.flush();
  }

  [[nodiscard]] cluster::SnapshotPtr snapshot() const { return m_store.latest(); }
  [[nodiscard]] cluster::Store& store() { return m_store; }
  [[nodiscard]] ManualClock& clock() { return m_clock; }
  /// Only what was loaded is left; nothing may be advanced after that.
  void dropWorld() { world.reset(); }

  std::unique_ptr<World> world;
  std::uint64_t events = 0;

 private:
  struct Source {
    ApiResource resource;
    std::uint64_t version = 0;
  };

  void load(const ApiResource& resource) {
    SourceStatus status;
    status.resource = resource;
    status.lastContact = world->now();
    m_store.listStarted(resource);
    ListQuery query;
    query.limit = 500;
    do {
      Result<std::string> page = world->list(resource, query);
      Result<ListInfo> info = page ? m_store.listPage(resource, *page) : fail(page.error());
      if (!info) {
        m_store.listAbandoned(resource);
        status.state = info.error().code == ErrorCode::forbidden ? SourceState::forbidden : SourceState::failed;
        status.error = info.error();
        m_store.sourceChanged(status);
        return;
      }
      query.continueToken = info->continueToken;
      status.resourceVersion = info->resourceVersion;
    } while (!query.continueToken.empty());
    m_store.listFinished(resource, status.resourceVersion);
    status.state = SourceState::live;
    m_store.sourceChanged(status);
    m_sources[resource.resource] = {resource, world->resourceVersion()};
  }

  ManualClock m_clock;
  InlineExecutor m_executor;
  cluster::Store m_store;
  std::map<std::string, Source> m_sources;
};

}  // namespace claimscope::simulation
