// What the server is and serves, now and later: discovery, heartbeat, and whether it is still the same.
#include <algorithm>

#include "model/base/json_tree.h"
#include "model/kube/session_impl.h"
#include "model/kube/transport.h"

namespace claimscope::kube {
namespace {

constexpr std::int64_t kPatienceMs = 2'000;
constexpr std::int64_t kBeatMs = 5'000;
constexpr std::int64_t kBeatJitterMs = 2'000;  ///< many clients of a server must not find out together
constexpr std::int64_t kBeatTimeoutMs = 10'000;
constexpr std::int64_t kSlowProbeMs = 5'000;  ///< of a server that is down, for one kind
constexpr std::int64_t kFastProbeMs = 1'500;
constexpr std::int64_t kLeastSpreadMs = 500;
constexpr std::int64_t kMostSpreadMs = 20'000;
constexpr std::int64_t kSleptMs = 30'000;
constexpr std::int64_t kDiscoverMs = 120'000;
constexpr std::int64_t kDiscoverAgainMs =
    30'000;  ///< after the first, and after a restart: a server that starts serves more and more
constexpr std::int64_t kDiscoverMissingMs = 10'000;  ///< while a kind is gone that was served
constexpr std::int64_t kReopenedMs = 500;
constexpr std::int64_t kReopenedAgainMs = 5'000;
constexpr std::int64_t kDiscoverConfirmMs = 10'000;  ///< servers of two versions may answer in turn
constexpr std::int64_t kDiscoverAtOnceMs = 1'000;
constexpr std::int64_t kMostDiscoverWaitMs = 6'000;
constexpr std::int64_t kCheckMs = 30'000;
constexpr std::int64_t kWatchesBackMs = 1'500;
constexpr std::int64_t kWatchesBackLateMs = 15'000;
constexpr std::int64_t kWentBackAgainMs = 10'000;
constexpr std::size_t kNotices = 16;
constexpr int kStreamsFrom = 32;  ///< minor version whose servers stream lists; 33 refuses, and says so
constexpr const char* kJson = "application/json";

bool isLoopback(const std::string& server) {
  return server.find("://127.") != std::string::npos || server.find("://localhost") != std::string::npos ||
         server.find("://[::1]") != std::string::npos;
}

}  // namespace

void Session::Impl::discover() {
  if (m_discovering) {
    return;
  }
  m_discovering = true;
  ++m_discoveryPlan;
  m_discoverAt = INT64_MAX;
  std::vector<KindRequest> kinds;
  for (const Entry& entry : m_entries) {
    kinds.push_back(entry.request);
  }
  const std::weak_ptr<Impl> weak = weak_from_this();
  DiscoveryRun::start(
      [weak](const std::string& path, const std::string& accept, std::function<void(Result<std::string>)> done) {
        if (const auto self = weak.lock()) {
          self->getThen(path, accept, [done = std::move(done)](Impl&, Result<std::string> answer) { done(std::move(answer)); });
        }
      },
      withoutPassword(m_connection.server), std::move(kinds),
      [weak](const Result<Discovered>& found) {
        const auto self = weak.lock();
        if (self == nullptr) {
          return;
        }
        self->m_discovering = false;
        if (found) {
          self->discovered(*found);
        } else {
          self->discoveryFailed(found.error());
        }
      });
}

/// The earliest of all plans counts.
void Session::Impl::planDiscovery(std::int64_t delayMs) {
  const std::int64_t at = m_clock.steadyMs() + delayMs;
  if (m_discoverAt <= at) {
    return;
  }
  m_discoverAt = at;
  later(delayMs, [plan = ++m_discoveryPlan](Impl& self) {
    if (plan == self.m_discoveryPlan) {
      self.discover();
    }
  });
}

void Session::Impl::discoveryFailed(const Error& error) {
  const std::int64_t wait = m_backoff.next(m_clock.steadyMs());
  if (m_everDiscovered) {
    planDiscovery(std::max(kDiscoverConfirmMs, wait));
    return;
  }
  // One request for all kinds: it may ask more often than a kind on its own.
  const std::int64_t again =
      std::max(error.retryAfterMs.value_or(0), std::min(wait, kMostDiscoverWaitMs - m_backoff.jitter(1'000)));
  const SourceState state = error.code == ErrorCode::unauthenticated || error.code == ErrorCode::forbidden
                                ? SourceState::forbidden
                                : SourceState::failed;
  for (const Entry& entry : m_entries) {
    const KindRequest& kind = entry.request;
    SourceStatus status;
    status.resource = {kind.group, kind.versions.empty() ? std::string() : kind.versions.front(), kind.resource, kind.kind,
                       kind.namespaced};
    status.state = state;
    status.error = error;
    status.loadingSince = m_clock.now() + again;  // planned: it lies ahead
    m_sink.sourceChanged(status);
  }
  planDiscovery(again);
}

void Session::Impl::discovered(const Discovered& found) {
  const bool first = !m_everDiscovered;
  m_discoveredAt = m_clock.steadyMs();
  m_served = found.served;
  if (first) {
    m_server = {};
    m_server.origin = Origin::apiServer;
    m_server.context = m_connection.context;
    m_server.address = withoutPassword(m_connection.server);
    m_server.insecure = m_connection.insecureSkipTlsVerify;
    m_server.user = m_connection.user;
    m_everDiscovered = true;
    m_tickSteadyMs = m_clock.steadyMs();
    m_checkedAt = m_tickSteadyMs;
    m_tickTime = m_clock.now();
  }
  takeVersion(found.version);
  for (Entry& entry : m_entries) {
    const std::optional<ApiResource> choice = choose(entry.request, m_served);
    if (first) {
      replace(entry, choice);
    } else {
      adopt(entry, choice);
    }
  }
  m_server.served.clear();
  bool proposals = false;
  bool missing = false;
  for (const Entry& entry : m_entries) {
    if (entry.resource) {
      m_server.served.push_back(*entry.resource);
    }
    proposals = proposals || entry.proposed;
    missing = missing || (entry.wasServed && !entry.resource);
  }
  m_sink.serverFound(m_server);
  startMore();
  planDiscovery(proposals ? kDiscoverConfirmMs : first ? kDiscoverAgainMs : missing ? kDiscoverMissingMs : kDiscoverMs);
  if (first) {
    // One kind that never answers must not keep the others from loading.
    later(kPatienceMs, [](Impl& self) {
      self.m_patienceOver = true;
      self.startMore();
    });
    getThen("/api/v1/namespaces/kube-system", kJson, [](Impl& self, const Result<std::string>& uid) { self.onSystemUid(uid); });
    beat();
  }
}

/// A change is believed at once when the version that is watched is gone, else when two discoveries in a row tell it.
void Session::Impl::adopt(Entry& entry, const std::optional<ApiResource>& choice) {
  if (choice == entry.resource) {
    entry.proposed.reset();
    entry.gone = false;
    return;
  }
  const std::string name = choice ? choice->version + "/" + choice->resource : std::string();
  const std::int64_t now = m_clock.steadyMs();
  if (entry.gone || (entry.proposed == name && now - entry.proposedAt >= kDiscoverConfirmMs)) {
    replace(entry, choice);
  } else if (entry.proposed != name) {
    entry.proposed = name;
    entry.proposedAt = now;
  }
}

void Session::Impl::replace(Entry& entry, const std::optional<ApiResource>& choice) {
  const std::optional<ApiResource> before = entry.resource;
  if (entry.reflector != nullptr) {
    forget(entry.reflector);
    entry.reflector.reset();
  }
  entry.resource = choice;
  entry.wasServed = entry.wasServed || choice;
  entry.proposed.reset();
  entry.gone = false;
  if (!choice) {
    SourceStatus status;
    status.resource = {entry.request.group, before ? before->version : std::string(), entry.request.resource, entry.request.kind,
                       entry.request.namespaced};
    status.state = SourceState::notServed;
    status.lastContact = m_clock.now();
    // On the kind's strand: the last task of the reflector may still be running there.
    entry.strand->post([weak = weak_from_this(), status, before] {
      const auto self = weak.lock();
      if (self == nullptr || self->m_stopped) {
        return;
      }
      if (before) {
        self->m_sink.listStarted(*before);  // nothing of it is left
        self->m_sink.listFinished(*before, {});
      }
      self->m_sink.sourceChanged(status);
    });
    return;
  }
  if (m_options.discoverOnly) {
    return;
  }
  ReflectorOptions options;
  options.namespaceName = m_options.namespaceName;
  options.fallbackNamespace = m_connection.namespaceName;
  options.pageSize = m_options.pageSize;
  options.requestTimeoutMs = m_options.requestTimeoutMs;
  options.mayCompress = !m_connection.disableCompression && !isLoopback(m_connection.server);
  // Alpha versions have field numbers of their own; decoders read them from JSON.
  options.protobuf = entry.request.protobuf && !entry.resource->version.starts_with("v1alpha");
  options.streamFrom = m_options.streamFrom;
  options.seed = m_options.seed * kSeedMix;
  const std::weak_ptr<Impl> weak = weak_from_this();
  const auto tell = [weak](std::function<void(Impl&)> task) {
    if (const auto self = weak.lock()) {
      self->post(std::move(task));
    }
  };
  const auto key = std::make_shared<const Reflector*>(nullptr);
  ReflectorEvents events;
  events.gone = [tell, key] {
    tell([key](Impl& self) {
      for (Entry& candidate : self.m_entries) {
        if (candidate.reflector.get() == *key && !candidate.gone) {
          candidate.gone = true;
          self.planDiscovery(self.m_clock.steadyMs() - self.m_discoveredAt < kDiscoverConfirmMs ? kDiscoverConfirmMs
                                                                                                : kDiscoverAtOnceMs);
        }
      }
    });
  };
  events.wentBack = [tell](const Error& cause) { tell([cause](Impl& self) { self.historyWentBack(cause); }); };
  events.reopened = [tell] {
    tell([](Impl& self) {
      // An outage may be shorter than the time between two heartbeats: who is back first wakes the others.
      for (const Entry& other : self.m_entries) {
        if (other.reflector != nullptr) {
          other.reflector->wake(kLeastSpreadMs);
        }
      }
      // A restart is when a history goes back; a little later the new one may have caught up and nobody would notice.
      if (!self.m_checkPlanned) {
        self.m_checkPlanned = true;
        const std::int64_t since = self.m_clock.steadyMs() - self.m_checkedAt;
        const std::int64_t pause = std::max(kReopenedMs, kReopenedAgainMs - since);
        self.later(pause + self.m_backoff.jitter(pause), [](Impl& inner) {
          inner.m_checkPlanned = false;
          inner.checkServer();
        });
      }
    });
  };
  events.pollsOnly = [tell](const Error& cause) {
    tell([cause](Impl& self) {
      if (!self.m_pollsTold.insert(cause.code).second) {
        return;  // one proxy, one role: not once a kind
      }
      self.tell({cause.code, "watches do not get through: " + cause.message,
                 "Lists are read every half minute instead" + (cause.fix.empty() ? std::string() : ". " + cause.fix),
                 std::nullopt, cause.httpStatus});
    });
  };
  entry.reflector = std::make_shared<Reflector>(
      *choice, options, ReflectorParts{m_watchLane, m_callLane, m_credentials, m_learned, entry.strand, m_clock, m_sink},
      std::move(events));
  *key = entry.reflector.get();
  {
    const std::lock_guard lock(m_mutex);
    m_alive.push_back(entry.reflector);
    if (m_stopped) {
      entry.reflector->stop();
    }
  }
  m_waiting.push_back({entry.reflector, entry.request.priority, false});
}

/// The version that a server says it has; another one than before is worth a word, and it may serve other things.
void Session::Impl::takeVersion(const std::string& document) {
  const std::string before = m_server.gitVersion;
  readVersion(document, m_server);
  m_learned->setStreamsLists(m_server.minor >= kStreamsFrom);
  if (!before.empty() && !m_server.gitVersion.empty() && before != m_server.gitVersion) {
    tell({ErrorCode::serverError, "the API server was " + before + " and is " + m_server.gitVersion + " now",
          "What it serves is looked up again", std::nullopt, 0});
    planDiscovery(kDiscoverAtOnceMs);
  }
}

/// A quiet watch says nothing for a minute; a cheap request tells that the server is still there. One timer, always.
void Session::Impl::beat() {
  const std::int64_t kinds = std::max<std::int64_t>(1, static_cast<std::int64_t>(m_entries.size()));
  m_tickWaitMs = m_down ? std::clamp(kSlowProbeMs / kinds, kFastProbeMs, kSlowProbeMs) + m_backoff.jitter(500)
                        : kBeatMs + m_backoff.jitter(kBeatJitterMs);
  later(m_tickWaitMs, [](Impl& self) {
    self.noticeSleep();
    if (!self.m_beating) {
      self.m_beating = true;
      self.getThen(
          "/version", kJson,
          [](Impl& inner, const Result<std::string>& answer) {
            inner.m_beating = false;
            inner.onBeat(answer);
          },
          kBeatTimeoutMs);
    }
    if (!self.m_down && self.m_clock.steadyMs() - self.m_checkedAt >= kCheckMs) {
      self.checkServer();
    }
    self.beat();
  });
}

void Session::Impl::onBeat(const Result<std::string>& answer) {
  const bool alive = answer || (answer.error().httpStatus != 0 && answer.error().httpStatus < 500);
  const bool silent = !answer && answer.error().httpStatus == 0;
  const bool back = alive && m_down;
  if (back && m_downSilent) {
    // The way was broken. Connections over which nothing has come since may be dead without knowing it.
    const bool heard = std::any_of(m_entries.begin(), m_entries.end(), [this](const Entry& entry) {
      return entry.reflector != nullptr && entry.reflector->watchHeardAt() >= m_downAt;
    });
    if (!heard) {
      renewWatches();
    }
  }
  m_downSilent = silent || (m_downSilent && !alive);
  const std::int64_t now = m_clock.steadyMs();
  if (!alive && !m_down) {
    m_downAt = now;
  }
  m_down = !alive;
  // After a moment everybody wants to be back at once; a server that was away for long is met by all its clients.
  const std::int64_t spread = std::clamp((now - m_downAt) / 2, kLeastSpreadMs, kMostSpreadMs);
  for (const Entry& entry : m_entries) {
    if (entry.reflector == nullptr) {
      continue;
    }
    if (alive) {
      entry.reflector->touch();
      if (back) {
        entry.reflector->wake(spread);
      }
    } else if (silent) {
      entry.reflector->doubt(answer.error());
    }
  }
  if (answer && isApiDocument(*answer)) {
    takeVersion(*answer);
  }
  if (back) {
    // It may have been upgraded, restored or replaced meanwhile; watches take a moment to come back. The usual look, which is due
    // after so long, would come from all clients in the same few seconds.
    m_checkedAt = now;
    for (const std::int64_t delay : {kWatchesBackMs, kWatchesBackLateMs}) {
      later(delay + m_backoff.jitter(spread), [](Impl& self) { self.checkServer(); });
    }
    planDiscovery(kDiscoverAtOnceMs);
  }
}

void Session::Impl::renewWatches() {
  m_watchLane->reconnect();
  for (const Entry& entry : m_entries) {
    if (entry.reflector != nullptr) {
      entry.reflector->resume();
    }
  }
}

/// Timers stand still while a machine sleeps, and clocks jump: then no connection is to be trusted.
void Session::Impl::noticeSleep() {
  const std::int64_t steady = m_clock.steadyMs() - m_tickSteadyMs;
  const std::int64_t wall = m_clock.now() - m_tickTime;
  m_tickSteadyMs = m_clock.steadyMs();
  m_tickTime = m_clock.now();
  const bool slept = steady > m_tickWaitMs + kBeatTimeoutMs + kSleptMs || steady < 0 || std::abs(wall - steady) > kSleptMs;
  if (!slept) {
    return;
  }
  m_callLane->reconnect();
  renewWatches();
  m_downSilent = false;
  m_down = true;  // until it answers; then it is checked
  m_downAt = m_clock.steadyMs();
}

/// Whether it is still the same cluster, and has not forgotten what it said.
void Session::Impl::checkServer() {
  m_checkedAt = m_clock.steadyMs();
  getThen("/api/v1/namespaces/kube-system", kJson, [](Impl& self, const Result<std::string>& uid) { self.onSystemUid(uid); });
  // Events may have an etcd of their own; all else shares one, and the kind that heard last knows most.
  for (const bool events : {false, true}) {
    const Entry* best = nullptr;
    for (const Entry& entry : m_entries) {
      if (entry.reflector != nullptr && entry.reflector->versionSeen() > 0 && (entry.request.resource == "events") == events &&
          (best == nullptr || entry.reflector->versionSeen() > best->reflector->versionSeen())) {
        best = &entry;
      }
    }
    if (best != nullptr) {
      best->reflector->probe();
    }
  }
}

void Session::Impl::onSystemUid(const Result<std::string>& answer) {
  if (!answer) {
    return;  // who may not read it is not told
  }
  const nlohmann::json document = nlohmann::json::parse(*answer, nullptr, false);
  std::string uid;
  if (document.is_object() && document.contains("metadata") && document["metadata"].is_object()) {
    const auto found = document["metadata"].find("uid");
    uid = found != document["metadata"].end() && found->is_string() ? found->get<std::string>() : std::string();
  }
  if (uid.empty()) {
    return;
  }
  const std::string before = m_systemUid;
  m_systemUid = uid;
  if (!before.empty() && before != uid) {
    const Error cause{
        ErrorCode::serverError, "another cluster answers at " + withoutPassword(m_connection.server),
        "Everything is read again. Check the address in the kubeconfig, and the load balancer or DNS name behind it",
        std::nullopt, 0};
    tell(cause);
    reloadAll(cause);
    planDiscovery(kDiscoverAtOnceMs);
  }
}

void Session::Impl::historyWentBack(const Error& cause) {
  const std::int64_t now = m_clock.steadyMs();
  if (now - m_wentBackAt < kWentBackAgainMs) {
    return;  // the others tell the same
  }
  m_wentBackAt = now;
  const Error notice{ErrorCode::serverError, "the API server's history went back: " + cause.message,
                     "Everything is read again. etcd may have been restored from a backup, or another server answers",
                     std::nullopt, 0};
  tell(notice);
  reloadAll(notice);
}

/// In the order of the first loading.
void Session::Impl::reloadAll(const Error& cause) {
  for (const Entry& entry : m_entries) {
    const bool queued = std::any_of(m_waiting.begin(), m_waiting.end(),
                                    [&](const Waiting& waiting) { return waiting.reflector == entry.reflector; });
    if (entry.reflector == nullptr || queued) {
      continue;
    }
    entry.reflector->outdate(cause);
    m_waiting.push_back({entry.reflector, entry.request.priority, true});
  }
  startMore();
}

void Session::Impl::tell(Error what) {
  for (const ServerNotice& notice : m_server.notices) {
    if (notice.what.message == what.message) {
      return;
    }
  }
  m_server.notices.push_back({m_clock.now(), std::move(what)});
  if (m_server.notices.size() > kNotices) {
    m_server.notices.erase(m_server.notices.begin());
  }
  m_sink.serverFound(m_server);
}

}  // namespace claimscope::kube
