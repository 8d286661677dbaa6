#include <QtTest>

#include "tests/kit/text.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;
using kit::text;

namespace {

std::string devices(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += (i == 0 ? "" : ",") + device("gpu-" + std::to_string(i));
  }
  return out;
}

}  // namespace

class DevicesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void statesOfHolders() {
    TestCluster cluster;
    cluster.list<Node>({node("n1")});
    cluster.list<ResourceSlice>({slice("s1", "n1", devices(4))});
    cluster.list<ResourceClaim>({claim("used", result("n1", "gpu-0"), consumer("p")), claim("held", result("n1", "gpu-1")),
                                 claim("watched", result("n1", "gpu-2", "'adminAccess':true"), consumer("m"))});
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("inUse"));
    QCOMPARE(text(cluster.state("n1", "gpu-1")), QString("reservedNotUsed"));
    QCOMPARE(text(cluster.state("n1", "gpu-2")), QString("free"));
    QVERIFY(cluster.device("n1", "gpu-2").adminAccess);
    QCOMPARE(cluster.device("n1", "gpu-2").claims.size(), std::size_t{1});
    QCOMPARE(text(cluster.state("n1", "gpu-3")), QString("free"));
    const StateCounts& counts = cluster.inventory().counts;
    QCOMPARE(counts.total(), 4);
    QCOMPARE(counts.of(DeviceState::free), 2);
    QCOMPARE(counts.adminAccess, 1);
    QCOMPARE(counts.freeBound, Bound::exact);
    QCOMPARE(text(cluster.claim("ml", "used").node.view()), QString("n1"));
  }

  void adminAccessDoesNotReserve() {
    // A monitoring DaemonSet watches every device; a device held by no pod stays "reserved, not used".
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("s1", "n1", devices(1))});
    cluster.list<ResourceClaim>(
        {claim("held", result("n1", "gpu-0")), claim("monitor", result("n1", "gpu-0", "'adminAccess':true"), consumer("m"))});
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("reservedNotUsed"));
    QVERIFY(cluster.device("n1", "gpu-0").adminAccess);
  }

  void onlyTheNewestGenerationCounts() {
    TestCluster cluster;
    cluster.list<ResourceSlice>(
        {slice("old", "n1", device("gpu-0") + "," + device("gone"), 1), slice("new", "n1", devices(2), 2)});
    const PoolView& pool = cluster.pool("n1");
    QCOMPARE(pool.generation, 2);
    QVERIFY(pool.complete);
    QCOMPARE(pool.staleSlices, 1U);
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("free"));
    QCOMPARE(text(cluster.state("n1", "gone")), QString("staleGeneration"));
    QVERIFY(pool.invalid.empty());
  }

  void incompletePoolsCannotBeTaken_data() {
    QTest::addColumn<int>("minor");
    QTest::addColumn<QString>("state");
    QTest::newRow("1.34: ExactCount may still take them") << 34 << QString("free");
    QTest::newRow("1.35: skipped for every mode") << 35 << QString("unknown");
    QTest::newRow("1.36") << 36 << QString("unknown");
    QTest::newRow("version not known: the cautious answer") << 0 << QString("unknown");
  }
  void incompletePoolsCannotBeTaken() {
    QFETCH(int, minor);
    QFETCH(QString, state);
    TestCluster cluster(minor);
    cluster.list<ResourceSlice>({slice("s1", "n1", devices(2), 12, 2)});
    cluster.list<ResourceClaim>({claim("used", result("n1", "gpu-0"), consumer("p"))});
    QVERIFY(!cluster.pool("n1").complete);
    QCOMPARE(cluster.pool("n1").expectedSlices, 2);
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("inUse"));
    QCOMPARE(text(cluster.state("n1", "gpu-1")), state);
  }

  void tooManySlicesAreNoCompletePool() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("a", "n1", device("gpu-0")), slice("b", "n1", device("gpu-1"))});
    QVERIFY(!cluster.pool("n1").complete);
    QCOMPARE(cluster.pool("n1").seenSlices, 2);
  }

  void duplicateDevicesMakeAPoolInvalid() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("a", "n1", devices(2), 1, 2), slice("b", "n1", device("gpu-1"), 1, 2)});
    QCOMPARE(text(cluster.pool("n1").invalid), QString("device gpu-1 is published twice"));
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("unknown"));
    QCOMPARE(cluster.inventory().devices.size(), std::size_t{2});
  }

  void sameNamesInOtherPoolsAndDriversAreOtherDevices() {
    TestCluster cluster;
    const std::string other = "{" + meta("c") +
                              ",'spec':{'driver':'nic','nodeName':'n1','pool':{'name':'n1','generation':1,"
                              "'resourceSliceCount':1},'devices':[{'name':'gpu-0'}]}}";
    cluster.list<ResourceSlice>({slice("a", "n1", devices(1)), slice("b", "n2", devices(1)), other});
    cluster.list<ResourceClaim>({claim("used", result("n2", "gpu-0"), consumer("p"))});
    QCOMPARE(cluster.inventory().devices.size(), std::size_t{3});
    QCOMPARE(cluster.inventory().pools.size(), std::size_t{3});
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("free"));
    QCOMPARE(text(cluster.state("n2", "gpu-0")), QString("inUse"));
    QCOMPARE(text(deviceStateWord(cluster.device("n1", "gpu-0", "nic").state)), QString("free"));
  }

  void countersMustExistAndBeUnique() {
    const std::string consumes = "'consumesCounters':[{'counterSet':'card','counters':{'memory':{'value':'10Gi'}}}]";
    const std::string sets = ",'sharedCounters':[{'name':'card','counters':{'memory':{'value':'40Gi'}}}]";
    TestCluster good;
    good.list<ResourceSlice>({slice("a", "n1", device("m-0", consumes), 1, 2), slice("b", "n1", "", 1, 2, sets)});
    QCOMPARE(text(good.pool("n1").invalid), QString());
    TestCluster twice;
    twice.list<ResourceSlice>({slice("a", "n1", device("m-0", consumes), 1, 2, sets), slice("b", "n1", "", 1, 2, sets)});
    QCOMPARE(text(twice.pool("n1").invalid), QString("counter set card is published twice"));
    TestCluster missing;
    missing.list<ResourceSlice>({slice("a", "n1", device("m-0", consumes))});
    QCOMPARE(text(missing.pool("n1").invalid), QString("device m-0 uses counter set card, which no slice publishes"));
    TestCluster unknown;
    unknown.list<ResourceSlice>({slice("a", "n1", device("m-0", consumes), 1, 1,
                                       ",'sharedCounters':[{'name':'card','counters':{'cores':{'value':'7'}}}]")});
    QCOMPARE(text(unknown.pool("n1").invalid), QString("device m-0 uses counter memory of card, which no slice publishes"));
  }

  void spentCountersBlockSiblings() {
    const auto partition = [](const std::string& name, int slices) {
      return device(name, "'consumesCounters':[{'counterSet':'card','counters':{'memorySlices':{'value':'" +
                              std::to_string(slices) + "'}}}]");
    };
    TestCluster cluster;
    cluster.list<ResourceSlice>(
        {slice("a", "n1", partition("small", 1) + "," + partition("half", 4) + "," + partition("whole", 8), 1, 2),
         slice("b", "n1", "", 1, 2, ",'sharedCounters':[{'name':'card','counters':{'memorySlices':{'value':'8'}}}]")});
    QVERIFY(!cluster.device("n1", "whole").blocked);
    cluster.event<ResourceClaim>("ADDED", claim("c", result("n1", "half"), consumer("p")));
    QVERIFY(cluster.device("n1", "whole").blocked);
    QVERIFY(!cluster.device("n1", "small").blocked);
    QCOMPARE(text(cluster.state("n1", "whole")), QString("free"));
    QCOMPARE(cluster.inventory().counts.blocked, 1);
    QCOMPARE(cluster.inventory().counts.freeBound, Bound::atMost);
    cluster.event<ResourceClaim>("MODIFIED", claim("c", "", "", "", 2));
    QVERIFY(!cluster.device("n1", "whole").blocked);
    QCOMPARE(cluster.inventory().counts.freeBound, Bound::exact);
    cluster.event<ResourceClaim>("MODIFIED", claim("c", result("n1", "half", "'adminAccess':true"), consumer("p"), "", 3));
    QVERIFY(!cluster.device("n1", "whole").blocked);
  }

  void shareableDevicesHaveSeveralHolders() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("s", "n1", device("nic", "'allowMultipleAllocations':true"))});
    cluster.list<ResourceClaim>(
        {claim("a", result("n1", "nic", "'shareID':'s1'"), consumer("p")), claim("b", result("n1", "nic", "'shareID':'s2'")),
         claim("c", result("n1", "nic", "'shareID':'s3'") + "," + result("n1", "nic", "'shareID':'s4'"), consumer("q"))});
    const DeviceView& device = cluster.device("n1", "nic");
    QVERIFY(device.multiple);
    QCOMPARE(device.claims.size(), std::size_t{3});
    QCOMPARE(text(cluster.state("n1", "nic")), QString("inUse"));
    QCOMPARE(cluster.claim("ml", "c").devices.size(), std::size_t{2});
    QCOMPARE(cluster.inventory().counts.total(), 1);
  }

  void taintsOfSlicesAndRules() {
    TestCluster cluster;
    const std::string published = device("gpu-0", taints("a", "NoSchedule")) + "," + device("gpu-1", taints("a", "NoExecute")) +
                                  "," + device("gpu-2", taints("a", "None")) + "," + device("gpu-3", taints("a", "Later")) + "," +
                                  device("gpu-4") + "," + device("gpu-5", taints("a", "NoSchedule"));
    cluster.list<ResourceSlice>({slice("s", "n1", published), slice("t", "n2", devices(1))});
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-5"), consumer("p"))});
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("tainted"));
    QCOMPARE(text(cluster.state("n1", "gpu-1")), QString("tainted"));
    QCOMPARE(text(cluster.state("n1", "gpu-2")), QString("free"));
    QCOMPARE(text(cluster.state("n1", "gpu-3")), QString("free"));
    QCOMPARE(text(cluster.state("n1", "gpu-5")), QString("inUse"));
    cluster.list<DeviceTaintRule>({rule("one", "{'driver':'gpu','pool':'n1','device':'gpu-4'}")});
    QCOMPARE(text(cluster.state("n1", "gpu-4")), QString("tainted"));
    QCOMPARE(text(cluster.device("n1", "gpu-4").taints.front().rule.view()), QString("one"));
    QCOMPARE(text(cluster.state("n2", "gpu-0")), QString("free"));
    cluster.event<DeviceTaintRule>("DELETED", rule("one", "{'driver':'gpu','pool':'n1','device':'gpu-4'}"));
    QCOMPARE(text(cluster.state("n1", "gpu-4")), QString("free"));
  }

  void rulesSelect_data() {
    QTest::addColumn<QString>("selector");
    QTest::addColumn<int>("tainted");
    QTest::newRow("no selector selects nothing") << QString() << 0;
    QTest::newRow("an empty one selects every device") << QString("{}") << 4;
    QTest::newRow("driver") << QString("{'driver':'gpu'}") << 4;
    QTest::newRow("another driver") << QString("{'driver':'nic'}") << 0;
    QTest::newRow("pool") << QString("{'pool':'n2'}") << 2;
    QTest::newRow("device of every pool") << QString("{'device':'gpu-1'}") << 2;
    QTest::newRow("all three") << QString("{'driver':'gpu','pool':'n2','device':'gpu-1'}") << 1;
    QTest::newRow("a class selects what cannot be told") << QString("{'deviceClassName':'gpu'}") << 0;
  }
  void rulesSelect() {
    QFETCH(QString, selector);
    QFETCH(int, tainted);
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("s", "n1", devices(2)), slice("t", "n2", devices(2))});
    cluster.list<DeviceTaintRule>({rule("r", selector.toStdString())});
    QCOMPARE(cluster.inventory().counts.of(DeviceState::tainted), tainted);
    // A selector of 1.33 and 1.34 that is not evaluated makes the number a bound.
    QCOMPARE(cluster.inventory().counts.taintedBound, selector.contains("Class") ? Bound::atLeast : Bound::exact);
    QCOMPARE(cluster.inventory().counts.freeBound, selector.contains("Class") ? Bound::atMost : Bound::exact);
  }

  void brokenDevices() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("s", "n1",
                                       device("gpu-0", taints("gpu.nvidia.com/xid", "NoExecute")) + "," + device("gpu-1") + "," +
                                           device("gpu-2") + "," + device("gpu-3", taints("example.com/maxidle", "NoSchedule")) +
                                           "," + device("gpu-4", taints("gpu.nvidia.com/xid", "None")))});
    cluster.list<ResourceClaim>(
        {claim("a", result("n1", "gpu-1"), consumer("p")),
         claim("b", result("n1", "gpu-2"), consumer("q"), "", 1,
               ",'devices':[{'driver':'gpu','pool':'n1','device':'gpu-2','conditions':[{'type':'Ready','status':'False',"
               "'reason':'R','message':'fabric lost'}]}]")});
    cluster.list<Pod>({pod("p", named("a"),
                           "'phase':'Running','containerStatuses':[{'name':'c','allocatedResourcesStatus':[{'name':'claim:gpu',"
                           "'resources':[{'resourceID':'gpu/n1/gpu-1','health':'Unhealthy','message':'XID 79'}]}]}]")});
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("unhealthy"));
    QCOMPARE(text(cluster.state("n1", "gpu-1")), QString("unhealthy"));
    QCOMPARE(text(cluster.device("n1", "gpu-1").healthDetail), QString("pod ml/p reports Unhealthy: XID 79"));
    QCOMPARE(text(cluster.state("n1", "gpu-2")), QString("unhealthy"));
    QCOMPARE(text(cluster.device("n1", "gpu-2").healthDetail), QString("driver condition Ready=False: fabric lost"));
    QCOMPARE(text(cluster.state("n1", "gpu-3")), QString("tainted"));
    QCOMPARE(text(cluster.state("n1", "gpu-4")), QString("free"));
  }

  void withdrawnDevicesStayKnownWhileHeld() {
    TestCluster cluster;
    cluster.list<Node>({node("n1")});
    cluster.list<ResourceSlice>({slice("s", "n1", devices(1))});
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0"), consumer("p"))});
    cluster.event<ResourceSlice>("DELETED", slice("s", "n1", devices(1)));
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("unknown"));
    QCOMPARE(cluster.device("n1", "gpu-0").slice, kNoSlot);
    QCOMPARE(text(cluster.device("n1", "gpu-0").node.view()), QString("n1"));
    QCOMPARE(cluster.inventory().nodes.front().devices.size(), std::size_t{1});
    cluster.event<ResourceClaim>("DELETED", claim("c", result("n1", "gpu-0"), consumer("p")));
    QCOMPARE(cluster.inventory().devices.size(), std::size_t{0});
    QVERIFY(cluster.inventory().nodes.front().devices.empty());
    cluster.event<ResourceSlice>("ADDED", slice("s2", "n1", devices(1)));
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("free"));
  }

  void devicesOfHiddenNodesAndOfNone() {
    TestCluster cluster;
    cluster.list<ResourceSlice>(
        {slice("s", "n1", devices(1)), "{" + meta("net") +
                                           ",'spec':{'driver':'gpu','allNodes':true,'pool':{'name':'net','generation':1,"
                                           "'resourceSliceCount':1},'devices':[{'name':'x'}]}}"});
    QCOMPARE(cluster.inventory().nodes.size(), std::size_t{1});
    QCOMPARE(cluster.inventory().nodes.front().slot, kNoSlot);
    QCOMPARE(cluster.device("net", "x").nodeIndex, kNone);
    QCOMPARE(cluster.inventory().groups.size(), std::size_t{2});
  }

  void groupsByNodeLabels() {
    TestCluster cluster;
    cluster.list<Node>({node("gpu-10"), node("gpu-2"), node("plain", "cpu-nodes")});
    cluster.list<ResourceSlice>({slice("a", "gpu-2", devices(2)), slice("b", "gpu-10", devices(1))});
    const Inventory& inventory = cluster.inventory();
    QCOMPARE(text(inventory.nodes[0].name.view()), QString("gpu-2"));  // as people count
    QCOMPARE(text(inventory.nodes[1].name.view()), QString("gpu-10"));
    QCOMPARE(inventory.groups.size(), std::size_t{2});
    QCOMPARE(text(inventory.groups[0].name.view()), QString("gpu-nodes"));
    QCOMPARE(inventory.groups[0].counts.total(), 3);
    QCOMPARE(text(inventory.groups[1].name.view()), QString("cpu-nodes"));
  }
};

QTEST_APPLESS_MAIN(DevicesTest)
#include "devices_test.moc"
