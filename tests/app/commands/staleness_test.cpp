// sentAt and the times that Staleness counts.
#include "app/commands/staleness.h"

#include <QtTest>
#include <string>

using namespace claimscope;
using namespace claimscope::app;

class StalenessTest : public QObject {
  Q_OBJECT
 private slots:
  void readsTheStampOfBothEncodings() {
    const std::string json =
        "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"annotations\":{\"claimscope.io/sent\":\"1795513338123\"}}}}";
    const std::string protobuf = std::string("\x0a\x12") + "claimscope.io/sent" + "\x12\x0d" + "1795513338123" + "\x1a";
    QCOMPARE(sentAt(json).value(), std::int64_t{1795513338123});
    QCOMPARE(sentAt(protobuf).value(), std::int64_t{1795513338123});
  }
  void nothingElseIsAStamp() {
    for (const char* event : {"{}", "claimscope.io/sent", "\"claimscope.io/sent\":\"soon, 1795513338123\"",
                              "\"claimscope.io/sent\":\"12\"", "\"claimscope.io/sent\":\"17955133381\""}) {
      QVERIFY2(!sentAt(event), event);
    }
  }
  void countsOnlyWhatASnapshotShows() {
    Staleness staleness;
    staleness.handedOver(Kind::Pod, 7, 1);
    QVERIFY(!staleness.summary());
    staleness.shown(cluster::Snapshot{});  // without the pod
    QVERIFY(!staleness.summary());
  }
};

QTEST_APPLESS_MAIN(StalenessTest)
#include "staleness_test.moc"
