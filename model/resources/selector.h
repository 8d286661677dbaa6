// Node selectors, label selectors, taints and tolerations: shapes shared by several kinds. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include "model/base/clock.h"
#include "model/base/text.h"
#include "model/resources/metadata.h"

namespace claimscope {

enum class SelectorOperator : std::uint8_t { in, notIn, exists, doesNotExist, greaterThan, lessThan, unknown };

struct SelectorRequirement {
  Text key;
  SelectorOperator op = SelectorOperator::in;
  List<Text> values;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct NodeSelectorTerm {
  List<SelectorRequirement> matchExpressions;
  List<SelectorRequirement> matchFields;  ///< only metadata.name is legal

  [[nodiscard]] auto fields() const {
    const auto& [a, b] = *this;
    return std::tie(a, b);
  }
};

/// Terms are ORed; no term matches nothing (core/v1 NodeSelector).
struct NodeSelector {
  List<NodeSelectorTerm> terms;

  [[nodiscard]] auto fields() const {
    const auto& [a] = *this;
    return std::tie(a);
  }
};

/// metav1.LabelSelector: ANDed; empty matches everything.
struct LabelSelector {
  Labels matchLabels;
  List<SelectorRequirement> matchExpressions;

  [[nodiscard]] auto fields() const {
    const auto& [a, b] = *this;
    return std::tie(a, b);
  }
};

/// Upstream component-helpers nodeaffinity: an empty term matches nothing; Gt/Lt compare integers.
[[nodiscard]] bool matches(const NodeSelector& selector, const Metadata& node);
[[nodiscard]] bool matches(const LabelSelector& selector, const Labels& labels);

struct Taint {
  Text key;
  Text value;
  Text effect;  ///< NoSchedule, NoExecute, PreferNoSchedule; devices also None; unknown ones count as None
  Time timeAdded;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d] = *this;
    return std::tie(a, b, c, d);
  }
};

struct Toleration {
  Text key;  ///< empty with Exists tolerates every key
  Text op;   ///< Equal (also when empty) or Exists
  Text value;
  Text effect;  ///< empty tolerates every effect
  std::optional<std::int64_t> seconds;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e] = *this;
    return std::tie(a, b, c, d, e);
  }
};

/// core/v1 helper ToleratesTaint.
[[nodiscard]] bool tolerates(const Toleration& toleration, const Taint& taint);

}  // namespace claimscope
