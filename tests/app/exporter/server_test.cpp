// The server of the exporter: what it answers, and that no client can do more than the limits allow.
#include <QtTest>
#include <memory>
#include <thread>

#include "app/exporter/http_server.h"
#include "tests/app/exporter/client.h"
#include "tests/kit/wait.h"

using namespace claimscope;
using exporter::bodyOf;
using exporter::Client;
using exporter::get;
using exporter::HttpAnswer;
using exporter::HttpRequest;
using exporter::HttpServer;
using exporter::isStatus;
using exporter::ServerLimits;

namespace {

/// A server on a free port with a thread of its own.
class Running {
 public:
  explicit Running(ServerLimits limits = {}, std::size_t bodyBytes = 5) {
    const auto listening = exporter::listenAt("127.0.0.1:0");
    if (!listening) {
      throw std::runtime_error(listening.error().text());
    }
    const auto body = std::make_shared<const std::string>(std::string(bodyBytes, 'x'));
    m_server = std::make_unique<HttpServer>(*listening, limits, [body](const HttpRequest& request) {
      return request.path == "/" ? HttpAnswer{200, "text/plain", body} : HttpAnswer{404, "text/plain", nullptr};
    });
    m_thread = std::thread([this] { m_server->run(); });
  }
  ~Running() {
    m_server->stop();
    m_thread.join();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  [[nodiscard]] int port() const { return std::stoi(m_server->address().substr(m_server->address().rfind(':') + 1)); }

 private:
  std::unique_ptr<HttpServer> m_server;
  std::thread m_thread;
};

}  // namespace

class ServerTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void answersWhatItIsAsked() {
    const Running server;
    const std::string ok = get(server.port(), "/?x=1");
    QVERIFY2(isStatus(ok, 200), ok.c_str());
    QCOMPARE(bodyOf(ok), std::string("xxxxx"));
    QVERIFY(isStatus(get(server.port(), "/nothing"), 404));
    QVERIFY(isStatus(get(server.port(), "http://else.where/"), 200));
  }

  void aConnectionIsKept() {
    const Running server;
    Client client(server.port());
    for (int i = 0; i < 3; ++i) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      QVERIFY(isStatus(client.answer(), 200));
    }
    // Three at once are answered in order.
    client.send("GET / HTTP/1.1\r\n\r\nHEAD / HTTP/1.1\r\n\r\nGET /no HTTP/1.1\r\nConnection: close\r\n\r\n");
    QVERIFY(isStatus(client.answer(), 200));
    const std::string head = client.answer(true);
    QVERIFY(isStatus(head, 200));
    QVERIFY(head.find("Content-Length: 5") != std::string::npos);
    QVERIFY(isStatus(client.answer(), 404));
    QVERIFY(client.isClosed());
    Client old(server.port());
    old.send("GET / HTTP/1.0\r\n\r\n");
    QVERIFY(isStatus(old.answer(), 200));
    QVERIFY(old.isClosed());
  }

  void wrongRequestsAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::newRow("no request") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("bad header") << QByteArray("GET / HTTP/1.1\r\nno colon\r\n\r\n") << 400;
    QTest::newRow("folded header") << QByteArray("GET / HTTP/1.1\r\na: b\r\n c\r\n\r\n") << 400;
    QTest::newRow("zero byte") << QByteArray("GET /\0 HTTP/1.1\r\n\r\n", 19) << 400;
    QTest::newRow("version") << QByteArray("GET / HTTP/2.0\r\n\r\n") << 505;
    QTest::newRow("POST") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc") << 405;
    QTest::newRow("body") << QByteArray("GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc") << 413;
    QTest::newRow("chunked") << QByteArray("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") << 413;
    QTest::newRow("large head") << QByteArray("GET / HTTP/1.1\r\na: ") + QByteArray(20'000, 'x') << 431;
    QTest::newRow("large line") << QByteArray("GET /") + QByteArray(20'000, 'x') << 431;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n", 13) << 400;
  }
  void wrongRequestsAreRefused() {
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    const Running server;
    Client client(server.port());
    client.send({text.constData(), static_cast<std::size_t>(text.size())});
    const std::string answer = client.answer();
    QVERIFY2(isStatus(answer, status), answer.c_str());
    QVERIFY(client.isClosed());
    QVERIFY(isStatus(get(server.port(), "/"), 200));
  }

  void slowHeadsEnd() {
    const Running server({.connections = 8, .headMs = 150, .idleMs = 60'000, .answerMs = 5000});
    Client silent(server.port());
    Client slow(server.port());
    slow.send("GET / HT");
    // A byte now and then does not lengthen it.
    QVERIFY(kit::waitUntil([&] {
      slow.send("x");
      return slow.isClosed(std::chrono::milliseconds(20));
    }));
    QVERIFY(silent.isClosed());
    QVERIFY(isStatus(get(server.port(), "/"), 200));
  }

  void idleConnectionsEnd() {
    const Running server({.connections = 8, .headMs = 5000, .idleMs = 100, .answerMs = 5000});
    Client client(server.port());
    client.send("GET / HTTP/1.1\r\n\r\n");
    QVERIFY(isStatus(client.answer(), 200));
    QVERIFY(client.isClosed());
  }

  void whoDoesNotReadLosesTheConnection() {
    const Running server({.connections = 8, .headMs = 5000, .idleMs = 5000, .answerMs = 200}, 64U << 20U);
    Client lazy(server.port());
    lazy.send("GET / HTTP/1.1\r\n\r\n");
    // Meanwhile, and until its time has been up for long, others are served.
    QElapsedTimer since;
    since.start();
    QVERIFY(kit::waitUntil([&] {
      Client other(server.port());
      other.send("GET /no HTTP/1.1\r\n\r\n");
      return isStatus(other.answer(), 404) && since.hasExpired(1000);
    }));
    QVERIFY(lazy.answer().empty());  // cut before its end
  }

  void idleOnesMakeRoom() {
    const Running server({.connections = 4, .headMs = 60'000, .idleMs = 60'000, .answerMs = 5000});
    std::vector<std::unique_ptr<Client>> crowd;
    for (int i = 0; i < 40; ++i) {
      crowd.push_back(std::make_unique<Client>(server.port()));
      crowd.back()->send("GET / HT");
    }
    QVERIFY(isStatus(get(server.port(), "/"), 200));
    QVERIFY(crowd.front()->isClosed());
  }

  void addresses() {
    for (const char* wrong :
         {"", "9417", "x:", "127.0.0.1:70000", "127.0.0.1:-1", "::1:9417", "[::1]9417", "127.0.0.1:9417x", "[]:1"}) {
      const auto answer = exporter::listenAt(wrong);
      QVERIFY2(!answer && answer.error().code == ErrorCode::usage, wrong);
    }
    const auto first = exporter::listenAt("127.0.0.1:0");
    QVERIFY(first.has_value());
    QVERIFY(first->loopback);
    const auto second = exporter::listenAt(first->address);
    QVERIFY(!second);
    QVERIFY2(second.error().message.find("in use") != std::string::npos, second.error().message.c_str());
    QVERIFY(second.error().fix.find("--listen") != std::string::npos);
    ::close(first->socket);
    QVERIFY(!exporter::listenAt("192.0.2.1:0"));  // not of this machine
    const auto everywhere = exporter::listenAt(":0");
    QVERIFY(everywhere.has_value());
    QVERIFY(!everywhere->loopback);
    ::close(everywhere->socket);
  }
};

QTEST_APPLESS_MAIN(ServerTest)
#include "server_test.moc"
