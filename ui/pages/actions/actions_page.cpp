#include "ui/pages/actions/actions_page.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/plan_rows.h"

namespace claimscope::ui {
namespace {

ChipTone toneOf(const PlanRecord& record) {
  using State = actions::PlanState;
  switch (record.progress.state) {
    case State::succeeded:
      return ChipTone::ok;
    case State::failed:
    case State::timedOut:
      return ChipTone::critical;
    case State::cancelled:
    case State::interrupted:
      return ChipTone::warning;
    case State::draft:
    case State::ready:
    case State::executing:
    case State::paused:
    case State::verifying:
      break;
  }
  return ChipTone::accent;
}

}  // namespace

ActionsPage::ActionsPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_trail(new Trail(look, tr("Actions"), this)),
      m_tools(new QWidget(this)),
      m_open(new Button(look, ButtonStyle::normal, tr("Open plan…"), true, m_tools)),
      m_journal(new Button(look, ButtonStyle::normal, tr("Journal folder"), true, m_tools)),
      m_save(new Button(look, ButtonStyle::normal, tr("Save plan"), true, m_tools)),
      m_undo(new Button(look, ButtonStyle::normal, tr("Rehearse undo"), true, m_tools)),
      m_paused(new PausedBand(look, this)),
      m_stack(new QStackedWidget(this)),
      m_home(new ActionsHome(look, this)),
      m_wizard(new PlanView(look, this)),
      m_run(new RunView(look, this)),
      m_arm(new ArmPanel(look, this)) {
  m_trail->hide();
  m_tools->hide();
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  m_open->setIconId(QStringLiteral("open"));
  m_journal->setIconId(QStringLiteral("folder"));
  m_undo->setIconId(QStringLiteral("undo"));
  for (Button* button : {m_open, m_journal, m_undo, m_save}) {
    tools->addWidget(button);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* band = new QHBoxLayout;
  band->setContentsMargins(16, 0, 16, 0);
  band->addWidget(m_paused);
  layout->addLayout(band);
  layout->addWidget(m_stack);
  connect(m_paused, &PausedBand::liveWanted, this, &ActionsPage::liveWanted);
  for (QWidget* page : std::initializer_list<QWidget*>{m_home, m_wizard, m_run}) {
    m_stack->addWidget(page);
  }
  connect(m_trail, &Trail::rootWanted, this, [this] { goHome(); });
  connect(m_open, &QAbstractButton::clicked, this, [this] {
    if (m_desk.openPlan) {
      m_desk.openPlan();
    }
  });
  connect(m_journal, &QAbstractButton::clicked, this, [this] {
    if (m_desk.showJournal) {
      m_desk.showJournal({});
    }
  });
  connect(m_save, &QAbstractButton::clicked, this, [this] {
    const std::string id = m_place == Place::plan ? m_planId
                           : actions().rehearsal != nullptr && actions().rehearsal->plan != nullptr
                               ? actions().rehearsal->plan->id
                               : std::string();
    if (m_desk.savePlan && !id.empty()) {
      m_desk.savePlan(id);
    }
  });
  connect(m_undo, &QAbstractButton::clicked, this, [this] { undo(QString::fromStdString(m_planId)); });
  connectHome();
  connectWizard();
  connectRun();
  showTools();
}

void ActionsPage::connectHome() {
  connect(m_home, &ActionsHome::startWanted, this, [this](const QString& action) { start(action.toStdString()); });
  connect(m_home, &ActionsHome::planWanted, this, [this](const QString& id) { openPlan(id.toStdString()); });
  connect(m_home, &ActionsHome::undoWanted, this, &ActionsPage::undo);
  connect(m_home, &ActionsHome::abortWanted, this, [this](const QString& id) {
    if (m_desk.cancel) {
      m_desk.cancel(id.toStdString());
    }
  });
  connect(m_home, &ActionsHome::requestWanted, this, [this](const actions::ActionRequest& request) { rehearse(request); });
  connect(m_home, &ActionsHome::armWanted, this, [this] { askToArm(); });
  connect(m_home, &ActionsHome::disarmWanted, this, [this] { disarm(); });
  connect(m_home, &ActionsHome::journalWanted, this, [this] {
    if (m_desk.showJournal) {
      m_desk.showJournal({});
    }
  });
}

void ActionsPage::connectWizard() {
  connect(m_wizard, &PlanView::rehearseWanted, this, [this](const actions::ActionRequest& request) { rehearse(request); });
  connect(m_wizard, &PlanView::executeWanted, this, &ActionsPage::execute);
  connect(m_wizard, &PlanView::armWanted, this, [this] { askToArm(); });
  connect(m_wizard, &PlanView::disarmWanted, this, [this] { disarm(); });
  connect(m_wizard, &PlanView::leaveWanted, this, [this] { goHome(); });
  connect(m_wizard, &PlanView::objectWanted, this, [this](const ObjectRef& object) { Q_EMIT inspectRequested(object, false); });
  connect(m_wizard, &PlanView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    if (object) {
      Q_EMIT selected(object);
    }
  });
}

void ActionsPage::connectRun() {
  const auto call = [](const std::function<void(const std::string&)>& what, const QString& id) {
    if (what) {
      what(id.toStdString());
    }
  };
  connect(m_run, &RunView::abortWanted, this, [this, call](const QString& id) { call(m_desk.cancel, id); });
  connect(m_run, &RunView::pauseWanted, this, [this, call](const QString& id) { call(m_desk.pause, id); });
  connect(m_run, &RunView::goOnWanted, this, [this, call](const QString& id) { call(m_desk.goOn, id); });
  connect(m_run, &RunView::journalWanted, this, [this, call](const QString& id) { call(m_desk.showJournal, id); });
  connect(m_run, &RunView::resumeWanted, this, &ActionsPage::resume);
  connect(m_run, &RunView::rehearseWanted, this, [this](const actions::ActionRequest& request) { rehearse(request); });
  connect(m_run, &RunView::undoWanted, this, &ActionsPage::undo);
  connect(m_run, &RunView::armWanted, this, [this] { askToArm(); });
  connect(m_run, &RunView::disarmWanted, this, [this] { disarm(); });
  connect(m_run, &RunView::backWanted, this, [this] { goHome(); });
  connect(m_run, &RunView::objectActivated, this, [this](const ObjectRef& object) { Q_EMIT inspectRequested(object, false); });
}

const ActionsView& ActionsPage::actions() const {
  static const ActionsView kNone;
  return m_view.actions == nullptr ? kNone : mayStart() ? *m_view.actions : m_pausedActions;
}

std::shared_ptr<const PlanRecord> ActionsPage::recordOf(const std::string& id) const {
  const auto found = std::find_if(actions().plans.begin(), actions().plans.end(),
                                  [&](const std::shared_ptr<const PlanRecord>& record) { return record->plan->id == id; });
  return found == actions().plans.end() ? nullptr : *found;
}

void ActionsPage::setView(const View& view) {
  m_view = view;
  keepPaused();
  refresh();
}

void ActionsPage::setPaused(const QString& clock) {
  m_paused->setMoment(clock);
  keepPaused();
  refresh();
}

/// While paused the page is as one whose source cannot be changed; how long it is armed is still true.
void ActionsPage::keepPaused() {
  if (mayStart() || m_view.actions == nullptr) {
    m_pausedActions = {};
    return;
  }
  m_pausedActions = *m_view.actions;
  m_pausedActions.canWrite = false;
  m_pausedActions.cannotBecause = tr("the window is paused at %1").arg(m_paused->moment());
}

void ActionsPage::refresh() {
  if (m_view.snapshot == nullptr) {
    return;
  }
  if (!m_starting.empty()) {
    if (recordOf(m_starting) != nullptr) {
      m_place = Place::plan;
      m_planId = std::exchange(m_starting, {});
    } else if (actions().trouble) {
      m_starting.clear();  // it could not be begun: the foot says why
    }
  }
  m_wizard->setStarting(!m_starting.empty());
  m_awaiting = m_awaiting && actions().rehearsal == nullptr;
  if (m_place == Place::wizard && !m_wizard->choosing() && actions().rehearsal == nullptr && !m_awaiting) {
    m_place = Place::home;
  }
  const std::shared_ptr<const PlanRecord> record = m_place == Place::plan ? recordOf(m_planId) : nullptr;
  if (m_place == Place::plan && record == nullptr) {
    m_place = Place::home;
  }
  switch (m_place) {
    case Place::home:
      m_home->setView(m_view, actions());
      m_stack->setCurrentWidget(m_home);
      break;
    case Place::wizard:
      m_wizard->setView(m_view, actions());
      m_stack->setCurrentWidget(m_wizard);
      break;
    case Place::plan:
      m_run->setRecord(record, m_view, actions());
      m_stack->setCurrentWidget(m_run);
      break;
  }
  if (!m_arm->isHidden() && (actions().armed() || !m_view.actions->canWrite)) {
    m_arm->close();
  }
  showTrail();
  showTools();
}

void ActionsPage::showTrail() {
  const QString before = m_trail->text();
  if (m_place == Place::home) {
    m_trail->setPlace({}, {}, tr("Plans are rehearsed first, confirmed by a person, and written to the journal."));
    m_trail->setState({}, ChipTone::normal);
  } else if (m_place == Place::wizard) {
    const Rehearsal* rehearsal = m_wizard->choosing() ? nullptr : actions().rehearsal.get();
    m_trail->setPlace(actionTitle(m_wizard->action()), rehearsal == nullptr ? QString() : objectsName(rehearsal->request.objects),
                      tr("A rehearsal changes nothing."));
    m_trail->setState({}, ChipTone::normal);
  } else if (m_run->record() != nullptr) {
    const PlanRecord& record = *m_run->record();
    m_trail->setPlace(actionTitle(record.plan->request.action), objectsName(record.plan->request.objects), {});
    m_trail->setState(planWords(record).text, toneOf(record));
  }
  if (m_trail->text() != before) {
    Q_EMIT subtitleChanged();
  }
}

void ActionsPage::showTools() {
  const bool planned =
      m_place == Place::wizard && !m_wizard->choosing() && actions().rehearsal != nullptr && actions().rehearsal->plan != nullptr;
  const bool over = m_place == Place::plan && m_run->record() != nullptr && actions::isOver(m_run->record()->progress.state);
  m_open->setVisible(m_place == Place::home && static_cast<bool>(m_desk.openPlan));
  m_journal->setVisible(m_place == Place::home && static_cast<bool>(m_desk.showJournal));
  m_save->setVisible((planned || m_place == Place::plan) && static_cast<bool>(m_desk.savePlan));
  m_undo->setVisible(over && m_run->record()->progress.undoPossible);
}

void ActionsPage::setSelection(const std::optional<ObjectRef>& /*object*/) {
  // What is selected elsewhere does not move a plan.
}

void ActionsPage::setFilter(const QString& filter) {
  if (filter == QLatin1String("home")) {
    goHome();
  } else if (filter.startsWith(QLatin1String("plan="))) {
    openPlan(filter.mid(5).toStdString());
  } else if (filter.startsWith(QLatin1String("start="))) {
    start(filter.mid(6).toStdString());
  }
}

void ActionsPage::focusFind() {
  if (m_place == Place::wizard && m_wizard->choosing()) {
    m_wizard->picker().focusFind();
  }
}

void ActionsPage::rehearse(const actions::ActionRequest& request) {
  if (!m_desk.rehearse) {
    return;
  }
  if (!mayStart()) {
    m_paused->live().setFocus(Qt::OtherFocusReason);  // the band says why
    return;
  }
  m_place = Place::wizard;
  m_wizard->showRehearsal();
  m_awaiting = true;
  m_desk.rehearse(request);
  // The desk may have answered already; else the page waits for the first answer.
  refresh();
  m_wizard->focusFirst();
}

void ActionsPage::start(const std::string& action, const std::vector<ObjectRef>& objects) {
  if (actions::findAction(action) == nullptr) {
    return;
  }
  m_place = Place::wizard;
  m_wizard->choose(action, objects, {});
  refresh();
  m_wizard->focusFirst();
}

void ActionsPage::openPlan(const std::string& id) {
  if (id == kRehearsalRow) {
    m_place = Place::wizard;
    m_wizard->showRehearsal();
  } else {
    m_place = Place::plan;
    m_planId = id;
  }
  refresh();
}

void ActionsPage::goHome() {
  m_place = Place::home;
  m_arm->close();
  if (m_desk.readJournals) {
    m_desk.readJournals();
  }
  refresh();
  m_home->setFocus(Qt::OtherFocusReason);
}

void ActionsPage::askToArm() {
  // Arming changes nothing, and stays: only what it is for has to wait.
  if (m_view.actions == nullptr || !m_view.actions->canWrite || actions().armed() || !m_desk.arm) {
    return;
  }
  m_arm->open(plain(actions().context), m_desk.arm);
}

void ActionsPage::disarm() {
  if (m_desk.disarm) {
    m_desk.disarm();
  }
}

void ActionsPage::execute(const QString& id) {
  if (!m_desk.execute || !mayStart()) {
    return;
  }
  m_starting = id.toStdString();
  if (m_desk.execute(m_starting)) {
    m_starting.clear();  // the next view says why
  }
  refresh();
}

void ActionsPage::undo(const QString& id) {
  if (m_desk.rehearseUndo && mayStart()) {
    m_place = Place::wizard;
    m_wizard->showRehearsal();
    m_awaiting = true;
    m_desk.rehearseUndo(id.toStdString());
    refresh();
  }
}

void ActionsPage::resume(const QString& id) {
  if (m_desk.resumeFromJournal && mayStart()) {
    (void)m_desk.resumeFromJournal(id.toStdString());
    refresh();
  }
}

void ActionsPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && m_place != Place::home) {
    goHome();
    return;
  }
  Page::keyPressEvent(event);
}

}  // namespace claimscope::ui
