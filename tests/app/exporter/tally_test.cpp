// What is counted over time: failures by the counts of events and durations by lives, each once, whatever lists and snapshots do.
#include <QtTest>

#include "app/exporter/failures.h"
#include "app/exporter/life_tally.h"
#include "app/exporter/text_format.h"
#include "model/latency/lives.h"
#include "tests/app/exporter/parsed_page.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using cluster::TestCluster;
using exporter::Failure;
using exporter::Failures;
using exporter::LifeTally;
using exporter::ParsedPage;
using latency::Evidence;
using latency::Life;
using latency::Lives;
using latency::Stage;

namespace {

std::string eventText(const std::string& name, const std::string& reason, const std::string& message, int count) {
  return "{'metadata':{'name':'" + name + "','namespace':'ml','uid':'uid-" + name + "','resourceVersion':'" +
         std::to_string(1000 + count) + "'},'type':'Warning','reason':'" + reason + "','message':'" + message +
         "','involvedObject':{'kind':'Pod','namespace':'ml','name':'p'},'count':" + std::to_string(count) + "}";
}

const std::string kNoDevices = "0/3 nodes are available: 3 cannot allocate all claims. preemption: 0/3 nodes are available.";
const std::string kNoCpu = "0/3 nodes are available: 3 Insufficient cpu.";

Life life(const std::string& uid, std::int64_t begun, std::optional<std::int64_t> allocated,
          Evidence evidence = Evidence::watch) {
  Life out;
  out.uid = Uid(uid);
  out.namespaceName = Text("ml");
  out.name = Text(uid);
  out.deviceClass = Text("gpu");
  out.driver = Text("gpu.example.com");
  out.begun = {Time{begun}, Evidence::field};
  if (allocated) {
    out.reached[static_cast<std::size_t>(Stage::allocated)] = {Time{*allocated}, evidence};
  }
  return out;
}

Lives livesAt(std::int64_t now, std::vector<Life> all) {
  Lives out;
  out.now = Time{now};
  out.lives = std::move(all);
  return out;
}

ParsedPage pageOf(const LifeTally& tally) {
  exporter::Page page;
  tally.collect(page);
  return {exporter::write(page.families, exporter::Format::openMetrics), true};
}

}  // namespace

class TallyTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatAnEventTellsOf() {
    const auto of = [](const char* reason, const std::string& message) {
      Event one;
      one.reason = Text(reason);
      one.message = message;
      return exporter::failureOf(one);
    };
    QCOMPARE(of("FailedScheduling", kNoDevices), std::optional(Failure::scheduling));
    QCOMPARE(of("FailedScheduling", kNoCpu), std::optional<Failure>());
    QCOMPARE(of("FailedScheduling", "0/3 nodes are available: 1 Insufficient cpu, 2 cannot allocate all claims."),
             std::optional(Failure::scheduling));
    QCOMPARE(of("FailedScheduling", "running PreBind plugin \"DynamicResources\": device binding failed: FabricBroken"),
             std::optional(Failure::binding));
    QCOMPARE(of("FailedScheduling", "running \"DynamicResources\" filter plugin: something new"),
             std::optional(Failure::scheduling));
    QCOMPARE(of("FailedScheduling", "running PreBind plugin \"VolumeBinding\": binding volumes: context deadline exceeded"),
             std::optional<Failure>());
    QCOMPARE(of("FailedResourceClaimCreation", "PodResourceClaim gpu: resourceclaimtemplate not found"),
             std::optional(Failure::claimCreation));
    QCOMPARE(of("FailedResourceClaimCreation", "PodResourceClaim gpu: forbidden: exceeded quota: q, requested: 1"),
             std::optional(Failure::quota));
    QCOMPARE(of("FailedPrepareDynamicResources", "Failed to prepare dynamic resources: x"), std::optional(Failure::preparation));
    QCOMPARE(of("BackOff", "x"), std::optional<Failure>());
  }

  void failuresCountOnce() {
    TestCluster world;
    world.setState(Kind::Event, SourceState::loading);
    world.store.flush();
    Failures failures;
    failures.note(*world.snapshot());
    QVERIFY(!failures.started());
    // What was there before is where counting begins.
    world.list<Event>({eventText("a", "FailedScheduling", kNoDevices, 5), eventText("b", "FailedScheduling", kNoCpu, 9)});
    world.setState(Kind::Event, SourceState::live);
    world.store.flush();
    failures.note(*world.snapshot());
    QVERIFY(failures.started());
    QCOMPARE(failures.count(Failure::scheduling), std::int64_t{0});
    failures.note(*world.snapshot());
    QCOMPARE(failures.count(Failure::scheduling), std::int64_t{0});
    // Snapshots between are never looked at.
    (void)world.event<Event>("MODIFIED", eventText("a", "FailedScheduling", kNoDevices, 6));
    (void)world.event<Event>("MODIFIED", eventText("a", "FailedScheduling", kNoDevices, 8));
    (void)world.event<Event>("ADDED", eventText("c", "FailedPrepareDynamicResources", "x", 2));
    (void)world.event<Event>("MODIFIED", eventText("b", "FailedScheduling", kNoCpu, 90));
    failures.note(*world.snapshot());
    QCOMPARE(failures.count(Failure::scheduling), std::int64_t{3});
    QCOMPARE(failures.count(Failure::preparation), std::int64_t{2});
    // The same again in a list, one further on, one gone, one new during the outage.
    world.list<Event>(
        {eventText("a", "FailedScheduling", kNoDevices, 9), eventText("d", "FailedResourceClaimCreation", "no template", 4)});
    failures.note(*world.snapshot());
    QCOMPARE(failures.count(Failure::scheduling), std::int64_t{4});
    QCOMPARE(failures.count(Failure::preparation), std::int64_t{2});
    QCOMPARE(failures.count(Failure::claimCreation), std::int64_t{4});
    // A count that goes back is no failure undone.
    (void)world.event<Event>("MODIFIED", eventText("a", "FailedScheduling", kNoDevices, 1));
    failures.note(*world.snapshot());
    QCOMPARE(failures.count(Failure::scheduling), std::int64_t{4});
  }

  void eventsThatAreGoneAreForgotten() {
    TestCluster world;
    world.store.flush();
    Failures failures;
    failures.note(*world.snapshot());
    for (int round = 0; round < 6; ++round) {
      std::vector<std::string> items;
      for (int i = 0; i < 400; ++i) {
        items.push_back(
            eventText("e" + std::to_string(round) + "-" + std::to_string(i), "FailedPrepareDynamicResources", "x", 1));
      }
      world.list<Event>(items);
      failures.note(*world.snapshot());
    }
    QCOMPARE(failures.count(Failure::preparation), std::int64_t{2400});
    QVERIFY2(failures.remembered() <= 1424, std::to_string(failures.remembered()).c_str());
  }

  void eachLifeCountsOnce() {
    Lives first = livesAt(1000, {life("a", 0, std::nullopt), life("old", -100'000, -50'000)});
    first.lives.back().firstSeenAllocated = true;
    LifeTally counted(10);
    counted.note(first);
    QVERIFY(!pageOf(counted).has("dra_allocation_duration_seconds_count"));
    const std::map<std::string, std::string> labels{{"driver", "gpu.example.com"}, {"device_class", "gpu"}};
    for (int again = 0; again < 3; ++again) {
      counted.note(livesAt(5000, {life("a", 0, 300), life("b", 1000, 3400)}));
    }
    QCOMPARE(pageOf(counted).value("dra_allocation_duration_seconds_count", labels), 2.0);
    QCOMPARE(pageOf(counted).value("dra_allocation_duration_seconds_sum", labels), 2.7);
    QCOMPARE(pageOf(counted).value("dra_allocation_duration_seconds_bucket", {{"le", "0.5"}}), 1.0);
    QCOMPARE(pageOf(counted).value("claimscope_stage_duration_seconds_count", {{"stage", "allocated"}}), 2.0);
    // Dated anew within a second is the same moment; minutes later is another wait.
    counted.note(livesAt(6000, {life("a", 0, 1000, Evidence::field), life("b", 1000, 3400)}));
    QCOMPARE(pageOf(counted).value("dra_allocation_duration_seconds_count", labels), 2.0);
    counted.note(livesAt(900'000, {life("a", 600'000, 610'000)}));
    QCOMPARE(pageOf(counted).value("dra_allocation_duration_seconds_count", labels), 3.0);
    QCOMPARE(counted.remembered(), std::size_t{1});  // b has left the history
  }

  void whatCameDuringAnOutageIsDatedByItself() {
    LifeTally tally(10);
    tally.note(livesAt(100'000, {}));
    Life before = life("before", 0, 50'000, Evidence::field);
    Life during = life("during", 110'000, 112'000, Evidence::field);
    Life undated = life("undated", 110'000, 112'000, Evidence::managedField);
    for (Life* one : {&before, &during, &undated}) {
      one->firstSeenAllocated = true;
    }
    tally.note(livesAt(200'000, {before, during, undated}));
    QCOMPARE(pageOf(tally).sum("dra_allocation_duration_seconds_count"), 1.0);
  }

  void refusedIsAbsent() {
    LifeTally tally(10);
    Lives refused = livesAt(0, {});
    refused.bound = Bound::unknown;
    tally.note(refused);
    exporter::Page page;
    tally.collect(page);
    QVERIFY(page.families.empty());
  }

  void manyClassesAreCapped() {
    LifeTally tally(10);
    std::vector<Life> all;
    for (int i = 0; i < 200; ++i) {
      all.push_back(life("c" + std::to_string(i), 0, 300));
      all.back().deviceClass = Text("class-" + std::to_string(i));
    }
    tally.note(livesAt(1000, all));
    exporter::Page page;
    tally.collect(page);
    const ParsedPage parsed(exporter::write(page.families, exporter::Format::text), false);
    QCOMPARE(parsed.sum("dra_allocation_duration_seconds_count"), 200.0);
    QCOMPARE(parsed.value("dra_allocation_duration_seconds_count", {{"device_class", "other"}, {"driver", "other"}}), 190.0);
    QVERIFY(page.dropped.at("dra_allocation_duration_seconds") >= 90);
  }

  void aClaimOfARealStoreIsCounted() {
    TestCluster world;
    LifeTally tally(10);
    const auto note = [&] {
      world.store.flush();
      tally.note(latency::livesOf(*world.snapshot(), {.backMs = 900'000, .namespaceName = {}}));
    };
    note();
    const std::string head =
        "{'metadata':{'name':'c','namespace':'ml','uid':'uid-c','creationTimestamp':'2026-11-24T09:42:18Z',"
        "'resourceVersion':'";
    const std::string spec = "'},'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu'}}]}}";
    const std::string allocation =
        ",'status':{'allocation':{'devices':{'results':[{'request':'r','driver':'gpu','pool':'p','device':'d'}"
        "]}},'reservedFor':[{'resource':'pods','name':'p','uid':'uid-p'}]}";
    (void)world.event<Pod>("ADDED",
                           "{'metadata':{'name':'p','namespace':'ml','uid':'uid-p','creationTimestamp':'2026-11-24T09:42:18Z'},"
                           "'spec':{'containers':[{'name':'x'}],'resourceClaims':[{'name':'g','resourceClaimName':'c'}]},"
                           "'status':{'phase':'Pending'}}");
    (void)world.event<ResourceClaim>("ADDED", head + "1" + spec + "}");
    world.clock.advance(4200);
    // Allocated and gone again between two looks.
    (void)world.event<ResourceClaim>("MODIFIED", head + "2" + spec + allocation + "}");
    world.clock.advance(100);
    (void)world.event<ResourceClaim>("DELETED", head + "3" + spec + allocation + "}");
    note();
    note();
    const ParsedPage page = pageOf(tally);
    QCOMPARE(page.value("dra_allocation_duration_seconds_count", {{"driver", "gpu"}, {"device_class", "gpu"}}), 1.0);
    const double seconds = page.value("dra_allocation_duration_seconds_sum");
    QVERIFY2(seconds >= 4.2 && seconds <= 5.2, std::to_string(seconds).c_str());
  }
};

QTEST_APPLESS_MAIN(TallyTest)
#include "tally_test.moc"
