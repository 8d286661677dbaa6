// fault-proxy: breaks the wire between a client and any API server, by hand. `fault-proxy --kubeconfig ~/.kube/config --fault
// drop:every=10s` prints a kubeconfig that goes through it.
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "tests/apiserver/proxy/fault_proxy.h"
#include "tests/apiserver/proxy/kubeconfig_through.h"

namespace {

using namespace claimscope::apiserver;

/// Sleeps so long; false when a signal came meanwhile. 0: until a signal.
bool sleepFor(const sigset_t& signals, std::int64_t milliseconds) {
  if (milliseconds <= 0) {
    int signal = 0;
    sigwait(&signals, &signal);
    return false;
  }
  const timespec time{milliseconds / 1000, (milliseconds % 1000) * 1'000'000};
  return sigtimedwait(&signals, nullptr, &time) < 0;
}

int run(int argc, char** argv) {
  CLI::App app("Breaks the wire between a client and an API server, on 127.0.0.1", "fault-proxy");
  std::string target;
  std::string kubeconfig;
  std::string text;
  ProxyOptions options;
  app.add_option("--target", target, "host:port of the API server; default: the first server of the kubeconfig");
  app.add_option("--listen", options.listenPort, "0: the system chooses")->capture_default_str();
  app.add_option("--kubeconfig", kubeconfig, "a copy of it that goes through the proxy is written and its path printed");
  app.add_option(
      "--fault", text,
      "NAME[:KEY=VALUE,…]; keys: every, start, for, delay, jitter (durations), rate, after (bytes); NAME is rst or one of " +
          faultNamesOf(kByProxy));
  app.add_flag("--terminate", options.terminate,
               "TLS ends here, with a certificate of the proxy's own; needed by goaway, reset-stream and certificate-rotated");
  CLI11_PARSE(app, argc, argv);
  const std::optional<ProxyFault> fault = text.empty() ? ProxyFault{} : parseProxyFault(text);
  if (!fault) {
    fmt::print(stderr, "fault-proxy: --fault {} is not a fault of the proxy\n  Use rst or one of {}\n", text,
               faultNamesOf(kByProxy));
    return 2;
  }
  std::string config;
  if (!kubeconfig.empty()) {
    std::ifstream in(kubeconfig, std::ios::binary);
    config.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    target = target.empty() ? serverOf(config) : target;
  }
  const std::size_t colon = target.rfind(':');
  if (colon == std::string::npos) {
    fmt::print(stderr, "fault-proxy: no API server to stand in front of\n  Use --target host:port or --kubeconfig FILE\n");
    return 2;
  }
  options.host = target.substr(0, colon);
  options.targetPort = std::atoi(target.c_str() + colon + 1);

  // Before any thread starts, so that all of them leave the signals to sigwait.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    sigaddset(&signals, signal);
  }
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  FaultProxy proxy(options);
  std::filesystem::path written;
  if (!config.empty()) {
    written = std::filesystem::temp_directory_path() / fmt::format("fault-proxy-{}.kubeconfig", proxy.port());
    std::ofstream(written, std::ios::binary)
        << kubeconfigThrough(config, target, proxy.port(), options.terminate ? proxy.authorityPem() : std::string());
    std::filesystem::permissions(written, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    fmt::print("{}\n", written.string());
  } else {
    fmt::print("127.0.0.1:{}\n", proxy.port());
  }
  std::fflush(stdout);
  fmt::print(stderr, "127.0.0.1:{} -> {}, {}\n", proxy.port(), target, text.empty() ? "no fault" : text);
  bool on = true;
  if (fault->startMs > 0) {
    on = sleepFor(signals, fault->startMs);
  }
  if (on) {
    proxy.begin(*fault);
    on = sleepFor(signals, fault->forMs);
  }
  if (on) {
    fmt::print(stderr, "the fault has ended\n");
    proxy.end();
    (void)sleepFor(signals, 0);
  }
  fmt::print(stderr, "{} connections, {} bytes from the server\n", proxy.connections(), proxy.bytesFromServer());
  if (!written.empty()) {
    std::error_code ignored;
    std::filesystem::remove(written, ignored);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "fault-proxy: {}\n", error.what());
    return 1;
  }
}
