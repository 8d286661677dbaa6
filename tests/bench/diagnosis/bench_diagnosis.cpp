// What all checks cost on a snapshot: from scratch, and with the notebook after one more change. One thread, virtual time.
#include <benchmark/benchmark.h>

#include "model/diagnosis/disagreement.h"
#include "tests/bench/worlds.h"

using namespace claimscope;
using bench::kScenarios;
using bench::loaded;
using simulation::LoadedWorld;

namespace {

void fromScratch(benchmark::State& state) {
  const cluster::SnapshotPtr snapshot = loaded(state.range(0)).snapshot();
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    benchmark::DoNotOptimize(diagnosis::diagnose(*snapshot));
  }
}

/// One more change each time.
void afterOneChange(benchmark::State& state) {
  LoadedWorld& world = loaded(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  diagnosis::Notebook notebook;
  benchmark::DoNotOptimize(diagnosis::diagnose(*world.snapshot(), notebook));
  std::size_t chunks = 0;
  std::size_t findings = 0;
  for (auto _ : state) {
    state.PauseTiming();
    bench::advanceToNextChange(world);
    const cluster::SnapshotPtr after = world.snapshot();
    state.ResumeTiming();
    findings = diagnosis::diagnose(*after, notebook).findings.size();
    chunks += notebook.chunksRead();
  }
  state.counters["chunks"] = static_cast<double>(chunks) / static_cast<double>(state.iterations());
  state.counters["findings"] = static_cast<double>(findings);
}

BENCHMARK(fromScratch)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(afterOneChange)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
