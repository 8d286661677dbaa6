#include "ui/pages/dashboard/panel_content.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/prometheus/dashboard/values.h"
#include "ui/base/format.h"
#include "ui/charts/buckets/bucket_map.h"
#include "ui/charts/series/series_chart.h"
#include "ui/charts/values/value_tiles.h"
#include "ui/pages/dashboard/value_table.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostTiles = 200;

/// A series of the answers; named only when it is shown, since there may be a million.
struct Found {
  const prometheus::Series* series;
  const dashboard::Target* target;

  [[nodiscard]] QString name() const { return plain(dashboard::legendOf(*target, series->labels)); }
};

std::vector<Found> allSeries(const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers) {
  std::vector<Found> out;
  for (const PanelAnswer& answer : answers) {
    for (const prometheus::Series& series : answer.answer->series) {
      out.push_back({&series, &panel.targets[answer.target]});
    }
  }
  return out;
}

bool hasValue(const prometheus::Series& series) {
  return std::any_of(series.samples.begin(), series.samples.end(),
                     [](const auto& sample) { return std::isfinite(sample.value); });
}

QString truncationWords(const std::vector<PanelAnswer>& answers) {
  for (const PanelAnswer& answer : answers) {
    if (answer.answer->truncated) {
      return QObject::tr("the answer was cut: there are more series than these");
    }
  }
  return {};
}

QString joinedFoot(const QStringList& parts) {
  QStringList said = parts;
  said.removeAll(QString());
  return said.join(QStringLiteral(" · "));
}

template <class Widget, class Make>
Widget* reuse(QWidget* old, Make make) {
  auto* same = qobject_cast<Widget*>(old);
  return same != nullptr ? same : make();
}

PanelContent timeSeries(Look& look, const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers, QWidget* old) {
  std::vector<Found> all = allSeries(panel, answers);
  if (std::none_of(all.begin(), all.end(), [](const Found& found) { return hasValue(*found.series); })) {
    return {};
  }
  const std::size_t total = all.size();
  if (total > SeriesChart::kMostLines) {
    // Those that are highest now: what a person looks for in a crowd.
    const auto last = [](const Found& found) {
      const auto& samples = found.series->samples;
      return samples.empty() || !std::isfinite(samples.back().value) ? -std::numeric_limits<double>::infinity()
                                                                     : samples.back().value;
    };
    std::stable_sort(all.begin(), all.end(), [&](const Found& a, const Found& b) { return last(a) > last(b); });
    all.resize(SeriesChart::kMostLines);
  }
  std::vector<SeriesLine> lines;
  for (const Found& found : all) {
    lines.push_back({found.name(), found.series->samples});
  }
  auto* chart = reuse<SeriesChart>(old, [&] { return new SeriesChart(look); });
  chart->setAccessibleName(plain(panel.title));
  const PanelAnswer& first = answers.front();
  chart->setLines(std::move(lines), first.from, first.to, first.stepMs,
                  {panel.unit, panel.decimals, panel.least, panel.most, panel.stacked});
  return {chart, joinedFoot({total > SeriesChart::kMostLines ? QObject::tr("%1 of %2 series drawn, the highest now")
                                                                   .arg(SeriesChart::kMostLines)
                                                                   .arg(number(static_cast<std::int64_t>(total)))
                                                             : QString(),
                             truncationWords(answers)})};
}

PanelContent tiles(Look& look, const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers, QWidget* old) {
  const std::vector<Found> all = allSeries(panel, answers);
  std::vector<ValueTile> out;
  std::vector<double> values;
  bool any = false;
  for (std::size_t i = 0; i < std::min(all.size(), kMostTiles); ++i) {
    const auto value = dashboard::reduced(*all[i].series, panel.reduce);
    ValueTile tile;
    tile.name = all.size() == 1 && panel.targets[0].legend.empty() ? QString() : all[i].name();
    tile.known = value.has_value();
    tile.value = value ? plain(dashboard::valueText(*value, panel.unit, panel.decimals)) : QObject::tr("no samples");
    any = any || value.has_value();
    for (std::size_t t = 0; value && t < panel.thresholds.size(); ++t) {
      if (panel.thresholds[t].from && *value >= *panel.thresholds[t].from) {
        tile.rank = static_cast<int>(t);
      }
    }
    values.push_back(value.value_or(std::nan("")));
    out.push_back(std::move(tile));
  }
  if (!any) {
    return {};
  }
  const bool percent = panel.unit == "percent";
  const bool unit = panel.unit == "percentunit";
  double most = percent ? 100 : unit ? 1 : 0;
  double least = 0;
  for (const double value : values) {
    if (std::isfinite(value)) {
      most = percent || unit ? most : std::max(most, value);
      least = std::min(least, value);
    }
  }
  most = panel.most.value_or(most);
  least = panel.least.value_or(least);
  double sum = 0;
  for (const double value : values) {
    sum += std::isfinite(value) ? std::max(0.0, value) : 0;
  }
  const bool shares = panel.kind == dashboard::PanelKind::pie;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (std::isfinite(values[i])) {
      out[i].part = shares ? (sum > 0 ? values[i] / sum : 0) : most > least ? (values[i] - least) / (most - least) : 0;
    }
  }
  const bool bars = shares || panel.kind == dashboard::PanelKind::barGauge || panel.kind == dashboard::PanelKind::histogram;
  const ValueTiles::Style style = bars                                        ? ValueTiles::Style::bars
                                  : panel.kind == dashboard::PanelKind::gauge ? ValueTiles::Style::gauge
                                                                              : ValueTiles::Style::number;
  auto* widget = reuse<ValueTiles>(old, [&] { return new ValueTiles(look, style); });
  widget->setTiles(std::move(out), panel.thresholds.size() < 2 ? 0 : static_cast<int>(panel.thresholds.size()) - 1);
  return {widget, joinedFoot({shares ? QObject::tr("shares as bars") : QString(),
                              all.size() > kMostTiles ? QObject::tr("the first %1 of %2 series").arg(kMostTiles).arg(all.size())
                                                      : QString(),
                              truncationWords(answers)})};
}

PanelContent heatmap(Look& look, const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers, QWidget* old) {
  std::size_t without = 0;
  dashboard::BucketHeat heat = dashboard::bucketHeat(answers.front().answer->series, without);
  if (heat.columns.empty()) {
    return without > 0 ? timeSeries(look, panel, answers, old) : PanelContent{};
  }
  auto* map = reuse<BucketMap>(old, [&] { return new BucketMap(look); });
  map->setHeat(std::move(heat), panel.unit);
  return {map, joinedFoot({without > 0 ? QObject::tr("%1 series without le left out").arg(without) : QString(),
                           truncationWords(answers)})};
}

}  // namespace

PanelContent makeContent(Look& look, const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers, QWidget* old) {
  if (answers.empty()) {
    return {};
  }
  switch (panel.kind) {
    case dashboard::PanelKind::timeSeries:
      return timeSeries(look, panel, answers, old);
    case dashboard::PanelKind::heatmap:
      return heatmap(look, panel, answers, old);
    case dashboard::PanelKind::table:
      return makeValueTable(look, panel, answers, old);
    case dashboard::PanelKind::stat:
    case dashboard::PanelKind::gauge:
    case dashboard::PanelKind::barGauge:
    case dashboard::PanelKind::histogram:
    case dashboard::PanelKind::pie:
      return tiles(look, panel, answers, old);
    case dashboard::PanelKind::text:
    case dashboard::PanelKind::other:
      break;
  }
  return {};
}

}  // namespace claimscope::ui
