// The scheduler's messages taken apart, and compared with the answer.
#include "model/explanation/scheduler_message.h"
#include "tests/model/explanation/case.h"

using namespace claimscope;
using namespace claimscope::explanation;

class SchedulerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void countsAndReasons() {
    const SchedulerMessage m = parseSchedulerMessage(
        "0/5000 nodes are available: 1000 cannot allocate all claims, 2 node(s) had untolerated taint {a: b, c}, 3998 node(s) "
        "didn't match "
        "Pod's node affinity/selector. still not schedulable, preemption: 0/5000 nodes are available: 5000 Preemption is not "
        "helpful.");
    QVERIFY(m.kind == SchedulerMessage::Kind::nodes);
    QCOMPARE(m.nodes, std::int64_t{5000});
    QCOMPARE(m.reasons.size(), std::size_t{3});
    QCOMPARE(m.reasons[0].count, std::int64_t{1000});
    QVERIFY(m.reasons[0].dra && m.reasons[0].id.empty());
    QCOMPARE(m.reasons[1].text, std::string("node(s) had untolerated taint {a: b, c}"));
    QCOMPARE(m.reasons[1].id, std::string_view("NodeTaintNotTolerated"));
    QCOMPARE(m.reasons[2].id, std::string_view("NodeSelectorMismatch"));
    QVERIFY(!m.cut);
  }

  void oneReasonForAllNodes() {
    const SchedulerMessage m =
        parseSchedulerMessage("0/3 nodes are available: request r: device class x does not exist. preemption: none");
    QCOMPARE(m.reasons.size(), std::size_t{1});
    QCOMPARE(m.reasons[0].count, std::int64_t{3});
    QCOMPARE(m.reasons[0].id, std::string_view("DeviceClassMissing"));
  }

  void errors_data() {
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("id");
    QTest::newRow("cel")
        << "running \"DynamicResources\" filter plugin: claim a/b: selector #0: CEL runtime error: no such key: k"
        << "SelectorRuntimeError";
    QTest::newRow("prebind") << "running PreBind plugin \"DynamicResources\": claim c got allocated elsewhere in the meantime"
                             << "AllocationInFlight";
    QTest::newRow("binding timeout") << "running PreBind plugin \"DynamicResources\": device binding timeout: claim=c"
                                     << "BindingConditionsPending";
    QTest::newRow("binding failed")
        << "running PreBind plugin \"DynamicResources\": device binding failed: claim=c, reason=r, message=m"
        << "BindingConditionFailed";
    QTest::newRow("limit") << "claim a/b: number of requested devices 33 exceeds the claim limit of 32"
                           << "TooManyDevicesForClaim";
    QTest::newRow("updated") << "claim a/b, request r: asks for all devices, but resource pool p is currently being updated"
                             << "PoolIncomplete";
    QTest::newRow("timeout") << "running \"DynamicResources\" filter plugin: node n: timed out trying to allocate devices"
                             << "SchedulerTimeout";
    QTest::newRow("foreign") << "something of another plugin"
                             << "Unknown";
  }
  void errors() {
    QFETCH(QString, message);
    QFETCH(QString, id);
    const SchedulerMessage m = parseSchedulerMessage(message.toStdString());
    QVERIFY(m.kind == SchedulerMessage::Kind::error);
    QCOMPARE(QString::fromUtf8(m.errorId.data(), static_cast<qsizetype>(m.errorId.size())), id);
  }

  void cutEventsAndHostileTextDoNotBreakIt() {
    QVERIFY(parseSchedulerMessage("0/9 nodes are available: 4 cannot allocate all cl ...").cut);
    for (const char* text : {"", "0/ nodes are available: ", "0/99999999999999999999 nodes are available: 7", ", , ,",
                             "0/1 nodes are available: 1", "running "}) {
      (void)parseSchedulerMessage(text);
    }
    QVERIFY(parseSchedulerMessage("").kind == SchedulerMessage::Kind::none);
  }

  static Explanation inUse(const std::string& status, const std::string& allocatedAt) {
    Scene scene(37);
    scene.deviceClass().node("n1").slice("n1", 1).claim("c").pod("p", "c", "", status);
    std::string allocation = Scene::allocated("n1", {"gpu-0"});
    allocation.replace(allocation.find("2026-11-24T09:41:00Z"), 20, allocatedAt);
    scene.claim("h", allocation + "," + Scene::reserved({"h-pod"})).pod("h-pod", "h", "n1", "'phase':'Running'");
    return explained(scene, "claim/ml/c");
  }

  void agrees() {
    const Explanation e = inUse(refused(), "2026-11-24T09:41:00Z");
    QVERIFY2(e.scheduler.agreement == SchedulerSays::Agreement::agrees, e.scheduler.note.c_str());
    QVERIFY(e.scheduler.message.find("cannot allocate") != std::string::npos);
  }
  void nothingSaid() {
    QVERIFY(inUse("'phase':'Pending'", "2026-11-24T09:41:00Z").scheduler.agreement == SchedulerSays::Agreement::nothingSaid);
  }
  void differs() {
    const Explanation e = inUse(refused("0/1 nodes are available: 1 Insufficient cpu."), "2026-11-24T09:41:00Z");
    QVERIFY2(e.scheduler.agreement == SchedulerSays::Agreement::differs, e.scheduler.note.c_str());
    QVERIFY(!e.scheduler.note.empty());
  }
  /// The device was taken after the scheduler spoke of something else.
  void stale() {
    const Explanation e = inUse(refused("0/1 nodes are available: 1 Insufficient cpu."), "2026-11-24T09:59:30Z");
    QVERIFY2(e.scheduler.agreement == SchedulerSays::Agreement::stale, e.scheduler.note.c_str());
  }

  void foreignSchedulerIsNamed() {
    Scene scene(37);
    scene.deviceClass().node("n1").slice("n1", 1).claim("c");
    scene.add(Kind::Pod, "{" + Scene::meta("p", Scene::inNamespace("ml")) +
                             ",'spec':{'schedulerName':'kai-scheduler','containers':[{'name':'c'}],'resourceClaims':[{'name':'"
                             "gpu','resourceClaimName':'c'}]},"
                             "'status':{'phase':'Pending'}}");
    const Explanation e = explained(scene, "claim/ml/c");
    QVERIFY2(!e.unknowns.empty() && e.unknowns[0].what.find("kai-scheduler") != std::string::npos, textOf(e).c_str());
  }
};

QTEST_APPLESS_MAIN(SchedulerTest)
#include "scheduler_test.moc"
