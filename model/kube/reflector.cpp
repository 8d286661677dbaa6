// A reflector's life: what it says of itself, when it tries again, how it notices silence.
#include "model/kube/reflector.h"

#include <algorithm>

#include "model/kube/line_splitter.h"
#include "model/kube/reflector_limits.h"
#include "model/kube/wire.h"

namespace claimscope::kube {

Reflector::Reflector(ApiResource resource, ReflectorOptions options, ReflectorParts parts, ReflectorEvents events)
    : m_resource(std::move(resource)),
      m_options(std::move(options)),
      m_parts(std::move(parts)),
      m_events(std::move(events)),
      m_backoff(std::hash<std::string>{}(m_resource.resource + m_resource.version) ^ m_options.seed),
      m_protobuf(m_options.protobuf),
      m_silenceMs(limits::kSilenceMs) {
  m_status.resource = m_resource;
}

std::string Reflector::collectionPath(const ApiResource& resource, const std::string& namespaceName) {
  std::string path = resource.group.empty() ? "/api/" + resource.version : "/apis/" + resource.group + "/" + resource.version;
  if (resource.namespaced && !namespaceName.empty()) {
    path += "/namespaces/" + escapeQuery(namespaceName);
  }
  return path + "/" + resource.resource;
}

void Reflector::onStrand(std::function<void(Reflector&)> task) {
  m_parts.strand->post([weak = weak_from_this(), task = std::move(task)] {
    const std::shared_ptr<Reflector> self = weak.lock();
    if (self != nullptr && !self->m_stopped) {
      task(*self);
    }
  });
}

void Reflector::later(std::int64_t delayMs, std::function<void(Reflector&)> task) {
  m_parts.watch->after(delayMs, [weak = weak_from_this(), task = std::move(task)] {
    if (const std::shared_ptr<Reflector> self = weak.lock()) {
      self->onStrand(task);
    }
  });
}

void Reflector::start(std::function<void()> settled) {
  onStrand([settled = std::move(settled)](Reflector& self) {
    self.m_settled = settled;
    self.setState(SourceState::loading, std::nullopt);
    self.list();
  });
}

void Reflector::reload(std::function<void()> settled) {
  onStrand([settled = std::move(settled)](Reflector& self) {
    self.settle();
    self.m_settled = settled;
    self.m_outdated = true;
    self.m_resourceVersion.clear();
    self.m_polling = false;
    self.m_readsPages = true;
    self.list();
  });
}

void Reflector::outdate(const Error& cause) {
  onStrand([cause](Reflector& self) {
    self.m_outdated = true;
    if (self.m_listedOnce) {
      self.setState(SourceState::stale, cause);
    }
  });
}

void Reflector::touch() {
  onStrand([](Reflector& self) {
    self.m_serverHeardAt = self.m_parts.clock.steadyMs();
    if (self.m_outdated) {
      return;
    }
    if (self.m_status.state == SourceState::stale && (self.m_watch.open || self.m_polling) && !self.m_list.active &&
        !self.m_again) {
      self.heard();
      self.setState(self.m_polling ? SourceState::polling : SourceState::live,
                    self.m_polling ? self.m_pollCause : self.m_limited);
    } else if (self.m_status.state == SourceState::loading && self.m_status.error && self.m_list.active) {
      self.setState(SourceState::loading, std::nullopt);
    } else if (self.m_status.state == SourceState::live) {
      self.heard();
      self.report(false);
    }
  });
}

void Reflector::doubt(const Error& error) {
  onStrand([error](Reflector& self) {
    if (self.m_status.state == SourceState::live || self.m_status.state == SourceState::polling) {
      self.setState(SourceState::stale, error);
    } else if (self.m_status.state == SourceState::loading && !self.m_status.error) {
      self.setState(SourceState::loading, error);  // why it takes so long
    }
  });
}

void Reflector::wake(std::int64_t spreadMs) {
  onStrand([spreadMs](Reflector& self) {
    if (self.m_again && self.m_wakeable) {
      self.m_wakeable = false;
      self.later(self.m_backoff.jitter(spreadMs),
                 [generation = self.m_againGeneration](Reflector& inner) { inner.runAgain(generation); });
    }
  });
}

void Reflector::resume() {
  onStrand([](Reflector& self) {
    if (self.m_watch.active) {
      ++self.m_status.reconnects;
      self.watch();
    } else {
      self.m_wakeable = self.m_again != nullptr;
    }
  });
}

void Reflector::probe() {
  onStrand([](Reflector& self) {
    if (self.m_listedOnce && !self.m_list.active && !self.m_outdated) {
      self.sendProbe(false);
    }
  });
}

void Reflector::sendProbe(bool confirming) {
  Request request;
  request.path = collectionPath(m_resource, m_options.namespaceName) + "?limit=1";
  request.accept = m_protobuf ? kProtobufFirst : "application/json";
  request.timeoutMs = limits::kProbeTimeoutMs;
  send(*m_parts.list, std::move(request), [before = m_resourceVersion, confirming](Reflector& self, const Response& response) {
    self.onProbe(response, before, confirming);
  });
}

/// A list without a resourceVersion is as new as anything said before it was asked for; so an older answer is another history.
void Reflector::onProbe(const Response& response, const std::string& before, bool confirming) {
  if (response.error) {
    if (response.error->code == ErrorCode::notFound) {
      m_events.gone();
    }
    return;
  }
  const std::optional<PageHead> head = pageHead(response.body);
  if (!head || !isOlder(head->resourceVersion, before) || m_list.active || m_outdated) {
    return;
  }
  if (!confirming) {
    sendProbe(true);
    return;
  }
  m_events.wentBack({ErrorCode::serverError,
                     m_resource.resource + ": the server is at resourceVersion " + head->resourceVersion + " and had said " +
                         before + " before",
                     {},
                     {},
                     0});
}

void Reflector::heard() {
  m_status.lastContact = m_parts.clock.now();
  m_serverHeardAt = m_parts.clock.steadyMs();
}

bool Reflector::serverAnswers() const {
  return m_parts.clock.steadyMs() - m_serverHeardAt <= limits::kAliveMs;
}

void Reflector::takeVersion(const std::string& version) {
  // Events may come out of order: a newer version is never given up for an older one.
  if (!version.empty() && !isOlder(version, m_resourceVersion)) {
    m_resourceVersion = version;
    m_versionSeen = versionNumber(version);
  }
}

void Reflector::setState(SourceState state, std::optional<Error> error) {
  m_status.state = state;
  m_status.error = std::move(error);
  report(true);
}

void Reflector::report(bool force) {
  const std::int64_t now = m_parts.clock.steadyMs();
  if (force || now - m_reportedAt >= limits::kReportMs || now < m_reportedAt) {
    m_reportedAt = now;
    m_status.resourceVersion = m_resourceVersion;
    m_parts.sink.sourceChanged(m_status);
  } else if (!m_reportPlanned) {
    // The last of a burst must not stay unsaid until the next one.
    m_reportPlanned = true;
    later(limits::kReportMs, [](Reflector& self) {
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

/// 0 when there is no credential; `done` comes later then too.
RequestId Reflector::send(Transport& transport, Request request, std::function<void(Reflector&, Response)> done) {
  const auto identity = m_parts.credentials->current();
  if (!identity) {
    onStrand([done = std::move(done), error = identity.error()](Reflector& self) {
      Response response;
      response.error = error;
      done(self, std::move(response));
    });
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

/// Retry-After as the server asks, and not in step with others; back-off where it asks for nothing, or again and again.
std::int64_t Reflector::waitAfter(const Error& error) {
  const std::int64_t now = m_parts.clock.steadyMs();
  if (error.retryAfterMs && ++m_retryAfters <= limits::kRetryAfters) {
    return *error.retryAfterMs + m_backoff.jitter(1000);
  }
  return std::max(error.retryAfterMs.value_or(0), m_backoff.next(now));
}

void Reflector::fail(SourceState state, const Error& error, std::int64_t waitMs, std::function<void(Reflector&)> task) {
  setState(state, error);
  const bool passing = error.code == ErrorCode::unreachable || error.code == ErrorCode::serverError;
  again(waitMs, passing && !error.retryAfterMs, std::move(task));
}

void Reflector::again(std::int64_t waitMs, bool wakeable, std::function<void(Reflector&)> task) {
  m_again = std::move(task);
  m_wakeable = wakeable;
  later(waitMs, [generation = ++m_againGeneration](Reflector& self) { self.runAgain(generation); });
}

void Reflector::runAgain(std::uint64_t generation) {
  if (generation == m_againGeneration && m_again) {
    const auto task = std::move(m_again);
    m_again = nullptr;
    task(*this);
  }
}

/// When something under way has been silent for too long.
std::optional<std::int64_t> Reflector::deadline() const {
  if (m_list.active && m_list.streamed) {
    return m_list.heardAt + limits::kStreamSilenceMs;
  }
  if (m_watch.active) {
    return m_watch.open ? m_watch.heardAt + m_silenceMs : m_watch.startedAt + limits::kHeadersMs;
  }
  return std::nullopt;
}

/// One timer, however often watches are opened.
void Reflector::armWatchdog() {
  const std::optional<std::int64_t> due = deadline();
  const std::int64_t now = m_parts.clock.steadyMs();
  if (!due || (m_watchdogAt >= now && m_watchdogAt <= *due)) {
    return;
  }
  const std::int64_t wait = std::clamp<std::int64_t>(*due - now, 1, limits::kSilenceMs);
  m_watchdogAt = now + wait;
  later(wait, [at = m_watchdogAt](Reflector& self) {
    if (at == self.m_watchdogAt) {
      self.m_watchdogAt = INT64_MAX;
      self.checkDeadlines();
      self.armWatchdog();
    }
  });
}

void Reflector::checkDeadlines() {
  const std::int64_t now = m_parts.clock.steadyMs();
  m_watch.heardAt = std::min(m_watch.heardAt, now);  // a clock that was set back
  m_list.heardAt = std::min(m_list.heardAt, now);
  const std::optional<std::int64_t> due = deadline();
  if (!due || now < *due) {
    return;
  }
  if (m_list.active && m_list.streamed) {
    streamFailed({ErrorCode::serverError, m_resource.resource + ": the streamed list came to no end", {}, {}, 0});
  } else if (m_watch.open) {
    watchSilent();
  } else {
    watchUnanswered();
  }
}

/// Hands the lines of a watch or stream over to the strand; runs on the transport's thread.
std::function<bool(std::string_view)> Reflector::linesTo(std::shared_ptr<Flow> flow, std::uint64_t generation, bool streamed) {
  return [weak = weak_from_this(), flow = std::move(flow), splitter = std::make_shared<LineSplitter>(), generation,
          streamed](std::string_view bytes) {
    const std::shared_ptr<Reflector> self = weak.lock();
    if (self == nullptr || self->m_stopped) {
      return false;
    }
    auto lines = std::make_shared<std::vector<std::string>>();
    flow->lineTooLong = !splitter->feed(bytes, [&](std::string&& line) { lines->push_back(std::move(line)); });
    if (!lines->empty()) {
      const std::size_t size = bytes.size();
      flow->overflow = self->m_queuedBytes.fetch_add(size) > limits::kMaxQueued && !streamed;
      self->onStrand([lines, size, generation, streamed](Reflector& reflector) {
        reflector.m_queuedBytes -= size;
        if (streamed && generation == reflector.m_list.generation && reflector.m_list.active) {
          reflector.onStreamLines(std::move(*lines), size);
        } else if (!streamed && generation == reflector.m_watch.generation && reflector.m_watch.active) {
          reflector.onLines(std::move(*lines), size);
        }
      });
    }
    return !flow->lineTooLong && !flow->overflow;
  };
}

}  // namespace claimscope::kube
