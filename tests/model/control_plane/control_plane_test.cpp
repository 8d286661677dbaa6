// What is known of a control plane: gates and their evidence, components by lease or deed, scheduler profiles, version skew.
#include <QtTest>

#include "model/control_plane/control_plane.h"
#include "model/control_plane/gate_table.h"
#include "tests/model/diagnosis/scene.h"
#include "tests/model/survey/surveyed.h"

using namespace claimscope;
using namespace claimscope::control_plane;
using diagnosis::Scene;
using survey::Outcome;
using survey::Surveyed;

namespace {

const GateRow& gate(const Report& report, const std::string& name) {
  for (const GateRow& row : report.gates) {
    if (row.name == name) {
      return row;
    }
  }
  static const GateRow kNone;
  return kNone;
}

const ComponentRow* component(const Report& report, const std::string& name) {
  for (const ComponentRow& row : report.components) {
    if (row.name == name) {
      return &row;
    }
  }
  return nullptr;
}

const Problem* problem(const Report& report, const std::string& rule) {
  for (const Problem& one : report.problems) {
    if (one.rule == rule) {
      return &one;
    }
  }
  return nullptr;
}

std::string lease(const std::string& name, const std::string& renewed, const std::string& holder = "cp-1") {
  return "{'metadata':{'name':'" + name + "','namespace':'kube-system'},'spec':{'holderIdentity':'" + holder +
         "','leaseDurationSeconds':15,'renewTime':'" + renewed + "'}}";
}

}  // namespace

class ControlPlaneTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theTableFollowsUpstream() {
    QCOMPARE(gateTable().size(), std::size_t{21});
    for (const GateEntry& entry : gateTable()) {
      QVERIFY(!entry.specs.empty() && !entry.gives.empty());
      for (std::size_t i = 1; i < entry.specs.size(); ++i) {
        QVERIFY(entry.specs[i - 1].since < entry.specs[i].since);
      }
    }
    const GateEntry& first = gateTable().front();
    QVERIFY(specIn(first, 25) == nullptr);
    QVERIFY(!specIn(first, 33)->on);
    QCOMPARE(specIn(first, 37)->stage, 'l');
  }

  void metricsProveBothWays() {
    Scene scene(37);
    const Report report =
        examine(*scene.snapshot(), Surveyed()
                                       .plain("metrics",
                                              "kubernetes_feature_enabled{name=\"DRADeviceTaints\",stage=\"\"} 0\n"
                                              "kubernetes_feature_enabled{name=\"DRAListTypeAttributes\",stage=\"ALPHA\"} 1\n")
                                       .facts());
    QCOMPARE(gate(report, "DRADeviceTaints").state, GateState::off);
    QCOMPARE(gate(report, "DRAListTypeAttributes").state, GateState::on);
    QCOMPARE(gate(report, "DRAResourcePoolStatus").state, GateState::off);
    QVERIFY(gate(report, "DRAResourcePoolStatus").evidence.find("do not know") != std::string::npos);
  }

  void withoutMetricsObjectsAndVersionsTell() {
    Scene scene(36);
    scene.claim("admin", {}, Scene::request("gpu", 1, ",'adminAccess':true"))
        .slice("n1", 1, "'allowMultipleAllocations':true")
        .claim("held", Scene::allocated("n1", {"gpu-0"}));
    const Report report = examine(*scene.snapshot(), Surveyed().refused("metrics").facts());
    QCOMPARE(gate(report, "DynamicResourceAllocation").state, GateState::on);  // locked in 1.36
    QCOMPARE(gate(report, "DRAConsumableCapacity").state, GateState::on);
    QVERIFY(gate(report, "DRAConsumableCapacity").evidence.find("ResourceSlice n1-slice-1") == 0);
    QCOMPARE(gate(report, "DRADeviceBindingConditions").state, GateState::on);
    QCOMPARE(gate(report, "DRAPartitionableDevices").state, GateState::unknown);
    QVERIFY(gate(report, "DRAPartitionableDevices").defaultOn);
    QCOMPARE(gate(report, "DRADerivedAttributes").state, GateState::off);
    QCOMPARE(gate(report, "DRADerivedAttributes").stage, std::string("not in 1.36"));
    QVERIFY(std::any_of(report.unknowns.begin(), report.unknowns.end(),
                        [](const std::string& one) { return one.find("refused to you") != std::string::npos; }));
  }

  void flagsOfAVisibleServerDecide() {
    Scene scene(37);
    const auto pod = [](const std::string& flags) {
      return "{'metadata':{'name':'kube-apiserver-a','labels':{'component':'kube-apiserver'}},'spec':{'containers':[{'command':["
             "'kube-apiserver'" +
             flags + "]}]}}";
    };
    const Report some =
        examine(*scene.snapshot(),
                Surveyed().list("components", {pod(",'--feature-gates=AllAlpha=true,DRADeviceTaintRules=false'")}).facts());
    QCOMPARE(gate(some, "DRADeviceTaintRules").state, GateState::off);
    QCOMPARE(gate(some, "DRAListTypeAttributes").state, GateState::on);
    QCOMPARE(gate(some, "DRAWorkloadResourceClaims").state, GateState::off);  // beta, off by default, not named
    const Report none = examine(*scene.snapshot(), Surveyed().list("components", {pod("")}).facts());
    QCOMPARE(gate(none, "DRADeviceTaintRules").state, GateState::on);
    QVERIFY(gate(none, "DRADeviceTaintRules").evidence.find("default holds") != std::string::npos);
  }

  void servedKindsProveOnlyWhatTheyProve() {
    Scene scene(37);
    Surveyed surveyed;
    surveyed.document("served/v1", "{'resources':[{'name':'devicetaintrules'},{'name':'resourceclaims'}]}");
    for (const char* version : {"v1beta2", "v1beta1", "v1alpha3", "v1alpha2"}) {
      surveyed.refused(std::string("served/") + version, Outcome::notServed);
    }
    const Report report = examine(*scene.snapshot(), surveyed.facts());
    QCOMPARE(gate(report, "DRADeviceTaintRules").state, GateState::unknown);  // the API can be on and the gate off
    QVERIFY(gate(report, "DRADeviceTaintRules").evidence.find("does not tell the gate") != std::string::npos);
    QCOMPARE(gate(report, "DRAResourcePoolStatus").state, GateState::off);
    QCOMPARE(report.served.front().outcome, Outcome::answered);
    QCOMPARE(report.served.back().outcome, Outcome::notServed);
  }

  void leasesTellWhoAnswers() {
    Scene scene(37);
    const Report report =
        examine(*scene.snapshot(), Surveyed()
                                       .list("leases/kube-system", {lease("kube-scheduler", "2026-11-24T09:59:58Z"),
                                                                    lease("kube-controller-manager", "2026-11-24T09:40:00Z")})
                                       .plain("readyz", "[+]ping ok\nreadyz check passed\n")
                                       .facts());
    QCOMPARE(component(report, "kube-scheduler")->answers, Answers::yes);
    QCOMPARE(component(report, "kube-scheduler")->ageMs, std::int64_t{2000});
    QCOMPARE(component(report, "kube-controller-manager")->answers, Answers::no);
    QVERIFY(problem(report, "component-silent") != nullptr);
    QCOMPARE(problem(report, "component-silent")->severity, diagnosis::Severity::critical);
    QCOMPARE(component(report, "kube-apiserver")->answers, Answers::yes);
    QVERIFY(component(report, "cluster-autoscaler") == nullptr);
    QCOMPARE(report.leases.size(), std::size_t{2});
    QVERIFY(report.leases[0].expired != report.leases[1].expired);
  }

  void aMissingLeaseIsNoFaultAndDeedsCount() {
    Scene scene(37);
    const Surveyed readable = Surveyed().list("leases/kube-system", {});
    const Report silent = examine(*scene.snapshot(), readable.facts());
    QCOMPARE(component(silent, "kube-scheduler")->answers, Answers::unknown);
    QVERIFY(problem(silent, "component-silent") == nullptr);
    scene.pod(
        "p", "c", "n1",
        "'phase':'Running','conditions':[{'type':'PodScheduled','status':'True','lastTransitionTime':'2026-11-24T09:59:00Z'}]");
    const Report report = examine(*scene.snapshot(), readable.facts());
    QCOMPARE(component(report, "kube-scheduler")->answers, Answers::yes);
    QVERIFY(component(report, "kube-scheduler")->evidence.find("last scheduled a pod") != std::string::npos);
    const Report refused = examine(*scene.snapshot(), Surveyed().refused("leases/kube-system").facts());
    QVERIFY(component(refused, "kube-controller-manager")->evidence.find("cannot be read") != std::string::npos);
  }

  void aManagedControlPlaneIsNotVisible() {
    Scene scene(36);
    scene.add(Kind::Node, "{" + Scene::meta("n", "'labels':{'eks.amazonaws.com/nodegroup':'g'}") + "}");
    const Report report = examine(*scene.snapshot(), Surveyed().refused("leases/kube-system").facts());
    QCOMPARE(report.provider, std::string("Amazon EKS"));
    QCOMPARE(component(report, "kube-scheduler")->answers, Answers::notVisible);
  }

  void aServerThatIsNotReadyIsCritical() {
    Scene scene(37);
    const Report report =
        examine(*scene.snapshot(), Surveyed().refused("readyz", Outcome::failed, "HTTP 500: etcd failed").facts());
    QVERIFY(problem(report, "apiserver-not-ready") != nullptr);
  }

  void theGuidesSchedulerConfigurationIsJudged() {
    Scene scene(37);
    Surveyed surveyed;
    surveyed.plain("version", "{\"minor\":\"37\"}");
    surveyed.plain(
        "configmaps",
        "{\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"scheduler-config\",\"namespace\":\"kube-system\"},\"data\":{"
        "\"other\":\"x\",\"config.yaml\":\"apiVersion: kubescheduler.config.k8s.io/v1beta3\\nkind: KubeSchedulerConfiguration\\n"
        "profiles:\\n- schedulerName: gpu-scheduler\\n  plugins:\\n    filter:\\n      disabled:\\n      - name: "
        "DynamicResources\\n\"}}]}");
    const Report report = examine(*scene.snapshot(), surveyed.facts());
    QVERIFY(report.profilesKnown);
    const auto count = std::count_if(report.problems.begin(), report.problems.end(),
                                     [](const Problem& one) { return one.rule == "scheduler-config"; });
    QCOMPARE(count, 2);
    QVERIFY(report.problems.front().yaml.find("kubescheduler.config.k8s.io/v1") != std::string::npos);
    QCOMPARE(report.problems.front().severity, diagnosis::Severity::critical);  // the disabled filter
    QVERIFY(report.problems.front().command.find("kubectl -n kube-system get configmap scheduler-config") == 0);
    QCOMPARE(report.profiles.front().schedulerName, std::string("gpu-scheduler"));
  }

  void aSchedulerNobodyRunsIsFound() {
    Scene scene(37);
    const auto pod = [](const std::string& name, const std::string& node, const std::string& status) {
      return "{" + Scene::meta(name, Scene::inNamespace("ml"), "2026-11-24T09:40:00Z") + ",'spec':{'schedulerName':'gpu-packer'" +
             (node.empty() ? "" : ",'nodeName':'" + node + "'") + ",'containers':[{'name':'c'}]},'status':{" + status + "}}";
    };
    scene.add(Kind::Pod, pod("a", {}, "'phase':'Pending'"));
    const Report report = examine(*scene.snapshot(), survey::Facts{});
    const Problem* nobody = problem(report, "scheduler-nobody");
    QVERIFY(nobody != nullptr);
    QCOMPARE(nobody->title, std::string("1 pod waits for scheduler gpu-packer, which nobody runs"));
    // One pod that it bound, or a condition, and somebody runs it.
    scene.add(Kind::Pod, pod("b", "n1", "'phase':'Running'"));
    QVERIFY(problem(examine(*scene.snapshot(), survey::Facts{}), "scheduler-nobody") == nullptr);
  }

  void kubeletsThatDoNotFitAreTold() {
    Scene scene(37);
    const auto node = [](const std::string& name, const std::string& version) {
      return "{" + Scene::meta(name) + ",'status':{'nodeInfo':{'kubeletVersion':'" + version +
             "'},'conditions':[{'type':'Ready','status':'True'}]}}";
    };
    scene.add(Kind::Node, node("new", "v1.38.0"))
        .add(Kind::Node, node("old", "v1.33.1"))
        .add(Kind::Node, node("same", "v1.37.2"));
    scene.add(Kind::Node, node("near", "v1.35.0")).add(Kind::Node, node("odd", ""));
    const Report report =
        examine(*scene.snapshot(),
                Surveyed().document("served/v1", "{'resources':[]}").refused("served/v1beta1", Outcome::notServed).facts());
    const auto row = [&](const std::string& version) {
      return *std::find_if(report.skew.begin(), report.skew.end(), [&](const SkewRow& one) { return one.version == version; });
    };
    QVERIFY(!row("v1.38.0").fits && !row("v1.33.1").fits && row("v1.37.2").fits && row("v1.35.0").fits);
    QVERIFY(row("v1.33.1").words.find("v1beta1") != std::string::npos);
    QCOMPARE(row("").words, std::string("version not known"));
    const auto skewed = std::count_if(report.problems.begin(), report.problems.end(),
                                      [](const Problem& one) { return one.rule == "version-skew"; });
    QCOMPARE(skewed, 3);
  }

  void driversWithoutSlicesAreNotRegistered() {
    Scene scene(37);
    const auto driverPod = [](const std::string& name, const std::string& node) {
      return "{" +
             Scene::meta(name, Scene::inNamespace("drivers",
                                                  "'ownerReferences':[{'apiVersion':'apps/v1','kind':'DaemonSet','name':"
                                                  "'gpu-example-dra-driver','uid':'u','controller':true}]")) +
             ",'spec':{'nodeName':'" + node +
             "','containers':[{'name':'plugin'}]},'status':{'phase':'Running','conditions':[{'type':'Ready','status':'True'}]}}";
    };
    scene.node("n1").node("n2").slice("n1", 1);
    scene.add(Kind::Pod, driverPod("d1", "n1")).add(Kind::Pod, driverPod("d2", "n2"));
    const Report report = examine(*scene.snapshot(), survey::Facts{});
    const ComponentRow* row = component(report, "driver gpu.example.com");
    QVERIFY(row != nullptr);
    QCOMPARE(row->answers, Answers::late);
    QVERIFY2(row->evidence.find("no slice from n2") != std::string::npos, row->evidence.c_str());
  }

  void nothingKnownIsSaidNotGuessed() {
    Scene scene(0);
    const Report report = examine(*scene.snapshot(), survey::Facts{});
    QVERIFY(report.problems.empty());
    QVERIFY(std::all_of(report.gates.begin(), report.gates.end(), [](const GateRow& row) {
      return row.state == GateState::unknown || row.name == "DynamicResourceAllocation";
    }));
    QCOMPARE(minorOf("v1.36.2-eks-1"), 36);
    QCOMPARE(minorOf("1.9999999999"), 999);
    QCOMPARE(minorOf("x"), 0);
    QVERIFY(!report.verdict.empty() && !report.verdictDetail.empty());
  }
};

QTEST_GUILESS_MAIN(ControlPlaneTest)
#include "control_plane_test.moc"
