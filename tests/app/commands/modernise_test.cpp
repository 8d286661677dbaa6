// claimscope modernise as a user runs it: what is on stdout and on stderr, exit statuses, files of all sorts. One thread.
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"
#include "tests/kit/places.h"

using namespace claimscope;
using namespace claimscope::kit;

namespace {

using Json = nlohmann::json;

const std::string kClass = "apiVersion: resource.k8s.io/v1beta1\nkind: DeviceClass\nmetadata: {name: gpu}\nspec: {}\n";
const QString kGuide = QString::fromStdString(kit::sourceFile("tests/model/migration/modernise/guide"));

}  // namespace

class ModerniseCommandTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void manifestsOnStdoutReportOnStderr() {
    const CliResult ran = m_cli.run({"modernise", "-f", "-"}, kClass);
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.out, std::string("apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: gpu}\nspec: {}\n"));
    QVERIFY2(ran.says("standard input:1: DeviceClass gpu (changed)"), ran.err.c_str());
    QVERIFY2(ran.says("resource.k8s.io/v1beta1 becomes resource.k8s.io/v1"), ran.err.c_str());
    QVERIFY2(ran.says("1 of 1 document changes for Kubernetes 1.37; everything could be carried over"), ran.err.c_str());
    QCOMPARE(m_cli.run({"modernise", "-q", "-f", "-"}, kClass).err, std::string());
    QCOMPARE(m_cli.run({"modernize", "-f", "-"}, kClass).out, ran.out);
  }

  void lostIsStatusOne() {
    const CliResult ran = m_cli.run({"modernise", "-f", kGuide});
    QCOMPARE(ran.status, 1);
    QVERIFY2(ran.says("lost    parametersRef: ConfigMap kube-system/gpu-parameters is referred to and not among the sources") ||
                 ran.says("ConfigMap kube-system/gpu-parameters is referred to and not among the sources"),
             ran.err.c_str());
    QVERIFY(ran.says("choices (--choose NAME=VALUE):"));
    QVERIFY(ran.says("* pods: pods that use the class get the same required node affinity"));
    QVERIFY(ran.out.find("v1alpha2") == std::string::npos);
  }

  void jsonIsOneDocument() {
    const CliResult ran = m_cli.run({"modernise", "-f", kGuide, "-o", "json", "--choose", "class/gpu-compute-class/nodes=drop"});
    QCOMPARE(ran.status, 1);
    QCOMPARE(ran.err, std::string());
    const Json json = Json::parse(ran.out);
    QCOMPARE(json["serverVersion"].get<std::string>(), std::string("1.37"));
    QCOMPARE(json["resourceVersion"].get<std::string>(), std::string("resource.k8s.io/v1"));
    QCOMPARE(json["documents"].size(), std::size_t{15});  // 14 of the guide and the proposed template
    std::map<std::string, std::string> choices;
    for (const Json& choice : json["choices"]) {
      choices[choice["name"]] = choice["value"];
      QVERIFY(!choice["options"].empty());
    }
    QCOMPARE(choices["class/gpu-compute-class/nodes"], std::string("drop"));
    QCOMPARE(choices["class/cpu-compute-class/nodes"], std::string("pods"));
    for (const Json& change : json["changes"]) {
      QVERIFY(!change["what"].get<std::string>().empty());
      QVERIFY(change["document"].get<std::size_t>() < json["documents"].size());
    }
    QVERIFY(json["manifests"].get<std::string>().find("kind: DeviceClass") != std::string::npos);
  }

  void markdownAsMarkdown() {
    const std::string path = (m_cli.home().path() / "guide.md").string();
    std::ofstream(path) << "# Words\n\n```yaml\n" << kClass << "```\n";
    const CliResult manifests = m_cli.run({"modernise", "-f", QString::fromStdString(path)});
    QVERIFY2(manifests.out.starts_with("apiVersion: resource.k8s.io/v1\n"), manifests.out.c_str());
    const CliResult text = m_cli.run({"modernise", "-f", QString::fromStdString(path), "-o", "md"});
    QVERIFY2(text.out.starts_with("# Words\n\n```yaml\napiVersion: resource.k8s.io/v1\n"), text.out.c_str());
    QVERIFY(text.out.ends_with("```\n"));
  }

  void serversAreChosen() {
    const CliResult older = m_cli.run({"modernise", "-f", "-", "--server-version", "1.33"}, kClass);
    QVERIFY(older.out.starts_with("apiVersion: resource.k8s.io/v1beta2\n"));
    const CliResult classic = m_cli.run({"modernise", "-f", "-", "--server-version", "1.30"}, kClass);
    QCOMPARE(classic.status, 1);
    QCOMPARE(classic.out, kClass);
    const CliResult demo = m_cli.run({"modernise", "-f", "-", "--demo", "eks-hybrid"}, kClass);
    QCOMPARE(demo.status, 0);
    QVERIFY2(demo.out.starts_with("apiVersion: resource.k8s.io/v1\n"), demo.err.c_str());
  }

  void wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("no file") << QStringList{"modernise"} << QStringLiteral("modernise needs -f FILE");
    QTest::newRow("not there") << QStringList{"modernise", "-f", "/nowhere.yaml"} << QStringLiteral("/nowhere.yaml");
    QTest::newRow("version") << QStringList{"modernise", "-f", "-", "--server-version", "1.20"}
                             << QStringLiteral("1.20 is not a version with DRA");
    QTest::newRow("no choice") << QStringList{"modernise", "-f", "-", "--choose", "x"}
                               << QStringLiteral("--choose x is no NAME=VALUE");
    QTest::newRow("unknown choice") << QStringList{"modernise", "-f", "-", "--choose", "x=y"}
                                    << QStringLiteral("x is no choice of these manifests");
  }
  void wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const CliResult ran = m_cli.run(arguments, kClass);
    QCOMPARE(ran.status, 2);
    QVERIFY2(ran.says(says.toStdString()), ran.err.c_str());
  }

  void brokenDocumentsStay() {
    const CliResult ran = m_cli.run({"modernise", "-f", "-"}, kClass + "---\na: [1\n");
    QCOMPARE(ran.status, 2);
    QVERIFY(ran.out.ends_with("---\na: [1\n"));
    QVERIFY2(ran.says("claimscope: standard input: line"), ran.err.c_str());
    const CliResult binary = m_cli.run({"modernise", "-f", "-"}, std::string("\0\1\2", 3));
    QCOMPARE(binary.status, 2);
    QVERIFY(binary.says("is binary"));
    QCOMPARE(m_cli.run({"modernise", "-f", "-"}, "").status, 0);
  }

  void cluelessTerminalsAreSafe() {
    const CliResult ran = m_cli.run(
        {"modernise", "-f", "-"}, "apiVersion: resource.k8s.io/v1beta1\nkind: DeviceClass\nmetadata: {name: \"g\\u001b[31m\"}\n");
    QVERIFY2(ran.err.find('\x1b') == std::string::npos, ran.err.c_str());
  }

 private:
  Cli m_cli;
};

QTEST_GUILESS_MAIN(ModerniseCommandTest)
#include "modernise_test.moc"
