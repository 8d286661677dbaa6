// Partitionable devices: counters of a pool, who draws on them, and compatibility groups.
#include <QtTest>

#include "tests/model/allocation/scene.h"

using namespace claimscope;
using kit::device;
using kit::Scene;

namespace {

const char* const kPool = "'pool':{'name':'p','generation':1,'resourceSliceCount':2},";

std::string draws(const std::string& amount, const std::string& counter = "c", const std::string& more = "") {
  return "'consumesCounters':[{'counterSet':'s','counters':{'" + counter + "':{'value':'" + amount + "'}}" + more + "}]";
}

Scene& counted(Scene& scene, const std::string& counters, const std::string& devices) {
  return scene.slice("c", kPool + ("'nodeName':'n1','sharedCounters':[{'name':'s','counters':{" + counters + "}}]"))
      .slice("d", kPool + ("'nodeName':'n1','devices':[" + devices + "]"));
}

}  // namespace

class CountersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void devicesShareACounter() {
    Scene scene;
    counted(scene, "'c':{'value':'4'}",
            device("whole", draws("4")) + "," + device("half0", draws("2")) + "," + device("half1", draws("2")))
        .wants("'count':2");
    COMPARE_TEXT(scene.answer(), "r=p/half0 r=p/half1");
    Scene one;
    counted(one, "'c':{'value':'4'}", device("whole", draws("4")) + "," + device("half0", draws("2"))).wants();
    COMPARE_TEXT(one.answer(), "r=p/whole");
  }

  void devicesInUseHaveDrawn() {
    Scene scene;
    counted(scene, "'c':{'value':'4'}",
            device("whole", draws("4")) + "," + device("half0", draws("2")) + "," + device("half1", draws("2")))
        .holds("half1")
        .wants();
    COMPARE_TEXT(scene.answer(), "r=p/half0");
    allocation::WhatIf whatIf;
    whatIf.released.insert(&scene.holder());
    COMPARE_TEXT(scene.answer("n1", whatIf), "r=p/whole");
  }

  void devicesForOtherNodesDrawToo() {
    Scene scene;
    const std::string three = "'pool':{'name':'p','generation':1,'resourceSliceCount':3},";
    scene.slice("c", three + "'nodeName':'n2','sharedCounters':[{'name':'s','counters':{'c':{'value':'4'}}}]")
        .slice("d", three + "'nodeName':'n1','devices':[" + device("d0", draws("3")) + "]")
        .slice("e", three + "'nodeName':'n2','devices':[" + device("e0", draws("2")) + "]")
        .holds("e0")
        .wants();
    COMPARE_TEXT(scene.answer(), "no");
  }

  void anyOverdrawnCounterStopsThePool() {
    // x is overdrawn by what is in use already; d1 does not draw on it and still cannot be taken.
    Scene scene;
    counted(scene, "'c':{'value':'4'},'x':{'value':'1'}", device("d0", draws("2", "x")) + "," + device("d1", draws("1")))
        .holds("d0")
        .wants();
    COMPARE_TEXT(scene.answer(), "no");
  }

  void wrongPools_data() {
    QTest::addColumn<QString>("counters");
    QTest::addColumn<QString>("device");
    QTest::addColumn<QString>("reason");
    QTest::newRow("set") << "'sharedCounters':[{'name':'t','counters':{}}]" << QString::fromStdString(draws("1"))
                         << "counter set s not found";
    QTest::newRow("counter") << "'sharedCounters':[{'name':'s','counters':{'d':{'value':'1'}}}]"
                             << QString::fromStdString(draws("1")) << "counter c not found in counter set s";
    QTest::newRow("twice") << "'sharedCounters':[{'name':'s','counters':{'c':{'value':'1'}}},{'name':'s','counters':{}}]"
                           << QString::fromStdString(draws("1")) << "duplicate counter set name s";
  }
  void wrongPools() {
    QFETCH(QString, counters);
    QFETCH(QString, device);
    QFETCH(QString, reason);
    Scene scene;
    scene.slice("c", kPool + ("'nodeName':'n1'," + counters.toStdString()))
        .slice("d", kPool + ("'nodeName':'n1','devices':[" + kit::device("d0", device.toStdString()) + "]"))
        .wants();
    COMPARE_TEXT(scene.answer(), "no: invalid resource pools were encountered");
    QCOMPARE(QString::fromStdString(scene.allocator().poolsAt(scene.node())[0].invalid), reason);
  }

  void featureOff() {
    Scene scene;
    scene.features.partitionableDevices = false;
    scene.devices(device("d0", draws("1")) + "," + device("d1")).wants();
    COMPARE_TEXT(scene.answer(), "r=p/d1");
    Scene slices;  // slices with counters are not seen, so the pool is incomplete only where its count says more
    slices.features.partitionableDevices = false;
    counted(slices, "'c':{'value':'1'}", device("d1")).wants();
    COMPARE_TEXT(slices.answer(), "r=p/d1");
  }

  void groupsHideSlicesWhileTheFeatureIsOff() {
    Scene scene;
    counted(scene, "'c':{'value':'4'}", device("d0", draws("1", "c", ",'compatibilityGroups':['g']")) + "," + device("d1"))
        .wants();
    COMPARE_TEXT(scene.answer(), "no");
    QVERIFY(scene.allocator().poolsAt(scene.node())[0].incomplete);
  }

  void groupsMustIntersect() {
    const auto grouped = [](const std::string& groups) { return draws("1", "c", ",'compatibilityGroups':[" + groups + "]"); };
    const std::string devices = device("d0", grouped("'g','h'")) + "," + device("d1", grouped("'i'")) + "," +
                                device("d2", grouped("'h'")) + "," + device("d3", draws("1"));
    Scene scene;
    scene.features.compatibilityGroups = true;
    counted(scene, "'c':{'value':'9'}", devices).wants("'count':2");
    COMPARE_TEXT(scene.answer(), "r=p/d0 r=p/d2");
    Scene held;
    held.features.compatibilityGroups = true;
    counted(held, "'c':{'value':'9'}", devices).holds("d3").wants();
    COMPARE_TEXT(held.answer(), "no");
    Scene without;
    without.features.compatibilityGroups = true;
    counted(without, "'c':{'value':'9'}", device("d0", draws("1")) + "," + device("d1", draws("1"))).wants("'count':2");
    COMPARE_TEXT(without.answer(), "r=p/d0 r=p/d1");
  }
};

QTEST_GUILESS_MAIN(CountersTest)
#include "counters_test.moc"
