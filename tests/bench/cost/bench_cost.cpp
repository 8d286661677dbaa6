// What costs and quotas take at 5,000 nodes and at 100,000 claims: the whole report, its parts, the ledger. One thread.
#include <benchmark/benchmark.h>

#include "model/cost/cost.h"
#include "model/cost/holdings.h"
#include "model/quota/ledger.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using simulation::LoadedWorld;

namespace {

const cluster::Snapshot& world(bool extreme) {
  static const cluster::SnapshotPtr kFleet = LoadedWorld("fleet").snapshot();
  static const cluster::SnapshotPtr kExtreme = extreme ? LoadedWorld("extreme").snapshot() : nullptr;
  return extreme ? *kExtreme : *kFleet;
}

/// Everything that the page asks, drains rehearsed.
void report(benchmark::State& state) {
  const cluster::Snapshot& snapshot = world(state.range(0) != 0);
  std::size_t groups = 0;
  for (auto _ : state) {
    const cost::Report out = cost::costOf(snapshot, nullptr);
    groups = out.groups.size();
    benchmark::DoNotOptimize(out.gpus);
  }
  state.counters["groups"] = static_cast<double>(groups);
}

void withoutDrains(benchmark::State& state) {
  const cluster::Snapshot& snapshot = world(state.range(0) != 0);
  cost::Question question;
  question.drains = false;
  for (auto _ : state) {
    const cost::Report out = cost::costOf(snapshot, nullptr, question);
    benchmark::DoNotOptimize(out.gpus);
  }
}

void drains(benchmark::State& state) {
  const cluster::Snapshot& snapshot = world(state.range(0) != 0);
  const cost::Accelerators accelerators = cost::acceleratorsOf(snapshot);
  for (auto _ : state) {
    const cost::Drains out = cost::drainsOf(snapshot, accelerators, cost::listPrices());
    benchmark::DoNotOptimize(out.clean);
  }
}

void strands(benchmark::State& state) {
  const cluster::Snapshot& snapshot = world(state.range(0) != 0);
  const cost::Accelerators accelerators = cost::acceleratorsOf(snapshot);
  const cost::Shapes shapes = cost::shapesOf(snapshot);
  for (auto _ : state) {
    const explanation::ExplanationContext context(snapshot);
    const cost::Strands out = cost::strandsOf(context, accelerators, shapes);
    benchmark::DoNotOptimize(out.strands.size());
  }
}

void ledger(benchmark::State& state) {
  const cluster::Snapshot& snapshot = world(state.range(0) != 0);
  for (auto _ : state) {
    const quota::Ledger out = quota::ledgerOf(snapshot);
    benchmark::DoNotOptimize(out.rows.size());
  }
}

// 0: fleet, 1: extreme.
BENCHMARK(report)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(withoutDrains)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(drains)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(strands)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(ledger)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
