#include "app/commands/metrics_output.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "app/commands/listing.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using OrderedJson = nlohmann::ordered_json;
using prometheus::Answer;
using prometheus::Mapping;
using prometheus::Metrics;
using prometheus::Series;

constexpr std::size_t kJsonSeries = 1'000;  // of one catalogue answer
constexpr std::size_t kShownSeries = 40;    // of --query on a terminal

std::string shown(std::string_view text) {
  return words::oneLine(log::redact(text));
}

OrderedJson errorJson(const std::optional<Error>& error) {
  if (!error) {
    return nullptr;
  }
  return {{"message", log::redact(error->message)}, {"fix", log::redact(error->fix)}, {"httpStatus", error->httpStatus}};
}

/// JSON has no NaN and no infinity: they are texts, as in Prometheus' own answers.
OrderedJson valueJson(double value) {
  return std::isfinite(value) ? OrderedJson(value) : OrderedJson(valueText(value));
}

OrderedJson seriesJson(const Series& series) {
  OrderedJson labels = OrderedJson::object();
  for (const auto& [name, value] : series.labels) {
    labels[name] = value;
  }
  OrderedJson out{{"labels", std::move(labels)}};
  if (series.samples.size() == 1) {
    out["at"] = formatTime(series.samples.front().at);
    out["value"] = valueJson(series.samples.front().value);
    return out;
  }
  OrderedJson samples = OrderedJson::array();
  for (const prometheus::Sample& sample : series.samples) {
    samples.push_back({formatTime(sample.at), valueJson(sample.value)});
  }
  out["samples"] = std::move(samples);
  return out;
}

const char* answerWord(const Answer& answer) {
  return answer.error ? "error" : answer.absent() ? "absent" : "values";
}

OrderedJson answerJson(const Answer& answer, std::size_t most) {
  OrderedJson out{{"query", answer.query},
                  {"state", answerWord(answer)},
                  {"answeredAt", answer.answered.isSet() ? OrderedJson(formatTime(answer.answered)) : OrderedJson(nullptr)},
                  {"error", errorJson(answer.error)},
                  {"warnings", answer.warnings},
                  {"truncated", answer.truncated},
                  {"seriesCount", answer.series.size()}};
  OrderedJson list = OrderedJson::array();
  for (const Series& series : answer.series) {
    if (list.size() >= most) {
      break;
    }
    list.push_back(seriesJson(series));
  }
  out["series"] = std::move(list);
  return out;
}

std::string labelsText(const Series& series) {
  std::string out;
  for (const auto& [name, value] : series.labels) {
    out += (out.empty() ? "" : ",") + name + "=" + value;
  }
  return out;
}

/// What one answer says, in a cell: a value, how many, or why there is none.
std::string answerCell(const Answer& answer) {
  if (answer.error) {
    return answer.answered.isSet() ? "error; last answer kept" : "error";
  }
  if (answer.absent()) {
    return "no series";
  }
  if (answer.series.size() == 1 && !answer.series.front().samples.empty()) {
    return valueText(answer.series.front().samples.back().value);
  }
  return (answer.truncated ? "at least " : "") + words::number(static_cast<std::int64_t>(answer.series.size())) + " series";
}

void addQuery(std::string& out, const Answer& answer) {
  out += fmt::format("\n{}\n", shown(answer.query));
  if (answer.error) {
    out += fmt::format("  {}\n", shown(answer.error->text()));
    return;
  }
  if (answer.series.empty()) {
    out += "  no series: the answer is empty, which is not zero\n";
  }
  std::size_t lines = 0;
  for (const Series& series : answer.series) {
    if (++lines > kShownSeries) {
      out += fmt::format("  and {} more (-o json has them)\n", answer.series.size() - kShownSeries);
      break;
    }
    out += fmt::format("  {{{}}} {}\n", shown(labelsText(series)),
                       series.samples.empty() ? std::string("no sample") : valueText(series.samples.back().value));
  }
  if (answer.truncated) {
    out += "  There is more than is read: these are at least.\n";
  }
  for (const std::string& warning : answer.warnings) {
    out += fmt::format("  {}\n", shown(warning));
  }
}

}  // namespace

std::string_view mappingWord(const Mapping& mapping) {
  return mapping.missing() ? "missing" : mapping.exact ? "found" : "mapped";
}

std::string valueText(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value > 0 ? "+Inf" : "-Inf";
  }
  if (value == std::floor(value) && std::abs(value) < 1e15) {
    return value == 0 && std::signbit(value) ? "-0" : words::number(static_cast<std::int64_t>(value));
  }
  return fmt::format("{:.4g}", value);
}

nlohmann::ordered_json metricsJson(const Metrics& metrics, const Answer* query, Time now) {
  OrderedJson out{
      {"state", stateWord(metrics.state)},
      {"route", metrics.route},
      {"address", metrics.address},
      {"version", metrics.version},
      {"error", errorJson(metrics.error)},
      {"notice", errorJson(metrics.notice)},
      {"ageSeconds", metrics.lastContact.isSet() ? OrderedJson((now - metrics.lastContact) / 1000) : OrderedJson(nullptr)},
      {"intervalSeconds", static_cast<double>(metrics.intervalMs) / 1000},
      {"queries", metrics.queries},
      {"budgetPerMinute", metrics.budgetPerMinute}};
  OrderedJson tried = OrderedJson::array();
  for (const prometheus::Tried& one : metrics.tried) {
    tried.push_back({{"what", one.what}, {"answers", one.answers}, {"said", log::redact(one.said)}});
  }
  out["tried"] = std::move(tried);
  OrderedJson monitors = OrderedJson::array();
  for (const prometheus::Monitor& one : metrics.monitors) {
    monitors.push_back(
        {{"name", one.name}, {"selector", one.selector}, {"selects", one.selects}, {"works", one.works}, {"why", one.why}});
  }
  out["serviceMonitors"] = std::move(monitors);
  OrderedJson mappings = OrderedJson::array();
  for (const Mapping& one : metrics.mappings) {
    mappings.push_back({{"id", one.id},
                        {"name", one.asked},
                        {"group", one.group},
                        {"state", mappingWord(one)},
                        {"answeredBy", one.words},
                        {"expression", one.answers},
                        {"series", one.series},
                        {"targets", one.targets},
                        {"why", one.why}});
  }
  out["mappings"] = std::move(mappings);
  OrderedJson answers = OrderedJson::object();
  for (const auto& [id, answer] : metrics.answers) {
    answers[id] = answerJson(*answer, kJsonSeries);
  }
  out["answers"] = std::move(answers);
  if (query != nullptr) {
    out["query"] = answerJson(*query, query->series.size());
  }
  return out;
}

std::string metricsText(const Metrics& metrics, const Answer* query, Time now, bool wide) {
  std::string out;
  const std::string where = metrics.address.empty() ? std::string() : " " + shown(metrics.address);
  const std::string version = metrics.version.empty() ? std::string() : ", version " + shown(metrics.version);
  const std::string route = metrics.route.empty() ? std::string() : ", " + metrics.route;
  if (metrics.state == prometheus::State::notConfigured) {
    out += "No Prometheus is known for this cluster, and none was found in it. Everything else works without one.\n";
    out += "  Give it with --prometheus URL (or NAMESPACE/SERVICE:PORT), or in ~/.config/claimscope/metrics.yaml\n";
  } else {
    out += fmt::format("Prometheus{}: {}{}{}\n", where, stateWord(metrics.state), version, route);
  }
  if (metrics.error) {
    out += fmt::format("  {}\n", shown(metrics.error->text()));
  }
  if (metrics.notice) {
    out += fmt::format("  {}\n", shown(metrics.notice->text()));
  }
  if (metrics.lastContact.isSet()) {
    out +=
        fmt::format("  last answer {} ago, {} sent, at most {} a minute, each {} s\n", words::duration(now - metrics.lastContact),
                    words::counted(metrics.queries, "query", "queries"), metrics.budgetPerMinute, metrics.intervalMs / 1000);
  }
  for (const prometheus::Tried& one : metrics.tried) {
    if (!one.answers || metrics.state != prometheus::State::live || wide) {
      out += fmt::format("  tried {}: {}\n", shown(one.what), shown(one.said));
    }
  }
  for (const prometheus::Monitor& one : metrics.monitors) {
    out += fmt::format("  ServiceMonitor {} ({}): {}\n", shown(one.name), shown(one.selector),
                       shown(one.works             ? "selects " + one.selects
                             : one.selects.empty() ? "selects nothing; " + one.why
                                                   : "selects " + one.selects + "; " + one.why));
  }
  if (!metrics.mappings.empty()) {
    Listing listing;
    listing.kind = "metrics";
    listing.columns = {{"NAME"}, {"STATE"}, {"ANSWERED BY"}};
    for (const Mapping& one : metrics.mappings) {
      if (wide || one.group == "dashboards" || one.group == "own" || !one.missing()) {
        listing.rows.push_back({one.asked, std::string(mappingWord(one)), one.missing() && one.words.empty() ? "–" : one.words});
      }
    }
    out += "\n" + renderTable(listing, true);
    std::map<std::string, std::int64_t> missing;
    for (const Mapping& one : metrics.mappings) {
      if (one.missing()) {
        ++missing[one.why];
      }
    }
    if (!missing.empty()) {
      out += "\nMissing, and what brings it (a missing series is not zero):\n";
    }
    for (const auto& [why, count] : missing) {
      out += fmt::format("  {}: {}\n", words::counted(count, "name"), shown(why));
    }
  }
  if (!metrics.answers.empty()) {
    Listing listing;
    listing.kind = "answers";
    listing.columns = {{"QUERY"}, {"VALUE"}, {"NOTE"}};
    for (const auto& [id, answer] : metrics.answers) {
      const std::string note = answer->error              ? answer->error->message
                               : answer->warnings.empty() ? std::string()
                                                          : answer->warnings.front();
      listing.rows.push_back({id, answerCell(*answer), shown(note)});
    }
    out += "\n" + renderTable(listing, true);
  }
  if (query != nullptr) {
    addQuery(out, *query);
  }
  return out;
}

}  // namespace claimscope::app
