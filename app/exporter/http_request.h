// HttpRequest: the head of one request, read strictly. Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/base/result.h"

namespace claimscope::exporter {

/// Larger heads are refused with 431: a scraper sends a few hundred bytes.
inline constexpr std::size_t kMaxHeadBytes = 8 * 1024;

struct HttpRequest {
  std::string method;
  std::string path;  ///< of the target, without its query
  bool keepAlive = true;
  bool hasBody = false;                        ///< announces one; nothing here takes any
  std::map<std::string, std::string> headers;  ///< names in lower case; equal ones joined with ", "

  [[nodiscard]] std::string_view header(std::string_view name) const;  ///< empty when it is not there
};

/// Without blanks and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// From the request line to the empty line, which may be missing. The error's httpStatus is what to answer: 400, 501 or 505.
[[nodiscard]] Result<HttpRequest> parseHead(std::string_view head);

}  // namespace claimscope::exporter
