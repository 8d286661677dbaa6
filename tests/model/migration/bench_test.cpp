// Bench: fleet, readiness, proposal, replay and phases on hand-written clusters; hidden, late and hostile ones too. One thread.
#include <QtTest>

#include "model/migration/bench.h"
#include "tests/model/migration/static_scene.h"

using namespace claimscope;
using namespace claimscope::migration;

namespace {

/// One node of the device plugin, one that is handed over, a class, a Deployment of two pods on the first.
Scene world(int minor = 37) {
  Scene scene(minor);
  addNode(scene, "old", 4);
  addNode(scene, "new", 0, kLabelled);
  addSlice(scene, "new", 4);
  addClass(scene);
  return scene;
}

const Entry& only(const Bench& bench) {
  if (bench.entries.size() != 1) {
    throw std::runtime_error("not one entry but " + std::to_string(bench.entries.size()));
  }
  return bench.entries.front();
}

Entry entryOf(const Asked& asked, const std::vector<std::string>& nodes = {"old"}, int minor = 37) {
  Scene scene = world(minor);
  addWorkload(scene, asked, nodes);
  return only(benchOf(*scene.snapshot()));
}

/// Claims of the pods, and a template that asks for them.
void addMoved(Scene& scene, int ready, bool rolledOut) {
  Asked moved{"Deployment", "web", 2, "{'name':'main','resources':{'claims':[{'name':'gpu'}]}}"};
  moved.annotations =
      "'claimscope.io/static-resources':'[{\\\"container\\\":\\\"main\\\",\\\"resource\\\":\\\"nvidia.com/"
      "gpu\\\",\\\"limit\\\":\\\"1\\\"}]'";
  moved.spec = "'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'web-gpu'}]";
  const std::string meta = Scene::meta("web", Scene::inNamespace("ml", "'generation':" + std::string(rolledOut ? "1" : "2") +
                                                                           ",'annotations':{" + moved.annotations + "}"));
  scene.add(Kind::Deployment,
            "{" + meta + ",'spec':{'replicas':2,'selector':{'matchLabels':{'app':'web'}},'template':{'spec':{'containers':[" +
                moved.containers + "]," + moved.spec +
                "}}},'status':{'observedGeneration':1,'updatedReplicas':2,'readyReplicas':2,'availableReplicas':2}}");
  for (int i = 0; i < 2; ++i) {
    const std::string name = "web-" + std::to_string(i);
    const std::string claim = name + "-gpu-x";
    scene.add(
        Kind::ReplicaSet,
        "{" +
            Scene::meta("web-abc",
                        Scene::inNamespace(
                            "ml", "'ownerReferences':[{'kind':'Deployment','name':'web','uid':'uid-web','controller':true}]")) +
            ",'spec':{}}");
    scene.add(Kind::Pod,
              "{" +
                  Scene::meta(
                      name, Scene::inNamespace(
                                "ml", "'ownerReferences':[{'kind':'ReplicaSet','name':'web-abc','uid':'u','controller':true}]")) +
                  ",'spec':{'nodeName':'new','containers':[" + moved.containers + "]," + moved.spec +
                  "},'status':{'phase':'Running','resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'" + claim + "'}]}}");
    const std::string allocation =
        "'allocation':{'devices':{'results':[{'request':'gpu','driver':'gpu.nvidia.com','pool':'new','device':'gpu-" +
        std::to_string(i) + "'}]}},";
    scene.add(Kind::ResourceClaim,
              "{" + Scene::meta(claim, Scene::inNamespace("ml")) +
                  ",'spec':{'devices':{'requests':[{'name':'gpu','exactly':{'deviceClassName':'gpu.nvidia.com'}}]}},'status':{" +
                  (i < ready ? allocation + Scene::reserved({name}) : std::string()) + "}}");
  }
}

}  // namespace

class BenchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingIsNothing() {
    Scene scene;
    const Bench bench = benchOf(*scene.snapshot());
    QVERIFY(bench.entries.empty());
    QCOMPARE(verdictText(bench), std::string("No workload asks for a device of a device plugin."));
    Scene hidden;
    hidden.state(Kind::Pod, SourceState::forbidden).state(Kind::Deployment, SourceState::forbidden);
    const Bench blind = benchOf(*hidden.snapshot());
    QVERIFY(blind.bound != Bound::exact);
    QVERIFY(verdictText(blind).find("to be seen") != std::string::npos);
    QVERIFY(blind.blind.find("pods") != std::string::npos);
  }

  void fleetSaysWhoServesWhat() {
    Scene scene = world();
    addNode(scene, "both", 4);
    addSlice(scene, "both", 4);
    addWorkload(scene, {"Deployment", "web", 3}, {"old", "old", "both"});
    const Bench bench = benchOf(*scene.snapshot());
    QCOMPARE(bench.fleet.nodes.size(), std::size_t{3});
    QVERIFY(bench.fleet.of(Text("old")).at(0)->serves == Serves::plugin);
    QVERIFY(bench.fleet.of(Text("both")).at(0)->serves == Serves::both);
    QVERIFY(bench.fleet.of(Text("both")).at(0)->mayBeDoubled());
    QVERIFY(bench.fleet.of(Text("new")).at(0)->handedOver());
    QVERIFY(bench.fleet.of(Text("none")).empty());
    const ResourceUse& use = bench.fleet.resources.at(0);
    QCOMPARE(use.allocatable.value, std::int64_t{8});
    QCOMPARE(use.requested.value, std::int64_t{3});
    QCOMPARE(use.free.value, std::int64_t{5});
    QVERIFY(use.free.bound == Bound::exact);
    QCOMPARE(bench.doubled.size(), std::size_t{1});
    QVERIFY(bench.pinNodes);
    QCOMPARE(bench.fleet.groups.at(0).handedOver, std::int64_t{1});
  }

  void hiddenPodsMakeFreeAtMost() {
    Scene scene = world();
    addWorkload(scene, {"Deployment", "web", 2}, {"old", "old"});
    scene.state(Kind::Pod, SourceState::forbidden);
    const Bench bench = benchOf(*scene.snapshot());
    QVERIFY(bench.fleet.resources.at(0).free.bound == Bound::atMost || bench.fleet.resources.at(0).free.bound == Bound::unknown);
    QVERIFY(bench.bound == Bound::atLeast);
    QVERIFY(bench.fits.bound == Bound::atLeast);
    scene.state(Kind::ResourceSlice, SourceState::forbidden);
    QVERIFY(benchOf(*scene.snapshot()).fits.bound == Bound::unknown);
  }

  void fitsOnWhatIsHandedOver() {
    const Entry entry = entryOf({"Deployment", "web", 2}, {"old", "old"});
    QVERIFY2(entry.fit == Fit::fits, entry.why.c_str());
    QVERIFY(entry.phase == Phase::labelled);
    QCOMPARE(entry.why, std::string("≤4 free, 2 wanted"));
    QCOMPARE(entry.placement.placed, std::int64_t{2});
    QCOMPARE(entry.proposal.templateName, std::string("web-gpu"));
    QCOMPARE(entry.group, std::string("gpu"));
  }

  void theOneReason_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("pods");
    QTest::addColumn<QString>("containers");
    QTest::addColumn<QString>("spec");
    QTest::addColumn<int>("fit");
    QTest::addColumn<QString>("why");
    const auto one = QString::fromStdString(container("main", 1));
    const auto row = [](const char* name, const char* kind, int pods, const QString& containers, const char* spec, Fit fit,
                        const char* why) {
      QTest::newRow(name) << QString(QLatin1String(kind)) << pods << containers << QString(QLatin1String(spec))
                          << static_cast<int>(fit) << QString::fromUtf8(why);
    };
    row("more pods than devices", "Deployment", 6, one, "", Fit::change, "room for 4 of 6 pods now");
    row("larger than any node", "Deployment", 1, QString::fromStdString(container("main", 8)), "", Fit::noFit,
        "no node has 8 GPUs");
    row("more than a claim may have", "Deployment", 1, QString::fromStdString(container("main", 33)), "", Fit::noFit,
        "asks for 33 devices: a claim takes at most 32");
    row("selector", "Deployment", 1, one, "'nodeSelector':{'zone':'a'}", Fit::noFit,
        "no node with slices matches its node selector");
    row("cpu", "Deployment", 1,
        "{'name':'main','resources':{'limits':{'nvidia.com/gpu':'1'},'requests':{'cpu':'64','nvidia.com/gpu':'1'}}}", "",
        Fit::noFit, "Insufficient cpu: asks 64, free 8");
    row("replicas that keep apart", "Deployment", 2, one,
        "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':"
        "'eks.amazonaws.com/nodegroup','labelSelector':{'matchLabels':{'app':'web'}}}]}}",
        Fit::change, "room for 1 of 2 pods now");
    row("a friend that is nowhere", "Deployment", 1, one,
        "'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':"
        "'eks.amazonaws.com/nodegroup','labelSelector':{'matchLabels':{'app':'db'}}}]}}",
        Fit::noFit, "pod affinity: no pod that it goes with in eks.amazonaws.com/nodegroup=gpu");
    row("bare pod", "Pod", 1, one, "", Fit::noFit, "bare pod: recreate by hand");
    row("job", "Job", 1, one, "", Fit::change, "a Job's template is fixed: create it anew");
    row("shared", "Deployment", 1, QString::fromStdString(container("main", 1, "nvidia.com/gpu.shared")), "", Fit::change,
        "time-slicing: use consumable capacity");
    row("no driver", "Deployment", 1, QString::fromStdString(container("main", 1, "amd.com/gpu")), "", Fit::noFit,
        "no driver publishes amd.com/gpu");
    row("no such driver", "Deployment", 1, QString::fromStdString(container("main", 1, "huawei.com/Ascend910")), "", Fit::noFit,
        "no DRA driver for huawei.com/Ascend910 is known");
  }
  void theOneReason() {
    QFETCH(QString, kind);
    QFETCH(int, pods);
    QFETCH(QString, containers);
    QFETCH(QString, spec);
    QFETCH(int, fit);
    QFETCH(QString, why);
    Asked asked{kind.toStdString(), "web", pods, containers.toStdString()};
    asked.spec = spec.toStdString();
    const Entry entry = entryOf(asked);
    QCOMPARE(QString::fromStdString(entry.why), why);
    QCOMPARE(static_cast<int>(entry.fit), fit);
    QVERIFY(entry.phase == Phase::inventory || entry.fit == Fit::fits);
  }

  void quotasAreAskedBefore() {
    Scene scene = world();
    scene.add(
        Kind::ResourceQuota,
        "{" + Scene::meta("q", Scene::inNamespace("ml")) +
            ",'spec':{},'status':{'hard':{'count/"
            "resourceclaims.resource.k8s.io':'10','gpu.nvidia.com.deviceclass.resource.k8s.io/devices':'40'},"
            "'used':{'count/resourceclaims.resource.k8s.io':'9','gpu.nvidia.com.deviceclass.resource.k8s.io/devices':'3'}}}");
    addWorkload(scene, {"Deployment", "web", 2}, {"old", "old"});
    const Bench bench = benchOf(*scene.snapshot());
    const Entry& entry = only(bench);
    QCOMPARE(entry.quotas.size(), std::size_t{2});
    QVERIFY(entry.fit == Fit::change);
    QCOMPARE(entry.why, std::string("quota: 9 of 10 claims"));
  }

  void onNodesThatServeBothOthersCount() {
    Scene scene;
    addNode(scene, "both", 4);
    addSlice(scene, "both", 4);
    addClass(scene);
    addWorkload(scene, {"Deployment", "other", 3}, {"both", "both", "both"});
    addWorkload(scene, {"Deployment", "web", 1}, {"both"});
    const Bench bench = benchOf(*scene.snapshot());
    const Entry* web = findEntry(bench, "deployment", "ml", "web");
    QVERIFY(web != nullptr);
    QCOMPARE(web->placement.placed, std::int64_t{1});  // its own device comes free, the three others are gone
    QCOMPARE(web->placement.free, std::int64_t{1});
    QCOMPARE(web->handedOver.placed, std::int64_t{0});
    QVERIFY(web->phase == Phase::ready);
    QVERIFY(findEntry(bench, "deployment", "ml", "nobody") == nullptr);
  }

  void gainsAreThosethatWaitToday() {
    Scene scene = world();
    addWorkload(scene, {"Deployment", "web", 2}, {"old", ""});
    const Bench bench = benchOf(*scene.snapshot());
    QCOMPARE(only(bench).waiting, std::int64_t{1});
    QVERIFY(only(bench).gains());
    QCOMPARE(bench.gains, std::int64_t{1});
  }

  void togetherIsLessThanAlone() {
    Scene scene = world();
    addWorkload(scene, {"Deployment", "a", 3}, {"old", "old", "old"});
    addWorkload(scene, {"Deployment", "b", 3}, {"old", "", ""});
    const auto snapshot = scene.snapshot();
    const Bench bench = benchOf(*snapshot);
    QCOMPARE(bench.fits.value, std::int64_t{2});
    QCOMPARE(bench.together, std::int64_t{1});
    QCOMPARE(nextEntries(*snapshot, bench, 8).size(), std::size_t{1});
    QCOMPARE(nextNodes(bench, 8).size(), std::size_t{1});
  }

  void helmIsNotNext() {
    Scene scene = world();
    Asked asked{"Deployment", "web", 1};
    asked.annotations = "'meta.helm.sh/release-name':'web'";
    addWorkload(scene, asked, {"old"});
    const auto snapshot = scene.snapshot();
    const Bench bench = benchOf(*snapshot);
    QVERIFY(only(bench).fit == Fit::fits && only(bench).phase == Phase::labelled);
    QVERIFY(nextEntries(*snapshot, bench, 8).empty());
    QCOMPARE(bench.helmReleases, std::int64_t{1});
  }

  void phasesAreProvenOneAfterTheOther() {
    Scene noClass(37);
    addNode(noClass, "new", 0, kLabelled);
    addSlice(noClass, "new", 4);
    addWorkload(noClass, {"Deployment", "web", 1}, {});
    const Bench first = benchOf(*noClass.snapshot());
    QVERIFY(only(first).phase == Phase::inventory);  // ready needs its class
    QCOMPARE(first.classes.at(0).name, std::string("nvidia-com-gpu"));
    QCOMPARE(first.classes.at(0).extendedResourceName, std::string("nvidia.com/gpu"));
    QCOMPARE(first.classes.at(0).selectors.size(), std::size_t{2});

    Scene rolling = world();
    addMoved(rolling, 2, false);
    const Bench second = benchOf(*rolling.snapshot());
    QVERIFY(only(second).phase == Phase::labelled);
    QCOMPARE(only(second).why, std::string("rolling out, 2 of 2 pods"));

    Scene half = world();
    addMoved(half, 1, true);
    QVERIFY(only(benchOf(*half.snapshot())).phase == Phase::patched);

    Scene done = world();
    addMoved(done, 2, true);
    const Bench last = benchOf(*done.snapshot());
    QVERIFY(only(last).phase == Phase::verified);
    QCOMPARE(last.phases.back().proven.value, std::int64_t{1});
    QCOMPARE(verdictText(last), std::string("All 1 workload have moved to claims."));
  }

  void aClassStandsForTheResource() {
    Scene scene(37);
    addNode(scene, "new", 0, kLabelled);
    addSlice(scene, "new", 4);
    addClass(scene, ",'extendedResourceName':'nvidia.com/gpu'");
    addWorkload(scene, {"Deployment", "web", 1}, {});
    scene.add(
        Kind::ReplicaSet,
        "{" +
            Scene::meta("web-abc",
                        Scene::inNamespace(
                            "ml", "'ownerReferences':[{'kind':'Deployment','name':'web','uid':'uid-web','controller':true}]")) +
            ",'spec':{}}");
    scene.add(
        Kind::Pod,
        "{" +
            Scene::meta("web-0",
                        Scene::inNamespace(
                            "ml", "'ownerReferences':[{'kind':'ReplicaSet','name':'web-abc','uid':'u','controller':true}]")) +
            ",'spec':{'nodeName':'new','containers':[" + container("main", 1) +
            "]},'status':{'phase':'Running','extendedResourceClaimStatus':{'resourceClaimName':'web-0-ext','requestMappings':[{'"
            "containerName':'main','resourceName':'nvidia.com/gpu','requestName':'container-0-request-0'}]}}}");
    scene.add(Kind::ResourceClaim,
              "{" +
                  Scene::meta("web-0-ext", Scene::inNamespace(
                                               "ml", "'annotations':{'resource.kubernetes.io/extended-resource-claim':'true'}")) +
                  ",'spec':{'devices':{'requests':[{'name':'container-0-request-0','exactly':{'deviceClassName':'gpu.nvidia.com'}"
                  "}]}},'status':{'allocation':{'devices':{'results':[{'request':'container-0-request-0','driver':'gpu.nvidia."
                  "com','pool':'new','device':'gpu-0'}]}}," +
                  Scene::reserved({"web-0"}) + "}}");
    const auto snapshot = scene.snapshot();
    const Bench bench = benchOf(*snapshot);
    QVERIFY(only(bench).servedByClass);
    QVERIFY2(only(bench).phase == Phase::verified, only(bench).why.c_str());
    QCOMPARE(bench.fleet.of(Text("new")).at(0)->requested, std::int64_t{0});
    const Pod* pod = snapshot->of<Pod>().find(Text("ml"), Text("web-0"));
    QCOMPARE(pod->rare->extendedResources.size(), std::size_t{1});
    QCOMPARE(pod->rare->extendedResources[0].request.str(), std::string("container-0-request-0"));
  }

  void readinessNamesWhatIsMissing() {
    Scene old(30);
    old.version(Kind::ResourceClaimTemplate, "v1alpha2");
    addNode(old, "n1", 4);
    addWorkload(old, {"Deployment", "web", 1}, {"n1"});
    const Bench bench = benchOf(*old.snapshot());
    QVERIFY(bench.readiness.worst() == Ready::no);
    QVERIFY(only(bench).fit == Fit::noFit);
    QCOMPARE(only(bench).why, std::string("the server serves no claims"));
    Scene none(34);
    none.state(Kind::ResourceClaimTemplate, SourceState::notServed);
    QVERIFY(benchOf(*none.snapshot()).readiness.worst() == Ready::no);
    Scene good = world();
    addWorkload(good, {"Deployment", "web", 1}, {"old"});
    for (const ReadinessCheck& check : benchOf(*good.snapshot()).readiness.checks) {
      QVERIFY2(check.state == Ready::yes || (check.state == Ready::warning && !check.title.empty()), check.title.c_str());
    }
  }

  void requestsOfSeveralContainers() {
    Asked asked{"Deployment", "web", 1, container("a", 2) + "," + container("b", 1)};
    asked.initContainers = container("prepare", 1);
    const Entry entry = entryOf(asked);
    QCOMPARE(entry.proposal.requests.size(), std::size_t{2});
    QCOMPARE(entry.proposal.requests[0].name, std::string("a"));
    QCOMPARE(entry.proposal.requests[0].containers.size(), std::size_t{2});  // prepare's devices are a's afterwards
    QCOMPARE(entry.proposal.spec.requests[1].exactly->count, std::int64_t{1});
  }

  void patchAndUndoAreExact() {
    Scene scene = world();
    Asked asked{"Deployment", "web", 1, container("a", 2) + ",{'name':'plain'}," + container("b", 1)};
    addWorkload(scene, asked, {"old"});
    const auto snapshot = scene.snapshot();
    const Bench bench = benchOf(*snapshot);
    const Entry& entry = only(bench);
    const Pod& form = *formOf(*snapshot, entry.workload);
    const OrderedJson patch = workloadPatch(form, entry.workload, entry.proposal, true);
    const OrderedJson& spec = patch.at("spec").at("template").at("spec");
    QCOMPARE(spec.at("containers").size(), std::size_t{2});
    QVERIFY(spec.at("containers")[0].at("resources").at("limits").at("nvidia.com/gpu").is_null());
    QCOMPARE(QString::fromStdString(spec.at("containers")[1].at("resources").at("claims").dump()),
             QStringLiteral("[{\"name\":\"gpu\",\"request\":\"b\"}]"));
    QCOMPARE(QString::fromStdString(spec.at("nodeSelector").dump()), QStringLiteral("{\"migration-phase\":\"dra\"}"));
    const OrderedJson undo = workloadUndo(form, entry.workload, {"gpu"}, true);
    const OrderedJson& back = undo.at("spec").at("template").at("spec");
    QCOMPARE(QString::fromStdString(back.at("containers")[0].at("resources").dump()),
             QStringLiteral("{\"limits\":{\"nvidia.com/gpu\":\"2\"},\"requests\":{\"nvidia.com/gpu\":\"2\"},\"claims\":null}"));
    QCOMPARE(QString::fromStdString(back.at("resourceClaims")[0].dump()),
             QStringLiteral("{\"$patch\":\"delete\",\"name\":\"gpu\"}"));
    QVERIFY(undo.at("metadata").at("annotations").at("claimscope.io/static-resources").is_null());
    const auto diff = manifestDiff(*snapshot, entry.workload, entry.proposal, true);
    QVERIFY(std::any_of(diff.begin(), diff.end(), [](const DiffLine& line) {
      return line.sign == '-' && line.text.find("limits: {nvidia.com/gpu: 2}") != std::string::npos;
    }));
    QVERIFY(std::any_of(diff.begin(), diff.end(),
                        [](const DiffLine& line) { return line.sign == '+' && line.text == "kind: ResourceClaimTemplate"; }));
    QVERIFY(patchCommand(entry.workload, patch).find("--type=strategic") != std::string::npos);
  }

  void namesOfOthersAreLeftAlone() {
    Scene scene = world();
    scene.add(Kind::ResourceClaimTemplate,
              "{" + Scene::meta("web-gpu", Scene::inNamespace("ml")) +
                  ",'spec':{'spec':{'devices':{'requests':[{'name':'x','exactly':{'deviceClassName':'other'}}]}}}}");
    addWorkload(scene, {"Deployment", "web", 1}, {"old"});
    const Bench bench = benchOf(*scene.snapshot());
    QCOMPARE(only(bench).proposal.templateName, std::string("web-gpu-2"));
    QVERIFY(!only(bench).proposal.templateExists);
    Scene same = world();
    same.add(Kind::ResourceClaimTemplate, "{" + Scene::meta("web-gpu", Scene::inNamespace("ml")) +
                                              ",'spec':{'spec':{'devices':{'requests':[{'name':'gpu','exactly':{'deviceClassName'"
                                              ":'gpu.nvidia.com','allocationMode':'ExactCount','count':1}}]}}}}");
    addWorkload(same, {"Deployment", "web", 1}, {"old"});
    QVERIFY(only(benchOf(*same.snapshot())).proposal.templateExists);
  }

  void hugeAndHostile() {
    Scene scene = world();
    for (int i = 0; i < 400; ++i) {
      addWorkload(scene, {"Deployment", "w" + std::to_string(i), 1000000, container("main", 32)}, {});
    }
    addWorkload(scene, {"Deployment", "nine", 1, "{'name':'main','resources':{'limits':{'nvidia.com/gpu':'9e18'}}}"}, {});
    addWorkload(scene, {"Deployment", "neg", 1, "{'name':'main','resources':{'limits':{'nvidia.com/gpu':'-4'}}}"}, {});
    const Bench bench = benchOf(*scene.snapshot());
    QCOMPARE(bench.entries.size(), std::size_t{401});
    QCOMPARE(bench.noFit.value, std::int64_t{401});
  }
};

QTEST_GUILESS_MAIN(BenchTest)
#include "bench_test.moc"
