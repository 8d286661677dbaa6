// What the store costs: derive() from nothing and after one change, watch lines a second, bytes a cluster. One thread.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include "model/cluster/derive.h"
#include "tests/bench/worlds.h"
#include "tests/kit/process_memory.h"

using namespace claimscope;
using bench::kScenarios;
using bench::loaded;
using simulation::LoadedWorld;

namespace {

void deriveFromNothing(benchmark::State& state) {
  const cluster::SnapshotPtr snapshot = loaded(state.range(0)).snapshot();
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    benchmark::DoNotOptimize(cluster::derive(*snapshot, nullptr));
  }
}

/// One more change each time.
void deriveAfterOneChange(benchmark::State& state) {
  LoadedWorld& world = loaded(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    state.PauseTiming();
    const cluster::SnapshotPtr before = world.snapshot();
    bench::advanceToNextChange(world);
    const cluster::SnapshotPtr after = world.snapshot();
    state.ResumeTiming();
    benchmark::DoNotOptimize(cluster::derive(*after, before.get()));
  }
}

/// Decode, apply and publish of everything that happens in ten virtual seconds.
void watchLines(benchmark::State& state) {
  LoadedWorld& world = loaded(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  std::uint64_t lines = 0;
  for (auto _ : state) {
    const std::uint64_t before = world.events;
    world.advance(10'000);
    lines += world.events - before;
  }
  state.counters["lines"] = benchmark::Counter(static_cast<double>(lines), benchmark::Counter::kIsRate);
}

/// Seconds to make, list, decode and hold a whole cluster, and what one object of it takes in memory.
void loadAll(benchmark::State& state) {
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    LoadedWorld world(kScenarios[state.range(0)]);
    std::uint64_t objects = 0;
    for (std::size_t i = 0; i < kKindCount; ++i) {
      visitKind(static_cast<Kind>(i), [&]<class T>(std::type_identity<T>) { objects += world.snapshot()->of<T>().size(); });
    }
    const std::int64_t before = kit::processKiB("VmRSS:");
    world.dropWorld();
    malloc_trim(0);
    const std::int64_t with = kit::processKiB("VmRSS:");
    state.counters["objects"] = static_cast<double>(objects);
    state.counters["worldKiB"] = static_cast<double>(before - with);
    state.counters["bytes/object"] = static_cast<double>(with) * 1024.0 / static_cast<double>(objects);
  }
}

BENCHMARK(loadAll)->Arg(1)->Arg(2)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(deriveFromNothing)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(deriveAfterOneChange)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(watchLines)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
