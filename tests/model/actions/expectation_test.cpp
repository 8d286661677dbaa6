// Expectations: what a snapshot must show before a step counts as done, and what is not to be believed. One thread.
#include <QtTest>

#include "model/actions/answer_meaning.h"
#include "model/actions/expectation.h"
#include "model/actions/object_check.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::actions;
using What = Expectation::Kind;
using diagnosis::Scene;

namespace {

std::string lookAt(Scene scene, const Expectation& expectation) {
  const Outlook outlook = look(*scene.snapshot(), expectation);
  const std::string word = outlook.state == Outlook::State::met     ? "met"
                           : outlook.state == Outlook::State::never ? "never"
                                                                    : "notYet";
  return word + ": " + outlook.detail;
}

Scene onePod(const std::string& meta = {}, const std::string& status = "'phase':'Running'") {
  Scene scene;
  scene.node("n1").slice("n1", 2).deviceClass();
  scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"})).pod("p", "c", "n1", status, meta);
  return scene;
}

Scene withRule(const std::string& effect, const std::string& conditions) {
  Scene scene = onePod();
  scene.add(
      Kind::DeviceTaintRule,
      "{'metadata':{'name':'r','uid':'uid-r'},'spec':{'deviceSelector':{'driver':'gpu.example.com','pool':'n1','device':'gpu-0'},"
      "'taint':{'key':'k','effect':'" +
          effect + "'}},'status':{'conditions':[" + conditions + "]}}");
  return scene;
}

const Expectation kPodGone{What::podGone, {"pod", "ml", "p"}, "uid-p"};

Step evictStep() {
  Step step;
  step.call.verb = Verb::evict;
  step.call.target.uid = "uid-p";
  return step;
}

AnswerMeaning meaning(const Step& step, int status, const std::string& body) {
  return meaningOf(step, {status, body, Error{ErrorCode::serverError, "HTTP " + std::to_string(status), "", {}, status}});
}

}  // namespace

class ExpectationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aPodIsGone() {
    QCOMPARE(lookAt(onePod(), kPodGone), std::string("notYet: still there"));
    QCOMPARE(lookAt(onePod("'deletionTimestamp':'2026-11-24T10:00:18Z'"), kPodGone),
             std::string("notYet: Terminating, 18 s of its grace period left"));
    QCOMPARE(lookAt(onePod("'deletionTimestamp':'2026-11-24T09:59:00Z'"), kPodGone),
             std::string("notYet: Terminating, 1 m past its grace period"));
    // A StatefulSet makes another pod of the same name.
    QCOMPARE(lookAt(onePod(), {What::podGone, {"pod", "ml", "p"}, "uid-before"}),
             std::string("met: gone; another pod has its name"));
    QCOMPARE(lookAt(Scene(), kPodGone), std::string("met: gone"));
    // What is hidden or not loaded is never gone.
    QCOMPARE(lookAt(Scene().state(Kind::Pod, SourceState::forbidden), kPodGone), std::string("notYet: pods are forbidden"));
    QCOMPARE(lookAt(Scene().state(Kind::Pod, SourceState::stale), kPodGone), std::string("notYet: pods are stale"));
  }

  void aPodRuns() {
    QCOMPARE(lookAt(onePod(), {What::podRunning, {"pod", "ml", "p"}}), std::string("met: Running"));
    QCOMPARE(lookAt(onePod("", "'phase':'Failed'"), {What::podRunning, {"pod", "ml", "p"}}).substr(0, 6), std::string("never:"));
    QCOMPARE(lookAt(onePod(), {What::podReady, {"pod", "ml", "p"}}), std::string("notYet: Running"));
    QCOMPARE(lookAt(onePod("", "'phase':'Running','conditions':[{'type':'Ready','status':'True'}]"),
                    {What::podReady, {"pod", "ml", "p"}}),
             std::string("met: Running"));
  }

  void aNodeIsCordoned() {
    const Expectation wanted{What::nodeUnschedulable, {"node", "", "n1"}};
    QCOMPARE(lookAt(Scene().node("n1", "'unschedulable':true"), wanted), std::string("met: cordoned"));
    QCOMPARE(lookAt(Scene().node("n1"), wanted), std::string("notYet: schedulable"));
    QCOMPARE(lookAt(Scene(), wanted), std::string("notYet: the node is gone"));
    QCOMPARE(lookAt(Scene().node("n1"), {What::nodeSchedulable, {"node", "", "n1"}}), std::string("met: schedulable"));
  }

  void aClaimIsReleased() {
    QCOMPARE(lookAt(onePod(), {What::claimReleased, {"claim", "ml", "c"}, "uid-c"}), std::string("notYet: allocated,reserved"));
    QCOMPARE(lookAt(onePod(), {What::claimAllocated, {"claim", "ml", "c"}}), std::string("met: allocated,reserved"));
    QCOMPARE(lookAt(onePod(), {What::claimGone, {"claim", "ml", "c"}, "uid-before"}), std::string("met: the claim is gone"));
    QCOMPARE(lookAt(onePod(), {What::claimReservedForOther, {"claim", "ml", "c"}, "", "uid-placeholder"}),
             std::string("met: reserved for p"));
    QCOMPARE(lookAt(onePod(), {What::claimReservedForOther, {"claim", "ml", "c"}, "", "uid-p"}),
             std::string("notYet: no other consumer yet"));
  }

  void aDeviceIsReleased() {
    QCOMPARE(lookAt(onePod(), {What::devicesReleased, {"device", "gpu.example.com", "n1/gpu-0"}}),
             std::string("notYet: held by ml/c"));
    QCOMPARE(lookAt(onePod(), {What::devicesReleased, {"device", "gpu.example.com", "n1/gpu-1"}}), std::string("met: free"));
    QCOMPARE(lookAt(onePod(), {What::driverPublishes, {"driver", "gpu.example.com", "n1"}}),
             std::string("met: 2 devices published"));
    QCOMPARE(lookAt(onePod(), {What::driverPublishes, {"driver", "gpu.example.com", "n2"}}),
             std::string("notYet: 0 devices published"));
  }

  void aRuleReports() {
    const std::string said =
        "{'type':'EvictionInProgress','status':'True','reason':'PodsPendingEviction','message':'1 pod needs to be evicted'}";
    const std::string finished = "{'type':'EvictionInProgress','status':'False','reason':'Completed','message':'done'}";
    const Expectation reports{What::ruleReports, {"taintrule", "", "r"}, "", "None"};
    QCOMPARE(lookAt(withRule("None", ""), reports), std::string("notYet: the controller has said nothing yet"));
    QCOMPARE(lookAt(withRule("None", said), reports), std::string("met: PodsPendingEviction: 1 pod needs to be evicted"));
    const Expectation settled{What::ruleSettled, {"taintrule", "", "r"}};
    QCOMPARE(lookAt(withRule("NoExecute", said), settled).substr(0, 6), std::string("notYet"));
    QCOMPARE(lookAt(withRule("NoExecute", finished), settled), std::string("met: Completed: done"));
    // The forecast's own end is not that of the eviction.
    QCOMPARE(lookAt(withRule("None", finished), settled).substr(0, 6), std::string("notYet"));
    QCOMPARE(lookAt(onePod(), {What::ruleGone, {"taintrule", "", "r"}}), std::string("met: the rule is gone"));
  }

  void aNodeIsDrained() {
    const Expectation drained{What::nodeDrained, {"node", "", "n1"}};
    QCOMPARE(lookAt(onePod(), drained), std::string("notYet: left: ml/p"));
    QCOMPARE(
        lookAt(onePod("'ownerReferences':[{'apiVersion':'apps/v1','kind':'DaemonSet','name':'d','uid':'u','controller':true}]"),
               drained),
        std::string("met: no pod is left that drain removes"));
    QCOMPARE(lookAt(onePod(), {What::nodeDrained, {"node", "", "n1"}, "", "x,uid-p"}),
             std::string("met: no pod is left that drain removes"));
    QCOMPARE(lookAt(onePod("", "'phase':'Succeeded'"), drained), std::string("met: no pod is left that drain removes"));
  }

  void everyKindHasAWord() {
    for (int i = 0; i <= static_cast<int>(What::daemonPodReady); ++i) {
      const auto kind = static_cast<What>(i);
      What back = What::podGone;
      QVERIFY2(readExpectationWord(expectationWord(kind), back), qPrintable(QString::number(i)));
      QVERIFY(back == kind);
    }
    What out = What::podGone;
    QVERIFY(!readExpectationWord("", out));
  }

  void answersOfAnEviction() {
    const Step evict = evictStep();
    using Meaning = AnswerMeaning::Kind;
    QVERIFY(meaning(evict, 404, "").kind == Meaning::goneBefore);
    QVERIFY(meaning(evict, 429, "").kind == Meaning::budget);
    QVERIFY(meaning(evict, 500, R"({"message":"more than one PodDisruptionBudget"})").kind == Meaning::failed);
    QVERIFY(meaning(evict, 403, R"({"details":{"causes":[{"reason":"NamespaceTerminating"}]}})").kind == Meaning::ending);
    QVERIFY(meaning(evict, 403, "").kind == Meaning::failed);
    QVERIFY(meaning(evict, 409, R"({"message":"Precondition failed: UID in precondition: a, UID in object meta: b"})").kind ==
            Meaning::goneBefore);
    QVERIFY(meaning(evict, 409, R"({"message":"the object has been modified"})").kind == Meaning::conflict);
    for (const int status : {0, 502, 503, 504}) {
      QVERIFY(meaning(evict, status, "<html>").kind == Meaning::again);
    }
    Step release = evict;
    release.call.verb = Verb::remove;
    release.exactVersion = true;
    const AnswerMeaning changed =
        meaning(release, 409, R"({"message":"Precondition failed: ResourceVersion in precondition: 1"})");
    QVERIFY(changed.kind == Meaning::failed);
    QVERIFY(changed.detail.find("changed since the rehearsal") != std::string::npos);
    Step create = evict;
    create.call.verb = Verb::create;
    QVERIFY(meaning(create, 409, "").kind == Meaning::exists);
  }

  void guardsSeeWhatMoved() {
    Step step = evictStep();
    step.call.verb = Verb::patch;
    step.call.body = R"({"spec":{"unschedulable":true}})";
    step.guards = {{"/spec/unschedulable", ""}, {"/spec/podCIDR", "\"10.0.0.0/24\""}};
    const std::string head = R"({"metadata":{"uid":"uid-p","resourceVersion":"9"},"spec":{"podCIDR":"10.0.0.0/24")";
    QCOMPARE(checkObject(step, head + "}}").moved, std::string());
    QCOMPARE(checkObject(step, head + "}}").resourceVersion, std::string("9"));
    QVERIFY(checkObject(step, head + R"(,"unschedulable":true}})").alreadySo);
    QVERIFY(checkObject(step, R"({"metadata":{"uid":"uid-p"},"spec":{"podCIDR":"10.9.0.0/24"}})").moved.find("/spec/podCIDR") ==
            0);
    QVERIFY(checkObject(step, R"({"metadata":{"uid":"uid-q"}})").moved.find("another object") != std::string::npos);
    QVERIFY(!checkObject(step, "<html>").moved.empty());
    QCOMPARE(fieldChanges(head + "}}", head + R"(,"unschedulable":true}})").size(), std::size_t{1});
    QVERIFY(fieldChanges(R"({"metadata":{"resourceVersion":"1"}})", R"({"metadata":{"resourceVersion":"2"}})").empty());
    QVERIFY(madeByPlan(R"({"metadata":{"annotations":{"claimscope.io/plan":"abc"}}})", "abc"));
    QVERIFY(!madeByPlan(R"({"metadata":{}})", "abc"));
  }
};

QTEST_MAIN(ExpectationTest)
#include "expectation_test.moc"
