#include <QtTest>

#include "model/base/log.h"

using namespace claimscope;

class LogTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void secretsAreHidden_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("redacted");
    const auto row = [](const char* text, const char* redacted) {
      QTest::newRow(text) << QByteArray(text) << QByteArray(redacted);
    };
    row("Authorization: Bearer s3cret.value", "Authorization: [redacted]");
    row("authorization: Basic dXNlcjpwYXNz", "authorization: [redacted]");
    row("got Bearer abc123 from plugin", "got Bearer [redacted] from plugin");
    row("jwt eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl end", "jwt [redacted] end");
    row("token: abc", "token: [redacted]");
    row("password=hunter2, user=x", "password=[redacted], user=x");
    row("{\"token\":\"a\\\"b\",\"x\":1}", "{\"token\":\"[redacted]\",\"x\":1}");
    row("\"{\\\"password\\\":\\\"p w\\\",\\\"x\\\":1}\"", "\"{\\\"password\\\":\\\"[redacted]\\\",\\\"x\\\":1}\"");
    row("client-key-data: LS0tLS1CRUdJTg==", "client-key-data: [redacted]");
    row("id-token: 'x y' next", "id-token: '[redacted]' next");
    row("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nrest", "[redacted]\\nrest");
    row("-----BEGIN PRIVATE KEY-----\nMIIE", "[redacted]");
    row("-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----");
    row("the token has expired", "the token has expired");
    row("tokens: 5", "tokens: 5");
    row("eyJust a word", "eyJust a word");
  }
  void secretsAreHidden() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, redacted);
    QCOMPARE(QByteArray::fromStdString(log::redact(text.toStdString())), redacted);
  }

  void rememberedSecretsAreHiddenAnywhere() {
    log::addSecret("zebra-crossing");
    log::addSecret("zebra-crossing-at-night");
    log::addSecret("abc");  // too short: would blank ordinary words
    QCOMPARE(log::redact("a=zebra-crossing-at-night b=zebra-crossing c=abc"), std::string("a=[redacted] b=[redacted] c=abc"));
  }

  void controlsAreVisible() {
    QCOMPARE(log::redact("a\x1b[31mred\nnext\ttab\x7f"), std::string("a\\x1b[31mred\\nnext\\ttab\\x7f"));
    QCOMPARE(log::redact("x\xe2\x80\xaey \xc2\x9b \xef\xbb\xbf"), std::string("x\\u202ey \\x9b \\ufeff"));
    QCOMPARE(log::redact("bad\xff\xc0\x80"), std::string("bad\\xff\\xc0\\x80"));
    QCOMPARE(log::redact("한국어 µ"), std::string("한국어 µ"));
    QCOMPARE(log::redact(std::string_view("a\0b", 3)), std::string("a\\x00b"));
  }

  void largeTextsTakeLinearTime() {
    const std::string out = log::redact(std::string(1U << 20U, '"') + " token: " + std::string(1U << 20U, 'x'));
    QVERIFY(out.ends_with("token: [redacted]"));
  }

  void levels() {
    log::setVerbose(0);
    QVERIFY(!log::logger().should_log(spdlog::level::info));
    log::setVerbose(2);
    QVERIFY(log::logger().should_log(spdlog::level::debug));
    log::setVerbose(0);
  }
};

QTEST_APPLESS_MAIN(LogTest)
#include "log_test.moc"
