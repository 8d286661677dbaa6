// Which device a series of dcgm-exporter is about, and what is never guessed. One thread.
#include <QtTest>

#include "model/utilisation/join.h"
#include "tests/model/utilisation/scene.h"

using namespace claimscope;
using namespace claimscope::utilisation;

namespace {

diagnosis::Scene twoNodes() {
  diagnosis::Scene scene;
  scene.node("n1").node("n2").deviceClass();
  addSlice(
      scene, "n1",
      device("gpu-0", text("uuid", "GPU-a") + "," + text("resource.kubernetes.io/pciBusID", "0000:01:00.0")) + "," +
          device("gpu-1", text("gpu.nvidia.com/uuid", "GPU-b") + "," + text("resource.kubernetes.io/pciBusID", "0000:0A:00.0")) +
          "," + device("gpu-2", text("type", "gpu") + "," + text("resource.kubernetes.io/pciBusID", "0000:c1:00.0")));
  addSlice(
      scene, "n2",
      device("gpu-0", text("uuid", "GPU-m")) + "," +
          device("mig-0", text("uuid", "MIG-1") + "," + text("parentUUID", "GPU-m") + "," + text("profile", "1g.10gb")) + "," +
          device("mig-1", text("uuid", "MIG-2") + "," + text("parentUUID", "GPU-m") + "," + text("profile", "3g.40gb")) + "," +
          device("mig-2", text("uuid", "MIG-3") + "," + text("parentUUID", "GPU-m") + "," + text("profile", "3g.40gb")));
  return scene;
}

}  // namespace

class JoinTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void byUuidWhateverTheLabelIsCalled() {
    const auto snapshot = twoNodes().snapshot();
    const Utilisation use = utilise(*snapshot, Said()
                                                   .value("gpuBusy", {{"UUID", "GPU-a"}, {"Hostname", "n1"}}, 87)
                                                   .value("gpuBusy", {{"hostname", "n1"}, {"uuid", "GPU-b"}}, 0)
                                                   .value("gpuMemoryUsed", {{"UUID", "GPU-a"}}, 1000)
                                                   .value("gpuMemoryFree", {{"UUID", "GPU-a"}}, 500)
                                                   .value("gpuTemperature", {{"UUID", "GPU-a"}}, 71)
                                                   .value("gpuXid", {{"UUID", "GPU-b"}}, 79)
                                                   .metrics());
    const DeviceUse* a = useOf(use, *snapshot, "n1", "gpu-0");
    QVERIFY(a != nullptr && a->join == Join::uuid);
    QCOMPARE(*a->busyPercent, 87.0);
    QCOMPARE(*a->memoryTotalMiB, 1500.0);
    QCOMPARE(*a->temperature, 71.0);
    QVERIFY(!a->xid);
    const DeviceUse* b = useOf(use, *snapshot, "n1", "gpu-1");
    QVERIFY(b != nullptr);
    QCOMPARE(*b->busyPercent, 0.0);
    QCOMPARE(*b->xid, std::int64_t{79});
    QVERIFY(useOf(use, *snapshot, "n1", "gpu-2") == nullptr);
    QCOMPARE(use.joined, std::int64_t{2});
    QVERIFY(use.available);
  }

  void byPciAddressOnItsNode() {
    const auto snapshot = twoNodes().snapshot();
    const Utilisation use =
        utilise(*snapshot, Said()
                               .value("gpuBusy", {{"Hostname", "n1.example.com"}, {"pci_bus_id", "00000000:C1:00.0"}}, 5)
                               .value("gpuBusy", {{"Hostname", "n9"}, {"pci_bus_id", "00000000:01:00.0"}}, 6)
                               .metrics());
    const DeviceUse* found = useOf(use, *snapshot, "n1", "gpu-2");
    QVERIFY(found != nullptr && found->join == Join::pciAddress);
    QCOMPARE(use.unmatched, std::int64_t{1});
    QCOMPARE(QString::fromStdString(pciAddress("00000000:0A:00.0")), QStringLiteral(":0a:00.0"));
  }

  void byDraLabels() {
    const auto snapshot = twoNodes().snapshot();
    const Utilisation use = utilise(
        *snapshot,
        Said()
            .value("gpuBusy", {{"dra_device_name", "gpu-2"}, {"dra_driver_name", "gpu.nvidia.com"}, {"dra_pool_name", "n1"}}, 12)
            .metrics());
    const DeviceUse* found = useOf(use, *snapshot, "n1", "gpu-2");
    QVERIFY(found != nullptr && found->join == Join::draLabels);
  }

  void migInstancesCarryTheParentsUuid() {
    const auto snapshot = twoNodes().snapshot();
    const Utilisation use =
        utilise(*snapshot, Said()
                               .value("gpuBusy", {{"GPU_I_ID", "7"}, {"GPU_I_PROFILE", "1g.10gb"}, {"UUID", "GPU-m"}}, 40)
                               .value("gpuBusy", {{"GPU_I_ID", "1"}, {"GPU_I_PROFILE", "3g.40gb"}, {"UUID", "GPU-m"}}, 0)
                               .value("gpuBusy", {{"GPU_I_ID", "2"}, {"GPU_I_PROFILE", "3g.40gb"}, {"UUID", "GPU-m"}}, 90)
                               .metrics());
    const DeviceUse* small = useOf(use, *snapshot, "n2", "mig-0");
    QVERIFY(small != nullptr && small->join == Join::migInstance);
    QCOMPARE(small->sharedBy, 1);
    QCOMPARE(*small->busyPercent, 40.0);
    // Two instances of one profile: nothing says which is which, so neither is called idle.
    const DeviceUse* large = useOf(use, *snapshot, "n2", "mig-1");
    QVERIFY(large != nullptr);
    QCOMPARE(large->sharedBy, 2);
    QCOMPARE(*large->busyPercent, 90.0);
    QVERIFY(useOf(use, *snapshot, "n2", "gpu-0") == nullptr);
  }

  void oneUuidTwiceIsAConflict() {
    diagnosis::Scene scene;
    scene.node("n1").node("n2").deviceClass();
    addSlice(scene, "n1", device("gpu-0", text("uuid", "GPU-x")));
    addSlice(scene, "n2", device("gpu-0", text("uuid", "GPU-x")));
    addClaim(scene, "one", "n1", {"gpu-0"});
    addClaim(scene, "two", "n2", {"gpu-0"});
    const auto snapshot = scene.snapshot();
    const Utilisation use = utilise(*snapshot, Said().value("gpuBusy", {{"Hostname", "n2"}, {"UUID", "GPU-x"}}, 50).metrics());
    QCOMPARE(use.conflicts.size(), std::size_t{1});
    QVERIFY(use.conflicts[0].bothAllocated);
    QVERIFY(useOf(use, *snapshot, "n1", "gpu-0") == nullptr);  // the host says that the other is meant
    const DeviceUse* second = useOf(use, *snapshot, "n2", "gpu-0");
    QVERIFY(second != nullptr && second->doubled);
    const auto found = of(scene.diagnosis(), "device_doubled");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].title, std::string("GPU-x is allocated 2 times"));
    QVERIFY(found[0].severity == diagnosis::Severity::critical);
    QVERIFY(of(twoNodes().diagnosis(), "device_doubled").empty());
  }

  void absentIsNotZero() {
    const auto snapshot = twoNodes().snapshot();
    prometheus::Metrics none;
    const Utilisation unknown = utilise(*snapshot, none);
    QVERIFY(!unknown.available && unknown.idle.empty());
    QCOMPARE(unknown.why, std::string("no Prometheus is known"));
    none.state = prometheus::State::live;
    QCOMPARE(utilise(*snapshot, none).why, std::string("Prometheus has no series of dcgm-exporter"));
    const Utilisation other = utilise(*snapshot, Said().value("gpuBusy", {{"UUID", "GPU-else"}}, 3).metrics());
    QVERIFY(!other.available);
    QCOMPARE(other.why, std::string("1 series of dcgm-exporter matches no device of the slices"));
    const Utilisation nan = utilise(*snapshot, Said().value("gpuBusy", {{"UUID", "GPU-a"}}, std::nan("")).metrics());
    QVERIFY(!nan.available);
  }
};

QTEST_APPLESS_MAIN(JoinTest)
#include "join_test.moc"
