// Verdict: whether a query can be answered, whether it says what was meant, and how to put it right. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/prometheus/metrics.h"
#include "model/prometheus/promql/ast.h"
#include "model/prometheus/promql/known_metrics.h"
#include "model/prometheus/promql/template.h"

namespace claimscope::promql {

enum class Gravity : std::uint8_t {
  note,     ///< right, with something to know
  warning,  ///< answers, but hardly what was meant
  error,    ///< Prometheus refuses it, or it can never give a value
};
[[nodiscard]] std::string_view gravityWord(Gravity gravity);

struct Edit {
  Range where;
  std::string text;
};

struct Remark {
  Gravity gravity = Gravity::note;
  std::string_view id;           ///< "bareHistogram", "rateOfGauge", …: stable, for JSON and tests
  Range where = {};              ///< in the expression as it was given
  std::string what = {};         ///< one line
  std::string why = {};          ///< a sentence or two
  std::vector<Edit> edits = {};  ///< that put it right; empty: there is nothing safe to offer
};

/// What is known besides the expression. Empty: only what every cluster has in common.
struct Knowledge {
  std::map<std::string, MetricType, std::less<>> served;  ///< series a server has
  bool complete = false;                                  ///< `served` is all it has: another name has no series
  int serverMinor = 0;                                    ///< Kubernetes 1.N; 0: not known
  std::vector<prometheus::Mapping> mappings;              ///< of the catalogue
};

/// Names that the catalogue found at the server, and what answers those that it did not find. Not complete: a server has more.
[[nodiscard]] Knowledge knowledgeOf(const prometheus::Metrics* metrics, int serverMinor);

struct Verdict {
  std::string expression;
  ValueType type = ValueType::none;
  std::vector<Remark> remarks;       ///< gravest first, then by place
  std::string corrected;             ///< the expression with every edit; empty when there is nothing to change
  std::vector<std::string> metrics;  ///< series it reads, in order, each once
  bool assumed = false;              ///< variables without a value were read as stand-ins

  [[nodiscard]] bool valid() const { return remarks.empty() || remarks.front().gravity != Gravity::error; }
  /// "invalid", "doubtful", "mapped", "fine".
  [[nodiscard]] std::string_view word() const;
};

[[nodiscard]] Verdict judge(std::string_view expression, const Variables& variables = {}, const Knowledge& knowledge = {});

}  // namespace claimscope::promql
