// HttpServer: the few answers of the exporter over plain HTTP/1.1, within bounds. The thread that calls run(); stop(): any.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>

#include "app/exporter/http_request.h"
#include "app/exporter/listen_address.h"

namespace claimscope::exporter {

/// For deadlines: runs on whatever the wall clock does.
[[nodiscard]] std::int64_t steadyMs();

struct HttpAnswer {
  int status = 200;
  std::string contentType = "text/plain; charset=utf-8";
  std::shared_ptr<const std::string> body;  ///< shared: a hundred slow readers hold one page
};

/// What a client may do. One that is over a bound loses its connection; the others do not notice.
struct ServerLimits {
  std::size_t connections = 64;
  std::int64_t headMs = 5'000;     ///< from the first byte of a request, or from connecting, to the end of its head
  std::int64_t idleMs = 120'000;   ///< between requests: scrapers keep their connection
  std::int64_t answerMs = 30'000;  ///< to take the whole answer
};

/// One thread, poll(2). GET and HEAD; a request is a head alone. No files, no state, no pipelining beyond one request at a time.
class HttpServer {
 public:
  /// The handler is called for GET and HEAD and gives what GET gets.
  using Handler = std::function<HttpAnswer(const HttpRequest&)>;
  HttpServer(Listening listening, ServerLimits limits, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] const std::string& address() const { return m_listening.address; }
  /// Serves until stop(); what is being sent then is given up.
  void run();
  /// May be called from a signal handler.
  void stop();

 private:
  struct Client;
  void acceptAll(std::int64_t now);
  void makeRoom();
  void readFrom(Client& client, std::int64_t now);
  void writeTo(Client& client, std::int64_t now);
  /// Answers the request whose head has arrived, if one has.
  void answerNext(Client& client, std::int64_t now);
  void answer(Client& client, const HttpAnswer& what, bool withBody, bool keep, std::string_view extra, std::int64_t now);
  [[nodiscard]] int timeoutMs(std::int64_t now) const;

  Listening m_listening;
  ServerLimits m_limits;
  Handler m_handler;
  int m_wakeRead = -1;
  int m_wakeWrite = -1;
  std::list<Client> m_clients;  ///< oldest first
};

}  // namespace claimscope::exporter
