// What latency costs for 100,000 claims: lives from a snapshot, their stages, a report. Goal: stages and percentiles (`report`,
// which has both) in 50 ms; to read the lives from claims and pods all over the memory comes on top. One thread.
#include <benchmark/benchmark.h>

#include "model/latency/lives.h"
#include "model/latency/report.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using simulation::LoadedWorld;

namespace {

constexpr std::int64_t kDay = 24 * 3'600'000;

/// As after a day of watching: every claim and every pod has its record.
std::shared_ptr<const cluster::History> historyOf(const cluster::Snapshot& snapshot) {
  auto out = std::make_shared<cluster::History>();
  out->claimsSince = snapshot.time + -30 * kDay;
  out->podsSince = out->claimsSince;
  out->keepMs = 30 * kDay;
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    cluster::ClaimRecord record;
    record.uid = claim.meta.uid;
    record.created = claim.meta.created;
    record.seen = claim.meta.created + 120;
    if (claim.allocation.has_value()) {
      record.allocated = claim.allocation->allocationTimestamp + 340;
      record.reserved = record.allocated;
      record.consumer = claim.reservedFor.empty() ? Uid() : claim.reservedFor.front().uid;
    }
    out->claims.push_back(record);
  });
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (cluster::asksForClaims(pod)) {
      cluster::PodRecord record;
      record.uid = pod.meta.uid;
      record.created = pod.meta.created;
      record.seen = pod.meta.created + 80;
      out->pods.push_back(record);
    }
  });
  return out;
}

const cluster::Snapshot& extreme() {
  static const cluster::SnapshotPtr kSnapshot = [] {
    LoadedWorld world("extreme");
    auto copy = std::make_shared<cluster::Snapshot>(*world.snapshot());
    copy->history = historyOf(*copy);
    return copy;
  }();
  return *kSnapshot;
}

latency::Question everything() {
  latency::Question question;
  question.windowMs = 60 * kDay;
  return question;
}

void lives(benchmark::State& state) {
  const cluster::Snapshot& snapshot = extreme();
  std::size_t count = 0;
  for (auto _ : state) {
    const latency::Lives out = latency::livesOf(snapshot);
    count = out.lives.size();
    benchmark::DoNotOptimize(out.lives.data());
  }
  state.counters["lives"] = static_cast<double>(count);
}

void stages(benchmark::State& state) {
  const latency::Lives all = latency::livesOf(extreme());
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (const latency::Life& life : all.lives) {
      for (const latency::Span& span : latency::stagesOf(life, all.now)) {
        sum += span.ms();
      }
    }
    benchmark::DoNotOptimize(sum);
  }
}

void report(benchmark::State& state) {
  const latency::Lives all = latency::livesOf(extreme());
  const latency::Question question = everything();
  std::int64_t claims = 0;
  for (auto _ : state) {
    const latency::Report out = latency::report(all, question);
    claims = out.claims;
    benchmark::DoNotOptimize(out.groups.data());
  }
  state.counters["claims"] = static_cast<double>(claims);
}

void livesStagesAndReport(benchmark::State& state) {
  const cluster::Snapshot& snapshot = extreme();
  const latency::Question question = everything();
  for (auto _ : state) {
    const latency::Lives all = latency::livesOf(snapshot);
    const latency::Report out = latency::report(all, question);
    benchmark::DoNotOptimize(out.groups.data());
  }
}

/// What the page asks every second: the last hour of a cluster in which most claims are older.
void lastHour(benchmark::State& state) {
  const cluster::Snapshot& snapshot = extreme();
  latency::LivesOptions options;
  options.backMs = 2 * 3'600'000;
  for (auto _ : state) {
    const latency::Lives all = latency::livesOf(snapshot, options);
    const latency::Report out = latency::report(all, latency::Question());
    benchmark::DoNotOptimize(out.groups.data());
  }
}

BENCHMARK(lives)->Unit(benchmark::kMillisecond);
BENCHMARK(stages)->Unit(benchmark::kMillisecond);
BENCHMARK(report)->Unit(benchmark::kMillisecond);
BENCHMARK(livesStagesAndReport)->Unit(benchmark::kMillisecond);
BENCHMARK(lastHour)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
