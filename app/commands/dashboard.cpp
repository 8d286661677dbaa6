// claimscope dashboard: a Grafana dashboard's panels and queries, each with a verdict.
#include "app/commands/dashboard.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "app/commands/command.h"
#include "app/commands/dashboard_values.h"

namespace claimscope::app {
namespace {

struct DashboardOptions {
  std::string file;
  std::string cases;
};

Result<std::string> readWhole(const std::string& path) {
  std::ifstream file;
  std::istream* in = &std::cin;
  if (path != "-") {
    file.open(path, std::ios::binary);
    in = &file;
  }
  // One byte more than is read: then the file is too large, and says so.
  std::string bytes(dashboard::kMaxBytes + 1, '\0');
  in->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in->gcount(), 0)));
  if (bytes.empty() && (path == "-" || !file.is_open() || file.bad() || in->fail())) {
    return fail(ErrorCode::invalidInput, path + ": cannot be read or is empty",
                "Give a dashboard file of Grafana, or - for standard input");
  }
  return bytes;
}

int runDashboardCasesOfFile(const std::string& path) {
  if (path == "-") {
    std::ios::sync_with_stdio(false);
    return runDashboardCases(std::cin, std::cout);
  }
  std::ifstream file(path);
  if (!file) {
    return reportError(
        {ErrorCode::invalidInput, path + ": cannot be read", "Give a file of cases, or - for standard input", {}, 0});
  }
  return runDashboardCases(file, std::cout);
}

int runDashboard(const DashboardOptions& given, const CommonOptions& options) {
  if (given.cases.empty() == given.file.empty()) {
    return reportError({ErrorCode::usage, "dashboard takes -f FILE", "Give a dashboard file of Grafana", {}, 0});
  }
  if (!given.cases.empty()) {
    return runDashboardCasesOfFile(given.cases);
  }
  const auto bytes = readWhole(given.file);
  if (!bytes) {
    return reportError(bytes.error());
  }
  auto read = dashboard::readDashboard(*bytes, given.file == "-" ? "standard input" : given.file);
  if (!read) {
    return reportError(read.error());
  }
  DashboardReport report;
  report.file = given.file;
  report.dashboard = std::move(*read);
  dashboard::examine(report.dashboard, {});
  if (wantsValues(options)) {
    askValues(options, report);
  }
  if (options.output == "json") {
    fmt::print("{}\n", dashboardJson(report).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  } else {
    fmt::print("{}", options.output == "md" ? dashboardMarkdown(report) : dashboardText(report));
  }
  return dashboard::countsOf(report.dashboard).invalid > 0 ? 1 : 0;
}

}  // namespace

Command registerDashboard(CLI::App& parent, CommonOptions& options) {
  auto given = std::make_shared<DashboardOptions>();
  CLI::App* app = addCommand(parent, "dashboard", "Judges the queries of a Grafana dashboard and says what of it can be drawn");
  app->add_option("-f", given->file, "the dashboard as Grafana exports it; - is standard input")->type_name("FILE");
  app->add_option("--cases", given->cases, "one JSON object a line: id, query; answers as Prometheus' parser does")
      ->type_name("FILE");
  return {app, [given, &options] { return runDashboard(*given, options); }};
}

}  // namespace claimscope::app
