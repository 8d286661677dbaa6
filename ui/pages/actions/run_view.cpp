#include "ui/pages/actions/run_view.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/plan_lines.h"
#include "ui/pages/actions/run_band.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kJournalLines = 200;
constexpr std::int64_t kFreshMs = 10 * 60 * 1000;

bool underWay(const actions::Progress& progress) {
  return progress.state == actions::PlanState::executing || progress.state == actions::PlanState::paused ||
         progress.state == actions::PlanState::verifying;
}

bool cordons(const actions::ActionPlan& plan) {
  return std::any_of(plan.steps.begin(), plan.steps.end(), [](const actions::Step& step) {
    return step.call.verb == actions::Verb::patch && step.call.target.resource.resource == "nodes";
  });
}

QString abortNote(const PlanRecord& record) {
  if (!record.running || !underWay(record.progress)) {
    return {};
  }
  return cordons(*record.plan) && std::any_of(record.plan->steps.begin(), record.plan->steps.end(), takesPod)
             ? RunView::tr("sends no more evictions, the node stays cordoned")
             : RunView::tr("sends nothing more, what is done stays done");
}

QString timeWords(const PlanRecord& record, Time now) {
  const actions::Progress& progress = record.progress;
  if (!progress.begun.isSet()) {
    return {};
  }
  if (progress.ended.isSet()) {
    return RunView::tr("took %1").arg(age(std::max<std::int64_t>(0, progress.ended - progress.begun)));
  }
  if (!now.isSet()) {
    return {};
  }
  const QString gone = minutes(now - progress.begun);
  return record.plan->timeoutMs > 0 ? RunView::tr("%1 of %2").arg(gone, minutes(record.plan->timeoutMs)) : gone;
}

QString headlineOf(const PlanRecord& record) {
  const actions::Progress& progress = record.progress;
  QString words = said(progress.headline);
  if (words.isEmpty()) {
    words = said(record.plan->title) + QStringLiteral(": ") + doneWords(*record.plan, progress);
  }
  if (!progress.error.empty() && !words.contains(said(progress.error))) {
    words += QLatin1Char(' ') + said(progress.error);
  }
  return words;
}

RunBand::Parts bandOf(const PlanRecord& record, Time now) {
  using State = actions::StepState;
  const actions::Progress& progress = record.progress;
  RunBand::Parts parts;
  parts.mark = planWords(record).mark;
  parts.headline = headlineOf(record);
  parts.all = static_cast<int>(record.plan->steps.size());
  for (const actions::StepProgress& step : progress.steps) {
    parts.done += step.state == State::done ? 1 : 0;
    parts.under += step.state == State::leaving || step.state == State::calling ? 1 : 0;
    parts.failed += step.state == State::failed ? 1 : 0;
  }
  parts.time = timeWords(record, now);
  parts.abortNote = abortNote(record);
  return parts;
}

Time entryTime(const PlanRecord& record, std::string_view event) {
  const auto found = std::find_if(record.entries.begin(), record.entries.end(),
                                  [&](const actions::JournalEntry& entry) { return entry.event == event; });
  return found == record.entries.end() ? Time{} : found->at;
}

}  // namespace

RunView::RunView(Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_side(new WizardSide(look, this)), m_band(new RunBand(look, this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 0, 16, 12);
  row->setSpacing(12);
  row->addWidget(m_side);
  auto* column = new QVBoxLayout;
  column->setSpacing(12);
  column->addWidget(m_band);
  m_stepPanel = new Panel(look, tr("Steps"), this);
  m_stepTable = new TablePanel(look, m_stepModel, false, false);
  m_stepTable->view().setAccessibleName(tr("Steps"));
  m_stepPanel->setBody(m_stepTable);
  column->addWidget(m_stepPanel, 5);
  auto* bottom = new QHBoxLayout;
  bottom->setSpacing(12);
  m_journalPanel = new Panel(look, tr("Journal"), this);
  m_journalPanel->setScope(tr("append-only, kept on this computer"));
  auto* file = new Button(look, ButtonStyle::link, tr("Open file"), true);
  m_journalPanel->addTool(file);
  m_journal = new LineList(look, 24, 220);
  m_journal->setAccessibleName(tr("Journal"));
  m_journalPanel->setBody(quietScroll(m_journal, m_journalPanel));
  bottom->addWidget(m_journalPanel, 11);
  m_claimPanel = new Panel(look, tr("Displaced claims"), this);
  m_claimPanel->setScope(tr("plan against what happens"));
  m_claimTable = new TablePanel(look, m_claimModel, false, false);
  m_claimTable->view().setAccessibleName(tr("Displaced claims"));
  m_claimPanel->setBody(m_claimTable);
  bottom->addWidget(m_claimPanel, 10);
  m_checkPanel = new Panel(look, tr("Then expected"), this);
  m_checkTable = new TablePanel(look, m_checkModel, false, false);
  m_checkTable->view().setAccessibleName(tr("Then expected"));
  m_checkPanel->setBody(m_checkTable);
  bottom->addWidget(m_checkPanel, 8);
  column->addLayout(bottom, 4);
  m_foot = new ActionFoot(look, this);
  column->addWidget(m_foot);
  row->addLayout(column, 1);
  connect(file, &QAbstractButton::clicked, this, [this] { Q_EMIT journalWanted(planId()); });
  connect(&m_band->abort(), &QAbstractButton::clicked, this, [this] { Q_EMIT abortWanted(planId()); });
  connect(m_foot, &ActionFoot::armWanted, this, &RunView::armWanted);
  connect(m_foot, &ActionFoot::disarmWanted, this, &RunView::disarmWanted);
  connect(m_foot, &ActionFoot::backWanted, this, &RunView::backWanted);
  connect(m_foot, &ActionFoot::secondWanted, this, [this] {
    if (m_record != nullptr) {
      if (m_record->progress.state == actions::PlanState::paused) {
        Q_EMIT goOnWanted(planId());
      } else {
        Q_EMIT pauseWanted(planId());
      }
    }
  });
  connect(m_foot, &ActionFoot::mainWanted, this, [this] { doMain(); });
  connect(&m_stepTable->view(), &TableView::objectActivated, this, [this](const ObjectRef& row_) {
    if (m_record == nullptr) {
      return;
    }
    const actions::ActionPlan& plan = *m_record->plan;
    const bool stays = row_.name.rfind("stays", 0) == 0;
    const auto at = static_cast<std::size_t>(std::strtoul(row_.name.c_str() + (stays ? 5 : 0), nullptr, 10));
    if (stays && at < plan.affected.size()) {
      Q_EMIT objectActivated(plan.affected[at].object);
    } else if (!stays && at < plan.steps.size()) {
      for (const actions::Affected& affected : plan.affected) {
        if (affected.step == plan.steps[at].id) {
          Q_EMIT objectActivated(affected.object);
          return;
        }
      }
    }
  });
}

QString RunView::planId() const {
  return m_record == nullptr ? QString() : QString::fromStdString(m_record->plan->id);
}

QString RunView::headline() const {
  return m_band->headline();
}

Button& RunView::abort() {
  return m_band->abort();
}

void RunView::doMain() {
  if (m_record == nullptr) {
    return;
  }
  if (m_record->resumable) {
    Q_EMIT resumeWanted(planId());
  } else if (leadsToComparison()) {
    actions::ActionRequest next = m_record->plan->request;
    next.options.erase("stage");
    Q_EMIT rehearseWanted(next);
  } else if (m_record->progress.undoPossible) {
    Q_EMIT undoWanted(planId());
  }
}

bool RunView::leadsToComparison() const {
  const actions::ActionPlan& plan = *m_record->plan;
  return plan.request.action == "drain_device" && m_record->progress.state == actions::PlanState::succeeded &&
         std::any_of(plan.steps.begin(), plan.steps.end(),
                     [](const actions::Step& step) { return step.id.starts_with("rehearse:"); });
}

void RunView::setRecord(const std::shared_ptr<const PlanRecord>& record, const View& view, const ActionsView& actions) {
  const bool other = m_record == nullptr || m_record->plan != record->plan;
  const bool changed = m_record != record;
  m_record = record;
  const actions::ActionPlan& plan = *record->plan;
  // What another cluster holds says nothing of this plan's claims.
  const bool here = view.snapshot != nullptr && view.snapshot->server.context == plan.context;
  // Of a plan that ended long ago neither does what they are today.
  const Time ended = record->progress.ended;
  const bool fresh = !ended.isSet() || (view.snapshot != nullptr && view.snapshot->time - ended < kFreshMs);
  const cluster::Snapshot* snapshot = here && fresh ? view.snapshot.get() : nullptr;
  m_band->setParts(bandOf(*record, actions.now));
  const bool pods = std::any_of(plan.steps.begin(), plan.steps.end(), takesPod);
  m_stepPanel->setTitle(pods ? tr("Pods") : tr("Steps"));
  const auto stays = std::count_if(plan.affected.begin(), plan.affected.end(),
                                   [](const actions::Affected& a) { return a.mark == actions::Mark::stays; });
  const auto taken = std::count_if(plan.steps.begin(), plan.steps.end(), takesPod);
  m_stepPanel->setScope(pods ? tr("%1 to go, %2 stay").arg(number(taken), number(stays))
                             : counted(static_cast<std::int64_t>(plan.steps.size()), tr("step"), tr("steps")));
  m_stepModel.setSource(progressRows(plan, record->progress, snapshot, actions.now), {});
  m_stepTable->setStory({}, {tr("This plan has no steps"), {}, {}, {}});
  m_claimPanel->setVisible(!plan.claims.empty());
  if (!plan.claims.empty()) {
    m_claimModel.setSource(claimRows(plan, snapshot), {});
    m_claimTable->setStory({}, {});
  }
  const bool verifies = !plan.verify.empty() && (plan.claims.empty() || record->progress.state == actions::PlanState::verifying ||
                                                 actions::isOver(record->progress.state));
  m_checkPanel->setVisible(verifies);
  if (verifies) {
    m_checkModel.setSource(checkRows(plan, record->progress), {});
    m_checkTable->setStory({}, {});
  }
  if (changed || other) {
    m_journal->setLines(journalLines(*record, kJournalLines));
  }
  showSide(view);
  showFoot(actions);
}

void RunView::showSide(const View& view) {
  using State = WizardStep::State;
  const actions::ActionPlan& plan = *m_record->plan;
  const actions::Progress& progress = m_record->progress;
  const Time confirmed = entryTime(*m_record, "confirmed");
  const bool verifying = progress.state == actions::PlanState::verifying;
  const bool over = actions::isOver(progress.state);
  const bool good = progress.state == actions::PlanState::succeeded;
  const bool failedInVerify = over && !good && !progress.checks.empty();
  std::vector<WizardStep> steps = {
      {tr("Select"), objectsName(plan.request.objects), State::done},
      {tr("Rehearse"), plan.madeAt.isSet() ? tr("planned %1").arg(clockTime(plan.madeAt)) : QString(), State::done},
      {tr("Review"), confirmed.isSet() ? tr("confirmed %1").arg(clockTime(confirmed)) : QString(), State::done},
      {tr("Execute"), doneWords(plan, progress),
       over && !good && !failedInVerify ? State::failed
       : over || verifying              ? State::done
                                        : State::current},
      {tr("Verify"),
       good        ? tr("all as expected")
       : verifying ? tr("waits for %1").arg(counted(static_cast<std::int64_t>(plan.verify.size()), tr("fact"), tr("facts")))
                   : QString(),
       good             ? State::done
       : failedInVerify ? State::failed
       : verifying      ? State::current
                        : State::open}};
  m_side->steps().setSteps(std::move(steps));
  if (view.snapshot != nullptr && view.snapshot->server.context == plan.context) {
    m_side->target().setFacts(targetFacts(*view.snapshot, plan.request.objects));
  } else {
    TargetFacts facts;
    facts.heading = tr("CONTEXT");
    facts.name = plain(plan.context);
    facts.line = objectsName(plan.request.objects);
    m_side->target().setFacts(std::move(facts));
  }
  m_side->options().setAction(actions::findAction(plan.request.action), plan.request.options);
  m_side->options().setReadOnly(true);
}

void RunView::showFoot(const ActionsView& actions) {
  const actions::Progress& progress = m_record->progress;
  m_foot->setArmed(actions);
  m_foot->setConfirm({});
  const bool under = underWay(progress);
  if (under && m_record->running) {
    m_foot->setReason(std::nullopt, tr("You can leave this page. It goes on and stays in the top bar."));
    const bool paused = progress.state == actions::PlanState::paused;
    const bool verifying = progress.state == actions::PlanState::verifying;
    m_foot->setButtons({tr("All plans")}, {verifying ? QString() : paused ? tr("Go on") : tr("Pause"), true}, {}, false);
    return;
  }
  if (under) {
    m_foot->setReason(Mark::notice, tr("Another program carries it out; its journal is locked."));
    m_foot->setButtons({tr("All plans")}, {}, {}, false);
    return;
  }
  if (m_record->resumable) {
    const bool armed = actions.armed() && actions.canWrite && actions.context == m_record->plan->context;
    m_foot->setReason(Mark::warning,
                      actions.armed() && !actions.canWrite && !actions.cannotBecause.isEmpty()
                          ? tr("It ended in the middle. Resume is off: %1.").arg(actions.cannotBecause)
                      : armed
                          ? tr("It ended in the middle. What was sent and not answered is sent again, by uid.")
                          : tr("It ended in the middle. Resume is off: %1 is read-only.").arg(plain(m_record->plan->context)));
    m_foot->setButtons({tr("All plans")}, {}, {tr("Resume"), armed}, false);
    return;
  }
  if (leadsToComparison()) {
    m_foot->setReason(std::nullopt, tr("The controller has counted. Its count beside Claimscope's is the next step."));
    m_foot->setButtons({tr("All plans")}, {}, {tr("Compare")}, false);
    return;
  }
  m_foot->setReason(std::nullopt, m_record->plan->undo.empty() ? QString() : said(m_record->plan->undo));
  m_foot->setButtons({tr("All plans")}, {}, {progress.undoPossible ? tr("Rehearse undo") : QString(), true}, false);
}

}  // namespace claimscope::ui
