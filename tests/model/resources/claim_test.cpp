#include <QtTest>

#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::decoded;
using kit::jsonText;

namespace {

/// The same request in the shape of v1 and v1beta2, and in the flat one of v1beta1 and v1alpha3.
const char* const kBody =
    "'deviceClassName':'gpu.example.com','selectors':[{'cel':{'expression':'device.driver == \\u0022x\\u0022'}}],"
    "'allocationMode':'ExactCount','count':2,'adminAccess':true,"
    "'tolerations':[{'key':'k','effect':'NoExecute','tolerationSeconds':30},{'operator':'Exists'}],"
    "'capacity':{'requests':{'memory':'40Gi'}}";

std::string claimWith(const std::string& request) {
  return jsonText(
      "{'metadata':{'name':'gpu','namespace':'ml','uid':'6f1c9d2e-0b7a-4b57-9d5e-2f1f3a9c1e10','generation':3},"
      "'spec':{'devices':{'requests':[" +
      request +
      "],'constraints':[{'requests':['r'],'matchAttribute':'example.com/numa'},{'distinctAttribute':'example.com/slot'}],"
      "'config':[{'requests':['r'],'opaque':{'driver':'gpu.example.com','parameters':{'kind':'X','n':[1]}}}]}}}");
}

const char* const kStatus =
    "{'metadata':{'name':'gpu','namespace':'ml','deletionTimestamp':'2026-11-24T09:00:00Z','managedFields':["
    "{'manager':'kubectl','operation':'Update','time':'2026-11-24T08:00:00Z','fieldsV1':{'f:spec':{}}},"
    "{'manager':'kube-scheduler','time':'2026-11-24T08:30:00Z','fieldsV1':{'f:status':{'f:allocation':{}}},'subresource':'status'"
    "},"
    "{'manager':'kube-scheduler','time':'2026-11-24T08:50:00Z','fieldsV1':{'f:metadata':{'f:finalizers':{}}}}]},"
    "'spec':{'devices':{}},'status':{'allocation':{'devices':{'results':[{'request':'r/large','driver':'d','pool':'node-1/a',"
    "'device':'gpu-0','adminAccess':null,'shareID':'s','consumedCapacity':{'memory':'10Gi'},'bindingConditions':['Ready'],"
    "'bindingFailureConditions':['Broken'],'tolerations':[{'key':'a','operator':'Exists'}]},"
    "{'request':'mon','driver':'d','pool':'p','device':'gpu-1','adminAccess':true}]},"
    "'nodeSelector':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['node-1']}]}]},"
    "'allocationTimestamp':'2026-11-24T08:31:00Z'},"
    "'reservedFor':[{'resource':'pods','name':'trainer-0','uid':'u1'},{'apiGroup':'scheduling.k8s.io','resource':'podgroups','"
    "name':'g','uid':'u2'}],"
    "'devices':[{'driver':'d','pool':'p','device':'gpu-1','conditions':[{'type':'Ready','status':'True','reason':'R','message':'"
    "M',"
    "'lastTransitionTime':'2026-11-24T08:32:00Z'}],'data':{'x':1},'networkData':{'interfaceName':'eth1','ips':['10.0.0.1/"
    "24']}}]}}";

}  // namespace

class ClaimTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void requestsOfEveryVersion_data() {
    QTest::addColumn<QString>("apiVersion");
    QTest::addColumn<QString>("request");
    const QString body = QString::fromUtf8(kBody);
    const QString nested = QStringLiteral("{'name':'r','exactly':{%1}}").arg(body);
    const QString flat = QStringLiteral("{'name':'r',%1}").arg(body);
    QTest::newRow("v1") << QStringLiteral("resource.k8s.io/v1") << nested;
    QTest::newRow("v1beta2") << QStringLiteral("resource.k8s.io/v1beta2") << nested;
    QTest::newRow("v1beta1") << QStringLiteral("resource.k8s.io/v1beta1") << flat;
    QTest::newRow("v1alpha3") << QStringLiteral("resource.k8s.io/v1alpha3") << flat;
    QTest::newRow("flat in v1, by hand") << QStringLiteral("resource.k8s.io/v1") << flat;
  }
  void requestsOfEveryVersion() {
    QFETCH(QString, apiVersion);
    QFETCH(QString, request);
    const auto claim = decoded<ResourceClaim>(apiVersion.toStdString(), claimWith(request.toStdString()));
    QCOMPARE(claim->meta.generation(), std::int64_t{3});
    QCOMPARE(claim->spec.requests.size(), std::size_t{1});
    QVERIFY(claim->spec.requests[0].name == "r");
    QVERIFY(claim->spec.requests[0].exactly.has_value());
    const DeviceRequestBody& body = *claim->spec.requests[0].exactly;
    QVERIFY(body.deviceClassName == "gpu.example.com");
    QVERIFY(body.selectors.at(0) == "device.driver == \"x\"");
    QVERIFY(body.mode == CountMode::exactCount && body.count == 2 && body.adminAccess);
    QVERIFY(body.tolerations.at(0).op == "Equal" && body.tolerations.at(0).seconds == 30);
    QVERIFY(body.tolerations.at(1).op == "Exists" && !body.tolerations.at(1).seconds);
    QVERIFY(body.capacity.at(0).first == "memory" && body.capacity.at(0).second == *Quantity::parse("40Gi"));
    QVERIFY(claim->spec.constraints.at(0).matchAttribute == "example.com/numa");
    QVERIFY(claim->spec.constraints.at(1).distinctAttribute == "example.com/slot");
    QCOMPARE(claim->spec.config.at(0).parameters, jsonText("{'kind':'X','n':[1]}"));
    QVERIFY(claim->classic == nullptr);
    QCOMPARE(claim->stateWord(), std::string("pending"));
  }

  void defaultsAreTheServers() {
    const auto claim = decoded<ResourceClaim>(
        "resource.k8s.io/v1",
        claimWith("{'name':'a','exactly':{'deviceClassName':'c'}},{'name':'b','exactly':{'deviceClassName':'c',"
                  "'allocationMode':'All'}},{'name':'c','exactly':{'deviceClassName':'c','allocationMode':'Some',"
                  "'count':0}},{'name':'d','future':{}}"));
    const auto& requests = claim->spec.requests;
    QVERIFY(requests.at(0).exactly->mode == CountMode::exactCount && requests.at(0).exactly->count == 1);
    QVERIFY(requests.at(1).exactly->mode == CountMode::all);
    QVERIFY(requests.at(2).exactly->mode == CountMode::unsupported && requests.at(2).exactly->count == 1);
    QVERIFY(!requests.at(3).exactly && requests.at(3).firstAvailable.empty());
  }

  void firstAvailableKeepsOrder() {
    const std::string list =
        "'firstAvailable':[{'name':'large','deviceClassName':'a'},{'name':'small','deviceClassName':'b','count':4}]";
    for (const char* version : {"resource.k8s.io/v1", "resource.k8s.io/v1beta1"}) {
      const auto claim = decoded<ResourceClaim>(version, claimWith("{'name':'r','deviceClassName':''," + list + "}"));
      QVERIFY(!claim->spec.requests.at(0).exactly);
      QVERIFY(claim->spec.requests.at(0).firstAvailable.at(0).name == "large");
      QVERIFY(claim->spec.requests.at(0).firstAvailable.at(1).count == 4);
    }
    const auto both =
        decoded<ResourceClaim>("resource.k8s.io/v1", claimWith("{'name':'r','exactly':{'deviceClassName':'c'}," + list + "}"));
    QVERIFY(both->spec.requests.at(0).exactly && both->spec.requests.at(0).firstAvailable.size() == 2);
  }

  void status() {
    const auto claim = decoded<ResourceClaim>("resource.k8s.io/v1", jsonText(kStatus));
    QVERIFY(claim->allocation != nullptr);
    const DeviceAllocation& result = claim->allocation->results.at(0);
    QVERIFY(result.request == "r/large" && result.driver == "d" && result.pool == "node-1/a" && result.device == "gpu-0");
    QVERIFY(result.shareId == "s" && !result.adminAccess && claim->allocation->results.at(1).adminAccess);
    QVERIFY(result.consumedCapacity.at(0).second == *Quantity::parse("10Gi"));
    QVERIFY(result.bindingConditions.at(0) == "Ready" && result.bindingFailureConditions.at(0) == "Broken");
    QVERIFY(claim->allocation->nodeSelector->terms.at(0).matchFields.at(0).values.at(0) == "node-1");
    QCOMPARE(formatTime(claim->allocation->allocationTimestamp), std::string("2026-11-24T08:31:00Z"));
    QCOMPARE(formatTime(claim->schedulerWrote), std::string("2026-11-24T08:30:00Z"));
    QVERIFY(claim->reservedFor.at(0).resource == "pods" && claim->reservedFor.at(1).apiGroup == "scheduling.k8s.io");
    QVERIFY(claim->devices.at(0).conditions.at(0).reason == "R" && claim->devices.at(0).ips.at(0) == "10.0.0.1/24");
    QCOMPARE(claim->stateWord(), std::string("deleted,allocated,reserved"));
    QVERIFY(claim->classic == nullptr);
  }

  void stateWords() {
    const auto word = [](const char* json) { return decoded<ResourceClaim>("resource.k8s.io/v1", jsonText(json))->stateWord(); };
    QCOMPARE(word("{'status':{'allocation':null}}"), std::string("pending"));
    QCOMPARE(word("{'status':{'allocation':{}}}"), std::string("allocated"));
    QCOMPARE(word("{'status':{'allocation':{},'reservedFor':[{'name':'p'}]}}"), std::string("allocated,reserved"));
    QCOMPARE(word("{'metadata':{'deletionTimestamp':'2026-11-24T09:00:00Z'}}"), std::string("deleted"));
  }

  void templates() {
    const auto object = decoded<ResourceClaimTemplate>(
        "resource.k8s.io/v1",
        jsonText("{'metadata':{'name':'t'},'spec':{'metadata':{'labels':{'b':'2','a':'1'}},'spec':{'devices':"
                 "{'requests':[{'name':'r','exactly':{'deviceClassName':'c'}}]}}}}"));
    QVERIFY(labelValue(object->claimLabels, "a") == "1" && labelValue(object->claimLabels, "b") == "2");
    QVERIFY(object->spec.requests.at(0).exactly->deviceClassName == "c");
    QVERIFY(object->classic == nullptr);
  }

  void classesAndTaintRules() {
    const auto deviceClass = decoded<DeviceClass>(
        "resource.k8s.io/v1",
        jsonText("{'spec':{'selectors':[{'cel':{'expression':'true'}},{'cel':null}],'extendedResourceName':'e.com/gpu',"
                 "'config':[{'opaque':{'driver':'d','parameters':null}}]}}"));
    // A selector of a kind that is not known yet matches nothing, which leaving it out would turn round.
    QCOMPARE(deviceClass->selectors.size(), std::size_t{2});
    QVERIFY(deviceClass->selectors.at(1).empty());
    QVERIFY(deviceClass->extendedResourceName == "e.com/gpu" && deviceClass->config.at(0).parameters.empty());

    for (const char* version : {"resource.k8s.io/v1", "resource.k8s.io/v1beta2", "resource.k8s.io/v1alpha3"}) {
      const auto rule = decoded<DeviceTaintRule>(
          version,
          jsonText("{'spec':{'deviceSelector':{'driver':'d','pool':'p','device':'x','deviceClassName':'c','selectors':[{'cel':"
                   "{'expression':'true'}}]},'taint':{'key':'k','value':'v','effect':'NoExecute','timeAdded':"
                   "'2026-11-24T08:32:00Z'}},'status':{'conditions':[{'type':'EvictionInProgress','status':'True'}]}}"));
      QVERIFY(rule->hasSelector && rule->pool == "p" && rule->deviceClassName == "c" && rule->selectors.size() == 1);
      QVERIFY(rule->taint.effect == "NoExecute" && rule->taint.timeAdded.isSet() && rule->conditions.size() == 1);
    }
    // None selects nothing, an empty one selects every device: they must not look the same.
    QVERIFY(!decoded<DeviceTaintRule>("resource.k8s.io/v1", jsonText("{'spec':{'deviceSelector':null}}"))->hasSelector);
    QVERIFY(decoded<DeviceTaintRule>("resource.k8s.io/v1", jsonText("{'spec':{'deviceSelector':{}}}"))->hasSelector);
  }
};

QTEST_APPLESS_MAIN(ClaimTest)
#include "claim_test.moc"
