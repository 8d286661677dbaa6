// Idle allocations: since when, how sure, and what keeps a claim from being called idle. One thread.
#include <QtTest>

#include "model/diagnosis/disagreement.h"
#include "model/explanation/use.h"
#include "tests/model/utilisation/scene.h"

using namespace claimscope;
using namespace claimscope::utilisation;

namespace {

constexpr std::int64_t kHour = 3'600'000;

diagnosis::Scene twoClaims(const std::string& allocatedAt = "2026-11-24T05:00:00Z") {
  diagnosis::Scene scene;
  scene.node("n1").deviceClass();
  addSlice(scene, "n1",
           device("gpu-0", text("uuid", "GPU-0")) + "," + device("gpu-1", text("uuid", "GPU-1")) + "," +
               device("gpu-2", text("uuid", "GPU-2")));
  addClaim(scene, "train", "n1", {"gpu-0", "gpu-1"}, allocatedAt);
  addClaim(scene, "serve", "n1", {"gpu-2"}, allocatedAt);
  return scene;
}

/// Each GPU with what it does now, its peak of three hours and how many samples there were.
Said said(std::initializer_list<std::array<double, 3>> gpus) {
  Said out;
  int i = 0;
  for (const auto& [busy, peak, samples] : gpus) {
    const prometheus::Labels labels{{"UUID", "GPU-" + std::to_string(i++)}};
    out.value("gpuBusy", labels, busy).value("gpuBusyPeak", labels, peak).value("gpuWatched", labels, samples);
  }
  return out;
}

std::string nameOf(const cluster::Snapshot& snapshot, const IdleAllocation& idle) {
  return snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[idle.claim].slot)->meta.name.str();
}

}  // namespace

class IdleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void idleForTheWholeWindowIsAtLeast() {
    const auto snapshot = twoClaims().snapshot();
    const Utilisation use = utilise(*snapshot, said({{0, 0, 720}, {0, 0, 720}, {40, 90, 720}}).metrics());
    QCOMPARE(use.idle.size(), std::size_t{1});
    QCOMPARE(nameOf(*snapshot, use.idle[0]), std::string("train"));
    QCOMPARE(use.idle[0].devices.size(), std::size_t{2});
    QCOMPARE(use.idle[0].idleMs, 3 * kHour);
    QVERIFY(use.idle[0].bound == Bound::atLeast);
    QCOMPARE(idleText(use.idle[0]), std::string("GPU 0 % for at least 3 h"));
  }

  void oneBusyDeviceMakesTheClaimBusy() {
    const auto snapshot = twoClaims().snapshot();
    QVERIFY(utilise(*snapshot, said({{0, 0, 720}, {0, 3, 720}, {40, 90, 720}}).metrics()).idle.empty());
    QVERIFY(utilise(*snapshot, said({{0, 0, 720}, {5, 5, 720}, {40, 90, 720}}).metrics()).idle.empty());
  }

  void withoutSamplesNothingIsSaid() {
    const auto snapshot = twoClaims().snapshot();
    // GPU-1 has none at all: the claim may be busy there.
    const Utilisation use = utilise(*snapshot, said({{0, 0, 720}}).metrics());
    QVERIFY(use.available && use.idle.empty());
  }

  void aWindowSampledInPartCountsOnlyWhatWasSeen() {
    const auto snapshot = twoClaims().snapshot();
    const Utilisation use = utilise(*snapshot, said({{0, 0, 360}, {0, 0, 720}, {40, 90, 720}}).metrics());
    QCOMPARE(use.idle.size(), std::size_t{1});
    QCOMPARE(use.idle[0].idleMs, 3 * kHour / 2);
    QVERIFY(use.idle[0].bound == Bound::atLeast);
    QVERIFY(useOf(use, *snapshot, "n1", "gpu-0")->peakBound == Bound::atLeast);
    QVERIFY(useOf(use, *snapshot, "n1", "gpu-1")->peakBound == Bound::exact);
  }

  void aYoungClaimIsIdleSinceItWasAllocated() {
    const auto snapshot = twoClaims("2026-11-24T08:30:00Z").snapshot();
    const Utilisation use = utilise(*snapshot, said({{0, 0, 720}, {0, 0, 720}, {40, 90, 720}}).metrics());
    QCOMPARE(use.idle.size(), std::size_t{1});
    QCOMPARE(use.idle[0].idleMs, 3 * kHour / 2);
    QVERIFY(use.idle[0].bound == Bound::exact);
  }

  void lastBusyDatesIt() {
    const auto snapshot = twoClaims().snapshot();
    Said answers = said({{0, 80, 720}, {0, 60, 720}, {40, 90, 720}});
    answers.value("gpuLastBusy", {{"UUID", "GPU-0"}}, static_cast<double>(kNow.ms - 2 * kHour) / 1000);
    answers.value("gpuLastBusy", {{"UUID", "GPU-1"}}, static_cast<double>(kNow.ms - kHour) / 1000);
    const Utilisation use = utilise(*snapshot, answers.metrics());
    QCOMPARE(use.idle.size(), std::size_t{1});
    QCOMPARE(use.idle[0].idleMs, kHour);  // the device that worked last decides
    QVERIFY(use.idle[0].bound == Bound::exact);
  }

  void adminAccessIsNoUse() {
    diagnosis::Scene scene;
    scene.node("n1").deviceClass();
    addSlice(scene, "n1", device("gpu-0", text("uuid", "GPU-0")));
    addClaim(scene, "monitor", "n1", {"gpu-0"}, "2026-11-24T05:00:00Z", ",'adminAccess':true");
    const auto snapshot = scene.snapshot();
    QVERIFY(utilise(*snapshot, said({{0, 0, 720}}).metrics()).idle.empty());
  }

  void theFinding() {
    diagnosis::Scene scene = twoClaims();
    scene.claim("waits", "").pod("waits-pod", "waits");
    const auto snapshot = scene.snapshot();
    const Utilisation use = utilise(*snapshot, said({{0, 0, 720}, {0, 0, 720}, {0, 0, 720}}).metrics());
    const auto found = of(diagnosis::diagnose(*snapshot, {}, &use), "idle_allocation");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].title, std::string("2 claims of class gpu: 3 devices allocated, busy 0 %"));
    QVERIFY(found[0].detail.find("at least 3 h") != std::string::npos);
    QVERIFY2(found[0].detail.find("1 claim of this class waits") != std::string::npos, found[0].detail.c_str());
    QVERIFY(found[0].since.isSet() && !found[0].evidence.empty());
    // Without metrics, or when they are old, it is neither found nor counted.
    const std::size_t without = diagnosis::diagnose(*snapshot).checksRun;
    QVERIFY(of(diagnosis::diagnose(*snapshot), "idle_allocation").empty());
    QCOMPARE(diagnosis::diagnose(*snapshot, {}, &use).checksRun, without + 1);
    Utilisation stale = use;
    stale.stale = true;
    QVERIFY(of(diagnosis::diagnose(*snapshot, {}, &stale), "idle_allocation").empty());
  }

  void idleHoldersStandBeforeBusyOnes() {
    diagnosis::Scene scene = twoClaims();
    scene.claim("waits", "");
    const auto snapshot = scene.snapshot();
    const Utilisation use = utilise(*snapshot, said({{50, 90, 720}, {50, 90, 720}, {0, 0, 720}}).metrics());
    const auto& claims = snapshot->inventory->claims;
    explanation::Explanation explanation;
    for (cluster::ClaimIndex i = 0; i < claims.size(); ++i) {
      const ResourceClaim* claim = snapshot->of<ResourceClaim>().at(claims[i].slot);
      if (claim->allocation != nullptr) {
        explanation::Holder holder;
        holder.claim = i;
        holder.name = claim->meta.name.str();
        holder.state = "in use";
        explanation.holders.insert(explanation.holders.begin(), holder);
      }
    }
    explanation::addUse(explanation, use);
    QCOMPARE(explanation.holders[0].name, std::string("serve"));
    QCOMPARE(explanation.holders[0].idleEvidence, std::string("GPU 0 %, ≥3 h"));
    QCOMPARE(explanation.holders[0].state, std::string("idle"));
    QVERIFY(explanation.holders[1].idleEvidence.empty());
  }
};

QTEST_APPLESS_MAIN(IdleTest)
#include "idle_test.moc"
