// Live: every source through the same door; what it shows is what the source has, and it ends cleanly at any moment.
#include <QtTest>

#include "app/source/live.h"
#include "tests/apiserver/api_server.h"
#include "tests/kit/temporary_folder.h"
#include "tests/kit/wait.h"

using namespace claimscope;

namespace {

std::vector<Kind> allKinds() {
  std::vector<Kind> out;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    out.push_back(static_cast<Kind>(i));
  }
  return out;
}

std::unique_ptr<app::Source> opened(const app::SourceOptions& options) {
  auto source = app::openSource(options);
  if (!source) {
    throw std::runtime_error(source.error().text());
  }
  return std::move(*source);
}

app::SourceOptions demo(const std::string& scenario, double speed) {
  app::SourceOptions options;
  options.demo = true;
  options.scenario = scenario;
  options.speed = speed;
  return options;
}

}  // namespace

class LiveTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aClusterEqualsTheServer() {
    apiserver::ApiServer server({.scenario = "eks-hybrid"});
    const kit::TemporaryFolder folder;
    app::SourceOptions options;
    options.environment["KUBECONFIG"] = folder.write("config", server.kubeconfig());
    app::Live live(opened(options), nullptr);
    live.start();
    QVERIFY(live.waitSettled(allKinds(), 20'000));
    const cluster::SnapshotPtr snapshot = live.flushed();
    for (const ApiResource& resource : server.world().served()) {
      const Kind kind = *kindOf(resource.group, resource.resource);
      QVERIFY2(cluster::digestLines(*snapshot, kind) == server.digestLines(resource.resource), resource.resource.c_str());
    }
    QVERIFY(live.source().description().find(server.url()) != std::string::npos);
  }

  void aStandingDemoIsTheSameEveryTime() {
    const auto dump = [](double speed) {
      app::Live live(opened(demo("quiet", speed)), nullptr);
      live.start();
      if (!live.waitSettled(allKinds(), 20'000)) {
        throw std::runtime_error("not settled");
      }
      return cluster::canonicalDump(*live.flushed());
    };
    const std::string first = dump(0);
    QVERIFY(first.find("claim ") != std::string::npos);
    QVERIFY(first == dump(0));
  }

  void aRunningDemoMovesOn() {
    std::atomic<std::uint64_t> changes{0};
    app::Live live(opened(demo("eks-hybrid", 600)),
                   [&](const cluster::SnapshotPtr& snapshot) { changes = snapshot->totalChanges; });
    live.start();
    QVERIFY(kit::waitUntil([&] { return changes > 10; }));
  }

  void filesAreDeliveredBeforeStartReturns() {
    const kit::TemporaryFolder folder;
    app::SourceOptions options;
    options.files = {folder.write(
        "n.yaml", "apiVersion: v1\nkind: Node\nmetadata: {name: n1, uid: u-1, creationTimestamp: '2026-11-24T09:00:00Z'}\n")};
    app::Live live(opened(options), nullptr);
    live.start();
    const cluster::SnapshotPtr snapshot = live.flushed();
    QCOMPARE(snapshot->of<Node>().size(), std::size_t(1));
    QCOMPARE(formatTime(snapshot->time), std::string("2026-11-24T09:00:00Z"));
    QCOMPARE(snapshot->source(Kind::Node).status.state, SourceState::complete);
  }

  void itEndsAtAnyMoment() {
    apiserver::ApiServer server({.scenario = "eks-hybrid", .speed = 300, .bookmarkMs = 5});
    const kit::TemporaryFolder folder;
    app::SourceOptions options;
    options.environment["KUBECONFIG"] = folder.write("config", server.kubeconfig());
    for (std::size_t requests = 0; requests < 60; requests += 10) {
      const std::size_t before = server.seen().size();
      std::atomic<int> snapshots{0};
      {
        app::Live live(opened(options), [&](const cluster::SnapshotPtr&) { ++snapshots; });
        live.start();
        QVERIFY(kit::waitUntil([&] { return server.seen().size() >= before + std::min<std::size_t>(requests, 30); }));
      }
      const int ended = snapshots;
      QVERIFY(kit::waitUntil([&] { return server.openWatches() == 0; }));
      QCOMPARE(snapshots.load(), ended);
    }
  }

  void whatCannotBeOpenedIsNamed() {
    app::SourceOptions options;
    QCOMPARE(app::openSource(options).error().code, ErrorCode::notFound);
    options = demo("nowhere", 0);
    QVERIFY(app::openSource(options).error().text().find("eks-hybrid") != std::string::npos);
    options = {};
    options.files = {"/no/such/file"};
    QVERIFY(app::openSource(options).error().message.find("/no/such/file") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(LiveTest)
#include "live_test.moc"
