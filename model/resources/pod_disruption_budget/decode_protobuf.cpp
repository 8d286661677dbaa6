#include "model/resources/decoders.h"
#include "model/resources/pod_disruption_budget/pod_disruption_budget.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace {

using protobuf::Bytes;
using protobuf::Field;

void readBudgetSpec(std::string_view spec, PodDisruptionBudget& out) {
  protobuf::forEachField(spec, [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.minAvailable = protobuf::intOrString(field.bytes());
        break;
      case 2:
        protobuf::optional(field, out.selector, protobuf::labelSelector);
        break;
      case 3:
        out.maxUnavailable = protobuf::intOrString(field.bytes());
        break;
      case 4:
        out.unhealthyPodEvictionPolicy = field.text();
        break;
      default:
        break;
    }
  });
}

void readBudgetStatus(std::string_view status, PodDisruptionBudget& out) {
  protobuf::forEachField(status, [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.observedGeneration = field.integer();
        break;
      case 3:
        out.disruptionsAllowed = field.int32();
        break;
      case 4:
        out.currentHealthy = field.int32();
        break;
      case 5:
        out.desiredHealthy = field.int32();
        break;
      case 6:
        out.expectedPods = field.int32();
        break;
      default:
        break;
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<PodDisruptionBudget>(std::string_view message, std::string_view, PodDisruptionBudget& out) {
  protobuf::object(
      message, out.meta, [&out](Bytes spec) { readBudgetSpec(spec, out); },
      [&out](Bytes status) { readBudgetStatus(status, out); });
}

}  // namespace claimscope
