#include "model/resources/pod_disruption_budget/pod_disruption_budget.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<PodDisruptionBudget>() {
  static const KindRequest request{"policy", "poddisruptionbudgets", "PodDisruptionBudget", {"v1"}, true, 5, true};
  return request;
}

namespace {

void readBudgetSpec(json::Value spec, PodDisruptionBudget& out) {
  json::forEachField(spec, [&](std::string_view key, json::Value value) {
    if (key == "minAvailable") {
      out.minAvailable = fields::intOrString(value);
    } else if (key == "maxUnavailable") {
      out.maxUnavailable = fields::intOrString(value);
    } else if (key == "unhealthyPodEvictionPolicy") {
      out.unhealthyPodEvictionPolicy = json::text(value);
    } else if (key == "selector" && !json::isNull(value)) {
      out.selector = fields::labelSelector(value);
    }
  });
}

void readBudgetStatus(json::Value status, PodDisruptionBudget& out) {
  json::forEachField(status, [&](std::string_view key, json::Value value) {
    if (key == "disruptionsAllowed") {
      out.disruptionsAllowed = fields::int32(value);
    } else if (key == "currentHealthy") {
      out.currentHealthy = fields::int32(value);
    } else if (key == "desiredHealthy") {
      out.desiredHealthy = fields::int32(value);
    } else if (key == "expectedPods") {
      out.expectedPods = fields::int32(value);
    } else if (key == "observedGeneration") {
      out.observedGeneration = json::integer(value);
    }
  });
}

}  // namespace

template <>
void decode<PodDisruptionBudget>(json::Object object, std::string_view, PodDisruptionBudget& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      readBudgetSpec(value, out);
    } else if (key == "status") {
      readBudgetStatus(value, out);
    }
  });
}

}  // namespace claimscope
