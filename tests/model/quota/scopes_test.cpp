// Scopes: which pods a quota counts, that it never counts claims, and what the ledger and admission make of it. Test thread.
#include <QtTest>

#include "model/quota/admission.h"
#include "model/quota/ledger.h"
#include "model/quota/scopes.h"
#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"
#include "tests/kit/protobuf_writer.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::quota;
using diagnosis::Scene;

namespace {

Box<ResourceQuota> quotaOf(const QString& spec, const QString& hard = "'pods':'3'") {
  return kit::decoded<ResourceQuota>(
      "v1", kit::jsonText("{'metadata':{'name':'q','namespace':'ml'},'spec':{" + spec.toStdString() + "},'status':{'hard':{" +
                          hard.toStdString() + "},'used':{'pods':'2'}}}"));
}

Box<Pod> podOf(const QString& spec, const QString& status = {}) {
  return kit::decoded<Pod>("v1", kit::jsonText("{'metadata':{'name':'p','namespace':'ml'},'spec':{" + spec.toStdString() +
                                               "},'status':{" + status.toStdString() + "}}"));
}

QString priority(const QString& op, const QString& values) {
  return "'scopeSelector':{'matchExpressions':[{'scopeName':'PriorityClass','operator':'" + op + "','values':[" + values + "]}]}";
}

const char* const kCpu = "'containers':[{'name':'c','resources':{'requests':{'cpu':'1'}}}]";
const char* const kTerm = "'podAffinity':{'preferredDuringSchedulingIgnoredDuringExecution':[{'weight':1,'podAffinityTerm':";

}  // namespace

class ScopesTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void pods_data() {
    QTest::addColumn<QString>("quota");
    QTest::addColumn<QString>("pod");
    QTest::addColumn<bool>("in");
    const auto row = [](const char* name, const QString& quota, const QString& pod, bool in) {
      QTest::newRow(name) << quota << pod << in;
    };
    row("no scopes", "", "", true);
    row("empty lists", "'scopes':[],'scopeSelector':{'matchExpressions':[]}", "", true);
    row("deadline", "'scopes':['Terminating']", "'activeDeadlineSeconds':60", true);
    row("no deadline", "'scopes':['Terminating']", "", false);
    row("not terminating", "'scopes':['NotTerminating']", "", true);
    row("best effort", "'scopes':['BestEffort']", "'containers':[{'name':'c'}]", true);
    row("asks for cpu", "'scopes':['BestEffort']", kCpu, false);
    row("zero is nothing", "'scopes':['BestEffort']", "'containers':[{'name':'c','resources':{'limits':{'memory':'0'}}}]", true);
    row("a device alone", "'scopes':['BestEffort']", "'containers':[{'name':'c','resources':{'limits':{'nvidia.com/gpu':'1'}}}]",
        true);
    row("pod level", "'scopes':['NotBestEffort']", "'resources':{'requests':{'memory':'1Gi'}},'containers':[{'name':'c'}]", true);
    row("both must hold", "'scopes':['NotBestEffort','Terminating']", kCpu, false);
    row("both hold", "'scopes':['NotBestEffort','Terminating']", QString("'activeDeadlineSeconds':0,") + kCpu, true);
    row("priority in", priority("In", "'high','mid'"), "'priorityClassName':'mid'", true);
    row("priority not listed", priority("In", "'high'"), "'priorityClassName':'low'", false);
    row("no priority in", priority("In", "'high'"), "", false);
    row("not in", priority("NotIn", "'high'"), "'priorityClassName':'low'", true);
    row("not in, none", priority("NotIn", "'high'"), "", true);
    row("exists", priority("Exists", ""), "'priorityClassName':'low'", true);
    row("exists by scope", "'scopes':['PriorityClass']", "", false);
    row("does not exist", priority("DoesNotExist", ""), "", true);
    row("affinity elsewhere", "'scopes':['CrossNamespacePodAffinity']",
        QString("'affinity':{") + kTerm + "{'topologyKey':'z','namespaces':['other']}}]}}", true);
    row("any namespace", "'scopes':['CrossNamespacePodAffinity']",
        "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'z','namespaceSelector':"
        "{}}"
        "]}}",
        true);
    row("own namespace", "'scopes':['CrossNamespacePodAffinity']",
        QString("'affinity':{") + kTerm + "{'topologyKey':'z','namespaces':[],'namespaceSelector':null}}]}}", false);
    row("a scope of volumes", "'scopes':['VolumeAttributesClass']", "", false);
  }
  void pods() {
    QFETCH(QString, quota);
    QFETCH(QString, pod);
    QTEST(inScope(*quotaOf(quota), *podOf(pod)), "in");
  }

  void statusSaysTheQuality() {
    const auto quota = quotaOf("'scopes':['BestEffort']");
    QVERIFY(inScope(*quota, *podOf(kCpu, "'qosClass':'BestEffort'")));
    QVERIFY(!inScope(*quota, *podOf("", "'qosClass':'Burstable'")));
  }

  void protobufSaysTheSame() {
    const ApiResource resource{"", "v1", "resourcequotas", "ResourceQuota", true};
    std::string json = kit::jsonText(
        "{'metadata':{'resourceVersion':'1'},'items':[{'metadata':{'name':'q'},'spec':{'scopes':['BestEffort'],'scopeSelector':{"
        "'matchExpressions':[{'scopeName':'PriorityClass','operator':'In','values':['a','b']}]}}}]}");
    std::string protobuf = kit::protobufList(resource, json).value();
    for (std::string* bytes : {&json, &protobuf}) {
      const auto list = decodeList<ResourceQuota>(resource, *bytes);
      QVERIFY(list && list->items.size() == 1);
      QCOMPARE(scopesText(*list->items.front()), std::string("BestEffort and PriorityClass in (a, b)"));
    }
  }

  void claimsAreNeverIn() {
    const auto quota = quotaOf("'scopes':['NotTerminating']");
    const ExtendedResources extended;
    for (const char* key : {"count/resourceclaims.resource.k8s.io", "count/resourceclaimtemplates.resource.k8s.io",
                            "gpu.deviceclass.resource.k8s.io/devices"}) {
      QVERIFY2(!counts(*quota, Text(key), extended), key);
      QVERIFY2(counts(*quotaOf(""), Text(key), extended), key);
    }
    QVERIFY(counts(*quota, Text("pods"), extended) && counts(*quota, Text("requests.nvidia.com/gpu"), extended));
  }

  void theLedgerCountsWhatIsInScope() {
    Scene scene(37);
    scene.deviceClass().node("n1").claim("a").pod("pa", "a");
    scene.add(Kind::Pod,
              "{" + Scene::meta("short", Scene::inNamespace("ml")) +
                  ",'spec':{'activeDeadlineSeconds':60,'containers':[{'name':'c','resources':{'requests':{'cpu':'2'}}}]},"
                  "'status':{'phase':'Running'}}");
    scene.add(Kind::ResourceQuota,
              "{" + Scene::meta("q", Scene::inNamespace("ml")) +
                  ",'spec':{'scopes':['Terminating']},'status':{'hard':{'pods':'5','requests.cpu':'4',"
                  "'count/resourceclaims.resource.k8s.io':'9'},'used':{'pods':'1','count/resourceclaims.resource.k8s.io':'0'}}}");
    const Ledger ledger = ledgerOf(*scene.snapshot(), {"", true});
    QCOMPARE(ledger.rows.size(), std::size_t{3});
    for (const Row& row : ledger.rows) {
      QCOMPARE(row.scopes, std::string("Terminating"));
      QVERIFY2(row.recountedBound == Bound::exact && !row.differs, row.key.str().c_str());
      QCOMPARE(amountText(row.recounted), std::string(row.key == "pods" ? "1" : row.key == "requests.cpu" ? "2" : "0"));
      QCOMPARE(row.counted, !(row.key == "count/resourceclaims.resource.k8s.io"));
    }
  }

  void admissionAsksTheScopeOfThePod() {
    const auto quota = quotaOf("'scopes':['BestEffort']");
    const auto ask = [](const Box<Pod>& pod) {
      Ask out{"Deployment web", Text("ml"), {}, {{Text(kClaimCount), kUnit}}, 4, {}};
      out.pod = usageOf(*pod);
      out.form = pod.get();
      return out;
    };
    const auto effort = podOf("'containers':[{'name':'c'}]");
    const auto cpu = podOf(kCpu);
    const auto verdicts = admit({quota.get()}, {ask(cpu), ask(effort)}, {}, Bound::exact);
    QVERIFY(verdicts[0].admitted && !verdicts[0].fit);
    QCOMPARE(verdicts[1].admittedCopies, std::int64_t{1});
    QVERIFY(verdicts[1].refusal && verdicts[1].refusal->key == "pods");
    const auto claims = quotaOf("'scopes':['BestEffort']", "'count/resourceclaims.resource.k8s.io':'0'");
    QVERIFY(refusalsBy(*claims, {{Text(kClaimCount), kUnit}}, {}).empty());
    QCOMPARE(refusalsBy(*quotaOf("", "'count/resourceclaims.resource.k8s.io':'0'"), {{Text(kClaimCount), kUnit}}, {}).size(),
             std::size_t{1});
  }
};

QTEST_GUILESS_MAIN(ScopesTest)
#include "scopes_test.moc"
