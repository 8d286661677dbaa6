// A judged dashboard as JSON, and the parser alone for cases of tests.
#include <fmt/format.h>

#include <cmath>
#include <istream>
#include <ostream>

#include "app/commands/dashboard.h"
#include "model/prometheus/promql/parser.h"

namespace claimscope::app {
namespace {

using Json = nlohmann::ordered_json;
using promql::Remark;
using promql::Verdict;

Json rangeJson(promql::Range where) {
  return {{"offset", where.begin}, {"end", where.end}};
}

Json verdictJson(const Verdict& verdict) {
  Json out = {{"verdict", verdict.word()}, {"type", promql::typeWord(verdict.type)}};
  if (!verdict.corrected.empty()) {
    out["corrected"] = verdict.corrected;
  }
  out["metrics"] = verdict.metrics;
  out["assumedVariables"] = verdict.assumed;
  out["remarks"] = Json::array();
  for (const Remark& remark : verdict.remarks) {
    Json item = {{"level", promql::gravityWord(remark.gravity)}, {"id", remark.id}};
    item.update(rangeJson(remark.where));
    item["what"] = remark.what;
    item["why"] = remark.why;
    out["remarks"].push_back(std::move(item));
  }
  return out;
}

/// NaN and the infinities have no JSON: they are strings, as Prometheus itself writes them.
Json numberJson(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  return std::isinf(value) ? Json(value > 0 ? "+Inf" : "-Inf") : Json(value);
}

Json answerJson(const prometheus::Answer& answer) {
  Json out = {{"state", answer.error       ? "failed"
                        : answer.absent()  ? "absent"
                        : answer.truncated ? "truncated"
                                           : "answered"},
              {"seriesCount", answer.series.size()},
              {"series", Json::array()}};
  if (answer.error) {
    out["error"] = answer.error->text();
  }
  constexpr std::size_t kShown = 100;
  for (const prometheus::Series& series : answer.series) {
    if (out["series"].size() >= kShown) {
      break;
    }
    Json labels = Json::object();
    for (const auto& [name, value] : series.labels) {
      labels[name] = value;
    }
    if (!series.samples.empty()) {
      out["series"].push_back({{"labels", std::move(labels)},
                               {"value", numberJson(series.samples.back().value)},
                               {"time", formatTime(series.samples.back().at)}});
    }
  }
  return out;
}

Json targetJson(const dashboard::Target& target) {
  Json out = {{"refId", target.refId}};
  if (!target.asksPrometheus()) {
    out["foreign"] = target.foreign;
    return out;
  }
  out["expression"] = target.expression;
  out.update(verdictJson(target.verdict));
  if (!target.legend.empty()) {
    out["legend"] = target.legend;
  }
  out["instant"] = target.instant;
  out["hidden"] = target.hidden;
  return out;
}

}  // namespace

Json dashboardJson(const DashboardReport& report) {
  const dashboard::Dashboard& board = report.dashboard;
  const dashboard::Counts counts = dashboard::countsOf(board);
  Json out = {{"file", report.file},
              {"title", board.title},
              {"uid", board.uid},
              {"schemaVersion", board.schemaVersion},
              {"summary", dashboard::summary(board)},
              {"counts",
               {{"panels", counts.panels},
                {"drawable", counts.drawable},
                {"queries", counts.queries},
                {"invalid", counts.invalid},
                {"corrected", counts.corrected},
                {"doubtful", counts.doubtful},
                {"mapped", counts.mapped}}},
              {"variables", Json::array()},
              {"panels", Json::array()},
              {"notes", board.notes}};
  if (!report.server.empty()) {
    out["server"] = report.server;
  }
  for (const dashboard::Variable& variable : board.variables) {
    out["variables"].push_back({{"name", variable.name}, {"type", variable.type}, {"values", variable.values}});
  }
  for (std::size_t p = 0; p < board.panels.size(); ++p) {
    const dashboard::Panel& panel = board.panels[p];
    Json item = {{"id", panel.id},
                 {"title", panel.title},
                 {"row", panel.row},
                 {"type", panel.typeName},
                 {"kind", dashboard::kindWord(panel.kind)},
                 {"drawable", panel.drawable()},
                 {"box", {{"x", panel.box.x}, {"y", panel.box.y}, {"width", panel.box.width}, {"height", panel.box.height}}},
                 {"notes", panel.notes},
                 {"queries", Json::array()}};
    for (std::size_t t = 0; t < panel.targets.size(); ++t) {
      Json query = targetJson(panel.targets[t]);
      const auto value = report.values.find({p, t});
      if (value != report.values.end() && value->second) {
        query["value"] = answerJson(*value->second);
      }
      item["queries"].push_back(std::move(query));
    }
    out["panels"].push_back(std::move(item));
  }
  return out;
}

int runDashboardCases(std::istream& in, std::ostream& out) {
  std::string line;
  bool refused = false;
  while (std::getline(in, line)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    const Json given = Json::parse(line, nullptr, false);
    if (!given.is_object() || !given.contains("query") || !given["query"].is_string()) {
      out << Json({{"id", nullptr}, {"accepted", false}, {"error", "the line is no object with a query"}}).dump() << "\n";
      refused = true;
      continue;
    }
    promql::ParseOptions options;
    options.experimentalFunctions = given.value("experimental", true);
    options.fillModifiers = options.experimentalFunctions;
    const auto query = given["query"].get<std::string>();
    const promql::Expression expression = promql::parse(query, options);
    Json answer = {{"id", given.value("id", Json())}, {"accepted", expression.valid()}};
    if (expression.valid()) {
      answer["type"] = promql::typeWord(expression.type());
    } else {
      answer["error"] = expression.errors.front().message;
      answer["offset"] = expression.errors.front().where.begin;
    }
    if (given.value("judge", false)) {
      answer.update(verdictJson(promql::judge(query)));
    }
    out << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  }
  return refused ? 2 : 0;
}

}  // namespace claimscope::app
