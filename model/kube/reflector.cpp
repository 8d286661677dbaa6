#include "model/kube/reflector.h"

#include "model/kube/line_splitter.h"

#include <algorithm>

namespace claimscope::kube {
namespace {

constexpr std::int64_t kForbiddenRetryMs = 60'000;
constexpr std::int64_t kSilenceMs = 150'000;  ///< the server sends a bookmark about once a minute
constexpr std::int64_t kSilenceCheckMs = 30'000;
constexpr std::int64_t kShortWatchMs = 1'000;
constexpr std::int64_t kReportMs = 100;
constexpr std::size_t kPageBytes = 4U << 20U;
constexpr int kFirstListTries = 4;                ///< of a busy or broken connection, before the kind is given up for now
constexpr std::int64_t kExpiredAgainMs = 10'000;  ///< a second 410 within this is answered with back-off
constexpr std::size_t kMaxQueued = 64U << 20U;    ///< then the watch is dropped and resumed: HTTP/2 streams must not be paused

std::string escape(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

}  // namespace

Reflector::Reflector(ApiResource resource, ReflectorOptions options, std::shared_ptr<Transport> transport,
                     std::shared_ptr<Transport> listTransport, std::shared_ptr<Credentials> credentials, const Clock& clock,
                     std::shared_ptr<Strand> strand, FeedSink& sink)
    : m_resource(std::move(resource)),
      m_options(std::move(options)),
      m_transport(std::move(transport)),
      m_listTransport(std::move(listTransport)),
      m_credentials(std::move(credentials)),
      m_clock(clock),
      m_strand(std::move(strand)),
      m_sink(sink),
      m_backoff(std::hash<std::string>{}(m_resource.resource + m_resource.version)) {
  m_status.resource = m_resource;
}

std::string Reflector::collectionPath(const ApiResource& resource, const std::string& namespaceName) {
  std::string path = resource.group.empty() ? "/api/" + resource.version : "/apis/" + resource.group + "/" + resource.version;
  if (resource.namespaced && !namespaceName.empty()) {
    path += "/namespaces/" + escape(namespaceName);
  }
  return path + "/" + resource.resource;
}

void Reflector::onStrand(std::function<void(Reflector&)> task) {
  m_strand->post([weak = weak_from_this(), task = std::move(task)] {
    const std::shared_ptr<Reflector> self = weak.lock();
    if (self != nullptr && !self->m_stopped) {
      task(*self);
    }
  });
}

void Reflector::later(std::int64_t delayMs, std::function<void(Reflector&)> task) {
  m_transport->after(delayMs, [weak = weak_from_this(), task = std::move(task)] {
    if (const std::shared_ptr<Reflector> self = weak.lock()) {
      self->onStrand(task);
    }
  });
}

void Reflector::start(std::function<void()> settled) {
  m_settled = std::move(settled);
  onStrand([](Reflector& self) {
    self.m_status.state = SourceState::loading;
    self.report(true);
    self.list();
  });
}

void Reflector::touch() {
  onStrand([](Reflector& self) {
    const bool doubted = self.m_status.state == SourceState::stale && self.m_watchOpen;
    if (doubted) {
      self.m_status.state = SourceState::live;
      self.m_status.error = self.m_limited;
    }
    if (self.m_status.state == SourceState::live) {
      self.heard();
      self.report(doubted);
    }
  });
}

void Reflector::doubt(const Error& error) {
  onStrand([error](Reflector& self) {
    if (self.m_status.state == SourceState::live) {
      self.m_status.state = SourceState::stale;
      self.m_status.error = error;
      self.report(true);
    }
  });
}

void Reflector::heard() {
  m_status.lastContact = m_clock.now();
}

void Reflector::report(bool force) {
  const std::int64_t now = m_clock.steadyMs();
  if (force || now - m_reportedAt >= kReportMs) {
    m_reportedAt = now;
    m_status.resourceVersion = m_resourceVersion;
    m_sink.sourceChanged(m_status);
  } else if (!m_reportPlanned) {
    // The last of a burst must not stay unsaid until the next one.
    m_reportPlanned = true;
    later(kReportMs, [](Reflector& self) {
      self.m_reportPlanned = false;
      self.report(true);
    });
  }
}

void Reflector::settle() {
  if (m_settled) {
    const auto settled = std::move(m_settled);
    m_settled = nullptr;
    settled();
  }
}

RequestId Reflector::send(Transport& transport, Request request, std::function<void(Reflector&, Response)> done) {
  const auto identity = m_credentials->current();
  if (!identity) {
    done(*this, Response{0, {}, identity.error()});
    return 0;
  }
  m_identity = *identity;
  request.identity = *identity;
  request.onDone = [weak = weak_from_this(), done = std::move(done)](Response response) {
    if (const std::shared_ptr<Reflector> self = weak.lock()) {
      self->onStrand([done, response = std::make_shared<Response>(std::move(response))](Reflector& reflector) {
        done(reflector, std::move(*response));
      });
    }
  };
  return transport.submit(std::move(request));
}

void Reflector::list() {
  if (m_listedOnce) {
    ++m_status.relists;
  }
  m_status.objects = 0;
  m_status.expectedAtLeast.reset();
  m_pageSize = m_options.pageSize;
  requestPage({});
}

void Reflector::requestPage(const std::string& continueToken) {
  Request request;
  request.path = collectionPath(m_resource, m_options.namespaceName);
  if (!m_fullList) {
    request.path += "?limit=" + std::to_string(m_pageSize);
    if (!continueToken.empty()) {
      request.path += "&continue=" + escape(continueToken);
    }
  }
  request.timeoutMs = m_options.requestTimeoutMs;
  request.compressed = m_options.compressed;
  const bool first = continueToken.empty();
  send(*m_listTransport, std::move(request),
       [first](Reflector& self, Response response) { self.onPage(std::move(response), first, !first); });
}

void Reflector::onPage(Response response, bool first, bool continued) {
  if (response.error) {
    listFailed(*response.error, continued);
    return;
  }
  heard();
  m_retriedLogin = false;
  m_status.bytes += response.body.size();
  if (looksLikeWebPage(response.body)) {
    listFailed(notAnApiServer(m_resource.resource, response.body), continued);
    return;
  }
  if (first) {
    m_sink.listStarted(m_resource);
  }
  const std::size_t bytes = response.body.size();
  const Result<ListInfo> info = m_sink.listPage(m_resource, response.body);
  if (!info) {
    m_sink.listAbandoned(m_resource);
    Error error = info.error().within(m_resource.resource);
    error.code = error.code == ErrorCode::invalidInput ? ErrorCode::serverError : error.code;  // not the user's input
    error.fix = error.fix.empty() ? "A proxy may cut or change the answers of the API server: try without it" : error.fix;
    fail(m_listedOnce ? SourceState::stale : SourceState::failed, error, m_backoff.next(m_clock.steadyMs()), true);
    settle();
    return;
  }
  m_status.objects += info->items;
  // Each page costs a round trip; a large one costs memory while it is decoded.
  if (2 * bytes <= kPageBytes) {
    m_pageSize *= 2;
  }
  if (info->remaining) {
    m_status.expectedAtLeast = m_status.objects + *info->remaining;
  }
  if (!info->continueToken.empty()) {
    report(false);
    requestPage(info->continueToken);
    return;
  }
  m_fullList = false;
  m_listedOnce = true;
  m_listTries = 0;
  m_resourceVersion = info->resourceVersion;
  m_sink.listFinished(m_resource, m_resourceVersion);
  m_status.state = SourceState::live;
  m_status.error = m_limited;
  m_status.expectedAtLeast.reset();
  report(true);
  settle();
  watch();
}

void Reflector::listFailed(const Error& error, bool continued) {
  if (continued) {
    m_sink.listAbandoned(m_resource);
  }
  switch (error.code) {
    case ErrorCode::expired:
      // The continue token was compacted away: one consistent list in one piece (client-go tools/pager).
      m_fullList = true;
      expired(error);
      return;
    case ErrorCode::unauthenticated:
      m_credentials->refused(m_identity);
      if (!m_retriedLogin) {
        m_retriedLogin = true;
        list();
        return;
      }
      fail(SourceState::forbidden, error, kForbiddenRetryMs, true);
      break;
    case ErrorCode::forbidden:
      if (m_resource.namespaced && m_options.namespaceName.empty() && !m_options.fallbackNamespace.empty()) {
        m_options.namespaceName = m_options.fallbackNamespace;
        m_limited = error;
        m_limited->message = "only namespace " + m_options.namespaceName + " is shown: " + m_limited->message;
        list();
        return;
      }
      fail(SourceState::forbidden, error, kForbiddenRetryMs, true);
      break;
    case ErrorCode::notFound:
      fail(SourceState::notServed, error, kForbiddenRetryMs, true);
      break;
    default: {
      const std::int64_t wait = std::max(error.retryAfterMs.value_or(0), m_backoff.next(m_clock.steadyMs()));
      // A busy server or a connection that broke is likely to do better next time: whoever waits for the first list goes on
      // waiting.
      const bool passing = error.code == ErrorCode::throttled || error.code == ErrorCode::unreachable || error.retryAfterMs;
      if (!m_listedOnce && passing && ++m_listTries < kFirstListTries) {
        fail(SourceState::loading, error, wait, true);
        return;
      }
      fail(m_listedOnce ? SourceState::stale : SourceState::failed, error, wait, true);
    }
  }
  settle();
}

/// 410: list again at once, as client-go does; a server that says it again and again is asked with back-off.
void Reflector::expired(const Error& error) {
  const std::int64_t now = m_clock.steadyMs();
  if (now - m_expiredAt >= kExpiredAgainMs) {
    m_expiredAt = now;
    m_status.error = error;
    list();
    return;
  }
  fail(m_listedOnce ? SourceState::stale : SourceState::failed, error, m_backoff.next(now), true);
  settle();
}

void Reflector::fail(SourceState state, const Error& error, std::int64_t retryMs, bool relist) {
  m_status.state = state;
  m_status.error = error;
  report(true);
  later(retryMs, [relist](Reflector& self) {
    if (relist) {
      self.list();
    } else {
      self.watch();
    }
  });
}

void Reflector::watch() {
  const std::uint64_t generation = ++m_watchGeneration;
  m_watchEvents = 0;
  m_overflow = false;
  m_lineTooLong = false;
  m_watchOpen = false;
  Request request;
  request.path = collectionPath(m_resource, m_options.namespaceName) +
                 "?watch=1&allowWatchBookmarks=true&resourceVersion=" + escape(m_resourceVersion) +
                 "&timeoutSeconds=" + std::to_string(300 + m_backoff.jitter(300));
  request.timeoutMs = 0;
  auto splitter = std::make_shared<LineSplitter>();
  const std::weak_ptr<Reflector> weak = weak_from_this();
  request.onOpen = [weak, generation] {
    if (const std::shared_ptr<Reflector> self = weak.lock()) {
      self->onStrand([generation](Reflector& reflector) {
        if (generation == reflector.m_watchGeneration) {
          reflector.m_watchOpenedAt = reflector.m_clock.steadyMs();
          reflector.m_watchHeardAt = reflector.m_watchOpenedAt;
          reflector.m_watchOpen = true;
          reflector.m_retriedLogin = false;
          reflector.m_status.state = SourceState::live;
          reflector.m_status.error = reflector.m_limited;
          reflector.heard();
          reflector.report(true);
        }
      });
    }
  };
  request.onData = [weak, splitter, generation](std::string_view bytes) {
    const std::shared_ptr<Reflector> self = weak.lock();
    if (self == nullptr || self->m_stopped) {
      return false;
    }
    auto lines = std::make_shared<std::vector<std::string>>();
    const bool sound = splitter->feed(bytes, [&](std::string&& line) { lines->push_back(std::move(line)); });
    if (!lines->empty()) {
      const std::size_t size = bytes.size();
      if (self->m_queuedBytes.fetch_add(size) > kMaxQueued) {
        self->m_overflow = true;
      }
      self->onStrand([lines, size, generation](Reflector& reflector) {
        reflector.m_queuedBytes -= size;
        if (generation == reflector.m_watchGeneration) {
          reflector.onLines(std::move(*lines), size);
        }
      });
    }
    if (!sound) {
      self->m_lineTooLong = true;
    }
    return sound && !self->m_overflow;
  };
  m_watchOpenedAt = m_clock.steadyMs();
  m_watchHeardAt = m_watchOpenedAt;
  m_watchRequest = send(*m_transport, std::move(request), [generation](Reflector& self, Response response) {
    if (generation == self.m_watchGeneration) {
      self.onWatchEnd(response);
    }
  });
  later(kSilenceCheckMs, [generation](Reflector& self) { self.checkSilence(generation); });
}

void Reflector::onLines(std::vector<std::string> lines, std::size_t bytes) {
  heard();
  m_watchHeardAt = m_clock.steadyMs();
  m_status.bytes += bytes;
  for (std::string& line : lines) {
    const Result<EventInfo> info = m_sink.watchLine(m_resource, line);
    if (!info) {
      continue;  // one object that cannot be read is counted by the sink and does not end the watch
    }
    if (info->type == EventType::error) {
      const Error error =
          info->error.value_or(Error{ErrorCode::serverError, m_resource.resource + ": the watch ended with an error", {}, {}, 0});
      ++m_watchGeneration;
      m_transport->cancel(m_watchRequest);
      watchFailed(error);
      return;
    }
    if (info->type != EventType::unknown && !info->resourceVersion.empty()) {
      m_resourceVersion = info->resourceVersion;
    }
    if (info->type == EventType::added || info->type == EventType::modified || info->type == EventType::deleted) {
      ++m_status.events;
      ++m_watchEvents;
    }
  }
  report(false);
}

void Reflector::onWatchEnd(const Response& response) {
  m_watchOpen = false;
  if (m_lineTooLong) {
    // Resuming would bring the same line again; a list skips the object and says so.
    fail(SourceState::stale,
         {ErrorCode::tooLarge,
          m_resource.resource + ": an object of more than 32 MiB came over the watch and is left out",
          "No API server stores such an object: look at what stands between",
          {},
          0},
         m_backoff.next(m_clock.steadyMs()), true);
    return;
  }
  if (response.error) {
    watchFailed(*response.error);
    return;
  }
  if (m_overflow) {
    watch();
    return;
  }
  const bool veryShort = m_clock.steadyMs() - m_watchOpenedAt < kShortWatchMs && m_watchEvents == 0;
  if (veryShort) {
    watchFailed({ErrorCode::serverError,
                 m_resource.resource + ": the server ends each watch at once",
                 "A proxy may forbid long requests",
                 {},
                 0});
    return;
  }
  watch();  // a clean end: go on from the last resourceVersion, without delay
}

void Reflector::watchFailed(const Error& error) {
  ++m_watchGeneration;
  m_watchOpen = false;
  switch (error.code) {
    case ErrorCode::expired:
      expired(error);
      return;
    case ErrorCode::unauthenticated:
      m_credentials->refused(m_identity);
      ++m_status.reconnects;
      if (!m_retriedLogin) {
        m_retriedLogin = true;
        watch();
        return;
      }
      fail(SourceState::forbidden, error, kForbiddenRetryMs, false);
      return;
    case ErrorCode::forbidden:
      fail(SourceState::forbidden, error, kForbiddenRetryMs, true);
      return;
    case ErrorCode::notFound:
      fail(SourceState::notServed, error, kForbiddenRetryMs, true);
      return;
    default:
      // Connection errors, 429 and 5xx keep the resourceVersion: no relist.
      ++m_status.reconnects;
      fail(SourceState::stale, error, std::max(error.retryAfterMs.value_or(0), m_backoff.next(m_clock.steadyMs())), false);
  }
}

void Reflector::checkSilence(std::uint64_t generation) {
  if (generation != m_watchGeneration) {
    return;
  }
  if (m_clock.steadyMs() - m_watchHeardAt > kSilenceMs) {
    m_transport->cancel(m_watchRequest);
    watchFailed(
        {ErrorCode::unreachable, m_resource.resource + ": the watch has been silent for more than two minutes", {}, {}, 0});
    return;
  }
  later(kSilenceCheckMs, [generation](Reflector& self) { self.checkSilence(generation); });
}

}  // namespace claimscope::kube
