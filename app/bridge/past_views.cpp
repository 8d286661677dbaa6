#include "app/bridge/past_views.h"

#include <algorithm>
#include <utility>

#include "ui/tables/object_texts.h"

namespace claimscope::app {
namespace {

ui::MomentFigures figuresOf(const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  const auto waiting = std::count_if(inventory.claims.begin(), inventory.claims.end(),
                                     [](const cluster::ClaimView& claim) { return ui::waits(claim); });
  return {snapshot.time,
          {inventory.counts.of(cluster::DeviceState::free), inventory.counts.freeBound},
          {static_cast<std::int64_t>(waiting) + static_cast<std::int64_t>(inventory.missing.size()), inventory.claimBound},
          static_cast<std::int64_t>(diagnosis.findings.size())};
}

}  // namespace

ui::PastViewPtr pastView(const cluster::Past& past, diagnosis::FindingSpans& findings, Time newest) {
  auto out = std::make_shared<ui::PastView>();
  out->outline = past.outline();
  out->findings = findings.spans(out->outline->empty() ? newest : out->outline->moments.front().from);
  out->newest = newest;
  return out;
}

ui::View replayView(cluster::Past& past, Time moment) {
  ui::View view;
  view.snapshot = past.at(moment);
  view.replay = true;
  if (view.snapshot != nullptr) {
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*view.snapshot));
  }
  return view;
}

ui::ComparisonPtr compareMoments(cluster::Past& past, Time a, Time b) {
  const cluster::SnapshotPtr earlier = past.at(std::min(a, b));
  const cluster::SnapshotPtr later = past.at(std::max(a, b));
  if (earlier == nullptr || later == nullptr) {
    return nullptr;
  }
  auto out = std::make_shared<ui::Comparison>();
  const diagnosis::Diagnosis before = diagnosis::diagnose(*earlier);
  const diagnosis::Diagnosis now = diagnosis::diagnose(*later);
  out->a = figuresOf(*earlier, before);
  out->b = figuresOf(*later, now);
  out->changes = past.changes(*earlier, *later);
  out->tags = diagnosis::likelyCauses(*later, now, out->changes);
  return out;
}

}  // namespace claimscope::app
