// soak: a day of a busy cluster through session, reflector, decoder and store in virtual time, as fast as it goes; memory,
// descriptors, threads and timers are sampled and must not grow. One thread.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "model/cluster/store.h"
#include "model/kube/session.h"
#include "model/resources/kinds.h"
#include "tests/apiserver/virtual/small_world.h"
#include "tests/apiserver/virtual/virtual_server.h"
#include "tests/model/kube/matrix/matrix.h"

namespace {

using namespace claimscope;

struct Options {
  std::uint64_t events = 20'000'000;
  std::uint64_t reconnects = 500;
  std::uint64_t perSecond = 231;  ///< 20 M a day
  std::size_t objects = 200;
  bool identity = false;
};

struct Sample {
  std::uint64_t rssKiB = 0;
  std::size_t descriptors = 0;
  std::size_t threads = 0;
  std::size_t timers = 0;
  std::size_t requests = 0;
};

std::size_t entriesOf(const char* folder) {
  std::size_t out = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) {
    ++out;
  }
  return out;
}

Kind kindFor(const std::string& plural) {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    if (kindRequest(static_cast<Kind>(i)).resource == plural) {
      return static_cast<Kind>(i);
    }
  }
  return Kind::Pod;
}

class Soak {
 public:
  explicit Soak(const Options& options)
      : m_options(options),
        m_random(7),
        m_server(m_time,
                 std::make_unique<apiserver::SmallWorld>(
                     apiserver::SmallWorldOptions{.objects = options.objects, .keptChanges = 40'000}),
                 1),
        m_store(m_time, m_time, {.minPublishMs = 1'000}) {
    kube::Connection connection;
    connection.context = "soak";
    connection.server = "https://virtual.invalid";
    connection.token = "virtual";
    m_session = std::make_unique<kube::Session>(connection, kube::SessionOptions{}, m_time, m_time, m_store,
                                                kube::Transports{m_server.connect("watch"), m_server.connect("call")});
    std::vector<KindRequest> kinds;
    for (const std::string& plural : matrix::plurals()) {
      kinds.push_back(kindRequest(kindFor(plural)));
    }
    m_session->start(kinds);
    m_time.runFor(5'000);
  }

  int run() {
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t each = std::max<std::uint64_t>(1, m_options.events / std::max<std::uint64_t>(1, m_options.reconnects));
    std::uint64_t written = 0;
    std::uint64_t cuts = 0;
    std::uint64_t nextSample = 0;
    Sample early;
    bool agreed = true;
    fmt::print("{:>4} {:>12} {:>10} {:>8} {:>8} {:>8} {:>9} {:>10}\n", "%", "events", "RSS KiB", "files", "threads", "timers",
               "requests", "events/s");
    while (written < m_options.events) {
      const std::uint64_t burst = std::min(m_options.perSecond, m_options.events - written);
      for (std::uint64_t i = 0; i < burst; ++i) {
        write();
      }
      written += burst;
      m_server.changed();
      m_time.runFor(1'000);
      m_store.tick();
      if (written / each > cuts) {
        cut(cuts++);
      }
      if (written * 20 >= nextSample * m_options.events) {
        agreed = agrees() && agreed;
        const Sample now = sample();
        early = nextSample == 2 ? now : early;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        fmt::print("{:>4} {:>12} {:>10} {:>8} {:>8} {:>8} {:>9} {:>10.0f}\n", 5 * nextSample, written, now.rssKiB,
                   now.descriptors, now.threads, now.timers, now.requests, static_cast<double>(written) / seconds);
        std::fflush(stdout);
        m_server.clearLog();
        ++nextSample;
      }
    }
    return judge(early, sample(), agreed, cuts);
  }

 private:
  apiserver::SmallWorld& world() { return static_cast<apiserver::SmallWorld&>(m_server.world()); }

  void write() {
    const std::uint64_t number = m_random.next();
    if (m_options.identity) {
      // One name, another object each time.
      const std::string name = "reused-" + std::to_string(number % 50);
      world().remove("pods", name);
      world().create("pods", name);
    } else {
      world().write(matrix::plurals()[number % matrix::plurals().size()], number >> 3U);
    }
  }

  void cut(std::uint64_t number) {
    using apiserver::Interruption;
    constexpr Interruption kHow[] = {Interruption::reset, Interruption::clean, Interruption::torn, Interruption::reset};
    m_server.interrupt(kHow[number % 4], {}, true);
    if (number % 10 == 9) {
      world().compact();  // and so a list
    }
  }

  /// Waits for the watches, then compares every kind: by uid and resourceVersion, so by identity.
  bool agrees() {
    for (int i = 0; i < 120; ++i) {
      m_time.runFor(1'000);
      m_store.flush();
      m_time.settle();
      const bool same = std::all_of(matrix::plurals().begin(), matrix::plurals().end(), [&](const std::string& plural) {
        return cluster::digestLines(*m_store.latest(), kindFor(plural)) == world().digestLines(plural);
      });
      if (same) {
        return true;
      }
    }
    fmt::print("the store differs from the server\n");
    return false;
  }

  Sample sample() {
    malloc_trim(0);  // what the allocator keeps for later is not ours
    Sample out;
    std::ifstream statm("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    statm >> total >> resident;
    out.rssKiB = resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / 1024;
    out.descriptors = entriesOf("/proc/self/fd");
    out.threads = entriesOf("/proc/self/task");
    out.timers = m_time.timers();
    out.requests = m_server.openRequests();
    return out;
  }

  int judge(const Sample& early, const Sample& late, bool agreed, std::uint64_t cuts) {
    const double growth = 100.0 * (static_cast<double>(late.rssKiB) / static_cast<double>(early.rssKiB) - 1);
    const SourceStatus& pods = m_store.latest()->source(Kind::Pod).status;
    fmt::print(
        "RSS {:+.2f} % since 10 %, files {} -> {}, threads {} -> {}, timers {} -> {}; {} cuts, pods: {} reconnects, {} relists\n",
        growth, early.descriptors, late.descriptors, early.threads, late.threads, early.timers, late.timers, cuts,
        pods.reconnects, pods.relists);
    const bool flat =
        growth < 3 && early.descriptors == late.descriptors && early.threads == late.threads && late.timers < early.timers + 40;
    fmt::print("{}\n", flat && agreed ? "flat" : "NOT FLAT");
    return flat && agreed ? 0 : 1;
  }

  Options m_options;
  simulation::Random m_random;
  apiserver::VirtualTime m_time;
  apiserver::VirtualServer m_server;
  cluster::Store m_store;
  std::unique_ptr<kube::Session> m_session;
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("A day of events through the client in virtual time: does anything grow?", "soak");
  Options options;
  app.add_option("--events", options.events)->capture_default_str();
  app.add_option("--reconnects", options.reconnects, "watches cut while at it")->capture_default_str();
  app.add_option("--per-second", options.perSecond, "events a virtual second")->capture_default_str();
  app.add_option("--objects", options.objects, "of each of five kinds")->capture_default_str();
  app.add_flag("--identity", options.identity, "every event deletes a pod and creates another of the same name");
  CLI11_PARSE(app, argc, argv);
  return Soak(options).run();
}
