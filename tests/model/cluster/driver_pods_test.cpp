// Which pod serves a driver: by names, labels, images and places; and that nothing is said where it is not clear.
#include "model/cluster/driver_pods.h"

#include <QtTest>

#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;

namespace {

/// A pod of a DaemonSet of that name on a node.
std::string plugin(const std::string& name, const std::string& set, const std::string& node, const std::string& image = "img",
                   const std::string& labels = {}, const std::string& moreMeta = {}) {
  return "{" +
         meta(name, 1,
              inNamespace("drivers",
                          owner("DaemonSet", set) + ",'labels':{" + labels + "}" + (moreMeta.empty() ? "" : "," + moreMeta))) +
         ",'spec':{'nodeName':'" + node + "','containers':[{'name':'c','image':'" + image + "'}]},'status':{'phase':'Running'}}";
}

std::string sliceOf(const std::string& driver, const std::string& node) {
  return "{" + meta(driver + "-" + node) + ",'spec':{'driver':'" + driver + "','nodeName':'" + node + "','pool':{'name':'" +
         node + "','generation':1,'resourceSliceCount':1},'devices':[" + device("d-0") + "]}}";
}

QString nameOf(const std::optional<DriverPod>& found) {
  return found ? QString::fromStdString(found->pod->meta.name.str()) : QStringLiteral("none");
}

const Text kGpu("gpu.nvidia.com");

}  // namespace

class DriverPodsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void drivers_data() {
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("expected");
    // As the drivers of the field name their DaemonSets.
    QTest::newRow("NVIDIA") << "gpu.nvidia.com"
                            << "p-nvidia";
    QTest::newRow("NVIDIA's second one, in the same pod") << "compute-domain.nvidia.com"
                                                          << "p-nvidia";
    QTest::newRow("Intel") << "gpu.intel.com"
                           << "p-intel";
    QTest::newRow("AMD") << "gpu.amd.com"
                         << "p-amd";
    QTest::newRow("DRANET, whose name says DRA") << "dra.net"
                                                 << "none";
    QTest::newRow("nobody's") << "fpga.xilinx.com"
                              << "none";
  }
  void drivers() {
    QFETCH(const QString, driver);
    QFETCH(const QString, expected);
    TestCluster cluster;
    cluster.list<Pod>({plugin("p-nvidia", "nvidia-dra-driver-gpu-kubelet-plugin", "n1"),
                       plugin("p-device-plugin", "nvidia-device-plugin-daemonset", "n1", "nvcr.io/nvidia/k8s-device-plugin"),
                       plugin("p-exporter", "nvidia-dcgm-exporter-dra", "n1"),
                       plugin("p-intel", "intel-gpu-resource-driver-kubelet-plugin", "n1"),
                       plugin("p-amd", "k8s-gpu-dra-driver-kubelet-plugin", "n1", "docker.io/amd/k8s-gpu-dra-driver"),
                       plugin("p-other-node", "nvidia-dra-driver-gpu-kubelet-plugin", "n2")});
    QCOMPARE(nameOf(driverPodOn(*cluster.snapshot(), Text(driver.toStdString()), Text("n1"))), expected);
  }

  void onlyOfDaemonSets() {
    TestCluster cluster;
    cluster.list<Pod>({"{" + meta("bare-nvidia-dra-driver", 1, inNamespace("drivers")) +
                       ",'spec':{'nodeName':'n1','containers':[{'name':'c','image':'nvidia-dra-driver'}]},'status':{}}"});
    QVERIFY(driverPodsOn(*cluster.snapshot(), kGpu, Text("n1")).empty());
    QVERIFY(driverPods(*cluster.snapshot(), kGpu).empty());
  }

  void theImageAndTheWholeNameCount() {
    TestCluster cluster;
    cluster.list<Pod>({plugin("a", "node-agent", "n1", "registry/acme/fpga-dra-driver:v1"),
                       plugin("b", "serves", "n1", "registry/x.other.io-kubelet-plugin")});
    QCOMPARE(nameOf(driverPodOn(*cluster.snapshot(), Text("fpga.acme.com"), Text("n1"))), QString("a"));
    const std::vector<DriverPod> named = driverPodsOn(*cluster.snapshot(), Text("x.other.io"), Text("n1"));
    QVERIFY(!named.empty());
    QCOMPARE(named.front().pod->meta.name.str(), std::string("b"));
    QVERIFY2(named.front().because.starts_with("it names the driver"), named.front().because.c_str());
  }

  void whereItsSlicesAreDecides() {
    TestCluster cluster;
    const std::vector<std::string> pods = {plugin("a-1", "dra-one", "n1"), plugin("a-2", "dra-one", "n2"),
                                           plugin("b-1", "dra-two", "n1")};
    cluster.list<Pod>(pods);
    const Text driver("devices.example.com");
    QVERIFY2(!driverPodOn(*cluster.snapshot(), driver, Text("n1")), "the word dra alone tells no two drivers apart");
    QVERIFY(!isClear(driverPodsOn(*cluster.snapshot(), driver, Text("n1"))));
    cluster.list<ResourceSlice>({sliceOf(driver.str(), "n1"), sliceOf(driver.str(), "n2")});
    const std::vector<DriverPod> found = driverPodsOn(*cluster.snapshot(), driver, Text("n1"));
    QCOMPARE(found.size(), std::size_t{2});
    QVERIFY(isClear(found));
    QCOMPARE(found.front().pod->meta.name.str(), std::string("a-1"));
    QVERIFY2(found.front().because.find("it runs where its slices are") != std::string::npos, found.front().because.c_str());
  }

  void ofTwoOfOneSetTheOneThatStays() {
    TestCluster cluster;
    cluster.list<Pod>({plugin("a-old", "nvidia-dra", "n1", "img", {}, "'deletionTimestamp':'2026-11-24T09:42:00Z'"),
                       plugin("b-new", "nvidia-dra", "n1")});
    QCOMPARE(nameOf(driverPodOn(*cluster.snapshot(), kGpu, Text("n1"))), QString("b-new"));
  }

  void everyNodeHasOne() {
    TestCluster cluster;
    std::vector<std::string> pods;
    for (int i = 0; i < 5; ++i) {
      pods.push_back(plugin("gpu-" + std::to_string(i), "nvidia-dra-driver", "n" + std::to_string(i)));
      pods.push_back(plugin("net-" + std::to_string(i), "some-dra-driver", "n" + std::to_string(i)));
    }
    cluster.list<Pod>(pods);
    const std::vector<DriverPod> found = driverPods(*cluster.snapshot(), kGpu);
    QCOMPARE(found.size(), std::size_t{5});
    for (const DriverPod& one : found) {
      QCOMPARE(one.setName.str(), std::string("nvidia-dra-driver"));
    }
    QVERIFY2(driverPods(*cluster.snapshot(), Text("x.y")).empty(), "two look alike by the word dra alone");
  }

  void setsWithoutPods() {
    TestCluster cluster;
    cluster.list<DaemonSet>({"{" + meta("dra-plugin", 1, inNamespace("drivers", "'labels':{'app':'nvidia'}")) +
                                 ",'spec':{'selector':{'matchLabels':{'app':'nvidia'}}},'status':{}}",
                             "{" + meta("other-dra", 1, inNamespace("drivers")) + ",'spec':{'selector':{}},'status':{}}"});
    const DaemonSet* set = driverSet(*cluster.snapshot(), kGpu);
    QVERIFY(set != nullptr);
    QCOMPARE(set->meta.name.str(), std::string("dra-plugin"));
    QVERIFY2(driverSet(*cluster.snapshot(), Text("x.y")) == nullptr, "both look alike");
  }

  void whoseDriverAPodIs() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({sliceOf("gpu.nvidia.com", "n1"), sliceOf("net.acme.com", "n1")});
    cluster.list<Pod>({plugin("p", "acme-dra", "n1"), plugin("q", "kube-proxy", "n1")});
    const SnapshotPtr snapshot = cluster.snapshot();
    QCOMPARE(driverOfPod(*snapshot, *snapshot->of<Pod>().find(Text("drivers"), Text("p"))).str(), std::string("net.acme.com"));
    QVERIFY(driverOfPod(*snapshot, *snapshot->of<Pod>().find(Text("drivers"), Text("q"))).empty());
    const std::vector<Text> drivers = driversOn(*snapshot, Text("n1"));
    QCOMPARE(drivers.size(), std::size_t{2});
    QCOMPARE(drivers[0].str(), std::string("gpu.nvidia.com"));
    QVERIFY(driversOn(*snapshot, Text("n9")).empty());
  }

  void hostileNames() {
    TestCluster cluster;
    cluster.list<Pod>({plugin("p", "dra-" + std::string(300, 'x') + "\\n<b>", "n1")});
    const std::vector<DriverPod> found = driverPodsOn(*cluster.snapshot(), Text(std::string(300, 'x') + "\n<b>"), Text("n1"));
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY2(found.front().because.find('\n') == std::string::npos && found.front().because.size() < 200,
             found.front().because.c_str());
    QVERIFY(driverPodsOn(*cluster.snapshot(), Text(), Text()).empty());
  }
};

QTEST_GUILESS_MAIN(DriverPodsTest)
#include "driver_pods_test.moc"
