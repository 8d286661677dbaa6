// claimscope exporter: what Claimscope computes as Prometheus metrics, until interrupted.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>

#include "app/commands/command.h"
#include "app/exporter/exporter.h"
#include "app/exporter/http_server.h"
#include "app/exporter/routes.h"
#include "model/base/log.h"
#include "model/latency/lives.h"

namespace claimscope::app {
namespace {

struct Flags {
  std::string listen = "127.0.0.1:9417";
  std::size_t maxSeries = 500;
};

/// A claim's last moments are looked for in this much of the past: far more than lies between two looks.
constexpr std::int64_t kLivesBackMs = 15 * 60'000;

std::atomic<exporter::HttpServer*> g_serving{nullptr};

extern "C" void stopServing(int /*signal*/) {
  if (exporter::HttpServer* server = g_serving.load()) {
    server->stop();
  }
}

/// SIGINT and SIGTERM end a server while this lives.
class StopOnSignal {
 public:
  explicit StopOnSignal(exporter::HttpServer& server) {
    g_serving = &server;
    struct sigaction action {};
    action.sa_handler = stopServing;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, &m_interrupt);
    ::sigaction(SIGTERM, &action, &m_terminate);
  }
  ~StopOnSignal() {
    ::sigaction(SIGINT, &m_interrupt, nullptr);
    ::sigaction(SIGTERM, &m_terminate, nullptr);
    g_serving = nullptr;
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  struct sigaction m_interrupt {};
  struct sigaction m_terminate {};
};

int runExporter(const Flags& flags, const CommonOptions& options) {
  SourceOptions source = options.source;
  source.kinds = exporter::exporterKinds();
  auto opened = openSource(source);
  if (!opened) {
    return reportError(opened.error());
  }
  const Result<exporter::Listening> listening = exporter::listenAt(flags.listen);
  if (!listening) {
    return reportError(listening.error());
  }
  for (const Error& problem : (*opened)->problems()) {
    reportError(problem);
  }
  const std::string what = log::redact((*opened)->description());
  Live live(std::move(*opened), nullptr);
  exporter::Options exporterOptions;
  exporterOptions.maxSeries = flags.maxSeries;
  exporterOptions.kinds = source.kinds;
  exporter::Exporter metrics(
      [&live] { return live.latest(); },
      [](const cluster::Snapshot& snapshot) {
        return std::make_shared<const latency::Lives>(latency::livesOf(snapshot, {.backMs = kLivesBackMs, .namespaceName = {}}));
      },
      std::move(exporterOptions));
  exporter::HttpServer server(*listening, {},
                              [&](const exporter::HttpRequest& request) { return exporter::route(metrics, what, request); });
  const StopOnSignal stop(server);
  fmt::print(stderr, "claimscope: metrics of {} at http://{}/metrics\n", what, server.address());
  if (!listening->loopback) {
    fmt::print(
        stderr,
        "claimscope: other machines can reach this address; names of namespaces, classes and nodes' pools are in the metrics\n");
  }
  live.start();
  metrics.start();
  server.run();
  return 0;
}

}  // namespace

Command registerExporter(CLI::App& parent, CommonOptions& options) {
  auto flags = std::make_shared<Flags>();
  CLI::App* app = addCommand(parent, "exporter", "Serves what Claimscope computes as Prometheus metrics, until interrupted");
  app->add_option("--listen", flags->listen, "address and port; :9417 is every address of this machine")
      ->type_name("ADDRESS")
      ->capture_default_str();
  app->add_option("--max-series", flags->maxSeries, "series of one metric; what is over is summed up under \"other\"")
      ->type_name("N")
      ->check(CLI::Range(10, 100'000))
      ->capture_default_str();
  return {app, [flags, &options] { return runExporter(*flags, options); }};
}

}  // namespace claimscope::app
