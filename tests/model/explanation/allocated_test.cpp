// Causes after allocation: rows S18, S28, B1, B2, K1 to K4 and R1 to R5 of dra.md 3.
#include "tests/model/explanation/case.h"

using namespace claimscope;
using namespace claimscope::explanation;

namespace {

Scene& hardware(Scene& scene) {
  return scene.deviceClass().node("n1").slice("n1", 2);
}

std::string bound(const std::string& more = {}) {
  return Scene::allocated("n1", {"gpu-0"}, more) + "," + Scene::reserved({"p"});
}

std::string crowd(int count) {
  std::vector<std::string> pods;
  for (int i = 0; i < count; ++i) {
    pods.push_back("x" + std::to_string(i));
  }
  return Scene::reserved(pods);
}

const std::string kConditions = ",'bindingConditions':['FabricReady'],'bindingFailureConditions':['FabricBroken']";

std::string deviceStatus(const std::string& type) {
  return ",'devices':[{'driver':'gpu.example.com','pool':'n1','device':'gpu-0','conditions':[{'type':'" + type +
         "','status':'True','message':'no link'}]}]";
}

void prepareFails(Scene& scene, const std::string& message) {
  hardware(scene).claim("c", bound()).pod("p", "c", "n1");
  scene.event("p", "FailedPrepareDynamicResources", "Failed to prepare dynamic resources: " + message);
}

const std::vector<Case> kAllocatedCases = {
    {"runs", [](Scene& s) { hardware(s).claim("c", bound()).pod("p", "c", "n1", "'phase':'Running'"); }, "claim/ml/c", "Running",
     "allocated", "Pod ml/p|status.phase|Running", ""},
    {"devices ready, image missing",
     [](Scene& s) {
       hardware(s)
           .claim("c", bound())
           .pod("p", "c", "n1",
                "'phase':'Pending','conditions':[{'type':'PodReadyToStartContainers','status':'True'}],"
                "'containerStatuses':[{'name':'c','state':{'waiting':{'reason':'ImagePullBackOff'}}}]");
     },
     "pod/ml/p", "ContainerWaiting", "allocated", "Pod ml/p|containerStatuses|ImagePullBackOff", ""},
    {"S18 reservedFor is full",
     [](Scene& s) {
       hardware(s).claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + crowd(256));
       s.pod("p", "c", "",
             refused("running PreBind plugin \\\"DynamicResources\\\": add reservation to claim ml/c: Too many: 257",
                     "SchedulerError"));
     },
     "pod/ml/p", "ReservedForFull", "blockedBefore", "ResourceClaim ml/c|reservedFor|256 of 256", "split-claim"},
    {"S18 through 1.32.0 at 32",
     [](Scene& s) { hardware(s).claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + crowd(32)).pod("p", "c"); }, "pod/ml/p",
     "ReservedForFull", "blockedBefore", "ResourceClaim ml/c|reservedFor|32 of 32", "split-claim", 31},
    {"S28 allocation of before the upgrade",
     [](Scene& s) {
       hardware(s).claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"q"}));
       s.pod("q", "c", "n1", "'phase':'Running'");
       s.pod("p", "c", "",
             refused("running PreBind plugin \\\"DynamicResources\\\": add reservation to claim ml/c: status.allocation: Invalid "
                     "value: field is immutable",
                     "SchedulerError"));
     },
     "pod/ml/p", "SchedulerError", "blockedBefore", "Pod ml/p|PodScheduled|immutable", ""},
    {"B1 condition not yet True", [](Scene& s) { hardware(s).claim("c", bound(kConditions)).pod("p", "c"); }, "claim/ml/c",
     "BindingConditionsPending", "allocated", "ResourceClaim ml/c|bindingConditions|FabricReady", "check-binding"},
    {"B1 failure condition True",
     [](Scene& s) { hardware(s).claim("c", bound(kConditions) + deviceStatus("FabricBroken")).pod("p", "c"); }, "claim/ml/c",
     "BindingConditionFailed", "allocated", "ResourceClaim ml/c|FabricBroken|True", "check-device"},
    {"B2 writes refused",
     [](Scene& s) {
       hardware(s).claim("c");
       s.pod("p", "c", "",
             refused("running PreBind plugin \\\"DynamicResources\\\": add allocation and reservation to claim ml/c: forbidden",
                     "SchedulerError"));
     },
     "pod/ml/p", "SchedulerError", "canFit", "Pod ml/p|PodScheduled|forbidden", ""},
    {"K1 driver not registered", [](Scene& s) { prepareFails(s, "DRA driver gpu.example.com is not registered"); }, "pod/ml/p",
     "DriverNotRegistered", "allocated", "FailedPrepareDynamicResources|message|not registered", "look-driver"},
    {"K1 older words",
     [](Scene& s) { prepareFails(s, "plugin name gpu.example.com not found in the list of registered DRA plugins"); }, "pod/ml/p",
     "DriverNotRegistered", "allocated", "FailedPrepareDynamicResources|message|registered", "look-driver"},
    {"K2 bound past the scheduler",
     [](Scene& s) {
       hardware(s).claim("c").pod("p", "c", "n1");
       s.event("p", "FailedPrepareDynamicResources",
               "Failed to prepare dynamic resources: pod ml/p (uid) is not allowed to use ResourceClaim ml/c (uid)");
     },
     "pod/ml/p", "PodNotReserved", "blockedBefore", "Pod ml/p|spec.nodeName|n1", "recreate-unbound"},
    {"K3 driver error", [](Scene& s) { prepareFails(s, "NodePrepareResources failed for ResourceClaim c: out of memory"); },
     "pod/ml/p", "PrepareFailed", "allocated", "FailedPrepareDynamicResources|message|out of memory", "driver-log"},
    {"K4 older claim still prepared",
     [](Scene& s) {
       prepareFails(s, "old ResourceClaim with same name c and different UID x still exists (previous pod force-deleted?!)");
     },
     "pod/ml/p", "PrepareFailed", "allocated", "FailedPrepareDynamicResources|message|still exists", "driver-log"},
    {"R1 pod cannot end, driver is gone",
     [](Scene& s) {
       s.deviceClass().node("n1");
       s.claim("c", bound());
       s.pod("p", "c", "n1", "'phase':'Running'", "'deletionTimestamp':'2026-11-24T09:30:00Z'");
     },
     "claim/ml/c", "DriverNotRegistered", "allocated", "ResourceSlice of gpu.example.com|n1|none", ""},
    {"R2 deleted claim of a pod that is gone",
     [](Scene& s) {
       hardware(s).claim("c", bound(), Scene::request(), "2026-11-24T09:00:00Z",
                         "'deletionTimestamp':'2026-11-24T09:50:00Z','finalizers':['resource.kubernetes.io/delete-protection']");
     },
     "claim/ml/c", "ClaimBeingDeleted", "allocated", "ResourceClaim ml/c|reservedFor|p, which is gone", ""},
    {"R3 finished pod still listed", [](Scene& s) { hardware(s).claim("c", bound()).pod("p", "c", "n1", "'phase':'Succeeded'"); },
     "claim/ml/c", "FinishedPodReserved", "allocated", "Pod ml/p|status.phase|Succeeded", ""},
    {"R4 foreign consumer",
     [](Scene& s) {
       hardware(s).claim("c",
                         Scene::allocated("n1", {"gpu-0"}) +
                             ",'reservedFor':[{'apiGroup':'example.com','resource':'reservations','name':'night','uid':'u'}]");
     },
     "claim/ml/c", "HeldByForeignConsumer", "allocated", "ResourceClaim ml/c|reservedFor|reservations.example.com night",
     "release:ml/c"},
    {"R5 allocated, used by nobody", [](Scene& s) { hardware(s).claim("c", Scene::allocated("n1", {"gpu-0"})); }, "claim/ml/c",
     "NoConsumerPod", "allocated", "ResourceClaim ml/c|reservedFor|empty", "release:ml/c"},
};

}  // namespace

class AllocatedTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void causes_data() { addRows(kAllocatedCases); }
  void causes() {
    QFETCH(int, index);
    check(kAllocatedCases[static_cast<std::size_t>(index)]);
  }

  void theRungThatHoldsHasItsClock() {
    Scene scene(37);
    hardware(scene).claim("c", bound(kConditions)).pod("p", "c");
    const Explanation e = explained(scene, "claim/ml/c");
    for (const Rung& rung : e.ladder) {
      QCOMPARE(rung.state == RungState::holds, rung.id == "binding");
      QCOMPARE(rung.since.isSet(), rung.id == "binding");
    }
    QVERIFY2(e.detail.find("10 m") != std::string::npos, e.detail.c_str());
  }
};

QTEST_APPLESS_MAIN(AllocatedTest)
#include "allocated_test.moc"
