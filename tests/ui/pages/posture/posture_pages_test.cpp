// PosturePage and ControlPlanePage: asking, rows, detail, tabs, unknown and empty, runbooks, names that act.
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/control_plane/control_plane_page.h"
#include "ui/pages/posture/posture_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

QStringList columnTexts(TablePanel& panel, int column) {
  const QAbstractItemModel* model = panel.view().model();
  QStringList out;
  for (int row = 0; row < model->rowCount(); ++row) {
    out += model->index(row, column).data().toString();
  }
  return out;
}

posture::Item item(const std::string& id, diagnosis::Severity severity, bool proven = true) {
  posture::Item out;
  out.id = id;
  out.rule = id;
  out.severity = severity;
  out.proven = proven;
  out.title = "title of " + id;
  out.detail = "detail of " + id;
  out.fix = "do it";
  out.yaml = "kind: NetworkPolicy\n";
  out.command = "kubectl get networkpolicies -A";
  out.evidence.push_back({"NetworkPolicy a/b", "spec.podSelector", "workload=ml"});
  return out;
}

SurveyViewPtr sampleSurvey(Time at) {
  posture::Report report;
  report.verdict = "1 warning, 1 question open";
  report.verdictDetail = "title of a";
  report.asOf = at;
  report.items = {item("a", diagnosis::Severity::warning), item("b", diagnosis::Severity::notice, false)};
  report.items.front().objects.push_back({"pod", "ml", "trainer"});
  report.namespaces.push_back({"ml", 3, 1, 0, 0, 2, true, true, 1});
  report.namespaces.push_back({"hidden", 2, 0, 0, 0, 0, false, false, 0});
  report.writers.push_back(
      {"ResourceSlices", "user jane", "create", "everywhere", "ClusterRoleBinding j", false, false, false, false});
  report.writers.push_back({"ResourceSlices", "group system:masters", "create", "everywhere", "x", true, true, false, false});
  report.drivers.push_back({"gpu.example.com", {}, {}, {}, false});
  report.nodeGroups.push_back({"gpu-nodes", 4, 2, 1});
  report.unknowns = {"Nobody tells this.", "Nor that."};
  control_plane::Report plane;
  plane.verdict = "All 2 components answer";
  plane.asOf = at;
  plane.components.push_back(
      {"kube-scheduler", control_plane::Answers::yes, "v1.37.2", "cp-1", 2000, "lease", "without it nothing"});
  plane.components.push_back({"kubelets", control_plane::Answers::unknown, {}, {}, -1, "nodes cannot be listed", "x"});
  plane.gates.push_back({"DRAAdminAccess", control_plane::GateState::on, "GA", true, "proof", "x"});
  plane.gates.push_back({"DRAListTypeAttributes", control_plane::GateState::unknown, "alpha", false, "none", "x"});
  plane.served.push_back({"v1", survey::Outcome::answered, {"resourceclaims"}});
  plane.served.push_back({"v1beta1", survey::Outcome::notServed, {}});
  plane.leases.push_back({"kube-system/kube-scheduler", "cp-1", 2000, false});
  control_plane::Problem problem;
  problem.id = "p";
  problem.rule = "scheduler-config";
  problem.title = "a problem";
  problem.detail = "its cause";
  problem.fix = "its fix";
  plane.problems.push_back(problem);
  auto out = std::make_shared<SurveyView>();
  out->posture = std::make_shared<const posture::Report>(std::move(report));
  out->controlPlane = std::make_shared<const control_plane::Report>(std::move(plane));
  return out;
}

}  // namespace

class PosturePagesTest : public GuiTest {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() {
    watchWarnings();
    m_view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }

  void thePageAsksOnceAndAgainWhenItIsOld() {
    Look look{ThemeName::dark};
    PosturePage page(look);
    QSignalSpy asked(&page, &SurveyPage::surveyRequested);
    page.setView(m_view);
    QCOMPARE(asked.count(), 1);
    QVERIFY(page.items().view().model()->rowCount() == 0);
    QVERIFY(page.verdict().sentence().contains(QStringLiteral("being asked")));
    page.setSurvey(sampleSurvey(m_view.snapshot->time));
    page.setView(m_view);
    QCOMPARE(asked.count(), 1);
    QVERIFY(page.subtitle().contains(QStringLiteral("asked")));
    auto later = std::make_shared<cluster::Snapshot>(*m_view.snapshot);
    later->time = later->time + 200'000;
    m_view.snapshot = later;
    page.setView(m_view);
    QCOMPARE(asked.count(), 2);
    QCOMPARE(asked.back().front().toBool(), true);
  }

  void itemsAndTheirDetail() {
    Look look{ThemeName::dark};
    dress(look);
    PosturePage page(look);
    page.setView(m_view);
    page.setSurvey(sampleSurvey(m_view.snapshot->time));
    const QAbstractItemModelTester tester(page.items().view().model());
    QCOMPARE(columnTexts(page.items(), 0), (QStringList{QStringLiteral("warning"), QStringLiteral("unknown")}));
    QVERIFY(page.detail().facts());  // the first stands open
    page.items().view().selectRow(1);
    QCOMPARE(page.detail().facts()->title, QStringLiteral("title of b"));
    page.items().view().selectRow(0);
    QVERIFY(page.detail().facts());
    QCOMPARE(page.detail().facts()->title, QStringLiteral("title of a"));
    QCOMPARE(page.detail().facts()->command, QStringLiteral("kubectl get networkpolicies -A"));
    QVERIFY(page.detail().facts()->object.has_value());
    QCOMPARE(page.unknownTexts().size(), qsizetype{2});
    QVERIFY(!shown(page, {1240, 760}).isNull());
    QSignalSpy opened(&page, &Page::open);
    Q_EMIT page.detail().objectWanted({"pod", "ml", "trainer"});
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().front().toString(), QStringLiteral("pods"));
  }

  void tabsShowTheirTablesAndUnknownIsNotZero() {
    Look look{ThemeName::dark};
    PosturePage page(look);
    page.setView(m_view);
    page.setSurvey(sampleSurvey(m_view.snapshot->time));
    QCOMPARE(columnTexts(page.table(), 2), (QStringList{QStringLiteral("1 of 3"), QStringLiteral("?")}));
    page.tabs().setCurrent(1);
    Q_EMIT page.tabs().currentChanged(1);
    QCOMPARE(columnTexts(page.table(), 1), QStringList{QStringLiteral("user jane")});  // the system is folded
    page.tabs().setCurrent(2);
    Q_EMIT page.tabs().currentChanged(2);
    QCOMPARE(columnTexts(page.table(), 2), QStringList{QStringLiteral("?")});
    const QStringList kept = page.keep();
    PosturePage other(look);
    other.setView(m_view);
    other.setSurvey(sampleSurvey(m_view.snapshot->time));
    other.restore(kept);
    QCOMPARE(other.tabs().current(), 2);
    QCOMPARE(columnTexts(other.table(), 0), QStringList{QStringLiteral("gpu.example.com")});
  }

  void anotherSourceForgetsWhatWasSaid() {
    Look look{ThemeName::dark};
    PosturePage page(look);
    page.setView(m_view);
    page.setSurvey(sampleSurvey(m_view.snapshot->time));
    auto other = std::make_shared<cluster::Snapshot>(*m_view.snapshot);
    other->server.context = "another";
    m_view.snapshot = other;
    QSignalSpy asked(&page, &SurveyPage::surveyRequested);
    page.setView(m_view);
    QCOMPARE(asked.count(), 1);
    QVERIFY(page.verdict().sentence().contains(QStringLiteral("being asked")));
  }

  void nothingIsAskedBeforeEverythingIsLoaded() {
    Look look{ThemeName::dark};
    PosturePage page(look);
    QSignalSpy asked(&page, &SurveyPage::surveyRequested);
    View loading = sampleView(sampleSnapshot("eks-hybrid", SampleState::loading));
    page.setView(loading);
    QCOMPARE(asked.count(), loading.snapshot->firstSyncDone ? 1 : 0);
  }

  void anEmptyReportSaysThatItIsComplete() {
    Look look{ThemeName::dark};
    PosturePage page(look);
    page.setView(m_view);
    auto survey = std::make_shared<SurveyView>();
    posture::Report none;
    none.verdict = "Nothing stands open that these rules know of";
    survey->posture = std::make_shared<const posture::Report>(none);
    page.setSurvey(survey);
    QCOMPARE(page.items().noteTitle(), QStringLiteral("Nothing stands open"));
  }

  void componentsProblemsAndGates() {
    Look look{ThemeName::dark};
    dress(look);
    ControlPlanePage page(look);
    page.setView(m_view);
    page.setSurvey(sampleSurvey(m_view.snapshot->time));
    QCOMPARE(columnTexts(page.items(), 0),
             (QStringList{QStringLiteral("warning"), QStringLiteral("answers"), QStringLiteral("unknown")}));
    page.items().view().selectRow(0);
    QCOMPARE(page.detail().facts()->fix, QStringLiteral("its fix"));
    page.items().view().selectRow(1);
    QVERIFY(page.detail().facts()->title.contains(QStringLiteral("kube-scheduler")));
    QCOMPARE(columnTexts(page.table(), 1), (QStringList{QStringLiteral("enabled"), QStringLiteral("unknown")}));
    page.tabs().setCurrent(1);
    Q_EMIT page.tabs().currentChanged(1);
    QCOMPARE(columnTexts(page.table(), 1), (QStringList{QStringLiteral("served"), QStringLiteral("not served")}));
    QVERIFY(!shown(page, {1240, 760}).isNull());
  }

  void aRunbookIsSavedOnOneClick() {
    Look look{ThemeName::dark};
    ControlPlanePage page(look);
    page.setView(m_view);
    QSignalSpy saved(&page, &ControlPlanePage::saveRequested);
    const QList<Button*> buttons = page.findChildren<Button*>();
    for (Button* button : buttons) {
      if (button->accessibleName().startsWith(QStringLiteral("Save runbook"))) {
        button->click();
      }
    }
    QCOMPARE(saved.count(), 7);
    QCOMPARE(saved.front().at(0).toString(), QStringLiteral("gpu-node-failover.md"));
    QVERIFY(saved.front().at(1).toByteArray().startsWith("# Failover test of a GPU node"));
  }

  void namesThatActAreText() {
    Look look{ThemeName::dark};
    PosturePage page(look);
    page.setView(m_view);
    for (const std::string& name : hostileNames()) {
      posture::Report report;
      report.items = {item(name, diagnosis::Severity::critical)};
      report.namespaces.push_back({name, 1, 0, 0, 0, 0, true, false, 0});
      report.writers.push_back({name, name, name, name, name, false, false, false, true});
      auto survey = std::make_shared<SurveyView>();
      survey->posture = std::make_shared<const posture::Report>(std::move(report));
      page.setSurvey(survey);
      page.items().view().selectRow(0);
      QVERIFY(!shown(page, {1100, 700}).isNull());
      for (const QString& text : columnTexts(page.items(), 1)) {
        QVERIFY(!text.contains(QLatin1Char('\n')) && !text.contains(QChar(0x202E)));
      }
    }
  }

 private:
  View m_view;
};

QTEST_MAIN(PosturePagesTest)
#include "posture_pages_test.moc"
