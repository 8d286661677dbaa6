// Shapes: every old version of every kind, read by our decoders before and after, so that nothing gets lost on the way; and
// classic forms that the guide does not have. One thread.
#include <QtTest>
#include <random>

#include "model/base/identical.h"
#include "model/base/list_pool.h"
#include "model/resources/device_class/device_class.h"
#include "model/resources/kinds.h"
#include "model/resources/resource_claim/resource_claim.h"
#include "model/resources/resource_claim_template/resource_claim_template.h"
#include "model/resources/resource_slice/resource_slice.h"
#include "tests/model/migration/modernise/workbench.h"

using namespace claimscope;
using namespace claimscope::modernise;
using namespace claimscope::modernise::test;

namespace {

/// One random request body in the shape of v1.
Json randomBody(std::mt19937& random) {
  Json body = {{"deviceClassName", "gpu"}};
  if (random() % 2 == 0) {
    body["selectors"] = Json::array({{{"cel", {{"expression", "device.driver == \"d.example.com\""}}}}});
  }
  switch (random() % 3) {
    case 0:
      body["count"] = random() % 8 + 1;
      break;
    case 1:
      body["allocationMode"] = "All";
      break;
    default:
      break;
  }
  if (random() % 3 == 0) {
    body["tolerations"] = Json::array({{{"key", "k"}, {"operator", "Exists"}, {"effect", "NoSchedule"}}});
  }
  if (random() % 4 == 0) {
    body["adminAccess"] = true;
  }
  return body;
}

/// A claim in the shape of a version.
Json randomClaim(std::mt19937& random, bool flat, bool isTemplate, const std::string& version) {
  Json requests = Json::array();
  for (unsigned i = 0; i < random() % 4 + 1; ++i) {
    Json request = {{"name", "r" + std::to_string(i)}};
    const Json body = randomBody(random);
    if (random() % 4 == 0) {
      Json one = {{"name", "a"}, {"deviceClassName", "gpu"}, {"count", 2}};
      request["firstAvailable"] = Json::array({one, {{"name", "b"}, {"deviceClassName", "gpu"}}});
    } else if (flat) {
      request.update(body);
    } else {
      request["exactly"] = body;
    }
    requests.push_back(request);
  }
  Json devices = {{"requests", requests}};
  if (random() % 2 == 0) {
    devices["constraints"] = Json::array({{{"requests", Json::array({"r0"})}, {"matchAttribute", "d.example.com/numa"}}});
  }
  if (random() % 2 == 0) {
    devices["config"] = Json::array({{{"opaque", {{"driver", "d.example.com"}, {"parameters", {{"any", {1, "two"}}}}}}}});
  }
  Json spec = {{"devices", devices}};
  return {{"apiVersion", "resource.k8s.io/" + version},
          {"kind", isTemplate ? "ResourceClaimTemplate" : "ResourceClaim"},
          {"metadata", {{"name", "c"}, {"namespace", "ml"}}},
          {"spec", isTemplate ? Json{{"spec", spec}} : spec}};
}

Json randomSlice(std::mt19937& random, const std::string& version) {
  const bool flat = version == "v1alpha3" || version == "v1beta1";
  Json devices = Json::array();
  for (unsigned i = 0; i < random() % 5 + 1; ++i) {
    Json body = {
        {"attributes", {{"model", {{"string", "m"}}}, {"index", {{"int", i}}}, {"driverVersion", {{"version", "1.2.3"}}}}}};
    body["capacity"]["memory"] = version == "v1alpha3" ? Json("24Gi") : Json{{"value", "24Gi"}};
    Json device = {{"name", "d" + std::to_string(i)}};
    if (flat) {
      device["basic"] = body;
    } else {
      device.update(body);
    }
    devices.push_back(device);
  }
  return {{"apiVersion", "resource.k8s.io/" + version},
          {"kind", "ResourceSlice"},
          {"metadata", {{"name", "s"}}},
          {"spec",
           {{"driver", "d.example.com"},
            {"pool", {{"name", "n1"}, {"generation", 1}, {"resourceSliceCount", 1}}},
            {"nodeName", "n1"},
            {"devices", devices}}}};
}

std::string yamlOf(const Json& json) {
  return yaml::fromJson(json.dump());
}

template <class T>
Box<T> decoded(const std::string& text) {
  const Json json = objectsIn(text).front();
  std::string bytes = json.dump();
  auto object = decodeObject<T>(json["apiVersion"].get<std::string>(), bytes);
  if (!object) {
    throw std::runtime_error(object.error().text() + "\n" + text);
  }
  return *object;
}

/// The decoders' own idea of equality: everything but where it came from.
template <class T>
bool sameSpec(const std::string& before, const std::string& after) {
  if constexpr (std::is_same_v<T, ResourceSlice>) {
    const auto a = decoded<T>(before);
    const auto b = decoded<T>(after);
    return a->driver == b->driver && a->poolName == b->poolName && a->nodeName == b->nodeName && a->allNodes == b->allNodes &&
           a->devices.size() == b->devices.size() &&
           std::equal(a->devices.begin(), a->devices.end(), b->devices.begin(), [](const Device& x, const Device& y) {
             return x.name == y.name && identical::same(x.attributes, y.attributes) && identical::same(x.capacity, y.capacity);
           });
  } else {
    const DeviceClaimSpec a = decoded<T>(before)->spec;
    const DeviceClaimSpec b = decoded<T>(after)->spec;
    return identical::same(a.requests, b.requests) && identical::same(a.constraints, b.constraints) &&
           identical::same(a.config, b.config);
  }
}

const char* const kClassic = R"(apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClass
metadata: {name: gpu}
driverName: gpu.example.com
)";

std::string classicClaim(const std::string& parameters) {
  return std::string(kClassic) + R"(---
apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClaim
metadata: {name: c, namespace: ml}
spec:
  resourceClassName: gpu
)" + parameters;
}

/// A body that asks an attribute of gpu.example.com, as JSON.
std::string selecting(const std::string& attribute, const std::string& test) {
  const std::string member = "device.attributes[\"gpu.example.com\"]." + attribute;
  return Json{{"selectors", Json::array({{{"cel", {{"expression", "has(" + member + ") && " + member + test}}}}})}}.dump();
}

Json requestOf(const Outcome& outcome) {
  return objectIn(outcome.manifests(), "ResourceClaim", "c")["spec"]["devices"]["requests"][0];
}

}  // namespace

class ModerniseShapesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyVersionMeansTheSame_data() {
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("minor");
    for (const char* version : {"v1alpha3", "v1beta1", "v1beta2", "v1"}) {
      for (const int minor : {37, 34, 33}) {
        QTest::addRow("%s to 1.%d", version, minor) << QString::fromLatin1(version) << minor;
      }
    }
  }
  void everyVersionMeansTheSame() {
    QFETCH(QString, version);
    QFETCH(int, minor);
    std::mt19937 random(7);
    const std::string from = version.toStdString();
    const bool flat = from == "v1alpha3" || from == "v1beta1";
    for (int i = 0; i < 60; ++i) {
      const std::string claim = yamlOf(randomClaim(random, flat, false, from));
      const Outcome outcome = run(claim, minor);
      QVERIFY2(sameSpec<ResourceClaim>(claim, outcome.manifests()), (claim + "\n" + outcome.manifests()).c_str());
      SAME(outcome.count(Weight::lost), 0);
      SAME(run(outcome.manifests(), minor).manifests(), outcome.manifests());
      SAME(objectsIn(outcome.manifests()).front()["apiVersion"], minor == 33 ? "resource.k8s.io/v1beta2" : "resource.k8s.io/v1");
      const std::string pattern = yamlOf(randomClaim(random, flat, true, from));
      QVERIFY2(sameSpec<ResourceClaimTemplate>(pattern, run(pattern, minor).manifests()), pattern.c_str());
      const std::string slice = yamlOf(randomSlice(random, from));
      QVERIFY2(sameSpec<ResourceSlice>(slice, run(slice, minor).manifests()), (slice + run(slice, minor).manifests()).c_str());
    }
  }

  void downAndUpAgain() {
    std::mt19937 random(11);
    for (int i = 0; i < 60; ++i) {
      Json claim = randomClaim(random, false, false, "v1");
      const std::string text = yamlOf(claim);
      const std::string down = run(text, 33).manifests();
      SAME(objectsIn(run(down, 37).manifests()).front(), claim);
      const std::string slice = yamlOf(randomSlice(random, "v1"));
      Request request;
      request.sources.push_back({"s", slice, false});
      request.target = {33, {"v1beta1"}};
      const std::string flat = modernise::modernise(request).manifests();
      QVERIFY(objectsIn(flat).front()["spec"]["devices"][0].contains("basic"));
      SAME(objectsIn(run(flat, 37).manifests()).front(), objectsIn(slice).front());
    }
  }

  void fieldsThatCameLaterAreLost() {
    const std::string text = R"(apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata: {name: c}
spec:
  devices:
    requests:
    - name: r
      firstAvailable: [{name: a, deviceClassName: gpu}]
    - name: s
      exactly: {deviceClassName: gpu, capacity: {requests: {memory: 8Gi}}}
)";
    const Outcome outcome = run(text, 32);
    QVERIFY2(says(outcome, Weight::lost, "firstAvailable is dropped: it came with 1.33"), changesOf(outcome).c_str());
    QVERIFY(says(outcome, Weight::lost, "capacity is dropped: it came with 1.34"));
    SAME(run(text, 37).count(Weight::lost), 0);
  }

  void whatOnly131Had() {
    const Outcome outcome = run(R"(apiVersion: resource.k8s.io/v1alpha3
kind: ResourceClaim
metadata: {name: c}
spec: {controller: d.example.com, devices: {requests: [{name: r, deviceClassName: gpu}]}}
---
apiVersion: resource.k8s.io/v1alpha3
kind: DeviceClass
metadata: {name: gpu}
spec:
  suitableNodes: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}
  selectors: [{cel: {expression: 'device.driver == "d.example.com"'}}]
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  resourceClaims: [{name: x, resourceClaimName: c}]
  containers: [{name: main, image: i}]
)");
    QVERIFY2(says(outcome, Weight::lost, "controller: d.example.com has no equivalent"), changesOf(outcome).c_str());
    const Json pod = objectIn(outcome.manifests(), "Pod", "p");
    QVERIFY(pod["spec"]["affinity"]["nodeAffinity"].contains("requiredDuringSchedulingIgnoredDuringExecution"));
    QVERIFY(!objectIn(outcome.manifests(), "DeviceClass", "gpu")["spec"].contains("suitableNodes"));
  }

  void taintRulesNeverGrow() {
    const std::string wide = R"(apiVersion: resource.k8s.io/v1alpha3
kind: DeviceTaintRule
metadata: {name: t}
spec: {deviceSelector: {deviceClassName: gpu}, taint: {key: k, effect: NoExecute}}
)";
    const Outcome outcome = run(wide);
    QVERIFY(says(outcome, Weight::lost, "left as it is: deviceClassName and selectors do not exist"));
    SAME(outcome.manifests(), wide);
    const std::string narrow = R"(apiVersion: resource.k8s.io/v1alpha3
kind: DeviceTaintRule
metadata: {name: t}
spec: {deviceSelector: {driver: d, pool: p, device: x}, taint: {key: k, effect: NoExecute}}
)";
    SAME(objectIn(run(narrow).manifests(), "DeviceTaintRule", "t")["apiVersion"], "resource.k8s.io/v1");
    SAME(objectIn(run(narrow, 36).manifests(), "DeviceTaintRule", "t")["apiVersion"], "resource.k8s.io/v1beta2");
    QVERIFY(says(run(narrow, 32), Weight::lost, "Kubernetes 1.32 has no DeviceTaintRule"));
  }

  void structuredParametersOf130() {
    const Outcome outcome =
        run(classicClaim(R"(  parametersRef: {apiGroup: resource.k8s.io, kind: ResourceClaimParameters, name: p}
---
apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClaimParameters
metadata: {name: p, namespace: ml}
shareable: true
driverRequests:
- driverName: gpu.example.com
  requests:
  - namedResources: {selector: 'attributes.quantity["memory"].isGreaterThan(quantity("10Gi")) && attributes.string["model"] == "attributes.x"'}
  - namedResources: {selector: 'attributes.quantity["memory"].isGreaterThan(quantity("10Gi")) && attributes.string["model"] == "attributes.x"'}
)"));
    const Json request = requestOf(outcome);
    SAME(request["exactly"]["count"], 2);
    SAME(
        request["exactly"]["selectors"][0]["cel"]["expression"],
        R"(device.capacity["gpu.example.com"].memory.isGreaterThan(quantity("10Gi")) && device.attributes["gpu.example.com"].model == "attributes.x")");
    SAME(brokenSelectors(outcome.manifests()), "");
    QVERIFY(objectIn(outcome.manifests(), "ResourceClaimParameters", "p").is_null());
    const Outcome lists = run(classicClaim(R"(  parametersRef: {kind: ResourceClaimParameters, name: p}
---
apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClaimParameters
metadata: {name: p, namespace: ml}
driverRequests: [{driverName: d, requests: [{namedResources: {selector: '"x" in attributes.stringslice["y"]'}}]}]
)"));
    QVERIFY2(says(lists, Weight::lost, "is not carried over"), changesOf(lists).c_str());
  }

  void classParametersAndFilters() {
    const Outcome outcome = run(R"(apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClass
metadata: {name: gpu}
driverName: gpu.example.com
structuredParameters: true
parametersRef: {apiGroup: resource.k8s.io, kind: ResourceClassParameters, name: p, namespace: drivers}
---
apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClassParameters
metadata: {name: p, namespace: drivers}
filters: [{driverName: gpu.example.com, namedResources: {selector: 'attributes.bool["ecc"]'}}]
vendorParameters: [{driverName: gpu.example.com, parameters: {apiVersion: a.b/v1, kind: Setup, level: 3}}]
)");
    const Json spec = objectIn(outcome.manifests(), "DeviceClass", "gpu")["spec"];
    SAME(spec["selectors"][0]["cel"]["expression"],
         R"(device.driver == "gpu.example.com" && device.attributes["gpu.example.com"].ecc)");
    SAME(spec["config"][0]["opaque"]["parameters"]["level"], 3);
    SAME(outcome.count(Weight::lost), 0);
    SAME(brokenSelectors(outcome.manifests()), "");
  }

  void parametersOfVendors() {
    const Outcome outcome =
        run(classicClaim(R"(  parametersRef: {apiGroup: gpu.resource.nvidia.com, kind: GpuClaimParameters, name: p}
---
apiVersion: gpu.resource.nvidia.com/v1alpha1
kind: GpuClaimParameters
metadata: {name: p, namespace: ml}
spec:
  count: 2
  sharing: {strategy: TimeSlicing}
  selector: {productName: "*a100*"}
)"));
    SAME(requestOf(outcome)["exactly"]["count"], 2);
    const Json config = objectIn(outcome.manifests(), "ResourceClaim", "c")["spec"]["devices"]["config"][0];
    SAME(config["opaque"]["parameters"]["sharing"]["strategy"], "TimeSlicing");
    QVERIFY(says(outcome, Weight::lost, "selector: {…}"));
  }

  void configMapsOfAllSorts_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");  // of exactly, as JSON; "lost" where it is
    const auto row = [](const char* name, const char* line, const char* expected) {
      QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(expected);
    };
    row("count", "gpu-count: '4'", R"({"count": 4})");
    row("camel case", "gpuCount: '4'", R"({"count": 4})");
    row("a number that is no string", "count: 3", R"({"count": 3})");
    row("no count", "gpu-count: many", "lost");
    row("too many", "gpu-count: '33'", "lost");
    row("none", "gpu-count: '0'", "lost");
    row("no quantity", "gpu-memory: lots", "lost");
    row("no version", "cuda-version: newest", "lost");
    row("unknown", "frobnicate: 'yes'", "lost");
    row("model", "gpu-model: NVIDIA \"A10G\"", selecting("productName", " == \"NVIDIA \\\"A10G\\\"\"").c_str());
    row("version in full", "driver-version: v535.104.5",
        selecting("driverVersion", ".compareTo(semver(\"535.104.5\")) >= 0").c_str());
  }
  void configMapsOfAllSorts() {
    QFETCH(QString, line);
    QFETCH(QString, expected);
    const Outcome outcome = run(classicClaim(
        "  parametersRef: {name: p}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: p, namespace: ml}\ndata:\n  " +
        line.toStdString() + "\n"));
    Json exactly = requestOf(outcome)["exactly"];
    exactly.erase("deviceClassName");
    if (expected == QLatin1String("lost")) {
      SAME(exactly, Json::object());
      QVERIFY2(says(outcome, Weight::lost, "is not carried over"), changesOf(outcome).c_str());
      return;
    }
    SAME(exactly, Json::parse(expected.toStdString()));
    SAME(outcome.count(Weight::lost), 0);
    SAME(brokenSelectors(outcome.manifests()), "");
  }

  void everyWorkload_data() {
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char* kind, const char* head, const char* pointer) {
      QTest::newRow(kind) << QString::fromLatin1(head) << QString::fromLatin1(pointer);
    };
    row("Pod", "apiVersion: v1\nkind: Pod\nmetadata: {name: w}\nspec: @", "/spec");
    for (const char* kind : {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"}) {
      QTest::newRow(kind) << QStringLiteral("apiVersion: apps/v1\nkind: %1\nmetadata: {name: w}\nspec: {template: {spec: @}}")
                                 .arg(QLatin1String(kind))
                          << QStringLiteral("/spec/template/spec");
    }
    row("Job", "apiVersion: batch/v1\nkind: Job\nmetadata: {name: w}\nspec: {template: {spec: @}}", "/spec/template/spec");
    row("CronJob", "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: w}\nspec: {jobTemplate: {spec: {template: {spec: @}}}}",
        "/spec/jobTemplate/spec/template/spec");
    row("JobSet",
        "apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: {name: w}\nspec: {replicatedJobs: [{template: {spec: "
        "{template: {spec: @}}}}]}",
        "/spec/replicatedJobs/0/template/spec/template/spec");
    row("PodTemplate", "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: w}\ntemplate: {spec: @}", "/template/spec");
    row("List", "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Pod, metadata: {name: w}, spec: @}]",
        "/items/0/spec");
    row("PodList", "apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: w}, spec: @}]", "/items/0/spec");
  }
  void everyWorkload() {
    QFETCH(QString, head);
    QFETCH(QString, pointer);
    const QString spec = QStringLiteral(
        "{resourceClaims: [{name: a, source: {resourceClaimName: c}}, {name: b, source: {resourceClaimTemplateName: t}}], "
        "containers: [{name: main, image: i}]}");
    const Outcome outcome = run(QString(head).replace(QLatin1Char('@'), spec).toStdString());
    const Json object = objectsIn(outcome.manifests()).front();
    SAME(object[Json::json_pointer(pointer.toStdString())]["resourceClaims"],
         Json::parse(R"([{"name": "a", "resourceClaimName": "c"}, {"name": "b", "resourceClaimTemplateName": "t"}])"));
    SAME(outcome.documents.front().fate, Fate::changed);
  }

  void requiredAffinityIsJoined() {
    const Outcome outcome = run(R"(apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClass
metadata: {name: gpu}
driverName: d
suitableNodes: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}, {matchExpressions: [{key: b, operator: Exists}]}]}
---
apiVersion: resource.k8s.io/v1alpha2
kind: ResourceClaim
metadata: {name: c}
spec: {resourceClassName: gpu}
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: z, operator: Exists}]}]}}}
  resourceClaims: [{name: x, source: {resourceClaimName: c}}]
  containers: [{name: main, image: i}]
)");
    SAME(objectIn(outcome.manifests(), "Pod",
                  "p")["spec"]["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"],
         Json::parse(R"([{"matchExpressions": [{"key": "z", "operator": "Exists"}, {"key": "a", "operator": "Exists"}]},
                         {"matchExpressions": [{"key": "z", "operator": "Exists"}, {"key": "b", "operator": "Exists"}]}])"));
  }

  void negotiationsGo() {
    const Outcome outcome =
        run("apiVersion: resource.k8s.io/v1alpha2\nkind: PodSchedulingContext\nmetadata: {name: p}\nspec: {}\n---\n"
            "apiVersion: resource.k8s.io/v1alpha1\nkind: PodScheduling\nmetadata: {name: p}\nspec: {}\n");
    SAME(outcome.manifests(), "");
    SAME(outcome.documents[0].fate, Fate::removed);
    SAME(outcome.documents[1].fate, Fate::removed);
  }

  void knownDevicesAreAsked() {
    const std::string slice = R"(---
apiVersion: resource.k8s.io/v1
kind: ResourceSlice
metadata: {name: s}
spec:
  driver: gpu.example.com
  pool: {name: n, generation: 1, resourceSliceCount: 1}
  nodeName: n
  devices: [{name: d, attributes: {toolkit: {version: 12.4.0}}, capacity: {hbm: {value: 80Gi}}}]
)";
    const std::string text =
        classicClaim(
            "  parametersRef: {name: p}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: p, namespace: ml}\n"
            "data: {cuda-version: '12.2', gpu-memory: 16Gi}\n") +
        slice;
    const Outcome outcome = run(text);
    QVERIFY(says(outcome, Weight::warning, "no device of gpu.example.com that is known publishes attribute cudaDriverVersion"));
    QVERIFY(says(outcome, Weight::warning, "no device of gpu.example.com that is known publishes capacity memory"));
    const Outcome chosen = run(text, 37, {{"claim/ml/c/cuda-version", "toolkit"}});
    QVERIFY(!says(chosen, Weight::warning, "cudaDriverVersion"));
  }

  void quotaKeysOfAllSorts() {
    const Outcome outcome =
        run("apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: ml}\nspec:\n  hard:\n    pods: 10 # all\n"
            "    resourceclaims: 5\n    count/resourceclaims.resource.k8s.io: 5\n    requests.nvidia.com/gpu: 1\n");
    const Json hard = objectIn(outcome.manifests(), "ResourceQuota", "q")["spec"]["hard"];
    SAME(hard, Json::parse(R"({"pods": 10, "count/resourceclaims.resource.k8s.io": 5, "requests.nvidia.com/gpu": 1})"));
    QVERIFY(outcome.manifests().find("pods: 10 # all") != std::string::npos);
    QVERIFY(says(outcome, Weight::warning, "limits nothing that claims use"));
  }

  void releases() {
    SAME(minorOf("1.37"), 37);
    SAME(minorOf("v1.34.4"), 34);
    SAME(minorOf("33"), 33);
    SAME(minorOf("1.99"), kLastMinor);
    for (const char* bad : {"", "1.", "x", "1.25", "2.0.0x", "1.3x", "-1"}) {
      SAME(minorOf(bad), 0);
    }
    SAME(resourceVersion({37, {}}).version, "v1");
    SAME(resourceVersion({37, {"v1beta1"}}).version, "v1beta1");
    SAME(resourceVersion({30, {}}).version, "");
    QVERIFY(!resourceVersion({33, {}}).byDefault);
    QVERIFY(resourceVersion({33, {"v1beta2"}}).byDefault);
  }
};

QTEST_APPLESS_MAIN(ModerniseShapesTest)
#include "shapes_test.moc"
