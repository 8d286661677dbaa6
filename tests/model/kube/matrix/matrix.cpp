#include "tests/model/kube/matrix/matrix.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "model/cluster/store.h"
#include "model/kube/session.h"
#include "model/resources/kinds.h"
#include "tests/apiserver/virtual/fault_script.h"
#include "tests/model/kube/matrix/tap.h"

namespace claimscope::matrix {
namespace {

using apiserver::Fault;

constexpr std::int64_t kStepMs = 1'000;
constexpr std::int64_t kConvergeMs = 150'000;  ///< longest wait of a source is a minute, or two of silence
constexpr std::int64_t kNeverServedMs = 340'000;
constexpr std::int64_t kUnsaidMs = 120'000;      ///< a store may be wrong for so long before its source must say so
constexpr std::int64_t kDeadNoticedMs = 30'000;  ///< by then the heartbeat has failed
constexpr std::int64_t kRefusedNoticedMs = 70'000;
constexpr std::size_t kBusyIn10s = 20;  ///< lists and watches of one kind in ten seconds: a stream, a list and a watch a try
constexpr double kDeadRate = 0.25;

/// Nobody answers, or nobody who is an API server.
bool isDead(Fault fault) {
  switch (fault) {
    case Fault::refused:
    case Fault::silence:
    case Fault::tlsStall:
    case Fault::wrongCertificate:
    case Fault::junk:
    case Fault::html:
    case Fault::htmlError:
    case Fault::htmlInternalError:
    case Fault::htmlGatewayTimeout:
      return true;
    default:
      return false;
  }
}

/// The kind cannot be had while it lasts.
bool isRefusal(Fault fault) {
  switch (fault) {
    case Fault::unauthorized:
    case Fault::forbidden:
    case Fault::notFound:
    case Fault::tooManyRequests:
    case Fault::tooManyRequestsPlain:
    case Fault::serverError:
    case Fault::gatewayTimeout:
    case Fault::wrongContent:
    case Fault::expired:
    case Fault::absent:
      return true;
    default:
      return isDead(fault);
  }
}

std::uint64_t hashOf(const Spec& spec) {
  std::uint64_t hash = spec.seed;
  for (const char c : spec.text()) {
    hash = simulation::mixed(hash ^ static_cast<unsigned char>(c));
  }
  return hash;
}

/// One run: the parts of the program that matter, wired as app/source does it, and a script of what happens.
class Run {
 public:
  Run(const Spec& spec, bool trace)
      : m_spec(spec),
        m_trace(trace),
        m_random(hashOf(spec)),
        m_server(m_time, std::make_unique<apiserver::SmallWorld>(apiserver::SmallWorldOptions{}), m_random.next(),
                 {.watchList = m_random.below(4) != 0}),
        m_script(m_time, m_server),
        m_store(m_time, m_time, {.minPublishMs = 1'000'000'000'000}),
        m_tap(m_store),
        m_kind(kindFor(spec.plural)) {
    kube::Connection connection;
    connection.context = "virtual";
    connection.server = "https://virtual.invalid";
    connection.token = "virtual";
    connection.namespaceName = "default";
    kube::SessionOptions options;
    options.pageSize = 3;                                                  // so that lists have pages
    options.streamFrom = m_random.below(2) == 0 ? 0 : options.streamFrom;  // WatchList or pages
    m_session = std::make_unique<kube::Session>(connection, options, m_time, m_time, m_tap,
                                                kube::Transports{m_server.connect("watch"), m_server.connect("call")});
  }

  Outcome play() {
    m_script.world().backUp();
    churn(20);
    if (m_spec.phase == Phase::initial) {
      m_session->start({kindRequest(m_kind)});
      m_time.runFor(m_random.below(2) == 0 ? 0 : m_random.between(0, 40));  // before the list, or in the middle of it
    } else {
      m_session->start({kindRequest(m_kind)});
      m_time.runFor(2'000);
      if (!agrees()) {
        problem("does not even load from a healthy server");
        return m_outcome;
      }
      live(m_random.between(5, 40));
    }
    if (m_spec.phase == Phase::relist) {
      m_server.interrupt(apiserver::Interruption::clean, m_spec.plural, true);
      churn(5);
      m_script.world().compact();
    }
    say("fault begins");
    m_faultAt = m_time.steadyMs();
    m_script.begin(m_spec.fault, m_spec.plural, m_random.next());
    m_faulty = true;
    live(m_random.between(5, 240));
    m_script.end();
    m_faulty = false;
    m_endedAt = m_time.steadyMs();
    say("fault ends");
    live(10);
    converge();
    // Not only a list: what happens afterwards arrives too.
    churn(10);
    m_server.changed();
    const std::int64_t now = m_time.steadyMs();
    while (!agrees() && m_time.steadyMs() - now < 70'000) {
      m_time.runFor(kStepMs);
    }
    if (!agrees()) {
      problem("after it has recovered nothing new arrives");
    }
    judgeRequests();
    m_outcome.unsaidMs = m_unsaidMs;
    return m_outcome;
  }

 private:
  static Kind kindFor(const std::string& plural) {
    for (std::size_t i = 0; i < kKindCount; ++i) {
      if (kindRequest(static_cast<Kind>(i)).resource == plural) {
        return static_cast<Kind>(i);
      }
    }
    return Kind::Pod;
  }

  void churn(std::uint64_t writes) {
    for (std::uint64_t i = 0; i < writes; ++i) {
      const std::uint64_t number = m_random.next();
      m_script.world().write(m_random.below(4) == 0 ? plurals()[number % plurals().size()] : m_spec.plural, number);
    }
  }

  /// So many seconds of a busy cluster.
  void live(std::int64_t seconds) {
    for (std::int64_t i = 0; i < seconds; ++i) {
      churn(m_random.below(3));
      m_server.changed();
      m_time.runFor(kStepMs);
      if (i % 5 == 4) {
        judgeSource();
      }
      traceStatus();
    }
  }

  void traceStatus() {
    if (!m_trace) {
      return;
    }
    const SourceStatus& status = m_tap.status(m_spec.plural);
    std::string text = fmt::format("{} rv {} of {} {}", sourceStateWord(status.state), status.resourceVersion,
                                   m_script.world().resourceVersion(), status.error ? status.error->message : "");
    if (text != m_said) {
      say(text);
      m_said = std::move(text);
    }
  }

  [[nodiscard]] bool agrees() {
    m_store.flush();
    m_time.settle();
    std::string held = cluster::digestLines(*m_store.latest(), m_kind);
    // An object that only a faulty answer held stays until the next list, as it should.
    const std::size_t huge = held.find("00000000-0000-4000-8000-000000000001 ");
    if (huge != std::string::npos) {
      held.erase(huge, held.find('\n', huge) - huge + 1);
    }
    return held == m_script.world().digestLines(m_spec.plural);
  }

  void converge() {
    const auto recovered = [&] {
      const SourceState state = m_tap.status(m_spec.plural).state;
      return (state == SourceState::live || state == SourceState::polling) && agrees();
    };
    while (!recovered()) {
      // A kind that was never served is looked for every five minutes.
      const bool never = m_spec.fault == Fault::absent && m_spec.phase == Phase::initial;
      if (m_time.steadyMs() - m_endedAt > (never ? kNeverServedMs : kConvergeMs)) {
        const SourceStatus& status = m_tap.status(m_spec.plural);
        problem(fmt::format("does not converge within {} s: {}, digest {}, {}", kConvergeMs / 1000, sourceStateWord(status.state),
                            agrees() ? "equal" : "differs", status.error ? status.error->message : "no error"));
        return;
      }
      m_time.runFor(kStepMs);
      judgeSource();
      traceStatus();
    }
    m_outcome.convergedMs = m_time.steadyMs() - m_endedAt;
    say("converged");
  }

  /// The source tells the truth about its age and its cause.
  void judgeSource() {
    const SourceStatus& status = m_tap.status(m_spec.plural);
    const std::int64_t now = m_time.steadyMs();
    const bool claimsLive = status.state == SourceState::live && !status.error;
    if (!claimsLive || agrees()) {
      m_rightAt = now;
    }
    m_unsaidMs = std::max(m_unsaidMs, now - m_rightAt);
    if (now - m_rightAt > kUnsaidMs) {
      problem(fmt::format("claims to be live and has been wrong for {} s", (now - m_rightAt) / 1000));
      m_rightAt = now;
    }
    if (status.lastContact.isSet() && m_server.lastDelivery().isSet() && m_spec.fault != Fault::clockJump &&
        status.lastContact > m_server.lastDelivery() + 10) {
      problem("its last contact is later than the last byte that was sent");
    }
    if (!m_faulty) {
      return;
    }
    const std::int64_t since = now - m_faultAt;
    const bool noticed = isDead(m_spec.fault)      ? since > kDeadNoticedMs
                         : isRefusal(m_spec.fault) ? since > kRefusedNoticedMs
                                                   : false;
    const bool silentLoading = status.state == SourceState::loading || status.state == SourceState::waiting;
    if (noticed && claimsLive) {
      problem(fmt::format("claims to be live {} s after the fault began", since / 1000));
    } else if (noticed && !status.error && status.state != SourceState::notServed && !(silentLoading && since < 70'000)) {
      problem(fmt::format("is {} without a cause {} s after the fault began", sourceStateWord(status.state), since / 1000));
    }
  }

  void judgeRequests() {
    std::vector<std::int64_t> asked;
    std::vector<std::int64_t> dead;
    for (const apiserver::VirtualRequest& request : m_server.log()) {
      if (request.resource != m_spec.plural || (request.verb != "list" && request.verb != "watch")) {
        continue;
      }
      if (request.verb == "list" && !request.continued) {
        ++m_outcome.relists;
      }
      if (!request.continued) {
        asked.push_back(request.at);
        if (request.at >= m_faultAt && request.at < m_endedAt) {
          dead.push_back(request.at);
        }
      }
      if (m_trace) {
        fmt::print("{:>9.3f} {} {}\n", static_cast<double>(request.at) / 1000, request.verb, request.path);
      }
    }
    m_outcome.requests = asked.size();
    const std::size_t burst = most(asked, 10'000);
    if (burst > kBusyIn10s) {
      problem(fmt::format("asks {} times in ten seconds", burst));
    }
    if (isDead(m_spec.fault)) {
      // The first tries come quicker, as client-go's do: over a minute the rate must hold.
      m_outcome.deadRate = static_cast<double>(most(dead, 60'000)) / 60;
      if (m_outcome.deadRate > kDeadRate) {
        problem(fmt::format("asks a dead server {:.2f} times a second", m_outcome.deadRate));
      }
    }
  }

  /// The most moments within any window of so many milliseconds.
  static std::size_t most(const std::vector<std::int64_t>& moments, std::int64_t window) {
    std::size_t out = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < moments.size(); ++i) {
      while (moments[i] - moments[first] >= window) {
        ++first;
      }
      out = std::max(out, i - first + 1);
    }
    return out;
  }

  void problem(const std::string& text) {
    if (std::find(m_outcome.problems.begin(), m_outcome.problems.end(), text) == m_outcome.problems.end()) {
      m_outcome.problems.push_back(text);
    }
    say("PROBLEM " + text);
  }
  void say(const std::string& text) {
    if (m_trace) {
      fmt::print("{:>9.3f} {}\n", static_cast<double>(m_time.steadyMs()) / 1000, text);
    }
  }

  Spec m_spec;
  bool m_trace;
  simulation::Random m_random;
  apiserver::VirtualTime m_time;
  apiserver::VirtualServer m_server;
  apiserver::FaultScript m_script;
  cluster::Store m_store;
  Tap m_tap;
  Kind m_kind;
  std::unique_ptr<kube::Session> m_session;
  Outcome m_outcome;
  bool m_faulty = false;
  std::int64_t m_faultAt = 0;
  std::int64_t m_endedAt = 0;
  std::int64_t m_rightAt = 0;
  std::int64_t m_unsaidMs = 0;
  std::string m_said;
};

}  // namespace

std::string_view nameOf(Phase phase) {
  constexpr std::string_view kNames[] = {"initial", "steady", "relist"};
  return kNames[static_cast<std::size_t>(phase)];
}

std::string Spec::text() const {
  return fmt::format("{}:{}:{}:{}", apiserver::nameOf(fault), plural, nameOf(phase), seed);
}

std::optional<Spec> Spec::parse(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ':') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  const std::optional<Fault> fault = apiserver::faultNamed(parts[0]);
  if (!fault || parts.size() != 4 || std::find(plurals().begin(), plurals().end(), parts[1]) == plurals().end()) {
    return std::nullopt;
  }
  for (const Phase phase : {Phase::initial, Phase::steady, Phase::relist}) {
    if (nameOf(phase) == parts[2]) {
      return Spec{*fault, parts[1], phase, std::strtoull(parts[3].c_str(), nullptr, 10)};
    }
  }
  return std::nullopt;
}

Outcome run(const Spec& spec, bool trace) {
  // Objects of 33 MiB come and go: fetching fresh pages for each would take most of the time.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  return Run(spec, trace).play();
}

std::vector<apiserver::Fault> faults() {
  std::vector<apiserver::Fault> out;
  for (const apiserver::FaultName& known : apiserver::faultNames()) {
    if ((known.places & apiserver::kByVirtual) != 0) {
      out.push_back(known.fault);
    }
  }
  return out;
}

const std::vector<std::string>& plurals() {
  static const std::vector<std::string> kPlurals = {"pods", "resourceclaims", "resourceslices", "nodes", "events"};
  return kPlurals;
}

}  // namespace claimscope::matrix
