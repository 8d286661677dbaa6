#include "model/resources/pod/placement_fields.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope::protobuf {

namespace {

void readSelector(const Field& field, std::optional<LabelSelector>& out) {
  optional(field, out, labelSelector);
}

}  // namespace

fields::ContainerPort containerPort(const Field& item) {
  fields::ContainerPort out;
  forEachField(item.bytes(), [&out](const Field& field) {
    switch (field.number()) {
      case 2:
        out.host.port = field.int32();
        break;
      case 3:
        out.containerPort = field.int32();
        break;
      case 4:
        out.host.protocol = field.text();
        break;
      case 5:
        out.host.address = field.text();
        break;
      default:
        break;
    }
  });
  return out;
}

PodAffinityTerm podAffinityTerm(const Field& item) {
  PodAffinityTerm out;
  forEachField(item.bytes(), [&out](Field& field) {
    switch (field.number()) {
      case 1:
        readSelector(field, out.selector);
        break;
      case 2:
        field.texts(out.namespaces);
        break;
      case 3:
        out.topologyKey = field.text();
        break;
      case 4:
        readSelector(field, out.namespaceSelector);
        break;
      case 5:
        field.texts(out.matchLabelKeys);
        break;
      case 6:
        field.texts(out.mismatchLabelKeys);
        break;
      default:
        break;
    }
  });
  return out;
}

void spreadConstraint(Bytes constraint, PodPlacement& placement) {
  SpreadConstraint out;
  bool refuses = false;
  forEachField(constraint, [&](Field& field) {
    switch (field.number()) {
      case 1:
        out.maxSkew = field.int32();
        break;
      case 2:
        out.topologyKey = field.text();
        break;
      case 3:
        refuses = field.bytes() == "DoNotSchedule";
        break;
      case 4:
        readSelector(field, out.selector);
        break;
      case 5:
        out.minDomains = field.int32();
        break;
      case 6:
        out.honorsAffinity = field.bytes() == "Honor";
        break;
      case 7:
        out.honorsTaints = field.bytes() == "Honor";
        break;
      case 8:
        field.texts(out.matchLabelKeys);
        break;
      default:
        break;
    }
  });
  if (refuses) {
    placement.spread.push_back(std::move(out));
  }
}

}  // namespace claimscope::protobuf
