// Frames of the latency page at 100,000 claims: charts redrawn, the Gantt chart panned and zoomed at each level of detail, and
// setView with a new report. Offscreen, one thread; p50 and p99 as counters, in milliseconds.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QImage>
#include <QKeyEvent>
#include <algorithm>
#include <chrono>

#include "tests/bench/ui/window_benchmarks.h"
#include "tests/ui/charts/sample_lives.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/latency/latency_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr std::size_t kClaims = 100'000;

const latency::LivesPtr& lives() {
  static const latency::LivesPtr kLives = manyLives(kClaims);
  return kLives;
}

/// Reports of the same lives that are not the same object: what a page must draw anew.
const std::vector<View>& moments() {
  static const std::vector<View> kMoments = [] {
    std::vector<View> out;
    for (int i = 0; i < 4; ++i) {
      View view = quietView(sampleSnapshot("eks-hybrid", SampleState::live));
      auto copy = std::make_shared<latency::Lives>(*lives());
      copy->now = copy->now + i * 1'000;
      view.lives = copy;
      view.latency = reportOf(view.lives);
      view.gantt = ganttBars(view.lives, {});
      out.push_back(std::move(view));
    }
    return out;
  }();
  return kMoments;
}

class Frames {
 public:
  template <class Work>
  void measure(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    m_times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  void report(benchmark::State& state) {
    std::sort(m_times.begin(), m_times.end());
    const auto at = [this](double part) {
      return m_times[std::min(m_times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(m_times.size())))];
    };
    state.counters["p50_ms"] = at(0.50);
    state.counters["p99_ms"] = at(0.99);
    state.counters["max_ms"] = m_times.back();
  }

 private:
  std::vector<double> m_times;
};

void key(QWidget& widget, Qt::Key code) {
  QKeyEvent event(QEvent::KeyPress, code, Qt::NoModifier);
  QCoreApplication::sendEvent(&widget, &event);
}

/// 0: rows of full height; 1: all of the time; 2: rows a few pixels high; 3: all rows, thinner than a pixel.
void panGantt(benchmark::State& state) {
  const QSize size(1100, 600);
  GanttChart chart(look());
  chart.setAttribute(Qt::WA_DontShowOnScreen);
  chart.resize(size);
  chart.show();
  chart.setBars(moments().front().gantt);
  if (state.range(0) == 1) {
    for (int i = 0; i < 10; ++i) {
      chart.zoomBy(0.8);
    }
  } else if (state.range(0) >= 2) {
    chart.fitAll();
    for (int i = 0; state.range(0) == 2 && i < 30; ++i) {
      chart.zoomBy(1.25);
    }
  }
  QImage frame(size, QImage::Format_RGB32);
  Frames frames;
  int i = 0;
  for (auto _ : state) {
    frames.measure([&] {
      key(chart, i / 20 % 2 == 0 ? Qt::Key_S : Qt::Key_W);
      key(chart, i / 20 % 2 == 0 ? Qt::Key_A : Qt::Key_D);
      ++i;
      static_cast<QWidget&>(chart).render(&frame);
    });
  }
  frames.report(state);
  state.counters["row_px"] = chart.scale().rowHeight();
}
BENCHMARK(panGantt)->DenseRange(0, 3)->Iterations(300)->Unit(benchmark::kMillisecond);

void zoomGantt(benchmark::State& state) {
  const QSize size(1100, 600);
  GanttChart chart(look());
  chart.setAttribute(Qt::WA_DontShowOnScreen);
  chart.resize(size);
  chart.show();
  chart.setBars(moments().front().gantt);
  QImage frame(size, QImage::Format_RGB32);
  Frames frames;
  int i = 0;
  for (auto _ : state) {
    frames.measure([&] {
      chart.zoomBy(i++ / 60 % 2 == 0 ? 0.85 : 1 / 0.85);
      static_cast<QWidget&>(chart).render(&frame);
    });
  }
  frames.report(state);
}
BENCHMARK(zoomGantt)->Iterations(300)->Unit(benchmark::kMillisecond);

template <class Chart>
void redraw(benchmark::State& state) {
  const QSize size(460, 200);
  Chart chart(look());
  chart.setAttribute(Qt::WA_DontShowOnScreen);
  chart.resize(size);
  chart.show();
  QImage frame(size, QImage::Format_RGB32);
  Frames frames;
  std::size_t i = 0;
  for (auto _ : state) {
    frames.measure([&] {
      chart.setReport(moments()[++i % moments().size()].latency);
      static_cast<QWidget&>(chart).render(&frame);
    });
  }
  frames.report(state);
}
BENCHMARK(redraw<PercentileChart>)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(redraw<HeatMap>)->Iterations(200)->Unit(benchmark::kMillisecond);

void redrawStages(benchmark::State& state) {
  const QSize size(740, 200);
  StageBars bars(look());
  bars.setAttribute(Qt::WA_DontShowOnScreen);
  bars.resize(size);
  bars.show();
  latency::Question question;
  question.by = latency::GroupBy::node;  // 5,000 rows
  const latency::ReportPtr report = reportOf(lives(), question);
  QImage frame(size, QImage::Format_RGB32);
  Frames frames;
  for (auto _ : state) {
    frames.measure([&] {
      bars.setReport(report, 1);
      bars.render(&frame);
    });
  }
  frames.report(state);
}
BENCHMARK(redrawStages)->Iterations(200)->Unit(benchmark::kMillisecond);

void setViewOfLatencyPage(benchmark::State& state) {
  LatencyPage page(look());
  page.setAttribute(Qt::WA_DontShowOnScreen);
  page.resize(1236, 760);
  page.show();
  Frames frames;
  std::size_t i = 0;
  for (auto _ : state) {
    frames.measure([&] { page.setView(moments()[++i % moments().size()]); });
  }
  frames.report(state);
}
BENCHMARK(setViewOfLatencyPage)->Iterations(100)->Unit(benchmark::kMillisecond);

void barsOffTheGuiThread(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(ganttBars(lives(), {}));
  }
}
BENCHMARK(barsOffTheGuiThread)->Unit(benchmark::kMillisecond);

void areaStatistics(benchmark::State& state) {
  const GanttBarsPtr& bars = moments().front().gantt;
  const std::vector<std::uint32_t> all = barsIn(*bars, std::nullopt);
  for (auto _ : state) {
    benchmark::DoNotOptimize(statisticsOf(*bars, all, {}));
  }
}
BENCHMARK(areaStatistics)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  return claimscope::ui::runWindowBenchmarks(argc, argv);
}
