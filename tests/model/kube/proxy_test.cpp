// Which proxy a server is reached through, by Go's rules, and URLs as Go reads them. tests/upstream compares them with Go itself.
#include <QtTest>

#include "model/kube/proxy.h"
#include "model/kube/url.h"

using namespace claimscope;

class ProxyTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void table_data() {
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("proxy");
    QTest::addColumn<QByteArray>("exceptions");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* server, const char* proxy, const char* exceptions, const char* expected) {
      QTest::addRow("%s %s", server, exceptions)
          << QByteArray(server) << QByteArray(proxy) << QByteArray(exceptions) << QByteArray(expected);
    };
    const char* api = "https://api.example.com:6443";
    row(api, "http://p:1", "", "http://p:1");
    row(api, "p:1", "", "http://p:1");
    row(api, "p", "", "http://p");
    row(api, "socks5://p:1", "", "socks5://p:1");
    row(api, "http://u:secret@p:1", "", "http://u:secret@p:1");
    row(api, "::bad::", "", "");
    row(api, "http://p", "*", "");
    row(api, "http://p", "example.com", "");
    row(api, "http://p", ".example.com", "");
    row(api, "http://p", "*.example.com:6443", "");
    row(api, "http://p", "*.example.com:443", "http://p");
    row(api, "http://p", " API.Example.COM ", "");
    row(api, "http://p", "xample.com", "http://p");
    row(api, "http://p", "ample.com,,x", "http://p");
    row("https://example.com", "http://p", ".example.com", "http://p");
    row("https://example.com", "http://p", "example.com:443", "");
    row("https://localhost:6443", "http://p", "", "");
    row("https://127.8.9.1:6443", "http://p", "", "");
    row("https://[::1]:6443", "http://p", "", "");
    row("https://10.1.2.3", "http://p", "10.0.0.0/8", "");
    row("https://11.1.2.3", "http://p", "10.0.0.0/8", "http://p");
    row("https://10.1.2.3", "http://p", "10.1.2.3:443", "");
    row("https://10.1.2.3", "http://p", "10.1.2.3:80", "http://p");
    row("https://10.1.2.3", "http://p", "10.0.0.0/33", "http://p");
    row("https://10.1.2.3", "http://p", "::ffff:10.0.0.0/104", "");
    row("https://10.1.2.3", "http://p", "1.2.3", "http://p");
    row("https://[fd00::5]:6443", "http://p", "fd00::/8", "");
    row("https://[fd00::5]:6443", "http://p", "[fd00::5]:6443", "");
    row("https://[fe80::1%25eth0]:6443", "http://p", "fe80::1", "");
    row("http://api.example.com", "http://p", "", "http://plain");
    row("ftp://api.example.com", "http://p", "", "");
  }
  void table() {
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, proxy);
    QFETCH(QByteArray, exceptions);
    QFETCH(QByteArray, expected);
    const std::map<std::string, std::string> environment = {
        {"HTTPS_PROXY", proxy.toStdString()}, {"http_proxy", "plain"}, {"no_proxy", exceptions.toStdString()}};
    QCOMPARE(kube::proxyFor(server.toStdString(), {}, environment), expected.toStdString());
  }

  void theClustersProxyKnowsNoExceptions() {
    kube::Connection connection;
    connection.proxyUrl = "socks5://p:1080";
    QCOMPARE(kube::proxyFor("https://localhost", connection, {{"NO_PROXY", "*"}}), std::string("socks5://p:1080"));
    QCOMPARE(kube::proxyForCurl("socks5://u:x@p:1080"), std::string("socks5h://u:x@p:1080"));
    QCOMPARE(kube::proxyForCurl("http://p"), std::string("http://p"));
  }

  void upperCaseIsAskedFirst() {
    QCOMPARE(kube::proxyFor("https://a", {}, {{"HTTPS_PROXY", "up"}, {"https_proxy", "low"}}), std::string("http://up"));
    QCOMPARE(kube::proxyFor("https://a", {}, {{"HTTPS_PROXY", ""}, {"https_proxy", "low"}}), std::string("http://low"));
  }

  void urls_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* text, const char* expected) {
      QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("HTTPS://Api:6443/a%2Fb?x#y", "https://Api:6443/a%2Fb");
    row("https://u:p%40w@h/with space", "https://u:p%40w@h/with%20space");
    row("https://[fe80::1%25eth0]:1", "https://[fe80::1%25eth0]:1");
    row("mailto:x", "mailto:x");
    row("https://a b", "!");
    row("https://[::1", "!");
    row("https://[1.2.3.4]", "!");
    row("https://a:b", "!");
    row("https://a:1:2", "!");
    row("https://a/%zz", "!");
    row("https://us er@h", "!");
    row(":x", "!");
    row("a:b:c", "a:b:c");
    row("1a:b", "!");
  }
  void urls() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const std::optional<kube::Url> url = kube::parseUrl(text.toStdString());
    QCOMPARE(url ? url->text() : "!", expected.toStdString());
  }
};

QTEST_APPLESS_MAIN(ProxyTest)
#include "proxy_test.moc"
