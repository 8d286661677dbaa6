// What stands open: the guide's own policy, coverage, admin access, writers, drivers, GPU nodes; and what cannot be told.
#include <QtTest>

#include "model/base/yaml.h"
#include "model/posture/manifests.h"
#include "model/posture/posture.h"
#include "tests/model/diagnosis/scene.h"
#include "tests/model/survey/surveyed.h"

using namespace claimscope;
using namespace claimscope::posture;
using diagnosis::Scene;
using diagnosis::Severity;
using survey::Outcome;
using survey::Surveyed;

namespace {

/// "ml-workloads" as in the guide: pods with app=…, no label workload, and no label name on the namespace.
constexpr const char* kGuidePolicy =
    "{'metadata':{'name':'gpu-node-isolation','namespace':'ml'},'spec':{'podSelector':{'matchLabels':{'workload':'ml'}},"
    "'policyTypes':['Ingress','Egress'],'ingress':[{'from':[{'namespaceSelector':{'matchLabels':{'name':'ml-workloads'}}}]}],"
    "'egress':[{'to':[{'namespaceSelector':{'matchLabels':{'name':'ml-workloads'}}}]}]}}";

Scene& withPods(Scene& scene) {
  scene.add(Kind::Namespace, "{" + Scene::meta("ml") + "}").add(Kind::Namespace, "{" + Scene::meta("kube-system") + "}");
  scene.claim("c1").claim("c2");
  scene.pod("p1", "c1", {}, "'phase':'Running'", "'labels':{'app':'ml-training'}");
  scene.pod("p2", "c2", {}, "'phase':'Running'", "'labels':{'app':'inference'}");
  return scene;
}

const Item* find(const Report& report, const std::string& rule) {
  for (const Item& item : report.items) {
    if (item.rule == rule) {
      return &item;
    }
  }
  return nullptr;
}

Surveyed rbac() {
  Surveyed out;
  out.list("clusterroles", {})
      .list("clusterrolebindings", {})
      .list("roles", {})
      .list("rolebindings", {})
      .list("networkpolicies", {});
  return out;
}

std::string role(const std::string& name, const std::string& group, const std::string& resource, const std::string& verbs) {
  return "{'metadata':{'name':'" + name + "'},'rules':[{'apiGroups':['" + group + "'],'resources':['" + resource +
         "'],'verbs':[" + verbs + "]}]}";
}

std::string bind(const std::string& name, const std::string& role, const std::string& subject) {
  return "{'metadata':{'name':'" + name + "'},'roleRef':{'kind':'ClusterRole','name':'" + role + "'},'subjects':[" + subject +
         "]}";
}

}  // namespace

class PostureTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theGuidesPolicySelectsNobodyAndLeavesNoDns() {
    Scene scene;
    const Report report = assess(*withPods(scene).snapshot(), Surveyed().list("networkpolicies", {kGuidePolicy}).facts());
    const Item* nobody = find(report, "network-selects-nothing");
    QVERIFY(nobody != nullptr && nobody->proven);
    QCOMPARE(nobody->title, std::string("ml/gpu-node-isolation selects no pod"));
    QVERIFY(nobody->detail.find("workload=ml") != std::string::npos);
    QVERIFY(nobody->detail.find("app=inference") != std::string::npos);
    const Item* dns = find(report, "network-no-dns");
    QVERIFY(dns != nullptr);
    QVERIFY(dns->title.find("would take DNS") != std::string::npos);
    QVERIFY(find(report, "network-peer-nowhere") != nullptr);
    const Item* open = find(report, "network-open");
    QVERIFY(open != nullptr && open->severity == Severity::warning);
    QCOMPARE(open->title, std::string("ml: no ingress policy selects 2 pods with claims"));
    QCOMPARE(report.namespaces.size(), std::size_t{1});
    QCOMPARE(report.namespaces[0].pods, std::int64_t{2});
    QCOMPARE(report.namespaces[0].ingress, std::int64_t{0});
  }

  void theOfferedPolicyClosesIt() {
    Scene scene;
    const cluster::SnapshotPtr snapshot = withPods(scene).snapshot();
    const Report before = assess(*snapshot, Surveyed().list("networkpolicies", {}).facts());
    const Item* open = find(before, "network-open");
    QVERIFY(open != nullptr && !open->yaml.empty());
    const Result<std::string> json = yaml::firstToJson(open->yaml);
    QVERIFY(json);
    Surveyed surveyed;
    surveyed.plain("networkpolicies", "{\"metadata\":{},\"items\":[" + *json + "]}");
    const Report after = assess(*snapshot, surveyed.facts());
    for (const char* rule :
         {"network-open", "network-egress-open", "network-no-dns", "network-selects-nothing", "network-peer-nowhere"}) {
      QVERIFY2(find(after, rule) == nullptr, rule);
    }
    QCOMPARE(after.namespaces[0].ingress, std::int64_t{2});
    QCOMPARE(after.namespaces[0].egress, std::int64_t{2});
  }

  void egressWithoutDnsIsAWarningOnceItSelects() {
    Scene scene;
    const Report report =
        assess(*withPods(scene).snapshot(),
               Surveyed()
                   .list("networkpolicies", {"{'metadata':{'name':'e','namespace':'ml'},'spec':{'podSelector':{},"
                                             "'policyTypes':['Egress'],'egress':[{'to':[{'podSelector':{}}]}]}}"})
                   .facts());
    const Item* dns = find(report, "network-no-dns");
    QVERIFY(dns != nullptr && dns->severity == Severity::warning);
    QCOMPARE(report.namespaces[0].withoutDns, std::int64_t{2});
    QVERIFY(!dns->yaml.empty());
  }

  void refusedPoliciesAreUnknownAndNeverZero() {
    Scene scene;
    const Report report = assess(*withPods(scene).snapshot(), Surveyed().refused("networkpolicies").facts());
    const Item* item = find(report, "network-open");
    QVERIFY(item != nullptr && !item->proven);
    QVERIFY(item->detail.find("kim may not") != std::string::npos);
    QVERIFY(!report.namespaces[0].known);
    // Half a list proves nothing open either.
    const Report half =
        assess(*withPods(scene).snapshot(), Surveyed().list("networkpolicies", {}).incomplete("networkpolicies").facts());
    QVERIFY(find(half, "network-open") != nullptr && !find(half, "network-open")->proven);
  }

  void adminAccessIsTold() {
    Scene scene;
    const std::string admin = Scene::request("gpu", 1, ",'adminAccess':true");
    scene.claim("a", {}, admin)
        .add(Kind::Namespace, "{" + Scene::meta("ml") + "}")
        .add(Kind::Namespace, "{" + Scene::meta("idle", "'labels':{'resource.kubernetes.io/admin-access':'true'}") + "}")
        .add(Kind::Namespace, "{" + Scene::meta("odd", "'labels':{'resource.kubernetes.io/admin-access':'yes'}") + "}");
    const Report report = assess(*scene.snapshot(), rbac().facts());
    const Item* claims = find(report, "admin-claims");
    QVERIFY(claims != nullptr);
    QCOMPARE(claims->severity, Severity::warning);  // the namespace does not allow it any more
    QCOMPARE(claims->objects.at(0).str(), std::string("claim/ml/a"));
    const Item* unused = find(report, "admin-namespace-unused");
    QVERIFY(unused != nullptr && unused->namespaceName == "idle");
    QVERIFY(find(report, "admin-label-odd") != nullptr);
  }

  void writersAreNamedAndTheSystemIsFolded() {
    Scene scene;
    scene.slice("n1", 1);
    Surveyed surveyed = rbac();
    surveyed.survey().answers.clear();
    surveyed.list("networkpolicies", {}).list("roles", {}).list("rolebindings", {});
    surveyed.list("clusterroles",
                  {role("all", "*", "*", "'*'"), role("slices", "resource.k8s.io", "resourceslices", "'create','delete'"),
                   role("rules", "resource.k8s.io", "devicetaintrules", "'create'")});
    surveyed.list("clusterrolebindings", {bind("masters", "all", "{'kind':'Group','name':'system:masters'}"),
                                          bind("jane", "slices", "{'kind':'User','name':'jane'}"),
                                          bind("open", "rules", "{'kind':'Group','name':'system:authenticated'}")});
    const Report report = assess(*scene.snapshot(), surveyed.facts());
    const Item* everybody = find(report, "writers-everybody");
    QVERIFY(everybody != nullptr && everybody->severity == Severity::critical);
    QVERIFY(everybody->title.find("DeviceTaintRules") != std::string::npos);
    const Item* people = find(report, "writers");
    QVERIFY(people != nullptr && people->severity == Severity::warning);
    QVERIFY(people->detail.find("user jane") != std::string::npos);
    QVERIFY(people->detail.find("system:masters") == std::string::npos);
    QVERIFY(people->command.find("kubectl auth can-i create resourceslices.resource.k8s.io --as=jane") == 0);
    QVERIFY(std::any_of(report.writers.begin(), report.writers.end(), [](const WriterRow& row) {
      return row.subject == "group system:masters" && row.system && row.everything;
    }));
    QCOMPARE(report.items.front().rule, std::string("writers-everybody"));
  }

  void refusedRolesLeaveWhatOneMayOneself() {
    Scene scene;
    scene.claim("c");
    Surveyed surveyed;
    surveyed.refused("clusterroles").refused("clusterrolebindings").refused("roles").refused("rolebindings");
    surveyed.document("ownrules",
                      "{'status':{'resourceRules':[{'apiGroups':['resource.k8s.io'],'resources':['resourceclaims'],"
                      "'verbs':['create','get']}]}}");
    surveyed.survey().answers["ownrules"].question.body = kit::jsonText("{'spec':{'namespace':'ml'}}");
    const Report report = assess(*scene.snapshot(), surveyed.facts());
    const Item* item = find(report, "writers");
    QVERIFY(item != nullptr && !item->proven);
    QVERIFY(item->detail.find("you yourself may create ResourceClaims in namespace ml") != std::string::npos);
    QVERIFY(item->fix.find("--role") != std::string::npos);
  }

  void driversAreWeighed() {
    Scene scene;
    scene.node("n1").slice("n1", 1).add(Kind::DaemonSet,
                                        "{" + Scene::meta("gpu-example-dra-driver", Scene::inNamespace("drivers")) + "}");
    Surveyed surveyed = rbac();
    surveyed.survey().answers.erase("clusterroles");
    surveyed.survey().answers.erase("clusterrolebindings");
    surveyed.list("clusterroles", {role("secrets", "", "secrets", "'get'")});
    surveyed.list("clusterrolebindings",
                  {bind("driver", "secrets", "{'kind':'ServiceAccount','namespace':'drivers','name':'driver'}")});
    surveyed.document(
        "daemonset/drivers/gpu-example-dra-driver",
        "{'spec':{'template':{'spec':{'serviceAccountName':'driver','hostNetwork':true,'containers':[{'name':'p',"
        "'securityContext':{'privileged':true},'volumeMounts':[{'name':'root'},{'name':'plugins'}]}],'volumes':["
        "{'name':'root','hostPath':{'path':'/'}},{'name':'plugins','hostPath':{'path':'/var/lib/kubelet/plugins'}}]}}}}");
    const Report report = assess(*scene.snapshot(), surveyed.facts());
    QVERIFY(find(report, "driver-owns-node") != nullptr);
    QCOMPARE(find(report, "driver-owns-node")->evidence.at(0).value, std::string("/"));
    QVERIFY(find(report, "driver-privileged") != nullptr);
    QVERIFY(find(report, "driver-host-network") != nullptr);
    QVERIFY(find(report, "driver-priority") != nullptr);
    const Item* wide = find(report, "driver-account-wide");
    QVERIFY(wide != nullptr && wide->title.find("read Secrets") != std::string::npos);
    QCOMPARE(report.drivers.at(0).privileges,
             std::string("privileged, 2 host paths (1 beyond kubelet plugins and CDI), host network"));
  }

  void readOnlyPathsAndNeededOnesAreFine() {
    Scene scene;
    scene.node("n1").slice("n1", 1).add(Kind::DaemonSet,
                                        "{" + Scene::meta("gpu-example-dra-driver", Scene::inNamespace("drivers")) + "}");
    Surveyed surveyed = rbac();
    surveyed.document(
        "daemonset/drivers/gpu-example-dra-driver",
        "{'spec':{'template':{'spec':{'serviceAccountName':'d','priorityClassName':'system-node-critical','containers':[{"
        "'name':'p','volumeMounts':[{'name':'root','readOnly':true},{'name':'cdi'}]}],'volumes':[{'name':'root','hostPath':{"
        "'path':'/'}},{'name':'cdi','hostPath':{'path':'/var/run/cdi'}}]}}}}");
    const Report report = assess(*scene.snapshot(), surveyed.facts());
    for (const char* rule :
         {"driver-owns-node", "driver-privileged", "driver-host-network", "driver-priority", "driver-default-account"}) {
      QVERIFY2(find(report, rule) == nullptr, rule);
    }
  }

  void gpuNodesAreKeptForGpuWork() {
    Scene scene;
    scene.node("bare")
        .slice("bare", 1)
        .node("kept", "'taints':[{'key':'nvidia.com/gpu','value':'true','effect':'NoSchedule'}]")
        .slice("kept", 1);
    scene
        .node("soft",
              "'taints':[{'key':'x','effect':'PreferNoSchedule'},{'key':'node.kubernetes.io/not-ready','effect':'NoExecute'}]")
        .slice("soft", 1);
    scene.add(Kind::Pod,
              "{" + Scene::meta("web", Scene::inNamespace("shop")) +
                  ",'spec':{'nodeName':'bare','tolerations':[{'operator':'Exists'}],'containers':[{'name':'c','resources':{"
                  "'requests':{'cpu':'1500m'}}}]},'status':{'phase':'Running'}}");
    scene.add(Kind::Pod, "{" +
                             Scene::meta("agent", Scene::inNamespace("shop",
                                                                     "'ownerReferences':[{'apiVersion':'apps/v1','kind':"
                                                                     "'DaemonSet','name':'a','uid':'u','controller':true}]")) +
                             ",'spec':{'nodeName':'bare','containers':[{'name':'c'}]},'status':{'phase':'Running'}}");
    scene.add(Kind::Pod,
              "{" + Scene::meta("plugin", Scene::inNamespace("shop")) +
                  ",'spec':{'nodeName':'bare','containers':[{'name':'c','resources':{'limits':{'nvidia.com/gpu':'1'}}}]},"
                  "'status':{'phase':'Running'}}");
    const Report report = assess(*scene.snapshot(), rbac().facts());
    const Item* bare = find(report, "node-untainted");
    QVERIFY(bare != nullptr && bare->severity == Severity::warning);
    QCOMPARE(bare->objects.size(), std::size_t{2});
    const Item* guests = find(report, "node-guests");
    QVERIFY(guests != nullptr);
    QCOMPARE(guests->title.substr(0, 6), std::string("1 pod "));
    QVERIFY(guests->detail.find("1.5 CPU") != std::string::npos);
    QVERIFY(find(report, "node-tolerated") != nullptr);
    QCOMPARE(report.nodeGroups.at(0).untainted, std::int64_t{2});
  }

  void manyNamespacesAreOneThingToKnow() {
    Scene scene;
    for (int i = 0; i < 6; ++i) {
      const std::string n = std::to_string(i);
      scene.add(Kind::Pod,
                "{" + Scene::meta("p" + n, Scene::inNamespace("ns" + n)) +
                    ",'spec':{'containers':[{'name':'c'}],'resourceClaims':[{'name':'g','resourceClaimName':'c'}]},'status':{}}");
    }
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const Surveyed surveyed = Surveyed().list("networkpolicies", {});
    const Report report = assess(*snapshot, surveyed.facts());
    const Item* open = find(report, "network-open");
    QVERIFY(open != nullptr);
    QCOMPARE(open->title, std::string("6 namespaces without an ingress policy for pods with claims"));
    QCOMPARE(open->objects.size(), std::size_t{6});
    QCOMPARE(std::count_if(report.items.begin(), report.items.end(), [](const Item& one) { return one.rule == "network-open"; }),
             1);
    const Report one = assess(*snapshot, surveyed.facts(), "ns3");
    QCOMPARE(find(one, "network-open")->namespaceName, std::string("ns3"));
  }

  void anEmptyClusterSaysSo() {
    Scene scene;
    const Report report = assess(*scene.snapshot(), rbac().facts());
    QCOMPARE(report.verdict, std::string("Nothing stands open that these rules know of"));
    QVERIFY(report.items.empty());
    // Nobody asked: everything is open, nothing is proven.
    const Report unasked = assess(*scene.snapshot(), survey::Facts{});
    QCOMPARE(tallyOf(unasked).unknown, std::int64_t{2});
    QCOMPARE(tallyOf(unasked).warning + tallyOf(unasked).critical, std::int64_t{0});
    QVERIFY(unasked.verdict.find("Nothing is proven open") == 0);
  }

  void oneNamespaceIsNarrowed() {
    Scene scene;
    const Report report = assess(*withPods(scene).snapshot(), Surveyed().list("networkpolicies", {}).facts(), "other");
    QVERIFY(find(report, "network-open") == nullptr);
    QVERIFY(report.namespaces.empty());
  }

  void hostileNamesStayInOneLineAndTitlesAreShort() {
    Scene scene;
    const std::string name(253, 'x');
    scene.add(Kind::Namespace, "{" + Scene::meta(name) + "}");
    const Report report = assess(
        *withPods(scene).snapshot(),
        Surveyed()
            .list("networkpolicies",
                  {"{'metadata':{'name':'" + name + "','namespace':'ml'},'spec':{'podSelector':{'matchLabels':{'a':'b'}}}}"})
            .facts());
    for (const Item& item : report.items) {
      QVERIFY2(QString::fromStdString(item.title).size() <= 90, item.title.c_str());
      QVERIFY(item.title.find('\n') == std::string::npos);
      QVERIFY(item.command.find("\x1b") == std::string::npos);
    }
    QVERIFY(isolationPolicy("a\nb", "k", {"v: x\n- y"}).find("\n- y") == std::string::npos);
  }

  void manyPodsAndPoliciesTakeNoTime() {
    Scene scene;
    std::vector<std::string> policies;
    for (int i = 0; i < 400; ++i) {
      const std::string n = std::to_string(i);
      scene.claim("c" + n).pod("p" + n, "c" + n, {}, "'phase':'Running'", "'labels':{'app':'a" + n + "'}");
      policies.push_back("{'metadata':{'name':'n" + n + "','namespace':'ml'},'spec':{'podSelector':{'matchLabels':{'app':'a" + n +
                         "'}}}}");
    }
    const Report report = assess(*scene.snapshot(), Surveyed().list("networkpolicies", policies).facts());
    QCOMPARE(report.namespaces[0].ingress, std::int64_t{400});
    const Item* egress = find(report, "network-egress-open");
    QVERIFY(egress != nullptr);
    QVERIFY(egress->objects.size() <= diagnosis::Finding{}.objects.max_size());
    QCOMPARE(egress->objects.size(), std::size_t{50});
  }
};

QTEST_GUILESS_MAIN(PostureTest)
#include "posture_test.moc"
