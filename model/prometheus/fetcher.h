// Fetcher: how bytes of a Prometheus server are got: directly, through the API server, from a simulation. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/base/result.h"

namespace claimscope::prometheus {

/// Caps on one answer. What is beyond them is not read: the answer then is at least.
struct Limits {
  std::size_t bytes = 32U << 20U;
  std::size_t series = 100'000;
  std::size_t samples = 2'000'000;
};

struct FetchRequest {
  std::string path;                 ///< below the server's prefix: "/api/v1/query"
  std::string form;                 ///< "query=up&time=…", percent-encoded; goes into the URL or, with `post`, into the body
  bool post = false;                ///< for queries too long for a URL
  std::int64_t timeoutMs = 20'000;  ///< of silence
  std::size_t maxBytes = Limits{}.bytes;
  /// Set by who asked: nobody waits any more, the transfer may end.
  std::shared_ptr<std::atomic<bool>> givenUp = std::make_shared<std::atomic<bool>>(false);
};

struct FetchAnswer {
  int status = 0;                                 ///< HTTP; 0: none
  std::string body;                               ///< of errors too
  bool cut = false;                               ///< longer than maxBytes; the body is its beginning
  std::optional<Error> error = {};                ///< of the transport; not of a status
  std::optional<std::int64_t> retryAfterMs = {};  ///< the server's Retry-After
};

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  /// `done` is called once, on any thread, perhaps before this returns; not at all after the source has stopped.
  virtual void fetch(FetchRequest request, std::function<void(FetchAnswer)> done) = 0;
};

}  // namespace claimscope::prometheus
