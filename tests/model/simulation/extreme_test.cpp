// The extreme world: its size, and that making, listing and advancing it stays linear.
#include <QtTest>

#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::simulation;

class ExtremeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void hasTheSizeItPromises() {
    LoadedWorld world("extreme");
    const cluster::Snapshot& snapshot = *world.snapshot();
    QCOMPARE(snapshot.of<Node>().size(), std::size_t{5000});
    QCOMPARE(snapshot.of<ResourceClaim>().size(), std::size_t{100'000});
    QCOMPARE(snapshot.of<Pod>().size(), std::size_t{150'000});
    QCOMPARE(snapshot.inventory->counts.total(), 40'000);
    QCOMPARE(snapshot.inventory->devices.size(), std::size_t{40'000});
    std::size_t shared = 0;
    std::size_t pending = 0;
    for (const cluster::DeviceView& device : snapshot.inventory->devices) {
      shared += device.multiple && device.claims.size() > 1 ? 1U : 0U;
    }
    for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
      pending += claim.devices.empty() ? 1U : 0U;
    }
    QVERIFY(shared > 10'000);
    QVERIFY(pending > 1000);
    for (std::size_t i = 0; i < kKindCount; ++i) {
      QCOMPARE(snapshot.source(static_cast<Kind>(i)).skipped, std::uint64_t{0});
    }
    // Heavy churn: 400 short jobs a minute.
    world.advance(10'000);
    QVERIFY(world.events > 200);
    QCOMPARE(world.snapshot()->source(Kind::Pod).skipped, std::uint64_t{0});
  }

  void pagesCostWhatTheyHold() {
    // A page in the middle of 150,000 pods must not walk over those before it: the bytes touched by all pages of one list are
    // those of the list. Counted by steps, not by a clock: the token names the key at which the next page begins.
    const auto world = worldOf("extreme");
    const auto served = world->server().served;
    const auto pods = std::find_if(served.begin(), served.end(), [](const ApiResource& r) { return r.resource == "pods"; });
    ListQuery query;
    query.limit = 500;
    std::size_t pages = 0;
    std::size_t bytes = 0;
    do {
      const std::string page = world->list(*pods, query).value();
      const std::size_t token = page.find("\"continue\":\"");
      query.continueToken = token == std::string::npos ? "" : page.substr(token + 12, page.find('"', token + 12) - token - 12);
      bytes += page.size();
      ++pages;
    } while (!query.continueToken.empty());
    QCOMPARE(pages, std::size_t{300});
    QVERIFY(bytes > std::size_t{150'000} * 800);
  }
};

QTEST_APPLESS_MAIN(ExtremeTest)
#include "extreme_test.moc"
