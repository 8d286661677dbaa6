#include "app/exporter/listen_address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

namespace claimscope::exporter {
namespace {

struct HostPort {
  std::string host;
  std::string port;
};

Result<HostPort> split(const std::string& address) {
  const auto malformed = [&] {
    return fail(ErrorCode::usage, "--listen " + address + " is not an address",
                "Write it like 127.0.0.1:9417, [::1]:9417 or :9417");
  };
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos) {
    return malformed();
  }
  HostPort out{address.substr(0, colon), address.substr(colon + 1)};
  unsigned port = 0;
  const auto [end, code] = std::from_chars(out.port.data(), out.port.data() + out.port.size(), port);
  if (code != std::errc() || end != out.port.data() + out.port.size() || port > 65535) {
    return malformed();
  }
  const bool brackets = out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']';
  if (brackets) {
    out.host = out.host.substr(1, out.host.size() - 2);
  } else if (out.host.find_first_of(":[]") != std::string::npos) {
    return malformed();
  }
  return out;
}

std::string nameOf(int socket, bool& loopback) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::getsockname(socket, generic, &size) != 0 ||
      ::getnameinfo(generic, size, host.data(), host.size(), port.data(), port.size(), NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
    return {};
  }
  if (address.ss_family == AF_INET6) {
    loopback = IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<sockaddr_in6*>(&address)->sin6_addr);
    return "[" + std::string(host.data()) + "]:" + port.data();
  }
  loopback = (ntohl(reinterpret_cast<sockaddr_in*>(&address)->sin_addr.s_addr) >> 24U) == 127;
  return std::string(host.data()) + ":" + port.data();
}

/// The socket, or -1 with errno.
int openAt(const addrinfo& where) {
  const int socket = ::socket(where.ai_family, where.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, where.ai_protocol);
  if (socket < 0) {
    return -1;
  }
  const int yes = 1;
  const int no = 0;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (where.ai_family == AF_INET6) {
    ::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);  // "everywhere" means both families
  }
  if (::bind(socket, where.ai_addr, where.ai_addrlen) != 0 || ::listen(socket, SOMAXCONN) != 0) {
    const int kept = errno;
    ::close(socket);
    errno = kept;
    return -1;
  }
  return socket;
}

std::string fixFor(int code, const std::string& port) {
  switch (code) {
    case EADDRINUSE:
      return "Another program has port " + port + ": stop it, or choose another with --listen";
    case EACCES:
      return "Ports below 1024 need a privilege: choose a higher one with --listen";
    case EADDRNOTAVAIL:
      return "This machine does not have that address";
    default:
      return "Choose another address with --listen";
  }
}

}  // namespace

Result<Listening> listenAt(const std::string& address) {
  const Result<HostPort> parts = split(address);
  if (!parts) {
    return fail(parts.error());
  }
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const char* host = parts->host.empty() ? nullptr : parts->host.c_str();
  if (const int code = ::getaddrinfo(host, parts->port.c_str(), &hints, &found); code != 0) {
    return fail(ErrorCode::usage, "--listen " + address + ": " + ::gai_strerror(code), "Give an address of this machine");
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned(found, &::freeaddrinfo);
  std::vector<const addrinfo*> order;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    order.push_back(one);
  }
  // Everywhere: IPv6 first, whose socket takes both families. A name (localhost): IPv4 first, as scrapers try it.
  const int first = host == nullptr ? AF_INET6 : AF_INET;
  std::stable_partition(order.begin(), order.end(), [first](const addrinfo* one) { return one->ai_family == first; });
  int code = EADDRNOTAVAIL;
  for (const addrinfo* one : order) {
    Listening out;
    out.socket = openAt(*one);
    if (out.socket >= 0) {
      out.address = nameOf(out.socket, out.loopback);
      return out;
    }
    code = errno;
    if (code == EADDRINUSE) {
      break;
    }
  }
  return fail(ErrorCode::unreachable, "cannot listen at " + address + ": " + std::strerror(code), fixFor(code, parts->port));
}

}  // namespace claimscope::exporter
