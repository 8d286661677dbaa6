// How guided actions are reached from everywhere in the window, and what the frame says of them. GUI thread.
#include <QCloseEvent>
#include <QMenu>
#include <QSignalSpy>

#include "tests/ui/pages/actions/sample_plans.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/pages/explanation/fix_list.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_line.h"
#include "ui/shell/report_sheet.h"

using namespace claimscope;
using namespace claimscope::ui;

class WindowActionsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    m_context = m_view.snapshot->server.context;
  }
  void init() {
    watchWarnings();
    m_calls.clear();
    m_window = std::make_unique<MainWindow>(m_look, nullptr);
    ActionsDesk desk;
    desk.rehearse = [this](const actions::ActionRequest& request) {
      m_calls << QString::fromStdString(request.action + " " +
                                        (request.objects.empty() ? std::string() : request.objects.front().name));
    };
    desk.disarm = [this] { m_calls << QStringLiteral("disarm"); };
    desk.arm = [](const std::string&) { return std::optional<Error>(); };
    desk.runWorkflow = [this](const std::string& id, const std::optional<ObjectRef>&) { m_calls << QString::fromStdString(id); };
    m_window->setActionsDesk(desk);
    m_window->setAnimated(false);
    m_window->setView(m_view);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
  }
  void cleanup() { m_window.reset(); }

  void aDrainIsRehearsedFromAnObjectByOneKey() {
    m_window->openPage(QStringLiteral("topology"), ObjectRef{"node", {}, "gpu-node-4"});
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("actions"));
    QCOMPARE(m_calls, QStringList{QStringLiteral("drain_node gpu-node-4")});
    QVERIFY(m_window->actionsPage().place() == ActionsPage::Place::wizard);
  }

  void aClaimLeadsToItsNode() {
    m_window->openPage(QStringLiteral("claims"), ObjectRef{"claim", "ml-workloads", "ml-training-gpu-0"});
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_calls, QStringList{QStringLiteral("drain_node gpu-node-4")});
  }

  void withoutASelectionTheNodeIsChosenFirst() {
    m_window->select(std::nullopt);
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(m_window->actionsPage().wizard().choosing());
    m_window->actionsPage().wizard().picker().find().setText(QStringLiteral("gpu-node-3"));
    QTest::keyClick(&m_window->actionsPage().wizard().picker().find(), Qt::Key_Return);
    QCOMPARE(m_calls, QStringList{QStringLiteral("drain_node gpu-node-3")});
  }

  void menusOfferWhatCanBeDone() {
    QMenu menu;
    m_window->fillActionMenu(menu, ObjectRef{"node", {}, "gpu-node-4"});
    QStringList texts;
    for (const QAction* action : menu.actions()) {
      texts << action->text();
    }
    QVERIFY2(texts.join(QLatin1Char('|')).contains(QStringLiteral("Drain gpu-node-4")), qPrintable(texts.join(QLatin1Char('|'))));
    menu.actions().front()->trigger();
    QCOMPARE(m_calls.size(), 1);
    for (const diagnosis::Finding& finding : m_view.diagnosis->findings) {
      QMenu of;
      m_window->fillActionMenu(of, ObjectRef{"finding", {}, finding.id});
      for (const QAction* action : of.actions()) {
        QVERIFY(!action->text().contains(QLatin1Char('\n')));
      }
    }
  }

  void theFrameSaysWhatIsArmedAndWhatRuns() {
    QCOMPARE(m_window->topBar().armedText(), QStringLiteral("Read-only"));
    QVERIFY(m_window->topBar().plan().isHidden());
    m_window->setActions(std::make_shared<const ActionsView>(sampleActions(m_view.snapshot->time, m_context)));
    QCOMPARE(m_window->topBar().armedText(), QStringLiteral("Armed 9:41"));
    QVERIFY(!m_window->topBar().plan().isHidden());
    m_window->topBar().plan().click();
    QCOMPARE(m_window->currentPage(), QStringLiteral("actions"));
    QTest::keyClick(m_window.get(), Qt::Key_A, Qt::ShiftModifier);
    QCOMPARE(m_calls, QStringList{QStringLiteral("disarm")});
    m_window->setConnecting(QStringLiteral("another"), QStringLiteral("context:another"));
    QVERIFY(!m_window->topBar().plan().isHidden());  // it runs on whatever is in sight
  }

  /// A rehearsal of a moment that is over would be of the past: nothing starts, and the way back is there.
  void whilePausedNoActionStarts() {
    ActionsView given;
    given.context = m_context;
    given.canWrite = true;
    given.armedMs = 300'000;
    m_window->setActions(std::make_shared<const ActionsView>(given));
    QVERIFY(m_window->actionsPage().pausedBand().isHidden());
    QSignalSpy spy(m_window.get(), &MainWindow::pausedChanged);
    m_window->setPaused(true);
    QCOMPARE(spy.size(), 1);
    m_window->rehearse({"drain_node", {{"node", {}, "gpu-node-4"}}, {}, {}});
    QVERIFY(m_calls.isEmpty());
    QCOMPARE(m_window->currentPage(), QStringLiteral("actions"));
    const PausedBand& band = m_window->actionsPage().pausedBand();
    QVERIFY(band.isVisible());
    QVERIFY2(band.text().contains(QStringLiteral("paused at")), qPrintable(band.text()));
    QCOMPARE(m_window->topBar().armedText(), QStringLiteral("Armed 5:00"));  // arming stays
    m_window->actionsPage().pausedBand().live().click();
    QVERIFY(!m_window->paused());
    QVERIFY(m_window->actionsPage().pausedBand().isHidden());
    m_window->rehearse({"drain_node", {{"node", {}, "gpu-node-4"}}, {}, {}});
    QCOMPARE(m_calls, QStringList{QStringLiteral("drain_node gpu-node-4")});
    m_window->setPaused(true);
    m_window->setConnecting(QStringLiteral("another"), QStringLiteral("context:another"));
    QVERIFY(m_window->actionsPage().pausedBand().isHidden());
  }

  void theReportIsAskedForInASheet() {
    QSignalSpy spy(m_window.get(), &MainWindow::reportRequested);
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    ReportSheet* sheet = m_window->reportSheet();
    QVERIFY(sheet != nullptr && sheet->isVisible());
    sheet->topology().setChecked(true);
    sheet->save().click();
    QCOMPARE(spy.size(), 1);
    ReportWish wish = spy.takeFirst().front().value<ReportWish>();
    QVERIFY(wish.save && wish.format == ReportWish::Format::html && !wish.redact);
    QCOMPARE(wish.pictures, (QStringList{QStringLiteral("overview"), QStringLiteral("topology")}));
    QVERIFY(!sheet->save().isEnabled());
    m_window->reportAnswered(QStringLiteral("/x is not written: <b>full</b>"));
    QVERIFY(sheet->save().isEnabled());
    QVERIFY(sheet->note().contains(QStringLiteral("not written")));
    sheet->redact().setChecked(true);
    QVERIFY(!sheet->overview().isEnabled());
    sheet->copy().click();
    wish = spy.takeFirst().front().value<ReportWish>();
    QVERIFY(!wish.save && wish.redact && wish.pictures.isEmpty());
    m_window->reportAnswered({});
    QVERIFY(!sheet->isVisible());
  }

  void closingWhileAPlanRunsIsAskedTwice() {
    m_window->setActions(std::make_shared<const ActionsView>(sampleActions(m_view.snapshot->time, m_context)));
    QVERIFY(!m_window->close());
    QVERIFY(m_window->notice().isVisible());
    QVERIFY(m_window->close());
  }

  void aFailedSourceLeavesTheActionsInSight() {
    m_window->openPage(QStringLiteral("actions"));
    m_window->setFailure({ErrorCode::unreachable, "prod refused the connection", "Is the VPN up?", {}, 0},
                         QStringLiteral("prod"));
    QVERIFY(m_window->actionsPage().isVisible());
  }

  void changesThatAnActionDoesCanBeRehearsed() {
    explanation::Fix fix;
    fix.id = "release:research/h200-hold";
    fix.text = "Scale StatefulSet research/h200-hold to 0";
    QVERIFY(!requestOf(fix).has_value());
    fix.text = "Release research/h200-hold";
    const auto request = requestOf(fix);
    QVERIFY(request.has_value());
    QCOMPARE(request->action, std::string("release_claim"));
    QCOMPARE(request->objects.front().namespaceName, std::string("research"));
    fix.id = "uncordon:gpu-node-4";
    QCOMPARE(requestOf(fix)->action, std::string("uncordon_node"));
    fix.id = "room:gpu-node-4";
    QVERIFY(!requestOf(fix).has_value());
  }

 private:
  Look m_look{ThemeName::dark};
  View m_view;
  std::string m_context;
  QStringList m_calls;
  std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowActionsTest)
#include "window_actions_test.moc"
