// Known metrics: what the names of DRA monitoring are, which labels they have and who exports them. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::promql {

enum class MetricType : std::uint8_t { unknown, counter, gauge, histogram, info };
[[nodiscard]] std::string_view metricTypeWord(MetricType type);

/// A metric by the name that carries its metadata: a histogram's series end in _bucket, _sum and _count.
struct KnownMetric {
  std::string_view name;
  MetricType type = MetricType::unknown;
  std::vector<std::string_view> labels;  ///< besides those of the target
  std::string_view component;            ///< "kubelet", "kube-scheduler", "dcgm-exporter"; empty: nobody exports it
  int since = 0;                         ///< Kubernetes 1.N; 0: not tied to a release
  int until = 0;                         ///< last 1.N that has it; 0: still there
  std::string_view note = {};            ///< what to know before it is used
};

/// The histogram's own name for its _bucket, _sum and _count; else the name itself. Null: not known.
[[nodiscard]] const KnownMetric* findMetric(std::string_view series);
[[nodiscard]] const std::vector<KnownMetric>& knownMetrics();

/// What a series of this name is by the usual endings, where nothing better is known: _total, _bucket, _sum and _count grow.
[[nodiscard]] MetricType typeBySuffix(std::string_view series);
/// "x_bucket", "x_sum", "x_count" without the ending; empty when it has none of them.
[[nodiscard]] std::string_view histogramOf(std::string_view series);
/// The known name that is most alike, empty when none is near.
[[nodiscard]] std::string_view nearestMetric(std::string_view series);
/// A family of which every name is known, so that another one is a mistake: "dra_", "nvidia_dra_".
[[nodiscard]] bool wholeFamilyKnown(std::string_view series);
/// Labels that any series may have, from its target or from Prometheus itself.
[[nodiscard]] bool isTargetLabel(std::string_view label);

}  // namespace claimscope::promql
