// A session's life, its requests, and the order in which kinds are loaded.
#include "model/kube/session.h"

#include <algorithm>
#include <random>

#include "model/kube/lane.h"
#include "model/kube/session_impl.h"

namespace claimscope::kube {
namespace {

constexpr int kFirstPriority = 1;  ///< slices, claims, classes and rules are loaded before anything else
constexpr std::size_t kListsAtOnce = 6;

std::map<std::string, std::string> proxyEnvironment() {
  std::map<std::string, std::string> out;
  for (const char* name : {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"}) {
    if (const char* value = std::getenv(name)) {
      out[name] = value;
    }
  }
  return out;
}

/// Many people's clients lose the same server in the same moment.
SessionOptions seeded(SessionOptions options) {
  if (options.seed == 0) {
    options.seed = std::random_device{}();
  }
  return options;
}

Transports lanesOf(const Connection& connection, const SessionOptions& options) {
  return {std::make_shared<Lane>(connection, "kube-watch", options.connectTimeoutMs, proxyEnvironment()),
          std::make_shared<Lane>(connection, "kube-call", options.connectTimeoutMs, proxyEnvironment(), Sharing::connectionEach)};
}

}  // namespace

Session::Impl::Impl(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink,
                    Transports transports)
    : m_connection(std::move(connection)),
      m_options(std::move(options)),
      m_clock(clock),
      m_decode(decode),
      m_sink(sink),
      m_credentials(std::make_shared<Credentials>(m_connection, clock, m_options.execGate)),
      m_strand(std::make_shared<Strand>(decode)),
      m_watchLane(std::move(transports.watch)),
      m_callLane(std::move(transports.call)),
      m_backoff(7 ^ (m_options.seed * kSeedMix)) {}

void Session::Impl::start(std::vector<KindRequest> kinds) {
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const KindRequest& a, const KindRequest& b) { return a.priority < b.priority; });
  post([kinds = std::move(kinds)](Impl& self) {
    for (const KindRequest& kind : kinds) {
      Entry entry;
      entry.request = kind;
      entry.strand = std::make_shared<Strand>(self.m_decode);
      self.m_entries.push_back(std::move(entry));
    }
    self.discover();
  });
}

void Session::Impl::stop() {
  m_stopped = true;
  {
    const std::lock_guard lock(m_mutex);
    for (const auto& reflector : m_alive) {
      reflector->stop();
    }
  }
  // Only closed: tasks on decode threads may be using them.
  m_watchLane->close();
  m_callLane->close();
}

void Session::Impl::get(const std::string& path, const std::string& accept, std::function<void(Result<std::string>)> done) {
  m_decode.post([weak = weak_from_this(), path, accept, done = std::move(done)] {
    if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
      Request request;
      request.path = path;
      request.accept = accept;
      request.timeoutMs = self->m_options.requestTimeoutMs;
      self->send(std::move(request), done);
    }
  });
}

void Session::Impl::create(const std::string& path, std::string body, std::function<void(Result<std::string>)> done) {
  m_decode.post([weak = weak_from_this(), path, body = std::move(body), done = std::move(done)] {
    if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
      Request request;
      request.method = "POST";
      request.path = path;
      request.body = body;
      request.timeoutMs = self->m_options.requestTimeoutMs;
      self->send(std::move(request), done);
    }
  });
}

void Session::Impl::fetch(const KindRequest& kind, const std::string& namespaceName, const std::string& name,
                          std::function<void(Result<std::string>)> done) {
  post([kind, namespaceName, name, done = std::move(done)](Impl& self) {
    const std::optional<ApiResource> resource = choose(kind, self.m_served);
    if (resource) {
      self.get(Session::pathOf(*resource, namespaceName, name), "application/json", done);
    } else {
      done(fail(ErrorCode::notServed, "the API server does not serve " + kind.resource));
    }
  });
}

void Session::Impl::post(std::function<void(Impl&)> task) {
  m_strand->post([weak = weak_from_this(), task = std::move(task)] {
    if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
      task(*self);
    }
  });
}

void Session::Impl::later(std::int64_t delayMs, std::function<void(Impl&)> task) {
  m_callLane->after(delayMs, [weak = weak_from_this(), task = std::move(task)] {
    if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
      self->post(task);
    }
  });
}

/// On a decode thread; `done` runs on one too.
void Session::Impl::send(Request request, std::function<void(Result<std::string>)> done) {
  submit(std::move(request), [done = std::move(done)](Response response) {
    if (response.error) {
      done(fail(*response.error));
    } else {
      done(std::move(response.body));
    }
  });
}

void Session::Impl::submit(Request request, std::function<void(Response)> done) {
  const auto identity = m_credentials->current();
  if (!identity) {
    Response response;
    response.error = identity.error();
    done(std::move(response));
    return;
  }
  request.identity = *identity;
  const bool proxied = request.path.find("/proxy/") != std::string::npos;
  request.onDone = [weak = weak_from_this(), done = std::move(done), used = *identity, proxied](Response response) {
    const auto self = weak.lock();
    if (self == nullptr || self->m_stopped) {
      return;
    }
    // What is behind a proxy may refuse with a 401 of its own, which says nothing about these credentials.
    if (response.status == 401 && (!proxied || response.body.find("\"Status\"") != std::string::npos)) {
      self->m_credentials->refused(used);
    }
    self->m_learned->measure(response.timing);
    self->m_decode.post([done, response = std::make_shared<Response>(std::move(response))] { done(std::move(*response)); });
  };
  m_callLane->submit(std::move(request));
}

void Session::Impl::sendRaw(Request request, std::function<void(Response)> done) {
  m_decode.post([weak = weak_from_this(), request = std::move(request), done = std::move(done)] {
    if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
      self->submit(request, done);
    }
  });
}

void Session::Impl::after(std::int64_t delayMs, Task task) {
  m_callLane->after(delayMs, [weak = weak_from_this(), task = std::move(task)] {
    if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
      task();
    }
  });
}

void Session::Impl::getThen(const std::string& path, const std::string& accept,
                            std::function<void(Impl&, Result<std::string>)> next, std::optional<std::int64_t> timeoutMs) {
  Request request;
  request.path = path;
  request.accept = accept;
  request.timeoutMs = timeoutMs.value_or(m_options.requestTimeoutMs);
  send(std::move(request), [weak = weak_from_this(), next = std::move(next)](Result<std::string> result) {
    if (const auto self = weak.lock()) {
      self->post([next, result = std::make_shared<Result<std::string>>(std::move(result))](Impl& impl) {
        next(impl, std::move(*result));
      });
    }
  });
}

/// First what the picture needs, then the rest, never more than a few lists at once.
void Session::Impl::startMore() {
  std::stable_sort(m_waiting.begin(), m_waiting.end(),
                   [](const Waiting& a, const Waiting& b) { return a.priority < b.priority; });
  while (!m_waiting.empty() && m_listing.size() < kListsAtOnce) {
    if (m_waiting.front().priority > kFirstPriority && !m_firstListing.empty() && !m_patienceOver) {
      return;
    }
    const Waiting next = m_waiting.front();
    m_waiting.erase(m_waiting.begin());
    const Reflector* key = next.reflector.get();
    m_listing.insert(key);
    if (next.priority <= kFirstPriority) {
      m_firstListing.insert(key);
    }
    auto settled = [weak = weak_from_this(), key] {
      if (const auto self = weak.lock()) {
        self->post([key](Impl& impl) { impl.onSettled(key); });
      }
    };
    if (next.again) {
      next.reflector->reload(std::move(settled));
    } else {
      next.reflector->start(std::move(settled));
    }
  }
}

void Session::Impl::onSettled(const Reflector* reflector) {
  m_listing.erase(reflector);
  m_firstListing.erase(reflector);
  startMore();
}

/// Its version is not served any more: no callback, no turn, no list.
void Session::Impl::forget(const ReflectorPtr& reflector) {
  reflector->stop();
  m_waiting.erase(
      std::remove_if(m_waiting.begin(), m_waiting.end(), [&](const Waiting& waiting) { return waiting.reflector == reflector; }),
      m_waiting.end());
  m_listing.erase(reflector.get());
  m_firstListing.erase(reflector.get());
  const std::lock_guard lock(m_mutex);
  m_alive.erase(std::remove(m_alive.begin(), m_alive.end(), reflector), m_alive.end());
}

Session::Session(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink)
    : Session(connection, seeded(options), clock, decode, sink, lanesOf(connection, options)) {}

Session::Session(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink,
                 Transports transports)
    : m_impl(std::make_shared<Impl>(std::move(connection), std::move(options), clock, decode, sink, std::move(transports))) {}

Session::~Session() {
  m_impl->stop();
}

void Session::start(std::vector<KindRequest> kinds) {
  m_impl->start(std::move(kinds));
}

void Session::get(const std::string& path, std::function<void(Result<std::string>)> done) {
  m_impl->get(path, "application/json", std::move(done));
}

void Session::create(const std::string& path, std::string body, std::function<void(Result<std::string>)> done) {
  m_impl->create(path, std::move(body), std::move(done));
}

Session::Sender Session::requests() const {
  return [weak = std::weak_ptr(m_impl)](Request request, std::function<void(Response)> done) {
    if (const auto impl = weak.lock()) {
      impl->sendRaw(std::move(request), std::move(done));
    }
  };
}

std::function<void(std::int64_t, Task)> Session::timer() const {
  return [weak = std::weak_ptr(m_impl)](std::int64_t delayMs, Task task) {
    if (const auto impl = weak.lock()) {
      impl->after(delayMs, std::move(task));
    }
  };
}

void Session::fetch(const KindRequest& kind, const std::string& namespaceName, const std::string& name,
                    std::function<void(Result<std::string>)> done) {
  m_impl->fetch(kind, namespaceName, name, std::move(done));
}

std::string Session::pathOf(const ApiResource& resource, const std::string& namespaceName, const std::string& name) {
  return Reflector::collectionPath(resource, namespaceName) + (name.empty() ? std::string() : "/" + name);
}

}  // namespace claimscope::kube
