// Workloads: the page that lists them, the inspector of one, and its graph, over demo clusters and one with every odd case. GUI
// thread.
#include <QSignalSpy>
#include <map>
#include <set>

#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/objects/graph_check.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/object_kinds.h"
#include "ui/pages/inspector/inspector.h"
#include "ui/pages/inspector/related_events.h"
#include "ui/pages/inspector/workload_graph.h"
#include "ui/pages/objects/object_pages.h"
#include "ui/pages/objects/objects_page.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/workload_use.h"

using namespace claimscope;
using namespace claimscope::ui;
using namespace claimscope::cluster::objects;

namespace {

std::string object(const std::string& name, const std::string& spec, const std::string& status, const std::string& more = {}) {
  return "{" + meta(name, 1, inNamespace("ml", more)) + ",'spec':{" + spec + "},'status':{" + status + "}}";
}
std::string asking(const std::string& entries) {
  return "'template':{'spec':{'resourceClaims':[" + entries + "]}}";
}
std::string made(const std::string& podName, const std::string& results, const std::string& claimName) {
  return claim(claimName, results, results.empty() ? std::string() : consumer(podName), owner("Pod", podName, "v1"));
}

/// A Deployment of seven pods in four states and two ReplicaSets, a Job with two claims a pod, a CronJob with one Job, a JobSet
/// that is not watched, a claim that a Job and a bare pod share, a Job that asks for a claim that is not made, and some without
/// claims.
void fill(cluster::TestCluster& cluster) {
  std::string devices;
  for (int i = 0; i < 16; ++i) {
    devices += std::string(i == 0 ? "" : ",") + device("gpu-" + std::to_string(i));
  }
  cluster.list<Node>({node("n1"), node("n2")});
  cluster.list<ResourceSlice>({slice("s1", "n1", devices), slice("s2", "n2", devices)});
  cluster.list<ResourceClaimTemplate>(
      {object("t", "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu','count':1}}]}}", ""),
       object("u", "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'nic','count':1}}]}}", "")});
  cluster.list<Deployment>({object("web", "'replicas':7," + asking(templated()), "'readyReplicas':5"),
                            object("plain", "'replicas':2", "'readyReplicas':2"),
                            object("idle", "'replicas':0," + asking(templated()), "")});
  cluster.list<ReplicaSet>({object("web-1", "'replicas':5", "'readyReplicas':4", owner("Deployment", "web")),
                            object("web-2", "'replicas':2", "'readyReplicas':1", owner("Deployment", "web")),
                            object("web-0", "'replicas':0", "'readyReplicas':0", owner("Deployment", "web"))});
  cluster.list<Job>(
      {object("train", "'parallelism':1," + asking(templated() + "," + templated("u", "nic")), "'active':1,'ready':1"),
       object("night-1", asking(templated()), "'active':1", owner("CronJob", "night", "batch/v1")),
       object("set-0", asking(templated()), "'active':1", owner("JobSet", "set", "jobset.x-k8s.io/v1")),
       object("shares", asking(named("common")), "'active':1"), object("unmade", asking(templated("gone")), "'active':1")});
  cluster.list<CronJob>({object("night", "'schedule':'0 2 * * *','jobTemplate':{'spec':{" + asking(templated()) + "}}",
                                "'active':[{'name':'night-1'}]")});
  std::vector<std::string> pods;
  std::vector<std::string> claims{claim("common", result("n2", "gpu-9"), consumer("shares-0") + "," + consumer("bare"))};
  for (int i = 0; i < 7; ++i) {
    const std::string name = "web-" + std::to_string(i);
    const bool runs = i < 5;
    pods.push_back(pod(name, templated(), std::string(runs ? "'phase':'Running'," : "'phase':'Pending',") + statusOf(name + "-c"),
                       owner("ReplicaSet", i < 4 ? "web-1" : "web-2"), runs ? (i < 3 ? "n1" : "n2") : ""));
    claims.push_back(made(name, runs ? result(i < 3 ? "n1" : "n2", "gpu-" + std::to_string(i)) : std::string(), name + "-c"));
  }
  pods.push_back(pod("train-0", templated() + "," + templated("u", "nic"),
                     "'phase':'Running','resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'train-g'},"
                     "{'name':'nic','resourceClaimName':'train-n'}]",
                     owner("Job", "train", "batch/v1"), "n2"));
  claims.push_back(made("train-0", result("n2", "gpu-5") + "," + result("n2", "gpu-6"), "train-g"));
  claims.push_back(made("train-0", result("n2", "gpu-7"), "train-n"));
  pods.push_back(
      pod("night-1-0", templated(), "'phase':'Running'," + statusOf("night-c"), owner("Job", "night-1", "batch/v1"), "n1"));
  claims.push_back(made("night-1-0", result("n1", "gpu-8"), "night-c"));
  pods.push_back(pod("set-0-0", templated(), "'phase':'Pending'," + statusOf("set-c"), owner("Job", "set-0", "batch/v1")));
  claims.push_back(made("set-0-0", "", "set-c"));
  pods.push_back(pod("shares-0", named("common"), "'phase':'Running'", owner("Job", "shares", "batch/v1"), "n2"));
  pods.push_back(pod("bare", named("common"), "'phase':'Running'", {}, "n2"));
  pods.push_back(pod("unmade-0", templated("gone"), "'phase':'Pending'", owner("Job", "unmade", "batch/v1")));
  cluster.list<Pod>(pods);
  cluster.list<ResourceClaim>(claims);
  cluster.list<Event>({podEvent("e1", "web-5", "FailedScheduling", "cannot allocate all claims"),
                       "{" + meta("e2", 1, inNamespace("ml")) +
                           ",'involvedObject':{'kind':'Deployment','namespace':'ml','name':'web','uid':'u-web'},"
                           "'reason':'ScalingReplicaSet','message':'m','type':'Normal','lastTimestamp':'2026-11-24T09:41:00Z'}"});
}

struct Facts {
  double pods = 0;
  double claims = 0;
  double waiting = 0;
  double devices = 0;
};

}  // namespace

class WorkloadsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    fill(m_cluster);
    m_odd = quietView(m_cluster.snapshot());
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    m_fleet = sampleView(sampleSnapshot("fleet", SampleState::live));
  }
  void init() { watchWarnings(); }

  void everyWorkloadIsCounted() {
    const std::map<std::string, Facts> facts = factsOf(m_odd, false);
    const auto is = [&](const std::string& name, double pods, double claims, double waiting, double devices) {
      const auto found = facts.find(name);
      return found != facts.end() && found->second.pods == pods && found->second.claims == claims &&
             found->second.waiting == waiting && found->second.devices == devices;
    };
    QVERIFY(is("deployment/ml/web", 7, 7, 2, 5));
    QVERIFY(is("deployment/ml/idle", 0, 0, 0, 0));
    QVERIFY(is("job/ml/train", 1, 2, 0, 3));
    QVERIFY(is("cronjob/ml/night", 1, 1, 0, 1));
    QVERIFY(is("controller/ml/JobSet/set", 1, 1, 1, 0));
    QVERIFY(is("job/ml/shares", 1, 1, 0, 1));  // the claim is of both who share it
    QVERIFY(is("pod/ml/bare", 1, 1, 0, 1));
    QVERIFY(is("job/ml/unmade", 1, 0, 1, 0));
    QCOMPARE(facts.size(), std::size_t{8});
    const std::map<std::string, Facts> all = factsOf(m_odd, true);
    QCOMPARE(all.size(), std::size_t{9});
    QVERIFY(all.count("deployment/ml/plain") == 1);
  }

  /// On whole clusters: each claim is counted once for every workload whose pods use it.
  void claimsAddUp() {
    for (const View* view : {&m_eks, &m_fleet}) {
      const cluster::Snapshot& snapshot = *view->snapshot;
      std::map<std::string, Facts> expected;
      std::vector<WorkloadName> owners;
      for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
        const ResourceClaim& object = *snapshot.of<ResourceClaim>().at(claim.slot);
        std::set<std::string> names;
        for (const cluster::Slot slot : claim.pods) {
          const WorkloadName name = workloadOf(snapshot, *snapshot.of<Pod>().at(slot));
          names.insert(ownerRef(name.kind, object.meta.namespaceName, name.name).str());
        }
        if (claim.pods.empty() && !claim.ownerName.empty()) {
          names.insert(ownerRef(claim.ownerKind, object.meta.namespaceName, claim.ownerName).str());
        }
        for (const std::string& name : names) {
          Facts& facts = expected[name];
          ++facts.claims;
          facts.waiting += waits(claim) ? 1 : 0;
          facts.devices += static_cast<double>(claim.devices.size());
        }
      }
      for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
        const Pod& pod = *snapshot.of<Pod>().at(missing.pod);
        const WorkloadName name = workloadOf(snapshot, pod);
        ++expected[ownerRef(name.kind, pod.meta.namespaceName, name.name).str()].waiting;
      }
      const std::map<std::string, Facts> found = factsOf(*view, true);
      QVERIFY(expected.size() > 10);
      for (const auto& [name, facts] : expected) {
        const auto row = found.find(name);
        QVERIFY2(row != found.end(), name.c_str());
        QCOMPARE(row->second.claims, facts.claims);
        QCOMPARE(row->second.waiting, facts.waiting);
        QCOMPARE(row->second.devices, facts.devices);
      }
    }
  }

  void eachIsInspectedAndFound() {
    Inspector inspector(m_look, {});
    shown(inspector, {348, 800});
    for (const View* view : {&m_odd, &m_eks}) {
      inspector.setView(*view);
      ObjectsPage page(m_look, QStringLiteral("workloads"));
      page.setView(*view);
      page.setEverything(true);
      const ObjectRows& rows = *page.rows();
      for (Row row = 0; row < rows.size(); ++row) {
        const ObjectRef ref = rows.object(row);
        QCOMPARE(rows.find(ref), row);
        QCOMPARE(pageOfKind(ref.kind), ref.kind == "pod" ? QStringLiteral("pods") : QStringLiteral("workloads"));
        inspector.setObject(ref);
        QVERIFY2(!inspector.content().gone, ref.str().c_str());
        QCOMPARE(inspector.content().hasYaml, ref.kind != "controller");
        for (const TabLine::Tab& tab : inspector.tabs().tabs()) {
          inspector.showTab(tab.id);
          QVERIFY(!inspector.grab().isNull());
        }
      }
    }
    inspector.setView(m_odd);
    inspector.setObject(ObjectRef{"deployment", "ml", "nobody"});
    QVERIFY(inspector.content().gone);
    inspector.setObject(ObjectRef{"controller", "ml", "nonsense"});
    QVERIFY(inspector.content().gone);
  }

  void whatIsMadeCountsOnlyItsOwn() {
    const auto use = [&](const char* kind, const char* name) { return useOf(*m_odd.snapshot, {kind, "ml", name}); };
    QCOMPARE(use("deployment", "web").pods.size(), std::size_t{7});
    QCOMPARE(use("replicaset", "web-1").pods.size(), std::size_t{4});
    QCOMPARE(use("replicaset", "web-2").claims.size(), std::size_t{3});
    QCOMPARE(use("job", "night-1").claims.size(), std::size_t{1});
    QCOMPARE(use("cronjob", "night").claims.size(), std::size_t{1});
    QCOMPARE(use("job", "set-0").claims.size(), std::size_t{1});
    QCOMPARE(use("controller", "JobSet/set").pods.size(), std::size_t{1});
    QCOMPARE(use("job", "shares").pods.size(), std::size_t{1});
    QCOMPARE(use("job", "unmade").missing.size(), std::size_t{1});
    const WorkloadUse web = use("deployment", "web");
    QVERIFY(waits(m_odd.snapshot->inventory->claims[web.claims.front()]));  // what waits comes first
    QVERIFY(m_odd.snapshot->of<Pod>().at(web.pods.front())->statusWord() == "Pending");
  }

  /// An operator's own kind makes the DaemonSet and the Deployment: their pods stay theirs.
  void whatAnOperatorMadeKeepsItsPods() {
    cluster::TestCluster cluster;
    const std::string maker = owner("ClusterPolicy", "gpu", "nvidia.com/v1");
    cluster.list<DaemonSet>({object("plugin", asking(templated()), "'desiredNumberScheduled':1,'numberReady':1", maker)});
    cluster.list<Deployment>({object("serve", "'replicas':1," + asking(templated()), "'readyReplicas':1", maker)});
    cluster.list<ReplicaSet>({object("serve-1", "'replicas':1", "'readyReplicas':1", owner("Deployment", "serve"))});
    cluster.list<Pod>({pod("p", templated(), "'phase':'Running'," + statusOf("pc"), owner("DaemonSet", "plugin")),
                       pod("s", templated(), "'phase':'Running'," + statusOf("sc"), owner("ReplicaSet", "serve-1"))});
    cluster.list<ResourceClaim>({made("p", "", "pc"), made("s", "", "sc")});
    const View view = quietView(cluster.snapshot());
    const std::map<std::string, Facts> facts = factsOf(view, true);
    QCOMPARE(facts.size(), std::size_t{2});
    for (const ObjectRef& ref : {ObjectRef{"daemonset", "ml", "plugin"}, ObjectRef{"deployment", "ml", "serve"}}) {
      QCOMPARE(facts.at(ref.str()).claims, 1.0);
      QCOMPARE(useOf(*view.snapshot, ref).claims.size(), std::size_t{1});
      QCOMPARE(useOf(*view.snapshot, ref).pods.size(), std::size_t{1});
    }
  }

  void graphsAreLaidOutWithoutCrossings() {
    std::size_t graphs = 0;
    for (const View* view : {&m_odd, &m_eks, &m_fleet}) {
      const std::map<std::string, Facts> facts = factsOf(*view, true);
      const std::size_t step = facts.size() > 500 ? 23 : 1;
      std::size_t at = 0;
      for (const auto& [name, row] : facts) {
        const ObjectRef ref = m_refs.at(name);
        if (at++ % step != 0 || ref.kind == "pod") {
          continue;
        }
        for (const int width : {240, 316, 520}) {
          const ClaimGraph graph = claimGraph(*view->snapshot, ref, width);
          QCOMPARE(graph.empty(), row.claims == 0 && row.waiting == 0 && ref.name != "idle");
          QVERIFY2(troubleOf(graph, width).isEmpty(), qPrintable(QString::fromStdString(name) + troubleOf(graph, width)));
          graphs += graph.empty() ? 0U : 1U;
        }
      }
    }
    QVERIFY(graphs > 200);
  }

  void podsInOneStateAreOneBox() {
    const ClaimGraph graph = claimGraph(*m_odd.snapshot, {"deployment", "ml", "web"}, 316);
    const auto box = [&](const QString& kind, const QString& state) {
      return std::find_if(graph.boxes.begin(), graph.boxes.end(),
                          [&](const GraphBox& one) { return one.kind == kind && one.state == state; });
    };
    QVERIFY(box(QStringLiteral("Pods"), QStringLiteral("×5")) != graph.boxes.end());
    QVERIFY(box(QStringLiteral("Pods"), QStringLiteral("×2")) != graph.boxes.end());
    QVERIFY(box(QStringLiteral("ResourceClaims"), QStringLiteral("×5")) != graph.boxes.end());
    const auto centre = std::find_if(graph.boxes.begin(), graph.boxes.end(), [](const GraphBox& one) { return one.centre; });
    QVERIFY(centre != graph.boxes.end() && centre->kind == QStringLiteral("Deployment"));
    QCOMPARE(centre->state, QStringLiteral("5/7"));
    QVERIFY(graphWords(graph).contains(QStringLiteral("Deployment web → ResourceClaimTemplate t")));
    // The claim's own graph leads to the workload.
    const ClaimGraph claim = claimGraph(*m_odd.snapshot, {"claim", "ml", "web-0-c"}, 316);
    QVERIFY(std::any_of(claim.boxes.begin(), claim.boxes.end(), [](const GraphBox& one) {
      return one.link == ObjectRef{"deployment", "ml", "web"};
    }));
  }

  void eventsOfTheWorkloadAndItsPods() {
    RelatedEvents events;
    events.update(m_odd, ObjectRef{"deployment", "ml", "web"});
    QCOMPARE(events.count(), std::size_t{2});
  }

  void namesAndKindsAreOneTable() {
    for (const char* noun : {"claim", "pod", "node", "class", "template", "slice", "taintrule", "event", "quota", "deployment",
                             "statefulset", "daemonset", "replicaset", "job", "cronjob"}) {
      QVERIFY(isNoun(noun) && nounOf(apiKindOf(noun)) == noun);
    }
    QVERIFY(nounOf("").empty() && nounOf("Namespace").empty() && apiKindOf("device").empty() && !isNoun("nonsense"));
    QVERIFY((ownerRef(Text("RayCluster"), Text("ml"), Text("x")) == ObjectRef{"controller", "ml", "RayCluster/x"}));
    QVERIFY(ownerName({"controller", "ml", "RayCluster/x/y"}).name == "x/y");
  }

  void aRefusedKindIsSaid() {
    cluster::TestCluster cluster;
    fill(cluster);
    cluster.setState(Kind::CronJob, SourceState::forbidden);
    cluster.store.flush();
    ObjectsPage page(m_look, QStringLiteral("workloads"));
    page.setView(quietView(cluster.snapshot()));
    shown(page, {1236, 748});
    QCOMPARE(page.panel().story().bannerTitle(), QStringLiteral("You may not list cronjobs."));
    QVERIFY(page.subtitle().startsWith(QStringLiteral("8 workloads")));
    const auto tabs = objectTabs(cluster.snapshot().get());
    const auto tab =
        std::find_if(tabs.begin(), tabs.end(), [](const TabLine::Tab& one) { return one.id == QLatin1String("workloads"); });
    QVERIFY2(tab->count.startsWith(QStringLiteral("≥")), qPrintable(tab->count));
  }

 private:
  std::map<std::string, Facts> factsOf(const View& view, bool everything) {
    ObjectsPage page(m_look, QStringLiteral("workloads"));
    page.setView(view);
    page.setEverything(everything);
    const ObjectRows& rows = *page.rows();
    std::map<std::string, Facts> out;
    for (Row row = 0; row < rows.size(); ++row) {
      const auto value = [&](const char* key) { return rows.sortKey(row, rows.keyOf(QString::fromLatin1(key))).number; };
      const ObjectRef ref = rows.object(row);
      m_refs[ref.str()] = ref;
      out[ref.str()] = {value("pods"), value("claims"), value("waiting"), value("devices")};
    }
    return out;
  }

  Look m_look{ThemeName::dark};
  cluster::TestCluster m_cluster;
  View m_odd;
  View m_eks;
  View m_fleet;
  std::map<std::string, ObjectRef> m_refs;
};

QTEST_MAIN(WorkloadsTest)
#include "workloads_test.moc"
