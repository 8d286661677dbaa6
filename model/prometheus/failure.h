// Why an answer is none, in words: of Prometheus, of a proxy in front of it, of the API server's service proxy. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/prometheus/fetcher.h"

namespace claimscope::prometheus {

/// Who stands between us and the server: decides what a 403, 404, 502 or 503 means and what would help.
struct Way {
  bool serviceProxy = false;
  std::string target = {};  ///< "service monitoring/prometheus-operated:9090", or the address
};

/// None for a 2xx answer that may be read. 400 and 422 give the server's own words.
[[nodiscard]] std::optional<Error> failureOf(const FetchAnswer& answer, const Way& way);

/// The body begins with markup.
[[nodiscard]] bool looksLikeWebPage(std::string_view body);
/// The message of a Kubernetes Status; empty when the body is none.
[[nodiscard]] std::string statusMessage(std::string_view body);

}  // namespace claimscope::prometheus
