// What one pod's allocation costs at 5,000 nodes × 8 devices. One thread. `--dump FOLDER` writes the same objects for the Go
// program in tests/upstream/allocation/bench, which runs upstream's allocator over them (compare.sh does both).
#include <benchmark/benchmark.h>

#include <cstring>
#include <fstream>

#include "tests/bench/allocation/bench_world.h"

using namespace claimscope;
using bench::BenchWorld;
using bench::Shape;

namespace {

struct Question {
  const char* name;
  Shape shape;
  const char* selector;
  int count;
  bool everyNode;  ///< evaluate all nodes although one fits
};
constexpr Question kQuestions[] = {
    {"firstNodeFits", Shape::free, bench::kMatches, 1, false},
    {"allInUse", Shape::inUse, bench::kMatches, 1, false},
    {"selectorRejectsAll", Shape::free, bench::kMatchesNone, 1, false},
    {"counters", Shape::counters, bench::kMatches, 3, true},
    {"everyNode", Shape::free, bench::kMatches, 1, true},
};

const BenchWorld& worldOf(std::size_t question) {
  static std::array<std::unique_ptr<BenchWorld>, std::size(kQuestions)> worlds;
  if (worlds[question] == nullptr) {
    const Question& asked = kQuestions[question];
    worlds[question] = std::make_unique<BenchWorld>(bench::worldObjects(asked.shape, asked.selector, asked.count));
  }
  return *worlds[question];
}

/// Node after node, as the scheduler does it, until one fits.
std::size_t fitting(const allocation::Allocator& allocator, const BenchWorld& world, bool everyNode) {
  const ResourceClaim* claims[] = {world.wanted.get()};
  std::size_t fits = 0;
  for (const auto& node : world.nodes) {
    const allocation::Outcome outcome = allocator.allocate(*node, claims);
    fits += outcome.kind == allocation::Outcome::Kind::allocated ? 1 : 0;
    if (fits != 0 && !everyNode) {
      break;
    }
  }
  return fits;
}

/// From nothing: index, state of devices, compiled selectors and their answers are all made within the time.
void fresh(benchmark::State& state, std::size_t question) {
  const BenchWorld& world = worldOf(question);
  std::size_t fits = 0;
  for (auto _ : state) {
    const allocation::Allocator allocator(world.world());
    fits = fitting(allocator, world, kQuestions[question].everyNode);
    benchmark::DoNotOptimize(fits);
  }
  state.counters["fits"] = static_cast<double>(fits);
}

/// As everything after the first question of a snapshot.
void kept(benchmark::State& state, std::size_t question) {
  const BenchWorld& world = worldOf(question);
  const allocation::Allocator allocator(world.world());
  std::size_t fits = fitting(allocator, world, true);
  for (auto _ : state) {
    fits = fitting(allocator, world, kQuestions[question].everyNode);
    benchmark::DoNotOptimize(fits);
  }
  state.counters["fits"] = static_cast<double>(fits);
}

int dump(const std::string& folder) {
  for (const Question& question : kQuestions) {
    std::ofstream out(folder + "/" + question.name + ".jsonl");
    for (const std::string& object : bench::worldObjects(question.shape, question.selector, question.count)) {
      out << object << '\n';
    }
    if (!out.flush()) {
      return 1;
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "--dump") == 0) {
    return dump(argv[2]);
  }
  for (std::size_t i = 0; i < std::size(kQuestions); ++i) {
    const std::string name = kQuestions[i].name;
    benchmark::RegisterBenchmark(("fresh/" + name).c_str(), [i](benchmark::State& state) {
      fresh(state, i);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(("kept/" + name).c_str(), [i](benchmark::State& state) {
      kept(state, i);
    })->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
