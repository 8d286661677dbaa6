// Answers that are remembered: by what a selector reads, by node, and from several threads at once.
#include <QtTest>
#include <thread>

#include "tests/model/allocation/scene.h"

using namespace claimscope;
using kit::device;
using kit::Scene;

namespace {

std::string gpu(const std::string& name, const std::string& attributes) {
  return device(name,
                "'attributes':{" + attributes + "},'capacity':{'memory':{'value':'" + (name == "d2" ? "40Gi" : "80Gi") + "'}}");
}

}  // namespace

class MemoTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void devicesThatReadDifferentlyAreToldApart_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("answer");
    QTest::newRow("attribute") << "device.attributes[\"a\"].m == \"x\""
                               << "r=p/d0 r=p/d2";
    QTest::newRow("qualified as published") << "device.attributes[\"a\"].q == 1"
                                            << "r=p/d0 r=p/d1";
    QTest::newRow("capacity") << "device.capacity[\"a\"].memory.compareTo(quantity(\"80Gi\")) == 0"
                              << "r=p/d0 r=p/d1";
    QTest::newRow("presence") << "has(device.attributes[\"a\"].only)"
                              << "r=p/d1";
    QTest::newRow("iteration") << "device.attributes[\"a\"].exists(k, k == \"only\")"
                               << "r=p/d1";
    QTest::newRow("sharing") << "!device.allowMultipleAllocations"
                             << "r=p/d0 r=p/d1 r=p/d2";
    QTest::newRow("driver") << "device.driver == \"a\""
                            << "r=p/d0 r=p/d1 r=p/d2";
  }
  void devicesThatReadDifferentlyAreToldApart() {
    QFETCH(QString, expression);
    QFETCH(QString, answer);
    Scene scene;
    scene
        .devices(gpu("d0", "'m':{'string':'x'},'a/q':{'int':1}") + "," +
                 gpu("d1", "'m':{'string':'y'},'q':{'int':1},'only':{'bool':true}") + "," +
                 gpu("d2", "'m':{'string':'x'},'q':{'int':2}"))
        .wants("'allocationMode':'All'," + Scene::selectors(expression.toStdString()));
    for (int again = 0; again < 2; ++again) {
      QCOMPARE(QString::fromStdString(scene.answer()), answer);
    }
  }

  void aBadVersionFailsOnlyItsDevice() {
    Scene scene;
    scene.devices(gpu("d0", "'v':{'version':'1.0.0'}") + "," + gpu("d1", "'v':{'version':'1.0'}"))
        .wants(Scene::selectors("device.driver == \"a\""));
    COMPARE_TEXT(scene.answer(), "r=p/d0");
    Scene both;
    both.devices(gpu("d0", "'v':{'version':'1.0.0'}") + "," + gpu("d1", "'v':{'version':'1.0'}"))
        .wants("'count':2," + Scene::selectors("device.driver == \"a\""));
    QVERIFY2(both.answer().starts_with("error: claim ns/c0: selector #0 on device a/p/d1: CEL runtime error: "),
             both.answer().c_str());
  }

  void viewsDependOnLabels() {
    Scene scene;
    scene
        .slice("s",
               "'nodeSelector':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'zone','operator':'In','values':['z1']}]}]},'"
               "devices':[" +
                   device("d0") + "]")
        .wants();
    COMPARE_TEXT(scene.answer(), "r=p/d0");
    const auto other = kit::decoded<Node>("v1", kit::jsonText("{'metadata':{'name':'n1','labels':{'zone':'z2'}}}"));
    const ResourceClaim* claims[] = {&scene.wanted()};
    COMPARE_TEXT(Scene::text(scene.allocator().allocate(*other, claims)), "no");
    QVERIFY(&scene.allocator().poolsAt(scene.node()) == &scene.allocator().poolsAt(scene.node()));  // kept
  }

  void manyThreadsGetOneAnswer() {
    Scene scene;
    for (int i = 0; i < 40; ++i) {
      const std::string name = std::to_string(i);
      scene.slice("s" + name, "'pool':{'name':'p" + name + "','generation':1,'resourceSliceCount':1},'nodeName':'n" + name +
                                  "','devices':[" + gpu("d0", "'m':{'int':" + std::to_string(i % 5) + "}") + "]");
    }
    scene.wants(Scene::selectors("device.attributes[\"a\"].m == 3"));
    std::vector<Box<Node>> nodes;
    for (int i = 0; i < 40; ++i) {
      nodes.push_back(kit::decoded<Node>("v1", kit::jsonText("{'metadata':{'name':'n" + std::to_string(i) + "'}}")));
    }
    const allocation::Allocator& allocator = scene.allocator();
    const ResourceClaim* claims[] = {&scene.wanted()};
    std::array<int, 4> fits{};
    {
      std::vector<std::jthread> threads;
      for (int& count : fits) {
        threads.emplace_back([&] {
          for (const auto& node : nodes) {
            count += allocator.allocate(*node, claims).kind == allocation::Outcome::Kind::allocated ? 1 : 0;
          }
        });
      }
    }
    for (const int count : fits) {
      QCOMPARE(count, 8);
    }
  }

  void versionsOfServers() {
    using allocation::Features;
    using allocation::Variant;
    QVERIFY(Features::ofServer(37) == Features{});
    QVERIFY(Features{}.variant() == Variant::incubating);
    QVERIFY(Features::ofServer(35).variant() == Variant::stable && !Features::ofServer(35).incompletePoolsForExactCount);
    QVERIFY(Features::ofServer(34).incompletePoolsForExactCount && !Features::ofServer(33).adminAccess);
    Features lists;
    lists.listTypeAttributes = true;
    QVERIFY(lists.variant() == Variant::experimental);
  }
};

QTEST_GUILESS_MAIN(MemoTest)
#include "memo_test.moc"
