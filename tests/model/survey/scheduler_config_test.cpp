// KubeSchedulerConfigurations: the guide's mistakes, others, and what is right, judged by version; and the repaired file.
#include <QtTest>

#include "model/survey/scheduler_config.h"

using namespace claimscope::survey;

namespace {

const std::string kGuide =
    "apiVersion: kubescheduler.config.k8s.io/v1beta3\n"
    "kind: KubeSchedulerConfiguration\n"
    "profiles:\n"
    "- schedulerName: default-scheduler\n"
    "  plugins:\n"
    "    filter:\n"
    "      enabled:\n"
    "      - name: DynamicResources\n"
    "    score:\n"
    "      enabled:\n"
    "      - name: DynamicResources\n"
    "  pluginConfig:\n"
    "  - name: DynamicResources\n"
    "    args:\n"
    "      scoringStrategy:\n"
    "        type: LeastAllocated\n";

std::vector<ConfigFault> faults(const std::string& yaml, int minor = 37) {
  std::vector<ConfigFault> out;
  for (const ConfigProblem& one : readSchedulerConfig("ConfigMap a/b", "k", yaml, minor).problems) {
    out.push_back(one.fault);
  }
  return out;
}

std::string profile(const std::string& inside) {
  return "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles:\n- " + inside;
}

}  // namespace

class SchedulerConfigTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theGuideHasTwoMistakesOnANewServer() {
    const SchedulerConfig config = readSchedulerConfig("ConfigMap kube-system/scheduler-config", "config.yaml", kGuide, 37);
    QCOMPARE(config.problems.size(), std::size_t{2});
    QCOMPARE(config.problems[0].fault, ConfigFault::versionRemoved);
    QCOMPARE(config.problems[1].fault, ConfigFault::unknownArgument);
    QCOMPARE(config.problems[1].field, std::string("profiles[0].pluginConfig[0].args.scoringStrategy"));
    QVERIFY(config.problems[1].fix.find("NodeResourcesFit") != std::string::npos);
    QCOMPARE(config.profiles.at(0).schedulerName, std::string("default-scheduler"));
  }

  void olderServersJudgeOtherwise() {
    const std::vector<ConfigFault> at28 = faults(kGuide, 28);  // v1beta3 is still there; DynamicResources scores nothing
    QCOMPARE(at28, (std::vector<ConfigFault>{ConfigFault::scoreUnsupported, ConfigFault::unknownArgument}));
    QVERIFY(faults(kGuide, 34).size() == 3);
  }

  void theRepairedGuideIsRight() {
    const std::string repaired = repairedSchedulerConfig(kGuide, 37);
    QVERIFY(repaired.find("kubescheduler.config.k8s.io/v1\n") != std::string::npos ||
            repaired.find("k8s.io/v1\"") != std::string::npos);
    QVERIFY(faults(repaired).empty());
    QVERIFY(faults(repairedSchedulerConfig(kGuide, 34), 34).empty());
    QVERIFY(repairedSchedulerConfig("x: y", 37).empty());
  }

  void aDisabledFilterIsFound() {
    QCOMPARE(faults(profile("plugins:\n    filter:\n      disabled:\n      - name: DynamicResources\n")),
             std::vector<ConfigFault>{ConfigFault::filterDisabled});
    QCOMPARE(faults(profile("plugins:\n    multiPoint:\n      disabled:\n      - name: '*'\n")),
             std::vector<ConfigFault>{ConfigFault::filterDisabled});
    QVERIFY(
        faults(profile(
                   "plugins:\n    filter:\n      disabled:\n      - name: '*'\n      enabled:\n      - name: DynamicResources\n"))
            .empty());
    QVERIFY(faults(profile("plugins:\n    score:\n      disabled:\n      - name: DynamicResources\n")).empty());
  }

  void itsOwnArgumentsAreFine() {
    QVERIFY(
        faults(
            profile("pluginConfig:\n  - name: DynamicResources\n    args:\n      filterTimeout: 5s\n      bindingTimeout: 60s\n"))
            .empty());
    QVERIFY(
        faults(profile(
                   "pluginConfig:\n  - name: NodeResourcesFit\n    args:\n      scoringStrategy:\n        type: MostAllocated\n"))
            .empty());
  }

  void profilesOfOneNameAreTold() {
    QCOMPARE(faults(profile("schedulerName: a\n- schedulerName: a\n")), std::vector<ConfigFault>{ConfigFault::duplicateProfile});
    QCOMPARE(readSchedulerConfig("ConfigMap a/b", "k",
                                 "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n", 37)
                 .profiles.size(),
             std::size_t{1});
  }

  void whatIsNoneIsSaid() {
    for (const char* text : {"", "KubeSchedulerConfiguration", "{{{", "kind: KubeSchedulerConfiguration\n", "- a\n- b\n"}) {
      QCOMPARE(faults(text), std::vector<ConfigFault>{ConfigFault::unreadable});
    }
    QCOMPARE(faults("apiVersion: kubescheduler.config.k8s.io/v9\nkind: KubeSchedulerConfiguration\n"),
             std::vector<ConfigFault>{ConfigFault::versionRemoved});
    // Fields of other types are passed over.
    QVERIFY(faults("apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles: 7\n").empty());
    QVERIFY(faults(profile("plugins: x\n  pluginConfig: [3, {name: DynamicResources, args: z}]\n")).empty());
  }
};

QTEST_GUILESS_MAIN(SchedulerConfigTest)
#include "scheduler_config_test.moc"
