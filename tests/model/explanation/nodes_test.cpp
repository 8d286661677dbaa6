// Causes by nodes: rows S10, S16, S17, S27 of dra.md 3, reasons node by node, and which of them is the main one.
#include "tests/model/explanation/case.h"

using namespace claimscope;
using namespace claimscope::explanation;

namespace {

Scene& waits(Scene& scene, const std::string& spec = {}) {
  return scene.add(Kind::Pod, "{" + Scene::meta("p", Scene::inNamespace("ml"), "2026-11-24T09:40:00Z") + ",'spec':{" + spec +
                                  "'containers':[{'name':'c','resources':{'requests':{'cpu':'2'},'claims':[{'name':'gpu'}]}}],"
                                  "'resourceClaims':[{'name':'gpu','resourceClaimName':'c'}]},'status':{" +
                                  refused() + "}}");
}

Scene& labelled(Scene& scene, const std::string& name, const std::string& label, const std::string& spec = {},
                const std::string& status = {}) {
  return scene.add(Kind::Node, "{" + Scene::meta(name, "'labels':{'rack':'" + label + "'}") + ",'spec':{" + spec +
                                   "},'status':{" + status + "}}");
}

Scene& inUse(Scene& scene, const std::string& node, const std::string& name, const std::vector<std::string>& devices) {
  return scene.claim(name, Scene::allocated(node, devices) + "," + Scene::reserved({name + "-pod"}))
      .pod(name + "-pod", name, node, "'phase':'Running'");
}

const std::vector<Case> kNodeCases = {
    {"S16 node taint",
     [](Scene& s) {
       s.deviceClass()
           .node("n1", "'taints':[{'key':'example.com/dedicated','value':'x','effect':'NoSchedule'}]")
           .node("n2")
           .slice("n1", 1)
           .claim("c");
       waits(s);
     },
     "pod/ml/p", "NodeTaintNotTolerated", "waitsForDevices", "Node n1|spec.taints|example.com/dedicated", "!tolerate-node:n1"},
    {"S16 node cordoned",
     [](Scene& s) {
       s.deviceClass().node("n1", "'unschedulable':true").node("n2").slice("n1", 1).claim("c");
       waits(s);
     },
     "pod/ml/p", "NodeTaintNotTolerated", "waitsForDevices", "Node n1|spec.unschedulable|cordoned", "!uncordon:n1"},
    {"S16 no room for the pod",
     [](Scene& s) {
       labelled(s.deviceClass(), "n1", "a", "", "'allocatable':{'cpu':'1','pods':'10'}").slice("n1", 1).claim("c");
       waits(s);
     },
     "pod/ml/p", "InsufficientNodeResources", "waitsForDevices", "Node n1|allocatable|Insufficient cpu", "room:n1"},
    {"S16 another pod has the room",
     [](Scene& s) {
       labelled(s.deviceClass(), "n1", "a", "", "'allocatable':{'cpu':'4','pods':'10'}").slice("n1", 1).claim("c");
       for (const std::string cpu : {"1", "3"}) {  // without the first the pod would still not fit
         s.add(Kind::Pod, "{" + Scene::meta("busy-" + cpu, Scene::inNamespace("ml")) +
                              ",'spec':{'nodeName':'n1','containers':[{'name':'c','resources':{'requests':{'cpu':'" + cpu +
                              "'}}}]},'status':{'phase':'Running'}}");
       }
       waits(s);
     },
     "pod/ml/p", "InsufficientNodeResources", "waitsForDevices", "Node n1|allocatable|Insufficient cpu", "!room:n1"},
    {"S16 another pod keeps it away",
     [](Scene& s) {
       labelled(s.deviceClass(), "n1", "a").slice("n1", 1).claim("c");
       s.add(Kind::Pod, "{" + Scene::meta("train-0", Scene::inNamespace("ml", "'labels':{'app':'train'}")) +
                            ",'spec':{'nodeName':'n1','containers':[{'name':'c'}]},'status':{'phase':'Running'}}");
       waits(s,
             "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'rack',"
             "'labelSelector':{'matchLabels':{'app':'train'}}}]}},");
     },
     "pod/ml/p", "PodAffinityUnsatisfied", "waitsForDevices", "Node n1|other pods|rack=a already has ml/train-0", "!room:n1"},
    {"S16 affinity to a pod that is not there",
     [](Scene& s) {
       labelled(s.deviceClass(), "n1", "a").slice("n1", 1).claim("c");
       waits(s,
             "'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'rack',"
             "'labelSelector':{'matchLabels':{'app':'train'}}}]}},");
     },
     "pod/ml/p", "PodAffinityUnsatisfied", "waitsForDevices", "Node n1|other pods|no pod that it goes with in rack=a", ""},
    {"S16 topology spread",
     [](Scene& s) {
       labelled(labelled(s.deviceClass(), "n1", "a"), "n2", "b").slice("n1", 1).claim("c");
       s.add(Kind::Pod, "{" + Scene::meta("train-0", Scene::inNamespace("ml", "'labels':{'app':'train'}")) +
                            ",'spec':{'nodeName':'n1','containers':[{'name':'c'}]},'status':{'phase':'Running'}}");
       s.add(Kind::Pod, "{" + Scene::meta("train-1", Scene::inNamespace("ml", "'labels':{'app':'train'}")) +
                            ",'spec':{'nodeName':'n1','containers':[{'name':'c'}]},'status':{'phase':'Running'}}");
       waits(s,
             "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'rack','whenUnsatisfiable':'DoNotSchedule',"
             "'labelSelector':{'matchLabels':{'app':'train'}}}],");
     },
     "pod/ml/p", "TopologySpreadUnsatisfied", "waitsForDevices", "Node n1|other pods|skew would be 2, maximum 1", ""},
    {"S16 the host port is taken",
     [](Scene& s) {
       labelled(s.deviceClass(), "n1", "a").slice("n1", 1).claim("c");
       s.add(Kind::Pod,
             "{" + Scene::meta("proxy", Scene::inNamespace("ml")) +
                 ",'spec':{'nodeName':'n1','containers':[{'name':'c','ports':[{'hostPort':80}]}]},'status':{'phase':'Running'}}");
       waits(s, "'hostNetwork':true,'initContainers':[{'name':'i','restartPolicy':'Always','ports':[{'containerPort':80}]}],");
     },
     "pod/ml/p", "HostPortTaken", "waitsForDevices", "Node n1|host ports|host port 80/TCP is taken by ml/proxy", "!room:n1"},
    {"S16 no node matches the selector",
     [](Scene& s) {
       labelled(s.deviceClass(), "n1", "a").slice("n1", 1).claim("c");
       waits(s, "'nodeSelector':{'rack':'b'},");
     },
     "pod/ml/p", "NodeSelectorMismatch", "canNeverFit", "Node n1|metadata.labels|rack=b", "!label-node:n1"},
    {"S16 devices on other nodes",
     [](Scene& s) {
       labelled(labelled(s.deviceClass(), "n1", "a"), "n2", "b").slice("n1", 1).claim("c");
       waits(s, "'nodeSelector':{'rack':'b'},");
     },
     "pod/ml/p", "DevicesOnOtherNodes", "canNeverFit", "Node n1|metadata.labels|rack=b", "!label-node:n1"},
    {"S10 the node's slices were withdrawn",
     [](Scene& s) {
       labelled(labelled(s.deviceClass(), "n1", "a"), "n2", "b").slice("n1", 1).claim("c");
       inUse(s, "n2", "old", {"gpu-0"});
       waits(s, "'nodeSelector':{'rack':'b'},");
     },
     "pod/ml/p", "NodeHasNoSlices", "canNeverFit", "Device gpu.example.com/n2/gpu-0|ResourceSlice|withdrawn", "start-driver"},
    {"S17 claim allocated to another node, which is cordoned",
     [](Scene& s) {
       s.deviceClass().node("n1", "'unschedulable':true").node("n2").slice("n1", 1).slice("n2", 1);
       s.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"first"}))
           .pod("first", "c", "n1", "'phase':'Running'");
       waits(s);
     },
     "pod/ml/p", "ClaimPinnedToOtherNode", "waitsForDevices", "ResourceClaim ml/c|allocation.nodeSelector|n1", "!uncordon:n1"},
    {"S17 claim allocated where the pod may not go",
     [](Scene& s) {
       labelled(labelled(s.deviceClass(), "n1", "a"), "n2", "b").slice("n1", 1).slice("n2", 1);
       s.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"first"}))
           .pod("first", "c", "n1", "'phase':'Running'");
       waits(s, "'nodeSelector':{'rack':'b'},");
     },
     "pod/ml/p", "ClaimPinnedToOtherNode", "waitsForDevices", "ResourceClaim ml/c|allocation.nodeSelector|n1", ""},
    {"S27 the device plugin has the hardware",
     [](Scene& s) {
       labelled(s.deviceClass(), "n1", "a", "", "'allocatable':{'cpu':'4','pods':'10','example.com/gpu':'8'}").claim("c");
       waits(s);
     },
     "pod/ml/p", "DriverHasNoSlices", "canNeverFit", "Node n1|status.allocatable|example.com/gpu 8", "start-driver"},
    {"no node has devices for both requests",
     [](Scene& s) {
       s.deviceClass().deviceClass("cpu", "device.driver == \\\"cpu.example.com\\\"").node("n1").node("n2").slice("n1", 1);
       s.add(Kind::ResourceSlice, "{" + Scene::meta("cpus") +
                                      ",'spec':{'driver':'cpu.example.com','nodeName':'n2','pool':{'name':'n2','generation':1,"
                                      "'resourceSliceCount':1},'devices':[{'name':'cpu-0'}]}}");
       s.claim("c", "",
               "'spec':{'devices':{'requests':[{'name':'g','exactly':{'deviceClassName':'gpu'}},{'name':'c','exactly':{"
               "'deviceClassName':'cpu'}}]}}");
       waits(s);
     },
     "pod/ml/p", "DevicesOnOtherNodes", "canNeverFit", "ResourceClaim ml/c|requests[|of class", ""},
    {"a PodGroup holds the device",
     [](Scene& s) {
       s.deviceClass().node("n1").slice("n1", 1).claim("c");
       s.claim("h", Scene::allocated("n1", {"gpu-0"}) +
                        ",'reservedFor':[{'apiGroup':'scheduling.k8s.io','resource':'podgroups','name':'team','uid':'u'}]");
       waits(s);
     },
     "pod/ml/p", "AllMatchingDevicesInUse", "waitsForDevices", "ResourceClaim ml/h|status.allocation|gpu-0", "!release:ml/h"},
    {"nodes fail for different reasons",
     [](Scene& s) {
       s.deviceClass()
           .node("n1")
           .node("n2")
           .slice("n1", 1)
           .slice("n2", 1, "'taints':[{'key':'k','effect':'NoSchedule'}]")
           .claim("c");
       inUse(s, "n1", "h", {"gpu-0"});
       waits(s);
     },
     "pod/ml/p", "MixedPerNode", "waitsForDevices", "ResourceClaim ml/h|status.allocation|gpu-0", "!release:ml/h"},
};

}  // namespace

class NodesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void causes_data() { addRows(kNodeCases); }
  void causes() {
    QFETCH(int, index);
    check(kNodeCases[static_cast<std::size_t>(index)]);
  }

  /// Nodes that the pod's own selector leaves out do not count: all it may use are in use, whatever others have.
  void excludedNodesDoNotCount() {
    Scene scene(37);
    labelled(labelled(scene.deviceClass(), "n1", "a"), "n2", "b").slice("n1", 1).slice("n2", 2).claim("c");
    inUse(scene, "n1", "h", {"gpu-0"});
    waits(scene, "'nodeSelector':{'rack':'a'},");
    const Explanation e = explained(scene, "pod/ml/p");
    QCOMPARE(e.reason, std::string("AllMatchingDevicesInUse"));
    QCOMPARE(e.nodes.size(), std::size_t{2});
    QVERIFY(e.nodes[0].relevant && !e.nodes[1].relevant);
    QCOMPARE(e.nodes[0].name, std::string("n1"));
  }

  /// Nodes without such devices are not what holds the claim.
  void nodesWithoutDevicesAreNotTheReason() {
    Scene scene(37);
    scene.deviceClass().node("n1").node("n2").node("n3").slice("n1", 1).claim("c");
    inUse(scene, "n1", "h", {"gpu-0"});
    waits(scene);
    const Explanation e = explained(scene, "pod/ml/p");
    QCOMPARE(e.reason, std::string("AllMatchingDevicesInUse"));
    QVERIFY(hasFix(e, "!add-node:n1"));
  }

  /// Slices without any Node object, as in a file with claims and slices alone.
  void nodesThatOnlySlicesName() {
    Scene scene(37);
    scene.deviceClass().slice("n1", 1).claim("c");
    const Explanation e = explained(scene, "claim/ml/c");
    QVERIFY2(e.verdict == Verdict::canFit, textOf(e).c_str());
    QCOMPARE(e.nodes.size(), std::size_t{1});
  }
};

QTEST_APPLESS_MAIN(NodesTest)
#include "nodes_test.moc"
