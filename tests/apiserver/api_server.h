// ApiServer: a Kubernetes API server on 127.0.0.1 that serves a simulated world, with faults on demand. Calls: any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/apiserver/certificates.h"
#include "tests/apiserver/faults.h"
#include "tests/apiserver/http.h"
#include "tests/apiserver/shared_world.h"

namespace claimscope::apiserver {

enum class Tls {
  off,
  good,
  wrongAuthority,  ///< signed by a CA that the kubeconfig does not name
  wrongName,       ///< for another host
  expired,         ///< ended yesterday
};

struct ServerOptions {
  std::string scenario = "quiet";
  std::uint64_t seed = 1;
  double speed = 0;  ///< virtual seconds a second; 0: only advance() moves time
  int port = 0;      ///< 0: the system chooses
  Tls tls = Tls::good;
  std::string token = "fake-api-server-token";  ///< required as bearer token; empty: everybody may
  bool gzip = true;                             ///< large answers are compressed when the client allows it
  bool aggregatedDiscovery = true;
  bool watchList = true;           ///< sendInitialEvents is served
  bool protobuf = false;           ///< served to who asks; costs a conversion each time, so that benchmarks leave it
  std::int64_t bookmarkMs = 1000;  ///< how often a watch that asked for bookmarks gets one (a real server: about a minute)
  int hugeObjectMiB = 100;         ///< of Fault::huge
};

/// What a client asked, for assertions.
struct SeenRequest {
  std::string method;
  std::string path;
  std::string resource;  ///< plural; empty outside of collections
  std::string verb;      ///< list, watch, get, create
  std::map<std::string, std::string> query;
  std::map<std::string, std::string> headers;
};

class ApiServer {
 public:
  /// Listens when it returns. Throws std::runtime_error for an unknown scenario or a port in use.
  explicit ApiServer(ServerOptions options = {});
  /// Ends all connections and joins their threads.
  ~ApiServer();

  [[nodiscard]] int port() const { return m_listener.port; }
  [[nodiscard]] std::string url() const;
  [[nodiscard]] const KeyPair& authority() const { return m_authority; }
  [[nodiscard]] const KeyPair& serverCertificate() const { return m_certificate; }
  /// A client certificate that this server takes instead of a token.
  [[nodiscard]] KeyPair clientCertificate() const;
  /// A kubeconfig with one context "fake"; `server` empty: url().
  [[nodiscard]] std::string kubeconfig(const std::string& server = {}) const;

  [[nodiscard]] SharedWorld& world() { return m_world; }
  void inject(FaultRule rule);
  void clearFaults();
  /// The token required from now on.
  void setToken(std::string token);
  /// Ends every open connection with a reset, as a restart or a load balancer does.
  void dropConnections();

  [[nodiscard]] std::vector<SeenRequest> seen() const;
  /// Requests of a kind and verb so far.
  [[nodiscard]] std::size_t count(const std::string& resource, const std::string& verb) const;
  [[nodiscard]] std::size_t openWatches() const { return m_openWatches; }
  /// "uid SP resourceVersion LF" of every object, sorted bytewise (cli.md, sync).
  [[nodiscard]] std::string digestLines(const std::string& resource) const;

 private:
  struct Call;
  struct Link {
    explicit Link(int socket) : stream(socket) {}
    Stream stream;
    std::atomic<bool> done{false};
    std::jthread thread;
  };
  void acceptAll(const std::stop_token& stop);
  void reap(bool all);
  void serve(Link& link);
  /// False when the connection is to be closed.
  bool answer(Stream& stream, const HttpRequest& request);
  void describe(Call& call) const;
  [[nodiscard]] FaultRule takeFault(const SeenRequest& seen);
  [[nodiscard]] bool isAllowed(const Stream& stream, const HttpRequest& request) const;
  [[nodiscard]] bool isForbidden(const std::string& resource) const;
  [[nodiscard]] bool isForbiddenAcross(const std::string& group, const std::string& resource) const;
  bool answerFault(Call& call);
  /// What discovery names: the world's kinds but those that a fault withdraws.
  [[nodiscard]] std::vector<ApiResource> served() const;
  bool finish(Call& call, HttpAnswer answer);
  bool fixedPaths(Call& call);
  bool list(Call& call);
  bool watch(Call& call);
  bool review(Call& call);
  bool podLog(Call& call);
  bool fail(Call& call, int status, const std::string& reason, const std::string& message);
  bool fail(Call& call, const Error& error);

  ServerOptions m_options;
  SharedWorld m_world;
  KeyPair m_authority;
  KeyPair m_certificate;
  std::shared_ptr<SSL_CTX> m_tls;
  Listener m_listener;
  std::atomic<std::size_t> m_openWatches{0};
  std::atomic<bool> m_stopped{false};

  mutable std::mutex m_mutex;
  std::string m_token;
  std::vector<FaultRule> m_faults;
  std::vector<SeenRequest> m_seen;
  std::list<Link> m_links;
  std::jthread m_thread;  ///< last: it uses all of the above
};

}  // namespace claimscope::apiserver
