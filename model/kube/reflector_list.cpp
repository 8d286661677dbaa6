// Lists of a reflector: in pages, each asked for while the one before is decoded, or as a stream (WatchList).
#include <algorithm>
#include <limits>

#include "model/base/byte_hash.h"
#include "model/kube/reflector.h"
#include "model/kube/reflector_limits.h"
#include "model/kube/wire.h"

namespace claimscope::kube {
namespace {

bool isTooNew(const Error& error) {
  return error.message.find("Too large resource version") != std::string::npos;
}

/// The server takes the request as it is for wrong: it does not know the parameters, the form, or the way.
bool isRefusal(const Error& error) {
  switch (error.httpStatus) {
    case 400:
    case 403:
    case 405:
    case 406:
    case 415:
    case 422:
    case 426:
    case 501:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool Reflector::mayStream() const {
  return !m_noStream && m_parts.learned->streamsLists();
}

void Reflector::list() {
  beginList();
  // A list that is kept aside until its end does not show sooner in pages, and a stream costs the server least.
  const bool large = m_options.streamFrom == 0 || (m_listedOnce && m_status.objects > m_options.pageSize);
  if ((large || m_wantsStream || m_listRefused) && !m_readsPages && mayStream()) {
    m_wantsStream = false;
    stream();
  } else {
    requestPage({});
  }
}

void Reflector::beginList() {
  endList();
  if (!m_polling) {
    endWatch();
  }
  m_again = nullptr;
  m_list.active = true;
  m_list.pageSize = m_options.pageSize;
  m_list.startedAt = m_parts.clock.steadyMs();
  m_status.loadingSince = m_parts.clock.now();
  m_status.expectedAtLeast.reset();
  if (!m_listedOnce) {
    m_status.objects = 0;
  }
}

/// Gives up what is under way; what had been loaded before stays.
void Reflector::endList() {
  if (m_list.request != 0) {
    m_parts.list->cancel(m_list.request);
  }
  if (m_list.begun) {
    m_parts.sink.listAbandoned(m_resource);
  }
  const List old = m_list;
  m_list = {};
  m_list.generation = old.generation + 1;
  m_list.whole = old.whole;
  m_status.loadingSince = {};
  m_status.expectedAtLeast.reset();
}

void Reflector::requestPage(const std::string& continueToken) {
  Request request;
  request.path = collectionPath(m_resource, m_options.namespaceName);
  if (!m_list.whole) {
    request.path += "?limit=" + std::to_string(m_list.pageSize);
    if (!continueToken.empty()) {
      request.path += "&continue=" + escapeQuery(continueToken);
    }
  }
  request.accept = m_protobuf ? kProtobufFirst : "application/json";
  request.timeoutMs = m_options.requestTimeoutMs;
  request.compressed = m_options.mayCompress && m_parts.learned->isSlow();
  request.expectedBytes = m_list.pageBytes;
  m_list.request = send(*m_parts.list, std::move(request),
                        [continueToken, generation = m_list.generation](Reflector& self, Response response) {
                          if (generation == self.m_list.generation && self.m_list.active) {
                            self.onPage(continueToken, std::move(response));
                          }
                        });
}

void Reflector::onPage(const std::string& token, Response response) {
  m_list.request = 0;
  if (response.error) {
    pageFailed(token, *response.error);
    return;
  }
  heard();
  m_parts.learned->measure(response.timing);
  m_retriedLogin = false;
  m_refusals = 0;
  m_retryAfters = 0;
  m_list.pageTries = 0;
  m_status.bytes += response.body.size();
  if (looksLikeWebPage(response.body)) {
    listFailed(notAnApiServer(m_resource.resource, response.body));
    return;
  }
  if (!m_list.begun) {
    m_list.begun = true;
    m_parts.sink.listStarted(m_resource);
  }
  // Each page costs a round trip; a large one costs memory while it is decoded.
  m_list.pageBytes = response.body.size() + response.body.size() / 8;
  if (2 * response.body.size() <= (m_parts.learned->isSlow() ? limits::kSlowPageBytes : limits::kPageBytes)) {
    m_list.pageSize *= 2;
    m_list.pageBytes *= 2;
  }
  const std::optional<PageHead> head = pageHead(response.body);
  const std::string ahead = head ? head->continueToken : std::string();
  if (!ahead.empty()) {
    requestPage(ahead);  // on its way while this one is decoded
  }
  m_list.hash = byteHash(std::string_view(response.body).substr(head ? head->itemsAt : 0), m_list.hash);
  const bool wasProtobuf = isProtobuf(response.body);
  const Result<ListInfo> info = m_parts.sink.listPage(m_resource, response.body);
  if (!info) {
    pageUnreadable(info.error(), wasProtobuf);
    return;
  }
  m_list.objects += info->items;
  if (!m_listedOnce) {
    m_status.objects = m_list.objects;
  }
  if (info->remaining) {
    m_status.expectedAtLeast = m_list.objects + *info->remaining;
  }
  if (info->continueToken.empty()) {
    listDone(info->resourceVersion);
    return;
  }
  const bool huge = info->remaining && m_list.objects + *info->remaining >= m_options.streamFrom;
  if (token.empty() && huge && !m_readsPages && mayStream()) {
    beginList();
    stream();
    return;
  }
  if (info->continueToken != ahead) {
    if (m_list.request != 0) {
      m_parts.list->cancel(m_list.request);
    }
    requestPage(info->continueToken);
  }
  report(false);
}

/// A page that did not come is asked for again: what came before it is still good while its token is.
void Reflector::pageFailed(const std::string& token, const Error& error) {
  const bool passing = error.code == ErrorCode::throttled || error.code == ErrorCode::unreachable || error.httpStatus / 100 == 5;
  if (!token.empty() && passing && ++m_list.pageTries < limits::kPageTries) {
    fail(m_listedOnce ? SourceState::stale : SourceState::loading, error, waitAfter(error),
         [token, generation = m_list.generation](Reflector& self) {
           if (generation == self.m_list.generation && self.m_list.active) {
             self.requestPage(token);
           }
         });
    return;
  }
  if (!token.empty() && error.code == ErrorCode::expired) {
    // Tokens are compacted away faster than pages are read: everything in one go (client-go tools/pager: one whole list).
    m_wantsStream = mayStream();
    m_list.whole = !m_wantsStream;
  }
  listFailed(error);
}

void Reflector::pageUnreadable(const Error& cause, bool wasProtobuf) {
  if (wasProtobuf) {
    m_protobuf = false;  // JSON says the same
    list();
    return;
  }
  endList();
  Error error = cause.within(m_resource.resource);
  error.code = error.code == ErrorCode::invalidInput ? ErrorCode::serverError : error.code;  // not the user's input
  error.fix = error.fix.empty() ? "A proxy may cut or change the answers of the API server: try without it" : error.fix;
  fail(m_listedOnce ? SourceState::stale : SourceState::failed, error, m_backoff.next(m_parts.clock.steadyMs()),
       [](Reflector& self) { self.list(); });
  settle();
}

void Reflector::listDone(const std::string& resourceVersion) {
  if (m_list.request != 0) {
    m_parts.list->cancel(m_list.request);
  }
  const std::string before = m_resourceVersion;
  const bool changed = m_lastHash != 0 && m_list.hash != m_lastHash;
  m_lastHash = m_list.hash;
  m_listCostMs = m_parts.clock.steadyMs() - m_list.startedAt;
  m_status.objects = m_list.objects;
  m_status.relists += m_listedOnce ? 1U : 0U;
  m_list.begun = false;
  m_list.whole = false;
  endList();
  m_listedOnce = true;
  m_outdated = false;
  m_readsPages = false;
  m_listTries = 0;
  m_streamTries = 0;
  m_resourceVersion = resourceVersion;
  m_versionSeen = versionNumber(resourceVersion);
  m_parts.sink.listFinished(m_resource, m_resourceVersion);
  if (isOlder(resourceVersion, before)) {
    m_events.wentBack(
        {ErrorCode::serverError,
         m_resource.resource + ": the server is at resourceVersion " + resourceVersion + " and had said " + before + " before",
         {},
         {},
         0});
  }
  if (m_verifying) {
    m_verifying = false;
    if (changed) {
      pollOnly({ErrorCode::unreachable,
                m_resource.resource + ": the watch says nothing although objects change",
                "A proxy may hold back long answers: reach the API server without it, or switch its buffering off",
                {},
                0});
      settle();
      return;
    }
    m_silenceMs = std::min(2 * m_silenceMs, limits::kMostSilenceMs);  // nothing missed: it sends no bookmarks
  }
  m_deliveredSinceList = false;
  if (m_polling) {
    setState(SourceState::polling, m_pollCause);
    settle();
    planPoll();
    if (!m_watch.active && m_parts.clock.steadyMs() >= m_nextTrial) {
      watch();
    }
    return;
  }
  setState(SourceState::live, m_limited);
  settle();
  watch();
}

void Reflector::listFailed(const Error& error) {
  endList();
  const auto again = [](Reflector& self) { self.list(); };
  switch (error.code) {
    case ErrorCode::expired:
      expired(error);
      return;
    case ErrorCode::unauthenticated:
      m_parts.credentials->refused(m_identity);
      if (!m_retriedLogin) {
        m_retriedLogin = true;
        list();
        return;
      }
      break;
    case ErrorCode::forbidden:
      m_readsPages = false;
      if (!m_listRefused && mayStream()) {
        // To the server a streamed list is a watch: who may watch and not list still sees everything.
        m_listRefused = error;
        m_wantsStream = true;
        list();
        return;
      }
      if (m_resource.namespaced && m_options.namespaceName.empty() && !m_options.fallbackNamespace.empty() &&
          (!m_listedOnce || m_refusals + 1 >= limits::kRefusalsBelieved)) {
        m_options.namespaceName = m_options.fallbackNamespace;
        m_limited = error;
        m_limited->message = "only namespace " + m_options.namespaceName + " is shown: " + m_limited->message;
        m_wholeTries = 0;
        planWhole();
        list();
        return;
      }
      break;
    case ErrorCode::notFound:
      fail(SourceState::notServed, error, limits::kForbiddenRetryMs, again);
      m_events.gone();
      settle();
      return;
    default:
      break;
  }
  if (error.code == ErrorCode::unauthenticated || error.code == ErrorCode::forbidden) {
    // A server that starts says no before it knows its users and roles.
    if (m_listedOnce && ++m_refusals < limits::kRefusalsBelieved) {
      fail(SourceState::stale, error, m_backoff.next(m_parts.clock.steadyMs()), again);
    } else {
      fail(SourceState::forbidden, error, limits::kForbiddenRetryMs, again);
    }
    settle();
    return;
  }
  if (error.httpStatus == 406 && m_protobuf) {
    m_protobuf = false;
    list();
    return;
  }
  // A busy server or a connection that broke is likely to do better next time: whoever waits for the first list goes on waiting.
  const std::int64_t wait = waitAfter(error);
  const bool passing = error.code == ErrorCode::throttled || error.code == ErrorCode::unreachable || error.retryAfterMs;
  if (!m_listedOnce && passing && ++m_listTries < limits::kFirstListTries) {
    fail(SourceState::loading, error, wait, again);
    return;
  }
  fail(m_listedOnce ? SourceState::stale : SourceState::failed, error, wait, again);
  settle();
}

/// Roles are given later, and a server that starts refuses everybody: the whole cluster is asked for again now and then.
void Reflector::planWhole() {
  const std::int64_t wait = ++m_wholeTries <= limits::kWholeOften ? limits::kWholeAgainMs : limits::kWholeRarelyMs;
  later(wait + m_backoff.jitter(wait / 10), [](Reflector& self) {
    if (!self.m_limited) {
      return;
    }
    Request request;
    request.path = collectionPath(self.m_resource, {}) + "?limit=1";
    request.accept = self.m_protobuf ? kProtobufFirst : "application/json";
    request.timeoutMs = limits::kProbeTimeoutMs;
    self.send(*self.m_parts.list, std::move(request), [](Reflector& inner, const Response& response) {
      if (response.error || !pageHead(response.body)) {
        inner.planWhole();
        return;
      }
      inner.m_options.namespaceName.clear();
      inner.m_limited.reset();
      inner.m_again = nullptr;
      inner.list();
    });
  });
}

/// 410: list again at once, as client-go does; a server that says it again and again is asked with back-off.
void Reflector::expired(const Error& error) {
  const std::int64_t now = m_parts.clock.steadyMs();
  if (now - m_expiredAt >= limits::kExpiredAgainMs) {
    m_expiredAt = now;
    if (m_listedOnce) {
      setState(SourceState::stale, error);
    } else {
      m_status.error = error;
    }
    list();
    return;
  }
  fail(m_listedOnce ? SourceState::stale : SourceState::failed, error, m_backoff.next(now), [](Reflector& self) { self.list(); });
  settle();
}

/// WatchList: the items come as ADDED lines, and a bookmark says where they end (KEP-3157). It has the list's transport and ends
/// with that bookmark: what follows is an ordinary watch.
void Reflector::stream() {
  m_list.streamed = true;
  m_list.heardAt = m_parts.clock.steadyMs();
  Request request;
  request.path = collectionPath(m_resource, m_options.namespaceName) +
                 "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=" +
                 std::to_string(300 + m_backoff.jitter(300));
  if (!m_resourceVersion.empty() && !m_outdated) {
    request.path += "&resourceVersion=" + escapeQuery(m_resourceVersion);
  }
  request.accept = m_protobuf ? kProtobufFirst : "application/json";
  request.timeoutMs = 0;
  request.onData = linesTo(std::make_shared<Flow>(), m_list.generation, true);
  request.isFull = [weak = weak_from_this()] {
    const std::shared_ptr<Reflector> self = weak.lock();
    return self != nullptr && !self->m_stopped && self->m_queuedBytes > limits::kStreamQueued;
  };
  m_list.request =
      send(*m_parts.list, std::move(request), [generation = m_list.generation](Reflector& self, const Response& response) {
        if (generation == self.m_list.generation && self.m_list.active) {
          self.m_list.request = 0;
          self.onStreamEnd(response);
        }
      });
  armWatchdog();
}

void Reflector::onStreamLines(std::vector<std::string> lines, std::size_t bytes) {
  heard();
  m_list.heardAt = m_parts.clock.steadyMs();
  m_status.bytes += bytes;
  if (!m_list.begun) {
    m_list.begun = true;
    m_parts.sink.listStarted(m_resource);
  }
  for (std::string& line : lines) {
    const Result<EventInfo> info = m_parts.sink.watchLine(m_resource, line);
    if (!info) {
      continue;
    }
    // The versions of initial events are in no order; only the bookmark's counts.
    if (info->type == EventType::error) {
      streamFailed(info->error.value_or(
          Error{ErrorCode::serverError, m_resource.resource + ": the streamed list ended with an error", {}, {}, 0}));
      return;
    }
    if (info->type == EventType::bookmark && info->initialEventsEnd) {
      listDone(info->resourceVersion);
      return;
    }
    m_list.objects += info->type == EventType::added ? 1U : 0U;
    m_list.objects -= info->type == EventType::deleted && m_list.objects > 0 ? 1U : 0U;
  }
  if (!m_listedOnce) {
    m_status.objects = m_list.objects;
  }
  report(false);
}

void Reflector::onStreamEnd(const Response& response) {
  streamFailed(response.error.value_or(
      Error{ErrorCode::serverError, m_resource.resource + ": the streamed list ended before its last bookmark", {}, {}, 0}));
}

/// Whatever a stream cannot do, pages can.
void Reflector::streamFailed(const Error& error) {
  const bool answered = m_list.begun;
  endList();
  if (isTooNew(error) || error.code == ErrorCode::expired) {
    // The server has not reached our version: its history went back, or this one lags behind. Pages are as new as it gets.
    m_readsPages = true;
    list();
    return;
  }
  if (isRefusal(error)) {
    if (error.httpStatus == 403) {
      m_noStream = true;  // this kind may be listed and not watched
      if (m_listRefused) {
        const Error refused = *m_listRefused;  // nor listed
        listFailed(refused);
        return;
      }
    } else {
      m_parts.learned->streamRefused();
    }
    list();
    return;
  }
  if (error.httpStatus == 0 && error.code == ErrorCode::serverError) {
    // No end within bounds: the server does not know the parameter, or a proxy holds the answer back.
    m_parts.learned->streamRefused();
    list();
    return;
  }
  m_readsPages = answered || ++m_streamTries >= limits::kStreamTries;
  listFailed(error);
}

}  // namespace claimscope::kube
