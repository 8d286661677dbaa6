// What all checks cost on a snapshot: from scratch, and with the notebook after one more change. One thread, virtual time.
#include <benchmark/benchmark.h>

#include <map>

#include "model/diagnosis/disagreement.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using simulation::LoadedWorld;

namespace {

constexpr const char* kScenarios[] = {"eks-hybrid", "fleet", "extreme"};

/// Worlds are made once: the extreme one takes seconds.
LoadedWorld& loaded(std::int64_t scenario) {
  static std::map<std::int64_t, std::unique_ptr<LoadedWorld>> kWorlds;
  std::unique_ptr<LoadedWorld>& world = kWorlds[scenario];
  if (world == nullptr) {
    world = std::make_unique<LoadedWorld>(kScenarios[scenario]);
  }
  return *world;
}

void fromScratch(benchmark::State& state) {
  const cluster::SnapshotPtr snapshot = loaded(state.range(0)).snapshot();
  state.SetLabel(kScenarios[state.range(0)]);
  for (auto _ : state) {
    benchmark::DoNotOptimize(diagnosis::diagnose(*snapshot));
  }
}

/// One more change each time: a claim is allocated, a pod starts, a short job goes away.
void afterOneChange(benchmark::State& state) {
  LoadedWorld& world = loaded(state.range(0));
  state.SetLabel(kScenarios[state.range(0)]);
  diagnosis::Notebook notebook;
  benchmark::DoNotOptimize(diagnosis::diagnose(*world.snapshot(), notebook));
  std::size_t chunks = 0;
  std::size_t findings = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const std::uint64_t before = world.snapshot()->totalChanges;
    for (int i = 0; i < 10'000 && world.snapshot()->totalChanges == before; ++i) {
      world.advance(50);
    }
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
