// ApiWriter: the only way from a plan to an API server: one request, one answer. Any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/base/result.h"

namespace claimscope::actions {

struct ApiCall {
  std::string method = "GET";
  std::string path;  ///< with query
  std::string contentType = {};
  std::string body = {};
};

struct ApiAnswer {
  int status = 0;  ///< 0: no answer
  std::string body;
  std::optional<Error> error = std::nullopt;  ///< none with 2xx
};

class ApiWriter {
 public:
  virtual ~ApiWriter() = default;
  /// The callback comes once, on any thread, at once or later; not at all after the connection has been closed.
  virtual void send(ApiCall call, std::function<void(ApiAnswer)> done) = 0;
};

}  // namespace claimscope::actions
