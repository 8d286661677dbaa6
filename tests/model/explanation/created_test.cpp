// Causes before the scheduler: rows A1 to A9, S11, S19, S22, S26 of dra.md 3.
#include "tests/model/explanation/case.h"

using namespace claimscope;
using namespace claimscope::explanation;

namespace {

const std::string kTemplateSpec = "'spec':{'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu'}}]}}}";

/// A pod whose claim comes from template "t".
void generatedPod(Scene& scene, const std::string& status = "'phase':'Pending'", const std::string& more = {}) {
  scene.add(Kind::Pod, "{" + Scene::meta("p", Scene::inNamespace("ml"), "2026-11-24T09:40:00Z") + ",'spec':{" + more +
                           "'containers':[{'name':'c','resources':{'claims':[{'name':'gpu'}]}}],'resourceClaims':[{'name':'gpu',"
                           "'resourceClaimTemplateName':'t'}]},'status':{" +
                           status + "}}");
}

void claimTemplate(Scene& scene) {
  scene.add(Kind::ResourceClaimTemplate, "{" + Scene::meta("t", Scene::inNamespace("ml")) + "," + kTemplateSpec + "}");
}

void creationEvent(Scene& scene, const std::string& message) {
  scene.event("p", "FailedResourceClaimCreation", "PodResourceClaim gpu: failed to create ResourceClaim: " + message);
}

const std::vector<Case> kCreatedCases = {
    {"A1 API not served", [](Scene& s) { s.state(Kind::ResourceClaim, SourceState::notServed).pod("p", "c"); }, "pod/ml/p",
     "DraNotServed", "blockedBefore", "resource.k8s.io|kinds|no ResourceClaim", "enable-dra"},
    {"A2 template missing, by event",
     [](Scene& s) {
       generatedPod(s);
       creationEvent(s, "resource claim template \\\"t\\\": resourceclaimtemplate.resource.k8s.io \\\"t\\\" not found");
     },
     "pod/ml/p", "TemplateMissing", "blockedBefore", "ResourceClaimTemplate ml/t|metadata.name|not found", "create-template"},
    {"A2 template missing, without event", [](Scene& s) { generatedPod(s); }, "pod/ml/p", "TemplateMissing", "blockedBefore",
     "Pod ml/p|resourceClaimTemplateName|t", "create-template"},
    {"A3 controller does nothing",
     [](Scene& s) {
       claimTemplate(s);
       generatedPod(s);
     },
     "pod/ml/p", "ClaimCreationFailed", "blockedBefore", "Pod ml/p|events|no FailedResourceClaimCreation", "check-controller"},
    {"A4 quota, by event",
     [](Scene& s) {
       claimTemplate(s);
       generatedPod(s);
       s.add(Kind::ResourceQuota, "{" + Scene::meta("q", Scene::inNamespace("ml")) +
                                      ",'status':{'hard':{'count/resourceclaims.resource.k8s.io':'1'},'used':{'count/"
                                      "resourceclaims.resource.k8s.io':'1'}}}");
       creationEvent(s,
                     "resourceclaims.resource.k8s.io \\\"p-gpu-\\\" is forbidden: exceeded quota: q, requested: count/"
                     "resourceclaims.resource.k8s.io=1, used: 1, limited: 1");
     },
     "pod/ml/p", "QuotaExceeded", "blockedBefore", "ResourceQuota ml/q|count/resourceclaims.resource.k8s.io|1 of 1",
     "raise-quota:ml/q"},
    {"A4 quota of devices of a class, computed: All counts as 32",
     [](Scene& s) {
       s.add(Kind::ResourceClaimTemplate, "{" + Scene::meta("t", Scene::inNamespace("ml")) +
                                              ",'spec':{'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'"
                                              "gpu','allocationMode':'All'}}]}}}}");
       generatedPod(s);
       s.add(Kind::ResourceQuota, "{" + Scene::meta("q", Scene::inNamespace("ml")) +
                                      ",'status':{'hard':{'gpu.deviceclass.resource.k8s.io/devices':'40'},'used':{"
                                      "'gpu.deviceclass.resource.k8s.io/devices':'9'}}}");
     },
     "pod/ml/p", "QuotaExceeded", "blockedBefore", "ResourceQuota ml/q|gpu.deviceclass.resource.k8s.io/devices|9 of 40",
     "raise-quota"},
    {"A4 quota with scopes never counts claims",
     [](Scene& s) {
       claimTemplate(s);
       generatedPod(s);
       s.add(Kind::ResourceQuota,
             "{" + Scene::meta("q", Scene::inNamespace("ml")) +
                 ",'spec':{'scopes':['BestEffort']},'status':{'hard':{'count/resourceclaims.resource.k8s.io':"
                 "'0'},'used':{'count/resourceclaims.resource.k8s.io':'0'}}}");
     },
     "pod/ml/p", "ClaimCreationFailed", "blockedBefore", "Pod ml/p|events|no FailedResourceClaimCreation", "check-controller"},
    {"A5 admin access in a namespace without the label",
     [](Scene& s) {
       claimTemplate(s);
       generatedPod(s);
       creationEvent(
           s,
           "ResourceClaim is invalid: spec.devices.requests[0].adminAccess: Forbidden: admin access to devices requires "
           "the resource.kubernetes.io/admin-access: true label on the containing namespace");
     },
     "pod/ml/p", "AdminAccessNotAllowed", "blockedBefore", "Namespace ml|metadata.labels|", "label-namespace:ml"},
    {"A6 selector that the server refuses",
     [](Scene& s) {
       claimTemplate(s);
       generatedPod(s);
       creationEvent(s,
                     "ResourceClaim is invalid: spec.devices.requests[0].exactly.selectors[0].cel.expression: Invalid value: "
                     "compilation failed: ERROR");
     },
     "pod/ml/p", "SelectorInvalid", "blockedBefore", "FailedResourceClaimCreation|message|compilation failed", "edit-template"},
    {"A7 named claim missing",
     [](Scene& s) {
       s.deviceClass().claim("train-gpus");
       s.pod("p", "train-gpu");
     },
     "pod/ml/p", "ClaimMissing", "blockedBefore", "ResourceClaim ml/train-gpu|metadata.name|not found",
     "create-claim:ml/train-gpu"},
    {"A8 generated claim gone",
     [](Scene& s) {
       claimTemplate(s);
       generatedPod(s, "'phase':'Pending','resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'p-gpu-x'}]");
     },
     "pod/ml/p", "ClaimMissing", "blockedBefore", "Pod ml/p|resourceClaimStatuses|p-gpu-x", "recreate-pod"},
    {"A8 generated claim of another owner",
     [](Scene& s) {
       claimTemplate(s);
       s.deviceClass().claim("p-gpu-x", "", Scene::request(), "2026-11-24T09:40:00Z",
                             "'ownerReferences':[{'apiVersion':'v1','kind':'Pod','name':'p','uid':'another','controller':true}]");
       generatedPod(s, "'phase':'Pending','resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'p-gpu-x'}]");
     },
     "pod/ml/p", "ClaimOwnedByOther", "blockedBefore", "ResourceClaim ml/p-gpu-x|ownerReferences|another",
     "delete-claim:ml/p-gpu-x"},
    {"A9 driver's DaemonSet has no pods",
     [](Scene& s) {
       s.deviceClass().node("n1").claim("c").pod("p", "c", "", refused());
       s.add(Kind::DaemonSet, "{" + Scene::meta("dra-driver", Scene::inNamespace("kube-system")) +
                                  ",'spec':{'selector':{}},'status':{'desiredNumberScheduled':3,'numberReady':0}}");
     },
     "claim/ml/c", "DriverHasNoSlices", "canNeverFit", "ResourceSlices of gpu.example.com|spec.pool|0 slices", "start-driver"},
    {"creation refused by a policy",
     [](Scene& s) {
       claimTemplate(s);
       generatedPod(s);
       creationEvent(s, "resourceclaims.resource.k8s.io is forbidden: accelerators need a ticket");
     },
     "pod/ml/p", "ClaimCreationFailed", "blockedBefore", "FailedResourceClaimCreation|message|need a ticket", "meet-refusal"},
    {"S19 claim is being deleted",
     [](Scene& s) {
       s.deviceClass().node("n1").slice("n1", 1);
       s.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"first"}), Scene::request(),
               "2026-11-24T09:00:00Z",
               "'deletionTimestamp':'2026-11-24T09:50:00Z','finalizers':['resource.kubernetes.io/delete-protection']");
       s.pod("first", "c", "n1", "'phase':'Running'").pod("p", "c");
     },
     "pod/ml/p", "ClaimBeingDeleted", "blockedBefore", "ResourceClaim ml/c|deletionTimestamp|2026-11-24T09:50:00Z",
     "claim-again"},
    {"S26 scheduling gate",
     [](Scene& s) {
       s.deviceClass().node("n1").slice("n1", 1).claim("c");
       s.add(Kind::Pod, "{" + Scene::meta("p", Scene::inNamespace("ml")) +
                            ",'spec':{'schedulingGates':[{'name':'example.com/approval'}],'containers':[{'name':'c'}],"
                            "'resourceClaims':[{'name':'gpu','resourceClaimName':'c'}]},'status':{" +
                            refused("Scheduling is blocked due to non-empty scheduling gates", "SchedulingGated") + "}}");
     },
     "pod/ml/p", "SchedulingGated", "blockedBefore", "Pod ml/p|schedulingGates|example.com/approval", "remove-gates"},
    {"no pod asks for it", [](Scene& s) { s.deviceClass().node("n1").slice("n1", 1).claim("c"); }, "claim/ml/c", "NoConsumerPod",
     "canFit", "ResourceClaim ml/c|requests|1 of class gpu", "!use-claim"},
};

}  // namespace

class CreatedTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void causes_data() { addRows(kCreatedCases); }
  void causes() {
    QFETCH(int, index);
    check(kCreatedCases[static_cast<std::size_t>(index)]);
  }

  void nearNameIsSaid() {
    Scene scene(37);
    scene.deviceClass().claim("train-gpus").pod("p", "train-gpu");
    const Explanation e = explained(scene, "pod/ml/p");
    QVERIFY2(e.detail.find("train-gpus") != std::string::npos, e.detail.c_str());
  }

  void hiddenClaimsProveNothing() {
    Scene scene(37);
    scene.state(Kind::ResourceClaim, SourceState::forbidden).pod("p", "c");
    const Explanation e = explained(scene, "pod/ml/p");
    QVERIFY2(e.reason != "ClaimMissing", textOf(e).c_str());
    QVERIFY2(!e.unknowns.empty(), textOf(e).c_str());
  }
};

QTEST_APPLESS_MAIN(CreatedTest)
#include "created_test.moc"
