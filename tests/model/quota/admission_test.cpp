// Before submit: the order of objects, copies that fit, the key that refuses. Test thread.
#include <QtTest>

#include "model/quota/admission.h"
#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using namespace claimscope::quota;

namespace {

Box<ResourceQuota> quotaOf(const std::string& name, const std::string& hard, const std::string& used,
                           const std::string& space = "ml") {
  return kit::decoded<ResourceQuota>(
      "v1", kit::jsonText("{'metadata':{'name':'" + name + "','namespace':'" + space + "'},'spec':{'hard':{" + hard +
                          "}},'status':{'hard':{" + hard + "},'used':{" + used + "}}}"));
}

Ask deployment(std::int64_t copies, std::int64_t devices = 2, const std::string& space = "ml") {
  const Usage each{{Text(kClaimCount), kUnit}, {Text("gpu.deviceclass.resource.k8s.io/devices"), devices * kUnit}};
  return {"Deployment web", Text(space), {}, each, copies, {}};
}

const char* const kHard = "'gpu.deviceclass.resource.k8s.io/devices':'10','count/resourceclaims.resource.k8s.io':'100'";
const char* const kUsed = "'gpu.deviceclass.resource.k8s.io/devices':'3','count/resourceclaims.resource.k8s.io':'2'";

std::vector<Verdict> ask(const std::vector<Box<ResourceQuota>>& quotas, const std::vector<Ask>& asks) {
  std::vector<const ResourceQuota*> pointers;
  for (const auto& quota : quotas) {
    pointers.push_back(quota.get());
  }
  return admit(pointers, asks, {}, Bound::exact);
}

}  // namespace

class AdmissionTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void copiesThatFit() {
    const auto verdicts = ask({quotaOf("q", kHard, kUsed)}, {deployment(5)});
    QVERIFY(!verdicts[0].admitted && verdicts[0].objectAdmitted);
    QCOMPARE(verdicts[0].admittedCopies, std::int64_t{3});
    QCOMPARE(*verdicts[0].fit, std::int64_t{3});
    QCOMPARE(refusalText(*verdicts[0].refusal),
             std::string("quota q: gpu.deviceclass.resource.k8s.io/devices has 9 of 10 in use, this asks for 2 more"));
  }

  void allFitAndTheNextLimitIsNamed() {
    const auto verdicts = ask({quotaOf("q", kHard, kUsed)}, {deployment(2)});
    QVERIFY(verdicts[0].admitted && !verdicts[0].refusal);
    QCOMPARE(*verdicts[0].fit, std::int64_t{3});
    QVERIFY(verdicts[0].tight && verdicts[0].tight->used == 9 * kUnit);
  }

  void theFirstTakesFromTheSecond() {
    const auto verdicts = ask({quotaOf("q", kHard, kUsed)}, {deployment(2), deployment(2)});
    QVERIFY(verdicts[0].admitted && !verdicts[1].admitted);
    QCOMPARE(verdicts[1].admittedCopies, std::int64_t{1});
  }

  void namespacesAndQuotasAddUp() {
    const auto other = quotaOf("q", kHard, kUsed, "other");
    const auto tight =
        quotaOf("tight", "'count/resourceclaims.resource.k8s.io':'3'", "'count/resourceclaims.resource.k8s.io':'2'");
    const auto verdicts = ask({quotaOf("q", kHard, kUsed), tight, other}, {deployment(2), deployment(9, 2, "free")});
    QCOMPARE(verdicts[0].admittedCopies, std::int64_t{1});
    QVERIFY(verdicts[0].refusal->quota == "tight");
    QVERIFY(verdicts[1].admitted && !verdicts[1].fit);
  }

  void objectsMadeOnce() {
    Ask claim{"ResourceClaim c", Text("ml"), {{Text(kClaimCount), kUnit}}, {}, 0, {}};
    const auto full = quotaOf("q", "'count/resourceclaims.resource.k8s.io':'2'", "'count/resourceclaims.resource.k8s.io':'2'");
    const auto verdicts = ask({full}, {claim});
    QVERIFY(!verdicts[0].admitted && !verdicts[0].objectAdmitted && verdicts[0].refusal);
    QVERIFY(!verdicts[0].fit);
  }

  void whatWasNotCountedIsNotZero() {
    const auto fresh = quotaOf("q", "'count/resourceclaims.resource.k8s.io':'2'", "");
    const auto verdicts = ask({fresh}, {deployment(5)});
    QVERIFY(verdicts[0].bound == Bound::atMost);
    QVERIFY(refusalText(*verdicts[0].refusal).find("an unknown part of 2") != std::string::npos);
  }

  void overfullAndHugeLimits() {
    const auto over = quotaOf("q", "'count/resourceclaims.resource.k8s.io':'1'", "'count/resourceclaims.resource.k8s.io':'7'");
    QCOMPARE(*ask({over}, {deployment(1)})[0].fit, std::int64_t{0});
    const auto huge = quotaOf("q", "'count/resourceclaims.resource.k8s.io':'9e18'", "'count/resourceclaims.resource.k8s.io':'0'");
    QVERIFY(ask({huge}, {deployment(1'000'000'000)})[0].admitted);
  }
};

QTEST_APPLESS_MAIN(AdmissionTest)
#include "admission_test.moc"
