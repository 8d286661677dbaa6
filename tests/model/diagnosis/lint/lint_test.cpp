// The linter on snapshots: rules and checks together, ids that last, what cannot be asked is said, and what it costs grows with
// the problem. One thread.
#include <QtTest>
#include <set>

#include "model/diagnosis/lint/lint.h"
#include "model/diagnosis/registry.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

LintReport lint(Scene& scene) {
  const cluster::SnapshotPtr snapshot = scene.snapshot();
  LintWorld world;
  addCluster(world, *snapshot, true);
  return runLint(world);
}

std::set<std::string> rulesOf(const LintReport& report) {
  std::set<std::string> out;
  for (const LintProblem& problem : report.problems) {
    out.insert(problem.rule);
  }
  return out;
}

Scene faulty() {
  Scene scene;
  scene.node("n1").slice("n1", 2, "", 1, 2).deviceClass().deviceClass("none", "device.driver == \\\"nobody.example.com\\\"");
  scene.claim("alone").claim("big", "", Scene::request("gpu", 40)).pod("p", "big");
  return scene;
}

}  // namespace

class DiagnosisLintTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyCheckIsARule() {
    std::set<std::string_view> ids;
    for (const LintRule& rule : lintRules()) {
      QVERIFY2(ids.insert(rule.id).second, std::string(rule.id).c_str());
    }
    for (const Check& check : allChecks()) {
      QVERIFY2(ids.count(check.id) == 1, std::string(check.id).c_str());
    }
  }

  void rulesAndChecksFindTogether() {
    Scene scene = faulty();
    const LintReport report = lint(scene);
    const std::set<std::string> rules = rulesOf(report);
    for (const char* rule : {"pool_incomplete", "class-matches-nothing", "claim-without-consumer", "claim-too-large"}) {
      QVERIFY2(rules.count(rule) == 1, rule);
    }
    for (std::size_t i = 1; i < report.problems.size(); ++i) {
      QVERIFY(report.problems[i - 1].severity <= report.problems[i].severity);
    }
  }

  void idsLastAndAreUnique() {
    Scene scene = faulty();
    const LintReport first = lint(scene);
    const LintReport second = lint(scene.at("2026-11-24T10:05:00Z"));
    std::set<std::string> ids;
    for (const LintProblem& problem : first.problems) {
      QVERIFY2(ids.insert(problem.id).second, problem.id.c_str());
    }
    for (const LintProblem& problem : second.problems) {
      ids.erase(problem.id);
    }
    QVERIFY2(ids.empty(), ids.empty() ? "" : ids.begin()->c_str());
  }

  void problemsOfAClusterHaveASince() {
    Scene scene = faulty();
    const LintReport report = lint(scene);
    for (const LintProblem& problem : report.problems) {
      QVERIFY2(problem.source == kNoSource || problem.since.isSet(), problem.id.c_str());
    }
  }

  void generatedClaimsAreJudgedAsTheirTemplate() {
    Scene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    for (int i = 0; i < 50; ++i) {
      const std::string name = "c" + std::to_string(i);
      scene.claim(name, "", Scene::request("gpu", 40), "2026-11-24T09:40:00Z",
                  "'ownerReferences':[{'apiVersion':'v1','kind':'Pod','name':'p','uid':'u','controller':true}]");
    }
    QVERIFY(rulesOf(lint(scene)).count("claim-too-large") == 0);
  }

  void whatCannotBeAskedIsSaid() {
    Scene scene;
    scene.deviceClass().state(Kind::ResourceSlice, SourceState::forbidden);
    const LintReport report = lint(scene);
    const bool said = std::any_of(report.skipped.begin(), report.skipped.end(), [](const std::string& text) {
      return text.find("no ResourceSlice is known") != std::string::npos;
    });
    QVERIFY(said);
    QVERIFY(rulesOf(report).count("class-matches-nothing") == 0);
  }

  void hiddenPodsMakeNoClaimUnused() {
    Scene scene;
    scene.node("n1").slice("n1", 1).deviceClass().claim("alone").state(Kind::Pod, SourceState::forbidden);
    QVERIFY(rulesOf(lint(scene)).count("claim-without-consumer") == 0);
  }

  void aQuietClusterIsClean() {
    Scene scene;
    scene.node("n1").slice("n1", 1).deviceClass().claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "c", "n1", "'phase':'Running'");
    const LintReport report = lint(scene);
    QVERIFY2(report.problems.empty(), report.problems.empty() ? "" : report.problems.front().message.c_str());
    QVERIFY(report.rulesRun >= 60);
  }

  void manyProblemsOfOneRuleAreCounted() {
    Scene scene;
    scene.node("n1").slice("n1", 1).deviceClass();
    for (int i = 0; i < 150; ++i) {
      scene.claim("c" + std::to_string(i));
    }
    const LintReport report = lint(scene);
    const auto listed = std::count_if(report.problems.begin(), report.problems.end(),
                                      [](const LintProblem& p) { return p.rule == "claim-without-consumer"; });
    QCOMPARE(listed, 100);
    const bool said = std::any_of(report.skipped.begin(), report.skipped.end(),
                                  [](const std::string& text) { return text.find("50 more of them") != std::string::npos; });
    QVERIFY(said);
  }
};

QTEST_APPLESS_MAIN(DiagnosisLintTest)
#include "lint_test.moc"
