// apiserver-demo: the fake API server for hands and benchmarks; prints the path of a kubeconfig and runs until interrupted.
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/apiserver/api_server.h"

namespace {

using namespace claimscope::apiserver;

const std::map<std::string, Tls> kTls = {{"off", Tls::off},
                                         {"good", Tls::good},
                                         {"wrong-authority", Tls::wrongAuthority},
                                         {"wrong-name", Tls::wrongName},
                                         {"expired", Tls::expired}};

int run(int argc, char** argv) {
  CLI::App app("A fake Kubernetes API server over a simulated cluster, on 127.0.0.1", "apiserver-demo");
  ServerOptions options;
  options.speed = 1;
  std::string tls = "good";
  std::vector<std::string> faults;
  std::string kubeconfig;
  const std::string names = faultNamesOf(kByServer);
  app.add_option("--scenario", options.scenario, "eks-hybrid, eks-classic, fleet, quiet, extreme")->capture_default_str();
  app.add_option("--seed", options.seed, "seed of the cluster")->capture_default_str();
  app.add_option("--speed", options.speed, "virtual seconds a second; 0 stands still")->capture_default_str();
  app.add_option("--bookmark-ms", options.bookmarkMs, "milliseconds between bookmarks; of a real server about 60000")
      ->capture_default_str();
  app.add_option("--port", options.port, "0: the system chooses")->capture_default_str();
  app.add_option("--tls", tls, "off, good, wrong-authority, wrong-name, expired")
      ->capture_default_str()
      ->check(CLI::IsMember(kTls));
  app.add_option("--fault", faults, "NAME[:RESOURCE[:VERB[:TIMES]]], repeatable; NAME is one of " + names);
  app.add_option("--token", options.token, "bearer token that is required; empty: none")->capture_default_str();
  app.add_option("--kubeconfig", kubeconfig, "where to write the kubeconfig; default: a file in the temporary folder");
  app.add_flag("!--no-gzip", options.gzip, "never compress");
  app.add_flag("!--no-aggregated-discovery", options.aggregatedDiscovery, "as servers before 1.27");
  app.add_flag("--protobuf", options.protobuf, "serve protobuf to who asks for it");
  app.add_flag("!--no-watch-list", options.watchList, "sendInitialEvents is refused");
  CLI11_PARSE(app, argc, argv);
  options.tls = kTls.at(tls);

  // Before any thread starts, so that all of them leave the signals to sigwait.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    sigaddset(&signals, signal);
  }
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  ApiServer server(options);
  for (const std::string& text : faults) {
    const std::optional<FaultRule> rule = parseFault(text);
    if (!rule) {
      fmt::print(stderr, "apiserver-demo: --fault {} is not a fault\n  Use one of {}\n", text, names);
      return 2;
    }
    server.inject(*rule);
  }
  const bool temporary = kubeconfig.empty();
  if (temporary) {
    kubeconfig = (std::filesystem::temp_directory_path() / fmt::format("apiserver-demo-{}.kubeconfig", server.port())).string();
  }
  std::ofstream(kubeconfig, std::ios::binary) << server.kubeconfig();
  fmt::print("{}\n", kubeconfig);
  std::fflush(stdout);
  fmt::print(stderr, "serving {} at {}; try: kubectl --kubeconfig {} get resourceclaims -A\n", options.scenario, server.url(),
             kubeconfig);
  int signal = 0;
  sigwait(&signals, &signal);
  if (temporary) {
    std::error_code ignored;
    std::filesystem::remove(kubeconfig, ignored);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "apiserver-demo: {}\n", error.what());
    return 1;
  }
}
