// preallocate, reservations, renew, hand over, release, restart of a driver, and what findings and objects offer. One thread.
#include <QtTest>

#include "model/actions/fitting_nodes.h"
#include "model/actions/hold_preview.h"
#include "model/actions/quick_fixes.h"
#include "model/actions/reservations.h"
#include "model/base/json_tree.h"
#include "tests/model/actions/first_blocker.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::actions;
using diagnosis::Scene;

namespace {

void addNode(Scene& scene, const std::string& name, const std::string& cpu = "8") {
  scene.add(Kind::Node, "{" + Scene::meta(name) +
                            ",'spec':{'taints':[{'key':'nvidia.com/gpu','value':'true','effect':'NoSchedule'}]}," +
                            "'status':{'allocatable':{'cpu':'" + cpu +
                            "','memory':'16Gi','pods':'10'},'conditions':[{'type':'Ready','status':'True'}]}}");
}

Scene world(int minor = 37) {
  Scene scene(minor);
  addNode(scene, "n1");
  addNode(scene, "n2");
  scene.slice("n1", 2).slice("n2", 4).deviceClass();
  scene.add(Kind::Namespace, "{" + Scene::meta("ml") + ",'status':{'phase':'Active'}}");
  return scene;
}

Result<ActionPlan> tryPlan(Scene& scene, const std::string& action, ObjectRef object,
                           std::map<std::string, std::string> options = {}) {
  return planAction(*scene.snapshot(), {action, {std::move(object)}, std::move(options), {}});
}
ActionPlan planOf(Scene& scene, const std::string& action, ObjectRef object, std::map<std::string, std::string> options = {}) {
  auto plan = tryPlan(scene, action, std::move(object), std::move(options));
  if (!plan) {
    throw std::runtime_error(plan.error().text());
  }
  return *plan;
}

nlohmann::json bodyOf(const Step& step) {
  return nlohmann::json::parse(step.call.body);
}

const std::string kLease =
    "'annotations':{'claimscope.io/reservation':'hold','claimscope.io/owner':'kim','claimscope.io/"
    "purpose':'INC-1','claimscope.io/"
    "expires':'2026-11-24T12:00:00Z','claimscope.io/made-by':'claimscope','claimscope.io/way':'placeholder'}";

/// A claim that a placeholder holds, and with `consumer` a real pod beside it.
Scene held(bool consumer) {
  Scene scene = world();
  scene.claim("hold",
              Scene::allocated("n2", {"gpu-0"}) + "," +
                  (consumer ? Scene::reserved({"hold-pod", "train"}) : Scene::reserved({"hold-pod"})),
              Scene::request(), "2026-11-24T09:40:00Z", kLease);
  scene.pod("hold-pod", "hold", "n2", "'phase':'Running'", kLease);
  if (consumer) {
    scene.pod("train", "hold", "n2", "'phase':'Running'");
  }
  return scene;
}

const ObjectRef kClass{"class", "", "gpu"};
const ObjectRef kHold{"claim", "ml", "hold"};

}  // namespace

class ReservationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // n1 has two devices and n2 four: best fit first, and what does not fit is counted by its reason.
  void nodesThatFitBestFirst() {
    Scene scene = world();
    const ActionRequest one{"preallocate", {{"class", "", "gpu"}}, {{"count", "2"}, {"namespace", "ml"}}, {}};
    const FittingNodes two = fittingNodes(*scene.snapshot(), one).value();
    QCOMPARE(two.nodes.size(), std::size_t{2});
    QCOMPARE(two.nodes.at(0).node, std::string("n1"));
    QCOMPARE(two.nodes.at(0).freeAfter.value, std::int64_t{0});
    QCOMPARE(two.nodes.at(1).freeAfter.value, std::int64_t{2});
    QCOMPARE(two.nodes.at(0).devices.size(), std::size_t{2});
    QCOMPARE(two.nodes.at(0).pools, std::vector<std::string>{"n1"});
    ActionRequest more = one;
    more.options["count"] = "3";
    more.options["node"] = "n1";  // what is chosen from, not what is chosen
    const FittingNodes three = fittingNodes(*scene.snapshot(), more).value();
    QCOMPARE(three.nodes.size(), std::size_t{1});
    QCOMPARE(three.misses.size(), std::size_t{1});
    QCOMPARE(three.misses.at(0).example, std::string("n1"));
    QCOMPARE(three.misses.at(0).nodes, std::int64_t{1});
    QVERIFY(fittingWords(three).starts_with("Fits on 1 node;"));
    more.options["count"] = "9";
    QVERIFY(fittingNodes(*scene.snapshot(), more).value().nodes.empty());
    more.options["count"] = "99";
    QVERIFY(!fittingNodes(*scene.snapshot(), more));
    const ActionRequest named{"preallocate", {{"device", "gpu.example.com", "n1/gpu-0"}}, {{"way", "taint"}}, {}};
    QVERIFY(!fittingNodes(*scene.snapshot(), named).value().nothing.empty());
  }

  void whatIsCreatedIsShownAsYaml() {
    Scene scene = world();
    const std::map<std::string, std::string> options{{"namespace", "ml"}, {"owner", "kim"}, {"purpose", "INC-7"}, {"for", "2h"}};
    const HoldPreview pod = holdPreview(planOf(scene, "preallocate", {"class", "", "gpu"}, options));
    QCOMPARE(pod.objects, std::size_t{2});
    QVERIFY(pod.yaml.find("\n---\n") != std::string::npos && pod.yaml.find("kind: Pod") != std::string::npos);
    QCOMPARE(pod.owner, std::string("kim"));
    QCOMPARE(pod.purpose, std::string("INC-7"));
    QVERIFY(pod.workload.find("resourceClaimName: " + pod.name) != std::string::npos);
    QVERIFY(expiryWords(pod, scene.snapshot()->time).starts_with("in 2 h, at "));
    auto tainted = options;
    tainted["way"] = "taint";
    tainted["for"] = "0";
    const HoldPreview taint = holdPreview(planOf(scene, "preallocate", {"class", "", "gpu"}, tainted));
    QVERIFY(taint.workload.find("key: claimscope.io/reserved-") != std::string::npos);
    QVERIFY(taint.workload.find("operator: Exists") != std::string::npos);
    QVERIFY(expiryWords(taint, scene.snapshot()->time).starts_with("never"));
  }

  void placeholderHoldsANamedClaim() {
    Scene scene = world();
    const ActionPlan plan =
        planOf(scene, "preallocate", kClass,
               {{"count", "3"}, {"namespace", "ml"}, {"name", "night"}, {"owner", "kim"}, {"purpose", "INC-1"}, {"for", "2h"}});
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{2});
    const auto claim = bodyOf(plan.steps[0]);
    QCOMPARE(claim["kind"].get<std::string>(), std::string("ResourceClaim"));
    QCOMPARE(claim["spec"]["devices"]["requests"][0]["exactly"]["count"].get<int>(), 3);
    QCOMPARE(claim["metadata"]["annotations"]["claimscope.io/expires"].get<std::string>(), std::string("2026-11-24T12:00:00Z"));
    const auto pod = bodyOf(plan.steps[1]);
    QCOMPARE(pod["spec"]["restartPolicy"].get<std::string>(), std::string("Always"));
    QCOMPARE(pod["spec"]["resourceClaims"][0]["resourceClaimName"].get<std::string>(), std::string("night"));
    QCOMPARE(pod["spec"]["tolerations"][0]["key"].get<std::string>(), std::string("nvidia.com/gpu"));
    QCOMPARE(pod["spec"]["containers"][0]["image"].get<std::string>(), std::string("registry.k8s.io/pause:3.10"));
    QCOMPARE(pod["metadata"]["annotations"]["claimscope.io/owner"].get<std::string>(), std::string("kim"));
    QCOMPARE(plan.steps[1].after, std::vector<std::string>{"claim"});
    QVERIFY(plan.steps[1].until->kind == Expectation::Kind::claimAllocated);
    // Only n2 has three devices.
    QCOMPARE(plan.affected.at(0).landing.node, std::string("n2"));
    QCOMPARE(plan.affected.at(0).landing.nodes, std::int64_t{1});
    QCOMPARE(plan.claims.at(0).devices.size(), std::size_t{3});
    QCOMPARE(plan.headline, std::string("3 × X100 on n2 would be held for 2 h, until 2026-11-24T12:00:00Z."));
    QVERIFY(plan.steps[0].inverse && plan.steps[1].inverse);
  }

  void whatDoesNotFitIsSaidOrQueued() {
    Scene scene = world();
    const ActionPlan plan = planOf(scene, "preallocate", kClass, {{"count", "9"}, {"namespace", "ml"}});
    QCOMPARE(firstBlocker(plan), std::string("It does not fit now"));
    QCOMPARE(plan.blockers[0].option, std::string("wait"));
    QVERIFY(!planOf(scene, "preallocate", kClass, {{"count", "9"}, {"namespace", "ml"}, {"wait", "true"}}).blocked());
    QCOMPARE(firstBlocker(planOf(scene, "preallocate", kClass, {{"namespace", "ml"}, {"tolerations", "none"}})),
             std::string("It does not fit now"));
    QCOMPARE(firstBlocker(planOf(scene, "preallocate", kClass, {{"namespace", "nowhere"}})),
             std::string("There is no namespace nowhere"));
    QCOMPARE(firstBlocker(planOf(scene, "preallocate", {"class", "", "tpu"}, {{"namespace", "ml"}})),
             std::string("There is no DeviceClass tpu"));
  }

  void olderVersionsHaveTheirOwnShape() {
    Scene scene = world(32);
    scene.version(Kind::ResourceClaim, "v1beta1");
    const auto claim = bodyOf(planOf(scene, "preallocate", kClass, {{"namespace", "ml"}}).steps.at(0));
    QCOMPARE(claim["apiVersion"].get<std::string>(), std::string("resource.k8s.io/v1beta1"));
    QVERIFY(!claim["spec"]["devices"]["requests"][0].contains("exactly"));
    QCOMPARE(claim["spec"]["devices"]["requests"][0]["deviceClassName"].get<std::string>(), std::string("gpu"));
  }

  void wrongRequests() {
    Scene scene = world();
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"count", "0"},
                                                                                      {"count", "33"},
                                                                                      {"selector", "device.driver =="},
                                                                                      {"name", "Not A Name"},
                                                                                      {"namespace", "-"},
                                                                                      {"tolerations", "a b"},
                                                                                      {"tolerations", "a:Never"},
                                                                                      {"like", "ml/nobody"},
                                                                                      {"for", "soon"}}) {
      const auto plan = tryPlan(scene, "preallocate", kClass, {{name, value}});
      QVERIFY2(!plan, (name + "=" + value).c_str());
    }
    QVERIFY(!tryPlan(scene, "preallocate", {"device", "gpu.example.com", "n1/gpu-0"}));
  }

  void anExistingClaimIsHeld() {
    Scene scene = world();
    scene.claim("mine");
    const ActionPlan plan = planOf(scene, "preallocate", {"claim", "ml", "mine"});
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QVERIFY(plan.steps.at(0).call.verb == Verb::patch && plan.steps.at(0).inverse);
    QCOMPARE(bodyOf(plan.steps.at(0))["metadata"]["annotations"]["claimscope.io/made-by"].get<std::string>(),
             std::string("adopted"));
    QCOMPARE(bodyOf(plan.steps.at(1))["spec"]["resourceClaims"][0]["resourceClaimName"].get<std::string>(), std::string("mine"));
  }

  void devicesAreReservedByTaint() {
    Scene scene = world();
    const ActionPlan plan = planOf(scene, "preallocate", kClass, {{"way", "taint"}, {"count", "2"}, {"name", "night"}});
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{2});
    QCOMPARE(bodyOf(plan.steps[0])["spec"]["taint"]["key"].get<std::string>(), std::string("claimscope.io/reserved-night"));
    QCOMPARE(bodyOf(plan.steps[0])["metadata"]["annotations"]["claimscope.io/way"].get<std::string>(), std::string("taint"));
    QVERIFY(std::any_of(plan.warnings.begin(), plan.warnings.end(),
                        [](const Notice& n) { return n.detail.find("key: claimscope.io/reserved-night") != std::string::npos; }));
    const ActionPlan byName =
        planOf(scene, "preallocate", {"device", "gpu.example.com", "n1/gpu-1"}, {{"way", "taint"}, {"name", "night"}});
    QCOMPARE(bodyOf(byName.steps.at(0))["spec"]["deviceSelector"]["device"].get<std::string>(), std::string("gpu-1"));
    scene.state(Kind::DeviceTaintRule, SourceState::notServed);
    QVERIFY(planOf(scene, "preallocate", kClass, {{"way", "taint"}}).blocked());
  }

  void immediateIsClassicOnly() {
    Scene scene = world();
    QVERIFY(planOf(scene, "preallocate", kClass, {{"way", "immediate"}}).blocked());
    Scene classic(29);
    classic.version(Kind::ResourceClaim, "v1alpha2")
        .state(Kind::ResourceClass, SourceState::live)
        .version(Kind::ResourceClass, "v1alpha2");
    classic.add(Kind::ResourceClass, "{" + Scene::meta("gpu") + ",'driverName':'gpu.example.com'}");
    const ActionPlan plan =
        planOf(classic, "preallocate", kClass, {{"way", "immediate"}, {"parameters", "gpu.example.com/Params/large"}});
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(bodyOf(plan.steps.at(0))["spec"]["allocationMode"].get<std::string>(), std::string("Immediate"));
    QCOMPARE(bodyOf(plan.steps.at(0))["spec"]["parametersRef"]["kind"].get<std::string>(), std::string("Params"));
    QVERIFY(planOf(classic, "preallocate", kClass).blocked());
  }

  void reservationsAreReadFromTheObjects() {
    Scene scene = held(false);
    scene.claim("forgotten", Scene::allocated("n1", {"gpu-0"}));
    scene.add(
        Kind::DeviceTaintRule,
        "{" +
            Scene::meta("r",
                        "'annotations':{'claimscope.io/reservation':'window','claimscope.io/expires':'2026-11-24T09:38:00Z'}") +
            ",'spec':{'deviceSelector':{'driver':'gpu.example.com','pool':'n1','device':'gpu-1'},'taint':{'key':'claimscope.io/"
            "reserved-window','effect':'NoSchedule'}}}");
    const auto snapshot = scene.snapshot();
    const auto all = reservationsOf(*snapshot);
    QCOMPARE(all.size(), std::size_t{3});
    QCOMPARE(all[0].name, std::string("window"));
    QCOMPARE(all[0].expiryWords(snapshot->time), std::string("overdue 22 m"));
    QVERIFY(all[0].state == ReservationState::held);
    QCOMPARE(all[1].owner, std::string("kim"));
    QCOMPARE(all[1].expiryWords(snapshot->time), std::string("2 h left"));
    QCOMPARE(all[1].devices.size(), std::size_t{1});
    QVERIFY(all[2].way == Way::foreign && all[2].name == "forgotten");
    QCOMPARE(all[2].expiryWords(snapshot->time), std::string("never expires"));
    QVERIFY(reservationOf(*snapshot, {"reservation", "", "hold"}));
    QVERIFY(reservationOf(*snapshot, {"pod", "ml", "hold-pod"}));
    QVERIFY(reservationOf(*snapshot, {"taintrule", "", "r"}));
    QVERIFY(!reservationOf(*snapshot, {"reservation", "", "nope"}));
  }

  void aLostPlaceholderShows() {
    Scene scene = world();
    scene.claim("hold", "", Scene::request(), "2026-11-24T09:40:00Z", kLease);
    const auto all = reservationsOf(*scene.snapshot());
    QVERIFY(all.at(0).state == ReservationState::broken);
    const ActionPlan plan = planOf(scene, "release_reservation", kHold);
    QCOMPARE(plan.steps.size(), std::size_t{1});
    QVERIFY(plan.steps[0].exactVersion && plan.steps[0].call.verb == Verb::remove);
  }

  void handOverNeedsAConsumer() {
    Scene alone = held(false);
    const ActionPlan blocked = planOf(alone, "hand_over", kHold);
    QCOMPARE(firstBlocker(blocked), std::string("No other pod uses it yet"));
    QVERIFY(!planOf(alone, "hand_over", kHold, {{"wait", "true"}}).blocked());
    Scene scene = held(true);
    const ActionPlan plan = planOf(scene, "hand_over", kHold);
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{2});
    QVERIFY(plan.steps[0].exactVersion);
    QVERIFY(plan.steps[0].until->kind == Expectation::Kind::claimReservedForOther);
    QCOMPARE(plan.steps[0].until->value, std::string("uid-hold-pod"));
    QCOMPARE(plan.steps[1].call.target.uid, std::string("uid-hold-pod"));
    QCOMPARE(plan.steps[1].after, std::vector<std::string>{"unlease"});
    QVERIFY(plan.verify.at(0).kind == Expectation::Kind::claimAllocated);
    QVERIFY(plan.headline.find("ml/train") != std::string::npos);
  }

  void releaseTakesThePlaceholderFirst() {
    Scene used = held(true);
    const ActionPlan blocked = planOf(used, "release_reservation", kHold);
    QCOMPARE(blocked.blockers.at(0).request->action, std::string("hand_over"));
    Scene scene = held(false);
    const ActionPlan plan = planOf(scene, "release_reservation", {"reservation", "", "hold"});
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.size(), std::size_t{2});
    QVERIFY(plan.steps[0].until->kind == Expectation::Kind::claimReleased);
    QCOMPARE(plan.steps[1].guards.at(0).pointer, std::string("/status/reservedFor"));
    QVERIFY(!plan.steps[1].canDryRun);
    QVERIFY(std::any_of(plan.warnings.begin(), plan.warnings.end(),
                        [](const Notice& n) { return n.title.find("Its lease has not ended") == 0; }));
    // Released directly, the claim points to the reservation.
    QCOMPARE(planOf(scene, "release_claim", kHold).blockers.at(0).request->action, std::string("release_reservation"));
  }

  void renewWritesEveryObject() {
    Scene scene = held(false);
    const ActionPlan plan = planOf(scene, "renew_reservation", kHold, {{"for", "30m"}});
    QCOMPARE(plan.steps.size(), std::size_t{2});
    for (const Step& step : plan.steps) {
      QCOMPARE(bodyOf(step)["metadata"]["annotations"]["claimscope.io/expires"].get<std::string>(),
               std::string("2026-11-24T10:30:00Z"));
      QVERIFY(step.inverse->body.find("12:00:00Z") != std::string::npos);
    }
  }

  void driversPodIsFoundByNameAndPlace() {
    Scene scene = world();
    const auto daemon = [&](const std::string& name, const std::string& set, const std::string& node, const std::string& image) {
      scene.add(Kind::Pod,
                "{" +
                    Scene::meta(
                        name, Scene::inNamespace("sys", "'ownerReferences':[{'apiVersion':'apps/v1','kind':'DaemonSet','name':'" +
                                                            set + "','uid':'uid-" + set + "','controller':true}]")) +
                    ",'spec':{'nodeName':'" + node + "','containers':[{'name':'c','image':'" + image +
                    "'}]},'status':{'phase':'Running'}}");
    };
    daemon("proxy-1", "kube-proxy", "n1", "kube-proxy");
    daemon("plugin-1", "example-dra-gpu-kubelet-plugin", "n1", "example/dra-driver");
    daemon("plugin-2", "example-dra-gpu-kubelet-plugin", "n2", "example/dra-driver");
    const ActionPlan plan = planOf(scene, "restart_driver", {"node", "", "n1"});
    QCOMPARE(firstBlocker(plan), std::string("(none)"));
    QCOMPARE(plan.steps.at(0).call.target.name, std::string("plugin-1"));
    QVERIFY(plan.steps.at(0).until->kind == Expectation::Kind::daemonPodReady);
    QCOMPARE(plan.steps.at(0).until->value, std::string("example-dra-gpu-kubelet-plugin"));
    daemon("other-1", "other-gpu-dra-kubelet-plugin", "n1", "x");
    daemon("other-2", "other-gpu-dra-kubelet-plugin", "n2", "x");
    QCOMPARE(planOf(scene, "restart_driver", {"node", "", "n1"}, {{"pod", "sys/other-1"}}).steps.at(0).call.target.name,
             std::string("other-1"));
    QVERIFY(!tryPlan(scene, "restart_driver", {"node", "", "nope"}));
  }

  void findingsAndObjectsOfferActions() {
    Scene scene = held(false);
    scene.claim("forgotten", Scene::allocated("n1", {"gpu-0"}));
    const auto snapshot = scene.snapshot();
    const auto diagnosis = diagnosis::diagnose(*snapshot);
    const auto found = diagnosis::of(diagnosis, "claim_unused");
    QCOMPARE(found.size(), std::size_t{1});
    const auto fixes = quickFixes(*snapshot, found[0]);
    QCOMPARE(fixes.at(0).text, std::string("Release ml/forgotten"));
    QCOMPARE(fixes.at(0).request.why, std::vector<std::string>{found[0].id});
    for (const QuickFix& fix : fixes) {
      QVERIFY(planAction(*snapshot, fix.request));
    }
    for (const ObjectRef& object :
         {ObjectRef{"claim", "ml", "hold"}, ObjectRef{"claim", "ml", "forgotten"}, kClass,
          ObjectRef{"device", "gpu.example.com", "n1/gpu-0"}, ObjectRef{"pool", "gpu.example.com", "n2"}}) {
      const auto offered = actionsFor(*snapshot, object);
      QVERIFY2(!offered.empty(), object.str().c_str());
      for (const QuickFix& fix : offered) {
        if (fix.request.action != "restart_driver") {
          QVERIFY2(planAction(*snapshot, fix.request).has_value(), fix.text.c_str());
        }
      }
    }
    QVERIFY(actionsFor(*snapshot, {"claim", "ml", "nope"}).empty());
    QVERIFY(actionsFor(*snapshot, {"strange", "", "x"}).empty());
  }
};

QTEST_APPLESS_MAIN(ReservationTest)
#include "reservation_test.moc"
