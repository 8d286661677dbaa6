// LatencySummary: one pass over the claims. Pure; any thread.
#include "ui/pages/overview/latency_summary.h"

#include <algorithm>

#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

/// Reorders the samples.
LatencySummary::Values percentiles(std::vector<std::int64_t>& samples) {
  LatencySummary::Values out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto percent = static_cast<std::size_t>(LatencySummary::kPercentiles[i]);
    const std::size_t rank = (samples.size() * percent + 99) / 100;  // nearest rank: 1 to n
    const auto at = samples.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(samples.begin(), at, samples.end());
    out[i] = *at;
  }
  return out;
}

}  // namespace

LatencySummary latencySummary(const cluster::Snapshot& snapshot, const std::string& namespaceFilter) {
  LatencySummary out;
  out.to = snapshot.time;
  if (!snapshot.time.isSet()) {
    return out;
  }
  out.from = snapshot.time + -LatencySummary::kWindowMs;
  const Text only(namespaceFilter);
  struct Sample {
    Time at;
    std::int64_t ms;
  };
  std::vector<Sample> samples;
  const auto& table = snapshot.of<ResourceClaim>();
  for (const cluster::ClaimView& view : snapshot.inventory->claims) {
    const ResourceClaim* claim = table.at(view.slot);
    if (claim == nullptr || claim->allocation == nullptr || (!only.empty() && !(claim->meta.namespaceName == only))) {
      continue;
    }
    const ClaimLatency latency = claimLatency(*claim, snapshot.time);
    if (latency.bound == Bound::unknown) {
      ++out.undated;
      continue;
    }
    const Time allocated = claim->meta.created + latency.ms;
    if (allocated < out.from || allocated > out.to) {
      continue;
    }
    out.upperBounds += latency.bound == Bound::atMost ? 1 : 0;
    samples.push_back({allocated, latency.ms});
  }
  out.claims = static_cast<std::int64_t>(samples.size());
  out.points.resize(samples.size() < 120 ? 12 : samples.size() < 1'200 ? 30 : 60);
  std::vector<std::int64_t> all;
  std::vector<std::vector<std::int64_t>> byPoint(out.points.size());
  for (const Sample& sample : samples) {
    const auto point = static_cast<std::size_t>((sample.at - out.from) * static_cast<std::int64_t>(out.points.size()) /
                                                LatencySummary::kWindowMs);
    byPoint[std::min(point, out.points.size() - 1)].push_back(sample.ms);
    all.push_back(sample.ms);
  }
  if (!all.empty()) {
    out.values = percentiles(all);
  }
  for (std::size_t i = 0; i < byPoint.size(); ++i) {
    out.points[i].claims = static_cast<std::int64_t>(byPoint[i].size());
    if (!byPoint[i].empty()) {
      out.points[i].values = percentiles(byPoint[i]);
    }
  }
  return out;
}

}  // namespace claimscope::ui
