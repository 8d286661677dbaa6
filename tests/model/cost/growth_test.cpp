// Room that NodePools and cluster-autoscaler leave, and why one more node would not serve a claim; with the documents that
// servers answer. Test thread.
#include <QtTest>
#include <map>

#include "model/cost/headroom.h"
#include "tests/model/cost/scene.h"
#include "tests/model/survey/surveyed.h"

using namespace claimscope;
using namespace claimscope::cost;

namespace {

survey::Growth growthOf(const std::map<std::string, std::string>& documents) {
  survey::Survey out;
  for (const auto& [id, text] : documents) {
    survey::Answer answer;
    answer.question.id = id;
    if (text == "403") {
      answer.outcome = survey::Outcome::forbidden;
    } else if (text == "404") {
      answer.outcome = survey::Outcome::notServed;
    } else {
      answer.outcome = survey::Outcome::answered;
      answer.pages = {kit::jsonText(text)};
    }
    out.answers.emplace(id, std::move(answer));
  }
  return survey::readGrowth(out);
}

std::string pool(const std::string& spec,
                 const std::string& status = "'resources':{'nvidia.com/gpu':'48','cpu':'96','nodes':'6'}",
                 const std::string& form = "") {
  return "{'items':[{'metadata':{'name':'gpu'},'spec':{'template':{'metadata':{'labels':{'team':'ml'}},'spec':{" + form + "}}" +
         (spec.empty() ? "" : "," + spec) + "},'status':{" + status + "}}]}";
}

/// A node that Karpenter made, full, and claims that wait.
CostScene karpenterScene(const std::string& capacity = "'cpu':'16','nvidia.com/gpu':'8'") {
  CostScene scene;
  scene.add(Kind::Node, "{" +
                            diagnosis::Scene::meta("n1",
                                                   "'labels':{'karpenter.sh/nodepool':'gpu','karpenter.sh/capacity-type':'spot',"
                                                   "'node.kubernetes.io/instance-type':'g5.48xlarge'}") +
                            ",'spec':{},'status':{'capacity':{" + capacity +
                            "},'allocatable':{'cpu':'16','memory':'64Gi','pods':'20'},'conditions':[{'type':'Ready','status':"
                            "'True','lastTransitionTime':'2026-11-24T09:30:00Z'}]}}");
  scene.slice("n1", 2);
  scene.held("a", "n1", {"gpu-0", "gpu-1"}).waiting("w1", 2);
  return scene;
}

std::vector<GroupRoom> rooms(CostScene& scene, const survey::Growth* growth) {
  const cluster::SnapshotPtr snapshot = scene.snapshot();
  return headroomOf(*snapshot, acceleratorsOf(*snapshot), listPrices(), growth);
}

}  // namespace

class CostGrowthTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nodePools_data() {
    QTest::addColumn<QString>("pools");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const std::string& pools, const char* room, const char* why) {
      QTest::newRow(name) << QString::fromStdString(pools) << room << why;
    };
    row("two more", pool("'limits':{'nvidia.com/gpu':64}"), "2 exact", "limit nvidia.com/gpu 64, 48 used");
    row("the tightest counts", pool("'limits':{'nvidia.com/gpu':'64','cpu':'112'}"), "1 exact", "limit cpu 112, 96 used");
    row("used up", pool("'limits':{'nvidia.com/gpu':'50'}"), "0 exact", "limit nvidia.com/gpu 50, 48 used");
    row("nodes", pool("'limits':{'nodes':'9'}"), "3 exact", "limit nodes 9, 6 used");
    row("no limits", pool(""), "any exact", "the NodePool has no limits");
    row("not counted yet", pool("'limits':{'nvidia.com/gpu':'64'}", ""), "8 atMost", "limit nvidia.com/gpu 64, 0 used");
    row("what nodes do not report", pool("'limits':{'amd.com/gpu':'8'}"), "? unknown",
        "limit amd.com/gpu 8, 0 used, and no node tells what one takes of it");
    row("one of two is reported", pool("'limits':{'amd.com/gpu':'8','cpu':'128'}"), "2 atMost", "limit cpu 128, 96 used");
    row("fixed", pool("'replicas':3"), "0 exact", "the NodePool keeps 3 nodes, whatever waits");
    row("not ready", pool("", "'conditions':[{'type':'Ready','status':'False','message':'NodeClass is not ready'}]"), "0 exact",
        "the NodePool is not ready: NodeClass is not ready");
    row("other types now",
        pool("", "", "'requirements':[{'key':'node.kubernetes.io/instance-type','operator':'In','values':['p5.48xlarge']}]"),
        "0 exact", "the NodePool makes no such node any more: instance type g5.48xlarge is not in its requirements");
    row("gone", "{'items':[]}", "0 exact", "its NodePool does not exist any more");
    row("forbidden", "403", "? unknown", "its NodePool cannot be read");
    row("not served", "404", "? unknown", "its NodePool is not there");
    row("no list", "'x'", "? unknown", "its NodePool did not come");
  }
  void nodePools() {
    QFETCH(QString, pools);
    for (const char* version : {"nodepools/v1", "nodepools/v1beta1"}) {
      std::map<std::string, std::string> answers{{"nodepools/v1", "404"}, {"nodepools/v1beta1", "404"}};
      answers[version] = pools.toStdString();
      const survey::Growth growth = growthOf(answers);
      CostScene scene = karpenterScene();
      const std::vector<GroupRoom> found = rooms(scene, &growth);
      QCOMPARE(found.size(), std::size_t{1});
      const Allowance& allowance = found[0].allowance;
      const QString room = (allowance.unlimited ? "any"
                            : allowance.more    ? QString::number(*allowance.more)
                                                : "?") +
                           ' ' + QString::fromStdString(std::string(boundWord(allowance.bound)));
      QTEST(room, "room");
      QTEST(QString::fromStdString(allowance.why), "why");
      QCOMPARE(found[0].serves, std::int64_t{1});
    }
  }

  void nobodyAsked() {
    CostScene scene = karpenterScene();
    const std::vector<GroupRoom> found = rooms(scene, nullptr);
    QVERIFY(!found[0].allowance.more && found[0].allowance.bound == Bound::unknown);
    QCOMPARE(found[0].allowance.why, std::string("its NodePool was not asked for"));
  }

  /// A copy of a spot node would do for a pod that wants on-demand when the NodePool makes both, and not when it makes spot
  /// alone.
  void requirementsOfThePod() {
    const auto select = [](CostScene& scene, const std::string& value) {
      scene.claim("w2", "", diagnosis::Scene::request("gpu", 1));
      scene.add(Kind::Pod, "{" + diagnosis::Scene::meta("w2-pod", diagnosis::Scene::inNamespace("ml")) +
                               ",'spec':{'nodeSelector':{'karpenter.sh/capacity-type':'" + value +
                               "'},'containers':[{'name':'c'}],'resourceClaims':[{'name':'gpu','resourceClaimName':'w2'}]},"
                               "'status':{'phase':'Pending'}}");
    };
    CostScene scene;
    scene.add(Kind::Node,
              "{" + diagnosis::Scene::meta("n1", "'labels':{'karpenter.sh/nodepool':'gpu','karpenter.sh/capacity-type':'spot'}") +
                  ",'status':{'allocatable':{'cpu':'16','memory':'64Gi','pods':'20'},'conditions':[{'type':'Ready','status':'"
                  "True'}]}}");
    scene.slice("n1", 1);
    scene.held("a", "n1", {"gpu-0"});
    select(scene, "on-demand");
    const auto type = [](const std::string& values) {
      return growthOf(
          {{"nodepools/v1",
            pool("", "", "'requirements':[{'key':'karpenter.sh/capacity-type','operator':'In','values':[" + values + "]}]")}});
    };
    const survey::Growth both = type("'spot','on-demand'");
    QCOMPARE(rooms(scene, &both)[0].serves, std::int64_t{1});
    const survey::Growth spot = type("'spot'");
    const GroupRoom room = rooms(scene, &spot)[0];
    QCOMPARE(room.serves, std::int64_t{0});
    QCOMPARE(room.unserved.size(), std::size_t{1});
    QCOMPARE(room.unserved[0].why,
             std::string("its pod selects karpenter.sh/capacity-type=on-demand, which the NodePool does not give"));
    QCOMPARE(room.unserved[0].claim, std::string("ml/w2"));
  }

  void claimsThatDoNotFitSayWhy() {
    CostScene scene = karpenterScene();
    scene.waiting("w2", 9).waiting("w3", 9).waiting("w4", 1, "99");
    const survey::Growth growth = growthOf({{"nodepools/v1", pool("")}});
    const GroupRoom room = rooms(scene, &growth)[0];
    QCOMPARE(room.serves, std::int64_t{1});
    std::map<std::string, std::int64_t> why;
    for (const Unserved& one : room.unserved) {
      why[one.why] = one.claims;
    }
    QCOMPARE(why["what the others leave does not satisfy it"], std::int64_t{2});
    QCOMPARE(why["Insufficient cpu: asks 99, free 15"], std::int64_t{1});
  }

  /// No node of it is known: what its limits and taints say is, its devices are not.
  void anEmptyPool() {
    CostScene scene = karpenterScene();
    const survey::Growth growth = growthOf(
        {{"nodepools/v1",
          "{'items':[{'metadata':{'name':'gpu'},'spec':{'template':{'spec':{}}},'status':{}},{'metadata':{'name':'h100'},'spec':{"
          "'weight':10,'limits':{'nvidia.com/gpu':'0'},'disruption':{'consolidationPolicy':'WhenEmpty','budgets':[{'nodes':'10%',"
          "'reasons':['Empty']}]},'template':{'spec':{'taints':[{'key':'dedicated','value':'h100','effect':'NoSchedule'}],"
          "'requirements':[{'key':'node.kubernetes.io/instance-type','operator':'In','values':['p5.48xlarge']}],'nodeClassRef':{"
          "'kind':'EC2NodeClass','name':'h100'}}}},'status':{'resources':{}}}]}"}});
    const std::vector<GroupRoom> found = rooms(scene, &growth);
    QCOMPARE(found.size(), std::size_t{2});
    const GroupRoom& room = found[1];
    QVERIFY(room.group == "h100" && room.nodes == 0 && room.servesBound == Bound::unknown);
    QCOMPARE(room.instanceType, std::string("p5.48xlarge"));
    QVERIFY(room.allowance.more == 0);
    QCOMPARE(room.allowance.why, std::string("limit nvidia.com/gpu 0, 0 used"));
    QVERIFY(room.unserved.size() == 1 && room.unserved[0].why.find("dedicated=h100") != std::string::npos);
    QVERIFY(room.pool && room.pool->weight == 10 && room.pool->nodeClass == "EC2NodeClass/h100");
    QVERIFY(room.pool->budgets.size() == 1 && room.pool->budgets[0].nodes == "10%" && room.pool->budgets[0].reasons.size() == 1);
  }

  void autoscaler_data() {
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("room");
    const QString uuid = "-3ccb1a72-8f0d-4f1e-9d55-0c9a6f1e7b20";
    QTest::newRow("yaml") << QString("time: 2026-11-24\\nautoscalerStatus: Running\\nnodeGroups:\\n- name: eks-gpu" + uuid +
                                     "\\n  health:\\n    cloudProviderTarget: 3\\n    minSize: 1\\n    maxSize: 5\\n  scaleUp:\\n"
                                     "    status: NoActivity\\n- name: eks-gpu-large" +
                                     uuid + "\\n  health: {cloudProviderTarget: 1, minSize: 0, maxSize: 99}\\n")
                          << "2 exact cluster-autoscaler: 3 of at most 5 nodes";
    QTest::newRow("lines")
        << QString(
               "Cluster-autoscaler status at 2023-04-01 10:00:00 UTC:\\nCluster-wide:\\n  Health:      Healthy "
               "(ready=4 unready=0)\\n\\nNodeGroups:\\n  Name:        eks-gpu" +
               uuid +
               "\\n  Health:      Healthy (ready=5 unready=0 cloudProviderTarget=5 (minSize=1, maxSize=5))\\n"
               "  ScaleUp:     Backoff (ready=5 cloudProviderTarget=5)\\n  ScaleDown:   NoCandidates\\n")
        << "0 exact cluster-autoscaler: 5 of at most 5 nodes, backing off after a failure";
    QTest::newRow("another group") << QString("autoscalerStatus: Running\\nnodeGroups:\\n- name: eks-cpu" + uuid + "\\n")
                                   << "? unknown the status of cluster-autoscaler does not name it";
    QTest::newRow("nonsense") << QString("hello")
                              << "? unknown sizes of node groups are not in the API, and the status of "
                                 "cluster-autoscaler did not come";
  }
  void autoscaler() {
    QFETCH(QString, status);
    const survey::Growth growth = growthOf(
        {{"autoscaler", "{'metadata':{'name':'cluster-autoscaler-status'},'data':{'status':'" + status.toStdString() + "'}}"}});
    CostScene scene;
    scene.gpuNode("n1", 2, "g5.48xlarge", "", "'eks.amazonaws.com/nodegroup':'gpu'").waiting("w1", 1);
    const Allowance allowance = rooms(scene, &growth)[0].allowance;
    const QString room = (allowance.more ? QString::number(*allowance.more) : "?") + ' ' +
                         QString::fromStdString(std::string(boundWord(allowance.bound)) + " " + allowance.why);
    QTEST(room, "room");
  }

  void karpenterAndClaims_data() {
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("env");
    QTest::addColumn<QString>("note");
    const auto row = [](const char* image, const char* env, const char* note) {
      QTest::addRow("%s %s", image, env) << image << env << note;
    };
    row("public.ecr.aws/karpenter/controller:1.6.2@sha256:ab", "",
        "Karpenter 1.6.2 does not look at claims: its new nodes may not have the devices that a pod waits for");
    row("public.ecr.aws/karpenter/controller:v1.12.1", "",
        "Karpenter 1.12.1 makes no node for pods with claims: IGNORE_DRA_REQUESTS is true");
    row("controller:1.13.0", "false",
        "Karpenter 1.13.0 does not look at claims: its new nodes may not have the devices that a pod waits for");
    row("controller:1.14.0", "", "Karpenter 1.14.0 makes no node for pods with claims: IGNORE_DRA_REQUESTS is true");
    row("controller:1.14.1", "false",
        "Karpenter 1.14.1 takes claims into account, where its provider says what devices an instance type has");
    row("registry:5000/controller", "", "Karpenter (of an unknown version): what it makes of claims is not known");
  }
  void karpenterAndClaims() {
    QFETCH(QString, image);
    QFETCH(QString, env);
    const survey::Growth growth =
        growthOf({{"nodepools/v1", pool("")},
                  {"karpenter", "{'metadata':{'namespace':'kube-system','name':'karpenter-1'},'spec':{'containers':[{'image':'" +
                                    image.toStdString() + "','env':[{'name':'IGNORE_DRA_REQUESTS','value':'" + env.toStdString() +
                                    "'}]}]}}"}});
    CostScene scene = karpenterScene();
    const std::vector<std::string> notes = growthNotes(&growth, rooms(scene, &growth));
    QCOMPARE(notes.size(), std::size_t{1});
    QTEST(QString::fromStdString(notes[0]), "note");
    CostScene plain;
    plain.gpuNode("n1", 1);
    QVERIFY(growthNotes(&growth, rooms(plain, nullptr)).empty());
  }

  void whatIsAsked() {
    diagnosis::Scene scene(37);
    scene.add(Kind::Pod, "{" +
                             diagnosis::Scene::meta("karpenter-7",
                                                    "'namespace':'kube-system','labels':{'app.kubernetes.io/name':"
                                                    "'karpenter'}") +
                             ",'spec':{},'status':{'phase':'Running'}}");
    std::vector<std::string> paths;
    for (const survey::Question& question : survey::growthQuestions(*scene.snapshot())) {
      paths.push_back(question.path);
    }
    QCOMPARE(paths, (std::vector<std::string>{"/apis/karpenter.sh/v1/nodepools?limit=500",
                                              "/apis/karpenter.sh/v1beta1/nodepools?limit=500",
                                              "/api/v1/namespaces/kube-system/configmaps/cluster-autoscaler-status",
                                              "/api/v1/namespaces/kube-system/pods/karpenter-7"}));
  }
};

QTEST_GUILESS_MAIN(CostGrowthTest)
#include "growth_test.moc"
