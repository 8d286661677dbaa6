// Checks about claims: one cluster that has the fault and one that has not. One thread.
#include <QtTest>

#include "model/diagnosis/wait_reason.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

constexpr const char* kRejected =
    "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'Unschedulable','message':'0/2 nodes are "
    "available: 2 cannot allocate all claims. preemption: none'}]";

/// Two devices of one product, both taken.
Scene full() {
  Scene scene;
  scene.node("n1").slice("n1", 2).deviceClass();
  scene.claim("used", Scene::allocated("n1", {"gpu-0", "gpu-1"}) + "," + Scene::reserved({"p"}))
      .pod("p", "used", "n1", "'phase':'Running'");
  return scene;
}

}  // namespace

class DiagnosisClaimTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void reasonsAreWorkedOut() {
    Scene scene = full();
    scene.node("n2").slice("n2", 2, "'taints':[{'key':'repair','effect':'NoSchedule'}]");
    scene.claim("w1").pod("p1", "w1", {}, kRejected);
    scene.claim("other", {}, Scene::request("gpu", 1, R"(,'selectors':[{'cel':{'expression':'device.driver == \"other\"'}}])"));
    scene.pod("p-other", "other").claim("young", {}, Scene::request(), "2026-11-24T09:59:59Z").pod("p-young", "young");
    const Diagnosis diagnosis = scene.diagnosis();
    QCOMPARE(diagnosis.waitReasons.at(Uid("uid-w1")), std::string("2 of 4 in use, 2 tainted"));
    QCOMPARE(diagnosis.waitReasons.at(Uid("uid-other")), std::string("no device matches"));
    QCOMPARE(diagnosis.waitReasons.at(Uid("uid-young")), diagnosis.waitReasons.at(Uid("uid-w1")));
    QVERIFY(!diagnosis.waitReasons.contains(Uid("uid-used")));
    // What is hidden may be free.
    QVERIFY(scene.state(Kind::ResourceSlice, SourceState::forbidden).diagnosis().waitReasons.empty());

    Scene roomy;
    roomy.node("n1").slice("n1", 2).node("n2").slice("n2", 2).deviceClass();
    roomy.claim("three", {}, Scene::request("gpu", 3)).pod("p3", "three", {}, kRejected);
    roomy.claim("two", {}, Scene::request("gpu", 2)).pod("p2", "two", {}, kRejected);
    const Diagnosis free = roomy.diagnosis();
    QCOMPARE(free.waitReasons.at(Uid("uid-three")), std::string("no node has 3 free"));
    QVERIFY(!free.waitReasons.contains(Uid("uid-two")));  // devices are not what it waits for
  }

  void quotasAreReadFromTheirMessage() {
    QCOMPARE(quotaReason("PodResourceClaim gpu: failed to create: resourceclaims \"a\" is forbidden: exceeded quota: team-nlp, "
                         "requested: count/resourceclaims.resource.k8s.io=1, used: count/resourceclaims.resource.k8s.io=10, "
                         "limited: count/resourceclaims.resource.k8s.io=10"),
             std::string("10 of 10 used of quota team-nlp"));
    QCOMPARE(quotaReason("exceeded quota: q, requested: a=2"), std::string());
    QCOMPARE(quotaReason("something else"), std::string());
    QCOMPARE(quotaReason("exceeded quota: , used: =, limited: "), std::string());
  }

  void claimsWaiting() {
    Scene scene = full();
    scene.claim("w1").pod("p1", "w1", {}, kRejected).claim("w2").pod("p2", "w2", {}, kRejected);
    const Diagnosis diagnosis = scene.diagnosis();
    const auto found = of(diagnosis, "claims_waiting");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].title, std::string("No free X100: 2 of 2 devices taken, 2 claims wait"));
    QVERIFY(found[0].severity == Severity::critical);
    QCOMPARE(found[0].command, std::string("kubectl describe pod -n ml p1"));
    QVERIFY(std::find(found[0].objects.begin(), found[0].objects.end(), ObjectRef{"claim", "ml", "w2"}) !=
            found[0].objects.end());
    QVERIFY(of(full().diagnosis(), "claims_waiting").empty());
    // Waiting a few seconds is normal, a few minutes is a warning.
    Scene young = full();
    young.claim("w1", "", Scene::request(), "2026-11-24T09:59:50Z").pod("p1", "w1");
    QVERIFY(of(young.diagnosis(), "claims_waiting").empty());
    Scene minutes = full();
    minutes.claim("w1", "", Scene::request(), "2026-11-24T09:57:00Z").pod("p1", "w1");
    QVERIFY(of(minutes.diagnosis(), "claims_waiting").at(0).severity == Severity::warning);
  }

  void claimsUnplaced() {
    Scene scene;
    scene.node("n1").node("n2").slice("n1", 1).slice("n2", 1).deviceClass();
    scene.claim("w", "", Scene::request("gpu", 2)).pod("p", "w", {}, kRejected);
    const Diagnosis diagnosis = scene.diagnosis();
    QCOMPARE(titleOf(of(diagnosis, "claims_unplaced")), std::string("1 claim waits for X100: no node has 2 free"));
    QVERIFY(of(diagnosis, "claims_waiting").empty());
    QVERIFY(of(full().diagnosis(), "claims_unplaced").empty());
  }

  void noMatchingDevice() {
    Scene scene = full();
    scene.deviceClass("other", "device.driver == \\\"other.example.com\\\"");
    scene.claim("w", "", Scene::request("other")).pod("p1", "w", {}, kRejected);
    QCOMPARE(titleOf(of(scene.diagnosis(), "no_matching_device")),
             std::string("No driver publishes devices of class other, 1 claim waits"));
    Scene selector = full();
    selector.claim(
        "w", "",
        Scene::request(
            "gpu", 1,
            ",'selectors':[{'cel':{'expression':'device.attributes[\\\"gpu.example.com\\\"].productName == \\\"X900\\\"'}}]"));
    selector.pod("p1", "w", {}, kRejected);
    QCOMPARE(titleOf(of(selector.diagnosis(), "no_matching_device")),
             std::string("No device matches the selectors of class gpu, 1 claim waits"));
    // What is not understood may match: no accusation.
    Scene odd = full();
    odd.claim("w", "", Scene::request("gpu", 1, ",'selectors':[{'cel':{'expression':'device.attributes.exists(d, false)'}}]"))
        .pod("p1", "w", {}, kRejected);
    QVERIFY(of(odd.diagnosis(), "no_matching_device").empty());
  }

  void claimUnused() {
    Scene scene = full();
    scene.node("n2").slice("n2", 2).claim("hold", Scene::allocated("n2", {"gpu-0", "gpu-1"}));
    const auto found = of(scene.diagnosis(), "claim_unused");
    QCOMPARE(titleOf(found), std::string("ml/hold: 2 devices allocated, reserved by no pod"));
    QVERIFY(found[0].severity == Severity::notice);
    QCOMPARE(formatTime(found[0].since), std::string("2026-11-24T09:41:00Z"));
    scene.claim("w").pod("p1", "w", {}, kRejected);
    QCOMPARE(of(scene.diagnosis(), "claim_unused").at(0).detail,
             std::string("named claim without owner · release it to start 1 waiting claim"));
    QVERIFY(of(full().diagnosis(), "claim_unused").empty());
  }

  void claimDeleting() {
    Scene scene = full();
    scene.claim("stuck", Scene::allocated("n1", {"gpu-0"}), Scene::request(), "2026-11-24T09:00:00Z",
                "'deletionTimestamp':'2026-11-24T09:30:00Z','finalizers':['resource.kubernetes.io/delete-protection']");
    QCOMPARE(titleOf(of(scene.diagnosis(), "claim_deleting")), std::string("ml/stuck: being deleted for 30 m, holds 1 device"));
    QVERIFY(of(full().diagnosis(), "claim_deleting").empty());
  }

  void quotaExceeded() {
    Scene scene = full();
    scene.add(Kind::ResourceQuota, "{" + Scene::meta("q", Scene::inNamespace("ml")) +
                                       ",'status':{'hard':{'count/resourceclaims.resource.k8s.io':'10'},'used':{'count/"
                                       "resourceclaims.resource.k8s.io':'10'}}}");
    scene.add(Kind::Pod, "{" + Scene::meta("refused", Scene::inNamespace("ml")) +
                             ",'spec':{'containers':[],'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'t'}]},'"
                             "status':{'phase':'Pending'}}");
    scene.event("refused", "FailedResourceClaimCreation",
                "PodResourceClaim gpu: failed to create ResourceClaim: forbidden: exceeded quota: q, requested: 1, used: 10, "
                "limited: 10");
    const auto found = of(scene.diagnosis(), "quota_exceeded");
    QCOMPARE(titleOf(found), std::string("ml: quota q refuses 1 claim"));
    QCOMPARE(found[0].id, std::string("QuotaExceeded:ml"));
    QVERIFY(
        std::any_of(found[0].evidence.begin(), found[0].evidence.end(), [](const Evidence& e) { return e.value == "10 of 10"; }));
    QVERIFY(of(full().diagnosis(), "quota_exceeded").empty());
  }

  /// 9 of 10 is in the way of a claim that counts 32.
  void quotaExceededByTheWorstCase() {
    Scene scene = full();
    scene.add(
        Kind::ResourceClaimTemplate,
        "{" + Scene::meta("t", Scene::inNamespace("ml")) +
            ",'spec':{'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu','allocationMode':'All'}}]"
            "}}}}");
    scene.add(Kind::ResourceQuota,
              "{" + Scene::meta("q", Scene::inNamespace("ml")) +
                  ",'status':{'hard':{'gpu.deviceclass.resource.k8s.io/devices':'10','pods':'1'},'used':{'gpu."
                  "deviceclass.resource.k8s.io/devices':'9','pods':'1'}}}");
    scene.add(Kind::Pod, "{" + Scene::meta("refused", Scene::inNamespace("ml")) +
                             ",'spec':{'containers':[],'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'t'}]},'"
                             "status':{'phase':'Pending'}}");
    scene.event("refused", "FailedResourceClaimCreation",
                "PodResourceClaim gpu: failed to create ResourceClaim: forbidden: exceeded quota: q, requested: x");
    const auto found = of(scene.diagnosis(), "quota_exceeded");
    QCOMPARE(found.size(), std::size_t{1});
    std::string lines;
    for (const Evidence& one : found[0].evidence) {
      lines += one.object.find("ResourceQuota") == 0 ? one.field + ": " + one.value + ";" : "";
    }
    QCOMPARE(lines, std::string("status.used[gpu.deviceclass.resource.k8s.io/devices]: 9 of 10, asked for 32 more;"));
  }

  void claimMissing() {
    Scene scene = full();
    scene.pod("p1", "nothing").pod("p2", "nothing");
    QCOMPARE(titleOf(of(scene.diagnosis(), "claim_missing")),
             std::string("ResourceClaim ml/nothing does not exist, 2 pods wait"));
    QVERIFY(of(full().diagnosis(), "claim_missing").empty());
    QVERIFY(of(scene.state(Kind::ResourceClaim, SourceState::forbidden).diagnosis(), "claim_missing").empty());
  }

  void templateMissing() {
    Scene scene = full();
    const std::string pod = "{" + Scene::meta("p1", Scene::inNamespace("ml")) +
                            ",'spec':{'containers':[],'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'t'}]},'status'"
                            ":{'phase':'Pending'}}";
    scene.add(Kind::Pod, pod);
    QCOMPARE(titleOf(of(scene.diagnosis(), "template_missing")),
             std::string("ResourceClaimTemplate ml/t does not exist, 1 pod waits"));
    scene.add(Kind::ResourceClaimTemplate,
              "{" + Scene::meta("t", Scene::inNamespace("ml")) + ",'spec':{" + Scene::request() + "}}");
    const Diagnosis diagnosis = scene.diagnosis();
    QVERIFY(of(diagnosis, "template_missing").empty());
    QCOMPARE(titleOf(of(diagnosis, "claim_missing")), std::string("ml: 1 claim of pods not created"));
  }

  void classMissing() {
    Scene scene = full();
    scene.claim("w", "", Scene::request("ghost")).pod("p1", "w", {}, kRejected);
    QCOMPARE(titleOf(of(scene.diagnosis(), "class_missing")), std::string("DeviceClass ghost does not exist, 1 claim waits"));
    Scene unusedTemplate = full();
    unusedTemplate.add(Kind::ResourceClaimTemplate,
                       "{" + Scene::meta("t", Scene::inNamespace("ml")) + ",'spec':{" + Scene::request("ghost") + "}}");
    QVERIFY(of(unusedTemplate.diagnosis(), "class_missing").at(0).severity == Severity::notice);
    QVERIFY(of(full().diagnosis(), "class_missing").empty());
    QVERIFY(of(scene.state(Kind::DeviceClass, SourceState::forbidden).diagnosis(), "class_missing").empty());
  }

  void bindingConditions() {
    Scene scene;
    scene.node("n1")
        .slice("n1", 2, "'bindingConditions':['FabricReady'],'bindingFailureConditions':['FabricBroken']")
        .deviceClass();
    const std::string conditions = ",'bindingConditions':['FabricReady'],'bindingFailureConditions':['FabricBroken']";
    scene.claim("w", Scene::allocated("n1", {"gpu-0"}, conditions) + "," + Scene::reserved({"p"})).pod("p", "w");
    Diagnosis diagnosis = scene.diagnosis();
    QCOMPARE(titleOf(of(diagnosis, "binding_pending")),
             std::string("1 claim waits for binding condition FabricReady of gpu.example.com"));
    QVERIFY(of(diagnosis, "binding_failed").empty());
    scene.claim("x", Scene::allocated("n1", {"gpu-1"}, conditions) + "," + Scene::reserved({"q"}) +
                         ",'devices':[{'driver':'gpu.example.com','pool':'n1','device':'gpu-1','conditions':[{'type':'"
                         "FabricBroken','status':'True','message':'no link','lastTransitionTime':'2026-11-24T09:50:00Z'}]}]");
    scene.pod("q", "x");
    const auto failed = of(scene.diagnosis(), "binding_failed");
    QCOMPARE(titleOf(failed), std::string("gpu.example.com reports FabricBroken for 1 device to be bound"));
    QCOMPARE(failed[0].detail, std::string("no link"));
    diagnosis = full().diagnosis();
    QVERIFY(of(diagnosis, "binding_pending").empty() && of(diagnosis, "binding_failed").empty());
  }

  void consumerUnknown() {
    Scene scene = full();
    scene.node("n2").slice("n2", 2).claim("c", Scene::allocated("n2", {"gpu-0"}) + "," + Scene::reserved({"vanished"}));
    QCOMPARE(titleOf(of(scene.diagnosis(), "consumer_unknown")), std::string("ml/c is reserved for a pod that does not exist"));
    Scene foreign = full();
    foreign.node("n2").slice("n2", 2).claim(
        "c", Scene::allocated("n2", {"gpu-0"}) +
                 ",'reservedFor':[{'apiGroup':'example.com','resource':'leases','name':'x','uid':'u'}]");
    QCOMPARE(titleOf(of(foreign.diagnosis(), "consumer_unknown")), std::string("ml/c is reserved for something that is no pod"));
    Scene group = full();
    group.node("n2").slice("n2", 2).claim(
        "c", Scene::allocated("n2", {"gpu-0"}) +
                 ",'reservedFor':[{'apiGroup':'scheduling.k8s.io','resource':'podgroups','name':'x','uid':'u'}]");
    QVERIFY(of(group.diagnosis(), "consumer_unknown").empty());
  }

  void consumersFull() {
    std::vector<std::string> pods;
    Scene scene = full();
    for (int i = 0; i < 256; ++i) {
      pods.push_back("s" + std::to_string(i));
      scene.pod(pods.back(), "shared", "n2", "'phase':'Running'");
    }
    scene.node("n2").slice("n2", 1).claim("shared", Scene::allocated("n2", {"gpu-0"}) + "," + Scene::reserved(pods));
    const auto found = of(scene.diagnosis(), "consumers_full");
    QCOMPARE(titleOf(found), std::string("ml/shared is full: 256 of 256 consumers"));
    QVERIFY(found[0].severity == Severity::warning);
    QVERIFY(of(full().diagnosis(), "consumers_full").empty());
  }

  void classicLeftovers() {
    Scene scene(30);
    scene.state(Kind::DeviceClass, SourceState::notServed)
        .state(Kind::ResourceClass, SourceState::live)
        .version(Kind::ResourceClaim, "v1alpha2")
        .version(Kind::ResourceClass, "v1alpha2");
    scene.add(Kind::ResourceClass, "{" + Scene::meta("old") + ",'driverName':'gpu.example.com'}");
    scene.add(Kind::ResourceClaim, "{" + Scene::meta("c", Scene::inNamespace("ml")) + ",'spec':{'resourceClassName':'old'}}");
    const auto found = of(scene.diagnosis(), "classic_leftovers");
    QCOMPARE(titleOf(found), std::string("2 objects of classic DRA, which Kubernetes 1.32 removed"));
    QVERIFY(of(full().diagnosis(), "classic_leftovers").empty());
  }
};

QTEST_APPLESS_MAIN(DiagnosisClaimTest)
#include "claim_test.moc"
