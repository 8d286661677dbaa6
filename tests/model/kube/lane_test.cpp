// The lane alone: single requests against the fake API server, their answers and their errors in words.
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <QtTest>

#include "model/base/json_tree.h"
#include "model/kube/lane.h"
#include "tests/apiserver/api_server.h"
#include "tests/kit/wait.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using apiserver::Fault;

namespace {

/// Answers every connection with the same bytes, without TLS, and closes it; or keeps it open.
class CannedServer {
 public:
  explicit CannedServer(std::string answer) : m_listener(apiserver::listenOnLoopback(0)), m_answer(std::move(answer)) {
    m_thread = std::jthread([this] {
      for (;;) {
        const int socket = ::accept(m_listener.socket, nullptr, nullptr);
        if (socket < 0) {
          return;
        }
        ++m_accepted;
        char request[4096];
        (void)::recv(socket, request, sizeof request, 0);
        std::size_t sent = 0;
        while (sent < m_answer.size()) {
          const ssize_t now = ::send(socket, m_answer.data() + sent, m_answer.size() - sent, MSG_NOSIGNAL);
          if (now <= 0) {
            break;
          }
          sent += static_cast<std::size_t>(now);
        }
        ::close(socket);
      }
    });
  }
  ~CannedServer() {
    ::shutdown(m_listener.socket, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener.socket);
  }
  [[nodiscard]] kube::Connection connection() const {
    kube::Connection connection;
    connection.server = "http://127.0.0.1:" + std::to_string(m_listener.port);
    return connection;
  }

 private:
  apiserver::Listener m_listener;
  std::string m_answer;
  std::atomic<int> m_accepted{0};
  std::jthread m_thread;
};

/// Opens an answer on each connection after a while, says one line and goes on listening, as a watch behind `kubectl proxy` does.
class HoldingServer {
 public:
  HoldingServer() : m_listener(apiserver::listenOnLoopback(0)) {
    m_thread = std::jthread([this] {
      for (;;) {
        const int socket = ::accept(m_listener.socket, nullptr, nullptr);
        if (socket < 0) {
          return;
        }
        m_answers.emplace_back([socket] {
          char request[4096];
          (void)::recv(socket, request, sizeof request, 0);
          std::this_thread::sleep_for(std::chrono::milliseconds(200));  // the others have been asked for meanwhile
          constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n";
          (void)::send(socket, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
          (void)::recv(socket, request, sizeof request, 0);  // until the client goes
          ::close(socket);
        });
      }
    });
  }
  ~HoldingServer() {
    ::shutdown(m_listener.socket, SHUT_RDWR);
    m_thread.join();
    m_answers.clear();
    ::close(m_listener.socket);
  }
  [[nodiscard]] kube::Connection connection() const {
    kube::Connection connection;
    connection.server = "http://127.0.0.1:" + std::to_string(m_listener.port);
    return connection;
  }

 private:
  apiserver::Listener m_listener;
  std::vector<std::jthread> m_answers;
  std::jthread m_thread;
};

/// Zeros, as gzip makes them: about a thousandth of their size.
std::string zippedZeros(std::size_t size) {
  z_stream stream{};
  deflateInit2(&stream, 4, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string zeros(size, '0');
  std::string out(size / 500 + 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

class Requester {
 public:
  explicit Requester(const apiserver::ApiServer& server) : m_lane(kit::connectionOf(server.kubeconfig()), "test", 5000, {}) {}
  explicit Requester(const CannedServer& server) : m_lane(server.connection(), "test", 5000, {}, kube::Sharing::connectionEach) {}

  kube::Response get(kube::Request request) {
    auto identity = std::make_shared<kube::Identity>();
    identity->headers.push_back("Authorization: Bearer fake-api-server-token");
    request.identity = identity;
    std::mutex mutex;
    std::optional<kube::Response> answer;
    request.onDone = [&](kube::Response response) {
      const std::lock_guard lock(mutex);
      answer = std::move(response);
    };
    m_lane.submit(std::move(request));
    const bool answered = kit::waitUntil([&] {
      const std::lock_guard lock(mutex);
      return answer.has_value();
    });
    if (!answered) {
      throw std::runtime_error("no answer within the deadline");
    }
    return std::move(*answer);
  }

 private:
  kube::Lane m_lane;
};

kube::Request requestOf(const char* path) {
  kube::Request request;
  request.path = path;
  return request;
}

}  // namespace

class LaneTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void compressedAnswersAreTheSame() {
    apiserver::ApiServer server({.scenario = "eks-hybrid"});
    Requester requester(server);
    kube::Request plain = requestOf("/api/v1/pods");
    kube::Request zipped = plain;
    zipped.compressed = true;
    const kube::Response first = requester.get(plain);
    const kube::Response second = requester.get(zipped);
    QCOMPARE(first.status, 200);
    QVERIFY(first.body.size() > (128U << 10U));
    QVERIFY(first.body == second.body);
    QCOMPARE(server.seen().at(1).headers.at("accept-encoding"), std::string("gzip"));
  }

  void plainWatchesDoNotWaitForEachOther() {
    constexpr int kWatches = 25;
    HoldingServer server;
    kube::Lane lane(server.connection(), "test", 5000, {}, kube::Sharing::streams);
    std::atomic<int> heard{0};
    for (int i = 0; i < kWatches; ++i) {
      kube::Request request = requestOf("/api/v1/pods?watch=1");
      request.identity = std::make_shared<kube::Identity>();
      request.onData = [&heard](std::string_view) {
        ++heard;
        return true;
      };
      lane.submit(std::move(request));
    }
    QVERIFY2(kit::waitUntil([&] { return heard == kWatches; }), std::to_string(heard).c_str());
    lane.close();
  }

  void aPostAsksForAccess() {
    apiserver::ApiServer server;
    Requester requester(server);
    server.inject({.fault = Fault::forbidden, .resource = "nodes", .verb = "list"});
    kube::Request request = requestOf("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews");
    request.method = "POST";
    for (const bool allowed : {true, false}) {
      const nlohmann::json body = {
          {"spec", {{"resourceAttributes", {{"verb", "patch"}, {"resource", allowed ? "pods" : "nodes"}}}}}};
      request.body = body.dump();
      const kube::Response response = requester.get(request);
      QCOMPARE(response.status, 201);
      QCOMPARE(nlohmann::json::parse(response.body).at("status").at("allowed").get<bool>(), allowed);
    }
  }

  void errorsAreInWords_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, Fault fault, ErrorCode code, const char* words) {
      QTest::newRow(name) << static_cast<int>(fault) << static_cast<int>(code) << QByteArray(words);
    };
    row("401", Fault::unauthorized, ErrorCode::unauthenticated, "does not accept these credentials");
    row("403", Fault::forbidden, ErrorCode::forbidden, "cannot get resource");
    row("410", Fault::expired, ErrorCode::expired, "too old");
    row("429", Fault::tooManyRequests, ErrorCode::throttled, "slow down");
    row("500", Fault::serverError, ErrorCode::serverError, "etcdserver");
    row("503 page", Fault::htmlError, ErrorCode::serverError, "web page");
    row("reset", Fault::drop, ErrorCode::unreachable, "broke in the middle");
    row("junk", Fault::junk, ErrorCode::unreachable, "does not speak HTTP");
  }
  void errorsAreInWords() {
    QFETCH(int, fault);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    apiserver::ApiServer server;
    server.inject({.fault = static_cast<Fault>(fault), .resource = "/version"});
    const kube::Response response = Requester(server).get(requestOf("/version"));
    QVERIFY(response.error.has_value());
    QCOMPARE(static_cast<int>(response.error->code), code);
    QVERIFY2(response.error->message.find(words.toStdString()) != std::string::npos, response.error->message.c_str());
    QVERIFY2(!response.error->fix.empty() || response.error->code == ErrorCode::forbidden, response.error->message.c_str());
  }

  void silenceEndsAndSlownessDoesNot() {
    apiserver::ApiServer server;
    Requester requester(server);
    server.inject({.fault = Fault::slow, .resource = "pods", .times = 1});
    server.inject({.fault = Fault::silence, .resource = "nodes", .times = 1});
    kube::Request slow = requestOf("/api/v1/pods");
    slow.timeoutMs = 1000;
    QCOMPARE(requester.get(slow).status, 200);
    kube::Request silent = requestOf("/api/v1/nodes");
    silent.timeoutMs = 1000;
    const kube::Response response = requester.get(silent);
    QVERIFY(response.error.has_value());
    QCOMPARE(response.error->code, ErrorCode::unreachable);
  }

  void aCompressedAnswerThatGrowsWithoutEndIsRefused() {
    const std::string body = zippedZeros(24U << 20U);
    QVERIFY(body.size() < (1U << 20U));
    CannedServer server("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body);
    kube::Request request = requestOf("/api/v1/pods");
    request.compressed = true;
    const kube::Response response = Requester(server).get(request);
    QVERIFY(response.error.has_value());
    QCOMPARE(response.error->code, ErrorCode::tooLarge);
    QVERIFY2(response.error->message.find("grows without end") != std::string::npos, response.error->message.c_str());
    QVERIFY(response.body.size() <= (20U << 20U));
  }

  void headersWithoutEndAreRefused() {
    std::string answer = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 5000; ++i) {
      answer += "X-Header-" + std::to_string(i) + ": " + std::string(80, 'x') + "\r\n";
    }
    CannedServer server(answer + "Content-Length: 2\r\n\r\n{}");
    const kube::Response response = Requester(server).get(requestOf("/version"));
    QVERIFY(response.error.has_value());
    QVERIFY2(response.error->message.find("headers") != std::string::npos, response.error->message.c_str());
  }

  void redirectsAreNotFollowed() {
    CannedServer server("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n");
    const kube::Response response = Requester(server).get(requestOf("/version"));
    QCOMPARE(response.status, 302);
    QVERIFY(response.error->message.find("redirects elsewhere") != std::string::npos);
  }

  void anErrorInProtobufIsInWords() {
    // v1 Status: "no such thing", NotFound, 404.
    constexpr char bytes[] = "k8s\0\x0a\x0c\x0a\x02v1\x12\x06Status\x12\x19\x1a\x0dno such thing\x22\x08NotFound";
    const std::string status(bytes, sizeof(bytes) - 1);
    CannedServer server("HTTP/1.1 404 Not Found\r\nContent-Type: application/vnd.kubernetes.protobuf\r\nContent-Length: " +
                        std::to_string(status.size()) + "\r\n\r\n" + status);
    const kube::Response response = Requester(server).get(requestOf("/api/v1/pods"));
    QCOMPARE(response.error->code, ErrorCode::notFound);
    QVERIFY2(response.error->message.find("no such thing") != std::string::npos, response.error->message.c_str());
  }

  void aReaderThatIsBehindPausesTheTransfer() {
    const std::string body(8U << 20U, 'x');
    CannedServer server("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    Requester requester(server);
    std::atomic<std::size_t> received{0};
    std::atomic<int> refused{0};
    kube::Request request = requestOf("/api/v1/pods");
    request.onData = [&](std::string_view bytes) {
      received += bytes.size();
      return true;
    };
    request.isFull = [&] { return received > (1U << 20U) && ++refused <= 30; };
    const kube::Response response = requester.get(request);
    QVERIFY(!response.error.has_value());
    QCOMPARE(received.load(), body.size());
    QVERIFY(refused > 30);
    QCOMPARE(response.timing.wireBytes, std::uint64_t(body.size()));
    QVERIFY(response.timing.connectUs > 0 && response.timing.connectUs < 5'000'000);
  }

  void afterASleepNoConnectionIsTrusted() {
    apiserver::ApiServer server;
    server.inject({.fault = Fault::silence, .resource = "/version", .times = 1});
    std::mutex mutex;
    std::vector<kube::Response> answers;
    kube::Lane lane(kit::connectionOf(server.kubeconfig()), "test", 5000, {});
    kube::Request request = requestOf("/version");
    request.identity = std::make_shared<kube::Identity>(kube::Identity{{"Authorization: Bearer fake-api-server-token"}, {}, {}});
    request.onDone = [&](kube::Response response) {
      const std::lock_guard lock(mutex);
      answers.push_back(std::move(response));
    };
    const auto answered = [&](std::size_t count) {
      return kit::waitUntil([&] {
        const std::lock_guard lock(mutex);
        return answers.size() == count;
      });
    };
    lane.submit(request);
    QVERIFY(kit::waitUntil([&] { return server.seen().size() == 1; }));
    lane.reconnect();
    QVERIFY(answered(1));
    QCOMPARE(answers[0].error->code, ErrorCode::unreachable);
    lane.submit(request);
    QVERIFY(answered(2));
    QCOMPARE(answers[1].status, 200);
    QVERIFY(answers[1].timing.connectUs > 0);  // over a new connection
    lane.submit(request);
    QVERIFY(answered(3));
    QCOMPARE(answers[2].timing.connectUs, std::int64_t(0));  // and again over that one
  }

  void whatIsCancelledOrClosedIsNeverHeardOf() {
    apiserver::ApiServer server;
    std::atomic<int> heard{0};
    kube::Lane lane(kit::connectionOf(server.kubeconfig()), "test", 5000, {});
    server.inject({.fault = Fault::silence, .resource = "/version"});
    kube::Request request = requestOf("/version");
    request.identity = std::make_shared<kube::Identity>(kube::Identity{{"Authorization: Bearer fake-api-server-token"}, {}, {}});
    request.onDone = [&](kube::Response) { ++heard; };
    const kube::RequestId first = lane.submit(request);
    lane.submit(request);
    QVERIFY(kit::waitUntil([&] { return server.seen().size() == 2; }));
    lane.cancel(first);
    lane.close();
    lane.submit(request);
    lane.after(0, [&] { ++heard; });
    QCOMPARE(heard.load(), 0);
  }
};

QTEST_GUILESS_MAIN(LaneTest)
#include "lane_test.moc"
