#include "model/cel/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "model/cel/net.h"

namespace claimscope::cel {
namespace {

enum class Mode { path, userPassword, host, zone, queryComponent, fragment };

bool isAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int hexDigit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// net/url shouldEscape: RFC 3986 sections 2.3 and 3, and what that package leaves alone on top of it.
bool mustEscape(char c, Mode mode) {
  if (isAlphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '~') {
    return false;
  }
  if (mode == Mode::host || mode == Mode::zone) {
    return std::string_view("!$&'()*+,;=:[]<>\"").find(c) == std::string_view::npos;
  }
  if (std::string_view("$&+,/:;=?@").find(c) != std::string_view::npos) {
    switch (mode) {
      case Mode::path:
        return c == '?';
      case Mode::userPassword:
        return c == '@' || c == '/' || c == '?' || c == ':';
      case Mode::queryComponent:
        return true;
      default:
        return false;
    }
  }
  return mode != Mode::fragment || std::string_view("!()*").find(c) == std::string_view::npos;
}

tl::expected<std::string, std::string> unescape(std::string_view text, Mode mode) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      const int high = i + 1 < text.size() ? hexDigit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
      const std::string_view code = text.substr(i, 3);
      const auto refused = [&] { return tl::unexpected(fmt::format("invalid URL escape \"{}\"", code)); };
      if (high < 0 || low < 0 || (mode == Mode::host && high < 8 && code != "%25")) {
        return refused();
      }
      const char value = static_cast<char>(high * 16 + low);
      if (mode == Mode::zone && code != "%25" && value != ' ' && mustEscape(value, Mode::host)) {
        return refused();
      }
      out += value;
      i += 2;
    } else if ((mode == Mode::host || mode == Mode::zone) && static_cast<unsigned char>(c) < 0x80 && mustEscape(c, mode)) {
      return tl::unexpected(fmt::format("invalid character \"{}\" in host name", c));
    } else {
      out += c == '+' && mode == Mode::queryComponent ? ' ' : c;
    }
  }
  return out;
}

std::string escape(std::string_view text, Mode mode) {
  std::string out;
  for (const char c : text) {
    if (mustEscape(c, mode)) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

bool validEncoded(std::string_view text, Mode mode) {
  return std::all_of(text.begin(), text.end(), [mode](char c) {
    return std::string_view("!$&'()*+,;=:@[]%").find(c) != std::string_view::npos || !mustEscape(c, mode);
  });
}

bool validOptionalPort(std::string_view port) {
  return port.empty() ||
         (port.front() == ':' && std::all_of(port.begin() + 1, port.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

tl::expected<std::string, std::string> parseHost(const std::string& scheme, std::string_view host) {
  const std::size_t open = host.rfind('[');
  if (open != std::string_view::npos && open > 0) {
    return tl::unexpected(std::string("invalid IP-literal"));
  }
  if (open == 0) {
    const std::size_t close = host.rfind(']');
    if (close == std::string_view::npos) {
      return tl::unexpected(std::string("missing ']' in host"));
    }
    const std::string_view port = host.substr(close + 1);
    if (!validOptionalPort(port)) {
      return tl::unexpected(fmt::format("invalid port \"{}\" after host", port));
    }
    const std::string_view name = host.substr(1, close - 1);
    const std::size_t zone = name.find("%25");
    auto plain = unescape(name.substr(0, zone), Mode::host);
    if (!plain) {
      return plain;
    }
    std::string whole = *plain;
    if (zone != std::string_view::npos) {
      auto zoned = unescape(name.substr(zone), Mode::zone);
      if (!zoned) {
        return zoned;
      }
      whole += *zoned;
    }
    // Only an IPv6 address may stand in brackets; mapped ones and zones are fine here.
    const std::string_view address = std::string_view(whole).substr(0, whole.find('%'));
    const bool emptyZone = whole.find('%') != std::string::npos && whole.back() == '%';
    if (address.find(':') == std::string_view::npos || !isIpv6Text(address) || emptyZone) {
      return tl::unexpected(std::string("invalid host"));
    }
    return "[" + whole + "]" + std::string(port);
  }
  const std::size_t first = host.find(':');
  if (first != std::string_view::npos) {
    const std::size_t last = host.rfind(':');
    const bool web = scheme == "http" || scheme == "https";
    const std::string_view port = host.substr(web ? first : last);
    if (!validOptionalPort(port)) {
      return tl::unexpected(fmt::format("invalid port \"{}\" after host", port));
    }
  }
  return unescape(host, Mode::host);
}

bool validUserinfo(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return isAlphanumeric(c) || std::string_view("-._:~!$&'()*+,;=%@").find(c) != std::string_view::npos;
  });
}

std::optional<std::string> parseAuthority(Url& url, std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  auto host = parseHost(url.scheme, at == std::string_view::npos ? authority : authority.substr(at + 1));
  if (!host) {
    return host.error();
  }
  url.host = std::move(*host);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view info = authority.substr(0, at);
  if (!validUserinfo(info)) {
    return "net/url: invalid userinfo";
  }
  url.hasUser = true;
  const std::size_t colon = info.find(':');
  auto user = unescape(info.substr(0, colon), Mode::userPassword);
  if (!user) {
    return user.error();
  }
  url.user = std::move(*user);
  if (colon != std::string_view::npos) {
    auto password = unescape(info.substr(colon + 1), Mode::userPassword);
    if (!password) {
      return password.error();
    }
    url.hasPassword = true;
    url.password = std::move(*password);
  }
  return std::nullopt;
}

/// "scheme:" in front, if there is one. The error is a missing scheme.
std::optional<std::string> takeScheme(std::string_view& rest, std::string& scheme) {
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      continue;
    }
    if ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.') {
      if (i == 0) {
        return std::nullopt;
      }
      continue;
    }
    if (c == ':') {
      if (i == 0) {
        return "missing protocol scheme";
      }
      scheme = std::string(rest.substr(0, i));
      std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                     [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
      rest.remove_prefix(i + 1);
    }
    return std::nullopt;
  }
  return std::nullopt;
}

tl::expected<Url, std::string> parseInner(std::string_view text, bool viaRequest) {
  Url url;
  const auto failure = [](std::string message) { return tl::unexpected(std::move(message)); };
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
    return failure("net/url: invalid control character in URL");
  }
  if (text.empty() && viaRequest) {
    return failure("empty url");
  }
  if (text == "*") {
    url.path = "*";
    return url;
  }
  std::string_view rest = text;
  if (auto error = takeScheme(rest, url.scheme)) {
    return failure(std::move(*error));
  }
  const std::size_t question = rest.find('?');
  if (question != std::string_view::npos) {
    url.forceQuery = question + 1 == rest.size();
    url.query = std::string(rest.substr(question + 1));
    rest = rest.substr(0, question);
  }
  if (!rest.starts_with('/')) {
    if (!url.scheme.empty()) {
      url.opaque = std::string(rest);
      return url;
    }
    if (viaRequest) {
      return failure("invalid URI for request");
    }
    if (rest.substr(0, rest.find('/')).find(':') != std::string_view::npos) {
      return failure("first path segment in URL cannot contain colon");
    }
  }
  if ((!url.scheme.empty() || (!viaRequest && !rest.starts_with("///"))) && rest.starts_with("//")) {
    std::string_view authority = rest.substr(2);
    const std::size_t slash = authority.find('/');
    rest = slash == std::string_view::npos ? std::string_view() : authority.substr(slash);
    authority = authority.substr(0, slash);
    if (auto error = parseAuthority(url, authority)) {
      return failure(std::move(*error));
    }
  } else if (!url.scheme.empty() && rest.starts_with('/')) {
    url.omitHost = true;
  }
  auto path = unescape(rest, Mode::path);
  if (!path) {
    return failure(path.error());
  }
  url.path = std::move(*path);
  url.rawPath = escape(url.path, Mode::path) == rest ? "" : std::string(rest);
  return url;
}

}  // namespace

tl::expected<Url, std::string> parseRequestUri(std::string_view text) {
  auto url = parseInner(text, true);
  return url ? url : tl::unexpected(fmt::format("parse \"{}\": {}", text, url.error()));
}

tl::expected<Url, std::string> parseUrl(std::string_view text) {
  const std::size_t hash = text.find('#');
  auto url = parseInner(text.substr(0, hash), false);
  if (url && hash != std::string_view::npos && hash + 1 < text.size()) {
    auto fragment = unescape(text.substr(hash + 1), Mode::fragment);
    if (!fragment) {
      return tl::unexpected(fmt::format("parse \"{}\": {}", text, fragment.error()));
    }
    url->fragment = std::move(*fragment);
    url->rawFragment = escape(url->fragment, Mode::fragment) == text.substr(hash + 1) ? "" : std::string(text.substr(hash + 1));
  }
  return url ? url : tl::unexpected(fmt::format("parse \"{}\": {}", text, url.error()));
}

std::string escapedPath(const Url& url) {
  if (!url.rawPath.empty() && validEncoded(url.rawPath, Mode::path)) {
    const auto plain = unescape(url.rawPath, Mode::path);
    if (plain && *plain == url.path) {
      return url.rawPath;
    }
  }
  return url.path == "*" ? "*" : escape(url.path, Mode::path);
}

std::string formatUrl(const Url& url) {
  std::string out;
  if (!url.scheme.empty()) {
    out += url.scheme + ":";
  }
  if (!url.opaque.empty()) {
    out += url.opaque;
  } else {
    if ((!url.scheme.empty() || !url.host.empty() || url.hasUser) && !(url.omitHost && url.host.empty() && !url.hasUser)) {
      if (!url.host.empty() || !url.path.empty() || url.hasUser) {
        out += "//";
      }
      if (url.hasUser) {
        out += escape(url.user, Mode::userPassword);
        out += url.hasPassword ? ":" + escape(url.password, Mode::userPassword) : "";
        out += "@";
      }
      out += escape(url.host, Mode::host);
    }
    const std::string path = escapedPath(url);
    if (!path.empty() && path[0] != '/' && !url.host.empty()) {
      out += '/';
    }
    if (out.empty() && path.substr(0, path.find('/')).find(':') != std::string::npos) {
      out += "./";
    }
    out += path;
  }
  if (url.forceQuery || !url.query.empty()) {
    out += "?" + url.query;
  }
  if (!url.fragment.empty()) {
    const auto plain = unescape(url.rawFragment, Mode::fragment);
    const bool raw = !url.rawFragment.empty() && validEncoded(url.rawFragment, Mode::fragment) && plain && *plain == url.fragment;
    out += "#" + (raw ? url.rawFragment : escape(url.fragment, Mode::fragment));
  }
  return out;
}

namespace {

/// host:port apart; a host in brackets without them.
std::pair<std::string, std::string> splitHost(const std::string& hostPort) {
  std::string host = hostPort;
  std::string port;
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && validOptionalPort(std::string_view(host).substr(colon))) {
    port = host.substr(colon + 1);
    host = host.substr(0, colon);
  }
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  return {host, port};
}

}  // namespace

std::string hostname(const Url& url) {
  return splitHost(url.host).first;
}
std::string port(const Url& url) {
  return splitHost(url.host).second;
}

std::vector<std::pair<std::string, std::vector<std::string>>> queryValues(const Url& url) {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  std::string_view rest = url.query;
  constexpr std::ptrdiff_t kMaxParameters = 10'000;
  if (std::count(rest.begin(), rest.end(), '&') + 1 > kMaxParameters) {
    return out;
  }
  while (!rest.empty()) {
    const std::size_t ampersand = rest.find('&');
    const std::string_view pair = rest.substr(0, ampersand);
    rest = ampersand == std::string_view::npos ? std::string_view() : rest.substr(ampersand + 1);
    if (pair.empty() || pair.find(';') != std::string_view::npos) {
      continue;
    }
    const std::size_t equals = pair.find('=');
    auto key = unescape(pair.substr(0, equals), Mode::queryComponent);
    auto value = unescape(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), Mode::queryComponent);
    if (!key || !value) {
      continue;
    }
    auto at = std::find_if(out.begin(), out.end(), [&](const auto& entry) { return entry.first == *key; });
    if (at == out.end()) {
      out.emplace_back(std::move(*key), std::vector<std::string>());
      at = out.end() - 1;
    }
    at->second.push_back(std::move(*value));
  }
  return out;
}

}  // namespace claimscope::cel
