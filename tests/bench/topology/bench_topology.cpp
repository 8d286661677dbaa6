// What the layout costs at 5,000 nodes: from nothing, recounted, and the neighbourhood of a selection. One thread.
#include <benchmark/benchmark.h>

#include "model/topology/layout.h"
#include "model/topology/relations.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;

namespace {

const cluster::Snapshot& fleet() {
  static const simulation::LoadedWorld kWorld("fleet");
  static const cluster::SnapshotPtr kSnapshot = kWorld.snapshot();
  return *kSnapshot;
}

void layOutFleet(benchmark::State& state) {
  const auto groupBy = static_cast<topology::GroupBy>(state.range(0));
  const cluster::Snapshot& snapshot = fleet();  // made before the clock runs
  for (auto _ : state) {
    benchmark::DoNotOptimize(topology::layOut(snapshot, groupBy, 1400, 800));
  }
}

/// Every node its own group: as many groups as are drawn, and the rest folded.
void layOutFleetByHost(benchmark::State& state) {
  topology::Grouping grouping(topology::GroupBy::label);
  grouping.label = Text("kubernetes.io/hostname");
  const cluster::Snapshot& snapshot = fleet();
  std::size_t groups = 0;
  for (auto _ : state) {
    const topology::Layout layout = topology::layOut(snapshot, grouping, 1400, 800);
    groups = layout.groups.size();
  }
  state.counters["groups"] = static_cast<double>(groups);
}

void recountFleet(benchmark::State& state) {
  topology::Layout layout = topology::layOut(fleet(), topology::GroupBy::nodeGroup, 1400, 800);
  for (auto _ : state) {
    topology::recount(fleet(), layout);
    benchmark::ClobberMemory();
  }
}

void neighbourhoodOfNode(benchmark::State& state) {
  std::uint32_t node = 0;
  for (auto _ : state) {
    node = (node + 97) % static_cast<std::uint32_t>(fleet().inventory->nodes.size());
    benchmark::DoNotOptimize(topology::neighbourhood(fleet(), {topology::Focus::Kind::node, node}));
  }
}

BENCHMARK(layOutFleet)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK(layOutFleetByHost)->Unit(benchmark::kMillisecond);
BENCHMARK(recountFleet)->Unit(benchmark::kMicrosecond);
BENCHMARK(neighbourhoodOfNode);

}  // namespace

BENCHMARK_MAIN();
