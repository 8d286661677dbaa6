#include "ui/pages/latency/chart_tables.h"

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/stage_words.h"
#include "ui/charts/stages/stage_bars.h"

namespace claimscope::ui {
namespace {

/// Collects the cells of a line with what they sort by.
class LineBuilder {
 public:
  explicit LineBuilder(std::string id) { m_line.id = std::move(id); }
  void name(const QString& text) { add(text, FontRole::mono, Ink::primary, std::numeric_limits<double>::quiet_NaN()); }
  void count(std::int64_t value) { add(number(value), FontRole::mono, Ink::primary, static_cast<double>(value)); }
  void time(Time at) { add(clockTime(at), FontRole::mono, Ink::primary, static_cast<double>(at.ms)); }
  void duration(std::int64_t ms) { add(plainDuration(ms), FontRole::mono, Ink::primary, static_cast<double>(ms)); }
  void quantile(const latency::Quantile& quantile) {
    const bool known = quantile.bound != Bound::unknown;
    add(quantileText(quantile), FontRole::mono, known ? Ink::primary : Ink::disabled,
        known ? static_cast<double>(quantile.ms) : -1);
  }
  [[nodiscard]] SimpleRows::Line take() { return std::move(m_line); }

 private:
  void add(const QString& text, FontRole role, Ink ink, double value) {
    Cell cell;
    cell.text = text;
    cell.role = role;
    cell.ink = ink;
    m_line.cells.push_back(std::move(cell));
    m_line.numbers.push_back(value);
  }
  SimpleRows::Line m_line;
};

Column column(const QString& title, int width, bool right = true) {
  Column out;
  out.id = title;
  out.title = title;
  out.width = width;
  out.right = right;
  return out;
}

QString percentileTitle(std::size_t index) {
  return QStringLiteral("p%1").arg(latency::kPercentiles[index]);
}

}  // namespace

std::shared_ptr<const RowSource> stageTable(const latency::Report& report, std::size_t percentile) {
  const bool detail = report.question.by == latency::GroupBy::classAndDriver;
  std::vector<Column> columns{column(StageBars::titleOf(report.question.by), 160, false)};
  if (detail) {
    columns.push_back(column(tell("Driver"), 120, false));
  }
  columns.push_back(column(tell("Claims"), 64));
  for (std::size_t i = 0; i < latency::kPercentiles.size(); ++i) {
    columns.push_back(column(percentileTitle(i), 64));
  }
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    columns.push_back(column(tell("%1 %2").arg(stageName(stageAt(i)), percentileTitle(percentile)), 128));
  }
  std::vector<SimpleRows::Line> lines;
  for (const latency::Group& group : report.groups) {
    LineBuilder line(group.key);
    line.name(group.name.empty() ? tell("none") : plain(group.name));
    if (detail) {
      line.name(plain(group.detail));
    }
    line.count(group.claims);
    for (const latency::Quantile& quantile : group.whole.at) {
      line.quantile(quantile);
    }
    for (const latency::Distribution& stage : group.stages) {
      line.quantile(stage.at[percentile]);
    }
    lines.push_back(line.take());
  }
  return std::make_shared<const SimpleRows>("group", std::move(columns), std::move(lines));
}

std::shared_ptr<const RowSource> percentileTable(const latency::Report& report) {
  std::vector<Column> columns{column(tell("From"), 72, false), column(tell("To"), 72, false), column(tell("Claims"), 54),
                              column(tell("Waiting"), 58)};
  for (std::size_t i = 0; i < latency::kPercentiles.size(); ++i) {
    columns.push_back(column(percentileTitle(i), 64));
  }
  columns.back().stretch = true;
  std::vector<SimpleRows::Line> lines;
  for (const latency::Point& point : report.series) {
    LineBuilder line(formatTime(point.from));
    line.time(point.from);
    line.time(point.to);
    line.count(point.claims);
    line.count(point.open);
    for (const latency::Quantile& quantile : point.at) {
      line.quantile(quantile);
    }
    lines.push_back(line.take());
  }
  return std::make_shared<const SimpleRows>("point", std::move(columns), std::move(lines));
}

std::shared_ptr<const RowSource> heatTable(const latency::Report& report) {
  std::vector<Column> columns{column(tell("From"), 80, false), column(tell("To"), 80, false), column(tell("Longer than"), 90),
                              column(tell("Up to"), 90), column(tell("Claims"), 64)};
  columns.back().stretch = true;
  std::vector<SimpleRows::Line> lines;
  const latency::Heat& heat = report.heat;
  const std::size_t rows = heat.rows.size() < 2 ? 0 : heat.rows.size() - 1;
  for (std::size_t i = 0; i + 1 < heat.columns.size(); ++i) {
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint32_t count = heat.counts[i * rows + row];
      if (count == 0) {
        continue;
      }
      LineBuilder line(formatTime(heat.columns[i]) + "/" + std::to_string(row));
      line.time(heat.columns[i]);
      line.time(heat.columns[i + 1]);
      line.duration(heat.rows[row]);
      line.duration(heat.rows[row + 1]);
      line.count(count);
      lines.push_back(line.take());
    }
  }
  return std::make_shared<const SimpleRows>("cell", std::move(columns), std::move(lines));
}

}  // namespace claimscope::ui
