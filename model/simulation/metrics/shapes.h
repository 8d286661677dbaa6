// What series of a simulated cluster are made of: counters, histograms, counts of what had been created. Pure functions of time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/simulation/metrics/series.h"

namespace claimscope::simulation::metrics {

using At = std::function<std::optional<double>(std::int64_t)>;

inline constexpr double kTau = 6.283185307179586;

/// Evenly spread in [0, 1), a pure function of the number.
[[nodiscard]] double spread(std::uint64_t number);
[[nodiscard]] std::string textOf(const Text& text);

/// What all series of one cluster are measured against.
struct Context {
  const Cluster& cluster;
  std::int64_t start;    ///< counters have run for a week
  std::int64_t gapFrom;  ///< the kubelets were not scraped
  std::int64_t gapTo;

  explicit Context(const Cluster& of);
  [[nodiscard]] double seconds(std::int64_t ms) const;
};

[[nodiscard]] At constant(double value);
/// A counter of so many a second, a little livelier at times.
[[nodiscard]] At counter(const Context& context, double perSecond, std::uint64_t seed, bool kubelet = false);
/// How many of these had been created at a time.
[[nodiscard]] At createdSince(std::vector<std::int64_t> times);

/// Log-normal.
struct Distribution {
  double perSecond;
  double median;
  double sigma;
  double first;  ///< bucket
  double factor;
  int buckets;
  bool kubelet = false;
};
/// The buckets, whose shares move a little with time, so that percentiles do.
void emitBuckets(const Context& context, const Labels& labels, const Distribution& of, std::uint64_t seed, const Emit& emit);

/// What `claimscope exporter` has of the cluster, so that the guide's dashboard is drawn.
void exporterFamilies(std::vector<Family>& out);

}  // namespace claimscope::simulation::metrics
