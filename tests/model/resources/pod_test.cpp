#include <QtTest>

#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::decoded;
using kit::jsonText;

class PodTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everythingWeKeep() {
    const auto pod = decoded<Pod>(
        "v1",
        jsonText(
            "{'metadata':{'name':'t','namespace':'ml','annotations':{'resource.kubernetes.io/pod-claim-name':'gpu','other':'x'},"
            "'ownerReferences':[{'kind':'Job','name':'j','uid':'u','controller':true}]},'spec':{'nodeName':'n1','hostNetwork':"
            "true,"
            "'volumes':[{'name':'a','configMap':{}},{'name':'b','emptyDir':{}}],'schedulingGates':[{'name':'g'}],'priority':7,"
            "'nodeSelector':{'z':'1'},'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{"
            "'nodeSelectorTerms':[{'matchExpressions':[{'key':'gpu','operator':'Exists'}]}]}}},'tolerations':[{'operator':'"
            "Exists'}],"
            "'overhead':{'cpu':'10m'},'initContainers':[{'name':'i','restartPolicy':'Always'}],"
            "'containers':[{'name':'c','image':'img','resources':{'requests':{'cpu':'500m','example.com/"
            "gpu':'1'},'limits':{'cpu':1},"
            "'claims':[{'name':'gpu','request':'r'},{'name':'net'}]}}],"
            "'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'tpl'},{'name':'net','source':{'resourceClaimName':'"
            "shared'}}]},"
            "'status':{'phase':'Running','startTime':'2026-11-24T08:00:00Z','nominatedNodeName':'n2',"
            "'resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'t-gpu-x'},{'name':'none'}],"
            "'extendedResourceClaimStatus':{'resourceClaimName':'ext'},'conditions':[{'type':'Ready','status':'True'}],"
            "'containerStatuses':[{'name':'c','ready':true,'restartCount':2,'state':{'running':{'startedAt':'2026-11-24T08:01:"
            "00Z'}},"
            "'allocatedResourcesStatus':[{'name':'claim:gpu/r','resources':[{'resourceID':'d/p/gpu-0','health':'Unhealthy',"
            "'message':'hot'}]},{'name':'example.com/gpu','resources':[{'resourceID':'x'}]}]}]}}"));
    QVERIFY(pod->meta.controller()->name == "j");
    QCOMPARE(pod->meta.annotations().size(), std::size_t{1});
    QVERIFY(pod->nodeName == "n1" && pod->spec->hostNetwork && pod->spec->usesEmptyDir && pod->spec->priority == 7);
    QVERIFY(pod->spec->schedulingGates.at(0) == "g" && pod->spec->requiredNodeAffinity->terms.size() == 1 &&
            pod->spec->overhead.size() == 1);
    QVERIFY(pod->spec->containers.at(0).init && pod->spec->containers.at(0).sidecar && !pod->spec->containers.at(1).init);
    const Container& container = pod->spec->containers.at(1);
    QVERIFY(container.requests.at(1).first == "example.com/gpu" && container.limits.at(0).second.value() == 1);
    QVERIFY(container.claims.at(0).second == "r" && container.claims.at(1).second.empty());
    QVERIFY(pod->spec->claims.at(0).templateName == "tpl" && !pod->spec->claims.at(0).viaSource);
    QVERIFY(pod->spec->claims.at(1).claimName == "shared" && pod->spec->claims.at(1).viaSource);
    QVERIFY(pod->claimStatuses.at(0).claimName == "t-gpu-x" && pod->claimStatuses.at(1).claimName.empty());
    QVERIFY(pod->rare->extendedResourceClaim == "ext" && pod->rare->nominatedNodeName == "n2");
    QCOMPARE(pod->rare->deviceHealth.size(), std::size_t{1});
    QVERIFY(pod->rare->deviceHealth[0].claimEntry == "gpu/r" && pod->rare->deviceHealth[0].health == "Unhealthy" &&
            pod->rare->deviceHealth[0].message == "hot");
    QVERIFY(pod->containerStatuses.at(0).restarts == 2 && pod->containerStatuses.at(0).startedAt.isSet());
    QVERIFY(!pod->finished() && !pod->rare->terminatedGracefully && pod->condition("Ready") != nullptr &&
            pod->condition("X") == nullptr);
  }

  /// Replicas made at different times tell the same story, second by second, and share it.
  void timesAreToldSinceCreation() {
    const auto pod = [](const std::string& created, const std::string& ready, bool metadataLast) {
      const std::string meta = "'metadata':{'name':'p'" + (created.empty() ? "" : ",'creationTimestamp':'" + created + "'") + "}";
      const std::string status = "'status':{'conditions':[{'type':'Ready','status':'True','lastTransitionTime':'" + ready +
                                 "'},{'type':'Initialized','status':'True'}],'containerStatuses':[{'name':'c','state':{"
                                 "'running':{'startedAt':'" +
                                 ready + "'}}}]}";
      return decoded<Pod>("v1", jsonText("{" + (metadataLast ? status + "," + meta : meta + "," + status) + "}"));
    };
    const auto morning = pod("2026-11-24T08:00:00Z", "2026-11-24T08:00:07Z", false);
    const auto evening = pod("2026-11-24T20:00:00Z", "2026-11-24T20:00:07Z", true);
    QCOMPARE(formatTime(morning->at(morning->condition("Ready")->lastTransition)), std::string("2026-11-24T08:00:07Z"));
    QCOMPARE(formatTime(evening->at(evening->condition("Ready")->lastTransition)), std::string("2026-11-24T20:00:07Z"));
    QCOMPARE(formatTime(evening->at(evening->containerStatuses[0].startedAt)), std::string("2026-11-24T20:00:07Z"));
    QVERIFY(!morning->at(morning->condition("Initialized")->lastTransition).isSet());
    QCOMPARE(morning->conditions.block(), evening->conditions.block());
    QCOMPARE(morning->containerStatuses.block(), evening->containerStatuses.block());
    // A condition may be older than the object: restored from a backup, or a clock that was wrong.
    const auto restored = pod("2026-11-24T08:00:00Z", "2025-01-01T00:00:00Z", false);
    QCOMPARE(formatTime(restored->at(restored->condition("Ready")->lastTransition)), std::string("2025-01-01T00:00:00Z"));
    const auto manifest = pod("", "2026-11-24T08:00:07Z", false);
    QCOMPARE(formatTime(manifest->at(manifest->condition("Ready")->lastTransition)), std::string("2026-11-24T08:00:07Z"));
  }

  // Cases of upstream's TestPrintPod and TestPrintPodWithInitContainer.
  void statusWords_data() {
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* word, const char* status) {
      QTest::newRow(status) << QString::fromUtf8(status) << QString::fromUtf8(word);
    };
    row("Pending", "'phase':'Pending'");
    row("Evicted", "'phase':'Failed','reason':'Evicted'");
    row("SchedulingGated",
        "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'SchedulingGated'}]");
    row("ContainerCreating", "'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':'ContainerCreating'}}}]");
    row("CrashLoopBackOff",
        "'phase':'Running','containerStatuses':[{'state':{'waiting':{'reason':'CrashLoopBackOff'}}},"
        "{'ready':true,'state':{'running':{}}}]");
    row("Completed", "'phase':'Succeeded','containerStatuses':[{'state':{'terminated':{'exitCode':0,'reason':'Completed'}}}]");
    row("Error",
        "'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':0,'reason':'Completed'}}},"
        "{'state':{'terminated':{'exitCode':1,'reason':'Error'}}}]");
    row("Signal:9", "'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':137,'signal':9}}}]");
    row("ExitCode:3", "'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':3}}}]");
    row("Running",
        "'phase':'Running','conditions':[{'type':'Ready','status':'True'}],'containerStatuses':["
        "{'state':{'terminated':{'exitCode':0,'reason':'Completed'}}},{'ready':true,'state':{'running':{}}}]");
    row("NotReady",
        "'phase':'Running','containerStatuses':[{'state':{'terminated':{'exitCode':0,'reason':'Completed'}}},"
        "{'ready':true,'state':{'running':{}}}]");
    row("Init:0/2", "'phase':'Pending','initContainerStatuses':[{'name':'i1','state':{'running':{}}},{'name':'side'}]");
    row("Init:1/2",
        "'phase':'Pending','initContainerStatuses':[{'name':'i1','state':{'terminated':{'exitCode':0}}},"
        "{'name':'side','state':{'waiting':{'reason':'PodInitializing'}}}]");
    row("Init:ErrImagePull",
        "'phase':'Pending','initContainerStatuses':[{'name':'i1','state':{'waiting':{'reason':'ErrImagePull'}}}]");
    row("Init:ExitCode:5", "'phase':'Pending','initContainerStatuses':[{'name':'i1','state':{'terminated':{'exitCode':5}}}]");
    row("Init:Error",
        "'phase':'Failed','initContainerStatuses':[{'name':'i1','state':{'terminated':{'exitCode':5,'reason':'Error'}}}]");
    row("Running",
        "'phase':'Running','initContainerStatuses':[{'name':'i1','state':{'terminated':{'exitCode':0}}},"
        "{'name':'side','started':true,'ready':true,'state':{'running':{}}}],'containerStatuses':[{'ready':true,'state':"
        "{'running':{}}}]");
  }
  void statusWords() {
    QFETCH(QString, status);
    QFETCH(QString, word);
    const std::string json =
        "{'metadata':{%1},'spec':{'initContainers':[{'name':'i1'},{'name':'side','restartPolicy':'Always'}]},'status':{" +
        status.toStdString() + "}}";
    const QString text = QString::fromStdString(jsonText(json));
    const auto alive = decoded<Pod>("v1", text.arg(QString()).toStdString());
    QCOMPARE(QString::fromStdString(alive->statusWord()), word);
    const QString deletion = QString::fromStdString(jsonText("'deletionTimestamp':'2026-11-24T08:00:00Z'"));
    const auto dying = decoded<Pod>("v1", text.arg(deletion).toStdString());
    QCOMPARE(QString::fromStdString(dying->statusWord()), alive->finished() ? word : QStringLiteral("Terminating"));
  }

  void lostNode() {
    const auto pod = decoded<Pod>(
        "v1",
        jsonText("{'metadata':{'deletionTimestamp':'2026-11-24T08:00:00Z'},'status':{'phase':'Running','reason':'NodeLost'}}"));
    QCOMPARE(pod->statusWord(), std::string("Unknown"));
  }
};

QTEST_APPLESS_MAIN(PodTest)
#include "pod_test.moc"
