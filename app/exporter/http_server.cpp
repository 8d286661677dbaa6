#include "app/exporter/http_server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <vector>

namespace claimscope::exporter {
namespace {

std::string_view reasonPhrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Internal Server Error";
  }
}

/// After this many full sockets a pause: out of file descriptors, accept() would fail again at once.
constexpr std::int64_t kAcceptPauseMs = 200;
/// A socket closed with bytes unread is reset, and the reset may overtake the answer.
constexpr std::int64_t kDrainMs = 1000;

/// Where the head ends, past its empty line; npos while it has not.
std::size_t endOfHead(std::string_view text) {
  const std::size_t strict = text.find("\r\n\r\n");
  const std::size_t loose = text.find("\n\n");
  if (strict == std::string_view::npos && loose == std::string_view::npos) {
    return std::string_view::npos;
  }
  return strict < loose ? strict + 4 : loose + 2;
}

}  // namespace

std::int64_t steadyMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct HttpServer::Client {
  int socket = -1;
  std::int64_t deadline = 0;
  std::string in;
  std::string head;                         ///< of the answer
  std::shared_ptr<const std::string> body;  ///< null: none, or HEAD
  std::size_t sent = 0;                     ///< of head and body together
  bool answering = false;
  bool keep = false;      ///< after the answer
  bool draining = false;  ///< answered; what the client still sends is thrown away
  bool dead = false;

  /// Between requests, or still without a whole head.
  [[nodiscard]] bool waits() const { return !answering; }
};

HttpServer::HttpServer(Listening listening, ServerLimits limits, Handler handler)
    : m_listening(std::move(listening)), m_limits(limits), m_handler(std::move(handler)) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  m_wakeRead = ends[0];
  m_wakeWrite = ends[1];
}

HttpServer::~HttpServer() {
  for (const Client& client : m_clients) {
    ::close(client.socket);
  }
  ::close(m_listening.socket);
  ::close(m_wakeRead);
  ::close(m_wakeWrite);
}

void HttpServer::stop() {
  const int kept = errno;
  const char byte = 1;
  // A full pipe has been written to before: run() ends either way.
  if (::write(m_wakeWrite, &byte, 1) < 0) {
    errno = kept;
  }
}

int HttpServer::timeoutMs(std::int64_t now) const {
  std::int64_t next = now + 60'000;
  for (const Client& client : m_clients) {
    next = std::min(next, client.deadline);
  }
  return static_cast<int>(std::max<std::int64_t>(0, next - now));
}

void HttpServer::run() {
  std::int64_t acceptFrom = 0;
  while (true) {
    std::int64_t now = steadyMs();
    std::vector<pollfd> waiting;
    waiting.push_back({m_wakeRead, POLLIN, 0});
    waiting.push_back({m_listening.socket, static_cast<short>(now >= acceptFrom ? POLLIN : 0), 0});
    for (const Client& client : m_clients) {
      waiting.push_back({client.socket, static_cast<short>(client.answering ? POLLOUT : POLLIN), 0});
    }
    const int limit = now >= acceptFrom ? timeoutMs(now) : static_cast<int>(kAcceptPauseMs);
    if (::poll(waiting.data(), waiting.size(), limit) < 0 && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "poll");
    }
    now = steadyMs();
    if (waiting[0].revents != 0) {
      return;
    }
    std::size_t index = 2;
    for (Client& client : m_clients) {
      const short events = waiting[index++].revents;
      if (events != 0 && client.answering) {
        writeTo(client, now);
      } else if (events != 0) {
        readFrom(client, now);
      }
      client.dead = client.dead || now >= client.deadline;
    }
    if ((waiting[1].revents & POLLIN) != 0) {
      acceptAll(now);
      acceptFrom = errno == EMFILE || errno == ENFILE ? now + kAcceptPauseMs : 0;
    }
    m_clients.remove_if([](const Client& client) {
      if (client.dead) {
        ::close(client.socket);
      }
      return client.dead;
    });
  }
}

void HttpServer::makeRoom() {
  if (m_clients.size() < m_limits.connections) {
    return;
  }
  // Whoever has waited longest without a request makes room; an answer on its way is finished first.
  const auto victim = std::find_if(m_clients.begin(), m_clients.end(), [](const Client& one) { return one.waits(); });
  if (victim != m_clients.end()) {
    ::close(victim->socket);
    m_clients.erase(victim);
  }
}

void HttpServer::acceptAll(std::int64_t now) {
  errno = 0;
  while (true) {
    const int socket = ::accept4(m_listening.socket, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) {
      return;  // errno says why
    }
    makeRoom();
    if (m_clients.size() >= m_limits.connections) {
      ::close(socket);
      continue;
    }
    Client& client = m_clients.emplace_back();
    client.socket = socket;
    client.deadline = now + m_limits.headMs;
  }
}

void HttpServer::readFrom(Client& client, std::int64_t now) {
  std::array<char, 4096> buffer{};
  const ssize_t got = ::recv(client.socket, buffer.data(), buffer.size(), 0);
  if (got <= 0) {
    client.dead = got == 0 || (errno != EAGAIN && errno != EINTR);
    return;
  }
  if (client.draining) {
    return;
  }
  if (client.in.empty()) {
    client.deadline = now + m_limits.headMs;
  }
  client.in.append(buffer.data(), static_cast<std::size_t>(got));
  answerNext(client, now);
}

void HttpServer::answerNext(Client& client, std::int64_t now) {
  const std::size_t end = endOfHead(client.in);
  if (end == std::string::npos && client.in.size() <= kMaxHeadBytes) {
    return;
  }
  const auto say = [&](int status, const std::string& text, std::string_view extra = {}) {
    answer(client, {status, "text/plain; charset=utf-8", std::make_shared<const std::string>(text + "\n")}, true, false, extra,
           now);
  };
  if (end == std::string::npos || end > kMaxHeadBytes) {
    say(431, "the request is larger than this server takes");
    return;
  }
  const Result<HttpRequest> request = parseHead(std::string_view(client.in).substr(0, end));
  client.in.erase(0, end);
  if (!request) {
    say(request.error().httpStatus, request.error().message);
  } else if (request->method != "GET" && request->method != "HEAD") {
    say(405, "only GET and HEAD are answered", "Allow: GET, HEAD\r\n");
  } else if (request->hasBody) {
    say(413, "a request has no body here");
  } else {
    answer(client, m_handler(*request), request->method == "GET", request->keepAlive, {}, now);
  }
}

void HttpServer::answer(Client& client, const HttpAnswer& what, bool withBody, bool keep, std::string_view extra,
                        std::int64_t now) {
  const std::size_t size = what.body == nullptr ? 0 : what.body->size();
  client.head = fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
      "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n{}{}\r\n",
      what.status, reasonPhrase(what.status), what.contentType, size, extra, keep ? "" : "Connection: close\r\n");
  client.body = withBody ? what.body : nullptr;
  client.sent = 0;
  client.keep = keep;
  client.answering = true;
  client.deadline = now + m_limits.answerMs;
  writeTo(client, now);
}

void HttpServer::writeTo(Client& client, std::int64_t now) {
  const std::size_t bodySize = client.body == nullptr ? 0 : client.body->size();
  while (client.sent < client.head.size() + bodySize) {
    const bool inHead = client.sent < client.head.size();
    const std::string& from = inHead ? client.head : *client.body;
    const std::size_t at = inHead ? client.sent : client.sent - client.head.size();
    const int flags = MSG_NOSIGNAL | (inHead && bodySize > 0 ? MSG_MORE : 0);
    const ssize_t wrote = ::send(client.socket, from.data() + at, from.size() - at, flags);
    if (wrote < 0) {
      client.dead = errno != EAGAIN && errno != EINTR;
      return;
    }
    client.sent += static_cast<std::size_t>(wrote);
  }
  client.answering = false;
  client.body = nullptr;
  if (!client.keep) {
    ::shutdown(client.socket, SHUT_WR);
    client.draining = true;
    client.deadline = now + kDrainMs;
    return;
  }
  client.deadline = now + m_limits.idleMs;
  if (!client.in.empty()) {
    client.deadline = now + m_limits.headMs;
    answerNext(client, now);  // it came together with the one before
  }
}

}  // namespace claimscope::exporter
