// Client certificates and certificate authorities that are exchanged on disk while we run, as client-go follows them.
#include <QtTest>
#include <filesystem>

#include "model/kube/credentials.h"
#include "tests/apiserver/certificates.h"
#include "tests/kit/temporary_folder.h"

using namespace claimscope;

namespace {

apiserver::KeyPair pair(const std::string& name) {
  return apiserver::makeCertificate({name, {}, {}, {}, -3600, 86'400, true}, nullptr);
}

constexpr std::int64_t kFiveMinutes = 300'000;

}  // namespace

class RotationTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<kit::TemporaryFolder>();
    m_first = pair("first");
    m_second = pair("second");
    m_connection = {};
    m_connection.server = "https://api.example.com";
    m_connection.user = "dev";
    m_connection.clientCertPem = m_first.certPem;
    m_connection.clientKeyPem = m_first.keyPem;
    m_connection.clientCertFile = m_folder->write("client.crt", m_first.certPem);
    m_connection.clientKeyFile = m_folder->write("client.key", m_first.keyPem);
    m_connection.caPem = m_first.certPem;
    m_connection.caFile = m_folder->write("ca.crt", m_first.certPem);
  }

  void aNewPairIsTakenAfterFiveMinutes() {
    ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(m_connection, clock);
    const auto before = *credentials.current();
    m_folder->write("client.crt", m_second.certPem);
    m_folder->write("client.key", m_second.keyPem);
    clock.advance(kFiveMinutes - 1000);
    QVERIFY(*credentials.current() == before);
    clock.advance(2000);
    const auto after = *credentials.current();
    QCOMPARE(after->clientCertPem, m_second.certPem);
    QCOMPARE(after->clientKeyPem, m_second.keyPem);
    clock.advance(kFiveMinutes + 1000);
    QVERIFY(*credentials.current() == after);  // the same identity while nothing changes
  }

  void halfAPairKeepsTheOldOne() {
    ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(m_connection, clock);
    QVERIFY(credentials.current().has_value());
    m_folder->write("client.crt", m_second.certPem);
    clock.advance(kFiveMinutes + 1000);
    QCOMPARE((*credentials.current())->clientCertPem, m_first.certPem);
    std::filesystem::remove(m_connection.clientKeyFile);
    clock.advance(kFiveMinutes + 1000);
    QCOMPARE((*credentials.current())->clientCertPem, m_first.certPem);
    m_folder->write("client.key", m_second.keyPem);
    clock.advance(kFiveMinutes + 1000);
    QCOMPARE((*credentials.current())->clientCertPem, m_second.certPem);
  }

  void a401ReadsThePairAtOnce() {
    ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(m_connection, clock);
    const auto before = *credentials.current();
    m_folder->write("client.crt", m_second.certPem);
    m_folder->write("client.key", m_second.keyPem);
    credentials.refused(before);
    QCOMPARE((*credentials.current())->clientCertPem, m_second.certPem);
  }

  void aPairThatNeverFitIsRefusedInWords() {
    m_connection.clientKeyPem = m_second.keyPem;
    m_folder->write("client.key", m_second.keyPem);
    const ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(m_connection, clock);
    const auto identity = credentials.current();
    QVERIFY(!identity);
    QCOMPARE(identity.error().code, ErrorCode::unauthenticated);
    QVERIFY(identity.error().message.find("does not belong") != std::string::npos);
    QVERIFY(identity.error().message.find("PRIVATE") == std::string::npos);
  }

  void badAuthorities_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no certificate") << QByteArray("hello");
    QTest::newRow("a broken one") << QByteArray("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  }
  void badAuthorities() {
    QFETCH(QByteArray, content);
    ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(m_connection, clock);
    const auto before = *credentials.current();
    m_folder->write("ca.crt", content.toStdString());
    clock.advance(kFiveMinutes + 1000);
    QVERIFY(*credentials.current() == before);
    m_folder->write("ca.crt", content.toStdString() + "\n" + m_second.certPem + "words between\n" + m_first.certPem);
    clock.advance(kFiveMinutes + 1000);
    QCOMPARE((*credentials.current())->caPem, m_second.certPem + m_first.certPem);
    std::filesystem::remove(m_connection.caFile);
    clock.advance(kFiveMinutes + 1000);
    QCOMPARE((*credentials.current())->caPem, m_second.certPem + m_first.certPem);
  }

 private:
  std::unique_ptr<kit::TemporaryFolder> m_folder;
  apiserver::KeyPair m_first;
  apiserver::KeyPair m_second;
  kube::Connection m_connection;
};

QTEST_APPLESS_MAIN(RotationTest)
#include "rotation_test.moc"
