// Truth table, name hints, and the edits of selectors.
#include "model/explanation/selector_edit.h"
#include "tests/model/explanation/case.h"

using namespace claimscope;
using namespace claimscope::explanation;

namespace {

std::string slice(const std::string& name, const std::string& node, const std::string& driver, const std::string& devices) {
  return "{" + Scene::meta(name) + ",'spec':{'driver':'" + driver + "','nodeName':'" + node + "','pool':{'name':'" + node +
         "','generation':1,'resourceSliceCount':1},'devices':[" + devices + "]}}";
}

std::string gpu(const std::string& name, const std::string& model, const std::string& memory, const std::string& more = {}) {
  return "{'name':'" + name + "','attributes':{'model':{'string':'" + model + "'}" + more + "},'capacity':{'memory':{'value':'" +
         memory + "'}}}";
}

RequestExplanation requestOf(const std::string& selectors) {
  Scene scene(37);
  scene.deviceClass().node("n1").node("n2");
  scene.add(Kind::ResourceSlice, slice("s1", "n1", "gpu.example.com",
                                       gpu("a", "A10", "24Gi") + "," + gpu("b", "A10", "24Gi") + "," + gpu("c", "H100", "80Gi") +
                                           "," + gpu("d", "H200", "141Gi", ",'nvlink':{'bool':true}")));
  scene.add(Kind::ResourceSlice, slice("s2", "n2", "cpu.example.com", "{'name':'cpu','attributes':{'cores':{'int':8}}}"));
  scene.claim("c", "", Scene::request("gpu", 1, ",'selectors':[" + selectors + "]")).pod("p", "c", "", refused());
  const Explanation e = explained(scene, "claim/ml/c");
  return e.requests.at(0);
}

std::string written(const std::string& expression) {
  return "{'cel':{'expression':'" + expression + "'}}";
}

constexpr const char* kModel = "device.attributes[\\\"gpu.example.com\\\"].model != \\\"A10\\\"";
constexpr const char* kMemory = "device.capacity[\\\"gpu.example.com\\\"].memory.compareTo(quantity(\\\"100Gi\\\")) >= 0";

}  // namespace

class SelectorsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void groupsOfEqualAnswers() {
    const RequestExplanation r = requestOf(written(std::string(kModel) + " && " + kMemory));
    QCOMPARE(r.terms.size(), std::size_t{3});
    QCOMPARE(r.groups.size(), std::size_t{3});
    // What fails first stands first.
    QCOMPARE(r.groups[0].label, std::string("A10"));
    QCOMPARE(r.groups[0].count.value, std::int64_t{2});
    QCOMPARE(r.groups[1].label, std::string("H100"));
    QCOMPARE(r.groups[2].label, std::string("H200"));
    QCOMPARE(r.groups[2].passing.value, std::int64_t{1});
    // A10: the first term of the request refuses it, the second is false too and no longer needed.
    QVERIFY(r.terms[1].cells[0].firstFalse && r.terms[1].cells[0].needed);
    QVERIFY(r.terms[2].cells[0].truth == Truth::no && !r.terms[2].cells[0].firstFalse && !r.terms[2].cells[0].needed);
    QVERIFY(r.terms[2].cells[1].firstFalse);
    QCOMPARE(r.terms[0].from, std::string("class"));
    QCOMPARE(r.terms[1].from, std::string("1"));
    QCOMPARE(r.terms[2].from, std::string("2"));
    // The class was asked of all five devices, the request of the four it takes.
    QCOMPARE(r.terms[0].yes.value, std::int64_t{4});
    QCOMPARE(r.terms[0].no.value, std::int64_t{1});
    QCOMPARE(r.terms[2].yes.value + r.terms[2].no.value, std::int64_t{4});
  }

  void errorsAreNotFalse() {
    const RequestExplanation r = requestOf(written("device.attributes[\\\"gpu.example.com\\\"].nvlink"));
    QCOMPARE(r.terms[1].error.value, std::int64_t{3});
    QCOMPARE(r.terms[1].yes.value, std::int64_t{1});
    QCOMPARE(r.terms[1].no.value, std::int64_t{0});
    QVERIFY(r.terms[1].cells[0].truth == Truth::error);
    QVERIFY2(r.terms[1].cells[0].error.find("nvlink") != std::string::npos, r.terms[1].cells[0].error.c_str());
  }

  void hints_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("hint");
    QTest::newRow("id") << "device.attributes[\\\"gpu.example.com\\\"].modle == \\\"H100\\\""
                        << "did you mean 'model'";
    QTest::newRow("domain") << "device.attributes[\\\"gpu.exmaple.com\\\"].model == \\\"H100\\\""
                            << "did you mean gpu.example.com/model";
    QTest::newRow("subject") << "device.attributes[\\\"gpu.example.com\\\"].memory == 1"
                             << "is published as capacity";
    QTest::newRow("nothing near") << "device.attributes[\\\"gpu.example.com\\\"].uncorrectable == 1"
                                  << "no device publishes";
    QTest::newRow("fine") << "device.attributes[\\\"gpu.example.com\\\"].model == \\\"X\\\""
                          << "";
  }
  void hints() {
    QFETCH(QString, expression);
    QFETCH(QString, hint);
    const RequestExplanation r = requestOf(written(expression.toStdString()));
    const QString said = QString::fromStdString(r.terms.at(1).hint);
    QVERIFY2(hint.isEmpty() ? said.isEmpty() : said.contains(hint), qPrintable(said));
  }

  void funnelAddsUp() {
    const RequestExplanation r = requestOf(written(kModel));
    std::map<std::string, std::int64_t> steps;
    for (const FunnelStep& step : r.funnel) {
      steps[step.id] = step.count.value;
    }
    QCOMPARE(steps["seen"], std::int64_t{5});
    QCOMPARE(steps["passClass"], std::int64_t{4});
    QCOMPARE(steps["passSelectors"], std::int64_t{2});
    QCOMPARE(steps["free"], std::int64_t{2});
  }

  void literalsAreThoseThatAreCompared() {
    const auto selector =
        cel::Selector::compile("device.attributes[\"a.b\"].model == \"H100\" && device.attributes[\"a.b\"].index >= -2");
    QVERIFY(selector.has_value());
    const std::vector<Literal> first = literalsOf(**selector, 0);
    QCOMPARE(first.size(), std::size_t{1});
    QCOMPARE(first[0].value, std::string("H100"));
    QCOMPARE(withBytes((*selector)->expression(), first[0].range, celString("A\"x")),
             std::string("device.attributes[\"a.b\"].model == \"A\\\"x\" && device.attributes[\"a.b\"].index >= -2"));
    const std::vector<Literal> second = literalsOf(**selector, 1);
    QCOMPARE(second.size(), std::size_t{1});
    QCOMPARE(second[0].value, std::string("-2"));
  }

  void termsAreLeftOutAndGuarded() {
    const auto selector =
        cel::Selector::compile("(device.driver == \"x\" || device.driver == \"y\") && device.attributes[\"a.b\"].fast");
    QVERIFY(selector.has_value());
    QVERIFY2(cel::Selector::compile(withoutTerm(**selector, 1)).has_value(), withoutTerm(**selector, 1).c_str());
    QCOMPARE(withoutTerm(**selector, 0), std::string("device.attributes[\"a.b\"].fast"));
    const std::string guarded = guardedTerm(**selector, 1, (*selector)->references());
    QVERIFY2(guarded.find("has(device.attributes[\"a.b\"].fast) && ") != std::string::npos, guarded.c_str());
    QVERIFY2(cel::Selector::compile(guarded).has_value(), guarded.c_str());
    QCOMPARE(withoutTerm(**cel::Selector::compile("device.driver == \"x\""), 0), std::string());
  }
};

QTEST_APPLESS_MAIN(SelectorsTest)
#include "selectors_test.moc"
