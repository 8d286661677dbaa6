// What answers each name, by what is there and by release.
#include <QtTest>
#include <set>

#include "model/prometheus/catalogue/names.h"
#include "model/prometheus/catalogue/queries.h"
#include "model/prometheus/catalogue/resolve.h"

using namespace claimscope;
using namespace claimscope::prometheus;

namespace {

Presence presence(const std::vector<std::string>& names) {
  Presence out;
  for (const std::string& name : names) {
    out.series[name] = 2;
    out.targets[name] = 1;
  }
  return out;
}

const Mapping& mapping(const Resolved& resolved, const std::string& id) {
  for (const Mapping& one : resolved.mappings) {
    if (one.id == id) {
      return one;
    }
  }
  qFatal("no mapping %s", id.c_str());
}

std::string expression(const Resolved& resolved, const std::string& id) {
  for (const Query& query : resolved.queries) {
    if (query.id == id) {
      return query.expression;
    }
  }
  return {};
}

}  // namespace

class CatalogueTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void namesAndIdsAreUnique() {
    std::set<std::string_view> names;
    for (const auto& list : {dashboardNames(), componentNames()}) {
      for (const Name& name : list) {
        QVERIFY2(names.insert(name.name).second, std::string(name.name).c_str());
        QVERIFY(name.probe.starts_with(name.name));
      }
    }
    std::set<std::string_view> ids{"gpuBusy", "allocationSeconds", "allocationErrors", "utilization", "pendingClaims"};
    for (const Standing& standing : standingQuestions()) {
      QVERIFY2(ids.insert(standing.id).second, std::string(standing.id).c_str());
    }
    QVERIFY(names.size() >= 45);
  }

  void nothingThereIsNothingAskedAndSaidToBeMissing() {
    const Resolved resolved = resolve({}, {}, 36);
    QVERIFY(resolved.queries.empty());
    QCOMPARE(resolved.mappings.at(0).asked, std::string("dra_allocation_duration_seconds"));
    QVERIFY(!mapping(resolved, "allocationSeconds").missing());  // measured by ourselves
    QVERIFY(!mapping(resolved, "allocationSeconds").exact);
    QCOMPARE(mapping(resolved, "utilization").words, std::string("allocated ÷ published devices"));
    QVERIFY(mapping(resolved, "allocationErrors").missing());
    QVERIFY(mapping(resolved, "dra_operations_duration_seconds").missing());
    QCOMPARE(mapping(resolved, "dra_operations_duration_seconds").words, std::string("kubelet not scraped"));
    QVERIFY(mapping(resolved, "resourceclaim_controller_resource_claims").why.find("EKS") != std::string::npos);
  }

  void theFourNamesAreUsedWhenTheyAreThere() {
    const Resolved resolved = resolve(
        presence({"dra_allocation_duration_seconds_count", "dra_allocation_errors_total", "dra_resource_utilization_ratio",
                  "dra_pending_claims_total", "resourceclaim_controller_resource_claims"}),
        {}, 36);
    for (const char* id : {"allocationSeconds", "allocationErrors", "utilization", "pendingClaims"}) {
      QVERIFY2(mapping(resolved, id).exact, id);
      QCOMPARE(mapping(resolved, id).words, std::string("2 series from 1 target"));
    }
    QCOMPARE(expression(resolved, "pendingClaims"), std::string("sum(dra_pending_claims_total)"));
  }

  void pendingClaimsFollowTheRelease() {
    QCOMPARE(expression(resolve(presence({"resourceclaim_controller_resource_claims"}), {}, 36), "pendingClaims"),
             std::string("sum(resourceclaim_controller_resource_claims{allocated=\"false\"})"));
    QCOMPARE(
        expression(
            resolve(presence({"resourceclaim_controller_resource_claims", "resourceclaim_controller_allocated_resource_claims"}),
                    {}, 33),
            "pendingClaims"),
        std::string("sum(resourceclaim_controller_resource_claims) - sum(resourceclaim_controller_allocated_resource_claims)"));
  }

  void errorsAreTheSumOfWhatIsThere() {
    const Resolved resolved =
        resolve(presence({"dra_operations_duration_seconds_count", "resourceclaim_controller_creates_total"}), {}, 36);
    QCOMPARE(mapping(resolved, "allocationErrors").words, std::string("sum of 2 counters"));
    QVERIFY(expression(resolved, "allocationErrors").find("is_error=\"true\"") != std::string::npos);
    QVERIFY(expression(resolved, "allocationErrors").find("bindingconditions") == std::string::npos);
  }

  void releasesExplainWhatIsMissing() {
    const Resolved old = resolve(presence({"dra_operations_duration_seconds_count"}), {}, 33);
    QCOMPARE(mapping(old, "dra_resource_claims_in_use").words, std::string("from v1.35 on"));
    QCOMPARE(mapping(old, "dra_grpc_operations_duration_seconds").words, std::string("not exported"));
    const Resolved modern = resolve({}, {}, 36);
    QCOMPARE(mapping(modern, "resourceclaim_controller_create_attempts_total").words, std::string("until v1.33"));
    // Without a release nothing is said of releases.
    QCOMPARE(mapping(resolve({}, {}, 0), "dra_resource_claims_in_use").words, std::string("kubelet not scraped"));
  }

  void busyGpusHaveASecondCounter() {
    QVERIFY(expression(resolve(presence({"DCGM_FI_PROF_GR_ENGINE_ACTIVE"}), {}, 36), "gpuBusy").find("100 *") !=
            std::string::npos);
    QVERIFY(expression(resolve(presence({"DCGM_FI_DEV_GPU_UTIL", "DCGM_FI_PROF_GR_ENGINE_ACTIVE"}), {}, 36), "gpuBusy")
                .find("DCGM_FI_DEV_GPU_UTIL") != std::string::npos);
  }

  void thePersonsQueriesTakeThePlace() {
    const Resolved resolved = resolve(presence({"DCGM_FI_DEV_GPU_UTIL"}),
                                      {{"gpuBusy", "my_busy", "%", "mine", 4, true}, {"mine", "up", "", "Up", 4, true}}, 36);
    QCOMPARE(expression(resolved, "gpuBusy"), std::string("my_busy"));
    QCOMPARE(expression(resolved, "mine"), std::string("up"));
    QCOMPARE(mapping(resolved, "mine").group, std::string("own"));
    QVERIFY(!mapping(resolved, "mine").missing());
  }
};

QTEST_APPLESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
