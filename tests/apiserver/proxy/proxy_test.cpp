// What goes through the fault proxy, and what the client makes of it. Test thread; the proxy and servers have threads of their
// own.
#include <QtTest>

#include "tests/apiserver/proxy/fault_proxy.h"
#include "tests/apiserver/proxy/frames.h"
#include "tests/apiserver/proxy/kubeconfig_through.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using apiserver::Fault;
using apiserver::FaultProxy;

class FaultProxyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void faultsAreRead() {
    const auto fault = apiserver::parseProxyFault("rst:every=10s,after=65536");
    QVERIFY(fault.has_value());
    QCOMPARE(fault->fault, Fault::drop);
    QCOMPARE(fault->everyMs, 10'000);
    QCOMPARE(fault->afterBytes, std::size_t{65536});
    QVERIFY(apiserver::parseProxyFault("latency:delay=300ms,jitter=1s").has_value());
    QVERIFY(!apiserver::parseProxyFault("forbidden").has_value());
    QVERIFY(!apiserver::parseProxyFault("latency:colour=red").has_value());
  }

  void framesAreCutWhole() {
    std::string bytes = apiserver::http2::goaway(5) + apiserver::http2::resetStream(3);
    const std::string last = bytes.substr(bytes.size() - 2);
    bytes.resize(bytes.size() - 2);
    std::vector<int> seen;
    apiserver::http2::cut(bytes, [&](const apiserver::http2::Frame& frame) { seen.push_back(frame.type); });
    QCOMPARE(seen, (std::vector<int>{apiserver::http2::kGoaway}));
    bytes += last;
    apiserver::http2::cut(bytes, [&](const apiserver::http2::Frame& frame) { seen.push_back(static_cast<int>(frame.stream)); });
    QCOMPARE(seen.back(), 3);
    QVERIFY(bytes.empty());
  }

  void aKubeconfigLeadsThroughTheProxy() {
    const std::string config =
        "current-context: b\ncontexts: [{name: b, context: {cluster: two}}]\nclusters:\n"
        "- {name: one, cluster: {server: 'https://one.example'}}\n"
        "- {name: two, cluster: {server: 'https://two.example:6443/prefix', certificate-authority: ca.crt}}\n";
    QCOMPARE(apiserver::serverOf(config), std::string("two.example:6443"));
    const std::string through = apiserver::kubeconfigThrough(config, "two.example:6443", 4711, "PEM");
    QVERIFY(through.find("https://127.0.0.1:4711/prefix") != std::string::npos);
    QVERIFY(through.find("tls-server-name: two.example") != std::string::npos);
    QVERIFY(through.find("ca.crt") == std::string::npos);
    QVERIFY(through.find("https://one.example") != std::string::npos);
  }

  void theClientComesThrough_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("terminate");
    for (const char* text : {"latency:delay=20ms,jitter=30ms", "slice", "bandwidth:rate=200000", "drop:every=400ms", "refused",
                             "wrong-certificate"}) {
      QTest::addRow("%s", text) << QString::fromLatin1(text) << false;
    }
    QTest::addRow("certificate-rotated") << QStringLiteral("certificate-rotated") << true;
  }

  void theClientComesThrough() {
    QFETCH(QString, text);
    QFETCH(bool, terminate);
    kit::SessionRig rig({}, {Kind::Pod, Kind::ResourceClaim});
    apiserver::ProxyOptions options;
    options.targetPort = rig.server.port();
    options.terminate = terminate;
    FaultProxy proxy(options);
    const std::string target = "127.0.0.1:" + std::to_string(rig.server.port());
    rig.start(kit::connectionOf(apiserver::kubeconfigThrough(rig.server.kubeconfig(), target, proxy.port(),
                                                             terminate ? proxy.authorityPem() : std::string())));
    QVERIFY(rig.untilEqual(Kind::Pod));
    const auto fault = apiserver::parseProxyFault(text.toStdString());
    QVERIFY(fault.has_value());
    proxy.begin(*fault);
    rig.server.world().advance(40'000);
    if (fault->fault == Fault::refused || fault->fault == Fault::wrongCertificate) {
      QVERIFY(rig.untilState(Kind::Pod, SourceState::stale));
      QVERIFY(rig.status(Kind::Pod).error.has_value());
    } else if (fault->fault != Fault::drop) {
      QVERIFY(rig.untilEqual(Kind::Pod));
    }
    proxy.end();
    rig.server.world().advance(40'000);
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    QVERIFY(proxy.bytesFromServer() > 0);
  }
};

QTEST_GUILESS_MAIN(FaultProxyTest)
#include "proxy_test.moc"
