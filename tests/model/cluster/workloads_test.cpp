// Workloads: who stands above whom, and what they say of themselves.
#include <QtTest>

#include "model/cluster/workloads.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;

namespace {

std::string object(const std::string& name, const std::string& spec, const std::string& status, const std::string& more = {}) {
  return "{" + meta(name, 1, inNamespace("ml", more)) + ",'spec':{" + spec + "},'status':{" + status + "}}";
}

}  // namespace

class WorkloadsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    m_cluster.list<Deployment>(
        {object("web", "'replicas':3,'template':{'spec':{'resourceClaims':[" + templated() + "]}}", "'readyReplicas':2")});
    m_cluster.list<ReplicaSet>({object("web-1", "'replicas':3", "'readyReplicas':2", owner("Deployment", "web"))});
    m_cluster.list<StatefulSet>({object("db", "'replicas':0", "")});
    m_cluster.list<Job>({object("old", "'parallelism':4,'completions':10", "'active':3,'succeeded':8"),
                         object("new", "'parallelism':4,'completions':10", "'active':3,'ready':1,'succeeded':2"),
                         object("done", "'completions':2", "'succeeded':2,'conditions':[{'type':'Complete','status':'True'}]"),
                         object("lost", "'completions':2", "'failed':7,'conditions':[{'type':'Failed','status':'True'}]"),
                         object("later", "'suspend':true", ""), object("night-1", "", "", owner("CronJob", "night", "batch/v1")),
                         object("set-0", "", "", owner("JobSet", "set", "jobset.x-k8s.io/v1"))});
    m_cluster.list<CronJob>({object("night", "'schedule':'0 2 * * *'", "'active':[{'name':'night-1'}]")});
    m_cluster.list<Pod>({pod("a", named("x"), "'phase':'Running'", owner("ReplicaSet", "web-1")),
                         pod("b", named("x"), "'phase':'Running'", owner("Job", "set-0", "batch/v1")),
                         pod("c", named("x"), "'phase':'Running'", owner("Job", "night-1", "batch/v1")),
                         pod("d", named("x"), "'phase':'Running'", owner("ReplicaSet", "unseen")), pod("e", named("x"))});
  }

  void theTopmostControllerIsFound_data() {
    QTest::addColumn<QString>("podName");
    QTest::addColumn<QString>("top");
    QTest::newRow("a deployment above a replica set") << "a"
                                                      << "Deployment/web";
    QTest::newRow("a kind that is not watched above a job") << "b"
                                                            << "JobSet/set";
    QTest::newRow("a cron job above a job") << "c"
                                            << "CronJob/night";
    QTest::newRow("a replica set that is not seen") << "d"
                                                    << "ReplicaSet/unseen";
    QTest::newRow("nobody") << "e"
                            << "";
  }
  void theTopmostControllerIsFound() {
    QFETCH(QString, podName);
    QFETCH(QString, top);
    const Pod* found = m_cluster.snapshot()->of<Pod>().find(Text("ml"), Text(podName.toStdString()));
    const OwnerReference* owner = topController(*m_cluster.snapshot(), found->meta);
    QCOMPARE(owner == nullptr ? QString() : QString::fromStdString(owner->kind.str() + "/" + owner->name.str()), top);
  }

  void anotherOneOfThatNameIsNotIt() {
    TestCluster cluster;
    cluster.list<ReplicaSet>({"{" + meta("web-1", 1, inNamespace("ml", owner("Deployment", "web")), "u-new") + "}"});
    cluster.list<Pod>({pod("a", named("x"), "'phase':'Running'", owner("ReplicaSet", "web-1"))});
    const Pod* found = cluster.snapshot()->of<Pod>().find(Text("ml"), Text("a"));
    QVERIFY(topController(*cluster.snapshot(), found->meta)->kind == "ReplicaSet");
  }

  void theySayHowManyOfHowMany() {
    const WorkloadStatus web = status("Deployment", "web");
    QVERIFY(web.desired == 3 && web.ready == 2 && web.isShort() && !web.activeOnly);
    QVERIFY(web.templateClaims->size() == 1 && web.templateClaims->at(0) == "t");
    QVERIFY(!status("StatefulSet", "db").isShort());
    const WorkloadStatus old = status("Job", "old");  // two are left to do, and no more than active is known
    QVERIFY(old.desired == 2 && old.ready == 3 && old.activeOnly && !old.isShort());
    const WorkloadStatus fresh = status("Job", "new");
    QVERIFY(fresh.desired == 4 && fresh.ready == 1 && !fresh.activeOnly && fresh.isShort() && fresh.succeeded == 2);
    QVERIFY(status("Job", "done").complete && !status("Job", "done").isShort());
    QVERIFY(status("Job", "lost").gaveUp && status("Job", "lost").ended() && !status("Job", "lost").isShort());
    QVERIFY(status("Job", "later").suspended && !status("Job", "later").isShort());
    QVERIFY(status("CronJob", "night").ready == 1 && !status("CronJob", "night").isShort());
  }

  void whatIsNotThereHasNone() {
    QVERIFY(!workloadStatus(*m_cluster.snapshot(), "Deployment", Text("ml"), Text("none")));
    QVERIFY(!workloadStatus(*m_cluster.snapshot(), "Deployment", Text("other"), Text("web")));
    QVERIFY(!workloadStatus(*m_cluster.snapshot(), "JobSet", Text("ml"), Text("set")));
    QVERIFY(!workloadKind("Pod") && !workloadKind("") && workloadKind("CronJob") == Kind::CronJob);
  }

 private:
  [[nodiscard]] WorkloadStatus status(std::string_view kind, std::string_view name) const {
    return workloadStatus(*m_cluster.snapshot(), kind, Text("ml"), Text(name)).value_or(WorkloadStatus{});
  }
  TestCluster m_cluster;
};

QTEST_APPLESS_MAIN(WorkloadsTest)
#include "workloads_test.moc"
