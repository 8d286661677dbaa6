// MigrationPage: verdict, phases, rows, the card and the plans it starts, in every state of the sources. GUI thread.
#include <QSignalSpy>
#include <algorithm>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/migration/migration_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

AskMigration atOnce() {
  return [](const cluster::SnapshotPtr& snapshot, const std::function<void(BenchPtr)>& done) {
    done(std::make_shared<const migration::Bench>(migration::benchOf(*snapshot)));
  };
}

}  // namespace

class MigrationPageTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_fleet = quietView(sampleSnapshot("device-plugin", SampleState::live));
  }
  void init() { watchWarnings(); }

  void saysTheVerdictAndCountsThePhases() {
    Look look(ThemeName::dark);
    MigrationPage page(look);
    page.setAsk(atOnce());
    page.setView(m_fleet);
    shown(page, {1240, 760});
    const migration::Bench& bench = *page.bench();
    QCOMPARE(page.model().acceptedRows(), bench.entries.size());
    QVERIFY(page.verdict().sentence().contains(QStringLiteral("would fit as they are")));
    QVERIFY(page.subtitle().startsWith(QStringLiteral("from static nvidia.com/gpu to ResourceClaims")));
    QVERIFY(page.board().accessibleDescription().startsWith(QStringLiteral("Inventory: ")));
    QVERIFY(page.ownedWords().contains(QStringLiteral("Helm release")));
    QVERIFY(!page.wantsInspector());
  }

  void narrowsToAVerdict() {
    Look look(ThemeName::light);
    MigrationPage page(look);
    page.setAsk(atOnce());
    page.setView(m_fleet);
    page.setFilter(QStringLiteral("verdict=noFit"));
    QCOMPARE(page.model().acceptedRows(), static_cast<std::size_t>(page.bench()->noFit.value));
    QCOMPARE(page.filterText(), QStringLiteral("verdict=noFit"));
    MigrationPage other(look);
    other.setAsk(atOnce());
    other.restore(page.keep());
    other.setView(m_fleet);
    QCOMPARE(other.model().acceptedRows(), page.model().acceptedRows());
    page.setFilter(QStringLiteral("nonsense"));
    QCOMPARE(page.model().acceptedRows(), page.bench()->entries.size());
  }

  void followsTheNamespace() {
    Look look(ThemeName::dark);
    MigrationPage page(look);
    page.setAsk(atOnce());
    View view = m_fleet;
    view.namespaceFilter = "team-nlp";
    page.setView(view);
    QCOMPARE(page.model().acceptedRows(), std::size_t{1});
    view.namespaceFilter.clear();
    page.setView(view);
    QCOMPARE(page.model().acceptedRows(), page.bench()->entries.size());
  }

  void theCardShowsOneWorkload() {
    Look look(ThemeName::dark);
    MigrationPage page(look);
    page.setAsk(atOnce());
    page.setView(m_fleet);
    page.setSelection(ObjectRef{"workload", {}, "deployment/media/ocr"});
    const auto& lines = page.card().lines().lines();
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const TextLine& line) {
      return line.ground == TextLine::Ground::removed && line.text.contains(QStringLiteral("limits: {nvidia.com/gpu: 1}"));
    }));
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const TextLine& line) {
      return line.ground == TextLine::Ground::added && line.text.contains(QStringLiteral("resourceClaimTemplateName: ocr-gpu"));
    }));
    QVERIFY(page.card().quotaWords().contains(QStringLiteral("31 of 200")));
    QVERIFY(page.card().patchText().startsWith(QStringLiteral("kubectl -n media patch deployment ocr --type=strategic")));
    QVERIFY(page.card().manifestText().contains("kind: ResourceClaimTemplate"));
    for (const char* tab : {"fit", "nodes", "steps", "manifests"}) {
      page.card().setTab(QString::fromLatin1(tab));
      QVERIFY(!page.card().lines().lines().empty());
    }
    QVERIFY(page.card().rehearse().isEnabled());
    QVERIFY(!page.card().undo().isEnabled());
    page.setSelection(ObjectRef{"workload", {}, "deployment/media/thumbs"});
    QVERIFY(page.card().undo().isEnabled());
    QVERIFY(!page.card().rehearse().isEnabled());
    page.setSelection(ObjectRef{"workload", {}, "pod/research/old-bench"});
    QVERIFY(!page.card().rehearse().isEnabled());
  }

  void buttonsStartPlans() {
    Look look(ThemeName::dark);
    MigrationPage page(look);
    page.setAsk(atOnce());
    page.setView(m_fleet);
    QSignalSpy wanted(&page, &MigrationPage::requestWanted);
    QSignalSpy saved(&page, &MigrationPage::saveRequested);
    page.setSelection(ObjectRef{"workload", {}, "deployment/media/ocr"});
    page.card().rehearse().click();
    const auto request = wanted.takeFirst().at(0).value<diagnosis::ActionRequest>();
    QCOMPARE(request.action, std::string("migrate_workloads"));
    QVERIFY((request.objects.front() == ObjectRef{"deployment", "media", "ocr"}));
    page.next().click();
    QVERIFY(!wanted.takeFirst().at(0).value<diagnosis::ActionRequest>().objects.empty());
    page.nodes().click();
    const auto nodes = wanted.takeFirst().at(0).value<diagnosis::ActionRequest>();
    QCOMPARE(nodes.action, std::string("migrate_nodes"));
    QCOMPARE(nodes.objects.size(), std::size_t{8});
    page.setSelection(ObjectRef{"workload", {}, "deployment/media/thumbs"});
    page.card().undo().click();
    QCOMPARE(wanted.takeFirst().at(0).value<diagnosis::ActionRequest>().options.at("back"), std::string("true"));
    page.manifests().click();
    page.card().save().click();
    QCOMPARE(saved.size(), 2);
    QVERIFY(saved.at(0).at(1).toByteArray().contains("ResourceClaimTemplate"));
  }

  void asksOncePerMomentAndForgetsAnotherCluster() {
    Look look(ThemeName::dark);
    MigrationPage page(look);
    int asked = 0;
    std::function<void(BenchPtr)> answer;
    page.setAsk([&](const cluster::SnapshotPtr&, const std::function<void(BenchPtr)>& done) {
      ++asked;
      answer = done;
    });
    page.setView(m_fleet);
    page.setView(m_fleet);
    QCOMPARE(asked, 1);
    QVERIFY(page.bench() == nullptr);
    QVERIFY(!page.next().isEnabled());
    const auto late = answer;
    page.setView(quietView(sampleSnapshot("quiet", SampleState::live)));
    QCOMPARE(asked, 2);
    late(std::make_shared<const migration::Bench>(migration::benchOf(*m_fleet.snapshot)));
    QVERIFY(page.bench() == nullptr);  // that was of the cluster before
  }

  void everyState_data() {
    QTest::addColumn<int>("state");
    QTest::newRow("forbidden") << static_cast<int>(SampleState::forbidden);
    QTest::newRow("loading") << static_cast<int>(SampleState::loading);
    QTest::newRow("stale") << static_cast<int>(SampleState::stale);
    QTest::newRow("empty") << static_cast<int>(SampleState::empty);
    QTest::newRow("not served") << static_cast<int>(SampleState::notServed);
  }
  void everyState() {
    QFETCH(int, state);
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light, ThemeName::highContrast}) {
      Look look(theme);
      MigrationPage page(look);
      page.setAsk(atOnce());
      page.setView(quietView(sampleSnapshot("device-plugin", static_cast<SampleState>(state))));
      QVERIFY(!shown(page, {1000, 620}).isNull());
      const migration::Bench& bench = *page.bench();
      if (static_cast<SampleState>(state) == SampleState::forbidden) {
        QVERIFY(bench.bound != Bound::exact);
        QVERIFY(page.board().accessibleDescription().contains(QStringLiteral("≥")));
      }
      if (static_cast<SampleState>(state) == SampleState::empty) {
        QVERIFY(bench.entries.empty());
        QCOMPARE(page.panel().noteTitle(), QStringLiteral("No workload asks a device plugin for devices"));
        QVERIFY(!page.next().isEnabled());
      }
    }
  }

  void groupsByPhase() {
    Look look(ThemeName::dark);
    MigrationPage page(look);
    page.setAsk(atOnce());
    page.restore({QStringLiteral("0"), QStringLiteral("1"), QString()});
    page.setView(m_fleet);
    QVERIFY(page.model().isGroup(0));
    QCOMPARE(page.model().groupAt(0).title, QStringLiteral("Verified"));
  }

 private:
  View m_fleet;
};

QTEST_MAIN(MigrationPageTest)
#include "migration_page_test.moc"
