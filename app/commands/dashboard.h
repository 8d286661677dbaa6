// What `claimscope dashboard` prints: a Grafana dashboard with a verdict on each query. Pure; any thread.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <utility>

#include "model/base/json_tree.h"
#include "model/prometheus/dashboard/dashboard.h"
#include "model/prometheus/metrics.h"

namespace claimscope::app {

/// What a server says to the queries, by panel and query.
using DashboardValues = std::map<std::pair<std::size_t, std::size_t>, prometheus::AnswerPtr>;

struct DashboardReport {
  std::string file;
  dashboard::Dashboard dashboard;
  DashboardValues values;
  std::string server;  ///< "http://127.0.0.1:9090, 3.1.0"; empty: none was asked
};

[[nodiscard]] nlohmann::ordered_json dashboardJson(const DashboardReport& report);
[[nodiscard]] std::string dashboardText(const DashboardReport& report);
[[nodiscard]] std::string dashboardMarkdown(const DashboardReport& report);
/// One JSON object a line: `{"id":…,"query":…,"experimental":bool}`; out, in the same order,
/// `{"id":…,"accepted":bool,"type":…,"error":…,"offset":n}` as Prometheus' parser decides, and with `"judge":true` the verdict.
int runDashboardCases(std::istream& in, std::ostream& out);

}  // namespace claimscope::app
