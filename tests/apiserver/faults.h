// Faults: what the servers and proxies of the tests do wrong on purpose, to which requests, and how often. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::apiserver {

enum class Fault {
  none,

  // The wire.
  refused,             ///< nothing listens: the connection is refused
  silence,             ///< the request is read and never answered, the connection stays open
  tlsStall,            ///< the TLS handshake never ends
  wrongCertificate,    ///< somebody else's certificate
  certificateRotated,  ///< all connections end; new ones find another certificate of the same authority
  halfOpen,            ///< open connections go deaf without an end, as after a suspend; new ones work
  latency,             ///< everything comes late, and not evenly
  slice,               ///< bytes come one at a time
  bandwidth,           ///< a few kilobytes a second
  slow,                ///< the answer comes in small pieces with pauses
  drop,                ///< the connection is reset in the middle of the answer
  goaway,              ///< HTTP/2 GOAWAY: open streams end soon, new ones need another connection
  resetStream,         ///< HTTP/2 RST_STREAM in the middle of an answer
  junk,                ///< bytes that are no HTTP
  gzipWatch,  ///< a watch in many gzip members when the client allows gzip, as 1.37 does (kubernetes-client.md, first fact)

  // Answers.
  unauthorized,          ///< 401
  forbidden,             ///< 403
  notFound,              ///< 404 with the text of a server that does not know the path
  expired,               ///< HTTP 410
  expiredContinue,       ///< 410 for the second page of every list
  tooManyRequests,       ///< 429 with Retry-After
  tooManyRequestsPlain,  ///< 429 without
  serverError,           ///< 500
  gatewayTimeout,        ///< 504 with a Status
  tooLargeVersion,       ///< 504 ResourceVersionTooLarge whenever a list or watch names a resourceVersion
  html,                  ///< 200 with a web page, as captive portals do
  htmlError,             ///< 503 with a web page, as load balancers do
  htmlInternalError,     ///< 500 with a web page
  htmlGatewayTimeout,    ///< 504 with a web page
  wrongContent,          ///< 200 with a JSON document that is no list
  truncated,             ///< JSON that ends in the middle, with a matching Content-Length
  huge,                  ///< one object of 100 MB among the others

  // Watches.
  cut,              ///< a watch ends cleanly after its first events, or at once
  expiredEvent,     ///< a watch answers with an ERROR event 410
  errorEvent,       ///< a watch ends with an ERROR event 500
  missingBookmark,  ///< no bookmarks, not even the one that ends the initial events
  duplicateEvent,   ///< each event comes twice
  outOfOrder,       ///< events of a burst come in the wrong order
  unknownType,      ///< events of a type that nobody knows between good ones
  tornLine,         ///< a watch line that is no JSON between good ones

  // The world.
  clockJump,   ///< the wall clock of the client is off by an hour
  restored,    ///< etcd comes back from a backup: resourceVersions go back
  replaced,    ///< another cluster answers at the same address
  downgraded,  ///< resource.k8s.io is served as v1beta1 only
  absent,      ///< the kind is not served any more
};

/// Who can do it: the server with sockets (apiserver-demo), the proxy in front of any server (fault-proxy), the server in virtual
/// time.
inline constexpr unsigned kByServer = 1;
inline constexpr unsigned kByProxy = 2;
inline constexpr unsigned kByVirtual = 4;

struct FaultRule {
  Fault fault = Fault::none;
  std::string resource = {};  ///< plural, or a path such as "/version"; empty: every list and watch
  std::string verb = {};      ///< "list", "watch", "get", "create"; empty: any
  int times = -1;             ///< -1: always
  int skip = 0;               ///< so many requests go well before
  int retryAfterSeconds = 1;
};

struct FaultName {
  Fault fault;
  std::string_view name;
  unsigned places;
};
/// Every fault by the name that --fault takes.
[[nodiscard]] const std::vector<FaultName>& faultNames();
[[nodiscard]] std::string_view nameOf(Fault fault);
/// Concerns watches only: lists go well.
[[nodiscard]] bool isOfWatches(Fault fault);
/// The names of those a place can do, with commas; for help texts.
[[nodiscard]] std::string faultNamesOf(unsigned place);
[[nodiscard]] std::optional<Fault> faultNamed(std::string_view name);
/// "NAME[:RESOURCE[:VERB[:TIMES]]]", for example "forbidden:devicetaintrules" or "drop:pods:list:1"; none when it is not one
/// of the server's.
[[nodiscard]] std::optional<FaultRule> parseFault(std::string_view text);

}  // namespace claimscope::apiserver
