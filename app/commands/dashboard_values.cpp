#include "app/commands/dashboard_values.h"

#include <fmt/format.h>

#include "app/commands/ask_once.h"
#include "model/prometheus/dashboard/values.h"
#include "model/prometheus/desk.h"

namespace claimscope::app {
namespace {}  // namespace

bool wantsValues(const CommonOptions& options) {
  const SourceOptions& source = options.source;
  const bool named = !source.prometheus.where.empty() || !source.context.empty() || !source.kubeconfig.empty();
  return source.prometheus.where != "none" && (source.demo || named);
}

void askValues(const CommonOptions& options, DashboardReport& report) {
  const std::optional<std::int64_t> timeout = parseDuration(options.timeout);
  if (!timeout || *timeout <= 0) {
    reportError({ErrorCode::usage, "--timeout " + options.timeout + " is not a duration", "Write it like 30s or 2m", {}, 0});
    return;
  }
  SourceOptions source = options.source;
  source.discoverOnly = true;
  source.speed = 0;
  auto opened = openSource(source);
  if (!opened) {
    reportError(opened.error());
    return;
  }
  Live live(std::move(*opened), nullptr);
  live.start();
  if (!live.watchMetrics(nullptr)) {
    return;
  }
  const prometheus::MetricsPtr metrics = live.settledMetrics(*timeout);
  if (metrics == nullptr || metrics->state != prometheus::State::live) {
    reportError(metrics != nullptr && metrics->error
                    ? *metrics->error
                    : Error{ErrorCode::unreachable, "no Prometheus answers", "Name one with --prometheus", {}, 0});
    return;
  }
  report.server = metrics->version.empty() ? metrics->address : fmt::format("{}, {}", metrics->address, metrics->version);
  dashboard::examine(report.dashboard, promql::knowledgeOf(metrics.get(), 0));
  const Time now = live.source().clock().now();
  for (std::size_t p = 0; p < report.dashboard.panels.size(); ++p) {
    const dashboard::Panel& panel = report.dashboard.panels[p];
    for (std::size_t t = 0; t < panel.targets.size(); ++t) {
      const dashboard::Ask ask = dashboard::askOf(report.dashboard, panel.targets[t], now);
      if (!ask.query.empty()) {
        report.values[{p, t}] = askOnce(live, ask.query, *timeout);
      }
    }
  }
}

}  // namespace claimscope::app
