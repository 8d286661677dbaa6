// The registry of workflows: every folder is there, names checks that exist, runs on every sort of cluster, and says of what is
// hidden that it is unknown. One thread.
#include <QtTest>
#include <set>

#include "model/diagnosis/registry.h"
#include "tests/model/diagnosis/workflows/flow_scene.h"

namespace claimscope::diagnosis {
Workflow templateWorkflow();
}

using namespace claimscope;
using namespace claimscope::diagnosis;

class WorkflowRegistryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFolderIsThere() {
    std::set<std::string> ids;
    for (const Workflow& workflow : allWorkflows()) {
      ids.insert(std::string(workflow.id));
      QVERIFY2(!workflow.title.empty() && !workflow.summary.empty() && workflow.run != nullptr, std::string(workflow.id).c_str());
      QCOMPARE(findWorkflow(workflow.id), &workflow);
    }
    for (const char* id :
         {"claims_pending", "gpu_not_detected", "allocation_failures", "pod_terminating", "driver_unhealthy", "prepare_failures",
          "latency_regression", "unused_gpus", "double_booking", "quota_exhausted", "classic_leftovers"}) {
      QVERIFY2(ids.count(id) == 1, id);
    }
    QVERIFY(findWorkflow("_template") == nullptr);
  }

  void checksThatOfferThemExist() {
    std::set<std::string_view> checks;
    for (const Check& check : allChecks()) {
      checks.insert(check.id);
    }
    for (const Workflow& workflow : allWorkflows()) {
      for (const std::string_view check : workflow.checks) {
        QVERIFY2(checks.count(check) == 1, std::string(check).c_str());
      }
    }
  }

  void findingsAndObjectsOfferThem() {
    Finding finding;
    finding.check = "driver_lost";
    const auto offered = workflowsFor(finding);
    QVERIFY(!offered.empty());
    QCOMPARE(offered.front()->id, std::string_view("gpu_not_detected"));
    finding.check = "quota_exceeded";
    QCOMPARE(workflowsFor(finding).front()->id, std::string_view("quota_exhausted"));
    const auto forPods = workflowsFor(ObjectRef{"pod", "ml", "p"});
    QVERIFY(forPods.size() >= 4);
    QVERIFY(workflowsFor(ObjectRef{"class", "", "c"}).empty());
  }

  /// Nothing crashes, every step is decided, and nothing that is hidden is ruled out.
  void hiddenIsUnknownAndNeverRuledOut() {
    for (const Workflow& workflow : allWorkflows()) {
      FlowScene scene;
      scene.node("n1").slice("n1", 2).deviceClass();
      for (const Kind kind : {Kind::Pod, Kind::ResourceClaim, Kind::Event, Kind::DaemonSet, Kind::ResourceQuota, Kind::Node,
                              Kind::ResourceSlice, Kind::DeviceClass, Kind::DeviceTaintRule, Kind::ResourceClaimTemplate}) {
        scene.state(kind, SourceState::forbidden);
      }
      const WorkflowResult result = runWorkflow(scene, workflow.id);
      QVERIFY2(result.outcome != StepVerdict::ruledOut, dump(result).c_str());
      QVERIFY(!result.verdict.empty());
      bool unknown = false;
      for (const WorkflowStep& step : result.steps) {
        unknown = unknown || step.verdict == StepVerdict::unknown;
        QVERIFY2(!step.found.empty(), step.id.c_str());
        QVERIFY2(!step.looked.empty() || step.verdict == StepVerdict::notReached, step.id.c_str());
      }
      QVERIFY2(unknown, dump(result).c_str());
    }
  }

  void aQuietClusterIsRuledOut() {
    for (const Workflow& workflow : allWorkflows()) {
      FlowScene scene;
      scene.node("n1").slice("n1", 2).deviceClass().claim("held",
                                                          Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
      scene.pod("p", "held", "n1", "'phase':'Running','containerStatuses':[{'name':'c','ready':true,'state':{'running':{}}}]");
      scene.driver({"n1"});
      const WorkflowResult result = runWorkflow(scene, workflow.id);
      QVERIFY2(result.outcome != StepVerdict::proven, dump(result).c_str());
    }
  }

  void filesThatLackAKindProveNothing() {
    FlowScene scene;
    scene.origin(Origin::files).claim("waits");
    const WorkflowResult result = runWorkflow(scene, "driver_unhealthy");
    QCOMPARE(result.outcome, StepVerdict::unknown);
    QVERIFY2(result.detail.find("these files hold no ResourceSlices") != std::string::npos, dump(result).c_str());
  }

  void anObjectThatIsNotThereIsAnError() {
    FlowScene scene;
    scene.node("n1");
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const auto pod = findWorkflow("pod_terminating")->run(*snapshot, ObjectRef{"pod", "ml", "none"}, nullptr);
    QVERIFY(!pod && pod.error().code == ErrorCode::notFound);
    const auto node = findWorkflow("gpu_not_detected")->run(*snapshot, ObjectRef{"node", "", "none"}, nullptr);
    QVERIFY(!node && node.error().message.find("none") != std::string::npos);
  }

  void hostileTextStaysOneHarmlessLine() {
    FlowScene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "c", "n1");
    scene.event("p", "FailedPrepareDynamicResources",
                "Failed to prepare dynamic resources: <b>x</b>\\u001b[31m\\nnext \\u202e line");
    const WorkflowResult result = runWorkflow(scene, "prepare_failures");
    for (const WorkflowStep& step : result.steps) {
      for (const std::string& text : {step.found, step.looked, step.next, result.verdict, result.detail}) {
        QVERIFY2(text.find('\x1b') == std::string::npos && text.find('\n') == std::string::npos &&
                     text.find("\u202e") == std::string::npos,
                 text.c_str());
      }
    }
    QCOMPARE(result.outcome, StepVerdict::proven);
  }

  void theTemplateRuns() {
    const Workflow workflow = templateWorkflow();
    FlowScene scene;
    scene.claim("empty", "", "'spec':{'devices':{'requests':[]}}").pod("p", "empty");
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const auto result = workflow.run(*snapshot, std::nullopt, nullptr);
    QVERIFY(result && result->outcome == StepVerdict::proven);
    FlowScene other;
    const auto quiet = workflow.run(*other.snapshot(), std::nullopt, nullptr);
    QVERIFY(quiet && quiet->outcome == StepVerdict::ruledOut);
  }
};

QTEST_APPLESS_MAIN(WorkflowRegistryTest)
#include "registry_test.moc"
