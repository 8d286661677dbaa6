// The verdict, the order and the ids of findings, hostile text, and the demo clusters. One thread.
#include <QtTest>
#include <set>

#include "app/source/live.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

Scene small() {
  Scene scene;
  scene.node("n1").slice("n1", 2).deviceClass();
  return scene;
}

std::vector<std::string> idsOf(const Diagnosis& diagnosis) {
  std::vector<std::string> out;
  for (const Finding& finding : diagnosis.findings) {
    out.push_back(finding.id);
  }
  return out;
}

/// A demo cluster at the moment of its picture, as the commands and the window load it.
cluster::SnapshotPtr demo(const std::string& scenario) {
  app::SourceOptions options;
  options.demo = true;
  options.remembers = false;  // what happened in the hour before takes seconds, and nothing here looks at it
  options.scenario = scenario;
  options.speed = 0;
  auto source = app::openSource(options);
  if (!source) {
    throw std::runtime_error(source.error().text());
  }
  app::Live live(std::move(*source), nullptr);
  live.start();
  std::vector<Kind> kinds;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    kinds.push_back(static_cast<Kind>(i));
  }
  if (!live.waitSettled(kinds, 60'000)) {
    throw std::runtime_error("demo not loaded: " + scenario);
  }
  return live.flushed();
}

/// What holds for every finding, whatever the cluster.
void checkShape(const Diagnosis& diagnosis) {
  for (const Finding& finding : diagnosis.findings) {
    const QString title = QString::fromStdString(finding.title);
    QVERIFY2(title.size() <= 90 && !title.isEmpty(), qPrintable(title));
    QVERIFY2(!title.contains(QLatin1Char('\n')) && !title.contains(QChar(0x1B)) && !title.contains(QChar(0x202E)),
             qPrintable(title));
    QVERIFY2(!finding.detail.empty() && !finding.id.empty() && !finding.check.empty(), qPrintable(title));
    QVERIFY2(!finding.evidence.empty(), qPrintable(title));
    QVERIFY2(finding.command.rfind("kubectl ", 0) == 0, qPrintable(title));
    QVERIFY(finding.objects.size() <= 50);
  }
  const auto ids = idsOf(diagnosis);
  QCOMPARE(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
}

}  // namespace

class DiagnosisVerdictTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingWrong() {
    const Diagnosis diagnosis = small().diagnosis();
    QCOMPARE(diagnosis.verdict, std::string("Nothing is wrong: there are no claims."));
    QVERIFY(diagnosis.verdictDetail.find("checks passed on 2 devices and 0 claims") != std::string::npos);
  }

  void onlyNotices() {
    const Diagnosis diagnosis = small().state(Kind::DeviceTaintRule, SourceState::forbidden).diagnosis();
    QCOMPARE(diagnosis.verdict, std::string("Nothing urgent: there are no claims."));
    QVERIFY(diagnosis.verdictDetail.find("Not checked: taints by rule: DeviceTaintRules are forbidden.") != std::string::npos);
  }

  void waitingAndTheCause() {
    Scene scene = small();
    scene.claim("hold", Scene::allocated("n1", {"gpu-0", "gpu-1"}));
    scene.claim("w", "", Scene::request(), "2026-11-24T09:42:00Z").pod("p", "w");
    const Diagnosis diagnosis = scene.diagnosis();
    QCOMPARE(diagnosis.verdict, std::string("1 claim waits for an X100, and none of the 2 is free."));
    QCOMPARE(
        diagnosis.verdictDetail,
        std::string("1 critical finding, 1 notice. Oldest wait 18 m. Started 09:42:00, one minute after ml/hold was allocated."));
    QVERIFY(diagnosis.worst == Severity::critical && diagnosis.anythingWrong);
  }

  void loadingAndNotServed() {
    QVERIFY(small().state(Kind::Pod, SourceState::loading).diagnosis().verdict.rfind("Loading: ", 0) == 0);
    Scene none;
    for (const Kind kind :
         {Kind::ResourceClaim, Kind::ResourceSlice, Kind::DeviceClass, Kind::ResourceClaimTemplate, Kind::DeviceTaintRule}) {
      none.state(kind, SourceState::notServed);
    }
    const Diagnosis diagnosis = none.diagnosis();
    QCOMPARE(diagnosis.verdict, std::string("This API server has no resource.k8s.io."));
    QVERIFY(!diagnosis.anythingWrong);
    const Diagnosis hidden =
        small().state(Kind::ResourceClaim, SourceState::forbidden).state(Kind::ResourceSlice, SourceState::forbidden).diagnosis();
    QCOMPARE(hidden.verdict, std::string("ResourceClaims and ResourceSlices are forbidden: nothing can be said about devices."));
  }

  void worstFirstThenOldest() {
    Scene scene = small();
    scene.claim("hold", Scene::allocated("n1", {"gpu-0", "gpu-1"}))
        .claim("w")
        .pod("p", "w")
        .node("n3", "", "False")
        .slice("n3", 1, {}, 1, 2);
    const Diagnosis diagnosis = scene.diagnosis();
    QVERIFY(diagnosis.findings.size() >= 4);
    for (std::size_t i = 1; i < diagnosis.findings.size(); ++i) {
      QVERIFY(diagnosis.findings[i - 1].severity <= diagnosis.findings[i].severity);
    }
    checkShape(diagnosis);
  }

  void hostileTextIsOneHarmlessLine() {
    Scene scene = small();
    scene.claim("c", Scene::allocated("n1", {"gpu-1"}) + "," + Scene::reserved({"q"})).pod("q", "c", "n1");
    scene.event("q", "FailedPrepareDynamicResources", "x\\u001b[31m\\nred\\u202Eevil | <b>bold</b> `code`");
    scene.pod("bad\\n# name; rm -rf $HOME", "nothing $(x)");
    const Diagnosis diagnosis = scene.diagnosis();
    checkShape(diagnosis);
    const auto missing = of(diagnosis, "claim_missing");
    QVERIFY(!missing.empty());
    QVERIFY2(missing[0].command.find("'bad") != std::string::npos, missing[0].command.c_str());
  }

  void aThousandDemandsStayReadable() {
    Scene scene = small();
    scene.claim("hold", Scene::allocated("n1", {"gpu-0", "gpu-1"}) + "," + Scene::reserved({"h"}))
        .pod("h", "hold", "n1", "'phase':'Running'");
    for (int i = 0; i < 1000; ++i) {
      const std::string n = std::to_string(i);
      scene.deviceClass("class-" + n).claim("w" + n, "", Scene::request("class-" + n)).pod("p" + n, "w" + n);
    }
    const Diagnosis diagnosis = scene.diagnosis();
    QCOMPARE(of(diagnosis, "claims_waiting").size(), std::size_t{20});
    checkShape(diagnosis);
  }

  void quietDemoIsQuiet() {
    const cluster::SnapshotPtr loaded = demo("quiet");
    const Diagnosis diagnosis = diagnose(*loaded);
    for (const Finding& finding : diagnosis.findings) {
      QVERIFY2(finding.severity == Severity::notice, finding.title.c_str());
    }
    checkShape(diagnosis);
  }

  void eksDemosTellOfTheirIncident() {
    for (const char* scenario : {"eks-hybrid", "eks-classic"}) {
      const cluster::SnapshotPtr loaded = demo(scenario);
      const Diagnosis diagnosis = diagnose(*loaded);
      QVERIFY2(diagnosis.anythingWrong && diagnosis.worst != Severity::notice, scenario);
      checkShape(diagnosis);
    }
  }

  void fleetDemoIsThePicture() {
    const cluster::SnapshotPtr loaded = demo("fleet");
    const Diagnosis diagnosis = diagnose(*loaded);
    QCOMPARE(diagnosis.verdict, std::string("23 claims wait. Three of them need an H200, and none of the 16 is free."));
    QCOMPARE(diagnosis.findings.at(0).title, std::string("No free H200: 16 of 16 devices taken, 3 claims wait"));
    QCOMPARE(diagnosis.findings.at(0).detail, std::string("pool gpu-h200 · 2 of the 16 are reserved but used by no pod"));
    QVERIFY(diagnosis.findings.at(0).severity == Severity::critical);
    QCOMPARE(of(diagnosis, "driver_lost").at(0).title,
             std::string("gpu-a10g-0417: driver gpu.nvidia.com not registered, 8 devices gone"));
    QCOMPARE(of(diagnosis, "pool_incomplete").at(0).title,
             std::string("Pool gpu-l4-c is incomplete: 5 of 6 slices at generation 12"));
    QCOMPARE(of(diagnosis, "pod_terminating").at(0).title,
             std::string("batch-infer-12 Terminating for 41 m: unprepare waits for the driver"));
    const auto unused = of(diagnosis, "claim_unused");
    QVERIFY(std::any_of(unused.begin(), unused.end(), [](const Finding& f) {
      return f.title == "research/h200-hold: 2 devices allocated, reserved by no pod" &&
             f.detail == "named claim without owner · release it to start 1 waiting claim";
    }));
    QCOMPARE(of(diagnosis, "kind_forbidden").at(0).title, std::string("DeviceTaintRules are forbidden: free counts are at most"));
    const auto reason = [&](const char* namespaceName, const char* name) {
      return diagnosis.waitReasons.at(loaded->of<ResourceClaim>().find(Text(namespaceName), Text(name))->meta.uid);
    };
    QCOMPARE(reason("ml-workloads", "ml-training-job-7-gpu-x4k2p"), std::string("16 of 16 in use"));
    QCOMPARE(reason("ml-workloads", "inference-service-gpu-6fq4n"),
             std::string("93 of 102 in use, 7 without counters, 2 tainted"));
    QCOMPARE(reason("ml-workloads", "batch-infer-13-gpu-zt8hd"), std::string("driver not registered"));
    QCOMPARE(diagnosis.waitReasons.at(loaded->of<Pod>().find(Text("team-nlp"), Text("finetune-a"))->meta.uid),
             std::string("10 of 10 used of quota team-nlp-quota"));
    checkShape(diagnosis);
    QCOMPARE(idsOf(diagnose(*loaded)), idsOf(diagnosis));
    QBENCHMARK {
      (void)diagnose(*loaded);
    }
  }

  void idsStayWhileTheFaultLasts() {
    auto faults = [] {
      Scene scene = small();
      scene.claim("hold", Scene::allocated("n1", {"gpu-0", "gpu-1"})).claim("w").pod("p", "w");
      scene.node("n3", "", "False").slice("n3", 1, {}, 1, 2).pod("lost", "nothing");
      return scene;
    };
    const auto before = idsOf(faults().diagnosis());
    // Minutes later one claim more waits.
    const auto after = idsOf(faults().claim("later").pod("q", "later").at("2026-11-24T10:07:00Z").diagnosis());
    QVERIFY(before.size() >= 5);
    QCOMPARE(after, before);
  }
};

QTEST_APPLESS_MAIN(DiagnosisVerdictTest)
#include "verdict_test.moc"
