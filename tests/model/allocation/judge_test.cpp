// What one device thinks of one request: each Refusal, first reason first, and the facts beside it.
#include <QtTest>

#include "tests/model/allocation/scene.h"

using namespace claimscope;
using allocation::Refusal;
using kit::device;
using kit::Scene;

namespace {

using Verdict = allocation::Allocator::Verdict;

Verdict judge(Scene& scene, const allocation::WhatIf& whatIf = {}) {
  const Node& node = scene.node();
  const auto& pools = scene.allocator().poolsAt(node);
  return scene.allocator().judge(node, pools.at(0), pools.at(0).devices[0], *scene.wanted().spec.requests.at(0).exactly, whatIf);
}

const char* const kTwo = "'pool':{'name':'p','generation':1,'resourceSliceCount':2},";

}  // namespace

class JudgeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aDeviceThatServes() {
    Scene scene;
    scene.devices(device("d0")).wants();
    const Verdict verdict = judge(scene);
    QVERIFY(verdict.refusal == Refusal::none && verdict.passClass && verdict.passSelectors && !verdict.inUse && !verdict.tainted);
  }

  void inUseKeepsTheOtherFacts() {
    Scene scene;
    scene.devices(device("d0", "'taints':[{'key':'k','value':'v','effect':'NoSchedule'}]"))
        .holds("d0")
        .wants(Scene::selectors("false"));
    const Verdict verdict = judge(scene);
    QVERIFY(verdict.refusal == Refusal::inUse && verdict.inUse && verdict.tainted && verdict.passClass && !verdict.passSelectors);
    allocation::WhatIf whatIf;
    whatIf.released.insert(&scene.holder());
    QVERIFY(judge(scene, whatIf).refusal == Refusal::selectorFalse);
  }

  void selectors() {
    Scene classFalse;
    classFalse.deviceClass("k", "false").devices(device("d0")).wants("'deviceClassName':'k'");
    QVERIFY(judge(classFalse).refusal == Refusal::classSelectorFalse);
    Scene classMissing;
    classMissing.devices(device("d0")).wants("'deviceClassName':'k'");
    QVERIFY(judge(classMissing).refusal == Refusal::classSelectorError && !judge(classMissing).passClass);
    Scene runtime;
    runtime.devices(device("d0", "'attributes':{'m':{'int':1}}")).wants(Scene::selectors("device.attributes[\"a\"].n == 1"));
    QVERIFY(judge(runtime).refusal == Refusal::selectorError);
    QVERIFY(judge(runtime).detail.starts_with("no such key: n"));
    Scene compile;
    compile.deviceClass("k", "device.nothing").devices(device("d0")).wants("'deviceClassName':'k'");
    QVERIFY(judge(compile).refusal == Refusal::classSelectorError && !judge(compile).detail.empty());
  }

  void placementAndFeatures() {
    Scene elsewhere;
    elsewhere
        .slice("s", "'perDeviceNodeSelection':true,'devices':[" + device("d0", "'nodeName':'n2'") + "," +
                        device("d1", "'nodeName':'n1'") + "]")
        .wants();
    QVERIFY(judge(elsewhere).refusal == Refusal::notOnNode);
    Scene binding;
    binding.features.deviceBindingAndStatus = false;
    binding.devices(device("d0", "'bindingConditions':['Ready']")).wants();
    QVERIFY(judge(binding).refusal == Refusal::notSelectable);
    Scene counters;
    counters.features.partitionableDevices = false;
    counters.devices(device("d0", "'consumesCounters':[{'counterSet':'s','counters':{'c':{'value':'1'}}}]")).wants();
    QVERIFY(judge(counters).refusal == Refusal::notSelectable);
  }

  void capacity() {
    const std::string capacity =
        "'allowMultipleAllocations':true,'capacity':{'memory':{'value':'10Gi','requestPolicy':{'default':'1Gi','validRange':{"
        "'min':'1Gi','max':'8Gi'}}}}";
    const auto refusal = [&](const std::string& asked, bool shared = false) {
      Scene scene;
      scene.devices(device("d0", capacity)).wants("'capacity':{'requests':{" + asked + "}}");
      if (shared) {
        scene.held("'driver':'a','pool':'p','device':'d0','shareID':'x','consumedCapacity':{'memory':'9Gi'}");
      }
      return judge(scene);
    };
    QVERIFY(refusal("'memory':'4Gi'").refusal == Refusal::none);
    QVERIFY(refusal("'memori':'4Gi'").refusal == Refusal::capacityNameUnknown);
    COMPARE_TEXT(refusal("'memori':'4Gi'").detail, "memori");
    QVERIFY(refusal("'memory':'9Gi'").refusal == Refusal::capacityNotAllowed);
    QVERIFY(refusal("'memory':'4Gi'", true).refusal == Refusal::capacityExhausted);
  }

  void counters() {
    const std::string draws = "'consumesCounters':[{'counterSet':'s','counters':{'c':{'value':'2'}}}]";
    Scene scene;
    scene.slice("c", kTwo + std::string("'nodeName':'n1','sharedCounters':[{'name':'s','counters':{'c':{'value':'3'}}}]"))
        .slice("d", kTwo + ("'nodeName':'n1','devices':[" + device("d0", draws) + "," + device("d1", draws) + "]"))
        .holds("d1")
        .wants();
    QVERIFY(judge(scene).refusal == Refusal::countersExhausted);
    COMPARE_TEXT(judge(scene).detail, "s/c");
  }

  void taints() {
    Scene scene;
    scene.devices(device("d0")).rule("'deviceSelector':{},'taint':{'key':'k','value':'v','effect':'NoExecute'}").wants();
    QVERIFY(judge(scene).refusal == Refusal::tainted && judge(scene).tainted);
    COMPARE_TEXT(judge(scene).detail, "k=v:NoExecute");
    allocation::WhatIf whatIf;
    whatIf.withoutRules.insert(&scene.taintRule());
    QVERIFY(judge(scene, whatIf).refusal == Refusal::none);
  }

  void pools() {
    Scene incomplete;
    incomplete.slice("s", kTwo + ("'nodeName':'n1','devices':[" + device("d0") + "]")).wants();
    QVERIFY(judge(incomplete).refusal == Refusal::poolIncomplete);
    COMPARE_TEXT(judge(incomplete).detail, "1 of 2 slices");
    Scene invalid;
    invalid.devices(device("d0") + "," + device("d0")).wants();
    QVERIFY(judge(invalid).refusal == Refusal::poolInvalid && judge(invalid).passClass);
    Scene replaced;
    replaced.slice("s", kTwo + ("'nodeName':'n1','devices':[" + device("d0") + "]"))
        .slice("t", "'pool':{'name':'p','generation':2,'resourceSliceCount':1},'nodeName':'n2'")
        .wants();
    QVERIFY(judge(replaced).refusal == Refusal::poolReplaced);
  }
};

QTEST_GUILESS_MAIN(JudgeTest)
#include "judge_test.moc"
