// Every manifest of the EKS hybrid-nodes guide: what becomes of each, what is said, and that a second time changes nothing. One
// thread.
#include <QtTest>

#include "tests/model/migration/modernise/workbench.h"

using namespace claimscope;
using namespace claimscope::modernise;
using namespace claimscope::modernise::test;

class ModerniseGuideTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void classesSelectByDriver() {
    const std::string yaml = runGuide().manifests();
    for (const char* name : {"gpu-compute-class", "cpu-compute-class"}) {
      const Json object = objectIn(yaml, "DeviceClass", name);
      SAME(object["apiVersion"], Json("resource.k8s.io/v1"));
      SAME(object["spec"].size(), 1);
      SAME(object["spec"]["selectors"].size(), 1);
      SAME(object["spec"]["selectors"][0]["cel"]["expression"], R"(device.driver == "eks-hybrid-dra")");
    }
    QVERIFY(objectIn(yaml, "ResourceClass", "gpu-compute-class").is_null());
  }

  void classesThatTakeTheSameAreSaid() {
    const Outcome outcome = runGuide();
    QVERIFY(says(outcome, Weight::warning, "takes the same devices as the other class of eks-hybrid-dra"));
    const Outcome chosen =
        runGuide(37, {{"class/gpu-compute-class/select", "type=gpu"}, {"class/cpu-compute-class/select", "type=cpu"}});
    QVERIFY(!says(chosen, Weight::warning, "takes the same devices"));
    QVERIFY2(chosen.errors.empty(), changesOf(chosen).c_str());
    SAME(objectIn(chosen.manifests(), "DeviceClass", "cpu-compute-class")["spec"]["selectors"][0]["cel"]["expression"],
         Json(R"(device.driver == "eks-hybrid-dra" && device.attributes["eks-hybrid-dra"].type == "cpu")"));
  }

  void parametersBecomeSelectors() {
    const Json object = objectIn(runGuide().manifests(), "ResourceClaimTemplate", "ml-training-claim");
    const Json& request = object["spec"]["spec"]["devices"]["requests"][0];
    SAME(request["name"], Json("gpu"));
    SAME(request["exactly"]["deviceClassName"], Json("gpu-compute-class"));
    QVERIFY(!request["exactly"].contains("count"));  // one is the default
    SAME(
        request["exactly"]["selectors"][0]["cel"]["expression"],
        Json(
            R"(has(device.capacity["eks-hybrid-dra"].memory) && device.capacity["eks-hybrid-dra"].memory.compareTo(quantity("16Gi")) >= 0)"));
    SAME(
        request["exactly"]["selectors"][1]["cel"]["expression"],
        Json(
            R"(has(device.attributes["eks-hybrid-dra"].cudaDriverVersion) && device.attributes["eks-hybrid-dra"].cudaDriverVersion.compareTo(semver("12.2.0")) >= 0)"));
  }

  void nothingIsSaidOfDevicesThatNobodyKnows() { QVERIFY(!says(runGuide(), Weight::warning, "no device of")); }

  void choicesOfParameters() {
    const std::string place = "template/ml-workloads/ml-training-claim/";
    const Outcome outcome = runGuide(37, {{place + "gpu-memory", "share"}, {place + "cuda-version", "ignore"}});
    QVERIFY2(outcome.errors.empty(), changesOf(outcome).c_str());
    const Json request =
        objectIn(outcome.manifests(), "ResourceClaimTemplate", "ml-training-claim")["spec"]["spec"]["devices"]["requests"][0];
    QVERIFY(!request["exactly"].contains("selectors"));
    SAME(request["exactly"]["capacity"]["requests"]["memory"], Json("16Gi"));
    QVERIFY(says(outcome, Weight::lost, "cuda-version: 12.2"));
    const Outcome exact = runGuide(37, {{place + "gpu-memory", "exactly"}, {place + "cuda-version", "toolkitVersion"}});
    SAME(brokenSelectors(exact.manifests()), std::string());
    QVERIFY(exact.manifests().find("memory.compareTo(quantity(\"16Gi\")) == 0") != std::string::npos);
    QVERIFY(exact.manifests().find("toolkitVersion.compareTo") != std::string::npos);
  }

  void podsNameTheirClaimsAndFollowTheNodes() {
    const std::string yaml = runGuide().manifests();
    for (const auto& [kind, name, claim] : {std::tuple{"Job", "ml-training-job", "ml-training-claim"},
                                            std::tuple{"Deployment", "inference-service", "inference-claim"}}) {
      const Json spec = objectIn(yaml, kind, name)["spec"]["template"]["spec"];
      SAME(spec["resourceClaims"],
           Json::parse(std::string(R"([{"name": "gpu-resource", "resourceClaimTemplateName": ")") + claim + "\"}]"));
      SAME(spec["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"],
           Json::parse(
               R"({"nodeSelectorTerms": [{"matchExpressions": [{"key": "node-type", "operator": "In", "values": ["gpu"]}]}]})"));
    }
  }

  void nodesMayBeDropped() {
    const Outcome outcome = runGuide(37, {{"class/gpu-compute-class/nodes", "drop"}});
    QVERIFY(!objectIn(outcome.manifests(), "Job", "ml-training-job")["spec"]["template"]["spec"].contains("affinity"));
    QVERIFY(says(outcome, Weight::warning, "suitableNodes is dropped"));
  }

  void whatIsMissingIsSaidAndProposed() {
    const Outcome outcome = runGuide();
    QVERIFY(says(outcome, Weight::warning,
                 "ResourceClaimTemplate ml-workloads/inference-claim is not among the sources; one is added"));
    const Json proposed = objectIn(outcome.manifests(), "ResourceClaimTemplate", "inference-claim");
    SAME(proposed["spec"]["spec"]["devices"]["requests"],
         Json::parse(R"([{"name": "gpu", "exactly": {"deviceClassName": "gpu-compute-class"}}])"));
    for (const char* name :
         {"ConfigMap kube-system/gpu-parameters", "ConfigMap kube-system/cpu-parameters", "ConfigMap ml-workloads/gpu-params"}) {
      QVERIFY2(says(outcome, Weight::lost, std::string(name) + " is referred to and not among the sources"), name);
    }
    const Outcome other = runGuide(37, {{"template/ml-workloads/inference-claim/missing", "leave"},
                                        {"claim/ml-workloads/preallocated-gpu/parameters", "ml-training-params"}});
    QVERIFY(objectIn(other.manifests(), "ResourceClaimTemplate", "inference-claim").is_null());
    SAME(
        objectIn(other.manifests(), "ResourceClaim", "preallocated-gpu")["spec"]["devices"]["requests"][0]["exactly"]["selectors"]
            .size(),
        std::size_t{2});
  }

  void immediateIsLostOrHeld() {
    const Outcome outcome = runGuide();
    QVERIFY(says(outcome, Weight::lost, "allocationMode: Immediate has no equivalent"));
    QVERIFY(outcome.manifests().find("# Preallocate resource") != std::string::npos);  // the comment stays
    const Outcome held = runGuide(37, {{"claim/ml-workloads/preallocated-gpu/immediate", "holder"}});
    QVERIFY(!says(held, Weight::lost, "Immediate"));
    const Json pod = objectIn(held.manifests(), "Pod", "preallocated-gpu-holder");
    SAME(pod["spec"]["resourceClaims"], Json::parse(R"([{"name": "held", "resourceClaimName": "preallocated-gpu"}])"));
  }

  void quotaCountsClaimsAndDevices() {
    SAME(objectIn(runGuide().manifests(), "ResourceQuota", "ml-workloads-quota")["spec"]["hard"],
         Json::parse(
             R"({"count/resourceclaims.resource.k8s.io": "10", "gpu-compute-class.deviceclass.resource.k8s.io/devices": "4"})"));
    const std::string place = "quota/ml-workloads/ml-workloads-quota/requests.nvidia.com/gpu";
    const Json both =
        objectIn(runGuide(37, {{place + "/old", "stay"}}).manifests(), "ResourceQuota", "ml-workloads-quota")["spec"]["hard"];
    SAME(both["requests.nvidia.com/gpu"], Json("4"));
    SAME(both["gpu-compute-class.deviceclass.resource.k8s.io/devices"], Json("4"));
    const Json kept =
        objectIn(runGuide(37, {{place, "keep"}}).manifests(), "ResourceQuota", "ml-workloads-quota")["spec"]["hard"];
    SAME(kept.size(), std::size_t{2});
    QVERIFY(kept.contains("requests.nvidia.com/gpu"));
  }

  void schedulerConfigurationInsideAConfigMap() {
    const Outcome outcome = runGuide();
    const Json object = objectIn(outcome.manifests(), "ConfigMap", "scheduler-config");
    const Json config = objectsIn(object["data"]["config.yaml"].get<std::string>()).front();
    SAME(config, Json::parse(R"({"apiVersion": "kubescheduler.config.k8s.io/v1", "kind": "KubeSchedulerConfiguration",
                                     "profiles": [{"schedulerName": "default-scheduler"}]})"));
    QVERIFY(says(outcome, Weight::warning, "scoringStrategy is taken out: DynamicResources has no such argument"));
    QVERIFY(says(outcome, Weight::note, "a scheduler has to be told to read this"));
  }

  void monitoringAndDashboard() {
    const Outcome outcome = runGuide();
    SAME(objectIn(outcome.manifests(), "ServiceMonitor", "dra-metrics")["apiVersion"], Json("monitoring.coreos.com/v1"));
    const auto dashboard = std::find_if(outcome.documents.begin(), outcome.documents.end(), [&](const Document& document) {
      return outcome.sources[document.source].name.ends_with("dashboard.json");
    });
    QVERIFY(dashboard != outcome.documents.end());
    QVERIFY(!dashboard->forCluster);
    SAME(dashboard->fate, Fate::changed);
    const Json json = Json::parse(dashboard->after);
    const std::string query = json["dashboard"]["panels"][0]["targets"][0]["expr"];
    QVERIFY2(query.find("_bucket") != std::string::npos && query.find("by (le)") != std::string::npos, query.c_str());
  }

  void labelsOfNodesInAFragment() {
    const Outcome outcome = runGuide();
    QVERIFY(says(outcome, Weight::changed, "instance-type becomes node.kubernetes.io/instance-type"));
    const Outcome kept = runGuide(37, {{"fragment/11/instance-type", "keep"}});
    QVERIFY2(kept.errors.empty(), changesOf(kept).c_str());
  }

  void clusterOfEksctl() {
    const Outcome outcome = runGuide();
    SAME(objectIn(outcome.manifests(), "ClusterConfig", "hybrid-dra-cluster")["metadata"]["version"], Json("1.37"));
    QVERIFY(outcome.manifests().find("version: \"1.37\"") != std::string::npos);  // a number it must not become
    QVERIFY(says(outcome, Weight::note, "no feature gate has to be set"));
  }

  void untouchedIsByteForByte() {
    const Outcome outcome = runGuide();
    for (const Document& document : outcome.documents) {
      if (document.fate == Fate::untouched) {
        SAME(document.after, document.before);
      }
    }
    const std::string policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p} # mine\n";
    SAME(run(policy).sourceText(0), policy);
  }

  void policiesAreOfTheirGroup() {
    SAME(objectIn(runGuide().manifests(), "NetworkPolicy", "gpu-node-isolation")["apiVersion"], "networking.k8s.io/v1");
  }

  void selectorsCompile() { SAME(brokenSelectors(runGuide().manifests()), std::string()); }

  void twiceChangesNothing_data() {
    QTest::addColumn<int>("minor");
    for (const int minor : {37, 36, 35, 34, 33, 32, 31}) {
      QTest::addRow("1.%d", minor) << minor;
    }
  }
  void twiceChangesNothing() {
    QFETCH(int, minor);
    const std::string once = runGuide(minor).manifests();
    const Outcome again = run(once, minor);
    for (const Document& document : again.documents) {
      QVERIFY2(document.fate == Fate::untouched,
               (document.words() + "\n" + document.before + "---\n" + document.after + changesOf(again)).c_str());
    }
    SAME(again.manifests(), once);
  }

  void olderServersGetWhatTheyServe() {
    SAME(objectIn(runGuide(34).manifests(), "DeviceClass", "gpu-compute-class")["apiVersion"], Json("resource.k8s.io/v1"));
    const Outcome beta2 = runGuide(33);
    SAME(objectIn(beta2.manifests(), "DeviceClass", "gpu-compute-class")["apiVersion"], Json("resource.k8s.io/v1beta2"));
    QVERIFY(says(beta2, Weight::changed, "off by default there: --runtime-config=resource.k8s.io/v1beta2=true"));
    const Json flat = objectIn(runGuide(32).manifests(), "ResourceClaimTemplate", "ml-training-claim");
    SAME(flat["apiVersion"], Json("resource.k8s.io/v1beta1"));
    SAME(flat["spec"]["spec"]["devices"]["requests"][0]["deviceClassName"], Json("gpu-compute-class"));
    SAME(objectIn(runGuide(31).manifests(), "DeviceClass", "gpu-compute-class")["apiVersion"], Json("resource.k8s.io/v1alpha3"));
  }

  void classicServersKeepClassic() {
    const Outcome outcome = runGuide(30);
    QVERIFY(says(outcome, Weight::note, "left as it is: Kubernetes 1.30 has only classic DRA (v1alpha2)"));
    QVERIFY(!objectIn(outcome.manifests(), "ResourceClass", "gpu-compute-class").is_null());
    QVERIFY(objectIn(outcome.manifests(), "Job", "ml-training-job")["spec"]["template"]["spec"]["resourceClaims"][0].contains(
        "source"));
  }

  void markdownIsTheSame() {
    const Outcome outcome = run(guideMarkdown(), 37, {}, true);
    const std::string yaml = outcome.manifests();
    QVERIFY(objectIn(yaml, "ClusterConfig", "hybrid-dra-cluster").is_null());  // not for an API server
    for (const Json& object : objectsIn(runGuide().manifests())) {
      if (object.contains("kind") && object["kind"] != "ClusterConfig") {
        SAME(objectIn(yaml, object["kind"], object["metadata"]["name"]), object);
      }
    }
    const std::string text = outcome.sourceText(0);
    QVERIFY(text.starts_with("# Guide\n\nSome words.\n"));
    QVERIFY(text.find("```bash\nkubectl get pods\n```") != std::string::npos);
    QVERIFY(text.find("v1alpha2") == std::string::npos);
    SAME(run(text, 37, {}, true).count(Weight::changed), std::size_t{0});
  }

  void unknownChoicesAreRefused() {
    const Outcome outcome = runGuide(37, {{"class/nobody/nodes", "drop"}, {"class/gpu-compute-class/nodes", "maybe"}});
    SAME(outcome.errors.size(), std::size_t{2});
    QVERIFY(outcome.errors[0].message.find("maybe") != std::string::npos);
    QVERIFY(outcome.errors[1].message.find("class/nobody/nodes") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(ModerniseGuideTest)
#include "guide_test.moc"
