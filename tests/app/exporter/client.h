// Client: a raw TCP client of the exporter, which may behave as badly as it likes. Test thread.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

namespace claimscope::exporter {

class Client {
 public:
  explicit Client(int port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      ::close(m_socket);
      throw std::runtime_error("cannot connect to port " + std::to_string(port));
    }
  }
  ~Client() { ::close(m_socket); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(m_socket, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) {
        return;  // the server has had enough
      }
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// One answer; with `headOnly` an answer to HEAD. Empty when the connection ends first or nothing comes for 10 s.
  std::string answer(bool headOnly = false) {
    while (true) {
      const std::size_t end = m_in.find("\r\n\r\n");
      if (end != std::string::npos) {
        const std::size_t length = headOnly ? 0 : contentLength(m_in.substr(0, end));
        if (m_in.size() >= end + 4 + length) {
          const std::string out = m_in.substr(0, end + 4 + length);
          m_in.erase(0, out.size());
          return out;
        }
      }
      if (!receive()) {
        return {};
      }
    }
  }
  /// The server has closed, or does so within `limit`.
  bool isClosed(std::chrono::milliseconds limit = std::chrono::seconds(10)) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < until) {
      pollfd waiting{m_socket, POLLIN, 0};
      char buffer[4096];
      if (::poll(&waiting, 1, 20) == 1 && ::recv(m_socket, buffer, sizeof buffer, 0) <= 0) {
        return true;
      }
    }
    return false;
  }
  [[nodiscard]] int socket() const { return m_socket; }

 private:
  static std::size_t contentLength(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
  }
  bool receive() {
    pollfd waiting{m_socket, POLLIN, 0};
    char buffer[16384];
    if (::poll(&waiting, 1, 10'000) != 1) {
      return false;
    }
    const ssize_t got = ::recv(m_socket, buffer, sizeof buffer, 0);
    if (got <= 0) {
      return false;
    }
    m_in.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  int m_socket;
  std::string m_in;
};

/// GET of a path on a connection of its own.
inline std::string get(int port, const std::string& path, const std::string& headers = {}) {
  Client client(port);
  client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "Connection: close\r\n\r\n");
  return client.answer();
}
inline std::string bodyOf(const std::string& answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  return end == std::string::npos ? std::string() : answer.substr(end + 4);
}
inline bool isStatus(const std::string& answer, int status) {
  return answer.rfind("HTTP/1.1 " + std::to_string(status) + " ", 0) == 0;
}

}  // namespace claimscope::exporter
