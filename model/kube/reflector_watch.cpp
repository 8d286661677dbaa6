// Watches of a reflector: opened where the list or the last watch ended, given up only for polls.
#include <algorithm>

#include "model/kube/reflector.h"
#include "model/kube/reflector_limits.h"
#include "model/kube/wire.h"

namespace claimscope::kube {

void Reflector::endWatch() {
  const std::int64_t lasted = m_parts.clock.steadyMs() - m_watch.startedAt;
  const bool wasWell = m_watch.lines > 0 ? lasted >= limits::kShortWatchMs : lasted >= limits::kBriefWatchMs;
  if (m_watch.active && m_watch.open && lasted >= limits::kExpiredWellMs) {
    m_expiredAt = -1'000'000;  // the next 410 is a first one
  }
  if (m_watch.active && m_watch.open && wasWell) {
    m_backoff.reset();  // what comes now is another outage, not the same one going on
  }
  if (m_watch.active && m_watch.request != 0) {
    m_parts.watch->cancel(m_watch.request);
  }
  const std::uint64_t generation = m_watch.generation + 1;
  m_watch = {};
  m_watch.generation = generation;
}

void Reflector::watch() {
  endWatch();
  m_again = nullptr;
  const std::uint64_t generation = m_watch.generation;
  m_watch.active = true;
  m_watch.synthetic = m_resourceVersion.empty() || m_resourceVersion == "0";
  m_watch.flow = std::make_shared<Flow>();
  m_watch.startedAt = m_parts.clock.steadyMs();
  m_watch.heardAt = m_watch.startedAt;
  Request request;
  request.path = collectionPath(m_resource, m_options.namespaceName) +
                 "?watch=1&allowWatchBookmarks=true&resourceVersion=" + escapeQuery(m_resourceVersion) +
                 "&timeoutSeconds=" + std::to_string(300 + m_backoff.jitter(300));
  request.accept = m_protobuf ? kProtobufFirst : "application/json";
  request.timeoutMs = 0;
  request.onOpen = [weak = weak_from_this(), generation] {
    if (const std::shared_ptr<Reflector> self = weak.lock()) {
      self->onStrand([generation](Reflector& reflector) {
        if (generation == reflector.m_watch.generation && reflector.m_watch.active) {
          reflector.onWatchOpen();
        }
      });
    }
  };
  request.onData = linesTo(m_watch.flow, generation, false);
  const RequestId id = send(*m_parts.watch, std::move(request), [generation](Reflector& self, const Response& response) {
    if (generation == self.m_watch.generation && self.m_watch.active) {
      self.onWatchEnd(response);
    }
  });
  if (generation == m_watch.generation) {
    m_watch.request = id;
  }
  armWatchdog();
}

void Reflector::onWatchOpen() {
  m_watch.open = true;
  m_watchedOnce = true;
  m_watch.startedAt = m_parts.clock.steadyMs();
  m_watch.heardAt = m_watch.startedAt;
  m_watchHeardAt = m_watch.heardAt;
  m_retriedLogin = false;
  m_refusals = 0;
  m_retryAfters = 0;
  m_watchErrors = 0;
  m_unanswered = 0;
  heard();
  if (!m_outdated && !m_polling) {
    setState(SourceState::live, m_limited);
  }
  if (std::exchange(m_watchBroke, false) && m_events.reopened) {
    m_events.reopened();
  }
  armWatchdog();
}

void Reflector::onLines(std::vector<std::string> lines, std::size_t bytes) {
  heard();
  m_watch.heardAt = m_parts.clock.steadyMs();
  m_watchHeardAt = m_watch.heardAt;
  m_watch.lines += lines.size();
  m_status.bytes += bytes;
  m_deliveredSinceList = true;
  m_shortWatches = 0;
  if (m_polling) {
    watchAgain();
  } else if (m_status.state == SourceState::stale && !m_outdated) {
    setState(SourceState::live, m_limited);  // somebody had doubts
  }
  for (std::string& line : lines) {
    const Result<EventInfo> info = m_parts.sink.watchLine(m_resource, line);
    if (!info) {
      continue;  // one object that cannot be read is counted by the sink and does not end the watch
    }
    if (info->type == EventType::error) {
      watchFailed(info->error.value_or(
          Error{ErrorCode::serverError, m_resource.resource + ": the watch ended with an error", {}, {}, 0}));
      return;
    }
    if (info->type == EventType::unknown) {
      continue;
    }
    m_watch.synthetic = m_watch.synthetic && info->type == EventType::added;
    if (!m_watch.synthetic) {
      if (info->type != EventType::bookmark && isOlder(info->resourceVersion, m_resourceVersion)) {
        disordered();
      }
      takeVersion(info->resourceVersion);
    }
    m_status.events += info->type == EventType::bookmark ? 0U : 1U;
  }
  report(false);
}

/// An event came after a later one. Of an object that is there the newer state stays; one that was deleted meanwhile may have
/// come back, and only a list can tell.
void Reflector::disordered() {
  if (m_repairPlanned) {
    return;
  }
  m_repairPlanned = true;
  later(limits::kRepairMs + m_backoff.jitter(limits::kRepairMs), [](Reflector& self) {
    self.m_repairPlanned = false;
    if (self.m_watch.open && !self.m_list.active) {
      self.list();
    }
  });
}

void Reflector::onWatchEnd(const Response& response) {
  const bool lineTooLong = m_watch.flow->lineTooLong;
  const bool overflow = m_watch.flow->overflow;
  const std::int64_t lasted = m_parts.clock.steadyMs() - m_watch.startedAt;
  const bool quiet = m_watch.lines == 0;
  const bool veryShort = lasted < limits::kShortWatchMs && quiet;
  m_watch.request = 0;
  if (lineTooLong) {
    endWatch();
    const bool twice = m_brokenAt == m_resourceVersion;
    m_brokenAt = m_resourceVersion;
    // Damage on the way does not come again; an object of that size does, and a list skips it and says so.
    fail(SourceState::stale,
         {ErrorCode::tooLarge,
          m_resource.resource + ": an object of more than 32 MiB came over the watch and is left out",
          "No API server stores such an object: look at what stands between",
          {},
          0},
         m_backoff.next(m_parts.clock.steadyMs()), [twice](Reflector& self) {
           if (twice) {
             self.list();
           } else {
             self.watch();
           }
         });
    return;
  }
  if (response.error) {
    watchFailed(*response.error);
    return;
  }
  // A server that shuts down in good order ends its watches before their time, and may come back as another.
  m_watchBroke = m_watchBroke || lasted < limits::kLeastWatchMs;
  if (overflow || !veryShort) {
    if (lasted < limits::kBriefWatchMs && quiet) {
      endWatch();
      again(m_backoff.next(m_parts.clock.steadyMs()), true, [](Reflector& self) { self.watch(); });
    } else {
      watch();  // a clean end: go on from the last resourceVersion, without delay
    }
    return;
  }
  const Error error{ErrorCode::serverError, m_resource.resource + ": the server ends each watch at once",
                    "A proxy may forbid long requests", std::nullopt, 0};
  if (++m_shortWatches >= limits::kShortWatches) {
    m_shortWatches = 0;
    pollOnly(error);
    return;
  }
  watchFailed(error);
}

void Reflector::watchFailed(const Error& error) {
  endWatch();
  if (m_polling) {
    m_nextTrial = m_parts.clock.steadyMs() + limits::kTrialMs;
    return;
  }
  switch (error.code) {
    case ErrorCode::expired:
      expired(error);
      return;
    case ErrorCode::unauthenticated:
      m_parts.credentials->refused(m_identity);
      ++m_status.reconnects;
      if (!m_retriedLogin) {
        m_retriedLogin = true;
        watch();
        return;
      }
      watchRefused(error);
      return;
    case ErrorCode::forbidden:
      watchRefused(error);
      return;
    case ErrorCode::notFound:
      fail(SourceState::notServed, error, limits::kForbiddenRetryMs, [](Reflector& self) { self.list(); });
      m_events.gone();
      return;
    default:
      break;
  }
  if (error.httpStatus == 405 || error.httpStatus == 426 || error.httpStatus == 501) {
    pollOnly(error);
    return;
  }
  if (error.httpStatus == 406 && m_protobuf) {
    m_protobuf = false;
    watch();
    return;
  }
  // Connection errors, 429 and 5xx keep the resourceVersion: no relist. Only a server that goes on answering this way may have
  // lost what the version means.
  ++m_status.reconnects;
  m_watchBroke = true;
  const bool lost = error.httpStatus != 0 && error.code != ErrorCode::throttled && ++m_watchErrors >= limits::kWatchErrors;
  m_watchErrors = lost ? 0 : m_watchErrors;
  fail(SourceState::stale, error, waitAfter(error), [lost](Reflector& self) {
    if (lost) {
      self.list();
    } else {
      self.watch();
    }
  });
}

/// 401 or 403 to a watch. A server that starts says no before it knows its users and roles; some roles may list and not watch.
void Reflector::watchRefused(const Error& error) {
  if (m_watchedOnce && ++m_refusals < limits::kRefusalsBelieved) {
    fail(SourceState::stale, error, m_backoff.next(m_parts.clock.steadyMs()), [](Reflector& self) { self.watch(); });
  } else if (error.code == ErrorCode::forbidden) {
    pollOnly(error);
  } else {
    fail(SourceState::forbidden, error, limits::kForbiddenRetryMs, [](Reflector& self) { self.watch(); });
  }
}

/// The headers of the watch never came.
void Reflector::watchUnanswered() {
  const Error error{ErrorCode::unreachable, m_resource.resource + ": the watch gets no answer",
                    "A proxy may hold back long answers, or the connection is dead", std::nullopt, 0};
  if (++m_unanswered >= limits::kUnanswered && serverAnswers()) {
    m_unanswered = 0;
    endWatch();
    if (m_polling) {
      m_nextTrial = m_parts.clock.steadyMs() + limits::kTrialMs;
    } else {
      pollOnly(error);
    }
    return;
  }
  watchFailed(error);
}

/// Not even a bookmark: the connection is dead, a proxy holds everything back, or the server sends no bookmarks.
void Reflector::watchSilent() {
  if (m_polling) {
    endWatch();
    m_nextTrial = m_parts.clock.steadyMs() + limits::kTrialMs;
    return;
  }
  if (!serverAnswers()) {
    watchFailed({ErrorCode::unreachable, m_resource.resource + ": the watch has been silent for almost two minutes", {}, {}, 0});
    return;
  }
  ++m_status.reconnects;
  if (m_deliveredSinceList) {
    m_deliveredSinceList = false;
    watch();
    return;
  }
  // It has never said anything: a list shows whether something was missed.
  m_verifying = true;
  m_readsPages = true;
  list();
}

/// Lists from time to time, because watches do not get through.
void Reflector::pollOnly(const Error& cause) {
  endWatch();
  m_polling = true;
  m_pollCause = cause;
  m_nextTrial = m_parts.clock.steadyMs() + limits::kTrialMs;
  setState(SourceState::polling, cause);
  m_events.pollsOnly(cause);
  planPoll();
}

void Reflector::planPoll() {
  const std::int64_t wait = std::clamp(limits::kPollFactor * m_listCostMs, limits::kPollMs, limits::kMostPollMs);
  later(wait, [generation = ++m_pollGeneration](Reflector& self) {
    if (generation == self.m_pollGeneration && self.m_polling && !self.m_list.active && !self.m_again) {
      self.list();
    }
  });
}

/// Lines came over the watch that was tried: polls are over.
void Reflector::watchAgain() {
  m_polling = false;
  m_pollCause.reset();
  ++m_pollGeneration;
  if (m_list.active) {
    endList();
  }
  m_again = nullptr;
  setState(SourceState::live, m_limited);
}

}  // namespace claimscope::kube
