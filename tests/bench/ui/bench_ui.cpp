// Time of a frame while panning and zooming the topology of a fleet, of setView of each page on a changed snapshot, and of
// sorting and filtering 100,000 rows. Offscreen, one thread. Frames report p50 and p99 as counters, in milliseconds.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QImage>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <chrono>

#include "tests/bench/ui/huge_fleet.h"
#include "tests/bench/ui/window_benchmarks.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/claims/claims_page.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/inspector/inspector.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/topology/topology_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr QSize kSize{1600, 1000};

/// Moments of the fleet of which each has other devices or claims than the one before: what a page must draw anew.
const std::vector<View>& moments() {
  static const std::vector<View> kMoments = [] {
    std::vector<View> out;
    for (cluster::SnapshotPtr& snapshot : sampleSequence("fleet", 12, 5'000)) {
      if (out.empty() || snapshot->inventory != out.back().snapshot->inventory) {
        out.push_back(sampleView(std::move(snapshot)));
      }
    }
    return out;
  }();
  return kMoments;
}

class Frames {
 public:
  void add(double ms) { m_times.push_back(ms); }
  void report(benchmark::State& state) {
    if (m_times.empty()) {
      return;
    }
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

/// One frame: what `change` does to the canvas, and its painting.
template <class Change>
void paintFrames(benchmark::State& state, double zoom, Change&& change) {
  TopologyCanvas canvas(look());
  canvas.setAnimated(false);
  canvas.resize(kSize);
  canvas.show();  // one that is not shown would be resized by every render()
  canvas.setView(moments().front());
  canvas.zoomBy(zoom);
  canvas.setAnimated(true);  // as in the window
  QImage frame(kSize, QImage::Format_RGB32);
  Frames frames;
  int i = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    change(canvas, i++);
    canvas.render(&frame, QPoint(), QRegion(), QWidget::DrawChildren);
    frames.add(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  frames.report(state);
}

void key(TopologyCanvas& canvas, Qt::Key code) {
  QKeyEvent event(QEvent::KeyPress, code, Qt::NoModifier);
  QCoreApplication::sendEvent(&canvas, &event);
}

/// Argument: zoom over the fitted picture.
void panFleet(benchmark::State& state) {
  paintFrames(state, static_cast<double>(state.range(0)),
              [](TopologyCanvas& canvas, int i) { key(canvas, i / 20 % 2 == 0 ? Qt::Key_D : Qt::Key_A); });
}
BENCHMARK(panFleet)->Arg(1)->Arg(2)->Arg(6)->Arg(20)->Iterations(200)->Unit(benchmark::kMillisecond);

void zoomFleet(benchmark::State& state) {
  paintFrames(state, 1, [](TopologyCanvas& canvas, int i) { canvas.zoomBy(i / 30 % 2 == 0 ? 1.12 : 1 / 1.12); });
}
BENCHMARK(zoomFleet)->Iterations(300)->Unit(benchmark::kMillisecond);

void hoverFleet(benchmark::State& state) {
  paintFrames(state, 1, [](TopologyCanvas& canvas, int i) {
    const QPointF at(40 + i * 13 % 1400, 120 + i * 7 % 700);
    QMouseEvent event(QEvent::MouseMove, at, at, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&canvas, &event);
  });
}
BENCHMARK(hoverFleet)->Iterations(300)->Unit(benchmark::kMillisecond);

void selectInFleet(benchmark::State& state) {
  paintFrames(state, 1, [](TopologyCanvas& canvas, int i) {
    const auto claims = static_cast<std::uint32_t>(canvas.scene().inventory().claims.size());
    canvas.setFocusObject({topology::Focus::Kind::claim, static_cast<std::uint32_t>(i) * 37U % claims}, false);
  });
}
BENCHMARK(selectInFleet)->Iterations(100)->Unit(benchmark::kMillisecond);

constexpr std::size_t kHugeNodes = 21'667;

/// One frame of it each time, and each sixth with a new moment if `moments`. The canvas paints all of it when this begins.
template <class Move>
void paintHuge(benchmark::State& state, TopologyCanvas& canvas, std::uint32_t oneIn, bool moments, Move&& move) {
  constexpr QSize kLarge{3840, 2160};
  const std::vector<View> views{hugeFleet(kHugeNodes, 0, oneIn), hugeFleet(kHugeNodes, 1, oneIn)};
  canvas.setAnimated(false);
  canvas.resize(kLarge);
  canvas.show();
  canvas.setView(views.front());
  canvas.zoomBy(1.02);
  canvas.setAnimated(true);  // as in the window: what counts in the legend follows a frame or two later
  QImage frame(kLarge, QImage::Format_RGB32);
  Frames frames;
  std::size_t i = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    if (++i % 6 == 0 && moments) {
      canvas.setView(views[i / 6 % 2]);
    }
    move(i);
    canvas.render(&frame, QPoint(), QRegion(), QWidget::DrawChildren);
    frames.add(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  frames.report(state);
}

/// 195,000 boxes in one picture of 3840 x 2160: every device of 21,667 nodes has a mark of its own. Argument: how many
/// thousandths of the devices change with each new moment, one every 100 ms (6 frames). Under 1,000 events a second a moment
/// holds 100 of them, each of a claim with up to 8 devices: 5 thousandths. 100 is a storm.
void panHuge(benchmark::State& state) {
  const auto thousandths = static_cast<std::uint32_t>(state.range(0));
  const std::uint32_t oneIn = thousandths == 0 ? 20 : 2'000 / thousandths;  // those of either moment differ
  TopologyCanvas canvas(look());
  paintHuge(state, canvas, oneIn, thousandths > 0,
            [&canvas](std::size_t i) { key(canvas, i / 20 % 2 == 0 ? Qt::Key_D : Qt::Key_A); });
  std::int64_t boxes = 0;
  for (const Count& count : canvas.legend().counts().states) {
    boxes += count.value;
  }
  state.counters["boxes"] = static_cast<double>(boxes + static_cast<std::int64_t>(kHugeNodes));
}
BENCHMARK(panHuge)->Arg(0)->Arg(5)->Arg(100)->Iterations(600)->Unit(benchmark::kMillisecond);

/// The same with five thousandths, zoomed by hand at 60 steps a second.
void zoomHuge(benchmark::State& state) {
  TopologyCanvas canvas(look());
  paintHuge(state, canvas, 400, true, [&canvas](std::size_t i) { canvas.zoomBy(i / 30 % 2 == 0 ? 1.04 : 1 / 1.04); });
}
BENCHMARK(zoomHuge)->Iterations(600)->Unit(benchmark::kMillisecond);

template <class P>
void setViewOf(benchmark::State& state) {
  P page(look());
  page.resize(kSize);
  page.setView(moments().front());
  page.grab();
  if (moments().size() < 3) {
    state.SkipWithError("the moments do not differ");
    return;
  }
  Frames frames;
  std::size_t i = 0;
  for (auto _ : state) {
    const View& view = moments()[++i % moments().size()];
    const auto start = std::chrono::steady_clock::now();
    page.setView(view);
    frames.add(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  frames.report(state);
  state.counters["moments"] = static_cast<double>(moments().size());
}
BENCHMARK(setViewOf<OverviewPage>)->Iterations(100)->Unit(benchmark::kMillisecond);
BENCHMARK(setViewOf<TopologyPage>)->Iterations(100)->Unit(benchmark::kMillisecond);
BENCHMARK(setViewOf<DevicesPage>)->Iterations(100)->Unit(benchmark::kMillisecond);
BENCHMARK(setViewOf<ClaimsPage>)->Iterations(100)->Unit(benchmark::kMillisecond);

void setViewOfInspector(benchmark::State& state) {
  Inspector inspector(look(), {});
  inspector.resize(348, 900);
  inspector.setView(moments().front());
  const cluster::Snapshot& snapshot = *moments().front().snapshot;
  inspector.setObject(refOf(snapshot, snapshot.inventory->claims.front()));
  std::size_t i = 0;
  for (auto _ : state) {
    inspector.setView(moments()[++i % moments().size()]);
  }
}
BENCHMARK(setViewOfInspector)->Iterations(100)->Unit(benchmark::kMillisecond);

/// 100,000 named rows with a number each.
class ManyRows final : public RowSource {
 public:
  ManyRows() {
    for (std::uint32_t i = 0; i < kRows; ++i) {
      m_names.push_back("gpu-" + std::to_string(i * 7919U % kRows));
    }
    Column name;
    name.id = name.title = QStringLiteral("name");
    Column size;
    size.id = size.title = QStringLiteral("size");
    m_columns = {name, size};
  }
  [[nodiscard]] Row size() const override { return kRows; }
  [[nodiscard]] const std::vector<Column>& columns() const override { return m_columns; }
  [[nodiscard]] Cell cell(Row row, int /*column*/) const override {
    Cell cell;
    cell.text = QString::fromStdString(m_names[row]);
    return cell;
  }
  [[nodiscard]] SortKey sortKey(Row row, int column) const override {
    return column == 0 ? SortKey{false, 0, m_names[row]} : SortKey{false, static_cast<double>(row * 31U % 1000U), {}};
  }
  [[nodiscard]] std::uint64_t identity(Row row) const override { return mixIdentity(1, row); }
  [[nodiscard]] ObjectRef object(Row row) const override { return {"device", {}, m_names[row]}; }
  [[nodiscard]] Row find(const ObjectRef& /*object*/) const override { return kNoRow; }
  [[nodiscard]] bool contains(Row row, std::string_view word) const { return containsFolded(m_names[row], word); }

 private:
  static constexpr std::uint32_t kRows = 100'000;
  std::vector<std::string> m_names;
  std::vector<Column> m_columns;
};

/// Argument: the column; 0 sorts names naturally, 1 numbers. Every other time the direction turns.
void sortManyRows(benchmark::State& state) {
  TableModel model;
  model.setSource(std::make_shared<const ManyRows>(), {});
  bool descending = false;
  for (auto _ : state) {
    model.setSortColumns({{static_cast<int>(state.range(0)), descending}});
    descending = !descending;
  }
}
BENCHMARK(sortManyRows)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void filterManyRows(benchmark::State& state) {
  TableModel model;
  const auto rows = std::make_shared<const ManyRows>();
  model.setSource(rows, {});
  model.setSortColumns({{0, false}});
  int i = 0;
  for (auto _ : state) {
    const std::string word = std::to_string(++i % 100);
    model.setAccepts([&rows, &word](Row row) { return rows->contains(row, word); });
    benchmark::DoNotOptimize(model.rowCount());
  }
}
BENCHMARK(filterManyRows)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  return claimscope::ui::runWindowBenchmarks(argc, argv);
}
