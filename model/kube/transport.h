// Transport: requests to one API server and timers; a Lane in the program, a script in tests. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/result.h"

namespace claimscope::kube {

/// How a request proves who we are; shared by the requests that use it.
struct Identity {
  std::vector<std::string> headers;  ///< "Authorization: …", impersonation
  std::string clientCertPem;
  std::string clientKeyPem;
  /// Whom the server must be signed by, when that has changed since the connection was resolved (CA file rotation).
  std::string caPem = {};
};

/// How an answer travelled, in microseconds; zeros where nobody measured.
struct Timing {
  std::int64_t connectUs = 0;   ///< TCP handshake of a new connection: one round trip
  std::int64_t transferUs = 0;  ///< first to last byte of the answer
  std::uint64_t wireBytes = 0;  ///< of the body, as it travelled
};

struct Response {
  int status = 0;              ///< 0: no HTTP answer
  std::string body;            ///< of errors and of requests that do not stream
  std::optional<Error> error;  ///< transport failure or a status that is not 2xx, already in words
  Timing timing = {};
};

struct Request {
  std::string method = "GET";
  std::string path;  ///< with query, relative to the server's URL
  std::string accept = "application/json";
  std::string contentType;
  std::string body;
  std::int64_t timeoutMs = 60'000;  ///< 0: none (watches)
  std::size_t expectedBytes = 0;    ///< of the answer's body, to make room once instead of growing; 0: no idea
  bool compressed = false;          ///< ask for gzip; never for watches (kubernetes-client.md, first fact)
  std::shared_ptr<const Identity> identity;
  /// With a 2xx answer each piece of the body goes here instead of Response::body; false ends the transfer.
  /// Called on the transport's thread: hand over, do not work.
  std::function<bool(std::string_view)> onData;
  /// While true, no more is read: the reader is behind. Only where requests do not share a connection.
  std::function<bool()> isFull;
  std::function<void()> onOpen;  ///< headers of a 2xx answer have arrived
  std::function<void(Response)> onDone;
};

using RequestId = std::uint64_t;

class Transport {
 public:
  virtual ~Transport() = default;
  virtual RequestId submit(Request request) = 0;
  /// Ends a transfer without calling onDone.
  virtual void cancel(RequestId id) = 0;
  /// Runs a task on the transport's thread after a delay.
  virtual void after(std::int64_t delayMs, std::function<void()> task) = 0;
  /// Gives up every connection: what is under way ends with an error, what comes later goes over new ones. For a machine that has
  /// slept: nobody tells it which connections are dead.
  virtual void reconnect() {}
  /// Ends all transfers without calling onDone. What is submitted later is never sent.
  virtual void close() = 0;
};

/// A Retry-After in milliseconds, within reason.
[[nodiscard]] std::optional<std::int64_t> retryAfterMs(std::int64_t seconds);
/// The body begins with markup: something that is no API server answered.
[[nodiscard]] bool looksLikeWebPage(std::string_view body);
/// The Error of a 2xx answer that no API server gives.
[[nodiscard]] Error notAnApiServer(std::string_view what, std::string_view body);
/// The Error of an answer that is not 2xx: the server's Status message where there is one. `what` names the request.
[[nodiscard]] Error errorOfStatus(int status, std::string_view body, std::string_view what,
                                  std::optional<std::int64_t> retryAfter);

}  // namespace claimscope::kube
