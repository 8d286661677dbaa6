// Why a pod cannot run on a node, devices left aside: one case a scheduler plugin.
#include <QtTest>

#include "model/allocation/node_fit.h"
#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using allocation::nodeFit;
using allocation::NodeRefusal;
using allocation::podRequests;

namespace {

Box<Pod> pod(const std::string& spec, const std::string& name = "p") {
  return kit::decoded<Pod>(
      "v1", kit::jsonText("{'metadata':{'namespace':'ns','name':'" + name + "','uid':'" + name + "'},'spec':{" + spec + "}}"));
}

Box<Node> node(const std::string& spec = "", const std::string& allocatable = "'cpu':'4','memory':'8Gi','pods':'3'") {
  return kit::decoded<Node>("v1", kit::jsonText("{'metadata':{'name':'n1','labels':{'zone':'z1'}},'spec':{" + spec +
                                                "},'status':{'allocatable':{" + allocatable + "}}}"));
}

std::string container(const std::string& requests, const std::string& more = "") {
  return "{'name':'c','resources':{'requests':{" + requests + "}}" + more + "}";
}

std::string words(const std::vector<NodeRefusal>& refusals) {
  std::string out;
  for (const NodeRefusal& refusal : refusals) {
    out += (out.empty() ? "" : "; ") + std::to_string(static_cast<int>(refusal.kind)) + " " + refusal.detail;
  }
  return out;
}

std::string fit(const Pod& asked, const Node& where, const std::vector<Box<Pod>>& others = {}) {
  std::vector<const Pod*> pointers;
  for (const auto& other : others) {
    pointers.push_back(other.get());
  }
  return words(nodeFit(asked, where, pointers));
}

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromUtf8(expected))

}  // namespace

class NodeFitTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void emptyPodFits() { COMPARE_TEXT(fit(*pod(""), *node()), ""); }

  void nodeName() {
    COMPARE_TEXT(fit(*pod("'nodeName':'n2'"), *node()), "0 spec.nodeName is n2");
    COMPARE_TEXT(fit(*pod("'nodeName':'n1'"), *node()), "");
  }

  void cordon() {
    const auto cordoned =
        node("'unschedulable':true,'taints':[{'key':'node.kubernetes.io/unschedulable','effect':'NoSchedule'}]");
    COMPARE_TEXT(fit(*pod(""), *cordoned), "1 cordoned");
    COMPARE_TEXT(fit(*pod("'tolerations':[{'key':'node.kubernetes.io/unschedulable','operator':'Exists'}]"), *cordoned), "");
  }

  void selectors() {
    COMPARE_TEXT(fit(*pod("'nodeSelector':{'zone':'z2','gpu':'yes'}"), *node()),
                 "2 nodeSelector gpu=yes, node has no label gpu; 2 nodeSelector zone=z2, node has zone=z1");
    const std::string affinity =
        "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[{'matchExpressions':["
        "{"
        "'key':'zone','operator':'In','values':['";
    COMPARE_TEXT(fit(*pod(affinity + "z1']}]}]}}}"), *node()), "");
    COMPARE_TEXT(fit(*pod(affinity + "z2']}]}]}}}"), *node()), "2 required node affinity");
  }

  void taints() {
    const auto tainted = node(
        "'taints':[{'key':'a','value':'b','effect':'NoSchedule'},{'key':'c','effect':'NoExecute'},{'key':'d','effect':'"
        "PreferNoSchedule'}]");
    COMPARE_TEXT(fit(*pod(""), *tainted), "3 taint a=b:NoSchedule; 3 taint c:NoExecute");
    COMPARE_TEXT(fit(*pod("'tolerations':[{'key':'a','value':'b'}]"), *tainted), "3 taint c:NoExecute");
  }

  void resources() {
    const auto asked = pod("'containers':[" + container("'cpu':'3','memory':'1Gi'") + "]");
    const auto other = pod("'nodeName':'n1','containers':[" + container("'cpu':'1500m'") + "]", "other");
    COMPARE_TEXT(fit(*asked, *node()), "");
    COMPARE_TEXT(fit(*asked, *node(), {other}), "4 Insufficient cpu: asks 3, free 2500m");
    COMPARE_TEXT(fit(*asked, *node(), {asked}), "");  // the pod itself does not count
    COMPARE_TEXT(fit(*pod("'containers':[" + container("'nvidia.com/gpu':'2'") + "]"), *node()),
                 "4 Insufficient nvidia.com/gpu: asks 2, free 0");
    const Text served("nvidia.com/gpu");
    QVERIFY(nodeFit(*pod("'containers':[" + container("'nvidia.com/gpu':'2'") + "]"), *node(), {}, {&served, 1}).empty());
    COMPARE_TEXT(fit(*asked, *node("", "")), "");  // not reported is not zero
  }

  void podCount() {
    const std::vector<Box<Pod>> others = {pod("", "a"), pod("", "b"), pod("", "c")};
    COMPARE_TEXT(fit(*pod(""), *node(), others), "5 Too many pods: 3 of 3");
  }

  void initContainersAndSidecars() {
    const auto cpuOf = [](const Pod& asked) {
      for (const auto& [name, amount] : podRequests(asked)) {
        if (name == "cpu") {
          return std::string(amount.text());
        }
      }
      return std::string("none");
    };
    const std::string sidecar = ",'restartPolicy':'Always'";
    COMPARE_TEXT(cpuOf(*pod("'initContainers':[" + container("'cpu':'4'") + "],'containers':[" + container("'cpu':'1'") + "," +
                            container("'cpu':'2'") + "]")),
                 "4");
    COMPARE_TEXT(cpuOf(*pod("'initContainers':[" + container("'cpu':'1'", sidecar) + "," + container("'cpu':'4'") +
                            "],'containers':[" + container("'cpu':'2'") + "]")),
                 "5");
    COMPARE_TEXT(cpuOf(*pod("'initContainers':[" + container("'cpu':'4'") + "," + container("'cpu':'1'", sidecar) +
                            "],'containers':[" + container("'cpu':'2'") + "]")),
                 "4");
    COMPARE_TEXT(cpuOf(*pod("'overhead':{'cpu':'250m'},'containers':[" + container("'cpu':'2'") + "]")), "2250m");
    COMPARE_TEXT(cpuOf(*pod("'containers':[{'name':'c','resources':{'limits':{'cpu':'2'}}}]")), "2");
  }
};

QTEST_GUILESS_MAIN(NodeFitTest)
#include "node_fit_test.moc"
