// bench_events [SCENARIO] [RATE] [SECONDS]: what a store pays for RATE watch lines a second of a busy cluster. One thread,
// virtual time.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <random>

#include "model/cluster/store.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;

namespace {

using Steady = std::chrono::steady_clock;

double milliseconds(Steady::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

double cpuMs() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

/// Replaces the first "key":"…" of an object; what is told of an object comes in its metadata, which comes first.
void put(std::string& json, std::string_view key, const std::string& value) {
  const std::string start = fmt::format("\"{}\":\"", key);
  if (const std::size_t at = json.find(start); at != std::string::npos) {
    const std::size_t from = at + start.size();
    json.replace(from, json.find('"', from) - from, value);
  }
}

/// Objects of one kind as the server tells them.
struct Stock {
  ApiResource resource;
  std::vector<std::string> objects;
};

Stock stockOf(const simulation::World& world, const char* resource, std::size_t most) {
  Stock out;
  for (const ApiResource& served : world.server().served) {
    if (served.resource == resource) {
      out.resource = served;
    }
  }
  simulation::ListQuery query;
  query.limit = most;
  const Result<std::string> page = world.list(out.resource, query);
  const std::string_view text = page ? std::string_view(*page) : std::string_view();
  // Items are objects at depth two.
  int depth = 0;
  std::size_t from = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) {
      quoted = !quoted;
    } else if (!quoted && text[i] == '{' && ++depth == 2) {
      from = i;
    } else if (!quoted && text[i] == '}' && depth-- == 2) {
      std::string item(text.substr(from, i + 1 - from));
      if (item.find("\"uid\"") != std::string::npos) {
        out.objects.push_back(std::move(item));
      }
    }
  }
  return out;
}

class Bench {
 public:
  Bench(const std::string& scenario, std::size_t rate) : m_world(scenario), m_rate(rate) {
    const simulation::World& world = *m_world.world;
    m_pods = stockOf(world, "pods", 5000);
    m_claims = stockOf(world, "resourceclaims", 5000);
    m_nodes = stockOf(world, "nodes", 500);
  }

  void run(int seconds) {
    constexpr int kStepsASecond = 100;
    std::vector<double> publishMs;
    std::vector<double> waits;
    double decodeMs = 0;
    std::int64_t waiting = 0;  // virtual ms since the oldest line that is not published
    const double cpuBefore = cpuMs();
    for (int step = 0; step < seconds * kStepsASecond; ++step) {
      const std::vector<std::pair<const Stock*, std::string>> lines = make(m_rate / kStepsASecond);
      const Steady::time_point start = Steady::now();
      for (const auto& [stock, line] : lines) {
        std::string bytes = line;
        if (!m_world.store().watchLine(stock->resource, bytes)) {
          throw std::runtime_error("cannot read " + line.substr(0, 300));
        }
      }
      decodeMs += milliseconds(Steady::now() - start);
      waiting += 1000 / kStepsASecond;
      m_world.clock().advance(1000 / kStepsASecond);
      const cluster::SnapshotPtr before = m_world.snapshot();
      const Steady::time_point publish = Steady::now();
      m_world.store().tick();
      if (m_world.snapshot() != before) {
        publishMs.push_back(milliseconds(Steady::now() - publish));
        // Lines of each step since then waited this long, and for the publishing itself.
        for (std::int64_t age = 0; age < waiting; age += 1000 / kStepsASecond) {
          waits.push_back(static_cast<double>(age) + publishMs.back());
        }
        waiting = 0;
      }
    }
    const double cpu = cpuMs() - cpuBefore - m_makeMs;
    const auto percentile = [](std::vector<double>& of, double p) {
      std::sort(of.begin(), of.end());
      return of.empty() ? 0 : of[static_cast<std::size_t>(p * static_cast<double>(of.size() - 1))];
    };
    fmt::print(
        "{} lines/s for {} s: {:.1f} % of a core (decoding and applying {:.1f} %), publishing p50 {:.1f} ms p99 {:.1f} ms "
        "({} times), line to snapshot p50 {:.0f} ms p99 {:.0f} ms\n",
        m_rate, seconds, cpu / (seconds * 10.0), decodeMs / (seconds * 10.0), percentile(publishMs, 0.5),
        percentile(publishMs, 0.99), publishMs.size(), percentile(waits, 0.5), percentile(waits, 0.99));
  }

 private:
  using Lines = std::vector<std::pair<const Stock*, std::string>>;

  static std::string lineOf(const char* type, const std::string& object) {
    return fmt::format(R"({{"type":"{}","object":{}}})", type, object);
  }
  std::string changed(const Stock& stock) {
    std::string object = stock.objects[m_random() % stock.objects.size()];
    put(object, "resourceVersion", std::to_string(++m_version));
    return object;
  }
  /// One more of these, and later its end.
  void addNew(Lines& lines, const Stock& stock, std::deque<std::string>& alive) {
    std::string object = changed(stock);
    put(object, "name", fmt::format("bench-{}", m_version));
    put(object, "uid", fmt::format("6f1c9d2e-0b7a-4b57-9d5e-{:012x}", m_version));
    lines.emplace_back(&stock, lineOf("ADDED", object));
    alive.push_back(std::move(object));
  }
  void removeOld(Lines& lines, const Stock& stock, std::deque<std::string>& alive) {
    if (alive.size() > 200) {
      std::string object = std::move(alive.front());
      alive.pop_front();
      put(object, "resourceVersion", std::to_string(++m_version));
      lines.emplace_back(&stock, lineOf("DELETED", object));
    }
  }

  /// Half of what happens are pods on their way, a quarter claims; then events, and nodes that say they live.
  Lines make(std::size_t count) {
    const double before = cpuMs();
    Lines lines;
    while (lines.size() < count) {
      const unsigned dice = static_cast<unsigned>(m_random() % 100);
      if (dice < 50) {
        lines.emplace_back(&m_pods, lineOf("MODIFIED", changed(m_pods)));
      } else if (dice < 54) {
        addNew(lines, m_pods, m_newPods);
      } else if (dice < 58) {
        removeOld(lines, m_pods, m_newPods);
      } else if (dice < 75) {
        lines.emplace_back(&m_claims, lineOf("MODIFIED", changed(m_claims)));
      } else if (dice < 78) {
        addNew(lines, m_claims, m_newClaims);
      } else if (dice < 81) {
        removeOld(lines, m_claims, m_newClaims);
      } else if (dice < 85) {
        lines.emplace_back(&m_nodes, lineOf("MODIFIED", changed(m_nodes)));
      } else {
        lines.emplace_back(&m_events, event());
      }
    }
    m_makeMs += cpuMs() - before;
    return lines;
  }
  std::string event() {
    ++m_version;
    return lineOf(
        "ADDED",
        fmt::format(R"({{"metadata":{{"name":"trainer-{0}.17f3","namespace":"ml","uid":"7f1c9d2e-0b7a-4b57-9d5e-{0:012x}",)"
                    R"("resourceVersion":"{0}","creationTimestamp":"2026-11-24T08:00:00Z"}},"involvedObject":{{"kind":"Pod",)"
                    R"("namespace":"ml","name":"trainer-{1}","uid":"6f1c9d2e-0b7a-4b57-9d5e-{1:012x}"}},"reason":"Scheduled",)"
                    R"("message":"Successfully assigned ml/trainer-{1} to node-{2}","type":"Normal","count":1,)"
                    R"("firstTimestamp":"2026-11-24T08:00:00Z","lastTimestamp":"2026-11-24T08:00:00Z",)"
                    R"("source":{{"component":"default-scheduler"}}}})",
                    m_version, m_random() % 100'000, m_random() % 5000));
  }

  simulation::LoadedWorld m_world;
  std::size_t m_rate;
  Stock m_pods;
  Stock m_claims;
  Stock m_nodes;
  Stock m_events{{"", "v1", "events", "Event", true}, {}};
  std::deque<std::string> m_newPods;
  std::deque<std::string> m_newClaims;
  std::mt19937_64 m_random{1};
  std::uint64_t m_version = 10'000'000'000;
  double m_makeMs = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Bench bench(argc > 1 ? argv[1] : "extreme", argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 10'000);
  bench.run(argc > 3 ? std::atoi(argv[3]) : 30);
}
