// What the catalogue found at a server, as knowledge for verdicts.
#include "model/prometheus/promql/verdict.h"

namespace claimscope::promql {

Knowledge knowledgeOf(const prometheus::Metrics* metrics, int serverMinor) {
  Knowledge out;
  out.serverMinor = serverMinor;
  if (metrics == nullptr) {
    return out;
  }
  out.mappings = metrics->mappings;
  for (const prometheus::Mapping& mapping : metrics->mappings) {
    if (!mapping.exact) {
      continue;
    }
    const KnownMetric* known = findMetric(mapping.asked);
    const MetricType type = known == nullptr ? MetricType::unknown : known->type;
    if (type == MetricType::histogram) {
      for (const char* ending : {"_bucket", "_sum", "_count"}) {
        out.served.emplace(mapping.asked + ending, MetricType::histogram);
      }
    } else {
      out.served.emplace(mapping.asked, type);
    }
  }
  return out;
}

}  // namespace claimscope::promql
