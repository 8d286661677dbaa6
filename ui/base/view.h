// View and Intent: what a page is given, and what it asks for. GUI thread.
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"
#include "model/explanation/explanation.h"
#include "model/latency/report.h"
#include "model/prometheus/metrics.h"
#include "model/prometheus/question.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::ui {

using diagnosis::ObjectRef;
struct GanttBars;    // ui/charts/gantt
struct ActionsView;  // ui/base/actions_view.h
using ActionsViewPtr = std::shared_ptr<const ActionsView>;
struct PastView;  // ui/base/past_view.h
using PastViewPtr = std::shared_ptr<const PastView>;

/// One moment, ready to draw; everything in it was computed off the GUI thread.
struct View {
  cluster::SnapshotPtr snapshot;                          ///< never null
  std::shared_ptr<const diagnosis::Diagnosis> diagnosis;  ///< never null
  std::string namespaceFilter;                            ///< empty: all namespaces
  /// Of the claim or pod that was asked for, on this snapshot; null when none was, or it is not in the snapshot.
  std::shared_ptr<const explanation::Explanation> explanation = nullptr;
  double explanationMs = -1;  ///< what computing it took; below 0: not measured
  /// Of the claims of the last hour or more, on this snapshot, and what was asked of them; null while no page asks.
  latency::LivesPtr lives = nullptr;
  latency::ReportPtr latency = nullptr;
  std::shared_ptr<const GanttBars> gantt = nullptr;  ///< the same claims as bars, for the page that draws them; may be null
  /// What Prometheus said last; null where the source can have none (files). A second source, never mixed into the first.
  prometheus::MetricsPtr metrics = nullptr;
  utilisation::UtilisationPtr use = nullptr;  ///< how busy devices are, of the same metrics; null: nobody looked
  ActionsViewPtr actions = nullptr;           ///< guided actions as they stand; null: nobody carries any out here
  PastViewPtr past = nullptr;                 ///< moments one can go to, as of now; null: nobody keeps any
  bool replay = false;                        ///< an earlier moment that was asked for
};

/// Asks the composition root for an object's raw YAML; the answer comes back on the GUI thread.
using FetchYaml = std::function<void(const ObjectRef&, std::function<void(bool ok, QString text)>)>;

/// Asks the Prometheus of the source in sight: a chart's or a panel's query. The answer comes once on the GUI thread, with an
/// error where there is no server; not at all once another source is opened.
using AskMetrics = std::function<void(const prometheus::RangeQuestion&, std::function<void(prometheus::AnswerPtr)>)>;

}  // namespace claimscope::ui
