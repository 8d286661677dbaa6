// claimscope diagnose as a user runs it: the list, every workflow on the demo clusters, objects, exit statuses, forms. Test
// thread.
#include <QtTest>
#include <set>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using Json = nlohmann::json;

class DiagnoseTest : public QObject {
  Q_OBJECT

  kit::Cli m_cli;

  Json run(const QStringList& arguments, int status) {
    const kit::CliResult result = m_cli.run(QStringList{"diagnose"} + arguments + QStringList{"-o", "json"});
    if (result.status != status) {
      throw std::runtime_error("status " + std::to_string(result.status) + ": " + result.err + result.out);
    }
    return Json::parse(result.out);
  }
  static Json step(const Json& result, const std::string& id) {
    for (const Json& one : result["steps"]) {
      if (one["id"] == id) {
        return one;
      }
    }
    return {};
  }

 private Q_SLOTS:
  void listsTheWorkflowsWithoutACluster() {
    const Json list = run({}, 0)["workflows"];
    QVERIFY(list.size() >= 11);
    const kit::CliResult text = m_cli.run({"diagnose"});
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.find("gpu_not_detected") != std::string::npos &&
            text.out.find("claimscope diagnose WORKFLOW") != std::string::npos);
  }

  void eachTriggersInTheDemo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("step");
    QTest::newRow("claims pending") << QStringList{"claims_pending", "claim/ml-workloads/ml-training-job-8-gpu-9d7wq", "--demo",
                                                   "eks-hybrid"}
                                    << "shape";
    QTest::newRow("claims pending, cluster") << QStringList{"claims_pending", "--demo", "eks-hybrid"} << "created";
    QTest::newRow("gpu not detected") << QStringList{"gpu_not_detected", "cpu-node-6", "--demo", "eks-hybrid"} << "registration";
    QTest::newRow("allocation failures") << QStringList{"allocation_failures", "--demo", "eks-hybrid"} << "prepare";
    QTest::newRow("terminating") << QStringList{"pod_terminating", "ml-workloads/batch-infer-12", "--demo", "fleet"}
                                 << "unprepare";
    QTest::newRow("driver unhealthy") << QStringList{"driver_unhealthy", "--demo", "eks-hybrid"} << "pools";
    QTest::newRow("prepare failures") << QStringList{"prepare_failures", "pod/batch/batch-report-0", "--demo", "eks-hybrid"}
                                      << "registration";
    QTest::newRow("unused") << QStringList{"unused_gpus", "--demo", "eks-hybrid"} << "held";
    QTest::newRow("quota") << QStringList{"quota_exhausted", "pod/team-nlp/finetune-d-0", "--demo", "eks-hybrid"} << "refused";
    QTest::newRow("classic") << QStringList{"classic_leftovers", "--demo", "eks-classic"} << "objects";
  }
  void eachTriggersInTheDemo() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, step);
    const Json result = run(arguments, 1);
    QCOMPARE(result["outcome"].get<std::string>(), std::string("proven"));
    const Json found = DiagnoseTest::step(result, step.toStdString());
    QVERIFY2(found.is_object() && found["verdict"] == "proven", result.dump(1).c_str());
    QVERIFY2(!found["command"].get<std::string>().empty(), found.dump(1).c_str());
  }

  void theQuietDemoProvesNothing() {
    const Json all = run({"all", "--demo", "quiet"}, 0)["workflows"];
    QVERIFY(all.size() >= 11);
    for (const Json& result : all) {
      QVERIFY2(result["outcome"] != "proven", result.dump(1).c_str());
    }
  }

  void fixesAreGuidedActions() {
    const Json result = run({"prepare_failures", "pod/batch/batch-report-0", "--demo", "eks-hybrid"}, 1);
    const Json fix = step(result, "registration")["fixes"][0];
    QCOMPARE(fix["action"]["name"].get<std::string>(), std::string("restart_driver"));
    QCOMPARE(fix["action"]["objects"][0].get<std::string>(), std::string("node/cpu-node-6"));
    QCOMPARE(fix["action"]["options"]["driver"].get<std::string>(), std::string("cpu.dra.io"));
  }

  void theLogOfTheDriverSaysWhy() {
    const Json result = run({"gpu_not_detected", "cpu-node-6", "--demo", "eks-hybrid", "--logs"}, 1);
    const Json log = result["logs"][0];
    QCOMPARE(log["driver"].get<std::string>(), std::string("cpu.dra.io"));
    QVERIFY(log["error"].is_null());
    const Json line = log["lines"][log["deciding"].get<std::size_t>()];
    QCOMPARE(line["level"].get<std::string>(), std::string("E"));
    QVERIFY(line["marked"].get<bool>() && line["text"].get<std::string>().find("failed registration") != std::string::npos);
    QVERIFY(run({"gpu_not_detected", "cpu-node-6", "--demo", "eks-hybrid"}, 1).count("logs") == 0);
    const kit::CliResult text = m_cli.run({"diagnose", "gpu_not_detected", "cpu-node-6", "--demo", "eks-hybrid", "--logs"});
    QVERIFY(text.out.find("Log of kube-system/dra-driver-cpu-") != std::string::npos);
    const kit::CliResult before = m_cli.run({"diagnose", "gpu_not_detected", "cpu-node-6", "--demo", "eks-hybrid", "--previous"});
    QVERIFY(before.out.find("no") != std::string::npos && before.out.find("has not ended before") != std::string::npos);
    const kit::CliResult none = m_cli.run({"diagnose", "classic_leftovers", "--demo", "quiet", "--logs"});
    QVERIFY(none.says("there is no log to read"));
  }

  void formsForPeople() {
    const kit::CliResult text = m_cli.run({"diagnose", "gpu_not_detected", "cpu-node-6", "--demo", "eks-hybrid"});
    QCOMPARE(text.status, 1);
    QVERIFY(text.out.find("GPU not detected  node/cpu-node-6") == 0);
    QVERIFY(text.out.find("ruled out") != std::string::npos && text.out.find("What helps") != std::string::npos);
    QVERIFY(text.out.find('\x1b') == std::string::npos);
    const kit::CliResult markdown = m_cli.run({"diagnose", "gpu_not_detected", "cpu-node-6", "--demo", "eks-hybrid", "-o", "md"});
    QVERIFY(markdown.out.find("# GPU not detected") == 0 && markdown.out.find("| # | Verdict |") != std::string::npos);
  }

  void wrongUsageIsTold_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    QTest::newRow("workflow") << QStringList{"claim_pending"} << 2 << "Did you mean claims_pending?";
    QTest::newRow("kind") << QStringList{"gpu_not_detected", "pod/ml/x"} << 2 << "does not run on a pod";
    QTest::newRow("cluster only") << QStringList{"classic_leftovers", "node/x"} << 2 << "cluster as a whole";
    QTest::newRow("name") << QStringList{"claims_pending", "claim/a/b/c"} << 2 << "does not name a claim";
    QTest::newRow("empty") << QStringList{"claims_pending", "claim//b"} << 2 << "does not name a claim";
    QTest::newRow("absent") << QStringList{"gpu_not_detected", "nowhere", "--demo", "quiet"} << 2 << "there is no node nowhere";
    QTest::newRow("absent claim") << QStringList{"claims_pending", "ml/none", "--demo", "quiet"} << 2
                                  << "there is no claim ml/none";
  }
  void wrongUsageIsTold() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, says);
    const kit::CliResult result = m_cli.run(QStringList{"diagnose"} + arguments);
    QCOMPARE(result.status, status);
    QVERIFY2(result.says(says.toStdString()), result.err.c_str());
  }

  void dashesAreTakenForUnderscores() { QCOMPARE(m_cli.run({"diagnose", "classic-leftovers", "--demo", "quiet"}).status, 0); }
};

QTEST_GUILESS_MAIN(DiagnoseTest)
#include "diagnose_test.moc"
