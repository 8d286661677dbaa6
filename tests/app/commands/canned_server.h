// CannedServer: answers plain HTTP with fixed texts by the beginning of the path; what a strange server may say. Own thread.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace claimscope::kit {

struct Canned {
  std::string path;  ///< beginning of the request's target
  int status = 200;
  std::string body;
  std::string headers = {};  ///< further ones, each with its line end
};

class CannedServer {
 public:
  explicit CannedServer(std::vector<Canned> answers)
      : m_answers(std::move(answers)), m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_socket, 64) != 0 ||
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("the canned server cannot listen");
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        pollfd waiting{m_socket, POLLIN, 0};
        if (::poll(&waiting, 1, 50) == 1) {
          serve(::accept(m_socket, nullptr, nullptr));
        }
      }
    });
  }
  ~CannedServer() {
    m_thread.request_stop();
    m_thread.join();
    ::close(m_socket);
  }
  CannedServer(const CannedServer&) = delete;
  CannedServer& operator=(const CannedServer&) = delete;
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }

 private:
  void serve(int client) {
    std::string request;
    char buffer[4096];
    pollfd waiting{client, POLLIN, 0};
    while (request.find("\r\n\r\n") == std::string::npos && ::poll(&waiting, 1, 1000) == 1) {
      const ssize_t got = ::read(client, buffer, sizeof buffer);
      if (got <= 0) {
        break;
      }
      request.append(buffer, static_cast<std::size_t>(got));
    }
    const std::size_t space = request.find(' ');
    Canned answer{"", 404, "not here"};
    for (const Canned& canned : m_answers) {
      if (space != std::string::npos && request.compare(space + 1, canned.path.size(), canned.path) == 0) {
        answer = canned;
        break;
      }
    }
    const std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " X\r\nContent-Type: application/json\r\n" +
                             answer.headers + "Content-Length: " + std::to_string(answer.body.size()) +
                             "\r\nConnection: close\r\n\r\n" + answer.body;
    for (std::size_t sent = 0; sent < text.size();) {
      const ssize_t wrote = ::send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (wrote <= 0) {
        break;
      }
      sent += static_cast<std::size_t>(wrote);
    }
    ::close(client);
  }

  std::vector<Canned> m_answers;
  int m_socket;
  std::uint16_t m_port = 0;
  std::jthread m_thread;
};

}  // namespace claimscope::kit
