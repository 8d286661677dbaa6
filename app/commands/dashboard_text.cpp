// A judged dashboard for people: as text for a terminal, as Markdown for a ticket.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/commands/dashboard.h"
#include "app/commands/report.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using dashboard::Panel;
using dashboard::Target;
using promql::Remark;

std::string titleOf(const Panel& panel) {
  const std::string title = words::oneLine(panel.title.empty() ? "(no title)" : panel.title);
  return panel.row.empty() ? title : words::oneLine(panel.row) + " / " + title;
}

std::string kindText(const Panel& panel) {
  if (!panel.drawable()) {
    return "not drawn";
  }
  switch (panel.kind) {
    case dashboard::PanelKind::timeSeries:
      return "time series";
    case dashboard::PanelKind::barGauge:
      return "bars";
    case dashboard::PanelKind::heatmap:
      return "heat map";
    default:
      return std::string(dashboard::kindWord(panel.kind));
  }
}

std::string numberText(double value) {
  return std::isnan(value) ? "NaN" : std::isinf(value) ? (value > 0 ? "+Inf" : "-Inf") : fmt::format("{:.6g}", value);
}

/// "0.34", "12 series, 0.1 to 0.9", "no series: that is not zero".
std::string valueText(const prometheus::Answer& answer) {
  if (answer.error) {
    return answer.error->text();
  }
  std::vector<double> values;
  for (const prometheus::Series& series : answer.series) {
    if (!series.samples.empty()) {
      values.push_back(series.samples.back().value);
    }
  }
  if (values.empty()) {
    return "no series; that is not zero";
  }
  if (values.size() == 1) {
    return numberText(values[0]);
  }
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  return fmt::format("{}{} series, {} to {}", answer.truncated ? "at least " : "", values.size(), numberText(*least),
                     numberText(*most));
}

/// The expression on one line, with a line of marks under the places of its remarks.
std::string marked(const Target& target, std::string_view indent) {
  std::string text = target.expression;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  std::string out = std::string(indent) + words::cut(text, 400) + "\n";
  std::string marks(text.size() + 1, ' ');
  bool any = false;
  for (const Remark& remark : target.verdict.remarks) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii || remark.gravity == promql::Gravity::note || remark.where.begin > text.size() || text.size() > 400) {
      continue;
    }
    any = true;
    marks[remark.where.begin] = '^';
    for (std::size_t i = remark.where.begin + 1; i < std::min(remark.where.end, text.size()); ++i) {
      marks[i] = marks[i] == '^' ? '^' : '~';
    }
  }
  if (any) {
    marks.erase(marks.find_last_not_of(' ') + 1);
    out += std::string(indent) + marks + "\n";
  }
  return out;
}

void queryText(const Target& target, const prometheus::Answer* value, std::string& out) {
  const std::string name = target.refId.empty() ? "" : words::oneLine(target.refId) + " ";
  if (!target.asksPrometheus()) {
    out += fmt::format("  {}not PromQL: {}\n", name, words::oneLine(target.foreign));
    return;
  }
  out += fmt::format("  {}{}\n", name, target.verdict.word());
  out += marked(target, "    ");
  for (const Remark& remark : target.verdict.remarks) {
    out += fmt::format("    {:<8}{}\n", promql::gravityWord(remark.gravity), words::oneLine(remark.what));
    if (!remark.why.empty()) {
      out += fmt::format("            {}\n", words::oneLine(remark.why));
    }
  }
  if (!target.verdict.corrected.empty()) {
    out += fmt::format("    write   {}\n", words::oneLine(target.verdict.corrected));
  }
  if (value != nullptr) {
    out += fmt::format("    value   {}\n", words::oneLine(valueText(*value)));
  }
}

const prometheus::Answer* valueOf(const DashboardReport& report, std::size_t panel, std::size_t target) {
  const auto found = report.values.find({panel, target});
  return found == report.values.end() ? nullptr : found->second.get();
}

}  // namespace

std::string dashboardText(const DashboardReport& report) {
  const dashboard::Dashboard& board = report.dashboard;
  std::string out =
      fmt::format("{}\n{}.\n", words::oneLine(board.title.empty() ? report.file : board.title), dashboard::summary(board));
  if (!report.server.empty()) {
    out += fmt::format("values from {}\n", words::oneLine(report.server));
  }
  for (std::size_t p = 0; p < board.panels.size(); ++p) {
    const Panel& panel = board.panels[p];
    out += fmt::format("\n{}  [{}]\n", titleOf(panel), kindText(panel));
    for (std::size_t t = 0; t < panel.targets.size(); ++t) {
      queryText(panel.targets[t], valueOf(report, p, t), out);
    }
    if (panel.targets.empty() && panel.kind != dashboard::PanelKind::text) {
      out += "  no query\n";
    }
    for (const std::string& note : panel.notes) {
      out += fmt::format("  note: {}\n", words::oneLine(note));
    }
  }
  for (const std::string& note : board.notes) {
    out += fmt::format("\n{}\n", words::oneLine(note));
  }
  return out;
}

std::string dashboardMarkdown(const DashboardReport& report) {
  const dashboard::Dashboard& board = report.dashboard;
  std::string out =
      fmt::format("# {}\n\n{}.\n", markdownText(board.title.empty() ? report.file : board.title), dashboard::summary(board));
  for (std::size_t p = 0; p < board.panels.size(); ++p) {
    const Panel& panel = board.panels[p];
    out += fmt::format("\n## {}\n\n", markdownText(titleOf(panel)));
    for (std::size_t t = 0; t < panel.targets.size(); ++t) {
      const Target& target = panel.targets[t];
      if (!target.asksPrometheus()) {
        out += fmt::format("- not PromQL: {}\n", markdownText(target.foreign));
        continue;
      }
      out += fmt::format("- **{}** {}\n", target.verdict.word(), markdownCode(target.expression, false));
      for (const Remark& remark : target.verdict.remarks) {
        out += fmt::format("  - {}: {}. {}\n", promql::gravityWord(remark.gravity), markdownText(remark.what),
                           markdownText(remark.why));
      }
      if (!target.verdict.corrected.empty()) {
        out += fmt::format("  - write: {}\n", markdownCode(target.verdict.corrected, false));
      }
      if (const prometheus::Answer* value = valueOf(report, p, t)) {
        out += fmt::format("  - value: {}\n", markdownText(valueText(*value)));
      }
    }
    for (const std::string& note : panel.notes) {
      out += fmt::format("- note: {}\n", markdownText(note));
    }
  }
  for (const std::string& note : board.notes) {
    out += fmt::format("\n{}\n", markdownText(note));
  }
  return out;
}

}  // namespace claimscope::app
