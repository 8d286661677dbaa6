// Classic claims (v1alpha2): class, parameters, when they are allocated, and what the driver says of nodes.
#include "tests/model/explanation/case.h"

using namespace claimscope;
using namespace claimscope::explanation;

namespace {

Scene& classic(Scene& scene) {
  for (const Kind kind :
       {Kind::ResourceClass, Kind::ResourceClassParameters, Kind::ResourceClaimParameters, Kind::PodSchedulingContext}) {
    scene.state(kind, SourceState::live);
  }
  for (const Kind kind : {Kind::ResourceClaim, Kind::ResourceClass, Kind::PodSchedulingContext, Kind::ResourceClaimParameters,
                          Kind::ResourceSlice}) {
    scene.version(kind, "v1alpha2");
  }
  return scene.state(Kind::DeviceClass, SourceState::notServed);
}

Scene& resourceClass(Scene& scene, const std::string& more = {}) {
  return scene.add(Kind::ResourceClass, "{" + Scene::meta("gpu") + ",'driverName':'gpu.example.com'" + more + "}");
}

Scene& claim(Scene& scene, const std::string& more = {}, const std::string& status = {}) {
  return scene.add(Kind::ResourceClaim, "{" + Scene::meta("c", Scene::inNamespace("ml"), "2026-11-24T09:40:00Z") +
                                            ",'spec':{'resourceClassName':'gpu'" + more + "},'status':{" + status + "}}");
}

Scene& context(Scene& scene, const std::string& spec, const std::string& status) {
  return scene.add(Kind::PodSchedulingContext,
                   "{" + Scene::meta("p", Scene::inNamespace("ml")) + ",'spec':{" + spec + "},'status':{" + status + "}}");
}

const std::vector<Case> kClassicCases = {
    {"class missing", [](Scene& s) { claim(classic(s)).pod("p", "c"); }, "claim/ml/c", "DeviceClassMissing", "blockedBefore",
     "ResourceClass gpu|metadata.name|not found", "create-class:gpu", 30},
    {"parameters missing",
     [](Scene& s) {
       claim(resourceClass(classic(s)),
             ",'parametersRef':{'apiGroup':'resource.k8s.io','kind':'ResourceClaimParameters','name':'two'}")
           .pod("p", "c");
     },
     "claim/ml/c", "ParametersMissing", "blockedBefore", "ResourceClaimParameters ml/two|metadata.name|not found",
     "create-parameters", 30},
    {"no pod yet", [](Scene& s) { claim(resourceClass(classic(s))); }, "claim/ml/c", "NoConsumerPod", "waitsForDevices",
     "ResourceClaim ml/c|allocationMode|WaitForFirstConsumer", "", 30},
    {"Immediate and not allocated", [](Scene& s) { claim(resourceClass(classic(s)), ",'allocationMode':'Immediate'"); },
     "claim/ml/c", "WaitsForDriver", "waitsForDevices", "ResourceClaim ml/c|allocationMode|Immediate", "", 30},
    {"deallocation requested",
     [](Scene& s) { claim(resourceClass(classic(s)), "", "'deallocationRequested':true").pod("p", "c"); }, "claim/ml/c",
     "WaitsForDriver", "waitsForDevices", "ResourceClaim ml/c|deallocationRequested|true", "", 30},
    {"driver refuses every node",
     [](Scene& s) {
       claim(resourceClass(classic(s).node("n1").node("n2"))).pod("p", "c");
       context(s, "'potentialNodes':['n1','n2']", "'resourceClaims':[{'name':'gpu','unsuitableNodes':['n1','n2']}]");
     },
     "claim/ml/c", "UnsuitableNodes", "waitsForDevices", "PodSchedulingContext ml/p|unsuitableNodes|n1 and n2", "ask-driver", 30},
    {"driver has said nothing",
     [](Scene& s) {
       claim(resourceClass(classic(s).node("n1"))).pod("p", "c");
       context(s, "'potentialNodes':['n1']", "");
     },
     "claim/ml/c", "WaitsForDriver", "unknown", "PodSchedulingContext ml/p|potentialNodes|n1", "", 30},
    {"driver has to allocate on the chosen node",
     [](Scene& s) {
       claim(resourceClass(classic(s).node("n1").node("n2"))).pod("p", "c");
       context(s, "'potentialNodes':['n1','n2'],'selectedNode':'n1'",
               "'resourceClaims':[{'name':'gpu','unsuitableNodes':['n2']}]");
     },
     "claim/ml/c", "WaitsForDriver", "waitsForDevices", "PodSchedulingContext ml/p|selectedNode|n1", "", 30},
    {"the class's node filter leaves none",
     [](Scene& s) {
       claim(resourceClass(classic(s).node("n1"),
                           ",'suitableNodes':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'node-type','operator':'In',"
                           "'values':['tpu']}]}]}"))
           .pod("p", "c");
     },
     "claim/ml/c", "NodeSelectorMismatch", "canNeverFit", "ResourceClass gpu|suitableNodes|1 node excluded", "", 30},
};

}  // namespace

class ClassicTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void causes_data() { addRows(kClassicCases); }
  void causes() {
    QFETCH(int, index);
    check(kClassicCases[static_cast<std::size_t>(index)]);
  }

  /// What the driver decides is never passed off as known.
  void driverDecides() {
    Scene scene(30);
    claim(resourceClass(classic(scene).node("n1"))).pod("p", "c");
    const Explanation e = explained(scene, "claim/ml/c");
    QVERIFY2(!e.unknowns.empty() && e.unknowns[0].what.find("gpu.example.com") != std::string::npos, textOf(e).c_str());
  }
};

QTEST_APPLESS_MAIN(ClassicTest)
#include "classic_test.moc"
