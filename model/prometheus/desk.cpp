#include "model/prometheus/desk.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <mutex>

#include "model/prometheus/budget.h"
#include "model/prometheus/catalogue/names.h"
#include "model/prometheus/catalogue/resolve.h"
#include "model/prometheus/client.h"

namespace claimscope::prometheus {
namespace {

constexpr int kAtOnce = 4;                         // queries under way
constexpr std::int64_t kPresenceMs = 300'000;      // what is there is looked up again
constexpr std::int64_t kPresenceEmptyMs = 60'000;  // while nothing is there
constexpr std::int64_t kSearchAgainMs = 300'000;   // nobody said where it is and none was found
constexpr std::int64_t kLostMs = 180'000;          // a found server that is silent so long is looked for again
constexpr std::int64_t kBadQueryMs = 600'000;      // a query the server refuses is not asked again at once
constexpr std::int64_t kPublishMs = 1'000;
constexpr std::size_t kMostAsked = 200;  // questions of people that wait
constexpr std::size_t kMostKept = 64;    // their answers, for an interval

bool isOurFault(const Error& error) {
  return error.code == ErrorCode::invalidInput || error.code == ErrorCode::tooLarge;
}

}  // namespace

class Desk::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(DeskOptions options, DeskParts parts)
      : m_options(std::move(options)),
        m_parts(std::move(parts)),
        m_strand(std::make_shared<Strand>(m_parts.executor)),
        m_budget(m_options.budgetPerMinute),
        m_pause(m_options.seed),
        m_latest(std::make_shared<const Metrics>()) {
    m_now.intervalMs = m_options.intervalMs;
    m_now.budgetPerMinute = m_options.budgetPerMinute;
  }

  void start(Listener listener) {
    post([listener = std::move(listener)](Impl& self) {
      self.m_listener = listener;
      self.locate();
    });
  }
  void stop() { m_stopped = true; }
  void ask(RangeQuestion question, Answered answered) {
    post([question = std::move(question), answered = std::move(answered)](Impl& self) { self.onAsked(question, answered); });
  }
  [[nodiscard]] MetricsPtr latest() const {
    const std::lock_guard lock(m_mutex);
    return m_latest;
  }
  [[nodiscard]] bool settled() const { return m_settledShown; }

 private:
  /// A question of the catalogue with its clock.
  struct Poll {
    Query query;
    std::int64_t dueMs = 0;
    bool underWay = false;
    bool tried = false;
  };
  struct Asked {
    RangeQuestion question;
    std::string key;
    std::vector<Answered> answered;
    bool underWay = false;
  };
  struct Kept {
    AnswerPtr answer;
    std::int64_t atMs = 0;
  };

  void post(std::function<void(Impl&)> task) {
    if (m_stopped) {
      return;
    }
    m_strand->post([weak = weak_from_this(), task = std::move(task)] {
      if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
        task(*self);
      }
    });
  }
  void later(std::int64_t delayMs, std::function<void(Impl&)> task) {
    m_parts.after(delayMs, [weak = weak_from_this(), task = std::move(task)] {
      if (const auto self = weak.lock(); self != nullptr && !self->m_stopped) {
        self->post(task);
      }
    });
  }
  [[nodiscard]] std::int64_t nowMs() const { return m_parts.clock.steadyMs(); }

  // Where it is.

  void locate() {
    if (m_locating) {
      return;
    }
    m_locating = true;
    if (!m_client) {
      m_now.state = State::searching;
      publish();
    }
    m_parts.locate([weak = weak_from_this()](Place place) {
      if (const auto self = weak.lock()) {
        self->post([place = std::make_shared<Place>(std::move(place))](Impl& impl) { impl.onPlace(*place); });
      }
    });
  }

  void onPlace(const Place& place) {
    m_locating = false;
    m_now.tried = place.tried;
    m_now.monitors = place.monitors;
    m_now.notice = place.notice;
    if (place.fetcher == nullptr) {
      m_client.reset();
      const bool lost = m_now.lastContact.isSet();  // it was there: that none is found now is no "not configured"
      if (place.error || !lost) {
        m_now.error = place.error;
      }
      if (!lost) {
        m_now.route.clear();
        m_now.address.clear();
      }
      m_now.state = m_now.error ? stateOf(*m_now.error) : lost ? State::stale : State::notConfigured;
      m_settled = true;
      refuseAsked();
      publish();
      later(place.error || lost ? m_pause.next() + m_options.intervalMs : kSearchAgainMs, [](Impl& self) { self.locate(); });
      return;
    }
    m_now.address = place.address;
    m_serverMinor = place.serverMinor;
    m_now.route = place.route;
    m_client =
        std::make_unique<Client>(place.fetcher, Way{place.serviceProxy, place.address}, m_options.limits, m_options.timeoutMs);
    m_lastSuccessMs = nowMs();
    m_presenceDueMs = nowMs();
    m_versionAsked = false;
    m_pausedUntilMs = nowMs();  // clocks may begin below zero
    pump();
  }

  [[nodiscard]] State stateOf(const Error& error) const {
    if (error.code == ErrorCode::unauthenticated || error.code == ErrorCode::forbidden) {
      return State::forbidden;
    }
    return m_now.lastContact.isSet() ? State::stale : State::failed;
  }

  // What is asked next.

  void pump() {
    if (m_client == nullptr) {
      return;
    }
    std::int64_t next = kPresenceMs;
    for (;;) {
      const std::int64_t now = nowMs();
      if (now < m_pausedUntilMs) {
        next = m_pausedUntilMs - now;
        break;
      }
      // After a failure one query tries whether it is back.
      if (m_underWay >= (m_failing ? 1 : kAtOnce)) {
        return;  // its answer pumps on
      }
      Asked* asked = nextAsked();
      const bool presence = asked == nullptr && !m_presenceUnderWay && m_presenceDueMs <= now;
      Poll* poll = asked == nullptr && !presence ? nextPoll(now) : nullptr;
      if (asked == nullptr && !presence && poll == nullptr) {
        next = untilDue(now);
        break;
      }
      const std::size_t cost = !presence ? 1 : m_versionAsked ? 2 : 3;  // what it sends besides
      if (!m_budget.take(now, cost)) {
        next = m_budget.waitMs(now, cost);
        break;
      }
      if (asked != nullptr) {
        sendAsked(*asked);
      } else if (presence) {
        sendPresence();
      } else {
        sendPoll(*poll);
      }
    }
    plan(next);
  }

  /// Only the newest plan counts.
  void plan(std::int64_t delayMs) {
    later(std::max<std::int64_t>(delayMs, 1), [plan = ++m_plan](Impl& self) {
      if (plan == self.m_plan) {
        self.pump();
      }
    });
  }

  [[nodiscard]] Asked* nextAsked() {
    const auto found = std::find_if(m_asked.begin(), m_asked.end(), [](const Asked& asked) { return !asked.underWay; });
    return found == m_asked.end() ? nullptr : &*found;
  }
  [[nodiscard]] Poll* nextPoll(std::int64_t now) {
    Poll* best = nullptr;
    for (Poll& poll : m_polls) {
      if (!poll.underWay && poll.dueMs <= now && (best == nullptr || poll.dueMs < best->dueMs)) {
        best = &poll;
      }
    }
    return best;
  }
  [[nodiscard]] std::int64_t untilDue(std::int64_t now) const {
    std::int64_t due = m_presenceUnderWay ? now + kPresenceMs : m_presenceDueMs;
    for (const Poll& poll : m_polls) {
      due = poll.underWay ? due : std::min(due, poll.dueMs);
    }
    return due - now;
  }

  /// Sends one query; `done` runs on the strand, once: with the answer, or an error when the time is up.
  void send(const RangeQuestion& question, std::function<void(Impl&, Answer)> done) {
    ++m_underWay;
    ++m_now.queries;
    const std::uint64_t number = ++m_sent;
    const Time asked = m_parts.clock.now();
    m_waiting[number] = [done = std::move(done), asked](Impl& self, Answer answer) {
      answer.asked = asked;
      done(self, std::move(answer));
    };
    const Client::Ticket ticket = m_client->ask(question, [weak = weak_from_this(), number](Answer answer) {
      if (const auto self = weak.lock()) {
        self->post([number, answer = std::make_shared<Answer>(std::move(answer))](Impl& impl) {
          impl.onAnswer(number, std::move(*answer));
        });
      }
    });
    later(m_options.timeoutMs + 1'000, [number, ticket, query = question.query, target = m_now.address](Impl& self) {
      if (self.m_waiting.count(number) == 0) {
        return;
      }
      *ticket = true;
      Answer late;
      late.query = query;
      late.error =
          Error{ErrorCode::unreachable, target + ": no answer within " + std::to_string(self.m_options.timeoutMs / 1000) + " s",
                "The query may be too heavy for it, or the way too slow", std::nullopt, 0};
      self.onAnswer(number, std::move(late));
    });
  }

  void onAnswer(std::uint64_t number, Answer answer) {
    const auto found = m_waiting.find(number);
    if (found == m_waiting.end()) {
      return;  // came after its time
    }
    const auto done = std::move(found->second);
    m_waiting.erase(found);
    --m_underWay;
    judge(answer);
    done(*this, std::move(answer));
    publishSoon();
    pump();
  }

  /// What an answer says of the server itself.
  void judge(Answer& answer) {
    const std::int64_t now = nowMs();
    if (!answer.error || isOurFault(*answer.error)) {
      m_now.lastContact = m_parts.clock.now();
      m_lastSuccessMs = now;
      m_failing = false;
      m_pause.reset();
      if (m_now.state != State::live) {
        m_now.state = State::live;
        m_stateChanged = true;
      }
      m_now.error.reset();
      if (!answer.error) {
        answer.answered = m_now.lastContact;
      }
      return;
    }
    m_failing = true;
    m_pausedUntilMs = std::max(m_pausedUntilMs, now + std::max(m_pause.next(), answer.error->retryAfterMs.value_or(0)));
    const State state = stateOf(*answer.error);
    m_stateChanged = m_stateChanged || state != m_now.state;
    m_now.state = state;
    m_now.error = answer.error;
    if (now - m_lastSuccessMs > kLostMs || answer.error->code == ErrorCode::notFound) {
      m_lastSuccessMs = now;  // once in so long
      locate();
    }
  }

  // The catalogue.

  void sendPresence() {
    m_presenceUnderWay = true;
    if (!m_versionAsked) {
      m_versionAsked = true;
      m_client->buildInfo([weak = weak_from_this()](const Result<BuildInfo>& info) {
        if (const auto self = weak.lock(); self != nullptr && info) {
          self->post([info = *info](Impl& impl) {
            impl.m_now.version = info.application.empty() ? info.version : info.application + " " + info.version;
            impl.m_stateChanged = true;
            impl.publishSoon();
          });
        }
      });
    }
    send({presenceQuery(), {}, {}, 0}, [](Impl& self, const Answer& answer) {
      if (answer.error) {
        self.onPresence(answer, {});
        return;
      }
      self.send({targetsQuery(), {}, {}, 0},
                [first = answer](Impl& impl, const Answer& targets) { impl.onPresence(first, targets); });
    });
  }

  void onPresence(const Answer& series, const Answer& targets) {
    m_presenceUnderWay = false;
    const std::int64_t now = nowMs();
    if (series.error) {
      m_presenceDueMs = isOurFault(*series.error) ? now + kPresenceMs : now;  // the pause is waited for
      settle(m_polls.empty());
      return;
    }
    m_presenceDueMs = now + (series.series.empty() ? kPresenceEmptyMs : kPresenceMs);
    Presence presence{countsOf(series), countsOf(targets)};
    Resolved resolved = resolve(presence, m_options.own, m_serverMinor);
    m_now.mappings = std::move(resolved.mappings);
    std::vector<Poll> polls;
    for (Query& query : resolved.queries) {
      const auto before = std::find_if(m_polls.begin(), m_polls.end(), [&](const Poll& poll) {
        return poll.query.id == query.id && poll.query.expression == query.expression;
      });
      Poll poll;
      if (before != m_polls.end()) {
        poll = *before;
      } else {
        poll.dueMs = now;
      }
      poll.query = std::move(query);
      polls.push_back(std::move(poll));
    }
    m_polls = std::move(polls);
    // An answer to what is no longer asked is no answer to anything.
    std::erase_if(m_now.answers, [this](const auto& answer) {
      return std::none_of(m_polls.begin(), m_polls.end(), [&](const Poll& poll) { return poll.query.id == answer.first; });
    });
    m_stateChanged = true;
    settle(allTried());
  }

  void sendPoll(Poll& poll) {
    poll.underWay = true;
    poll.dueMs = std::max(poll.dueMs + poll.query.every * m_options.intervalMs, nowMs() + m_options.intervalMs / 2);
    send({poll.query.expression, {}, {}, 0}, [id = poll.query.id, expression = poll.query.expression](Impl& self, Answer answer) {
      self.onPoll(id, expression, std::move(answer));
    });
  }

  void onPoll(const std::string& id, const std::string& expression, Answer answer) {
    const auto poll = std::find_if(m_polls.begin(), m_polls.end(),
                                   [&](const Poll& one) { return one.query.id == id && one.query.expression == expression; });
    if (poll == m_polls.end()) {
      return;
    }
    poll->underWay = false;
    poll->tried = true;
    if (answer.error) {
      poll->dueMs = isOurFault(*answer.error) ? nowMs() + kBadQueryMs : nowMs();
      if (const auto before = m_now.answers.find(id); before != m_now.answers.end() && before->second->answered.isSet()) {
        // The last answer stays, with its age, beside the error.
        answer.series = before->second->series;
        answer.answered = before->second->answered;
        answer.truncated = before->second->truncated;
      }
    }
    m_now.answers[id] = std::make_shared<const Answer>(std::move(answer));
    settle(allTried());
  }

  [[nodiscard]] bool allTried() const {
    return std::all_of(m_polls.begin(), m_polls.end(), [](const Poll& poll) { return poll.tried; });
  }
  /// Told with the next publication, which is not put off: who waits for it then reads what it says.
  void settle(bool settled) {
    m_stateChanged = m_stateChanged || (settled && !m_settled);
    m_settled = m_settled || settled;
  }

  // What people ask.

  void onAsked(const RangeQuestion& question, const Answered& answered) {
    if (m_client == nullptr && !m_locating) {
      answered(refusal(question));
      return;
    }
    const std::string key = question.query + "\n" + std::to_string(question.from.ms) + " " + std::to_string(question.to.ms) +
                            " " + std::to_string(question.stepMs);
    if (const auto kept = m_kept.find(key); kept != m_kept.end() && nowMs() - kept->second.atMs < m_options.intervalMs) {
      answered(kept->second.answer);
      return;
    }
    for (Asked& asked : m_asked) {
      if (asked.key == key) {
        asked.answered.push_back(answered);
        return;
      }
    }
    if (m_asked.size() >= kMostAsked) {
      answered(refusal(question));
      return;
    }
    m_asked.push_back({question, key, {answered}, false});
    pump();
  }

  [[nodiscard]] AnswerPtr refusal(const RangeQuestion& question) const {
    Answer answer;
    answer.query = question.query;
    answer.asked = m_parts.clock.now();
    answer.error = m_asked.size() >= kMostAsked ? Error{ErrorCode::throttled, "too many questions wait for Prometheus",
                                                        "Close a dashboard", std::nullopt, 0}
                   : m_now.error                ? *m_now.error
                                                : Error{ErrorCode::notFound, "no Prometheus is known for this cluster",
                                         "Give its address with --prometheus or in the configuration file", std::nullopt, 0};
    return std::make_shared<const Answer>(std::move(answer));
  }

  void refuseAsked() {
    std::deque<Asked> asked;
    asked.swap(m_asked);
    for (const Asked& one : asked) {
      const AnswerPtr answer = refusal(one.question);
      for (const Answered& answered : one.answered) {
        answered(answer);
      }
    }
  }

  void sendAsked(Asked& asked) {
    asked.underWay = true;
    send(asked.question, [key = asked.key](Impl& self, Answer answer) {
      const auto found = std::find_if(self.m_asked.begin(), self.m_asked.end(), [&](const Asked& one) { return one.key == key; });
      if (found == self.m_asked.end()) {
        return;
      }
      const std::vector<Answered> waiting = std::move(found->answered);
      self.m_asked.erase(found);
      const AnswerPtr shared = std::make_shared<const Answer>(std::move(answer));
      if (!shared->error) {
        if (self.m_kept.size() >= kMostKept) {
          self.m_kept.erase(std::min_element(self.m_kept.begin(), self.m_kept.end(),
                                             [](const auto& a, const auto& b) { return a.second.atMs < b.second.atMs; }));
        }
        self.m_kept[key] = {shared, self.nowMs()};
      }
      for (const Answered& answered : waiting) {
        answered(shared);
      }
    });
  }

  // What is told.

  /// Once a round, when something changed, and at least once a second while answers come.
  void publishSoon() {
    const std::int64_t now = nowMs();
    if (m_underWay == 0 || m_stateChanged || now - m_publishedMs >= kPublishMs) {
      publish();
    }
  }
  void publish() {
    m_stateChanged = false;
    m_publishedMs = nowMs();
    auto metrics = std::make_shared<const Metrics>(m_now);
    {
      const std::lock_guard lock(m_mutex);
      m_latest = metrics;
    }
    m_settledShown = m_settled;  // after what it is about
    if (m_listener) {
      m_listener(std::move(metrics));
    }
  }

  const DeskOptions m_options;
  const DeskParts m_parts;
  const std::shared_ptr<Strand> m_strand;
  std::atomic<bool> m_stopped{false};
  std::atomic<bool> m_settledShown{false};

  // The strand's.
  bool m_settled = false;
  Listener m_listener;
  std::unique_ptr<Client> m_client;
  Budget m_budget;
  Pause m_pause;
  Metrics m_now;
  std::vector<Poll> m_polls;
  std::deque<Asked> m_asked;
  std::map<std::string, Kept> m_kept;
  std::map<std::uint64_t, std::function<void(Impl&, Answer)>> m_waiting;
  std::uint64_t m_sent = 0;
  std::uint64_t m_plan = 0;
  int m_underWay = 0;
  bool m_locating = false;
  bool m_failing = false;
  bool m_presenceUnderWay = false;
  bool m_versionAsked = false;
  bool m_stateChanged = false;
  int m_serverMinor = 0;
  std::int64_t m_presenceDueMs = 0;
  std::int64_t m_pausedUntilMs = 0;
  std::int64_t m_lastSuccessMs = 0;
  std::int64_t m_publishedMs = -kPublishMs;

  mutable std::mutex m_mutex;
  MetricsPtr m_latest;
};

Desk::Desk(DeskOptions options, DeskParts parts) : m_impl(std::make_shared<Impl>(std::move(options), std::move(parts))) {}

Desk::~Desk() {
  m_impl->stop();
}

void Desk::start(Listener listener) {
  m_impl->start(std::move(listener));
}
void Desk::stop() {
  m_impl->stop();
}
void Desk::ask(RangeQuestion question, Answered answered) {
  m_impl->ask(std::move(question), std::move(answered));
}
MetricsPtr Desk::latest() const {
  return m_impl->latest();
}
bool Desk::settled() const {
  return m_impl->settled();
}

}  // namespace claimscope::prometheus
