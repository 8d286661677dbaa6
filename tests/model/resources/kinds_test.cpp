#include <QtTest>
#include <set>

#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::decoded;
using kit::jsonText;

class KindsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyKindIsFoundByItsNames() {
    QCOMPARE(allKindRequests().size(), kKindCount);
    std::set<std::string> names;
    for (std::size_t i = 0; i < kKindCount; ++i) {
      const KindRequest& request = kindRequest(static_cast<Kind>(i));
      QVERIFY(!request.versions.empty());
      QVERIFY(names.insert(request.group + "/" + request.resource).second);
      QVERIFY(kindOf(request.group, request.resource) == static_cast<Kind>(i));
      QVERIFY(kindOfManifest(request.group, request.kind) == static_cast<Kind>(i));
      QVERIFY(visitKind(static_cast<Kind>(i), [](auto tag) { return kKindOf<typename decltype(tag)::type>; }) ==
              static_cast<Kind>(i));
    }
    QVERIFY(kindOf("resource.k8s.io", "podschedulings") == Kind::PodSchedulingContext);
    QVERIFY(kindOfManifest("resource.k8s.io", "PodScheduling") == Kind::PodSchedulingContext);
    QVERIFY(!kindOf("apps", "pods") && !kindOf("", "secrets") && !kindOfManifest("", "Secret"));
    QCOMPARE(kindRequest<ResourceClaim>().versions.front(), std::string("v1"));
    QVERIFY(kindRequest<ResourceSlice>().priority < kindRequest<ResourceClaim>().priority);
    QVERIFY(kindRequest<Event>().priority > kindRequest<Pod>().priority);
    QVERIFY(!kindRequest<ResourceSlice>().namespaced && kindRequest<ResourceClaim>().namespaced);
  }

  void workloadsNameTheirClaims() {
    const std::string spec = jsonText(
        "{'metadata':{'name':'w'},'spec':{'replicas':0,'selector':{'matchLabels':{'a':'b'}},'template':{'spec':{'resourceClaims':"
        "["
        "{'name':'x','resourceClaimTemplateName':'tpl'},{'name':'y','source':{'resourceClaimName':'shared'}},{'name':'z'}]}}},"
        "'status':{'readyReplicas':1,'availableReplicas':2,'updatedReplicas':3,'numberReady':1,'numberAvailable':2,"
        "'updatedNumberScheduled':3,'desiredNumberScheduled':4}}");
    const auto check = [](const auto& workload, int desired, int updated) {
      return workload.templateClaims == std::vector<Text>{Text("tpl"), Text("shared")} &&
             workload.selector.matchLabels.size() == 1 && workload.desired == desired && workload.ready == 1 &&
             workload.available == 2 && workload.updated == updated;
    };
    QVERIFY(check(*decoded<Deployment>("apps/v1", spec), 0, 3));
    QVERIFY(check(*decoded<StatefulSet>("apps/v1", spec), 0, 3));
    QVERIFY(check(*decoded<ReplicaSet>("apps/v1", spec), 0, 0));
    QVERIFY(check(*decoded<DaemonSet>("apps/v1", spec), 4, 3));
    QCOMPARE(decoded<Deployment>("apps/v1", "{}")->desired, 1);
  }

  void jobs() {
    const auto job = decoded<Job>(
        "batch/v1", jsonText("{'spec':{'completions':4,'parallelism':null,'suspend':true},'status':{'active':1,"
                             "'succeeded':2,'failed':99999999999,'completionTime':'2026-11-24T08:00:00Z','conditions':"
                             "[{'type':'Complete','status':'True'}]}}"));
    QVERIFY(job->completions == 4 && job->parallelism == 1 && job->suspended && job->active == 1 && job->succeeded == 2);
    QCOMPARE(job->failed, std::numeric_limits<std::int32_t>::max());
    QVERIFY(job->complete && !job->gaveUp && job->completionTime.isSet());
    QCOMPARE(job->ready, -1);  // not reported
    const auto failed =
        decoded<Job>("batch/v1", jsonText("{'status':{'active':2,'ready':1,'conditions':[{'type':'Failed','status':'True'},"
                                          "{'type':'Complete','status':'False'}]}}"));
    QVERIFY(failed->gaveUp && !failed->complete && failed->ready == 1 && failed->active == 2);
  }

  void cronJobs() {
    const auto cron = decoded<CronJob>(
        "batch/v1",
        jsonText(
            "{'spec':{'schedule':'0 2 * * *','timeZone':'Asia/Seoul','suspend':true,'jobTemplate':{'spec':{'parallelism':3,"
            "'template':{'spec':{'resourceClaims':[{'name':'x','resourceClaimTemplateName':'tpl'}],'containers':[{'name':'c',"
            "'resources':{'limits':{'nvidia.com/gpu':'1'}}}]}}}}},'status':{'active':[{'name':'a'},{'name':'b'}],"
            "'lastScheduleTime':'2026-11-24T02:00:00Z'}}"));
    QVERIFY(cron->schedule == "0 2 * * *" && cron->timeZone == "Asia/Seoul" && cron->suspended && cron->active == 2);
    QVERIFY(cron->parallelism == 3 && cron->lastSchedule.isSet() && cron->extendedTemplate.has_value());
    QVERIFY((cron->templateClaims == std::vector<Text>{Text("tpl")}));
    const auto bare =
        decoded<CronJob>("batch/v1", jsonText("{'spec':{'suspend':null,'jobTemplate':{'spec':{'parallelism':null}}}}"));
    QVERIFY(!bare->suspended && bare->parallelism == 1 && !bare->extendedTemplate.has_value());
  }

  void nodesAndNamespaces() {
    const auto node = decoded<Node>("v1", jsonText("{'spec':{'unschedulable':true,'providerID':'aws:///"
                                                   "x','taints':[{'key':'k','effect':'NoSchedule'}]},'status':{'capacity':"
                                                   "{'cpu':'8'},'allocatable':{'cpu':'7500m'},'conditions':[{'type':'Ready','"
                                                   "status':'Unknown'}],'declaredFeatures':['F'],"
                                                   "'nodeInfo':{'kubeletVersion':'v1.37.2'}}}"));
    QVERIFY(node->unschedulable && node->taints.size() == 1 && node->ready() == "Unknown" && node->kubeletVersion == "v1.37.2");
    QVERIFY(node->allocatable.at(0).second < node->capacity.at(0).second && node->declaredFeatures.at(0) == "F");
    QVERIFY(Node{}.ready().empty());
    QVERIFY(decoded<Namespace>("v1", jsonText("{'status':{'phase':'Terminating'}}"))->phase == "Terminating");
  }

  void budgetsAndQuotas() {
    const auto budget = decoded<PodDisruptionBudget>(
        "policy/v1", jsonText("{'spec':{'minAvailable':2,'maxUnavailable':'30%','selector':{}},'status':{'disruptionsAllowed':-1,"
                              "'expectedPods':5,'observedGeneration':7}}"));
    QVERIFY(budget->minAvailable == "2" && budget->maxUnavailable == "30%" && budget->selector.has_value());
    QVERIFY(budget->disruptionsAllowed == -1 && budget->expectedPods == 5 && budget->observedGeneration == 7);
    QVERIFY(!decoded<PodDisruptionBudget>("policy/v1", jsonText("{'spec':{'selector':null}}"))->selector);

    const auto quota = decoded<ResourceQuota>(
        "v1", jsonText("{'spec':{'hard':{'pods':'5'}},'status':{'hard':{'pods':'4'},'used':{'pods':'3'}}}"));
    QVERIFY(quota->hard.at(0).second.value() == 4 && quota->used.at(0).second.value() == 3);
    QCOMPARE(decoded<ResourceQuota>("v1", jsonText("{'spec':{'hard':{'pods':'5'}},'status':{}}"))->hard.at(0).second.value(),
             std::int64_t{5});
  }

  void eventsOfEveryGeneration() {
    const auto classic = decoded<Event>(
        "v1",
        jsonText(
            "{'involvedObject':{'kind':'Pod','namespace':'ml','name':'t','uid':'u'},'reason':'FailedScheduling','type':'Warning',"
            "'message':'m','count':7,'firstTimestamp':'2026-11-24T08:00:00Z','lastTimestamp':'2026-11-24T09:00:00Z','eventTime':"
            "null,"
            "'source':{'component':'scheduler'},'reportingComponent':''}"));
    QVERIFY(classic->objectName == "t" && classic->source == "scheduler" && classic->count == 7 && classic->message == "m");
    QCOMPARE(classic->last - classic->first, std::int64_t{3'600'000});
    const auto series =
        decoded<Event>("v1", jsonText("{'metadata':{'creationTimestamp':'2026-11-24T07:00:00Z'},'eventTime':'2026-11-24T08:00:00."
                                      "123456Z','series':{'count':3,"
                                      "'lastObservedTime':'2026-11-24T10:00:00Z'},'reportingComponent':'kubelet'}"));
    QVERIFY(series->count == 3 && series->source == "kubelet" && formatTime(series->last) == "2026-11-24T10:00:00Z");
    QCOMPARE(formatTime(series->first), std::string("2026-11-24T08:00:00.123Z"));
    const auto bare = decoded<Event>("v1", jsonText("{'metadata':{'creationTimestamp':'2026-11-24T07:00:00Z'}}"));
    QVERIFY(bare->first.isSet() && bare->last == bare->first && bare->count == 1);
  }
};

QTEST_APPLESS_MAIN(KindsTest)
#include "kinds_test.moc"
