// HTTP/1.1 as the fake API server speaks it: requests in, answers and chunked streams out. The connection's thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/apiserver/stream.h"

namespace claimscope::apiserver {

struct HttpRequest {
  std::string method;
  std::string path;                            ///< decoded, without query
  std::map<std::string, std::string> query;    ///< decoded
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  [[nodiscard]] std::string parameter(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
  }
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
  /// "1" and "true", as kube-apiserver reads booleans.
  [[nodiscard]] bool flag(const std::string& name) const { return parameter(name) == "1" || parameter(name) == "true"; }
};

struct HttpAnswer {
  int status = 200;
  std::string contentType = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// Reads one request; none when the connection ends or what arrives is no HTTP. `buffer` keeps what came too early.
[[nodiscard]] std::optional<HttpRequest> readRequest(Stream& stream, std::string& buffer);
/// Splits a query string.
[[nodiscard]] std::map<std::string, std::string> parseQuery(std::string_view query);
/// Status line and headers; `size` none: chunked.
[[nodiscard]] std::string headOf(const HttpAnswer& answer, std::optional<std::size_t> size);
[[nodiscard]] bool writeAnswer(Stream& stream, const HttpAnswer& answer);
/// One chunk of a chunked body; an empty text ends the body.
[[nodiscard]] std::string chunk(std::string_view text);
/// One whole gzip member, at the level that kube-apiserver uses.
[[nodiscard]] std::string gzip(std::string_view text);

}  // namespace claimscope::apiserver
