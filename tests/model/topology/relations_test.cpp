#include <QtTest>

#include "model/topology/relations.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::topology;
using simulation::LoadedWorld;

namespace {

const LoadedWorld& hybridWorld() {
  static const LoadedWorld world("eks-hybrid");
  return world;
}

template <class T>
bool has(const std::vector<T>& values, T value) {
  return std::binary_search(values.begin(), values.end(), value);
}

}  // namespace

class RelationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aClaimHasItsDevicesPodsNodeAndOwner() {
    const cluster::Snapshot& snapshot = *hybridWorld().snapshot();
    const Focus focus = findFocus(snapshot, "claim", "ml-workloads", "ml-training-gpu-0");
    QCOMPARE(focus.kind, Focus::Kind::claim);
    const Neighbourhood around = neighbourhood(snapshot, focus);
    QCOMPARE(around.devices.size(), std::size_t{4});
    QCOMPARE(around.pods.size(), std::size_t{2});
    QCOMPARE(around.claims.size(), std::size_t{1});
    QCOMPARE(around.nodes.size(), std::size_t{1});
    QVERIFY(snapshot.inventory->nodes[around.nodes[0]].name == "gpu-node-4");
    QVERIFY(around.ownerKind == "Job" && around.ownerName == "ml-training-job-0" && around.ownerNamespace == "ml-workloads");
  }

  void bothWays() {
    // What a pod is bound to is bound to the pod, and so for each pair of kinds.
    const cluster::Snapshot& snapshot = *hybridWorld().snapshot();
    const cluster::Inventory& inventory = *snapshot.inventory;
    std::size_t bindings = 0;
    for (cluster::ClaimIndex claim = 0; claim < inventory.claims.size(); ++claim) {
      const Neighbourhood ofClaim = neighbourhood(snapshot, {Focus::Kind::claim, claim});
      for (const cluster::DeviceIndex device : ofClaim.devices) {
        const Neighbourhood ofDevice = neighbourhood(snapshot, {Focus::Kind::device, device});
        QVERIFY(has(ofDevice.claims, claim));
        for (const cluster::Slot pod : ofClaim.pods) {
          QVERIFY(has(ofDevice.pods, pod));
        }
        const Neighbourhood ofNode = neighbourhood(snapshot, {Focus::Kind::node, ofDevice.nodes.front()});
        QVERIFY(has(ofNode.claims, claim) && has(ofNode.devices, device));
        ++bindings;
      }
      for (const cluster::Slot pod : ofClaim.pods) {
        const Neighbourhood ofPod = neighbourhood(snapshot, {Focus::Kind::pod, pod});
        QVERIFY(has(ofPod.claims, claim));
        for (const cluster::DeviceIndex device : ofClaim.devices) {
          QVERIFY(has(ofPod.devices, device));
        }
      }
    }
    QVERIFY(bindings > 100);
  }

  void focusIsFoundAgainByName() {
    const cluster::Snapshot& snapshot = *hybridWorld().snapshot();
    const cluster::Inventory& inventory = *snapshot.inventory;
    std::vector<Focus> all;
    for (std::uint32_t i = 0; i < inventory.nodes.size(); ++i) {
      all.push_back({Focus::Kind::node, i});
    }
    for (std::uint32_t i = 0; i < inventory.devices.size(); ++i) {
      all.push_back({Focus::Kind::device, i});
    }
    for (std::uint32_t i = 0; i < inventory.claims.size(); ++i) {
      all.push_back({Focus::Kind::claim, i});
    }
    snapshot.of<Pod>().forEach([&](cluster::Slot slot, const Pod&) { all.push_back({Focus::Kind::pod, slot}); });
    for (const Focus& focus : all) {
      const FocusName name = nameOf(snapshot, focus);
      QVERIFY2(findFocus(snapshot, name.kind, name.namespaceName, name.name) == focus, name.name.c_str());
    }
    QVERIFY(all.size() > 150);
  }

  void whatIsNotThereIsNoFocus() {
    const cluster::Snapshot& snapshot = *hybridWorld().snapshot();
    for (const char* kind : {"node", "device", "claim", "pod", "secret", ""}) {
      QCOMPARE(findFocus(snapshot, kind, "nobody", "nothing/at-all").kind, Focus::Kind::none);
      QCOMPARE(findFocus(snapshot, kind, "", "").kind, Focus::Kind::none);
    }
    const Neighbourhood none = neighbourhood(snapshot, {});
    QVERIFY(none.claims.empty() && none.devices.empty() && none.nodes.empty() && none.pods.empty());
    QVERIFY(nameOf(snapshot, {}).kind.empty());
  }

  void claimsOfSeveralOwnersShareNone() {
    const cluster::Snapshot& snapshot = *hybridWorld().snapshot();
    const Neighbourhood node = neighbourhood(snapshot, findFocus(snapshot, "node", "", "gpu-node-4"));
    QVERIFY(node.claims.size() > 3);
    QVERIFY(node.ownerKind.empty() && node.ownerName.empty());
    QCOMPARE(node.nodes.size(), std::size_t{1});
    QCOMPARE(node.devices.size(), std::size_t{8});
  }
};

QTEST_APPLESS_MAIN(RelationsTest)
#include "relations_test.moc"
