// Time that a key in the palette takes of the GUI thread, with the names of 150,000 pods and a fleet: until the field can take
// the next one, and each slice that follows. Offscreen, one thread. Reported as counters, in milliseconds.
#include <benchmark/benchmark.h>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QCoreApplication>
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "tests/ui/pages/sample_views.h"
#include "ui/shell/name_index.h"
#include "ui/shell/palette.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr int kPods = 150'000;

cluster::SnapshotPtr manyPods() {
  static const cluster::SnapshotPtr kSnapshot = [] {
    SampleStore store(Time{1'795'513'338'000});
    store.serverFound();
    std::string items;
    for (int i = 0; i < kPods; ++i) {
      items += (i == 0 ? "" : ",") + std::string("{\"metadata\":{\"name\":\"") +
               (i % 3 == 0 ? "ml-training-job-" : "inference-gateway-") + std::to_string(i) + "-x4k2p\",\"namespace\":\"team-" +
               std::to_string(i % 500) + "\",\"uid\":\"" + std::to_string(i) +
               "\",\"resourceVersion\":\"1\"},\"spec\":{\"nodeName\":\"gpu-" + std::to_string(i % 5000) + "\"}}";
    }
    store.list("", "v1", "pods", items);
    store.finishOthers();
    return store.snapshot();
  }();
  return kSnapshot;
}

double msOf(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

/// Runs a piece of work and keeps the longest.
template <class Work>
void timed(std::vector<double>& times, Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  times.push_back(msOf(std::chrono::steady_clock::now() - start));
}

void report(benchmark::State& state, const char* name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  if (!times.empty()) {
    state.counters[std::string(name) + "_p50"] = times[times.size() / 2];
    state.counters[std::string(name) + "_max"] = times.back();
  }
}

/// "t", "tr", … typed into the open palette; every pass of the event loop between two keys is one piece.
void BM_Keystroke(benchmark::State& state) {
  static Look look(ThemeName::dark);
  QWidget window;
  window.resize(1440, 900);
  Palette palette(look, &window);
  window.show();
  std::vector<double> keys;
  std::vector<double> pieces;
  double whole = 0;
  for (auto _ : state) {
    palette.open({manyPods(), {}, {}});
    const auto start = std::chrono::steady_clock::now();
    for (const char* text : {"t", "tr", "tra", "train", "train 14", "mtj", "zz", "gateway x4"}) {
      timed(keys, [&] { palette.field().setText(QString::fromLatin1(text)); });
      while (!palette.finished()) {
        timed(pieces, [] {
          QCoreApplication::sendPostedEvents();
          QApplication::instance()->eventDispatcher()->processEvents(QEventLoop::AllEvents);
        });
      }
    }
    whole = msOf(std::chrono::steady_clock::now() - start);
    palette.hide();
  }
  report(state, "key_ms", keys);
  report(state, "slice_ms", pieces);
  state.counters["eight_texts_ms"] = whole;
}
BENCHMARK(BM_Keystroke)->Unit(benchmark::kMillisecond)->Iterations(5);

/// The whole index at once, as one slice would take it.
void BM_ReadNames(benchmark::State& state) {
  for (auto _ : state) {
    NameIndex index;
    index.setSnapshot(manyPods());
    index.read(10'000'000);
    benchmark::DoNotOptimize(index.entries().size());
  }
}
BENCHMARK(BM_ReadNames)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  Look::installFonts();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
