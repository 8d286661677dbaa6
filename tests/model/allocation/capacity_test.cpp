// Shared devices and request policies (dra.md 9.2: 5, 6).
#include <QtTest>

#include "model/allocation/capacity.h"
#include "model/allocation/quantity_shape.h"
#include "tests/model/allocation/scene.h"

using namespace claimscope;
using allocation::QuantityShape;
using kit::device;
using kit::Scene;

namespace {

std::string shareable(const std::string& capacity, const std::string& more = "") {
  return device("d0", "'allowMultipleAllocations':true,'capacity':{" + capacity + "}" + more);
}

std::string memory(const std::string& value, const std::string& policy = "") {
  return "'memory':{'value':'" + value + "'" + (policy.empty() ? "" : ",'requestPolicy':{" + policy + "}") + "}";
}

std::string asks(const std::string& amount) {
  return "'capacity':{'requests':{'memory':'" + amount + "'}}";
}

QuantityShape shapeOf(const char* text) {
  return QuantityShape::of(*Quantity::parse(text), false);
}

}  // namespace

class CapacityTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void oneRequestTakesADeviceOnce() {
    Scene scene;
    scene.devices(shareable(memory("10Gi"))).wants("'count':2," + asks("1Gi"));
    COMPARE_TEXT(scene.answer(), "no");
    Scene two;
    two.devices(shareable(memory("10Gi")))
        .claim("'requests':[" + Scene::request("r", asks("4Gi")) + "," + Scene::request("q", asks("6Gi")) + "]");
    COMPARE_TEXT(two.answer(), "r=p/d0(share)[memory=4Gi] q=p/d0(share)[memory=6Gi]");
    Scene tooMuch;
    tooMuch.devices(shareable(memory("10Gi")))
        .claim("'requests':[" + Scene::request("r", asks("4Gi")) + "," + Scene::request("q", asks("7Gi")) + "]");
    COMPARE_TEXT(tooMuch.answer(), "no");
  }

  void sharesInUseCount() {
    const std::string share =
        "'driver':'a','pool':'p','device':'d0','shareID':'11111111-1111-4111-8111-111111111111','consumedCapacity':";
    Scene scene;
    scene.devices(shareable(memory("10Gi"))).held(share + "{'memory':'6Gi'}").wants(asks("4Gi"));
    COMPARE_TEXT(scene.answer(), "r=p/d0(share)[memory=4Gi]");
    Scene full;
    full.devices(shareable(memory("10Gi"))).held(share + "{'memory':'7Gi'}").wants(asks("4Gi"));
    COMPARE_TEXT(full.answer(), "no");
    allocation::WhatIf whatIf;
    whatIf.released.insert(&full.holder());
    COMPARE_TEXT(full.answer("n1", whatIf), "r=p/d0(share)[memory=4Gi]");
  }

  void takenWholeBlocksShares() {
    Scene scene;
    scene.devices(shareable(memory("10Gi"))).holds("d0").wants(asks("1Gi"));
    COMPARE_TEXT(scene.answer(), "no");
  }

  void dedicatedDevicesAreCheckedAndNotRecorded() {
    Scene scene;
    scene.devices(device("d0", "'capacity':{" + memory("10Gi") + "}") + "," + device("d1", "'capacity':{" + memory("20Gi") + "}"))
        .wants(asks("15Gi"));
    COMPARE_TEXT(scene.answer(), "r=p/d1");
  }

  void namesMatchAsPublished() {
    Scene scene;
    scene.devices(shareable(memory("10Gi"))).wants("'capacity':{'requests':{'a/memory':'1Gi'}}");
    COMPARE_TEXT(scene.answer(), "no");
  }

  void policies_data() {
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("answer");
    const QString range = "'default':'2Gi','validRange':{'min':'2Gi','max':'8Gi','step':'2Gi'}";
    const QString values = "'default':'2Gi','validValues':['2Gi','4Gi','8Gi']";
    QTest::newRow("nothing asked, no policy") << ""
                                              << ""
                                              << "r=p/d0(share)[memory=10Gi]";
    QTest::newRow("nothing asked, default") << "'default':'3Gi'"
                                            << ""
                                            << "r=p/d0(share)[memory=3Gi]";
    QTest::newRow("as asked") << "'default':'3Gi'"
                              << "5Gi"
                              << "r=p/d0(share)[memory=5Gi]";
    QTest::newRow("below the minimum") << range << "1Gi"
                                       << "r=p/d0(share)[memory=2Gi]";
    QTest::newRow("to the next step") << range << "5Gi"
                                      << "r=p/d0(share)[memory=6Gi]";
    QTest::newRow("on a step") << range << "4Gi"
                               << "r=p/d0(share)[memory=4Gi]";
    QTest::newRow("above the maximum") << range << "9Gi"
                                       << "no";
    QTest::newRow("to the next value") << values << "3Gi"
                                       << "r=p/d0(share)[memory=4Gi]";
    QTest::newRow("beyond all values") << values << "9Gi"
                                       << "no";
    QTest::newRow("no minimum, no rounding") << "'validRange':{'max':'8Gi'}"
                                             << "5Gi"
                                             << "r=p/d0(share)[memory=5Gi]";
    QTest::newRow("no minimum, maximum") << "'validRange':{'max':'4Gi'}"
                                         << "5Gi"
                                         << "no";
    QTest::newRow("the default asked for") << "'default':'3Gi','validValues':['2Gi']"
                                           << "3Gi"
                                           << "r=p/d0(share)[memory=3Gi]";
    QTest::newRow("the default in other words") << "'default':'3Gi','validValues':['2Gi']"
                                                << "3072Mi"
                                                << "no";
    QTest::newRow("default is always good") << "'default':'3Gi','validValues':['2Gi']"
                                            << ""
                                            << "r=p/d0(share)[memory=3Gi]";
    QTest::newRow("thousandths") << "'validRange':{'min':'500m','step':'250m'}"
                                 << "600m"
                                 << "r=p/d0(share)[memory=750m]";
    QTest::newRow("not in thousandths")
        << "'validRange':{'min':'500m','step':'250m'}"
        << "600001u"
        << "error: claim ns/c0, request r: checking capacity for device a/p/d0: capacity \"memory\": capacity "
           "request cannot be represented in the device's range arithmetic: request 600001u is not a "
           "representable milli value";
    QTest::newRow("negative")
        << ""
        << "-1Gi"
        << "error: claim ns/c0, request r: checking capacity for device a/p/d0: capacity \"memory\": capacity value is "
           "negative";
    QTest::newRow("zero step")
        << "'validRange':{'min':'1','step':'0'}"
        << "3"
        << "error: claim ns/c0, request r: checking capacity for device a/p/d0: capacity \"memory\": capacity request "
           "cannot be represented in the device's range arithmetic: request 3 cannot be rounded to a step of 0";
  }
  void policies() {
    QFETCH(QString, policy);
    QFETCH(QString, asked);
    QFETCH(QString, answer);
    Scene scene;
    scene.devices(shareable(memory("10Gi", policy.toStdString()))).wants(asked.isEmpty() ? "" : asks(asked.toStdString()));
    QCOMPARE(QString::fromStdString(scene.answer()), answer);
  }

  void beyond64Bits() {
    const std::string policy = "'validRange':{'min':'1','step':'2n'}";  // no thousandths: integer arithmetic
    Scene scene;
    scene.devices(shareable(memory("10E", policy))).wants(asks("9300P"));
    const std::string answer = scene.answer();
    QVERIFY2(answer.starts_with("error: claim ns/c0, request r: checking capacity") && answer.ends_with("exceeds MaxInt64"),
             answer.c_str());
  }

  void secondShareDoesNotPayCountersAgain() {
    const std::string draws = ",'consumesCounters':[{'counterSet':'s','counters':{'c':{'value':'1'}}}]";
    Scene scene;
    scene
        .slice("c",
               "'pool':{'name':'p','generation':1,'resourceSliceCount':2},'nodeName':'n1','sharedCounters':[{'name':'s',"
               "'counters':{'c':{'value':'1'}}}]")
        .slice("d", "'pool':{'name':'p','generation':1,'resourceSliceCount':2},'nodeName':'n1','devices':[" +
                        shareable(memory("10Gi"), draws) + "," + device("d1", draws.substr(1)) + "]")
        .claim("'requests':[" + Scene::request("r", asks("1Gi")) + "," + Scene::request("q", asks("1Gi")) + "]");
    COMPARE_TEXT(scene.answer(), "r=p/d0(share)[memory=1Gi] q=p/d0(share)[memory=1Gi]");
  }

  void shareIdsAreDifferentUids() {
    Scene scene;
    scene.devices(shareable(memory("10Gi")))
        .claim("'requests':[" + Scene::request("r", asks("1Gi")) + "," + Scene::request("q", asks("1Gi")) + "]");
    const allocation::Outcome outcome = scene.outcome();
    const auto& results = outcome.results.at(0).allocation.results;
    const QRegularExpression uid("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$");
    QVERIFY(uid.match(QString::fromStdString(results.at(0).shareId.str())).hasMatch());
    QVERIFY(!(results.at(0).shareId == results.at(1).shareId));
  }

  void withoutTheFeatureSharesAreWholeDevices() {
    Scene scene;
    scene.features.consumableCapacity = false;
    scene.devices(shareable(memory("10Gi")))
        .held("'driver':'a','pool':'p','device':'d0','shareID':'11111111-1111-4111-8111-111111111111'")
        .wants();
    COMPARE_TEXT(scene.answer(), "no");
  }

  void shapesOfQuantities() {
    QVERIFY(shapeOf("1Gi") == shapeOf("1Gi"));
    QVERIFY(!(shapeOf("1Gi") == shapeOf("1024Mi")));  // the canonical text is kept with one of them
    QVERIFY(shapeOf("8Gi") == shapeOf("8192Mi"));
    QVERIFY(!(shapeOf("1") == shapeOf("1000m")));
    QVERIFY(!(shapeOf("12345678901234567890") == shapeOf("12345678901234567890")));  // a big decimal equals nothing
    QVERIFY(QuantityShape::of(*Quantity::parse("8Gi"), true) == shapeOf("8Gi"));
    QVERIFY(!(QuantityShape::of(*Quantity::parse("5Gi"), true) == shapeOf("5Gi")));
  }
};

QTEST_GUILESS_MAIN(CapacityTest)
#include "capacity_test.moc"
