// release_claim: which write is right for which claim, who stands in the way, and what starts then. One thread.
#include <QtTest>

#include "model/actions/action.h"
#include "model/base/json_tree.h"
#include "tests/model/actions/first_blocker.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::actions;
using diagnosis::Scene;

namespace {

Scene releaseWorld() {
  Scene scene;
  scene.node("n1").node("n2").slice("n1", 2).slice("n2", 2).deviceClass();
  return scene;
}

ActionPlan planRelease(Scene& scene, const std::string& claim, std::map<std::string, std::string> options = {}) {
  const auto plan = planAction(*scene.snapshot(), {"release_claim", {{"claim", "ml", claim}}, std::move(options), {}});
  if (!plan) {
    throw std::runtime_error(plan.error().text());
  }
  return *plan;
}

bool needs(const ActionPlan& plan, const std::string& verb, const std::string& subresource) {
  return std::any_of(plan.needs.begin(), plan.needs.end(), [&](const Need& need) {
    return need.verb == verb && need.resource == "resourceclaims" && need.subresource == subresource;
  });
}

bool warns(const ActionPlan& plan, const std::string& part) {
  return std::any_of(plan.warnings.begin(), plan.warnings.end(),
                     [&](const Notice& notice) { return notice.title.find(part) != std::string::npos; });
}

std::string ownedBy(const std::string& pod) {
  return "'ownerReferences':[{'apiVersion':'v1','kind':'Pod','name':'" + pod + "','uid':'uid-" + pod + "','controller':true}]";
}

}  // namespace

class ReleaseClaimTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void unusedClaimIsDeletedAsItWasSeen() {
    Scene scene = releaseWorld();
    scene.claim("hold", Scene::allocated("n1", {"gpu-0", "gpu-1"}));
    const ActionPlan plan = planRelease(scene, "hold");
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{1});
    QVERIFY(plan.steps[0].call.verb == Verb::remove);
    QVERIFY(plan.steps[0].exactVersion);
    QCOMPARE(plan.steps[0].call.target.uid, std::string("uid-hold"));
    QCOMPARE(plan.steps[0].call.kubectl, std::string("kubectl -n ml delete resourceclaims hold"));
    QVERIFY(plan.steps[0].until && plan.steps[0].until->kind == Expectation::Kind::claimGone);
    QVERIFY(needs(plan, "delete", ""));
    QVERIFY(!needs(plan, "patch", "status"));
    QCOMPARE(plan.claims.at(0).after, std::string("deleted"));
    QCOMPARE(plan.claims.at(0).devices.size(), std::size_t{2});
    QCOMPARE(plan.id.size(), std::size_t{12});
    QVERIFY(plan.headline.find("no pod uses it") != std::string::npos);
  }

  void keepingItClearsTheAllocation() {
    Scene scene = releaseWorld();
    scene.claim("hold", Scene::allocated("n1", {"gpu-0"}));
    const ActionPlan plan = planRelease(scene, "hold", {{"how", "keep"}});
    QCOMPARE(plan.steps.size(), std::size_t{1});
    QCOMPARE(plan.steps[0].call.subresource, std::string("status"));
    QCOMPARE(plan.steps[0].call.body, std::string("{\"status\":{\"allocation\":null}}"));
    QVERIFY(plan.steps[0].exactVersion);
    QVERIFY(needs(plan, "patch", "status"));
    QVERIFY(needs(plan, "patch", "binding"));  // 1.36
    Scene old(34);
    old.node("n1").slice("n1", 2).deviceClass().claim("hold", Scene::allocated("n1", {"gpu-0"}));
    QVERIFY(!needs(planRelease(old, "hold", {{"how", "keep"}}), "patch", "binding"));
  }

  void whatStartsThenIsTried() {
    Scene scene = releaseWorld();
    scene.claim("hold", Scene::allocated("n1", {"gpu-0", "gpu-1"}));
    scene.claim("busy", Scene::allocated("n2", {"gpu-0", "gpu-1"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "busy", "n2", "'phase':'Running'");
    scene.claim("train", "", Scene::request("gpu", 2)).pod("waits", "train");
    scene.claim("large", "", Scene::request("gpu", 3)).pod("never", "large");
    const ActionPlan plan = planRelease(scene, "hold");
    QVERIFY(plan.headline.find("ml/train can start then") != std::string::npos);
    const auto row =
        std::find_if(plan.affected.begin(), plan.affected.end(), [](const Affected& a) { return a.verdict == "starts"; });
    QVERIFY(row != plan.affected.end());
    QCOMPARE(row->landing.node, std::string("n1"));
    QCOMPARE(row->object.name, std::string("train"));
    QCOMPARE(std::count_if(plan.affected.begin(), plan.affected.end(), [](const Affected& a) { return a.verdict == "starts"; }),
             std::ptrdiff_t{1});
  }

  void aLivePodBlocks() {
    Scene scene = releaseWorld();
    scene.claim("used", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "used", "n1", "'phase':'Running'");
    const ActionPlan plan = planRelease(scene, "used");
    QCOMPARE(firstBlocker(plan), std::string("pod ml/p uses it"));
    QVERIFY(plan.steps.empty());
    QVERIFY(plan.affected.at(0).mark == Mark::blocked);
    QCOMPARE(plan.claims.at(0).after, std::string("staysPinned"));
  }

  void anEndingPodIsWaitedFor() {
    Scene scene = releaseWorld();
    scene.claim("used", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "used", "n1", "'phase':'Running'", "'deletionTimestamp':'2026-11-24T09:50:00Z'");
    const ActionPlan plan = planRelease(scene, "used");
    QCOMPARE(firstBlocker(plan), std::string("pod ml/p is ending"));
    QVERIFY(plan.blockers[0].detail.find("10 m") != std::string::npos);
    QVERIFY(plan.blockers[0].detail.find("Waiting is right") != std::string::npos);
  }

  void leakedEntriesGoInOneWriteWithTheAllocation() {
    Scene scene = releaseWorld();
    scene.claim("leak", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"gone", "again"}));
    scene.pod("again", "leak", "n1", "'phase':'Running'", "'uid':'another'");  // replaced: the later uid wins
    const ActionPlan plan = planRelease(scene, "leak");
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{1});
    QCOMPARE(plan.steps[0].call.body, std::string("{\"status\":{\"reservedFor\":null,\"allocation\":null}}"));
    QVERIFY(plan.steps[0].until && plan.steps[0].until->kind == Expectation::Kind::claimReleased);
    QVERIFY(needs(plan, "patch", "status"));
    QVERIFY(warns(plan, "Was the pod deleted by force?"));
  }

  void oneLivePodAmongDeadOnesBlocks() {
    Scene scene = releaseWorld();
    scene.claim("shared", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"gone", "p"}));
    scene.pod("p", "shared", "n1", "'phase':'Running'");
    QCOMPARE(firstBlocker(planRelease(scene, "shared")), std::string("pod ml/p uses it"));
  }

  void aFinishedPodIsNoConsumer() {
    Scene scene = releaseWorld();
    scene.claim("done", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
    scene.pod("p", "done", "n1", "'phase':'Succeeded'");
    const ActionPlan plan = planRelease(scene, "done");
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QVERIFY(plan.headline.find("the pod it is reserved for has ended") != std::string::npos);
    QCOMPARE(plan.affected.at(0).reason, std::string("Finished"));
  }

  void foreignEntriesNeedAWord() {
    Scene scene = releaseWorld();
    scene.claim("foreign", Scene::allocated("n1", {"gpu-0"}) +
                               ",'reservedFor':[{'apiGroup':'acme.io','resource':'jobs','name':'x','uid':'u'}]");
    const ActionPlan blocked = planRelease(scene, "foreign");
    QCOMPARE(firstBlocker(blocked), std::string("it is reserved for jobs.acme.io x"));
    QCOMPARE(blocked.blockers[0].option, std::string("remove-foreign"));
    const ActionPlan plan = planRelease(scene, "foreign", {{"remove-foreign", "true"}});
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{1});
    QVERIFY(warns(plan, "An entry that is no pod is removed"));
  }

  void hiddenPodsBlock() {
    Scene scene = releaseWorld();
    scene.state(Kind::Pod, SourceState::forbidden);
    scene.claim("leak", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"gone"}));
    QCOMPARE(firstBlocker(planRelease(scene, "leak")), std::string("pod ml/gone cannot be seen"));
  }

  void generatedClaims() {
    Scene scene = releaseWorld();
    scene.claim("made", Scene::allocated("n1", {"gpu-0"}), Scene::request(), "2026-11-24T09:40:00Z", ownedBy("p"));
    QCOMPARE(firstBlocker(planRelease(scene, "made")), std::string("(none)"));  // orphaned
    QVERIFY(planRelease(scene, "made").headline.find("is gone") != std::string::npos);
    scene.pod("p", "made", "", "'phase':'Pending'");
    QCOMPARE(firstBlocker(planRelease(scene, "made")), std::string("it was made for pod ml/p, which still needs it"));
  }

  void namedClaimOfAWaitingPodIsKept() {
    Scene scene = releaseWorld();
    scene.claim("shared", Scene::allocated("n1", {"gpu-0"})).pod("waits", "shared");
    const ActionPlan plan = planRelease(scene, "shared");
    QCOMPARE(plan.steps.at(0).call.subresource, std::string("status"));
    QVERIFY(planRelease(scene, "shared", {{"how", "delete"}}).steps.at(0).call.verb == Verb::remove);
  }

  void stuckDeletion() {
    const auto deleted = [](const std::string& when, const std::string& finalizer) {
      return "'deletionTimestamp':'" + when + "','finalizers':['" + finalizer + "']";
    };
    Scene young = releaseWorld();
    young.claim("x", Scene::allocated("n1", {"gpu-0"}), Scene::request(), "2026-11-24T09:00:00Z",
                deleted("2026-11-24T09:59:30Z", "resource.kubernetes.io/delete-protection"));
    QCOMPARE(firstBlocker(planRelease(young, "x")), std::string("it is being deleted for 30 s"));
    Scene old = releaseWorld();
    old.claim("x", Scene::allocated("n1", {"gpu-0"}), Scene::request(), "2026-11-24T09:00:00Z",
              deleted("2026-11-24T09:30:00Z", "resource.kubernetes.io/delete-protection"));
    const ActionPlan plan = planRelease(old, "x");
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{2});
    QCOMPARE(plan.steps[1].call.body, std::string("{\"metadata\":{\"finalizers\":null}}"));
    QCOMPARE(plan.steps[1].after, std::vector<std::string>{"status"});
    Scene foreign = releaseWorld();
    foreign.claim("x", "", Scene::request(), "2026-11-24T09:00:00Z", deleted("2026-11-24T09:30:00Z", "acme.io/keep"));
    QCOMPARE(firstBlocker(planRelease(foreign, "x")), std::string("the finalizer acme.io/keep holds it"));
  }

  void nothingToRelease() {
    Scene scene = releaseWorld();
    scene.claim("pending");
    QCOMPARE(firstBlocker(planRelease(scene, "pending")), std::string("it holds no device"));
    const auto missing = planAction(*scene.snapshot(), {"release_claim", {{"claim", "ml", "nope"}}, {}, {}});
    QVERIFY(!missing && missing.error().code == ErrorCode::notFound);
    const auto wrong = planAction(*scene.snapshot(), {"release_claim", {{"claim", "ml", "pending"}}, {{"how", "burn"}}, {}});
    QVERIFY(!wrong && wrong.error().code == ErrorCode::usage);
  }

  void equalSnapshotsGiveEqualPlans() {
    Scene scene = releaseWorld();
    scene.claim("hold", Scene::allocated("n1", {"gpu-0"}));
    QVERIFY(planRelease(scene, "hold") == planRelease(scene, "hold"));
  }
};

QTEST_APPLESS_MAIN(ReleaseClaimTest)
#include "release_claim_test.moc"
