// Url: URLs as Go's net/url reads and prints them. Values; any thread.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "model/cel/value.h"

namespace claimscope::cel {

struct Url {
  std::string scheme;
  std::string opaque;
  bool hasUser = false;
  std::string user;
  bool hasPassword = false;
  std::string password;
  std::string host;
  std::string path;     ///< unescaped
  std::string rawPath;  ///< as written, where that is not the default escaping
  bool omitHost = false;
  bool forceQuery = false;
  std::string query;
  std::string fragment;
  std::string rawFragment;
};
struct UrlObject : Object {
  explicit UrlObject(Url u) : url(std::move(u)) {}
  Url url;
};

/// url.ParseRequestURI: absolute or with an absolute path.
[[nodiscard]] tl::expected<Url, std::string> parseRequestUri(std::string_view text);
/// url.Parse, with a fragment.
[[nodiscard]] tl::expected<Url, std::string> parseUrl(std::string_view text);
[[nodiscard]] std::string formatUrl(const Url& url);
[[nodiscard]] std::string escapedPath(const Url& url);
[[nodiscard]] std::string hostname(const Url& url);
[[nodiscard]] std::string port(const Url& url);
/// Keys in the order they first appear; pairs that cannot be read are left out.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<std::string>>> queryValues(const Url& url);

}  // namespace claimscope::cel
