// DevicesPage, ClaimsPage and TopologyPage: filters from elsewhere, counts that add up, states, what survives. GUI thread.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <set>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/format.h"
#include "ui/pages/claims/claims_page.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/overview/pool_bars.h"
#include "ui/pages/topology/topology_page.h"
#include "ui/tables/table_copy.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

/// Rows that are not group headers.
int objects(const TableModel& model) {
  int count = 0;
  for (int row = 0; row < model.rowCount(); ++row) {
    count += model.isGroup(row) ? 0 : 1;
  }
  return count;
}

std::int64_t devicesIn(const cluster::Inventory& inventory, std::string_view group, cluster::DeviceState state) {
  for (const cluster::GroupView& view : inventory.groups) {
    if (view.name == group) {
      return view.counts.of(state);
    }
  }
  return -1;
}

}  // namespace

class ListsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_fleet = sampleView(sampleSnapshot("fleet", SampleState::live));
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() { watchWarnings(); }

  void devicesAreAllThere() {
    DevicesPage page(m_look);
    QAbstractItemModelTester tester(&page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    page.setView(m_eks);
    shown(page, {1236, 748});
    QCOMPARE(static_cast<std::size_t>(objects(page.model())), m_eks.snapshot->inventory->devices.size());
    QVERIFY(page.panel().story().showsContent());
  }

  void aRareValueIsMarked() {
    DevicesPage page(m_look);
    page.setView(m_fleet);
    const RowSource& source = *page.model().source();
    const auto column = std::find_if(source.columns().begin(), source.columns().end(),
                                     [](const Column& c) { return c.id.endsWith(QStringLiteral("productName")); });
    QVERIFY(column != source.columns().end());
    const int index = static_cast<int>(column - source.columns().begin());
    // Grouped by node group nearly all devices have one product: none of them is odd.
    std::size_t odd = 0;
    for (Row row = 0; row < source.size(); ++row) {
      odd += source.cell(row, index).dotted ? 1U : 0U;
    }
    QVERIFY(odd * 5 <= source.size());
  }

  void rowsGoOutAsText() {
    DevicesPage page(m_look);
    page.setView(m_eks);
    shown(page, {1236, 748});
    const auto devices = static_cast<qsizetype>(m_eks.snapshot->inventory->devices.size());
    QCOMPARE(copied(page.panel().view(), CopyFormat::csv, 2).count(QLatin1Char('\n')), devices + 1);
    QCOMPARE(copied(page.panel().view(), CopyFormat::markdown, 2).count(QLatin1Char('\n')), devices + 2);
    const QString json = copied(page.panel().view(), CopyFormat::json, 2);
    QCOMPARE(json.count(QStringLiteral("\"name\"")), devices);
    QVERIFY(json.startsWith(QLatin1Char('[')));
  }

  void whatStillFitsIsShown() {
    DevicesPage page(m_look);
    page.setView(m_fleet);
    shown(page, {1236, 748});
    QVERIFY(!page.room().tiles().empty());
    QVERIFY(page.room().words().contains(QStringLiteral("gpu-h100")));
    page.room().showGangs(true);
    const auto& tiles = page.room().tiles();
    QVERIFY(std::any_of(tiles.begin(), tiles.end(), [](const RoomTile& tile) {
      return tile.name == QStringLiteral("NVIDIA H200") && tile.count.endsWith(QLatin1Char('0'));
    }));
    // Where nothing is partitioned the gangs stand there by themselves.
    DevicesPage small(m_look);
    small.setView(m_eks);
    QVERIFY(!small.room().tiles().empty());
  }

  void theTopologyHasCrumbsMenusAndFiles() {
    TopologyPage page(m_look);
    page.canvas().setAnimated(false);
    page.setView(m_eks);
    shown(page, {1236, 748});
    QCOMPARE(page.crumbs().crumbs().size(), std::size_t{1});
    page.setSelection(ObjectRef{"node", {}, "gpu-node-4"});
    QCOMPARE(page.crumbs().crumbs().back().name, QStringLiteral("gpu-node-4"));
    QMenu menu;
    page.fillBlastMenu(menu);
    QVERIFY(menu.actions().size() >= 2);
    menu.actions().last()->trigger();
    QVERIFY(!page.canvas().insight().empty());
    const std::unique_ptr<QMenu> groups = page.groupButton().makeMenu();
    QVERIFY(groups->actions().size() >= 6);
    QVERIFY(!groups->actions().last()->menu()->isEmpty());
    const std::unique_ptr<QMenu> colours = page.colourButton().makeMenu();
    QVERIFY(colours->actions().size() >= 11);
    QSignalSpy saved(&page, &TopologyPage::saveRequested);
    for (const PictureKind kind : {PictureKind::png, PictureKind::svg, PictureKind::pdf}) {
      for (const bool everything : {false, true}) {
        page.savePicture(kind, everything);
        const QByteArray bytes = saved.last().at(1).toByteArray();
        QVERIFY(saved.last().at(0).toString().endsWith(pictureSuffix(kind)));
        QVERIFY(bytes.size() > 2'000);
        QVERIFY(kind == PictureKind::png   ? bytes.startsWith("\x89PNG")
                : kind == PictureKind::pdf ? bytes.startsWith("%PDF")
                                           : bytes.contains("<svg") && bytes.contains("gpu-node-4"));
      }
    }
  }

  /// What a segment of the Overview asks for is what Devices then shows.
  void aSegmentOfABarFiltersExactly() {
    PoolBars bars(m_look);
    bars.setView(m_fleet);
    shown(bars, {560, 300});
    DevicesPage page(m_look);
    page.setView(m_fleet);
    shown(page, {1236, 748});
    std::set<QString> filters;
    for (int y = 18; y < bars.height(); y += 56) {
      for (int x = 120; x < bars.width() - 100; ++x) {
        if (const QString filter = bars.filterAt({x, y}); filter.contains(QStringLiteral("state="))) {
          filters.insert(filter);
        }
      }
    }
    QVERIFY(filters.size() >= 15);
    for (const QString& filter : filters) {
      page.setFilter(filter);
      const QString group = filter.section(QLatin1Char('"'), 1, 1);
      const std::string word = filter.section(QStringLiteral("state="), 1).toStdString();
      std::int64_t expected = -1;
      for (std::size_t state = 0; state < cluster::kDeviceStates; ++state) {
        if (cluster::deviceStateWord(static_cast<cluster::DeviceState>(state)) == word) {
          expected = devicesIn(*m_fleet.snapshot->inventory, group.toStdString(), static_cast<cluster::DeviceState>(state));
        }
      }
      QVERIFY2(static_cast<std::int64_t>(page.model().acceptedRows()) == expected, qPrintable(filter));
    }
  }

  void deviceStatesAddUp() {
    DevicesPage page(m_look);
    page.setView(m_fleet);
    std::size_t sum = 0;
    for (const char* word : {"free", "inUse", "reservedNotUsed", "tainted", "unhealthy", "unknown", "staleGeneration"}) {
      page.setFilter(QStringLiteral("state=") + QLatin1String(word));
      sum += page.model().acceptedRows();
    }
    QCOMPARE(sum, m_fleet.snapshot->inventory->devices.size());
  }

  void filtersOfDevices() {
    DevicesPage page(m_look);
    page.setView(m_fleet);
    shown(page, {1236, 748});
    page.setFilter(QStringLiteral("memory>=100Gi"));
    QCOMPARE(page.model().acceptedRows(), std::size_t{16});  // the H200
    page.setFilter(QStringLiteral("node=gpu-h200-0001"));
    QCOMPARE(page.model().acceptedRows(), std::size_t{8});
    page.setFilter(QStringLiteral("nonsense=1"));
    page.setFilter(QStringLiteral("there is no such device"));
    QCOMPARE(page.model().acceptedRows(), std::size_t{0});
    QCOMPARE(page.panel().noteTitle(), QStringLiteral("No device matches"));
    page.setFilter({});
    QCOMPARE(page.model().acceptedRows(), m_fleet.snapshot->inventory->devices.size());
  }

  void selectedDeviceSurvives() {
    const std::vector<cluster::SnapshotPtr> moments = sampleSequence("eks-hybrid", 3, 30'000);
    DevicesPage page(m_look);
    page.setView(sampleView(moments[0]));
    shown(page, {1236, 748});
    std::optional<ObjectRef> device;
    for (const cluster::DeviceView& view : moments[0]->inventory->devices) {
      if (view.node == "gpu-node-4") {
        device = refOf(view);
      }
    }
    QVERIFY(device.has_value());
    page.setFilter(QStringLiteral("node=gpu-node-4"));
    page.setSelection(device);
    for (const cluster::SnapshotPtr& moment : moments) {
      page.setView(sampleView(moment));
      QCOMPARE(page.panel().view().currentObject(), device);
      QCOMPARE(page.model().acceptedRows(), std::size_t{8});
    }
  }

  void claimsAreAllThere() {
    ClaimsPage page(m_look);
    QAbstractItemModelTester tester(&page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    page.setView(m_eks);
    shown(page, {1236, 748});
    const cluster::Inventory& inventory = *m_eks.snapshot->inventory;
    QCOMPARE(static_cast<std::size_t>(objects(page.model())), inventory.claims.size() + inventory.missing.size());
  }

  void waitingClaimsAreWhatTheOverviewCounts() {
    ClaimsPage page(m_look);
    page.setView(m_fleet);
    shown(page, {1236, 748});
    const auto facts = claimFacts(*m_fleet.snapshot, ClaimGrouping::none, {});
    page.setFilter(QStringLiteral("waits"));
    QCOMPARE(static_cast<std::int64_t>(page.model().acceptedRows()), facts->waiting);
    QVERIFY(facts->waiting > 0);
    std::size_t sum = 0;
    for (const char* word : {"pending", "allocated", "allocated,reserved", "deleted", "\"no claim yet\""}) {
      page.setFilter(QStringLiteral("state=") + QLatin1String(word));
      sum += page.model().acceptedRows();
    }
    QCOMPARE(sum, facts->facts.size());
  }

  void aNamespaceHidesTheOthers() {
    ClaimsPage page(m_look);
    View view = m_fleet;
    view.namespaceFilter = "research";
    page.setView(view);
    shown(page, {1236, 748});
    QVERIFY(page.model().acceptedRows() > 0);
    for (int row = 0; row < page.model().rowCount(); ++row) {
      if (!page.model().isGroup(row)) {
        QCOMPARE(page.model().objectAt(row)->namespaceName, std::string("research"));
      }
    }
    QVERIFY(page.subtitle().contains(QStringLiteral("1 namespace")));
  }

  void podsNotReadAreNotNone() {
    ClaimsPage page(m_look);
    page.setView(sampleView(sampleSnapshot("fleet", SampleState::loading)));
    shown(page, {1236, 748});
    for (int row = 0; row < 20; ++row) {
      if (!page.model().isGroup(row)) {
        QCOMPARE(page.model().index(row, ClaimRows::kPods).data(Qt::DisplayRole).toString(), QStringLiteral("?"));
      }
    }
  }

  void clickingAClaimTells() {
    ClaimsPage page(m_look);
    page.setView(m_eks);
    shown(page, {1236, 748});
    std::vector<std::optional<ObjectRef>> told;
    connect(&page, &Page::selected, &page, [&](const std::optional<ObjectRef>& object) { told.push_back(object); });
    QTest::mouseClick(page.panel().view().viewport(), Qt::LeftButton, {}, {60, 26 + 13});
    QCOMPARE(told.size(), std::size_t{1});
    QVERIFY(told.back().has_value());
  }

  void everyPageSaysWhatIsMissing_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("devices");
    QTest::addColumn<QString>("claims");
    QTest::addColumn<QString>("topology");
    QTest::newRow("empty") << static_cast<int>(SampleState::empty) << QStringLiteral("No device is published")
                           << QStringLiteral("No claim exists") << QStringLiteral("No nodes and no ResourceSlices");
    QTest::newRow("not served") << static_cast<int>(SampleState::notServed)
                                << QStringLiteral("This API server has no ResourceSlices.")
                                << QStringLiteral("This API server has no ResourceClaims.")
                                << QStringLiteral("This API server has no ResourceSlices.");
  }
  void everyPageSaysWhatIsMissing() {
    QFETCH(int, state);
    QFETCH(QString, devices);
    QFETCH(QString, claims);
    QFETCH(QString, topology);
    const View view = quietView(sampleSnapshot({}, static_cast<SampleState>(state)));
    DevicesPage devicesPage(m_look);
    ClaimsPage claimsPage(m_look);
    TopologyPage topologyPage(m_look);
    for (Page* page : std::initializer_list<Page*>{&devicesPage, &claimsPage, &topologyPage}) {
      page->setView(view);
      shown(*page, {1236, 748});
    }
    QCOMPARE(devicesPage.panel().noteTitle(), devices);
    QCOMPARE(claimsPage.panel().noteTitle(), claims);
    QCOMPARE(topologyPage.story().noteTitle(), topology);
  }

  void forbiddenSlices() {
    SampleStore store(Time{1'795'513'338'000});
    store.serverFound();
    store.setState("resource.k8s.io", "resourceslices", SourceState::forbidden,
                   Error{ErrorCode::forbidden, "no", "ask", std::nullopt, 403});
    store.list("", "v1", "nodes", R"({"metadata":{"name":"a","uid":"1","resourceVersion":"1"}})");
    store.finishOthers();
    const View view = quietView(store.snapshot());
    DevicesPage devices(m_look);
    TopologyPage topology(m_look);
    devices.setView(view);
    topology.setView(view);
    shown(devices, {1236, 748});
    shown(topology, {1236, 748});
    QCOMPARE(devices.panel().noteTitle(), QStringLiteral("You may not list resourceslices."));
    QCOMPARE(topology.story().noteTitle(), QStringLiteral("You may not list resourceslices."));
    QVERIFY(topology.subtitle().contains(QStringLiteral("? devices")));
  }

  void staleKeepsItsValues() {
    const View view = sampleView(sampleSnapshot("eks-hybrid", SampleState::stale));
    DevicesPage devices(m_look);
    ClaimsPage claims(m_look);
    TopologyPage topology(m_look);
    for (Page* page : std::initializer_list<Page*>{&devices, &claims, &topology}) {
      page->setView(view);
      shown(*page, {1236, 748});
      QVERIFY2(!page->subtitle().contains(QLatin1Char('?')), qPrintable(page->subtitle()));
    }
    QVERIFY(devices.panel().story().bannerTitle().contains(QStringLiteral("lost")));
    QVERIFY(claims.panel().story().bannerTitle().contains(QStringLiteral("lost")));
    QVERIFY(topology.story().bannerTitle().contains(QStringLiteral("lost")));
  }

  void topologySelects() {
    TopologyPage page(m_look);
    page.canvas().setAnimated(false);
    page.setSelection(ObjectRef{"node", {}, "gpu-node-2"});  // before there is a view
    page.setView(m_eks);
    shown(page, {1236, 748});
    QCOMPARE(page.canvas().focusObject().kind, topology::Focus::Kind::node);
    QVERIFY(page.zoomText().endsWith(QStringLiteral("px a node")));
    QVERIFY(!page.zoomText().startsWith(QStringLiteral("0 ")));
    std::vector<std::optional<ObjectRef>> told;
    connect(&page, &Page::selected, &page, [&](const std::optional<ObjectRef>& object) { told.push_back(object); });
    QTest::keyClick(&page.canvas(), Qt::Key_Right);
    QCOMPARE(told.size(), std::size_t{1});
    QCOMPARE(told.back()->name, std::string("gpu-node-3"));
    QTest::keyClick(&page.canvas(), Qt::Key_Escape);
    QVERIFY(!told.back().has_value());
    page.setView(m_eks);  // cleared by hand stays cleared
    QCOMPARE(page.canvas().focusObject().kind, topology::Focus::Kind::none);
  }

 private:
  Look m_look{ThemeName::light};
  View m_fleet;
  View m_eks;
};

QTEST_MAIN(ListsTest)
#include "lists_test.moc"
