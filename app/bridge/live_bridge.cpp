#include "app/bridge/live_bridge.h"

#include <QStringList>
#include <algorithm>
#include <ctime>

#include "app/bridge/explain_object.h"
#include "app/bridge/latency_answers.h"
#include "app/bridge/live_bridge_shared.h"
#include "app/bridge/open_manifests.h"
#include "app/bridge/past_views.h"
#include "app/bridge/plan_runner.h"
#include "app/bridge/selector_check.h"
#include "app/commands/listing.h"
#include "model/base/log.h"
#include "model/base/yaml.h"
#include "model/cluster/workloads.h"
#include "model/diagnosis/disagreement.h"
#include "model/prometheus/desk.h"
#include "ui/base/object_kinds.h"
#include "ui/tables/source_facts.h"

namespace claimscope::app {

namespace {

tl::unexpected<Error> nothingYet() {
  return fail(ErrorCode::notFound, "nothing of this cluster is loaded yet", "Try again in a moment");
}

constexpr int kReportMs = 3000;
constexpr int kOwedMs = 1000;
constexpr int kPaintedMs = 100;  ///< by then a view is on screen

QString redacted(const std::string& text) {
  return QString::fromStdString(log::redact(text));
}

}  // namespace

LiveBridge::LiveBridge(QObject* parent)
    : QObject(parent),
      m_shared(std::make_shared<Shared>()),
      m_analysis(std::make_unique<ThreadPool>("analysis", 1)),
      m_session(std::make_unique<ThreadPool>("session", 1)) {
  m_shared->bridge = this;
  // Timers that need not be exact go off together: a window at rest must not wake a machine for each.
  m_reporter.setTimerType(Qt::VeryCoarseTimer);
  connect(&m_reporter, &QTimer::timeout, this, [this] { report(); });
  m_reporter.start(kReportMs);
  m_payer.setSingleShot(true);
  m_payer.setInterval(kOwedMs);
  connect(&m_payer, &QTimer::timeout, this, [this] { payLatency(); });
}

LiveBridge::~LiveBridge() {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->bridge = nullptr;
    ++m_shared->generation;
  }
  m_session.reset();  // nobody opens or asks any more
  while (!m_lives.empty()) {
    endLive(m_lives.begin()->first);  // no snapshots any more
  }
  m_analysis.reset();
}

void LiveBridge::stop() {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->forget();
    m_shared->shown = 0;
    m_shared->lives.clear();
  }
  for (const Entry& entry : m_entries) {
    Q_EMIT ending(entry.id);
  }
  m_entries.clear();
  m_session->post([this] {
    while (!m_lives.empty()) {
      endLive(m_lives.begin()->first);
    }
  });
}

void LiveBridge::end(const Entry& entry) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->lives.erase(entry.live);
  }
  Q_EMIT ending(entry.id);
  m_session->post([this, live = entry.live] { endLive(live); });
}

/// On the session thread: what runs there is ended first, since it uses the source's clock and writer.
void LiveBridge::endLive(std::uint64_t live) {
  std::shared_ptr<PlanRunner> runner;
  {
    const std::lock_guard lock(m_shared->mutex);
    runner = m_shared->runner;
  }
  if (runner != nullptr) {
    runner->close(live);
  }
  m_lives.erase(live);
}

bool LiveBridge::busy(const Entry& entry) const {
  const std::lock_guard lock(m_shared->mutex);
  return m_shared->runner != nullptr && m_shared->runner->running(entry.live) > 0;
}

void LiveBridge::setRunner(std::shared_ptr<PlanRunner> runner) {
  const std::lock_guard lock(m_shared->mutex);
  m_shared->runner = std::move(runner);
}

bool LiveBridge::isRunning(const QString& id) const {
  return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.id == id; });
}

void LiveBridge::close(const QString& id) {
  const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.id == id; });
  if (found != m_entries.end() && found->used != m_runs && !busy(*found)) {
    end(*found);
    m_entries.erase(found);
    report();
  }
}

/// The entry of a source, a new one where none is watched; the one that was left longest ago makes room.
LiveBridge::Entry& LiveBridge::entryOf(const QString& id, bool fresh) {
  auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.id == id; });
  if (found != m_entries.end() && (fresh || id.isEmpty()) && !busy(*found)) {
    end(*found);
    m_entries.erase(found);
    found = m_entries.end();
  }
  if (found != m_entries.end()) {
    return *found;
  }
  if (m_entries.size() >= kMostSources) {
    // One where a plan runs stays, even when that makes one too many.
    const auto oldest = std::min_element(m_entries.begin(), m_entries.end(), [this](const Entry& a, const Entry& b) {
      return std::pair(busy(a), a.used) < std::pair(busy(b), b.used);
    });
    if (!busy(*oldest)) {
      end(*oldest);
      m_entries.erase(oldest);
    }
  }
  m_entries.push_back({id, m_runs, m_runs});
  return m_entries.back();
}

void LiveBridge::run(const SourceOptions& options, const QString& id, bool fresh) {
  ++m_runs;
  Entry& entry = entryOf(id, fresh);
  entry.used = m_runs;
  const std::uint64_t live = entry.live;
  std::uint64_t generation = 0;
  bool again = false;
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->forget();
    m_shared->shown = live;
    generation = m_shared->generation;
    const Shared::Kept& kept = m_shared->lives[live];
    if (kept.last.snapshot != nullptr) {
      // As it was last seen, at once; what has happened since comes after it.
      m_shared->ready = std::make_shared<const ui::View>(kept.last);
      again = !m_shared->posted;
      m_shared->posted = true;
    }
  }
  if (again) {
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
  }
  m_session->post([this, options, live, generation] { open(options, live, generation); });
  tellAccess();
  report();
}

/// On the session thread.
void LiveBridge::open(const SourceOptions& options, std::uint64_t live, std::uint64_t generation) {
  const std::shared_ptr<Shared> shared = m_shared;
  const bool watched = m_lives.count(live) != 0;
  if (!watched) {
    Result<std::unique_ptr<Source>> source = openSource(options);
    if (!source) {
      shared->onGui(
          generation, [this, error = source.error()] { Q_EMIT failed(error); }, shared);
      return;
    }
    m_lives[live] = std::make_unique<Live>(std::move(*source), [this, shared, live](const cluster::SnapshotPtr& snapshot) {
      std::shared_ptr<PlanRunner> runner;
      std::shared_ptr<cluster::Past> past;
      {
        const std::lock_guard lock(shared->mutex);
        runner = shared->runner;
        const auto kept = shared->lives.find(live);
        past = kept == shared->lives.end() ? nullptr : kept->second.past;
      }
      if (past != nullptr) {
        past->add(snapshot);
      }
      if (runner != nullptr) {
        runner->newSnapshot(live, snapshot);
      }
      const std::lock_guard lock(shared->mutex);
      const auto kept = shared->lives.find(live);
      if (kept == shared->lives.end()) {
        return;  // being ended
      }
      kept->second.newest = snapshot;
      if (shared->shown != live || !shared->beats.take(snapshot)) {
        return;
      }
      shared->pending = snapshot;
      if (!shared->analysing) {
        shared->analysing = true;
        m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
      }
    });
  }
  Live& running = *m_lives[live];
  const QString description = redacted(running.source().description());
  QStringList problems;
  for (const Error& problem : running.source().problems()) {
    problems += redacted(problem.text());
  }
  shared->onGui(
      generation, [this, description, problems] { Q_EMIT opened(description, problems); }, shared);
  if (!watched) {
    running.start();
    running.watchMetrics([this, shared, live](prometheus::MetricsPtr metrics) {
      const std::lock_guard lock(shared->mutex);
      const auto kept = shared->lives.find(live);
      if (kept == shared->lives.end()) {
        return;
      }
      kept->second.keptMetrics.add(metrics);
      kept->second.metrics = std::move(metrics);
      if (shared->shown == live) {
        shared->metricsCame = true;
        if (!shared->analysing) {
          shared->analysing = true;
          m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
        }
      }
    });
    return;
  }
  const std::lock_guard lock(shared->mutex);
  if (shared->generation == generation && shared->pending == nullptr) {
    shared->pending = running.latest();
    if (!shared->analysing) {
      shared->analysing = true;
      m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
    }
  }
}

/// On the analysis thread: one step of what has been asked for, the newest snapshot before all; then it queues itself again, so
/// that a busy cluster leaves room for questions.
void LiveBridge::analyse(ThreadPool& pool) {
  Shared& shared = *m_shared;
  if (showTravelled()) {
    pool.post([this, &pool] { analyse(pool); });
    return;
  }
  const std::clock_t began = std::clock();
  cluster::SnapshotPtr next;
  cluster::SnapshotPtr moment;
  std::optional<ui::ObjectRef> subject;
  std::optional<latency::Question> latency;
  std::optional<cost::Question> cost;
  survey::GrowthPtr growth;
  ui::View view;
  std::uint64_t of = 0;
  std::uint64_t live = 0;
  bool latencyNow = false;
  bool metricsCame = false;
  {
    const std::lock_guard lock(shared.mutex);
    latencyNow = std::exchange(shared.latencyNow, false);
    next = std::exchange(shared.pending, nullptr);
    moment = std::exchange(shared.moment, nullptr);
    metricsCame = std::exchange(shared.metricsCame, false);
    const bool asked = std::exchange(shared.asked, false) || metricsCame;
    subject = shared.subject;
    latency = shared.latency;
    cost = shared.cost;
    of = shared.generation;
    live = shared.shown;
    if (const auto kept = shared.lives.find(live); kept != shared.lives.end()) {
      view = kept->second.last;
      view.metrics = kept->second.metrics;
      growth = kept->second.growth;
    }
    if (next == nullptr && moment == nullptr && (!asked || view.snapshot == nullptr)) {
      shared.analysing = false;
      return;
    }
  }
  if (moment != nullptr) {
    ui::View paused{moment, std::make_shared<const diagnosis::Diagnosis>(), {}};
    explainInto(paused, subject);
    if (latency) {
      latencyInto(paused, *latency);
    }
    if (cost) {
      tellCost(costOfView(paused, *cost, growth), of);
    }
    hand(&Shared::readyMoment, std::move(paused), of);
  }
  if (next != nullptr || (metricsCame && view.snapshot != nullptr)) {
    view.snapshot = next != nullptr ? next : view.snapshot;
    useInto(view);
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(
        diagnosis::diagnose(*view.snapshot, shared.notebook, shared.disagreements.of(view.snapshot, live), view.use.get()));
    const std::lock_guard lock(shared.mutex);
    if (const auto kept = shared.lives.find(live); kept != shared.lives.end()) {
      kept->second.findings.note(view.snapshot->time, *view.diagnosis);
      view.past = pastView(*kept->second.past, kept->second.findings, view.snapshot->time);
      kept->second.last = view;
    }
  }
  if (view.snapshot != nullptr) {
    explainInto(view, subject);
    const bool owed = shared.latencyAnswers.into(view, latency, live, latencyNow);
    tellCost(shared.costAnswers.next(view, cost, live, growth), of);
    {
      const std::lock_guard lock(shared.mutex);
      shared.latencyOwed = owed;
      shared.viewBegan = began;
    }
    hand(&Shared::ready, std::move(view), of);
  }
  pool.post([this, &pool] { analyse(pool); });  // not through m_analysis, which is null while the pool ends
}

/// Keeps a view for the GUI thread, which gets the newest one only.
void LiveBridge::hand(std::shared_ptr<const ui::View> Shared::*slot, ui::View view, std::uint64_t of) {
  const std::lock_guard lock(m_shared->mutex);
  if (of != m_shared->generation) {
    return;
  }
  (*m_shared).*slot = std::make_shared<const ui::View>(std::move(view));
  if (!m_shared->posted && m_shared->bridge != nullptr) {
    m_shared->posted = true;
    QMetaObject::invokeMethod(
        m_shared->bridge, [this] { deliver(); }, Qt::QueuedConnection);
  }
}

void LiveBridge::deliver() {
  std::shared_ptr<const ui::View> view;
  std::shared_ptr<const ui::View> moment;
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->posted = false;
    view = std::exchange(m_shared->ready, nullptr);
    moment = std::exchange(m_shared->readyMoment, nullptr);
  }
  if (moment != nullptr) {
    Q_EMIT viewReady(*moment);
  }
  if (view != nullptr) {
    Q_EMIT viewReady(*view);
    QTimer::singleShot(kPaintedMs, this, [this] {
      const std::lock_guard lock(m_shared->mutex);
      m_shared->beats.cost((std::clock() - m_shared->viewBegan) * 1000 / CLOCKS_PER_SEC);
    });
    {
      const std::lock_guard lock(m_shared->mutex);
      if (m_shared->latencyOwed && !m_payer.isActive()) {
        m_payer.start();
      }
    }
    askAccess(*view);
  }
}

/// Once everything is loaded, and again when kinds are refused or allowed that were not.
void LiveBridge::askAccess(const ui::View& view) {
  if (!view.snapshot->firstSyncDone) {
    return;
  }
  const auto refused = static_cast<std::size_t>(
      std::count_if(view.snapshot->sources.begin(), view.snapshot->sources.end(), [](const cluster::Source& source) {
        return source.status.state == SourceState::forbidden || !ui::limitedTo(source.status).isEmpty();
      }));
  bool ask = false;
  {
    const std::lock_guard lock(m_shared->mutex);
    const auto kept = m_shared->lives.find(m_shared->shown);
    if (kept != m_shared->lives.end()) {
      ask = kept->second.accessAskedAt != refused;
      kept->second.accessAskedAt = refused;
    }
  }
  if (ask) {
    checkAccess();
  }
}

void LiveBridge::checkAccess() {
  std::uint64_t live = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    live = m_shared->shown;
  }
  m_session->post([this, shared = m_shared, live] {
    const auto found = m_lives.find(live);
    if (found == m_lives.end()) {
      return;
    }
    found->second->source().reviewAccess(found->second->latest()->server.served, {}, [this, shared, live](AccessReport report) {
      const std::lock_guard lock(shared->mutex);
      const auto kept = shared->lives.find(live);
      if (kept == shared->lives.end()) {
        return;
      }
      kept->second.access = std::make_shared<const AccessReport>(std::move(report));
      if (shared->shown == live && shared->bridge != nullptr) {
        QMetaObject::invokeMethod(
            shared->bridge, [this] { tellAccess(); }, Qt::QueuedConnection);
      }
    });
  });
}

/// What is known of the source in sight; a newer one may have come meanwhile.
void LiveBridge::tellAccess() {
  std::shared_ptr<const AccessReport> report;
  {
    const std::lock_guard lock(m_shared->mutex);
    const auto kept = m_shared->lives.find(m_shared->shown);
    report = kept == m_shared->lives.end() ? nullptr : kept->second.access;
  }
  if (report != nullptr) {
    Q_EMIT accessReady(report);
  }
}

void LiveBridge::report() {
  std::vector<RunningSource> sources;
  {
    const std::lock_guard lock(m_shared->mutex);
    for (const Entry& entry : m_entries) {
      RunningSource source;
      source.id = entry.id;
      const bool shown = entry.live == m_shared->shown;
      source.run = shown ? ui::SourceChoice::Run::shown : ui::SourceChoice::Run::background;
      const auto kept = m_shared->lives.find(entry.live);
      if (kept != m_shared->lives.end() && kept->second.newest != nullptr) {
        const cluster::Snapshot& newest = *kept->second.newest;
        const bool broken = ui::connectionFailure(newest).has_value();
        source.run = broken ? ui::SourceChoice::Run::broken : source.run;
        // No running age: it would be another text every second.
        const ui::SourceChip chip = ui::sourceChip(newest);
        source.state = broken ? QString() : tr("%1, %2").arg(chip.live ? tr("live") : chip.value, ui::objectCount(newest));
      }
      sources.push_back(std::move(source));
    }
  }
  if (sources != m_reported) {
    m_reported = sources;
    Q_EMIT runningChanged(m_reported);
  }
}

/// Nothing more has come since a change that was put off: it is looked at now.
void LiveBridge::payLatency() {
  const std::lock_guard lock(m_shared->mutex);
  if (!m_shared->latencyOwed) {
    return;
  }
  if (m_shared->analysing) {
    m_payer.start();
    return;
  }
  m_shared->latencyOwed = false;
  m_shared->latencyNow = true;
  m_shared->asked = true;
  m_shared->analysing = true;
  m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
}

/// A view comes soon: of the newest snapshot where something is wanted of it, and of `moment` where that is not null. Needs the
/// lock.
void LiveBridge::analyseFor(bool wanted, const cluster::SnapshotPtr& moment) {
  m_shared->asked = m_shared->asked || wanted;
  if (moment != nullptr) {
    m_shared->moment = moment;
  }
  if (!m_shared->analysing && (m_shared->asked || moment != nullptr)) {
    m_shared->analysing = true;
    m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
  }
}

void LiveBridge::explain(const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr& moment) {
  const std::lock_guard lock(m_shared->mutex);
  m_shared->subject = subject;
  analyseFor(subject.has_value(), moment);
}

void LiveBridge::askLatency(const std::optional<latency::Question>& question, const cluster::SnapshotPtr& moment) {
  const std::lock_guard lock(m_shared->mutex);
  const bool same =
      question.has_value() == m_shared->latency.has_value() && (!question || sameQuestion(*question, *m_shared->latency));
  if (same && moment == nullptr) {
    return;
  }
  m_shared->latency = question;
  analyseFor(question.has_value(), moment);
}

/// Hands a report to the GUI thread, unless another source came in sight meanwhile.
void LiveBridge::tellCost(const cost::ReportPtr& report, std::uint64_t of) {
  if (report != nullptr) {
    m_shared->onGui(
        of, [this, report] { Q_EMIT costReady(report); }, m_shared);
  }
}

void LiveBridge::askCost(const std::optional<cost::Question>& question, const cluster::SnapshotPtr& moment) {
  {
    const std::lock_guard lock(m_shared->mutex);
    if (question == m_shared->cost && moment == nullptr) {
      return;
    }
    m_shared->cost = question;
    analyseFor(question.has_value(), moment);
  }
  if (question && moment == nullptr) {
    askGrowth();
  }
}

void LiveBridge::askMigration(const cluster::SnapshotPtr& snapshot, std::function<void(ui::BenchPtr)> done) {
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
  }
  m_analysis->post([shared = m_shared, snapshot, generation, done = std::move(done)] {
    const auto bench = std::make_shared<const migration::Bench>(migration::benchOf(*snapshot));
    shared->onGui(
        generation, [done, bench] { done(bench); }, shared);
  });
}

void LiveBridge::checkSelector(const ui::SelectorQuestion& question,
                               std::function<void(std::shared_ptr<const ui::SelectorAnswer>)> done) {
  std::uint64_t generation = 0;
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
    number = ++m_shared->question;
  }
  m_analysis->post([shared = m_shared, question, generation, number, done = std::move(done)] {
    cluster::SnapshotPtr snapshot;
    {
      const std::lock_guard lock(shared->mutex);
      const auto kept = shared->lives.find(shared->shown);
      if (shared->generation != generation || shared->question != number || kept == shared->lives.end() ||
          kept->second.last.snapshot == nullptr) {
        return;
      }
      snapshot = kept->second.last.snapshot;
    }
    auto answer = std::make_shared<const ui::SelectorAnswer>(app::checkSelector(std::move(snapshot), question));
    shared->onGui(
        generation, [done, answer] { done(answer); }, shared);
  });
}

void LiveBridge::modernise(const ui::ModerniseQuestion& question,
                           std::function<void(std::shared_ptr<const ui::ModerniseAnswer>)> done) {
  std::uint64_t generation = 0;
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
    number = ++m_shared->manifests;
  }
  m_analysis->post([shared = m_shared, question, generation, number, done = std::move(done)] {
    {
      const std::lock_guard lock(shared->mutex);
      if (shared->manifests != number) {
        return;  // more was typed meanwhile
      }
    }
    const auto answer = answerModernise(question);
    shared->onGui(
        generation, [done, answer] { done(answer); }, shared);
  });
}

void LiveBridge::plan(const actions::ActionRequest& request, std::function<void(const Result<actions::ActionPlan>&)> done) {
  withNewest([request, done = std::move(done)](const ui::View& view) -> std::function<void()> {
    const auto plan = std::make_shared<const Result<actions::ActionPlan>>(
        view.snapshot == nullptr ? Result<actions::ActionPlan>(nothingYet()) : actions::planAction(*view.snapshot, request));
    return [done, plan] { done(*plan); };
  });
}

void LiveBridge::compareDrain(const actions::ActionRequest& request,
                              std::function<void(std::shared_ptr<const actions::ForecastComparison>)> done) {
  withNewest([request, done = std::move(done)](const ui::View& view) -> std::function<void()> {
    std::shared_ptr<const actions::ForecastComparison> answer;
    if (view.snapshot != nullptr) {
      if (auto compared = actions::compareDrain(*view.snapshot, request)) {
        answer = std::make_shared<const actions::ForecastComparison>(std::move(*compared));
      }
    }
    return [done, answer] { done(answer); };
  });
}

void LiveBridge::fittingNodes(const actions::ActionRequest& request,
                              std::function<void(std::shared_ptr<const actions::FittingNodes>)> done) {
  withNewest([request, done = std::move(done)](const ui::View& view) -> std::function<void()> {
    std::shared_ptr<const actions::FittingNodes> answer;
    if (view.snapshot != nullptr) {
      if (auto found = actions::fittingNodes(*view.snapshot, request)) {
        answer = std::make_shared<const actions::FittingNodes>(std::move(*found));
      }
    }
    return [done, answer] { done(answer); };
  });
}

void LiveBridge::diagnose(const std::string& workflow, const std::optional<ui::ObjectRef>& object,
                          std::function<void(const Result<diagnosis::WorkflowResult>&)> done) {
  withNewest([workflow, object, done = std::move(done)](const ui::View& view) -> std::function<void()> {
    const diagnosis::Workflow* known = diagnosis::findWorkflow(workflow);
    const auto result = std::make_shared<const Result<diagnosis::WorkflowResult>>(
        view.snapshot == nullptr ? Result<diagnosis::WorkflowResult>(nothingYet())
        : known == nullptr       ? Result<diagnosis::WorkflowResult>(fail(ErrorCode::usage, "there is no workflow " + workflow))
                                 : known->run(*view.snapshot, object, view.use.get()));
    return [done, result] { done(*result); };
  });
}

/// Works something out of the newest moment of the source in sight; what is returned runs on the GUI thread.
void LiveBridge::withNewest(std::function<std::function<void()>(const ui::View&)> task) {
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
  }
  m_analysis->post([shared = m_shared, generation, task = std::move(task)] {
    ui::View view;
    {
      const std::lock_guard lock(shared->mutex);
      const auto kept = shared->lives.find(shared->shown);
      if (shared->generation != generation || kept == shared->lives.end()) {
        return;
      }
      view = kept->second.last;
      view.snapshot = kept->second.newest;  // null before the first one
    }
    shared->onGui(generation, task(view), shared);
  });
}

void LiveBridge::withShown(std::function<void(Live*, const Asked&)> task) {
  Asked asked;
  {
    const std::lock_guard lock(m_shared->mutex);
    asked = {m_shared->generation, m_shared->shown};
  }
  m_session->post([this, asked, task = std::move(task)] {
    const auto running = m_lives.find(asked.live);
    task(running == m_lives.end() ? nullptr : running->second.get(), asked);
  });
}

void LiveBridge::grip(std::function<void(const Grip&)> done) {
  withShown([shared = m_shared, done = std::move(done)](Live* live, const Asked& asked) {
    if (live != nullptr) {
      const Grip grip{asked.live, live->source().writer(), &live->source().clock()};
      shared->onGui(
          asked.generation, [done, grip] { done(grip); }, shared);
    }
  });
}

void LiveBridge::askMetrics(const prometheus::RangeQuestion& question, std::function<void(prometheus::AnswerPtr)> done) {
  withShown([shared = m_shared, question, done = std::move(done)](Live* live, const Asked& asked) {
    const auto answer = [shared, generation = asked.generation, done](prometheus::AnswerPtr given) {
      shared->onGui(
          generation, [done, given = std::move(given)] { done(given); }, shared);
    };
    if (live != nullptr && live->desk() != nullptr) {
      live->desk()->ask(question, answer);
      return;
    }
    prometheus::Answer none;
    none.query = question.query;
    none.error = Error{ErrorCode::notFound, "there is no Prometheus for this source", {}, std::nullopt, 0};
    answer(std::make_shared<const prometheus::Answer>(std::move(none)));
  });
}

void LiveBridge::fetchLog(const PodLogRequest& request, std::function<void(const Result<PodLog>&)> done) {
  withShown([shared = m_shared, request, done = std::move(done)](Live* live, const Asked& asked) {
    const auto answer = [shared, generation = asked.generation, done](Result<PodLog> log) {
      shared->onGui(
          generation, [done, given = std::make_shared<const Result<PodLog>>(std::move(log))] { done(*given); }, shared);
    };
    if (live == nullptr) {
      answer(nothingYet());
      return;
    }
    live->source().fetchLog(request, answer);
  });
}

void LiveBridge::fetchYaml(const ui::ObjectRef& object, std::function<void(bool ok, QString text)> done) {
  withShown([shared = m_shared, object, done = std::move(done)](Live* live, const Asked& asked) {
    const auto answer = [shared, generation = asked.generation, done](bool ok, const QString& text) {
      shared->onGui(
          generation, [done, ok, text] { done(ok, text); }, shared);
    };
    const std::string noun = canonicalNoun(object.kind);
    const std::optional<Kind> kind =
        noun.empty() ? cluster::workloadKind(ui::apiKindOf(object.kind)) : std::optional(primaryKind(noun));
    if (!kind || live == nullptr) {
      answer(false, tr("%1 is not an object that can be fetched.").arg(QString::fromStdString(object.str())));
      return;
    }
    live->source().fetch(*kind, object.namespaceName, object.name, [answer](const Result<std::string>& json) {
      if (json) {
        answer(true, QString::fromStdString(yaml::fromJson(*json)));
      } else {
        answer(false, redacted(json.error().text()));
      }
    });
  });
}

}  // namespace claimscope::app
