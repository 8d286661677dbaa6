// FaultProxy: stands between a client and any API server, fake or real, and breaks what goes over the wire. Calls: any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "tests/apiserver/certificates.h"
#include "tests/apiserver/faults.h"
#include "tests/apiserver/stream.h"

namespace claimscope::apiserver {

/// What the proxy does wrong, and how much of it.
struct ProxyFault {
  Fault fault = Fault::none;
  std::int64_t everyMs = 0;              ///< of drop, goaway and reset-stream: again and again; 0: once
  std::int64_t startMs = 0;              ///< of the program: goes well for so long
  std::int64_t forMs = 0;                ///< of the program: then it ends; 0: never
  std::int64_t delayMs = 300;            ///< of latency; goaway: until the connection is closed
  std::int64_t jitterMs = 200;           ///< of latency
  std::int64_t bytesPerSecond = 16'384;  ///< of bandwidth
  std::size_t afterBytes = 0;            ///< of drop: in the middle of what the server sends next, after so many bytes
};
/// "NAME[:KEY=VALUE[,KEY=VALUE…]]", keys every, start, for, delay, jitter (durations), rate, after (bytes): "drop:every=10s",
/// "latency:delay=300ms,jitter=1s". "rst" is another name of drop. None when it is not a fault of the proxy's.
[[nodiscard]] std::optional<ProxyFault> parseProxyFault(std::string_view text);

struct ProxyOptions {
  std::string host = "127.0.0.1";
  int targetPort = 0;
  int listenPort = 0;
  /// TLS ends here, with a certificate of the proxy's own authority, and begins anew towards the target (not verified). Needed by
  /// goaway, reset-stream and certificate-rotated; client certificates do not come through.
  bool terminate = false;
};

class FaultProxy {
 public:
  /// Listens when it returns. Throws std::runtime_error for a port in use.
  explicit FaultProxy(ProxyOptions options);
  ~FaultProxy();

  [[nodiscard]] int port() const { return m_port; }
  /// Whoever trusts it trusts the proxy that terminates TLS.
  [[nodiscard]] const std::string& authorityPem() const { return m_authority.certPem; }
  void begin(ProxyFault fault);
  void end();
  [[nodiscard]] std::size_t connections() const { return m_accepted; }
  [[nodiscard]] std::uint64_t bytesFromServer() const { return m_bytes; }

 private:
  class Link;
  void acceptAll(const std::stop_token& stop);
  void openListener();
  void closeListener();
  [[nodiscard]] ProxyFault fault() const;
  [[nodiscard]] std::shared_ptr<SSL_CTX> serverContext(bool http2) const;
  void renewCertificate();

  const ProxyOptions m_options;
  KeyPair m_authority;
  std::shared_ptr<SSL_CTX> m_stranger;  ///< of Fault::wrongCertificate
  std::shared_ptr<SSL_CTX> m_client;
  int m_port = 0;
  std::atomic<std::size_t> m_accepted{0};
  std::atomic<std::uint64_t> m_bytes{0};
  std::atomic<std::uint64_t> m_epoch{0};  ///< of faults that hit each open connection once
  std::atomic<bool> m_stopped{false};

  mutable std::mutex m_mutex;
  ProxyFault m_fault;
  std::shared_ptr<SSL_CTX> m_server;
  std::shared_ptr<SSL_CTX> m_serverWithoutHttp2;  ///< for targets that do not speak it
  int m_listener = -1;
  std::list<std::unique_ptr<Link>> m_links;
  std::jthread m_thread;  ///< last: it uses all of the above
};

}  // namespace claimscope::apiserver
