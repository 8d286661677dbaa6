// migrate_nodes, migrate_classes, migrate_workloads: plans, blockers, ways back, and what proves them. One thread.
#include <QtTest>

#include "model/actions/action.h"
#include "model/actions/plan_json.h"
#include "model/base/json_tree.h"
#include "tests/model/migration/static_scene.h"

using namespace claimscope;
using namespace claimscope::actions;
using namespace claimscope::migration;

namespace {

Scene world(bool withClass = true) {
  Scene scene(37);
  addNode(scene, "old", 4);
  addNode(scene, "other", 4);
  addNode(scene, "new", 0, kLabelled);
  addSlice(scene, "new", 4);
  if (withClass) {
    addClass(scene);
  }
  return scene;
}

Result<ActionPlan> tryPlan(Scene& scene, const std::string& action, std::vector<ObjectRef> objects,
                           std::map<std::string, std::string> options = {}) {
  return planAction(*scene.snapshot(), {action, std::move(objects), std::move(options), {}});
}
ActionPlan planOf(Scene& scene, const std::string& action, std::vector<ObjectRef> objects,
                  std::map<std::string, std::string> options = {}) {
  auto plan = tryPlan(scene, action, std::move(objects), std::move(options));
  if (!plan) {
    throw std::runtime_error(plan.error().text());
  }
  return *plan;
}

const ObjectRef kWeb{"deployment", "ml", "web"};

std::string idsOf(const ActionPlan& plan) {
  std::string out;
  for (const Step& step : plan.steps) {
    out += (out.empty() ? "" : " ") + step.id;
  }
  return out;
}

const std::string kBefore =
    "'claimscope.io/static-resources':'[{\\\"container\\\":\\\"main\\\",\\\"resource\\\":\\\"nvidia.com/"
    "gpu\\\",\\\"limit\\\":\\\"1\\\",\\\"request\\\":\\\"1\\\"}]'";

Asked moved() {
  Asked asked{"Deployment", "web", 1, "{'name':'main','resources':{'claims':[{'name':'gpu'}]}}", kBefore};
  asked.spec = "'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'web-gpu'}],'nodeSelector':{'migration-phase':'dra'}";
  return asked;
}

void addForm(Scene& scene, const std::string& owner = "deployment/web") {
  scene.add(Kind::ResourceClaimTemplate,
            "{" + Scene::meta("web-gpu", Scene::inNamespace("ml", "'annotations':{'claimscope.io/made-for':'" + owner + "'}")) +
                ",'spec':{'spec':{'devices':{'requests':[{'name':'gpu','exactly':{'deviceClassName':'gpu.nvidia.com','"
                "allocationMode':'ExactCount','count':1}}]}}}}");
}

Outlook lookAt(Scene& scene, Expectation::Kind kind, ObjectRef object, const std::string& value = {}) {
  return look(*scene.snapshot(), {kind, std::move(object), "", value, "", 0});
}

}  // namespace

class MigrateTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aNodeIsCordonedEmptiedLabelledAndFreed() {
    Scene scene = world();
    addWorkload(scene, {"Deployment", "web", 2}, {"old", "old"});
    const ActionPlan plan = planOf(scene, "migrate_nodes", {{"node", "", "old"}});
    QVERIFY2(!plan.blocked(), plan.headline.c_str());
    QCOMPARE(idsOf(plan), std::string("cordon:old evict:ml/web-0 evict:ml/web-1 label:old uncordon:old"));
    const Step& label = *plan.findStep("label:old");
    QCOMPARE(label.after.size(), std::size_t{3});
    QVERIFY(label.until->kind == Expectation::Kind::nodeHandedOver);
    QCOMPARE(label.until->value, std::string("nvidia.com/gpu"));
    QCOMPARE(label.call.kubectl, std::string("kubectl label node old migration-phase=dra"));
    QCOMPARE(label.inverse->kubectl, std::string("kubectl label node old migration-phase-"));
    QVERIFY(plan.findStep("evict:ml/web-0")->waitsForBudget);
    QVERIFY(plan.findStep("uncordon:old")->after == std::vector<std::string>{"label:old"});
    const auto undo = undoPlan(plan, {"cordon:old", "label:old"}, {});
    QVERIFY(undo && undo->steps.size() == 2 && undo->steps[0].id == "undo:label:old");
    const auto again = planJson(plan);
    QVERIFY(again.dump().find("nodeHandedOver") != std::string::npos);
  }

  void noMoreOfAWorkloadGoThanARolloutWouldTake() {
    const auto keeps = [](Scene& scene, const std::string& pod, std::map<std::string, std::string> options = {}) {
      const ActionPlan plan = planOf(scene, "migrate_nodes", {{"node", "", "old"}}, std::move(options));
      const Step* step = plan.findStep("evict:ml/" + pod);
      const auto read = step == nullptr ? std::nullopt : std::optional(planFromJson(planJson(plan).dump()));
      if (step == nullptr || !*read || (*read)->findStep("evict:ml/" + pod)->keeps != step->keeps) {
        return std::string("lost on the way to the journal");
      }
      return step->keeps ? step->keeps->workload.kind + "/" + step->keeps->workload.name + " " + step->keeps->uid + " " +
                               std::to_string(step->keeps->atLeast)
                         : std::string("nothing");
    };
    // Of a Deployment its ReplicaSets' pods together, on every node: one of 3 may go, two of 8; of fewer Ready ones the rest
    // stays.
    Scene three = world();
    addWorkload(three, {"Deployment", "web", 3}, {"old", "other", "new"});
    QCOMPARE(keeps(three, "web-0"), std::string("deployment/web uid-web 2"));
    Scene eight = world();
    addWorkload(eight, {"Deployment", "web", 8}, {"old", "other", "new", "new", "new", "other", "new", "new"});
    QCOMPARE(keeps(eight, "web-0"), std::string("deployment/web uid-web 6"));
    Scene few = world();
    addWorkload(few, {"Deployment", "web", 8}, {"old", "other", "", "", "", "", "", ""});
    QCOMPARE(keeps(few, "web-0"), std::string("deployment/web uid-web 0"));
    Scene set = world();
    addWorkload(set, {"StatefulSet", "db", 2}, {"old", "other"});
    QCOMPARE(keeps(set, "db-0"), std::string("statefulset/db uid-db 1"));
    // Who has a budget has said itself what it can spare; forced goes without; pods of a Job end by themselves.
    set.add(Kind::PodDisruptionBudget,
            "{" + Scene::meta("db", Scene::inNamespace("ml", "'generation':1")) +
                ",'spec':{'maxUnavailable':2,'selector':{'matchLabels':{'app':'db'}}},'status':{'observedGeneration':1,"
                "'disruptionsAllowed':2,'currentHealthy':2,'desiredHealthy':0,'expectedPods':2}}");
    QCOMPARE(keeps(set, "db-0"), std::string("nothing"));
    QCOMPARE(keeps(three, "web-0", {{"force", "true"}}), std::string("nothing"));
    Scene job = world();
    addWorkload(job, {"Job", "train", 2}, {"old", "other"});
    QCOMPARE(keeps(job, "train-0"), std::string("nothing"));
  }

  void aLabelAloneIsEnoughWhenNobodyWaits() {
    Scene scene = world();
    const ActionPlan plan = planOf(scene, "migrate_nodes", {{"node", "", "old"}, {"node", "", "new"}}, {{"wait", "0"}});
    QCOMPARE(idsOf(plan), std::string("cordon:old label:old uncordon:old"));
    QVERIFY(plan.findStep("label:old")->until->kind == Expectation::Kind::nodeLabelled);
    QCOMPARE(plan.affected.size(), std::size_t{2});
    QVERIFY(!tryPlan(scene, "migrate_nodes", {{"node", "", "nowhere"}}));
  }

  void noPodIsLost() {
    Scene full = world();
    addWorkload(full, {"Deployment", "web", 4, container("main", 1)}, {"old", "old", "old", "old"});
    addWorkload(full, {"Deployment", "full", 2, container("main", 2)}, {"other", "other"});
    const ActionPlan plan = planOf(full, "migrate_nodes", {{"node", "", "old"}});
    QVERIFY(plan.blocked());
    QCOMPARE(plan.blockers[0].title, std::string("4 pods would have nowhere to go"));
    QVERIFY(!planOf(full, "migrate_nodes", {{"node", "", "old"}}, {{"force", "true"}}).blocked());

    Scene bare = world();
    addWorkload(bare, {"Pod", "bare", 1}, {"old"});
    QVERIFY(planOf(bare, "migrate_nodes", {{"node", "", "old"}}).blockers.at(0).title.find("no controller") != std::string::npos);
    Scene daemon = world();
    addWorkload(daemon, {"DaemonSet", "probe", 1}, {"old"});
    QVERIFY(planOf(daemon, "migrate_nodes", {{"node", "", "old"}}).blocked());
    Scene hidden = world();
    hidden.state(Kind::Node, SourceState::forbidden);
    QVERIFY(planOf(hidden, "migrate_nodes", {{"node", "", "old"}}).blocked());
  }

  void aNodeGoesBack() {
    Scene scene = world();
    addWorkload(scene, moved(), {});
    addForm(scene);
    scene.claim(
        "c", "'allocation':{'devices':{'results':[{'request':'r','driver':'gpu.nvidia.com','pool':'new','device':'gpu-0'}]}}," +
                 Scene::reserved({"user"}));
    scene.add(
        Kind::Pod,
        "{" +
            Scene::meta("user", Scene::inNamespace(
                                    "ml", "'ownerReferences':[{'kind':'ReplicaSet','name':'x','uid':'u','controller':true}]")) +
            ",'spec':{'nodeName':'new','containers':[{'name':'c'}],'resourceClaims':[{'name':'g','resourceClaimName':'c'}]},'"
            "status':{'phase':'Running'}}");
    const ActionPlan plan = planOf(scene, "migrate_nodes", {{"node", "", "new"}}, {{"back", "true"}});
    QCOMPARE(idsOf(plan), std::string("cordon:new evict:ml/user unlabel:new uncordon:new"));
    QVERIFY(plan.findStep("unlabel:new")->until->kind == Expectation::Kind::nodeHandedBack);
  }

  void classesAreCreatedOnce() {
    Scene scene = world(false);
    addWorkload(scene, {"Deployment", "web", 1}, {"old"});
    const ActionPlan plan = planOf(scene, "migrate_classes", {{"class", "", "nvidia-com-gpu"}, {"class", "", "nvidia.com/gpu"}});
    QCOMPARE(idsOf(plan), std::string("class:nvidia-com-gpu"));
    const auto body = nlohmann::json::parse(plan.steps[0].call.body);
    QCOMPARE(body["spec"]["extendedResourceName"].get<std::string>(), std::string("nvidia.com/gpu"));
    QVERIFY(plan.steps[0].inverse->verb == Verb::remove);
    QVERIFY(!tryPlan(scene, "migrate_classes", {{"class", "", "x"}}));
    Scene there = world();
    addWorkload(there, {"Deployment", "web", 1}, {"old"});
    QVERIFY(planOf(there, "migrate_classes", {{"class", "", "gpu.nvidia.com"}}).steps.empty());
    Scene older(35);
    addWorkload(older, {"Deployment", "web", 1}, {});
    QVERIFY(
        planOf(older, "migrate_classes", {{"class", "", "nvidia-com-gpu"}}).steps.at(0).call.body.find("extendedResourceName") ==
        std::string::npos);
  }

  void aWorkloadIsMovedWithItsTemplate() {
    Scene scene = world(false);
    addWorkload(scene, {"Deployment", "web", 2}, {"old", "old"});
    const ActionPlan plan = planOf(scene, "migrate_workloads", {kWeb, kWeb});
    QVERIFY2(!plan.blocked(), plan.headline.c_str());
    QCOMPARE(idsOf(plan), std::string("class:nvidia-com-gpu template:ml/web-gpu patch:deployment/ml/web"));
    const Step& patch = plan.steps.back();
    QCOMPARE(patch.call.contentType, std::string("application/strategic-merge-patch+json"));
    QCOMPARE(patch.guards.size(), std::size_t{2});
    QCOMPARE(patch.guards[0].pointer, std::string("/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu"));
    QCOMPARE(patch.guards[0].value, std::string("\"1\""));
    QVERIFY(patch.until->kind == Expectation::Kind::workloadMoved);
    QVERIFY(patch.inverse->body.find("\"$patch\":\"delete\"") != std::string::npos);
    QCOMPARE(plan.verify.size(), std::size_t{1});
    QVERIFY(plan.verify[0].kind == Expectation::Kind::workloadClaimed);
    QCOMPARE(plan.parallel, std::size_t{4});
    QVERIFY(!tryPlan(scene, "migrate_workloads", {kWeb}, {{"at-a-time", "0"}}));
    QVERIFY(!tryPlan(scene, "migrate_workloads", {{"deployment", "ml", "nobody"}}));
  }

  void whatBlocksAMove() {
    Scene full = world();
    addWorkload(full, {"Deployment", "web", 5}, {});
    const ActionPlan noRoom = planOf(full, "migrate_workloads", {kWeb});
    QVERIFY(noRoom.blocked() && noRoom.steps.empty());
    QVERIFY2(noRoom.blockers[0].detail.find("room for 4 of 5 pods now") != std::string::npos, noRoom.blockers[0].detail.c_str());

    Scene two = world();
    addWorkload(two, {"Deployment", "web", 3}, {});
    addWorkload(two, {"Deployment", "db", 3}, {});
    const ActionPlan both = planOf(two, "migrate_workloads", {kWeb, {"deployment", "ml", "db"}});
    QCOMPARE(both.blockers.size(), std::size_t{1});  // each fits, both do not

    Scene helm = world();
    Asked asked{"Deployment", "web", 1};
    asked.annotations = "'meta.helm.sh/release-name':'web'";
    addWorkload(helm, asked, {});
    const ActionPlan owned = planOf(helm, "migrate_workloads", {kWeb});
    QVERIFY(owned.blocked());
    QCOMPARE(owned.blockers[0].option, std::string("managed"));
    const ActionPlan allowed = planOf(helm, "migrate_workloads", {kWeb}, {{"managed", "true"}});
    QVERIFY(!allowed.blocked() && allowed.warnings.size() == 1);
  }

  void doubleBookingIsRefusedOrAvoided() {
    Scene labelled = world();
    addNode(labelled, "both", 4, kLabelled);
    addSlice(labelled, "both", 4);
    addWorkload(labelled, {"Deployment", "web", 1}, {});
    const ActionPlan refused = planOf(labelled, "migrate_workloads", {kWeb});
    QVERIFY(refused.blocked());
    QVERIFY2(refused.blockers[0].title.find("both serves the device plugin and claims") != std::string::npos,
             refused.blockers[0].title.c_str());

    Scene outside = world();
    addNode(outside, "both", 4);
    addSlice(outside, "both", 4);
    addWorkload(outside, {"Deployment", "web", 1}, {});
    const ActionPlan pinned = planOf(outside, "migrate_workloads", {kWeb});
    QVERIFY(!pinned.blocked());
    QVERIFY(pinned.steps.back().call.body.find("\"nodeSelector\":{\"migration-phase\":\"dra\"}") != std::string::npos);
    QVERIFY(pinned.steps.back().inverse->body.find("\"nodeSelector\":{\"migration-phase\":null}") != std::string::npos);
    QCOMPARE(pinned.warnings.size(), std::size_t{1});
  }

  void theWayBackIsExact() {
    Scene scene = world();
    addWorkload(scene, moved(), {});
    addForm(scene);
    const ActionPlan plan = planOf(scene, "migrate_workloads", {kWeb}, {{"back", "true"}});
    QCOMPARE(idsOf(plan), std::string("back:deployment/ml/web remove:ml/web-gpu"));
    const auto body = nlohmann::json::parse(plan.steps[0].call.body);
    const auto& spec = body["spec"]["template"]["spec"];
    QCOMPARE(spec["containers"][0]["resources"]["limits"]["nvidia.com/gpu"].get<std::string>(), std::string("1"));
    QVERIFY(spec["containers"][0]["resources"]["claims"].is_null());
    QCOMPARE(spec["resourceClaims"][0]["name"].get<std::string>(), std::string("gpu"));
    QVERIFY(spec["nodeSelector"]["migration-phase"].is_null());
    Scene theirs = world();
    addWorkload(theirs, moved(), {});
    addForm(theirs, "deployment/somebody");
    QCOMPARE(idsOf(planOf(theirs, "migrate_workloads", {kWeb}, {{"back", "true"}})), std::string("back:deployment/ml/web"));
    Scene never = world();
    addWorkload(never, {"Deployment", "web", 1}, {});
    QVERIFY(planOf(never, "migrate_workloads", {kWeb}, {{"back", "true"}}).steps.empty());
    QVERIFY(planOf(scene, "migrate_workloads", {kWeb}).steps.empty());
    Scene noRoom(37);
    addNode(noRoom, "new", 0, kLabelled);
    addSlice(noRoom, "new", 4);
    addClass(noRoom);
    addWorkload(noRoom, moved(), {});
    QVERIFY(planOf(noRoom, "migrate_workloads", {kWeb}, {{"back", "true"}}).blocked());
  }

  void whatProvesIt() {
    using K = Expectation::Kind;
    Scene scene = world();
    addWorkload(scene, {"Deployment", "web", 2}, {"old", "old"});
    const auto state = [](Outlook outlook) { return outlook.state; };
    QVERIFY(state(lookAt(scene, K::nodeLabelled, {"node", "", "new"}, "migration-phase=dra")) == Outlook::State::met);
    QVERIFY(state(lookAt(scene, K::nodeLabelled, {"node", "", "old"}, "migration-phase=dra")) == Outlook::State::notYet);
    QVERIFY(state(lookAt(scene, K::nodeLabelled, {"node", "", "old"}, "migration-phase")) == Outlook::State::met);
    QVERIFY(state(lookAt(scene, K::nodeHandedOver, {"node", "", "new"}, "nvidia.com/gpu")) == Outlook::State::met);
    QVERIFY(state(lookAt(scene, K::nodeHandedOver, {"node", "", "old"}, "nvidia.com/gpu")) == Outlook::State::notYet);
    QVERIFY(state(lookAt(scene, K::nodeHandedBack, {"node", "", "old"}, "nvidia.com/gpu")) == Outlook::State::met);
    QVERIFY(state(lookAt(scene, K::nodeHandedOver, {"node", "", "gone"}, "nvidia.com/gpu")) == Outlook::State::notYet);
    QVERIFY(state(lookAt(scene, K::objectExists, {"class", "", "gpu.nvidia.com"})) == Outlook::State::met);
    QVERIFY(state(lookAt(scene, K::objectExists, {"template", "ml", "web-gpu"})) == Outlook::State::notYet);
    QVERIFY(state(lookAt(scene, K::workloadMoved, kWeb, "static")) == Outlook::State::met);
    QVERIFY(state(lookAt(scene, K::workloadMoved, kWeb, "claims")) == Outlook::State::notYet);
    QVERIFY(state(lookAt(scene, K::workloadClaimed, kWeb)) == Outlook::State::notYet);
    QVERIFY(state(lookAt(scene, K::workloadMoved, {"deployment", "ml", "gone"}, "claims")) == Outlook::State::never);
    scene.state(Kind::Node, SourceState::stale);
    const Outlook stale = lookAt(scene, K::nodeHandedOver, {"node", "", "new"}, "nvidia.com/gpu");
    QVERIFY(stale.state == Outlook::State::notYet && stale.detail.find("nodes are") == 0);
    Scene after = world();
    addWorkload(after, moved(), {});
    QVERIFY(state(lookAt(after, K::workloadMoved, kWeb, "claims")) == Outlook::State::met);
    after.state(Kind::ResourceClaim, SourceState::forbidden);
    QVERIFY(state(lookAt(after, K::workloadClaimed, kWeb)) == Outlook::State::notYet);
  }
};

QTEST_GUILESS_MAIN(MigrateTest)
#include "migrate_test.moc"
