// Workflows about the cluster as a whole: classic DRA that is left over, and latency against an hour of virtual time. One thread.
#include <QtTest>

#include "tests/model/diagnosis/workflows/flow_scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

std::string at(int minutes, int seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "2026-11-24T09:%02d:%02dZ", minutes, seconds);
  return text;
}

/// Claims that were made and allocated: `wait` seconds apart, one each minute of [from, to).
void addClaims(FlowScene& scene, int from, int to, int wait) {
  for (int minute = from; minute < to; ++minute) {
    const std::string name = "c" + std::to_string(minute);
    const std::string created = at(minute, 0);
    const std::string allocated = at(minute, wait);
    scene.add(Kind::ResourceClaim,
              "{" + Scene::meta(name, Scene::inNamespace("ml"), created) + "," + Scene::request() +
                  ",'status':{'allocation':{'allocationTimestamp':'" + allocated +
                  "','devices':{'results':[{'request':'r','driver':'gpu.example.com','pool':'n1','device':'gpu-" +
                  std::to_string(minute) + "'}]}},'reservedFor':[{'resource':'pods','name':'p" + std::to_string(minute) +
                  "','uid':'uid-p" + std::to_string(minute) + "'}]}}");
    scene.pod("p" + std::to_string(minute), name, "n1",
              "'phase':'Running','conditions':[{'type':'PodScheduled','status':'True','lastTransitionTime':'" + allocated +
                  "'},{'type':'PodReadyToStartContainers','status':'True','lastTransitionTime':'" + allocated +
                  "'}],'containerStatuses':[{'name':'c','ready':true,'started':true,'state':{'running':{'startedAt':'" +
                  allocated + "'}}}]",
              "", created);
  }
}

}  // namespace

class WorkflowClusterTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void classicObjectsAreProven() {
    FlowScene scene(30);
    scene.state(Kind::ResourceClass, SourceState::live).version(Kind::ResourceClaim, "v1alpha2");
    scene.add(Kind::ResourceClass, "{" + Scene::meta("gpu") + ",'driverName':'old.example.com'}");
    scene.add(Kind::ResourceClaim, "{" + Scene::meta("c", Scene::inNamespace("ml")) +
                                       ",'spec':{'resourceClassName':'gpu','allocationMode':'Immediate'}}");
    const WorkflowResult result = runWorkflow(scene, "classic_leftovers");
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "objects"), std::string("proven"));
    QCOMPARE(verdictOf(result, "waiting"), std::string("proven"));
    QCOMPARE(verdictOf(result, "modern"), std::string("proven"));
    QCOMPARE(verdictOf(result, "server"), std::string("ruledOut"));
  }

  void podsInTheOldShapeAreProven() {
    FlowScene scene;
    scene.add(Kind::Pod, "{" + Scene::meta("p", Scene::inNamespace("ml")) +
                             ",'spec':{'containers':[{'name':'c'}],'resourceClaims':[{'name':'gpu','source':{'resourceClaimName':"
                             "'c'}}]},'status':{'phase':"
                             "'Pending'}}");
    const WorkflowResult result = runWorkflow(scene, "classic_leftovers");
    QCOMPARE(verdictOf(result, "pods"), std::string("proven"));
  }

  void aModernClusterHasNoLeftovers() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    const WorkflowResult result = runWorkflow(scene, "classic_leftovers");
    QVERIFY2(result.outcome == StepVerdict::ruledOut, dump(result).c_str());
  }

  void slowerClaimsAreProven() {
    FlowScene scene;
    scene.node("n1").deviceClass();
    addClaims(scene, 5, 42, 1);
    addClaims(scene, 47, 58, 40);
    const WorkflowResult result = runWorkflow(scene, "latency_regression");
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "whole"), std::string("proven"));
    QCOMPARE(verdictOf(result, "stage:allocated"), std::string("proven"));
    QCOMPARE(verdictOf(result, "objective"), std::string("proven"));
    QVERIFY2(verdictOf(result, "stage:prepared") != "proven", dump(result).c_str());
  }

  void equalClaimsAreNot() {
    FlowScene scene;
    scene.node("n1").deviceClass();
    addClaims(scene, 5, 58, 1);
    const WorkflowResult result = runWorkflow(scene, "latency_regression");
    QVERIFY2(result.outcome != StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "whole"), std::string("ruledOut"));
  }

  void withoutClaimsItIsUnknown() {
    FlowScene scene;
    scene.node("n1").deviceClass();
    QCOMPARE(runWorkflow(scene, "latency_regression").outcome, StepVerdict::unknown);
  }
};

QTEST_APPLESS_MAIN(WorkflowClusterTest)
#include "cluster_test.moc"
