// Faults: what the fake API server does wrong on purpose, to which requests, and how often. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::apiserver {

enum class Fault {
  none,
  drop,             ///< the connection is reset in the middle of the answer
  cut,              ///< a watch ends cleanly after its first events, or at once
  expired,          ///< HTTP 410
  expiredEvent,     ///< a watch answers with an ERROR event 410
  tooManyRequests,  ///< 429 with Retry-After
  serverError,      ///< 500
  unauthorized,     ///< 401
  forbidden,        ///< 403
  notFound,         ///< 404 with the text of a server that does not know the path
  truncated,        ///< JSON that ends in the middle, with a matching Content-Length
  html,             ///< 200 with a web page, as captive portals do
  htmlError,        ///< 503 with a web page, as load balancers do
  wrongContent,     ///< 200 with a JSON document that is no list
  slow,             ///< the answer comes in small pieces with pauses
  silence,          ///< the request is read and never answered, the connection stays open
  huge,             ///< one object of 100 MB among the others
  junk,             ///< bytes that are no HTTP
  gzipWatch,        ///< a watch in many gzip members when the client allows gzip, as 1.37 does (kubernetes-client.md, first fact)
  tornLine,         ///< a watch line that is no JSON between good ones
};

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
};
/// Every fault by the name that --fault takes.
[[nodiscard]] const std::vector<FaultName>& faultNames();
/// "NAME[:RESOURCE[:VERB[:TIMES]]]", for example "forbidden:devicetaintrules" or "drop:pods:list:1"; none when it is not one.
[[nodiscard]] std::optional<FaultRule> parseFault(std::string_view text);

}  // namespace claimscope::apiserver
