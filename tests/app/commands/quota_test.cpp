// claimscope quota as a user runs it: how quotas stand, before submit, exit status, files that cannot be read. Test thread.
#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using kit::Cli;
using kit::CliResult;
using kit::words;
using Json = nlohmann::json;

namespace {

const std::string kQuota =
    "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: ml}\n"
    "spec: {hard: {gpu.deviceclass.resource.k8s.io/devices: '10', count/resourceclaims.resource.k8s.io: '50'}}\n"
    "status:\n  hard: {gpu.deviceclass.resource.k8s.io/devices: '10', count/resourceclaims.resource.k8s.io: '50'}\n"
    "  used: {gpu.deviceclass.resource.k8s.io/devices: '3', count/resourceclaims.resource.k8s.io: '1'}\n---\n";

std::string form(const std::string& request) {
  return "apiVersion: resource.k8s.io/v1\nkind: ResourceClaimTemplate\nmetadata: {name: t, namespace: ml}\nspec: {spec: "
         "{devices: "
         "{requests: [{name: r, exactly: {deviceClassName: gpu, " +
         request + "}}]}}}\n---\n";
}

std::string deployment(int replicas) {
  return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: ml}\nspec: {replicas: " +
         std::to_string(replicas) +
         ", selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}], "
         "resourceClaims: [{name: g, resourceClaimTemplateName: t}]}}}\n---\n";
}

}  // namespace

class QuotaCommandTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void beforeSubmit() {
    const CliResult result =
        Cli().run(words("quota -f - -o json"), kQuota + form("allocationMode: ExactCount, count: 2") + deployment(5));
    QCOMPARE(result.status, 1);
    const Json out = Json::parse(result.out);
    QCOMPARE(out["admitted"].get<bool>(), false);
    const Json& web = out["items"][1];
    QCOMPARE(web["object"].get<std::string>(), std::string("Deployment ml/web"));
    QCOMPARE(web["admittedCopies"].get<int>(), 3);
    QCOMPARE(web["fit"].get<int>(), 3);
    QCOMPARE(web["refusal"]["key"].get<std::string>(), std::string("gpu.deviceclass.resource.k8s.io/devices"));
  }

  void allThatFits() {
    const CliResult result =
        Cli().run(words("quota -f -"), kQuota + form("allocationMode: ExactCount, count: 2") + deployment(3));
    QCOMPARE(result.status, 0);
    QVERIFY(result.holds("3 of 3"));
  }

  /// All of a node counts as 32: not even one is admitted.
  void allCountsAs32() {
    const CliResult result = Cli().run(words("quota -f -"), kQuota + form("allocationMode: All") + deployment(1));
    QCOMPARE(result.status, 1);
    QVERIFY(result.holds("asks for 32 more"));
  }

  void ofACluster() {
    const CliResult result = Cli().run(words("quota --demo -A -o json"));
    QCOMPARE(result.status, 0);
    const Json out = Json::parse(result.out);
    QVERIFY(out["items"].size() >= 3);
    bool blocked = false;
    for (const Json& row : out["items"]) {
      blocked = blocked || row["reason"] == "QuotaExceeded";
    }
    QVERIFY(blocked);
    QCOMPARE(Cli().run(words("quota --demo -n nobody -o json")).status, 0);
    QVERIFY(Cli().run(words("quota --demo -A -o md")).holds("| NAMESPACE |"));
  }

  void badInput() {
    QCOMPARE(Cli().run(words("quota -f /nowhere.yaml")).status, 2);
    QCOMPARE(Cli().run(words("quota -f -"), "kind: [").status, 2);
    const CliResult empty = Cli().run(words("quota -f -"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n");
    QCOMPARE(empty.status, 2);
    QVERIFY(empty.says("nothing that a quota"));
    QCOMPARE(Cli().run(words("quota --cases /nowhere")).status, 2);
    QCOMPARE(Cli().run(words("quota --cases -"), "{\"claim\": 3").status, 2);
  }

  void cases() {
    const CliResult result =
        Cli().run(words("quota --cases -"),
                  "{\"id\":7,\"claim\":{\"apiVersion\":\"resource.k8s.io/v1\",\"kind\":\"ResourceClaim\",\"spec\":"
                  "{\"devices\":{\"requests\":[{\"name\":\"r\",\"exactly\":{\"deviceClassName\":\"g\","
                  "\"allocationMode\":\"All\"}}]}}}}\n");
    QCOMPARE(result.status, 0);
    const Json out = Json::parse(result.out);
    QCOMPARE(out["id"].get<int>(), 7);
    QCOMPARE(out["usage"]["g.deviceclass.resource.k8s.io/devices"].get<std::string>(), std::string("32"));
  }
};

QTEST_APPLESS_MAIN(QuotaCommandTest)
#include "quota_test.moc"
