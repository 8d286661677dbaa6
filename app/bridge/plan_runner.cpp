#include "app/bridge/plan_runner.h"

#include <algorithm>
#include <chrono>
#include <future>

namespace claimscope::app {
namespace {

constexpr auto kPumpEvery = std::chrono::milliseconds(250);

std::shared_ptr<const ui::PlanRecord> recordOf(actions::JournalFile file) {
  auto record = std::make_shared<ui::PlanRecord>();
  record->plan = std::make_shared<const actions::ActionPlan>(std::move(file.plan));
  record->progress = std::move(file.progress);
  record->entries = std::move(file.entries);
  record->path = std::move(file.path);
  record->elsewhere = file.locked && !actions::isOver(record->progress.state);
  record->resumable = record->progress.state == actions::PlanState::interrupted && !file.locked;
  return record;
}

}  // namespace

PlanRunner::PlanRunner(std::string folder, Listener listener) : m_folder(std::move(folder)), m_listener(std::move(listener)) {
  m_gate->runner = this;
  m_tasks.emplace_back([this] { read(); });
  m_thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

PlanRunner::~PlanRunner() {
  stop();
}

void PlanRunner::stop() {
  {
    const std::lock_guard lock(m_gate->mutex);
    m_gate->runner = nullptr;
  }
  {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_tasks.clear();
  }
  m_thread.request_stop();
  if (m_thread.joinable() && m_thread.get_id() != std::this_thread::get_id()) {
    m_thread.join();
  }
}

void PlanRunner::wake() {
  const std::lock_guard lock(m_mutex);
  m_woken = true;
  m_wake.notify_all();
}

void PlanRunner::post(std::function<void()> task) {
  const std::lock_guard lock(m_mutex);
  if (!m_stopped) {
    m_tasks.push_back(std::move(task));
    m_wake.notify_all();
  }
}

void PlanRunner::work(const std::stop_token& stop) {
  for (;;) {
    std::vector<std::function<void()>> tasks;
    {
      std::unique_lock lock(m_mutex);
      const auto due = [this] { return m_woken || !m_tasks.empty(); };
      if (m_runs.empty()) {
        m_wake.wait(lock, stop, due);
      } else {
        m_wake.wait_for(lock, stop, kPumpEvery, due);
      }
      if (stop.stop_requested()) {
        break;
      }
      m_woken = false;
      tasks.swap(m_tasks);
    }
    for (const std::function<void()>& task : tasks) {
      task();
    }
    if (!m_runs.empty() || !tasks.empty()) {
      pumpAll();
      tell();
    }
  }
  m_runs.clear();  // their journals end in the middle, and say so
  const std::lock_guard lock(m_mutex);
  m_finished = true;
  m_end.notify_all();
}

void PlanRunner::pumpAll() {
  bool ended = false;
  for (Run& run : m_runs) {
    {
      const std::lock_guard lock(m_mutex);
      if (const auto newest = m_newest.find(run.source); newest != m_newest.end() && newest->second != nullptr) {
        run.snapshot = newest->second;
      }
    }
    run.done = !run.execution->pump(*run.snapshot);
    run.record = recordOf(run);
    ended = ended || run.done;
  }
  if (!ended) {
    return;
  }
  for (auto run = m_runs.begin(); run != m_runs.end();) {
    if (!run->done) {
      ++run;
      continue;
    }
    m_past.insert(m_past.begin(), run->record);
    const std::uint64_t source = run->source;
    run = m_runs.erase(run);  // lets go of the journal
    const std::lock_guard lock(m_mutex);
    if (--m_counts[source] == 0) {
      m_counts.erase(source);
      m_newest.erase(source);
    }
  }
}

std::shared_ptr<const ui::PlanRecord> PlanRunner::recordOf(const Run& run) {
  auto record = std::make_shared<ui::PlanRecord>();
  record->plan = run.plan;
  record->progress = run.execution->progress();
  record->entries = run.execution->entries();
  record->path = run.execution->journalPath();
  record->running = !run.done;
  return record;
}

void PlanRunner::read() {
  if (m_folder.empty()) {
    return;
  }
  actions::JournalList list = actions::readJournals(m_folder);
  m_past.clear();
  for (actions::JournalFile& file : list.files) {
    if (runOf(file.plan.id) == nullptr) {
      m_past.push_back(app::recordOf(std::move(file)));
    }
  }
  m_unreadable = std::move(list.unreadable);
}

void PlanRunner::tell() {
  News news;
  for (const Run& run : m_runs) {
    news.plans.push_back(run.record);
  }
  news.plans.insert(news.plans.end(), m_past.begin(), m_past.end());
  news.unreadable = m_unreadable;
  news.trouble = m_trouble;
  m_listener(std::move(news));
}

PlanRunner::Run* PlanRunner::runOf(const std::string& planId) {
  const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const Run& run) { return run.plan->id == planId; });
  return found == m_runs.end() ? nullptr : &*found;
}

bool PlanRunner::isClosed(std::uint64_t source) const {
  const std::lock_guard lock(m_mutex);
  return m_closed.count(source) != 0;
}

void PlanRunner::refuse(Error error) {
  m_trouble = std::move(error);
}

void PlanRunner::add(Place place, actions::ActionPlan plan, Result<std::unique_ptr<actions::JournalWriter>> journal,
                     const std::string& who) {
  if (!journal) {
    refuse(journal.error());
    return;
  }
  Run run;
  run.source = place.source;
  run.snapshot = place.snapshot;
  run.plan = std::make_shared<const actions::ActionPlan>(plan);
  actions::Execution::Parts parts;
  parts.writer = place.writer;
  parts.journal = std::move(*journal);
  parts.clock = place.clock;
  parts.wake = [gate = m_gate] {
    const std::lock_guard lock(gate->mutex);
    if (gate->runner != nullptr) {
      gate->runner->wake();
    }
  };
  run.execution = std::make_unique<actions::Execution>(std::move(plan), std::move(parts));
  if (const Status started = run.execution->start(*place.snapshot, who); !started) {
    refuse(started.error());
    run.execution.reset();
    read();  // the journal that was begun tells of it
    return;
  }
  m_trouble.reset();
  std::erase_if(m_past, [&](const std::shared_ptr<const ui::PlanRecord>& record) { return record->plan->id == run.plan->id; });
  run.record = recordOf(run);
  {
    const std::lock_guard lock(m_mutex);
    ++m_counts[place.source];
    m_newest.try_emplace(place.source, place.snapshot);
  }
  m_runs.insert(m_runs.begin(), std::move(run));
}

void PlanRunner::begin(Place place, actions::ActionPlan plan, std::string who) {
  post([this, place = std::move(place), plan = std::move(plan), who = std::move(who)] {
    if (isClosed(place.source)) {
      return;
    }
    if (m_folder.empty()) {
      refuse({ErrorCode::invalidInput, "there is no folder for the journal", "Set HOME or XDG_STATE_HOME", {}, 0});
      return;
    }
    if (runOf(plan.id) != nullptr) {
      refuse({ErrorCode::usage, "plan " + plan.id + " is being carried out already", "Rehearse again for another one", {}, 0});
      return;
    }
    add(place, plan, actions::JournalWriter::begin(m_folder, plan, place.clock->now()), who);
  });
}

void PlanRunner::resume(Place place, std::string planId, std::string who) {
  post([this, place = std::move(place), planId = std::move(planId), who = std::move(who)] {
    if (isClosed(place.source)) {
      return;
    }
    const auto found = std::find_if(m_past.begin(), m_past.end(), [&](const std::shared_ptr<const ui::PlanRecord>& record) {
      return record->plan->id == planId;
    });
    if (found == m_past.end()) {
      refuse({ErrorCode::notFound, "there is no journal of plan " + planId, {}, {}, 0});
      return;
    }
    const std::shared_ptr<const ui::PlanRecord> record = *found;
    add(place, *record->plan, actions::JournalWriter::reopen(record->path, place.clock->now()), who);
  });
}

void PlanRunner::pause(const std::string& planId) {
  post([this, planId] {
    if (Run* run = runOf(planId)) {
      run->execution->pause();
    }
  });
}

void PlanRunner::goOn(const std::string& planId) {
  post([this, planId] {
    if (Run* run = runOf(planId)) {
      run->execution->resume();
    }
  });
}

void PlanRunner::cancel(const std::string& planId) {
  post([this, planId] {
    if (Run* run = runOf(planId)) {
      run->execution->cancel();
    }
  });
}

void PlanRunner::readJournals() {
  post([this] { read(); });
}

void PlanRunner::newSnapshot(std::uint64_t source, cluster::SnapshotPtr snapshot) {
  const std::lock_guard lock(m_mutex);
  if (const auto newest = m_newest.find(source); newest != m_newest.end()) {
    newest->second = std::move(snapshot);
    m_woken = true;
    m_wake.notify_all();
  }
}

std::size_t PlanRunner::running(std::uint64_t source) const {
  const std::lock_guard lock(m_mutex);
  const auto found = m_counts.find(source);
  return found == m_counts.end() ? 0 : found->second;
}

void PlanRunner::close(std::uint64_t source) {
  auto done = std::make_shared<std::promise<void>>();
  std::future<void> closed = done->get_future();
  {
    std::unique_lock lock(m_mutex);
    if (m_stopped) {
      m_end.wait(lock, [this] { return m_finished; });
      return;
    }
    m_closed.insert(source);
    // Behind whatever was begun before; only the task holds the promise, so that a runner that is stopped ends the wait.
    m_tasks.emplace_back([this, source, done = std::move(done)] {
      const auto gone = std::erase_if(m_runs, [&](const Run& run) { return run.source == source; });
      {
        const std::lock_guard inner(m_mutex);
        m_counts.erase(source);
        m_newest.erase(source);
      }
      if (gone > 0) {
        read();  // what was ended is an open plan again
      }
      done->set_value();
    });
    m_wake.notify_all();
  }
  closed.wait();
}

}  // namespace claimscope::app
