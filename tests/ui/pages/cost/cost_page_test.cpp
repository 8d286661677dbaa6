// The Cost page: what it says of a report, each state of the sources, drains through the intent, export; prices in Settings. GUI
// thread.
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/pages/cost/cost_words.h"
#include "ui/pages/settings/prices_panel.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

const QSize kSize(1240, 760);

cost::ReportPtr reportOf(const cluster::SnapshotPtr& snapshot, const cost::Question& question = {}) {
  return std::make_shared<const cost::Report>(cost::costOf(*snapshot, nullptr, question));
}

/// Answers what the page asks, as the bridge does.
void answer(CostPage& page, const cluster::SnapshotPtr& snapshot) {
  page.setView(quietView(snapshot));
  page.setReport(reportOf(snapshot, page.question()));
}

int columnOf(const TableModel& model, const QString& id) {
  for (std::size_t i = 0; i < model.source()->columns().size(); ++i) {
    if (model.source()->columns()[i].id == id) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

}  // namespace

class CostPageTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
  }
  void init() { watchWarnings(); }

  void everyPanelShowsOneReport() {
    CostPage page(m_look);
    const cluster::SnapshotPtr snapshot = sampleSnapshot("eks-hybrid", SampleState::live);
    answer(page, snapshot);
    shown(page, kSize);
    const cost::ReportPtr report = reportOf(snapshot, page.question());
    QVERIFY(page.subtitle().contains(QStringLiteral("GPU")));
    QCOMPARE(page.groupModel().acceptedRows(), report->groups.size());
    QCOMPARE(page.lowerModel().acceptedRows(), report->stranded.size());
    QCOMPARE(page.idleModel().acceptedRows(), report->idle.size());
    QCOMPARE(page.drainModel().acceptedRows(), report->drains.offers.size());
    QVERIFY(page.bar().parts() >= 6);
    QVERIFY(page.groupModel().acceptedRows() > 0);
    for (TableModel* model : {&page.groupModel(), &page.lowerModel(), &page.idleModel(), &page.drainModel()}) {
      const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
  }

  /// Without metrics idle is a question mark, never zero dollars.
  void unmeasuredIsUnknown() {
    CostPage page(m_look);
    answer(page, sampleSnapshot("eks-hybrid", SampleState::live));
    QVERIFY2(page.verdict().sentence().contains(QStringLiteral("unknown")), qPrintable(page.verdict().sentence()));
    QVERIFY2(page.bar().textOf(1).contains(QStringLiteral("?")), qPrintable(page.bar().textOf(1)));
    const int idle = columnOf(page.groupModel(), QStringLiteral("idle"));
    for (int row = 0; row < page.groupModel().rowCount(); ++row) {
      const Cell cell = page.groupModel().cellAt(row, idle);
      QVERIFY2(cell.text == QStringLiteral("?") || cell.text.startsWith(QStringLiteral("≥")), qPrintable(cell.text));
    }
  }

  void choosingAsksAnew() {
    CostPage page(m_look);
    const cluster::SnapshotPtr snapshot = sampleSnapshot("eks-hybrid", SampleState::live);
    answer(page, snapshot);
    QSignalSpy asked(&page, &CostPage::questionChanged);
    page.setSplit(cost::GroupBy::owner);
    page.setWindow(3'600'000);
    page.setWindow(12345);  // no such window
    QCOMPARE(asked.count(), 2);
    QCOMPARE(page.question().windowMs, std::int64_t{3'600'000});
    answer(page, snapshot);
    QVERIFY(columnOf(page.groupModel(), QStringLiteral("detail")) >= 0);
    page.setSplit(cost::GroupBy::pool);
    answer(page, snapshot);
    QVERIFY(columnOf(page.groupModel(), QStringLiteral("detail")) < 0);
    const QStringList kept = page.keep();
    CostPage other(m_look);
    other.restore(kept);
    QVERIFY(other.question() == page.question());
    other.restore({QStringLiteral("99"), QStringLiteral("x")});
    QCOMPARE(other.question().windowMs, std::int64_t{24 * 3'600'000});
  }

  void lowerTables() {
    CostPage page(m_look);
    answer(page, sampleSnapshot("eks-hybrid", SampleState::live));
    shown(page, kSize);
    page.setLower(1);
    QVERIFY(page.lowerModel().acceptedRows() >= 1);
    QVERIFY(columnOf(page.lowerModel(), QStringLiteral("serves")) >= 0);
    page.setLower(2);
    QVERIFY(columnOf(page.lowerModel(), QStringLiteral("takes")) >= 0);
    page.setLower(0);
    QVERIFY(columnOf(page.lowerModel(), QStringLiteral("why")) >= 0);
  }

  /// A button here only rehearses: the request goes where every page's goes.
  void drainsAreRequested() {
    CostPage page(m_look);
    answer(page, sampleSnapshot("eks-hybrid", SampleState::live));
    shown(page, kSize);
    QSignalSpy wanted(&page, &CostPage::requestWanted);
    QVERIFY(page.drainModel().acceptedRows() > 0);
    const ObjectRef node = *page.drainModel().objectAt(0);
    QVERIFY(page.drains().view().select(node));
    page.setSelection(node);
    QVERIFY(page.planButton().isEnabled());
    page.planButton().click();
    QCOMPARE(wanted.count(), 1);
    const auto request = wanted.at(0).at(0).value<actions::ActionRequest>();
    QCOMPARE(request.action, std::string("drain_node"));
    QCOMPARE(request.objects.size(), std::size_t{1});
    QCOMPARE(request.objects.front().name, node.name);
  }

  void exportAndReport() {
    CostPage page(m_look);
    QVERIFY(page.report().isEmpty());
    answer(page, sampleSnapshot("eks-hybrid", SampleState::live));
    const QByteArray csv = page.csv();
    QVERIFY(csv.startsWith("name,detail,"));
    QCOMPARE(csv.count('\n'), static_cast<qsizetype>(page.groupModel().acceptedRows() + 1));
    QVERIFY(page.report().contains(QStringLiteral("Busy")));
  }

  void states() {
    CostPage page(m_look);
    page.setView(quietView(sampleSnapshot("eks-hybrid", SampleState::live)));
    shown(page, kSize);
    QVERIFY(page.verdict().sentence().contains(QStringLiteral("Working")));
    for (const SampleState state :
         {SampleState::forbidden, SampleState::loading, SampleState::stale, SampleState::empty, SampleState::notServed}) {
      answer(page, sampleSnapshot("eks-hybrid", state));
      shown(page, kSize);
      QVERIFY(!page.verdict().sentence().isEmpty());
    }
    answer(page, sampleSnapshot("eks-hybrid", SampleState::empty));
    QVERIFY2(page.verdict().sentence().contains(QStringLiteral("No GPU")), qPrintable(page.verdict().sentence()));
  }

  /// Hidden nodes have no price: the money is unknown, the hours stay.
  void hiddenNodes() {
    CostPage page(m_look);
    answer(page, sampleSnapshot("eks-hybrid", SampleState::forbidden));
    QVERIFY2(page.bar().textOf(0).contains(QStringLiteral("?")), qPrintable(page.bar().textOf(0)));
  }

  void hostile() {
    CostPage page(m_look);
    const View view = hostileView();
    page.setView(view);
    page.setReport(reportOf(view.snapshot));
    shown(page, kSize);
    for (int row = 0; row < page.groupModel().rowCount(); ++row) {
      QVERIFY(!page.groupModel().cellAt(row, 0).text.contains(QChar(0x202e)));
    }
  }

  void theBarIsReachedByKeys() {
    CostPage page(m_look);
    answer(page, sampleSnapshot("eks-hybrid", SampleState::live));
    shown(page, kSize);
    QSignalSpy chosen(&page, &Page::open);
    QTest::keyClick(&page.bar(), Qt::Key_Right);
    QVERIFY(!page.bar().accessibleDescription().isEmpty());
    QTest::keyClick(&page.bar(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("devices"));
    QVERIFY(chosen.at(0).at(2).toString().startsWith(QStringLiteral("state=")));
  }

  void pricesInSettings() {
    PricesPanel panel(m_look);
    shown(panel, {560, 240});
    QSignalSpy chosen(&panel, &PricesPanel::chosen);
    QVERIFY(!panel.applyButton().isEnabled() && !panel.resetButton().isEnabled());
    panel.edit().setPlainText(QStringLiteral("prices: {g5.xlarge: cheap}"));
    QVERIFY(!panel.applyButton().isEnabled());
    QVERIFY2(panel.problem().contains(QStringLiteral("g5.xlarge")), qPrintable(panel.problem()));
    const QString good = QStringLiteral("prices: {g5.xlarge: 0.5}");
    panel.edit().setPlainText(good);
    QVERIFY(panel.problem().isEmpty() && panel.applyButton().isEnabled());
    panel.applyButton().click();
    QCOMPARE(chosen.at(0).at(0).toString(), good);
    panel.setText(good);
    QVERIFY(!panel.applyButton().isEnabled() && panel.resetButton().isEnabled());
    panel.resetButton().click();
    QCOMPARE(chosen.at(1).at(0).toString(), QString());
  }

  void ownPricesAreAskedWith() {
    CostPage page(m_look);
    auto prices = std::make_shared<const cost::PriceTable>(*cost::readPrices("prices: {g5.48xlarge: 1}"));
    page.setPrices(prices);
    QVERIFY(page.question().prices == prices);
    answer(page, sampleSnapshot("eks-hybrid", SampleState::live));
    QVERIFY(page.report().contains(QStringLiteral("$1")));
  }

  /// Five thousand nodes: a new report costs the window little.
  void aFleet() {
    CostPage page(m_look);
    page.setWindow(24 * 3'600'000);
    const View view = quietView(sampleSnapshot("fleet", SampleState::live));
    cost::Question question = page.question();
    question.drains = false;
    page.setView(view);
    page.setReport(reportOf(view.snapshot, question));
    shown(page, kSize);
    QVERIFY(page.groupModel().acceptedRows() > 10);
    QVERIFY(page.subtitle().contains(QStringLiteral(",")));
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(CostPageTest)
#include "cost_page_test.moc"
