#include "model/kube/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace claimscope::kube {
namespace {

// Go percent-encodes each part of a URL by its own rules (net/url shouldEscape).
constexpr std::string_view kHostMarks = "!$&'()*+,;=:[]<>\"";
constexpr std::string_view kPathMarks = "$&+,/:;=@";
constexpr std::string_view kPathMarksIfWritten = "!$&'()*+,/;=:@[]%";
constexpr std::string_view kUserMarks = "$&+,;=";
constexpr std::string_view kUserInfoMarks = "-._:~!$&'()*+,;=%@";

bool isAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool isPlain(char c, std::string_view marks) {
  return isAlphanumeric(c) || std::string_view("-_.~").find(c) != std::string_view::npos ||
         marks.find(c) != std::string_view::npos;
}
bool isAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
int hexDigit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string escape(std::string_view text, std::string_view marks) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (isPlain(c, marks)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
  return out;
}

std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size() || hexDigit(text[i + 1]) < 0 || hexDigit(text[i + 2]) < 0) {
      return std::nullopt;
    }
    out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
    i += 2;
  }
  return out;
}

/// In a host only bytes that are not ASCII may be percent-encoded, and only certain marks may stand.
std::optional<std::string> unescapeHost(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || (hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 1]) < 8 && text.substr(i, 3) != "%25")) {
        return std::nullopt;
      }
    } else if (isAscii(text[i]) && !isPlain(text[i], kHostMarks)) {
      return std::nullopt;
    }
  }
  return unescape(text);
}

/// After "%25" of an IPv6 address anything may be encoded that might stand there, and a space.
std::optional<std::string> unescapeZone(std::string_view text) {
  const std::optional<std::string> out = unescape(text);
  if (!out) {
    return std::nullopt;
  }
  const bool written =
      std::all_of(text.begin(), text.end(), [](char c) { return !isAscii(c) || c == '%' || isPlain(c, kHostMarks); });
  const bool meant = std::all_of(out->begin(), out->end(), [](char c) { return isPlain(c, kHostMarks) || c == '%' || c == ' '; });
  return written && meant ? out : std::nullopt;
}

bool isPort(std::string_view text) {
  return text.empty() ||
         (text[0] == ':' && std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool isIpv6(std::string address) {
  const std::size_t zone = address.find('%');
  if (zone != std::string::npos) {
    if (zone + 1 == address.size()) {
      return false;
    }
    address.resize(zone);
  }
  std::array<unsigned char, 16> bytes{};
  return address.find('\0') == std::string::npos && ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

std::optional<std::string> hostOf(std::string_view scheme, std::string_view text) {
  const std::size_t open = text.rfind('[');
  if (open == 0) {
    const std::size_t close = text.rfind(']');
    if (close == std::string_view::npos || !isPort(text.substr(close + 1))) {
      return std::nullopt;
    }
    const std::string_view name = text.substr(1, close - 1);
    const std::size_t zone = name.find("%25");
    std::optional<std::string> address = unescapeHost(name.substr(0, zone));
    if (address && zone != std::string_view::npos) {
      const std::optional<std::string> rest = unescapeZone(name.substr(zone));
      address = rest ? std::optional(*address + *rest) : std::nullopt;
    }
    if (!address || !isIpv6(*address)) {
      return std::nullopt;
    }
    return "[" + *address + "]" + std::string(text.substr(close + 1));
  }
  if (open != std::string_view::npos) {
    return std::nullopt;
  }
  // Only http and https hosts may not hold further colons.
  const std::size_t colon = scheme == "http" || scheme == "https" ? text.find(':') : text.rfind(':');
  if (colon != std::string_view::npos && !isPort(text.substr(colon))) {
    return std::nullopt;
  }
  return unescapeHost(text);
}

bool readAuthority(std::string_view text, Url& url) {
  const std::size_t at = text.rfind('@');
  const std::optional<std::string> host = hostOf(url.scheme, at == std::string_view::npos ? text : text.substr(at + 1));
  if (!host) {
    return false;
  }
  url.host = *host;
  if (at == std::string_view::npos) {
    return true;
  }
  const std::string_view info = text.substr(0, at);
  const std::size_t colon = std::min(info.find(':'), info.size());
  const std::optional<std::string> user = unescape(info.substr(0, colon));
  const std::optional<std::string> password = unescape(info.substr(std::min(colon + 1, info.size())));
  if (!user || !password || !std::all_of(info.begin(), info.end(), [](char c) { return isPlain(c, kUserInfoMarks); })) {
    return false;
  }
  url.hasUser = true;
  url.user = escape(*user, kUserMarks);
  url.hasPassword = colon < info.size();
  url.password = escape(*password, kUserMarks);
  return true;
}

/// Length of the scheme; 0: none. Nothing: a colon without a scheme.
std::optional<std::size_t> schemeLength(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      continue;
    }
    if (c == ':') {
      return i == 0 ? std::nullopt : std::optional(i);
    }
    if (i == 0 || !(isAlphanumeric(c) || c == '+' || c == '-' || c == '.')) {
      return 0;
    }
  }
  return 0;
}

bool isControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::optional<Url> parse(std::string_view text, bool request) {
  const std::optional<std::size_t> scheme = schemeLength(text);
  if (!scheme || std::any_of(text.begin(), text.end(), isControl) || (request && text.empty())) {
    return std::nullopt;
  }
  Url url;
  url.scheme = text.substr(0, *scheme);
  std::transform(url.scheme.begin(), url.scheme.end(), url.scheme.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  text.remove_prefix(*scheme == 0 ? 0 : *scheme + 1);
  const std::size_t question = std::min(text.find('?'), text.size());
  url.query = text.substr(std::min(question + 1, text.size()));
  std::string_view rest = text.substr(0, question);
  if (!rest.starts_with('/')) {
    if (!url.scheme.empty()) {
      url.opaque = rest;
      return url;
    }
    if (request || rest.substr(0, rest.find('/')).find(':') != std::string_view::npos) {
      return std::nullopt;
    }
  }
  const bool authority = !url.scheme.empty() || (!request && !rest.starts_with("///"));
  if (authority && rest.starts_with("//")) {
    url.hasAuthority = true;
    rest.remove_prefix(2);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    if (!readAuthority(rest.substr(0, slash), url)) {
      return std::nullopt;
    }
    rest.remove_prefix(slash);
  }
  const std::optional<std::string> path = unescape(rest);
  if (!path) {
    return std::nullopt;
  }
  const bool asWritten = std::all_of(rest.begin(), rest.end(), [](char c) { return isPlain(c, kPathMarksIfWritten); });
  url.path = asWritten ? std::string(rest) : escape(*path, kPathMarks);
  return url;
}

}  // namespace

std::string Url::hostname() const {
  const std::size_t close = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  std::string name = colon != std::string::npos && (close == std::string::npos || colon > close) ? host.substr(0, colon) : host;
  return name.size() >= 2 && name.front() == '[' && name.back() == ']' ? name.substr(1, name.size() - 2) : name;
}

std::string Url::port() const {
  const std::size_t close = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  return colon != std::string::npos && (close == std::string::npos || colon > close) ? host.substr(colon + 1) : std::string();
}

std::string Url::text() const {
  if (!opaque.empty()) {
    return scheme + ":" + opaque;
  }
  std::string out = scheme.empty() ? "" : scheme + ":";
  if (!host.empty() || hasUser || (hasAuthority && !path.empty())) {
    out += "//";
  }
  if (hasUser) {
    out += user + (hasPassword ? ":" + password : "") + "@";
  }
  return out + escape(host, kHostMarks) + path;
}

std::optional<Url> parseUrl(std::string_view text) {
  const std::size_t hash = std::min(text.find('#'), text.size());
  std::optional<Url> url = parse(text.substr(0, hash), false);
  if (url) {
    url->fragment = text.substr(std::min(hash + 1, text.size()));
    const bool clean = std::none_of(url->fragment.begin(), url->fragment.end(), isControl);
    return clean && unescape(url->fragment) ? url : std::nullopt;
  }
  return url;
}

std::optional<Url> parseRequestUrl(std::string_view text) {
  return parse(text, true);
}

std::string decodedPassword(const Url& url) {
  return unescape(url.password).value_or("");
}

}  // namespace claimscope::kube
