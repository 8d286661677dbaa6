// Rules between pods: affinity, anti-affinity of both sides, topology spread, host ports, and pods that come and go.
#include <QElapsedTimer>
#include <QtTest>

#include "tests/model/allocation/placement_scene.h"

namespace claimscope::allocation {

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromUtf8(expected))

class PlacementTest : public QObject {
  Q_OBJECT

  static Box<Pod> asked(const std::string& spec, const std::string& labels = "'app':'a'") {
    return PlacementScene::make("asked", labels, spec);
  }
  /// Two zones: n1 and n2 in za, n3 in zb, and n4 in none.
  static PlacementScene zones() {
    PlacementScene out;
    out.node("n1", "za").node("n2", "za").node("n3", "zb").node("n4", "");
    out.space("ml", "'team':'x'").space("web", "'team':'y'");
    return out;
  }

 private Q_SLOTS:
  void noRules() {
    PlacementScene scene = zones();
    scene.pod("n1", "p");
    COMPARE_TEXT(scene.takers(*asked("")), "n1 n2 n3 n4");
    Placement placement(scene.topology());
    QVERIFY(!placement.rulesOf(*asked("")).any());
  }

  void antiAffinity_data() {
    QTest::addColumn<QString>("terms");
    QTest::addColumn<QString>("takers");
    const auto row = [](const char* name, const std::string& terms, const char* takers) {
      QTest::newRow(name) << QString::fromStdString(terms) << takers;
    };
    row("hostname", term(kHost, kApp), "n2 n3 n4");
    row("zone; a node without one is no domain", term(kZone, kApp), "n3 n4");
    row("either of two", term(kHost, "{'matchLabels':{'app':'b'}}") + "," + term(kZone, kApp), "n4");
    row("nobody matches", term(kHost, "{'matchLabels':{'app':'c'}}"), "n1 n2 n3 n4");
    row("no selector matches nobody", "{'topologyKey':'" + kHost + "'}", "n1 n2 n3 n4");
    row("an empty selector matches everybody of the namespace", term(kHost, "{}"), "n2 n4");
    row("expressions", term(kHost, "{'matchExpressions':[{'key':'app','operator':'NotIn','values':['a']}]}"), "n1 n2 n4");
    row("another namespace by name", term(kHost, kApp, "'namespaces':['web']"), "n1 n3 n4");
    row("every namespace", term(kHost, kApp, "'namespaceSelector':{}"), "n3 n4");
    row("namespaces by label", term(kHost, kApp, "'namespaceSelector':{'matchLabels':{'team':'y'}}"), "n1 n3 n4");
    row("no namespace has the label", term(kHost, kApp, "'namespaceSelector':{'matchLabels':{'team':'z'}}"), "n1 n2 n3 n4");
    row("by name or label", term(kHost, kApp, "'namespaces':['ml'],'namespaceSelector':{'matchLabels':{'team':'y'}}"), "n3 n4");
  }
  void antiAffinity() {
    QFETCH(QString, terms);
    QFETCH(QString, takers);
    PlacementScene scene = zones();
    scene.pod("n1", "a1").pod("n3", "b1", "'app':'b'").pod("n2", "w1", "'app':'a'", "", "'namespace':'web'");
    const auto pod = asked(rules(allocation::antiAffinity(terms.toStdString())));
    COMPARE_TEXT(scene.takers(*pod), takers.toUtf8().constData());
  }

  void affinity_data() {
    QTest::addColumn<QString>("terms");
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QString>("takers");
    const auto row = [](const char* name, const std::string& terms, const char* labels, const char* takers) {
      QTest::newRow(name) << QString::fromStdString(terms) << labels << takers;
    };
    const std::string b = "{'matchLabels':{'app':'b'}}";
    const std::string none = "{'matchLabels':{'app':'none'}}";
    row("zone", term(kZone, kApp), "'app':'a'", "n1 n2");
    row("hostname", term(kHost, kApp), "'app':'a'", "n1");
    row("one pod has to answer all terms", term(kZone, kApp) + "," + term(kZone, b), "'app':'a'", "");
    row("over two keys", term(kZone, kApp) + "," + term(kHost, kApp), "'app':'a'", "n1");
    row("the first of its kind goes anywhere with the label", term(kZone, none), "'app':'none'", "n1 n2 n3");
    row("unless it does not answer itself", term(kZone, none), "'app':'a'", "");
    row("a friend without the label does not count", term("example.com/rack", kApp), "'app':'a'", "");
    row("no selector", "{'topologyKey':'" + kZone + "'}", "'app':'a'", "");
  }
  void affinity() {
    QFETCH(QString, terms);
    QFETCH(QString, labels);
    QFETCH(QString, takers);
    PlacementScene scene = zones();
    scene.pod("n1", "a1").pod("n3", "b1", "'app':'b'");
    const auto pod = asked(rules(allocation::affinity(terms.toStdString())), labels.toStdString());
    COMPARE_TEXT(scene.takers(*pod), takers.toUtf8().constData());
  }

  void podsThatRunKeepOthersAway() {
    PlacementScene scene = zones();
    scene.pod("n1", "a1", "'app':'b'", rules(allocation::antiAffinity(term(kZone, kApp))));
    scene.pod("n3", "a2", "'app':'b'", rules(allocation::antiAffinity(term(kHost, kApp, "'namespaces':['web']"))));
    COMPARE_TEXT(scene.takers(*asked("")), "n3 n4");
    COMPARE_TEXT(scene.takers(*asked("", "'app':'b'")), "n1 n2 n3 n4");
    COMPARE_TEXT(scene.said(*asked(""), 1), "pod anti-affinity of ml/a1: not with it in topology.kubernetes.io/zone=za");
    const auto web = PlacementScene::make("w", "'app':'a'", "", "'namespace':'web'");
    COMPARE_TEXT(scene.takers(*web), "n1 n2 n4");
  }

  void refusalsNameWhoIsThere() {
    PlacementScene scene = zones();
    scene.pod("n1", "train-0").pod("n1", "train-1");
    COMPARE_TEXT(scene.said(*asked(rules(allocation::antiAffinity(term(kHost, kApp)))), 0),
                 "pod anti-affinity: kubernetes.io/hostname already has ml/train-0 and 1 more");
    COMPARE_TEXT(scene.said(*asked(rules(allocation::affinity(term(kZone, kApp)))), 2),
                 "pod affinity: no pod that it goes with in topology.kubernetes.io/zone=zb");
    COMPARE_TEXT(scene.said(*asked(rules(allocation::affinity(term(kZone, kApp)))), 3),
                 "pod affinity over topology.kubernetes.io/zone: the node has no such label");
    COMPARE_TEXT(scene.said(*asked(allocation::spread(over(kZone, 1))), 0),
                 "topology spread over topology.kubernetes.io/zone: skew would be 3, maximum 1");
  }

  void labelKeysAreFilledIn() {
    PlacementScene scene = zones();
    scene.pod("n1", "old", "'app':'a','hash':'1'").pod("n3", "new", "'app':'a','hash':'2'");
    const std::string keyed = term(kHost, kApp, "'matchLabelKeys':['hash']");
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::antiAffinity(keyed)), "'app':'a','hash':'2'")), "n1 n2 n4");
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::antiAffinity(keyed)), "'app':'a'")), "n2 n4");
    const std::string apart = term(kHost, kApp, "'mismatchLabelKeys':['hash']");
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::antiAffinity(apart)), "'app':'a','hash':'2'")), "n2 n3 n4");
    // The server has written the key into the selector already: it stands.
    const std::string merged = "{'matchExpressions':[{'key':'hash','operator':'In','values':['1']}]}";
    COMPARE_TEXT(
        scene.takers(*asked(rules(allocation::antiAffinity(term(kHost, merged, "'matchLabelKeys':['hash']"))), "'hash':'2'")),
        "n2 n3 n4");
  }

  void hiddenNamespacesAreNotGuessed() {
    PlacementScene scene;
    scene.node("n1", "za").node("n2", "zb").node("n3", "zc").space("web", "'team':'y'").hideNamespaces();
    scene.pod("n1", "x", "'app':'a'", "", "'namespace':'hidden'").pod("n2", "w", "'app':'a'", "", "'namespace':'web'");
    const std::string byLabel = term(kHost, kApp, "'namespaceSelector':{'matchLabels':{'team':'y'}}");
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::antiAffinity(byLabel)))), "n1? n3");
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::affinity(byLabel)))), "n1? n2");
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::antiAffinity(term(kHost, kApp))))), "n1 n2 n3");
  }

  void hiddenPodsAreNotGuessed() {
    PlacementScene scene = zones();
    scene.pod("n1", "p").hideSome();
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::antiAffinity(term(kHost, kApp))))), "n2? n3? n4?");
    COMPARE_TEXT(scene.takers(*asked(rules(allocation::affinity(term(kHost, kApp))))), "n1 n2? n3? n4?");
    COMPARE_TEXT(scene.takers(*asked(allocation::spread(over(kZone, 1)))), "n1? n2? n3?");
    COMPARE_TEXT(scene.takers(*asked("")), "n1 n2 n3 n4");
  }

  void spread_data() {
    QTest::addColumn<QString>("constraints");
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("takers");
    const auto row = [](const char* name, const std::string& constraints, const char* takers, const char* more = "") {
      QTest::newRow(name) << QString::fromStdString(constraints) << more << takers;
    };
    // za has two, zb one, zc none; n5 is tainted; n6 has no zone.
    row("zone", over(kZone, 1), "n4 n5");
    row("skew of two", over(kZone, 2), "n3 n4 n5");
    row("of hosts: n3 and n2 have one", over(kHost, 1), "n4 n5 n6");
    row("both", over(kZone, 2) + "," + over(kHost, 1), "n4 n5");
    row("one that is not counted itself", over(kZone, 2), "n1 n2 n3 n4 n5", "'app':'b'");
    row("too few domains: the least is none", over(kZone, 2, kApp, "'minDomains':5"), "n3 n4 n5");
    row("a selector of nobody", "{'topologyKey':'" + kZone + "','maxSkew':1,'whenUnsatisfiable':'DoNotSchedule'}",
        "n1 n2 n3 n4 n5");
    row("an empty selector counts none of the others", over(kZone, 1, "{}"), "n1 n2 n3 n4 n5");
    row("ScheduleAnyway refuses nobody",
        "{'topologyKey':'" + kZone + "','maxSkew':1,'whenUnsatisfiable':'ScheduleAnyway','labelSelector':{}}",
        "n1 n2 n3 n4 n5 n6");
    row("label keys", over(kZone, 1, kApp, "'matchLabelKeys':['hash']"), "n1 n2 n4 n5", "'app':'a','hash':'2'");
  }
  void spread() {
    QFETCH(QString, constraints);
    QFETCH(QString, more);
    QFETCH(QString, takers);
    PlacementScene scene;
    scene.node("n1", "za").node("n2", "za").node("n3", "zb").node("n4", "zc").node("n5", "zc").node("n6", "");
    scene.pod("n1", "a1").pod("n2", "a2").pod("n3", "a3", "'app':'a','hash':'2'");
    scene.pod("n1", "going", "'app':'a'", "", "'namespace':'ml','deletionTimestamp':'2026-11-24T10:00:00Z'");
    scene.pod("n4", "other", "'app':'a'", "", "'namespace':'web'");
    const auto pod = asked(allocation::spread(constraints.toStdString()), more.isEmpty() ? "'app':'a'" : more.toStdString());
    COMPARE_TEXT(scene.takers(*pod), takers.toUtf8().constData());
  }

  void spreadCountsTheNodesThatThePodMayUse() {
    PlacementScene scene;
    scene.node("n1", "za").node("n2", "zb").node("n3", "zc", "'taints':[{'key':'gpu','effect':'NoSchedule'}]", "'pool':'x'");
    scene.pod("n1", "a1").pod("n2", "a2");
    // zc is empty and counts, though the pod can not go there.
    COMPARE_TEXT(scene.takers(*asked(allocation::spread(over(kZone, 1)))), "");
    COMPARE_TEXT(scene.takers(*asked(allocation::spread(over(kZone, 1, kApp, "'nodeTaintsPolicy':'Honor'")))), "n1 n2");
    const std::string selected = "'nodeSelector':{'" + kHost + "':'n1'},";
    COMPARE_TEXT(scene.takers(*asked(selected + allocation::spread(over(kZone, 1)))), "n1");
    COMPARE_TEXT(scene.takers(*asked(selected + allocation::spread(over(kZone, 1, kApp, "'nodeAffinityPolicy':'Ignore'")))), "");
  }

  void hostPorts_data() {
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("said");
    QTest::newRow("same") << "'hostPort':8080"
                          << "host port 8080/TCP is taken by ml/p";
    QTest::newRow("another protocol") << "'hostPort':8080,'protocol':'UDP'"
                                      << "";
    QTest::newRow("another port") << "'hostPort':8081"
                                  << "";
    QTest::newRow("of an address, the other has all") << "'hostPort':8080,'hostIP':'10.0.0.1'"
                                                      << "host port 8080/TCP is taken by ml/p";
    QTest::newRow("another address") << "'hostPort':9000,'hostIP':'10.0.0.2'"
                                     << "";
    QTest::newRow("the same address") << "'hostPort':9000,'hostIP':'10.0.0.1'"
                                      << "host port 9000/TCP is taken by ml/p";
    QTest::newRow("all, the other has one") << "'hostPort':9000"
                                            << "host port 9000/TCP is taken by ml/p";
  }
  void hostPorts() {
    QFETCH(QString, port);
    QFETCH(QString, said);
    const auto ports = [](const std::string& list) { return "'containers':[{'name':'c','ports':[" + list + "]}]"; };
    PlacementScene scene = zones();
    scene.pod("n1", "p", "",
              ports("{'containerPort':1,'hostPort':8080},{'containerPort':2,'hostPort':9000,'hostIP':'10.0.0.1'}"));
    const auto pod = asked(ports("{'containerPort':80," + port.toStdString() + "}"));
    COMPARE_TEXT(scene.said(*pod, 0), said.toUtf8().constData());
    COMPARE_TEXT(scene.said(*pod, 1), "");
  }

  void volumesAreLeftOpen() {
    PlacementScene scene;
    scene.node("n1", "za");
    COMPARE_TEXT(scene.takers(*asked("'volumes':[{'name':'v','persistentVolumeClaim':{'claimName':'data'}}]")), "n1?");
  }

  void aPodThatRunsIsNotItsOwnNeighbour() {
    PlacementScene scene = zones();
    const std::string apart = rules(allocation::antiAffinity(term(kHost, kApp)));
    scene.pod("n1", "p", "'app':'a'", apart).pod("n2", "q", "'app':'a'", apart);
    Placement placement(scene.topology());
    const Pod& p = scene.running("p");
    QVERIFY(nodeFit(p, scene.at(0), placement.podsOn(scene.at(0)), {}, &placement.rulesOf(p)).empty());
  }

  void answersFollowPodsThatMove() {
    PlacementScene scene = zones();
    const std::string apart = rules(allocation::antiAffinity(term(kHost, kApp)));
    scene.pod("n1", "p", "'app':'a'", apart);
    Placement placement(scene.topology());
    const auto one = asked(apart);
    const auto plain = asked("");
    COMPARE_TEXT(scene.takers(placement, *one), "n2 n3 n4");
    COMPARE_TEXT(scene.takers(placement, *plain), "n2 n3 n4");
    placement.add(*one, scene.at(1));
    COMPARE_TEXT(scene.takers(placement, *asked(apart)), "n3 n4");
    COMPARE_TEXT(scene.takers(placement, *plain), "n3 n4");
    placement.remove(scene.running("p"));
    COMPARE_TEXT(scene.takers(placement, *asked(apart)), "n1 n3 n4");
    QCOMPARE(placement.podsOn(scene.at(0)).size(), std::size_t{0});
    QCOMPARE(placement.podsOn(scene.at(1)).size(), std::size_t{1});
    placement.add(scene.running("p"), scene.at(0));  // back where it was
    placement.remove(*one);
    COMPARE_TEXT(scene.takers(placement, *asked(apart)), "n2 n3 n4");
    // The first of a group goes anywhere, the next go with it.
    const auto friends =
        PlacementScene::make("f", "'app':'f'", rules(allocation::affinity(term(kZone, "{'matchLabels':{'app':'f'}}"))));
    COMPARE_TEXT(scene.takers(placement, *friends), "n1 n2 n3");
    placement.add(*friends, scene.at(2));
    COMPARE_TEXT(scene.takers(placement, *friends), "n3");
  }

  void aNewNodeIsADomain() {
    PlacementScene scene;
    scene.node("n1", "za").pod("n1", "p");
    const auto fresh = kit::decoded<Node>(
        "v1", kit::jsonText("{'metadata':{'name':'n2','labels':{'" + kHost + "':'n2','" + kZone + "':'zb'}}}"));
    Placement placement(scene.topology());
    placement.addNode(*fresh);
    const auto pod = asked(allocation::spread(over(kZone, 1)));
    COMPARE_TEXT(scene.takers(placement, *pod), "");
    QVERIFY(nodeFit(*pod, *fresh, {}, {}, &placement.rulesOf(*pod)).empty());
  }

  /// Fifty thousand pods with anti-affinity on two thousand nodes: an answer for every node is made of a few passes.
  void manyPods() {
    PlacementScene scene;
    const int nodes = 2000;
    for (int i = 0; i < nodes; ++i) {
      scene.node("n" + std::to_string(i), "z" + std::to_string(i % 3));
    }
    std::vector<std::unique_ptr<Pod>> pods;
    std::vector<std::vector<const Pod*>> podsOn(static_cast<std::size_t>(nodes));
    const auto like = PlacementScene::make("p", "'app':'a'", rules(allocation::antiAffinity(term(kHost, kApp))));
    for (int i = 0; i < 50'000; ++i) {
      auto pod = std::make_unique<Pod>(*like);
      pod->meta.name = Text("p" + std::to_string(i));
      pod->meta.uid = Uid(pod->meta.name.view());
      const auto at = static_cast<std::size_t>(i % (nodes - 1));  // the last stays free
      pod->nodeName = scene.at(at).meta.name;
      podsOn[at].push_back(pod.get());
      pods.push_back(std::move(pod));
    }
    PodTopology::World world;
    for (std::size_t i = 0; i < podsOn.size(); ++i) {
      world.places.push_back({&scene.at(i), podsOn[i]});
    }
    QElapsedTimer timer;
    timer.start();
    const PodTopology topology(std::move(world));
    QCOMPARE(topology.antiAffine().size(), std::size_t{1});
    Placement placement(topology);
    std::size_t takers = 0;
    for (const PodTopology::Place& place : topology.places()) {
      std::vector<NodeRefusal> refusals;
      placement.rulesOf(*like).judge(*place.node, refusals, nullptr);
      takers += refusals.empty() ? 1U : 0U;
    }
    QCOMPARE(takers, std::size_t{1});
    qInfo("50,000 pods, 2,000 nodes: %lld ms", static_cast<long long>(timer.elapsed()));
  }
};

}  // namespace claimscope::allocation

using claimscope::allocation::PlacementTest;
QTEST_GUILESS_MAIN(PlacementTest)
#include "placement_test.moc"
