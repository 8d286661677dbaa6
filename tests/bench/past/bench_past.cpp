// What looking back costs: adding a moment, bytes a kept moment, going to one, what changed between two. One thread, virtual
// time.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <map>

#include "model/base/arena.h"
#include "model/cluster/past/past.h"
#include "model/diagnosis/finding.h"
#include "tests/bench/worlds.h"

using namespace claimscope;
using bench::kScenarios;
using simulation::LoadedWorld;

namespace {

std::size_t used() {
  const auto info = mallinfo2();
  return static_cast<std::size_t>(arena::usage().bytes) + info.uordblks + info.hblkhd;
}

/// A world that ran for some minutes, with its past; made once.
struct Lived {
  explicit Lived(std::int64_t scenario, int seconds) : world(kScenarios[scenario]) {
    past.add(world.snapshot());
    for (int i = 0; i < seconds; ++i) {
      world.advance(1'000);
      past.add(world.snapshot());
    }
  }
  LoadedWorld world;
  cluster::Past past;
};

Lived& lived(std::int64_t scenario) {
  static std::map<std::int64_t, std::unique_ptr<Lived>> kLived;
  std::unique_ptr<Lived>& one = kLived[scenario];
  if (one == nullptr) {
    one = std::make_unique<Lived>(scenario, scenario == 2 ? 120 : 900);
  }
  return *one;
}

/// One more second: decode and publish are not counted.
void addMoment(benchmark::State& state) {
  Lived& one = lived(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    state.PauseTiming();
    one.world.advance(1'000);
    const cluster::SnapshotPtr snapshot = one.world.snapshot();
    state.ResumeTiming();
    one.past.add(snapshot);
  }
}

/// The estimate beside what is given back when the past is dropped.
void keptBytes(benchmark::State& state) {
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    auto one = std::make_unique<Lived>(state.range(0), state.range(0) == 2 ? 60 : 900);
    const cluster::PastOutlinePtr outline = one->past.outline();
    const std::size_t estimate = outline->bytes;
    const std::size_t with = used();
    one->past.setBudget(0);
    const std::size_t without = used();
    const auto moments = static_cast<double>(outline->moments.size());
    state.counters["moments"] = moments;
    state.counters["estimate/moment"] = static_cast<double>(estimate) / moments;
    state.counters["freed/moment"] = static_cast<double>(with - without) / moments;
    state.counters["MB"] = static_cast<double>(with - without) / 1e6;
  }
}

/// To moments far apart, so that nothing is derived from the one before.
void travel(benchmark::State& state) {
  Lived& one = lived(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  const cluster::PastOutlinePtr outline = one.past.outline();
  std::size_t i = 0;
  for (auto _ : state) {
    one.past.leave();
    i = (i + 37) % outline->moments.size();
    benchmark::DoNotOptimize(one.past.at(outline->moments[i].from));
  }
}

/// The same with the findings of that moment, which is what a page needs.
void travelWithDiagnosis(benchmark::State& state) {
  Lived& one = lived(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  const cluster::PastOutlinePtr outline = one.past.outline();
  std::size_t i = 0;
  for (auto _ : state) {
    one.past.leave();
    i = (i + 37) % outline->moments.size();
    benchmark::DoNotOptimize(diagnosis::diagnose(*one.past.at(outline->moments[i].from)));
  }
}

void changesBetweenEnds(benchmark::State& state) {
  Lived& one = lived(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  const cluster::PastOutlinePtr outline = one.past.outline();
  const cluster::SnapshotPtr a = one.past.at(outline->moments.front().from);
  const cluster::SnapshotPtr b = one.past.at(outline->moments.back().until);
  std::uint64_t told = 0;
  for (auto _ : state) {
    told = one.past.changes(*a, *b).told.size();
  }
  state.counters["told"] = static_cast<double>(told);
}

void outlineOfAll(benchmark::State& state) {
  Lived& one = lived(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    one.past.leave();
    one.past.add(one.world.snapshot());
    benchmark::DoNotOptimize(one.past.outline());
  }
}

BENCHMARK(keptBytes)->DenseRange(0, 2)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(addMoment)->DenseRange(0, 2)->Iterations(30)->Unit(benchmark::kMillisecond);
BENCHMARK(travel)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(travelWithDiagnosis)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(changesBetweenEnds)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(outlineOfAll)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
