// taint_device and drain_device: rules that are made and found again, who leaves by our count and by the controller's. One
// thread.
#include <QtTest>

#include "model/actions/action.h"
#include "model/actions/device_forecast.h"
#include "model/actions/device_names.h"
#include "model/actions/forecast_comparison.h"
#include "model/actions/quick_fixes.h"
#include "model/base/json_tree.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::actions;
using diagnosis::Scene;

namespace {

const ObjectRef kDevice{"device", "gpu.example.com", "n1/gpu-0"};

Scene taintWorld(int minor = 37) {
  Scene scene(minor);
  scene.node("n1").slice("n1", 4).deviceClass();
  scene.claim("used", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"a", "b"}));
  scene.pod("a", "used", "n1", "'phase':'Running'").pod("b", "used", "n1", "'phase':'Running'");
  return scene;
}

Result<ActionPlan> tryTaint(Scene& scene, const std::string& action, std::map<std::string, std::string> options = {},
                            ObjectRef object = kDevice) {
  return planAction(*scene.snapshot(), {action, {std::move(object)}, std::move(options), {}});
}
ActionPlan planTaint(Scene& scene, const std::string& action, std::map<std::string, std::string> options = {},
                     ObjectRef object = kDevice) {
  auto plan = tryTaint(scene, action, std::move(options), std::move(object));
  if (!plan) {
    throw std::runtime_error(plan.error().text());
  }
  return *plan;
}

std::string rule(const std::string& name, const std::string& key, const std::string& effect, const std::string& conditions = {},
                 const std::string& annotations = {}) {
  return "{" + Scene::meta(name, annotations.empty() ? "" : "'annotations':{" + annotations + "}") +
         ",'spec':{'deviceSelector':{'driver':'gpu.example.com','pool':'n1','device':'gpu-0'},'taint':{'key':'" + key +
         "','effect':'" + effect + "','timeAdded':'2026-11-24T09:50:00Z'}},'status':{'conditions':[" + conditions + "]}}";
}
std::string counted(const std::string& text) {
  return "{'type':'EvictionInProgress','status':'False','reason':'NoEffect','lastTransitionTime':'2026-11-24T09:58:00Z','message'"
         ":'" +
         text + " This information will not be updated again. Recreate the DeviceTaintRule to trigger an update.'}";
}

}  // namespace

class DeviceTaintTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cordonMakesOneRule() {
    Scene scene = taintWorld();
    const ActionPlan plan = planTaint(scene, "taint_device", {{"value", "INC-1"}});
    QVERIFY(!plan.blocked());
    QCOMPARE(plan.steps.size(), std::size_t{1});
    const auto body = nlohmann::json::parse(plan.steps[0].call.body);
    QCOMPARE(body["apiVersion"].get<std::string>(), std::string("resource.k8s.io/v1"));
    QCOMPARE(body["spec"]["deviceSelector"]["device"].get<std::string>(), std::string("gpu-0"));
    QCOMPARE(body["spec"]["taint"]["effect"].get<std::string>(), std::string("NoSchedule"));
    QCOMPARE(body["spec"]["taint"]["value"].get<std::string>(), std::string("INC-1"));
    QCOMPARE(body["metadata"]["name"].get<std::string>(), plan.steps[0].call.target.name);
    QVERIFY(plan.steps[0].call.target.uid.empty());
    QVERIFY(plan.steps[0].inverse && plan.steps[0].inverse->verb == Verb::remove);
    QCOMPARE(plan.needs.size(), std::size_t{1});
    QCOMPARE(plan.affected.size(), std::size_t{2});
    QVERIFY(plan.affected[0].mark == Mark::stays);
    QVERIFY(plan.subline.find("3 others of its pool are free") != std::string::npos);
    QVERIFY(planTaint(scene, "taint_device", {{"pool", "true"}}).steps.at(0).call.body.find("\"device\"") == std::string::npos);
  }

  void versionsAndWhatIsMissing() {
    Scene alpha = taintWorld(34);
    alpha.version(Kind::DeviceTaintRule, "v1alpha3");
    const ActionPlan plan = planTaint(alpha, "taint_device");
    QVERIFY(plan.steps.at(0).call.body.find("resource.k8s.io/v1alpha3") != std::string::npos);
    QVERIFY(plan.warnings.at(0).title.find("may not know") != std::string::npos);
    for (const auto& [minor, words] : std::vector<std::pair<int, std::string>>{
             {32, "from 1.33 on"}, {35, "v1alpha3=true"}, {36, "v1beta2=true"}, {37, "switched"}}) {
      Scene missing = taintWorld(minor);
      missing.state(Kind::DeviceTaintRule, SourceState::notServed);
      const ActionPlan blocked = planTaint(missing, "taint_device");
      QVERIFY(blocked.blocked());
      QVERIFY2(blocked.blockers[0].detail.find(words) != std::string::npos, blocked.blockers[0].detail.c_str());
    }
  }

  void wrongRequests() {
    Scene scene = taintWorld();
    QVERIFY(!tryTaint(scene, "taint_device", {{"key", "no key!"}}));
    QVERIFY(!tryTaint(scene, "taint_device", {{"value", "sp ace"}}));
    const auto none = tryTaint(scene, "taint_device", {}, {"device", "gpu.example.com", "n1/gpu-9"});
    QVERIFY(!none && none.error().code == ErrorCode::notFound);
    QVERIFY(none.error().fix.find("n1/gpu-") != std::string::npos);
    QVERIFY(!deviceByWord(*scene.snapshot(), "nothing"));
    QCOMPARE(deviceByWord(*scene.snapshot(), "n1/gpu-2")->name, std::string("n1/gpu-2"));
  }

  void cordonedTwiceIsNothingToDo() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, rule("c", "claimscope.io/cordoned", "NoSchedule"));
    const ActionPlan plan = planTaint(scene, "taint_device");
    QVERIFY(plan.steps.empty());
    QVERIFY(plan.blocked() && plan.blockers[0].mark == Mark::neutral);
  }

  void puttingBackRemovesOurRulesOnly() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, rule("ours", "claimscope.io/cordoned", "NoSchedule"));
    scene.add(Kind::DeviceTaintRule, rule("theirs", "acme.io/x", "NoSchedule"));
    const ActionPlan plan = planTaint(scene, "taint_device", {{"remove", "true"}});
    QVERIFY(!plan.blocked());
    QCOMPARE(plan.steps.size(), std::size_t{1});
    QCOMPARE(plan.steps[0].call.target.uid, std::string("uid-ours"));
    QVERIFY(plan.steps[0].inverse && plan.steps[0].inverse->verb == Verb::create);
    QVERIFY(plan.warnings.at(0).title.find("theirs") != std::string::npos);
    QCOMPARE(planTaint(scene, "taint_device", {{"remove", "true"}, {"rule", "theirs"}}).steps.at(0).call.target.name,
             std::string("theirs"));
  }

  void reservationsAreNotPutBackByAccident() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, rule("r", "claimscope.io/reserved-x", "NoSchedule"));
    const ActionPlan plan = planTaint(scene, "taint_device", {{"remove", "true"}});
    QVERIFY(plan.steps.empty() && plan.blocked());
    QCOMPARE(plan.blockers[0].request->action, std::string("release_reservation"));
  }

  void drainGoesByStages() {
    Scene scene = taintWorld();
    const ActionPlan first = planTaint(scene, "drain_device");
    QCOMPARE(first.steps.size(), std::size_t{1});
    QVERIFY(first.steps[0].call.body.find("\"effect\":\"None\"") != std::string::npos);
    QVERIFY(first.steps[0].until->kind == Expectation::Kind::ruleReports);
    QVERIFY(first.headline.find("2 pods in 1 namespace") != std::string::npos);
    const std::string name = first.steps[0].call.target.name;

    Scene told = taintWorld();
    told.add(Kind::DeviceTaintRule, rule(name, "claimscope.io/drain", "None",
                                         counted("1 published device selected. 1 allocated device selected. 2 pods would be "
                                                 "evicted in 1 namespace if the effect was NoExecute.")));
    const ActionPlan second = planTaint(told, "drain_device");
    QVERIFY(!second.blocked());
    QCOMPARE(second.steps.size(), std::size_t{1});
    QCOMPARE(second.steps[0].call.body, std::string("{\"spec\":{\"taint\":{\"effect\":\"NoExecute\"}}}"));
    QCOMPARE(second.steps[0].guards.at(0).value, std::string("\"None\""));
    QVERIFY(second.steps[0].until->kind == Expectation::Kind::devicesReleased);
    QVERIFY(second.steps[0].inverse->body.find("None") != std::string::npos);
    QCOMPARE(second.verify.size(), std::size_t{2});
    QVERIFY(std::any_of(second.warnings.begin(), second.warnings.end(), [](const Notice& n) {
      return n.mark == Mark::good && n.title.find("counts the same") != std::string::npos;
    }));
    QCOMPARE(compareForecast(second, *told.snapshot()).size(), std::size_t{1});
    QCOMPARE(planTaint(told, "drain_device", {{"clean-up", "true"}}).steps.size(), std::size_t{2});
    const ActionPlan again = planTaint(told, "drain_device", {{"stage", "rehearse"}});
    QCOMPARE(again.steps.size(), std::size_t{2});
    QVERIFY(again.steps[0].call.verb == Verb::remove && !again.steps[1].canDryRun);

    Scene leaving = taintWorld();
    leaving.add(Kind::DeviceTaintRule, rule(name, "claimscope.io/drain", "NoExecute"));
    QVERIFY(planTaint(leaving, "drain_device").blocked());
    Scene left(37);
    left.node("n1").slice("n1", 4).deviceClass().add(Kind::DeviceTaintRule, rule(name, "claimscope.io/drain", "NoExecute"));
    const ActionPlan third = planTaint(left, "drain_device");
    QVERIFY(!third.blocked());
    QVERIFY(third.steps.at(0).call.verb == Verb::remove);
  }

  void disagreementIsSaid() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, rule("r", "claimscope.io/drain", "None",
                                          counted("1 published device selected. 1 allocated device selected. 5 pods would be "
                                                  "evicted in 3 different namespaces if the effect was NoExecute.")));
    const auto snapshot = scene.snapshot();
    const Notice notice = compareForecast(*snapshot, *snapshot->of<DeviceTaintRule>().find({}, Text("r")));
    QVERIFY(notice.mark == Mark::warning);
    QCOMPARE(notice.title, std::string("The controller counted 5 pods, Claimscope counts 2"));
    QVERIFY(notice.detail.find("namespaces: controller 3, Claimscope 1") != std::string::npos);
    QVERIFY(notice.detail.find("2 m ago") != std::string::npos);
  }

  static ForecastComparison compared(Scene& scene, std::map<std::string, std::string> options = {}) {
    return compareDrain(*scene.snapshot(), {"drain_device", {kDevice}, std::move(options), {}}).value();
  }
  static std::string answer(int pods, int namespaces) {
    return rule("r", "claimscope.io/drain", "None",
                counted("1 published device selected. 1 allocated device selected. " + std::to_string(pods) +
                        (pods == 1 ? " pod" : " pods") + " would be evicted in " + std::to_string(namespaces) +
                        (namespaces == 1 ? " namespace" : " different namespaces") + " if the effect was NoExecute."));
  }

  // The state of the controller's answer, from what the server has and what the rule says.
  void theAnswerHasStates() {
    Scene scene = taintWorld();
    QVERIFY(compared(scene).state == ForecastState::notAsked);
    QVERIFY(compared(scene).counts.at(2).agreement == Agreement::notAsked);
    QVERIFY(compared(scene).rows.at(0).side == ForecastSide::ours);
    Scene old = taintWorld(34);
    old.version(Kind::DeviceTaintRule, "v1alpha3");
    QVERIFY(compared(old).state == ForecastState::tooOld);
    Scene hidden = taintWorld();
    hidden.state(Kind::DeviceTaintRule, SourceState::forbidden);
    QVERIFY(compared(hidden).state == ForecastState::forbidden);
    QVERIFY(compared(hidden).reasons.at(0).find("list and watch") != std::string::npos);
    Scene missing = taintWorld();
    missing.state(Kind::DeviceTaintRule, SourceState::notServed);
    QVERIFY(compared(missing).state == ForecastState::notServed);
    Scene waits = taintWorld();
    waits.add(Kind::DeviceTaintRule, rule("r", "claimscope.io/drain", "None"));
    const ForecastState state = compared(waits).state;
    QVERIFY(state == ForecastState::waiting || state == ForecastState::silent);
    Scene leaving = taintWorld();
    leaving.add(Kind::DeviceTaintRule, rule("r", "claimscope.io/drain", "NoExecute"));
    QVERIFY(compared(leaving).state == ForecastState::evicting);
    QVERIFY(!compareDrain(*scene.snapshot(), {"drain_device", {{"device", "x", "y/z"}}, {}, {}}));
  }

  void equalCountsAreBoth() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, answer(2, 1));
    const ForecastComparison same = compared(scene);
    QVERIFY(same.agrees());
    QCOMPARE(same.differences, std::int64_t{0});
    QVERIFY(
        std::all_of(same.rows.begin(), same.rows.end(), [](const ForecastRow& row) { return row.side == ForecastSide::both; }));
    QCOMPARE(same.rows.at(0).node, std::string("n1"));
    QCOMPARE(same.rows.at(0).devices, std::vector<std::string>{"n1/gpu-0"});
    QCOMPARE(same.rules.at(0).rule, std::string("r"));
  }

  // Two minutes after the count a pod joins: it is only ours, and named as the reason.
  void aLatecomerIsOnlyOurs() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, answer(2, 1));
    scene.claim("late", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"c"}));
    scene.pod(
        "c", "late", "n1",
        "'phase':'Running','conditions':[{'type':'PodScheduled','status':'True','lastTransitionTime':'2026-11-24T09:59:00Z'}]");
    const ForecastComparison out = compared(scene);
    QVERIFY(!out.agrees());
    QVERIFY(out.rows.at(0).side == ForecastSide::onlyOurs);
    QCOMPARE(out.rows.at(0).pod.name, std::string("c"));
    QVERIFY(out.cause && out.cause->name == "c");
    QVERIFY(out.headline.find("One pod joined after the forecast") != std::string::npos);
    QVERIFY(out.counts.at(2).agreement == Agreement::differs);
  }

  void whatOnlyTheControllerCountedHasNoName() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, answer(5, 3));
    const ForecastComparison out = compared(scene);
    QVERIFY(out.rows.at(0).side == ForecastSide::onlyTheirs);
    QCOMPARE(out.rows.at(0).unnamed, std::int64_t{3});
    QVERIFY(out.rows.at(0).pod.name.empty());
    QVERIFY(!out.reasons.empty());
    Scene fewer = taintWorld();
    fewer.add(Kind::DeviceTaintRule, answer(1, 1));
    QVERIFY(compared(fewer).rows.at(0).side == ForecastSide::oneOfThem);
    Scene hidden = taintWorld();
    hidden.add(Kind::DeviceTaintRule, answer(5, 3)).state(Kind::Pod, SourceState::forbidden);
    QVERIFY(compared(hidden).counts.at(2).agreement == Agreement::cannotTell);
  }

  // Whoever made the rule: the drain goes on by it, and the rule itself leads there.
  void aRuleOfSomebodyElseIsTakenUp() {
    Scene scene = taintWorld();
    scene.add(Kind::DeviceTaintRule, rule("theirs", "example.com/reset", "None"));
    const ActionPlan other = planTaint(scene, "drain_device");
    const auto found = std::find_if(other.warnings.begin(), other.warnings.end(), [](const Notice& notice) {
      return notice.title.find("theirs rehearses") != std::string::npos;
    });
    QVERIFY(found != other.warnings.end() && found->request);
    QCOMPARE(found->request->options.at("key"), std::string("example.com/reset"));
    const ActionPlan plan = planAction(*scene.snapshot(), *found->request).value();
    QCOMPARE(plan.steps.at(0).call.target.name, std::string("theirs"));
    QVERIFY(plan.steps.at(0).call.verb == Verb::patch);
    const auto fixes = actionsFor(*scene.snapshot(), {"taintrule", "", "theirs"});
    QVERIFY(!fixes.empty());
    QCOMPARE(fixes.at(0).request.options.at("key"), std::string("example.com/reset"));
  }

  void oldServersEvictWithoutTheControllersCount() {
    Scene scene = taintWorld(34);
    scene.version(Kind::DeviceTaintRule, "v1alpha3");
    const ActionPlan plan = planTaint(scene, "drain_device");
    QVERIFY(!plan.blocked());
    QVERIFY(plan.steps.at(0).call.body.find("NoExecute") != std::string::npos);
    QVERIFY(planTaint(scene, "drain_device", {{"stage", "rehearse"}}).blocked());
  }

  // Upstream's controller: tolerations count only with the effect NoExecute by name, and the smallest seconds win.
  void tolerationsAsTheControllerReadsThem() {
    const auto forecast = [](const std::string& tolerations) {
      Scene scene(37);
      scene.node("n1").slice("n1", 1).deviceClass();
      scene.claim("c", Scene::allocated("n1", {"gpu-0"}, ",'tolerations':[" + tolerations + "]") + "," + Scene::reserved({"p"}));
      scene.pod("p", "c", "n1", "'phase':'Running'");
      const auto snapshot = scene.snapshot();
      DeviceForecast out = forecastOf(*snapshot, {{"gpu.example.com", "n1", "gpu-0"}}, {"claimscope.io/drain", "", "NoExecute"});
      for (ForecastPod& pod : out.pods) {
        pod.pod = nullptr;  // the snapshot ends here
      }
      return out;
    };
    QCOMPARE(forecast("").leaving(), std::int64_t{1});
    QVERIFY(!forecast("").pods.at(0).afterSeconds);
    QCOMPARE(forecast("{'operator':'Exists'}").leaving(), std::int64_t{1});
    QCOMPARE(forecast("{'operator':'Exists','effect':'NoExecute'}").leaving(), std::int64_t{0});
    QVERIFY(forecast("{'operator':'Exists','effect':'NoExecute'}").pods.at(0).stays);
    QCOMPARE(forecast("{'operator':'Exists','effect':'NoExecute','tolerationSeconds':300},{'key':'claimscope.io/"
                      "drain','operator':'Exists','effect':'NoExecute','tolerationSeconds':60}")
                 .pods.at(0)
                 .afterSeconds,
             std::optional<std::int64_t>(60));
    QCOMPARE(forecast("{'key':'other','operator':'Exists','effect':'NoExecute'}").leaving(), std::int64_t{1});
  }

  void whoIsCounted() {
    Scene scene = taintWorld();
    scene.claim("admin", Scene::allocated("n1", {"gpu-0"}, ",'adminAccess':true") + "," + Scene::reserved({"monitor"}));
    scene.pod("monitor", "admin", "n1", "'phase':'Running'");
    scene.pod("unscheduled", "used");  // not reserved
    scene.pod("ends", "used2", "n1", "'phase':'Running'", "'deletionTimestamp':'2026-11-24T09:59:00Z'");
    scene.claim("used2", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"ends", "gone"}));
    const auto snapshot = scene.snapshot();
    const DeviceForecast out = forecastOf(*snapshot, {{"gpu.example.com", "n1", ""}}, {"k", "", "NoExecute"});
    QCOMPARE(out.leaving(), std::int64_t{3});  // a, b and monitor
    QCOMPARE(out.published, std::int64_t{4});
    QCOMPARE(out.allocated, std::int64_t{3});
    QCOMPARE(out.pods.size(), std::size_t{4});
  }

  void budgetsAreWarnedOfAndCounted() {
    Scene scene = taintWorld();
    scene.add(Kind::PodDisruptionBudget, "{" + Scene::meta("tight", Scene::inNamespace("ml")) +
                                             ",'spec':{'selector':{}},'status':{'disruptionsAllowed':1}}");
    const ActionPlan plan = planTaint(scene, "drain_device");
    QVERIFY(std::any_of(plan.warnings.begin(), plan.warnings.end(), [](const Notice& n) {
      return n.title == "PDB ml/tight allows 1 disruption, 2 pods leave" &&
             n.detail.find("asks no PodDisruptionBudget") != std::string::npos;
    }));
  }

  // Two replicas leave n1 and one device is free elsewhere: the second has nowhere to go, and the tainted device is no way out.
  void leavingPodsArePlacedOneAfterTheOther() {
    const auto owned = [](const std::string& name) {
      return "'ownerReferences':[{'apiVersion':'apps/v1','kind':'ReplicaSet','name':'" + name +
             "','uid':'rs','controller':true}]";
    };
    Scene scene(37);
    scene.node("n1").node("n2").slice("n1", 2).slice("n2", 1).deviceClass();
    for (const std::string name : {"a", "b"}) {
      scene.claim(name, Scene::allocated("n1", {name == "a" ? "gpu-0" : "gpu-1"}) + "," + Scene::reserved({name}));
      scene.pod(name, name, "n1", "'phase':'Running'", owned("web"));
    }
    scene.claim("c", Scene::allocated("n1", {"gpu-0"}, ",'adminAccess':true") + "," + Scene::reserved({"bare"}));
    scene.pod("bare", "c", "n1", "'phase':'Running'");
    const ActionPlan plan = planTaint(scene, "drain_device", {{"pool", "true"}});
    const auto row = [&](const std::string& name) {
      const auto found =
          std::find_if(plan.affected.begin(), plan.affected.end(), [&](const Affected& a) { return a.object.name == name; });
      return found == plan.affected.end() ? Landing{} : found->landing;
    };
    QCOMPARE(row("a").node, std::string("n2"));
    QVERIFY(row("b").known && !row("b").fits);
    QCOMPARE(row("b").reason, std::string("no other device is free"));
    QVERIFY(!row("bare").known);
    QCOMPARE(row("bare").reason, std::string("nothing makes it again"));
    QVERIFY(plan.headline.find("1 of them has nowhere to go") != std::string::npos);
    // One device only: its neighbour on the node is no refuge, it is taken.
    QCOMPARE(planTaint(scene, "drain_device").affected.at(0).landing.node, std::string("n2"));
  }

  /// The port that a leaving pod gives up is free, one that a pod elsewhere has is not; and the next pod takes it.
  void otherPodsHaveASay() {
    const auto web = [](Scene& scene, const std::string& name, const std::string& claim, const std::string& node) {
      scene.add(Kind::Pod,
                "{" +
                    Scene::meta(name, Scene::inNamespace("ml",
                                                         "'ownerReferences':[{'kind':'ReplicaSet','name':'web','uid':'rs',"
                                                         "'controller':true}]")) +
                    ",'spec':{'nodeName':'" + node + "','containers':[{'name':'c','ports':[{'hostPort':80}]}]" +
                    (claim.empty() ? "" : ",'resourceClaims':[{'name':'gpu','resourceClaimName':'" + claim + "'}]") +
                    "},'status':{'phase':'Running'}}");
    };
    Scene scene(37);
    scene.node("n1").node("n2").slice("n1", 2).slice("n2", 2).deviceClass();
    scene.claim("a", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"a"}));
    web(scene, "a", "a", "n1");
    QCOMPARE(planTaint(scene, "drain_device").affected.at(0).landing.node, std::string("n1"));
    web(scene, "b", "", "n2");
    const Landing there = planTaint(scene, "drain_device", {{"pool", "true"}}).affected.at(0).landing;
    QVERIFY(there.known && !there.fits);
    QCOMPARE(there.reason, std::string("no other device is free"));
  }

  void aClaimWithoutAPodKeepsTheDevice() {
    Scene scene(37);
    scene.node("n1").slice("n1", 1).deviceClass().claim("hold", Scene::allocated("n1", {"gpu-0"}));
    const ActionPlan plan = planTaint(scene, "drain_device");
    QVERIFY(std::any_of(plan.warnings.begin(), plan.warnings.end(),
                        [](const Notice& n) { return n.request && n.request->action == "release_claim"; }));
    QCOMPARE(plan.claims.at(0).after, std::string("staysPinned"));
  }
};

QTEST_APPLESS_MAIN(DeviceTaintTest)
#include "device_taint_test.moc"
