// Workflows about nodes, drivers and devices: GPU not detected, driver unhealthy, unused GPUs, double booking. One thread.
#include <QtTest>

#include "tests/model/diagnosis/workflows/flow_scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

const ObjectRef kNode1{"node", "", "n1"};
const std::string kGpu = "'nvidia.com/gpu.present':'true','node-type':'gpu'";

}  // namespace

class WorkflowNodeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void notDetectedBecauseTheDriverPodCrashes() {
    FlowScene scene;
    scene.labelled("n1", kGpu).labelled("n2", kGpu).slice("n2", 2).deviceClass();
    scene.driver({"n2"});
    scene.driverPod("n1", "'waiting':{'reason':'CrashLoopBackOff','message':'back-off'}", 12);
    const WorkflowResult result = runWorkflow(scene, "gpu_not_detected", kNode1);
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "driverPod"), std::string("proven"));
    QVERIFY2(result.verdict.find("CrashLoopBackOff") != std::string::npos, dump(result).c_str());
    QVERIFY2(stepOf(result, "slices")->effect, dump(result).c_str());
    QCOMPARE(verdictOf(result, "machine"), std::string("ruledOut"));
    const WorkflowStep& pod = *stepOf(result, "driverPod");
    QVERIFY(pod.command.find("logs gpu-dra-driver-n1") != std::string::npos);
    const auto restart =
        std::find_if(pod.fixes.begin(), pod.fixes.end(), [](const WorkflowFix& fix) { return fix.request.has_value(); });
    QVERIFY(restart != pod.fixes.end() && restart->request->action == "restart_driver");
    QCOMPARE(restart->request->options.at("driver"), std::string("gpu.example.com"));
  }

  void notDetectedBecauseThereIsNoDriverPodOnTheNode() {
    FlowScene scene;
    scene.labelled("n1", kGpu, "", "'taints':[{'key':'nvidia.com/gpu','value':'true','effect':'NoSchedule'}]")
        .labelled("n2", kGpu)
        .slice("n2", 2)
        .deviceClass();
    scene.driver({"n2"});
    const WorkflowResult result = runWorkflow(scene, "gpu_not_detected", kNode1);
    QCOMPARE(verdictOf(result, "driverPod"), std::string("proven"));
    QVERIFY2(result.verdict.find("has no pod on n1") != std::string::npos, dump(result).c_str());
  }

  void notDetectedBecauseTheDriverIsNotRegistered() {
    FlowScene scene;
    scene.labelled("n1", kGpu).slice("n1", 2).deviceClass();
    scene.driver({"n1"});
    scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"})).pod("p", "c", "n1");
    scene.event("p", "FailedPrepareDynamicResources",
                "Failed to prepare dynamic resources: prepare dynamic resources: DRA driver gpu.example.com is not registered");
    scene.nodeEvent("n1", "Starting", "Starting kubelet.");
    const WorkflowResult result = runWorkflow(scene, "gpu_not_detected", kNode1);
    QCOMPARE(verdictOf(result, "registration"), std::string("proven"));
    QVERIFY2(stepOf(result, "kubelet")->effect, dump(result).c_str());
    QVERIFY2(result.verdict.find("does not know driver gpu.example.com") != std::string::npos, dump(result).c_str());
  }

  void notDetectedBecauseTheNodeIsDown() {
    FlowScene scene;
    scene.node("n1", "", "Unknown");
    const WorkflowResult result = runWorkflow(scene, "gpu_not_detected", kNode1);
    QCOMPARE(verdictOf(result, "nodeDown"), std::string("proven"));
  }

  void notDetectedBecauseADevicePluginOwnsThem() {
    FlowScene scene;
    scene.labelled("n1", kGpu, "'allocatable':{'nvidia.com/gpu':'8'},'capacity':{'nvidia.com/gpu':'8'}");
    const WorkflowResult result = runWorkflow(scene, "gpu_not_detected", kNode1);
    QCOMPARE(verdictOf(result, "devicePlugin"), std::string("proven"));
  }

  void detectedIsNotProven() {
    FlowScene scene;
    scene.labelled("n1", kGpu).slice("n1", 2).deviceClass();
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "gpu_not_detected", kNode1);
    QVERIFY2(result.outcome != StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "classes"), std::string("ruledOut"));
    QCOMPARE(verdictOf(result, "hardware"), std::string("unknown"));  // no metrics
  }

  void theClusterFindsTheSuspects() {
    FlowScene scene;
    scene.labelled("n1", kGpu).labelled("n2", kGpu).slice("n2", 2).deviceClass();
    scene.driver({"n1", "n2"});
    const WorkflowResult result = runWorkflow(scene, "gpu_not_detected");
    QCOMPARE(verdictOf(result, "suspects"), std::string("proven"));
    QCOMPARE(stepOf(result, "suspects")->objects, (std::vector<ObjectRef>{kNode1}));
    FlowScene quiet;
    quiet.labelled("n2", kGpu).slice("n2", 2).deviceClass();
    QCOMPARE(runWorkflow(quiet, "gpu_not_detected").outcome, StepVerdict::ruledOut);
  }

  void aDriverIsUnhealthyWhenItsPoolIsIncomplete() {
    FlowScene scene;
    scene.node("n1").slice("n1", 2, "", 1, 2).deviceClass();
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "driver_unhealthy");
    QCOMPARE(verdictOf(result, "pools"), std::string("proven"));
    QVERIFY2(result.verdict.find("1 of 2 slices") != std::string::npos, dump(result).c_str());
    const WorkflowResult byPool = runWorkflow(scene, "driver_unhealthy", ObjectRef{"pool", "gpu.example.com", "n1"});
    QCOMPARE(byPool.outcome, StepVerdict::proven);
  }

  void aDriverIsUnhealthyWhenItWithdraws() {
    FlowScene scene;
    scene.node("n1").node("n2").slice("n2", 2).deviceClass();
    scene.driver({"n1", "n2"});
    scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"})).pod("p", "c", "n1", "'phase':'Running'");
    const WorkflowResult result = runWorkflow(scene, "driver_unhealthy");
    QCOMPARE(verdictOf(result, "nodes"), std::string("proven"));
    QVERIFY2(!stepOf(result, "nodes")->fixes.empty(), dump(result).c_str());
  }

  void aDriverThatIsWellIsRuledOut() {
    FlowScene scene;
    scene.node("n1").slice("n1", 2).deviceClass();
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "driver_unhealthy");
    QVERIFY2(result.outcome == StepVerdict::ruledOut, dump(result).c_str());
  }

  void unusedBecauseAClaimHoldsThem() {
    FlowScene scene;
    scene.node("n1").slice("n1", 2).deviceClass().claim("held", Scene::allocated("n1", {"gpu-0", "gpu-1"}));
    const WorkflowResult result = runWorkflow(scene, "unused_gpus", kNode1);
    QCOMPARE(verdictOf(result, "held"), std::string("proven"));
    QCOMPARE(stepOf(result, "held")->fixes.front().request->action, std::string("release_claim"));
    QCOMPARE(result.severity, Severity::notice);
  }

  void unusedBecauseTheNodeIsCordoned() {
    FlowScene scene;
    scene.node("n1", "'unschedulable':true").slice("n1", 2).deviceClass();
    const WorkflowResult result = runWorkflow(scene, "unused_gpus");
    QCOMPARE(verdictOf(result, "nodes"), std::string("proven"));
    QCOMPARE(stepOf(result, "nodes")->fixes.front().request->action, std::string("uncordon_node"));
  }

  void usedDevicesAreNotUnused() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass().claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "c", "n1", "'phase':'Running'");
    const WorkflowResult result = runWorkflow(scene, "unused_gpus", kNode1);
    QVERIFY2(result.outcome != StepVerdict::proven, dump(result).c_str());
  }

  void oneDeviceInTwoClaimsIsBookedDouble() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    scene.claim("a", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}))
        .claim("b", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"q"}));
    const WorkflowResult result = runWorkflow(scene, "double_booking");
    QCOMPARE(verdictOf(result, "claims"), std::string("proven"));
    QCOMPARE(result.severity, Severity::critical);
  }

  void adminAccessIsNoDoubleBooking() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    scene.claim("a", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.claim("b", Scene::allocated("n1", {"gpu-0"}, ",'adminAccess':true") + "," + Scene::reserved({"q"}));
    QCOMPARE(verdictOf(runWorkflow(scene, "double_booking"), "claims"), std::string("ruledOut"));
  }

  void aPluginBesideDraIsBookedDouble() {
    FlowScene scene;
    scene.labelled("n1", kGpu, "'allocatable':{'example.com/gpu':'2'},'capacity':{'example.com/gpu':'2'}")
        .slice("n1", 2)
        .deviceClass();
    const WorkflowResult possible = runWorkflow(scene, "double_booking", kNode1);
    QCOMPARE(verdictOf(possible, "devicePlugin"), std::string("proven"));
    QVERIFY2(possible.verdict.find("can be given out twice") != std::string::npos, dump(possible).c_str());
    // More given out than there is: certain.
    scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.add(Kind::Pod, "{" + Scene::meta("old", Scene::inNamespace("ml")) +
                             ",'spec':{'nodeName':'n1','containers':[{'name':'c','resources':{'requests':{'example.com/"
                             "gpu':'2'}}}]},'status':{'phase':'Running'}}");
    const WorkflowResult certain = runWorkflow(scene, "double_booking", kNode1);
    QVERIFY2(certain.verdict.find("at least 1 is given out twice") != std::string::npos, dump(certain).c_str());
    QCOMPARE(certain.severity, Severity::critical);
  }

  void oneUuidInTwoDevicesIsBookedDouble() {
    FlowScene scene;
    const auto slice = [](const std::string& driver) {
      return "{" + Scene::meta(driver + "-s") + ",'spec':{'driver':'" + driver +
             "','nodeName':'n1','pool':{'name':'n1','generation':1,'resourceSliceCount':1},'devices':[{'name':'d','attributes':{'"
             "uuid':{'string':'GPU-1'}}}]}}";
    };
    scene.node("n1").add(Kind::ResourceSlice, slice("a.example.com")).add(Kind::ResourceSlice, slice("b.example.com"));
    const WorkflowResult result = runWorkflow(scene, "double_booking");
    QCOMPARE(verdictOf(result, "hardware"), std::string("proven"));
    FlowScene other;
    other.node("n1").add(Kind::ResourceSlice, slice("a.example.com"));
    QCOMPARE(verdictOf(runWorkflow(other, "double_booking"), "hardware"), std::string("ruledOut"));
  }
};

QTEST_APPLESS_MAIN(WorkflowNodeTest)
#include "node_test.moc"
