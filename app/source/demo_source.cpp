#include "app/source/demo_source.h"

#include <algorithm>
#include <chrono>

#include "app/source/pod_logs.h"
#include "app/source/requests.h"
#include "model/actions/api_writer.h"
#include "model/base/access_words.h"
#include "model/kube/access.h"
#include "model/prometheus/discovery.h"
#include "model/simulation/asked.h"

namespace claimscope::app {
namespace {

constexpr std::size_t kPage = 500;
constexpr auto kTick = std::chrono::milliseconds(50);
constexpr std::int64_t kMetricsAgeMs = 14'000;

}  // namespace

/// The simulated Prometheus, and what the API server tells about where it is. Ends with the source; fetchers may live longer.
class DemoSource::Exporter final : public std::enable_shared_from_this<DemoSource::Exporter> {
 public:
  explicit Exporter(DemoSource& source) : m_source(&source) {}
  void close() {
    const std::lock_guard lock(m_mutex);
    m_source = nullptr;
  }
  /// False once the source has ended.
  template <class Read>
  bool read(Read&& read) {
    const std::lock_guard lock(m_mutex);
    if (m_source == nullptr) {
      return false;
    }
    const std::lock_guard world(m_source->m_mutex);
    read(*m_source->m_world);
    return true;
  }

 private:
  std::mutex m_mutex;
  DemoSource* m_source;
};

/// The simulated API server as guided actions use it. Ends with the source; executions may live longer, and hear nothing then.
class DemoSource::Writer final : public actions::ApiWriter {
 public:
  explicit Writer(DemoSource& source) : m_source(&source) {}
  void close() {
    const std::lock_guard lock(m_mutex);
    m_source = nullptr;
  }
  void send(actions::ApiCall call, std::function<void(actions::ApiAnswer)> done) override {
    actions::ApiAnswer answer;
    {
      const std::lock_guard lock(m_mutex);
      if (m_source == nullptr) {
        return;
      }
      const std::lock_guard world(m_source->m_mutex);
      simulation::HttpReply reply = m_source->m_world->request({call.method, call.path, call.body});
      answer.status = reply.status;
      answer.body = std::move(reply.body);
    }
    if (answer.status >= 300) {
      answer.error = Error{answer.status == 403   ? ErrorCode::forbidden
                           : answer.status == 404 ? ErrorCode::notFound
                           : answer.status == 429 ? ErrorCode::throttled
                                                  : ErrorCode::serverError,
                           "HTTP " + std::to_string(answer.status),
                           {},
                           std::nullopt,
                           answer.status};
    }
    done(std::move(answer));
  }

 private:
  std::mutex m_mutex;
  DemoSource* m_source;
};

namespace {

/// The same way as through an API server.
template <class Exporter>
class DemoFetcher final : public prometheus::Fetcher {
 public:
  explicit DemoFetcher(std::shared_ptr<Exporter> exporter) : m_exporter(std::move(exporter)) {}
  void fetch(prometheus::FetchRequest request, std::function<void(prometheus::FetchAnswer)> done) override {
    prometheus::FetchAnswer answer;
    if (!m_exporter->read([&](const simulation::World& world) {
          simulation::HttpReply reply = world.prometheus(request.path, request.form);
          answer.status = reply.status;
          answer.body = std::move(reply.body);
        })) {
      return;
    }
    answer.cut = answer.body.size() > request.maxBytes;
    answer.body.resize(std::min(answer.body.size(), request.maxBytes));
    done(std::move(answer));
  }

 private:
  std::shared_ptr<Exporter> m_exporter;
};

}  // namespace

DemoSource::DemoSource(std::unique_ptr<simulation::World> world, SourceOptions options)
    : m_options(std::move(options)), m_world(std::move(world)), m_clock(m_world->now()), m_deskClock(m_world->now()) {
  // The incident is what a demo is opened for: a running demo starts a little before it is complete.
  const Time highlight = m_world->highlight();
  m_world->advanceTo(highlight);
  m_clock.set(m_world->now());
  m_deskClock.set(m_world->now() + -kMetricsAgeMs);
}

DemoSource::~DemoSource() {
  DemoSource::stop();
}

void DemoSource::stop() {
  m_thread.request_stop();
  if (m_thread.joinable()) {
    m_thread.join();
  }
  if (m_exporter != nullptr) {
    m_exporter->close();
  }
  if (m_writer != nullptr) {
    m_writer->close();
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
    if (&resource == &m_resources.back() && m_options.remembers) {
      deliverPast(sink);  // before the last list is said to be complete: the first whole picture has it
    }
    m_status[resource.resource] = status;
    sink.sourceChanged(status);
  }
}

void DemoSource::deliverPast(FeedSink& sink) {
  std::vector<simulation::PastLine> past;
  {
    const std::lock_guard lock(m_mutex);
    past = m_world->past();
  }
  std::map<std::string, const ApiResource*> byName;
  for (const ApiResource& resource : m_resources) {
    byName[resource.resource] = &resource;
  }
  if (byName.count("pods") == 0 || byName.count("resourceclaims") == 0) {
    return;  // lives are of both
  }
  for (simulation::PastLine& line : past) {
    sink.pastLine(*byName[line.resource], line.line, line.at);
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
    runTimers();
  }
}

void DemoSource::runTimers() {
  std::vector<Task> due;
  {
    const std::lock_guard lock(m_timers->mutex);
    const auto end = m_timers->due.upper_bound(m_clock.steadyMs());
    for (auto timer = m_timers->due.begin(); timer != end; ++timer) {
      due.push_back(std::move(timer->second));
    }
    m_timers->due.erase(m_timers->due.begin(), end);
  }
  for (const Task& task : due) {
    task();
  }
}

std::shared_ptr<prometheus::Desk> DemoSource::openDesk(Executor& executor) {
  if (m_exporter == nullptr) {
    m_exporter = std::make_shared<Exporter>(*this);
  }
  m_timers->standing = m_options.speed <= 0;
  const Clock& deskClock = m_timers->standing ? static_cast<const Clock&>(m_deskClock) : m_clock;
  const prometheus::ApiGet get = [exporter = m_exporter](const std::string& path,
                                                         const std::function<void(Result<std::string>)>& done) {
    simulation::HttpReply reply;
    if (!exporter->read([&](const simulation::World& world) { reply = world.apiGet(path); })) {
      return;
    }
    if (reply.status == 200) {
      done(std::move(reply.body));
    } else {
      done(claimscope::fail(Error{reply.status == 403 ? ErrorCode::forbidden : ErrorCode::notFound,
                                  "HTTP " + std::to_string(reply.status),
                                  {},
                                  std::nullopt,
                                  reply.status}));
    }
  };
  const prometheus::MakeFetcher make = [exporter = m_exporter](const prometheus::Candidate&) {
    return std::make_shared<DemoFetcher<Exporter>>(exporter);
  };
  const auto after = [timers = m_timers, &deskClock](std::int64_t delayMs, Task task) {
    if (!timers->standing) {
      const std::lock_guard lock(timers->mutex);
      timers->due.emplace(deskClock.steadyMs() + delayMs, std::move(task));
    }
  };
  // Its own file of metrics is for clusters: the demo is the same on every machine.
  return std::make_shared<prometheus::Desk>(
      prometheus::DeskOptions{},
      prometheus::DeskParts{deskClock, executor, after, [get, make](std::function<void(prometheus::Place)> done) {
                              prometheus::discover(get, make, std::move(done));
                            }});
}

Asker DemoSource::asker() {
  if (m_exporter == nullptr) {
    m_exporter = std::make_shared<Exporter>(*this);
  }
  return [exporter = m_exporter](const std::string& path, const std::string& body,
                                 const std::function<void(Result<std::string>)>& done) {
    simulation::HttpReply reply{404, {}};
    const auto ask = [&](const simulation::World& world) {
      reply = world.apiGet(path);
      reply = reply.status == 404 ? simulation::answerFromTables(world, path).value_or(reply) : reply;
    };
    if (body.empty() && !exporter->read(ask)) {
      return;
    }
    if (reply.status == 200) {
      done(std::move(reply.body));
      return;
    }
    const ErrorCode code = reply.status == 403 ? ErrorCode::forbidden : ErrorCode::notFound;
    done(claimscope::fail(
        Error{code, reply.body.empty() ? "HTTP " + std::to_string(reply.status) : reply.body, {}, std::nullopt, reply.status}));
  };
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

void DemoSource::fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) {
  m_decode->post([this, request, done = std::move(done)] {
    simulation::HttpReply reply;
    {
      const std::lock_guard lock(m_mutex);
      reply = m_world->apiGet(podLogPath(request));
    }
    done(podLogOf(request, reply.status, std::move(reply.body)));
  });
}

void DemoSource::reviewAccess(const std::vector<ApiResource>& kinds, const std::string& namespaceName,
                              std::function<void(AccessReport)> done) {
  AccessReport report;
  report.at = m_clock.now();
  report.namespaceName = namespaceName.empty() ? "default" : namespaceName;
  report.user = "demo";
  report.rules = kube::accessQuestions(kinds);
  std::map<std::string, std::string> refused;  // resource -> what the server says; the world lets lists of some kinds fail
  for (const ApiResource& kind : kinds) {
    simulation::ListQuery query;
    query.limit = 1;
    const std::lock_guard lock(m_mutex);
    if (const auto page = m_world->list(kind, query); !page && page.error().code == ErrorCode::forbidden) {
      refused[kind.resource] = page.error().message;
    }
  }
  for (AccessRule& rule : report.rules) {
    if (const auto found = refused.find(rule.resource); found != refused.end() && isRead(rule)) {
      rule.cluster = rule.inNamespace = Permission::denied;
      rule.reason = found->second;
      continue;
    }
    // A demo that stands still takes no writes; as on a server, that is a refusal with a reason.
    const bool takes = isRead(rule) || m_options.speed > 0 || rule.subresource == "log";
    rule.cluster = rule.inNamespace = takes ? Permission::allowed : Permission::denied;
    rule.reason = takes ? "" : "the demo cluster is read-only";
  }
  done(std::move(report));
}

std::shared_ptr<actions::ApiWriter> DemoSource::writer() {
  if (m_options.speed <= 0) {
    return nullptr;
  }
  if (m_writer == nullptr) {
    m_writer = std::make_shared<Writer>(*this);
  }
  return m_writer;
}

std::string DemoSource::description() const {
  return "demo cluster " + (m_options.scenario.empty() ? std::string("eks-hybrid") : m_options.scenario);
}

}  // namespace claimscope::app
