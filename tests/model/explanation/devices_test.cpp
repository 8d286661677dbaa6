// Causes by devices: rows S1 to S15, S24 and S25 of dra.md 3, each with the change that helps.
#include "tests/model/explanation/case.h"

using namespace claimscope;
using namespace claimscope::explanation;

namespace {

Scene& waits(Scene& scene, const std::string& message = "0/1 nodes are available: 1 cannot allocate all claims.",
             const std::string& reason = "Unschedulable") {
  return scene.pod("p", "c", "", refused(message, reason));
}

/// Node n1 with two devices, class "gpu", and a pod that waits for claim c.
Scene& simple(Scene& scene, int devices = 2, const std::string& extra = {}) {
  scene.deviceClass().node("n1").slice("n1", devices, extra);
  return waits(scene);
}

std::string selecting(const std::string& expression, const std::string& more = {}) {
  return Scene::request("gpu", 1, ",'selectors':[{'cel':{'expression':'" + expression + "'}}]" + more);
}

std::string constrained(int count, const std::string& constraint) {
  return "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu','count':" + std::to_string(count) +
         "}}],'constraints':[{" + constraint + "}]}}";
}

Scene& holder(Scene& scene, const std::string& name, const std::vector<std::string>& devices, const std::string& more = {}) {
  scene.claim(name, Scene::allocated("n1", devices, more) + "," + Scene::reserved({name + "-pod"}));
  return scene.pod(name + "-pod", name, "n1", "'phase':'Running'");
}

/// A slice of one pool on n1 with these devices.
Scene& sliceOf(Scene& scene, const std::string& name, const std::string& devices, int generation = 1, int count = 1,
               const std::string& more = {}) {
  return scene.add(Kind::ResourceSlice,
                   "{" + Scene::meta(name) +
                       ",'spec':{'driver':'gpu.example.com','nodeName':'n1','pool':{'name':'n1','generation':" +
                       std::to_string(generation) + ",'resourceSliceCount':" + std::to_string(count) + "}" +
                       (devices.empty() ? "" : ",'devices':[" + devices + "]") + more + "}}");
}

std::string device(const std::string& name, const std::string& attributes, const std::string& more = {}) {
  return "{'name':'" + name + "','attributes':{" + attributes + "}" + (more.empty() ? "" : "," + more) + "}";
}

constexpr const char* kCounters = ",'sharedCounters':[{'name':'gpu','counters':{'memory':{'value':'80Gi'}}}]";

std::string partition(const std::string& name, const std::string& memory) {
  return device(name, "'type':{'string':'mig'}",
                "'consumesCounters':[{'counterSet':'gpu','counters':{'memory':{'value':'" + memory + "'}}}]");
}

const std::string kShared = "'allowMultipleAllocations':true,'capacity':{'memory':{'value':'80Gi'}}";

std::string asking(const std::string& capacity, const std::string& amount) {
  return Scene::request("gpu", 1, ",'capacity':{'requests':{'" + capacity + "':'" + amount + "'}}");
}

const std::vector<Case> kDeviceCases = {
    {"S1 no slice of the driver", [](Scene& s) { waits(s.deviceClass().node("n1").claim("c")); }, "claim/ml/c",
     "DriverHasNoSlices", "canNeverFit", "ResourceSlices of gpu.example.com|spec.pool|0 slices", "start-driver"},
    {"S2 no device of the class",
     [](Scene& s) {
       s.deviceClass(
           "gpu", "device.driver == \\\"gpu.example.com\\\" && device.attributes[\\\"gpu.example.com\\\"].type == \\\"tpu\\\"");
       waits(s.node("n1").slice("n1", 2).claim("c"));
     },
     "claim/ml/c", "NoDeviceMatchesClass", "canNeverFit", "DeviceClass gpu|selectors|tpu", "edit-class:gpu"},
    {"S2 a class that asks for another value",
     [](Scene& s) {
       s.deviceClass("gpu",
                     "device.driver == \\\"gpu.example.com\\\" && "
                     "device.attributes[\\\"gpu.example.com\\\"].productName == \\\"EXAMPLE X200\\\"");
       waits(s.node("n1").slice("n1", 2).claim("c"));
     },
     "claim/ml/c", "NoDeviceMatchesClass", "canNeverFit", "DeviceClass gpu|selectors|X200", "!relax-class:gpu"},
    {"S3 no device passes: equality to another value",
     [](Scene& s) {
       simple(s).claim("c", "", selecting("device.attributes[\\\"gpu.example.com\\\"].productName == \\\"EXAMPLE X200\\\""));
     },
     "claim/ml/c", "NoDeviceMatchesRequest", "canNeverFit", "ResourceClaim ml/c|selectors|X200", "!relax:r:1"},
    {"S3 no device passes: threshold",
     [](Scene& s) {
       simple(s, 2, "'capacity':{'memory':{'value':'40Gi'}}")
           .claim("c", "", selecting("device.capacity[\\\"gpu.example.com\\\"].memory.compareTo(quantity(\\\"80Gi\\\")) >= 0"));
     },
     "claim/ml/c", "NoDeviceMatchesRequest", "canNeverFit", "ResourceClaim ml/c|selectors|80Gi", "!relax:r:1"},
    {"S3 no device passes: mistyped name behind a guard",
     [](Scene& s) {
       simple(s).claim("c", "",
                       selecting("\\\"productNmae\\\" in device.attributes[\\\"gpu.example.com\\\"] && "
                                 "device.attributes[\\\"gpu.example.com\\\"].productNmae == \\\"EXAMPLE X100\\\""));
     },
     "claim/ml/c", "NoDeviceMatchesRequest", "canNeverFit", "ResourceClaim ml/c|selectors|productNmae", "!rename:r:productNmae"},
    {"S4 run-time error by a mistyped name",
     [](Scene& s) {
       s.deviceClass().node("n1").slice("n1", 2).claim(
           "c", "", selecting("device.attributes[\\\"gpu.example.com\\\"].tpye == \\\"gpu\\\""));
       waits(s, "running \\\"DynamicResources\\\" filter plugin: claim ml/c: selector #0: CEL runtime error: no such key: tpye",
             "SchedulerError");
     },
     "claim/ml/c", "SelectorRuntimeError", "canNeverFit", "Device gpu.example.com/n1/gpu-0|CEL|no such key: tpye",
     "!rename:r:tpye"},
    {"S4 run-time error where one kind of device lacks an attribute",
     [](Scene& s) {
       s.deviceClass().node("n1");
       sliceOf(s, "s",
               device("a", "'type':{'string':'gpu'}") + "," + device("b", "'type':{'string':'gpu'},'nvlink':{'bool':true}"));
       waits(s, "running \\\"DynamicResources\\\" filter plugin: claim ml/c: selector #0: CEL runtime error: no such key: nvlink",
             "SchedulerError")
           .claim("c", "", selecting("device.attributes[\\\"gpu.example.com\\\"].nvlink"));
     },
     "claim/ml/c", "SelectorRuntimeError", "canNeverFit", "Device gpu.example.com/n1/a|CEL|no such key: nvlink",
     "!guard:r:nvlink"},
    {"S5 all in use by a pod",
     [](Scene& s) {
       holder(simple(s), "h", {"gpu-0", "gpu-1"}).claim("c");
     },
     "claim/ml/c", "AllMatchingDevicesInUse", "waitsForDevices", "ResourceClaim ml/h|status.allocation|gpu-0", "!release:ml/h"},
    {"S5 all held by a claim that nobody uses",
     [](Scene& s) {
       simple(s).claim("h", Scene::allocated("n1", {"gpu-0", "gpu-1"})).claim("c");
     },
     "claim/ml/c", "AllMatchingDevicesInUse", "waitsForDevices", "ResourceClaim ml/h|status.allocation|gpu-0", "!release:ml/h"},
    {"S5 too few free", [](Scene& s) { holder(simple(s), "h", {"gpu-0"}).claim("c", "", Scene::request("gpu", 2)); },
     "claim/ml/c", "NotEnoughDevices", "waitsForDevices", "ResourceClaim ml/h|status.allocation|gpu-0", "!release:ml/h"},
    {"more than any node has", [](Scene& s) { simple(s).claim("c", "", Scene::request("gpu", 3)); }, "claim/ml/c",
     "NotEnoughDevices", "canNeverFit", "ResourceClaim ml/c|requests|3 of class gpu", "!lower-count:r"},
    {"S6 tainted by its slice",
     [](Scene& s) { simple(s, 1, "'taints':[{'key':'example.com/ecc','value':'bad','effect':'NoSchedule'}]").claim("c"); },
     "claim/ml/c", "DeviceTainted", "waitsForDevices", "ResourceSlice of pool n1|taints|example.com/ecc=bad:NoSchedule",
     "!tolerate:r"},
    {"S6 tainted by a rule",
     [](Scene& s) {
       simple(s).claim("c").add(Kind::DeviceTaintRule,
                                "{" + Scene::meta("keep") +
                                    ",'spec':{'deviceSelector':{'driver':'gpu.example.com'},'taint':{'key':'example.com/"
                                    "repair','effect':'NoSchedule'}}}");
     },
     "claim/ml/c", "DeviceTainted", "waitsForDevices", "DeviceTaintRule keep|spec.taint|example.com/repair:NoSchedule",
     "!delete-rule:keep"},
    {"S7 pool incomplete", [](Scene& s) { waits(s.deviceClass().node("n1").slice("n1", 2, "", 1, 2).claim("c")); }, "claim/ml/c",
     "PoolIncomplete", "waitsForDevices", "Pool gpu.example.com/n1|resourceSliceCount|2, but 1 slice", "!repair-pool"},
    {"S7 incomplete, for All, before 1.35",
     [](Scene& s) {
       s.deviceClass()
           .node("n1")
           .slice("n1", 2, "", 1, 2)
           .claim("c", "",
                  "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu','allocationMode':'All'}}]}}");
       waits(s,
             "running \\\"DynamicResources\\\" filter plugin: claim ml/c, request r: asks for all devices, but resource pool n1 "
             "is currently being updated",
             "SchedulerError");
     },
     "claim/ml/c", "PoolIncomplete", "waitsForDevices", "ResourceSlices of gpu.example.com|spec.pool|incomplete: n1", "", 34},
    {"S8 pool invalid",
     [](Scene& s) {
       s.deviceClass().node("n1").claim("c");
       sliceOf(s, "a", device("gpu-0", "'type':{'string':'gpu'}"), 1, 2);
       sliceOf(s, "b", device("gpu-0", "'type':{'string':'gpu'}"), 1, 2);
       waits(s, "0/1 nodes are available: 1 invalid resource pools were encountered.");
     },
     "claim/ml/c", "PoolInvalid", "waitsForDevices", "Pool gpu.example.com/n1|spec.devices|published twice", "repair-pool"},
    {"S9 only an older generation has it",
     [](Scene& s) {
       s.deviceClass().node("n1").claim("c", "", selecting("device.attributes[\\\"gpu.example.com\\\"].model == \\\"H100\\\""));
       sliceOf(s, "old", device("gpu-1", "'model':{'string':'H100'}"), 1);
       sliceOf(s, "new", device("gpu-0", "'model':{'string':'A30'}"), 2);
       waits(s);
     },
     "claim/ml/c", "PoolStaleGeneration", "waitsForDevices", "Pool gpu.example.com/n1|generation|newest is 2, 1 slice older",
     "repair-pool"},
    {"S11 class missing",
     [](Scene& s) {
       waits(s.node("n1").slice("n1", 1).claim("c"), "0/1 nodes are available: request r: device class gpu does not exist.");
     },
     "claim/ml/c", "DeviceClassMissing", "blockedBefore", "DeviceClass gpu|metadata.name|not found", "create-class:gpu"},
    {"S11 class mistyped", [](Scene& s) { waits(s.deviceClass("gpus").node("n1").slice("n1", 1).claim("c")); }, "claim/ml/c",
     "DeviceClassMissing", "blockedBefore", "DeviceClass gpu|metadata.name|not found", "!other-class:r"},
    {"S12 matchAttribute cannot be met",
     [](Scene& s) {
       s.deviceClass().node("n1");
       sliceOf(s, "s", device("a", "'numa':{'int':0}") + "," + device("b", "'numa':{'int':1}"));
       waits(s).claim("c", "", constrained(2, "'matchAttribute':'gpu.example.com/numa'"));
     },
     "claim/ml/c", "ConstraintUnsatisfiable", "canNeverFit", "Devices that match|numa|2 values: 0 and 1", "!drop-constraint:0"},
    {"S12 matchAttribute could be met, were it not for holders",
     [](Scene& s) {
       s.deviceClass().node("n1");
       sliceOf(s, "s",
               device("a", "'numa':{'int':0}") + "," + device("b", "'numa':{'int':0}") + "," + device("c", "'numa':{'int':1}"));
       holder(waits(s), "h", {"b"}).claim("c", "", constrained(2, "'matchAttribute':'gpu.example.com/numa'"));
     },
     "claim/ml/c", "ConstraintUnsatisfiable", "waitsForDevices", "ResourceClaim ml/c|constraints|numa", "!release:ml/h"},
    {"S12 distinctAttribute cannot be met",
     [](Scene& s) {
       s.deviceClass().node("n1");
       sliceOf(s, "s", device("a", "'root':{'string':'x'}") + "," + device("b", "'root':{'string':'x'}"));
       waits(s).claim("c", "", constrained(2, "'distinctAttribute':'gpu.example.com/root'"));
     },
     "claim/ml/c", "ConstraintUnsatisfiable", "canNeverFit", "Devices that match|root|1 value: x", "!drop-constraint:0"},
    {"S13 counters used up",
     [](Scene& s) {
       s.deviceClass().node("n1");
       sliceOf(s, "counters", "", 1, 2, kCounters);
       sliceOf(s, "devices", partition("whole", "80Gi") + "," + partition("half", "40Gi"), 1, 2);
       holder(waits(s), "h", {"half"}).claim("c", "", Scene::request());
       s.deviceClass("other");
     },
     "claim/ml/c", "CountersExhausted", "waitsForDevices", "Device gpu.example.com/n1/whole|consumesCounters|memory",
     "!release:ml/h"},
    {"S14 capacity taken by other shares",
     [](Scene& s) {
       simple(s, 1, kShared).claim("c", "", asking("memory", "40Gi"));
       holder(s, "h", {"gpu-0"}, ",'shareID':'11111111-1111-1111-1111-111111111111','consumedCapacity':{'memory':'60Gi'}");
     },
     "claim/ml/c", "CapacityExceeded", "waitsForDevices", "ResourceClaim ml/c|capacity.requests memory|40Gi", "!release:ml/h"},
    {"S14 more than a device has", [](Scene& s) { simple(s, 1, kShared).claim("c", "", asking("memory", "100Gi")); },
     "claim/ml/c", "CapacityExceeded", "canNeverFit", "Device gpu.example.com/n1/gpu-0|capacity|memory 80Gi", "!less-capacity:r"},
    {"S14 capacity spelled with its domain",
     [](Scene& s) { simple(s, 1, kShared).claim("c", "", asking("gpu.example.com/memory", "10Gi")); }, "claim/ml/c",
     "CapacityNameUnknown", "canNeverFit", "Device gpu.example.com/n1/gpu-0|capacity|memory 80Gi", "!capacity-name:r"},
    {"S15 All with one in use",
     [](Scene& s) {
       holder(simple(s, 3), "h", {"gpu-1"})
           .claim("c", "",
                  "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu','allocationMode':'All'}}]}}");
     },
     "claim/ml/c", "AllModeNeedsEveryDevice", "waitsForDevices", "ResourceClaim ml/h|status.allocation|gpu-1", "!release:ml/h"},
    {"S15 more than 32", [](Scene& s) { simple(s, 40).claim("c", "", Scene::request("gpu", 33)); }, "claim/ml/c",
     "TooManyDevicesForClaim", "canNeverFit", "ResourceClaim ml/c|requests|33 of class gpu", "!lower-count:r"},
    {"S24 no alternative fits",
     [](Scene& s) {
       simple(s, 1).claim(
           "c", "",
           "'spec':{'devices':{'requests':[{'name':'r','firstAvailable':[{'name':'large','deviceClassName':'gpu','count':4},"
           "{'name':'small','deviceClassName':'gpu','selectors':[{'cel':{'expression':'device.attributes["
           "\\\"gpu.example.com\\\"].type == \\\"mig\\\"'}}]}]}]}}");
     },
     "claim/ml/c", "NoAlternativeFits", "canNeverFit", "ResourceClaim ml/c|r/|of class gpu", "!relax:r/small:1"},
    {"S25 device needs a feature that is off",
     [](Scene& s) { simple(s, 1, "'bindingConditions':['Ready'],'bindingFailureConditions':['Broken']").claim("c"); },
     "claim/ml/c", "DeviceNotSelectable", "canNeverFit", "Device gpu.example.com/n1/gpu-0|spec.devices|binding", "", 34},
    {"S20 allocation in flight",
     [](Scene& s) {
       s.deviceClass().node("n1").slice("n1", 2).claim("c");
       waits(s, "running PreBind plugin \\\"DynamicResources\\\": claim c got allocated elsewhere in the meantime",
             "SchedulerError");
     },
     "claim/ml/c", "AllocationInFlight", "canFit", "Pod ml/p|PodScheduled|elsewhere", ""},
    {"S21 scheduler times out",
     [](Scene& s) {
       s.deviceClass().node("n1").slice("n1", 2).claim("c");
       waits(s, "running \\\"DynamicResources\\\" filter plugin: node n1: timed out trying to allocate devices",
             "SchedulerError");
     },
     "claim/ml/c", "SchedulerTimeout", "canFit", "Pod ml/p|PodScheduled|timed out", ""},
    {"S23 number of allocations, a bug of 1.35",
     [](Scene& s) {
       s.deviceClass().node("n1").slice("n1", 2).claim("c");
       waits(s,
             "running Score plugin \\\"DynamicResources\\\": number of allocations 0 is smaller than number of claims needing "
             "allocation",
             "SchedulerError");
     },
     "claim/ml/c", "SchedulerError", "canFit", "Pod ml/p|PodScheduled|smaller than number of claims", "", 35},
    {"fits now", [](Scene& s) { s.deviceClass().node("n1").slice("n1", 2).claim("c").pod("p", "c"); }, "claim/ml/c", "Fits",
     "canFit", "ResourceClaim ml/c|requests|1 of class gpu", ""},
};

}  // namespace

class DevicesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void causes_data() { addRows(kDeviceCases); }
  void causes() {
    QFETCH(int, index);
    check(kDeviceCases[static_cast<std::size_t>(index)]);
  }

  /// Every verified fix says the node where the claim would then be.
  void verifiedFixesNameANode() {
    for (const Case& one : kDeviceCases) {
      Scene scene(one.minor);
      one.build(scene);
      for (const Fix& fix : explained(scene, one.object).fixes) {
        QVERIFY2(!fix.verified || !fix.node.empty(), (one.id + ": " + fix.id).c_str());
      }
    }
  }

  void equalSnapshotsGiveEqualAnswers() {
    for (const Case& one : kDeviceCases) {
      Scene first(one.minor);
      Scene second(one.minor);
      one.build(first);
      one.build(second);
      QCOMPARE(textOf(explained(first, one.object)), textOf(explained(second, one.object)));
    }
  }

  void hiddenSlicesMakeItUnknown() {
    Scene scene(37);
    scene.state(Kind::ResourceSlice, SourceState::forbidden).deviceClass().node("n1").claim("c");
    waits(scene);
    const Explanation e = explained(scene, "claim/ml/c");
    QVERIFY2(e.verdict == Verdict::unknown, textOf(e).c_str());
    QVERIFY(!e.unknowns.empty());
  }

  void hiddenRulesKeepTheVerdict() {
    Scene scene(37);
    scene.state(Kind::DeviceTaintRule, SourceState::forbidden);
    holder(simple(scene), "h", {"gpu-0", "gpu-1"}).claim("c");
    const Explanation e = explained(scene, "claim/ml/c");
    QVERIFY2(e.verdict == Verdict::waitsForDevices, textOf(e).c_str());
    QVERIFY2(e.unknowns.size() == 1 && e.unknowns[0].effect.find("verdict stays") != std::string::npos, textOf(e).c_str());
  }
};

QTEST_APPLESS_MAIN(DevicesTest)
#include "devices_test.moc"
