// What the threads of LiveBridge share, for its own sources only. Any thread, with the mutex held.
#pragma once

#include <ctime>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/bridge/beats.h"
#include "app/bridge/cost_answers.h"
#include "app/bridge/kept_disagreements.h"
#include "app/bridge/latency_answers.h"
#include "app/bridge/live_bridge.h"
#include "app/bridge/plan_runner.h"
#include "model/cluster/past/past.h"
#include "model/diagnosis/finding_spans.h"
#include "model/diagnosis/notebook.h"
#include "model/prometheus/kept_metrics.h"
#include "ui/base/past_view.h"

namespace claimscope::app {

/// What the threads share. `generation` counts changes of what is in sight: whatever belongs to an older one is dropped.
struct LiveBridge::Shared {
  /// What is kept of each watched source.
  struct Kept {
    ui::View last;                   ///< without explanation; its snapshot is null before the first one
    cluster::SnapshotPtr newest;     ///< also while it is not in sight
    prometheus::MetricsPtr metrics;  ///< newest; null where there can be none
    prometheus::KeptMetrics keptMetrics;
    std::shared_ptr<const AccessReport> access;
    std::optional<std::size_t> accessAskedAt;  ///< kinds that were refused when the server was asked; none: never asked
    std::shared_ptr<cluster::Past> past = std::make_shared<cluster::Past>();
    survey::GrowthPtr growth;          ///< who makes nodes, asked for with the costs; null: not yet
    diagnosis::FindingSpans findings;  ///< while it is in sight
  };
  std::mutex mutex;
  LiveBridge* bridge = nullptr;  ///< null once the bridge is gone
  std::uint64_t generation = 0;
  std::uint64_t shown = 0;  ///< live in sight; 0: none
  std::map<std::uint64_t, Kept> lives;
  cluster::SnapshotPtr pending;  ///< newest snapshot not yet looked at
  Beats beats;                   ///< of the source in sight
  std::clock_t viewBegan = 0;    ///< processor time of the process when the analysis of the last view began
  bool analysing = false;        ///< a task is queued or runs
  std::optional<ui::ObjectRef> subject;
  bool metricsCame = false;                     ///< since the last view
  std::optional<latency::Question> latency;     ///< of the page in sight, whatever the source
  LatencyAnswers latencyAnswers;                ///< the analysis thread's alone
  std::optional<cost::Question> cost;           ///< of the page in sight, whatever the source
  CostAnswers costAnswers;                      ///< the analysis thread's alone
  bool latencyOwed = false;                     ///< the last change came too soon after the one before to be looked at
  bool latencyNow = false;                      ///< it is to be looked at without waiting longer
  bool asked = false;                           ///< subject or latency are others than those of the last view
  cluster::SnapshotPtr moment;                  ///< to be explained besides, once
  std::optional<Time> travel;                   ///< somebody wants to see that moment, once
  std::uint64_t comparison = 0;                 ///< the newest question what changed
  diagnosis::Notebook notebook;                 ///< of the source in sight; the analysis thread's alone
  KeptDisagreements disagreements;              ///< the analysis thread's alone
  std::shared_ptr<const ui::View> ready;        ///< newest view not yet handed over
  std::shared_ptr<const ui::View> readyMoment;  ///< of the moment that was asked for
  bool posted = false;
  std::uint64_t question = 0;          ///< of the selector editor: the newest
  std::uint64_t manifests = 0;         ///< of the page that modernises: the newest
  std::shared_ptr<PlanRunner> runner;  ///< null: nothing is carried out

  /// With the mutex held: nothing of what was in sight is delivered any more.
  void forget() {
    ++generation;
    beats.forget();
    pending.reset();
    ready.reset();
    readyMoment.reset();
    moment.reset();
    travel.reset();
    subject.reset();
    asked = false;
  }
  /// Runs `task` on the GUI thread if the bridge still runs that generation.
  void onGui(std::uint64_t of, std::function<void()> task, const std::shared_ptr<Shared>& self) {
    const std::lock_guard lock(mutex);
    if (bridge != nullptr && generation == of) {
      QMetaObject::invokeMethod(
          bridge,
          [self, of, task = std::move(task)] {
            bool current = false;
            {
              const std::lock_guard inner(self->mutex);
              current = self->generation == of;
            }
            if (current) {
              task();
            }
          },
          Qt::QueuedConnection);
    }
  }
};

}  // namespace claimscope::app
