#include <QtTest>

#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::decoded;
using kit::jsonText;

class ClassicTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void claimOf126() {
    const auto claim = decoded<ResourceClaim>(
        "resource.k8s.io/v1alpha1",
        jsonText(
            "{'metadata':{'name':'c'},'spec':{'resourceClassName':'gpu','parametersRef':{'apiGroup':'g','kind':'ConfigMap','name'"
            ":'p'},"
            "'allocationMode':'Immediate'},'status':{'driverName':'d.example.com','allocation':{'resourceHandle':'opaque bytes',"
            "'availableOnNodes':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'zone','operator':'In','values':['a']}]}]},"
            "'shareable':true},'deallocationRequested':true}}"));
    QVERIFY(claim->classic != nullptr);
    QVERIFY(claim->classic->resourceClassName == "gpu" && claim->classic->allocationMode == "Immediate");
    QVERIFY(claim->classic->parametersKind == "ConfigMap" && claim->classic->parametersName == "p");
    QVERIFY(claim->classic->driverName == "d.example.com" && claim->classic->deallocationRequested);
    QVERIFY(claim->classic->opaqueAllocation && claim->classic->shareable);
    QVERIFY(claim->allocation->results.empty());
    QVERIFY(claim->allocation->nodeSelector->terms.at(0).matchExpressions.at(0).key == "zone");
    QCOMPARE(claim->stateWord(), std::string("allocated"));
  }

  void structuredParametersOf130NameTheDevice() {
    const auto claim = decoded<ResourceClaim>(
        "resource.k8s.io/v1alpha2",
        jsonText("{'spec':{'resourceClassName':'gpu'},'status':{'driverName':'claim-driver','allocation':{'resourceHandles':["
                 "{'driverName':'d1','structuredData':{'nodeName':'node-1','results':[{'namedResources':{'name':'gpu-0'}},"
                 "{'namedResources':{'name':'gpu-1'}}]}},"
                 "{'structuredData':{'results':[{'namedResources':{'name':'nic-0'}}],'nodeName':'node-2'}}]}}}"));
    const auto& results = claim->allocation->results;
    QCOMPARE(results.size(), std::size_t{3});
    QVERIFY(results[1].driver == "d1" && results[1].pool == "node-1" && results[1].device == "gpu-1");
    QVERIFY(results[2].driver == "claim-driver" && results[2].pool == "node-2" && results[2].device == "nic-0");
    QVERIFY(!claim->classic->opaqueAllocation);
    QVERIFY(claim->classic->allocationMode == "WaitForFirstConsumer");
  }

  void opaqueHandles() {
    const auto claim = decoded<ResourceClaim>(
        "resource.k8s.io/v1alpha2",
        jsonText("{'spec':{},'status':{'allocation':{'resourceHandles':[{'driverName':'d','data':'x'}]}}}"));
    QVERIFY(claim->classic->opaqueAllocation && claim->allocation->results.empty());
    // The version alone makes a claim classic.
    QVERIFY(decoded<ResourceClaim>("resource.k8s.io/v1alpha2", "{}")->classic != nullptr);
    QVERIFY(decoded<ResourceClaim>("resource.k8s.io/v1alpha3", "{}")->classic == nullptr);
  }

  void controllerOf131() {
    const auto claim =
        decoded<ResourceClaim>("resource.k8s.io/v1alpha3", jsonText("{'spec':{'devices':{},'controller':'ctl.example.com'}}"));
    QVERIFY(claim->classic != nullptr && claim->classic->driverName == "ctl.example.com" &&
            claim->classic->allocationMode.empty());
  }

  void templatesClassesAndParameters() {
    const auto object = decoded<ResourceClaimTemplate>(
        "resource.k8s.io/v1alpha2", jsonText("{'spec':{'spec':{'resourceClassName':'gpu','allocationMode':'Immediate'}}}"));
    QVERIFY(object->classic->resourceClassName == "gpu" && object->classic->allocationMode == "Immediate");

    const auto resourceClass = decoded<ResourceClass>(
        "resource.k8s.io/v1alpha2",
        jsonText("{'metadata':{'name':'gpu'},'driverName':'d','parametersRef':{'kind':'K','name':'n','namespace':"
                 "'ns'},'suitableNodes':{'nodeSelectorTerms':[]},'structuredParameters':true}"));
    QVERIFY(resourceClass->driverName == "d" && resourceClass->parametersNamespace == "ns");
    QVERIFY(resourceClass->structuredParameters && resourceClass->suitableNodes.has_value());

    const auto claimParameters = decoded<ResourceClaimParameters>(
        "resource.k8s.io/v1alpha2",
        jsonText("{'generatedFrom':{'kind':'K','name':'n'},'shareable':true,'driverRequests':[{'driverName':'d',"
                 "'requests':[{'namedResources':{'selector':'true'}},{}]}]}"));
    QVERIFY(claimParameters->generatedName == "n" && claimParameters->shareable);
    QCOMPARE(claimParameters->driverRequests.at(0).second.size(), std::size_t{2});

    const auto classParameters = decoded<ResourceClassParameters>(
        "resource.k8s.io/v1alpha2",
        jsonText("{'generatedFrom':{'kind':'K','name':'n'},'filters':[{'driverName':'d','namedResources':{'selector':'s'}}]}"));
    QVERIFY(classParameters->filters.at(0).first == "d" && classParameters->filters.at(0).second == "s");
  }

  void podScheduling() {
    for (const char* version : {"resource.k8s.io/v1alpha1", "resource.k8s.io/v1alpha2", "resource.k8s.io/v1alpha3"}) {
      const auto context = decoded<PodSchedulingContext>(
          version,
          jsonText(
              "{'metadata':{'name':'pod'},'spec':{'selectedNode':'n1','potentialNodes':['n1','n2']},'status':{'resourceClaims':"
              "[{'name':'gpu','unsuitableNodes':['n2']}]}}"));
      QVERIFY(context->selectedNode == "n1" && context->potentialNodes.size() == 2);
      QVERIFY(context->unsuitableNodes.at(0).first == "gpu" && context->unsuitableNodes.at(0).second.at(0) == "n2");
    }
  }

  void sliceOf130() {
    const auto slice = decoded<ResourceSlice>(
        "resource.k8s.io/v1alpha2",
        jsonText(
            "{'metadata':{'name':'s'},'nodeName':'node-1','driverName':'d','namedResources':{'instances':[{'name':'gpu-0','"
            "attributes':["
            "{'name':'index','int':7},{'name':'ok','bool':true},{'name':'memory','quantity':'80Gi'},{'name':'uuid','string':'u'},"
            "{'name':'version','version':'1.2.3'},{'name':'ints','intSlice':{'ints':[1,2]}},"
            "{'name':'strings','stringSlice':{'strings':['a']}}]}]}}"));
    QVERIFY(slice->classic && slice->poolName == "node-1" && slice->driver == "d");
    const Device& device = slice->devices.at(0);
    QCOMPARE(std::get<std::int64_t>(device.attribute("index")->value), std::int64_t{7});
    QVERIFY(std::get<Text>(device.attribute("memory")->value) == "80Gi");
    QVERIFY(std::get<Version>(device.attribute("version")->value).text == "1.2.3");
    QCOMPARE(std::get<List<std::int64_t>>(device.attribute("ints")->value).size(), std::size_t{2});
    QVERIFY(std::get<List<Text>>(device.attribute("strings")->value).at(0) == "a");
    QVERIFY(device.attribute("missing") == nullptr);
  }
};

QTEST_APPLESS_MAIN(ClassicTest)
#include "classic_test.moc"
