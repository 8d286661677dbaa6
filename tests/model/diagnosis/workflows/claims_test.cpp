// Workflows about claims: pending, allocation failures, quota; for each a scene that triggers it and one that must not. One
// thread.
#include <QtTest>

#include "tests/model/diagnosis/workflows/flow_scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

const std::string kUnschedulable =
    "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'Unschedulable','message':'0/1 nodes are "
    "available: 1 cannot "
    "allocate all claims.','lastTransitionTime':'2026-11-24T09:41:00Z'}]";

/// One node with two devices, one claim that holds both, one that waits.
FlowScene inUse() {
  FlowScene scene;
  scene.node("n1").slice("n1", 2).deviceClass();
  scene.claim("held", Scene::allocated("n1", {"gpu-0", "gpu-1"}));
  scene.claim("waits").pod("w", "waits", "", kUnschedulable);
  return scene;
}

}  // namespace

class WorkflowClaimsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void pendingNamesWhoHoldsTheDevices() {
    FlowScene scene = inUse();
    const WorkflowResult result = runWorkflow(scene, "claims_pending", ObjectRef{"claim", "ml", "waits"});
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "inUse"), std::string("proven"));
    QCOMPARE(verdictOf(result, "api"), std::string("ruledOut"));
    QCOMPARE(verdictOf(result, "class"), std::string("ruledOut"));
    QCOMPARE(verdictOf(result, "prepare"), std::string("notReached"));
    QCOMPARE(result.severity, Severity::critical);
    const WorkflowStep& step = *stepOf(result, "inUse");
    QVERIFY(!step.evidence.empty() && !step.command.empty());
    // The fix is a guided action.
    QVERIFY(!step.fixes.empty() && step.fixes.front().request);
    QCOMPARE(step.fixes.front().request->action, std::string("release_claim"));
    QCOMPARE(step.fixes.front().request->objects, (std::vector<ObjectRef>{{"claim", "ml", "held"}}));
  }

  void pendingOnTheWholeClusterGroups() {
    FlowScene scene = inUse();
    scene.claim("waits-too", "", Scene::request(), "2026-11-24T09:50:00Z").pod("w2", "waits-too", "", kUnschedulable);
    const WorkflowResult result = runWorkflow(scene, "claims_pending");
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QVERIFY2(result.verdict.find("ml/waits") != std::string::npos, dump(result).c_str());
    const auto groups = std::count_if(result.steps.begin(), result.steps.end(),
                                      [](const WorkflowStep& s) { return s.id.rfind("wait:", 0) == 0; });
    QCOMPARE(groups, 1);
  }

  void pendingRulesOutWhatRuns() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "c", "n1", "'phase':'Running','containerStatuses':[{'name':'c','ready':true,'state':{'running':{}}}]");
    const WorkflowResult result = runWorkflow(scene, "claims_pending", ObjectRef{"claim", "ml", "c"});
    QVERIFY2(result.outcome == StepVerdict::ruledOut, dump(result).c_str());
    for (const WorkflowStep& step : result.steps) {
      QVERIFY2(step.verdict != StepVerdict::proven, step.id.c_str());
    }
  }

  void pendingSaysThatTheClassIsMissing() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1);
    scene.claim("c").pod("p", "c", "", kUnschedulable);
    const WorkflowResult result = runWorkflow(scene, "claims_pending", ObjectRef{"pod", "ml", "p"});
    QCOMPARE(verdictOf(result, "class"), std::string("proven"));
    QVERIFY2(result.verdict.find("gpu") != std::string::npos, dump(result).c_str());
  }

  void pendingWithoutDraSaysSo() {
    FlowScene scene;
    for (const Kind kind :
         {Kind::ResourceClaim, Kind::ResourceSlice, Kind::DeviceClass, Kind::ResourceClaimTemplate, Kind::DeviceTaintRule}) {
      scene.state(kind, SourceState::notServed);
    }
    const WorkflowResult result = runWorkflow(scene, "claims_pending");
    QCOMPARE(verdictOf(result, "api"), std::string("proven"));
    QVERIFY2(result.verdict.find("no resource.k8s.io") != std::string::npos, dump(result).c_str());
  }

  void pendingSaysThatClaimsWereNeverMade() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass().pod("p", "absent");
    const WorkflowResult result = runWorkflow(scene, "claims_pending");
    QCOMPARE(verdictOf(result, "created"), std::string("proven"));
  }

  void failuresNameTheRightDriverPod() {
    FlowScene scene;
    scene.node("n1").node("n2").slice("n1", 1).slice("n2", 1).deviceClass();
    scene.driver({"n1", "n2"});
    scene.claim("c", Scene::allocated("n2", {"gpu-0"}) + "," + Scene::reserved({"p"})).pod("p", "c", "n2");
    scene.event("p", "FailedPrepareDynamicResources",
                "Failed to prepare dynamic resources: NodePrepareResources failed for ResourceClaim c: boom");
    const WorkflowResult result = runWorkflow(scene, "allocation_failures");
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "prepare"), std::string("proven"));
    const WorkflowStep* log = stepOf(result, "driverLog:gpu.example.com");
    QVERIFY2(log != nullptr, dump(result).c_str());
    QVERIFY2(log->command.find("kubectl -n kube-system logs gpu-dra-driver-n2") != std::string::npos, log->command.c_str());
  }

  void failuresSayThatASelectorDoesNotCompile() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass("gpu", "device.drivr == \\\"gpu.example.com\\\"");
    scene.claim("c").pod("p", "c", "", kUnschedulable);
    const WorkflowResult result = runWorkflow(scene, "allocation_failures");
    QCOMPARE(verdictOf(result, "classes"), std::string("proven"));
  }

  void failuresAreRuledOutWhereNothingFails() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    scene.driver({"n1"});
    scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "c", "n1", "'phase':'Running','containerStatuses':[{'name':'c','ready':true,'state':{'running':{}}}]");
    const WorkflowResult result = runWorkflow(scene, "allocation_failures");
    for (const WorkflowStep& step : result.steps) {
      QVERIFY2(step.verdict != StepVerdict::proven, dump(result).c_str());
    }
  }

  void quotaSaysWhichLineIsFullAndWhatToGiveBack() {
    FlowScene scene;
    scene.quota("team", "count/resourceclaims.resource.k8s.io", 1, 1);
    scene.deviceClass().claim("leftover");
    scene.add(Kind::Pod, "{" + Scene::meta("p", Scene::inNamespace("ml"), "2026-11-24T09:40:00Z") +
                             ",'spec':{'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'t'}],'containers':[{'name':'"
                             "c'}]},'status':{'phase':"
                             "'Pending'}}");
    scene.event("p", "FailedResourceClaimCreation",
                "PodResourceClaim gpu: failed to create ResourceClaim: resourceclaims.resource.k8s.io is forbidden: exceeded "
                "quota: team, requested: "
                "count/resourceclaims.resource.k8s.io=1, used: 1, limited: 1");
    const WorkflowResult result = runWorkflow(scene, "quota_exhausted");
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "refused"), std::string("proven"));
    QCOMPARE(verdictOf(result, "full"), std::string("proven"));
    const WorkflowStep& unused = *stepOf(result, "unused");
    QVERIFY2(unused.verdict == StepVerdict::proven && unused.objects.size() == 1, dump(result).c_str());
    QVERIFY2(stepOf(result, "full")->fixes.front().command.find("patch resourcequota team") != std::string::npos,
             dump(result).c_str());
  }

  void quotaWithRoomIsRuledOut() {
    FlowScene scene;
    scene.quota("team", "count/resourceclaims.resource.k8s.io", 5, 1);
    const WorkflowResult result = runWorkflow(scene, "quota_exhausted");
    QCOMPARE(result.outcome, StepVerdict::ruledOut);
    FlowScene hidden;
    hidden.state(Kind::ResourceQuota, SourceState::forbidden);
    QCOMPARE(verdictOf(runWorkflow(hidden, "quota_exhausted"), "full"), std::string("unknown"));
  }
};

QTEST_APPLESS_MAIN(WorkflowClaimsTest)
#include "claims_test.moc"
