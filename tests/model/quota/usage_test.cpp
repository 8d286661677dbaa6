// What claims and pods count, as upstream's evaluators do: worst cases, alternatives, extended resources. Test thread.
#include <QtTest>

#include "model/quota/ledger.h"
#include "model/quota/usage.h"
#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using namespace claimscope::quota;

namespace {

Box<ResourceClaim> claimOf(const std::string& requests) {
  return kit::decoded<ResourceClaim>(
      "resource.k8s.io/v1",
      kit::jsonText("{'metadata':{'name':'c','namespace':'ml'},'spec':{'devices':{'requests':[" + requests + "]}}}"));
}

std::string exactly(const std::string& name, const std::string& deviceClass, const std::string& more) {
  return "{'name':'" + name + "','exactly':{'deviceClassName':'" + deviceClass + "'," + more + "}}";
}

std::string usageText(const Usage& usage) {
  std::string out;
  for (const auto& [key, amount] : usage) {
    out += (out.empty() ? "" : " ") + key.str() + "=" + amountText(amount);
  }
  return out;
}

ExtendedResources noExtended() {
  ExtendedResources out;
  out.enabled = false;
  return out;
}

Box<DeviceClass> classOfExtended(const std::string& name, const std::string& resource) {
  return kit::decoded<DeviceClass>("resource.k8s.io/v1", kit::jsonText("{'metadata':{'name':'" + name +
                                                                       "'},'spec':{'extendedResourceName':'" + resource + "'}}"));
}

}  // namespace

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromUtf8(expected))

class UsageTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void countsAndAll() {
    const auto claim = claimOf(exactly("a", "gpu", "'allocationMode':'ExactCount','count':3") + "," +
                               exactly("b", "gpu", "'allocationMode':'All'") + "," +
                               exactly("c", "nic", "'allocationMode':'ExactCount','count':1,'adminAccess':true"));
    COMPARE_TEXT(usageText(usageOf(claim->spec, noExtended())),
                 "count/resourceclaims.resource.k8s.io=1 gpu.deviceclass.resource.k8s.io/devices=35 "
                 "nic.deviceclass.resource.k8s.io/devices=1");
    COMPARE_TEXT(arithmetic(claim->spec, Text("gpu.deviceclass.resource.k8s.io/devices"), noExtended()),
                 "a 3 + b 32 (All counts as 32) = 35");
    COMPARE_TEXT(arithmetic(claim->spec, Text(kClaimCount), noExtended()), "");
  }

  void alternativesAreTheMostOfEachClass() {
    const auto claim = claimOf(
        "{'name':'r','firstAvailable':["
        "{'name':'x','deviceClassName':'gpu','allocationMode':'ExactCount','count':2},"
        "{'name':'y','deviceClassName':'gpu','allocationMode':'ExactCount','count':5},"
        "{'name':'z','deviceClassName':'mig','allocationMode':'All'}]}," +
        exactly("s", "gpu", "'allocationMode':'ExactCount','count':1"));
    COMPARE_TEXT(usageText(usageOf(claim->spec, noExtended())),
                 "count/resourceclaims.resource.k8s.io=1 gpu.deviceclass.resource.k8s.io/devices=6 "
                 "mig.deviceclass.resource.k8s.io/devices=32");
    COMPARE_TEXT(arithmetic(claim->spec, Text("gpu.deviceclass.resource.k8s.io/devices"), noExtended()),
                 "r 5 (the most of 3 alternatives) + s 1 = 6");
  }

  void extendedResourcesOfClasses() {
    const auto claim = claimOf(exactly("a", "gpu", "'allocationMode':'ExactCount','count':2"));
    ExtendedResources extended;
    COMPARE_TEXT(usageText(usageOf(claim->spec, extended)),
                 "count/resourceclaims.resource.k8s.io=1 gpu.deviceclass.resource.k8s.io/devices=2 "
                 "requests.deviceclass.resource.kubernetes.io/gpu=2");
    extended.add(*classOfExtended("gpu", "nvidia.com/gpu"));
    COMPARE_TEXT(usageText(usageOf(claim->spec, extended)),
                 "count/resourceclaims.resource.k8s.io=1 gpu.deviceclass.resource.k8s.io/devices=2 "
                 "requests.deviceclass.resource.kubernetes.io/gpu=2 requests.nvidia.com/gpu=2");
    // What the pod counts itself is not counted twice, what goes beyond it is.
    const Usage pod{{Text("requests.nvidia.com/gpu"), 2 * kUnit}};
    COMPARE_TEXT(usageText(usageOf(claim->spec, extended, pod)),
                 "count/resourceclaims.resource.k8s.io=1 gpu.deviceclass.resource.k8s.io/devices=2 "
                 "requests.deviceclass.resource.kubernetes.io/gpu=2");
  }

  void podsCountWhatTheyRequest() {
    const auto pod = kit::decoded<Pod>(
        "v1", kit::jsonText("{'metadata':{'name':'p','namespace':'ml'},'spec':{'containers':[{'name':'c','resources':{'requests':"
                            "{'cpu':'1500m','memory':'2Gi','nvidia.com/gpu':'2','hugepages-2Mi':'4Mi'}}}]},'status':{'phase':"
                            "'Running'}}"));
    const Usage usage = usageOf(*pod);
    COMPARE_TEXT(amountText(usage.at(Text("requests.cpu"))), "1500m");
    QVERIFY(usage.at(Text("cpu")) == usage.at(Text("requests.cpu")));
    COMPARE_TEXT(amountText(usage.at(Text("requests.nvidia.com/gpu"))), "2");
    QVERIFY(usage.count(Text("requests.hugepages-2Mi")) == 0);
    QVERIFY(usage.count(Text("nvidia.com/gpu")) == 0);
  }

  void finishedPodsCountTheirPlaceOnly() {
    const auto pod = kit::decoded<Pod>(
        "v1", kit::jsonText("{'metadata':{'name':'p','namespace':'ml'},'spec':{'containers':[{'name':'c','resources':{'requests':"
                            "{'nvidia.com/gpu':'2'}}}]},'status':{'phase':'Succeeded'}}"));
    COMPARE_TEXT(usageText(usageOf(*pod)), "count/pods=1");
  }

  void keys() {
    QVERIFY(sortOf("count/resourceclaims.resource.k8s.io") == Sort::claims);
    QVERIFY(sortOf("a.b.deviceclass.resource.k8s.io/devices") == Sort::classDevices);
    QVERIFY(classOf("a.b.deviceclass.resource.k8s.io/devices") == "a.b");
    QVERIFY(sortOf("requests.deviceclass.resource.kubernetes.io/x") == Sort::implicitClass);
    QVERIFY(classOf("requests.deviceclass.resource.kubernetes.io/x") == "x");
    QVERIFY(sortOf("requests.nvidia.com/gpu") == Sort::extended);
    QVERIFY(sortOf("requests.memory") == Sort::compute);
    QVERIFY(sortOf("requests.storage") == Sort::other);
    QVERIFY(sortOf("gpu.storageclass.storage.k8s.io/requests.storage") == Sort::other);
    QVERIFY(sortOf("requests.example.kubernetes.io/gpu") == Sort::other);
    QVERIFY(sortOf("") == Sort::other);
  }

  /// Nothing overflows, whatever a file says.
  void hugeCounts() {
    const std::string most = "'allocationMode':'ExactCount','count':9223372036854775807";
    const auto claim = claimOf(exactly("a", "gpu", most) + "," + exactly("b", "gpu", most));
    COMPARE_TEXT(amountText(usageOf(claim->spec, noExtended()).at(Text("gpu.deviceclass.resource.k8s.io/devices"))),
                 "9223372036854775807");
    const auto odd = claimOf(exactly("a", "gpu", "'allocationMode':'Some','count':4") + ",{'name':'future'}");
    QVERIFY(usageOf(odd->spec, noExtended()).at(Text("gpu.deviceclass.resource.k8s.io/devices")) == 0);
  }
};

QTEST_APPLESS_MAIN(UsageTest)
#include "usage_test.moc"
