// Which pools a node sees, complete or not, valid or not, in which order (dra.md 9.2: 1, 3, 8).
#include <QtTest>

#include "tests/model/allocation/scene.h"

using namespace claimscope;
using kit::device;
using kit::Scene;

namespace {

std::string pool(const std::string& name, int generation, int count) {
  return "'pool':{'name':'" + name + "','generation':" + std::to_string(generation) +
         ",'resourceSliceCount':" + std::to_string(count) + "},";
}

std::string on(const std::string& node, const std::string& devices) {
  return "'nodeName':'" + node + "','devices':[" + devices + "]";
}

}  // namespace

class PoolsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void exactCountSkipsIncompletePools() {
    Scene scene;
    scene.slice("s1", pool("p", 1, 2) + on("n1", device("d0"))).slice("s2", pool("q", 1, 1) + on("n1", device("d0"))).wants();
    COMPARE_TEXT(scene.answer(), "r=q/d0");
    Scene alone;
    alone.slice("s1", pool("p", 1, 2) + on("n1", device("d0"))).wants();
    COMPARE_TEXT(alone.answer(), "no");
  }

  void incompletePoolsServedUntil134() {
    Scene scene;
    scene.features = allocation::Features::ofServer(34);
    scene.slice("s1", pool("p", 1, 2) + on("n1", device("d0"))).wants();
    COMPARE_TEXT(scene.answer(), "r=p/d0");
    Scene invalid;
    invalid.features = allocation::Features::ofServer(34);
    invalid.devices(device("d0") + "," + device("d0")).wants();
    COMPARE_TEXT(invalid.answer(), "error: pool p is invalid: duplicate device name d0");
  }

  void allIsFatalWithAnyBadPool() {
    Scene scene;
    scene.slice("s1", pool("p", 1, 1) + on("n1", device("d0")))
        .slice("s2", "'driver':'b'," + pool("q", 1, 2) + on("n1", device("d0")))
        .wants("'allocationMode':'All'");
    COMPARE_TEXT(scene.answer(),
                 "error: claim ns/c0, request r: asks for all devices, but resource pool b/q is currently being updated");
    Scene invalid;
    invalid.slice("s1", pool("p", 1, 1) + on("n1", device("d0")))
        .slice("s2", "'driver':'b'," + pool("q", 1, 1) + on("n1", device("d0") + "," + device("d0")))
        .wants("'allocationMode':'All'");
    COMPARE_TEXT(invalid.answer(),
                 "error: claim ns/c0, request r: asks for all devices, but resource pool b/q is currently invalid");
  }

  void invalidPoolConcernsThisNodeOnly() {
    Scene scene;
    scene.devices(device("d0") + "," + device("d0")).wants();
    COMPARE_TEXT(scene.answer(), "no: invalid resource pools were encountered");
    const auto& pools = scene.allocator().poolsAt(scene.node());
    QCOMPARE(pools.size(), std::size_t{1});
    COMPARE_TEXT(pools[0].invalid, "duplicate device name d0");
    QCOMPARE(pools[0].devices.size(), std::size_t{2});
  }

  void generationsAreJudgedPerNode() {
    Scene scene;
    // Complete among the slices of this node: the newer one elsewhere is not noticed.
    scene.slice("old", pool("p", 1, 1) + on("n1", device("d0"))).slice("new", pool("p", 2, 1) + on("n2", device("d1"))).wants();
    COMPARE_TEXT(scene.answer(), "r=p/d0");
    Scene needsOthers;
    needsOthers.slice("old", pool("p", 1, 2) + on("n1", device("d0")))
        .slice("new", pool("p", 2, 1) + on("n2", device("d1")))
        .wants();
    COMPARE_TEXT(needsOthers.answer(), "no");
    const auto& pools = needsOthers.allocator().poolsAt(needsOthers.node());
    QVERIFY(pools.size() == 1 && pools[0].replaced && !pools[0].incomplete);
    QCOMPARE(pools[0].generation, std::int64_t{1});
  }

  void olderSlicesAreLeftAside() {
    Scene scene;
    scene.slice("old", pool("p", 1, 1) + on("n1", device("d0"))).slice("new", pool("p", 2, 1) + on("n1", device("d1"))).wants();
    COMPARE_TEXT(scene.answer(), "r=p/d1");
    const auto& pools = scene.allocator().poolsAt(scene.node());
    QVERIFY(pools.size() == 1 && pools[0].olderGenerations && pools[0].generation == 2 && pools[0].seenSlices == 1);
  }

  void moreSlicesThanCountedIsUnusable() {
    Scene scene;
    scene.slice("s1", pool("p", 1, 1) + on("n1", device("d0"))).slice("s2", pool("p", 1, 1) + on("n1", device("d1"))).wants();
    COMPARE_TEXT(scene.answer(), "no");
    QVERIFY(scene.allocator().poolsAt(scene.node())[0].incomplete);
  }

  void otherNodesCompleteThePool() {
    Scene scene;
    scene.slice("s1", pool("p", 1, 2) + on("n1", device("d0"))).slice("s2", pool("p", 1, 2) + on("n2", device("d1"))).wants();
    COMPARE_TEXT(scene.answer(), "r=p/d0");
    COMPARE_TEXT(scene.answer("n2"), "r=p/d1");
    COMPARE_TEXT(scene.answer("n3"), "no");
  }

  void poolsByDriverThenNameThenSliceName() {
    Scene scene;
    scene.slice("s9", "'driver':'b'," + pool("a", 1, 1) + on("n1", device("d0")))
        .slice("s2", pool("q", 1, 2) + on("n1", device("d2")))
        .slice("s1", pool("q", 1, 2) + on("n1", device("d3")))
        .slice("s3", pool("p", 1, 1) + on("n1", device("d0")))
        .wants("'count':4");
    COMPARE_TEXT(scene.answer(), "r=p/d0 r=q/d3 r=q/d2 r=a/d0");
  }

  void bindingConditionsComeLast() {
    Scene scene;
    scene.slice("s1", pool("p", 1, 1) + on("n1", device("d0", "'bindingConditions':['Ready']")))
        .slice("s2", pool("q", 1, 1) + on("n1", device("d0")))
        .wants("'count':2");
    COMPARE_TEXT(scene.answer(), "r=q/d0 r=p/d0");
  }

  void placement_data() {
    QTest::addColumn<QString>("selection");
    QTest::addColumn<QString>("answer");
    QTest::newRow("name") << "'nodeName':'n1'"
                          << "r=p/d0";
    QTest::newRow("other name") << "'nodeName':'n2'"
                                << "no";
    QTest::newRow("all") << "'allNodes':true"
                         << "r=p/d0";
    QTest::newRow("selector")
        << "'nodeSelector':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'zone','operator':'In','values':['z1']}]}]}"
        << "r=p/d0";
    QTest::newRow("other zone")
        << "'nodeSelector':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'zone','operator':'NotIn','values':['z1']}]}]}"
        << "no";
    QTest::newRow("empty term") << "'nodeSelector':{'nodeSelectorTerms':[{}]}"
                                << "no";
    QTest::newRow("nothing") << "'allNodes':false"
                             << "no";
  }
  void placement() {
    QFETCH(QString, selection);
    QFETCH(QString, answer);
    Scene scene;
    scene.slice("s", selection.toStdString() + ",'devices':[" + device("d0") + "]").wants();
    QCOMPARE(QString::fromStdString(scene.answer()), answer);
  }

  void unreadableNodeSelectorEndsTheAttempt() {
    Scene scene;
    scene.devices(device("d0"))
        .slice(
            "bad",
            pool("q", 1, 1) +
                "'nodeSelector':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'zone','operator':'Near','values':['z1']}]}]}")
        .wants();
    const std::string answer = scene.answer();
    QVERIFY2(answer.starts_with("error: gather pool information: failed to perform node selection for slice bad: "),
             answer.c_str());
    QVERIFY(scene.allocator().poolsAt(scene.node()).empty());
  }

  void perDeviceNodeSelection() {
    Scene scene;
    scene
        .slice("s", "'perDeviceNodeSelection':true,'devices':[" + device("d0", "'nodeName':'n2'") + "," +
                        device("d1", "'allNodes':true") + "," + device("d2") + "]")
        .wants();
    COMPARE_TEXT(scene.answer(), "r=p/d1");
    COMPARE_TEXT(scene.answer("n2"), "r=p/d0");
  }

  void extraSlicesAreTried() {
    Scene scene;
    scene.devices(device("d0")).holds("d0").wants();
    COMPARE_TEXT(scene.answer(), "no");
    const auto more = kit::decoded<ResourceSlice>(
        "resource.k8s.io/v1",
        kit::jsonText("{'metadata':{'name':'x'},'spec':{'driver':'a'," + pool("new", 1, 1) + on("n1", device("d0")) + "}}"));
    allocation::WhatIf whatIf;
    whatIf.extraSlices.push_back(more.get());
    COMPARE_TEXT(scene.answer("n1", whatIf), "r=new/d0");
    COMPARE_TEXT(scene.answer(), "no");
  }
};

QTEST_GUILESS_MAIN(PoolsTest)
#include "pools_test.moc"
