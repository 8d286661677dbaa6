// Workloads: who asks a device plugin, read from templates, pods and annotations. One thread.
#include <QtTest>

#include "model/migration/device_resource.h"
#include "model/migration/manifests.h"
#include "model/migration/workloads.h"
#include "tests/model/migration/static_scene.h"

using namespace claimscope;
using namespace claimscope::migration;

class WorkloadsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void resourcesOfDevicePlugins() {
    for (const char* name : {"nvidia.com/gpu", "nvidia.com/gpu.shared", "nvidia.com/mig-1g.5gb", "amd.com/gpu",
                             "gpu.intel.com/i915", "aws.amazon.com/neuroncore", "google.com/tpu"}) {
      QVERIFY2(isDeviceResource(name), name);
    }
    for (const char* name : {"cpu", "memory", "nvidia.com/gpux", "nvidia.com/mig-", "vpc.amazonaws.com/pod-eni", "rdma/hca", "",
                             "/", "deviceclass.resource.kubernetes.io/gpu"}) {
      QVERIFY2(!isDeviceResource(name), name);
    }
    QCOMPARE(deviceResource("nvidia.com/mig-1g.5gb").profile, std::string("1g.5gb"));
    QVERIFY(deviceResource("nvidia.com/gpu.shared").shared);
    QVERIFY(deviceResource("amd.com/gpu").driver == "gpu.amd.com");
  }

  void everyKindIsFound() {
    Scene scene;
    addNode(scene, "n1", 8);
    addWorkload(scene, {"Deployment", "web", 2}, {"n1", "n1"});
    addWorkload(scene, {"StatefulSet", "db", 1}, {"n1"});
    addWorkload(scene, {"DaemonSet", "probe", 1}, {"n1"});
    addWorkload(scene, {"Job", "train", 1}, {"n1"});
    addWorkload(scene, {"Pod", "bare", 1}, {"n1"});
    const auto found = staticWorkloads(*scene.snapshot());
    QCOMPARE(found.size(), std::size_t{5});
    std::map<std::string, const Workload*> byName;
    for (const Workload& workload : found) {
      byName[workload.name.str()] = &workload;
    }
    QCOMPARE(byName.at("web")->kindWord, std::string("Deployment"));
    QCOMPARE(byName.at("web")->pods.size(), std::size_t{2});
    QVERIFY(byName.at("web")->hasTemplate && byName.at("web")->rolledOut);
    QCOMPARE(byName.at("db")->desired, std::int64_t{1});
    QVERIFY(byName.at("probe")->kind == WorkloadKind::daemonSet);
    QVERIFY(byName.at("train")->kind == WorkloadKind::job);
    QVERIFY(byName.at("bare-0")->kind == WorkloadKind::pod && !byName.at("bare-0")->hasTemplate);
  }

  void whatNobodyShowsIsReadFromPods() {
    Scene scene;
    addNode(scene, "n1", 8);
    scene.state(Kind::Deployment, SourceState::forbidden).state(Kind::ReplicaSet, SourceState::forbidden);
    addWorkload(scene, {"Deployment", "web", 2}, {"n1", "n1"});
    const auto found = staticWorkloads(*scene.snapshot());
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(!found[0].hasTemplate);
    QCOMPARE(found[0].desired, std::int64_t{2});
    QCOMPARE(found[0].ready, std::int64_t{2});
    QVERIFY(formOf(*scene.snapshot(), found[0]) != nullptr);
  }

  void unknownControllersKeepTheirKind() {
    Scene scene;
    scene.add(Kind::Pod,
              "{" +
                  Scene::meta("w-0", Scene::inNamespace("ml",
                                                        "'ownerReferences':[{'apiVersion':'kubeflow.org/v1','kind':'PyTorchJob',"
                                                        "'name':'w','uid':'u','controller':true}]")) +
                  ",'spec':{'containers':[" + container("main", 4) + "]},'status':{'phase':'Running'}}");
    const auto found = staticWorkloads(*scene.snapshot());
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == WorkloadKind::other);
    QCOMPARE(found[0].kindWord, std::string("PyTorchJob"));
    QCOMPARE(found[0].perPod(), std::int64_t{4});
  }

  void ownersThatWriteAgain() {
    const std::vector<std::pair<Asked, std::string>> cases = {
        {{"Deployment", "a", 1, container("main", 1), "'meta.helm.sh/release-name':'ocr'"}, "Helm release ocr"},
        {{"Deployment", "a", 1, container("main", 1), "'argocd.argoproj.io/tracking-id':'media:apps/Deployment:ml/a'"},
         "Argo CD media"},
        {{"Deployment", "a", 1, container("main", 1), "",
          "'app.kubernetes.io/managed-by':'Helm','app.kubernetes.io/instance':'x'"},
         "Helm release x"},
        {{"Deployment", "a", 1, container("main", 1), "", "'kustomize.toolkit.fluxcd.io/name':'apps'"}, "Flux apps"},
        {{"Deployment", "a", 1}, ""}};
    for (const auto& [asked, expected] : cases) {
      Scene scene;
      addWorkload(scene, asked, {});
      const auto found = staticWorkloads(*scene.snapshot());
      QCOMPARE(found.size(), std::size_t{1});
      QCOMPARE(found[0].managedBy, expected);
    }
  }

  void initContainersGiveTheirDevicesOn() {
    Scene scene;
    Asked asked{"Deployment", "web", 1, container("a", 2) + "," + container("b", 1)};
    asked.initContainers = container("prepare", 3);
    addWorkload(scene, asked, {});
    const auto found = staticWorkloads(*scene.snapshot());
    QCOMPARE(found.at(0).asks.size(), std::size_t{3});
    QCOMPARE(found[0].perPod(), std::int64_t{3});
    asked.initContainers = container("prepare", 5);
    Scene more;
    addWorkload(more, asked, {});
    QCOMPARE(staticWorkloads(*more.snapshot()).at(0).perPod(), std::int64_t{5});
  }

  void whatItAskedBeforeIsKept() {
    const std::vector<ContainerAsk> asks = {{Text("main"), Text("nvidia.com/gpu"), 2, "2", "2", false},
                                            {Text("init"), Text("nvidia.com/gpu"), 1, "1", "", true}};
    QVERIFY(readKept(keptText(asks)) == asks);
    for (const char* hostile :
         {"", "{", "[]", "null", "[1]", "[{\"container\":\"a\"}]", "[{\"container\":\"a\",\"resource\":\"cpu\",\"limit\":\"1\"}]",
          "[{\"container\":\"a\",\"resource\":\"nvidia.com/gpu\",\"limit\":\"-1\"}]",
          "[{\"container\":\"a\",\"resource\":\"nvidia.com/gpu\",\"limit\":{}}]"}) {
      QVERIFY2(readKept(hostile).empty(), hostile);
    }
    Scene scene;
    Asked moved{"Deployment", "web", 1, "{'name':'main','resources':{'claims':[{'name':'gpu'}]}}"};
    moved.annotations =
        "'claimscope.io/static-resources':'[{\\\"container\\\":\\\"main\\\",\\\"resource\\\":\\\"nvidia.com/"
        "gpu\\\",\\\"limit\\\":\\\"2\\\"}]'";
    addWorkload(scene, moved, {});
    const auto found = staticWorkloads(*scene.snapshot());
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].asks.empty());
    QCOMPARE(found[0].perPod(), std::int64_t{2});
  }

  void jobsThatEndedAreGone() {
    Scene scene;
    scene.add(Kind::Job, "{" + Scene::meta("done", Scene::inNamespace("ml")) + ",'spec':{'template':{'spec':{'containers':[" +
                             container("main", 1) +
                             "]}}},'status':{'succeeded':1,'conditions':[{'type':'Complete','status':'True'}]}}");
    QVERIFY(staticWorkloads(*scene.snapshot()).empty());
  }

  void jobsOfACronJobAreItsOwn() {
    Scene scene;
    for (const char* name : {"nightly-1", "nightly-2"}) {
      scene.add(Kind::Job,
                "{" +
                    Scene::meta(name, Scene::inNamespace("ml",
                                                         "'ownerReferences':[{'apiVersion':'batch/"
                                                         "v1','kind':'CronJob','name':'nightly','uid':'u','controller':true}]")) +
                    ",'spec':{'template':{'spec':{'containers':[" + container("main", 1) + "]}}},'status':{'active':1}}");
    }
    const auto found = staticWorkloads(*scene.snapshot());
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == WorkloadKind::cronJob);
    QCOMPARE(found[0].name.str(), std::string("nightly"));
  }

  /// Seen by itself, with or without a Job that runs; its Jobs and their pods are its own.
  void aCronJobHasATemplate() {
    Scene scene;
    scene.add(Kind::CronJob, "{" + Scene::meta("nightly", Scene::inNamespace("ml")) +
                                 ",'spec':{'schedule':'0 2 * * *','jobTemplate':{'spec':{'parallelism':2,'template':{'spec':{"
                                 "'containers':[" +
                                 container("main", 2) + "]}}}}},'status':{}}");
    auto found = staticWorkloads(*scene.snapshot());
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == WorkloadKind::cronJob && found[0].hasTemplate && found[0].desired == 0);
    QCOMPARE(found[0].perPod(), std::int64_t{2});
    for (const char* name : {"nightly-1", "nightly-2"}) {
      scene.add(Kind::Job,
                "{" +
                    Scene::meta(name, Scene::inNamespace("ml",
                                                         "'ownerReferences':[{'apiVersion':'batch/"
                                                         "v1','kind':'CronJob','name':'nightly','uid':'u','controller':true}]")) +
                    ",'spec':{'template':{'spec':{'containers':[" + container("main", 2) + "]}}},'status':{'active':1}}");
    }
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    found = staticWorkloads(*snapshot);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].desired, std::int64_t{2});
    QVERIFY(formOf(*snapshot, found[0]) != nullptr && found[0].rolledOut);
    WorkloadProposal proposal;
    proposal.entryName = "gpu";
    proposal.templateName = "nightly-gpu";
    proposal.requests = {{"gpu", {}, "gpu.nvidia.com", 2, {}, {Text("main")}}};
    const auto patch = workloadPatch(*formOf(*snapshot, found[0]), found[0], proposal, false);
    QVERIFY(patch["spec"]["jobTemplate"]["spec"]["template"]["spec"].contains("resourceClaims"));
    QVERIFY(!patch["spec"].contains("template"));
    const std::string command = patchCommand(found[0], patch);
    QVERIFY2(command.find("patch cronjob nightly") != std::string::npos, command.c_str());
    std::string lines;
    for (const DiffLine& line : manifestDiff(*snapshot, found[0], proposal, false)) {
      lines += line.text + "\n";
    }
    QVERIFY2(lines.find("apiVersion: batch/v1\nkind: CronJob") == 0 &&
                 lines.find("  jobTemplate:\n    spec:\n      template:") != std::string::npos,
             lines.c_str());
  }
};

QTEST_GUILESS_MAIN(WorkloadsTest)
#include "workloads_test.moc"
