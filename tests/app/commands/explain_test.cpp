// claimscope explain as a user runs it: golden text on the demo clusters, exit statuses, files, names that are not there, hostile
// names.
#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"
#include "tests/kit/golden_text.h"

using namespace claimscope;
using Json = nlohmann::json;

namespace {

constexpr const char* kHardware =
    "apiVersion: v1\n"
    "kind: Node\n"
    "metadata: {name: n1}\n"
    "---\n"
    "apiVersion: resource.k8s.io/v1\n"
    "kind: ResourceSlice\n"
    "metadata: {name: s1}\n"
    "spec:\n"
    "  driver: gpu.example.com\n"
    "  nodeName: n1\n"
    "  pool: {name: n1, generation: 1, resourceSliceCount: 1}\n"
    "  devices:\n"
    "  - {name: gpu-0, attributes: {model: {string: H100}}}\n"
    "---\n"
    "apiVersion: resource.k8s.io/v1\n"
    "kind: DeviceClass\n"
    "metadata: {name: gpu}\n"
    "spec: {selectors: [{cel: {expression: 'device.driver == \"gpu.example.com\"'}}]}\n";

constexpr const char* kClaim =
    "apiVersion: resource.k8s.io/v1\n"
    "kind: ResourceClaim\n"
    "metadata: {name: wanted, namespace: ml}\n"
    "spec: {devices: {requests: [{name: gpu, exactly: {deviceClassName: gpu, count: COUNT}}]}}\n";

constexpr const char* kPod =
    "apiVersion: resource.k8s.io/v1\n"
    "kind: ResourceClaimTemplate\n"
    "metadata: {name: t, namespace: ml}\n"
    "spec: {spec: {devices: {requests: [{name: gpu, exactly: {deviceClassName: gpu}}]}}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: p, namespace: ml}\n"
    "spec:\n"
    "  containers: [{name: c}]\n"
    "  resourceClaims: [{name: gpu, resourceClaimTemplateName: t}]\n";

}  // namespace

class ExplainTest : public QObject {
  Q_OBJECT

  kit::Cli m_cli;

  QString file(const char* name, std::string text, const std::string& count = "1") {
    if (const std::size_t at = text.find("COUNT"); at != std::string::npos) {
      text.replace(at, 5, count);
    }
    return QString::fromStdString(m_cli.home().write(name, text));
  }

 private Q_SLOTS:
  void golden_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QStringList& arguments, int status) {
      QTest::newRow(name) << arguments << status;
    };
    row("eks-selector", {"claim", "ml-workloads/ml-training-job-7-gpu-x4k2p", "--demo", "eks-hybrid"}, 1);
    row("eks-constraint", {"claim", "ml-workloads/ml-training-job-8-gpu-9d7wq", "--demo", "eks-hybrid"}, 1);
    row("eks-pool", {"claim", "data/etl-cpu-1-cpu-p0q2z", "--demo", "eks-hybrid"}, 1);
    row("eks-quota", {"pod", "team-nlp/finetune-d-0", "--demo", "eks-hybrid"}, 1);
    row("eks-driver", {"pod", "batch/batch-report-0", "--demo", "eks-hybrid"}, 0);
    row("eks-unused", {"claim", "ml-workloads/preallocated-gpu", "--demo", "eks-hybrid", "-o", "md"}, 0);
    row("classic", {"claim", "ml-workloads/ml-training-job-7-gpu-x4k2p", "--demo", "eks-classic"}, 1);
    row("fleet-in-use", {"claim", "ml-workloads/ml-training-job-7-gpu-x4k2p", "--demo", "fleet", "-o", "md"}, 1);
    row("fleet-mixed", {"claim", "ml-workloads/inference-service-gpu-6fq4n", "--demo", "fleet"}, 1);
  }
  void golden() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const kit::CliResult result = m_cli.run(QStringList{"explain"} + arguments);
    QCOMPARE(result.status, status);
    kit::compareWithGolden(result.out, QStringLiteral("explain/%1.txt").arg(QTest::currentDataTag()));
  }

  void tableStaysWithinAHundredColumns() {
    for (const char* scenario : {"eks-hybrid", "fleet", "eks-classic"}) {
      const kit::CliResult result =
          m_cli.run({"explain", "claim", "ml-workloads/ml-training-job-7-gpu-x4k2p", "--demo", scenario});
      for (const QString& line : QString::fromStdString(result.out).split('\n')) {
        // Commands are to be copied, so they are never broken.
        QVERIFY2(line.size() <= 100 || line.contains("kubectl "), qPrintable(line));
      }
    }
  }

  void jsonHasTheShape() {
    const kit::CliResult result =
        m_cli.run({"explain", "claim", "ml-workloads/ml-training-job-7-gpu-x4k2p", "--demo", "eks-hybrid", "-o", "json"});
    QCOMPARE(result.status, 1);
    const Json json = Json::parse(result.out);
    for (const char* key :
         {"object", "state", "verdict", "reason", "summary", "nodes", "requests", "fixes", "evidence", "unknowns"}) {
      QVERIFY2(json.contains(key), key);
    }
    QCOMPARE(json["object"].get<std::string>(), std::string("ml-workloads/ml-training-job-7-gpu-x4k2p"));
    QCOMPARE(json["state"].get<std::string>(), std::string("pending"));
    const Json& request = json["requests"].at(0);
    for (const char* key : {"seen", "passClass", "passSelectors", "free"}) {
      QVERIFY2(request["devices"].contains(key) && request["devices"][key].is_number(), key);
    }
    const Json& term = request["terms"].at(2);
    QVERIFY(term["true"].get<int>() == 0 && term["false"].get<int>() == 48 && term["error"].get<int>() == 0);
    for (const char* key : {"id", "text", "effect", "command"}) {
      QVERIFY2(json["fixes"].at(0).contains(key), key);
    }
    QVERIFY(json["nodes"].at(0).contains("fits") && json["nodes"].at(0)["reasons"].at(0).contains("count"));
  }

  void namesThatAreNotThere() {
    const kit::CliResult wrong = m_cli.run({"explain", "claim", "ml-workloads/preallocatd-gpu", "--demo", "eks-hybrid"});
    QCOMPARE(wrong.status, 2);
    QVERIFY2(wrong.says("Did you mean ml-workloads/preallocated-gpu"), wrong.err.c_str());
    const kit::CliResult elsewhere = m_cli.run({"explain", "pod", "finetune-d-0", "-n", "default", "--demo", "eks-hybrid"});
    QCOMPARE(elsewhere.status, 2);
    QVERIFY2(elsewhere.says("team-nlp/finetune-d-0"), elsewhere.err.c_str());
    QCOMPARE(m_cli.run({"explain", "pod", "finetune-d-0", "-n", "team-nlp", "--demo", "eks-hybrid"}).status, 1);
    QCOMPARE(m_cli.run({"explain", "node", "x", "--demo", "eks-hybrid"}).status, 2);
    QCOMPARE(m_cli.run({"explain", "--demo", "eks-hybrid"}).status, 2);
  }

  void claimsOfAFile() {
    const QString hardware = file("hardware.yaml", kHardware);
    const kit::CliResult fits = m_cli.run({"explain", "-f", file("one.yaml", kClaim), "--file", hardware, "-o", "json"});
    QCOMPARE(fits.status, 0);
    QCOMPARE(Json::parse(fits.out)["verdict"].get<std::string>(), std::string("canFit"));
    const kit::CliResult never = m_cli.run({"explain", "-f", file("two.yaml", kClaim, "2"), "--file", hardware, "-o", "json"});
    QCOMPARE(never.status, 1);
    QCOMPARE(Json::parse(never.out)["verdict"].get<std::string>(), std::string("canNeverFit"));
    QCOMPARE(Json::parse(never.out)["reason"].get<std::string>(), std::string("NotEnoughDevices"));
    const kit::CliResult pod = m_cli.run({"explain", "-f", "-", "--file", hardware, "-o", "json"}, kPod);
    QCOMPARE(pod.status, 0);
    QCOMPARE(Json::parse(pod.out)["object"].get<std::string>(), std::string("ml/p"));
  }

  void badFiles() {
    const QString hardware = file("hardware.yaml", kHardware);
    QCOMPARE(m_cli.run({"explain", "-f", "/nowhere.yaml", "--file", hardware}).status, 2);
    const kit::CliResult none = m_cli.run({"explain", "-f", hardware, "--file", hardware});
    QCOMPARE(none.status, 2);
    QVERIFY2(none.says("holds no ResourceClaim"), none.err.c_str());
    const kit::CliResult broken = m_cli.run({"explain", "-f", file("broken.yaml", "a: [1"), "--file", hardware});
    QCOMPARE(broken.status, 2);
    QVERIFY2(broken.says("broken.yaml"), broken.err.c_str());
    std::string bad(kClaim);
    bad.replace(bad.find("count: COUNT"), 12, "selectors: [{cel: {expression: 'device.driver == 1 &&'}}]");
    const kit::CliResult selector = m_cli.run({"explain", "-f", file("bad.yaml", bad), "--file", hardware, "-o", "json"});
    QCOMPARE(selector.status, 1);
    QCOMPARE(Json::parse(selector.out)["reason"].get<std::string>(), std::string("SelectorInvalid"));
  }

  /// Messages of a cluster hold what an attacker wrote: no escape sequence, no markup, no line of its own.
  void hostileText() {
    std::string objects(kHardware);
    objects += "---\n" + std::string(kClaim);
    objects.replace(objects.find("COUNT"), 5, "2");
    objects +=
        "---\n"
        "apiVersion: v1\n"
        "kind: Pod\n"
        "metadata: {name: p, namespace: ml}\n"
        "spec:\n"
        "  schedulerName: \"evil\\e[31m|`</script>\\u202e\"\n"
        "  containers: [{name: c}]\n"
        "  resourceClaims: [{name: gpu, resourceClaimName: wanted}]\n"
        "status:\n"
        "  phase: Pending\n"
        "  conditions:\n"
        "  - {type: PodScheduled, status: \"False\", reason: Unschedulable, message: \"0/1 nodes are available: 1 \\e[2Jboom\\n# "
        "title <img src=x> `code`.\"}\n";
    const QString hostile = file("hostile.yaml", objects);
    for (const char* output : {"table", "md", "json"}) {
      const kit::CliResult result = m_cli.run({"explain", "pod", "ml/p", "--file", hostile, "-o", output});
      QCOMPARE(result.status, 1);
      QVERIFY2(result.out.find('\x1b') == std::string::npos, output);
      QVERIFY2(result.out.find("\xe2\x80\xae") == std::string::npos, output);
      QVERIFY2(result.out.find("\n# title") == std::string::npos, output);
      QVERIFY2(std::string(output) != "md" || result.out.find("<img") == std::string::npos, result.out.c_str());
    }
  }
};

QTEST_APPLESS_MAIN(ExplainTest)
#include "explain_test.moc"
