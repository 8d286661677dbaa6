// Time to explain one claim of the fleet (5,000 nodes with 8 devices each): everything from the snapshot, and with the context
// that several explanations share. One thread.
#include <benchmark/benchmark.h>

#include "model/explanation/context.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using explanation::ExplanationContext;

namespace {

const cluster::Snapshot& fleet() {
  static const cluster::SnapshotPtr kSnapshot = [] {
    simulation::LoadedWorld world("fleet");
    return world.snapshot();
  }();
  return *kSnapshot;
}

struct Case {
  const char* namespaceName;
  const char* claim;
};
/// All in use; partitions with counters, all nodes for different reasons; fits at once; the CPU driver's.
constexpr Case kCases[] = {{"ml-workloads", "ml-training-job-7-gpu-x4k2p"},
                           {"ml-workloads", "inference-service-gpu-6fq4n"},
                           {"research", "eval-h200-gpu-mm2tc"},
                           {"data", "etl-cpu-1-cpu-p0q2z"}};

cluster::ClaimIndex claimOf(const Case& wanted) {
  const cluster::Slot slot = fleet().of<ResourceClaim>().slotOf(Text(wanted.namespaceName), Text(wanted.claim));
  return fleet().inventory->findClaim(slot);
}

void explainAlone(benchmark::State& state) {
  const Case& wanted = kCases[state.range(0)];
  const cluster::ClaimIndex claim = claimOf(wanted);
  state.SetLabel(wanted.claim);
  for (auto _ : state) {
    benchmark::DoNotOptimize(explanation::explainClaim(fleet(), claim));
  }
}

void explainShared(benchmark::State& state) {
  const Case& wanted = kCases[state.range(0)];
  const cluster::ClaimIndex claim = claimOf(wanted);
  const ExplanationContext context(fleet());
  state.SetLabel(wanted.claim);
  for (auto _ : state) {
    benchmark::DoNotOptimize(explanation::explainClaim(context, claim));
  }
}

void makeContext(benchmark::State& state) {
  for (auto _ : state) {
    const ExplanationContext context(fleet());
    benchmark::DoNotOptimize(context.nodes().size());
  }
}

BENCHMARK(makeContext)->Unit(benchmark::kMillisecond);
BENCHMARK(explainAlone)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK(explainShared)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

}  // namespace
