// The page of pods with 150,000 of them: what a filter, a sort and a new moment cost the GUI thread. Offscreen, one thread.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <QApplication>

#include "tests/bench/ui/window_benchmarks.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/objects/objects_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr int kPods = 150'000;

std::string podJson(int i) {
  return fmt::format(
      R"({{"metadata":{{"name":"encode-{}-{}","namespace":"team-{}","uid":"u{}","resourceVersion":"{}","creationTimestamp":"2026-11-24T08:00:00Z"}},)"
      R"("spec":{{"nodeName":"node-{}","containers":[{{"name":"main","resources":{{"requests":{{"cpu":"2","memory":"8Gi"}}}}}}]}},)"
      R"("status":{{"phase":"Running","containerStatuses":[{{"name":"main","ready":true,"state":{{"running":{{"startedAt":"2026-11-24T08:00:05Z"}}}}}}]}}}})",
      i / 40, i * 7919 % 40, i / 4000, i, i + 1, i % 5000);
}

/// Two moments that differ in a thousand pods.
const std::vector<View>& moments() {
  static const std::vector<View> kMoments = [] {
    SampleStore store(*parseTime("2026-11-24T09:00:00Z"));
    store.serverFound();
    std::string items;
    for (int i = 0; i < kPods; ++i) {
      items += (i == 0 ? "" : ",") + podJson(i);
    }
    store.list("", "v1", "pods", items);
    store.finishOthers();
    std::vector<View> out{sampleView(store.snapshot())};
    items.clear();
    for (int i = 0; i < kPods; ++i) {
      std::string pod = podJson(i);
      if (i % 150 == 0) {
        pod.replace(pod.find("\"Running\""), 9, "\"Pending\"");
        pod.replace(pod.find(fmt::format("\"resourceVersion\":\"{}\"", i + 1)) + 19, 1, "9");
      }
      items += (i == 0 ? "" : ",") + pod;
    }
    store.list("", "v1", "pods", items);
    out.push_back(sampleView(store.snapshot()));
    return out;
  }();
  return kMoments;
}

void prepare(ObjectsPage& page) {
  page.resize(1600, 1000);
  page.setView(moments().front());
  page.setEverything(true);
  page.grab();
}

void filterPods(benchmark::State& state) {
  ObjectsPage page(look(), QStringLiteral("pods"));
  prepare(page);
  int i = 0;
  for (auto _ : state) {
    page.setFilter(QStringLiteral("encode-%1").arg(++i % 100));
  }
}
BENCHMARK(filterPods)->Iterations(50)->Unit(benchmark::kMillisecond);

void filterPodsByNode(benchmark::State& state) {
  ObjectsPage page(look(), QStringLiteral("pods"));
  prepare(page);
  int i = 0;
  for (auto _ : state) {
    page.setFilter(QStringLiteral("node=node-%1").arg(++i % 100));
  }
}
BENCHMARK(filterPodsByNode)->Iterations(50)->Unit(benchmark::kMillisecond);

/// Argument: the column; 0 the name, 3 none, 12 the age.
void sortPods(benchmark::State& state) {
  ObjectsPage page(look(), QStringLiteral("pods"));
  prepare(page);
  bool descending = false;
  for (auto _ : state) {
    page.model().setSortColumns({{static_cast<int>(state.range(0)), descending}});
    descending = !descending;
  }
}
BENCHMARK(sortPods)->Arg(0)->Arg(2)->Arg(12)->Iterations(20)->Unit(benchmark::kMillisecond);

/// Argument: 1 for all pods, 0 for those with claims.
void setViewOfPods(benchmark::State& state) {
  ObjectsPage page(look(), QStringLiteral("pods"));
  prepare(page);
  page.setEverything(state.range(0) == 1);
  std::size_t i = 0;
  for (auto _ : state) {
    page.setView(moments()[++i % 2]);
  }
}
BENCHMARK(setViewOfPods)->Arg(0)->Arg(1)->Iterations(30)->Unit(benchmark::kMillisecond);

void setViewOfNodes(benchmark::State& state) {
  ObjectsPage page(look(), QStringLiteral("nodes"));
  page.resize(1600, 1000);
  page.setView(moments().front());
  std::size_t i = 0;
  for (auto _ : state) {
    page.setView(moments()[++i % 2]);
  }
}
BENCHMARK(setViewOfNodes)->Iterations(30)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  return claimscope::ui::runWindowBenchmarks(argc, argv);
}
