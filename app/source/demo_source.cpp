#include "app/source/demo_source.h"

#include <algorithm>
#include <chrono>

#include "app/source/requests.h"

namespace claimscope::app {
namespace {

constexpr std::size_t kPage = 500;
constexpr auto kTick = std::chrono::milliseconds(50);

}  // namespace

DemoSource::DemoSource(std::unique_ptr<simulation::World> world, SourceOptions options)
    : m_options(std::move(options)), m_world(std::move(world)), m_clock(m_world->now()) {
  // The incident is what a demo is opened for: a running demo starts a little before it is complete.
  const Time highlight = m_world->highlight();
  m_world->advanceTo(highlight);
  m_clock.set(m_world->now());
}

DemoSource::~DemoSource() {
  DemoSource::stop();
}

void DemoSource::stop() {
  m_thread.request_stop();
  if (m_thread.joinable()) {
    m_thread.join();
  }
}

SourceStatus DemoSource::statusOf(const ApiResource& resource) const {
  const auto found = m_status.find(resource.resource);
  SourceStatus status = found == m_status.end() ? SourceStatus{} : found->second;
  status.resource = resource;
  status.lastContact = m_world->now();
  return status;
}

void DemoSource::start(Executor& decode, FeedSink& sink) {
  m_decode = &decode;
  const ServerInfo server = m_world->server();
  sink.serverFound(server);
  std::vector<KindRequest> requests = requestsOf(m_options);
  std::stable_sort(requests.begin(), requests.end(),
                   [](const KindRequest& a, const KindRequest& b) { return a.priority < b.priority; });
  for (const KindRequest& request : requests) {
    const auto served = std::find_if(server.served.begin(), server.served.end(), [&](const ApiResource& r) {
      return r.group == request.group && r.resource == request.resource;
    });
    if (served != server.served.end()) {
      m_resources.push_back(*served);
    } else {
      SourceStatus status;
      status.resource = {request.group, {}, request.resource, request.kind, request.namespaced};
      status.state = SourceState::notServed;
      status.lastContact = m_clock.now();
      sink.sourceChanged(status);
    }
  }
  if (m_options.speed <= 0) {
    deliverLists(sink);
    return;
  }
  m_thread = std::jthread([this, &sink](const std::stop_token& stop) {
    deliverLists(sink);
    run(stop, sink);
  });
}

void DemoSource::deliverLists(FeedSink& sink) {
  for (const ApiResource& resource : m_resources) {
    SourceStatus status = statusOf(resource);
    status.state = SourceState::loading;
    sink.sourceChanged(status);
    sink.listStarted(resource);
    simulation::ListQuery query;
    query.limit = kPage;
    for (;;) {
      Result<std::string> page;
      {
        const std::lock_guard lock(m_mutex);
        page = m_world->list(resource, query);
        m_seen[resource.resource] = m_world->resourceVersion();
      }
      const Result<ListInfo> info = page ? sink.listPage(resource, *page) : claimscope::fail(page.error());
      if (!info) {
        status.state = info.error().code == ErrorCode::forbidden ? SourceState::forbidden : SourceState::failed;
        status.error = info.error();
        sink.listAbandoned(resource);
        break;
      }
      status.bytes += page->size();
      status.objects += info->items;
      query.continueToken = info->continueToken;
      if (query.continueToken.empty()) {
        status.state = SourceState::live;
        status.resourceVersion = info->resourceVersion;
        sink.listFinished(resource, info->resourceVersion);
        break;
      }
    }
    m_status[resource.resource] = status;
    sink.sourceChanged(status);
  }
}

void DemoSource::deliverChanges(FeedSink& sink) {
  for (const ApiResource& resource : m_resources) {
    if (m_status[resource.resource].state != SourceState::live) {
      continue;
    }
    Result<std::vector<std::string>> lines;
    SourceStatus status;
    {
      const std::lock_guard lock(m_mutex);
      lines = m_world->changesAfter(resource, m_seen[resource.resource]);
      m_seen[resource.resource] = m_world->resourceVersion();
      status = statusOf(resource);
    }
    if (!lines) {
      continue;
    }
    for (std::string& line : *lines) {
      if (sink.watchLine(resource, line)) {
        ++status.events;
        status.bytes += line.size();
      }
    }
    m_status[resource.resource] = status;
    sink.sourceChanged(status);
  }
}

void DemoSource::run(const std::stop_token& stop, FeedSink& sink) {
  auto before = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    std::this_thread::sleep_for(kTick);
    const auto now = std::chrono::steady_clock::now();
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - before).count();
    before = now;
    {
      const std::lock_guard lock(m_mutex);
      m_clock.advance(static_cast<std::int64_t>(static_cast<double>(elapsed) * m_options.speed));
      m_world->advanceTo(m_clock.now());
    }
    deliverChanges(sink);
  }
}

void DemoSource::fetch(Kind kind, const std::string& namespaceName, const std::string& name,
                       std::function<void(Result<std::string>)> done) {
  m_decode->post([this, kind, namespaceName, name, done = std::move(done)] {
    const KindRequest& request = kindRequest(kind);
    const auto resource = std::find_if(m_resources.begin(), m_resources.end(), [&](const ApiResource& r) {
      return r.group == request.group && r.resource == request.resource;
    });
    if (resource == m_resources.end()) {
      done(claimscope::fail(ErrorCode::notServed, "the demo cluster does not serve " + request.resource));
      return;
    }
    const std::lock_guard lock(m_mutex);
    done(m_world->get(*resource, namespaceName, name));
  });
}

std::string DemoSource::description() const {
  return "demo cluster " + (m_options.scenario.empty() ? std::string("eks-hybrid") : m_options.scenario);
}

}  // namespace claimscope::app
