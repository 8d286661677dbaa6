#include <QtTest>

#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::decoded;
using kit::jsonText;

namespace {

std::string sliceWith(const std::string& devices) {
  return jsonText(
      "{'metadata':{'name':'s'},'spec':{'driver':'gpu.example.com','pool':{'name':'node-1','generation':4,'resourceSliceCount':2}"
      ","
      "'nodeName':'node-1','devices':[" +
      devices + "]}}");
}

const char* const kAttributes =
    "'attributes':{'model':{'string':'A100'},'gpu.example.com/index':{'int':3},'ok':{'bool':false},'fw':{'version':'1.2.3'},"
    "'list':{'strings':['a','b']}}";

}  // namespace

class SliceTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void devicesOfEveryVersion_data() {
    QTest::addColumn<QString>("apiVersion");
    QTest::addColumn<QString>("device");
    const QString attributes = QString::fromUtf8(kAttributes);
    const QString flat = QStringLiteral("{'name':'gpu-0',%1,'capacity':{'memory':{'value':'80Gi'}}}").arg(attributes);
    const QString basic = QStringLiteral("{'name':'gpu-0','basic':{%1,'capacity':{'memory':{'value':'80Gi'}}}}").arg(attributes);
    const QString plain = QStringLiteral("{'name':'gpu-0','basic':{%1,'capacity':{'memory':'80Gi'}}}").arg(attributes);
    QTest::newRow("v1") << QStringLiteral("resource.k8s.io/v1") << flat;
    QTest::newRow("v1beta2") << QStringLiteral("resource.k8s.io/v1beta2") << flat;
    QTest::newRow("v1beta1") << QStringLiteral("resource.k8s.io/v1beta1") << basic;
    QTest::newRow("v1alpha3") << QStringLiteral("resource.k8s.io/v1alpha3") << plain;
  }
  void devicesOfEveryVersion() {
    QFETCH(QString, apiVersion);
    QFETCH(QString, device);
    const auto slice = decoded<ResourceSlice>(apiVersion.toStdString(), sliceWith(device.toStdString()));
    QVERIFY(slice->driver == "gpu.example.com" && slice->poolName == "node-1" && slice->nodeName == "node-1");
    QVERIFY(slice->poolGeneration == 4 && slice->poolSliceCount == 2 && !slice->allNodes && !slice->classic);
    const Device& gpu = slice->devices.at(0);
    QVERIFY(gpu.name == "gpu-0" && gpu.extras == nullptr);
    QVERIFY(std::get<Text>(gpu.attribute("model")->value) == "A100");
    QCOMPARE(std::get<std::int64_t>(gpu.attribute("gpu.example.com/index")->value), std::int64_t{3});
    QVERIFY(!std::get<bool>(gpu.attribute("ok")->value));
    QVERIFY(std::get<Version>(gpu.attribute("fw")->value) == Version{Text("1.2.3")});
    QCOMPARE(std::get<List<Text>>(gpu.attribute("list")->value).size(), std::size_t{2});
    QCOMPARE(gpu.capacity.at(0).value.value(), std::int64_t{85899345920});
    QVERIFY(gpu.capacity.at(0).policy == nullptr);
  }

  void everythingADeviceMayHave() {
    const auto slice = decoded<ResourceSlice>(
        "resource.k8s.io/v1",
        sliceWith(
            "{'name':'d','capacity':{'memory':{'value':'80Gi','requestPolicy':{'default':'1Gi','validValues':['1Gi','2Gi'],"
            "'validRange':{'min':'1Gi','max':'80Gi','step':'512Mi'}}}},"
            "'consumesCounters':[{'counterSet':'gpu-0','counters':{'slices':{'value':'2'}}}],'nodeName':'n','allNodes':true,"
            "'nodeSelector':{'nodeSelectorTerms':[{}]},'bindsToNode':true,'bindingConditions':['a'],'bindingFailureConditions':['"
            "b'],"
            "'allowMultipleAllocations':true,'taints':[{'key':'k','effect':'NoSchedule'},{'key':'x','effect':'Whatever'}]}"));
    const Device& device = slice->devices.at(0);
    const CapacityPolicy& policy = *device.capacity.at(0).policy;
    QVERIFY(policy.defaultValue == *Quantity::parse("1Gi") && policy.validValues.size() == 2);
    QVERIFY(policy.step == *Quantity::parse("0.5Gi") && policy.maximum == *Quantity::parse("80Gi"));
    const DeviceExtras& extras = *device.extras;
    QVERIFY(extras.consumes.at(0).counters.at(0).second == *Quantity::parse("2"));
    QVERIFY(extras.nodeName == "n" && extras.allNodes && extras.nodeSelector->terms.size() == 1);
    QVERIFY(extras.bindsToNode && extras.allowMultipleAllocations);
    QVERIFY(extras.bindingConditions.at(0) == "a" && extras.bindingFailureConditions.at(0) == "b");
    QVERIFY(device.taints.at(1).effect == "Whatever");
  }

  void emptyExtrasTakeNoMemory() {
    const auto slice = decoded<ResourceSlice>(
        "resource.k8s.io/v1beta1", sliceWith("{'name':'d','basic':{'nodeName':'','allNodes':false,'consumesCounters':[],"
                                             "'bindingConditions':null,'allowMultipleAllocations':null}}"));
    QVERIFY(slice->devices.at(0).extras == nullptr);
  }

  void countersAndSelectors() {
    const auto slice = decoded<ResourceSlice>(
        "resource.k8s.io/v1",
        jsonText(
            "{'spec':{'driver':'d','pool':{'name':'p','generation':1,'resourceSliceCount':1},'perDeviceNodeSelection':true,'"
            "nodeSelector':"
            "{'nodeSelectorTerms':[]},'allNodes':true,'sharedCounters':[{'name':'gpu-0','counters':{'slices':{'value':'7'}}}],"
            "'future':{'deep':[[[{}]]]}}}"));
    QVERIFY(slice->perDeviceNodeSelection && slice->allNodes && slice->nodeSelector && slice->nodeSelector->terms.empty());
    QVERIFY(slice->sharedCounters.at(0).name == "gpu-0" && slice->sharedCounters.at(0).counters.at(0).second.value() == 7);
  }
};

QTEST_APPLESS_MAIN(SliceTest)
#include "slice_test.moc"
