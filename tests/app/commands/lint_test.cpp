// claimscope lint as a user runs it: each rule on a manifest that breaks it, clean ones, SARIF, files that cannot be read,
// clusters. Test thread.
#include <QtTest>
#include <set>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using Json = nlohmann::json;

namespace {

const std::string kClass =
    "apiVersion: resource.k8s.io/v1\n"
    "kind: DeviceClass\n"
    "metadata: {name: gpu}\n"
    "spec: {selectors: [{cel: {expression: 'device.driver == \"gpu.example.com\"'}}]}\n";

const std::string kSlice =
    "---\n"
    "apiVersion: resource.k8s.io/v1\n"
    "kind: ResourceSlice\n"
    "metadata: {name: s1}\n"
    "spec:\n"
    "  driver: gpu.example.com\n"
    "  nodeName: n1\n"
    "  pool: {name: n1, generation: 1, resourceSliceCount: 1}\n"
    "  devices:\n"
    "  - {name: gpu-0, attributes: {model: {string: H100}, numa: {int: 0}}, capacity: {memory: {value: 80Gi}}}\n"
    "  - {name: gpu-1, attributes: {model: {string: H100}}, capacity: {memory: {value: 80Gi}}}\n";

/// A claim whose request has these fields.
std::string claim(const std::string& body, const std::string& more = {}) {
  return "---\napiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: c, namespace: ml}\nspec:\n  devices:\n    "
         "requests:\n    - name: r\n      exactly: {" +
         body + "}\n" + more;
}

std::string deployment(const std::string& entry, const std::string& container = "claims: [{name: gpu}]") {
  return "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, namespace: ml}\nspec:\n  replicas: 3\n  selector: "
         "{matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: "
         "b}}\n    spec:\n      resourceClaims:\n      - {name: gpu, " +
         entry + "}\n      containers:\n      - name: c\n        resources: {" + container + "}\n";
}

const std::string kTemplate =
    "---\napiVersion: resource.k8s.io/v1\nkind: ResourceClaimTemplate\nmetadata: {name: t, namespace: ml}\nspec: {spec: "
    "{devices: {requests: [{name: r, exactly: "
    "{deviceClassName: gpu}}]}}}\n";

std::string renamed(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

class LintTest : public QObject {
  Q_OBJECT

  kit::Cli m_cli;

  QString file(const char* name, const std::string& text) { return QString::fromStdString(m_cli.home().write(name, text)); }

  Json problems(const std::string& text, const QStringList& more = {}) {
    const kit::CliResult result = m_cli.run(QStringList{"lint", "-f", file("in.yaml", text), "-o", "json"} + more);
    if (result.status > 1) {
      throw std::runtime_error(result.err);
    }
    return Json::parse(result.out);
  }

 private Q_SLOTS:
  void rules_data() {
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("line");  // 0: any
    const auto row = [](const char* name, const std::string& manifest, const char* rule, int line = 0) {
      QTest::newRow(name) << QString::fromStdString(manifest) << QString::fromLatin1(rule) << line;
    };
    row("classic", "apiVersion: resource.k8s.io/v1alpha2\nkind: ResourceClass\nmetadata: {name: g}\ndriverName: d.example.com\n",
        "api-classic", 1);
    row("removed",
        "apiVersion: resource.k8s.io/v1alpha3\nkind: DeviceClass\nmetadata: {name: g}\nspec: {selectors: [{cel: {expression: "
        "'device.driver == \"x\"'}}]}\n",
        "api-removed", 1);
    row("deprecated",
        "apiVersion: resource.k8s.io/v1beta1\nkind: DeviceClass\nmetadata: {name: g}\nspec: {selectors: [{cel: {expression: "
        "'device.driver == \"x\"'}}]}\n",
        "api-deprecated", 1);
    row("off by default",
        "apiVersion: resource.k8s.io/v1beta2\nkind: DeviceClass\nmetadata: {name: g}\nspec: {selectors: [{cel: {expression: "
        "'device.driver == \"x\"'}}]}\n",
        "api-off-by-default", 1);
    row("source", kTemplate + deployment("source: {resourceClaimTemplateName: t}"), "pod-source-shape");
    row("allocation mode", claim("deviceClassName: gpu, allocationMode: Immediate"), "allocation-mode-of-other-api", 9);
    row("unknown field", claim("deviceClassName: gpu, selector: []"), "unknown-field", 9);
    row("field of classic",
        "apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: c}\nspec:\n  resourceClassName: g\n  devices: "
        "{requests: [{name: r, exactly: "
        "{deviceClassName: gpu}}]}\n",
        "unknown-field", 5);
    row("count beside all", claim("deviceClassName: gpu, allocationMode: All, count: 2"), "count-invalid", 9);
    row("count zero", claim("deviceClassName: gpu, count: 0"), "count-invalid", 9);
    row("class near miss", renamed(kClass, "name: gpu", "name: gpu-class") + claim("deviceClassName: gpu-clas"), "class-unknown");
    row("matches nothing",
        kClass + kSlice +
            claim("deviceClassName: gpu, selectors: [{cel: {expression: 'device.attributes[\"gpu.example.com\"].model == "
                  "\"A100\"'}}]"),
        "request-matches-nothing");
    row("too large for a node", kClass + kSlice + claim("deviceClassName: gpu, count: 3"), "request-larger-than-any-node");
    row("33 devices", claim("deviceClassName: gpu, count: 33"), "claim-too-large");
    row("no request", "apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: c}\nspec: {devices: {}}\n",
        "claim-too-large");
    row("constraint request",
        claim("deviceClassName: gpu, count: 2", "    constraints: [{requests: [q], matchAttribute: gpu.example.com/numa}]\n"),
        "request-names", 10);
    row("constraint attribute",
        kClass + kSlice + claim("deviceClassName: gpu, count: 2", "    constraints: [{matchAttribute: gpu.example.com/nuna}]\n"),
        "constraint-unknown-attribute");
    row("idle constraint", claim("deviceClassName: gpu", "    constraints: [{matchAttribute: gpu.example.com/numa}]\n"),
        "constraint-over-one-device");
    row("admin access",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: ml}\n" + claim("deviceClassName: gpu, adminAccess: true"),
        "admin-access-label");
    row("all mode", claim("deviceClassName: gpu, allocationMode: All"), "all-mode");
    row("quota",
        "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: ml}\nspec: {hard: "
        "{gpu.deviceclass.resource.k8s.io/devices: 1}}\n" +
            claim("deviceClassName: gpu, count: 2"),
        "quota-too-small");
    row("does not compile", claim("deviceClassName: gpu, selectors: [{cel: {expression: 'device.drivr == \"x\"'}}]"),
        "selector-invalid", 9);
    row("fails on a device",
        kClass + kSlice +
            claim("deviceClassName: gpu, selectors: [{cel: {expression: 'device.attributes[\"gpu.example.com\"].numa == 0'}}]"),
        "selector-unguarded");
    row("unguarded",
        "apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: g}\nspec: {selectors: [{cel: {expression: "
        "'device.attributes[\"a.b\"].x == 1'}}]}\n",
        "selector-unguarded", 4);
    row("always true", claim("deviceClassName: gpu, selectors: [{cel: {expression: 'true'}}]"), "selector-always-true", 9);
    row("unknown attribute",
        kClass + kSlice +
            claim("deviceClassName: gpu, selectors: [{cel: {expression: 'device.attributes[\"gpu.example.com\"].modle == "
                  "\"H100\"'}}]"),
        "selector-unknown-name");
    row("class matches nothing",
        "apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: g}\nspec: {selectors: [{cel: {expression: "
        "'device.driver == \"x\"'}}]}\n" +
            kSlice,
        "class-matches-nothing", 4);
    row("class takes everything", "apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: g}\nspec: {}\n",
        "class-takes-everything", 4);
    row("class config",
        kClass.substr(0, kClass.size() - 2) + ", config: [{opaque: {driver: other.example.com, parameters: {}}}]}\n" + kSlice,
        "class-config-driver");
    row("extended resource twice",
        "apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: a}\nspec: {extendedResourceName: example.com/gpu, "
        "selectors: [{cel: {expression: 'device.driver == \"x\"'}}]}\n"
        "---\napiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: b}\nspec: {extendedResourceName: "
        "example.com/gpu, selectors: [{cel: {expression: 'device.driver == \"y\"'}}]}\n",
        "class-extended-resource-twice", 4);
    row("template near miss",
        renamed(kTemplate, "name: t,", "name: training,") + deployment("resourceClaimTemplateName: trainig"),
        "claim-missing-for-pod");
    row("entry unused", kTemplate + deployment("resourceClaimTemplateName: t", "limits: {cpu: 1}"), "claim-entry-use");
    row("container's entry", kTemplate + deployment("resourceClaimTemplateName: t", "claims: [{name: gpv}]"), "claim-entry-use");
    row("shared", claim("deviceClassName: gpu") + deployment("resourceClaimName: c"), "claim-shared-by-replicas");
    row("template unused", kTemplate + claim("deviceClassName: gpu") + deployment("resourceClaimName: c"), "template-unused");
    row("claim without consumer", kTemplate + claim("deviceClassName: gpu") + deployment("resourceClaimTemplateName: t"),
        "claim-without-consumer");
    row("both ways",
        kTemplate + deployment("resourceClaimTemplateName: t",
                               "claims: [{name: gpu}], limits: {nvidia.com/gpu: 1}, requests: {nvidia.com/gpu: 1}"),
        "device-plugin-and-claim");
    row("tolerates faults", claim("deviceClassName: gpu, tolerations: [{key: gpu.example.com/xid, operator: Exists}]"),
        "toleration-of-hardware-fault", 9);
    row("tolerates everything", claim("deviceClassName: gpu, tolerations: [{operator: Exists}]"), "toleration-of-hardware-fault",
        9);
    row("evicted at once",
        claim("deviceClassName: gpu, tolerations: [{key: a.b/c, operator: Exists, effect: NoExecute, tolerationSeconds: 0}]"),
        "toleration-evicted-at-once", 9);
    row("seconds ignored",
        claim("deviceClassName: gpu, tolerations: [{key: a.b/c, operator: Exists, effect: NoSchedule, tolerationSeconds: 600}]"),
        "toleration-evicted-at-once", 9);
    row("bad toleration", claim("deviceClassName: gpu, tolerations: [{key: a.b/c, operator: Exists, value: x}]"),
        "toleration-invalid", 9);
    row("rule for all",
        "apiVersion: resource.k8s.io/v1\nkind: DeviceTaintRule\nmetadata: {name: r}\nspec: {deviceSelector: {}, taint: {key: "
        "a.b/c, effect: NoExecute}}\n",
        "taint-rule-selects-all", 4);
    row("rule for none",
        "apiVersion: resource.k8s.io/v1\nkind: DeviceTaintRule\nmetadata: {name: r}\nspec: {taint: {key: a.b/c, effect: "
        "NoSchedule}}\n",
        "taint-rule-selects-nothing", 4);
    row("rule without effect",
        "apiVersion: resource.k8s.io/v1\nkind: DeviceTaintRule\nmetadata: {name: r}\nspec: {deviceSelector: {driver: "
        "d.example.com}, taint: {key: a.b/c, effect: Evict}}\n",
        "taint-rule-effect", 4);
    row("object twice", kClass + "---\n" + kClass, "object-twice", 8);
  }
  void rules() {
    QFETCH(QString, manifest);
    QFETCH(QString, rule);
    QFETCH(int, line);
    const Json out = problems(manifest.toStdString());
    const auto at = std::find_if(out["problems"].begin(), out["problems"].end(),
                                 [&](const Json& p) { return p["rule"] == rule.toStdString(); });
    QVERIFY2(at != out["problems"].end(), out.dump(1).c_str());
    QVERIFY(!(*at)["fix"].get<std::string>().empty() && !(*at)["id"].get<std::string>().empty());
    if (line > 0) {
      QVERIFY2((*at)["line"] == line, at->dump(1).c_str());
    }
  }

  void atLeastThirtyRulesAreTold() {
    const kit::CliResult result = m_cli.run({"lint", "--rules", "-o", "json"});
    QCOMPARE(result.status, 0);
    const Json rules = Json::parse(result.out)["rules"];
    std::set<std::string> ids;
    std::size_t own = 0;
    for (const Json& rule : rules) {
      QVERIFY2(ids.insert(rule["id"].get<std::string>()).second, rule.dump().c_str());
      QVERIFY2(!rule["title"].get<std::string>().empty() && !rule["help"].get<std::string>().empty(), rule.dump().c_str());
      own += rule["check"].get<bool>() ? 0U : 1U;
    }
    QVERIFY2(own >= 35, std::to_string(own).c_str());
    QVERIFY(rules.size() >= 65);
  }

  void cleanManifestsHaveNoProblem() {
    const Json out = problems(kClass + kTemplate + deployment("resourceClaimTemplateName: t"));
    QVERIFY2(out["problems"].empty(), out.dump(1).c_str());
    QCOMPARE(m_cli.run({"lint", "-f", file("in.yaml", kClass + kTemplate + deployment("resourceClaimTemplateName: t"))}).status,
             0);
  }

  void failOnDecidesTheStatus() {
    const QString warning = file("w.yaml", claim("deviceClassName: gpu, tolerations: [{operator: Exists}]"));
    QCOMPARE(m_cli.run({"lint", "-f", warning}).status, 1);
    QCOMPARE(m_cli.run({"lint", "-f", warning, "--fail-on", "critical"}).status, 0);
    QCOMPARE(m_cli.run({"lint", "-f", warning, "--fail-on", "notice"}).status, 1);
    const QString notice = file("n.yaml", claim("deviceClassName: gpu, allocationMode: All"));
    QCOMPARE(m_cli.run({"lint", "-f", notice}).status, 0);
    QCOMPARE(m_cli.run({"lint", "-f", notice, "--fail-on", "notice"}).status, 1);
    QCOMPARE(m_cli.run({"lint", "-f", notice, "--fail-on", "sometimes"}).status, 2);
  }

  void sarifIsWellFormed() {
    const QString path = file("with space.yaml", claim("deviceClassName: gpu, tolerations: [{operator: Exists}]"));
    const kit::CliResult result = m_cli.run({"lint", "-f", path, "-o", "sarif"});
    QCOMPARE(result.status, 1);
    const Json sarif = Json::parse(result.out);
    QCOMPARE(sarif["version"].get<std::string>(), std::string("2.1.0"));
    QVERIFY(sarif["$schema"].get<std::string>().find("sarif-2.1.0") != std::string::npos);
    const Json& run = sarif["runs"][0];
    const Json& rules = run["tool"]["driver"]["rules"];
    QVERIFY(rules.size() >= 65);
    QCOMPARE(run["tool"]["driver"]["name"].get<std::string>(), std::string("Claimscope"));
    QVERIFY(!run["results"].empty());
    for (const Json& one : run["results"]) {
      const auto index = one["ruleIndex"].get<std::size_t>();
      QVERIFY(index < rules.size() && rules[index]["id"] == one["ruleId"]);
      QVERIFY(std::set<std::string>({"error", "warning", "note"}).count(one["level"].get<std::string>()) == 1);
      QVERIFY(!one["message"]["text"].get<std::string>().empty());
      const Json& physical = one["locations"][0]["physicalLocation"];
      const std::string uri = physical["artifactLocation"]["uri"].get<std::string>();
      QVERIFY2(uri.rfind("file:///", 0) == 0 && uri.find("with%20space.yaml") != std::string::npos, uri.c_str());
      QVERIFY(physical["region"]["startLine"].get<int>() >= 1 && physical["region"]["startColumn"].get<int>() >= 1);
      QVERIFY(!one["partialFingerprints"].empty());
    }
  }

  void jsonFilesAndListsHaveLines() {
    const std::string json =
        "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n"
        "  {\"apiVersion\": \"resource.k8s.io/v1\", \"kind\": \"DeviceClass\", \"metadata\": {\"name\": \"a\"},\n"
        "   \"spec\": {}}\n"
        "]}\n";
    const kit::CliResult result = m_cli.run({"lint", "-f", file("list.json", json), "-o", "json"});
    const Json out = Json::parse(result.out);
    QVERIFY2(out["problems"].size() == 1 && out["problems"][0]["line"] == 3, out.dump(1).c_str());
    const Json yaml = problems(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: resource.k8s.io/v1\n  kind: DeviceClass\n  metadata: {name: a}\n  "
        "spec: {}\n");
    QVERIFY2(yaml["problems"][0]["line"] == 7, yaml.dump(1).c_str());
  }

  void brokenFiles_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const std::string& bytes, const char* says) {
      QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(says);
    };
    row("yaml", "apiVersion: v1\nkind: {unclosed\n", "broken.yaml:");
    row("tab", "a:\n\tb: 1\n", "broken.yaml:2:");
    row("scalar", "just words\n", "broken.yaml:1: is not an object");
    row("no kind", "---\nmetadata: {name: x}\n", "broken.yaml:2: has no apiVersion");
    row("wrong type", claim("deviceClassName: gpu, count: many"), "broken.yaml:9: ");
    row("binary", std::string("\0\1\2", 3), "broken.yaml:1: is binary");
    row("bomb",
        "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d "
        "[*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
        "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: "
        "[*g,*g,*g,*g,*g,*g,*g,*g,*g,*g]\n",
        "broken.yaml:");
    row("deep", std::string(5000, '[') + std::string(5000, ']'), "broken.yaml:1");
    row("not text", "a: \xff\xfe\n", "broken.yaml:1");
    row("nothing to judge", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n", "none of 1 object");
  }
  void brokenFiles() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const kit::CliResult result = m_cli.run({"lint", "-f", file("broken.yaml", bytes.toStdString())});
    QCOMPARE(result.status, 2);
    QVERIFY2(result.says(says.toStdString()), result.err.c_str());
    QVERIFY2(result.out.empty(), result.out.c_str());
  }

  void oneBrokenFileDoesNotHideTheOthers() {
    const QString good = file("good.yaml", claim("deviceClassName: gpu, tolerations: [{operator: Exists}]"));
    const QString bad = file("bad.yaml", "a: {\n");
    const kit::CliResult result = m_cli.run({"lint", "-f", good, "-f", bad});
    QCOMPARE(result.status, 2);
    QVERIFY(result.out.find("toleration-of-hardware-fault") != std::string::npos);
    QVERIFY(result.says("bad.yaml:"));
    QCOMPARE(m_cli.run({"lint", "-f", "/no/such/file.yaml"}).status, 2);
  }

  void standardInputIsRead() {
    const kit::CliResult result = m_cli.run({"lint", "-f", "-", "-o", "json"}, claim("deviceClassName: gpu, count: 33"));
    QCOMPARE(result.status, 1);
    QVERIFY(result.out.find("claim-too-large") != std::string::npos);
  }

  void hostileTextDoesNotAct() {
    const QString path =
        file("hostile.yaml", claim("deviceClassName: \"<img src=x>\\e[31m|`x`\", tolerations: [{operator: Exists}]"));
    const kit::CliResult text = m_cli.run({"lint", "-f", path});
    QVERIFY(text.out.find('\x1b') == std::string::npos);
    const kit::CliResult markdown = m_cli.run({"lint", "-f", path, "-o", "md"});
    QVERIFY(markdown.out.find("<img") == std::string::npos);
  }

  void aClusterIsJudgedByTheSameRules() {
    const kit::CliResult result = m_cli.run({"lint", "--demo", "eks-hybrid", "-o", "json"});
    QCOMPARE(result.status, 1);
    const Json out = Json::parse(result.out);
    std::set<std::string> rules;
    for (const Json& problem : out["problems"]) {
      rules.insert(problem["rule"].get<std::string>());
      QVERIFY2(problem["file"].is_null() && !problem["object"].get<std::string>().empty(), problem.dump().c_str());
    }
    QVERIFY2(rules.count("pool_incomplete") == 1, out.dump(1).c_str());
    QVERIFY(out["rulesRun"].get<int>() >= 60);
    // Manifests beside a cluster: what it has is known, what it lacks is missing.
    const QString path = file("beside.yaml", claim("deviceClassName: no-such-class"));
    QVERIFY(m_cli.run({"lint", "-f", path, "--demo", "eks-hybrid"}).out.find("class-unknown") != std::string::npos);
    QVERIFY(m_cli.run({"lint", "-f", path}).out.find("class-unknown") == std::string::npos);
  }

  void aWorkloadThatCouldNeverRunIsSeen() {
    std::string text = kTemplate + deployment("resourceClaimTemplateName: t");
    text.replace(text.find("deviceClassName: gpu}"), 21, "deviceClassName: gpu-compute-class, count: 20}");
    const kit::CliResult result = m_cli.run({"lint", "-f", file("never.yaml", text), "--demo", "eks-hybrid"});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.out.find("workload-never-fits") != std::string::npos ||
                 result.out.find("request-larger-than-any-node") != std::string::npos,
             result.out.c_str());
  }
};

QTEST_GUILESS_MAIN(LintTest)
#include "lint_test.moc"
