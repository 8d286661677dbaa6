// claimscope drain, cordon and uncordon as a user runs them: golden text on the demo clusters, the JSON that programs read, exit
// statuses, wrong usage, many cases in one process.
#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"
#include "tests/kit/golden_text.h"

using namespace claimscope;
using Json = nlohmann::json;

namespace {

constexpr const char* kCluster =
    "apiVersion: v1\n"
    "kind: Node\n"
    "metadata: {name: n1, uid: node-1}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Node\n"
    "metadata: {name: n2, uid: node-2, labels: {pool: spare}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: DaemonSet\n"
    "metadata: {name: agent, namespace: ml}\n"
    "spec: {selector: {}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: web, namespace: ml, uid: pod-web, labels: {app: web}, ownerReferences: [{apiVersion: apps/v1, kind: "
    "ReplicaSet, "
    "name: web, uid: r, controller: true}]}\n"
    "spec: {nodeName: n1, containers: [{name: c}], resourceClaims: [{name: gpu, resourceClaimName: gpu}]}\n"
    "status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: agent-x, namespace: ml, uid: pod-agent, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: "
    "agent, uid: "
    "d, controller: true}]}\n"
    "spec: {nodeName: n1, containers: [{name: c}]}\n"
    "status: {phase: Running}\n"
    "---\n"
    "apiVersion: resource.k8s.io/v1\n"
    "kind: DeviceClass\n"
    "metadata: {name: gpu}\n"
    "spec: {selectors: [{cel: {expression: 'device.driver == \"gpu.example.com\"'}}]}\n"
    "---\n"
    "apiVersion: resource.k8s.io/v1\n"
    "kind: ResourceSlice\n"
    "metadata: {name: s1}\n"
    "spec: {driver: gpu.example.com, nodeName: n1, pool: {name: n1, generation: 1, resourceSliceCount: 1}, devices: [{name: "
    "gpu-0}]}\n"
    "---\n"
    "apiVersion: resource.k8s.io/v1\n"
    "kind: ResourceSlice\n"
    "metadata: {name: s2}\n"
    "spec: {driver: gpu.example.com, nodeName: n2, pool: {name: n2, generation: 1, resourceSliceCount: 1}, devices: [{name: "
    "gpu-0}]}\n"
    "---\n"
    "apiVersion: resource.k8s.io/v1\n"
    "kind: ResourceClaim\n"
    "metadata: {name: gpu, namespace: ml, uid: claim-gpu}\n"
    "spec: {devices: {requests: [{name: gpu, exactly: {deviceClassName: gpu, allocationMode: ExactCount, count: 1}}]}}\n"
    "status: {allocation: {devices: {results: [{request: gpu, driver: gpu.example.com, pool: n1, device: gpu-0}]}, nodeSelector: "
    "{nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [n1]}]}]}}, reservedFor: [{resource: pods, "
    "name: web, "
    "uid: pod-web}]}\n";

}  // namespace

class DrainCommandTest : public QObject {
  Q_OBJECT

  kit::Cli m_cli;

  QString file(const char* name, const std::string& text) { return QString::fromStdString(m_cli.home().write(name, text)); }

 private Q_SLOTS:
  void golden_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QStringList& arguments, int status) {
      QTest::newRow(name) << arguments << status;
    };
    row("eks-node", {"gpu-node-1", "--ignore-daemonsets"}, 0);
    row("eks-blocked", {"gpu-node-4", "--timeout=15m"}, 1);
    row("eks-nodes", {"gpu-node-1", "gpu-node-2", "gpu-node-3", "gpu-node-4", "--ignore-daemonsets", "--delete-emptydir-data"},
        0);
    row("fleet-driver", {"gpu-a10g-0417", "--ignore-daemonsets", "--demo", "fleet", "-o", "md"}, 1);
  }
  void golden() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    if (!arguments.contains(QStringLiteral("--demo"))) {
      arguments += {QStringLiteral("--demo"), QStringLiteral("eks-hybrid")};
    }
    const kit::CliResult result = m_cli.run(QStringList{"drain", "--plan"} + arguments);
    QCOMPARE(result.status, status);
    kit::compareWithGolden(result.out, QStringLiteral("drain/%1.txt").arg(QTest::currentDataTag()));
  }

  void jsonHasTheShapeOfCliMd() {
    const QString cluster = file("cluster.yaml", kCluster);
    const kit::CliResult result = m_cli.run({"drain", "n1", "--ignore-daemonsets", "--plan", "-o", "json", "--file", cluster});
    QCOMPARE(result.status, 0);
    const Json plan = Json::parse(result.out);
    QVERIFY(plan["node"] == "n1");
    QCOMPARE(plan["pods"].size(), std::size_t{2});
    const Json& web = plan["pods"][0];
    QVERIFY(web["namespace"] == "ml" && web["name"] == "web" && web["uid"] == "pod-web");
    QVERIFY(web["action"] == "evict" && web["reason"] == "" && web["landing"]["node"] == "n2");
    QVERIFY(web["claims"] == Json::array({"ml/gpu"}));
    const Json& agent = plan["pods"][1];
    QVERIFY(agent["action"] == "skip" && agent["reason"] == "DaemonSet" && agent["landing"].is_null());
    QCOMPARE(plan["claims"].size(), std::size_t{1});
    QVERIFY(plan["claims"][0]["name"] == "ml/gpu" && plan["claims"][0]["after"] == "moves");
    QVERIFY(plan["claims"][0]["devices"] == Json::array({"gpu.example.com/n1/gpu-0"}));
    QVERIFY(plan["warnings"].is_array());
    QVERIFY(plan["commands"] == Json::array({"kubectl cordon n1", "kubectl drain n1 --ignore-daemonsets"}));
  }

  void aBlockedNodeIsANegativeAnswer() {
    const QString cluster = file("cluster.yaml", kCluster);
    const kit::CliResult result = m_cli.run({"drain", "n1", "--plan", "-o", "json", "--file", cluster});
    QCOMPARE(result.status, 1);
    const Json plan = Json::parse(result.out);
    QVERIFY(plan["pods"][0]["action"] == "blocked" && plan["pods"][0]["reason"] == "DaemonSet");
    QVERIFY(plan["drainable"] == false && plan["blockers"].size() == 1);
    // Without --plan too: there is no server behind a file that could be asked.
    QCOMPARE(m_cli.run({"drain", "n1", "--file", cluster}).status, 1);
  }

  void budgetsOfAFileThatNobodyHasCountedAreCounted() {
    const auto with = [&](const std::string& budget) {
      const QString cluster =
          file("budget.yaml", std::string(kCluster) +
                                  "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b, "
                                  "namespace: ml}\nspec: {selector: {matchLabels: {app: web}}, " +
                                  budget + "}\n");
      const kit::CliResult result = m_cli.run({"drain", "n1", "--ignore-daemonsets", "--plan", "-o", "json", "--file", cluster});
      const Json pod = Json::parse(result.out)["pods"][0];
      return std::to_string(result.status) + " " + pod["action"].get<std::string>() + " " + pod["reason"].get<std::string>();
    };
    QCOMPARE(with("minAvailable: 1"), std::string("1 blocked PDB"));
    QCOMPARE(with("maxUnavailable: 0"), std::string("1 blocked PDB"));
    QCOMPARE(with("maxUnavailable: 1"), std::string("0 evict "));
    QCOMPARE(with("minAvailable: 0"), std::string("0 evict "));
    QCOMPARE(with("minAvailable: 100%"), std::string("1 blocked PDB"));
  }

  void wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QStringList& arguments, const char* words) {
      QTest::newRow(name) << arguments << QString::fromUtf8(words);
    };
    row("no node", {"drain"}, "no node is named");
    row("unknown node", {"drain", "n3"}, "Did you mean n1?");
    row("node and labels", {"drain", "n1", "-l", "pool=spare"}, "--selector");
    row("no such labels", {"drain", "-l", "pool=none"}, "no node has the labels");
    row("selector", {"drain", "n1", "--pod-selector", "a in b"}, "--pod-selector is not a label selector");
    row("timeout", {"drain", "n1", "--timeout", "soon"}, "--timeout");
    row("grace", {"drain", "n1", "--grace-period", "x"}, "--grace-period");
    row("no server", {"drain", "n1", "--ignore-daemonsets", "--execute", "--arm", "x"}, "no server that could be changed");
    row("cordon", {"cordon", "n3"}, "there is no node n3");
    row("uncordon", {"uncordon"}, "no node is named");
  }
  void wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    const kit::CliResult result = m_cli.run(arguments + QStringList{"--file", file("cluster.yaml", kCluster)});
    QCOMPARE(result.status, 2);
    QVERIFY2(result.says(words.toStdString()), result.err.c_str());
  }

  void nodesCanBeSelectedByTheirLabels() {
    const QString cluster = file("cluster.yaml", kCluster);
    const kit::CliResult result = m_cli.run({"drain", "-l", "pool in (spare)", "--plan", "-o", "json", "--file", cluster});
    QCOMPARE(result.status, 0);
    QVERIFY(Json::parse(result.out)["node"] == "n2");
    QVERIFY(m_cli.run({"cordon", "-l", "pool=spare", "--plan", "--file", cluster}).holds("kubectl cordon n2"));
    QVERIFY(m_cli.run({"uncordon", "node/n1", "--plan", "--file", cluster}).holds("already"));
  }

  void manyCasesInOneProcess() {
    const kit::CliResult result = m_cli.run({"drain", "--cases", "-"},
                                            "{\"id\":1,\"nodes\":[\"n\"],\"objects\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\","
                                            "\"metadata\":{\"name\":\"n\"}},{\"apiVersion\":\"v1\","
                                            "\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"nodeName\":\"n\"}}]}\n\n{"
                                            "\"id\":\"two\",\"nodes\":[\"n\"]}\n");
    QCOMPARE(result.status, 0);
    const QStringList lines = QString::fromStdString(result.out).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const Json first = Json::parse(lines[0].toStdString());
    QVERIFY(first["id"] == 1 && first["pods"][0]["reason"] == "NoController");
    const Json second = Json::parse(lines[1].toStdString());
    QVERIFY(second["id"] == "two" && second["error"].get<std::string>().find("no node n") != std::string::npos);
    QCOMPARE(m_cli.run({"drain", "--cases", "-"}, "no json\n").status, 2);
    QCOMPARE(m_cli.run({"drain", "--cases", "-"}, "[1]\n").status, 2);
    QCOMPARE(m_cli.run({"drain", "--cases", "/nowhere"}).status, 2);
  }
};

QTEST_GUILESS_MAIN(DrainCommandTest)
#include "drain_test.moc"
