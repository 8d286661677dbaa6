// Url: a URL taken apart as Go's net/url does, because kubectl's idea of a server and a proxy is Go's. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace claimscope::kube {

struct Url {
  std::string scheme;         ///< in lower case; empty when there is none
  std::string opaque;         ///< scheme:opaque, without slashes
  bool hasAuthority = false;  ///< "//" was written
  bool hasUser = false;
  std::string user;  ///< as written, percent-encoding kept
  bool hasPassword = false;
  std::string password;  ///< as written
  std::string host;      ///< with port, as written but for percent-encoding; IPv6 in brackets
  std::string path;      ///< as Go would write it again
  std::string query;
  std::string fragment;

  [[nodiscard]] std::string hostname() const;  ///< without port and brackets
  [[nodiscard]] std::string port() const;      ///< empty when there is none
  /// scheme://user:password@host/path, without query and fragment.
  [[nodiscard]] std::string text() const;
};

/// Nothing where Go's url.Parse gives an error.
[[nodiscard]] std::optional<Url> parseUrl(std::string_view text);
/// Go's url.ParseRequestURI: absolute, and '#' is an ordinary byte of the path.
[[nodiscard]] std::optional<Url> parseRequestUrl(std::string_view text);
/// The password as it is meant, percent-encoding undone.
[[nodiscard]] std::string decodedPassword(const Url& url);

}  // namespace claimscope::kube
