// The search: selectors, constraints, alternatives, limits, laziness and backtracking (dra.md 9.2: 2, 7, 9).
#include <QtTest>

#include "tests/model/allocation/scene.h"

using namespace claimscope;
using kit::device;
using kit::Scene;

namespace {

std::string numbered(int count, const std::string& more = "") {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += (i == 0 ? "" : ",") + device("d" + std::to_string(i), more);
  }
  return out;
}

std::string with(const std::string& name, const std::string& value) {
  return "'attributes':{'" + name + "':" + value + "}";
}

}  // namespace

class SearchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void classAndRequestSelectorsAreBothNeeded() {
    Scene scene;
    scene.deviceClass("big", "device.attributes[\"a\"].n > 1")
        .devices(device("d0", with("n", "{'int':1}")) + "," + device("d1", with("n", "{'int':2}")) + "," +
                 device("d2", with("n", "{'int':3}")))
        .wants("'deviceClassName':'big'," + Scene::selectors("device.attributes[\"a\"].n != 2"));
    COMPARE_TEXT(scene.answer(), "r=p/d2");
  }

  void errorsAreLazy() {
    const std::string needsN = Scene::selectors("device.attributes[\"a\"].n == 1");
    Scene first;
    first.devices(device("d0", with("n", "{'int':1}")) + "," + device("d1")).wants(needsN);
    COMPARE_TEXT(first.answer(), "r=p/d0");
    Scene inUse;  // devices in use are skipped before CEL
    inUse.devices(device("d0") + "," + device("d1", with("n", "{'int':1}"))).holds("d0").wants(needsN);
    COMPARE_TEXT(inUse.answer(), "r=p/d1");
    Scene reached;
    reached.devices(device("d0", with("m", "{'int':1}")) + "," + device("d1", with("n", "{'int':1}"))).wants(needsN);
    const std::string answer = reached.answer();
    QVERIFY2(answer.starts_with("error: claim ns/c0: selector #0 on device a/p/d0: CEL runtime error: no such key: n"),
             answer.c_str());
    QVERIFY2(answer.ends_with("guarding the check with has() for optional fields"), answer.c_str());
  }

  void selectorsThatDoNotCompile() {
    Scene ofClass;
    ofClass.deviceClass("bad", "device.nothing").devices(numbered(1)).wants("'deviceClassName':'bad'");
    QVERIFY2(ofClass.answer().starts_with("error: class bad: selector #0: CEL compile error: "), ofClass.answer().c_str());
    Scene unreached;  // compiled when first needed
    unreached.devices(numbered(1)).holds("d0").wants(Scene::selectors("device.nothing"));
    COMPARE_TEXT(unreached.answer(), "no");
    Scene unknownKind;
    unknownKind.devices(numbered(1)).wants("'selectors':[{'wasm':{}}]");
    COMPARE_TEXT(unknownKind.answer(),
                 "error: claim ns/c0, request r, selector #0: CEL expression empty (unsupported selector type?)");
  }

  void fatalRequests_data() {
    QTest::addColumn<QString>("request");
    QTest::addColumn<QString>("error");
    QTest::newRow("no class") << "'deviceClassName':''"
                              << "claim ns/c0, request r: missing device class name (unsupported request type?)";
    QTest::newRow("missing class")
        << "'deviceClassName':'x'"
        << "claim ns/c0, request r: could not retrieve device class x: deviceclass.resource.k8s.io \"x\" not found";
    QTest::newRow("mode") << "'allocationMode':'Some'"
                          << "claim ns/c0, request r: unsupported count mode Some";
    QTest::newRow("too many")
        << "'count':33"
        << "claim ns/c0, request r: adding 33 devices exceeds the claim limit of 32, with 0 already accounted for";
    QTest::newRow("derived") << "'derivedAttributes':[{'name':'x/y','expression':'1'}]"
                             << "claim ns/c0, request r: cannot handle request with derived attributes, the feature is disabled";
  }
  void fatalRequests() {
    QFETCH(QString, request);
    QFETCH(QString, error);
    Scene scene;
    scene.devices(numbered(1)).wants(request.toStdString());
    QCOMPARE(QString::fromStdString(scene.answer()), "error: " + error);
  }

  void featuresThatAreOff() {
    Scene alternatives;
    alternatives.features.prioritizedList = false;
    alternatives.devices(numbered(1)).claim("'requests':[{'name':'r','firstAvailable':[" + Scene::alternative("s") + "]}]");
    COMPARE_TEXT(alternatives.answer(),
                 "error: claim ns/c0, request r: has subrequests, but the DRAPrioritizedList feature is disabled");
    Scene admin;
    admin.features.adminAccess = false;
    admin.devices(numbered(1)).wants("'adminAccess':false");
    COMPARE_TEXT(admin.answer(), "error: claim ns/c0, request r: admin access is requested, but the feature is disabled");
    Scene capacity;
    capacity.features.consumableCapacity = false;
    capacity.devices(numbered(1)).wants("'capacity':{}");
    COMPARE_TEXT(capacity.answer(),
                 "error: claim ns/c0, request r: has capacity requests, but the DRAConsumableCapacity feature is disabled");
    Scene binding;
    binding.features.deviceBindingAndStatus = false;
    binding.devices(device("d0", "'bindingConditions':['Ready']") + "," + device("d1")).wants();
    COMPARE_TEXT(binding.answer(), "r=p/d1");
    Scene taints;
    taints.features.deviceTaints = false;
    taints.devices(device("d0", "'taints':[{'key':'k','effect':'NoSchedule'}]")).wants();
    COMPARE_TEXT(taints.answer(), "r=p/d0");
  }

  void allTakesEveryMatchOrNothing() {
    Scene scene;
    scene.devices(numbered(3)).wants("'allocationMode':'All'");
    COMPARE_TEXT(scene.answer(), "r=p/d0 r=p/d1 r=p/d2");
    Scene oneHeld;
    oneHeld.devices(numbered(3)).holds("d1").wants("'allocationMode':'All'");
    COMPARE_TEXT(oneHeld.answer(), "no");
    Scene none;
    none.devices(numbered(3)).wants("'allocationMode':'All'," + Scene::selectors("false"));
    COMPARE_TEXT(none.answer(), "no");
    Scene many;
    many.devices(numbered(33)).wants("'allocationMode':'All'");
    COMPARE_TEXT(many.answer(),
                 "error: claim ns/c0, request r: adding 33 devices exceeds the claim limit of 32, with 0 already accounted for");
  }

  void allWithAViolatedConstraintIsFatal() {
    const std::string devices = device("d0", with("n", "{'int':1}")) + "," + device("d1", with("n", "{'int':2}"));
    Scene scene;
    scene.devices(devices).claim("'requests':[{'name':'r','firstAvailable':[" +
                                 Scene::alternative("s", "'allocationMode':'All'") + "," + Scene::alternative("t") +
                                 "]}],'constraints':[{'matchAttribute':'a/n'}]");
    COMPARE_TEXT(scene.answer(),
                 "error: claim ns/c0, request s: cannot add device a/p/d1 because a claim constraint would not be satisfied");
  }

  void matchAttributeBacktracks() {
    const std::string devices = device("d0", with("n", "{'int':1}")) + "," + device("d1", with("a/n", "{'int':2}")) + "," +
                                device("d2") + "," + device("d3", with("n", "{'int':2}"));
    Scene scene;
    scene.devices(devices).claim("'requests':[" + Scene::request("r", "'count':2") +
                                 "],'constraints':[{'requests':['r'],'matchAttribute':'a/n'}]");
    COMPARE_TEXT(scene.answer(), "r=p/d1 r=p/d3");
    Scene types;  // same number, other type
    types.devices(device("d0", with("n", "{'int':2}")) + "," + device("d1", with("n", "{'string':'2'}")))
        .claim("'requests':[" + Scene::request("r", "'count':2") + "],'constraints':[{'matchAttribute':'a/n'}]");
    COMPARE_TEXT(types.answer(), "no");
  }

  void distinctAttribute() {
    const std::string devices = device("d0", with("n", "{'int':1}")) + "," + device("d1", with("n", "{'int':1}")) + "," +
                                device("d2", with("n", "{'string':'1'}"));
    Scene scene;  // different types are distinct
    scene.devices(devices).claim("'requests':[" + Scene::request("r", "'count':2") +
                                 "],'constraints':[{'distinctAttribute':'a/n'}]");
    COMPARE_TEXT(scene.answer(), "r=p/d0 r=p/d2");
    Scene missing;
    missing.devices(numbered(1)).claim("'requests':[" + Scene::request("r") + "],'constraints':[{'distinctAttribute':'a/n'}]");
    COMPARE_TEXT(missing.answer(), "no");
    Scene unknown;
    unknown.devices(numbered(1)).claim("'requests':[" + Scene::request("r") + "],'constraints':[{'requests':['r']}]");
    COMPARE_TEXT(unknown.answer(), "error: claim ns/c0, constraint #0: empty constraint (unsupported constraint type?)");
  }

  void listAttributes() {
    const std::string devices = device("d0", with("n", "{'ints':[1,2]}")) + "," + device("d1", with("n", "{'ints':[3]}")) + "," +
                                device("d2", with("n", "{'int':2}"));
    const std::string two = "'requests':[" + Scene::request("r", "'count':2") + "],";
    Scene match;
    match.features.listTypeAttributes = true;
    match.devices(devices).claim(two + "'constraints':[{'matchAttribute':'a/n'}]");
    COMPARE_TEXT(match.answer(), "r=p/d0 r=p/d2");
    Scene distinct;
    distinct.features.listTypeAttributes = true;
    distinct.devices(devices).claim(two + "'constraints':[{'distinctAttribute':'a/n'}]");
    COMPARE_TEXT(distinct.answer(), "r=p/d0 r=p/d1");
    Scene off;  // a list goes with nothing
    off.devices(devices).claim(two + "'constraints':[{'matchAttribute':'a/n'}]");
    COMPARE_TEXT(off.answer(), "no");
  }

  void alternativesInOrder() {
    Scene scene;
    scene.devices(numbered(2))
        .claim("'requests':[{'name':'r','firstAvailable':[" + Scene::alternative("s", "'count':3") + "," +
               Scene::alternative("t", "'count':2") + "," + Scene::alternative("u") + "]}]");
    COMPARE_TEXT(scene.answer(), "r/t=p/d0 r/t=p/d1");
    Scene later;  // an earlier request gives way
    later.devices(numbered(2))
        .claim("'requests':[{'name':'r','firstAvailable':[" + Scene::alternative("s", "'count':2") + "," +
               Scene::alternative("t") + "]}," + Scene::request("q") + "]");
    COMPARE_TEXT(later.answer(), "r/t=p/d0 q=p/d1");
  }

  void limitCountsTheAlternativeTaken() {
    Scene scene;
    scene.devices(numbered(40))
        .claim("'requests':[" + Scene::request("q", "'count':30") + ",{'name':'r','firstAvailable':[" +
               Scene::alternative("s", "'count':3") + "," + Scene::alternative("t", "'count':2") + "]}]");
    const std::string answer = scene.answer();
    QVERIFY2(answer.find("r/t=p/d30 r/t=p/d31") != std::string::npos && answer.find("r/s") == std::string::npos, answer.c_str());
  }

  void severalClaimsOfAPod() {
    Scene scene;
    scene.devices(numbered(3)).wants("'count':2").wants();
    COMPARE_TEXT(scene.answer(), "r=p/d0 r=p/d1 | r=p/d2");
    Scene backtracks;  // the second claim takes what only it can use
    backtracks.devices(device("d0", with("n", "{'int':1}")) + "," + device("d1"))
        .wants()
        .wants(Scene::selectors("has(device.attributes[\"a\"].n)"));
    COMPARE_TEXT(backtracks.answer(), "r=p/d1 | r=p/d0");
  }

  void taintsAndTolerations() {
    const std::string tainted = device("d0", "'taints':[{'key':'k','value':'v','effect':'NoSchedule'}]");
    Scene plain;
    plain.devices(tainted).wants();
    COMPARE_TEXT(plain.answer(), "no");
    allocation::WhatIf whatIf;
    whatIf.ignoreTaints = true;
    COMPARE_TEXT(plain.answer("n1", whatIf), "r=p/d0");
    for (const char* toleration :
         {"'key':'k','value':'v'", "'operator':'Exists'", "'key':'k','operator':'Exists','effect':'NoSchedule'"}) {
      Scene tolerant;
      tolerant.devices(tainted).wants("'tolerations':[{" + std::string(toleration) + "}]");
      COMPARE_TEXT(tolerant.answer(), "r=p/d0");
    }
    Scene otherEffects;
    otherEffects.devices(device("d0", "'taints':[{'key':'k','effect':'None'},{'key':'k','effect':'Later'}]")).wants();
    COMPARE_TEXT(otherEffects.answer(), "r=p/d0");
  }

  void taintRules_data() {
    QTest::addColumn<QString>("selector");
    QTest::addColumn<QString>("answer");
    QTest::newRow("device") << "'deviceSelector':{'driver':'a','pool':'p','device':'d0'},"
                            << "r=p/d1";
    QTest::newRow("every device") << "'deviceSelector':{},"
                                  << "no";
    QTest::newRow("no selector") << ""
                                 << "r=p/d0";
    QTest::newRow("other driver") << "'deviceSelector':{'driver':'b'},"
                                  << "r=p/d0";
  }
  void taintRules() {
    QFETCH(QString, selector);
    QFETCH(QString, answer);
    Scene scene;
    scene.devices(numbered(2)).rule(selector.toStdString() + "'taint':{'key':'k','effect':'NoExecute'}").wants();
    QCOMPARE(QString::fromStdString(scene.answer()), answer);
    allocation::WhatIf whatIf;
    whatIf.withoutRules.insert(&scene.taintRule());
    COMPARE_TEXT(scene.answer("n1", whatIf), "r=p/d0");
  }

  void releasedClaimsHoldNothing() {
    Scene scene;
    scene.devices(numbered(1)).holds("d0").wants();
    COMPARE_TEXT(scene.answer(), "no");
    allocation::WhatIf whatIf;
    whatIf.released.insert(&scene.holder());
    COMPARE_TEXT(scene.answer("n1", whatIf), "r=p/d0");
  }

  void hopelessSearchesEnd() {
    Scene scene;  // 2^30 combinations and no answer
    scene.devices(numbered(30, with("n", "{'int':1}")))
        .claim("'requests':[" + Scene::request("r", "'count':15") + "," + Scene::request("q", Scene::selectors("false")) + "]");
    allocation::WhatIf whatIf;
    whatIf.maxSteps = 10'000;
    COMPARE_TEXT(scene.answer("n1", whatIf), "error: filter operation aborted: context deadline exceeded");
  }

  void nodeOperationsToSkip() {
    const std::string spec = "'nodeName':'n1','skipNodeOperations':['*'],'devices':[" + device("d0") + "]";
    Scene today;
    today.slice("s", spec).wants();
    COMPARE_TEXT(today.answer(), "r=p/d0");
    Scene experimental;
    experimental.features.listTypeAttributes = true;
    experimental.slice("s", spec).wants();
    COMPARE_TEXT(experimental.answer(), "no");
  }

  void emptyClaims() {
    Scene scene;
    scene.devices(numbered(1)).claim("'requests':[]");
    COMPARE_TEXT(scene.answer(), "");
    Scene strange;
    strange.devices(numbered(1)).claim("'requests':[{'name':'r'}]");
    COMPARE_TEXT(strange.answer(), "error: claim ns/c0, request r: unknown request type");
  }
};

QTEST_GUILESS_MAIN(SearchTest)
#include "search_test.moc"
