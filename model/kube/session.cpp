#include "model/kube/session.h"

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>

#include "model/kube/credentials.h"
#include "model/kube/discovery.h"
#include "model/kube/lane.h"
#include "model/kube/reflector.h"

namespace claimscope::kube {
namespace {

constexpr int kFirstPriority = 1;  ///< slices, claims, classes and rules are loaded before anything else
constexpr std::size_t kListsAtOnce = 6;
constexpr std::int64_t kPatienceMs = 2'000;
constexpr std::int64_t kHeartbeatMs = 4'000;
constexpr std::int64_t kHeartbeatTimeoutMs = 10'000;
constexpr const char* kAggregated =
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/"
    "json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
    "application/json";

bool isLoopback(const std::string& server) {
  return server.find("://127.") != std::string::npos || server.find("://localhost") != std::string::npos ||
         server.find("://[::1]") != std::string::npos;
}

std::map<std::string, std::string> proxyEnvironment() {
  std::map<std::string, std::string> out;
  for (const char* name : {"HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"}) {
    if (const char* value = std::getenv(name)) {
      out[name] = value;
    }
  }
  return out;
}

}  // namespace

class Session::Impl : public std::enable_shared_from_this<Session::Impl> {
 public:
  Impl(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink)
      : m_connection(std::move(connection)),
        m_options(std::move(options)),
        m_clock(clock),
        m_decode(decode),
        m_sink(sink),
        m_credentials(std::make_shared<Credentials>(m_connection, clock)),
        m_strand(std::make_shared<Strand>(decode)),
        m_watchLane(std::make_shared<Lane>(m_connection, "kube-watch", m_options.connectTimeoutMs, proxyEnvironment())),
        m_callLane(std::make_shared<Lane>(m_connection, "kube-call", m_options.connectTimeoutMs, proxyEnvironment(),
                                          Sharing::connectionEach)) {}

  void start(std::vector<KindRequest> kinds) {
    m_kinds = std::move(kinds);
    post([](Impl& self) { self.discover(); });
  }

  void stop() {
    m_stopped = true;
    {
      const std::lock_guard lock(m_mutex);
      for (const auto& reflector : m_reflectors) {
        reflector->stop();
      }
    }
    // Only closed: tasks on decode threads may be using them.
    m_watchLane->close();
    m_callLane->close();
  }

  void get(const std::string& path, const std::string& accept, std::function<void(Result<std::string>)> done) {
    m_decode.post([weak = weak_from_this(), path, accept, done = std::move(done)] {
      if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
        self->send("GET", path, accept, {}, done);
      }
    });
  }

  void fetch(const KindRequest& kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done) {
    post([kind, namespaceName, name, done = std::move(done)](Impl& self) {
      const std::optional<ApiResource> resource = choose(kind, self.m_served);
      if (resource) {
        self.get(Session::pathOf(*resource, namespaceName, name), "application/json", done);
      } else {
        done(claimscope::fail(ErrorCode::notServed, "the API server does not serve " + kind.resource));
      }
    });
  }

 private:
  void post(std::function<void(Impl&)> task) {
    m_strand->post([weak = weak_from_this(), task = std::move(task)] {
      if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
        task(*self);
      }
    });
  }

  /// On a decode thread; `done` runs on one too.
  void send(const char* method, const std::string& path, const std::string& accept, std::string body,
            std::function<void(Result<std::string>)> done, std::optional<std::int64_t> timeoutMs = std::nullopt) {
    const auto identity = m_credentials->current();
    if (!identity) {
      done(claimscope::fail(identity.error()));
      return;
    }
    Request request;
    request.method = method;
    request.path = path;
    request.accept = accept;
    request.body = std::move(body);
    request.timeoutMs = timeoutMs.value_or(m_options.requestTimeoutMs);
    request.identity = *identity;
    request.onDone = [weak = weak_from_this(), done = std::move(done), used = *identity](Response response) {
      const auto self = weak.lock();
      if (self == nullptr || self->m_stopped) {
        return;
      }
      if (response.status == 401) {
        self->m_credentials->refused(used);
      }
      self->m_decode.post([done, response = std::make_shared<Response>(std::move(response))] {
        if (response->error) {
          done(claimscope::fail(*response->error));
        } else {
          done(std::move(response->body));
        }
      });
    };
    m_callLane->submit(std::move(request));
  }

  void getThen(const std::string& path, const std::string& accept, std::function<void(Impl&, Result<std::string>)> next,
               std::optional<std::int64_t> timeoutMs = std::nullopt) {
    send(
        "GET", path, accept, {},
        [weak = weak_from_this(), next = std::move(next)](Result<std::string> result) {
          if (const auto self = weak.lock()) {
            self->post([next, result = std::make_shared<Result<std::string>>(std::move(result))](Impl& impl) {
              next(impl, std::move(*result));
            });
          }
        },
        timeoutMs);
  }

  void discover() {
    getThen("/version", "application/json", [](Impl& self, Result<std::string> version) {
      if (!version) {
        self.discoveryFailed(version.error());
        return;
      }
      if (!isApiDocument(*version)) {
        self.discoveryFailed(notAnApiServer(withoutPassword(self.m_connection.server), *version));
        return;
      }
      self.m_server = {};
      self.m_server.origin = Origin::apiServer;
      self.m_server.context = self.m_connection.context;
      self.m_server.address = withoutPassword(self.m_connection.server);
      self.m_server.insecure = self.m_connection.insecureSkipTlsVerify;
      self.m_server.user = self.m_connection.user;
      readVersion(*version, self.m_server);
      self.m_served = {};
      self.getThen("/api", kAggregated, [](Impl& inner, Result<std::string> core) { inner.onRoot("/api", std::move(core)); });
    });
  }

  void onRoot(const std::string& root, Result<std::string> answer) {
    if (!answer) {
      discoveryFailed(answer.error());
      return;
    }
    if (!isApiDocument(*answer)) {
      discoveryFailed(notAnApiServer(withoutPassword(m_connection.server) + root, *answer));
      return;
    }
    std::vector<std::string> pending;
    if (!addAggregated(*answer, m_served)) {
      for (const std::string& groupVersion : groupVersions(*answer)) {
        const bool wanted = std::any_of(m_kinds.begin(), m_kinds.end(), [&](const KindRequest& kind) {
          return groupVersion == kind.group || (kind.group.empty() ? groupVersion.find('/') == std::string::npos
                                                                   : groupVersion.rfind(kind.group + "/", 0) == 0);
        });
        if (wanted) {
          pending.push_back(groupVersion);
        }
      }
    }
    readGroups(root, std::move(pending));
  }

  /// Servers before aggregated discovery: one request per group version, one after another.
  void readGroups(const std::string& root, std::vector<std::string> pending) {
    if (pending.empty()) {
      if (root == "/api") {
        getThen("/apis", kAggregated, [](Impl& self, Result<std::string> groups) { self.onRoot("/apis", std::move(groups)); });
      } else {
        discovered();
      }
      return;
    }
    const std::string groupVersion = pending.back();
    pending.pop_back();
    getThen(root + "/" + groupVersion, "application/json", [root, groupVersion, pending](Impl& self, Result<std::string> answer) {
      const std::size_t slash = groupVersion.find('/');
      if (!answer && answer.error().code != ErrorCode::notFound && answer.error().code != ErrorCode::forbidden) {
        self.discoveryFailed(answer.error());  // "not served" would be a guess
        return;
      }
      if (answer) {
        addResources(*answer, slash == std::string::npos ? std::string() : groupVersion.substr(0, slash),
                     slash == std::string::npos ? groupVersion : groupVersion.substr(slash + 1), self.m_served);
      }
      self.readGroups(root, pending);
    });
  }

  void discoveryFailed(const Error& error) {
    const SourceState state = error.code == ErrorCode::unauthenticated || error.code == ErrorCode::forbidden
                                  ? SourceState::forbidden
                                  : SourceState::failed;
    for (const KindRequest& kind : m_kinds) {
      SourceStatus status;
      status.resource = {kind.group, kind.versions.empty() ? std::string() : kind.versions.front(), kind.resource, kind.kind,
                         kind.namespaced};
      status.state = state;
      status.error = error;
      m_sink.sourceChanged(status);
    }
    const std::int64_t wait = m_backoff.next(m_clock.steadyMs());
    m_callLane->after(wait, [weak = weak_from_this()] {
      if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
        self->post([](Impl& impl) { impl.discover(); });
      }
    });
  }

  void discovered() {
    std::stable_sort(m_kinds.begin(), m_kinds.end(),
                     [](const KindRequest& a, const KindRequest& b) { return a.priority < b.priority; });
    const std::lock_guard lock(m_mutex);
    for (const KindRequest& kind : m_kinds) {
      const std::optional<ApiResource> resource = choose(kind, m_served);
      if (!resource) {
        SourceStatus status;
        status.resource = {kind.group, {}, kind.resource, kind.kind, kind.namespaced};
        status.state = SourceState::notServed;
        status.lastContact = m_clock.now();
        m_sink.sourceChanged(status);
        continue;
      }
      m_server.served.push_back(*resource);
      ReflectorOptions options;
      options.namespaceName = m_options.namespaceName;
      options.fallbackNamespace = m_connection.namespaceName;
      options.pageSize = m_options.pageSize;
      options.requestTimeoutMs = m_options.requestTimeoutMs;
      options.compressed = !m_connection.disableCompression && !isLoopback(m_connection.server);
      m_reflectors.push_back(std::make_shared<Reflector>(*resource, options, m_watchLane, m_callLane, m_credentials, m_clock,
                                                         std::make_shared<Strand>(m_decode), m_sink));
      m_waiting.push_back({m_reflectors.back(), kind.priority});
    }
    m_sink.serverFound(m_server);
    startMore();
    // One kind that never answers must not keep the others from loading.
    m_callLane->after(kPatienceMs, [weak = weak_from_this()] {
      if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
        self->post([](Impl& impl) {
          const std::lock_guard again(impl.m_mutex);
          impl.m_patienceOver = true;
          impl.startMore();
        });
      }
    });
    heartbeat();
  }

  struct Waiting {
    std::shared_ptr<Reflector> reflector;
    int priority;
  };

  /// With the mutex held: first what the picture needs, then the rest, never more than a few lists at once.
  void startMore() {
    while (!m_waiting.empty() && m_listing < kListsAtOnce) {
      if (m_waiting.front().priority > kFirstPriority && m_firstListing > 0 && !m_patienceOver) {
        return;
      }
      const Waiting next = m_waiting.front();
      m_waiting.erase(m_waiting.begin());
      ++m_listing;
      const bool first = next.priority <= kFirstPriority;
      m_firstListing += first ? 1U : 0U;
      next.reflector->start([weak = weak_from_this(), first] {
        if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
          const std::lock_guard lock(self->m_mutex);
          --self->m_listing;
          self->m_firstListing -= first ? 1U : 0U;
          self->startMore();
        }
      });
    }
  }

  /// A quiet watch says nothing for a minute; a cheap request tells that the server is still there.
  void heartbeat() {
    m_callLane->after(kHeartbeatMs, [weak = weak_from_this()] {
      const auto self = weak.lock();
      if (self == nullptr || self->m_stopped) {
        return;
      }
      self->post([](Impl& impl) {
        impl.getThen(
            "/version", "application/json",
            [](Impl& inner, Result<std::string> answer) {
              inner.onHeartbeat(answer);
              inner.heartbeat();
            },
            kHeartbeatTimeoutMs);
      });
    });
  }

  void onHeartbeat(const Result<std::string>& answer) {
    const bool heard = answer || answer.error().httpStatus != 0;
    const std::lock_guard lock(m_mutex);
    for (const auto& reflector : m_reflectors) {
      if (heard) {
        reflector->touch();
      } else {
        reflector->doubt(answer.error());
      }
    }
  }

  Connection m_connection;
  SessionOptions m_options;
  const Clock& m_clock;
  Executor& m_decode;
  FeedSink& m_sink;
  std::shared_ptr<Credentials> m_credentials;
  std::shared_ptr<Strand> m_strand;
  std::vector<KindRequest> m_kinds;
  ServerInfo m_server;
  Served m_served;
  Backoff m_backoff{7};
  std::atomic<bool> m_stopped{false};

  std::mutex m_mutex;
  std::vector<std::shared_ptr<Reflector>> m_reflectors;
  std::vector<Waiting> m_waiting;
  std::size_t m_listing = 0;
  std::size_t m_firstListing = 0;
  bool m_patienceOver = false;
  std::shared_ptr<Lane> m_watchLane;
  std::shared_ptr<Lane> m_callLane;
};

Session::Session(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink)
    : m_impl(std::make_shared<Impl>(std::move(connection), std::move(options), clock, decode, sink)) {}

Session::~Session() {
  m_impl->stop();
}

void Session::start(std::vector<KindRequest> kinds) {
  m_impl->start(std::move(kinds));
}

void Session::get(const std::string& path, std::function<void(Result<std::string>)> done) {
  m_impl->get(path, "application/json", std::move(done));
}

void Session::fetch(const KindRequest& kind, const std::string& namespaceName, const std::string& name,
                    std::function<void(Result<std::string>)> done) {
  m_impl->fetch(kind, namespaceName, name, std::move(done));
}

std::string Session::pathOf(const ApiResource& resource, const std::string& namespaceName, const std::string& name) {
  return Reflector::collectionPath(resource, namespaceName) + (name.empty() ? std::string() : "/" + name);
}

}  // namespace claimscope::kube
