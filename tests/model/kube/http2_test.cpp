// HTTP/2 through nghttpx, as in front of real API servers: many watches on one connection.
#include <arpa/inet.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QStandardPaths>
#include <QtTest>

#include "tests/kit/wait.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using kit::SessionRig;

namespace {

/// A child process. Not QProcess: its child shares memory with us until it becomes another program, and what ThreadSanitizer
/// keeps of the thread that called it is wrong afterwards.
class Child {
 public:
  ~Child() { end(); }
  void start(const std::vector<std::string>& arguments) {
    end();
    std::vector<char*> argv;
    for (const std::string& argument : arguments) {
      argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    if (::posix_spawn(&m_pid, argv.front(), nullptr, nullptr, argv.data(), environ) != 0) {
      m_pid = 0;
    }
  }
  [[nodiscard]] bool runs() {
    if (m_pid != 0 && ::waitpid(m_pid, nullptr, WNOHANG) == m_pid) {
      m_pid = 0;
    }
    return m_pid != 0;
  }
  void end() {
    if (m_pid != 0) {
      ::kill(m_pid, SIGKILL);
      ::waitpid(m_pid, nullptr, 0);
      m_pid = 0;
    }
  }

 private:
  pid_t m_pid = 0;
};

/// nghttpx on a free port: TLS and HTTP/2 in front, the fake server's HTTP/1.1 behind.
class Proxy {
 public:
  explicit Proxy(const apiserver::ApiServer& server) {
    QString program = QStandardPaths::findExecutable(QStringLiteral("nghttpx"));
    if (program.isEmpty()) {
      program = QStandardPaths::findExecutable(QStringLiteral("nghttpx"), {QStringLiteral("/usr/sbin")});
    }
    const apiserver::Listener free = apiserver::listenOnLoopback(0);
    ::close(free.socket);
    m_port = free.port;
    m_command = {program.toStdString(),
                 "--frontend=127.0.0.1," + std::to_string(m_port),
                 "--backend=127.0.0.1," + std::to_string(server.port()) + ";;proto=http/1.1;tls",
                 "--insecure",
                 "--conf=/dev/null",
                 "--workers=1",
                 "--errorlog-file=/dev/null",
                 m_folder.write("key.pem", server.serverCertificate().keyPem),
                 m_folder.write("cert.pem", server.serverCertificate().certPem)};
    if (isInstalled()) {
      m_process.start(m_command);
    }
  }
  [[nodiscard]] bool isInstalled() const { return !m_command.front().empty(); }
  void restart() { m_process.start(m_command); }
  [[nodiscard]] bool ready() {
    return kit::waitUntil([this] {
      // Somebody's outgoing connection may hold the port for a moment: then it gives up, and is started again.
      if (!m_process.runs()) {
        m_process.start(m_command);
        return false;
      }
      const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      address.sin_port = htons(static_cast<std::uint16_t>(m_port));
      sockaddr_in own{};
      socklen_t size = sizeof own;
      // A connection of a port to itself succeeds although nobody listens.
      const bool open = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                        ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &size) == 0 && own.sin_port != address.sin_port;
      ::close(socket);
      return open;
    });
  }
  [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }

 private:
  kit::TemporaryFolder m_folder;
  std::vector<std::string> m_command;
  Child m_process;
  int m_port = 0;
};

}  // namespace

class Http2Test : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyKindIsWatchedThroughAProxy() {
    SessionRig rig({.scenario = "eks-hybrid", .bookmarkMs = 100});
    Proxy proxy(rig.server);
    if (!proxy.isInstalled()) {
      QSKIP("nghttpx is not installed (package nghttp2-proxy)");
    }
    QVERIFY(proxy.ready());
    rig.start(kit::connectionOf(rig.server.kubeconfig(proxy.url())));
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.firstSyncDone; }));
    rig.server.world().advance(120'000);
    for (const Kind kind : {Kind::Pod, Kind::ResourceClaim, Kind::Job, Kind::Event}) {
      QVERIFY2(rig.untilEqual(kind), kindRequest(kind).resource.c_str());
    }
    QCOMPARE(rig.status(Kind::Pod).reconnects, 0U);
    for (const auto& seen : rig.server.seen()) {
      QVERIFY2(seen.headers.at("via").starts_with("2 "), seen.headers.at("via").c_str());
    }
  }

  void aProxyThatDiesIsSurvived() {
    SessionRig rig({.scenario = "eks-hybrid", .bookmarkMs = 100}, {Kind::Pod, Kind::ResourceClaim});
    Proxy proxy(rig.server);
    if (!proxy.isInstalled()) {
      QSKIP("nghttpx is not installed (package nghttp2-proxy)");
    }
    QVERIFY(proxy.ready());
    rig.start(kit::connectionOf(rig.server.kubeconfig(proxy.url())));
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilWatched(2));
    proxy.restart();
    QVERIFY(proxy.ready());
    rig.server.world().advance(120'000);
    const bool came = rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.events > 0; });
    const SourceStatus status = rig.status(Kind::Pod);
    const std::string words =
        "state " + std::to_string(static_cast<int>(status.state)) + ", " + std::to_string(status.reconnects) + " reconnects, " +
        std::to_string(rig.server.count("pods", "watch")) + " watches asked, " + std::to_string(rig.server.openWatches()) +
        " open: " + (status.error ? status.error->text() : std::string("no error"));
    QVERIFY2(came, words.c_str());
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    QCOMPARE(rig.server.count("pods", "list"), std::size_t(1));
  }
};

QTEST_GUILESS_MAIN(Http2Test)
#include "http2_test.moc"
