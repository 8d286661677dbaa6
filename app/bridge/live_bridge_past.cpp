// LiveBridge: earlier moments of the source in sight.
#include <utility>

#include "app/bridge/explain_object.h"
#include "app/bridge/live_bridge_shared.h"
#include "app/bridge/past_views.h"

namespace claimscope::app {

void LiveBridge::travel(const std::optional<Time>& moment) {
  const std::lock_guard lock(m_shared->mutex);
  m_shared->travel = moment;
  if (!moment) {
    m_shared->readyMoment.reset();  // who has gone on does not want what was asked for before
    if (const auto kept = m_shared->lives.find(m_shared->shown); kept != m_shared->lives.end()) {
      kept->second.past->leave();
    }
    return;
  }
  if (!m_shared->analysing) {
    m_shared->analysing = true;
    m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
  }
}

/// On the analysis thread: the wish, before anything newer is looked at, since a person waits for it. False when there is none.
bool LiveBridge::showTravelled() {
  Shared& shared = *m_shared;
  std::optional<Time> wish;
  std::shared_ptr<cluster::Past> past;
  std::optional<ui::ObjectRef> subject;
  std::optional<latency::Question> latency;
  std::optional<cost::Question> cost;
  ui::PastViewPtr known;
  prometheus::MetricsPtr metrics;
  std::uint64_t of = 0;
  {
    const std::lock_guard lock(shared.mutex);
    wish = std::exchange(shared.travel, std::nullopt);
    const auto kept = shared.lives.find(shared.shown);
    if (!wish || kept == shared.lives.end()) {
      return false;
    }
    past = kept->second.past;
    subject = shared.subject;
    latency = shared.latency;
    cost = shared.cost;
    of = shared.generation;
    known = kept->second.last.past;
    metrics = kept->second.keptMetrics.at(*wish);
  }
  ui::View view = replayView(*past, *wish);
  if (view.snapshot == nullptr) {
    return true;
  }
  view.past = known;
  view.metrics = metrics;
  useInto(view);
  explainInto(view, subject);
  if (latency) {
    latencyInto(view, *latency);
  }
  if (cost) {
    tellCost(costOfView(view, *cost), of);
  }
  hand(&Shared::readyMoment, std::move(view), of);
  return true;
}

void LiveBridge::compare(Time a, Time b, std::function<void(ui::ComparisonPtr)> done) {
  std::uint64_t generation = 0;
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
    number = ++m_shared->comparison;
  }
  m_analysis->post([shared = m_shared, a, b, generation, number, done = std::move(done)] {
    std::shared_ptr<cluster::Past> past;
    {
      const std::lock_guard lock(shared->mutex);
      const auto kept = shared->lives.find(shared->shown);
      if (shared->generation != generation || shared->comparison != number) {
        return;
      }
      past = kept == shared->lives.end() ? nullptr : kept->second.past;
    }
    ui::ComparisonPtr answer = past == nullptr ? nullptr : compareMoments(*past, a, b);
    shared->onGui(
        generation, [done, answer] { done(answer); }, shared);
  });
}

}  // namespace claimscope::app
