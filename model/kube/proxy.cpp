#include "model/kube/proxy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "model/kube/url.h"

namespace claimscope::kube {
namespace {

/// Four or sixteen bytes; an IPv4 address mapped into IPv6 is one of four.
using Address = std::vector<unsigned char>;

std::optional<Address> addressOf(const std::string& text, bool& mapped) {
  std::array<unsigned char, 16> bytes{};
  mapped = false;
  if (text.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    return Address(bytes.begin(), bytes.begin() + 4);
  }
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
    return std::nullopt;
  }
  mapped = std::all_of(bytes.begin(), bytes.begin() + 10, [](unsigned char b) { return b == 0; }) && bytes[10] == 0xFF &&
           bytes[11] == 0xFF;
  return mapped ? Address(bytes.begin() + 12, bytes.end()) : Address(bytes.begin(), bytes.end());
}

std::optional<Address> addressOf(const std::string& text) {
  bool mapped = false;
  return addressOf(text, mapped);
}

bool inPrefix(const Address& address, const Address& network, unsigned int bits) {
  if (address.size() != network.size()) {
    return false;
  }
  for (std::size_t i = 0; i < address.size() && bits > 0; ++i) {
    const unsigned int here = std::min(bits, 8U);
    const auto mask = static_cast<unsigned char>(0xFF00U >> here);
    if ((address[i] & mask) != (network[i] & mask)) {
      return false;
    }
    bits -= here;
  }
  return true;
}

/// Whether an entry like 10.0.0.0/8 holds the address; nothing when the entry is no CIDR.
std::optional<bool> cidrHolds(const std::string& entry, const std::optional<Address>& address) {
  const std::size_t slash = entry.find('/');
  bool mapped = false;
  const std::optional<Address> network = slash == std::string::npos ? std::nullopt : addressOf(entry.substr(0, slash), mapped);
  unsigned int bits = 0;
  const char* end = entry.data() + entry.size();
  if (!network || slash + 1 == entry.size()) {
    return std::nullopt;
  }
  const auto [stop, error] = std::from_chars(entry.data() + slash + 1, end, bits);
  if (error != std::errc() || stop != end || bits > (mapped ? 128U : network->size() * 8U)) {
    return std::nullopt;
  }
  // A prefix of the mapped form that is shorter than the mapping itself is one of IPv6, and holds no IPv4 address.
  return address && (!mapped || bits >= 96) && inPrefix(*address, *network, mapped ? bits - 96 : bits);
}

struct HostPort {
  std::string host;
  std::string port;
};

/// Go's net.SplitHostPort; nothing where it gives an error.
std::optional<HostPort> splitHostPort(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) {
    return std::nullopt;
  }
  if (text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == std::string::npos || close + 1 != colon || text.find('[', 1) != std::string::npos ||
        text.find(']', close + 1) != std::string::npos) {
      return std::nullopt;
    }
    return HostPort{text.substr(1, close - 1), text.substr(colon + 1)};
  }
  const std::string host = text.substr(0, colon);
  if (host.find(':') != std::string::npos || text.find_first_of("[]") != std::string::npos) {
    return std::nullopt;
  }
  return HostPort{host, text.substr(colon + 1)};
}

std::string lowerTrimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n\v\f");
  if (start == std::string_view::npos) {
    return {};
  }
  std::string out(text.substr(start, text.find_last_not_of(" \t\r\n\v\f") - start + 1));
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// One entry of NO_PROXY against a server.
bool excludes(const std::string& entry, const std::string& host, const std::string& port, const std::optional<Address>& address) {
  if (const std::optional<bool> holds = cidrHolds(entry, address)) {
    return *holds;
  }
  const HostPort named = splitHostPort(entry).value_or(HostPort{entry, {}});
  if (named.host.empty() || (!named.port.empty() && named.port != port)) {
    return false;
  }
  if (const std::optional<Address> own = addressOf(named.host)) {
    return own == address;
  }
  if (address) {
    return false;
  }
  const std::string domain = named.host.starts_with("*.") ? named.host.substr(1) : named.host;
  return domain.front() == '.' ? host.ends_with(domain) : host == domain || host.ends_with("." + domain);
}

bool isExcluded(const Url& server, const std::string& list) {
  const std::string name = server.hostname();
  const std::string port = !server.port().empty() ? server.port() : server.scheme == "https" ? "443" : "80";
  if (name == "localhost") {
    return true;
  }
  const std::optional<Address> address = addressOf(name.substr(0, name.find('%')));
  if (address && (address->size() == 4 ? address->front() == 127 : *address == *addressOf("::1"))) {
    return true;
  }
  const std::string host = lowerTrimmed(name);
  bool excluded = false;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    const std::string entry = lowerTrimmed(std::string_view(list).substr(start, end - start));
    if (entry == "*") {
      return true;
    }
    excluded = excluded || (!entry.empty() && excludes(entry, host, port, address));
    start = end + 1;
  }
  return excluded;
}

std::string variable(const std::map<std::string, std::string>& environment, const char* upper, const char* lower) {
  for (const char* name : {upper, lower}) {
    const auto found = environment.find(name);
    if (found != environment.end() && !found->second.empty()) {
      return found->second;
    }
  }
  return {};
}

}  // namespace

std::string proxyFor(const std::string& server, const Connection& connection,
                     const std::map<std::string, std::string>& environment) {
  if (!connection.proxyUrl.empty()) {
    return connection.proxyUrl;
  }
  const std::optional<Url> url = parseUrl(server);
  if (!url || (url->scheme != "https" && url->scheme != "http")) {
    return {};
  }
  const std::string written = url->scheme == "https" ? variable(environment, "HTTPS_PROXY", "https_proxy")
                                                     : variable(environment, "HTTP_PROXY", "http_proxy");
  if (written.empty() || isExcluded(*url, variable(environment, "NO_PROXY", "no_proxy"))) {
    return {};
  }
  std::optional<Url> proxy = parseUrl(written);
  if (!proxy || proxy->scheme.empty() || proxy->host.empty()) {
    proxy = parseUrl("http://" + written);
  }
  return proxy && !proxy->host.empty() ? proxy->text() : std::string();
}

std::string proxyForCurl(const std::string& proxy) {
  constexpr std::string_view kSocks = "socks5://";
  return proxy.starts_with(kSocks) ? "socks5h://" + proxy.substr(kSocks.size()) : proxy;
}

}  // namespace claimscope::kube
