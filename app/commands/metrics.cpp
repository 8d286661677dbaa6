// claimscope metrics: where the cluster's Prometheus is, what it has of DRA, what stands in for the rest, and what it says.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands/ask_once.h"
#include "app/commands/command.h"
#include "app/commands/metrics_output.h"
#include "model/base/yaml.h"
#include "model/prometheus/desk.h"

namespace claimscope::app {
namespace {

struct MetricsCommand {
  std::string query;
};

int statusOf(const prometheus::Metrics& metrics, const prometheus::Answer* query) {
  if (metrics.state == prometheus::State::live) {
    return query != nullptr && query->error ? (query->error->code == ErrorCode::invalidInput ? 2 : exitStatus(query->error->code))
                                            : 0;
  }
  return metrics.error ? exitStatus(metrics.error->code) : 1;
}

int runMetrics(const CommonOptions& options, const MetricsCommand& command) {
  auto asked = openToAsk(options);
  if (!asked) {
    return asked.error();
  }
  Live live(std::move(asked->source), nullptr);
  live.start();
  if (!live.watchMetrics(nullptr)) {
    return reportError({ErrorCode::usage, "files have no metrics", "Use a cluster or --demo", {}, 0});
  }
  prometheus::MetricsPtr metrics = live.settledMetrics(asked->timeoutMs);
  prometheus::AnswerPtr query;
  if (!command.query.empty()) {
    query = askOnce(live, command.query, asked->timeoutMs);
    metrics = live.desk()->latest();
  }
  if (metrics->state == prometheus::State::searching) {
    return reportError({ErrorCode::unreachable,
                        live.source().description() + ": no answer within " + options.timeout,
                        "Wait longer with --timeout, or check the network",
                        {},
                        0});
  }
  const Time now = live.source().clock().now();
  if (options.output == "json" || options.output == "yaml") {
    const std::string text =
        metricsJson(*metrics, query.get(), now)
            .dump(options.output == "json" ? 2 : -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else {
    fmt::print("{}", metricsText(*metrics, query.get(), now, options.output == "wide"));
  }
  return statusOf(*metrics, query.get());
}

}  // namespace

Command registerMetrics(CLI::App& parent, CommonOptions& options) {
  auto command = std::make_shared<MetricsCommand>();
  CLI::App* app = addCommand(
      parent, "metrics",
      "Prints where this cluster's Prometheus is, which metrics of DRA it has, what stands in for the rest, and their values");
  app->add_option("--query", command->query, "a PromQL expression to ask it besides")->type_name("EXPR");
  return {app, [&options, command] { return runMetrics(options, *command); }};
}

}  // namespace claimscope::app
