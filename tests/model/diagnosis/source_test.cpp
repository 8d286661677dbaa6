// Checks about what could be read: forbidden, stale, failed, not served, not decodable. One thread.
#include <QtTest>

#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

Scene small() {
  Scene scene;
  scene.node("n1").slice("n1", 2).deviceClass();
  return scene;
}

}  // namespace

class DiagnosisSourceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void forbidden() {
    const Diagnosis diagnosis = small().state(Kind::DeviceTaintRule, SourceState::forbidden).diagnosis();
    const auto found = of(diagnosis, "kind_forbidden");
    QCOMPARE(titleOf(found), std::string("DeviceTaintRules are forbidden: free counts are at most"));
    QCOMPARE(found[0].detail, std::string("403 for list devicetaintrules.resource.k8s.io · ask for 1 rule"));
    QVERIFY(found[0].severity == Severity::notice);
    QVERIFY(std::find(diagnosis.notChecked.begin(), diagnosis.notChecked.end(),
                      "taints by rule: DeviceTaintRules are forbidden") != diagnosis.notChecked.end());
    QVERIFY(of(small().diagnosis(), "kind_forbidden").empty());
  }

  void forbiddenPodsSkipTheChecksThatNeedThem() {
    const Diagnosis all = small().diagnosis();
    const Diagnosis part = small().state(Kind::Pod, SourceState::forbidden).diagnosis();
    QVERIFY(part.checksRun < all.checksRun);
    QCOMPARE(part.notChecked.size(), all.checksRun - part.checksRun);
    QVERIFY(of(part, "kind_forbidden").at(0).severity == Severity::warning);
  }

  void staleAndFailed() {
    QCOMPARE(titleOf(of(small().state(Kind::Pod, SourceState::stale).diagnosis(), "kind_stale")),
             std::string("Pods are not current: users of claims are unknown"));
    QCOMPARE(titleOf(of(small().state(Kind::Node, SourceState::failed).diagnosis(), "kind_stale")),
             std::string("Nodes cannot be read: node groups and readiness are unknown"));
    QVERIFY(of(small().diagnosis(), "kind_stale").empty());
  }

  void notServed() {
    QCOMPARE(titleOf(of(small().state(Kind::DeviceClass, SourceState::notServed).diagnosis(), "kind_not_served")),
             std::string("DeviceClasses are not served: what claims ask for is unknown"));
    QVERIFY(of(small().diagnosis(), "kind_not_served").empty());
    QVERIFY(of(small().state(Kind::DeviceTaintRule, SourceState::notServed).diagnosis(), "kind_not_served").empty());
  }

  void unreadable() {
    Scene scene = small();
    scene.add(Kind::ResourceClaim, "{'metadata':{'name':5,'namespace':'ml'}}");
    QCOMPARE(titleOf(of(scene.diagnosis(), "objects_unreadable")),
             std::string("1 ResourceClaim cannot be read: counts are at least"));
    QVERIFY(of(small().diagnosis(), "objects_unreadable").empty());
  }
};

QTEST_APPLESS_MAIN(DiagnosisSourceTest)
#include "source_test.moc"
