#include <QtTest>

#include "tests/kit/text.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;
using kit::text;

namespace {

const std::string kDevices = device("gpu-0") + "," + device("gpu-1");

std::string replicaSet(const std::string& name, const std::string& deployment) {
  return "{" + meta(name, 1, inNamespace("ml", owner("Deployment", deployment))) + ",'spec':{},'status':{}}";
}

}  // namespace

class ClaimsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void stateIsKubectlsWord_data() {
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* state, const std::string& object) { QTest::newRow(state) << text(object) << QString(state); };
    const std::string gone = "'deletionTimestamp':'2026-11-24T09:00:00Z'";
    row("pending", claim("c"));
    row("allocated", claim("c", result("n1", "gpu-0")));
    row("allocated,reserved", claim("c", result("n1", "gpu-0"), consumer("p")));
    row("deleted", claim("c", "", "", gone));
    row("deleted,allocated", claim("c", result("n1", "gpu-0"), "", gone));
    row("deleted,allocated,reserved", claim("c", result("n1", "gpu-0"), consumer("p"), gone));
  }
  void stateIsKubectlsWord() {
    QFETCH(QString, object);
    QFETCH(QString, state);
    TestCluster cluster;
    cluster.list<ResourceClaim>({object.toStdString()});
    QCOMPARE(text(cluster.claim("ml", "c").state), state);
  }

  void ownersAreTheTopmostControllers() {
    TestCluster cluster;
    cluster.list<ReplicaSet>({replicaSet("web-7d9f", "web")});
    cluster.list<Deployment>({"{" + meta("web", 1, inNamespace("ml")) + ",'spec':{},'status':{}}"});
    cluster.list<Job>(
        {"{" + meta("night-1", 1, inNamespace("ml", owner("CronJob", "night", "batch/v1"))) + ",'spec':{},'status':{}}"});
    cluster.list<Pod>({pod("web-7d9f-x", templated(), "'phase':'Running'," + statusOf("a"), owner("ReplicaSet", "web-7d9f")),
                       pod("night-1-0", named("b"), "'phase':'Running'", owner("Job", "night-1", "batch/v1")),
                       pod("train-0", named("c"), "'phase':'Running'", owner("Job", "train", "batch/v1")),
                       pod("bare", named("d")), pod("other", named("e"), "'phase':'Running'", owner("ReplicaSet", "unseen"))});
    cluster.list<ResourceClaim>({claim("a", result("n1", "gpu-0"), consumer("web-7d9f-x"), owner("Pod", "web-7d9f-x", "v1")),
                                 claim("b"), claim("c"), claim("d"), claim("e"), claim("f", "", "", owner("Pod", "gone", "v1")),
                                 claim("g")});
    QCOMPARE(text(cluster.claim("ml", "a").owner), QString("Deployment/web"));
    QCOMPARE(text(cluster.claim("ml", "a").ownerKind.view()), QString("Deployment"));
    QCOMPARE(text(cluster.claim("ml", "b").owner), QString("CronJob/night"));
    QCOMPARE(text(cluster.claim("ml", "c").owner), QString("Job/train"));
    QCOMPARE(text(cluster.claim("ml", "d").owner), QString("Pod/bare"));
    QCOMPARE(text(cluster.claim("ml", "e").owner), QString("ReplicaSet/unseen"));
    QCOMPARE(text(cluster.claim("ml", "f").owner), QString("Pod/gone"));
    QCOMPARE(text(cluster.claim("ml", "g").owner), QString());
    // The ReplicaSet comes to light later than its pods.
    cluster.event<ReplicaSet>("ADDED", replicaSet("unseen", "seen"));
    QCOMPARE(text(cluster.claim("ml", "e").owner), QString("Deployment/seen"));
  }

  void aReplicaSetOfAnotherUidIsNotTheOwner() {
    TestCluster cluster;
    cluster.list<ReplicaSet>(
        {"{" + meta("rs", 1, inNamespace("ml", owner("Deployment", "web")), "u-other") + ",'spec':{},'status':{}}"});
    cluster.list<Pod>({pod("p", named("c"), "'phase':'Running'", owner("ReplicaSet", "rs"))});
    cluster.list<ResourceClaim>({claim("c")});
    QCOMPARE(text(cluster.claim("ml", "c").owner), QString("ReplicaSet/rs"));
  }

  void podsOfAClaimReservedOnesFirst() {
    TestCluster cluster;
    cluster.list<Pod>({pod("a-asks", named("c"), "'phase':'Pending'"), pod("z-uses", named("c")), pod("m-uses", named("c")),
                       pod("stranger", named("other"))});
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0"), consumer("z-uses") + "," + consumer("m-uses"))});
    std::string names;
    for (const Slot slot : cluster.claim("ml", "c").pods) {
      names += cluster.snapshot()->of<Pod>().at(slot)->meta.name.str() + " ";
    }
    QCOMPARE(text(names), QString("m-uses z-uses a-asks "));
    QCOMPARE(cluster.inventory().claimsOfPod(cluster.claim("ml", "c").pods[0]).size(), std::size_t{1});
  }

  void aConsumerReplacedByAnotherPodOfItsNameIsNotIt() {
    TestCluster cluster;
    cluster.list<Pod>({pod("p", "", "'phase':'Running'", "", "", 1, "u-new")});
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0"), consumer("p", "u-old"))});
    QVERIFY(cluster.claim("ml", "c").pods.empty());
    QCOMPARE(text(cluster.claim("ml", "c").state), QString("allocated,reserved"));
  }

  void foreignConsumersCountAsUse() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("s", "n1", kDevices)});
    cluster.list<ResourceClaim>(
        {claim("c", result("n1", "gpu-0"), "{'apiGroup':'scheduling.k8s.io','resource':'podgroups','name':'g','uid':'u-g'}")});
    QCOMPARE(text(cluster.state("n1", "gpu-0")), QString("inUse"));
    QVERIFY(cluster.claim("ml", "c").pods.empty());
  }

  void finishedPodsDoNotWait() {
    TestCluster cluster;
    cluster.list<Pod>({pod("done", named("missing"), "'phase':'Succeeded'"), pod("failed", templated(), "'phase':'Failed'"),
                       pod("leaving", named("missing"), "'phase':'Pending'", "'deletionTimestamp':'2026-11-24T09:00:00Z'")});
    cluster.list<ResourceClaim>({claim("c")});
    QVERIFY(cluster.inventory().missing.empty());
    QCOMPARE(text(cluster.claim("ml", "c").heldAt), QString("consumer"));
    QCOMPARE(text(cluster.claim("ml", "c").why), QString("no pod asks for it"));
  }

  void missingClaims() {
    TestCluster cluster;
    cluster.list<ResourceClaimTemplate>({"{" + meta("t", 1, inNamespace("ml")) + ",'spec':{'spec':{'devices':{}}}}"});
    cluster.list<Pod>({pod("a", named("nowhere"), "'phase':'Pending'"), pod("b", templated("t"), "'phase':'Pending'"),
                       pod("c", templated("unknown"), "'phase':'Pending'"), pod("d", templated("t"), "'phase':'Pending'"),
                       pod("e", templated("t"), "'phase':'Pending','resourceClaimStatuses':[{'name':'gpu'}]"),
                       pod("f", templated("t"), "'phase':'Pending'," + statusOf("deleted-since"))});
    cluster.list<Event>({podEvent("x", "d", "FailedResourceClaimCreation",
                                  "PodResourceClaim gpu: failed to create ResourceClaim: exceeded quota: q, requested: 1")});
    const std::vector<MissingClaim>& missing = cluster.inventory().missing;
    QCOMPARE(missing.size(), std::size_t{5});
    QCOMPARE(text(missing[0].why), QString("ResourceClaim nowhere does not exist"));
    QCOMPARE(text(missing[0].heldAt), QString("creation"));
    QCOMPARE(text(missing[1].why), QString("the claim controller has not created it"));
    QCOMPARE(text(missing[2].why), QString("ResourceClaimTemplate unknown does not exist"));
    QCOMPARE(text(missing[3].heldAt), QString("quota"));
    QVERIFY(text(missing[3].why).contains("exceeded quota: q"));
    QCOMPARE(text(missing[4].why), QString("ResourceClaim deleted-since does not exist"));
    // Hidden claims prove nothing about what is missing.
    cluster.setState(Kind::ResourceClaim, SourceState::forbidden);
    cluster.store.flush();
    QVERIFY(cluster.inventory().missing.empty());
  }

  void namesOfTheFirstVersionsAreDeterministic() {
    TestCluster old(27);
    old.list<Pod>({pod("p", templated(), "'phase':'Pending'")});
    old.list<ResourceClaim>({claim("p-gpu")});
    QCOMPARE(old.claim("ml", "p-gpu").pods.size(), std::size_t{1});
    TestCluster modern;
    modern.list<Pod>({pod("p", templated(), "'phase':'Pending'")});
    modern.list<ResourceClaim>({claim("p-gpu")});
    QVERIFY(modern.claim("ml", "p-gpu").pods.empty());
  }

  void heldAt_data() {
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("podObject");
    QTest::addColumn<QString>("eventObject");
    QTest::addColumn<QString>("held");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const std::string& object, const std::string& podObject, const std::string& eventObject,
                        const char* held, const char* why) {
      QTest::newRow(name) << text(object) << text(podObject) << text(eventObject) << QString(held) << QString(why);
    };
    const std::string used = claim("c", result("n1", "gpu-0"), consumer("p"));
    const auto scheduled = [](const std::string& reason, const std::string& message) {
      return "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'" + reason + "','message':'" +
             message + "'}]";
    };
    row("nobody asks", claim("c"), pod("q", named("other")), "", "consumer", "no pod asks for it");
    row("gated", claim("c"),
        pod("p", named("c"), scheduled("SchedulingGated", "x"), "", "", 1, "", ",'schedulingGates':[{'name':'kueue'}]"), "",
        "scheduling gates", "gate kueue");
    row("not tried yet", claim("c"), pod("p", named("c"), "'phase':'Pending'"), "", "allocation", "");
    row("no devices", claim("c"),
        pod("p", named("c"),
            scheduled("Unschedulable",
                      "0/12 nodes are available: 4 cannot allocate all claims, 8 node(s) were unschedulable. preemption: 0/12")),
        "", "allocation", "4 cannot allocate all claims, 8 node(s) were unschedulable");
    row("scheduler error", claim("c"),
        pod("p", named("c"), scheduled("SchedulerError", "claim ml/c: selector #0: CEL runtime error")), "", "allocation",
        "scheduler error: claim ml/c: selector #0: CEL runtime error");
    row("binding conditions", claim("c", result("n1", "gpu-0", "'bindingConditions':['Ready']"), consumer("p")),
        pod("p", named("c"), "'phase':'Pending'"), podEvent("e", "p", "BindingConditionsPending", "waiting for Ready"), "binding",
        "waits for Ready");
    row("prepare", used, pod("p", named("c"), "'phase':'Pending'", "", "n1"),
        podEvent("e", "p", "FailedPrepareDynamicResources", "DRA driver gpu is not registered"), "prepare",
        "DRA driver gpu is not registered");
    row("runs although it once failed", used, pod("p", named("c"), "'phase':'Running'", "", "n1"),
        podEvent("e", "p", "FailedPrepareDynamicResources", "DRA driver gpu is not registered"), "", "");
    row("held by no pod", claim("c", result("n1", "gpu-0")), pod("q", named("other")), "", "", "reserved by no pod");
    row("release", claim("c", result("n1", "gpu-0"), consumer("p"), "'deletionTimestamp':'2026-11-24T09:00:00Z'"),
        pod("p", named("c")), "", "release", "still reserved by 1 consumer");
    row("finalizer", claim("c", "", "", "'deletionTimestamp':'2026-11-24T09:00:00Z'"), pod("q", named("other")), "", "release",
        "waits for its finalizer");
  }
  void heldAt() {
    QFETCH(QString, object);
    QFETCH(QString, podObject);
    QFETCH(QString, eventObject);
    QFETCH(QString, held);
    QFETCH(QString, why);
    TestCluster cluster;
    cluster.list<ResourceClaim>({object.toStdString()});
    cluster.list<Pod>({podObject.toStdString()});
    if (!eventObject.isEmpty()) {
      cluster.event<Event>("ADDED", eventObject.toStdString());
    }
    QCOMPARE(text(cluster.claim("ml", "c").heldAt), held);
    QCOMPARE(text(cluster.claim("ml", "c").why), why);
  }

  void eventsOfAnOlderPodOfTheSameNameSayNothing() {
    TestCluster cluster;
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0"), consumer("p", "u-new"))});
    cluster.list<Pod>({pod("p", named("c"), "'phase':'Pending'", "", "n1", 1, "u-new")});
    cluster.event<Event>("ADDED", podEvent("e", "p", "FailedPrepareDynamicResources", "not registered"));
    QCOMPARE(text(cluster.claim("ml", "c").heldAt), QString());
  }

  void longMessagesAreCutBetweenCharacters() {
    std::string message;
    for (int i = 0; i < 200; ++i) {
      message += "\xed\x95\x9c";  // three bytes each
    }
    TestCluster cluster;
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0"), consumer("p"))});
    cluster.list<Pod>({pod("p", named("c"), "'phase':'Pending'", "", "n1")});
    cluster.event<Event>("ADDED", podEvent("e", "p", "FailedPrepareDynamicResources", message));
    const QString why = text(cluster.claim("ml", "c").why);
    QVERIFY(!why.contains(QChar::ReplacementCharacter));
    QVERIFY(why.size() > 40 && why.size() < 60);
  }

  void wantedAndClasses() {
    const auto asking = [](const std::string& requests) {
      return "{" + meta("c", 1, inNamespace("ml")) + ",'spec':{'devices':{'requests':[" + requests + "]}},'status':{}}";
    };
    const std::string two = "{'name':'a','exactly':{'deviceClassName':'gpu','allocationMode':'ExactCount','count':2}}";
    const std::string all = "{'name':'b','exactly':{'deviceClassName':'nic','allocationMode':'All'}}";
    const std::string either =
        "{'name':'c','firstAvailable':[{'name':'x','deviceClassName':'big','count':3},{'name':'y','deviceClassName':'gpu'}]}";
    TestCluster cluster;
    cluster.list<ResourceClaim>({asking(two + "," + all + "," + either)});
    const ClaimView& view = cluster.claim("ml", "c");
    QCOMPARE(view.wanted, 6);
    QVERIFY(view.wantsAll);
    QCOMPARE(view.classes.size(), std::size_t{3});
    QCOMPARE(text(view.classes[2].view()), QString("big"));
  }

  void extendedResourceClaimsBelongToTheirPod() {
    TestCluster cluster;
    cluster.list<ResourceClaim>({claim("p-extended-resources-x", result("n1", "gpu-0"), consumer("p"))});
    cluster.list<Pod>({"{" + meta("p", 1, inNamespace("ml")) +
                       ",'spec':{},'status':{'phase':'Running','extendedResourceClaimStatus':{'resourceClaimName':"
                       "'p-extended-resources-x'}}}"});
    QCOMPARE(cluster.claim("ml", "p-extended-resources-x").pods.size(), std::size_t{1});
  }

  void claimsOfSeveralNodesBelongToNone() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("s", "n1", kDevices), slice("t", "n2", kDevices)});
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0") + "," + result("n2", "gpu-0") + "," + result("n2", "gpu-1")),
                                 claim("d", result("n2", "gpu-0") + "," + result("n2", "gpu-1"))});
    QCOMPARE(text(cluster.claim("ml", "c").node.view()), QString());
    QCOMPARE(text(cluster.claim("ml", "d").node.view()), QString("n2"));
  }
};

QTEST_APPLESS_MAIN(ClaimsTest)
#include "claims_test.moc"
