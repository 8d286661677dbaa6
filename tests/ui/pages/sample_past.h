// SamplePast: a demo cluster that was watched for some minutes, and what the composition root would answer about it. Test thread.
#pragma once

#include <memory>
#include <vector>

#include "model/cluster/past/past.h"
#include "model/diagnosis/finding_spans.h"
#include "model/diagnosis/likely_cause.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/past_view.h"

namespace claimscope::ui {

class SamplePast {
 public:
  explicit SamplePast(const std::string& scenario = "eks-hybrid", std::size_t moments = 20, std::int64_t stepMs = 20'000)
      : m_moments(sampleSequence(scenario, moments, stepMs)) {
    for (const cluster::SnapshotPtr& snapshot : m_moments) {
      m_past.add(snapshot);
      m_findings.note(snapshot->time, diagnosis::diagnose(*snapshot));
    }
  }

  [[nodiscard]] const cluster::SnapshotPtr& newest() const { return m_moments.back(); }
  [[nodiscard]] Time oldest() const { return m_moments.front()->time; }
  [[nodiscard]] const cluster::Past& past() const { return m_past; }

  [[nodiscard]] View newestView() {
    View view;
    view.snapshot = newest();
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*view.snapshot));
    auto past = std::make_shared<PastView>();
    past->outline = m_past.outline();
    past->findings = m_findings.spans(past->outline->moments.front().from);
    past->newest = newest()->time;
    view.past = past;
    return view;
  }
  [[nodiscard]] View replay(Time moment) {
    View view;
    view.snapshot = m_past.at(moment);
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*view.snapshot));
    view.replay = true;
    return view;
  }
  [[nodiscard]] ComparisonPtr compare(Time a, Time b) {
    const cluster::SnapshotPtr earlier = m_past.at(std::min(a, b));
    const cluster::SnapshotPtr later = m_past.at(std::max(a, b));
    auto out = std::make_shared<Comparison>();
    out->a.time = earlier->time;
    out->b.time = later->time;
    out->a.free = {earlier->inventory->counts.of(cluster::DeviceState::free), Bound::exact};
    out->b.free = {later->inventory->counts.of(cluster::DeviceState::free), Bound::exact};
    out->changes = m_past.changes(*earlier, *later);
    out->tags = diagnosis::likelyCauses(*later, diagnosis::diagnose(*later), out->changes);
    return out;
  }

 private:
  std::vector<cluster::SnapshotPtr> m_moments;
  cluster::Past m_past;
  diagnosis::FindingSpans m_findings;
};

}  // namespace claimscope::ui
