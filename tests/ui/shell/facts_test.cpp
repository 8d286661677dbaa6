// SourceFacts: what the source chip says. One thread.
#include <QtTest>
#include <algorithm>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/tables/source_facts.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr Time kNow{1'795'513'338'000};

Error refused() {
  return {ErrorCode::unreachable, "https://10.0.0.1: connection refused", "Is the VPN up?", {}, 0};
}

const SourceRow* rowOf(const std::vector<SourceRow>& rows, Kind kind) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SourceRow& row) { return row.kind == kind; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

class FactsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void freshnessFollowsTheDesign() {
    QCOMPARE(freshnessMark(0), Mark::live);
    QCOMPARE(freshnessMark(30'000), Mark::live);
    QCOMPARE(freshnessMark(30'001), Mark::warning);
    QCOMPARE(freshnessMark(120'000), Mark::warning);
    QCOMPARE(freshnessMark(120'001), Mark::lost);
  }

  void aLiveClusterIsLive() {
    SampleStore store(kNow);
    store.serverFound();
    store.finishOthers();
    const SourceChip chip = sourceChip(*store.snapshot());
    QVERIFY(chip.live);
    QCOMPARE(chip.mark, Mark::live);
    QCOMPARE(chip.value, QStringLiteral("0.0 s"));
    QVERIFY(!connectionFailure(*store.snapshot()));
  }

  void oneStaleKindAgesTheChip() {
    SampleStore store(kNow);
    store.serverFound();
    store.finishOthers();
    store.setState("", "pods", SourceState::stale, refused());
    store.advance(90'000);
    const SourceChip chip = sourceChip(*store.snapshot());
    QCOMPARE(chip.mark, Mark::warning);
    QVERIFY2(chip.value.contains(QStringLiteral("old")), qPrintable(chip.value));
    store.advance(60'000);
    QCOMPARE(sourceChip(*store.snapshot()).mark, Mark::lost);
    QVERIFY(!sourceChip(*store.snapshot()).live);
  }

  void nothingReadAndAllFailedIsAFailure() {
    SampleStore store(kNow);
    store.serverFound();
    store.finishOthers(SourceState::waiting);
    QVERIFY(!connectionFailure(*store.snapshot()));
    for (const KindRequest& request : allKindRequests()) {
      store.setState(request.group, request.resource, SourceState::failed, refused());
    }
    const std::optional<Error> failure = connectionFailure(*store.snapshot());
    QVERIFY(failure.has_value());
    QCOMPARE(QString::fromStdString(failure->message), QStringLiteral("https://10.0.0.1: connection refused"));
    QCOMPARE(sourceChip(*store.snapshot()).value, QStringLiteral("not connected"));
  }

  /// 403 for one kind is a state of that kind, not of the connection.
  void oneForbiddenKindIsNoFailure() {
    SampleStore store(kNow);
    store.serverFound();
    store.finishOthers();
    store.setState("", "nodes", SourceState::forbidden, Error{ErrorCode::forbidden, "nodes is forbidden", {}, {}, 403});
    QVERIFY(!connectionFailure(*store.snapshot()));
    const std::vector<SourceRow> rows = sourceRows(*store.snapshot());
    const SourceRow* nodes = rowOf(rows, Kind::Node);
    QVERIFY(nodes != nullptr);
    QCOMPARE(nodes->mark, Mark::warning);
    QCOMPARE(nodes->count, QStringLiteral("?"));
    QCOMPARE(nodes->detail, QStringLiteral("nodes is forbidden"));
  }

  void everyKindHasARowInLoadOrder() {
    const cluster::SnapshotPtr snapshot = sampleSnapshot("eks-hybrid", SampleState::live);
    const std::vector<SourceRow> rows = sourceRows(*snapshot);
    const SourceRow* slices = rowOf(rows, Kind::ResourceSlice);
    const SourceRow* events = rowOf(rows, Kind::Event);
    QVERIFY(slices != nullptr && events != nullptr);
    QVERIFY(slices < events);
    QVERIFY(slices->count.toInt() > 0);
    QVERIFY(rowOf(rows, Kind::ResourceClass) == nullptr);  // a modern server has no classic kinds to miss
  }
};

QTEST_MAIN(FactsTest)
#include "facts_test.moc"
