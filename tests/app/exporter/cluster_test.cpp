// What a cluster gives: claims, devices and sources as metrics, what is hidden or stale absent, and hostile names harmless.
#include <QtTest>

#include "app/exporter/cluster_metrics.h"
#include "app/exporter/resource_type.h"
#include "app/exporter/source_metrics.h"
#include "app/exporter/text_format.h"
#include "app/exporter/waiting_reasons.h"
#include "tests/app/exporter/parsed_page.h"
#include "tests/kit/decoded.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using diagnosis::Scene;
using exporter::ParsedPage;

namespace {

constexpr std::size_t kCap = 500;

ParsedPage pageOf(const cluster::Snapshot& snapshot, std::size_t cap = kCap) {
  exporter::Page page;
  exporter::addClaims(snapshot, cap, page);
  exporter::addDevices(snapshot, cap, page);
  exporter::addSources(snapshot, {Kind::ResourceClaim, Kind::ResourceSlice, Kind::Pod, Kind::ResourceClass}, page);
  exporter::addProcess(page);
  (void)ParsedPage(exporter::write(page.families, exporter::Format::text), false);
  return {exporter::write(page.families, exporter::Format::openMetrics), true};
}

/// Two nodes with four GPUs each: on one a device in use, one held for nobody, one that is only looked at by an administrator.
Scene scene() {
  Scene out;
  out.node("gpu-a").node("gpu-b").slice("gpu-a", 4).slice("gpu-b", 4).deviceClass();
  out.claim("used", Scene::allocated("gpu-a", {"gpu-0"}) + "," + Scene::reserved({"p"}));
  out.claim("held", Scene::allocated("gpu-a", {"gpu-1"}));
  out.claim("watched", Scene::allocated("gpu-a", {"gpu-2"}, ",'adminAccess':true") + "," + Scene::reserved({"p"}));
  out.claim("waits", {}, Scene::request("gpu", 5), "2026-11-24T09:50:00Z").pod("w", "waits");
  out.claim("nobody", {}, Scene::request(), "2026-11-24T08:00:00Z");
  return out;
}

}  // namespace

class ClusterMetricsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void devicesAndClaims() {
    const ParsedPage page = pageOf(*scene().snapshot());
    QCOMPARE(page.value("dra_resource_utilization_ratio", {{"resource_type", "gpu"}}), 0.25);  // 2 of 8
    QCOMPARE(page.value("dra_pending_claims_total"), 2.0);
    QCOMPARE(page.value("claimscope_claims", {{"state", "pending"}}), 2.0);
    QCOMPARE(page.value("claimscope_claims", {{"state", "allocated,reserved"}}), 2.0);
    // That nobody asks for the older one is no wait.
    QCOMPARE(page.value("claimscope_oldest_pending_claim_seconds", {{"device_class", "gpu"}}), 600.0);
    const auto devices = [&](const char* state) {
      return page.value("claimscope_pool_devices", {{"driver", "gpu.example.com"}, {"node_pool", "gpu"}, {"state", state}});
    };
    QCOMPARE(devices("inUse"), 1.0);
    QCOMPARE(devices("reservedNotUsed"), 1.0);
    QCOMPARE(devices("free"), 6.0);
    QCOMPARE(devices("unhealthy"), 0.0);
    QCOMPARE(page.value("claimscope_largest_free_on_node", {{"node_pool", "gpu"}}), 4.0);
    QCOMPARE(page.value("claimscope_largest_free_in_pool", {{"driver", "gpu.example.com"}}), 4.0);
    QCOMPARE(page.value("claimscope_pools", {{"state", "complete"}}), 2.0);
    QCOMPARE(page.value("claimscope_slices", {{"driver", "gpu.example.com"}}), 2.0);
    QCOMPARE(page.value("claimscope_missing_claims", {{"cause", "quota"}}), 0.0);
  }

  void staleGenerationsAreNoHardware() {
    Scene one;
    one.node("a").slice("a", 2, {}, 2).slice("a", 4, {}, 1, 1, "x");
    const ParsedPage page = pageOf(*one.snapshot());
    QCOMPARE(page.value("dra_resource_utilization_ratio", {{"resource_type", "gpu"}}), 0.0);
    QCOMPARE(page.value("claimscope_pool_devices", {{"state", "staleGeneration"}}), 4.0);
    QCOMPARE(page.value("claimscope_pool_devices", {{"state", "free"}}), 2.0);
  }

  void anEmptyClusterHasZerosWhereTheyAreTrue() {
    const ParsedPage page = pageOf(*Scene().snapshot());
    QCOMPARE(page.value("dra_pending_claims_total"), 0.0);
    QCOMPARE(page.value("claimscope_claims", {{"state", "pending"}}), 0.0);
    QVERIFY(!page.has("dra_resource_utilization_ratio"));  // no device, no ratio
    QVERIFY(!page.has("claimscope_oldest_pending_claim_seconds"));
  }

  void hiddenIsAbsent() {
    const ParsedPage claims = pageOf(*scene().state(Kind::ResourceClaim, SourceState::forbidden).snapshot());
    for (const char* name : {"dra_pending_claims_total", "claimscope_claims", "dra_resource_utilization_ratio",
                             "claimscope_pool_devices", "claimscope_largest_free_on_node", "claimscope_missing_claims"}) {
      QVERIFY2(!claims.has(name), name);
    }
    QVERIFY(claims.has("claimscope_pools"));  // slices are readable
    QCOMPARE(claims.value("claimscope_up", {{"kind", "resourceclaims"}}), 0.0);
    QCOMPARE(claims.value("claimscope_source_state", {{"kind", "resourceclaims"}, {"state", "forbidden"}}), 1.0);
    QVERIFY(!claims.has("claimscope_objects", {{"kind", "resourceclaims"}}));
    QVERIFY(!claims.has("claimscope_up", {{"kind", "resourceclasses"}}));  // not served is no fault

    const ParsedPage slices = pageOf(*scene().state(Kind::ResourceSlice, SourceState::forbidden).snapshot());
    QVERIFY(!slices.has("dra_resource_utilization_ratio"));
    QVERIFY(!slices.has("claimscope_slices"));
    QCOMPARE(slices.value("dra_pending_claims_total"), 2.0);

    // Without rules free is at most, without nodes the node pools are not known, without pods nobody knows who waits.
    const ParsedPage rules = pageOf(*scene().state(Kind::DeviceTaintRule, SourceState::forbidden).snapshot());
    QVERIFY(!rules.has("claimscope_pool_devices", {{"state", "free"}}) &&
            !rules.has("claimscope_pool_devices", {{"state", "tainted"}}));
    QVERIFY(!rules.has("claimscope_largest_free_on_node"));
    QCOMPARE(rules.value("claimscope_pool_devices", {{"state", "inUse"}}), 1.0);
    QCOMPARE(rules.value("dra_resource_utilization_ratio", {{"resource_type", "gpu"}}), 0.25);
    QVERIFY(!pageOf(*scene().state(Kind::Node, SourceState::forbidden).snapshot()).has("claimscope_largest_free_on_node"));
    QVERIFY(!pageOf(*scene().state(Kind::Pod, SourceState::forbidden).snapshot()).has("claimscope_missing_claims"));
  }

  void staleIsAbsentAfterTwoMinutes() {
    const ParsedPage page = pageOf(*scene().state(Kind::ResourceClaim, SourceState::stale).snapshot());
    QVERIFY(!page.has("dra_pending_claims_total"));
    QCOMPARE(page.value("claimscope_up", {{"kind", "resourceclaims"}}), 0.0);
    QCOMPARE(page.value("claimscope_source_age_seconds", {{"kind", "resourceclaims"}}), 600.0);
  }

  void loadingIsAbsent() {
    const ParsedPage page = pageOf(*scene().state(Kind::ResourceClaim, SourceState::loading).snapshot());
    QVERIFY(!page.has("dra_pending_claims_total"));
    QVERIFY(!page.has("dra_resource_utilization_ratio"));
  }

  void hostileNamesAreHarmless() {
    Scene one;
    const std::string evil = "evil\\\\\\\" } 1\\n# EOF\\u202e" + std::string(4096, 'x');
    one.node("a").add(Kind::ResourceSlice, "{" + Scene::meta("s") + ",'spec':{'driver':'" + evil +
                                               "','nodeName':'a','pool':{'name':'" + evil +
                                               "','generation':1,'resourceSliceCount':1},'devices':[{'name':'gpu-0'}]}}");
    one.claim("c", {}, Scene::request(evil)).pod("p", "c");
    const ParsedPage page = pageOf(*one.snapshot());  // throws when a line is broken
    const exporter::Family* slices = page.family("claimscope_slices");
    QVERIFY(slices != nullptr);
    QCOMPARE(slices->samples.size(), std::size_t{1});
    QVERIFY(slices->samples[0].labels.at("driver").size() < 200);
    QVERIFY(page.has("claimscope_oldest_pending_claim_seconds"));
  }

  void theCapHolds() {
    Scene one;
    for (int i = 0; i < 40; ++i) {
      const std::string name = "n" + std::to_string(i);
      one.add(Kind::Node, "{" + Scene::meta(name, "'labels':{'node-type':'" + name + "'}") + "}").slice(name, 2);
    }
    const ParsedPage page = pageOf(*one.snapshot(), 16);
    QVERIFY(page.family("claimscope_pool_devices")->samples.size() <= 16 + 8);
    QCOMPARE(page.sum("claimscope_pool_devices"), 80.0);
    QVERIFY(page.has("claimscope_pool_devices", {{"node_pool", "other"}, {"driver", "other"}, {"state", "free"}}));
  }

  void resourceTypes_data() {
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("device");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* driver, const char* type, const char* device, const char* expected) {
      QTest::addRow("%s %s %s", driver, type, device) << QString::fromLatin1(driver) << QString::fromLatin1(type)
                                                      << QString::fromLatin1(device) << QString::fromLatin1(expected);
    };
    row("gpu.nvidia.com", "gpu", "gpu-0", "gpu");
    row("gpu.nvidia.com", "mig", "gpu-0-mig-1", "gpu");
    row("gpu.nvidia.com", "", "gpu-0", "gpu");
    row("eks-hybrid-dra", "cpuset", "cpu-0", "cpu");
    row("eks-hybrid-dra", "gpu", "x", "gpu");
    row("dra.net", "device", "eth0", "nic");
    row("dra.cpu", "", "anything", "cpu");
    row("tpu.google.com", "", "0", "tpu");
    row("neuron.aws.com", "", "neuron0", "npu");
    row("acme.example.com", "", "gpu-7", "gpu");
    row("acme.example.com", "", "widget-gpu", "other");
    row("qat.intel.com", "vf", "vf-1", "accelerator");
    row("acme.example.com", "", "0000", "other");
  }
  void resourceTypes() {
    QFETCH(QString, driver);
    QFETCH(QString, type);
    QFETCH(QString, device);
    QFETCH(QString, expected);
    const std::string attributes =
        type.isEmpty() ? std::string() : ",\"attributes\":{\"type\":{\"string\":\"" + type.toStdString() + "\"}}";
    const auto slice = kit::decoded<ResourceSlice>(
        "resource.k8s.io/v1", "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"driver\":\"" + driver.toStdString() +
                                  "\",\"nodeName\":\"n\",\"pool\":{\"name\":\"n\",\"generation\":1,\"resourceSliceCount\":1},"
                                  "\"devices\":[{\"name\":\"" +
                                  device.toStdString() + "\"" + attributes + "}]}}");
    exporter::ResourceTypes types;
    QCOMPARE(QString::fromStdString(std::string(types.of(slice->driver, slice->devices[0]))), expected);
    QCOMPARE(QString::fromStdString(std::string(types.of(slice->driver, slice->devices[0]))), expected);  // remembered
  }

  void reasonsOfPendingClaims() {
    std::int64_t now = 0;
    exporter::WaitingReasons reasons(1000, [&] { return now; });
    const exporter::WaitingCounts counts = reasons.count(*scene().snapshot());
    QVERIFY(counts.known);
    QCOMPARE(counts.unexplained, std::int64_t{0});
    QCOMPARE(counts.reasons.at("NoConsumerPod"), std::int64_t{1});
    std::int64_t all = 0;
    for (const auto& [reason, count] : counts.reasons) {
      all += count;
    }
    QCOMPARE(all, std::int64_t{2});
    QVERIFY(!reasons.count(*scene().state(Kind::Pod, SourceState::forbidden).snapshot()).known);
  }

  void timeIsABudget() {
    // Every look at the clock costs 10 ms here, so that a budget of 25 is over after one or two explanations.
    std::int64_t now = 0;
    exporter::WaitingReasons reasons(25, [&] { return now += 10; });
    Scene many = scene();
    for (int i = 0; i < 30; ++i) {
      const std::string name = "w" + std::to_string(i);
      many.claim(name, {}, Scene::request("gpu", 10 + i)).pod(name, name);
    }
    const cluster::SnapshotPtr snapshot = many.snapshot();
    exporter::WaitingCounts counts = reasons.count(*snapshot);
    QVERIFY(counts.unexplained > 0);
    std::int64_t before = counts.unexplained;
    for (int round = 0; round < 40 && counts.unexplained > 0; ++round) {
      counts = reasons.count(*snapshot);
      QVERIFY(counts.unexplained < before);  // those that were left come first
      before = counts.unexplained;
    }
    QCOMPARE(counts.unexplained, std::int64_t{0});
    now += 10 * 60'000;  // old answers are no answers
    QVERIFY(reasons.count(*snapshot).unexplained > 0);
  }

  void equalClaimsAreExplainedOnce() {
    std::int64_t looks = 0;
    exporter::WaitingReasons reasons(1'000'000, [&] { return ++looks; });
    Scene many = scene();
    for (int i = 0; i < 50; ++i) {
      const std::string name = "w" + std::to_string(i);
      // The pods differ in the claim that they name, as those of a Deployment do not: they come from one template.
      many.claim(name, {}, Scene::request("gpu", 7), "2026-11-24T09:45:00Z",
                 "'ownerReferences':[{'apiVersion':'v1','kind':'Pod','name':'" + name + "','uid':'uid-" + name +
                     "','controller':true}]");
      many.add(Kind::Pod,
               "{" + Scene::meta(name, Scene::inNamespace("ml")) +
                   ",'spec':{'containers':[{'name':'c'}],'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'t'}]},"
                   "'status':{'phase':'Pending','resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'" +
                   name + "'}]}}");
    }
    const exporter::WaitingCounts counts = reasons.count(*many.snapshot());
    QCOMPARE(counts.unexplained, std::int64_t{0});
    QVERIFY2(looks < 20, std::to_string(looks).c_str());  // two looks a group, and the frame
  }
};

QTEST_APPLESS_MAIN(ClusterMetricsTest)
#include "cluster_test.moc"
