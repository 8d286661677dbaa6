// What is written into the claim: node selector, configuration, tolerations, conditions (dra.md 9.2: 9).
#include <QtTest>

#include "tests/model/allocation/scene.h"

using namespace claimscope;
using kit::device;
using kit::Scene;

namespace {

std::string selectorText(const allocation::Outcome& outcome) {
  const std::optional<NodeSelector>& selector = outcome.results.at(0).allocation.nodeSelector;
  if (!selector) {
    return "everywhere";
  }
  std::string out;
  for (const NodeSelectorTerm& term : selector->terms) {
    for (const auto* requirements : {&term.matchFields, &term.matchExpressions}) {
      for (const SelectorRequirement& requirement : *requirements) {
        out += (out.empty() ? "" : " ") + requirement.key.str();
        for (const Text& value : requirement.values) {
          out += "," + value.str();
        }
      }
    }
  }
  return out;
}

std::string configText(const allocation::Outcome& outcome) {
  std::string out;
  for (const allocation::ConfigResult& config : outcome.results.at(0).config) {
    out += (out.empty() ? "" : " ") + std::string(config.fromClass ? "class:" : "claim:") + config.driver.str();
    for (const Text& request : config.requests) {
      out += "," + request.str();
    }
  }
  return out;
}

std::string onZone(const std::string& more = "") {
  return "'nodeSelector':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'zone','operator':'In','values':['z1','z2']}" + more +
         "]}]}";
}

std::string pool(const std::string& name) {
  return "'pool':{'name':'" + name + "','generation':1,'resourceSliceCount':1},";
}

std::string config(const std::string& driver, const std::string& requests = "") {
  return "{" + (requests.empty() ? "" : "'requests':[" + requests + "],") + "'opaque':{'driver':'" + driver +
         "','parameters':{'x':1}}}";
}

}  // namespace

class ResultTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void localDevicesPinToTheNode() {
    Scene scene;
    scene.slice("s", pool("p") + "'allNodes':true,'devices':[" + device("d0") + "]").wants();
    COMPARE_TEXT(selectorText(scene.outcome()), "everywhere");
    Scene local;
    local.slice("s", pool("p") + "'allNodes':true,'devices':[" + device("d0") + "]")
        .slice("t", pool("q") + "'nodeName':'n1','devices':[" + device("d0") + "]")
        .wants("'count':2");
    COMPARE_TEXT(selectorText(local.outcome()), "metadata.name,n1");
    Scene binds;
    binds.slice("s", "'allNodes':true,'devices':[" + device("d0", "'bindsToNode':true") + "]").wants();
    COMPARE_TEXT(selectorText(binds.outcome()), "metadata.name,n1");
  }

  void selectorsMergeIntoOneTerm() {
    Scene scene;
    scene.slice("s", pool("p") + onZone() + ",'devices':[" + device("d0") + "]")
        .slice("t", pool("q") + onZone(",{'key':'gpu','operator':'Exists'}") + ",'devices':[" + device("d0") + "]")
        .slice("u", pool("r") + "'allNodes':true,'devices':[" + device("d0") + "]")
        .wants("'count':3");
    COMPARE_TEXT(selectorText(scene.outcome()), "zone,z1,z2 gpu");
    QCOMPARE(scene.outcome().results.at(0).allocation.nodeSelector->terms.size(), std::size_t{1});
  }

  void perDeviceSelection() {
    Scene scene;
    scene
        .slice("s",
               "'perDeviceNodeSelection':true,'devices':[" + device("d0", onZone()) + "," + device("d1", "'nodeName':'n1'") + "]")
        .wants();
    COMPARE_TEXT(selectorText(scene.outcome()), "zone,z1,z2");
  }

  void severalTermsCannotBeWritten() {
    Scene scene;
    scene
        .slice("s",
               "'nodeSelector':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'zone','operator':'Exists'}]},{'"
               "matchExpressions':[{'key':'x',"
               "'operator':'Exists'}]}]},'devices':[" +
                   device("d0") + "]")
        .wants();
    COMPARE_TEXT(scene.answer(), "error: create NodeSelector for claim c0: unsupported ResourceSlice.NodeSelector with 2 terms");
  }

  void classConfigurationOnceForAllItsRequests() {
    Scene scene;
    scene.deviceClass("k", "", "'config':[" + config("a") + "," + config("b") + "]")
        .devices(device("d0") + "," + device("d1") + "," + device("d2"))
        .claim("'requests':[" + Scene::request("r", "'deviceClassName':'k'") + "," + Scene::request("q") + "," +
               Scene::request("t", "'deviceClassName':'k'") + "],'config':[" + config("x") + "," + config("y", "'q'") + "," +
               config("z", "'r','q','t'") + "]");
    COMPARE_TEXT(configText(scene.outcome()), "class:a,r,t class:b,r,t claim:x claim:y,q claim:z");
  }

  void configurationOfTheAlternativeTaken() {
    Scene scene;
    scene.deviceClass("k", "", "'config':[" + config("a") + "]")
        .devices(device("d0"))
        .claim("'requests':[{'name':'r','firstAvailable':[" + Scene::alternative("s", "'count':2") + "," +
               Scene::alternative("t", "'deviceClassName':'k'") + "]}],'config':[" + config("x", "'r/s'") + "," +
               config("y", "'r/t'") + "," + config("z", "'r'") + "]");
    COMPARE_TEXT(scene.answer(), "r/t=p/d0");
    COMPARE_TEXT(configText(scene.outcome()), "class:a claim:y claim:z");
  }

  void tolerationsAndConditionsAreCopied() {
    Scene scene;
    scene.devices(device("d0", "'bindingConditions':['Ready'],'bindingFailureConditions':['Broken','Lost']"))
        .wants("'tolerations':[{'key':'k','operator':'Exists','effect':'NoExecute','tolerationSeconds':30}]");
    const allocation::Outcome outcome = scene.outcome();
    const DeviceAllocation& result = outcome.results.at(0).allocation.results.at(0);
    QVERIFY(result.tolerations.size() == 1 && result.tolerations[0].seconds == 30);
    QVERIFY(result.bindingConditions.size() == 1 && result.bindingFailureConditions.size() == 2);
    Scene stable;
    stable.features.deviceBindingAndStatus = false;
    stable.devices(device("d0", "'bindingFailureConditions':['Broken']")).wants();
    QVERIFY(stable.outcome().results.at(0).allocation.results.at(0).bindingFailureConditions.empty());
  }
};

QTEST_GUILESS_MAIN(ResultTest)
#include "result_test.moc"
