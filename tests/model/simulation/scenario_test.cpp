// What each scenario shows, against the pictures of the design.
#include <QtTest>
#include <map>
#include <set>

#include "tests/kit/text.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::cluster;
using kit::text;
using simulation::LoadedWorld;

namespace {

/// "inUse reserved free tainted unhealthy unknown", as the pictures list them.
QString counts(const StateCounts& counts) {
  QStringList out;
  for (const DeviceState state : {DeviceState::inUse, DeviceState::reservedNotUsed, DeviceState::free, DeviceState::tainted,
                                  DeviceState::unhealthy, DeviceState::unknown}) {
    out << QString::number(counts.of(state));
  }
  return out.join(' ');
}

QString group(const LoadedWorld& world, std::string_view name) {
  for (const GroupView& candidate : world.snapshot()->inventory->groups) {
    if (candidate.name == name) {
      return QString::number(candidate.nodes.size()) + " nodes: " + counts(candidate.counts);
    }
  }
  return "missing";
}

const ClaimView& claim(const Snapshot& snapshot, std::string_view namespaceName, std::string_view name) {
  const ClaimIndex index = snapshot.inventory->findClaim(snapshot.of<ResourceClaim>().slotOf(Text(namespaceName), Text(name)));
  if (index == kNone) {
    throw std::runtime_error("no claim " + std::string(name));
  }
  return snapshot.inventory->claims[index];
}

std::map<QString, int> statesOf(const Snapshot& snapshot) {
  std::map<QString, int> out;
  for (const ClaimView& view : snapshot.inventory->claims) {
    ++out[text(view.state)];
  }
  return out;
}

std::map<QString, int> classesOf(const Snapshot& snapshot) {
  std::map<QString, int> out;
  for (const ClaimView& view : snapshot.inventory->claims) {
    ++out[text(view.classes.front().view())];
  }
  return out;
}

std::int64_t ageSeconds(const Snapshot& snapshot, const ClaimView& view) {
  return (snapshot.time - snapshot.of<ResourceClaim>().at(view.slot)->meta.created) / 1000;
}

/// The fleet at its highlight, made once: half a second, and a minute under a sanitizer.
LoadedWorld& fleet() {
  static LoadedWorld world("fleet");
  return world;
}

QString stateOf(const Snapshot& snapshot, std::string_view driver, std::string_view pool, std::string_view device) {
  const DeviceIndex index = snapshot.inventory->findDevice(Text(driver), Text(pool), Text(device));
  return index == kNone ? QString("none") : text(deviceStateWord(snapshot.inventory->devices[index].state));
}

}  // namespace

class ScenarioTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fleetHasTheCountsOfThePictures() {
    const LoadedWorld& world = fleet();
    const Snapshot& snapshot = *world.snapshot();
    const Inventory& inventory = *snapshot.inventory;
    QCOMPARE(snapshot.of<Node>().size(), std::size_t{5000});
    QCOMPARE(counts(inventory.counts), QString("27428 2 12295 192 27 56"));
    QCOMPARE(inventory.counts.total(), 40'000);
    QCOMPARE(inventory.counts.freeBound, Bound::atMost);
    QCOMPARE(inventory.counts.taintedBound, Bound::atLeast);
    QCOMPARE(inventory.counts.inUseBound, Bound::exact);
    QCOMPARE(group(world, "gpu-h200"), QString("2 nodes: 14 2 0 0 0 0"));
    QCOMPARE(group(world, "gpu-h100"), QString("102 nodes: 752 0 41 16 7 0"));
    QCOMPARE(group(world, "gpu-a10g"), QString("704 nodes: 4118 0 1390 96 20 8"));
    QCOMPARE(group(world, "gpu-l4"), QString("192 nodes: 1104 0 368 16 0 48"));
    QCOMPARE(group(world, "cpu-nodes"), QString("4000 nodes: 21440 0 10496 64 0 0"));
    QCOMPARE(snapshot.source(Kind::DeviceTaintRule).status.state, SourceState::forbidden);
    QCOMPARE(text(snapshot.server.context), QString("prod-usw2-hybrid"));
    std::size_t gpuSlices = 0;
    std::set<std::string> drivers;
    snapshot.of<ResourceSlice>().forEach([&](Slot, const ResourceSlice& slice) {
      gpuSlices += slice.driver == "gpu.nvidia.com" ? 1U : 0U;
      drivers.insert(slice.driver.str());
    });
    QCOMPARE(gpuSlices, std::size_t{1006});
    QCOMPARE(drivers.size(), std::size_t{4});
  }

  void fleetHasTheClaimsOfThePictures() {
    const Snapshot& snapshot = *fleet().snapshot();
    QCOMPARE(snapshot.inventory->claims.size(), std::size_t{7306});
    QCOMPARE(statesOf(snapshot),
             (std::map<QString, int>{
                 {"pending", 19}, {"allocated", 3}, {"allocated,reserved", 7283}, {"deleted,allocated,reserved", 1}}));
    QCOMPARE(classesOf(snapshot),
             (std::map<QString, int>{
                 {"gpu-compute-class", 4802}, {"mig-1g.10gb", 1204}, {"cpu-compute-class", 1209}, {"rdma-nic", 91}}));
    QCOMPARE(snapshot.inventory->missing.size(), std::size_t{2});
    for (const MissingClaim& missing : snapshot.inventory->missing) {
      QCOMPARE(text(missing.heldAt), QString("quota"));
      QVERIFY(text(missing.why).contains("exceeded quota: team-nlp-quota"));
    }
    std::size_t withClaims = 0;
    snapshot.of<Pod>().forEach([&](Slot, const Pod& pod) { withClaims += pod.spec->claims.empty() ? 0U : 1U; });
    QCOMPARE(withClaims, std::size_t{11'870});
    std::set<std::string> namespaces;
    snapshot.of<Namespace>().forEach([&](Slot, const Namespace& object) { namespaces.insert(object.meta.name.str()); });
    QCOMPARE(namespaces.size(), std::size_t{41});
  }

  void fleetRowsOfThePictures_data() {
    QTest::addColumn<QString>("namespaceName");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("ageSeconds");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("held");
    QTest::addColumn<QString>("node");
    QTest::addColumn<int>("pods");
    QTest::addColumn<QString>("owner");
    const auto row = [](const char* namespaceName, const char* name, int wanted, int age, const char* state, const char* held,
                        const char* node, int pods, const char* owner) {
      QTest::newRow(name) << QString(namespaceName) << QString(name) << wanted << age << QString(state) << QString(held)
                          << QString(node) << pods << QString(owner);
    };
    const char* reserved = "allocated,reserved";
    row("ml-workloads", "ml-training-job-7-gpu-x4k2p", 2, 862, "pending", "allocation", "", 1, "Job/ml-training");
    row("ml-workloads", "ml-training-job-8-gpu-9d7wq", 2, 665, "pending", "allocation", "", 1, "Job/ml-training-job-8");
    row("research", "eval-h200-gpu-mm2tc", 4, 580, "pending", "allocation", "", 1, "Job/eval-h200");
    row("ml-workloads", "batch-infer-13-gpu-zt8hd", 4, 372, reserved, "prepare", "gpu-a10g-0417", 1, "Job/batch-infer-13");
    row("ml-workloads", "inference-service-gpu-6fq4n", 1, 211, "pending", "allocation", "", 1, "Deployment/inference-service");
    row("media", "render-gpu-3-gpu-l9c4x", 1, 21, reserved, "binding", "gpu-a10g-0551", 1, "Job/render-gpu-3");
    row("data", "etl-cpu-1-cpu-p0q2z", 1, 6, "pending", "allocation", "", 1, "Job/etl-cpu-1");
    row("data", "etl-cpu-0-cpu-h6slw", 1, 4, "pending", "allocation", "", 1, "Job/etl-cpu-0");
    row("research", "h200-hold", 2, 921, "allocated", "", "gpu-h200-0002", 0, "");
    row("research", "notebook-lee-gpu", 4, 40'800, reserved, "", "gpu-h200-0002", 1, "StatefulSet/notebook-lee");
    row("ml-workloads", "inference-prod-0-gpu", 2, 518'400, reserved, "", "gpu-h200-0002", 1, "StatefulSet/inference-prod");
    row("ml-workloads", "llm-pretrain-b-gpu", 8, 183'600, reserved, "", "gpu-h200-0001", 8, "Job/llm-pretrain-b");
    row("ml-workloads", "batch-infer-12-gpu", 2, 18'480, reserved, "release", "gpu-a10g-0417", 1, "Job/batch-infer-12");
    row("research", "kim-gpu", 1, 345'600, reserved, "", "gpu-a10g-0417", 1, "StatefulSet/notebook-kim");
    row("research", "eval-b-gpu", 1, 4560, reserved, "", "gpu-h100-0007", 1, "Job/eval-b");
    row("media", "vision-46-gpu-m0c8r", 1, 1680, reserved, "", "gpu-h100-0031", 1, "Job/vision-46");
  }
  void fleetRowsOfThePictures() {
    QFETCH(QString, namespaceName);
    QFETCH(QString, name);
    QFETCH(int, wanted);
    QFETCH(QString, node);
    QFETCH(int, pods);
    const Snapshot& snapshot = *fleet().snapshot();
    const ClaimView& view = claim(snapshot, namespaceName.toStdString(), name.toStdString());
    QCOMPARE(view.wanted, wanted);
    QTEST(static_cast<int>(ageSeconds(snapshot, view)), "ageSeconds");
    QTEST(text(view.state), "state");
    QTEST(text(view.heldAt), "held");
    QCOMPARE(text(view.node.view()), node);
    QCOMPARE(view.pods.size(), static_cast<std::size_t>(pods));
    QTEST(text(view.owner), "owner");
    QCOMPARE(view.devices.size(), node.isEmpty() ? std::size_t{0} : static_cast<std::size_t>(wanted));
  }

  void fleetDevicesOfThePictures() {
    const Snapshot& snapshot = *fleet().snapshot();
    const auto state = [&](const char* pool, const char* device) { return stateOf(snapshot, "gpu.nvidia.com", pool, device); };
    QCOMPARE(state("gpu-h200-0002", "gpu-2"), QString("reservedNotUsed"));
    QCOMPARE(state("gpu-h200-0001", "gpu-0"), QString("inUse"));
    QCOMPARE(state("gpu-h100-0007", "gpu-1"), QString("unhealthy"));
    QCOMPARE(state("gpu-h100-0007", "gpu-2"), QString("tainted"));
    QCOMPARE(state("gpu-h100-0007", "gpu-3-mig-1g.10gb-0"), QString("inUse"));
    QCOMPARE(state("gpu-h100-0007", "gpu-3-mig-1g.10gb-1"), QString("free"));
    QCOMPARE(state("gpu-h100-0007", "gpu-4"), QString("inUse"));
    QCOMPARE(state("gpu-a10g-0417", "gpu-0"), QString("unknown"));
    const Inventory& inventory = *snapshot.inventory;
    const auto device = [&](const char* name) -> const DeviceView& {
      return inventory.devices[inventory.findDevice(Text("gpu.nvidia.com"), Text("gpu-h100-0007"), Text(name))];
    };
    QVERIFY(device("gpu-4").adminAccess);
    QCOMPARE(device("gpu-4").claims.size(), std::size_t{2});
    QCOMPARE(device("gpu-3-mig-1g.10gb-0").claims.size(), std::size_t{3});
    QCOMPARE(inventory.nodes[inventory.findNode(Text("gpu-a10g-0417"))].devices.size(), std::size_t{8});
    for (const PoolView& pool : inventory.pools) {
      QCOMPARE(pool.complete, pool.name != Text("gpu-l4-c"));
      QVERIFY2(pool.invalid.empty(), pool.invalid.c_str());
      if (pool.name == "gpu-l4-c") {
        QCOMPARE(pool.seenSlices, 5);
        QCOMPARE(pool.expectedSlices, 6);
        QCOMPARE(pool.generation, 12);
        QCOMPARE(pool.devices.size(), std::size_t{48});
      }
    }
    const Pod* leaving = snapshot.of<Pod>().find(Text("ml-workloads"), Text("batch-infer-12"));
    QCOMPARE((snapshot.time - leaving->meta.deleted()) / 60'000, 41);
    QCOMPARE(text(leaving->statusWord()), QString("Terminating"));
  }

  void everySeedOfTheFleetHasTheSameCounts() {
    const LoadedWorld world("fleet", true, 7);
    QCOMPARE(counts(world.snapshot()->inventory->counts), QString("27428 2 12295 192 27 56"));
    QCOMPARE(world.snapshot()->inventory->claims.size(), std::size_t{7306});
  }

  void fleetRecovers() {
    LoadedWorld& world = fleet();  // the last one to look at it
    world.advance(30'000);
    for (const ClaimView& view : world.snapshot()->inventory->claims) {
      // The short waiters are met; those that need what is not there still wait.
      if (view.state == "pending") {
        QVERIFY(ageSeconds(*world.snapshot(), view) < 20 || ageSeconds(*world.snapshot(), view) > 200);
      }
    }
    QCOMPARE(text(claim(*world.snapshot(), "media", "render-gpu-3-gpu-l9c4x").heldAt), QString());
    world.advance(300'000);
    QCOMPARE(stateOf(*world.snapshot(), "gpu.nvidia.com", "gpu-a10g-0417", "gpu-7"), QString("inUse"));
    for (const PoolView& pool : world.snapshot()->inventory->pools) {
      QVERIFY2(pool.complete, pool.name.str().c_str());
    }
  }

  void eksHybridAtItsHighlight() {
    const LoadedWorld world("eks-hybrid");
    const Snapshot& snapshot = *world.snapshot();
    const Inventory& inventory = *snapshot.inventory;
    QCOMPARE(snapshot.of<Node>().size(), std::size_t{12});
    QCOMPARE(inventory.claims.size(), std::size_t{41});
    QCOMPARE(counts(inventory.counts), QString("59 2 29 2 1 3"));
    QCOMPARE(inventory.counts.freeBound, Bound::exact);
    QCOMPARE(group(world, "gpu-nodes"), QString("6 nodes: 28 2 15 2 1 0"));
    QCOMPARE(group(world, "cpu-nodes"), QString("6 nodes: 31 0 14 0 0 3"));
    const ClaimView& training = claim(snapshot, "ml-workloads", "ml-training-gpu-0");
    QCOMPARE(text(training.state), QString("allocated,reserved"));
    QCOMPARE(training.devices.size(), std::size_t{4});
    QCOMPARE(training.pods.size(), std::size_t{2});
    QCOMPARE(text(training.owner), QString("Job/ml-training-job-0"));
    QCOMPARE(text(training.node.view()), QString("gpu-node-4"));
    QCOMPARE(ageSeconds(snapshot, training) / 60, 2 * 60 + 14);
    for (const char* device : {"gpu-1", "gpu-2", "gpu-3", "gpu-4"}) {
      QCOMPARE(stateOf(snapshot, "gpu.nvidia.com", "gpu-node-4", device), QString("inUse"));
    }
    QCOMPARE(stateOf(snapshot, "gpu.nvidia.com", "gpu-node-6", "gpu-3"), QString("unhealthy"));
    QCOMPARE(stateOf(snapshot, "gpu.nvidia.com", "gpu-node-6", "gpu-1"), QString("tainted"));
    QCOMPARE(stateOf(snapshot, "gpu.nvidia.com", "gpu-node-3", "gpu-2"), QString("reservedNotUsed"));
    QCOMPARE(text(claim(snapshot, "batch", "batch-report-0-cpu-zt8hd").heldAt), QString("prepare"));
    QCOMPARE(inventory.missing.size(), std::size_t{1});
    QCOMPARE(text(inventory.missing.front().heldAt), QString("quota"));
  }

  void eksIncidentDevelops() {
    LoadedWorld world("eks-hybrid", false);
    QCOMPARE(counts(world.snapshot()->inventory->counts), QString("60 2 34 0 0 0"));
    QVERIFY(statesOf(*world.snapshot()).count("pending") == 0);
    std::vector<QString> seen;
    while (world.world->now() < world.world->highlight()) {
      world.advance(10'000);
      const Snapshot& snapshot = *world.snapshot();
      const auto happens = [&](const char* what, bool now) {
        if (now && std::find(seen.begin(), seen.end(), QString(what)) == seen.end()) {
          seen.emplace_back(what);
        }
      };
      const StateCounts& now = snapshot.inventory->counts;
      happens("claims wait", statesOf(snapshot).count("pending") > 0);
      happens("a GPU breaks", now.of(DeviceState::unhealthy) > 0);
      happens("its neighbours are kept free", now.of(DeviceState::tainted) == 2);
      happens("devices are withdrawn", now.of(DeviceState::unknown) > 0);
      happens("a quota refuses a claim",
              !snapshot.inventory->missing.empty() && snapshot.inventory->missing.front().heldAt == "quota");
    }
    QCOMPARE(seen, (std::vector<QString>{"claims wait", "a GPU breaks", "its neighbours are kept free", "devices are withdrawn",
                                         "a quota refuses a claim"}));
  }

  void eksClassicIsTheSameInOldClothes() {
    const LoadedWorld world("eks-classic");
    const Snapshot& snapshot = *world.snapshot();
    QCOMPARE(snapshot.server.minor, 30);
    QCOMPARE(snapshot.of<Node>().size(), std::size_t{12});
    QCOMPARE(snapshot.inventory->counts.total(), 96);
    QCOMPARE(snapshot.inventory->counts.of(DeviceState::reservedNotUsed), 2);
    QCOMPARE(snapshot.inventory->counts.of(DeviceState::tainted), 0);
    QCOMPARE(snapshot.inventory->counts.freeBound, Bound::exact);  // no rules are served, so none are hidden
    QCOMPARE(snapshot.source(Kind::DeviceClass).status.state, SourceState::notServed);
    QVERIFY(snapshot.of<ResourceClass>().size() == 2 && snapshot.of<PodSchedulingContext>().size() > 0);
    const ClaimView& training = claim(snapshot, "ml-workloads", "ml-training-gpu-0");
    QCOMPARE(training.devices.size(), std::size_t{4});
    QCOMPARE(training.wanted, 4);
    QCOMPARE(text(training.node.view()), QString("gpu-node-4"));
    const ResourceClaim& hold = *snapshot.of<ResourceClaim>().at(claim(snapshot, "ml-workloads", "preallocated-gpu").slot);
    QVERIFY(hold.classic != nullptr);
    QCOMPARE(text(hold.classic->allocationMode.view()), QString("Immediate"));
    QCOMPARE(claim(snapshot, "ml-workloads", "ml-training-job-8-gpu-9d7wq").wanted, 8);
  }

  void quietIsQuiet() {
    LoadedWorld world("quiet");
    for (int i = 0; i < 40; ++i) {
      world.advance(15'000);
      const Snapshot& snapshot = *world.snapshot();
      const StateCounts& now = snapshot.inventory->counts;
      QCOMPARE(now.total(), 32);
      QCOMPARE(now.of(DeviceState::free) + now.of(DeviceState::inUse), 32);
      QVERIFY(snapshot.inventory->missing.empty());
      for (const ClaimView& view : snapshot.inventory->claims) {
        QVERIFY(ageSeconds(snapshot, view) < 10 || view.state == "allocated,reserved");
      }
      snapshot.of<Event>().forEach([](Slot, const Event& event) { QVERIFY(event.type == "Normal"); });
    }
    QVERIFY(world.events > 100);
  }
};

QTEST_APPLESS_MAIN(ScenarioTest)
#include "scenario_test.moc"
