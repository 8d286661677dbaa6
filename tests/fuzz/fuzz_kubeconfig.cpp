// Any bytes as a kubeconfig: read, merged, resolved, its identity built. What is not refused must be usable.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "model/base/log.h"
#include "model/kube/credentials.h"
#include "model/kube/proxy.h"

namespace {

using namespace claimscope;

void require(bool holds, const char* what, std::string_view text) {
  if (!holds) {
    std::cerr << what << ": " << text << "\n";
    std::abort();
  }
}

/// A file in memory: the fuzzer must not write to a disk a thousand times a second.
std::string fileOf(const std::uint8_t* data, std::size_t size) {
  static const int file = ::memfd_create("kubeconfig", MFD_CLOEXEC);
  require(::ftruncate(file, 0) == 0 && ::pwrite(file, data, size, 0) == static_cast<ssize_t>(size), "memory file", "");
  return "/proc/self/fd/" + std::to_string(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  log::logger().set_level(spdlog::level::off);
  kube::KubeconfigOptions options;
  options.path = fileOf(data, size);
  options.serviceAccount = "/does/not/exist";
  const auto summary = kube::summarise(options);
  kube::Resolved resolved = kube::resolve(options);
  for (const Error& error : resolved.errors) {
    require(!error.message.empty(), "an error without words", options.path);
    const std::string shown = log::redact(error.text());
    require(shown.find('\x1b') == std::string::npos && shown.find('\n') == std::string::npos, "a control character", shown);
  }
  if (!resolved.errors.empty()) {
    return 0;
  }
  kube::Connection& connection = resolved.connection;
  require(summary.has_value() && summary->errors.empty(), "resolved but not summarised", connection.server);
  const bool tls = connection.server.starts_with("https://");
  require(tls || connection.server.starts_with("http://"), "a server that cannot be asked", connection.server);
  require(tls || (connection.token.empty() && connection.password.empty() && connection.clientKeyPem.empty()),
          "a secret without TLS", connection.server);
  require(kube::withoutPassword(connection.server) == connection.server || tls || !connection.server.empty(), "password", "");
  (void)kube::proxyFor(connection.server, connection, {{"HTTPS_PROXY", "http://p"}, {"NO_PROXY", connection.context}});
  if (connection.exec) {
    require(!kube::execInfo(connection).empty(), "no exec info", connection.context);
    connection.exec->command = "/does/not/exist";  // the fuzzer must not run what it invents
  }
  const ManualClock clock(Time{0});
  kube::Credentials credentials(connection, clock);
  const auto identity = credentials.current();
  if (identity) {
    for (const std::string& header : (*identity)->headers) {
      require(header.find('\n') == std::string::npos && header.find('\r') == std::string::npos, "a header within a header",
              header);
    }
  }
  return 0;
}
