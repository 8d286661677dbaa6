// Pages of objects: counts that add up against the snapshot, filters, tabs, groups, states of the source, hostile names. GUI
// thread.
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/objects/object_pages.h"
#include "ui/pages/objects/objects_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

int objects(const TableModel& model) {
  int count = 0;
  for (int row = 0; row < model.rowCount(); ++row) {
    count += model.isGroup(row) ? 0 : 1;
  }
  return count;
}

std::size_t tableSize(const cluster::Snapshot& snapshot, Kind kind) {
  return visitKind(kind, [&](auto type) { return snapshot.of<typename decltype(type)::type>().size(); });
}

bool harmless(const QString& text) {
  return std::none_of(text.begin(), text.end(), [](QChar c) {
    return c.category() == QChar::Other_Control || c == QChar(0x202E) || c == QChar(0x2066) || c == QChar(0x2069);
  });
}

}  // namespace

class ObjectsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_fleet = sampleView(sampleSnapshot("fleet", SampleState::live));
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() { watchWarnings(); }

  void everyObjectHasARow_data() {
    QTest::addColumn<QString>("id");
    for (const ObjectPageEntry& entry : objectPages()) {
      QTest::newRow(entry.id) << QString::fromLatin1(entry.id);
    }
  }
  void everyObjectHasARow() {
    QFETCH(QString, id);
    for (const View* view : {&m_eks, &m_fleet}) {
      ObjectsPage page(m_look, id);
      QAbstractItemModelTester tester(&page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
      page.setView(*view);
      shown(page, {1236, 748});
      const std::size_t size = tableSize(*view->snapshot, objectPage(id)->kinds.front());
      const auto rows = static_cast<std::size_t>(objects(page.model()));
      if (id == QLatin1String("pods")) {
        page.setEverything(true);
        QCOMPARE(static_cast<std::size_t>(objects(page.model())), size);
      } else if (id == QLatin1String("workloads")) {
        continue;  // workloads_test.cpp
      } else if (id == QLatin1String("quotas")) {
        QVERIFY(rows >= size);  // one a limit
      } else {
        QCOMPARE(rows, size);
      }
      QVERIFY(!page.subtitle().isEmpty());
    }
  }

  void tabsCountTheirRows() {
    for (const ObjectPageEntry& entry : objectPages()) {
      ObjectsPage page(m_look, QString::fromLatin1(entry.id));
      page.setView(m_eks);
      const auto tabs = static_cast<std::size_t>(page.findChild<StateTabs*>()->tabs().size());
      for (std::size_t tab = 1; tab < tabs; ++tab) {
        page.setFilter(QStringLiteral("tab=%1").arg(tab));
        QCOMPARE(static_cast<std::int64_t>(page.model().acceptedRows()), page.rows()->inTab(tab));
      }
      page.setFilter({});
      QCOMPARE(static_cast<std::int64_t>(page.model().acceptedRows()), page.rows()->presentRows());
    }
  }

  void podsThatWaitStandFirstAndSayWhy() {
    View view = m_fleet;
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*view.snapshot));
    ObjectsPage page(m_look, QStringLiteral("pods"));
    page.setView(view);
    const TableModel& model = page.model();
    const int status = page.rows()->keyOf(QStringLiteral("status"));
    const int why = page.rows()->keyOf(QStringLiteral("why"));
    bool running = false;
    int pending = 0;
    int explained = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
      const Row at = model.sourceRow(row);
      const std::string_view word = page.rows()->sortKey(at, status).text;
      if (page.rows()->band(at) == 0) {
        QVERIFY2(!running, "findings come before all");
        continue;
      }
      running = running || word == "Running";
      QVERIFY2(!running || word != "Pending", "it waits below one that runs");
      pending += word == "Pending" ? 1 : 0;
      const std::string_view words = page.rows()->sortKey(at, why).text;
      explained += words == "16 of 16 in use" ? 1 : 0;
      QVERIFY2(word != "Running" || words.empty(), "one that runs does not wait");
    }
    QVERIFY(pending > 10);
    QVERIFY(explained >= 2);
  }

  void devicesOfNodesAddUp() {
    ObjectsPage page(m_look, QStringLiteral("nodes"));
    page.setView(m_eks);
    std::int64_t devices = 0;
    std::int64_t free = 0;
    const ObjectRows& rows = *page.rows();
    for (Row row = 0; row < rows.size(); ++row) {
      devices += static_cast<std::int64_t>(rows.sortKey(row, rows.keyOf(QStringLiteral("devices"))).number);
      free += static_cast<std::int64_t>(rows.sortKey(row, rows.keyOf(QStringLiteral("free"))).number);
    }
    const cluster::Inventory& inventory = *m_eks.snapshot->inventory;
    QCOMPARE(devices, static_cast<std::int64_t>(inventory.devices.size()));
    QCOMPARE(free, inventory.counts.of(cluster::DeviceState::free));
  }

  /// Classes of the demo divide the devices among themselves, so their free ones are all that are free.
  void classesMatchDevices() {
    ObjectsPage page(m_look, QStringLiteral("classes"));
    page.setView(m_eks);
    std::int64_t free = 0;
    for (Row row = 0; row < page.rows()->size(); ++row) {
      if (page.rows()->present(row)) {
        QVERIFY(page.rows()->sortKey(row, page.rows()->keyOf(QStringLiteral("devices"))).number > 0);
        free += static_cast<std::int64_t>(page.rows()->sortKey(row, page.rows()->keyOf(QStringLiteral("free"))).number);
      }
    }
    QCOMPARE(free, m_eks.snapshot->inventory->counts.of(cluster::DeviceState::free));
  }

  void templatesKnowWhatComesOfThem() {
    ObjectsPage page(m_look, QStringLiteral("templates"));
    page.setView(m_fleet);
    std::int64_t claims = 0;
    for (Row row = 0; row < page.rows()->size(); ++row) {
      claims += static_cast<std::int64_t>(page.rows()->sortKey(row, page.rows()->keyOf(QStringLiteral("claims"))).number);
    }
    QVERIFY(claims > 1'000);
    QVERIFY(claims <= static_cast<std::int64_t>(m_fleet.snapshot->inventory->claims.size()));
  }

  void filtersAndGroups() {
    ObjectsPage page(m_look, QStringLiteral("pods"));
    page.setView(m_fleet);
    shown(page, {1236, 748});
    page.setFilter(QStringLiteral("status=Pending"));
    const std::size_t pending = page.model().acceptedRows();
    QVERIFY(pending > 0 && pending < 100);
    page.setFilter(QStringLiteral("status!=Pending"));
    QCOMPARE(static_cast<std::int64_t>(page.model().acceptedRows() + pending), page.rows()->presentRows());
    page.setFilter(QStringLiteral("node=gpu-h200-0001"));
    QVERIFY(page.model().acceptedRows() > 0);
    page.setFilter(QStringLiteral("nothing has this name"));
    QCOMPARE(page.panel().noteTitle(), QStringLiteral("No pod matches"));
    page.setFilter(QStringLiteral("nonsense=1"));
    QCOMPARE(static_cast<std::int64_t>(page.model().acceptedRows()), page.rows()->presentRows());
  }

  void aMomentLaterKeepsTheSelection() {
    const std::vector<cluster::SnapshotPtr> moments = sampleSequence("eks-hybrid", 3, 30'000);
    for (const char* id : {"nodes", "pods", "events"}) {
      ObjectsPage page(m_look, QString::fromLatin1(id));
      page.setView(sampleView(moments[0]));
      shown(page, {1236, 748});
      const std::optional<ObjectRef> object = page.model().objectAt(0);
      QVERIFY(object.has_value());
      page.setSelection(object);
      page.setView(sampleView(moments[1]));
      page.setView(sampleView(moments[2]));
      page.setView(sampleView(moments[0]));  // an earlier one: time travel
      QCOMPARE(page.panel().view().currentObject(), object);
    }
  }

  void aPodWithoutClaimsIsShownWhenAskedFor() {
    ObjectsPage page(m_look, QStringLiteral("pods"));
    page.setView(m_fleet);
    shown(page, {1236, 748});
    std::optional<ObjectRef> without;
    m_fleet.snapshot->of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      if (pod.spec->claims.empty()) {
        without = ObjectRef{"pod", pod.meta.namespaceName.str(), pod.meta.name.str()};
      }
    });
    QVERIFY(without.has_value());
    page.setSelection(without);
    QCOMPARE(page.panel().view().currentObject(), without);
  }

  void statesOfTheSource() {
    const View refused = sampleView(sampleSnapshot("eks-hybrid", SampleState::forbidden));
    ObjectsPage events(m_look, QStringLiteral("events"));
    events.setView(refused);
    QCOMPARE(events.panel().noteTitle(), QStringLiteral("You may not list events."));
    ObjectsPage nodes(m_look, QStringLiteral("nodes"));
    nodes.setView(refused);  // those that slices name are shown, below a banner
    QVERIFY(nodes.panel().story().showsContent());
    QCOMPARE(nodes.panel().story().bannerTitle(), QStringLiteral("You may not list nodes."));
    for (const ObjectPageEntry& entry : objectPages()) {
      ObjectsPage page(m_look, QString::fromLatin1(entry.id));
      page.setView(sampleView(sampleSnapshot("eks-hybrid", SampleState::empty)));
      QVERIFY2(!page.panel().noteTitle().isEmpty(), entry.id);
      page.setView(sampleView(sampleSnapshot("eks-hybrid", SampleState::stale)));
      QVERIFY2(page.panel().story().bannerTitle().contains(QStringLiteral("lost")), entry.id);
    }
    ObjectsPage loading(m_look, QStringLiteral("pods"));
    loading.setView(sampleView(sampleSnapshot("eks-hybrid", SampleState::loading)));
    QVERIFY(!loading.panel().story().showsContent());
  }

  void tabsLeadToOtherKinds() {
    ObjectsPage page(m_look, QStringLiteral("nodes"));
    page.setView(m_eks);
    shown(page, {1236, 748});
    QSignalSpy opened(&page, &Page::open);
    page.kinds().setFocus();
    QTest::keyClick(&page.kinds(), Qt::Key_Right);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.front().front().toString(), QStringLiteral("pods"));
    QCOMPARE(page.kinds().current(), QStringLiteral("nodes"));
  }

  void hostileNamesAreText() {
    const View hostile = hostileView();
    for (const ObjectPageEntry& entry : objectPages()) {
      ObjectsPage page(m_look, QString::fromLatin1(entry.id));
      QAbstractItemModelTester tester(&page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
      page.setView(hostile);
      QVERIFY(!shown(page, {1236, 748}).isNull());
      QVERIFY(harmless(page.subtitle()));
      for (int row = 0; row < page.model().rowCount(); ++row) {
        for (int column = 0; column < page.model().columnCount(); ++column) {
          const QModelIndex index = page.model().index(row, column);
          QVERIFY(harmless(index.data(Qt::DisplayRole).toString()));
          const QString tip = index.data(Qt::ToolTipRole).toString();
          QVERIFY(!tip.contains(QStringLiteral("<b>")) && !tip.contains(QStringLiteral("<img")));
        }
      }
      for (const std::string& name : hostileNames()) {
        page.setFilter(QString::fromStdString(name));
        page.setSelection(ObjectRef{std::string(entry.object), name, name});
      }
      page.setFilter({});
    }
  }

 private:
  Look m_look{ThemeName::dark};
  View m_fleet;
  View m_eks;
};

QTEST_MAIN(ObjectsTest)
#include "objects_test.moc"
