// Drain: filters, budgets, steps, permissions. One thread.
#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/model/actions/drain_node/drain_scene.h"

namespace claimscope::actions {

class DrainTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void filtersAreKubectls_data() {
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("metaMore");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("decision");
    const QString rs = QString::fromStdString(DrainScene::owner("ReplicaSet", "web"));
    const QString ds = QString::fromStdString(DrainScene::owner("DaemonSet", "agent"));
    const QString orphan = QString::fromStdString(DrainScene::owner("DaemonSet", "gone"));
    const QString running = QString::fromStdString(DrainScene::running());
    const QString ended = QStringLiteral("'phase':'Succeeded'");
    const QString empty = QStringLiteral("'volumes':[{'name':'v','emptyDir':{}}]");
    const QString mirror = QStringLiteral("'annotations':{'kubernetes.io/config.mirror':''}");
    const auto row = [](const char* name, const QString& spec, const QString& metaMore, const QString& status,
                        const char* options, const char* decision) {
      QTest::newRow(name) << spec << metaMore << status << QString::fromUtf8(options) << QString::fromUtf8(decision);
    };
    row("replica", {}, rs, running, "", "evict");
    row("naked", {}, {}, running, "", "blocked NoController");
    row("naked, forced", {}, {}, running, "force", "evict NoController");
    row("naked, ended", {}, {}, ended, "", "evict Finished");
    row("daemon", {}, ds, running, "", "blocked DaemonSet");
    row("daemon, ignored", {}, ds, running, "ignore-daemonsets", "skip DaemonSet");
    row("daemon, forced", {}, ds, running, "force", "blocked DaemonSet");
    row("daemon, ended", {}, ds, ended, "", "evict Finished");
    row("orphan", {}, orphan, running, "ignore-daemonsets", "blocked DaemonSetGone");
    row("orphan, forced", {}, orphan, running, "force", "evict DaemonSetGone");
    row("orphan, forced, with data", empty, orphan, running, "force", "blocked EmptyDir");
    row("old group", {}, QString::fromStdString(DrainScene::owner("DaemonSet", "agent", "extensions/v1beta1")), running, "",
        "evict");
    row("mirror", {}, mirror, running, "", "skip MirrorPod");
    row("mirror, ended", {}, mirror, ended, "force", "skip MirrorPod");
    row("data", empty, rs, running, "", "blocked EmptyDir");
    row("data, deleted", empty, rs, running, "delete-emptydir-data", "evict EmptyDir");
    row("data, ended", empty, rs, ended, "", "evict Finished");
    row("data, naked", empty, {}, running, "delete-emptydir-data", "blocked NoController");
    row("terminating", {}, rs + QStringLiteral(",'deletionTimestamp':'2026-11-24T09:50:00Z'"), running, "", "evict Terminating");
    row("terminating, not long", {}, rs + QStringLiteral(",'deletionTimestamp':'2026-11-24T09:50:00Z'"), running,
        "skip-wait-for-delete-timeout=600", "evict Terminating");
    row("terminating, too long", {}, ds + QStringLiteral(",'deletionTimestamp':'2026-11-24T09:50:00Z'"), running,
        "skip-wait-for-delete-timeout=599", "skip LongDeleted");
    row("not selected", {}, ds, running, "pod-selector=app!=web", "skip NotSelected");
    row("selected", {}, rs, running, "pod-selector=app in (web,x),!old", "evict");
  }

  void filtersAreKubectls() {
    QFETCH(QString, spec);
    QFETCH(QString, metaMore);
    QFETCH(QString, status);
    QFETCH(QString, options);
    QFETCH(QString, decision);
    DrainScene scene;
    scene.node("n1").node("n2");
    scene.daemonSet("agent").on("n1", "p", spec.toStdString(), metaMore.toStdString(), status.toStdString()).on("n2", "other");
    const ActionPlan plan = scene.drain(options.toStdString());
    QCOMPARE(QString::fromStdString(decided(plan, "p")), decision);
    QCOMPARE(plan.affected.size(), std::size_t{1});
    QCOMPARE(plan.blocked(), decision.startsWith(QLatin1String("blocked")));
    QCOMPARE(plan.findStep("evict:ml/p") != nullptr, decision.startsWith(QLatin1String("evict")));
  }

  void hiddenDaemonSetsStopItAsTheyStopKubectl() {
    DrainScene scene;
    scene.node("n1").state(Kind::DaemonSet, SourceState::forbidden);
    scene.on("n1", "p", {}, DrainScene::owner("DaemonSet", "agent"));
    QCOMPARE(decided(scene.drain("force;ignore-daemonsets"), "p"), std::string("blocked DaemonSetUnknown"));
  }

  void selectorsThatAreNoneAreErrors() {
    DrainScene scene;
    scene.node("n1");
    for (const char* text : {"pod-selector=app in web", "pod-selector=,", "pod-selector=a/b/c", "pod-selector=size>x",
                             "grace-period=x", "nodes-at-a-time=0", "unknown=1"}) {
      const Result<ActionPlan> plan = scene.tryDrain(text);
      QVERIFY2(!plan, text);
      QVERIFY(!plan.error().message.empty());
    }
    QVERIFY(scene.tryDrain("", {"n3"}).error().fix.find("n1") != std::string::npos);
  }

  void budgets_data() {
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("pod");
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("decision");
    QTest::addColumn<QString>("why");
    const QString ready = QString::fromStdString(DrainScene::running());
    const QString unready = QString::fromStdString(DrainScene::running(false));
    const auto row = [](const char* name, const char* status, const QString& pod, const char* more, const char* decision,
                        const char* why) {
      QTest::newRow(name) << QString::fromUtf8(status) << pod << QString::fromUtf8(more) << QString::fromUtf8(decision)
                          << QString::fromUtf8(why);
    };
    const char* open = "'disruptionsAllowed':2,'currentHealthy':3,'desiredHealthy':1,'expectedPods':3";
    const char* shut = "'disruptionsAllowed':0,'currentHealthy':2,'desiredHealthy':2,'expectedPods':3";
    const char* never = "'disruptionsAllowed':0,'currentHealthy':1,'desiredHealthy':1,'expectedPods':1";
    row("open", open, ready, "", "evict", "PDB b: 2 of 2 left");
    row("exhausted", shut, ready, "", "evict PDB", "PDB b: 0 of 1 left");
    row("never", never, ready, "", "blocked PDB", "wants 1 healthy of 1");
    row("never, but Pending", never, QStringLiteral("'phase':'Pending'"), "", "evict", "does not count a pod that is Pending");
    row("never, but ended", never, QStringLiteral("'phase':'Failed'"), "", "evict Finished", "finished");
    row("never, unready", never, unready, "", "evict", "lets it go: not Ready");
    row("unready, budget not healthy", "'disruptionsAllowed':0,'currentHealthy':1,'desiredHealthy':2,'expectedPods':3", unready,
        "", "evict PDB", "0 of 1 left");
    row("unready, always", "'disruptionsAllowed':0,'currentHealthy':1,'desiredHealthy':2,'expectedPods':3", unready,
        "'unhealthyPodEvictionPolicy':'AlwaysAllow'", "evict", "not Ready");
    row("negative", "'disruptionsAllowed':-1,'currentHealthy':1,'desiredHealthy':1,'expectedPods':3", ready, "", "blocked PDB",
        "negative");
    row("not counted yet", "'observedGeneration':0", ready, "", "evict PDB", "counted anew");
    row("deleted, not evicted", never, ready, "disable", "evict", "no budget is asked");
  }

  void budgets() {
    QFETCH(QString, status);
    QFETCH(QString, pod);
    QFETCH(QString, more);
    QFETCH(QString, decision);
    QFETCH(QString, why);
    const bool disable = more == QLatin1String("disable");
    DrainScene scene;
    scene.node("n1").node("n2");
    scene.on("n1", "p", {}, DrainScene::owner("ReplicaSet", "web"), pod.toStdString());
    scene.budget("b", status.toStdString(),
                 "'minAvailable':1,'selector':{'matchLabels':{'app':'web'}}" +
                     (more.isEmpty() || disable ? std::string() : "," + more.toStdString()));
    const ActionPlan plan = scene.drain(disable ? "disable-eviction" : "");
    QCOMPARE(QString::fromStdString(decided(plan, "p")), decision);
    const std::string told = podOf(plan, "p").why;
    QVERIFY2(told.find(why.toStdString()) != std::string::npos, told.c_str());
  }

  void severalPodsUnderOneBudgetAreCountedDown() {
    DrainScene scene;
    scene.node("n1").node("n2").node("n3");
    scene.on("n1", "a").on("n1", "b").on("n1", "c");
    scene.budget("b", "'disruptionsAllowed':2,'currentHealthy':5,'desiredHealthy':3,'expectedPods':5");
    const ActionPlan plan = scene.drain();
    QCOMPARE(podOf(plan, "a").why, std::string("PDB b: 2 of 2 left"));
    QCOMPARE(podOf(plan, "b").why, std::string("PDB b: 1 of 2 left"));
    QCOMPARE(decided(plan, "c"), std::string("evict PDB"));
    QVERIFY(has(plan.warnings, "PDB b makes 1 pod wait"));
    QVERIFY(!plan.blocked());
  }

  void whoIsLeftWithoutAReadyPodIsSaid() {
    const auto said = [](DrainScene& scene, const std::string& options = {}, const std::vector<std::string>& nodes = {"n1"}) {
      for (const Notice& notice : scene.drain(options, nodes).warnings) {
        if (notice.title.find("no Ready pod") != std::string::npos) {
          return notice.title + ": " + notice.detail;
        }
      }
      return std::string();
    };
    const std::string db = DrainScene::owner("StatefulSet", "db");
    const std::string detail = "All that are Ready leave together, and no budget asks for one to stay: ";
    DrainScene both;
    both.node("n1").node("n2").on("n1", "a").on("n1", "b").on("n1", "x", {}, db).on("n2", "y", {}, db);
    QCOMPARE(said(both), "ml/web has no Ready pod meanwhile: " + detail + "ml/web 2 of 2.");
    // Of db one is left on n2, which is drained later: by then another may be Ready. Both nodes at once take it away too.
    QCOMPARE(said(both, "", {"n1", "n2"}), "ml/web has no Ready pod meanwhile: " + detail + "ml/web 2 of 2.");
    QCOMPARE(said(both, "nodes-at-a-time=2", {"n1", "n2"}),
             "2 workloads have no Ready pod meanwhile: " + detail + "ml/db 2 of 2 and ml/web 2 of 2.");
    // One that is not Ready served nobody; one elsewhere is left; a budget speaks for itself unless nobody asks it.
    DrainScene single;
    single.node("n1").node("n2").on("n1", "a").on("n2", "b", {}, DrainScene::owner("ReplicaSet", "web"),
                                                  DrainScene::running(false));
    QCOMPARE(said(single), "ml/web has no Ready pod meanwhile: " + detail + "ml/web 1 of 1.");
    DrainScene left;
    left.node("n1").node("n2").on("n1", "a").on("n2", "b");
    QCOMPARE(said(left), std::string());
    DrainScene budget;
    budget.node("n1").node("n2").on("n1", "a");
    budget.budget("b", "'disruptionsAllowed':1,'currentHealthy':1,'desiredHealthy':0,'expectedPods':1");
    QCOMPARE(said(budget), std::string());
    QCOMPARE(said(budget, "disable-eviction"),
             std::string("ml/web has no Ready pod meanwhile: All that are Ready leave together: ml/web 1 of 1."));
    left.state(Kind::PodDisruptionBudget, SourceState::forbidden);
    both.state(Kind::PodDisruptionBudget, SourceState::forbidden);
    QCOMPARE(said(left), std::string());
    QVERIFY(said(both).find("no budget is seen that asks for one to stay: ml/web 2 of 2") != std::string::npos);
    DrainScene job;
    job.node("n1").node("n2").on("n1", "a", {}, DrainScene::owner("Job", "train", "batch/v1"));
    QCOMPARE(said(job), std::string());
  }

  void twoBudgetsAreRefusedByTheServer() {
    DrainScene scene;
    scene.node("n1").on("n1", "p");
    scene.budget("a", "'disruptionsAllowed':1,'expectedPods':3");
    scene.budget("b", "'disruptionsAllowed':1,'expectedPods':3", "'maxUnavailable':1,'selector':{}");
    const ActionPlan plan = scene.drain();
    QCOMPARE(decided(plan, "p"), std::string("blocked PDB"));
    QVERIFY(has(plan.blockers, "Leave one budget"));
  }

  void budgetsThatAreHiddenAreSaid() {
    DrainScene scene;
    scene.node("n1").on("n1", "p");
    scene.state(Kind::PodDisruptionBudget, SourceState::forbidden);
    const ActionPlan plan = scene.drain();
    QCOMPARE(podOf(plan, "p").verdict, std::string("evict"));
    QVERIFY(has(plan.warnings, "PodDisruptionBudgets are hidden"));
    QVERIFY(has(plan.warnings, "can not be told"));
    for (const Need& need : plan.needs) {
      QVERIFY(need.resource != "poddisruptionbudgets");
    }
  }

  void stepsCarryUidsAndComeAfterTheCordon() {
    DrainScene scene;
    scene.node("n1").node("n2");
    scene.on("n1", "a").on("n1", "b");
    const ActionPlan plan = scene.drain("grace-period=30;timeout=15m");
    QCOMPARE(plan.steps.size(), std::size_t{3});
    const Step& cordon = plan.steps.front();
    QCOMPARE(cordon.id, std::string("cordon:n1"));
    QCOMPARE(cordon.call.body, std::string("{\"spec\":{\"unschedulable\":true}}"));
    QCOMPARE(cordon.call.contentType, std::string("application/strategic-merge-patch+json"));
    QCOMPARE(cordon.inverse->body, std::string("{\"spec\":{\"unschedulable\":null}}"));
    QCOMPARE(cordon.guards.front().pointer, std::string("/spec/unschedulable"));
    for (const char* name : {"a", "b"}) {
      const Step* step = plan.findStep(std::string("evict:ml/") + name);
      QVERIFY(step != nullptr && step->call.verb == Verb::evict && step->waitsForBudget);
      QCOMPARE(step->call.target.uid, std::string("uid-") + name);
      QCOMPARE(step->call.body, std::string("{\"gracePeriodSeconds\":30}"));
      QCOMPARE(step->after, std::vector<std::string>{"cordon:n1"});
      QVERIFY(step->until && step->until->kind == Expectation::Kind::podGone && step->until->uid == std::string("uid-") + name);
    }
    QCOMPARE(plan.timeoutMs, std::int64_t{900'000});
    const auto needs = [&](const std::string& verb, const std::string& resource, const std::string& subresource) {
      return std::any_of(plan.needs.begin(), plan.needs.end(), [&](const Need& need) {
        return need.verb == verb && need.resource == resource && need.subresource == subresource;
      });
    };
    QVERIFY(needs("patch", "nodes", "") && needs("create", "pods", "eviction") && !needs("delete", "pods", ""));
    QVERIFY(!plan.id.empty());
    QVERIFY(plan == scene.drain("grace-period=30;timeout=15m"));
  }

  void deletesWhereEvictionIsDisabled() {
    DrainScene scene;
    scene.node("n1", "'unschedulable':true").on("n1", "a");
    const ActionPlan plan = scene.drain("disable-eviction");
    QCOMPARE(plan.steps.size(), std::size_t{1});
    QCOMPARE(plan.steps.front().id, std::string("delete:ml/a"));
    QVERIFY(plan.steps.front().call.verb == Verb::remove && plan.steps.front().after.empty() &&
            !plan.steps.front().waitsForBudget);
    QVERIFY(has(plan.warnings, "No PodDisruptionBudget is asked"));
  }

  void hiddenNodesBlockAndAreAskedFor() {
    DrainScene scene;
    scene.on("n1", "p").state(Kind::Node, SourceState::forbidden);
    const ActionPlan plan = scene.drain("", {"n1", "n1"});
    QVERIFY(plan.blocked() && has(plan.blockers, "Nodes are hidden from you"));
    QCOMPARE(decided(plan, "p"), std::string("evict"));
    QVERIFY(!podOf(plan, "p").landing.known);
    const auto needs = [&](const std::string& verb) {
      return std::any_of(plan.needs.begin(), plan.needs.end(),
                         [&](const Need& need) { return need.verb == verb && need.resource == "nodes"; });
    };
    QVERIFY(needs("list") && needs("patch"));
    const Result<ActionPlan> cordon = planAction(*scene.snapshot(), ActionRequest{"cordon_node", {{"node", "", "n1"}}, {}, {}});
    QVERIFY(cordon && cordon->blocked());
  }

  void namespacesThatAreBeingDeletedAreWaitedFor() {
    DrainScene scene;
    scene.node("n1").node("n2").on("n1", "p");
    scene.add(Kind::Namespace, "{" + DrainScene::meta("ml") + ",'status':{'phase':'Terminating'}}");
    const ActionPlan plan = scene.drain();
    QVERIFY(!plan.blocked() && has(plan.warnings, "namespace that is being deleted"));
    // The server would refuse the dry run as it refuses the eviction, until the pod has gone by itself.
    QVERIFY(!plan.findStep("evict:ml/p")->canDryRun && plan.findStep("evict:ml/p")->waitsForBudget);
  }

  void graceOfNothingIsWarnedOfWherePodsHoldDevices() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 1).slice("n2", 1).claimTemplate().withTemplate("n1", "train-0", "gpu-0");
    QVERIFY(has(scene.drain("grace-period=0").warnings, "before its claims are unprepared"));
    QVERIFY(!has(scene.drain("grace-period=1").warnings, "before its claims are unprepared"));
  }

  void cordonAndUncordon() {
    DrainScene scene;
    scene.node("n1").node("n2", "'unschedulable':true");
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const auto plan = [&](const char* action, const char* node) {
      return *planAction(*snapshot, ActionRequest{action, {{"node", "", node}}, {}, {}});
    };
    QCOMPARE(plan("cordon_node", "n1").steps.size(), std::size_t{1});
    QCOMPARE(plan("uncordon_node", "n2").steps.front().call.body, std::string("{\"spec\":{\"unschedulable\":null}}"));
    QCOMPARE(plan("uncordon_node", "n2").steps.front().guards.front().value, std::string("true"));
    QVERIFY(plan("cordon_node", "n2").steps.empty());
    QVERIFY(plan("cordon_node", "n2").headline.find("already") != std::string::npos);
    QVERIFY(!planAction(*snapshot, ActionRequest{"cordon_node", {{"node", "", "n9"}}, {}, {}}));
  }
};

}  // namespace claimscope::actions

QTEST_GUILESS_MAIN(claimscope::actions::DrainTest)
#include "drain_test.moc"
