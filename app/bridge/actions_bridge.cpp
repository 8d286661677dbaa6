#include "app/bridge/actions_bridge.h"

#include <algorithm>
#include <mutex>

#include "model/actions/plan_json.h"
#include "model/base/json_tree.h"
#include "model/base/log.h"

namespace claimscope::app {

/// Threads of the runner and the server's answers post through it; nothing arrives once the bridge is gone.
struct ActionsBridge::Relay {
  std::mutex mutex;
  ActionsBridge* bridge = nullptr;

  void post(std::function<void(ActionsBridge&)> task, const std::shared_ptr<Relay>& self) {
    const std::lock_guard lock(mutex);
    if (bridge != nullptr) {
      QMetaObject::invokeMethod(
          bridge,
          [self, task = std::move(task)] {
            if (self->bridge != nullptr) {
              task(*self->bridge);
            }
          },
          Qt::QueuedConnection);
    }
  }
};

namespace {

constexpr std::int64_t kCompareMs = 1'000;

QString cannotWords(const cluster::Snapshot* snapshot, bool opened) {
  if (snapshot == nullptr || !opened) {
    return QObject::tr("no cluster is open");
  }
  switch (snapshot->server.origin) {
    case Origin::files:
      return QObject::tr("files cannot be changed from here");
    case Origin::recording:
      return QObject::tr("a recording cannot be changed");
    case Origin::demo:
      return QObject::tr("this demo stands still and has no server");
    case Origin::apiServer:
      break;
  }
  return QObject::tr("this source cannot be changed");
}

Error pausedError() {
  return {ErrorCode::usage, "the window is paused, and what is planned there would be of the past", "Go live first", {}, 0};
}

}  // namespace

ActionsBridge::ActionsBridge(LiveBridge& bridge, std::string journal, std::string user, const Clock& clock, QObject* parent)
    : QObject(parent), m_bridge(bridge), m_clock(clock), m_user(std::move(user)), m_relay(std::make_shared<Relay>()) {
  m_relay->bridge = this;
  m_state.who = m_user;
  m_runner = std::make_shared<PlanRunner>(std::move(journal), [relay = m_relay](PlanRunner::News news) {
    const auto given = std::make_shared<PlanRunner::News>(std::move(news));
    relay->post([given](ActionsBridge& self) { self.news(std::move(*given)); }, relay);
  });
  m_bridge.setRunner(m_runner);
  connect(&m_ticker, &QTimer::timeout, this, [this] { tick(); });
  publish();
}

ActionsBridge::~ActionsBridge() {
  m_bridge.setRunner(nullptr);
  {
    const std::lock_guard lock(m_relay->mutex);
    m_relay->bridge = nullptr;
  }
  m_runner->stop();
}

void ActionsBridge::publish() {
  m_state.armedMs = armedHere() ? m_state.arming.until - m_clock.now() : 0;
  m_state.who = who();
  m_state.canWrite = m_grip.writer != nullptr && m_snapshot != nullptr;
  m_state.cannotBecause = m_state.canWrite ? QString() : cannotWords(m_snapshot.get(), m_grip.source != 0);
  m_state.context = m_snapshot == nullptr ? std::string() : m_snapshot->server.context;
  m_state.now = m_snapshot == nullptr ? Time{} : m_snapshot->time;
  m_view = std::make_shared<const ui::ActionsView>(m_state);
  Q_EMIT changed(m_view);
}

bool ActionsBridge::armedHere() const {
  return m_snapshot != nullptr && m_state.arming.isArmed(m_snapshot->server.context, m_clock.now());
}

/// Once a second while armed.
void ActionsBridge::tick() {
  if (!m_state.arming.context.empty() && m_clock.now() >= m_state.arming.until) {
    m_state.arming = {};
  }
  if (m_state.arming.context.empty()) {
    m_ticker.stop();
  }
  publish();
}

std::string ActionsBridge::who() const {
  const std::string& there = m_snapshot == nullptr ? std::string() : m_snapshot->server.user;
  return there.empty() || there == m_user ? m_user : m_user.empty() ? there : m_user + " as " + there;
}

void ActionsBridge::sourceChanging() {
  m_grip = {};
  m_snapshot.reset();
  m_state.rehearsal.reset();
  m_state.forecast.reset();
  m_state.fitting.reset();
  m_comparing = false;
  m_state.workflow.reset();
  m_state.workflowError.reset();
  m_state.trouble.reset();
  m_state.arming = {};  // one context at a time
  ++m_rehearsals;
  ++m_workflows;
  publish();
}

void ActionsBridge::sourceOpened() {
  m_bridge.grip([this](const LiveBridge::Grip& grip) {
    m_grip = grip;
    publish();
  });
}

void ActionsBridge::setSnapshot(const cluster::SnapshotPtr& snapshot) {
  // The first moment of a source may come before its server has said who it is.
  const bool other = m_snapshot == nullptr || m_state.context != snapshot->server.context;
  m_snapshot = snapshot;
  // Not with each of ten moments a second: a person reads it.
  if (m_snapshot->time - m_comparedAt >= kCompareMs) {
    compareDrain();
  }
  // Retry clocks and ages run on with the moments of the source; without any, once is enough.
  if (other || running() > 0) {
    publish();
  }
}

void ActionsBridge::setPaused(bool paused) {
  m_paused = paused;
}

void ActionsBridge::setContexts(std::vector<ui::ArmChoice> contexts) {
  m_state.contexts = std::move(contexts);
  publish();
}

int ActionsBridge::running() const {
  return static_cast<int>(
      std::count_if(m_state.plans.begin(), m_state.plans.end(), [](const auto& record) { return record->running; }));
}

void ActionsBridge::news(PlanRunner::News news) {
  m_state.plans = std::move(news.plans);
  m_state.unreadable = std::move(news.unreadable);
  m_state.trouble = std::move(news.trouble);
  // A rehearsal that is being carried out is no rehearsal any more.
  if (m_state.rehearsal != nullptr && m_state.rehearsal->plan != nullptr) {
    const auto record = recordOf(m_state.rehearsal->plan->id);
    if (record != nullptr && record->running) {
      m_state.rehearsal.reset();
      m_state.forecast.reset();
      m_state.fitting.reset();
    }
  }
  publish();
}

void ActionsBridge::rehearse(const actions::ActionRequest& request) {
  if (m_paused) {
    (void)refuse(pausedError());
    return;
  }
  auto rehearsal = std::make_shared<ui::Rehearsal>();
  rehearsal->number = ++m_rehearsals;
  rehearsal->request = request;
  m_state.rehearsal = rehearsal;
  m_state.trouble.reset();
  m_state.forecast.reset();
  m_state.fitting.reset();
  m_comparing = false;
  publish();
  compareDrain();
  m_bridge.plan(request, [this, number = m_rehearsals](const Result<actions::ActionPlan>& plan) { planned(number, plan); });
}

void ActionsBridge::planned(std::uint64_t number, Result<actions::ActionPlan> plan) {
  if (number != m_rehearsals || m_state.rehearsal == nullptr) {
    return;
  }
  auto rehearsal = std::make_shared<ui::Rehearsal>(*m_state.rehearsal);
  if (plan) {
    rehearsal->plan = std::make_shared<const actions::ActionPlan>(std::move(*plan));
  } else {
    rehearsal->error = plan.error();
  }
  m_state.rehearsal = rehearsal;
  findNodes();
  askServer();
}

/// Live: the controller's answer comes long after the plan was made, and pods come and go.
void ActionsBridge::compareDrain() {
  const ui::Rehearsal* rehearsal = m_state.rehearsal.get();
  if (m_comparing || rehearsal == nullptr || rehearsal->request.action != "drain_device" || rehearsal->undo) {
    return;
  }
  m_comparing = true;
  m_comparedAt = m_snapshot == nullptr ? Time{} : m_snapshot->time;
  m_bridge.compareDrain(rehearsal->request,
                        [this, number = m_rehearsals](std::shared_ptr<const actions::ForecastComparison> said) {
                          if (number == m_rehearsals && m_state.rehearsal != nullptr) {
                            m_comparing = false;
                            m_state.forecast = std::move(said);
                            publish();
                          }
                        });
}

/// After the plan, which must not wait for it.
void ActionsBridge::findNodes() {
  const ui::Rehearsal* rehearsal = m_state.rehearsal.get();
  if (rehearsal == nullptr || rehearsal->plan == nullptr || rehearsal->request.action != "preallocate" || rehearsal->undo) {
    return;
  }
  m_bridge.fittingNodes(rehearsal->request, [this, number = m_rehearsals](std::shared_ptr<const actions::FittingNodes> found) {
    if (number == m_rehearsals && m_state.rehearsal != nullptr) {
      m_state.fitting = std::move(found);
      publish();
    }
  });
}

/// Permissions and the dry run, when there is a server to ask.
void ActionsBridge::askServer() {
  auto rehearsal = std::make_shared<ui::Rehearsal>(*m_state.rehearsal);
  if (rehearsal->plan != nullptr && m_grip.writer != nullptr) {
    rehearsal->asking = true;
    const std::uint64_t number = rehearsal->number;
    actions::preview(*rehearsal->plan, m_grip.writer, m_clock, [relay = m_relay, number](actions::Previewed preview) {
      const auto given = std::make_shared<actions::Previewed>(std::move(preview));
      relay->post([given, number](ActionsBridge& self) { self.previewed(number, std::move(*given)); }, relay);
    });
  } else if (rehearsal->plan != nullptr) {
    rehearsal->note = tr("No server was asked: %1.").arg(cannotWords(m_snapshot.get(), m_grip.source != 0));
  }
  m_state.rehearsal = rehearsal;
  publish();
}

void ActionsBridge::previewed(std::uint64_t number, actions::Previewed preview) {
  if (number != m_rehearsals || m_state.rehearsal == nullptr) {
    return;
  }
  if (m_snapshot != nullptr) {
    preview.at = m_snapshot->time;  // by the clock of what is shown: a demo has a time of its own
  }
  auto rehearsal = std::make_shared<ui::Rehearsal>(*m_state.rehearsal);
  rehearsal->preview = std::make_shared<const actions::Previewed>(std::move(preview));
  rehearsal->asking = false;
  m_state.rehearsal = rehearsal;
  publish();
}

std::optional<Error> ActionsBridge::arm(const std::string& typed) {
  if (m_grip.writer == nullptr || m_snapshot == nullptr) {
    return Error{ErrorCode::usage, cannotWords(m_snapshot.get(), m_grip.source != 0).toStdString(), {}, {}, 0};
  }
  Result<actions::Arming> arming = actions::arm(m_snapshot->server.context, typed, m_clock.now());
  if (!arming) {
    return arming.error();
  }
  m_state.arming = *arming;
  m_ticker.start(1000);
  publish();
  return std::nullopt;
}

void ActionsBridge::disarm() {
  m_state.arming = {};
  m_ticker.stop();
  publish();
}

PlanRunner::Place ActionsBridge::place() const {
  return {m_grip.source, m_grip.writer, m_grip.clock, m_snapshot};
}

std::optional<Error> ActionsBridge::refuse(Error error) {
  m_state.trouble = error;
  publish();
  return error;
}

/// Everything that the foot of the page says is looked at again here: the page is only a page.
std::optional<Error> ActionsBridge::execute(const std::string& planId) {
  const std::shared_ptr<const ui::Rehearsal> rehearsal = m_state.rehearsal;
  if (rehearsal == nullptr || rehearsal->plan == nullptr || rehearsal->plan->id != planId) {
    return refuse({ErrorCode::notFound, "plan " + planId + " is not the one that was rehearsed", "Rehearse it again", {}, 0});
  }
  if (m_paused) {
    return refuse(pausedError());
  }
  const actions::ActionPlan& plan = *rehearsal->plan;
  if (plan.blocked()) {
    return refuse(
        {ErrorCode::usage, plan.title + " is blocked: " + plan.blockers.front().title, "Clear the blockers first", {}, 0});
  }
  if (rehearsal->preview == nullptr || !rehearsal->preview->ready()) {
    return refuse({ErrorCode::usage, "the server has not agreed to " + plan.title, "Rehearse it again", {}, 0});
  }
  if (!armedHere() || plan.context != m_snapshot->server.context) {
    return refuse({ErrorCode::usage, plan.context + " is read-only", "Arm it by typing its name", {}, 0});
  }
  if (m_grip.writer == nullptr) {
    return refuse({ErrorCode::usage, "this source cannot be changed", {}, {}, 0});
  }
  m_state.trouble.reset();
  m_runner->begin(place(), plan, who());
  publish();
  return std::nullopt;
}

std::optional<Error> ActionsBridge::resume(const std::string& planId) {
  const std::shared_ptr<const ui::PlanRecord> record = recordOf(planId);
  if (record == nullptr || !record->resumable) {
    return refuse({ErrorCode::notFound, "plan " + planId + " cannot be resumed", "See its journal", {}, 0});
  }
  if (m_paused) {
    return refuse(pausedError());
  }
  if (m_grip.writer == nullptr || m_snapshot == nullptr || record->plan->context != m_snapshot->server.context) {
    return refuse(
        {ErrorCode::usage, "plan " + planId + " belongs to " + record->plan->context, "Open that context first", {}, 0});
  }
  if (!armedHere()) {
    return refuse({ErrorCode::usage, record->plan->context + " is read-only", "Arm it by typing its name", {}, 0});
  }
  m_state.trouble.reset();
  m_runner->resume(place(), planId, who());
  publish();
  return std::nullopt;
}

void ActionsBridge::rehearseUndo(const std::string& planId) {
  if (m_paused) {
    (void)refuse(pausedError());
    return;
  }
  const std::shared_ptr<const ui::PlanRecord> record = recordOf(planId);
  auto rehearsal = std::make_shared<ui::Rehearsal>();
  rehearsal->number = ++m_rehearsals;
  rehearsal->undo = true;
  m_state.trouble.reset();
  m_state.forecast.reset();
  m_state.fitting.reset();
  if (record == nullptr) {
    rehearsal->error = Error{ErrorCode::notFound, "there is no journal of plan " + planId, {}, {}, 0};
    m_state.rehearsal = rehearsal;
    publish();
    return;
  }
  std::vector<std::string> done;
  for (const actions::StepProgress& step : record->progress.steps) {
    if (step.state == actions::StepState::done) {
      done.push_back(step.step);
    }
  }
  const Time now = m_snapshot == nullptr ? record->plan->madeAt : m_snapshot->time;
  std::optional<actions::ActionPlan> undo = actions::undoPlan(*record->plan, done, now);
  rehearsal->request = undo ? undo->request : record->plan->request;
  if (!undo) {
    rehearsal->error = Error{ErrorCode::usage,
                             "nothing of " + record->plan->title + " can be undone",
                             record->plan->undo.empty() ? "What was deleted stays deleted" : record->plan->undo,
                             {},
                             0};
  } else if (m_snapshot != nullptr && record->plan->context != m_snapshot->server.context) {
    rehearsal->error =
        Error{ErrorCode::usage, record->plan->title + " was done in " + record->plan->context, "Open that context first", {}, 0};
  } else {
    rehearsal->plan = std::make_shared<const actions::ActionPlan>(std::move(*undo));
  }
  m_state.rehearsal = rehearsal;
  askServer();
}

void ActionsBridge::runWorkflow(const std::string& workflow, const std::optional<ui::ObjectRef>& object) {
  m_state.workflow.reset();
  m_state.workflowError.reset();
  publish();
  m_bridge.diagnose(workflow, object, [this, number = ++m_workflows](const Result<diagnosis::WorkflowResult>& result) {
    if (number != m_workflows) {
      return;
    }
    if (result) {
      m_state.workflow = std::make_shared<const diagnosis::WorkflowResult>(*result);
    } else {
      m_state.workflowError = result.error();
    }
    publish();
  });
}

std::shared_ptr<const ui::PlanRecord> ActionsBridge::recordOf(const std::string& planId) const {
  const auto found =
      std::find_if(m_state.plans.begin(), m_state.plans.end(), [&](const auto& record) { return record->plan->id == planId; });
  return found == m_state.plans.end() ? nullptr : *found;
}

void ActionsBridge::savePlan(const std::string& planId) {
  std::shared_ptr<const actions::ActionPlan> plan;
  if (m_state.rehearsal != nullptr && m_state.rehearsal->plan != nullptr && m_state.rehearsal->plan->id == planId) {
    plan = m_state.rehearsal->plan;
  } else if (const std::shared_ptr<const ui::PlanRecord> record = recordOf(planId)) {
    plan = record->plan;
  }
  if (plan != nullptr) {
    const std::string text = actions::planJson(*plan).dump(2) + "\n";
    Q_EMIT saveRequested(QStringLiteral("claimscope-plan-%1.json").arg(QString::fromStdString(plan->id)),
                         QByteArray::fromStdString(text));
  }
}

void ActionsBridge::showJournal(const std::string& planId) {
  const std::shared_ptr<const ui::PlanRecord> record = planId.empty() ? nullptr : recordOf(planId);
  const std::string path = record == nullptr ? m_runner->folder() : record->path;
  if (!path.empty()) {
    Q_EMIT fileRequested(QString::fromStdString(path));
  }
}

ui::ActionsDesk ActionsBridge::desk() {
  ui::ActionsDesk desk;
  desk.rehearse = [this](const actions::ActionRequest& request) { rehearse(request); };
  desk.forgetRehearsal = [this] {
    ++m_rehearsals;
    m_state.rehearsal.reset();
    m_state.forecast.reset();
    m_state.fitting.reset();
    publish();
  };
  desk.arm = [this](const std::string& typed) { return arm(typed); };
  desk.disarm = [this] { disarm(); };
  desk.execute = [this](const std::string& planId) { return execute(planId); };
  desk.pause = [this](const std::string& planId) { m_runner->pause(planId); };
  desk.goOn = [this](const std::string& planId) { m_runner->goOn(planId); };
  desk.cancel = [this](const std::string& planId) { m_runner->cancel(planId); };
  desk.resumeFromJournal = [this](const std::string& planId) { return resume(planId); };
  desk.rehearseUndo = [this](const std::string& planId) { rehearseUndo(planId); };
  desk.runWorkflow = [this](const std::string& workflow, const std::optional<ui::ObjectRef>& object) {
    runWorkflow(workflow, object);
  };
  desk.forgetWorkflow = [this] {
    ++m_workflows;
    m_state.workflow.reset();
    m_state.workflowError.reset();
    publish();
  };
  desk.savePlan = [this](const std::string& planId) { savePlan(planId); };
  desk.openPlan = [this] { Q_EMIT openRequested(); };
  desk.showJournal = [this](const std::string& planId) { showJournal(planId); };
  desk.readJournals = [this] { m_runner->readJournals(); };
  return desk;
}

}  // namespace claimscope::app
