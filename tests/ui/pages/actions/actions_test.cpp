// The pages of guided actions: what they show in each state, what they ask for, and texts nobody should trust. GUI thread.
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>

#include "model/actions/device_rules.h"
#include "tests/ui/pages/actions/sample_plans.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/pages/actions/forecast_view.h"
#include "ui/pages/actions/hold_view.h"
#include "ui/pages/actions/plan_lines.h"
#include "ui/pages/actions/plan_rows.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/pages/troubleshoot/troubleshoot_words.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

bool harmless(const QString& text) {
  return std::none_of(text.begin(), text.end(), [](QChar c) {
    return c.category() == QChar::Other_Control || c == QChar(0x202E) || c == QChar(0x2066) || c == QChar(0x2069);
  });
}

}  // namespace

class ActionsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    m_now = m_view.snapshot->time;
    m_context = m_view.snapshot->server.context;
  }
  void init() {
    watchWarnings();
    m_calls.clear();
    m_page = std::make_unique<ActionsPage>(m_look);
    m_page->setDesk(desk());
  }
  void cleanup() { m_page.reset(); }

  void homeSaysWhatRunsAndListsEachPlan() {
    show(sampleActions(m_now, m_context));
    QVERIFY(m_page->home().verdict().sentence().startsWith(QStringLiteral("1 plan runs. Draining gpu-a10g-0417")));
    const TableModel& plans = m_page->home().plans();
    QCOMPARE(plans.acceptedRows(), std::size_t{10});  // the rehearsal, and nine plans
    const int interesting = plans.rowOfIdentity(plans.source()->identity(plans.source()->find({"plan", {}, kRehearsalRow})));
    QVERIFY(interesting >= 0);
    QCOMPARE(plans.cellAt(interesting, 3).text, QStringLiteral("3 blockers"));
    QCOMPARE(m_page->home().arms().rows(), 3);
    QVERIFY(m_page->home().arms().rowText(0).contains(QStringLiteral("Armed, 9:41 left")));
    QVERIFY(m_page->home().journal().lines().size() > 5);
  }

  void homeWithoutAnythingIsQuiet() {
    show(ActionsView{});
    QCOMPARE(m_page->home().verdict().sentence(), QStringLiteral("Nothing runs."));
    QCOMPARE(m_page->home().plans().acceptedRows(), std::size_t{0});
    m_page->home().arms().link().click();
    QVERIFY(m_page->armPanel().isHidden());  // there is nothing to arm
  }

  void anInterruptedPlanIsOfferedAtTheTop() {
    ActionsView view = sampleActions(m_now, m_context);
    view.plans = {finishedPlan("Drain gpu-l4-0113", m_context, actions::PlanState::interrupted, m_now + -100'000, 1'000)};
    show(view);
    QVERIFY(m_page->home().verdict().sentence().startsWith(QStringLiteral("Drain gpu-l4-0113 ended in the middle")));
    m_page->openPlan(view.plans.front()->plan->id);
    QVERIFY(m_page->run().foot().main().isEnabled());
    m_page->run().foot().main().click();
    QCOMPARE(m_calls, QStringList{QStringLiteral("resume ") + QString::fromStdString(view.plans.front()->plan->id)});
    view.armedMs = 0;
    show(view);
    QVERIFY(!m_page->run().foot().main().isEnabled());
    QVERIFY(m_page->run().foot().reason().contains(QStringLiteral("read-only")));
  }

  void aBlockedPlanSaysWhyExecuteIsOff() {
    const actions::ActionPlan plan = sampleDrain(m_now, m_context);
    show(rehearsedView(m_now, plan, samplePreview(plan, m_now)));
    m_page->openPlan(kRehearsalRow);
    QCOMPARE(m_page->wizard().verdict().sentence(), QString::fromStdString(plan.headline));
    QCOMPARE(m_page->wizard().foot().reason(), QStringLiteral("Execute is off: 3 blockers, and this context is read-only."));
    QVERIFY(!m_page->wizard().foot().main().isEnabled());
    const ReviewView& review = m_page->wizard().review();
    QCOMPARE(m_page->wizard().review().blockers().size(), std::size_t{3});
    QCOMPARE(m_page->wizard().review().model().acceptedRows(), std::size_t{9});
    m_page->wizard().review().filter().setCurrent(1);
    m_page->wizard().review().showVerdict("blocked");
    QCOMPARE(m_page->wizard().review().model().acceptedRows(), std::size_t{3});
    QVERIFY(m_page->wizard().review().commands().command().contains(QStringLiteral("kubectl cordon gpu-a10g-0417")));
    QCOMPARE(m_page->wizard().review().permissions().lines().size(), std::size_t{3});
    QVERIFY(!m_page->wizard().review().role().isVisibleTo(&review));
  }

  void aDenialShowsTheRoleToAskFor() {
    const actions::ActionPlan plan = freeDrain(m_now, m_context);
    show(rehearsedView(m_now, plan, samplePreview(plan, m_now, true)));
    m_page->openPlan(kRehearsalRow);
    const std::vector<TextLine>& lines = m_page->wizard().review().permissions().lines();
    QCOMPARE(lines.front().end, QStringLiteral("denied"));  // first
    QVERIFY(m_page->wizard().review().role().command().contains(QStringLiteral("pods/eviction")));
    QVERIFY(m_page->wizard().foot().reason().contains(QStringLiteral("1 permission is missing")));
  }

  void executeNeedsArmingReadingAndAPress() {
    const actions::ActionPlan plan = freeDrain(m_now, m_context);
    ActionsView view = rehearsedView(m_now, plan, samplePreview(plan, m_now));
    show(view);
    m_page->openPlan(kRehearsalRow);
    QCOMPARE(m_page->wizard().foot().reason(), QStringLiteral("Execute is off: this context is read-only."));
    m_page->wizard().foot().arm().click();
    ArmPanel& arm = m_page->armPanel();
    QVERIFY(!arm.isHidden());
    QVERIFY(!arm.accept().isEnabled());
    arm.field().setText(QStringLiteral("another"));
    arm.accept().click();
    QVERIFY(arm.problem().contains(QStringLiteral("not the name")));
    arm.field().setText(QString::fromStdString(m_context));
    arm.accept().click();
    QVERIFY(arm.isHidden());
    view.armedMs = 599'000;
    show(view);
    ActionFoot& foot = m_page->wizard().foot();
    QVERIFY(!foot.main().isEnabled());  // two warnings that nobody has read
    foot.confirm().setChecked(true);
    QVERIFY(foot.main().isEnabled());
    QTest::keyClick(&foot.main(), Qt::Key_Return);
    QCOMPARE(m_calls.filter(QStringLiteral("execute")).size(), 0);  // Enter never confirms danger
    foot.main().click();
    QCOMPARE(m_calls.last(), QStringLiteral("execute ") + QString::fromStdString(plan.id));
    QVERIFY(!foot.main().isEnabled());  // it begins
    view.rehearsal.reset();
    view.plans = {runningDrain(m_now, m_context)};
    auto record = std::make_shared<PlanRecord>(*view.plans.front());
    record->plan = std::make_shared<const actions::ActionPlan>(plan);
    view.plans = {record};
    show(view);
    QVERIFY(m_page->place() == ActionsPage::Place::plan);
  }

  void tickingAnOptionRehearsesAnew() {
    const actions::ActionPlan plan = sampleDrain(m_now, m_context);
    show(rehearsedView(m_now, plan, samplePreview(plan, m_now)));
    m_page->openPlan(kRehearsalRow);
    Q_EMIT m_page->wizard().review().blockers().requestWanted({"restart_driver", {{"node", {}, "x"}}, {}, {}});
    QCOMPARE(m_calls, QStringList{QStringLiteral("rehearse restart_driver")});
  }

  void aRunningPlanShowsEachStepAndCanBeAborted() {
    const ActionsView view = sampleActions(m_now, m_context);
    show(view);
    m_page->openPlan(view.plans.front()->plan->id);
    RunView& run = m_page->run();
    QVERIFY(run.headline().startsWith(QStringLiteral("Draining gpu-a10g-0417")));
    QCOMPARE(run.steps().acceptedRows(), std::size_t{10});  // cordon, seven pods, and two that stay
    QCOMPARE(run.steps().cellAt(2, 3).text, QStringLiteral("429, retry in 3 s"));
    QCOMPARE(run.steps().cellAt(4, 3).text, QStringLiteral("Terminating"));
    QVERIFY(run.claims().acceptedRows() > 3);
    run.abort().click();
    run.foot().second().click();
    const QString id = QString::fromStdString(view.plans.front()->plan->id);
    QCOMPARE(m_calls, (QStringList{QStringLiteral("cancel ") + id, QStringLiteral("pause ") + id}));
  }

  void aPlanThatWasAbortedOffersItsUndo() {
    const ActionsView view = sampleActions(m_now, m_context);
    show(view);
    m_page->openPlan(view.plans[3]->plan->id);
    QVERIFY(m_page->run().abort().isHidden());
    QCOMPARE(m_page->run().foot().main().text(), QStringLiteral("Rehearse undo"));
    m_page->run().foot().main().click();
    QCOMPARE(m_calls.last(), QStringLiteral("undo ") + QString::fromStdString(view.plans[3]->plan->id));
  }

  void aRehearsalThatCannotBePlannedSaysWhy() {
    ActionsView view = rehearsedView(m_now, sampleDrain(m_now, m_context), std::nullopt);
    auto rehearsal = std::make_shared<Rehearsal>(*view.rehearsal);
    rehearsal->plan.reset();
    rehearsal->error = Error{ErrorCode::notFound, "there is no node <b>x</b>", "See claimscope get nodes", {}, 0};
    view.rehearsal = rehearsal;
    show(view);
    m_page->openPlan(kRehearsalRow);
    QCOMPARE(m_page->wizard().verdict().sentence(), QStringLiteral("there is no node <b>x</b>"));
  }

  void fiveThousandRowsAreQuick() {
    const actions::ActionPlan plan = hostilePlan("pod", 5'000);
    QElapsedTimer timer;
    timer.start();
    show(rehearsedView(m_now, plan, std::nullopt));
    m_page->openPlan(kRehearsalRow);
    QCOMPARE(m_page->wizard().review().model().acceptedRows(), std::size_t{5'000});
    show(rehearsedView(m_now, plan, std::nullopt));
    QVERIFY(!m_page->grab().isNull());
  }

  void hostileTextsThroughEveryView() {
    for (const std::string& raw : hostileNames()) {
      // What comes from a cluster is UTF-8: the reader of JSON sees to it.
      const std::string text = QString::fromStdString(raw).toStdString();
      const actions::ActionPlan plan = hostilePlan(text, 30);
      actions::Previewed preview = samplePreview(plan, m_now, true);
      preview.roleYaml = text;
      preview.steps = {{plan.steps.front().id, actions::StepPreview::Result::refused, 403, text, {{text, text, text}}}};
      ActionsView view = rehearsedView(m_now, plan, preview);
      view.context = text;
      view.who = text;
      view.cannotBecause = QStringLiteral("x");
      view.contexts = {{text, true}};
      view.plans = {hostileRecord(text)};
      view.unreadable = {Error{ErrorCode::invalidInput, text, text, {}, 0}};
      view.trouble = Error{ErrorCode::invalidInput, text, text, {}, 0};
      show(view);
      check(*m_page);
      checkModel(m_page->home().plans());
      m_page->openPlan(kRehearsalRow);
      check(*m_page);
      checkModel(m_page->wizard().review().model());
      m_page->openPlan(view.plans.front()->plan->id);
      check(*m_page);
      checkModel(m_page->run().steps());
      checkModel(m_page->run().claims());
      for (const TextLine& line : journalLines(*view.plans.front(), 100)) {
        QVERIFY(harmless(line.text) && harmless(line.detail) && harmless(line.end));
      }
      TroubleshootPage page(m_look);
      View with = m_view;
      auto flow = std::make_shared<ActionsView>(view);
      flow->workflow = std::make_shared<const diagnosis::WorkflowResult>(hostileWorkflow(text));
      with.actions = flow;
      page.setView(with);
      check(page);
      CheckList checks(m_look);
      checks.setResult(*flow->workflow);
      Conclusion conclusion(m_look);
      conclusion.setResult(*flow->workflow);
      check(checks);
      check(conclusion);
      const QString markdown = resultMarkdown(*flow->workflow).section(QStringLiteral("```"), 0, 0);  // a fence shows it as it is
      QVERIFY(!markdown.contains(QRegularExpression(QStringLiteral("[^\\\\]<(img|b)"))));
      m_page->goHome();
    }
  }

  /// What a cluster still stores of classic DRA is shown as current manifests on a click.
  void oldObjectsLeadToModernise() {
    const cluster::SnapshotPtr classic = sampleSnapshot("eks-classic", SampleState::live);
    const Result<diagnosis::WorkflowResult> found =
        diagnosis::findWorkflow("classic_leftovers")->run(*classic, std::nullopt, nullptr);
    QVERIFY(found);
    TroubleshootPage page(m_look);
    View with = m_view;
    with.snapshot = classic;
    ActionsDesk desk;
    desk.runWorkflow = [](const std::string&, const std::optional<ObjectRef>&) {};
    page.setDesk(desk);
    with.actions = std::make_shared<const ActionsView>();
    page.setView(with);
    Q_EMIT page.workflows().picked(QStringLiteral("classic_leftovers"));
    auto flow = std::make_shared<ActionsView>();
    flow->workflow = std::make_shared<const diagnosis::WorkflowResult>(*found);
    with.actions = flow;
    page.setView(with);
    (void)shown(page, {1392, 756});
    QSignalSpy opened(&page, &Page::open);
    for (Button* button : page.conclusion().findChildren<Button*>()) {
      if (button->text() == QStringLiteral("Open in Modernise")) {
        button->click();
      }
    }
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("modernise"));
    QCOMPARE(opened[0][2].toString(), QStringLiteral("stored"));
  }

  /// The rule of the incident, whose forecast is older than one pod.
  void theControllersCountStandsBesideOurs() {
    const DeviceTaintRule* rule = m_view.snapshot->of<DeviceTaintRule>().find({}, Text("drain-gpu-node-6"));
    QVERIFY(rule != nullptr);
    const actions::ActionRequest request = actions::requestOfRule(*rule);
    ActionsView view = rehearsedView(m_now, actions::planAction(*m_view.snapshot, request).value(), std::nullopt);
    auto forecast = actions::compareDrain(*m_view.snapshot, request).value();
    QVERIFY(forecast.state == actions::ForecastState::answered);
    view.forecast = std::make_shared<const actions::ForecastComparison>(forecast);
    show(view);
    m_page->openPlan(kRehearsalRow);
    PlanView& wizard = m_page->wizard();
    ForecastView& shownForecast = wizard.review().forecast();
    QVERIFY(!shownForecast.isHidden());
    QCOMPARE(wizard.side().steps().steps().at(2).title, QStringLiteral("Compare"));
    QCOMPARE(shownForecast.counts().acceptedRows(), std::size_t{4});
    QCOMPARE(shownForecast.pods().acceptedRows(), forecast.rows.size());
    QVERIFY(shownForecast.message().contains(QStringLiteral("would be evicted")));
    QCOMPARE(wizard.forecastAgain().isHidden(), forecast.agrees());
    checkModel(shownForecast.pods());
    // As it is when a pod more has come, and when the controller has none of it.
    forecast.differences = 1;
    forecast.rows.front().side = actions::ForecastSide::onlyOurs;
    forecast.headline = "The controller counted 5 pods, Claimscope counts 6.";
    view.forecast = std::make_shared<const actions::ForecastComparison>(forecast);
    show(view);
    QCOMPARE(wizard.verdict().sentence(), QString::fromStdString(forecast.headline));
    QCOMPARE(shownForecast.pods().cellAt(0, 0).text, QStringLiteral("only ours"));
    wizard.forecastAgain().click();
    QCOMPARE(m_calls.last(), QStringLiteral("rehearse drain_device"));
    using State = actions::ForecastState;
    for (const State state :
         {State::notAsked, State::waiting, State::silent, State::evicting, State::tooOld, State::notServed, State::forbidden}) {
      forecast.state = state;
      forecast.reasons = {"because " + std::string(forecastStateWord(state))};
      view.forecast = std::make_shared<const actions::ForecastComparison>(forecast);
      show(view);
      QCOMPARE(shownForecast.message(), QStringLiteral("because ") + QString::fromUtf8(forecastStateWord(state).data()));
    }
    view.forecast.reset();
    show(view);
    QVERIFY(shownForecast.isHidden());
  }

  void preallocateShowsNodesLeaseAndYaml() {
    const actions::ActionRequest request{"preallocate", {{"class", {}, "gpu-compute-class"}}, {}, {}};
    ActionsView view = rehearsedView(m_now, actions::planAction(*m_view.snapshot, request).value(), std::nullopt);
    show(view);
    m_page->openPlan(kRehearsalRow);
    HoldView& hold = m_page->wizard().review().hold();
    QVERIFY(!hold.isHidden());
    QCOMPARE(hold.nodes().acceptedRows(), std::size_t{0});  // being looked for
    const auto fitting = std::make_shared<const actions::FittingNodes>(actions::fittingNodes(*m_view.snapshot, request).value());
    QVERIFY(!fitting->nodes.empty());
    view.fitting = fitting;
    show(view);
    QCOMPARE(hold.nodes().acceptedRows(), fitting->nodes.size());
    QVERIFY(!hold.pin().isEnabled());
    Q_EMIT hold.nodeTable().objectSelected(hold.nodes().objectAt(0));
    QVERIFY(hold.pin().isEnabled());
    hold.pin().click();
    QCOMPARE(m_calls.last(), QStringLiteral("rehearse preallocate"));
    QCOMPARE(hold.lease().lines().size(), std::size_t{5});
    QVERIFY(m_page->wizard().review().yaml().yaml().contains(QStringLiteral("kind: ResourceClaim")));
    m_page->wizard().review().yaml().copy().click();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_page->wizard().review().yaml().yaml());
    QVERIFY(hold.workload().yaml().contains(QStringLiteral("resourceClaimName")));
  }

  void hostileForecastsAndNodesInEveryTheme() {
    for (const ThemeName theme : {ThemeName::dark, ThemeName::highContrast}) {
      m_look.setTheme(theme);
      std::vector<std::string> names = hostileNames();
      names.push_back(std::string(253, 'n'));
      for (const std::string& raw : names) {
        const std::string text = QString::fromStdString(raw).toStdString();
        actions::ActionPlan plan = hostilePlan(text, 3);
        plan.request.action = "drain_device";
        ActionsView view = rehearsedView(m_now, plan, std::nullopt);
        actions::ForecastComparison forecast;
        forecast.state = actions::ForecastState::answered;
        forecast.target = forecast.taint = forecast.headline = text;
        forecast.rules = {{text, text, m_now}, {text, text, m_now}};
        forecast.counts = {{"pods", text, 1, {2, Bound::atLeast}, actions::Agreement::cannotTell},
                           {text, text, 1, {2, Bound::unknown}, actions::Agreement::differs}};
        forecast.rows = {{actions::ForecastSide::onlyOurs, {"pod", text, text}, 0, text, {text, text}, {text, text}, text, text},
                         {actions::ForecastSide::onlyTheirs, {}, 3, {}, {}, {}, {}, text}};
        forecast.reasons = {text, text};
        forecast.differences = 2;
        forecast.cause = ObjectRef{"pod", text, text};
        view.forecast = std::make_shared<const actions::ForecastComparison>(forecast);
        show(view);
        m_page->openPlan(kRehearsalRow);
        check(*m_page);
        checkModel(m_page->wizard().review().forecast().pods());
        checkModel(m_page->wizard().review().forecast().counts());
        plan.request.action = "preallocate";
        plan.request.options["node"] = text;
        ActionsView holds = rehearsedView(m_now, plan, std::nullopt);
        actions::FittingNodes fitting;
        fitting.nodes = {{text, text, text, {text}, {text}, {}, {1, Bound::atMost}}, {"n", {}, {}, {}, {}, {}, {}}};
        fitting.misses = {{text, text, 4, text, text}};
        holds.fitting = std::make_shared<const actions::FittingNodes>(fitting);
        show(holds);
        check(*m_page);
        checkModel(m_page->wizard().review().hold().nodes());
        QVERIFY(m_page->minimumSizeHint().width() <= 1100);
        m_page->goHome();
      }
    }
    m_look.setTheme(ThemeName::dark);
  }

  /// Before anything has run the findings stand in full where the checks will be, and one click runs what the finding suggests.
  void findingsStandInFullUntilSomethingRuns() {
    TroubleshootPage page(m_look);
    QStringList asked;
    ActionsDesk desk;
    desk.runWorkflow = [&](const std::string& id, const std::optional<ObjectRef>&) { asked << QString::fromStdString(id); };
    page.setDesk(desk);
    View view = m_view;
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*view.snapshot));
    view.actions = std::make_shared<const ActionsView>();
    page.setView(view);
    (void)shown(page, {1392, 800});
    QVERIFY(page.openFindings().isVisible());
    QVERIFY(!page.findings().isVisible());
    QCOMPARE(static_cast<std::size_t>(page.openFindings().findings().rowCount()), view.diagnosis->findings.size());
    const auto row = std::find_if(view.diagnosis->findings.begin(), view.diagnosis->findings.end(),
                                  [](const diagnosis::Finding& finding) { return !diagnosis::workflowsFor(finding).empty(); });
    QVERIFY(row != view.diagnosis->findings.end());
    const QModelIndex index = page.openFindings().model()->index(static_cast<int>(row - view.diagnosis->findings.begin()), 0);
    page.openFindings().scrollTo(index);
    QTest::mouseClick(page.openFindings().viewport(), Qt::LeftButton, {}, page.openFindings().visualRect(index).center());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.front().toStdString(), std::string(diagnosis::workflowsFor(*row).front()->id));
    QVERIFY(!page.openFindings().isVisible());
    QVERIFY(page.findings().isVisible());
    // With none there is nothing to stand there.
    TroubleshootPage quiet(m_look);
    quiet.setView(quietView(view.snapshot));
    (void)shown(quiet, {1392, 800});
    QVERIFY(!quiet.openFindings().isVisible());
  }

  /// Every workflow of this build: one click runs it, or asks for what it needs; its result shows each check.
  void workflowsRunOnOneClick() {
    TroubleshootPage page(m_look);
    QStringList asked;
    std::optional<ObjectRef> on;
    ActionsDesk desk;
    desk.runWorkflow = [&](const std::string& id, const std::optional<ObjectRef>& object) {
      asked << QString::fromStdString(id);
      on = object;
    };
    page.setDesk(desk);
    View view = m_view;
    view.actions = std::make_shared<const ActionsView>();
    page.setView(view);
    QCOMPARE(page.workflows().items().size(), diagnosis::allWorkflows().size());
    for (const diagnosis::Workflow& workflow : diagnosis::allWorkflows()) {
      asked.clear();
      Q_EMIT page.workflows().picked(QString::fromUtf8(workflow.id.data(), static_cast<qsizetype>(workflow.id.size())));
      if (page.picking()) {
        QVERIFY(workflow.needsObject);
        QVERIFY(page.picker().model().acceptedRows() > 0);
        continue;
      }
      QCOMPARE(asked.size(), 1);
      Result<diagnosis::WorkflowResult> result = workflow.run(*view.snapshot, on, nullptr);
      QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
      auto actions = std::make_shared<ActionsView>();
      actions->workflow = std::make_shared<const diagnosis::WorkflowResult>(std::move(*result));
      view.actions = actions;
      page.setView(view);
      QVERIFY2(page.showsChecks(), workflow.id.data());
      QCOMPARE(page.checks().rows(), static_cast<int>(actions->workflow->steps.size()));
      QVERIFY(!shown(page, {1392, 800}).isNull());
      page.copy().click();
      QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("# ")));
    }
  }

  void aWorkflowShowsItsDecidingCheckOpen() {
    const diagnosis::WorkflowResult result = sampleWorkflow(m_now);
    CheckList checks(m_look);
    checks.setResult(result);
    QCOMPARE(checks.rows(), 8);
    QVERIFY(checks.isOpen(4));
    QVERIFY(!checks.isOpen(0));
    QCOMPARE(fixesOf(result).size(), std::size_t{2});
    const VerdictTally tally = tallyOf(result);
    QCOMPARE(tally.proven, 2);
    QCOMPARE(tally.ruledOut, 5);
    QCOMPARE(tally.unknown, 1);
    QVERIFY(resultMarkdown(result).startsWith(QStringLiteral("# GPU not detected (node/gpu-a10g-0417)")));
  }

 private:
  ActionsDesk desk() {
    ActionsDesk desk;
    const auto note = [this](const char* what) {
      return
          [this, what](const std::string& id) { m_calls << QLatin1String(what) + QLatin1Char(' ') + QString::fromStdString(id); };
    };
    desk.rehearse = [this](const actions::ActionRequest& request) {
      m_calls << QStringLiteral("rehearse ") + QString::fromStdString(request.action);
    };
    desk.arm = [this](const std::string& typed) -> std::optional<Error> {
      if (typed != m_context) {
        return Error{ErrorCode::usage, "that is not the name", "", {}, 0};
      }
      m_calls << QStringLiteral("arm");
      return std::nullopt;
    };
    desk.disarm = [this] { m_calls << QStringLiteral("disarm"); };
    desk.execute = [note](const std::string& id) -> std::optional<Error> {
      note("execute")(id);
      return std::nullopt;
    };
    desk.resumeFromJournal = [note](const std::string& id) -> std::optional<Error> {
      note("resume")(id);
      return std::nullopt;
    };
    desk.pause = note("pause");
    desk.goOn = note("goOn");
    desk.cancel = note("cancel");
    desk.rehearseUndo = note("undo");
    return desk;
  }
  void show(const ActionsView& actions) {
    View view = m_view;
    view.actions = std::make_shared<const ActionsView>(actions);
    m_page->setView(view);
    QVERIFY(!shown(*m_page, {1392, 800}).isNull());
  }
  void check(QWidget& widget) {
    QVERIFY(!shown(widget, {1392, 800}).isNull());
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
      QCOMPARE(label->textFormat(), Qt::PlainText);
      QVERIFY(harmless(label->text().remove(QLatin1Char('\n'))));
    }
    for (const QWidget* child : widget.findChildren<QWidget*>()) {
      QVERIFY2(!child->toolTip().contains(QStringLiteral("<b>")) && !child->toolTip().contains(QStringLiteral("<img")),
               qPrintable(child->toolTip()));
    }
  }
  void checkModel(const TableModel& model) {
    for (int row = 0; row < model.rowCount(); ++row) {
      for (int column = 0; column < model.columnCount(); ++column) {
        const QModelIndex index = model.index(row, column);
        QVERIFY(harmless(index.data(Qt::DisplayRole).toString()));
        QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
      }
    }
  }

  Look m_look{ThemeName::dark};
  View m_view;
  Time m_now;
  std::string m_context;
  QStringList m_calls;
  std::unique_ptr<ActionsPage> m_page;
};

QTEST_MAIN(ActionsTest)
#include "actions_test.moc"
